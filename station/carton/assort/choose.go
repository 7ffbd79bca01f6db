package assort

import "slices"

// prices are what one order costs in one candidate, by demand and candidate,
// never where the candidate does not take it.
type prices struct {
	table  [][]int
	orders []int // weight of each demand
}

// never is more than any order costs, and little enough to be added up.
const never = 1 << 40

// choose picks n candidates so that all orders, each in the cheapest of them,
// cost least: greedily, then by swaps.
func (p prices) choose(n, candidates int) []int {
	var chosen []int
	for len(chosen) < min(n, candidates) {
		chosen = append(chosen, p.add(chosen, candidates))
	}
	for p.swap(chosen, candidates) {
	}
	slices.Sort(chosen)
	return chosen
}

// add is the candidate that helps most beside those chosen.
func (p prices) add(chosen []int, candidates int) int {
	best, cost := -1, 0
	for c := range candidates {
		if slices.Contains(chosen, c) {
			continue
		}
		if total := p.total(append(slices.Clone(chosen), c)); best < 0 || total < cost {
			best, cost = c, total
		}
	}
	return best
}

// swap makes the best exchange of one chosen candidate for another, if any
// helps.
func (p prices) swap(chosen []int, candidates int) bool {
	cost := p.total(chosen)
	at, with := -1, -1
	for n := range chosen {
		old := chosen[n]
		for c := range candidates {
			if slices.Contains(chosen, c) {
				continue
			}
			chosen[n] = c
			if total := p.total(chosen); total < cost {
				cost, at, with = total, n, c
			}
		}
		chosen[n] = old
	}
	if at < 0 {
		return false
	}
	chosen[at] = with
	return true
}

// total is what all orders cost, each in the cheapest of the candidates.
func (p prices) total(of []int) int {
	sum := 0
	for d, row := range p.table {
		least := never
		for _, c := range of {
			least = min(least, row[c])
		}
		sum += p.orders[d] * least
	}
	return sum
}
