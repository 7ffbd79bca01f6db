package carton

import (
	"cmp"
	"fmt"
	"slices"
)

// Check proves a plan against its task, knowing nothing of how it was made:
// every unit lies inside its carton and in no other unit, turned as it may be;
// no carton is too heavy or used more often than there are; every unit is
// packed once or refused for a reason that is true.
func Check(t Task, p Plan) error {
	if err := t.check(); err != nil {
		return err
	}
	for n, parcel := range p.Parcels {
		if err := t.checkParcel(parcel); err != nil {
			return fmt.Errorf("parcel %d: %w", n+1, err)
		}
	}
	if err := t.checkLimits(p); err != nil {
		return err
	}
	for _, r := range p.Unplaced {
		if err := t.checkRefusal(r, p); err != nil {
			return err
		}
	}
	return t.checkCounts(p)
}

func (t Task) checkParcel(p Parcel) error {
	if p.Carton < 0 || p.Carton >= len(t.Cartons) {
		return fmt.Errorf("there is no carton %d", p.Carton)
	}
	if len(p.Items) == 0 {
		return fmt.Errorf("it is empty")
	}
	c := t.Cartons[p.Carton]
	g := c.EmptyG
	for _, u := range p.Items {
		if err := t.checkUnit(u, c); err != nil {
			return err
		}
		g += t.Items[u.Item].WeightG
	}
	if g != p.WeightG {
		return fmt.Errorf("it is said to weigh %d g and weighs %d", p.WeightG, g)
	}
	if c.MaxG > 0 && g > c.MaxG {
		return fmt.Errorf("%d g are more than the %d g of carton %q", g, c.MaxG, c.Code)
	}
	return t.checkOverlap(p)
}

func (t Task) checkUnit(u Placed, c Carton) error {
	if u.Item < 0 || u.Item >= len(t.Items) {
		return fmt.Errorf("there is no item %d", u.Item)
	}
	item := t.Items[u.Item]
	if !mayLie(item, u.SizeMM) {
		return fmt.Errorf("%q of %v mm lies as %v mm, rotation %s", item.Ref, item.SizeMM, u.SizeMM, item.Rotation)
	}
	for axis := range 3 {
		if u.AtMM[axis] < 0 || u.AtMM[axis]+u.SizeMM[axis] > c.InnerMM[axis] {
			return fmt.Errorf("%q at %v mm of %v mm sticks out of carton %q of %v mm", item.Ref, u.AtMM, u.SizeMM, c.Code, c.InnerMM)
		}
	}
	return nil
}

// mayLie compares the sides as sets that may change places.
func mayLie(i Item, size [3]int) bool {
	is := i.SizeMM
	switch i.Rotation {
	case Any:
		slices.Sort(is[:])
		slices.Sort(size[:])
	case KeepFlat, ThisSideUp:
		slices.Sort(is[:2])
		slices.Sort(size[:2])
	}
	return is == size
}

// checkOverlap sweeps along the first axis, so that only neighbours are
// compared.
func (t Task) checkOverlap(p Parcel) error {
	units := slices.Clone(p.Items)
	slices.SortFunc(units, func(a, b Placed) int { return cmp.Compare(a.AtMM[0], b.AtMM[0]) })
	for i, a := range units {
		for _, b := range units[i+1:] {
			if b.AtMM[0] >= a.AtMM[0]+a.SizeMM[0] {
				break
			}
			if crosses(a, b, 1) && crosses(a, b, 2) {
				return fmt.Errorf("%q at %v mm and %q at %v mm lie in each other", t.Items[a.Item].Ref, a.AtMM, t.Items[b.Item].Ref, b.AtMM)
			}
		}
	}
	return nil
}

func crosses(a, b Placed, axis int) bool {
	return a.AtMM[axis] < b.AtMM[axis]+b.SizeMM[axis] && b.AtMM[axis] < a.AtMM[axis]+a.SizeMM[axis]
}

func (t Task) checkLimits(p Plan) error {
	for n, used := range used(p) {
		if c := t.Cartons[n]; c.Limit > 0 && used > c.Limit {
			return fmt.Errorf("carton %q is used %d times, there are %d", c.Code, used, c.Limit)
		}
	}
	return nil
}

func used(p Plan) map[int]int {
	used := map[int]int{}
	for _, parcel := range p.Parcels {
		used[parcel.Carton]++
	}
	return used
}

// checkRefusal looks for a carton that would have taken the unit.
func (t Task) checkRefusal(r Refusal, p Plan) error {
	if r.Item < 0 || r.Item >= len(t.Items) || r.Count <= 0 {
		return fmt.Errorf("a refusal of %d of item %d", r.Count, r.Item)
	}
	item := t.Items[r.Item]
	used := used(p)
	for n, c := range t.Cartons {
		left := c.Limit == 0 || used[n] < c.Limit
		if fitsAlone(item, c) && (left || r.Reason != NoneLeft) {
			return fmt.Errorf("%q is refused although carton %q takes it", item.Ref, c.Code)
		}
	}
	return nil
}

func fitsAlone(i Item, c Carton) bool {
	if c.MaxG > 0 && c.EmptyG+i.WeightG > c.MaxG {
		return false
	}
	is, room := i.SizeMM, c.InnerMM
	switch i.Rotation {
	case Any:
		slices.Sort(is[:])
		slices.Sort(room[:])
	case KeepFlat, ThisSideUp:
		slices.Sort(is[:2])
		slices.Sort(room[:2])
	}
	return is[0] <= room[0] && is[1] <= room[1] && is[2] <= room[2]
}

func (t Task) checkCounts(p Plan) error {
	seen := make([]int, len(t.Items))
	for _, parcel := range p.Parcels {
		for _, u := range parcel.Items {
			seen[u.Item]++
		}
	}
	for _, r := range p.Unplaced {
		seen[r.Item] += r.Count
	}
	for n, i := range t.Items {
		if seen[n] != i.Count {
			return fmt.Errorf("%d of %q are packed or refused, %d are asked for", seen[n], i.Ref, i.Count)
		}
	}
	return nil
}
