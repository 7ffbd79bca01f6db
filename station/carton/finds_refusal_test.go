package carton

import "testing"

// harmedRefusals are plans whose first item is refused, and first parcel holds
// the second item, a tin.
func harmedRefusals() []harmed {
	tea, pole, iron, card := cube("TEA", 1), one("POLE", 1, 20, 20, 700), cube("IRON", 900), cube("CARD", 1)
	card.NotIn = []string{"BOX"}
	weak, last := box300, box300
	weak.MaxG, last.Limit = 500, 1
	refused := func(name string, c Carton, i Item, reason Reason, harm func(r *Refusal), want string) harmed {
		return harmed{
			name: name, reason: reason, want: want, parcels: []Parcel{parcel(0, brick(1, 0, 0, 0))},
			task: Task{Items: []Item{i, cube("TIN", 1)}, Cartons: []Carton{c}},
			harm: func(p *Plan) { harm(&p.Unplaced[0]) },
		}
	}
	as := func(said Reason) func(r *Refusal) { return func(r *Refusal) { r.Reason = said } }
	optimal := refused("optimal with units left out", last, tea, NoneLeft, nil, "called optimal")
	optimal.harm = func(p *Plan) { p.Optimal = true }
	forgotten := refused("a unit forgotten", last, tea, NoneLeft, nil, `0 of "TEA"`)
	forgotten.harm = func(p *Plan) { p.Unplaced = nil }
	return []harmed{
		refused("too heavy, not too long", weak, iron, TooHeavy, as(TooLong), `although carton "BOX" has room`),
		refused("too long, not too heavy", box300, pole, TooLong, as(TooHeavy), "which is not what keeps it out"),
		refused("too long, not used up", last, pole, TooLong, as(NoneLeft), "that never took it"),
		refused("too long, not forbidden", box300, pole, TooLong, as(Forbidden), "although no carton takes it"),
		refused("forbidden, not too long", box300, card, Forbidden, as(TooLong), `although carton "BOX" has room`),
		refused("forbidden, not too heavy", box300, card, Forbidden, as(TooHeavy), "which is not what keeps it out"),
		refused("used up, not too long", last, tea, NoneLeft, as(TooLong), `although carton "BOX" would take it`),
		refused("no reason", box300, pole, TooLong, as(0), "for no reason"),
		refused("another item's name", last, tea, NoneLeft, func(r *Refusal) { r.Ref = "TIN" }, `the refusal of "TEA" names "TIN"`),
		refused("a carton that is not there", last, tea, NoneLeft, func(r *Refusal) { r.Carton = 1 }, "carton 1"),
		refused("an item that is not there", last, tea, NoneLeft, func(r *Refusal) { r.Item = 7 }, "a refusal of 1 of item 7"),
		refused("a unit packed and refused", last, tea, NoneLeft, func(r *Refusal) { r.Count = 2 }, `2 of "TEA" are packed or refused`),
		optimal, forgotten,
		{
			"fewer parcels than its bound",
			Task{Items: []Item{tea}, Cartons: []Carton{box300}},
			[]Parcel{parcel(0, brick(0, 0, 0, 0))},
			func(p *Plan) { p.Bound = 2 }, "its bound is 2 and it has 1", 0,
		},
	}
}

// harmedWithoutNeed are plans whose second parcel is refused though a carton
// takes it.
func harmedWithoutNeed() []harmed {
	tea, kit, drill := cube("TEA", 1), cube("KIT", 1), cube("DRILL", 1)
	kit.Set, drill.Alone = "K", true
	whole := one("WHOLE", 1, 300, 300, 300)
	refused := func(name string, i Item, said Reason, want string) harmed {
		carton := 0
		if i.Alone {
			carton = Own
		}
		return harmed{
			name: name, want: want, parcels: []Parcel{parcel(0, brick(0, 0, 0, 0)), parcel(carton, Placed{Item: 1, SizeMM: i.SizeMM})},
			task: Task{Items: []Item{cube("TIN", 1), i}, Cartons: []Carton{box300}},
			harm: func(p *Plan) {
				p.Parcels = p.Parcels[:1]
				p.Unplaced = []Refusal{{Item: 1, Count: 1, Ref: i.Ref, Reason: said}}
			},
		}
	}
	return []harmed{
		refused("too long and is not", tea, TooLong, `although carton "BOX" takes it`),
		refused("too heavy and is not", tea, TooHeavy, `although carton "BOX" takes it`),
		refused("none left and there are", tea, NoneLeft, `although carton "BOX" takes it`),
		refused("too long by nothing", whole, TooLong, `although carton "BOX" takes it`),
		refused("forbidden and is not", tea, Forbidden, `although carton "BOX" takes it`),
		refused("a set too large and no set", tea, SetTooLarge, "for its set and has none"),
		refused("a set of one unit too large", kit, SetTooLarge, `although carton "BOX" takes it`),
		refused("what needs no carton", drill, NoneLeft, "ships in its own packaging"),
	}
}

