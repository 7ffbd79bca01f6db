package carton

import (
	"cmp"
	"fmt"
	"math/rand/v2"
	"slices"
)

// draw makes orders from a seed.
type draw struct{ *rand.Rand }

func drawFrom(seed uint64) draw { return draw{rand.New(rand.NewPCG(seed, 0x5bd1e995))} }

// chance is true in so many of a hundred cases.
func (d draw) chance(pct int) bool { return d.IntN(100) < pct }

func (d draw) between(low, high int) int { return low + d.IntN(high-low+1) }

func oneOf[T any](d draw, from ...T) T { return from[d.IntN(len(from))] }

// drawnOrder is the order of a seed: cartons and goods as warehouses have them,
// and some of the rules. The goods may be cut from full cartons: that is a plan
// known to hold, if no rule forbids it.
func drawnOrder(seed uint64) (t Task, known []Parcel) {
	d := drawFrom(seed)
	t = Task{Seed: d.Uint64(), Budget: oneOf(d, FirstAnswer, d.between(1, 2000), d.between(2000, 20_000), d.between(2000, 20_000), d.between(20_000, 100_000))}
	if d.chance(1) {
		t.Budget = DefaultBudget
	}
	t.Cartons = d.cartons()
	if d.chance(15) {
		t.Items, known = d.cuts(t.Cartons)
	} else {
		t.Items = d.items(t.Cartons)
	}
	for n := range t.Items {
		t.Items[n].Ref = fmt.Sprintf("ITEM-%d", n+1)
	}
	for _, r := range drawnRules {
		if d.chance(r.pct) {
			r.sow(d, &t)
		}
	}
	return t, known
}

// ladder is what a warehouse stocks.
var ladder = []Carton{
	{Code: "XS", InnerMM: [3]int{200, 150, 100}, EmptyG: 60, PriceCents: 18},
	{Code: "S", InnerMM: [3]int{300, 200, 100}, EmptyG: 120, PriceCents: 27},
	{Code: "M", InnerMM: [3]int{300, 200, 200}, EmptyG: 180, PriceCents: 35, MaxG: 20_000},
	{Code: "L", InnerMM: [3]int{400, 300, 200}, EmptyG: 310, PriceCents: 52, MaxG: 25_000},
	{Code: "XL", InnerMM: [3]int{600, 400, 400}, EmptyG: 720, PriceCents: 110, MaxG: 30_000},
}

func (d draw) cartons() []Carton {
	var all []Carton
	for _, c := range ladder {
		if d.chance(55) {
			all = append(all, c)
		}
	}
	if len(all) == 0 || d.chance(20) {
		c := Carton{Code: "OWN-SIZE", EmptyG: d.between(0, 900), MaxG: oneOf(d, 0, d.between(2000, 20_000))}
		for axis := range 3 {
			c.InnerMM[axis] = d.between(60, 700)
		}
		all = append(all, c)
	}
	for n := range all {
		if d.chance(60) {
			for axis, side := range all[n].InnerMM {
				all[n].OuterMM[axis] = side + d.between(2, 25)
			}
		}
	}
	d.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
	return all
}

func (d draw) items(cartons []Carton) []Item {
	var all []Item
	for range d.between(1, 6) {
		all = append(all, d.item(cartons))
	}
	if d.chance(3) {
		all[0].Count = d.between(20, 120)
	}
	return all
}

// cuts are the pieces of one or two cartons, and where they were cut.
func (d draw) cuts(cartons []Carton) (items []Item, known []Parcel) {
	for range d.between(1, 2) {
		c := d.IntN(len(cartons))
		p := Parcel{Carton: c}
		for _, piece := range d.cut(Placed{SizeMM: cartons[c].InnerMM}, d.between(1, 4)) {
			piece.Item = len(items)
			items = append(items, Item{SizeMM: piece.SizeMM, WeightG: d.between(1, 500), Count: 1})
			p.Items = append(p.Items, piece)
		}
		slices.SortFunc(p.Items, func(a, b Placed) int { return cmp.Compare(a.AtMM[2], b.AtMM[2]) })
		known = append(known, p)
	}
	return items, known
}

// cut saws a block in two, and the pieces again, so many times.
func (d draw) cut(block Placed, times int) []Placed {
	axis := d.IntN(3)
	if times == 0 || block.SizeMM[axis] < 2 {
		return []Placed{block}
	}
	at := d.between(1, block.SizeMM[axis]-1)
	low, high := block, block
	low.SizeMM[axis] = at
	high.SizeMM[axis] -= at
	high.AtMM[axis] += at
	return append(d.cut(low, times-1), d.cut(high, d.IntN(times))...)
}

// item is a few units of anything: some fit to the last mm.
func (d draw) item(cartons []Carton) Item {
	i := Item{Count: oneOf(d, 1, 1, 1, 2, 2, 3, d.between(1, 12)), WeightG: oneOf(d, 0, d.between(1, 300), d.between(20, 1500), d.between(500, 6000))}
	for axis := range 3 {
		i.SizeMM[axis] = oneOf(d, d.between(5, 60), d.between(30, 150), d.between(80, 250))
	}
	if d.chance(35) {
		in := oneOf(d, cartons...).InnerMM
		for axis := range 3 {
			i.SizeMM[axis] = max(1, in[axis]/d.between(1, 3))
		}
		d.Shuffle(3, func(a, b int) { i.SizeMM[a], i.SizeMM[b] = i.SizeMM[b], i.SizeMM[a] })
	}
	return i
}

// some changes each item with a chance, and at least one of them.
func (d draw) some(items []Item, pct int, change func(i *Item)) {
	sure := d.IntN(len(items))
	for n := range items {
		if n == sure || d.chance(pct) {
			change(&items[n])
		}
	}
}

// cloned is a task that may be changed without changing the other.
func cloned(t Task) Task {
	t.Items, t.Cartons, t.Apart = slices.Clone(t.Items), slices.Clone(t.Cartons), slices.Clone(t.Apart)
	return t
}
