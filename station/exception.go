package station

import "time"

// answerDigit answers an open question by a digit of the bottom lines.
func (t *turn) answerDigit(in Scanned, w *Work, digit byte) {
	a := w.Ask
	switch a.Kind {
	case AskShort:
		a.Kind, a.Short = AskShortCount, []ShortReason{ShortEmpty, ShortFewer, ShortDamaged, ShortWrongGoods}[digit-'1']
		if a.Short == ShortEmpty {
			t.notEnough(w, a, 0)
			return
		}
		t.ask(a)
		t.tell(wait("How many %s are there?", w.Content.Lines[a.Line].SKU))
	case AskNoBarcode:
		a.Kind, a.Line, a.Qty = AskLastFour, w.OpenLines()[digit-'1'], 1
		t.ask(a)
		t.tell(wait("Type the last four digits of %s.", w.Content.Lines[a.Line].SKU))
	case AskMissing:
		a.Line = w.OpenLines()[digit-'1']
		a.Qty = w.count2(a.Line)
		t.missingLine(w, a)
	case AskCarton:
		t.takeCarton(w, w.bigger()[digit-'1'].Code)
	case AskPark:
		t.parkReasonChosen(w, digit)
	case AskBadge:
		if digit == '1' {
			t.relieve(w)
			return
		}
		t.close()
		t.tell(good("Go on."))
	}
}

// answerNumber answers a prompt that waits for a number; entry is as typed.
func (t *turn) answerNumber(in Scanned, n int, entry string) {
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
		t.confirm(in, w, a, entry)
	case AskTypedWeight:
		t.typedWeight(in, w, n)
	}
}

// shortCount ends NOT ENOUGH: n are there and still taken.
func (t *turn) shortCount(in Scanned, w *Work, a Ask, n int) {
	stop := w.stop(a.Stop)
	if stop == nil {
		t.close()
		t.tell(good("Go on."))
		return
	}
	if n >= stop.Left() {
		t.refuse(in, wrong("%d are asked here, %d would be enough. How many are there?", stop.Left(), n), "count_too_high")
		return
	}
	t.notEnough(w, a, n)
}

func (t *turn) notEnough(w *Work, a Ask, there int) {
	stop := w.stop(a.Stop)
	l, missing, where := w.Content.Lines[a.Line], stop.Left()-there, stop.Location
	t.is(UnitsShort{OfWork: w.of(), Line: a.Line, Stop: a.Stop, Location: where, Missing: missing, Reason: a.Short})
	if there > 0 {
		t.is(PlaceConfirmed{OfWork: w.of(), Stop: a.Stop, Location: where})
	}
	t.close()
	t.do(Push{})
	t.mark(OK, "not enough")
	if there > 0 {
		t.tell(good("%d of %s missing. Take the %d that are there.", missing, l.SKU, there))
		return
	}
	t.tell(good("%d of %s missing at %s.", missing, l.SKU, where))
}

func (w *Work) stop(id ID) *Stop {
	for i := range w.Stops {
		if w.Stops[i].ID == id {
			return &w.Stops[i]
		}
	}
	return nil
}

// damagedHere moves n damaged units of the stop to quarantine; the rest is
// taken as before.
func (t *turn) damagedHere(in Scanned, w *Work, a Ask, n int) {
	stop, l := w.stop(a.Stop), w.Content.Lines[a.Line]
	if n == 0 || stop == nil {
		t.close()
		t.tell(good("Nothing damaged."))
		return
	}
	if n > 999 {
		t.refuse(in, wrong("%d is too many.", n), "count_too_high")
		return
	}
	t.is(UnitDamaged{OfWork: w.of(), Line: a.Line, Goods: Goods{Lot: stop.Lot, Expiry: stop.Expiry}, Qty: n,
		From: Place{InLocation, stop.Location}, To: t.Rules.Quarantine, Stop: stop.ID})
	t.close()
	t.mark(OK, "damaged")
	t.tell(good("Put %d of %s to %s. Take the good ones, 1 when there are not enough.", n, l.SKU, t.Rules.Quarantine))
}

// damagedAtBench moves one unit of the work to quarantine: it needs another.
func (t *turn) damagedAtBench(in Scanned, w *Work, r reading, lines []int) {
	h := w.find(lines, r.goods, InTote, Loose, InParcel)
	if h == nil {
		t.refuse(in, wrong("None of %s is here.", w.Content.Lines[lines[0]].SKU), "not_held")
		return
	}
	t.is(UnitDamaged{OfWork: w.of(), Line: h.Line, Goods: h.Goods, Qty: 1, From: h.Place, To: t.Rules.Quarantine})
	t.close()
	t.do(Push{})
	t.mark(OK, "damaged")
	t.tell(good("Put it to %s. Asking where another %s is.", t.Rules.Quarantine, w.Content.Lines[h.Line].SKU))
}

// find is the first units of the lines in a place of the kinds, in their order;
// goods must match where they are given.
func (w *Work) find(lines []int, g Goods, kinds ...PlaceKind) *Held {
	for _, k := range kinds {
		for i := range w.Held {
			h := &w.Held[i]
			if h.Place.Kind == k && contains(lines, h.Line) && h.matches(g) {
				return h
			}
		}
	}
	return nil
}

func (h Held) matches(g Goods) bool {
	return (g.Lot == "" || g.Lot == h.Lot) && (g.Serial == "" || g.Serial == h.Serial) && (g.Expiry == "" || g.Expiry == h.Expiry)
}

