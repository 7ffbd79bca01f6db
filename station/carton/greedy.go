package carton

// greedy fills box after box with one rule, each time the one that takes in
// most, then makes each as small as it can be. It is carried through whatever it
// costs.
func (p *packer) greedy(best *outcome, counts []int, r rule) {
	left := append([]int(nil), counts...)
	order := append([]int(nil), p.ordered(left, r, nil)...)
	stock := make([]int, len(p.boxes))
	for i := range p.boxes {
		stock[i] = p.boxes[i].stock
	}
	saved := p.left
	p.left = 1 << 60
	for len(order) > 0 {
		l, ok := p.fullest(left, order, stock, r)
		if !ok {
			break
		}
		stock[l.box]--
		for i := range l.blocks {
			left[l.blocks[i].kind] -= l.blocks[i].units()
		}
		p.smaller(&l, stock, r)
		best.loads = append(best.loads, l)
		kept := order[:0]
		for _, k := range order {
			if left[k] > 0 {
				kept = append(kept, k)
			}
		}
		order = kept
	}
	if len(p.sets) > 0 {
		best.loads = append(best.loads, p.addSets(left, stock)...)
	}
	p.left = saved - (1<<60 - p.left)
	best.left, best.complete, best.key = left, empty(left), p.keyOf(best.loads)
}

// fullest fills each kind of box and answers the one that holds most; of equal
// ones the smallest.
func (p *packer) fullest(left, order, stock []int, r rule) (load, bool) {
	var best load
	for at := range p.boxes {
		if stock[at] == 0 {
			continue
		}
		for _, shape := range p.boxes[at].shapes {
			copied := append(p.copied[:0], left...)
			p.copied = copied
			p.fill(at, shape, copied, order, r, nil, false)
			if v := p.filled(); v > best.volume {
				p.keep(at, &best)
			}
		}
	}
	return best, best.volume > 0
}

// smaller moves a load into the smallest box that holds all of it.
func (p *packer) smaller(l *load, stock []int, r rule) {
	counts := p.countsOf(l)
	for at := range l.box {
		if stock[at] == 0 || !p.fits(counts, []int{at}) {
			continue
		}
		from := l.box
		if p.whole(at, counts, r, l) {
			stock[from]++
			stock[at]--
			return
		}
	}
}
