package station

// answerDigit answers an open question by a digit of the bottom lines.
func (t *turn) answerDigit(in Scanned, w *Work, digit byte) {
	a := w.Ask
	switch a.Kind {
	case AskShort:
		t.shortReason(w, a, digit)
	case AskAgain:
		t.againChosen(a, digit)
	case AskNoBarcode, AskMissing:
		t.lineChosen(w, a, digit)
	case AskRemedy:
		t.remedyChosen(w, a, digit)
	case AskWhich:
		t.whichChosen(in, w, a, digit)
	case AskCarton:
		t.boxChosen(w, digit)
	case AskEmpty, AskRefilled:
		c := t.shelf(w, a.Kind)[digit-'1']
		t.shelfTold(a.Kind, c.Code, c.Name)
	case AskMore:
		t.more(w, digit)
	case AskPark:
		t.parkReasonChosen(w, digit)
	case AskBadge:
		if digit == '1' {
			t.relieved(w)
			return
		}
		t.close()
		t.tell(good("Go on."))
	}
}

// answerNumber answers a prompt that waits for a number; entry is as typed.
func (t *turn) answerNumber(in Scanned, n int, entry string) {
	if t.asksRoll() {
		t.loaded(in, n)
		return
	}
	w := t.Work()
	switch a := w.Ask; a.Kind {
	case AskShortCount:
		t.shortCount(in, w, a, n)
	case AskDamaged:
		t.damagedHere(in, w, a, n)
	case AskMissing:
		t.missing(in, w, a, n)
	case AskLastFour:
		t.lastFour(in, w, a, entry)
	case AskConfirm:
		t.confirm(in, a, entry)
	case AskTypedWeight:
		t.typedWeight(in, w, n)
	case AskAgain:
		t.boxNumbered(in, w, n)
	}
}

func (t *turn) shortReason(w *Work, a Ask, digit byte) {
	a.Kind, a.Short = AskShortCount, []ShortReason{ShortEmpty, ShortFewer, ShortDamaged, ShortWrongGoods}[digit-'1']
	if a.Short == ShortEmpty {
		t.notEnough(w, a, 0)
		return
	}
	t.ask(a)
	t.tell(wait("How many %s are there?", w.Content.Lines[a.Line].SKU))
}

// shortCount ends NOT ENOUGH: n are there and still taken.
func (t *turn) shortCount(in Scanned, w *Work, a Ask, n int) {
	if room := w.room(w.stop(a.Stop)); n >= room {
		t.refuse(in, wrong("%d are asked here, %d would be enough. How many are there?", room, n), "count_too_high")
		return
	}
	t.notEnough(w, a, n)
}

func (t *turn) notEnough(w *Work, a Ask, there int) {
	stop := w.stop(a.Stop)
	l, missing, where := w.Content.Lines[a.Line], w.room(stop)-there, stop.Location
	t.is(UnitsShort{OfWork: w.of(), Line: a.Line, Stop: a.Stop, Location: where, Missing: missing, Reason: a.Short})
	t.close()
	t.do(Push{})
	t.mark(OK, "not enough")
	if there == 0 {
		t.tell(good("%d of %s missing at %s.", missing, l.SKU, where))
		return
	}
	t.is(PlaceConfirmed{OfWork: w.of(), Stop: a.Stop, Location: where})
	t.tell(good("%d of %s missing. Take the %d that are there.", missing, l.SKU, there))
}

// damagedHere moves n damaged units of the stop to quarantine; the rest is
// taken as before.
func (t *turn) damagedHere(in Scanned, w *Work, a Ask, n int) {
	stop, l := w.stop(a.Stop), w.Content.Lines[a.Line]
	switch {
	case n == 0:
		t.close()
		t.tell(good("Nothing damaged."))
		return
	case n > stop.Left():
		t.refuse(in, wrong("%d are asked here: no more than these are counted. How many are damaged?", stop.Left()), "count_too_high")
		return
	}
	t.is(UnitDamaged{
		OfWork: w.of(), Line: a.Line, Goods: Goods{Lot: stop.Lot, Expiry: stop.Expiry}, Qty: n,
		From: Place{InLocation, stop.Location}, To: t.Rules.Quarantine, Stop: stop.ID,
	})
	t.close()
	t.mark(OK, "damaged")
	t.tell(good("Put %d of %s to %s. Take the good ones, 1 when there are not enough.", n, l.SKU, t.Rules.Quarantine))
}

// damagedAtBench moves one unit of the work to quarantine: it needs another.
func (t *turn) damagedAtBench(in Scanned, w *Work, r reading, lines []int) {
	here := []PlaceKind{InTote, Loose, InParcel}
	h := w.find(lines, r.goods, here...)
	if h == nil {
		t.refuse(in, wrong("None of %s is here.", w.Content.Lines[lines[0]].SKU), "not_held")
		return
	}
	l := w.Content.Lines[h.Line]
	if l.Serial && r.goods.Serial == "" && w.mixed(h.Line, here...) {
		t.refuse(in, wrong("Each %s has its own serial number: scan that.", l.SKU), "which_serial")
		return
	}
	t.is(UnitDamaged{OfWork: w.of(), Line: h.Line, Goods: h.Goods, Qty: 1, From: h.Place, To: t.Rules.Quarantine})
	t.close()
	t.do(Push{})
	t.mark(OK, "damaged")
	t.tell(good("Put it to %s. Asking where another %s is.", t.Rules.Quarantine, l.SKU))
}

// lineChosen answers which article it is about; 0 shows more of them.
func (t *turn) lineChosen(w *Work, a Ask, digit byte) {
	if digit == '0' {
		a.Page++
		t.ask(a)
		return
	}
	a.Line, a.Qty = onPage(w.looseLines(), a.Page)[digit-'1'], 1
	if a.Kind == AskNoBarcode {
		t.withoutBarcode(w, a)
		return
	}
	if w.unpacked(a.Line, Goods{}) == 1 {
		t.isMissing(w, a.Line, 1)
		return
	}
	t.ask(a)
	t.tell(wait("How many %s are missing?", w.Content.Lines[a.Line].SKU))
}

func (t *turn) missing(in Scanned, w *Work, a Ask, n int) {
	here, sku := w.unpacked(a.Line, Goods{}), w.Content.Lines[a.Line].SKU
	switch {
	case n > here:
		t.refuse(in, wrong("Only %d of %s are still to be packed.", here, sku), "count_too_high")
	case n == 0:
		t.close()
		t.tell(good("Nothing missing."))
	case n < here && w.mixed(a.Line, InTote, Loose):
		t.close()
		t.refuse(in, wrong("Scan every %s that is here first: each is another. Then 1 for the rest.", sku), "which_missing")
	default:
		t.isMissing(w, a.Line, n)
	}
}

// isMissing takes units off the work that are not there.
func (t *turn) isMissing(w *Work, line, n int) {
	sku, of := w.Content.Lines[line].SKU, w.of()
	for left := n; left > 0; {
		h := t.Work().find([]int{line}, Goods{}, InTote, Loose)
		q := min(left, h.Qty)
		t.is(UnitMissing{OfWork: of, Line: line, Goods: h.Goods, Qty: q, From: h.Place})
		left -= q
	}
	t.close()
	t.do(Push{})
	t.mark(OK, "missing")
	t.tell(good("%d of %s missing. Asking where another is.", n, sku))
}
