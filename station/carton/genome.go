package carton

// genome is what one try did beyond the fixed rules, so that the next may do the
// same but for a few changes.
type genome struct {
	rule    rule
	weights []int // of the rule
	caps    []int // of the rule
	order   []int // of the boxes
	placed  int   // mm3 that went in
}

// How genomes are drawn, in per cent: rules that prefer the low place, the snug
// one, kinds whose blocks are bounded.
const (
	lowShare  = 30
	snugShare = 45
	capShare  = 25
)

// drawn is a genome at random.
func (p *packer) drawn(g *genome, m *choice) {
	g.rule = rule{
		first:      uint8(p.rand.IntN(keysOfRules)),
		axes:       permutations[p.rand.IntN(len(permutations))],
		low:        p.rand.IntN(100) < lowShare,
		spaceFirst: p.rand.IntN(2) == 0,
		snug:       p.rand.IntN(100) < snugShare,
	}
	noise := 50 + p.rand.IntN(975)
	g.weights, g.caps = g.weights[:0], g.caps[:0]
	for k := range p.kinds {
		g.weights = append(g.weights, neutral-p.rand.IntN(noise))
		g.caps = append(g.caps, p.cap(k))
	}
	g.rule.weights, g.rule.caps = g.weights, g.caps
	g.order = append(g.order[:0], m.boxes...)
	p.rand.Shuffle(len(g.order), func(i, j int) { g.order[i], g.order[j] = g.order[j], g.order[i] })
}

// cap bounds the blocks of a kind, mostly not at all.
func (p *packer) cap(k int) int {
	if n := p.kinds[k].n; n > 1 && p.rand.IntN(100) < capShare {
		return 1 + p.rand.IntN(n)
	}
	return MaxUnits
}

// mutated is a genome with one to three changes.
func (p *packer) mutated(g, from *genome) {
	g.rule = from.rule
	g.weights = append(g.weights[:0], from.weights...)
	g.caps = append(g.caps[:0], from.caps...)
	g.order = append(g.order[:0], from.order...)
	for range 1 + p.rand.IntN(3) {
		k := p.rand.IntN(len(p.kinds))
		switch p.rand.IntN(8) {
		case 0:
			g.rule.axes = permutations[p.rand.IntN(len(permutations))]
		case 1:
			if i := p.rand.IntN(len(g.order)); i > 0 {
				g.order[0], g.order[i] = g.order[i], g.order[0]
			}
		case 2, 3:
			g.caps[k] = p.cap(k)
		default:
			g.weights[k] = 1 + p.rand.IntN(2*neutral)
		}
	}
	g.rule.weights, g.rule.caps = g.weights, g.caps
}
