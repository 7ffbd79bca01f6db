package trial

import (
	"cmp"
	"math"
)

// Reference is another program's answer to one order, and the proven lower
// bound of both figures, fewest cartons before least volume.
type Reference struct {
	Order       string
	Boxes       int
	BoxMM3      int // inner volume of its cartons
	BoundBoxes  int
	BoundBoxMM3 int
}

// Spread is how even the other program's parcels of one order are: the variance
// of their gross weights in g2, the mean of the squares.
type Spread struct {
	Order    string
	Variance float64
}

// Comparison is how the answers do beside the reference.
type Comparison struct {
	Compared int // orders
	Worse    int // by the number of cartons, then by their volume
	Better   int
	Equal    int
	AtBound  int // equal to the proven lower bound

	// Over the orders of several parcels where both figures equal the
	// reference's: how many, and the mean standard deviation of the parcels'
	// weights in g, ours and the reference's.
	SpreadOrders    int
	SpreadG         float64
	SpreadReference float64
}

// compare adds one answer. An order of which something was left unpacked is
// worse whatever it needed.
func (c *Comparison) compare(f figures, r Reference, s Spread, spreads bool) {
	c.Compared++
	boxes, volume := cmp.Compare(f.parcels, r.Boxes), cmp.Compare(f.boxMM3, r.BoxMM3)
	switch d := cmp.Or(boxes, volume); {
	case d > 0 || f.unplaced > 0:
		c.Worse++
	case d < 0:
		c.Better++
	default:
		c.Equal++
	}
	if f.parcels == r.BoundBoxes && f.boxMM3 == r.BoundBoxMM3 && f.unplaced == 0 {
		c.AtBound++
	}
	if spreads && f.parcels > 1 && boxes == 0 && volume == 0 && f.unplaced == 0 {
		c.SpreadOrders++
		c.SpreadG += spread(f.gross)
		c.SpreadReference += math.Sqrt(s.Variance)
	}
}

// means turns the sums of the spreads into means.
func (c Comparison) means() Comparison {
	if c.SpreadOrders > 0 {
		c.SpreadG /= float64(c.SpreadOrders)
		c.SpreadReference /= float64(c.SpreadOrders)
	}
	return c
}