// missingLine asks how many of the line are missing, when it is not one.
func (t *turn) missingLine(w *Work, a Ask) {
	l := w.Content.Lines[a.Line]
	if a.Qty == 0 {
		t.close()
		t.tell(wrong("Every %s is in the box already.", l.SKU))
		return
	}
	if a.Qty == 1 {
		t.isMissing(w, a.Line, 1)
		return
	}
	t.ask(a)
	t.tell(wait("How many %s are missing?", l.SKU))
}

// count2 is how many units of the line are to be packed still.
func (w *Work) count2(line int) int {
	n := 0
	for _, h := range w.Held {
		if h.Line == line && (h.Place.Kind == InTote || h.Place.Kind == Loose) {
			n += h.Qty
		}
	}
	return n
}

func (t *turn) missing(in Scanned, w *Work, a Ask, n int) {
	if n > w.count2(a.Line) {
		t.refuse(in, wrong("Only %d of %s are still to be packed.", w.count2(a.Line), w.Content.Lines[a.Line].SKU), "count_too_high")
		return
	}
	if n == 0 {
		t.close()
		t.tell(good("Nothing missing."))
		return
	}
	t.isMissing(w, a.Line, n)
}

// isMissing takes units off the work that are not there.
func (t *turn) isMissing(w *Work, line, n int) {
	sku := w.Content.Lines[line].SKU
	for left := n; left > 0; {
		h := t.Work().find([]int{line}, Goods{}, InTote, Loose)
		q := min(left, h.Qty)
		t.is(UnitMissing{OfWork: w.of(), Line: line, Goods: h.Goods, Qty: q, From: h.Place})
		left -= q
	}
	t.close()
	t.do(Push{})
	t.mark(OK, "missing")
	t.tell(good("%d of %s missing. Asking where another is.", n, sku))
}

// lastFour checks the end of a code that cannot be scanned, then a lead says
// yes.
func (t *turn) lastFour(in Scanned, w *Work, a Ask, entry string) {
	l := w.Content.Lines[a.Line]
	for _, b := range l.Barcodes {
		if len(b.Code) >= 4 && b.Code[len(b.Code)-4:] == entry {
			a.Kind, a.Action, a.Typed = AskLead, CountNoBarcode, true
			t.ask(a)
			t.tell(wait("%s it is. A lead scans his badge to count it.", l.SKU))
			return
		}
	}
	t.refuse(in, wrong("No code of %s ends with %s. Is it the right article?", l.SKU, entry), "last_four")
}

// confirm compares the two digits that no barcode knows. The digits may be
// scanned one by one from the command card.
func (t *turn) confirm(in Scanned, w *Work, a Ask, entry string) {
	a.Code += entry
	switch {
	case len(a.Code) < len(a.Digits):
		t.ask(a)
		return
	case a.Code != a.Digits:
		t.close()
		t.refuse(in, wrong("Not %s. Nothing was done.", a.Digits), "not_confirmed")
		return
	}
	t.close()
	t.confirmed(t.Work(), a)
}

// twoDigits are digits that nobody can print beforehand: they come from the
// moment they are asked in.
func (t *turn) twoDigits() string {
	x := uint64(t.Now.UnixNano()/int64(time.Microsecond))*0x9E3779B97F4A7C15 + uint64(t.Seq)
	n := 10 + (x>>33)%90
	return string([]byte{byte('0' + n/10), byte('0' + n%10)})
}

// leadBadge takes a lead's badge for what was asked.
func (t *turn) leadBadge(in Scanned, w *Work, who Person) {
	a := w.Ask
	if !who.Role.May(a.Action) {
		t.refuse(in, wrong("%s may not allow this. A lead's badge, please.", who.Name), "role")
		return
	}
	if t.once("grant", Grant{Work: w.ID, Action: a.Action, By: who}) {
		t.tell(wait("%s is asked.", who.Name))
	}
}

// allowed goes on with what a lead said yes to.
func (t *turn) allowed(in Allowed) {
	t.ended("grant")
	w := t.Work()
	if w == nil || w.ID != in.Work || w.Ask.Kind != AskLead || w.Ask.Action != in.Action {
		return
	}
	switch {
	case in.Away:
		t.tell(wrong("The database is away: a lead's yes cannot be booked. 9 park."))
		return
	case in.Refuse != "":
		t.tell(wrong("Not allowed: %s.", in.Refuse))
		return
	}
	a := w.Ask
	t.close()
	w = t.Work()
	switch a.Action {
	case CountNoBarcode:
		t.countNoBarcode(w, a, in.Grant)
	case PassWeight:
		t.weight(w, t.refusedG, WeightOverride, in.Grant)
	default:
		t.tell(good("%s is here.", in.By.Name))
	}
}

// countNoBarcode counts the unit whose code a lead vouches for.
func (t *turn) countNoBarcode(w *Work, a Ask, grant ID) {
	in := Scanned{Text: w.Content.Lines[a.Line].SKU}
	if t.unitAsks(w, a) {
		t.tell(wrong("%s has a lot or serial number: it needs its barcode.", w.Content.Lines[a.Line].SKU))
		return
	}
	if a.Stop != "" {
		t.countPicked(in, w, a, grant)
		return
	}
	t.countPacked(in, w, a, grant)
}