// What is just allowed is allowed.
func TestCheckAccepts(t *testing.T) {
	full, bag := one("FULL", 1000, 250, 150, 50), bag300
	bag.MaxG = 1010
	wrapped, kit, big := cube("VASE", 1), many(2, one("KIT", 1, 200, 200, 200)), cube("BIG", 1)
	wrapped.PadMM, kit.Set, big.Set = 101, "K", "K"
	last := box300
	last.Limit = 1
	drill, bit := cube("DRILL", 1), cube("BIT", 1)
	drill.Alone, drill.Set, bit.Set = true, "K", "K"
	tin, tin50 := cube("TIN", 1), one("TIN", 1, 100, 100, 50)
	cases := []struct {
		name     string
		task     Task
		parcels  []Parcel
		unplaced []Refusal
	}{
		{"a mailer full to the last mm and g", Task{Items: []Item{full}, Cartons: []Carton{bag}}, []Parcel{parcel(0, lies(0, 0, 0, 0, 250, 150, 50))}, nil},
		{"goods that lie in the middle of a mailer", Task{Items: []Item{tin50}, Cartons: []Carton{bag}}, []Parcel{parcel(0, lies(0, 60, 40, 0, 100, 100, 50))}, nil},
		{
			"a set of which a unit ships alone",
			Task{Items: []Item{drill, bit}, Cartons: []Carton{box300}},
			nil,
			[]Refusal{{Item: 0, Count: 1, Ref: "DRILL", Reason: SetTooLarge}, {Item: 1, Count: 1, Ref: "BIT", Reason: SetTooLarge}},
		},
		{"padding keeps a unit out", Task{Items: []Item{wrapped}, Cartons: []Carton{box300}}, nil, []Refusal{{Item: 0, Count: 1, Ref: "VASE", Reason: TooLong}}},
		{
			"a set in no carton, though each of its units is",
			Task{Items: []Item{kit, big}, Cartons: []Carton{box300}},
			nil,
			[]Refusal{{Item: 0, Count: 2, Ref: "KIT", Reason: SetTooLarge}, {Item: 1, Count: 1, Ref: "BIG", Reason: SetTooLarge}},
		},
		{
			"a set whose carton is used up",
			Task{Items: []Item{many(2, kit), tin}, Cartons: []Carton{last, flat300}},
			[]Parcel{parcel(0, brick(1, 0, 0, 0))},
			[]Refusal{{Item: 0, Count: 2, Ref: "KIT", Reason: NoneLeft}},
		},
	}
	for _, c := range cases {
		plan := Plan{Unplaced: c.unplaced}
		for _, p := range c.parcels {
			plan.Parcels = append(plan.Parcels, weighed(c.task, p))
		}
		if all := (audit{c.task, plan}).faults(); len(all) > 0 {
			t.Errorf("%s: got %v", c.name, all)
		}
	}
}

// The dimensional weight, worked out by hand.
func TestDimensionalWeight(t *testing.T) {
	cases := []struct {
		name   string
		size   [3]int
		tariff Tariff
		want   int
	}{
		{"12000 cm3 at 5000 a kg", [3]int{300, 200, 200}, Tariff{}, 2400},
		{"a part of a gram counts as one", [3]int{101, 101, 101}, Tariff{}, 207},
		{"another divisor", [3]int{300, 200, 200}, Tariff{Divisor: 6000}, 2000},
		{"sides of 11 cm", [3]int{101, 101, 101}, Tariff{WholeSides: true}, 267},
		{"whole sides stay", [3]int{100, 100, 100}, Tariff{WholeSides: true}, 200},
		{"1000 cubic inches at 139 a pound are 7.19424 lb", [3]int{254, 254, 254}, Tariff{Inch: true}, 3264},
		{"sides of 11 inches", [3]int{255, 279, 255}, Tariff{Inch: true, WholeSides: true}, 4344},
		{"139 cubic inches of whole sides are a pound", [3]int{3530, 25, 25}, Tariff{Inch: true, WholeSides: true}, 454},
		{"the largest parcel believed", [3]int{20_000, 20_000, 20_000}, Tariff{Divisor: 1}, 8_000_000_000_000},
	}
	for _, c := range cases {
		o := opened{task: Task{Tariff: c.tariff}, carton: vessel{Carton{OuterMM: c.size}}}
		if got := o.dimensional(); got != c.want {
			t.Errorf("%s: got %d g, want %d", c.name, got, c.want)
		}
	}
}

func TestFloatingCountsUnits(t *testing.T) {
	task := Task{Items: []Item{many(5, cube("TIN", 1))}, Cartons: []Carton{box300}}
	plan := Plan{Parcels: []Parcel{parcel(0, brick(0, 0, 0, 0), brick(0, 0, 200, 0), brick(0, 50, 0, 100), brick(0, 60, 0, 200), brick(0, 200, 200, 150))}}
	for pct, want := range map[int]int{0: 1, 50: 1, 60: 2, 91: 3} {
		task.SupportPct = pct
		if got := Floating(task, plan); got != want {
			t.Errorf("%d %%: got %d units below, want %d", pct, got, want)
		}
	}
}
