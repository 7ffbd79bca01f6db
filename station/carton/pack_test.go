package carton

import (
	"errors"
	"fmt"
	"hash/fnv"
	"slices"
	"strings"
	"testing"
	"time"
)

var (
	small  = Carton{Code: "S", InnerMM: [3]int{200, 150, 100}, EmptyG: 100, MaxG: 5000}
	medium = Carton{Code: "M", InnerMM: [3]int{300, 200, 200}, EmptyG: 200, MaxG: 10000}
	large  = Carton{Code: "L", InnerMM: [3]int{600, 400, 400}, EmptyG: 500, MaxG: 20000}
)

func one(ref string, g int, l, w, h int) Item {
	return Item{Ref: ref, SizeMM: [3]int{l, w, h}, WeightG: g, Count: 1}
}

func many(n int, i Item) Item {
	i.Count = n
	return i
}

func turned(r Rotation, i Item) Item {
	i.Rotation = r
	return i
}

func limited(n int, c Carton) Carton {
	c.Limit = n
	return c
}

func TestPack(t *testing.T) {
	cases := []struct {
		name     string
		items    []Item
		cartons  []Carton
		parcels  string // codes of the cartons
		unplaced string
		proof    string
	}{
		{
			name:  "nothing to pack needs no parcel",
			proof: "optimal",
		},
		{
			name:    "the smallest carton is taken, whatever the order of the list",
			items:   []Item{one("MUG", 300, 100, 100, 100)},
			cartons: []Carton{large, medium, small},
			parcels: "S", proof: "optimal",
		},
		{
			name:    "an item is turned to fit",
			items:   []Item{one("TUBE", 300, 100, 200, 90)},
			parcels: "S", proof: "optimal",
		},
		{
			name:    "keep flat may turn on its base",
			items:   []Item{turned(KeepFlat, one("CAKE", 300, 150, 200, 100))},
			parcels: "S", proof: "optimal",
		},
		{
			name:    "keep flat is not laid on its side",
			items:   []Item{turned(KeepFlat, one("VASE", 300, 150, 100, 200))},
			parcels: "M", proof: "optimal",
		},
		{
			name:    "none is not turned at all",
			items:   []Item{turned(None, one("SIGN", 300, 150, 200, 100))},
			parcels: "M", proof: "optimal",
		},
		{
			name:    "a carton is filled to the last mm",
			items:   []Item{many(30, one("CUBE", 1, 50, 50, 40))},
			parcels: "S", proof: "optimal",
		},
		{
			name:    "the carton's own weight counts against its limit",
			items:   []Item{one("IRON", 4901, 100, 100, 50)},
			parcels: "M", proof: "optimal",
		},
		{
			name:    "weight alone splits an order",
			items:   []Item{many(3, one("LEAD", 9000, 50, 50, 50))},
			parcels: "L M", proof: "optimal",
		},
		{
			name:    "the last of several cartons is made smaller",
			items:   []Item{many(2, one("BLOCK", 100, 600, 400, 400)), one("MUG", 100, 90, 90, 90)},
			parcels: "L L S", proof: "optimal",
		},
		{
			name:    "a smaller carton is proven impossible",
			items:   []Item{many(2, one("TIN", 100, 110, 110, 100))},
			parcels: "M", proof: "optimal",
		},
		{
			name:     "an item too long is named with its side, the others are packed",
			items:    []Item{one("POLE", 100, 20, 700, 20), one("MUG", 100, 90, 90, 90)},
			parcels:  "S",
			unplaced: `"POLE" fits no carton: its side of 700 mm is 100 mm too long for "L", which comes nearest`,
			proof:    "best found, bound 1",
		},
		{
			name:     "a side is named though the longest would fit",
			items:    []Item{one("BOARD", 100, 590, 410, 405)},
			unplaced: `"BOARD" fits no carton: its side of 410 mm is 10 mm too long for "L", which comes nearest`,
			proof:    "best found, bound 0",
		},
		{
			name:     "an item too heavy is named with its weight",
			items:    []Item{one("ANVIL", 19501, 90, 90, 90)},
			unplaced: `"ANVIL" fits no carton: its 19501 g are more than the 19500 g that "L" carries`,
			proof:    "best found, bound 0",
		},
		{
			name:    "a carton without a weight limit carries anything",
			items:   []Item{one("ANVIL", 190000, 90, 90, 90)},
			cartons: []Carton{{Code: "CRATE", InnerMM: [3]int{100, 100, 100}}},
			parcels: "CRATE", proof: "optimal",
		},
		{
			name:     "cartons run out and the rest is named",
			items:    []Item{many(3, one("BLOCK", 100, 200, 150, 100))},
			cartons:  []Carton{limited(2, small)},
			parcels:  "S S",
			unplaced: `"BLOCK" is in no carton: the last "S" is used up`,
			proof:    "best found, bound 3",
		},
		{
			name:    "the larger carton is taken where the smaller is used up",
			items:   []Item{many(2, one("BLOCK", 100, 200, 150, 100))},
			cartons: []Carton{limited(1, small), limited(1, Carton{Code: "S2", InnerMM: [3]int{200, 150, 101}})},
			parcels: "S S2", proof: "optimal",
		},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			task := Task{Items: c.items, Cartons: c.cartons}
			if task.Cartons == nil {
				task.Cartons = []Carton{small, medium, large}
			}
			plan := mustPack(t, task)
			if got := codes(task, plan); got != c.parcels {
				t.Errorf("parcels: got %q, want %q", got, c.parcels)
			}
			if got := refusals(plan); got != c.unplaced {
				t.Errorf("unplaced: got %q, want %q", got, c.unplaced)
			}
			if plan.Proof() != c.proof {
				t.Errorf("proof: got %q, want %q", plan.Proof(), c.proof)
			}
		})
	}
}

