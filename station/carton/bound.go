package carton

import "fmt"

// impossible tells that the box cannot hold all of the needs, however they are
// placed: too much volume, too much weight, or a unit that does not fit alone.
func (p *packer) impossible(b box, needs []need) bool {
	volume, g := p.sums(needs)
	if volume > b.volume || g > b.net {
		return true
	}
	for _, n := range needs {
		if !b.takes(p.kinds[n.kind]) {
			return true
		}
	}
	return false
}

func (p *packer) sums(needs []need) (volume, g int) {
	for _, n := range needs {
		volume += n.n * p.kinds[n.kind].volume
		g += n.n * p.kinds[n.kind].g
	}
	return volume, g
}

// bound is how many cartons are needed at least: volume and weight, measured by
// the carton that has most of it.
func (p *packer) bound(needs []need) int {
	largest, strongest := 0, 0
	for _, b := range p.boxes {
		largest = max(largest, b.volume)
		strongest = max(strongest, b.net)
	}
	volume, g := p.sums(needs)
	return max(up(volume, largest), up(g, strongest))
}

func up(n, of int) int {
	if n == 0 {
		return 0
	}
	return 1 + (n-1)/of
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
