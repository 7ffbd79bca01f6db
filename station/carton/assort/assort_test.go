package assort

import (
	"context"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/packwright/packwright/station/carton"
)

var tariff = carton.Tariff{FeeCents: 300, CentsPerKg: 100}

// cube is an order of one cube with sides of mm.
func cube(mm, orders int) Demand {
	return Demand{Orders: orders, Items: []carton.Item{{Ref: fmt.Sprint(mm), SizeMM: [3]int{mm, mm, mm}, WeightG: 100, Count: 1}}}
}

// box is a carton of today, with walls of 3 mm.
func box(code string, l, w, h int) carton.Carton {
	return carton.Carton{
		Code: code, InnerMM: [3]int{l, w, h}, OuterMM: [3]int{l + 6, w + 6, h + 6},
		EmptyG: 100, MaxG: 20_000,
	}
}

func advise(t *testing.T, orders []Demand, today []carton.Carton, r Rules) Advice {
	t.Helper()
	r.Tariff = tariff
	a, err := Advise(t.Context(), orders, today, r)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func sizes(a Advice) string {
	var all []string
	for _, c := range a.Cartons {
		all = append(all, strings.Trim(fmt.Sprint(c.Carton.InnerMM), "[]"))
	}
	return strings.Join(all, ", ")
}

func TestAdviseFindsTheBestCartons(t *testing.T) {
	big := []carton.Carton{box("BIG", 400, 400, 400)}
	cases := []struct {
		name   string
		orders []Demand
		today  []carton.Carton
		n      int
		want   string
	}{
		{
			name:   "three sizes of goods, three cartons, each rounded up to a step",
			orders: []Demand{cube(97, 500), cube(195, 300), cube(300, 200)}, today: big, n: 3,
			want: "100 100 100, 200 200 200, 300 300 300",
		},
		{
			name:   "with two, the rarer neighbours share the larger one",
			orders: []Demand{cube(100, 900), cube(280, 10), cube(300, 20)}, today: big, n: 2,
			want: "100 100 100, 300 300 300",
		},
		{
			name:   "with one, it holds everything",
			orders: []Demand{cube(100, 900), cube(300, 1)}, today: big, n: 1,
			want: "300 300 300",
		},
		{
			name:   "what is right today stays",
			orders: []Demand{cube(200, 10), cube(100, 10)}, today: []carton.Carton{box("S", 100, 100, 100), box("L", 200, 200, 200)}, n: 2,
			want: "100 100 100, 200 200 200",
		},
		{
			name:   "without cartons today there is an answer as well",
			orders: []Demand{cube(100, 10), cube(200, 10)}, n: 2,
			want: "100 100 100, 200 200 200",
		},
		{
			name:   "what must lie flat has a carton as high as it is",
			orders: []Demand{{Orders: 5, Items: []carton.Item{{Ref: "cake", SizeMM: [3]int{200, 295, 78}, WeightG: 900, Count: 1, Rotation: carton.KeepFlat}}}}, n: 1,
			want: "300 200 80",
		},
		{
			name:   "a long one has a long carton",
			orders: []Demand{{Orders: 5, Items: []carton.Item{{Ref: "rod", SizeMM: [3]int{40, 30, 900}, WeightG: 900, Count: 1}}}}, n: 1,
			want: "900 40 30",
		},
		{
			name:   "several units make a carton of a shape that people carry",
			orders: []Demand{{Orders: 5, Items: []carton.Item{{Ref: "die", SizeMM: [3]int{100, 100, 100}, WeightG: 100, Count: 24}}}}, n: 1,
			want: "400 300 200",
		},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			if got := sizes(advise(t, c.orders, c.today, Rules{Cartons: c.n})); got != c.want {
				t.Errorf("got %s, want %s", got, c.want)
			}
		})
	}
}

func TestNewCartonsAreMadeLikeThoseOfToday(t *testing.T) {
	today := []carton.Carton{
		{Code: "A", InnerMM: [3]int{100, 100, 100}, OuterMM: [3]int{110, 110, 110}, EmptyG: 73, MaxG: 9_000, PriceCents: 22},
		{Code: "BAG", InnerMM: [3]int{300, 200, 10}, OuterMM: [3]int{300, 200, 10}, EmptyG: 5, MaxG: 1_000, Mailer: true},
	}
	got := newMaker(today, 10).carton([3]int{100, 200, 50})
	// Walls of 5 mm; 73 g and 22 cents for 0.0726 m2 are 1005 g and 303 cents a m2; 0.0846 m2, rounded up.
	want := carton.Carton{Code: "200x100x50", InnerMM: [3]int{200, 100, 50}, OuterMM: [3]int{210, 110, 60}, EmptyG: 86, MaxG: 9_000, PriceCents: 25}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got %+v, want %+v", got, want)
	}
}

