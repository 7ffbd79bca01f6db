package station

import (
	"strconv"
	"strings"
	"time"
)

// locationScanned decides a location of the path, or the check digits of the
// next one (stop is nil then).
func (t *turn) locationScanned(in Scanned, p Prompt, w *Work, stop *Stop) {
	next := w.NextStop()
	switch {
	case w.Ask.Kind == AskPutWhere:
		t.putBackAt(in, w, stop.Location)
	case next == nil || !p.Takes(ALocation) && !p.Takes(AArticle) || w.Step() != StepPlace && w.Step() != StepArticle:
		name := in.Text
		if stop != nil {
			name = stop.Location
		}
		t.refuse(in, wrong("This is location %s. Scan %s.", name, waitsFor(p)), "location_not_now")
	case stop == nil || stop.Location == next.Location:
		t.is(PlaceConfirmed{OfWork: w.of(), Stop: next.ID, Location: next.Location, Digits: stop == nil})
		t.mark(OK, next.Location)
		t.tell(good("%s. Take %d of %s.", next.Location, next.Left(), w.Content.Lines[next.Line].SKU))
	default:
		t.refuse(in, wrong("This is %s. Go to %s.", stop.Location, next.Location), "wrong_location")
	}
}

// locationElsewhere refuses a location that is not on the path, or takes it for
// goods that are put back.
func (t *turn) locationElsewhere(in Scanned, m Meaning) {
	w := t.Work()
	if w.Ask.Kind == AskPutWhere {
		t.putBackAt(in, w, m.Code)
		return
	}
	t.refuse(in, wrong("This is %s. Go to %s.", m.Code, w.NextStop().Location), "wrong_location")
}

// pickUnit decides an article of the order at a stop.
func (t *turn) pickUnit(in Scanned, w *Work, r reading, lines []int, units int) {
	stop := w.NextStop()
	l := w.Content.Lines[stop.Line]
	if !contains(lines, stop.Line) {
		t.otherLine(in, w, lines)
		return
	}
	if left := min(stop.Left(), l.Want-w.Tallys[stop.Line].Picked); units > left {
		t.refuse(in, wrong("This code stands for %d of %s, only %d are asked. Scan single pieces.", units, l.SKU, left), "case_too_large")
		return
	}
	a := Ask{Kind: AskLot, Line: stop.Line, Stop: stop.ID, Qty: units, Goods: r.goods, Typed: !in.Proof}
	if t.unitAsks(w, a) {
		t.ask(a)
		text, args, _ := w.goodsText(a)
		t.tell(wait(text, args...))
		t.mark(OK, label(l.SKU))
		return
	}
	t.countPicked(in, w, a, "")
}

// otherLine refuses an article of the order at the wrong moment.
func (t *turn) otherLine(in Scanned, w *Work, lines []int) {
	l := w.Content.Lines[lines[0]]
	next := w.Content.Lines[w.NextStop().Line]
	switch n := w.stopNumber(lines[0]); {
	case w.Tallys[lines[0]].Picked >= l.Want:
		t.refuse(in, wrong("%s is complete (%s). Put this one back. Want %s.", l.SKU, ratio(l.Want, l.Want), next.SKU), "too_many")
	case n > 0:
		t.refuse(in, wrong("Not at this stop. %s is stop %d. Want %s, code ends %s.", l.SKU, n, next.SKU, lastFour(next)), "not_this_stop")
	default:
		t.refuse(in, wrong("%s is not asked here. Want %s, code ends %s.", l.SKU, next.SKU, lastFour(next)), "not_this_stop")
	}
}

// stopNumber is the place of the line's next stop in the path, 1 for the first;
// 0 when it has none.
func (w *Work) stopNumber(line int) int {
	for i, s := range w.Stops {
		if s.Line == line && s.Left() > 0 {
			return i + 1
		}
	}
	return 0
}

func contains(lines []int, line int) bool {
	for _, l := range lines {
		if l == line {
			return true
		}
	}
	return false
}

// unitAsks says whether the unit must still tell its lot, expiry or serial.
func (t *turn) unitAsks(w *Work, a Ask) bool {
	l := w.Content.Lines[a.Line]
	return l.Lot && a.Goods.Lot == "" || l.Expiry && a.Goods.Expiry == "" || l.Serial && a.Goods.Serial == ""
}