func mustPack(t *testing.T, task Task) Plan {
	t.Helper()
	plan, err := Pack(task)
	if err != nil {
		t.Fatal(err)
	}
	if err := Check(task, plan); err != nil {
		t.Fatalf("invalid: %v", err)
	}
	return plan
}

func codes(t Task, p Plan) string {
	var all []string
	for _, parcel := range p.Parcels {
		all = append(all, t.Cartons[parcel.Carton].Code)
	}
	return strings.Join(all, " ")
}

func refusals(p Plan) string {
	var all []string
	for _, r := range p.Unplaced {
		all = append(all, r.String())
	}
	return strings.Join(all, "; ")
}

func TestPackRefusesTasks(t *testing.T) {
	mug := one("MUG", 300, 100, 100, 100)
	cases := []struct {
		name string
		task Task
		want string
	}{
		{"no cartons", Task{Items: []Item{mug}}, "no carton to choose from"},
		{"a side of zero", Task{Items: []Item{mug, one("FOG", 1, 10, 0, 10)}, Cartons: []Carton{small}}, `"FOG"`},
		{"a side below zero", Task{Items: []Item{one("HOLE", 1, -10, 10, 10)}, Cartons: []Carton{small}}, `"HOLE"`},
		{"a side of a kilometre", Task{Items: []Item{one("ROAD", 1, 1_000_000, 10, 10)}, Cartons: []Carton{small}}, `"ROAD"`},
		{"a weight below zero", Task{Items: []Item{one("HELIUM", -1, 10, 10, 10)}, Cartons: []Carton{small}}, `"HELIUM"`},
		{"a count of zero", Task{Items: []Item{many(0, mug)}, Cartons: []Carton{small}}, `"MUG"`},
		{"more units than believed", Task{Items: []Item{many(MaxUnits, mug), mug}, Cartons: []Carton{small}}, "more than 50000 units"},
		{"a carton without a side", Task{Items: []Item{mug}, Cartons: []Carton{{Code: "FLAT", InnerMM: [3]int{1, 1, 0}}}}, `"FLAT"`},
		{"a carton heavier than it carries", Task{Items: []Item{mug}, Cartons: []Carton{{Code: "TANK", InnerMM: [3]int{1, 1, 1}, EmptyG: 5, MaxG: 5}}}, `"TANK"`},
		{"a budget below zero", Task{Items: []Item{mug}, Cartons: []Carton{small}, Budget: -2}, "budget"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			_, err := Pack(c.task)
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("got %v, want an error with %s", err, c.want)
			}
		})
	}
}