func TestAdviceTellsWhatItSaves(t *testing.T) {
	a := advise(t, []Demand{cube(100, 30), cube(200, 10)}, []carton.Carton{box("BIG", 200, 200, 200)}, Rules{Cartons: 2})
	if a.Orders != 40 || a.Sample != 2 || a.Unfit != 0 || len(a.Cartons) != 2 {
		t.Fatalf("got %+v", a)
	}
	small, large := a.Cartons[0], a.Cartons[1]
	if !small.New || large.New || small.Orders != 30 || large.Orders != 10 {
		t.Errorf("got %+v and %+v, want a new one for 30 orders and the old one for 10", small, large)
	}
	if a.Today.Parcels != 40 || a.Then.Parcels != 40 || a.Today.MM3 != 40*8_000_000 || a.Then.MM3 != 30*1_000_000+10*8_000_000 {
		t.Errorf("today %+v, then %+v", a.Today, a.Then)
	}
	// Outside 206 mm a side is 1749 g at 5000 cm3 a kg, 106 mm is 239 g.
	if a.Today.BilledG != 40*1749 || a.Then.BilledG != 30*239+10*1749 {
		t.Errorf("billed are %d g today and %d then", a.Today.BilledG, a.Then.BilledG)
	}
	if small.Today.MM3-small.Then.MM3 != 30*7_000_000 || large.Today != large.Then {
		t.Errorf("the saving of the cartons is %+v and %+v", small, large)
	}
}

func TestAdviceCountsWhatNoListPacks(t *testing.T) {
	a := advise(t, []Demand{cube(100, 5), cube(5000, 2)}, []carton.Carton{box("S", 100, 100, 100)}, Rules{Cartons: 2})
	if a.Orders != 7 || a.Unfit != 2 || a.Then.Parcels != 5 {
		t.Errorf("got %+v, want 2 of 7 orders that fit nowhere", a)
	}
}

func TestAdviseNeedsOrders(t *testing.T) {
	if _, err := Advise(t.Context(), nil, nil, Rules{}); !errors.Is(err, ErrNoOrders) {
		t.Errorf("got %v, want ErrNoOrders", err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := Advise(ctx, []Demand{cube(100, 1)}, nil, Rules{}); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v, want the end of the context", err)
	}
}

func TestAdviseTellsHowFarItIs(t *testing.T) {
	var told []int
	all := 0
	r := Rules{Tick: func(done, of int) { told, all = append(told, done), of }}
	advise(t, []Demand{cube(100, 3), cube(120, 2)}, nil, r)
	if len(told) < 6 || !slices.IsSorted(told) || told[len(told)-1] != all {
		t.Errorf("told %v of %d, want at least six steps that end there", told, all)
	}
}

func TestSampleStandsForAllOrders(t *testing.T) {
	var all []Demand
	for mm := 10; mm < 1010; mm++ {
		all = append(all, cube(mm, 1+mm%7))
	}
	all = append(all, cube(55, 2000))
	some := sample(all, 100)
	if len(some) > 100 || count(some) != count(all) {
		t.Fatalf("%d demands for %d orders, want at most 100 for %d", len(some), count(some), count(all))
	}
	usual, large := 0, 0
	for _, d := range some {
		switch {
		case d.Items[0].SizeMM[0] == 55:
			usual += d.Orders
		case d.Items[0].SizeMM[0] >= 510:
			large += d.Orders
		}
	}
	if usual < 1900 || usual > 2100 || large < 1800 || large > 2200 {
		t.Errorf("the usual order stands for %d orders and the large half for %d, want about 2000 each", usual, large)
	}
}

// In small cases the choice is compared with every other one.
func TestChooseIsAsGoodAsTryingAll(t *testing.T) {
	seed := uint64(7)
	next := func(n int) int { seed = seed*6364136223846793005 + 1442695040888963407; return int(seed>>33) % n }
	best, worse := 0, 0
	for range 200 {
		p := prices{}
		for range 8 {
			row := make([]int, 7)
			for c := range row {
				row[c] = 1 + next(100)
			}
			p.table, p.orders = append(p.table, row), append(p.orders, 1+next(9))
		}
		got, least := p.total(p.choose(3, 7)), never*100
		for a := range 7 {
			for b := range a {
				for c := range b {
					least = min(least, p.total([]int{a, b, c}))
				}
			}
		}
		switch {
		case got < least:
			t.Fatalf("%d is less than the least, %d", got, least)
		case got == least:
			best++
		default:
			worse++
		}
	}
	if best < 190 {
		t.Errorf("%d of 200 choices are the best there is, want nearly all", best)
	}
}