// goodsScanned takes the lot, expiry or serial of the unit in hand, and says
// whether the code was meant so.
func (t *turn) goodsScanned(in Scanned, w *Work, r reading) bool {
	a := w.Ask
	l := w.Content.Lines[a.Line]
	if lines, _ := w.article(r); len(lines) > 0 && r.goods == (Goods{}) {
		text, args, _ := w.goodsText(a)
		t.refuse(in, wrong("That is the article again. "+text+".", args...), "article_for_lot")
		return true
	}
	if w.cartonOf(in.Text) != nil || w.stopAt(in.Text) != nil {
		text, args, _ := w.goodsText(a)
		t.refuse(in, wrong("Not that. "+text+".", args...), "not_goods")
		return true
	}
	switch {
	case l.Lot && a.Goods.Lot == "":
		a.Goods.Lot = either(r.goods.Lot, in.Text)
		a.Goods.Expiry = either(a.Goods.Expiry, r.goods.Expiry)
	case l.Expiry && a.Goods.Expiry == "":
		date, ok := expiry(either(r.goods.Expiry, in.Text))
		if !ok {
			t.refuse(in, wrong("%s is no date. Type it as YYMMDD.", in.Text), "no_date")
			return true
		}
		a.Goods.Expiry = date
	default:
		a.Goods.Serial = either(r.goods.Serial, in.Text)
	}
	if len(a.Goods.Lot) > 40 || len(a.Goods.Serial) > 40 {
		t.refuse(in, wrong("That is too long for a lot or serial number (40 characters)."), "too_long")
		return true
	}
	if t.unitAsks(w, a) {
		t.ask(a)
		text, args, _ := w.goodsText(a)
		t.tell(wait(text, args...))
		return true
	}
	t.close()
	if a.Stop == "" {
		t.countPacked(in, t.Work(), a, "")
		return true
	}
	t.countPicked(in, t.Work(), a, "")
	return true
}

func either(a, b string) string {
	if a != "" {
		return a
	}
	return b
}

// ratio is "2 of 5".
func ratio(n, m int) string { return strconv.Itoa(n) + " of " + strconv.Itoa(m) }

// expiry reads YYMMDD, YYYYMMDD or YYYY-MM-DD; day 00 is the last of the month.
func expiry(s string) (string, bool) {
	digits := strings.ReplaceAll(s, "-", "")
	if len(digits) == 6 {
		digits = "20" + digits
	}
	if len(digits) != 8 {
		return "", false
	}
	if month, last := strings.CutSuffix(digits, "00"); last {
		at, err := time.Parse("200601", month)
		return at.AddDate(0, 1, -1).Format(time.DateOnly), err == nil
	}
	at, err := time.Parse("20060102", digits)
	return at.Format(time.DateOnly), err == nil
}

// countPicked counts the unit of a finished question at its stop.
func (t *turn) countPicked(in Scanned, w *Work, a Ask, grant ID) {
	stop, l := w.NextStop(), w.Content.Lines[a.Line]
	if reason, args := t.refusesGoods(w, *stop, a); reason != "" {
		t.refuse(in, wrong(reason, args...), "goods")
		return
	}
	into := Place{InTote, w.Tote}
	if w.Way == OnePass {
		into = parcelPlace(w.Current().N)
	}
	t.is(UnitPicked{OfWork: w.of(), Line: a.Line, Stop: stop.ID, Location: stop.Location, Goods: a.Goods,
		Qty: a.Qty, Into: into, Typed: a.Typed, Grant: grant})
	t.mark(OK, label(l.SKU))
	t.stray = stray{}
	t.sayPicked(a.Line)
}

// refusesGoods says why units of this lot, expiry or serial may not go, "" when
// they may: the oldest that may be sold goes first.
func (t *turn) refusesGoods(w *Work, stop Stop, a Ask) (string, []any) {
	l := w.Content.Lines[a.Line]
	switch {
	case a.Goods.Expiry != "" && l.SellBefore != "" && a.Goods.Expiry <= l.SellBefore:
		return "%s expires %s: too old to be sold. Put it aside, 2 damaged.", []any{l.SKU, a.Goods.Expiry}
	case l.Lot && stop.Lot != "" && a.Goods.Lot != stop.Lot && (stop.Expiry == "" || a.Goods.Expiry > stop.Expiry):
		return "Lot %s goes first, this is lot %s. Put it back.", []any{stop.Lot, a.Goods.Lot}
	case l.Serial && a.Qty > 1:
		return "Each %s has its own serial number: scan one by one.", []any{l.SKU}
	case l.Serial && w.hasSerial(a.Line, a.Goods.Serial):
		return "Serial number %s is in already. Put this one back.", []any{a.Goods.Serial}
	}
	return "", nil
}

func (w *Work) hasSerial(line int, serial string) bool {
	for _, h := range w.Held {
		if h.Line == line && h.Serial == serial {
			return true
		}
	}
	return false
}

