package trial

import (
	"cmp"
	"math"
)

// Reference is another program's answer to one order, the proven lower bound of
// both figures, fewest cartons before least volume, and the best answer known,
// whose cartons are 0 where none is named.
type Reference struct {
	Order       string
	Boxes       int
	BoxMM3      int // inner volume of its cartons
	BoundBoxes  int
	BoundBoxMM3 int
	KnownBoxes  int
	KnownBoxMM3 int
}

// beats tells whether an answer that is known needs less than this.
func (r Reference) beats(f figures) bool {
	less := func(boxes, mm3 int) bool { return boxes < f.parcels || boxes == f.parcels && mm3 < f.boxMM3 }
	return less(r.Boxes, r.BoxMM3) || r.KnownBoxes > 0 && less(r.KnownBoxes, r.KnownBoxMM3)
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
	// Refuted are answers said to be optimal that a known one beats.
	Refuted int

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
	c.Refuted += one(f.optimal && r.beats(f))
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
