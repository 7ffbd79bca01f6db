package trial

import (
	"errors"
	"fmt"
	"math"
	"strings"
	"testing"
	"time"

	"github.com/packwright/packwright/station/carton"
)

func TestOrdersPutsRowsTogether(t *testing.T) {
	add := func(order, ref string) func(*Orders) {
		return func(o *Orders) { o.Add(Row{Order: order, Item: carton.Item{Ref: ref, Count: 1}}) }
	}
	refuse := func(id string) func(*Orders) { return func(o *Orders) { o.Refuse(id) } }
	cases := []struct {
		name    string
		rows    []func(*Orders)
		want    string
		refused int
	}{
		{name: "rows of one order need not stand together", rows: []func(*Orders){add("1", "a"), add("2", "b"), add("1", "c")}, want: "1:ac 2:b"},
		{name: "an order with a bad row is left out whole", rows: []func(*Orders){add("1", "a"), refuse("1"), add("1", "c"), add("2", "b")}, want: "2:b", refused: 1},
		{name: "an order that begins with a bad row too", rows: []func(*Orders){refuse("1"), add("1", "c"), add("2", "b")}, want: "2:b", refused: 1},
		{
			name: "a row of nobody takes out its neighbours",
			rows: []func(*Orders){add("1", "a"), add("2", "b"), refuse(""), add("3", "c"), add("4", "d")}, want: "1:a 4:d", refused: 2,
		},
		{name: "within an order that is one", rows: []func(*Orders){add("1", "a"), refuse(""), add("1", "b"), add("2", "c")}, want: "2:c", refused: 1},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			var o Orders
			for _, row := range c.rows {
				row(&o)
			}
			var got []string
			for _, order := range o.Whole() {
				s := order.ID + ":"
				for _, i := range order.Items {
					s += i.Ref
				}
				got = append(got, s)
			}
			if strings.Join(got, " ") != c.want || o.Refused() != c.refused {
				t.Errorf("got %v and %d refused, want %s and %d", got, o.Refused(), c.want, c.refused)
			}
		})
	}
}

// cube has 10 cm sides inside; outside it is 2 x 1 x 1 dm and weighs 100 g.
var cube = carton.Carton{Code: "CUBE", InnerMM: [3]int{100, 100, 100}, OuterMM: [3]int{200, 100, 100}, EmptyG: 100, PriceCents: 30}

// parcel of the cube with one unit of each given item on its floor.
func parcel(gross int, units ...carton.Placed) carton.Parcel {
	return carton.Parcel{Carton: 0, Items: units, WeightG: gross, SizeMM: cube.OuterMM, BilledG: gross}
}

func answer(id string, took time.Duration, plan carton.Plan) Answer {
	items := []carton.Item{{Ref: "half", SizeMM: [3]int{100, 100, 50}, WeightG: 100, Count: 3}}
	return Answer{
		Order: Order{ID: id, Items: items}, Took: took, Plan: plan,
		Task: carton.Task{Items: items, Cartons: []carton.Carton{cube}, Tariff: carton.Tariff{FeeCents: 200, CentsPerKg: 100}},
	}
}

func half(z int) carton.Placed {
	return carton.Placed{AtMM: [3]int{0, 0, z}, SizeMM: [3]int{100, 100, 50}}
}

// two is three halves in two cubes, of 700 and 300 g.
func two() carton.Plan {
	return carton.Plan{Parcels: []carton.Parcel{parcel(700, half(0), half(50)), parcel(300, half(0))}, Optimal: true}
}

func TestTallyAddsUpByHand(t *testing.T) {
	var tally Tally
	tally.Add(answer("1", 2*time.Millisecond, two()))
	lost := answer("2", 4*time.Millisecond, carton.Plan{
		Parcels: []carton.Parcel{parcel(500, half(50))}, Unplaced: []carton.Refusal{{Count: 2}}, Late: true,
	})
	lost.Invalid = errors.New("it floats")
	tally.Add(lost)
	tally.Refuse(3)
	want := Summary{
		Orders: 2, Boxes: 3, VolumeM3: 0.003, UtilisationMean: 62.5, UtilisationWeighted: 200. / 3,
		DimKG: 1.2, BilledKG: 0.7 + 0.4 + 0.5, WeightStdG: 200, Floating: 1, Invalid: 1, Proven: 1,
		P50MS: 2, P95MS: 4, P99MS: 4, MaxMS: 4, TotalS: 0.006, P50SmallMS: 2, P99SmallMS: 4,
		Units: 6, Unplaced: 2, Refused: 3, Late: 1, CostCents: 3*230 + 150,
	}
	if got := tally.Summary(); !alike(got, want) {
		t.Errorf("got  %+v\nwant %+v", got, want)
	}
}

