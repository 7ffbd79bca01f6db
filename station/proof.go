package station

import (
	"slices"

	"github.com/packwright/packwright/station/tracking"
)

// labelScanned decides a code of one of the work's labels, and says whether it
// was one.
func (t *turn) labelScanned(in Scanned, p Prompt, w *Work, r reading) bool {
	by := ""
	cur := w.Current()
	if w.tracked() && r.sscc == "" && r.gtin == "" {
		r.numbers = tracking.Find(nil, r.text)
	}
	if cur != nil && cur.Live() != nil {
		by = cur.Live().carries(r)
	}
	switch {
	case by == "" && !w.ownLabel(r):
		return false
	case by == "":
		t.refuse(in, wrong("That is the label of another box of this order."), "other_box")
	case !p.Takes(ALabel):
		t.refuse(in, wrong("This is the label of this box. Scan %s.", waitsFor(p)), "label_not_now")
	case t.onAnother(cur.Live(), r):
		t.refuse(in, wrong("This code is on several labels here. Scan another one of this label."), "several_labels")
	default:
		t.prove(w, cur, by)
	}
	return true
}

// carries says by what the code is one of the label: sscc, tracking, code for any
// other barcode of the carrier's own label, or "".
func (l *Label) carries(r reading) string {
	switch {
	case r.sscc != "" && r.sscc == l.Bought.SSCC:
		return "sscc"
	case l.Bought.Tracking != "" && r.text == l.Bought.Tracking:
		return "tracking"
	}
	for _, n := range r.numbers {
		if l.Bought.Tracking != "" && n.Text == l.Bought.Tracking {
			return "tracking" // with spaces, or with the address code that its carrier prints before it
		}
	}
	if slices.Contains(l.Codes, r.text) {
		return "code"
	}
	return ""
}

// onAnother says that the code stands on another open label of this bench as
// well: it tells nothing about either.
func (s *State) onAnother(l *Label, r reading) bool {
	for i := range s.Works {
		for k := range s.Works[i].Parcels {
			p := &s.Works[i].Parcels[k]
			x := p.Live()
			if x != nil && x.Key != l.Key && p.State == ParcelLabelled && x.carries(r) != "" {
				return true
			}
		}
	}
	return false
}

// tracked says that a label of the work has a carrier's number.
func (w *Work) tracked() bool {
	for i := range w.Parcels {
		for k := range w.Parcels[i].Labels {
			if w.Parcels[i].Labels[k].Bought.Tracking != "" {
				return true
			}
		}
	}
	return false
}

// ownLabel says whether the code is on any label of the work.
func (w *Work) ownLabel(r reading) bool {
	for _, p := range w.Parcels {
		for i := range p.Labels {
			if p.Labels[i].carries(r) != "" {
				return true
			}
		}
	}
	return false
}

// prove says that the label is on its box. A copy that was thought lost may be
// found before the next one was begun: that one is not printed any more.
func (t *turn) prove(w *Work, p *Parcel, by string) {
	of, l := w.of(), p.Live()
	jobs := l.Jobs
	switch j := l.lastJob(); j.State {
	case PrintSending: // it is on the box before the printer says so
		t.is(PrintEnded{OfWork: of, Job: j.ID, State: PrintSent, Counter: -1})
	case PrintQueued:
		t.is(PrintEnded{OfWork: of, Job: j.ID, State: PrintAbandoned, Counter: -1})
		jobs = jobs[:len(jobs)-1]
	}
	t.is(LabelProven{OfWork: of, Parcel: p.N, Label: l.N, Job: jobs[len(jobs)-1].ID, By: by})
	t.mark(OK, "label")
	t.sayLabelled(l.Bought.Lane)
}

// sayLabelled says what comes after a box with its label on.
func (t *turn) sayLabelled(lane string) {
	w := t.Work()
	switch {
	case w.Current() != nil || !w.allPacked():
		t.tell(done("Box done. The next box of %s.", w.OrderNo))
	case lane != "":
		t.tell(done("%s shipped. Carry it to lane %s.", w.OrderNo, lane))
	default:
		t.tell(done("%s shipped.", w.OrderNo))
	}
}

// passes says what lets the parcel's label go without being scanned back:
// counted, sent, or "" where it must be. A counter proves that a label was fed,
// not which: with several boxes, with a second copy or after a fault only a scan
// tells. What is unknown is for a person to say, whatever the rule.
func (w *Work) passes(p *Parcel) string {
	j := p.Live().lastJob()
	switch w.Rules.Proof {
	case ProofSeveral:
		if j.State == PrintCounted && j.Copy == 1 && !j.Again && w.allPacked() && w.onlyBox(p) {
			return string(PrintCounted)
		}
	case ProofNever:
		if j.State == PrintCounted || j.State == PrintSent {
			return string(j.State)
		}
	}
	return ""
}

// onlyBox says that the work has no other box.
func (w *Work) onlyBox(p *Parcel) bool {
	return !slices.ContainsFunc(w.Parcels, func(x Parcel) bool { return x.N != p.N && x.State != ParcelVoided })
}

// pass lets a label go that the rule of the house does not want scanned back.
func (t *turn) pass(w *Work) {
	p := w.Current()
	l := p.Live()
	t.is(LabelProven{OfWork: w.of(), Parcel: p.N, Label: l.N, Job: l.lastJob().ID, By: w.passes(p)})
	t.sayLabelled(l.Bought.Lane)
}
