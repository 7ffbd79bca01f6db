package carton

import "math/bits"

// answer is what a search can say.
type answer uint8

// The answers: the work that may be done ran out; there is nothing; here it is.
const (
	unknown answer = iota
	no
	yes
)

// laid is one unit of units[kind]: its corner nearest the room's origin and its
// sides as it lies.
type laid struct {
	kind     int
	at, size [3]int
}

// mostExact is the most units that exactly looks at; of more it knows nothing.
const mostExact = 12

// exactly packs all of the units into the room, or proves that nobody can. It
// takes the first packing that accept agrees to, nil agrees to all; where it
// refused one, there is no proof. Left is the work that may be done, and is
// counted down. No unit floats in a packing.
//
// Of any two units one lies left of, before or below the other one. The search
// chooses such relations, and turns, only where units still overlap when all of
// them lie as near to the origin as what was chosen lets them; every choice
// narrows where the units may begin and end (D. Pisinger and M. Sigurd, Using
// decomposition techniques and constraint programming for solving the
// two-dimensional bin-packing problem, 2007; E. den Boef and others, Erratum to
// "The three-dimensional bin packing problem", 2005).
func exactly(units []measured, room [3]int, accept func([]laid) bool, left *int) ([]laid, answer) {
	e, ok := newExact(units, room, left)
	if !ok {
		return nil, unknown
	}
	e.accept = accept
	a := e.search(0)
	if a == yes {
		return e.placed, yes
	}
	if e.refused {
		return nil, unknown
	}
	return nil, a
}

// exact is one search.
type exact struct {
	units   []exactUnit
	pairs   []pair
	pairOf  [mostExact][mostExact]uint8
	room    extent
	sums    []exactSum
	states  []state // one for each choice made
	left    *int
	accept  func([]laid) bool
	refused bool
	placed  []laid
}

// extent is a length along each axis, mm.
type extent [3]int32

// exactUnit is one unit; units of one shape may change places.
type exactUnit struct {
	kind, shape, volume int
	turns               []extent
}

// pair are two units, the larger one first.
type pair struct{ i, j uint8 }

// search goes through all packings that states[depth] leaves open.
func (e *exact) search(depth int) answer {
	s := &e.states[depth]
	if !e.propagate(s) {
		return no
	}
	p := e.conflict(s)
	if unit := e.unturned(s, p); unit >= 0 {
		return e.turn(s, depth, unit)
	}
	if p >= 0 {
		return e.separate(s, depth, p)
	}
	return e.solved(s)
}

// conflict is a pair that overlaps as things lie and has fewest ways out; of
// equal ones the largest. It is -1 if there is none.
func (e *exact) conflict(s *state) int {
	best, ways, volume := -1, 7, 0
	for p, u := range e.pairs {
		n := bits.OnesCount8(s.ways[p])
		if n == 1 || n > ways || !s.overlap(u) {
			continue
		}
		v := e.units[u.i].volume + e.units[u.j].volume
		if n < ways || v > volume {
			best, ways, volume = p, n, v
		}
	}
	return best
}

// unturned is a unit whose turn is open: one of the pair, or any when there is
// no pair. It is -1 if there is none.
func (e *exact) unturned(s *state, p int) int {
	if p >= 0 {
		u := e.pairs[p]
		switch {
		case s.several(u.i):
			return int(u.i)
		case s.several(u.j):
			return int(u.j)
		}
		return -1
	}
	for n := range e.units {
		if s.several(uint8(n)) {
			return n
		}
	}
	return -1
}

// turn tries the turns of the unit.
func (e *exact) turn(s *state, depth, unit int) answer {
	for open := s.turns[unit]; open != 0; open &= open - 1 {
		next, ok := e.next(s, depth)
		if !ok {
			return unknown
		}
		next.turns[unit] = open & -open
		next.turned = true
		if a := e.search(depth + 1); a != no {
			return a
		}
	}
	return no
}

// separate tries the relations of the pair, the roomiest first. Packings with
// one that was tried need not be looked at again.
func (e *exact) separate(s *state, depth, p int) answer {
	for {
		way := e.roomiest(s, p)
		next, ok := e.next(s, depth)
		if !ok {
			return unknown
		}
		next.ways[p] = 1 << way
		if a := e.search(depth + 1); a != no {
			return a
		}
		s.ways[p] &^= 1 << way
		if s.ways[p] == 0 {
			return no
		}
		e.exclude(s, p, way)
		if !e.propagate(s) {
			return no
		}
	}
}

// next copies the state for one more choice, if any work is left.
func (e *exact) next(s *state, depth int) (*state, bool) {
	*e.left -= exactStep * len(e.pairs)
	if *e.left < 0 {
		return nil, false
	}
	next := &e.states[depth+1]
	*next = *s
	return next, true
}

// exactStep is the work of one choice for each pair of units.
const exactStep = 2

// roomiest is the relation that leaves the pair the greatest part of the room.
func (e *exact) roomiest(s *state, p int) int {
	best, most := 0, int32(-1)
	for ways := s.ways[p]; ways != 0; ways &= ways - 1 {
		way := bits.TrailingZeros8(ways)
		a, b, axis := e.pairs[p].way(way)
		slack := (s.hi[b][axis] - s.d[b][axis] - s.lo[a][axis] - s.d[a][axis]) * 1024 / e.room[axis]
		if slack > most {
			best, most = way, slack
		}
	}
	return best
}

// solved is a packing; everything falls down to what is below it.
func (e *exact) solved(s *state) answer {
	placed := make([]laid, len(e.units))
	for n, u := range e.units {
		placed[n].kind = u.kind
		for axis := range 3 {
			placed[n].at[axis] = int(s.lo[n][axis])
			placed[n].size[axis] = int(s.d[n][axis])
		}
	}
	fall(placed)
	if e.accept != nil && !e.accept(placed) {
		e.refused = true
		return no
	}
	e.placed = placed
	return yes
}
