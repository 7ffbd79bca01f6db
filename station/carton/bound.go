package carton

import "fmt"

// What a proof may take, in placements: at most so much, and at most a share of
// what is left of the budget.
const (
	mostProof  = 20_000
	mostShare  = 30_000
	proofShare = 4
)

// impossible tells that no plan exists for the choice. Rules of goods are left
// out: what is impossible without them is so with them.
func (p *packer) impossible(m *choice, counts []int) bool {
	rooms, nets := p.rooms(m)
	return p.proof(mostProof, func(left *int) bool {
		return provenImpossible(p.measured(counts), rooms, nets, left)
	})
}

// unsplittable tells the same, by sharing out the units between the boxes in
// every way.
func (p *packer) unsplittable(m *choice, counts []int) bool {
	rooms, nets := p.rooms(m)
	return p.proof(mostShare, func(left *int) bool {
		return splitImpossible(p.measured(counts), rooms, nets, left)
	})
}

func (p *packer) proof(most int, prove func(left *int) bool) bool {
	share := min(most, p.left/proofShare)
	left := share
	proven := prove(&left)
	p.left -= share - left
	return proven
}

// rooms are the inner sides of the boxes, and what they bear.
func (p *packer) rooms(m *choice) (rooms [][3]int, nets []int) {
	for _, at := range m.boxes {
		rooms = append(rooms, p.boxes[at].hull())
		nets = append(nets, p.boxes[at].net)
	}
	return rooms, nets
}

// hull is the least cuboid that all shapes of the box lie in.
func (b *box) hull() [3]int {
	var h [3]int
	for _, s := range b.shapes {
		for axis := range h {
			h[axis] = max(h[axis], int(s[axis]))
		}
	}
	return h
}

// measured are the units as the proofs want them.
func (p *packer) measured(counts []int) []measured {
	all := make([]measured, 0, len(p.kinds))
	for k, n := range counts {
		if n == 0 {
			continue
		}
		u := measured{n: n, volume: p.kinds[k].volume, g: p.kinds[k].g}
		for _, turn := range p.kinds[k].turns {
			u.turns = append(u.turns, [3]int{int(turn[0]), int(turn[1]), int(turn[2])})
		}
		all = append(all, u)
	}
	return all
}

// small tells that an exact search may settle the multiset: few units and one
// box of one shape.
func (p *packer) small(m *choice, counts []int) bool {
	return len(m.boxes) == 1 && len(p.boxes[m.boxes[0]].shapes) == 1 && total(counts) <= mostExact
}

// exact packs all units into the one box of the multiset, or proves that nobody
// can.
func (p *packer) exact(m *choice, counts []int) (load, answer) {
	units := p.measured(counts)
	var of []int // kind of each of the units
	for k, n := range counts {
		if n > 0 {
			of = append(of, k)
		}
	}
	l := load{box: m.boxes[0]}
	accept := func(all []laid) bool {
		p.lay(&l, all, of)
		return !p.careful || p.obeys(&l)
	}
	var a answer
	p.proof(mostShare, func(left *int) bool {
		_, a = exactly(units, p.boxes[l.box].hull(), accept, left)
		return a == no
	})
	return l, a
}

// lay makes a load of single units.
func (p *packer) lay(l *load, all []laid, of []int) {
	l.blocks, l.volume, l.g = l.blocks[:0], 0, 0
	for _, u := range all {
		k := of[u.kind]
		b := block{kind: k, n: vec{1, 1, 1}}
		for axis := range b.at {
			b.at[axis], b.size[axis] = int32(u.at[axis]), int32(u.size[axis])
		}
		l.blocks = append(l.blocks, b)
		l.volume += p.kinds[k].volume
		l.g += p.kinds[k].g
	}
}

// obeys tells whether the units of a load are carried, and bear what stands
// above them.
func (p *packer) obeys(l *load) bool {
	f := &p.scratch
	f.blocks, f.tops = l.blocks, f.tops[:0]
	for i := range l.blocks {
		f.tops = append(f.tops, l.blocks[i].space())
	}
	for i := range l.blocks {
		if p.support > 0 && l.blocks[i].at[2] > 0 && !p.carried(f, &l.blocks[i]) {
			f.blocks = nil
			return false
		}
	}
	ok := !p.ruled || p.unharmed(f)
	f.blocks = nil
	return ok
}

// Proof says how good the plan is known to be: "optimal", or "best found, bound
// k" with k the parcels that are needed at least, and what ended the search.
func (p Plan) Proof() string {
	switch {
	case p.Optimal:
		return "optimal"
	case p.Late:
		return fmt.Sprintf("best found, bound %d, cut by the clock", p.Bound)
	case p.Spent:
		return fmt.Sprintf("best found, bound %d, cut by the budget", p.Bound)
	}
	return fmt.Sprintf("best found, bound %d", p.Bound)
}
