package carton

import (
	"cmp"
	"slices"
)

// point is a side of a unit along an axis of a box.
type point struct{ side, room int }

// dual is a dual feasible function: what it makes of each point of its axis, in
// scaled lengths, and how much it seems to prove.
type dual struct {
	values []int
	worth  int
}

// mostDuals is how many functions are tried along an axis, mostSides of how many
// sides they are made; mostParts is the greatest k of rounded, and every scale
// is a multiple of 1 to mostParts.
const (
	mostDuals = 12
	mostSides = 12
	mostParts = 5
)

// duals are the functions worth trying on the points, the side itself first:
// none is nowhere greater than another one.
func (p *proof) duals(points []point, rate func(values []int) int) []dual {
	all := []dual{p.dual(points, func(x point) int { return x.side * p.scale })}
	for k := 1; k <= mostParts; k++ {
		all = p.offer(all, points, func(x point) int { return rounded(x, k, p.scale) })
	}
	some := few(sides(points))
	p.spend(4 * len(some) * len(points))
	for _, s := range some {
		all = p.offer(all, points, func(x point) int { return cut(x, s, p.scale) })
		for parts := 1; parts <= 3; parts++ {
			all = p.offer(all, points, func(x point) int { return counted(x, s, parts, p.scale) })
		}
	}
	for n := range all {
		all[n].worth = rate(all[n].values)
	}
	slices.SortStableFunc(all[1:], func(a, b dual) int { return cmp.Compare(b.worth, a.worth) })
	return all[:min(len(all), mostDuals)]
}

// ceiling is what no dual feasible function exceeds: as many equal sides as fit
// into the room share it.
func (p *proof) ceiling(points []point) []int {
	return p.dual(points, func(x point) int { return up(x.room*p.scale, x.room/x.side) }).values
}

func (p *proof) dual(points []point, f func(x point) int) dual {
	d := dual{values: make([]int, len(points))}
	for n, x := range points {
		d.values[n] = f(x)
	}
	return d
}

// offer adds the function unless another one is nowhere less; those that are
// nowhere greater than it go. The first one stays.
func (p *proof) offer(all []dual, points []point, f func(x point) int) []dual {
	d := p.dual(points, f)
	for _, other := range all {
		if other.covers(d) {
			return all
		}
	}
	kept := slices.DeleteFunc(all[1:], func(other dual) bool { return d.covers(other) })
	return append(all[:1+len(kept)], d)
}

func (d dual) covers(other dual) bool {
	for n, v := range other.values {
		if d.values[n] < v {
			return false
		}
	}
	return true
}

// sides are the different sides up to half of the room, and half of each room
// rounded up, that cut and counted are asked for.
func sides(points []point) []int {
	var all []int
	for _, x := range points {
		if 2*x.side <= x.room {
			all = append(all, x.side)
		}
		all = append(all, (x.room+1)/2)
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// few are mostSides of the sides, evenly spread.
func few(sides []int) []int {
	if len(sides) <= mostSides {
		return sides
	}
	var some []int
	for n := range mostSides {
		some = append(some, sides[n*(len(sides)-1)/(mostSides-1)])
	}
	return some
}

// rounded is u^(k) of Fekete and Schepers: the side rounded down to a k-th of
// the room, after it was made longer by one k-th.
func rounded(x point, k, scale int) int {
	parts := (k + 1) * x.side
	if parts%x.room == 0 {
		return x.side * scale
	}
	return parts / x.room * (x.room * scale / k)
}

// cut is U^(eps): sides below eps count nothing, those which leave less than eps
// count for all of the room. Eps is half the room at most, rounded up: sides are
// whole numbers.
func cut(x point, eps, scale int) int {
	eps = min(eps, (x.room+1)/2)
	switch {
	case x.side < eps:
		return 0
	case x.side > x.room-eps:
		return x.room * scale
	}
	return x.side * scale
}

// counted measures sides up to half of the room in whole pieces of s/parts, and
// longer ones by the pieces that they leave no room for (J. Carlier,
// F. Clautiaux and A. Moukrim, New reduction procedures and lower bounds for
// the two-dimensional bin packing problem with fixed orientation, 2007).
func counted(x point, s, parts, scale int) int {
	if 2*s > x.room*parts {
		s, parts = x.room, 2
	}
	pieces := func(length int) int { return length * parts / s }
	all := pieces(x.room)
	of := 2 * pieces(x.side)
	switch {
	case 2*x.side == x.room:
		of = all
	case 2*x.side > x.room:
		of = 2 * (all - pieces(x.room-x.side))
	}
	return x.room * scale * of / (2 * all)
}
