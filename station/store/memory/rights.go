package memory

import (
	"context"
	"time"

	"github.com/packwright/packwright/station"
	"github.com/packwright/packwright/station/store"
)

// Grant allows one deed on one work, once, within 60 s, to whom the badge belongs;
// without one, to the lead who said yes on the board.
func (b side) Grant(ctx context.Context, g station.Grant) (a station.Allowed, err error) {
	s := b.store
	err = s.call(func() error {
		w, err := s.meet(b.name, b.id)
		if err != nil {
			return err
		}
		k := s.works[g.Work]
		who := s.holder(g.Badge)
		if g.Badge == "" {
			who = s.answeredCall(w, k, g.Action)
		}
		switch {
		case who == nil:
			return no("This badge is not valid any more.")
		case !who.Role.May(g.Action):
			return no("%s may not do this. A lead may.", who.Name)
		case k == nil || k.holder != w:
			return no("This order is not in hand here any more.")
		}
		id := s.id()
		put(s, s.grants, id, &grant{work: k, writer: w, action: g.Action, by: who.ID, at: s.now()})
		a = station.Allowed{Work: g.Work, Action: g.Action, Grant: id, By: who.Person}
		return nil
	})
	return a, err
}

// holder is whose badge a code is, nil for nobody's or one that was revoked.
func (s *Store) holder(code string) *person {
	b := s.badges[store.BadgeHash(code)]
	if b == nil || b.revoked || b.person.revoked {
		return nil
	}
	return b.person
}

// answeredCall is the lead who said yes on the board to what a work waits for.
func (s *Store) answeredCall(w *writer, k *work, a station.Action) *person {
	if k == nil || k.holder != w {
		return nil
	}
	c := k.call
	if c == nil || c.writer != w || c.epoch != k.epoch || c.ask.Action != a || c.answer != "yes" {
		return nil
	}
	if p := s.people[c.lead.ID]; p != nil && !p.revoked {
		return p
	}
	return nil
}

// wasAt says that a person showed his badge at a station.
func (s *Store) wasAt(b *bench, who station.ID) bool {
	_, seen := b.seen[who]
	return seen || s.tookOver()
}

// tookOver says that this server took over within a day: it may lack the last rows
// of the one before, so what it does not know of badges and grants is no lie.
func (s *Store) tookOver() bool {
	return !s.took.IsZero() && s.now().Sub(s.took) < 24*time.Hour
}

// leads says that a person may do an action, and may have been at the station to do
// it: his badge was shown there within two days before it was last in touch.
func (s *Store) leads(w *writer, who station.ID, a station.Action) bool {
	p := s.people[who]
	if p == nil || !p.Role.May(a) || p.revoked && p.revokedAt.Before(w.caughtUp) {
		return false
	}
	seen, known := w.at.seen[who]
	return known && !seen.Before(w.caughtUp.Add(-48*time.Hour)) || s.tookOver()
}

// allowedBy refuses what nobody allowed: neither a person with a grant, nor he in
// whose session it was, where he may or the house lets every packer.
func (s *Store) allowedBy(w *writer, f station.Fact, a station.Action, by, id station.ID, rule string) error {
	if id == "" {
		if by == "" || by != f.Operator || rule != string(station.Packer) && !s.leads(w, by, a) {
			return broken("that was not allowed by somebody who may")
		}
		return nil
	}
	g := s.grants[id]
	if g != nil && g.writer == w && g.action == a && g.by == by && !g.used {
		set(s, &g.used, true)
		return nil
	}
	if s.tookOver() {
		return nil
	}
	return broken("that was not granted")
}

// ofWork refuses the key of a label or the name of a print job that is another
// work's: both begin with their work.
func ofWork(k *work, key string) error {
	if len(key) <= len(k.id) || key[:len(k.id)+1] != string(k.id)+"." {
		return brokenf("%s is not of this work", key)
	}
	return nil
}
