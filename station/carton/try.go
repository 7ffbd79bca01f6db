package carton

import "slices"

// How tries go on after the fixed rules, in per cent: how many start afresh
// instead of changing the best one; how much less than it, of the volume of all
// goods, may go in to take its place.
const (
	freshShare = 50
	slackShare = 1
)

// try fills the boxes one after the other with the next rule. The loads are good
// until the next try.
func (p *packer) try(m *choice, counts []int) ([]load, bool) {
	if m.tries <= len(fixedRules) {
		order := append(p.seq[:0], m.boxes...)
		p.seq = order
		if m.tries%4 < 2 {
			slices.Reverse(order)
		}
		_, ok := p.tryOrder(order, counts, fixedRules[m.tries-1])
		return p.tryLoads[:len(order)], ok
	}
	g := &p.genome
	if m.genome.weights == nil || p.rand.IntN(100) < freshShare {
		p.drawn(g, m)
	} else {
		p.mutated(g, &m.genome)
	}
	p.measure = true
	slack := p.goods * slackShare / 100
	p.allow = p.goods - m.genome.placed + slack
	var ok bool
	g.placed, ok = p.tryOrder(g.order, counts, g.rule)
	p.measure = false
	if g.placed >= m.genome.placed-p.rand.IntN(slack+1) {
		m.genome, *g = *g, m.genome
	}
	return p.tryLoads[:len(m.boxes)], ok
}

// tryOrder fills the boxes in that order, what later ones do not take first, and
// tells how much is in them and whether that is all.
func (p *packer) tryOrder(order, counts []int, r rule) (placed int, ok bool) {
	left := append(p.tryLeft[:0], counts...)
	p.tryLeft = left
	for len(p.tryLoads) < len(order) {
		p.tryLoads = append(p.tryLoads, load{})
	}
	p.left -= len(order) * (len(counts) + tryCost)
	for i, at := range order {
		last := i == len(order)-1
		if p.measure && p.hopeless(left, order[i:]) || !p.measure && !p.fits(left, order[i:]) {
			return placed, false
		}
		urgent := p.urgent(left, order[i+1:])
		l := &p.tryLoads[i]
		l.volume = -1
		for _, shape := range p.boxes[at].shapes {
			copied := append(p.copied[:0], left...)
			p.copied = copied
			p.fill(at, shape, copied, p.ordered(copied, r, urgent), r, urgent, last)
			if v := p.filled(); v > l.volume {
				p.keep(at, l)
				p.after = append(p.after[:0], copied...)
			}
		}
		copy(left, p.after)
		placed += l.volume
		if !p.measure && p.missed(left, urgent) {
			return placed, false
		}
	}
	return placed, empty(left)
}

// hopeless tells that more has to stay out of the boxes than is allowed.
func (p *packer) hopeless(left, boxes []int) bool {
	volume, _ := p.sums(left)
	for _, at := range boxes {
		volume -= p.boxes[at].room
	}
	return volume > p.allow
}

// whole fills everything into one box.
func (p *packer) whole(at int, left []int, r rule, to *load) bool {
	for _, shape := range p.boxes[at].shapes {
		copied := append(p.copied[:0], left...)
		p.copied = copied
		if p.fill(at, shape, copied, p.ordered(copied, r, nil), r, nil, true) {
			p.keep(at, to)
			return true
		}
	}
	return false
}

func (p *packer) missed(left []int, urgent []bool) bool {
	if urgent == nil {
		return false
	}
	for k, u := range urgent {
		if u && left[k] > 0 {
			return true
		}
	}
	return false
}

// filled is the volume of what is in the filling.
func (p *packer) filled() int {
	v := 0
	for i := range p.scratch.blocks {
		b := &p.scratch.blocks[i]
		v += b.units() * p.kinds[b.kind].volume
	}
	return v
}

// keep copies the filling into a load.
func (p *packer) keep(at int, to *load) {
	to.box, to.volume, to.g = at, 0, 0
	to.blocks = append(to.blocks[:0], p.scratch.blocks...)
	for i := range to.blocks {
		k := &p.kinds[to.blocks[i].kind]
		to.volume += to.blocks[i].units() * k.volume
		to.g += to.blocks[i].units() * k.g
	}
}

// urgent marks the kinds that none of the later boxes takes; nil when there are
// none.
func (p *packer) urgent(left, later []int) []bool {
	any := false
	marks := p.marks[:0]
	for k, n := range left {
		u := n > 0 && !slices.ContainsFunc(later, func(at int) bool { return p.kinds[k].fits[at] })
		marks = append(marks, u)
		any = any || u
	}
	p.marks = marks
	if !any {
		return nil
	}
	return marks
}
