package station

// times makes the last scan stand for n pieces.
func (t *turn) times(in Scanned, p Prompt, n int) {
	w := t.Work()
	switch {
	case n < 0:
		t.refuse(in, wrong("%s is no count. Type * and one to five digits.", in.Text), "not_a_count")
	case p.Star == "" || w.Undo.Qty == 0:
		t.refuse(in, wrong("Scan the article first, then * and the count."), "nothing_to_count")
	case n < w.Undo.Qty:
		t.refuse(in, wrong("Counted %d already. Type - to undo it.", w.Undo.Qty), "count_too_low")
	case n == w.Undo.Qty:
		t.tell(good("%d counted.", n))
	case w.vouched:
		t.refuse(in, wrong("A lead counted one. Each one without a barcode needs his badge."), "vouched_count")
	case w.Content.Lines[w.Undo.Line].Serial:
		t.refuse(in, wrong("Each %s has its own serial number: scan one by one.", w.Content.Lines[w.Undo.Line].SKU), "serial_count")
	case w.UndoTo.Kind == InLocation:
		t.pickMore(in, w, n-w.Undo.Qty)
	default:
		t.packMore(in, w, n-w.Undo.Qty)
	}
}

// pickMore counts n more units like the last one.
func (t *turn) pickMore(in Scanned, w *Work, n int) {
	u, l, stop := w.Undo, w.Content.Lines[w.Undo.Line], w.NextStop()
	if stop == nil || stop.ID != u.Stop || n > w.room(stop) {
		t.refuse(in, wrong("Not so many: %d of %d of %s are in.", w.Tallys[u.Line].Picked, l.Want, l.SKU), "count_too_high")
		return
	}
	t.is(UnitPicked{OfWork: w.of(), Line: u.Line, Stop: u.Stop, Location: u.Location, Goods: u.Goods, Qty: n, Into: u.Place, Typed: true, More: true})
	t.sayPicked(u.Line)
}

// packMore counts n more units of the last one's article: of its lot first.
func (t *turn) packMore(in Scanned, w *Work, n int) {
	u, l := w.Undo, w.Content.Lines[w.Undo.Line]
	same := min(n, w.toPack(u.Line, u.Goods))
	if n > w.toPack(u.Line, Goods{}) {
		t.refuse(in, wrong("Not so many: %d of %d of %s are in.", w.Tallys[u.Line].Packed, l.Want, l.SKU), "count_too_high")
		return
	}
	t.pack(Ask{Line: u.Line, Goods: u.Goods, Qty: same, Typed: true}, true)
	t.pack(Ask{Line: u.Line, Qty: n - same, Typed: true}, true)
	t.sayPacked(u.Line)
}

// undo takes the last scan back, whatever it counted.
func (t *turn) undo() {
	w := t.Work()
	u, to, of := w.Undo, w.UndoTo, w.of()
	for _, b := range w.undo {
		m := UnitMoved{OfWork: of, Line: b.Line, Goods: b.Goods, Qty: b.Qty, From: b.Place, To: b.to, Why: "undo"}
		if b.to.Kind == InLocation {
			m.Stop = b.Stop
		}
		t.is(m)
	}
	l := w.Content.Lines[u.Line]
	t.mark(OK, "undo")
	if to.Kind == InLocation {
		t.tell(good("Undone: %s %d of %d. Put it back to %s.", l.SKU, t.Work().Tallys[u.Line].Picked, l.Want, to.ID))
		return
	}
	t.tell(good("Undone: %s %d of %d.", l.SKU, t.Work().Tallys[u.Line].Packed, l.Want))
}
