package memory

import (
	"context"
	"encoding/json"
	"slices"

	"github.com/packwright/packwright/station"
	"github.com/packwright/packwright/station/store"
)

// Do does a deed, once for each key of a stamp.
func (s *Store) Do(ctx context.Context, by store.Stamp, d store.Deed) (id station.ID, err error) {
	if err := store.Check(d); err != nil {
		return "", err
	}
	err = s.call(func() error {
		body, err := json.Marshal(d)
		if err != nil {
			return err
		}
		done := deed{name: store.Name(d), body: string(body)}
		if old, known := s.deeds[by.Key]; known {
			id = old.id
			if old.name != done.name || old.body != done.body {
				return no("Another deed was done under the key %s.", by.Key)
			}
			return nil
		}
		if done.id, err = s.do(by, d); err != nil {
			return err
		}
		id = done.id
		put(s, s.deeds, by.Key, done)
		return nil
	})
	if refusedBy(err) {
		err = no("That is not possible: %s.", err)
	}
	return id, err
}

func (s *Store) do(by store.Stamp, d store.Deed) (station.ID, error) {
	switch d := d.(type) {
	case store.Warehouse:
		return "", s.addWarehouse(d)
	case store.Channel:
		c := channel{short: d.Short, delay: minutes(d.DelayMinutes)}
		if old := s.channels[d.Code]; old != nil {
			c.note = old.note
		}
		put(s, s.channels, d.Code, &c)
		return "", nil
	case store.ChannelNote:
		c := s.channels[d.Channel]
		if c == nil {
			return "", no("Channel %s is not known.", d.Channel)
		}
		set(s, &c.note, station.PutIn{Of: "channel", Text: d.Text, Must: d.Must, Grams: d.Grams})
		return "", nil
	case store.AddPerson:
		return s.addPerson(d)
	case store.Revoke:
		return "", s.revoke(d)
	}
	w, err := s.warehouse(by.Warehouse)
	if err != nil {
		return "", err
	}
	switch d := d.(type) {
	case store.Hold:
		return "", s.withOrder(d.Order, func(o *order) error { return s.hold(o, d.Kind) })
	case store.Release:
		return "", s.withOrder(d.Order, s.releaseHolds)
	case store.Cancel:
		return "", s.withOrder(d.Order, s.cancel)
	case store.Assign:
		return "", s.withOrder(d.Order, func(o *order) error { return s.assign(o, d.Station) })
	case store.SettleException:
		return "", s.settleException(w, d)
	case store.Priority:
		return "", s.withOrder(d.Order, func(o *order) error { set(s, &o.priority, d.Priority); return nil })
	case store.Unpark:
		return "", s.withWork(w, d.Work, func(k *work) error { return s.unpark(k, false) })
	case store.AnswerCall:
		return "", s.withWork(w, d.Work, func(k *work) error { return s.answerCall(k, d) })
	case store.Settle:
		return "", s.withWork(w, d.Work, func(k *work) error { return s.settleAll(k, d.Rule) })
	case store.ToSlot:
		return "", s.withWork(w, d.Work, func(k *work) error { return s.toSlot(k, d.Slot) })
	case store.Put:
		return "", s.putStock(w, d)
	case store.Replenish:
		return "", s.replenish(w, d)
	case store.Count:
		return "", s.countStock(w, d)
	case store.ProductWeight:
		return "", s.weighProduct(d)
	}
	return "", s.furnish(w, d)
}

func (s *Store) withOrder(id station.ID, do func(*order) error) error {
	for _, o := range s.orders {
		if o.id == id {
			return do(o)
		}
	}
	return no("Order %s is not known.", id)
}

func (s *Store) withWork(w *warehouse, id station.ID, do func(*work) error) error {
	if k := s.works[id]; k != nil && k.order.in == w {
		return do(k)
	}
	return no("Work %s is not known.", id)
}

func (o *order) over() bool {
	return slices.Contains([]string{"shipped", "completed", "cancelled", "rejected"}, o.state)
}

func (s *Store) hold(o *order, kind string) error {
	if o.over() {
		return no("Order %s is %s.", o.Number, o.state)
	}
	if !slices.Contains(o.holds, kind) {
		set(s, &o.holds, append(slices.Clip(o.holds), kind))
	}
	s.tellHold(o)
	return nil
}

// tellHold copies the oldest open hold of an order to its works.
func (s *Store) tellHold(o *order) {
	kind := ""
	if len(o.holds) > 0 {
		kind = o.holds[0]
	}
	for _, k := range o.works {
		if k.state == station.HandedOver || k.state == station.Cancelled {
			continue
		}
		set(s, &k.hold, kind)
		set(s, &k.rev, k.rev+1)
		s.setBlocked(k)
	}
}

func (s *Store) releaseHolds(o *order) error {
	set(s, &o.holds, nil)
	s.tellHold(o)
	for _, k := range o.works {
		if err := s.unpark(k, true); err != nil {
			return err
		}
	}
	if o.state == "pending_release" {
		s.release(o)
	}
	return nil
}

