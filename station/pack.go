package station

import (
	"slices"
	"strconv"
)

// cartonScanned decides a carton. Any one that the carrier takes may be taken
// instead until the label is asked for.
func (t *turn) cartonScanned(in Scanned, p Prompt, w *Work, c Carton) {
	cur := w.Current()
	instead := cur != nil && !w.Ask.Open() && (p.Takes(AArticle) || p.Takes(ALocation) || p.Takes(AWeight))
	switch {
	case w.Ask.Kind == AskEmpty || w.Ask.Kind == AskRefilled:
		t.shelfTold(w.Ask.Kind, c.Code, c.Name)
	case !p.Takes(ACarton) && !instead || cur != nil && cur.Carton == c.Code:
		t.refuse(in, wrong("This is box %s. Scan %s.", c.Name, waitsFor(p)), "carton_not_now")
	case !w.takenBy(c):
		t.refuse(in, wrong("BOX %s: %s does not take it. Take another.", c.Name, w.Carrier), "not_by_carrier")
	default:
		t.mark(OK, "box "+c.Name)
		t.takeCarton(w, c.Code)
	}
}

// takeCarton opens the next parcel in the carton, or moves the open one's goods
// into it.
func (t *turn) takeCarton(w *Work, code string) {
	c := w.Carton(code)
	if p := w.Current(); p != nil {
		t.changeCarton(w, p, *c)
		return
	}
	planned := ""
	if s := w.Suggested(); s != nil {
		planned = s.Code
	}
	t.is(ParcelOpened{OfWork: w.of(), Parcel: len(w.Parcels) + 1, Carton: code, Planned: planned})
	if planned == "" || planned == code {
		t.tell(good("BOX %s.", c.Name))
		return
	}
	t.tell(good("BOX %s instead of %s.", c.Name, w.boxName(planned)))
}

// changeCarton puts the parcel's goods into another carton. One that was closed
// is closed again in it, and weighed.
func (t *turn) changeCarton(w *Work, p *Parcel, c Carton) {
	of, n, was, why := w.of(), p.N, p.Carton, "chosen"
	if slices.Contains(w.NoFits, NoFit{n, was}) {
		why = "does_not_fit"
	}
	change := CartonChanged{OfWork: of, Parcel: n, Carton: c.Code, Why: why}
	if p.State == ParcelOpen {
		t.is(change)
		t.close()
		t.tell(good("BOX %s instead of %s.", c.Name, w.boxName(was)))
		return
	}
	t.is(ParcelReopened{OfWork: of, Parcel: n}, change, ParcelSealed{OfWork: of, Parcel: n})
	t.refusedG = 0
	t.tell(good("BOX %s instead of %s. Put it on the scale.", c.Name, w.boxName(was)))
}

// toPack is how many units of the line, of those goods, are to be packed still.
func (w *Work) toPack(line int, g Goods) int {
	return min(w.unpacked(line, g), w.Content.Lines[line].Want-w.Tallys[line].Packed)
}

// packUnit verifies an article into the open parcel.
func (t *turn) packUnit(in Scanned, w *Work, r reading, lines []int) {
	at := slices.IndexFunc(lines, func(i int) bool { return w.toPack(i, r.goods) > 0 })
	if at < 0 {
		t.notToPack(in, w, r, lines)
		return
	}
	line := lines[at]
	l, units := w.Content.Lines[line], w.barcode(line, r).Units
	switch left := w.toPack(line, r.goods); {
	case units > left:
		t.refuse(in, wrong("This code stands for %d of %s, only %d are missing. Scan single pieces.", units, l.SKU, left), "case_too_large")
	case units > 1 && l.Serial:
		t.refuse(in, wrong("Each %s has its own serial number: scan one by one.", l.SKU), "serial_count")
	default:
		t.count(in, w, Ask{Line: line, Goods: r.goods, RanOn: r.ranOn, Qty: units, Typed: !in.Proof})
	}
}

// notToPack refuses an article of the order that is not to be packed: it is
// complete, or another unit was picked.
func (t *turn) notToPack(in Scanned, w *Work, r reading, lines []int) {
	line := lines[0]
	l, n := w.Content.Lines[line], w.Tallys[line].Packed
	if r.goods.Serial != "" && w.hasSerial(line, r.goods.Serial) {
		t.refuse(in, wrong("Serial number %s is in the box already.", r.goods.Serial), "serial_twice")
		return
	}
	if n >= l.Want && w.surplus(line) > 0 {
		t.refuse(in, wrong("%s is complete (%s). 6 takes out what is too many.", l.SKU, ratio(l.Want, l.Want)), "surplus")
		return
	}
	t.stray = stray{code: in.Text, product: l.Product, name: l.SKU}
	switch {
	case w.unpacked(line, Goods{}) > 0:
		t.refuse(in, wrong("This %s was not picked for this order: its lot or serial number is another.", l.SKU), "other_goods")
	case n >= l.Want:
		t.refuse(in, wrong("%s is complete (%s). Extra unit to the RED TRAY: 3", l.SKU, ratio(n, l.Want)), "too_many")
	default:
		t.refuse(in, wrong("%s was not picked. 1 missing, or 3 puts it into the red tray.", l.SKU), "not_picked")
	}
}

