package carton

import (
	"cmp"
	"slices"
	"strings"
	"testing"
)

// harmed is a valid plan, what is done to it, and what must be said of that.
type harmed struct {
	name    string
	task    Task
	parcels []Parcel
	harm    func(p *Plan)
	want    string
	reason  Reason // why units are in no parcel, NoneLeft if it is not said
}

// Every rule, broken on purpose, must be found by the words for it.
func TestCheckFindsEveryRule(t *testing.T) {
	groups := map[string][]harmed{
		"place":                harmedPlaces(),
		"above":                harmedPiles(),
		"company":              harmedCompany(),
		"figures":              harmedFigures(),
		"refused":              harmedRefusals(),
		"refused without need": harmedWithoutNeed(),
	}
	for group, cases := range groups {
		for _, c := range cases {
			t.Run(group+"/"+c.name, func(t *testing.T) { c.run(t) })
		}
	}
}

func (c harmed) run(t *testing.T) {
	good := c.plan()
	if err := c.task.check(); err != nil {
		t.Fatal(err)
	}
	if all := (audit{c.task, good}).faults(); len(all) > 0 {
		t.Fatalf("before any harm: %v", all)
	}
	bad := copied(good)
	c.harm(&bad)
	all := (audit{c.task, bad}).faults()
	if !slices.ContainsFunc(all, func(err error) bool { return strings.Contains(err.Error(), c.want) }) {
		t.Errorf("got %v, want an error with %q", all, c.want)
	}
}

// plan adds the figures, and the units that are in no parcel with their reason.
func (c harmed) plan() Plan {
	p := Plan{}
	missing := make([]int, len(c.task.Items))
	for n, i := range c.task.Items {
		missing[n] = i.Count
	}
	for _, parcel := range c.parcels {
		p.Parcels = append(p.Parcels, weighed(c.task, parcel))
		for _, u := range parcel.Items {
			missing[u.Item]--
		}
	}
	for n, count := range missing {
		if count > 0 {
			p.Unplaced = append(p.Unplaced, Refusal{Item: n, Count: count, Ref: c.task.Items[n].Ref, Reason: cmp.Or(c.reason, NoneLeft)})
		}
	}
	return p
}

// weighed adds the figures of a parcel without which no other rule could be
// looked at alone.
func weighed(t Task, p Parcel) Parcel {
	o, err := audit{task: t}.openOne(p)
	if err != nil {
		return p
	}
	o.parcel.WeightG = o.carton.EmptyG
	for _, u := range o.units {
		o.parcel.WeightG += u.item.WeightG
	}
	o.parcel.SizeMM, o.parcel.BilledG = o.outer(), o.bill()
	return o.parcel
}

func parcel(carton int, units ...Placed) Parcel { return Parcel{Carton: carton, Items: units} }

// lies is a unit of an item, its corner and its sides, mm.
func lies(item, x, y, z, l, w, h int) Placed {
	return Placed{Item: item, AtMM: [3]int{x, y, z}, SizeMM: [3]int{l, w, h}}
}

// brick is a unit of 100 mm each way.
func brick(item, x, y, z int) Placed { return lies(item, x, y, z, 100, 100, 100) }

func cube(ref string, g int) Item { return one(ref, g, 100, 100, 100) }

// box holds 27 bricks, flat holds 9.
var (
	box300  = Carton{Code: "BOX", InnerMM: [3]int{300, 300, 300}, EmptyG: 100}
	flat300 = Carton{Code: "FLAT", InnerMM: [3]int{300, 300, 100}, EmptyG: 50}
	bag300  = Carton{Code: "BAG", InnerMM: [3]int{300, 200, 50}, EmptyG: 10, Mailer: true}
)

// put moves unit n of the first parcel.
func put(n, x, y, z int) func(p *Plan) {
	return func(p *Plan) { p.Parcels[0].Items[n].AtMM = [3]int{x, y, z} }
}

// turn lays unit n of the first parcel on another side.
func turn(n, l, w, h int) func(p *Plan) {
	return func(p *Plan) { p.Parcels[0].Items[n].SizeMM = [3]int{l, w, h} }
}

// into puts the goods of the first parcel into another carton.
func into(carton int) func(p *Plan) { return func(p *Plan) { p.Parcels[0].Carton = carton } }

// join puts the goods of the second parcel into the first, moved along.
func join(x int) func(p *Plan) {
	return func(p *Plan) {
		for _, u := range p.Parcels[1].Items {
			u.AtMM[0] += x
			p.Parcels[0].Items = append(p.Parcels[0].Items, u)
		}
		p.Parcels = slices.Delete(p.Parcels, 1, 2)
	}
}

// part takes unit n out of the first parcel into one of its own.
func part(n int) func(p *Plan) {
	return func(p *Plan) {
		u := p.Parcels[0].Items[n]
		p.Parcels[0].Items = slices.Delete(p.Parcels[0].Items, n, n+1)
		p.Parcels = append(p.Parcels, Parcel{Carton: p.Parcels[0].Carton, Items: []Placed{u}})
	}
}
