package carton

import "math/bits"

// state is what a search knows after some choices. Numbers of units are their
// places in exact.units.
type state struct {
	lo    [mostExact]extent                      // earliest begin
	hi    [mostExact]extent                      // latest end
	d     [mostExact]extent                      // least sides of the open turns
	turns [mostExact]uint8                       // open turns, a bit each
	ways  [mostExact * (mostExact - 1) / 2]uint8 // open relations of each pair
	after [mostExact][3]uint16                   // units that come after this one
	prior [mostExact][3]uint16                   // units that come before it
	// changed: something was narrowed since the last round. turned: a turn was.
	changed, turned bool
}

// way is a relation of the pair: a comes before b on the axis. Relation 2*axis
// has the first unit before the second, 2*axis+1 the second before the first.
func (p pair) way(way int) (a, b uint8, axis int) {
	if way&1 == 1 {
		return p.j, p.i, way / 2
	}
	return p.i, p.j, way / 2
}

func (s *state) several(unit uint8) bool {
	return s.turns[unit]&(s.turns[unit]-1) != 0
}

func (s *state) overlap(p pair) bool {
	for axis := range 3 {
		i, j := s.lo[p.i][axis], s.lo[p.j][axis]
		if i+s.d[p.i][axis] <= j || j+s.d[p.j][axis] <= i {
			return false
		}
	}
	return true
}

// propagate narrows until nothing changes, and tells whether a packing is still
// conceivable.
func (e *exact) propagate(s *state) bool {
	for s.changed = true; s.changed; {
		s.changed = false
		if !e.narrowTurns(s) || !e.narrowPairs(s) {
			return false
		}
	}
	return e.rowsFit(s)
}

// narrowTurns drops the turns that have no room any more.
func (e *exact) narrowTurns(s *state) bool {
	for n := range e.units {
		if !e.narrowTurn(s, n) {
			return false
		}
	}
	if !s.turned {
		return true
	}
	s.turned = false
	return e.sumsFit(s)
}

func (e *exact) narrowTurn(s *state, n int) bool {
	least, most := e.room, extent{}
	for open := s.turns[n]; open != 0; open &= open - 1 {
		size := &e.units[n].turns[bits.TrailingZeros8(open)]
		if !e.roomFor(s, n, size) {
			s.turns[n] &^= open & -open
			s.turned = true
			continue
		}
		for axis := range 3 {
			least[axis] = min(least[axis], size[axis])
			most[axis] = max(most[axis], size[axis])
		}
	}
	if s.d[n] != least {
		s.d[n] = least
		s.changed = true
	}
	if n == 0 {
		for axis := range 3 {
			s.hi[0][axis] = min(s.hi[0][axis], (e.room[axis]+most[axis])/2)
		}
	}
	return s.turns[n] != 0
}

// roomFor looks whether the unit can lie with these sides. The first unit has
// its middle in the lower half of each axis: any packing is as good mirrored.
func (e *exact) roomFor(s *state, n int, size *extent) bool {
	for axis := range 3 {
		if size[axis] > s.hi[n][axis]-s.lo[n][axis] {
			return false
		}
		if n == 0 && 2*s.lo[0][axis]+size[axis] > e.room[axis] {
			return false
		}
	}
	return true
}

func (e *exact) narrowPairs(s *state) bool {
	for p, u := range e.pairs {
		if s.ways[p]&(s.ways[p]-1) != 0 && !e.narrowWays(s, p) {
			return false
		}
		if s.ways[p]&(s.ways[p]-1) == 0 && !e.follow(s, p) {
			return false
		}
		if e.units[u.i].shape == e.units[u.j].shape && s.lo[u.i][rising] > s.lo[u.j][rising] {
			s.lo[u.j][rising] = s.lo[u.i][rising]
			s.changed = true
		}
	}
	return true
}

// narrowWays drops the relations of the pair that have no room any more. One
// that holds already is kept alone.
func (e *exact) narrowWays(s *state, p int) bool {
	for ways := s.ways[p]; ways != 0; ways &= ways - 1 {
		a, b, axis := e.pairs[p].way(bits.TrailingZeros8(ways))
		if s.lo[a][axis]+s.d[a][axis] > s.hi[b][axis]-s.d[b][axis] {
			s.ways[p] &^= ways & -ways
			s.changed = true
			continue
		}
		if s.hi[a][axis] <= s.lo[b][axis] {
			s.ways[p] = ways & -ways
			s.changed = true
			break
		}
	}
	return s.ways[p] != 0
}

// follow draws the conclusions of the only relation that the pair has left.
func (e *exact) follow(s *state, p int) bool {
	a, b, axis := e.pairs[p].way(bits.TrailingZeros8(s.ways[p]))
	if s.after[a][axis]>>b&1 == 0 {
		if !e.chain(s, a, b, axis) {
			return false
		}
		s.changed = true
	}
	if end := s.lo[a][axis] + s.d[a][axis]; end > s.lo[b][axis] {
		s.lo[b][axis] = end
		s.changed = true
	}
	if begin := s.hi[b][axis] - s.d[b][axis]; begin < s.hi[a][axis] {
		s.hi[a][axis] = begin
		s.changed = true
	}
	return s.lo[b][axis]+s.d[b][axis] <= s.hi[b][axis] && s.lo[a][axis]+s.d[a][axis] <= s.hi[a][axis]
}

// chain notes that what is before a, and a itself, is before b and what comes
// after b. It is false in a circle, or when that was excluded for some pair.
func (e *exact) chain(s *state, a, b uint8, axis int) bool {
	from := s.prior[a][axis] | 1<<a
	to := s.after[b][axis] | 1<<b
	if from&to != 0 {
		return false
	}
	for f := from; f != 0; f &= f - 1 {
		s.after[bits.TrailingZeros16(f)][axis] |= to
	}
	for t := to; t != 0; t &= t - 1 {
		s.prior[bits.TrailingZeros16(t)][axis] |= from
	}
	for f := from; f != 0; f &= f - 1 {
		for t := to; t != 0; t &= t - 1 {
			if !e.fix(s, bits.TrailingZeros16(f), bits.TrailingZeros16(t), axis) {
				return false
			}
		}
	}
	return true
}

// fix keeps only the relation that a is before b, unless another one is fixed
// already; then both hold.
func (e *exact) fix(s *state, a, b, axis int) bool {
	p := e.pairOf[a][b]
	way := uint8(1) << (2 * axis)
	if a > b {
		way <<= 1
	}
	if s.ways[p]&(s.ways[p]-1) == 0 {
		return true
	}
	if s.ways[p]&way == 0 {
		return false
	}
	s.ways[p] = way
	return true
}

// exclude notes that the relation does not hold: on its axis b begins before a
// ends.
func (e *exact) exclude(s *state, p, way int) {
	a, b, axis := e.pairs[p].way(way)
	s.lo[a][axis] = max(s.lo[a][axis], s.lo[b][axis]-e.longest(s, a, axis)+1)
	s.hi[b][axis] = min(s.hi[b][axis], s.hi[a][axis]+e.longest(s, b, axis)-1)
}

func (e *exact) longest(s *state, unit uint8, axis int) int32 {
	most := int32(0)
	for open := s.turns[unit]; open != 0; open &= open - 1 {
		most = max(most, e.units[unit].turns[bits.TrailingZeros8(open)][axis])
	}
	return most
}
