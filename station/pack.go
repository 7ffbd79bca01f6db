package station

import "strconv"

// planned takes the cartonizer's answer; it is kept as a fact and never
// computed again.
func (t *turn) planned(in Planned) {
	t.ended("plan:" + string(in.Work))
	w := t.find(in.Work)
	if w == nil || w.Planned {
		return
	}
	t.is(CartonsPlanned{OfWork: w.of(), Parcels: in.Parcels, Proof: in.Proof, Unsized: in.Unsized})
}

// cartonScanned decides a carton.
func (t *turn) cartonScanned(in Scanned, p Prompt, w *Work, c Carton) {
	cur := w.Current()
	switch {
	case p.Takes(ACarton):
		t.mark(OK, "box "+c.Name)
		t.takeCarton(w, c.Code)
	case cur != nil && cur.State == ParcelOpen && !w.Ask.Open() && (p.Takes(AArticle) || p.Takes(ALocation)) && c.Code != cur.Carton:
		// Any carton may be taken instead while the box is open.
		t.mark(OK, "box "+c.Name)
		t.takeCarton(w, c.Code)
	default:
		t.refuse(in, wrong("This is box %s. Scan %s.", c.Name, waitsFor(p)), "carton_not_now")
	}
}

// takeCarton opens the next parcel in the carton, or moves the open one's goods
// into it.
func (t *turn) takeCarton(w *Work, code string) {
	c := w.Carton(code)
	if p := w.Current(); p != nil && p.State == ParcelOpen {
		was := w.Carton(p.Carton)
		t.is(CartonChanged{OfWork: w.of(), Parcel: p.N, Carton: code, Why: "does_not_fit"})
		t.close()
		name := p.Carton
		if was != nil {
			name = was.Name
		}
		t.tell(good("BOX %s instead of %s.", c.Name, name))
		return
	}
	planned := ""
	if s := w.Suggested(); s != nil {
		planned = s.Code
	}
	t.is(ParcelOpened{OfWork: w.of(), Parcel: len(w.Parcels) + 1, Carton: code, Planned: planned})
	switch {
	case planned == "" || planned == code:
		t.tell(good("BOX %s.", c.Name))
	default:
		t.tell(good("BOX %s instead of %s.", c.Name, w.Carton(planned).Name))
	}
}

// packUnit verifies an article into the open parcel.
func (t *turn) packUnit(in Scanned, w *Work, r reading, lines []int, units int) {
	h := w.find(lines, r.goods, Loose, InTote)
	if h == nil {
		t.notToPack(in, w, r, lines)
		return
	}
	l := w.Content.Lines[h.Line]
	if left := w.count2(h.Line); units > left {
		t.refuse(in, wrong("This code stands for %d of %s, only %d are missing. Scan single pieces.", units, l.SKU, left), "case_too_large")
		return
	}
	if l.Serial && r.goods.Serial == "" {
		a := Ask{Kind: AskLot, Line: h.Line, Qty: 1, Goods: Goods{Lot: h.Lot, Expiry: h.Expiry}, Typed: !in.Proof}
		t.ask(a)
		text, args, _ := w.goodsText(a)
		t.tell(wait(text, args...))
		return
	}
	t.countPacked(in, w, Ask{Line: h.Line, Goods: r.goods, Qty: units, Typed: !in.Proof}, "")
}

// notToPack refuses an article that is complete, or a serial number that was
// not picked.
func (t *turn) notToPack(in Scanned, w *Work, r reading, lines []int) {
	l, n := w.Content.Lines[lines[0]], w.Tallys[lines[0]].Packed
	switch {
	case r.goods.Serial != "" && w.hasSerial(lines[0], r.goods.Serial):
		t.refuse(in, wrong("Serial number %s is in the box already.", r.goods.Serial), "serial_twice")
	case w.count2(lines[0]) > 0:
		t.refuse(in, wrong("This %s was not picked for this order: its lot or serial number is another.", l.SKU), "other_goods")
	case n >= l.Want:
		t.stray = stray{code: in.Text, product: l.Product, name: l.SKU, times: 2}
		t.refuse(in, wrong("%s is complete (%s). Extra unit to the RED TRAY: 3", l.SKU, ratio(n, l.Want)), "too_many")
	default:
		t.refuse(in, wrong("%s was not picked. 1 missing, or 3 puts it into the red tray.", l.SKU), "not_picked")
	}
}

