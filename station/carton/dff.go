package carton

import (
	"math/bits"
	"slices"
)

// measured is n equal units as the proofs see them: the ways they may lie, all
// of them, the volume of one, and its weight where boxes have a limit.
type measured struct {
	turns  [][3]int
	n      int
	volume int
	g      int
}

// provenImpossible tells that the boxes together cannot hold the units, however
// they are shared out, turned and placed. The boxes are given by their inner
// sides, equal ones repeat, and by the net weight in g that each bears; nil nets
// are no limits. False says nothing: it may be impossible still, and
// it is the answer when left, the work that may be done, has run out.
//
// A function f is dual feasible for a length when sides that fit into it one
// after the other still do so once each is replaced by f of it. With one such
// function for each axis, units of one box have changed volumes that together
// are no more than the box's (S. P. Fekete and J. Schepers, A general framework
// for bounds for higher-dimensional orthogonal packing problems, 2004). A unit
// counts by the turn and the box where it counts least.
//
// The same is asked of some of the box types alone, for units that fit no other.
func provenImpossible(units []measured, boxes [][3]int, nets []int, left *int) bool {
	p := newProof(units, boxes, nets, left)
	switch {
	case p == nil:
		return false
	case p.homeless(), p.tooFew():
		return true
	case nets != nil:
		if w := p.weights(); w.tooFew() || w.byFunctions() {
			return true
		}
	}
	return p.byFunctions()
}

// proof is what is known of the units and the types of boxes.
type proof struct {
	units  []measured
	rooms  [][3]int // the types of boxes
	nets   []int    // of each type, g, no more than all units weigh
	counts []int    // of each type
	fits   []uint32 // of each kind of units: the types that take one, a bit each
	scale  int      // all lengths are multiplied by it
	left   *int
}

// mostTypes bounds the types of boxes of one proof; there is one bit for each.
const mostTypes = 16

func newProof(units []measured, boxes [][3]int, nets []int, left *int) *proof {
	p := &proof{units: units, left: left}
	all := 0
	for _, u := range units {
		all += u.n * u.g
	}
	for n, b := range boxes {
		net := all
		if nets != nil {
			net = max(0, min(nets[n], all))
		}
		p.counts[p.room(b, net)]++
	}
	if len(p.rooms) > mostTypes {
		return nil
	}
	p.fits = make([]uint32, len(units))
	for k := range units {
		for n := range p.rooms {
			if p.takes(n, k) {
				p.fits[k] |= 1 << n
			}
		}
	}
	return p
}

// room is the place of the type of box.
func (p *proof) room(size [3]int, net int) int {
	for n := range p.rooms {
		if p.rooms[n] == size && p.nets[n] == net {
			return n
		}
	}
	p.rooms = append(p.rooms, size)
	p.nets = append(p.nets, net)
	p.counts = append(p.counts, 0)
	return len(p.rooms) - 1
}

func (p *proof) takes(n, k int) bool {
	u := p.units[k]
	return u.g <= p.nets[n] && slices.ContainsFunc(u.turns, func(s [3]int) bool { return within(s, p.rooms[n]) })
}

// weights is the same question asked of the weights alone: boxes as long as
// their net weight, and units as long as theirs.
func (p *proof) weights() *proof {
	w := &proof{counts: p.counts, left: p.left}
	for _, net := range p.nets {
		w.rooms = append(w.rooms, [3]int{net, 1, 1})
	}
	for k, u := range p.units {
		if u.g > 0 {
			w.units = append(w.units, measured{turns: [][3]int{{u.g, 1, 1}}, n: u.n, volume: u.g})
			w.fits = append(w.fits, p.fits[k])
		}
	}
	return w
}

// homeless tells that some unit fits no box.
func (p *proof) homeless() bool {
	for k, u := range p.units {
		if u.n > 0 && p.fits[k] == 0 {
			return true
		}
	}
	return false
}

// spend takes n steps of what may be done, and tells whether they were left.
func (p *proof) spend(n int) bool {
	*p.left -= n/8 + 1
	return *p.left >= 0
}

// choices are the sets of types whose own units are counted: all sets of up to
// four types, of more the single types, all, and all but one.
func (p *proof) choices() []uint32 {
	types := len(p.rooms)
	all := uint32(1)<<types - 1
	var sets []uint32
	for s := uint32(1); s <= all; s++ {
		if n := bits.OnesCount32(s); types <= 4 || n == 1 || n >= types-1 {
			sets = append(sets, s)
		}
	}
	return slices.DeleteFunc(sets, func(s uint32) bool { return !p.owns(s) })
}

// owns tells whether some unit fits into no type outside of the set.
func (p *proof) owns(set uint32) bool {
	for k, u := range p.units {
		if u.n > 0 && p.fits[k]&^set == 0 {
			return true
		}
	}
	return false
}
