package station

import (
	"slices"
	"strconv"
)

// locationScanned decides a location of the path, or the check digits of the
// next one (stop is nil then).
func (t *turn) locationScanned(in Scanned, p Prompt, w *Work, stop *Stop) {
	switch step, next := w.at(); {
	case w.Ask.Kind == AskPutWhere:
		t.putBackAt(w, stop.Location)
	case w.Ask.Open() || step != StepPlace && step != StepArticle:
		t.refuse(in, wrong("This is location %s. Scan %s.", stop.Location, waitsFor(p)), "location_not_now")
	case stop == nil || stop.Location == next.Location:
		t.is(PlaceConfirmed{OfWork: w.of(), Stop: next.ID, Location: next.Location, Digits: stop == nil})
		t.mark(OK, next.Location)
		t.tell(good("%s. Take %d of %s.", next.Location, w.room(next), w.Content.Lines[next.Line].SKU))
	default:
		t.refuse(in, wrong("This is %s. Go to %s.", stop.Location, next.Location), "wrong_location")
	}
}

// locationElsewhere refuses a location that is not on the path, or takes it for
// goods that are put back.
func (t *turn) locationElsewhere(in Scanned, m Meaning) {
	w := t.Work()
	if w.Ask.Kind == AskPutWhere {
		t.putBackAt(w, m.Code)
		return
	}
	t.refuse(in, wrong("This is %s. Go to %s.", m.Code, w.NextStop().Location), "wrong_location")
}

// pickUnit decides an article of the order at a stop.
func (t *turn) pickUnit(in Scanned, w *Work, stop *Stop, r reading, lines []int) {
	l, units := w.Content.Lines[stop.Line], w.barcode(stop.Line, r).Units
	switch room := w.room(stop); {
	case !contains(lines, stop.Line):
		t.otherLine(in, w, lines)
		return
	case units > room:
		t.refuse(in, wrong("This code stands for %d of %s, only %d are asked. Scan single pieces.", units, l.SKU, room), "case_too_large")
		return
	case units > 1 && l.Serial:
		t.refuse(in, wrong("Each %s has its own serial number: scan one by one.", l.SKU), "serial_count")
		return
	}
	t.count(in, w, Ask{Line: stop.Line, Stop: stop.ID, Qty: units, Goods: r.goods, RanOn: r.ranOn, Typed: !in.Proof})
}

// count counts the units in hand, once they have told their lot, expiry and
// serial number.
func (t *turn) count(in Scanned, w *Work, a Ask) {
	if w.lacks(a) != "" {
		a.Kind = AskLot
		t.ask(a)
		t.mark(OK, label(w.Content.Lines[a.Line].SKU))
		t.tellGoods(w, a)
		return
	}
	if t.checks(in, w, a) {
		return
	}
	if w.Ask.Open() {
		t.close()
		w = t.Work()
	}
	if a.Stop == "" {
		t.countPacked(in, w, a)
		return
	}
	t.countPicked(in, w, a)
}

// tellGoods asks for what the units in hand lack, and says so where the label
// holds it without an end.
func (t *turn) tellGoods(w *Work, a Ask) {
	text, args, accepts := w.goodsText(a)
	switch {
	case a.RanOn && accepts[0] == ALot:
		t.tell(wait("The label has no separator after the lot. Read the lot from the article, type it."))
	case a.RanOn && accepts[0] == ASerial:
		t.tell(wait("The label has no separator after the serial number. Read it from the article, type it."))
	default:
		t.tell(wait(text, args...))
	}
}

// otherLine refuses an article of the order at the wrong moment.
func (t *turn) otherLine(in Scanned, w *Work, lines []int) {
	line := lines[0]
	if i := slices.IndexFunc(lines, func(i int) bool { return w.stopNumber(i) > 0 }); i >= 0 {
		line = lines[i]
	}
	l, next := w.Content.Lines[line], w.Content.Lines[w.NextStop().Line]
	switch n := w.stopNumber(line); {
	case n > 0:
		t.refuse(in, wrong("Not at this stop. %s is stop %d. Want %s, code ends %s.", l.SKU, n, next.SKU, lastFour(next)), "not_this_stop")
	case w.lineFull(line):
		t.refuse(in, wrong("%s is complete (%s). Put this one back. Want %s.", l.SKU, ratio(l.Want, l.Want), next.SKU), "too_many")
	default:
		t.refuse(in, wrong("%s is not asked here. Want %s, code ends %s.", l.SKU, next.SKU, lastFour(next)), "not_this_stop")
	}
}