// countPacked counts the units of the question into the open parcel.
func (t *turn) countPacked(in Scanned, w *Work, a Ask, grant ID) {
	if h := w.find([]int{a.Line}, a.Goods, Loose, InTote); h == nil {
		t.refuse(in, wrong("Serial number %s was not picked for this order.", a.Goods.Serial), "other_goods")
		return
	}
	parcel, of := w.Current().N, w.of()
	for left := a.Qty; left > 0; {
		h := t.Work().find([]int{a.Line}, a.Goods, Loose, InTote)
		q := min(left, h.Qty)
		t.is(UnitPacked{OfWork: of, Line: a.Line, Parcel: parcel, Goods: h.Goods, Qty: q, From: h.Place, Typed: a.Typed, Grant: grant})
		left -= q
	}
	t.mark(OK, label(w.Content.Lines[a.Line].SKU))
	t.stray = stray{}
	t.sayPacked(a.Line)
}

func (t *turn) sayPacked(line int) {
	w := t.Work()
	l, n := w.Content.Lines[line], w.Tallys[line].Packed
	if n < l.Want {
		t.tell(good("%s %d of %d.", l.SKU, n, l.Want))
		return
	}
	t.tell(done("%s %d of %d, line done.", l.SKU, n, l.Want))
}

// packChoice answers a digit at PACK.
func (t *turn) packChoice(in Scanned, w *Work, digit byte) {
	switch digit {
	case '1':
		t.ask(Ask{Kind: AskMissing})
		t.tell(wait("Which article is missing?"))
	case '2':
		t.ask(Ask{Kind: AskDamaged})
		t.tell(wait("Scan the damaged article."))
	case '3':
		t.toTray(in, w)
	case '4':
		t.ask(Ask{Kind: AskNoBarcode})
		t.tell(wait("Which article has no barcode?"))
	case '5':
		t.ask(Ask{Kind: AskCarton})
		t.tell(wait("Which other carton?"))
	case '6':
		t.ask(Ask{Kind: AskTakeOut})
		t.tell(wait("Scan the article that comes out."))
	case '7':
		t.seal(w)
	case '8':
		t.ask(Ask{Kind: AskLead, Action: Override})
		t.tell(wait("A lead is called."))
	}
}

// toTray books the article that was just refused into the red tray.
func (t *turn) toTray(in Scanned, w *Work) {
	if t.stray.code == "" {
		t.refuse(in, wrong("Scan the foreign article first, then 3."), "no_stray")
		return
	}
	t.is(ToTray{Product: t.stray.product, Code: label(t.stray.code), Qty: 1, Tray: t.Rules.Tray, From: w.ID})
	t.mark(OK, "tray")
	t.tell(good("Put %s into the RED TRAY.", either(t.stray.name, "it")))
	t.stray = stray{}
}

// takeOut takes one unit out of the open parcel: back to the tote, or to its
// location where the pick was the pack.
func (t *turn) takeOut(in Scanned, w *Work, r reading, lines []int) {
	cur := w.Current()
	var h *Held
	for i := range w.Held {
		x := &w.Held[i]
		if x.Place == parcelPlace(cur.N) && contains(lines, x.Line) && x.matches(r.goods) {
			h = x
		}
	}
	if h == nil {
		t.refuse(in, wrong("None of %s is in this box.", w.Content.Lines[lines[0]].SKU), "not_in_box")
		return
	}
	m := UnitMoved{OfWork: w.of(), Line: h.Line, Goods: h.Goods, Qty: 1, From: h.Place, To: Place{InTote, w.Tote}, Why: "take_out"}
	if w.Way == OnePass {
		m.To, m.Stop = Place{InLocation, h.Location}, h.Stop
	}
	t.is(m)
	t.close()
	l := w.Content.Lines[m.Line]
	t.mark(OK, "out")
	if m.To.Kind == InLocation {
		t.tell(good("%s out, %d of %d. Put it back to %s.", l.SKU, t.Work().Tallys[m.Line].Picked, l.Want, m.To.ID))
		return
	}
	t.tell(good("%s out, %d of %d. Put it into the tote.", l.SKU, t.Work().Tallys[m.Line].Packed, l.Want))
}

// seal closes the open parcel.
func (t *turn) seal(w *Work) {
	p := w.Current()
	t.is(ParcelSealed{OfWork: w.of(), Parcel: p.N})
	t.refusedG = 0
	t.mark(Done, "box "+strconv.Itoa(p.N))
	t.tell(done("Close box %d, put it on the scale.", p.N))
}
