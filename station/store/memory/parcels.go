package memory

import (
	"maps"
	"slices"
	"strconv"

	"github.com/packwright/packwright/station"
)

func parcelPlace(n int) station.Place {
	return station.Place{Kind: station.InParcel, ID: strconv.Itoa(n)}
}

// full counts what is in a parcel, also what is to be counted again.
func (k *work) full(n int) int {
	in := parcelPlace(n)
	return k.in(in, station.Place{Kind: station.Loose, ID: in.ID})
}

func (s *Store) opened(k *work, c station.ParcelOpened) error {
	if k.parcel(c.Parcel) != nil || c.Parcel < 1 {
		return brokenf("parcel %d is there already", c.Parcel)
	}
	set(s, &k.parcels, append(slices.Clip(k.parcels), &parcel{n: c.Parcel, state: station.ParcelOpen, carton: c.Carton}))
	return nil
}

// applyParcel makes a fact about parcel n true.
func (s *Store) applyParcel(w *writer, k *work, n int, c station.Change) error {
	p := k.parcel(n)
	if p == nil {
		return brokenf("parcel %d is not known", n)
	}
	to := func(state station.ParcelState) error {
		if p.state == state {
			return brokenf("parcel %d is %s already", n, state)
		}
		return move(s, "parcel", &p.state, state)
	}
	switch c := c.(type) {
	case station.CartonChanged:
		if p.state != station.ParcelOpen {
			return brokenf("parcel %d is not open", n)
		}
		set(s, &p.carton, c.Carton)
	case station.ParcelSealed:
		if k.full(n) == 0 {
			return brokenf("parcel %d is empty", n)
		}
		set(s, &p.weightG, 0)
		return to(station.ParcelIsSealed)
	case station.ParcelReopened:
		if p.live() != nil {
			return brokenf("parcel %d has a label", n)
		}
		return to(station.ParcelOpen)
	case station.ParcelDiscarded:
		if p.live() != nil || k.state != station.Cancelling && k.full(n) > 0 {
			return brokenf("parcel %d is not empty", n)
		}
		return to(station.ParcelVoided)
	case station.ParcelWeighed:
		if p.state != station.ParcelIsSealed && p.state != station.ParcelLabelled {
			return brokenf("parcel %d is not sealed", n)
		}
		if c.Outcome == station.WeightOverride && c.Grant == "" {
			return broken("a weight is passed with the yes of a lead")
		}
		set(s, &p.weightG, c.Grams)
		return s.useGrant(w, k, c.Grant, station.PassWeight)
	}
	return nil
}

func (s *Store) requested(k *work, c station.LabelRequested) error {
	if err := ofWork(k, c.Key); err != nil {
		return err
	}
	p := k.parcel(c.Parcel)
	if p == nil || p.state != station.ParcelIsSealed {
		return brokenf("parcel %d is not sealed", c.Parcel)
	}
	if p.live() != nil || s.labels[c.Key] != nil || c.Label < 1 {
		return brokenf("parcel %d has a label", c.Parcel)
	}
	if k.hold != "" || k.cancelled {
		set(s, &k.rev, k.rev+1) // the hold is told again with the answer
	}
	l := &label{work: k, parcel: c.Parcel, n: c.Label, key: c.Key, state: station.LabelIsRequested, at: s.now()}
	put(s, s.labels, c.Key, l)
	set(s, &p.labels, append(slices.Clip(p.labels), l))
	return nil
}

// applyLabel makes a fact about a label true that was requested.
func (s *Store) applyLabel(k *work, parcel, n int, key string, c station.Change) error {
	l, p := s.labels[key], k.parcel(parcel)
	if l == nil || l.work != k || l.parcel != parcel || l.n != n {
		return brokenf("label %s is not known", key)
	}
	to := func(state station.LabelState) error {
		if l.state == state {
			return brokenf("label %s is %s already", key, state)
		}
		return move(s, "label", &l.state, state)
	}
	switch c := c.(type) {
	case station.LabelBought:
		return s.bought(l, p, c.Bought)
	case station.LabelFailed:
		return to(station.LabelIsFailed)
	case station.LabelInDoubt:
		return to(station.LabelDoubtful)
	case station.LabelVoidRequested:
		return to(station.LabelVoidIsRequested)
	case station.VoidRefused:
		return to(station.LabelPurchased)
	case station.LabelVoided:
		if err := to(station.LabelIsVoided); err != nil {
			return err
		}
		s.abandon(k, parcel, n)
		return move(s, "parcel", &p.state, station.ParcelIsSealed)
	}
	return nil
}

func (s *Store) bought(l *label, p *parcel, b station.Bought) error {
	for _, x := range s.labels {
		if x != l && (b.Tracking != "" && x.bought.Tracking == b.Tracking && x.bought.Carrier == b.Carrier || b.SSCC != "" && x.bought.SSCC == b.SSCC) {
			return brokenf("%s is on another label", b.Tracking)
		}
	}
	if l.state == station.LabelPurchased || p.state == station.ParcelLabelled {
		return brokenf("label %s is bought already", l.key)
	}
	set(s, &l.bought, b)
	if err := move(s, "label", &l.state, station.LabelPurchased); err != nil {
		return err
	}
	return move(s, "parcel", &p.state, station.ParcelLabelled)
}

