package memory

import (
	"cmp"
	"context"
	"slices"

	"github.com/packwright/packwright/station"
	"github.com/packwright/packwright/station/store"
	"github.com/packwright/packwright/station/view"
)

// aside is what one station did in one epoch of a work past the books.
type aside struct {
	view.Exception
	writer  *writer
	work    *work
	epoch   int64
	picks   []key // where its units came from
	jobs    map[station.ID]bool
	settled bool
}

// except enters a fact that was set aside.
func (s *Store) except(w *writer, f station.Fact, why string) {
	x := s.asideOf(w, f, why)
	row := x.Exception
	row.Facts, row.At = row.Facts+1, f.At
	if p := s.people[f.Operator]; p != nil {
		row.Person = p.Name
	}
	switch c := f.Change.(type) {
	case station.UnitPicked:
		row.Units += c.Qty
		if c.Into.Kind == station.InTote {
			row.Tote = c.Into.ID
		}
		if at := w.at.in.place(c.Location); at != nil && x.work != nil && c.Line >= 0 && c.Line < len(x.work.lines) {
			l := x.work.lines[c.Line]
			set(s, &x.picks, append(slices.Clone(x.picks), key{at, l.product, l.lotOf(c.Goods)}))
		}
	case station.UnitMoved:
		if c.To.Kind == station.InLocation {
			row.Units = max(0, row.Units-c.Qty)
		}
	case station.ToteBound:
		row.Tote = c.Tote
	case station.Parked:
		row.Slot = c.Slot
	case station.LabelBought:
		row.Lane, row.Code = c.Bought.Lane, cmp.Or(c.Bought.SSCC, c.Bought.Tracking)
	case station.PrintRequested:
		if c.Doc == station.ShipLabel {
			put(s, x.jobs, c.Job, true)
		}
	case station.PrintStarted:
		if j := s.jobs[c.Job]; x.jobs[c.Job] || j != nil && j.doc == station.ShipLabel {
			row.Labels++
		}
	case station.LabelProven:
		row.Proven = true
		row.Code, row.Lane = x.labelled(c, row.Code, row.Lane)
	}
	set(s, &x.Exception, row)
}

// labelled is code and cage of a label that was bought, else what is known of it.
func (x *aside) labelled(c station.LabelProven, code, lane string) (string, string) {
	if x.work == nil || x.work.parcel(c.Parcel) == nil {
		return code, lane
	}
	for _, l := range x.work.parcel(c.Parcel).labels {
		if l.n == c.Label && (l.state == station.LabelPurchased || l.state == station.LabelManifested) {
			return cmp.Or(l.bought.SSCC, l.bought.Tracking, code), cmp.Or(l.bought.Lane, lane)
		}
	}
	return code, lane
}

// asideOf is the open exception that the fact belongs to, a new one if need be.
func (s *Store) asideOf(w *writer, f station.Fact, why string) *aside {
	k := s.works[f.Work]
	for _, x := range w.at.in.aside {
		if x.writer == w && x.Work == string(f.Work) && x.epoch == f.Epoch && !x.settled {
			return x
		}
	}
	x := &aside{writer: w, work: k, epoch: f.Epoch, jobs: map[station.ID]bool{}}
	x.ID, x.Station, x.Work, x.Why = string(s.id()), w.at.name, string(f.Work), why
	if k != nil {
		x.OrderNo = k.order.Number
	}
	set(s, &w.at.in.aside, append(slices.Clone(w.at.in.aside), x))
	return x
}

// Exceptions are what stations did past the books and nobody has settled.
func (s *Store) Exceptions(_ context.Context, code station.ID) (rows []view.Exception, err error) {
	err = s.call(func() error {
		if w, err := s.warehouse(code); err == nil {
			rows = s.exceptions(w)
		}
		return nil
	})
	return rows, err
}

func (s *Store) exceptions(w *warehouse) (rows []view.Exception) {
	for _, x := range w.aside {
		if x.settled {
			continue
		}
		row := x.Exception
		row.At = row.At.UTC()
		if x.work != nil && x.work.holder != nil {
			row.Has = x.work.holder.at.name
		}
		rows = append(rows, row)
	}
	return rows
}

// settleException ends one; what is gone is counted where it came from.
func (s *Store) settleException(w *warehouse, d store.SettleException) error {
	if !slices.Contains([]string{"taken_out", "put_back", "torn_up", "counted", "gone", "nothing"}, d.How) {
		return no("It can be settled by taken_out, put_back, torn_up, counted, gone or nothing.")
	}
	at := slices.IndexFunc(w.aside, func(x *aside) bool { return station.ID(x.ID) == d.Exception && !x.settled })
	if at < 0 {
		return no("There is no open exception %s.", d.Exception)
	}
	x := w.aside[at]
	set(s, &x.settled, true)
	for _, k := range x.picks {
		if p := w.stock[k]; d.How == "gone" && p != nil {
			set(s, &p.counting, true)
		}
	}
	return nil
}