// sayPicked counts down, and tells what comes next.
func (t *turn) sayPicked(line int) {
	w := t.Work()
	l, n := w.Content.Lines[line], w.Tallys[line].Picked
	next := w.NextStop()
	switch {
	case n < l.Want && next != nil && next.Line == line:
		t.tell(good("%s %d of %d. %d more.", l.SKU, n, l.Want, l.Want-n))
	case next != nil && w.Step() == StepPlace:
		t.tell(done("%s %d of %d. Go to %s.", l.SKU, n, l.Want, next.Location))
	case next != nil:
		t.tell(done("%s %d of %d. Take %s.", l.SKU, n, l.Want, w.Content.Lines[next.Line].SKU))
	default:
		t.tell(done("%s %d of %d.", l.SKU, n, l.Want))
	}
}

// times makes the last scan stand for n pieces.
func (t *turn) times(in Scanned, p Prompt, n int) {
	w := t.Work()
	switch {
	case n < 0:
		t.refuse(in, wrong("%s is no count. Type * and one to five digits.", in.Text), "not_a_count")
	case p.Star == "" || w == nil || w.Undo.Qty == 0 || w.Ask.Open():
		t.refuse(in, wrong("Scan the article first, then * and the count."), "nothing_to_count")
	case n < w.Undo.Qty:
		t.refuse(in, wrong("Counted %d already. Type - to undo it.", w.Undo.Qty), "count_too_low")
	case n == w.Undo.Qty:
		t.tell(good("%d counted.", n))
	case w.Content.Lines[w.Undo.Line].Serial:
		t.refuse(in, wrong("Each %s has its own serial number: scan one by one.", w.Content.Lines[w.Undo.Line].SKU), "serial_count")
	default:
		t.countMore(in, w, n-w.Undo.Qty)
	}
}

// countMore counts n more units like the last one.
func (t *turn) countMore(in Scanned, w *Work, n int) {
	u, l := w.Undo, w.Content.Lines[w.Undo.Line]
	if w.UndoTo.Kind == InLocation {
		stop := w.NextStop()
		if stop == nil || stop.ID != u.Stop || n > min(stop.Left(), l.Want-w.Tallys[u.Line].Picked) {
			t.refuse(in, wrong("Not so many: %d of %d of %s are in.", w.Tallys[u.Line].Picked, l.Want, l.SKU), "count_too_high")
			return
		}
		t.is(UnitPicked{OfWork: w.of(), Line: u.Line, Stop: u.Stop, Location: u.Location, Goods: u.Goods, Qty: n, Into: u.Place, Typed: true})
		t.sayPicked(u.Line)
		return
	}
	if n > w.heldIn(u.Line, u.Goods, w.UndoTo) {
		t.refuse(in, wrong("Not so many: %d of %d of %s are in.", w.Tallys[u.Line].Packed, l.Want, l.SKU), "count_too_high")
		return
	}
	t.is(UnitPacked{OfWork: w.of(), Line: u.Line, Parcel: w.Current().N, Goods: u.Goods, Qty: n, From: w.UndoTo, Typed: true})
	t.sayPacked(u.Line)
}

func (w *Work) heldIn(line int, g Goods, in Place) int {
	n := 0
	for _, h := range w.Held {
		if h.Line == line && h.Goods == g && h.Place == in {
			n += h.Qty
		}
	}
	return n
}

// undo takes the last scan back.
func (t *turn) undo(in Scanned) {
	w := t.Work()
	u := w.Undo
	m := UnitMoved{OfWork: w.of(), Line: u.Line, Goods: u.Goods, Qty: u.Qty, From: u.Place, To: w.UndoTo, Why: "undo"}
	if w.UndoTo.Kind == InLocation {
		m.Stop = u.Stop
	}
	t.is(m)
	l := w.Content.Lines[u.Line]
	t.mark(OK, "undo")
	if m.To.Kind == InLocation {
		t.tell(good("Undone: %s %d of %d. Put it back to %s.", l.SKU, t.Work().Tallys[u.Line].Picked, l.Want, m.To.ID))
		return
	}
	t.tell(good("Undone: %s %d of %d.", l.SKU, t.Work().Tallys[u.Line].Packed, l.Want))
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
		a.Kind = AskLastFour
		a.Qty = 1
		t.tell(wait("Type the last four digits of %s.", l.SKU))
	case '5':
		a = Ask{Kind: AskCarton}
		t.tell(wait("Which other carton?"))
	case '6':
		t.is(StopSkipped{OfWork: w.of(), Stop: stop.ID})
		t.tell(good("%s comes later. Go to %s.", stop.Location, t.Work().NextStop().Location))
		return
	case '7':
		t.seal(w)
		return
	case '8':
		a = Ask{Kind: AskLead, Action: Override}
		t.tell(wait("A lead is called."))
	}
	t.ask(a)
}
