package carton

import (
	"math/bits"
	"slices"
)

// lying is one turn of a unit in one type of box: its points, an axis each.
type lying struct{ at [3]int }

// table is everything that the sums over the units are made of.
type table struct {
	points [3][]point
	lying  []lying
	kinds  []tableKind
	sets   []tableSet
	plane  []int // of each lying, the product along the first two axes
}

// tableKind is n units, which may lie as in lying[from:to].
type tableKind struct{ from, to, n, fits int }

// tableSet are box types and their scaled volume.
type tableSet struct{ set, volume, sum int }

// byFunctions tells that for some functions the units of some box types have
// more changed volume than these boxes.
func (p *proof) byFunctions() bool {
	if !p.rescale() {
		return false
	}
	t := p.table()
	if !p.conceivable(t, p.ceiling(t.points[0]), p.ceiling(t.points[1]), p.ceiling(t.points[2])) {
		return false
	}
	var f [3][]dual
	for axis := range f {
		f[axis] = p.duals(t.points[axis], func(values []int) int { return p.rate(t, axis, values) })
	}
	return p.search(t, f)
}

// search tries all choices of functions, but for those where even the greatest
// values of the axes to come would prove nothing.
func (p *proof) search(t *table, f [3][]dual) bool {
	x, y, z := greatest(f[0]), greatest(f[1]), greatest(f[2])
	if !p.conceivable(t, x, y, z) {
		return false
	}
	for _, x := range f[0] {
		if !p.conceivable(t, x.values, y, z) {
			continue
		}
		for _, y := range f[1] {
			if p.conceivable(t, x.values, y.values, z) && p.exceeds(t, f[2]) {
				return true
			}
		}
	}
	return false
}

// greatest are the greatest values of any of the functions.
func greatest(all []dual) []int {
	values := slices.Clone(all[0].values)
	for _, d := range all[1:] {
		for n, v := range d.values {
			values[n] = max(values[n], v)
		}
	}
	return values
}

// conceivable tells that the values exceed some boxes, which is a proof only if
// each axis has those of a single function. Without work left nothing is.
func (p *proof) conceivable(t *table, x, y, z []int) bool {
	t.spread(x, y)
	return p.spend(2*len(t.lying)) && t.exceeded(z)
}

func (p *proof) exceeds(t *table, last []dual) bool {
	for _, z := range last {
		if !p.spend(len(t.lying)) {
			return false
		}
		if t.exceeded(z.values) {
			return true
		}
	}
	return false
}

// scales are tried from the first: the greater, the less is lost by rounding
// down.
var scales = []int{2520, 840, 420, 60}

// rescale picks the greatest scale with which the volume of all boxes is a
// number. There is none for the very largest ones.
func (p *proof) rescale() bool {
	sum := 0
	for n, room := range p.rooms {
		sum += p.counts[n] * volume(room)
	}
	for _, scale := range scales {
		high, low := bits.Mul64(uint64(sum), uint64(scale*scale*scale))
		if high == 0 && low < 1<<62 {
			p.scale = scale
			return true
		}
	}
	return false
}

func (p *proof) table() *table {
	t := &table{}
	cube := p.scale * p.scale * p.scale
	for _, set := range p.choices() {
		s := tableSet{set: int(set)}
		for n, room := range p.rooms {
			s.volume += int(set>>n&1) * p.counts[n] * volume(room) * cube
		}
		t.sets = append(t.sets, s)
	}
	for k, u := range p.units {
		if u.n > 0 {
			t.add(u, p.rooms, p.fits[k])
		}
	}
	t.plane = make([]int, len(t.lying))
	return t
}

func (t *table) add(u measured, rooms [][3]int, fits uint32) {
	kind := tableKind{from: len(t.lying), n: u.n, fits: int(fits)}
	for n, room := range rooms {
		for _, s := range u.turns {
			if fits>>n&1 == 0 || !within(s, room) {
				continue
			}
			var l lying
			for axis := range 3 {
				l.at[axis] = t.point(axis, point{s[axis], room[axis]})
			}
			t.lying = append(t.lying, l)
		}
	}
	kind.to = len(t.lying)
	t.kinds = append(t.kinds, kind)
}

func (t *table) point(axis int, x point) int {
	n := slices.Index(t.points[axis], x)
	if n < 0 {
		n = len(t.points[axis])
		t.points[axis] = append(t.points[axis], x)
	}
	return n
}

// spread multiplies the functions of the first two axes.
func (t *table) spread(x, y []int) {
	for n, l := range t.lying {
		t.plane[n] = x[l.at[0]] * y[l.at[1]]
	}
}

// exceeded tells that the units of some set of types have more changed volume
// than its boxes.
func (t *table) exceeded(z []int) bool {
	for s := range t.sets {
		t.sets[s].sum = 0
	}
	for _, k := range t.kinds {
		least := t.least(k, z)
		for n := range t.sets {
			s := &t.sets[n]
			if k.fits&^s.set != 0 {
				continue
			}
			high, low := bits.Mul64(uint64(k.n), uint64(least))
			if high > 0 || low > uint64(s.volume-s.sum) {
				return true
			}
			s.sum += int(low)
		}
	}
	return false
}

// least is the changed volume of a unit where it is least.
func (t *table) least(k tableKind, z []int) int {
	least := t.plane[k.from] * z[t.lying[k.from].at[2]]
	for n := k.from + 1; n < k.to; n++ {
		least = min(least, t.plane[n]*z[t.lying[n].at[2]])
	}
	return least
}

// rate is how much the function of one axis seems to prove, the others being
// the sides themselves: the changed volume of all units.
func (p *proof) rate(t *table, axis int, values []int) int {
	sum := 0
	for _, k := range t.kinds {
		least := 0
		for n := k.from; n < k.to; n++ {
			v := values[t.lying[n].at[axis]]
			for other := range 3 {
				if other != axis {
					v *= t.points[other][t.lying[n].at[other]].side
				}
			}
			if n == k.from || v < least {
				least = v
			}
		}
		sum += k.n * least
	}
	return sum
}
