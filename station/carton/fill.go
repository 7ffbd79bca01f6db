package carton

import "slices"

// block is n[0] x n[1] x n[2] units of one kind, side by side.
type block struct {
	kind int
	at   vec
	size vec // of one unit, as it lies
	n    vec
}

func (b *block) units() int { return int(b.n[0]) * int(b.n[1]) * int(b.n[2]) }

func (b *block) space() space {
	s := space{lo: b.at}
	for axis := range 3 {
		s.hi[axis] = b.at[axis] + b.n[axis]*b.size[axis]
	}
	return s
}

// load is what one box holds.
type load struct {
	box    int // into packer.boxes
	blocks []block
	volume int // of the units in it
	g      int // of the units in it
}

// filling is a box while it is being filled.
type filling struct {
	at       int // of the box in packer.boxes
	spaces   spaces
	blocks   []block
	tops     []space // of the blocks, for what they carry
	room, g  int     // mm3 and g that still may go in
	left     []int   // units of every kind still to place
	units    int     // their sum
	families []int   // units in here by family
	open     int     // the set whose units may be placed
	rule     rule
}

// Values of filling.open that are no set.
const (
	anySet = -1
	noSet  = -2
)

// begin empties a box for the units in left. The slice is changed.
func (p *packer) begin(at int, shape vec, left []int, r rule) *filling {
	f := &p.scratch
	b := &p.boxes[at]
	f.at, f.left, f.rule = at, left, r
	f.room, f.g, f.blocks, f.tops = b.room, b.net, f.blocks[:0], f.tops[:0]
	least := vec{MaxSideMM, MaxSideMM, MaxSideMM}
	f.units, f.open = 0, anySet
	for k, n := range left {
		if n == 0 {
			continue
		}
		f.units += n
		if p.kinds[k].fits[at] {
			least = lower(least, p.kinds[k].least)
		}
	}
	f.spaces.start(shape, least, p.mostSpaces)
	if len(p.families) > 0 {
		f.families = append(f.families[:0], make([]int, len(p.families))...)
	}
	return f
}

func lower(a, b vec) vec {
	return vec{min(a[0], b[0]), min(a[1], b[1]), min(a[2], b[2])}
}

// fill puts as many units into the box as the rule finds room for, in the given
// order, and tells whether all are in. Kinds that are urgent, and with all every
// kind, must go in completely: it gives up when one does not.
func (p *packer) fill(at int, shape vec, left, order []int, r rule, urgent []bool, all bool) bool {
	f := p.begin(at, shape, left, r)
	if len(p.sets) > 0 && !all {
		p.fillSets(f)
	}
	missed, short := 0, 0
	for i, k := range order {
		must := all || urgent != nil && urgent[k]
		if r.spaceFirst && (all || !must) {
			p.fillSpaces(f, order[i:])
			return f.units == 0
		}
		if left[k] == 0 || !p.kinds[k].fits[at] && !must {
			continue
		}
		p.fillKind(f, k)
		if left[k] == 0 {
			missed = 0
			continue
		}
		if p.measure && all {
			if short += left[k] * p.kinds[k].volume; short > p.allow {
				return false
			}
			continue
		}
		if missed++; must && !p.measure || missed > p.patience || len(f.spaces.list) == 0 {
			return false
		}
	}
	return f.units == 0
}

// fillKind places units of one kind while there is room.
func (p *packer) fillKind(f *filling, k int) {
	for f.left[k] > 0 {
		b, found := p.best(f, k)
		if !found {
			return
		}
		p.place(f, &b)
	}
}

// fillSpaces fills space after space, each with the block that uses it best. The
// order is used up.
func (p *packer) fillSpaces(f *filling, order []int) {
	for f.units > 0 && len(f.spaces.list) > 0 && p.left > 0 {
		i := f.first()
		b, found := p.bestIn(f, i, order)
		if !found {
			f.spaces.drop(i)
			continue
		}
		p.place(f, &b)
		if f.left[b.kind] == 0 {
			at := slices.Index(order, b.kind)
			order = slices.Delete(order, at, at+1)
		}
	}
}

// first is the space to fill next: the one nearest the origin, along the last
// axis of the rule first.
func (f *filling) first() int {
	axes := f.rule.axes
	at := 0
	best := f.spaces.list[0].lo
	for i := 1; i < len(f.spaces.list); i++ {
		lo := f.spaces.list[i].lo
		if nearer(lo, best, axes) {
			at, best = i, lo
		}
	}
	return at
}

func nearer(a, b vec, axes [3]uint8) bool {
	for i := 2; i >= 0; i-- {
		if a[axes[i]] != b[axes[i]] {
			return a[axes[i]] < b[axes[i]]
		}
	}
	return false
}

// place puts the block where it is.
func (p *packer) place(f *filling, b *block) {
	n, k := b.units(), &p.kinds[b.kind]
	s := b.space()
	p.left -= f.spaces.carve(s) + len(f.spaces.list)/4
	f.blocks = append(f.blocks, *b)
	if p.careful {
		f.tops = append(f.tops, s)
	}
	f.left[b.kind] -= n
	f.units -= n
	f.room -= n * k.volume
	f.g -= n * k.g
	if len(p.families) > 0 && k.goods.family >= 0 {
		f.families[k.goods.family] += n
	}
}

// most is how many units of the kind the box may still take, for whatever
// reason but their sides.
func (p *packer) most(f *filling, k int) int {
	kind := &p.kinds[k]
	if !kind.fits[f.at] || f.open != anySet && kind.goods.set >= 0 && kind.goods.set != f.open {
		return 0
	}
	n := min(f.left[k], f.room/kind.volume)
	if kind.g > 0 {
		n = min(n, f.g/kind.g)
	}
	if f.rule.caps != nil {
		n = min(n, f.rule.caps[k])
	}
	if len(p.apart) > 0 && n > 0 {
		n = p.together(f, kind.goods.family, n)
	}
	return n
}

// together is how many units of the family, at most n, may join what is in the
// box.
func (p *packer) together(f *filling, family, n int) int {
	for other, units := range f.families {
		if units > 0 && p.apart[family][other] {
			return 0
		}
	}
	if p.apart[family][family] {
		return 1
	}
	return n
}

// ordered are the kinds to place, in the order of the rule, urgent ones first.
func (p *packer) ordered(left []int, r rule, urgent []bool) []int {
	order, keys := p.order[:0], p.keys
	for k, n := range left {
		if n == 0 {
			continue
		}
		order = append(order, k)
		keys[k] = r.key(&p.kinds[k]) / neutral * r.weight(k)
		if urgent != nil && urgent[k] {
			keys[k] += 1 << 60
		}
	}
	p.order = order
	slices.SortStableFunc(order, func(a, b int) int { return keys[b] - keys[a] })
	return order
}
