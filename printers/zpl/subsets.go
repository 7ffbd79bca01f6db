package zpl

// Choosing subsets is a shortest way through the data: a state says which
// subset we are in, every symbol character costs one, and what some
// interpreters of ZPL get wrong costs more than any length can save.
const (
	costWord  = 1
	costPair  = 1_000     // a visible character as a pair of digits in subset A: rarely met, so rarely right
	costAlone = 10_000    // one last character behind an invocation code, which some lose
	never     = 1_000_000 // more than all of these together
)

// state is a subset, and in subset B whether an invocation code comes last.
type state byte

const (
	inA state = iota
	inB
	inBNew // the last thing written is an invocation code
	inC
	states
)

var alphabets = [states]subset{inA: subsetA, inB: subsetB, inBNew: subsetB, inC: subsetC}

// way is the best continuation from a state.
type way struct {
	cost  int
	shift bool  // change first
	to    state // the state changed to
}

// plan is the subset for each character of data. Without dense, nothing
// changes to subset C but the start.
func plan(data []byte, dense bool) []subset {
	ways := make([][states]way, len(data)+1)
	for i := len(data) - 1; i >= 0; i-- {
		ways[i] = choices(data, i, ways, dense)
	}
	return walk(data, ways)
}

// choices is the best way from each state at i, given those further on.
func choices(data []byte, i int, ways [][states]way, dense bool) [states]way {
	var here [states]way
	for s := range states {
		here[s] = way{cost: word(data, i, s, ways)}
	}
	stay := here
	for s := range states {
		for _, to := range [...]state{inBNew, inA, inC} {
			if alphabets[to] == alphabets[s] || to == inC && !dense {
				continue
			}
			if cost := costWord + stay[to].cost; cost < here[s].cost {
				here[s] = way{cost, true, to}
			}
		}
	}
	return here
}

// word is the cost of writing the character at i in the state, and all after.
func word(data []byte, i int, s state, ways [][states]way) int {
	n := took(data, i, alphabets[s])
	if n == 0 {
		return never
	}
	cost := costWord + ways[i+n][next(data[i], s)].cost
	if s == inA && ' ' <= data[i] && data[i] != fnc1 {
		cost += costPair
	}
	if s == inBNew && i+n == len(data) && data[i] != fnc1 && invoked[data[i]] == "" {
		cost += costAlone
	}
	return cost
}

// next is the state after c was written in s.
func next(c byte, s state) state {
	if alphabets[s] != subsetB {
		return s
	}
	if c == fnc1 || invoked[c] != "" {
		return inBNew
	}
	return inB
}

// walk goes the best way and notes the subsets.
func walk(data []byte, ways [][states]way) []subset {
	s := start(ways[0])
	chosen := make([]subset, len(data))
	for i := 0; i < len(data); {
		if w := ways[i][s]; w.shift {
			s = w.to
		}
		n := took(data, i, alphabets[s])
		for j := range n {
			chosen[i+j] = alphabets[s]
		}
		s = next(data[i], s)
		i += n
	}
	return chosen
}

// start is the state to begin in.
func start(ways [states]way) state {
	best := inBNew
	for _, s := range [...]state{inC, inA} {
		if ways[s].cost < ways[best].cost {
			best = s
		}
	}
	return best
}
