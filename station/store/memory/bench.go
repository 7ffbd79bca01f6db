package memory

import (
	"context"
	"errors"
	"maps"
	"slices"
	"time"

	"github.com/packwright/packwright/station"
	"github.com/packwright/packwright/station/store"
)

// Bench is the store as the station of that name sees it, with the writer of
// its journal.
func (s *Store) Bench(name string, writer station.ID) store.Bench { return side{s, name, writer} }

type side struct {
	store *Store
	name  string
	id    station.ID
}

// meet answers a writer; one never heard of is entered.
func (s *Store) meet(name string, id station.ID) (*writer, error) {
	b := s.stations[name]
	if b == nil || b.revoked {
		return nil, no("Station %s is not set up here.", name)
	}
	w := s.writers[id]
	if w == nil {
		w = &writer{name: id, at: b, losses: map[station.ID]string{}}
		w.heard, w.caughtUp, w.devices = s.now(), s.now(), map[string]string{}
		put(s, s.writers, id, w)
		set(s, &b.writer, w)
	}
	if w.at != b {
		return nil, station.Refused{Code: station.WriterUnknown, Text: "The journal of this station belongs to another one."}
	}
	return w, nil
}

// Apply makes facts of one writer true, each once, and answers with news.
func (b side) Apply(ctx context.Context, batch station.Batch) (a station.Answer, err error) {
	err = b.store.call(func() error {
		w, err := b.store.meet(batch.Station, batch.Writer)
		if err != nil {
			return err
		}
		a, err = b.store.apply(w, batch)
		return err
	})
	return a, err
}

func (s *Store) apply(w *writer, batch station.Batch) (station.Answer, error) {
	var asides []station.SetAside
	set(s, &w.told, w.told)
	for _, f := range batch.Facts {
		if f.Seq > w.seq+1 && s.lax != "gapless-seq" {
			break
		}
		if f.Seq <= w.seq && s.lax != "gapless-seq" {
			if w.hashes[f.Seq-1] != f.Hash {
				return station.Answer{}, forked("fact %d is another than the one stored", f.Seq)
			}
			continue
		}
		if f.Prev != w.hash && s.lax != "gapless-seq" {
			return station.Answer{}, forked("fact %d does not follow the last one stored", f.Seq)
		}
		if why := s.fact(w, f); why != "" {
			asides = append(asides, s.whoHas(f, why))
			s.except(w, f, why)
			s.mayHaveComeOut(f)
		}
		w.told = told{seq: f.Seq, hash: f.Hash, hashes: append(w.hashes, f.Hash), scan: f.At}
	}
	rules := s.rulesFor(w, len(batch.Facts) == 0)
	s.heardOf(w, batch.Status)
	return station.Answer{
		Through: w.seq, SetAside: asides, Works: s.news(w), Board: s.board(w.at.in),
		Rules: rules, PrinterShared: rules != nil && w.at.shared(), Day: s.day(w.at.in), Now: s.now().UTC(),
	}, nil
}

func forked(text string, seq int64) error {
	return station.Refused{Code: station.WriterForked, Text: "The journal does not fit the database: " + text + ".", Args: []any{seq}}
}

// day is the date in the warehouse. It is the same for a minute.
func (s *Store) day(w *warehouse) string {
	if minute := s.now().Truncate(time.Minute); !w.today.at.Equal(minute) || w.today.zone != w.zone {
		w.today = today{minute, w.zone, minute.In(w.zone).Format(time.DateOnly)}
	}
	return w.today.date
}

// rulesFor are the rules when they changed, or with a heartbeat.
func (s *Store) rulesFor(w *writer, beat bool) *station.Rules {
	if !beat && w.rev == w.at.in.rev {
		return nil
	}
	set(s, &w.rev, w.at.in.rev)
	r := s.rules(w.at)
	return &r
}

func (s *Store) heardOf(w *writer, st station.Status) {
	now := presence{heard: s.now(), caughtUp: w.caughtUp, unsent: st.Unsent, devices: maps.Clone(st.Devices)}
	if st.Unsent == 0 {
		now.caughtUp = now.heard
	}
	set(s, &w.presence, now)
}

// fact makes one fact true, or answers why it is set aside: epoch or rule.
func (s *Store) fact(w *writer, f station.Fact) (why string) {
	k := s.works[f.Work]
	if f.Operator != "" && !s.wasAt(w.at, f.Operator) {
		if k != nil && k.epoch == f.Epoch && k.holder == w {
			set(s, &k.aside, f.Epoch)
		}
		return "rule"
	}
	if f.Work == "" {
		if s.try(func() error { return s.applyStation(w, f) }) != nil {
			return "rule"
		}
		return ""
	}
	if k == nil || (k.epoch != f.Epoch || k.holder != w) && s.lax != "fencing" {
		return s.stale(w, f)
	}
	if _, closes := f.Change.(station.WorkClosed); k.aside == f.Epoch && !closes {
		return "rule"
	}
	if err := s.try(func() error { return s.applyWork(w, k, f) }); err != nil {
		set(s, &k.aside, f.Epoch)
		return "rule"
	}
	if k.history == nil {
		k.history = make([]station.Fact, 0, 24) // as many as most have
	}
	set(s, &k.history, append(k.history, f))
	return ""
}

