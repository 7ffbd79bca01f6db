package carton

import (
	"cmp"
	"math/bits"
	"slices"
)

// exactSum is the changed volume of the units, for one choice of functions, and
// the most that it may be.
type exactSum struct {
	values [mostExact][6]int // of each unit and turn
	most   int
	worth  int
}

// A search looks at mostSums choices out of the first fewDuals functions of
// each axis.
const (
	mostSums = 4
	fewDuals = 5
)

// sumsFit tells that no sum over the open turns is exceeded.
func (e *exact) sumsFit(s *state) bool {
	for n := range e.sums {
		sum := &e.sums[n]
		left := sum.most
		for u := range e.units {
			least := left + 1
			for open := s.turns[u]; open != 0; open &= open - 1 {
				least = min(least, sum.values[u][bits.TrailingZeros8(open)])
			}
			if least > left {
				return false
			}
			left -= least
		}
	}
	return true
}

// rowsFit tells that no units which only an axis can separate are longer
// together than the room.
func (e *exact) rowsFit(s *state) bool {
	for axis := range 3 {
		var row [mostExact]uint16
		for p, u := range e.pairs {
			if s.ways[p]&^(3<<(2*axis)) == 0 {
				row[u.i] |= 1 << u.j
				row[u.j] |= 1 << u.i
			}
		}
		for n := range e.units {
			if s.longestRow(n, axis, &row) > e.room[axis] {
				return false
			}
		}
	}
	return true
}

// longestRow adds to the unit the longest one that is in a row with all so far,
// and so on.
func (s *state) longestRow(n, axis int, row *[mostExact]uint16) int32 {
	length := s.d[n][axis]
	for others := row[n]; others != 0; {
		longest := bits.TrailingZeros16(others)
		for o := others; o != 0; o &= o - 1 {
			if u := bits.TrailingZeros16(o); s.d[u][axis] > s.d[longest][axis] {
				longest = u
			}
		}
		length += s.d[longest][axis]
		others &= row[longest]
	}
	return length
}

// prepareSums chooses the functions with which the units have most volume in
// the mean of their turns.
func (e *exact) prepareSums(units []measured, room [3]int) {
	p := newProof(units, [][3]int{room}, nil, e.left)
	if !p.rescale() {
		return
	}
	t := p.table()
	var f [3][]dual
	for axis := range f {
		f[axis] = p.duals(t.points[axis], func(values []int) int { return e.rate(axis, t, values, room) })
		f[axis] = f[axis][:min(len(f[axis]), fewDuals)]
	}
	for _, x := range f[0] {
		for _, y := range f[1] {
			for _, z := range f[2] {
				e.offerSum(e.sum(t, [3][]int{x.values, y.values, z.values}, room, p.scale))
			}
		}
	}
}

// rate is how much volume the function gives the units in the mean of their
// turns, the other axes unchanged.
func (e *exact) rate(axis int, t *table, values []int, room [3]int) int {
	sum := 0
	for _, u := range e.units {
		for _, size := range u.turns {
			face := u.volume / int(size[axis])
			sum += values[t.point(axis, point{int(size[axis]), room[axis]})] / len(u.turns) * face
		}
	}
	return sum
}

func (e *exact) sum(t *table, f [3][]int, room [3]int, scale int) exactSum {
	s := exactSum{most: scale * scale * scale * volume(room)}
	for n, u := range e.units {
		worth := 0
		for turn, size := range u.turns {
			v := 1
			for axis := range 3 {
				v *= f[axis][t.point(axis, point{int(size[axis]), room[axis]})]
			}
			s.values[n][turn] = v
			worth += v / (len(u.turns) * mostExact)
		}
		s.worth += worth
	}
	return s
}

func (e *exact) offerSum(s exactSum) {
	if len(e.sums) == mostSums && s.worth <= e.sums[mostSums-1].worth {
		return
	}
	e.sums = append(e.sums, s)
	slices.SortStableFunc(e.sums, func(a, b exactSum) int { return cmp.Compare(b.worth, a.worth) })
	e.sums = e.sums[:min(len(e.sums), mostSums)]
}
