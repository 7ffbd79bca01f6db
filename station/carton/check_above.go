package carton

import (
	"cmp"
	"fmt"
	"slices"
)

// Floating counts the units of a plan that rest on less than Task.SupportPct of
// their base, or on nothing.
func Floating(t Task, p Plan) int {
	n := 0
	parcels, _ := audit{t, p}.open()
	for _, o := range parcels {
		n += len(o.floating())
	}
	return n
}

// resting: every unit rests on enough of its base.
func (o opened) resting() error {
	low := o.floating()
	if len(low) == 0 {
		return nil
	}
	u := o.units[low[0]]
	rests, base := o.restsOn(u, o.tops()), u.base()
	if rests == 0 {
		return fmt.Errorf("%s floats", u)
	}
	return fmt.Errorf("%s rests on %d of %d mm2 of its base, %d %% are asked for", u, rests, base, o.task.SupportPct)
}

func (o opened) floating() []int {
	var low []int
	tops := o.tops()
	for n, u := range o.units {
		rests := o.restsOn(u, tops)
		if rests == 0 || rests*100 < u.base()*o.task.SupportPct {
			low = append(low, n)
		}
	}
	return low
}

// tops are the units by the height at which they end.
func (o opened) tops() map[int][]int {
	at := map[int][]int{}
	for n, u := range o.units {
		at[u.hi[2]] = append(at[u.hi[2]], n)
	}
	return at
}

// restsOn is how much of the unit's base lies on the floor or on others, mm2.
func (o opened) restsOn(u wrapped, tops map[int][]int) int {
	if u.lo[2] == 0 {
		return u.base()
	}
	area := 0
	for _, n := range tops[u.lo[2]] {
		below := o.units[n]
		length := min(u.hi[0], below.hi[0]) - max(u.lo[0], below.lo[0])
		width := min(u.hi[1], below.hi[1]) - max(u.lo[1], below.lo[1])
		if length > 0 && width > 0 {
			area += length * width
		}
	}
	return area
}

func (w wrapped) base() int { return (w.hi[0] - w.lo[0]) * (w.hi[1] - w.lo[1]) }

// above visits every pair of which one stands above the other, touching or not.
func (o opened) above(visit func(low, high int)) {
	o.footprints(func(a, b int) {
		switch {
		case o.over(b, a):
			visit(a, b)
		case o.over(a, b):
			visit(b, a)
		}
	})
}

// over tells that one unit begins where the other one ends, or higher.
func (o opened) over(high, low int) bool { return o.units[high].lo[2] >= o.units[low].hi[2] }

// fragile: above fragile units stands no more than they bear.
func (o opened) fragile() error {
	units, g := make([]int, len(o.units)), make([]int, len(o.units))
	o.above(func(low, high int) {
		units[low]++
		g[low] += o.units[high].item.WeightG
	})
	for n, u := range o.units {
		switch {
		case !u.item.Fragile || units[n] == 0:
		case u.item.BearsG == 0:
			return fmt.Errorf("%s is fragile, and %d units stand above it", u, units[n])
		case g[n] >= u.item.BearsG:
			return fmt.Errorf("%s bears less than %d g, and %d g stand above it", u, u.item.BearsG, g[n])
		}
	}
	return nil
}

// stacked: no pile is higher than its lowest unit allows. The pile above a unit
// is the longest chain of units of which each stands above the one before.
func (o opened) stacked() error {
	if !slices.ContainsFunc(o.units, func(w wrapped) bool { return w.item.Stack > 0 }) {
		return nil
	}
	pile := make([]int, len(o.units))
	fromTop := o.fromTop()
	for i, n := range fromTop {
		for _, higher := range fromTop[:i] {
			if o.over(higher, n) && o.cross(higher, n, 0) && o.cross(higher, n, 1) {
				pile[n] = max(pile[n], pile[higher])
			}
		}
		pile[n]++
		u := o.units[n]
		if u.item.Stack > 0 && pile[n] > u.item.Stack {
			return fmt.Errorf("%s is the lowest of a pile of %d, which may be %d", u, pile[n], u.item.Stack)
		}
	}
	return nil
}

func (o opened) fromTop() []int {
	order := make([]int, len(o.units))
	for n := range order {
		order[n] = n
	}
	slices.SortFunc(order, func(a, b int) int { return cmp.Compare(o.units[b].lo[2], o.units[a].lo[2]) })
	return order
}

// sequence: nothing is put in before what it stands above.
func (o opened) sequence() error {
	var err error
	o.above(func(low, high int) {
		if err == nil && high < low {
			err = fmt.Errorf("%s is put in before %s, which it stands above", o.units[high], o.units[low])
		}
	})
	return err
}
