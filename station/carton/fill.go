package carton

import (
	"cmp"
	"math/rand/v2"
	"slices"
)

// rule is one way to fill a carton: which units first, along which axes a block
// of equal units grows, and whether a space is chosen for being low or for
// being filled tightly.
type rule struct {
	first func(k kind) int
	axes  [3]int
	low   bool
	noise int // how far the order of units is disturbed, in 1/1024
}

func byVolume(k kind) int { return k.volume }
func byLong(k kind) int   { return k.long }
func byBase(k kind) int   { return k.base }

// rules are tried in this order; the first is the one that is always carried
// through.
func rules() []rule {
	var all []rule
	for _, axes := range [][3]int{{0, 1, 2}, {1, 0, 2}, {0, 2, 1}, {1, 2, 0}, {2, 0, 1}, {2, 1, 0}} {
		for _, first := range []func(kind) int{byVolume, byLong, byBase} {
			all = append(all, rule{first: first, axes: axes}, rule{first: first, axes: axes, low: true})
		}
	}
	return all
}

// box is a carton of the task, as the search sees it.
type box struct {
	carton, volume, net int
	inner               [3]int
}

// block is n[0] x n[1] x n[2] units of one kind, side by side.
type block struct {
	kind  int
	at    [3]int
	size  [3]int // of one unit, as it lies
	n     [3]int
	score [5]int // of two blocks the smaller one is better
}

func (b block) units() int { return b.n[0] * b.n[1] * b.n[2] }

func (b block) space() space {
	s := space{lo: b.at}
	for axis := range 3 {
		s.hi[axis] = b.at[axis] + b.n[axis]*b.size[axis]
	}
	return s
}

// load is what one carton holds and what it left over.
type load struct {
	box    box
	blocks []block
	rest   []need
	volume int // of the units in it
}

// filling is a carton while it is being filled.
type filling struct {
	spaces spaces
	room   int // g
	rule   rule
}

// mostSpaces bounds the work of one placement in the search; fewSpaces where an
// answer must come even though the budget is gone.
const (
	mostSpaces = 400
	fewSpaces  = 16
)

// fill puts as many of the needs into the box as the rule finds room for, in
// the order in which they come. With
// all it gives up at the first unit that stays out; within the search also when
// the budget is gone.
func (p *packer) fill(b box, needs []need, r rule, all bool) (load, bool) {
	f := filling{room: b.net, rule: r, spaces: spaces{least: p.least(needs), most: mostSpaces}}
	if p.sure {
		f.spaces.most = fewSpaces
	}
	f.spaces.list = append(f.spaces.list, space{hi: b.inner})
	l := load{box: b}
	if !all {
		l.rest = make([]need, 0, len(needs))
	}
	lightest := p.lightest(needs)
	for i, n := range needs {
		if full := len(f.spaces.list) == 0 || f.room < lightest; full && !all {
			l.rest = append(l.rest, needs[i:]...)
			break
		}
		left := p.fillKind(&f, &l, n)
		if left > 0 {
			l.rest = append(l.rest, need{n.kind, left})
		}
		if left > 0 && all || p.spent() {
			return l, false
		}
	}
	return l, true
}

// fillKind places units of one kind while there is room, and tells how many
// stay out.
func (p *packer) fillKind(f *filling, l *load, n need) int {
	for n.n > 0 {
		b, found := p.best(f, n)
		if !found {
			break
		}
		f.spaces.carve(b.space())
		f.room -= b.units() * p.kinds[b.kind].g
		l.blocks = append(l.blocks, b)
		l.volume += b.units() * p.kinds[b.kind].volume
		n.n -= b.units()
	}
	return n.n
}

// ordered are the needs in the order of the rule. Equal ones stay as they are.
func (p *packer) ordered(needs []need, r rule) []need {
	type weighed struct {
		need
		key int
	}
	all := make([]weighed, len(needs))
	for i, n := range needs {
		all[i] = weighed{n, r.first(p.kinds[n.kind])}
		if r.noise > 0 {
			all[i].key += all[i].key * p.rand.IntN(r.noise) / 1024
		}
	}
	slices.SortStableFunc(all, func(a, b weighed) int { return cmp.Compare(b.key, a.key) })
	sorted := make([]need, len(all))
	for i, w := range all {
		sorted[i] = w.need
	}
	return sorted
}

// best is the block of the kind that suits the rule most, over all spaces and
// turns.
func (p *packer) best(f *filling, n need) (block, bool) {
	k := &p.kinds[n.kind]
	most := n.n
	if k.g > 0 {
		most = min(most, f.room/k.g)
	}
	if most <= 0 {
		return block{}, false
	}
	var best block
	found := false
	for _, sp := range f.spaces.list {
		room := sp.size()
		for _, turn := range k.turns {
			p.left--
			if !within(turn, room) {
				continue
			}
			b := grow(block{kind: n.kind, at: sp.lo, size: turn}, room, most, f.rule.axes)
			b.score = f.rule.score(b, room)
			if !found || slices.Compare(b.score[:], best.score[:]) < 0 {
				best, found = b, true
			}
		}
	}
	return best, found
}

// grow makes the block as large as the room and the units allow, one axis after
// the other, full layers only.
func grow(b block, room [3]int, most int, axes [3]int) block {
	for _, axis := range axes {
		b.n[axis] = min(room[axis]/b.size[axis], most)
		most /= b.n[axis]
	}
	return b
}

// score prefers many units, then a snug fit, then a low place; or the low place
// first.
func (r rule) score(b block, room [3]int) [5]int {
	gap := room[0] - b.n[0]*b.size[0]
	for axis := 1; axis < 3; axis++ {
		gap = min(gap, room[axis]-b.n[axis]*b.size[axis])
	}
	if r.low {
		return [5]int{b.at[2], b.at[1], b.at[0], -b.units(), gap}
	}
	return [5]int{-b.units(), gap, b.at[2], b.at[1], b.at[0]}
}

func newRand(seed uint64) *rand.Rand { return rand.New(rand.NewPCG(seed, 0x9e3779b97f4a7c15)) }
