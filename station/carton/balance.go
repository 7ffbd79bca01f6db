package carton

import (
	"cmp"
	"slices"
)

// mostBalanced is how many parcels are evened out at most.
const mostBalanced = 12

// efforts are how many moves are tried before the next best counts as none, and
// by how many rules each is packed: little first, more when that leads nowhere.
var efforts = []struct{ moves, rules int }{{20, 4}, {400, 12}, {400, 24}}

// balance moves and swaps units between the boxes of the answer: first to bill
// less, then to even out the weights. The boxes stay as they are.
func (p *packer) balance(best *outcome) {
	if len(best.loads) < 2 || len(best.loads) > mostBalanced {
		return
	}
	b := balancer{p: p, loads: best.loads}
	for i := range b.loads {
		b.counts = append(b.counts, p.countsOf(&b.loads[i]))
	}
	for b.effort = 0; b.effort < len(efforts); b.effort++ {
		for !p.spent() && b.step() {
			b.effort = 0
		}
	}
	best.key = p.keyOf(best.loads)
}

// balancer is one run of balance. Counts are the units by box and kind.
type balancer struct {
	p      *packer
	loads  []load
	counts [][]int
	moves  []move
	effort int // into efforts
}

// move takes some units of kind a from box i to box j, and others of kind b back;
// a kind of -1 moves nothing.
type move struct {
	i, j, a, b int
	na, nb     int
	gain       [2]int
}

// countsOf are the units of a load by kind.
func (p *packer) countsOf(l *load) []int {
	counts := make([]int, len(p.kinds))
	for i := range l.blocks {
		counts[l.blocks[i].kind] += l.blocks[i].units()
	}
	return counts
}

// step makes the best move that can be packed, and tells whether there was one.
func (b *balancer) step() bool {
	b.list()
	b.p.left -= 2*len(b.moves) + 10
	slices.SortStableFunc(b.moves, func(x, y move) int {
		return cmp.Or(cmp.Compare(y.gain[0], x.gain[0]), cmp.Compare(y.gain[1], x.gain[1]))
	})
	for n := range b.moves[:min(len(b.moves), efforts[b.effort].moves)] {
		if b.p.spent() {
			return false
		}
		if b.make(&b.moves[n]) {
			return true
		}
	}
	return false
}

// list notes all moves that would make the plan better.
func (b *balancer) list() {
	b.moves = b.moves[:0]
	for i := range b.loads {
		for j := range b.loads {
			if i == j {
				continue
			}
			for k, n := range b.counts[i] {
				if n > 0 {
					b.consider(i, j, k, -1)
				}
			}
			if i > j {
				continue
			}
			b.p.left -= len(b.counts[i]) * len(b.counts[j]) / 8
			for k, n := range b.counts[i] {
				for o, m := range b.counts[j] {
					if n > 0 && m > 0 && k != o {
						b.consider(i, j, k, o)
					}
				}
			}
		}
	}
}

// consider notes a move of one unit each way, and without a way back also of as
// many as even out the two boxes.
func (b *balancer) consider(i, j, k, o int) {
	b.weigh(move{i: i, j: j, a: k, b: o, na: 1, nb: 1})
	g := b.p.kinds[k].g
	if o >= 0 {
		g -= b.p.kinds[o].g
	}
	diff := b.gross(i) - b.gross(j)
	if g < 0 {
		g, diff = -g, -diff
	}
	if g == 0 {
		return
	}
	n := min(b.counts[i][k], diff/2/g)
	if o >= 0 {
		n = min(n, b.counts[j][o])
	}
	if n > 1 {
		b.weigh(move{i: i, j: j, a: k, b: o, na: n, nb: n})
	}
}

func (b *balancer) gross(i int) int { return b.p.boxes[b.loads[i].box].empty + b.loads[i].g }

// weigh notes the move if it gains something and breaks no limit.
func (b *balancer) weigh(m move) {
	p := b.p
	g, v := m.na*p.kinds[m.a].g, m.na*p.kinds[m.a].volume
	fits := p.free(m.a) && p.kinds[m.a].fits[b.loads[m.j].box]
	if m.b >= 0 {
		g -= m.nb * p.kinds[m.b].g
		v -= m.nb * p.kinds[m.b].volume
		fits = fits && p.free(m.b) && p.kinds[m.b].fits[b.loads[m.i].box]
	}
	one, other := &b.loads[m.i], &b.loads[m.j]
	if !fits || g == 0 || other.g+g > p.boxes[other.box].net || one.g-g > p.boxes[one.box].net ||
		other.volume+v > p.boxes[other.box].room || one.volume-v > p.boxes[one.box].room {
		return
	}
	gi, gj := b.gross(m.i), b.gross(m.j)
	m.gain[0] = b.billed(one.box, gi) + b.billed(other.box, gj) - b.billed(one.box, gi-g) - b.billed(other.box, gj+g)
	m.gain[1] = gi*gi + gj*gj - (gi-g)*(gi-g) - (gj+g)*(gj+g)
	if m.gain[0] > 0 || m.gain[0] == 0 && m.gain[1] > 0 {
		b.moves = append(b.moves, m)
	}
}

// free tells that units of the kind may go where others of it are not.
func (p *packer) free(k int) bool { return p.kinds[k].goods.set < 0 }

func (b *balancer) billed(box, gross int) int {
	return b.p.task.Tariff.billedG(b.p.boxes[box].dimG, gross)
}

// make packs both boxes again after the move, and tells whether that was
// possible.
func (b *balancer) make(m *move) bool {
	one, other := slices.Clone(b.counts[m.i]), slices.Clone(b.counts[m.j])
	one[m.a] -= m.na
	other[m.a] += m.na
	if m.b >= 0 {
		one[m.b] += m.nb
		other[m.b] -= m.nb
	}
	if empty(one) || empty(other) {
		return false
	}
	var x, y load
	if !b.again(b.loads[m.j].box, other, &y) || !b.again(b.loads[m.i].box, one, &x) {
		return false
	}
	b.loads[m.i], b.loads[m.j] = x, y
	b.counts[m.i], b.counts[m.j] = one, other
	return true
}

// again packs the units into a box, by one of the first rules.
func (b *balancer) again(box int, counts []int, to *load) bool {
	for n := range efforts[b.effort].rules {
		if b.p.spent() {
			return false
		}
		if b.p.whole(box, counts, fixedRules[n], to) {
			return true
		}
	}
	return false
}
