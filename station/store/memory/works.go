package memory

import (
	"slices"

	"github.com/packwright/packwright/station"
)

// applyWork makes a fact true of a work that its station holds.
func (s *Store) applyWork(w *writer, k *work, f station.Fact) error {
	switch c := f.Change.(type) {
	case station.AskedChanged:
		set(s, &k.seen, max(k.seen, c.Rev))
	case station.Prompted:
		s.prompted(w, k, f, c.Ask)
	case station.CodeLearnt:
		return s.learnt(w, k, c)
	case station.WorkStarted:
		set(s, &w.work, k)
	case station.WorkMoved:
		return s.workMoved(k, c)
	case station.WorkClosed:
		return s.workClosed(w, k, c)
	case station.Parked:
		return s.park(w, k, f.Operator, c)
	case station.ToteBound:
		return s.bind(k, c.Tote)
	case station.UnitPicked, station.UnitPacked, station.UnitMoved, station.UnitsShort, station.UnitDamaged, station.UnitMissing:
		return s.applyUnits(w, k, c)
	case station.ParcelOpened:
		return s.opened(k, c)
	case station.CartonChanged:
		return s.applyParcel(w, k, c.Parcel, c)
	case station.ParcelSealed:
		return s.applyParcel(w, k, c.Parcel, c)
	case station.ParcelReopened:
		return s.applyParcel(w, k, c.Parcel, c)
	case station.ParcelDiscarded:
		return s.applyParcel(w, k, c.Parcel, c)
	case station.ParcelWeighed:
		return s.applyParcel(w, k, c.Parcel, c)
	case station.LabelRequested:
		return s.requested(k, c)
	case station.LabelBought:
		return s.applyLabel(k, c.Parcel, c.Label, c.Key, c)
	case station.LabelFailed:
		return s.applyLabel(k, c.Parcel, c.Label, c.Key, c)
	case station.LabelInDoubt:
		return s.applyLabel(k, c.Parcel, c.Label, c.Key, c)
	case station.LabelVoidRequested:
		return s.applyLabel(k, c.Parcel, c.Label, c.Key, c)
	case station.VoidRefused:
		return s.applyLabel(k, c.Parcel, c.Label, c.Key, c)
	case station.LabelVoided:
		return s.applyLabel(k, c.Parcel, c.Label, c.Key, c)
	case station.PrintRequested:
		return s.printRequested(w, k, f.Operator, c)
	case station.PrintStarted:
		if j := s.jobs[c.Job]; j != nil {
			set(s, &j.problem, "")
		}
		return s.moveJob(k, c.Job, station.PrintSending)
	case station.PrintEnded:
		if j := s.jobs[c.Job]; j != nil {
			set(s, &j.problem, c.Problem)
		}
		return s.moveJob(k, c.Job, c.State)
	case station.LabelDestroyed:
		return s.destroyed(w, k, c)
	case station.LabelProven:
		return s.proven(w, k, c)
	}
	return nil
}

func (s *Store) workMoved(k *work, c station.WorkMoved) error {
	known := station.WorkStates.Lists(station.Transition{From: string(c.From), To: string(c.To), Event: c.Event})
	if k.state != c.From || !known {
		return brokenf("the work cannot go from %s by %s", k.state, c.Event)
	}
	if !k.settled(c.To) {
		return brokenf("the work is not ready to be %s", c.To)
	}
	if c.To == station.Cancelled {
		s.forgetDemand(k)
	}
	set(s, &k.state, c.To)
	return s.deriveOrder(k.order)
}

// forgetDemand takes back what a work still wanted from stock.
func (s *Store) forgetDemand(k *work) {
	for n, l := range k.lines {
		wanted := l.short
		if k.state == station.Ready {
			wanted = l.qty - l.cancelled - k.allocated(n)
		}
		s.reserve(k.order.in, l.product, -wanted)
	}
	s.freeStops(k)
}

func (s *Store) workClosed(w *writer, k *work, c station.WorkClosed) error {
	set(s, &k.holder, nil)
	set(s, &k.call, nil)
	if w.work == k {
		set(s, &w.work, nil)
	}
	s.freeTote(k)
	switch {
	case k.cancelled:
		s.endCancelled(k)
	case (c.Why == "released" || c.Why == "lost" && k.aside != c.Epoch) && !k.touched:
		s.startOver(k)
	}
	s.setBlocked(k)
	if k.over() {
		w := k.order.in
		set(s, &w.liveWorks, slices.DeleteFunc(slices.Clone(w.liveWorks), func(x *work) bool { return x == k }))
	}
	return s.deriveOrder(k.order)
}

// over says that nobody has to do anything for the work any more.
func (k *work) over() bool {
	return k.state == station.Cancelled || k.state == station.Labelled && k.holder == nil && k.parked == nil
}

// freeTote lets go of a tote with nothing of the work in it.
func (s *Store) freeTote(k *work) {
	for u, n := range k.units {
		if n > 0 && (u.place.Kind == station.InTote || u.place.Kind == station.Loose) {
			return
		}
	}
	for _, t := range k.order.in.totes {
		if t.work == k {
			set(s, &t.work, nil)
		}
	}
}

// startOver takes a work back to its start; nothing of it left its location.
func (s *Store) startOver(k *work) {
	switch k.state {
	case station.Packing, station.Picked, station.ShortStage, station.Picking:
		set(s, &k.state, station.Ready)
	}
}

// endCancelled ends a cancelled work once nobody has it in hand: at once when
// there is nothing to put back, else anybody may take it from its slot.
func (s *Store) endCancelled(k *work) {
	switch {
	case k.state == station.Cancelling || k.state == station.Cancelled || k.state == station.HandedOver:
	case k.touched || k.live():
		set(s, &k.state, station.Cancelling)
		if k.parked != nil {
			set(s, &k.parked.ready, true)
		}
	default:
		s.forgetDemand(k)
		set(s, &k.parked, nil)
		set(s, &k.state, station.Cancelled)
	}
}

func (s *Store) bind(k *work, code string) error {
	t := k.order.in.totes[code]
	if t == nil || t.work != nil && t.work != k {
		return brokenf("tote %s is not free", code)
	}
	set(s, &t.work, k)
	set(s, &k.tote, code)
	return nil
}

func (s *Store) park(w *writer, k *work, operator station.ID, c station.Parked) error {
	if c.Slot != "" && (!w.at.in.isSlot(c.Slot) || w.at.in.parkedAt(c.Slot) != nil) || k.parked != nil {
		return brokenf("slot %s is not free", c.Slot)
	}
	by := ""
	if p := s.people[operator]; p != nil {
		by = p.Name
	}
	set(s, &k.parked, &parked{slot: c.Slot, reason: string(c.Reason), since: s.now(), by: by, at: w.at.name})
	return nil
}

func (w *warehouse) isSlot(name string) bool {
	return slices.ContainsFunc(w.places, func(p *place) bool { return p.Kind == "slot" && p.Name == name })
}

func (w *warehouse) parkedAt(slot string) *work {
	for _, k := range w.liveWorks {
		if k.parked != nil && k.parked.slot == slot && slot != "" {
			return k
		}
	}
	return nil
}
