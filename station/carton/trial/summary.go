package trial

import (
	"math"
	"slices"
	"time"
)

// SmallOrder is the most units of an order that people mean by a usual one. Its
// times are told beside those of all orders.
const SmallOrder = 50

// Summary is what came of many orders. Names of fields in JSON are a contract
// with scripts.
type Summary struct {
	Orders   int     `json:"orders"`
	Boxes    int     `json:"boxes"`
	VolumeM3 float64 `json:"volume_m3"` // inner volume of the cartons

	// Per cent of the inner volume that goods fill: the mean over the orders,
	// and all goods by all cartons.
	UtilisationMean     float64 `json:"utilisation_mean"`
	UtilisationWeighted float64 `json:"utilisation_weighted"`

	DimKG    float64 `json:"dim_kg"`    // outer volume in cm3 / 5000
	BilledKG float64 `json:"billed_kg"` // the greater of dimensional and gross weight
	// WeightStdG is the standard deviation of the parcels' weights in an order,
	// the mean over the orders of several parcels.
	WeightStdG float64 `json:"weight_std_g"`

	Floating int `json:"floating"` // units below their share of support, or on nothing
	Invalid  int `json:"invalid"`  // plans that the check refuses
	Worse    int `json:"worse"`
	Better   int `json:"better"`
	Equal    int `json:"equal"`
	Proven   int `json:"proven_optimal"`

	// CPU time of one order: the half of them took at most P50MS.
	P50MS  float64 `json:"p50_ms"`
	P95MS  float64 `json:"p95_ms"`
	P99MS  float64 `json:"p99_ms"`
	MaxMS  float64 `json:"max_ms"`
	TotalS float64 `json:"total_s"` // CPU time of all orders

	// What is told beyond the contract.
	P50SmallMS      float64 `json:"p50_upto50_ms"`
	P99SmallMS      float64 `json:"p99_upto50_ms"`
	Units           int     `json:"units"`
	Unplaced        int     `json:"unplaced"` // units that are in no carton
	Refused         int     `json:"refused"`  // orders that could not be read or packed
	Late            int     `json:"late"`     // plans that the clock cut
	CostCents       float64 `json:"cost_cents"`
	Compared        int     `json:"compared"`
	AtBound         int     `json:"equal_bound"`
	Refuted         int     `json:"refuted"` // claims to be optimal that a known answer beats
	SpreadOrders    int     `json:"spread_orders"`
	SpreadG         float64 `json:"spread_g"`
	SpreadReference float64 `json:"spread_reference_g"`
}

// Tally sums up answers. The reference and its spreads may be nil.
type Tally struct {
	References map[string]Reference
	Spreads    map[string]Spread

	sum         Summary
	comparison  Comparison
	goods, room float64 // mm3
	filled      int     // orders with anything in a carton
	several     int     // orders of several parcels
	took, small []time.Duration
}

// Add takes an answer in.
func (t *Tally) Add(a Answer) {
	f := a.measure()
	t.sum.Orders++
	t.sum.Units += a.Order.Units()
	t.sum.Boxes += f.parcels
	t.sum.VolumeM3 += float64(f.boxMM3) / 1e9
	t.sum.DimKG += f.dimG / 1000
	t.sum.BilledKG += f.billedG / 1000
	t.sum.CostCents += f.cents
	t.sum.Floating += f.floating
	t.sum.Unplaced += f.unplaced
	t.sum.Invalid += one(a.Invalid != nil)
	t.sum.Proven += one(a.Plan.Optimal)
	t.sum.Late += one(a.Plan.Late)
	t.fill(f)
	t.took = append(t.took, a.Took)
	if a.Order.Units() <= SmallOrder {
		t.small = append(t.small, a.Took)
	}
	if r, known := t.References[a.Order.ID]; known {
		s, spreads := t.Spreads[a.Order.ID]
		t.comparison.compare(f, r, s, spreads)
	}
}

// fill adds what is a mean in the end.
func (t *Tally) fill(f figures) {
	if f.parcels > 1 {
		t.several++
		t.sum.WeightStdG += spread(f.gross)
	}
	if f.boxMM3 > 0 {
		t.filled++
		t.sum.UtilisationMean += 100 * float64(f.goodsMM3) / float64(f.boxMM3)
		t.goods += float64(f.goodsMM3)
		t.room += float64(f.boxMM3)
	}
}

// Refuse counts orders that could not be read or packed.
func (t *Tally) Refuse(orders int) { t.sum.Refused += orders }

// Summary is the sum of what was added so far.
func (t *Tally) Summary() Summary {
	s := t.sum
	s.UtilisationMean = ratio(s.UtilisationMean, float64(t.filled))
	s.UtilisationWeighted = 100 * ratio(t.goods, t.room)
	s.WeightStdG = ratio(s.WeightStdG, float64(t.several))
	c := t.comparison.means()
	s.Compared, s.Worse, s.Better, s.Equal, s.AtBound = c.Compared, c.Worse, c.Better, c.Equal, c.AtBound
	s.Refuted = c.Refuted
	s.SpreadOrders, s.SpreadG, s.SpreadReference = c.SpreadOrders, c.SpreadG, c.SpreadReference
	slices.Sort(t.took)
	slices.Sort(t.small)
	s.P50MS, s.P95MS, s.P99MS, s.MaxMS = percentile(t.took, 50), percentile(t.took, 95), percentile(t.took, 99), percentile(t.took, 100)
	s.P50SmallMS, s.P99SmallMS = percentile(t.small, 50), percentile(t.small, 99)
	for _, d := range t.took {
		s.TotalS += d.Seconds()
	}
	return s
}

// percentile is the least of the sorted times that pct per cent do not exceed,
// in ms.
func percentile(sorted []time.Duration, pct int) float64 {
	if len(sorted) == 0 {
		return 0
	}
	n := int(math.Ceil(float64(pct) * float64(len(sorted)) / 100))
	return float64(sorted[n-1]) / float64(time.Millisecond)
}

func ratio(a, b float64) float64 {
	if b == 0 {
		return 0
	}
	return a / b
}

func one(yes bool) int {
	if yes {
		return 1
	}
	return 0
}