// countPacked counts the units of the question into the open parcel.
func (t *turn) countPacked(in Scanned, w *Work, a Ask) {
	l := w.Content.Lines[a.Line]
	if w.toPack(a.Line, a.Goods) < a.Qty {
		t.notCounted(in, w, a)
		return
	}
	if reason, args := w.notForIt(a.Line, a.Qty); reason != "" {
		t.refuse(in, wrong(reason, args...), "own_packaging")
		return
	}
	t.pack(a, false)
	t.mark(OK, label(l.SKU))
	t.stray = stray{}
	t.sayPacked(a.Line)
}

// notCounted refuses units of a question that are not to be packed.
func (t *turn) notCounted(in Scanned, w *Work, a Ask) {
	if a.Goods.Serial != "" {
		t.refuse(in, wrong("Serial number %s was not picked for this order.", a.Goods.Serial), "other_goods")
		return
	}
	l := w.Content.Lines[a.Line]
	t.refuse(in, wrong("%s is complete (%s). 6 takes out what is too many.", l.SKU, ratio(l.Want, l.Want)), "surplus")
}

// pack moves the units of the question into the open parcel, first those to be
// counted again. More says that they belong to the scan before.
func (t *turn) pack(a Ask, more bool) {
	w := t.Work()
	parcel, of := w.Current().N, w.of()
	for left := a.Qty; left > 0; more = true {
		h := t.Work().find([]int{a.Line}, a.Goods, Loose, InTote)
		n := min(left, h.Qty)
		t.is(UnitPacked{OfWork: of, Line: a.Line, Parcel: parcel, Goods: h.Goods, Qty: n, From: h.Place, Typed: a.Typed, Grant: a.Grant, More: more})
		left -= n
	}
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
	case '6':
		t.ask(Ask{Kind: AskTakeOut})
		t.tell(wait("Scan the article that comes out."))
	default:
		t.sameEverywhere(w, digit)
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

// takeOut takes one unit out of the open parcel, or out of the work where more
// is there than is asked.
func (t *turn) takeOut(in Scanned, w *Work, r reading, lines []int) {
	kinds := []PlaceKind{InParcel}
	if tooMany := slices.DeleteFunc(slices.Clone(lines), func(i int) bool { return w.surplus(i) == 0 }); len(tooMany) > 0 {
		lines, kinds = tooMany, []PlaceKind{InTote, Loose, InParcel}
	}
	h := w.find(lines, r.goods, kinds...)
	if h == nil {
		t.refuse(in, wrong("None of %s is in this box.", w.Content.Lines[lines[0]].SKU), "not_in_box")
		return
	}
	l := w.Content.Lines[h.Line]
	if l.Serial && r.goods.Serial == "" && w.mixed(h.Line, kinds...) {
		t.refuse(in, wrong("Each %s has its own serial number: scan that.", l.SKU), "which_serial")
		return
	}
	m := UnitMoved{OfWork: w.of(), Line: h.Line, Goods: h.Goods, Qty: 1, From: h.Place, To: Place{InTote, w.Tote}, Why: "take_out"}
	switch {
	case w.surplus(h.Line) > 0:
		m.To, m.Why = Place{InLocation, h.Location}, "put_back"
	case w.boxed():
		m.To, m.Stop = Place{InLocation, h.Location}, h.Stop
	}
	t.is(m)
	t.close()
	t.mark(OK, "out")
	if m.To.Kind == InLocation {
		t.tell(good("%s out, %d of %d. Put it back to %s.", l.SKU, t.Work().Tallys[m.Line].Picked, l.Want, m.To.ID))
		return
	}
	t.tell(good("%s out, %d of %d. Put it into the tote.", l.SKU, t.Work().Tallys[m.Line].Packed, l.Want))
}

// nextParcel closes the open parcel before all is in it, once everything is in
// that must be.
func (t *turn) nextParcel(w *Work) {
	if owed := w.owed(w.Current()); len(owed) > 0 {
		t.tell(wrong("Put in first: %s. + when it is in, then 7.", sentences(owed)))
		return
	}
	t.seal(w)
}

// seal closes the open parcel.
func (t *turn) seal(w *Work) {
	p := w.Current()
	t.is(ParcelSealed{OfWork: w.of(), Parcel: p.N})
	t.refusedG = 0
	t.mark(Done, "box "+strconv.Itoa(p.N))
	if w.Rules.Weight == "off" {
		t.tell(done("Close box %d.", p.N))
		return
	}
	t.tell(done("Close box %d, put it on the scale.", p.N))
}