// stopNumber is the place in the path of the line's next stop, 1 for the first;
// 0 when it has none.
func (w *Work) stopNumber(line int) int {
	for i := range w.Stops {
		if s := &w.Stops[i]; s.Line == line && w.room(s) > 0 {
			return i + 1
		}
	}
	return 0
}

func contains(lines []int, line int) bool { return slices.Contains(lines, line) }

func either(a, b string) string {
	if a != "" {
		return a
	}
	return b
}

// ratio is "2 of 5".
func ratio(n, m int) string { return strconv.Itoa(n) + " of " + strconv.Itoa(m) }

// countPicked counts the units of a finished question at its stop.
func (t *turn) countPicked(in Scanned, w *Work, a Ask) {
	stop, l := w.stop(a.Stop), w.Content.Lines[a.Line]
	if reason, args := w.refusesGoods(stop, a); reason != "" {
		t.refuse(in, wrong(reason, args...), "goods")
		return
	}
	into := Place{InTote, w.Tote}
	if w.boxed() {
		if reason, args := w.notForIt(a.Line, a.Qty); reason != "" {
			t.refuse(in, wrong(reason, args...), "own_packaging")
			return
		}
		into = parcelPlace(w.Current().N)
	}
	t.is(UnitPicked{
		OfWork: w.of(), Line: a.Line, Stop: stop.ID, Location: stop.Location, Goods: a.Goods,
		Qty: a.Qty, Into: into, Typed: a.Typed, Grant: a.Grant,
	})
	t.mark(OK, label(l.SKU))
	t.stray = stray{}
	t.sayPicked(a.Line)
}

// sayPicked counts down, and tells what comes next.
func (t *turn) sayPicked(line int) {
	w := t.Work()
	l, n := w.Content.Lines[line], w.Tallys[line].Picked
	switch step, next := w.at(); {
	case next == nil, step == StepPack:
		t.tell(done("%s %d of %d.", l.SKU, n, l.Want))
	case step == StepPlace && next.Line == line:
		t.tell(good("%s %d of %d. Go to %s.", l.SKU, n, l.Want, next.Location))
	case step == StepPlace:
		t.tell(done("%s %d of %d. Go to %s.", l.SKU, n, l.Want, next.Location))
	case next.Line == line:
		t.tell(good("%s %d of %d. %d more.", l.SKU, n, l.Want, l.Want-n))
	default:
		t.tell(done("%s %d of %d. Take %s.", l.SKU, n, l.Want, w.Content.Lines[next.Line].SKU))
	}
}

// pickChoice answers a digit at a stop.
func (t *turn) pickChoice(w *Work, digit byte) {
	stop := w.NextStop()
	l := w.Content.Lines[stop.Line]
	a := Ask{Line: stop.Line, Stop: stop.ID}
	switch digit {
	case '1':
		a.Kind = AskShort
		t.tell(wait("Not enough %s at %s: why?", l.SKU, stop.Location))
	case '2':
		a.Kind = AskDamaged
		t.tell(wait("How many %s are damaged?", l.SKU))
	case '3':
		a.Kind, a.Short = AskShortCount, ShortWrongGoods
		t.tell(wait("How many %s are there?", l.SKU))
	case '4':
		a.Qty = 1
		t.withoutBarcode(w, a)
		return
	case '6':
		t.is(StopSkipped{OfWork: w.of(), Stop: stop.ID})
		t.tell(good("%s comes later. Go to %s.", stop.Location, t.Work().NextStop().Location))
		return
	default:
		t.sameEverywhere(w, digit)
		return
	}
	t.ask(a)
}

// sameEverywhere answers a digit that means the same at PICK and at PACK.
func (t *turn) sameEverywhere(w *Work, digit byte) {
	switch digit {
	case '0':
		t.zero(w)
	case '5':
		t.doesNotFit(w)
	case '7':
		t.nextParcel(w)
	case '8':
		t.ask(Ask{Kind: AskLead, Action: Override})
		t.tell(wait("A lead is called."))
	}
}
