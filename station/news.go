package station

import (
	"slices"
	"time"
)

// restarted takes stock after the journal was read: a job whose bytes may have
// left is in doubt, and the store is asked what this station holds.
func (t *turn) restarted() {
	t.oldSeq = t.Seq
	t.mine, t.mineAt, t.triedAt = false, time.Time{}, time.Time{}
	t.doubtJobs()
	for i := range t.Works {
		t.keepBack(&t.Works[i])
	}
	if t.Borrowed.Name != "" {
		t.do(UsePrinter{t.Borrowed})
	}
}

// doubtJobs marks the jobs whose bytes may have left before this station had
// the work in hand: only a person knows what came out.
func (t *turn) doubtJobs() {
	for i := range t.Works {
		w := &t.Works[i]
		of := w.of()
		for _, j := range w.sending() {
			if !t.under.has("print:" + string(j)) {
				t.is(PrintEnded{OfWork: of, Job: j, State: PrintUnknown, Counter: -1, Problem: "printing was cut off"})
			}
		}
	}
}

// sending is the jobs whose first byte may have left.
func (w *Work) sending() []ID {
	var ids []ID
	for _, j := range w.jobs() {
		if j.State == PrintSending {
			ids = append(ids, j.ID)
		}
	}
	return ids
}

// jobs is everything of the work that was ever to be printed.
func (w *Work) jobs() []Job {
	all := slices.Concat(w.Slips, w.Stickers)
	for _, p := range w.Parcels {
		for _, l := range p.Labels {
			all = append(all, l.Jobs...)
		}
	}
	return all
}

// linkChanged takes note of what came or went. Whoever was held up goes on.
func (t *turn) linkChanged(in LinkChanged) {
	was, known := t.Links[in.What]
	t.link(in.What, LinkState{OK: in.OK, Cause: in.Cause, Count: in.Count, Since: t.Now})
	back := in.OK && (!known || !was.OK)
	switch {
	case in.What == DiskLink && !in.OK:
		t.tell(stop("This station's disk refuses to write: %s. Nothing counts any more. Call a lead.", in.Cause))
	case in.What == Space:
		t.roomChanged(was.Cause)
	case in.What == Printer && !in.OK && was.Cause != in.Cause:
		t.printerFailed(in.Cause)
	case !back:
	case in.What == Database:
		t.triedAt, t.mineAt = time.Time{}, time.Time{}
		t.under = t.under.without("doubt:")
	case in.What == Carrier:
		t.under = t.under.without("doubt:")
	case in.What == Printer, in.What == Slips:
		t.under = t.under.without("not ready:")
	}
}

// answered takes the store's answer: news of the works first, so that nothing
// starts for a work that was stopped meanwhile.
func (t *turn) answered(a Answer) {
	for _, s := range a.SetAside {
		t.setAside(s)
	}
	for _, told := range a.Works {
		t.told(told, a.Through)
	}
	t.Applied = max(t.Applied, a.Through)
	t.Board = a.Board
	if a.Rules != nil {
		t.Rules, t.PrinterShared, t.Day = *a.Rules, a.PrinterShared, a.Day
	}
}

// setAside stops a work whose facts do not count any more.
func (t *turn) setAside(a SetAside) {
	to := either(a.Station, "the office")
	w := t.find(a.Work)
	if w == nil {
		return
	}
	no := w.OrderNo
	t.lose(a.Work, to)
	switch {
	case a.Work != t.Active:
	case a.Station == "":
		t.tell(stop("Nobody has order %s now: what was done here does not count. Leave the goods where they are.", no))
	default:
		t.tell(stop("%s has order %s since %s. Leave the goods where they are.", to, no, a.At.Format(time.TimeOnly)))
	}
}

func (t *turn) lose(id ID, to string) {
	t.withWork(id, func(w *Work) { w.LostTo = to })
}

// told takes news of one work. Through is the last fact of this station that
// the store had when it told.
func (t *turn) told(n Told, through int64) {
	if n.Lead != nil {
		defer t.leadSays(n.Work, *n.Lead)
	}
	w := t.find(n.Work)
	switch {
	case w == nil:
		t.mine = t.mine && n.LostTo != "" // it may be held here by a claim whose answer never came
	case w.LostTo != "":
	case n.LostTo != "":
		no := w.OrderNo
		t.lose(n.Work, n.LostTo)
		if n.Work == t.Active {
			t.tell(stop("%s has order %s now. Leave the goods where they are.", n.LostTo, no))
		}
	case n.Asked != nil && n.Asked.Rev > w.Seen:
		halt, next := w.Halt(), w.nextID()
		t.is(AskedChanged{OfWork: w.of(), Asked: *n.Asked, Through: through})
		if n.Work == t.Active {
			t.sayAsked(halt, next)
		}
	}
}

// sayAsked tells the packer what changed for the order on the screen. A question
// that has no meaning any more is closed.
func (t *turn) sayAsked(before string, at ID) {
	w := t.Work()
	if w.outdated() {
		t.close()
		w = t.Work()
	}
	switch halt := w.Halt(); {
	case halt == "cancelled":
		t.tell(stop("Order %s is cancelled.", w.OrderNo))
	case halt == "hold":
		t.tell(stop("Order %s is on hold: %s.", w.OrderNo, w.Hold))
	case before != "":
		t.tell(good("Order %s goes on.", w.OrderNo))
	default:
		if step, next := w.at(); (step == StepPlace || step == StepArticle) && next.ID != at {
			t.note(good("Go to %s.", next.Location))
		}
	}
}

// outdated says that the open question has no meaning any more: its stop is
// gone or has not so many, or the hold that it parks for has ended.
func (w *Work) outdated() bool {
	a := w.Ask
	if a.Kind == AskSlot {
		return a.Park == ParkHold && w.Hold == ""
	}
	if a.Stop == "" {
		return false
	}
	s := w.stop(a.Stop)
	return s == nil || w.room(s) < max(1, a.Qty)
}

func (w *Work) nextID() ID {
	if next := w.NextStop(); next != nil {
		return next.ID
	}
	return ""
}

func (w *Work) stop(id ID) *Stop {
	if id == "" {
		return nil
	}
	for i := range w.Stops {
		if w.Stops[i].ID == id {
			return &w.Stops[i]
		}
	}
	return nil
}

// acknowledge answers a STOP with + .
func (t *turn) acknowledge() {
	w := t.Work()
	switch halt := w.Halt(); {
	case halt == "taken":
		of, to := w.of(), w.LostTo
		t.is(WorkLost{OfWork: of, By: to}, WorkClosed{OfWork: of, Why: "lost"})
		t.tell(good("The order is with %s.", to))
	case halt == "cancelled":
		t.cancelled(w)
	case w.untouched():
		t.giveBack(w)
	case w.allLeft():
		t.leaveShipped(w)
	default:
		t.askSlot(w, ParkHold)
	}
}

// cancelled begins to put the goods back; without goods the work ends.
func (t *turn) cancelled(w *Work) {
	if w.Ask.Open() {
		t.close()
	}
	of, no := w.of(), w.OrderNo
	t.is(Acknowledged{OfWork: of, What: "cancelled"}, WorkMoved{OfWork: of, From: w.Stage, To: Cancelling, Event: "cancel"})
	t.do(Push{})
	if t.Work().away() > 0 {
		t.tell(wait("Put the goods of order %s back: scan an article.", no))
	}
}
