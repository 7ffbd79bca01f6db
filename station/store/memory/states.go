package memory

import (
	"slices"

	"github.com/packwright/packwright/station"
)

// move takes a machine to another state.
func move[T ~string](s *Store, machine station.Machine, p *T, to T) error {
	if *p == to {
		return nil
	}
	if !machine.Leads(string(*p), string(to)) {
		return brokenf("%s cannot go from %s to %s", machine, *p, to)
	}
	set(s, p, to)
	return nil
}

// settled says whether the guard of a move holds.
func (k *work) settled(to station.Stage) bool {
	switch to {
	case station.Picked:
		return !slices.ContainsFunc(k.lines, func(l *line) bool { return l.picked < l.qty-l.cancelled })
	case station.Packed:
		return !slices.ContainsFunc(k.lines, func(l *line) bool { return l.packed != l.picked || l.packed < l.qty-l.cancelled })
	case station.Labelled:
		return !slices.ContainsFunc(k.parcels, func(p *parcel) bool {
			return p.state == station.ParcelOpen || p.state == station.ParcelIsSealed
		})
	case station.Ready:
		return !k.away()
	case station.Cancelled:
		return !k.away() && !k.live()
	}
	return true
}

// deriveOrder lets the state of an order follow its works and parcels.
func (s *Store) deriveOrder(o *order) error {
	if o.state != "open" && o.state != "in_fulfilment" && o.state != "part_shipped" {
		return nil
	}
	started, alive, wanted, caged := 0, 0, 0, 0
	for _, k := range o.works {
		if k.state != station.Cancelled {
			alive++
			if k.state != station.Ready {
				started++
			}
		}
		for u, n := range k.units {
			if u.place.Kind == station.InCage {
				caged += n
			}
		}
	}
	for _, l := range o.lines {
		wanted += l.qty - l.cancelled
	}
	if o.state == "open" && started > 0 {
		set(s, &o.state, "in_fulfilment")
	}
	switch {
	case o.state != "open" && wanted > 0 && caged >= wanted:
		set(s, &o.shipped, s.now())
		return move(s, "order", &o.state, "shipped")
	case o.state == "in_fulfilment" && caged > 0:
		return move(s, "order", &o.state, "part_shipped")
	case alive == 0 && (o.cancelled || wanted == 0) && o.state != "part_shipped":
		return move(s, "order", &o.state, "cancelled")
	case o.state == "in_fulfilment" && started == 0 && !o.cancelled:
		return move(s, "order", &o.state, "open")
	}
	return nil
}
