package station

// reopen opens a sealed parcel; a bought label is voided first.
func (t *turn) reopen(w *Work) {
	p := w.Current()
	if p.Live() != nil {
		t.confirmDeed("reopen")
		return
	}
	t.reopened(w, p.N, t.refusedG > 0)
}

// reopened opens the parcel; after a wrong weight its goods count again from
// zero.
func (t *turn) reopened(w *Work, n int, again bool) {
	t.is(ParcelReopened{OfWork: w.of(), Parcel: n})
	t.refusedG = 0
	switch w = t.Work(); {
	case again:
		t.recount(w, "recount")
		t.tell(wait("Box %d is open. Scan every article again.", n))
	case w.Halt() == "":
		t.tell(good("Box %d is open.", n))
	}
}

// requestVoid asks the carrier to take the parcel's label back.
func (t *turn) requestVoid(w *Work, p *Parcel, reason string) {
	l := p.Live()
	t.is(LabelVoidRequested{OfWork: w.of(), Parcel: p.N, Label: l.N, Key: l.Key, Reason: reason})
	t.do(Push{})
}

// voidAgain asks once more after the carrier refused.
func (t *turn) voidAgain(w *Work) {
	t.requestVoid(w, w.voidRefused(), voidForCancel)
	t.tell(wait("The carrier is asked again."))
}

// voidForCancel is why the labels of a cancelled work are voided.
const voidForCancel = "cancelled"

// voidRefused is a parcel of a cancelled work whose label the carrier would not
// take back, nil when there is none.
func (w *Work) voidRefused() *Parcel {
	for i := range w.Parcels {
		if l := w.Parcels[i].Live(); l != nil && w.Parcels[i].State == ParcelLabelled && l.State == LabelPurchased && l.Code == voidForCancel {
			return &w.Parcels[i]
		}
	}
	return nil
}

// voided takes the carrier's answer to a void.
func (t *turn) voided(in Voided) {
	t.ended("void:" + in.Key)
	w := t.find(in.Work)
	if w == nil {
		return
	}
	l := w.label(in.Parcel, in.Label)
	if l == nil || l.Key != in.Key || l.State != LabelVoidIsRequested {
		return
	}
	of, reason := w.of(), l.Code
	switch {
	case in.OK:
		t.ended("doubt:" + in.Key)
		t.is(LabelVoided{OfWork: of, Parcel: in.Parcel, Label: in.Label, Key: in.Key})
		if reason == "reopen" && w.ID == t.Active && w.Stage != Cancelling {
			t.reopened(t.Work(), in.Parcel, false)
		}
	case in.Away:
		t.doubt("doubt:" + in.Key)
		t.note(wait("The carrier does not answer. It is asked again."))
	default:
		t.ended("doubt:" + in.Key)
		t.is(VoidRefused{OfWork: of, Parcel: in.Parcel, Label: in.Label, Key: in.Key})
		t.tell(stop("The carrier does not take the label back. 9 park: a lead decides."))
	}
}
