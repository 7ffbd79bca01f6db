package carton

import (
	"cmp"
	"slices"
)

// choice is a choice of boxes, and how good a plan that uses it can be at
// best.
type choice struct {
	boxes  []int // into packer.boxes, ascending
	key    key
	tries  int
	genome genome // the best so far
	fill   int    // volume of the goods in per cent of the boxes' room
}

// key compares plans by the objective; less is better.
type key [2]int

// noKey is one that every other is better than.
var noKey = key{1 << 62, 1 << 62}

func (k key) less(o key) bool { return k[0] < o[0] || k[0] == o[0] && k[1] < o[1] }

// What bounds how many choices of boxes are looked at.
const (
	mostChoices = 3000
	mostNodes   = 20_000
)

// lister is one run of choices.
type lister struct {
	p       *packer
	volume  int // of the goods
	g       int
	limit   key
	most    int   // boxes in a choice
	used    []int // boxes chosen so far
	all     []choice
	nodes   int
	cut     bool
	maxRoom int
	maxNet  int
}

// choices lists the choices of from least to most boxes that volume and weight
// allow and that may be better than the limit, best first. It tells whether
// these are all.
func (p *packer) choices(left []int, least, most int, limit key) ([]choice, bool) {
	l := lister{p: p, limit: limit}
	l.volume, l.g = p.sums(left)
	for i := range p.boxes {
		l.maxRoom, l.maxNet = max(l.maxRoom, p.boxes[i].room), max(l.maxNet, p.boxes[i].net)
	}
	for n := max(least, 1); n <= most && !l.cut; n++ {
		l.most = n
		l.choose(0, 0, 0)
	}
	p.left -= l.nodes
	byKey(l.all)
	return l.all, !l.cut
}

func byKey(all []choice) {
	slices.SortStableFunc(all, func(a, b choice) int {
		return cmp.Or(cmp.Compare(a.key[0], b.key[0]), cmp.Compare(a.key[1], b.key[1]))
	})
}

// choose adds boxes from the given one on to those used.
func (l *lister) choose(from, room, net int) {
	missing := l.most - len(l.used)
	if room+missing*l.maxRoom < l.volume || l.short(net, missing) || l.cut || l.worse(missing) {
		return
	}
	if l.nodes++; l.nodes > mostNodes {
		l.cut = true
		return
	}
	if missing == 0 {
		l.add()
		return
	}
	for i := from; i < len(l.p.boxes); i++ {
		b := &l.p.boxes[i]
		if l.times(i) >= b.stock {
			continue
		}
		l.used = append(l.used, i)
		l.choose(i, room+b.room, added(net, b.net))
		l.used = l.used[:len(l.used)-1]
	}
}

// worse tells that boxes chosen so far, whatever follows, are no better than the
// limit.
func (l *lister) worse(missing int) bool {
	k := l.p.bestKey(l.used, l.g)
	if l.p.task.Objective == Boxes {
		k[0] += missing
	}
	return !k.less(l.limit)
}

// short tells that so many more boxes do not carry the goods.
func (l *lister) short(net, missing int) bool {
	for range missing {
		net = added(net, l.maxNet)
		if net >= l.g {
			return false
		}
	}
	return net < l.g
}

// added sums up what boxes carry; one without limit carries everything.
func added(a, b int) int { return min(a, maxG*1000) + min(b, maxG*1000) }

func (l *lister) times(box int) int {
	n := 0
	for _, b := range l.used {
		if b == box {
			n++
		}
	}
	return n
}

func (l *lister) add() {
	if len(l.all) == mostChoices {
		l.cut = true
		return
	}
	m := choice{boxes: slices.Clone(l.used), key: l.p.bestKey(l.used, l.g)}
	room := 0
	for _, b := range m.boxes {
		room += l.p.boxes[b].room
	}
	m.fill = 100 * l.volume / max(room, 1)
	l.all = append(l.all, m)
}

// bestKey is the key that goods of so many grams may reach in these boxes.
func (p *packer) bestKey(boxes []int, g int) key {
	volume, cents, dimG, gross := 0, 0, 0, g
	for _, i := range boxes {
		b := &p.boxes[i]
		volume += b.volume
		cents += b.cents
		dimG += b.dimG
		gross += b.empty
	}
	switch p.task.Objective {
	case Volume:
		return key{volume, len(boxes)}
	case Cost:
		return key{p.task.Tariff.priced(cents, max(dimG, gross)), len(boxes)}
	}
	return key{len(boxes), volume}
}

// keyOf is the key that these loads have.
func (p *packer) keyOf(loads []load) key {
	volume, cost := 0, 0
	for i := range loads {
		b := &p.boxes[loads[i].box]
		volume += b.volume
		cost += p.task.Tariff.priced(b.cents, p.task.Tariff.billedG(b.dimG, b.empty+loads[i].g))
	}
	switch p.task.Objective {
	case Volume:
		return key{volume, len(loads)}
	case Cost:
		return key{cost, len(loads)}
	}
	return key{len(loads), volume}
}

// atLeast is how many boxes volume and weight need.
func (p *packer) atLeast(left []int) int {
	volume, g := p.sums(left)
	room, net := 0, 0
	for i := range p.boxes {
		room, net = max(room, p.boxes[i].room), max(net, p.boxes[i].net)
	}
	if volume == 0 {
		return 0
	}
	return max(up(volume, max(room, 1)), up(g, max(net, 1)))
}

// leastKey is the best key that n boxes may have.
func (p *packer) leastKey(n int, counts []int) key {
	_, g := p.sums(counts)
	best := noKey
	for i := range p.boxes {
		if k := p.bestKey(slices.Repeat([]int{i}, n), g); k.less(best) {
			best = k
		}
	}
	return best
}