func (s *Store) abandon(k *work, parcel, label int) {
	for _, j := range s.jobs {
		if j.work == k && j.parcel == parcel && j.label == label && j.state == station.PrintQueued {
			set(s, &j.state, station.PrintAbandoned)
		}
	}
}

func (s *Store) printRequested(w *writer, k *work, operator station.ID, c station.PrintRequested) error {
	if err := ofWork(k, string(c.Job)); err != nil {
		return err
	}
	if s.jobs[c.Job] != nil || c.Copy < 1 {
		return brokenf("print job %s is there already", c.Job)
	}
	if c.Doc == station.ArticleLabel {
		if c.Grant == "" {
			return broken("an article label is printed with the yes of a lead")
		}
		if err := s.useGrant(w, k, c.Grant, station.PrintArticle); err != nil {
			return err
		}
	}
	if c.Copy > 1 && (c.Reason == "" || operator == "") {
		return brokenf("copy %d needs a reason", c.Copy)
	}
	if p := k.parcel(c.Parcel); c.Doc == station.ShipLabel && p != nil && p.live() != nil && p.live().n == c.Label && p.live().onBox() {
		return brokenf("label %d of parcel %d is on its box", c.Label, c.Parcel)
	}
	put(s, s.jobs, c.Job, &job{
		id: c.Job, work: k, doc: c.Doc, parcel: c.Parcel, label: c.Label, copy: c.Copy, state: station.PrintQueued,
		station: w.at.name, at: s.now(),
	})
	if p := k.parcel(c.Parcel); p != nil {
		for _, l := range p.labels {
			if l.n == c.Label {
				set(s, &l.station, w.at.name)
			}
		}
	}
	return nil
}

// moveJob takes a print job to a state, through those the bench did not name.
func (s *Store) moveJob(k *work, id station.ID, to station.PrintState) error {
	if err := ofWork(k, string(id)); err != nil {
		return err
	}
	j := s.jobs[id]
	if j == nil {
		return brokenf("print job %s is not known", id)
	}
	if j.state == station.PrintQueued && to != station.PrintQueued && to != station.PrintSending && to != station.PrintAbandoned {
		set(s, &j.state, station.PrintSending)
	}
	if j.state == station.PrintSending {
		switch to {
		case station.PrintCounted, station.PrintConfirmed:
			set(s, &j.state, station.PrintSent)
		case station.PrintFailed:
			set(s, &j.state, station.PrintUnknown)
		}
	}
	return move(s, "print_job", &j.state, to)
}

// proven puts a parcel into its cage: no cages are set up, or somebody scans it
// there later.
func (s *Store) proven(w *writer, k *work, c station.LabelProven) error {
	p := k.parcel(c.Parcel)
	if p == nil || p.live() == nil || p.live().n != c.Label || p.live().state != station.LabelPurchased && p.live().state != station.LabelManifested {
		return brokenf("label %d of parcel %d was not bought", c.Label, c.Parcel)
	}
	if err := s.prove(w, p.live(), c); err != nil {
		return err
	}
	if slices.ContainsFunc(w.at.in.places, func(p *place) bool { return p.Kind == "cage" }) {
		return nil
	}
	if err := move(s, "parcel", &p.state, station.ParcelInCage); err != nil {
		return err
	}
	s.caged(k, c.Parcel, station.InParcel, station.InCage)
	return s.deriveOrder(k.order)
}

// caged moves the units of a parcel to the cage, or back out of it.
func (s *Store) caged(k *work, parcel int, from, to station.PlaceKind) {
	in := station.Place{Kind: from, ID: strconv.Itoa(parcel)}
	for u, n := range maps.Clone(k.units) {
		if u.place == in && n > 0 {
			put(s, k.units, u, 0)
			u.place.Kind = to
			put(s, k.units, u, k.units[u]+n)
		}
	}
}

// prove takes that a label was scanned back, or goes without: then it is no more
// than its print job says.
func (s *Store) prove(w *writer, l *label, c station.LabelProven) error {
	if c.Job != "" {
		if err := ofWork(l.work, string(c.Job)); err != nil {
			return err
		}
	}
	j := s.jobs[c.Job]
	if by := station.PrintState(c.By); by == station.PrintCounted || by == station.PrintSent {
		if j == nil || j.state != by {
			return brokenf("print job %s is not %s", c.Job, by)
		}
		set(s, &l.passed, c.By)
		return nil
	}
	set(s, &l.proven, true)
	set(s, &l.station, w.at.name)
	set(s, &l.at, s.now())
	if j == nil || j.state == station.PrintFailed || j.state == station.PrintAbandoned {
		return nil
	}
	return s.moveJob(l.work, c.Job, station.PrintConfirmed)
}