// alike compares sums of fractions.
func alike(a, b Summary) bool {
	round := func(s Summary) string {
		for _, f := range []*float64{&s.VolumeM3, &s.UtilisationMean, &s.UtilisationWeighted, &s.DimKG, &s.BilledKG, &s.WeightStdG, &s.TotalS, &s.CostCents} {
			*f = math.Round(*f*1e9) / 1e9
		}
		return fmt.Sprintf("%+v", s)
	}
	return round(a) == round(b)
}

func TestComparisonCountsCartonsBeforeVolume(t *testing.T) {
	const two1dm3 = 2_000_000
	cases := []struct {
		name string
		ref  Reference
		lost int
		want Comparison
	}{
		{"the same", Reference{Boxes: 2, BoxMM3: two1dm3, BoundBoxes: 1}, 0, Comparison{Compared: 1, Equal: 1, SpreadOrders: 1, SpreadG: 200, SpreadReference: 3}},
		{"the bound is reached", Reference{Boxes: 2, BoxMM3: two1dm3 + 1, BoundBoxes: 2, BoundBoxMM3: two1dm3}, 0, Comparison{Compared: 1, Better: 1, AtBound: 1}},
		{"fewer cartons of more volume are better", Reference{Boxes: 3, BoxMM3: 5}, 0, Comparison{Compared: 1, Better: 1}},
		{"more cartons of less volume are worse", Reference{Boxes: 1, BoxMM3: two1dm3 * 2}, 0, Comparison{Compared: 1, Worse: 1, Refuted: 1}},
		{"as many of more volume are worse", Reference{Boxes: 2, BoxMM3: two1dm3 - 1}, 0, Comparison{Compared: 1, Worse: 1, Refuted: 1}},
		{"the best answer known refutes what is said to be optimal", Reference{Boxes: 3, BoxMM3: 5, KnownBoxes: 1, KnownBoxMM3: 5}, 0, Comparison{Compared: 1, Better: 1, Refuted: 1}},
		{"what is left over makes it worse", Reference{Boxes: 3, BoxMM3: two1dm3 * 2, BoundBoxes: 2, BoundBoxMM3: two1dm3}, 1, Comparison{Compared: 1, Worse: 1}},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			tally := Tally{References: map[string]Reference{"1": c.ref}, Spreads: map[string]Spread{"1": {Variance: 9}}}
			plan := two()
			if c.lost > 0 {
				plan.Unplaced = []carton.Refusal{{Count: c.lost}}
			}
			tally.Add(answer("1", 0, plan))
			tally.Add(answer("an order that the reference does not know", 0, plan))
			if got := tally.comparison.means(); got != c.want {
				t.Errorf("got %+v, want %+v", got, c.want)
			}
		})
	}
}

func TestPercentileIsAValueThatWasMeasured(t *testing.T) {
	var took []time.Duration
	for ms := 1; ms <= 200; ms++ {
		took = append(took, time.Duration(ms)*time.Millisecond)
	}
	for pct, want := range map[int]float64{50: 100, 95: 190, 99: 198, 100: 200} {
		if got := percentile(took, pct); got != want {
			t.Errorf("p%d is %v ms, want %v", pct, got, want)
		}
	}
	if got := percentile(nil, 50); got != 0 {
		t.Errorf("p50 of nothing is %v, want 0", got)
	}
}

func TestTryChecksAndTimesEveryPlan(t *testing.T) {
	ticks := 0
	clock := func() time.Duration { ticks++; return time.Duration(ticks) * time.Second }
	order := Order{ID: "1", Items: []carton.Item{{Ref: "half", SizeMM: [3]int{100, 100, 50}, WeightG: 100, Count: 3}}}
	a, err := Try(order, carton.Task{Cartons: []carton.Carton{cube}}, clock)
	if err != nil || a.Invalid != nil || a.Took != time.Second || len(a.Plan.Parcels) != 2 {
		t.Errorf("got %+v, %v; want two parcels in one second", a, err)
	}
	if a.Task.Seed != Seed("1") || Seed("1") == Seed("2") {
		t.Errorf("the seed %d does not come from the order's id", a.Task.Seed)
	}
	if _, err := Try(order, carton.Task{}, clock); !errors.Is(err, carton.ErrNoCartons) {
		t.Errorf("without cartons: got %v, want ErrNoCartons", err)
	}
}
