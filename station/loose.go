package station

// A label that came out, or may have, and is not on its box yet is loose. One
// loose label at a bench can be taken for nobody else's; two can be swapped. So
// the next prints when the last is proven, parked with its box, or given up. And
// what a fault kept back never comes out by itself, when nobody looks: the bench
// asks for the box in hand, and prints its label alone.

// loose is a work in hand with a label that may lie loose, beside that of the
// key; nil when there is none.
func (s *State) loose(beside string) *Work {
	for i := range s.Works {
		if w := &s.Works[i]; w.LostTo == "" && w.looseLabel(beside) {
			return w
		}
	}
	return nil
}

// looseLabel says that a label of the work may lie loose, beside that of the key.
func (w *Work) looseLabel(beside string) bool {
	for i := range w.Parcels {
		if l := w.Parcels[i].Live(); l != nil && l.Key != beside && w.Parcels[i].State == ParcelLabelled && l.loose() {
			return true
		}
	}
	return false
}

// loose says that the label may lie at the bench and is on no box that is known.
func (l *Label) loose() bool {
	j := l.lastJob()
	if j == nil || l.State != LabelPurchased {
		return false
	}
	switch j.State {
	case PrintSending, PrintSent, PrintCounted, PrintUnknown:
		return true
	}
	return false
}

// boxInHand answers + while a label waits: what is loose is seen to first, and
// then the box is in the packer's hand.
func (t *turn) boxInHand(w *Work) {
	p := w.Current()
	if other := t.loose(p.Live().Key); other != nil {
		t.start(other)
		t.tell(good("Order %s goes on here.", t.Work().OrderNo))
		return
	}
	t.showBox(w, "yes")
	t.tell(wait("The label comes: stick it on THIS box."))
}

// showBox lets the label print that was kept back for the box in hand, if it was.
func (t *turn) showBox(w *Work, by string) {
	p := w.Current()
	if p == nil || p.Live() == nil {
		return
	}
	if j := p.Live().lastJob(); j != nil && j.Held {
		t.boxShown(w, p.N, by)
	}
}

// boxShown lets the label of the box print, also when it could not be printed
// before: another printer can, or another program.
func (t *turn) boxShown(w *Work, parcel int, by string) {
	if j := w.parcel(parcel).Live().lastJob(); j != nil {
		t.ended("unprintable:" + string(j.ID))
	}
	t.is(BoxShown{OfWork: w.of(), Parcel: parcel, By: by})
}

// keepBack holds what had not begun when this bench was started again, or got
// the work without its goods being scanned.
func (t *turn) keepBack(w *Work) {
	of := w.of()
	for i := range w.Parcels {
		l := w.Parcels[i].Live()
		if l == nil {
			continue
		}
		if j := l.lastJob(); j != nil && j.State == PrintQueued && !j.Held && !t.under.has("print:"+string(j.ID)) {
			t.is(PrintEnded{OfWork: of, Job: j.ID, State: PrintQueued, Counter: -1, Problem: "the bench was started again"})
		}
	}
}
