package assort

import (
	"slices"

	"github.com/packwright/packwright/station/carton"
)

// Demand is what some orders held, all of them the same.
type Demand struct {
	Items  []carton.Item
	Orders int
}

// sample is at most n demands that stand for all of them: in the order of
// their size, every so many orders the demand at that place is taken, as often
// as it comes.
func sample(all []Demand, n int) []Demand {
	if len(all) <= n {
		return all
	}
	sorted := slices.Clone(all)
	slices.SortStableFunc(sorted, func(a, b Demand) int { return a.volume() - b.volume() })
	var some []Demand
	orders := count(sorted)
	at, passed := 0, 0
	for k := range n {
		place := (2*k + 1) * orders / (2 * n)
		for passed+sorted[at].Orders <= place {
			passed += sorted[at].Orders
			at++
		}
		share := (k+1)*orders/n - k*orders/n
		if last := len(some) - 1; last >= 0 && same(some[last], sorted[at]) {
			some[last].Orders += share
			continue
		}
		some = append(some, Demand{Items: sorted[at].Items, Orders: share})
	}
	return some
}

// same tells whether two demands of a sample were drawn from one place.
func same(a, b Demand) bool { return &a.Items[0] == &b.Items[0] }

func count(all []Demand) int {
	orders := 0
	for _, d := range all {
		orders += d.Orders
	}
	return orders
}

// turnable tells that the goods do not mind which side of their carton is up.
func (d Demand) turnable() bool {
	return !slices.ContainsFunc(d.Items, func(i carton.Item) bool { return i.Rotation != carton.Any })
}

// longest are the sides that the carton of any unit has at least, in mm: length,
// width, height.
func (d Demand) longest() (mm [3]int) {
	for _, i := range d.Items {
		is := i.SizeMM
		lying := is[:2]
		if i.Rotation == carton.Any {
			lying = is[:]
		}
		slices.Sort(lying)
		slices.Reverse(lying)
		for axis := range mm {
			mm[axis] = max(mm[axis], is[axis])
		}
	}
	return mm
}

// volume of one order, in mm3.
func (d Demand) volume() int {
	mm3 := 0
	for _, i := range d.Items {
		mm3 += i.Count * volume(i.SizeMM)
	}
	return mm3
}

func volume(mm [3]int) int { return mm[0] * mm[1] * mm[2] }
