package memory

import (
	"slices"
	"time"

	"github.com/packwright/packwright/station"
)

// mayPrintAgain is the work that left with a label, or the only one of an order
// number, or why nothing of it is printed again here.
func (s *Store) mayPrintAgain(w *writer, code string) (*work, error) {
	k := s.shipped(w.at.in, code)
	switch {
	case k == nil || k.state != station.Labelled || k.cancelled:
		return nil, no("Nothing of %s was shipped.", code)
	case k.holder == w:
		return nil, no("The order of %s is in hand here already.", code)
	case k.holder != nil:
		return nil, no("The order of %s is at %s now.", code, k.holder.at.name)
	case k.parked != nil:
		return nil, no("The order of %s is parked on %s. Scan the slot.", code, either(k.parked.slot, "-"))
	case k.hold != "":
		return nil, no("On hold: %s. Leave it where it is.", k.hold)
	}
	if in := w.at.in; !slices.Contains(in.liveWorks, k) {
		set(s, &in.liveWorks, append(slices.Clip(in.liveWorks), k))
	}
	return k, nil
}

func (s *Store) shipped(w *warehouse, code string) *work {
	for _, l := range s.labels {
		if l.work.order.in == w && code != "" && (l.bought.SSCC == code || l.bought.Tracking == code) {
			return l.work
		}
	}
	return s.shippedOrder(w, code)
}

// shippedOrder is the only work of the order number that was shipped.
func (s *Store) shippedOrder(w *warehouse, number string) *work {
	var found []*work
	for _, o := range s.orders {
		if o.in != w || o.Number != number {
			continue
		}
		for _, k := range o.works {
			if k.state == station.Labelled {
				found = append(found, k)
			}
		}
	}
	if len(found) != 1 {
		return nil
	}
	return found[0]
}

// onBox says that the label was proven, or went without.
func (l *label) onBox() bool { return l.proven || l.passed != "" }

// destroyed takes the box out of its cage whose label is on it no more.
func (s *Store) destroyed(w *writer, k *work, c station.LabelDestroyed) error {
	if c.Grant == "" || c.Reason == "" {
		return broken("a label that was on its box is printed again with a reason and the yes of a lead")
	}
	if err := s.useGrant(w, k, c.Grant, station.PrintAgain); err != nil {
		return err
	}
	p := k.parcel(c.Parcel)
	if p == nil || p.live() == nil || p.live().n != c.Label || p.live().state != station.LabelPurchased || !p.live().onBox() {
		return brokenf("label %d of parcel %d is not on its box", c.Label, c.Parcel)
	}
	set(s, &p.live().proven, false)
	set(s, &p.live().passed, "")
	if err := move(s, "parcel", &p.state, station.ParcelLabelled); err != nil {
		return err
	}
	s.caged(k, c.Parcel, station.InCage, station.InParcel)
	if o := k.order; o.state == "shipped" || o.state == "part_shipped" {
		set(s, &o.state, "in_fulfilment")
		set(s, &o.shipped, time.Time{})
	}
	return s.deriveOrder(k.order)
}
