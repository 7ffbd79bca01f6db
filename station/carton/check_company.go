package carton

import (
	"fmt"
	"slices"
)

// alone: what ships in its own packaging is a parcel by itself, and nothing else
// is.
func (o opened) alone() error {
	if o.parcel.Carton == Own && len(o.units) > 1 {
		return fmt.Errorf("%d units are in the own packaging of %q", len(o.units), o.units[0].item.Ref)
	}
	for _, u := range o.units {
		switch {
		case o.parcel.Carton == Own && !u.item.Alone:
			return fmt.Errorf("%q does not ship without a carton", u.item.Ref)
		case o.parcel.Carton != Own && u.item.Alone:
			return fmt.Errorf("%q ships in its own packaging and is in carton %q", u.item.Ref, o.carton.Code)
		}
	}
	return nil
}

// allowed: no item is in a carton that it must not be in.
func (o opened) allowed() error {
	for _, u := range o.units {
		if o.parcel.Carton != Own && slices.Contains(u.item.NotIn, o.carton.Code) {
			return fmt.Errorf("%q must not be in carton %q", u.item.Ref, o.carton.Code)
		}
	}
	return nil
}

// carried: the carrier takes the carton.
func (o opened) carried() error {
	if o.carton.refusedBy(o.task.Carrier) {
		return fmt.Errorf("carrier %q does not take carton %q", o.task.Carrier, o.carton.Code)
	}
	return nil
}

func (v vessel) refusedBy(carrier string) bool {
	return carrier != "" && slices.Contains(v.NotBy, carrier)
}

// apart: families that must not share a parcel do not.
func (o opened) apart() error {
	families := map[string]int{}
	for _, u := range o.units {
		families[u.item.Family]++
	}
	for _, pair := range o.task.Apart {
		if o.together(pair, families) {
			return fmt.Errorf("families %q and %q must not share a parcel", pair[0], pair[1])
		}
	}
	return nil
}

// together tells whether units of both families of the pair are among those
// counted.
func (o opened) together(pair [2]string, units map[string]int) bool {
	a, b := pair[0], pair[1]
	if a == "*" {
		a, b = b, a
	}
	switch {
	case a == "*":
		return len(units) > 1
	case b == "*":
		return units[a] > 0 && units[a] < len(o.units)
	case a == b:
		return units[a] > 1
	}
	return units[a] > 0 && units[b] > 0
}

// sets: a set is in one parcel, whole, or in none.
func (p audit) sets() error {
	in, packed := map[string]int{}, map[string]int{}
	for n, parcel := range p.plan.Parcels {
		for _, u := range parcel.Items {
			set := p.task.Items[u.Item].Set
			if set == "" {
				continue
			}
			if first, seen := in[set]; seen && first != n {
				return fmt.Errorf("set %q is in parcels %d and %d", set, first+1, n+1)
			}
			in[set] = n
			packed[set]++
		}
	}
	for set, n := range packed {
		if all := p.unitsOf(set); n < all {
			return fmt.Errorf("%d units of set %q are packed, it has %d", n, set, all)
		}
	}
	return nil
}

// unitsOf counts the units of a set.
func (p audit) unitsOf(set string) int {
	n := 0
	for _, i := range p.task.Items {
		if i.Set == set {
			n += i.Count
		}
	}
	return n
}
