package carton

import (
	"cmp"
	"slices"
)

// gauge follows the weight and some changed volumes of what boxes are given.
type gauge struct {
	values [][]int // of one unit, for each kind
	most   []int
	sum    []int
}

// gauged is how many changed volumes are followed.
const gauged = 12

// newGauge is ready for units of each of the kinds; it is nil for boxes that are
// too many or too large.
func newGauge(units []measured, boxes loaded, left *int) *gauge {
	p := newProof(units, boxes.rooms, boxes.nets, left)
	if p == nil || !p.rescale() {
		return nil
	}
	g := &gauge{values: make([][]int, len(units))}
	net, most := 0, 0
	for n, room := range p.rooms {
		net += p.counts[n] * p.nets[n]
		most += p.counts[n] * volume(room) * p.scale * p.scale * p.scale
	}
	weights := make([]int, len(units))
	for k, u := range units {
		weights[k] = u.g
	}
	g.follow(weights, net)
	for _, volumes := range p.worthiest() {
		for k, fits := range p.fits {
			if fits == 0 {
				volumes[k] = most + 1
			}
		}
		g.follow(volumes, most)
	}
	g.sum = make([]int, len(g.most))
	return g
}

func (g *gauge) follow(values []int, most int) {
	for k, v := range values {
		g.values[k] = append(g.values[k], v)
	}
	g.most = append(g.most, most)
}

// worthiest are the changed volumes of a unit of each kind, for the functions
// that give all units most of it.
func (p *proof) worthiest() [][]int {
	type choice struct {
		volumes []int
		worth   int
	}
	t := p.table()
	p.spend(fewDuals * fewDuals * fewDuals * len(t.lying))
	var f [3][]dual
	for axis := range f {
		f[axis] = p.duals(t.points[axis], func(values []int) int { return p.rate(t, axis, values) })
		f[axis] = f[axis][:min(len(f[axis]), fewDuals)]
	}
	var all []choice
	for _, x := range f[0] {
		for _, y := range f[1] {
			t.spread(x.values, y.values)
			for _, z := range f[2] {
				volumes, worth := t.volumes(z.values)
				all = append(all, choice{volumes, worth})
			}
		}
	}
	slices.SortStableFunc(all, func(a, b choice) int { return cmp.Compare(b.worth, a.worth) })
	var best [][]int
	for _, c := range all[:min(len(all), gauged)] {
		best = append(best, c.volumes)
	}
	return best
}

// volumes are the changed volumes of a unit of each kind, and their mean over
// all units.
func (t *table) volumes(z []int) (all []int, mean int) {
	units := 0
	for _, k := range t.kinds {
		units += k.n
	}
	for _, k := range t.kinds {
		v := 0
		if k.to > k.from {
			v = t.least(k, z)
		}
		all = append(all, v)
		mean += v / units * k.n
	}
	return all, mean
}

// fits tells that n more units of the kind exceed nothing.
func (g *gauge) fits(k, n int) bool {
	for m, v := range g.values[k] {
		if n > 0 && v > (g.most[m]-g.sum[m])/n {
			return false
		}
	}
	return true
}

func (g *gauge) add(k, n int) {
	for m, v := range g.values[k] {
		g.sum[m] += n * v
	}
}
