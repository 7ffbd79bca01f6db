package station

// putBackArticle takes an article of a cancelled order in hand: its location is
// scanned next.
func (t *turn) putBackArticle(in Scanned, w *Work, r reading, lines []int) {
	here := []PlaceKind{InTote, InParcel, Loose}
	h := w.find(lines, r.goods, here...)
	if h == nil {
		t.refuse(in, wrong("Every %s is back already.", w.Content.Lines[lines[0]].SKU), "nothing_left")
		return
	}
	l := w.Content.Lines[h.Line]
	if l.Serial && r.goods.Serial == "" && w.mixed(h.Line, here...) {
		t.refuse(in, wrong("Each %s has its own serial number: scan that.", l.SKU), "which_serial")
		return
	}
	t.ask(Ask{Kind: AskPutWhere, Line: h.Line, Goods: h.Goods, Qty: 1, Place: Place{InLocation, h.Location}, Code: h.Place.ID, Deed: string(h.Place.Kind)})
	t.mark(OK, label(l.SKU))
	t.tell(good("Put %s to %s and scan it.", l.SKU, h.Location))
}

// putBackAt books the unit of the open question into the location.
func (t *turn) putBackAt(w *Work, location string) {
	a := w.Ask
	from := Place{PlaceKind(a.Deed), a.Code}
	t.is(UnitMoved{OfWork: w.of(), Line: a.Line, Goods: a.Goods, Qty: a.Qty, From: from, To: Place{InLocation, location}, Why: "put_back"})
	t.close()
	t.mark(OK, label(location))
	t.tell(good("%s is back at %s. %d to go.", w.Content.Lines[a.Line].SKU, location, t.Work().away()))
}
