package carton

import "slices"

// space is an empty cuboid, from lo up to hi.
type space struct{ lo, hi vec }

func (s *space) size() vec {
	return vec{s.hi[0] - s.lo[0], s.hi[1] - s.lo[1], s.hi[2] - s.lo[2]}
}

func (s *space) holds(o *space) bool {
	return s.lo[0] <= o.lo[0] && s.lo[1] <= o.lo[1] && s.lo[2] <= o.lo[2] &&
		s.hi[0] >= o.hi[0] && s.hi[1] >= o.hi[1] && s.hi[2] >= o.hi[2]
}

func (s *space) meets(o *space) bool {
	return s.lo[0] < o.hi[0] && s.lo[1] < o.hi[1] && s.lo[2] < o.hi[2] &&
		s.hi[0] > o.lo[0] && s.hi[1] > o.lo[1] && s.hi[2] > o.lo[2]
}

// spaces are all maximal empty cuboids of a carton: they overlap, and none lies
// within another. Those narrower than least take nothing and are not kept; nor
// are more than most, of which the smallest go.
type spaces struct {
	list  []space
	fresh [6][]space // what a carving makes, by the side of what is taken out
	least vec        // by axis
	most  int
}

// start empties the room.
func (s *spaces) start(room vec, least vec, most int) {
	s.list = append(s.list[:0], space{hi: room})
	s.least, s.most = least, most
}

// carve takes a cuboid out of the empty room, and tells how many spaces it made.
func (s *spaces) carve(out space) int {
	kept := s.list[:0]
	for i := range s.list {
		if !s.list[i].meets(&out) {
			kept = append(kept, s.list[i])
			continue
		}
		sp := s.list[i]
		s.split(&sp, &out)
	}
	s.list = kept
	made, untouched := 0, len(kept)
	for side := range s.fresh {
		made += len(s.fresh[side])
		for i := range s.fresh[side] {
			if !s.covered(side, i, untouched) {
				s.list = append(s.list, s.fresh[side][i])
			}
		}
	}
	for side := range s.fresh {
		s.fresh[side] = s.fresh[side][:0]
	}
	s.trim()
	return made
}

// split keeps what is left of sp on the six sides of out.
func (s *spaces) split(sp, out *space) {
	for axis := range 3 {
		if out.lo[axis]-sp.lo[axis] >= s.least[axis] {
			below := *sp
			below.hi[axis] = out.lo[axis]
			s.fresh[axis] = append(s.fresh[axis], below)
		}
		if sp.hi[axis]-out.hi[axis] >= s.least[axis] {
			above := *sp
			above.lo[axis] = out.hi[axis]
			s.fresh[3+axis] = append(s.fresh[3+axis], above)
		}
	}
}

// covered tells whether a fresh space lies within another one. Of the fresh ones
// only those of its own side can hold it: along the other axes it reaches into
// the cuboid that was taken out. No two are equal: their parents would lie within
// each other.
func (s *spaces) covered(side, i, untouched int) bool {
	f := &s.fresh[side][i]
	for j := range s.list[:untouched] {
		if s.list[j].holds(f) {
			return true
		}
	}
	for j := range s.fresh[side] {
		if j != i && s.fresh[side][j].holds(f) {
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

// drop forgets a space that nothing fits into.
func (s *spaces) drop(i int) {
	last := len(s.list) - 1
	s.list[i] = s.list[last]
	s.list = s.list[:last]
}
