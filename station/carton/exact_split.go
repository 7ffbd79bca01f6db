package carton

import (
	"cmp"
	"slices"
)

// mostSplit is the most units that splitImpossible shares out.
const mostSplit = 80

// splitImpossible tells that the boxes cannot hold the units, for whatever is
// put into one of them, either that has no room or the rest has none in the
// others. It begins with provenImpossible and exactlyImpossible, whose nets and
// left it has, and looks at single boxes exactly when few units are in them. It
// is the dearest of the proofs: many kinds take a million steps and prove
// nothing.
func splitImpossible(units []measured, boxes [][3]int, nets []int, left *int) bool {
	if provenImpossible(units, boxes, nets, left) || exactlyImpossible(units, boxes, nets, left) {
		return true
	}
	if len(boxes) == 1 || *left < 0 {
		return false
	}
	s := newSplit(units, boxes, nets, left)
	return s != nil && s.hopeless(0)
}

// split shares the units between the smallest box and the others.
type split struct {
	total           []int      // of each kind
	inside, outside []measured // what the box was given, and the others
	box, others     loaded
	in, out         *gauge
	equal           bool    // all boxes are
	full            [][]int // given to the box, leaving too much for the others
	left            *int
}

// loaded are boxes and what they bear.
type loaded struct {
	rooms [][3]int
	nets  []int
}

func newSplit(units []measured, boxes [][3]int, nets []int, left *int) *split {
	s := &split{left: left}
	s.part(boxes, nets)
	units = shareable(units, nets)
	count := 0
	for _, u := range units {
		s.total = append(s.total, u.n)
		count += u.n
	}
	if count > mostSplit {
		return nil
	}
	s.in, s.out = newGauge(units, s.box, left), newGauge(units, s.others, left)
	if s.in == nil || s.out == nil {
		return nil
	}
	for k := range units {
		units[k].n = 0
	}
	s.inside, s.outside = units, slices.Clone(units)
	return s
}

// part takes the smallest box from the others.
func (s *split) part(boxes [][3]int, nets []int) {
	small := 0
	for n, b := range boxes {
		if volume(b) < volume(boxes[small]) {
			small = n
		}
	}
	s.equal = true
	for n, b := range boxes {
		to := &s.others
		if n == small {
			to = &s.box
		}
		to.rooms = append(to.rooms, b)
		s.equal = s.equal && b == boxes[0]
		if nets != nil {
			to.nets = append(to.nets, nets[n])
			s.equal = s.equal && nets[n] == nets[0]
		}
	}
}

// shareable are the units, the largest first. Kinds that differ in nothing but
// weight are one where every box bears all.
func shareable(units []measured, nets []int) []measured {
	g := 0
	for _, u := range units {
		g += u.n * u.g
	}
	weighs := slices.ContainsFunc(nets, func(net int) bool { return net < g })
	var all []measured
	for _, u := range units {
		same := func(o measured) bool { return slices.Equal(o.turns, u.turns) && (!weighs || o.g == u.g) }
		switch n := slices.IndexFunc(all, same); {
		case u.n == 0:
		case n < 0:
			all = append(all, u)
		default:
			all[n].n += u.n
			all[n].g = min(all[n].g, u.g)
		}
	}
	slices.SortStableFunc(all, func(a, b measured) int { return cmp.Compare(b.volume, a.volume) })
	return all
}

// hopeless tells that however the kinds from the k-th on are shared, the box or
// the others are overfull. Of equal boxes this one has most of the first kind.
func (s *split) hopeless(k int) bool {
	if *s.left -= len(s.in.most) + len(s.out.most); *s.left < 0 {
		return false
	}
	if k == len(s.total) {
		return s.overfull()
	}
	least := 0
	if s.equal && k == 0 {
		least = up(s.total[k], 1+len(s.others.rooms))
	}
	for n := s.total[k]; n >= least; n-- {
		rest := s.total[k] - n
		if !s.out.fits(k, rest) {
			break
		}
		if !s.in.fits(k, n) {
			continue
		}
		s.share(k, n, rest)
		hopeless := s.hopeless(k + 1)
		s.share(k, -n, -rest)
		if !hopeless {
			return false
		}
	}
	return true
}

// share gives n more units of the kind to the box, and the rest to the others.
func (s *split) share(k, n, rest int) {
	s.inside[k].n += n
	s.outside[k].n += rest
	s.in.add(k, n)
	s.out.add(k, rest)
}

// overfull tells that what was given to the box, or to the others, has no room.
// Where the others have none, they have none for more either.
func (s *split) overfull() bool {
	switch {
	case slices.ContainsFunc(s.full, s.noMoreThan):
		return true
	case provenImpossible(s.inside, s.box.rooms, s.box.nets, s.left):
		return true
	case exactlyImpossible(s.inside, s.box.rooms, s.box.nets, s.left):
		return true
	case !splitImpossible(s.outside, s.others.rooms, s.others.nets, s.left):
		return false
	}
	full := make([]int, len(s.inside))
	for k, u := range s.inside {
		full[k] = u.n
	}
	s.full = append(s.full, full)
	return true
}

func (s *split) noMoreThan(full []int) bool {
	for k, u := range s.inside {
		if u.n > full[k] {
			return false
		}
	}
	return true
}