// stale is a fact of a work that somebody else has. A bench that only says so
// has heard of it.
func (s *Store) stale(w *writer, f station.Fact) string {
	c, closed := f.Change.(station.WorkClosed)
	switch _, lost := f.Change.(station.WorkLost); {
	case lost || closed && c.Why == "lost":
		if _, told := w.losses[f.Work]; told {
			left := maps.Clone(w.losses)
			delete(left, f.Work)
			set(s, &w.losses, left)
		}
		if w.work != nil && w.work.id == f.Work {
			set(s, &w.work, nil)
		}
		return ""
	}
	if _, refused := f.Change.(station.ScanRefused); refused {
		return ""
	}
	return "epoch"
}

// applyStation makes a fact true that belongs to no work.
func (s *Store) applyStation(w *writer, f station.Fact) error {
	switch c := f.Change.(type) {
	case station.SignedIn:
		p := s.people[c.Person]
		if p == nil || !s.wasAt(w.at, c.Person) {
			return brokenf("person %s showed no badge at this station", c.Person)
		}
		set(s, &w.person, p)
	case station.SignedOut:
		set(s, &w.person, nil)
	case station.TypingAllowed:
		return s.allowedBy(w, f, station.TypeCodes, c.By, c.Grant, s.rules(w.at).TypedEntry)
	case station.ScaleDropped:
		return s.allowedBy(w, f, station.DropScale, c.By, c.Grant, s.rules(w.at).NoScale)
	case station.ScaleChecked:
		if c.By != "" && !s.leads(w, c.By, station.Override) {
			return broken("the check of the scale was left out by somebody who may not")
		}
	case station.ToTray:
		return s.toTray(w.at, c)
	case station.CartonEmptied:
		return s.cartonEmptied(w.at, c.Carton, f.At)
	case station.CartonRefilled:
		s.cartonRefilled(w.at, c.Carton)
	case station.PrinterChosen:
		set(s, &w.at.lent, c.Printer)
		set(s, &w.at.in.rev, w.at.in.rev+1)
	case station.ScanRefused, station.Prompted, station.Acknowledged, station.RollLoaded:
	default:
		return brokenf("a fact of kind %s needs a work", c.Kind())
	}
	return nil
}

func (s *Store) whoHas(f station.Fact, why string) station.SetAside {
	a := station.SetAside{Seq: f.Seq, Work: f.Work, Why: why, At: s.now().UTC()}
	k := s.works[f.Work]
	if k == nil {
		return a
	}
	if k.lastWriter != nil {
		a.Station = k.lastWriter.at.name
	}
	if p := s.people[k.packer]; p != nil {
		a.Person = p.Name
	}
	return a
}

// news of the works a writer holds, and of those it lost. Renews the leases.
func (s *Store) news(w *writer) []station.Told {
	var told []station.Told
	for _, k := range w.at.in.liveWorks {
		if k.holder != w {
			continue
		}
		set(s, &k.until, s.now().Add(lease))
		n := station.Told{Work: k.id, Lead: k.answered(w)}
		if k.rev > k.seen {
			a := k.asked()
			n.Asked = &a
		}
		if n.Asked != nil || n.Lead != nil {
			told = append(told, n)
		}
	}
	if len(w.losses) == 0 {
		return told
	}
	for _, id := range slices.Sorted(maps.Keys(w.losses)) {
		told = append(told, station.Told{Work: id, LostTo: w.losses[id]})
	}
	return told
}

func (s *Store) board(w *warehouse) station.Board {
	var b station.Board
	for _, k := range w.liveWorks {
		switch {
		case k.state == station.Ready && k.blocked == "" && k.holder == nil:
			b.Ready++
			if k.late(s.now()) && k.assigned == nil {
				b.Late++
			}
		case k.state == station.Picked && k.holder == nil && k.tote != "":
			b.Totes++
		}
		if k.parked != nil && k.parked.ready && k.parked.slot != "" {
			b.ParkedReady++
		}
	}
	return b
}

func (k *work) late(now time.Time) bool {
	return !k.order.ShipBy.IsZero() && k.order.ShipBy.Before(now)
}

// refusedBy says whether an error is a rule that was broken.
func refusedBy(err error) bool {
	var b broken
	return errors.As(err, &b)
}
