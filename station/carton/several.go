package carton

import "slices"

// several packs into as many cartons as it takes. The first run is carried
// through whatever it costs; others follow while the budget lasts, and the best
// counts.
func (p *packer) several(needs []need) []load {
	p.sure = true
	best, stock, _ := p.greedy(needs, rules()[0])
	p.sure = false
	for r := range p.draw() {
		loads, left, ok := p.greedy(needs, r)
		if p.left <= 0 {
			break
		}
		if ok && better(loads, best) {
			best, stock = loads, left
		}
	}
	p.stock = stock
	return best
}

// better compares what is left over, the number of cartons, and their volume.
func better(a, b []load) bool {
	sum := func(all []load) (s [3]int) {
		for _, l := range all {
			s[0] -= l.volume
			s[1]++
			s[2] += l.box.volume
		}
		return s
	}
	x, y := sum(a), sum(b)
	return slices.Compare(x[:], y[:]) < 0
}

// greedy fills carton after carton with one rule, each time the one that takes
// in most, then makes each as small as it can be. It tells what is left of each
// carton, and whether it came to its end.
func (p *packer) greedy(needs []need, r rule) ([]load, []int, bool) {
	stock := slices.Clone(p.stock)
	needs = p.ordered(needs, r)
	var loads []load
	for len(needs) > 0 {
		n, l := p.fullest(needs, stock, r)
		if p.spent() {
			return nil, nil, false
		}
		if n < 0 {
			break
		}
		stock[n]--
		loads = append(loads, p.smaller(l, n, stock, r))
		needs = l.rest
	}
	return loads, stock, true
}

// fullest fills each carton with the needs and answers the one that holds most;
// of equal ones the smallest. It is -1 when none is left that takes anything.
func (p *packer) fullest(needs []need, stock []int, r rule) (int, load) {
	var best load
	at := -1
	for n, b := range p.boxes {
		if stock[n] == 0 {
			continue
		}
		l, _ := p.fill(b, needs, r, false)
		if len(l.blocks) > 0 && (at < 0 || l.volume > best.volume) {
			at, best = n, l
		}
	}
	return at, best
}

// smaller moves a load into the smallest carton that holds all of it.
func (p *packer) smaller(l load, at int, stock []int, r rule) load {
	needs := l.needs()
	for n, b := range p.boxes[:at] {
		if stock[n] == 0 || p.impossible(b, needs) {
			continue
		}
		if s, ok := p.fill(b, needs, r, true); ok {
			stock[at]++
			stock[n]--
			return s
		}
	}
	return l
}

// needs is what the load holds.
func (l load) needs() []need {
	var all []need
	at := map[int]int{}
	for _, b := range l.blocks {
		n, known := at[b.kind]
		if !known {
			n = len(all)
			at[b.kind] = n
			all = append(all, need{kind: b.kind})
		}
		all[n].n += b.units()
	}
	return all
}
