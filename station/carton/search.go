package carton

import "slices"

// outcome is the best that was found.
type outcome struct {
	loads    []load
	left     []int // what is in no box
	key      key
	complete bool // nothing is left
	optimal  bool
	bound    int
}

// searchShare is how much of the budget may go into finding boxes, in per cent;
// the rest is for evening them out.
const searchShare = 80

// tryCost is what setting out to fill a box costs, in placements.
const tryCost = 10

// quickTries is how many rules a single box is tried with before an order is
// split.
const quickTries = 6

// search finds the boxes and what goes into each.
func (p *packer) search() outcome {
	counts := p.counts()
	best := outcome{left: counts, bound: p.atLeast(counts)}
	if empty(counts) {
		best.complete, best.optimal = true, true
		return best
	}
	p.goods, _ = p.sums(counts)
	reserve := p.left * (100 - searchShare) / 100
	p.left -= reserve
	defer func() { p.left += reserve }()
	single, _ := p.choices(counts, 1, 1, noKey)
	single = slices.DeleteFunc(single, func(m choice) bool { return !p.fits(counts, m.boxes) })
	for n := 0; n < quickTries && !best.complete && (n == 0 || !p.spent()); n++ {
		single = p.round(single, counts, &best)
	}
	if !best.complete {
		p.greedy(&best, counts, fixedRules[1])
	}
	p.improve(&best, single, counts)
	return best
}

// improve looks for better boxes until none can be better or the budget is
// spent.
func (p *packer) improve(best *outcome, single []choice, counts []int) {
	all, complete := p.wider(best, single, counts)
	for len(all) > 0 && !p.spent() {
		all = p.round(all, counts, best)
	}
	best.optimal = best.complete && complete && len(all) == 0
	switch {
	case p.task.Objective != Boxes:
	case best.optimal:
		best.bound = len(best.loads)
	case complete && len(all) > 0:
		best.bound = max(best.bound, len(all[0].boxes))
	}
}

// wider are the choices that may be better than what was found, of one box those
// that are still open. It tells whether these are all.
func (p *packer) wider(best *outcome, single []choice, counts []int) ([]choice, bool) {
	limit, most := best.key, len(best.loads)
	if !best.complete {
		limit, most = noKey, most+1
	}
	if p.task.Objective != Boxes {
		most = min(total(counts), most+moreBoxes)
	}
	if most > mostBoxes {
		return nil, false
	}
	if most == 1 {
		return single, true
	}
	several, complete := p.choices(counts, max(best.bound, 2), most, limit)
	all := append(single, several...)
	byKey(all)
	return all, complete && (p.task.Objective == Boxes || most == total(counts) || !p.leastKey(most+1, counts).less(limit))
}

// mostBoxes is the largest number of boxes for which choices are looked at, and
// moreBoxes how many more than the fewest may be cheaper.
const (
	mostBoxes = 30
	moreBoxes = 8
)

// round tries every choice once more. Those that are proven impossible, and
// those that are no better than what was found, are dropped.
func (p *packer) round(sets []choice, counts []int, best *outcome) []choice {
	kept := sets[:0]
	for i := range sets {
		m := &sets[i]
		if best.complete && !m.key.less(best.key) {
			break
		}
		if p.spent() && m.tries > 0 {
			kept = append(kept, *m)
			continue
		}
		if !p.settled(m, counts, best) {
			kept = append(kept, *m)
		}
	}
	if best.complete {
		kept = slices.DeleteFunc(kept, func(m choice) bool { return !m.key.less(best.key) })
	}
	return kept
}

// How many tries go before a proof that a choice is impossible, an exact search,
// and a proof that looks at every way to share out the units.
const (
	proofAfter = 2
	exactAfter = 6
	splitAfter = 12
)

// settled tries the choice once and tells whether it needs no more of it.
func (p *packer) settled(m *choice, counts []int, best *outcome) bool {
	m.tries++
	switch {
	case m.tries == proofAfter && p.impossible(m, counts):
		return true
	case m.tries == exactAfter && p.small(m, counts):
		switch l, a := p.exact(m, counts); a {
		case no:
			return true
		case yes:
			p.better(best, []load{l})
			return p.task.Objective != Cost || !m.key.less(best.key)
		}
	case m.tries == splitAfter && p.unsplittable(m, counts):
		return true
	case m.fill > 90 && m.tries > len(fixedRules) && m.tries%4 != 0:
		return false
	}
	loads, ok := p.try(m, counts)
	if !ok {
		return false
	}
	p.better(best, loads)
	return p.task.Objective != Cost
}

// better takes over loads that hold everything, if they are better.
func (p *packer) better(best *outcome, loads []load) {
	loads = slices.DeleteFunc(loads, func(l load) bool { return len(l.blocks) == 0 })
	k := p.keyOf(loads)
	if best.complete && !k.less(best.key) {
		return
	}
	best.loads = best.loads[:0]
	for _, l := range loads {
		l.blocks = slices.Clone(l.blocks)
		best.loads = append(best.loads, l)
	}
	best.key, best.complete, best.left = k, true, nil
}

// fits tells that volume, weight, sides and, with one box, families do not speak
// against the boxes.
func (p *packer) fits(left, boxes []int) bool {
	volume, g := p.sums(left)
	room, net := 0, 0
	for _, at := range boxes {
		room += p.boxes[at].room
		net = added(net, p.boxes[at].net)
	}
	if volume > room || g > net || len(boxes) == 1 && p.clash(left) {
		return false
	}
	for k, n := range left {
		if n > 0 && !slices.ContainsFunc(boxes, func(at int) bool { return p.kinds[k].fits[at] }) {
			return false
		}
	}
	return true
}

// clash tells that some of the units must not share a parcel.
func (p *packer) clash(left []int) bool {
	for k, n := range left {
		if n == 0 || len(p.apart) == 0 {
			continue
		}
		for o, m := range left[:k+1] {
			one, other := p.kinds[k].goods.family, p.kinds[o].goods.family
			if m > 0 && (o != k || n > 1) && p.apart[one][other] {
				return true
			}
		}
	}
	return false
}