// unpark turns a slot READY; a work without goods that was let go starts over.
func (s *Store) unpark(k *work, onlyHold bool) error {
	p := k.parked
	switch {
	case p == nil:
		return nil
	case p.slot != "":
		if p.reason == string(station.ParkHold) || !onlyHold {
			set(s, &p.ready, true)
		}
		return nil
	}
	set(s, &k.parked, nil)
	if k.touched || k.holder != nil {
		return nil
	}
	s.startOver(k)
	s.setBlocked(k)
	return s.deriveOrder(k.order)
}

func (s *Store) cancel(o *order) error {
	if o.over() {
		return no("Order %s is %s. What has left comes back as a return.", o.Number, o.state)
	}
	for _, k := range o.works {
		gone := slices.ContainsFunc(k.parcels, func(p *parcel) bool {
			return p.state == station.ParcelInCage || p.state == station.ParcelHandedOver
		})
		if gone && k.state != station.Labelled && k.state != station.HandedOver {
			return no("A parcel of order %s has left its bench. Take it out of its cage first.", o.Number)
		}
	}
	part := o.state == "part_shipped"
	for _, k := range o.works {
		if k.state == station.HandedOver || k.state == station.Cancelled || k.state == station.Cancelling || part && k.state == station.Labelled {
			continue
		}
		for _, l := range k.lines {
			if part {
				set(s, &o.lines[l.of].cancelled, o.lines[l.of].cancelled+l.qty-l.cancelled)
			}
		}
		s.cancelWork(k)
	}
	set(s, &o.cancelled, !part)
	if o.state == "pending_release" {
		set(s, &o.state, "cancelled")
	}
	return s.deriveOrder(o)
}

// cancelWork tells the station that has a work in hand, and ends it otherwise.
func (s *Store) cancelWork(k *work) {
	set(s, &k.cancelled, true)
	set(s, &k.rev, k.rev+1)
	if k.holder != nil && (k.touched || !k.until.Before(s.now())) {
		return
	}
	if k.holder != nil {
		s.loses(k, k.holder.at.name)
		set(s, &k.holder, nil)
		set(s, &k.epoch, s.after(k.epoch))
	}
	s.endCancelled(k)
}

// loses notes that the holder of a work has it no more.
func (s *Store) loses(k *work, to string) {
	losses := map[station.ID]string{k.id: to}
	for id, at := range k.holder.losses {
		losses[id] = at
	}
	set(s, &k.holder.losses, losses)
}

func (s *Store) assign(o *order, name string) error {
	var b *bench
	if name != "" {
		if b = s.stations[name]; b == nil || b.in != o.in {
			return no("Station %s is not known.", name)
		}
	}
	waiting := 0
	for _, k := range o.works {
		if k.holder != nil {
			return no("Order %s is at %s now.", o.Number, k.holder.at.name)
		}
		if k.state == station.Ready {
			set(s, &k.assigned, b)
			waiting++
		}
	}
	if waiting == 0 {
		return no("Nothing of order %s is waiting.", o.Number)
	}
	return nil
}

// settleAll decides over all units of a work that are short.
func (s *Store) settleAll(k *work, rule string) error {
	if !slices.Contains([]string{"wait", "ship_partial", "cancel_line"}, rule) {
		return no("Missing units can be settled by wait, ship_partial or cancel_line.")
	}
	if !slices.ContainsFunc(k.lines, func(l *line) bool { return l.short > 0 }) {
		return no("Nothing of work %s is short.", k.id)
	}
	for n, l := range k.lines {
		if missing := l.short; missing > 0 {
			set(s, &l.short, 0)
			set(s, &l.cure, "")
			s.reserve(k.order.in, l.product, -missing)
			s.settle(k, n, missing, rule)
		}
	}
	set(s, &k.rev, k.rev+1)
	if rule == "wait" {
		return nil
	}
	return s.unpark(k, false)
}

// toSlot puts a work that is stuck at a bench which went away onto the shelf.
func (s *Store) toSlot(k *work, slot string) error {
	w := k.order.in
	switch k.state {
	case station.Ready, station.Labelled, station.HandedOver, station.Cancelled:
		return no("Work %s is not stuck.", k.id)
	}
	if k.parked != nil || k.holder != nil && !k.until.Before(s.now()) {
		return no("Work %s is not stuck.", k.id)
	}
	if !w.isSlot(slot) || w.parkedAt(slot) != nil {
		return no("Slot %s is not free.", slot)
	}
	if k.holder != nil {
		s.loses(k, k.holder.at.name)
	}
	set(s, &k.holder, nil)
	set(s, &k.epoch, s.after(k.epoch))
	set(s, &k.parked, &parked{slot: slot, reason: string(station.ParkLead), since: s.now(), ready: true})
	if k.cancelled {
		s.endCancelled(k)
	}
	return s.deriveOrder(k.order)
}
