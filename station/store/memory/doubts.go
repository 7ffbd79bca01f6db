package memory

import (
	"cmp"
	"context"
	"slices"

	"github.com/packwright/packwright/station"
	"github.com/packwright/packwright/station/view"
)

// Doubts are the ship labels that may lie somewhere on no box.
func (s *Store) Doubts(_ context.Context, code station.ID) (rows []view.Doubt, err error) {
	err = s.call(func() error {
		for _, j := range s.jobs {
			if l := s.doubtful(j); l != nil && j.work.order.in.Code == string(code) {
				rows = append(rows, j.doubt(l))
			}
		}
		slices.SortFunc(rows, func(a, b view.Doubt) int {
			return cmp.Or(a.Since.Compare(b.Since), cmp.Compare(a.OrderNo, b.OrderNo), cmp.Compare(a.Parcel, b.Parcel))
		})
		return nil
	})
	return rows, err
}

// doubtful is the label of a job that nobody knows the outcome of, nil when it is
// known or does not matter any more.
func (s *Store) doubtful(j *job) *label {
	refused := j.state == station.PrintQueued && j.problem == station.PrintRefused
	if j.doc != station.ShipLabel || !refused && j.state != station.PrintSending && j.state != station.PrintSent && j.state != station.PrintUnknown {
		return nil
	}
	p := j.work.parcel(j.parcel)
	if p == nil {
		return nil
	}
	at := slices.IndexFunc(p.labels, func(l *label) bool { return l.n == j.label })
	if at < 0 {
		return nil
	}
	l := p.labels[at]
	live := l.state == station.LabelPurchased || l.state == station.LabelManifested
	if !live || l.proven || l.passed != "" {
		return nil
	}
	return l
}

func (j *job) doubt(l *label) view.Doubt {
	d := view.Doubt{
		Station: j.station, OrderNo: j.work.order.Number, Parcel: j.parcel,
		Carrier: l.bought.Carrier, Tracking: l.bought.Tracking, SSCC: l.bought.SSCC,
		Copy: j.copy, State: string(j.state), Problem: j.problem, Since: j.at,
	}
	if j.work.parked != nil {
		d.Slot = j.work.parked.slot
	}
	return d
}

// mayHaveComeOut takes of a fact that was set aside that a ship label began to
// print: whoever opens its work next is told, and asks before it prints again.
func (s *Store) mayHaveComeOut(f station.Fact) {
	c, began := f.Change.(station.PrintStarted)
	if !began {
		return
	}
	j := s.jobs[c.Job]
	if j == nil || j.work.id != f.Work || j.doc != station.ShipLabel || j.state != station.PrintQueued {
		return
	}
	set(s, &j.problem, "")
	set(s, &j.state, station.PrintSending)
	set(s, &j.work.history, append(j.work.history, f))
}
