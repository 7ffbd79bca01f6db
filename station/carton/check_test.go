package carton

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// What always holds: a plan passes Check, whatever the order.
func TestEveryPlanIsValid(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		task := Task{
			Items:   rapid.SliceOfN(anItem, 0, 25).Draw(t, "items"),
			Cartons: rapid.SliceOfN(aCarton, 1, 5).Draw(t, "cartons"),
			Seed:    rapid.Uint64().Draw(t, "seed"),
			Budget:  rapid.IntRange(0, 5000).Draw(t, "budget"),
		}
		plan, err := Pack(task)
		if err != nil {
			t.Fatal(err)
		}
		if err := Check(task, plan); err != nil {
			t.Fatal(err)
		}
	})
}

var side = rapid.OneOf(rapid.IntRange(1, 60), rapid.IntRange(1, 600))

var anItem = rapid.Custom(func(t *rapid.T) Item {
	return Item{
		Ref:      rapid.StringMatching(`[A-Z]{3}`).Draw(t, "ref"),
		SizeMM:   [3]int{side.Draw(t, "l"), side.Draw(t, "w"), side.Draw(t, "h")},
		WeightG:  rapid.OneOf(rapid.IntRange(0, 500), rapid.IntRange(0, 25_000)).Draw(t, "g"),
		Rotation: rapid.SampledFrom([]Rotation{Any, KeepFlat, None}).Draw(t, "rotation"),
		Count:    rapid.OneOf(rapid.IntRange(1, 3), rapid.IntRange(1, 80)).Draw(t, "count"),
	}
})

var aCarton = rapid.Custom(func(t *rapid.T) Carton {
	return Carton{
		Code:    rapid.StringMatching(`[A-Z]`).Draw(t, "code"),
		InnerMM: [3]int{rapid.IntRange(1, 800).Draw(t, "l"), rapid.IntRange(1, 800).Draw(t, "w"), rapid.IntRange(1, 800).Draw(t, "h")},
		EmptyG:  rapid.IntRange(0, 900).Draw(t, "empty"),
		MaxG:    rapid.SampledFrom([]int{0, 1000, 20_000}).Draw(t, "max"),
		Limit:   rapid.SampledFrom([]int{0, 0, 1, 5}).Draw(t, "limit"),
	}
})

// Check itself must find every way in which a plan can be wrong.
func TestCheckFinds(t *testing.T) {
	task := Task{
		Items:   []Item{turned(KeepFlat, many(2, one("BOOK", 400, 150, 100, 30))), one("POLE", 100, 20, 700, 20)},
		Cartons: []Carton{limited(1, small), limited(1, medium)},
	}
	good := mustPack(t, task)
	cases := []struct {
		name string
		harm func(p *Plan)
		want string
	}{
		{"two units in one place", func(p *Plan) { p.Parcels[0].Items[1].AtMM = p.Parcels[0].Items[0].AtMM }, "lie in each other"},
		{"a unit through the wall", func(p *Plan) { p.Parcels[0].Items[0].AtMM[2] = 71 }, "sticks out"},
		{"a unit below the floor", func(p *Plan) { p.Parcels[0].Items[0].AtMM[2] = -1 }, "sticks out"},
		{"a unit on its side", func(p *Plan) { p.Parcels[0].Items[0].SizeMM = [3]int{100, 30, 150} }, "lies as"},
		{"a unit squeezed", func(p *Plan) { p.Parcels[0].Items[0].SizeMM[0]-- }, "lies as"},
		{"a weight made up", func(p *Plan) { p.Parcels[0].WeightG-- }, "said to weigh"},
		{"a unit missing", func(p *Plan) {
			p.Parcels[0].Items = p.Parcels[0].Items[:1]
			p.Parcels[0].WeightG -= 400
		}, `1 of "BOOK"`},
		{"a carton that is not there", func(p *Plan) { p.Parcels[0].Carton = 7 }, "no carton 7"},
		{"an item that is not there", func(p *Plan) { p.Parcels[0].Items[0].Item = 7 }, "no item 7"},
		{"a carton used too often", func(p *Plan) { p.Parcels = append(p.Parcels, p.Parcels[0]) }, "used 2 times"},
		{"an empty parcel", func(p *Plan) { p.Parcels = append(p.Parcels, Parcel{Carton: 1, WeightG: 200}) }, "empty"},
		{"a refusal without need", func(p *Plan) { p.Unplaced[0].Item = 0 }, "although"},
		{"none left while there is one", func(p *Plan) { p.Unplaced[0] = Refusal{Item: 0, Count: 1, Reason: NoneLeft} }, "although"},
		{"a refusal forgotten", func(p *Plan) { p.Unplaced = nil }, `0 of "POLE"`},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			plan := copied(good)
			c.harm(&plan)
			err := Check(task, plan)
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("got %v, want an error with %q", err, c.want)
			}
		})
	}
}

func TestCheckFindsTooMuchWeight(t *testing.T) {
	task := Task{Items: []Item{many(2, one("IRON", 4000, 50, 50, 50))}, Cartons: []Carton{small}}
	plan := Plan{Parcels: []Parcel{{WeightG: 8100, Items: []Placed{
		{SizeMM: [3]int{50, 50, 50}},
		{AtMM: [3]int{50, 0, 0}, SizeMM: [3]int{50, 50, 50}},
	}}}}
	if err := Check(task, plan); err == nil || !strings.Contains(err.Error(), "8100 g are more") {
		t.Errorf("got %v, want the weight named", err)
	}
}

func copied(p Plan) Plan {
	c := Plan{Parcels: slices.Clone(p.Parcels), Unplaced: slices.Clone(p.Unplaced), Optimal: p.Optimal, Bound: p.Bound}
	for n := range c.Parcels {
		c.Parcels[n].Items = slices.Clone(c.Parcels[n].Items)
	}
	return c
}
