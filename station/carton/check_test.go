package carton

import (
	"slices"
	"strings"
	"testing"
)

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
			p.Parcels[0].WeightG, p.Parcels[0].BilledG = 500, 600
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
