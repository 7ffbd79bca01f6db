package carton

import (
	"cmp"
	"slices"
)

// fillSets puts whole sets into the filling, the largest first, and leaves out
// those that have no room as a whole.
func (p *packer) fillSets(f *filling) {
	for _, set := range p.setsBySize(f.left) {
		before := p.saved(f)
		f.open = set
		for k := range p.kinds {
			if p.kinds[k].goods.set == set && f.left[k] > 0 {
				p.fillKind(f, k)
			}
		}
		if p.openUnits(f) > 0 {
			f.restore(before)
		}
	}
	f.open = noSet
}

// setsBySize are the sets of which something is left.
func (p *packer) setsBySize(left []int) []int {
	sizes := make([]int, len(p.sets))
	for k, n := range left {
		if set := p.kinds[k].goods.set; set >= 0 {
			sizes[set] += n * p.kinds[k].volume
		}
	}
	var sets []int
	for set, size := range sizes {
		if size > 0 {
			sets = append(sets, set)
		}
	}
	slices.SortStableFunc(sets, func(a, b int) int { return cmp.Compare(sizes[b], sizes[a]) })
	return sets
}

// openUnits counts what is left of the set being placed.
func (p *packer) openUnits(f *filling) int {
	n := 0
	for k, left := range f.left {
		if p.kinds[k].goods.set == f.open {
			n += left
		}
	}
	return n
}

// saved is a copy of the filling to go back to.
func (p *packer) saved(f *filling) filling {
	s := *f
	s.spaces.list = slices.Clone(f.spaces.list)
	s.left = slices.Clone(f.left)
	s.families = slices.Clone(f.families)
	return s
}

func (f *filling) restore(s filling) {
	f.spaces.list = append(f.spaces.list[:0], s.spaces.list...)
	copy(f.left, s.left)
	copy(f.families, s.families)
	f.blocks, f.tops = f.blocks[:len(s.blocks)], f.tops[:len(s.tops)]
	f.room, f.g, f.units = s.room, s.g, s.units
}

// setTries is how often a set that found no place is tried in a box of its own.
const setTries = 200

// addSets packs each set that is left into a box of its own, the smallest that
// holds it.
func (p *packer) addSets(left, stock []int) []load {
	var loads []load
	goods := p.goods
	for _, set := range p.setsBySize(left) {
		counts := make([]int, len(left))
		for k, n := range left {
			if p.kinds[k].goods.set == set {
				counts[k] = n
			}
		}
		p.goods, _ = p.sums(counts)
		own := p.ownBox(counts, stock)
		if !own.complete {
			continue
		}
		loads = append(loads, own.loads...)
		stock[own.loads[0].box]--
		for k, n := range counts {
			left[k] -= n
		}
	}
	p.goods = goods
	return loads
}

func (p *packer) ownBox(counts, stock []int) outcome {
	var best outcome
	single, _ := p.choices(counts, 1, 1, noKey)
	single = slices.DeleteFunc(single, func(m choice) bool { return stock[m.boxes[0]] == 0 || !p.fits(counts, m.boxes) })
	for n := 0; n < setTries && len(single) > 0 && !best.complete; n++ {
		single = p.round(single, counts, &best)
	}
	return best
}
