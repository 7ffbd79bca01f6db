package carton

import (
	"cmp"
	"slices"
)

// newExact sets up a search. It is false for too many units.
func newExact(units []measured, room [3]int, left *int) (*exact, bool) {
	e := &exact{left: left}
	for axis, length := range room {
		e.room[axis] = int32(length)
	}
	if !e.list(units, room) {
		return nil, false
	}
	for i := range e.units {
		for j := i + 1; j < len(e.units); j++ {
			e.pairOf[i][j] = uint8(len(e.pairs))
			e.pairOf[j][i] = uint8(len(e.pairs))
			e.pairs = append(e.pairs, pair{uint8(i), uint8(j)})
		}
	}
	e.prepareSums(units, room)
	e.begin()
	return e, true
}

// list names every unit, the largest first, with the turns in which it fits.
func (e *exact) list(units []measured, room [3]int) bool {
	for kind, u := range units {
		shape := slices.IndexFunc(units, func(o measured) bool { return slices.Equal(o.turns, u.turns) })
		var turns []extent
		for _, s := range u.turns {
			if within(s, room) {
				turns = append(turns, extent{int32(s[0]), int32(s[1]), int32(s[2])})
			}
		}
		for range u.n {
			if len(e.units) == mostExact {
				return false
			}
			e.units = append(e.units, exactUnit{kind, shape, u.volume, turns})
		}
	}
	slices.SortStableFunc(e.units, func(a, b exactUnit) int { return cmp.Compare(b.volume, a.volume) })
	return true
}

// rising is the axis along which units of one shape begin in their order: the
// height, for most of them lie in piles.
const rising = 2

// begin makes the first state: everything is open but that. Every choice decides
// a turn or a pair.
func (e *exact) begin() {
	e.states = make([]state, 1+len(e.units)+len(e.pairs))
	s := &e.states[0]
	s.turned = true
	for n, u := range e.units {
		s.turns[n] = 1<<len(u.turns) - 1
		s.hi[n] = e.room
	}
	for p, u := range e.pairs {
		s.ways[p] = 1<<6 - 1
		if e.units[u.i].shape == e.units[u.j].shape {
			s.ways[p] &^= 1 << (2*rising + 1)
		}
	}
}

// fall lowers everything until it lies on the floor or on something else.
func fall(placed []laid) {
	slices.SortStableFunc(placed, func(a, b laid) int { return cmp.Compare(a.at[2], b.at[2]) })
	for n := range placed {
		floor := 0
		for _, under := range placed[:n] {
			if above(placed[n], under) {
				floor = max(floor, under.at[2]+under.size[2])
			}
		}
		placed[n].at[2] = floor
	}
}

// above tells that the units share ground seen from above.
func above(a, b laid) bool {
	for axis := range 2 {
		if a.at[axis] >= b.at[axis]+b.size[axis] || b.at[axis] >= a.at[axis]+a.size[axis] {
			return false
		}
	}
	return true
}