func TestUnmeasuredItemsAreListed(t *testing.T) {
	_, err := Pack(Task{
		Items:   []Item{one("A", 1, 0, 0, 0), one("B", 1, 10, 10, 10), one("C", 1, 10, 10, 0)},
		Cartons: []Carton{small},
	})
	var unmeasured *UnmeasuredError
	if !errors.As(err, &unmeasured) || !slices.Equal(unmeasured.Items, []int{0, 2}) {
		t.Fatalf("got %v, want items 0 and 2", err)
	}
}

func TestSameTaskSamePlan(t *testing.T) {
	task := mixed(60)
	first, second := mustPack(t, task), mustPack(t, task)
	if fmt.Sprint(first) != fmt.Sprint(second) {
		t.Error("two plans of one task differ")
	}
}

// One task has one plan on every machine: the digest was written down once, and
// changes only with the search itself.
func TestPlansAreTheSameEverywhere(t *testing.T) {
	const want = "3b2365b9d8de1681"
	digest := fnv.New64a()
	for n := range 60 {
		task := mixed(1 + n)
		task.Seed, task.Budget, task.SupportPct = uint64(n), 50_000, n%3*30
		fmt.Fprintln(digest, mustPack(t, task))
	}
	if got := fmt.Sprintf("%x", digest.Sum64()); got != want {
		t.Errorf("got the plans %s, want %s: is that the same search?", got, want)
	}
}

func TestSmallBudgetStillAnswers(t *testing.T) {
	task := Task{
		Items:   []Item{many(20, one("BRICK", 199, 80, 285, 70))},
		Cartons: []Carton{{Code: "TALL", InnerMM: [3]int{229, 305, 520}}},
		Budget:  1,
	}
	plan := mustPack(t, task)
	if !strings.HasSuffix(plan.Proof(), "cut by the budget") || len(plan.Unplaced) > 0 {
		t.Errorf("got %q and %d unplaced, want everything packed and said to be cut", plan.Proof(), len(plan.Unplaced))
	}
}

// A hanging packer is the fault looked for: seconds, not milliseconds.
func TestTenThousandUnits(t *testing.T) {
	cases := []struct {
		name  string
		items []Item
	}{
		{"all alike", []Item{many(10_000, one("CUBE", 1, 50, 50, 40))}},
		{"all different", mixed(10_000).Items},
		{"each in its own carton", crates(10_000)},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			start := time.Now()
			mustPack(t, Task{Items: c.items, Cartons: []Carton{small, medium, large}})
			if took := time.Since(start); took > 20*time.Second {
				t.Errorf("took %s", took)
			}
		})
	}
}

// mixed is an order of n different items, the same at every call.
func mixed(n int) Task {
	r := newRand(uint64(n))
	t := Task{Cartons: []Carton{small, medium, large}}
	for i := range n {
		t.Items = append(t.Items, one(fmt.Sprint(i), r.IntN(900), 10+r.IntN(150), 10+r.IntN(150), 10+r.IntN(150)))
	}
	return t
}

// crates are n different items of which no two share the largest carton.
func crates(n int) []Item {
	var all []Item
	for i := range n {
		all = append(all, one(fmt.Sprint(i), 10_000+i%3000, 301+i%299, 201+i/299, 205))
	}
	return all
}

func BenchmarkPack(b *testing.B) {
	for _, n := range []int{1, 5, 20, 50} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			task := mixed(n)
			b.ReportAllocs()
			for b.Loop() {
				if _, err := Pack(task); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
