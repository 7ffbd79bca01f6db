package carton

import (
	"fmt"
	"slices"
)

// limits: no carton is used more often than there are.
func (p audit) limits() error {
	for n, used := range p.used() {
		if c := p.task.Cartons[n]; c.Limit > 0 && used > c.Limit {
			return fmt.Errorf("carton %q is used %d times, there are %d", c.Code, used, c.Limit)
		}
	}
	return nil
}

// used counts the parcels of each carton.
func (p audit) used() []int {
	used := make([]int, len(p.task.Cartons))
	for _, parcel := range p.plan.Parcels {
		if parcel.Carton != Own {
			used[parcel.Carton]++
		}
	}
	return used
}

// refusals: every unit that is in no parcel is refused for a true reason.
func (p audit) refusals() error {
	for _, r := range p.plan.Unplaced {
		if r.Item < 0 || r.Item >= len(p.task.Items) || r.Count <= 0 {
			return fmt.Errorf("a refusal of %d of item %d", r.Count, r.Item)
		}
		item := p.task.Items[r.Item]
		if err := p.refusal(r, item); err != nil {
			return err
		}
		if r.Ref != item.Ref || r.Carton < 0 || r.Carton >= len(p.task.Cartons) {
			return fmt.Errorf("the refusal of %q names %q and carton %d", item.Ref, r.Ref, r.Carton)
		}
	}
	return nil
}

// refusal looks for a carton that disproves the reason.
func (p audit) refusal(r Refusal, item Item) error {
	set := item.Set != "" && p.unitsOf(item.Set) > 1
	if r.Reason == SetTooLarge && item.Set == "" {
		return fmt.Errorf("%q is refused for its set and has none", item.Ref)
	}
	if r.Reason == SetTooLarge && set {
		return nil
	}
	if item.Alone {
		return fmt.Errorf("%q is refused although it ships in its own packaging", item.Ref)
	}
	f := p.cartonsFor(item)
	switch {
	case f.left >= 0 && !(set && r.Reason == NoneLeft && f.gone >= 0):
		return fmt.Errorf("%q is refused although carton %q takes it", item.Ref, p.task.Cartons[f.left].Code)
	case r.Reason == NoneLeft && f.gone < 0:
		return fmt.Errorf("%q is refused because none is left of cartons that never took it", item.Ref)
	case r.Reason != NoneLeft && f.gone >= 0:
		return fmt.Errorf("%q is refused although carton %q would take it", item.Ref, p.task.Cartons[f.gone].Code)
	case r.Reason == Forbidden && f.forbidden < 0:
		return fmt.Errorf("%q is refused as forbidden although no carton takes it", item.Ref)
	case r.Reason == TooLong && f.roomy >= 0:
		return fmt.Errorf("%q is refused as too long although carton %q has room for it", item.Ref, p.task.Cartons[f.roomy].Code)
	case r.Reason == TooHeavy && (f.roomy < 0 || f.forbidden >= 0):
		return fmt.Errorf("%q is refused as too heavy, which is not what keeps it out", item.Ref)
	case r.Reason < TooLong || r.Reason > SetTooLarge:
		return fmt.Errorf("%q is refused for no reason", item.Ref)
	}
	return nil
}

// takers names one carton of each sort, by its place in the task, or -1: it takes
// a unit and there are some left, it would but all are used, it would but must
// not, it has the room whatever the weight.
type takers struct{ left, gone, forbidden, roomy int }

// cartonsFor looks at every carton for a single unit.
func (p audit) cartonsFor(item Item) takers {
	f := takers{-1, -1, -1, -1}
	used := p.used()
	for n, carton := range p.task.Cartons {
		c := vessel{carton}
		if !c.holds(item) {
			continue
		}
		f.roomy = n
		switch {
		case c.MaxG > 0 && c.EmptyG+item.WeightG > c.MaxG:
		case c.refusedBy(p.task.Carrier) || slices.Contains(item.NotIn, c.Code):
			f.forbidden = n
		case c.Limit > 0 && used[n] >= c.Limit:
			f.gone = n
		default:
			f.left = n
		}
	}
	return f
}

// holds tells whether a unit with its padding fits into the empty carton.
func (v vessel) holds(item Item) bool {
	s := item.SizeMM
	for axis := range s {
		s[axis] += 2 * item.PadMM
	}
	ways := [][3]int{{0, 1, 2}, {1, 0, 2}, {0, 2, 1}, {1, 2, 0}, {2, 0, 1}, {2, 1, 0}}
	switch item.Rotation {
	case KeepFlat, ThisSideUp:
		ways = ways[:2]
	case None:
		ways = ways[:1]
	}
	return v.leavesVoid(s[0]*s[1]*s[2]) && slices.ContainsFunc(ways, func(w [3]int) bool {
		lies := [3]int{s[w[0]], s[w[1]], s[w[2]]}
		if v.Mailer {
			return v.wraps(lies)
		}
		return lies[0] <= v.InnerMM[0] && lies[1] <= v.InnerMM[1] && lies[2] <= v.InnerMM[2]
	})
}

// counts: every unit is packed or refused once.
func (p audit) counts() error {
	seen := make([]int, len(p.task.Items))
	for _, parcel := range p.plan.Parcels {
		for _, u := range parcel.Items {
			seen[u.Item]++
		}
	}
	for _, r := range p.plan.Unplaced {
		if r.Item >= 0 && r.Item < len(seen) {
			seen[r.Item] += r.Count
		}
	}
	for n, i := range p.task.Items {
		if seen[n] != i.Count {
			return fmt.Errorf("%d of %q are packed or refused, %d are asked for", seen[n], i.Ref, i.Count)
		}
	}
	return nil
}

// claims: no plan that leaves units out is called optimal, none is better than
// its own bound.
func (p audit) claims() error {
	switch {
	case p.plan.Optimal && len(p.plan.Unplaced) > 0:
		return fmt.Errorf("it is called optimal and leaves units unplaced")
	case p.plan.Bound < 0 || len(p.plan.Unplaced) == 0 && p.plan.Bound > len(p.plan.Parcels):
		return fmt.Errorf("its bound is %d and it has %d parcels", p.plan.Bound, len(p.plan.Parcels))
	}
	return nil
}
