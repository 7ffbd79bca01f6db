package carton

import (
	"cmp"
	"slices"
)

// write settles the loads and names the units of each.
func (p *packer) write(plan *Plan, best outcome) {
	for i := range best.loads {
		plan.Parcels = append(plan.Parcels, p.parcel(&best.loads[i]))
	}
	plan.Unplaced = append(plan.Unplaced, p.leftOver(best.left)...)
	plan.Optimal = best.optimal && len(plan.Unplaced) == 0
	plan.Bound, plan.Spent, plan.Late = best.bound, p.left <= 0, p.late
}

// parcel is one load as the packer of goods needs it.
func (p *packer) parcel(l *load) Parcel {
	b := &p.boxes[l.box]
	c := p.task.Cartons[b.carton]
	parcel := Parcel{Carton: b.carton, WeightG: c.EmptyG + l.g, SizeMM: c.outer()}
	parcel.BilledG = p.task.Tariff.billedG(b.dimG, parcel.WeightG)
	var units []unit
	for i := range l.blocks {
		units = l.blocks[i].each(units)
	}
	settle(units)
	for _, u := range units {
		k := &p.kinds[u.kind]
		placed := Placed{Item: k.take(1)[0]}
		for axis := range 3 {
			placed.AtMM[axis] = int(u.in.lo[axis] + k.goods.pad)
			placed.SizeMM[axis] = int(u.in.hi[axis] - u.in.lo[axis] - 2*k.goods.pad)
		}
		parcel.Items = append(parcel.Items, placed)
	}
	return parcel
}

// settle lets every unit sink to what carries it, and sorts them as they go in:
// lowest first, then from the back to the front.
func settle(units []unit) {
	byHeight(units)
	for i := range units {
		u := &units[i]
		rest := int32(0)
		for j := range units[:i] {
			if below := &units[j]; over(&below.in, &u.in) && below.in.hi[2] <= u.in.lo[2] {
				rest = max(rest, below.in.hi[2])
			}
		}
		u.in.hi[2] -= u.in.lo[2] - rest
		u.in.lo[2] = rest
	}
	byHeight(units)
}

func byHeight(units []unit) {
	slices.SortStableFunc(units, func(a, b unit) int {
		return cmp.Or(cmp.Compare(a.in.lo[2], b.in.lo[2]), cmp.Compare(a.in.lo[1], b.in.lo[1]), cmp.Compare(a.in.lo[0], b.in.lo[0]))
	})
}

// alone adds the parcels that ship in their own packaging.
func (p *packer) alone(plan *Plan) {
	for n, i := range p.task.Items {
		if !i.Alone || p.refused[n] {
			continue
		}
		size := i.SizeMM
		for axis := range size {
			size[axis] += 2 * i.PadMM
		}
		one := Parcel{
			Carton: Own, WeightG: i.WeightG, SizeMM: size,
			Items: []Placed{{Item: n, AtMM: [3]int{i.PadMM, i.PadMM, i.PadMM}, SizeMM: i.SizeMM}},
		}
		one.BilledG = p.task.Tariff.billedG(p.task.Tariff.dimensionalG(size), i.WeightG)
		for range i.Count {
			plan.Parcels = append(plan.Parcels, one)
		}
		plan.Bound += i.Count
	}
}

// leftOver names the units that no carton was left for, or none for all of their
// set.
func (p *packer) leftOver(left []int) []Refusal {
	if left == nil {
		return nil
	}
	sizes := make([]int, len(p.sets))
	for n := range p.kinds {
		if set := p.kinds[n].goods.set; set >= 0 {
			sizes[set] += p.kinds[n].n
		}
	}
	var all []Refusal
	for n := range p.kinds {
		k := &p.kinds[n]
		reason := NoneLeft
		if k.goods.set >= 0 && sizes[k.goods.set] > 1 {
			reason = SetTooLarge
		}
		at := p.boxes[slices.Index(k.fits, true)].carton
		for _, s := range k.stacks {
			all = append(all, Refusal{
				Item: s.item, Count: s.count, Ref: p.task.Items[s.item].Ref, Reason: reason,
				Carton: at, WeightG: k.g, name: p.task.Cartons[at].called(),
			})
		}
	}
	return all
}
