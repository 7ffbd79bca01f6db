package memory

import (
	"cmp"
	"slices"
	"time"

	"github.com/packwright/packwright/station"
	"github.com/packwright/packwright/station/store"
	"github.com/packwright/packwright/station/view"
)

// call is what a bench waits for a lead's yes for.
type call struct {
	writer *writer
	epoch  int64
	seq    int64 // of the fact that asked
	ask    station.Ask
	by     station.ID
	since  time.Time
	answer string // "", yes or no
	lead   station.Person
}

// prompted keeps the open question of a work, where it is one to a lead.
func (s *Store) prompted(w *writer, k *work, f station.Fact, a station.Ask) {
	if a.Kind != station.AskLead {
		set(s, &k.call, nil)
		return
	}
	set(s, &k.call, &call{writer: w, epoch: f.Epoch, seq: f.Seq, ask: a, by: f.Operator, since: f.At})
}

// answered is what a lead said to the question of the work, nil before he did.
func (k *work) answered(w *writer) *station.LeadAnswer {
	c := k.call
	if c == nil || c.writer != w || c.epoch != k.epoch || c.answer == "" {
		return nil
	}
	return &station.LeadAnswer{Call: c.seq, Yes: c.answer == "yes", By: c.lead}
}

// answerCall is a lead's yes or no to what a bench asks.
func (s *Store) answerCall(k *work, d store.AnswerCall) error {
	c, b := k.call, s.badges[d.BadgeHash]
	switch {
	case c == nil || c.seq != d.Call || c.answer != "" || c.epoch != k.epoch || c.writer != k.holder:
		return no("This call is over.")
	case b == nil || b.revoked || b.person.revoked:
		return no("This badge is not valid here.")
	case b.Role == station.Packer:
		return no("%s may not answer. A lead may.", b.Name)
	}
	answer := "no"
	if d.Yes {
		answer = "yes"
	}
	set(s, &c.answer, answer)
	set(s, &c.lead, b.Person)
	set(s, &k.rev, k.rev+1)
	return nil
}

// calls are the questions to a lead, the oldest first.
func (s *Store) calls(w *warehouse) []view.CallRow {
	var rows []view.CallRow
	for _, k := range w.liveWorks {
		c := k.call
		if c == nil || k.holder != c.writer || k.epoch != c.epoch {
			continue
		}
		r := view.CallRow{
			Station: c.writer.at.name, OrderNo: k.order.Number, Work: string(k.id), Call: c.seq, Action: string(c.ask.Action),
			Qty: c.ask.Qty, Code: c.ask.Code, Since: c.since.UTC(), Answer: c.answer, AnsweredBy: c.lead.Name,
		}
		if p := s.people[c.by]; p != nil {
			r.Operator = p.Name
		}
		if c.ask.Line < len(k.lines) {
			r.SKU = k.lines[c.ask.Line].SKU
		}
		rows = append(rows, r)
	}
	slices.SortFunc(rows, func(a, b view.CallRow) int {
		return cmp.Or(a.Since.Compare(b.Since), cmp.Compare(a.Station, b.Station))
	})
	return rows
}

// learnt gives the article of a line a code, and tells whoever has it in hand.
func (s *Store) learnt(w *writer, k *work, c station.CodeLearnt) error {
	if c.Grant == "" || c.Code == "" || len(c.Code) > 80 {
		return broken("a code is learnt with the yes of a lead")
	}
	if err := s.useGrant(w, k, c.Grant, station.LearnCode); err != nil {
		return err
	}
	if c.Line < 0 || c.Line >= len(k.lines) {
		return broken("the work has no such line")
	}
	p, code := k.lines[c.Line].product, station.Barcode{Code: c.Code, Units: 1}
	if s.carries(p.Client, p, code) {
		set(s, &p.codes, append(slices.Clip(p.codes), code))
		set(s, &p.learnt, append(slices.Clip(p.learnt), code))
		slices.SortFunc(p.learnt, func(a, b station.Barcode) int { return cmp.Compare(a.Code, b.Code) })
	}
	for _, x := range s.works {
		if x.holder != nil && slices.ContainsFunc(x.lines, func(l *line) bool { return l.product == p }) {
			set(s, &x.rev, x.rev+1)
		}
	}
	return nil
}

// carries enters a code of an article, and says whether it is new; one known has
// its pieces changed.
func (s *Store) carries(client string, p *product, c station.Barcode) (isNew bool) {
	at := sku{client, c.Code}
	all := slices.Clone(s.barcodes[at])
	i := slices.IndexFunc(all, func(b barcode) bool { return b.product == p })
	if i < 0 {
		all = append(all, barcode{p, c.Units})
		slices.SortFunc(all, func(a, b barcode) int { return cmp.Compare(number(a.id), number(b.id)) })
	} else {
		all[i].units = c.Units
	}
	put(s, s.barcodes, at, all)
	return i < 0
}
