package station

// putBackArticle takes an article of a cancelled order in hand: its location is
// scanned next.
func (t *turn) putBackArticle(in Scanned, w *Work, r reading, lines []int) {
	here := []PlaceKind{InTote, InParcel, Loose}
	h := w.find(lines, r.goods, here...)
	if h == nil {
		t.notToPutBack(in, w, lines, here)
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

// notToPutBack refuses an article of which nothing is left, or units of another
// lot than those that were taken.
func (t *turn) notToPutBack(in Scanned, w *Work, lines []int, here []PlaceKind) {
	l := w.Content.Lines[lines[0]]
	if h := w.find(lines, Goods{}, here...); h != nil {
		t.refuse(in, wrong("Another %s was taken: lot %s, serial number %s.", l.SKU, either(h.Lot, "-"), either(h.Serial, "-")), "other_goods")
		return
	}
	t.refuse(in, wrong("Every %s is back already.", l.SKU), "nothing_left")
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
