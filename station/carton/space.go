package carton

import "slices"

// space is an empty cuboid, from lo up to hi.
type space struct{ lo, hi [3]int }

func (s space) size() [3]int {
	return [3]int{s.hi[0] - s.lo[0], s.hi[1] - s.lo[1], s.hi[2] - s.lo[2]}
}

func (s space) holds(o space) bool {
	return s.lo[0] <= o.lo[0] && s.lo[1] <= o.lo[1] && s.lo[2] <= o.lo[2] &&
		s.hi[0] >= o.hi[0] && s.hi[1] >= o.hi[1] && s.hi[2] >= o.hi[2]
}

func (s space) meets(o space) bool {
	return s.lo[0] < o.hi[0] && s.lo[1] < o.hi[1] && s.lo[2] < o.hi[2] &&
		s.hi[0] > o.lo[0] && s.hi[1] > o.lo[1] && s.hi[2] > o.lo[2]
}

// spaces are all maximal empty cuboids of a carton: they overlap, and none lies
// within another. Those narrower than least take nothing and are not kept; nor
// are more than most, of which the smallest go.
type spaces struct {
	list, fresh []space
	least, most int
}

// carve takes a cuboid out of the empty room.
func (s *spaces) carve(out space) {
	s.fresh = s.fresh[:0]
	kept := s.list[:0]
	for _, sp := range s.list {
		if sp.meets(out) {
			s.split(sp, out)
			continue
		}
		kept = append(kept, sp)
	}
	s.list = kept
	untouched := len(kept)
	for i, f := range s.fresh {
		if !s.covered(f, i, untouched) {
			s.list = append(s.list, f)
		}
	}
	s.trim()
}

// split keeps what is left of sp on the six sides of out.
func (s *spaces) split(sp, out space) {
	for axis := range 3 {
		if out.lo[axis]-sp.lo[axis] >= s.least {
			below := sp
			below.hi[axis] = out.lo[axis]
			s.fresh = append(s.fresh, below)
		}
		if sp.hi[axis]-out.hi[axis] >= s.least {
			above := sp
			above.lo[axis] = out.hi[axis]
			s.fresh = append(s.fresh, above)
		}
	}
}

// covered tells whether the i-th fresh space lies within another one. No two
// fresh ones are equal: their parents would lie within each other.
func (s *spaces) covered(f space, i, untouched int) bool {
	for _, sp := range s.list[:untouched] {
		if sp.holds(f) {
			return true
		}
	}
	for j, other := range s.fresh {
		if j != i && other.holds(f) {
			return true
		}
	}
	return false
}

func (s *spaces) trim() {
	if len(s.list) <= s.most {
		return
	}
	slices.SortStableFunc(s.list, func(a, b space) int { return volume(b.size()) - volume(a.size()) })
	s.list = s.list[:s.most]
}
