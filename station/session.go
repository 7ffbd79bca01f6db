package station

import (
	"fmt"
	"time"
)

// badge decides a badge: whose it is, and what it is for here.
func (t *turn) badge(in Scanned, p Prompt, m Meaning) {
	in.Text = "(badge)"
	if m.Person == nil {
		t.refuse(in, wrong("This badge is not valid any more. Ask a lead."), "badge_revoked")
		return
	}
	who := *m.Person
	w := t.Work()
	switch {
	case w != nil && w.Ask.Kind == AskLead:
		t.leadBadge(in, w, who)
	case !who.Role.May(Pack):
		t.refuse(in, wrong("%s may not work at a bench. Ask a lead.", who.Name), "role")
	case t.Operator.ID == "":
		t.signIn(who, t.away(Database))
	case w == nil && who.ID == t.Operator.ID:
		t.signOut("end")
	case w == nil:
		t.signOut("relieved")
		t.signIn(who, t.away(Database))
	case who.ID == t.Operator.ID:
		t.refuse(in, wrong("An order is open. Finish it or 9 park it, then scan your badge to leave."), "order_open")
	default:
		t.ask(Ask{Kind: AskBadge, Person: who.ID, Deed: string(who.Role), Code: who.Name})
		t.tell(wait("%s: 1 takes over this bench, 3 nothing.", who.Name))
	}
}

func (t *turn) signIn(who Person, offline bool) {
	t.is(SignedIn{Person: who.ID, Role: who.Role, Offline: offline})
	t.Operator.Name = who.Name
	t.mark(OK, "badge")
	t.tell(good("Hello %s.", who.Name))
	t.do(Push{})
}

// signOut ends the session; works held ahead go back.
func (t *turn) signOut(reason string) {
	for _, w := range t.Works {
		t.is(WorkClosed{OfWork: w.of(), Why: "released"})
	}
	name := t.Operator.Name
	t.is(SignedOut{Person: t.Operator.ID, Reason: reason})
	t.wantsNext = false
	t.tell(good("Goodbye %s.", name))
	t.do(Push{})
}

// relieve hands the bench to the person of the open question.
func (t *turn) relieve(w *Work) {
	a := w.Ask
	t.close()
	t.is(SignedOut{Person: t.Operator.ID, Reason: "relieved"})
	t.signIn(Person{ID: a.Person, Name: a.Code, Role: Role(a.Deed)}, t.away(Database))
}

// next asks for the next order: one held ahead, or from the store.
func (t *turn) next() {
	t.wantsNext = true
	if t.startHeld() {
		return
	}
	if t.away(Database) {
		t.wantsNext = false
		t.tell(wait("The database is away: no new order. It goes on by itself when it is back."))
		return
	}
	t.tell(wait("Looking for the next order."))
	t.claim(Want{How: ByNext, Max: 1 + t.Rules.Ahead})
}

// startHeld puts the first work that is held on the screen.
func (t *turn) startHeld() bool {
	for _, w := range t.Works {
		if w.Halt() != "" {
			continue
		}
		t.is(WorkStarted{OfWork: w.of()})
		t.wantsNext = false
		t.refusedG = 0
		t.stray = stray{}
		return true
	}
	return false
}

// claim asks the store, once at a time; the key is made before the first send.
func (t *turn) claim(w Want) {
	w.Way, w.Person = t.Rules.Way, t.Operator.ID
	for _, have := range t.Works {
		w.Have = append(w.Have, have.ID)
	}
	key := fmt.Sprintf("%s.%d.%d", t.Station, t.Seq, t.Now.UnixNano())
	t.once("claim", Claim{Key: key, Want: w})
}

// claimed takes the works that the store handed out.
func (t *turn) claimed(in Claimed) {
	t.ended("claim")
	for _, o := range in.Opened {
		t.open(o)
	}
	if in.Away {
		t.mine = t.mine && in.Want.How != ByMine
		if in.Want.How != ByMine {
			t.wantsNext = false
			t.tell(wait("The database did not answer. Try again."))
		}
		return
	}
	switch in.Want.How {
	case ByMine:
		return
	case ByNext:
		t.claimedNext(in)
	default:
		t.claimedCode(in)
	}
}

func (t *turn) claimedNext(in Claimed) {
	if len(in.Opened) == 0 {
		t.triedAt = t.Now
		if t.wantsNext {
			t.wantsNext = false
			if t.Verdict.Word != Done {
				t.tell(wait("No order is waiting."))
			}
		}
	}
}

// claimedCode ends a claim by a tote or a slot: its work is on the screen, or
// the reason why not.
func (t *turn) claimedCode(in Claimed) {
	switch {
	case len(in.Opened) > 0 && t.Work() == nil:
		t.is(WorkStarted{OfWork: OfWork{in.Opened[0].Content.ID, in.Opened[0].Epoch}})
		t.refusedG = 0
		t.mark(OK, label(in.Want.Code))
		t.tell(good("Order %s goes on here.", in.Opened[0].Content.OrderNo))
	case in.Refuse == RefusedStuck && t.Work() == nil:
		t.ask(Ask{Kind: AskTakeover, Code: in.Want.Code})
		t.tell(wait("The work of %s is stuck elsewhere. + takes it over, when the goods are here.", in.Want.Code))
	case in.Refuse != "":
		t.mark(Wrong, label(in.Want.Code))
		t.tell(wrong(in.Refuse, in.Args...))
	case len(in.Opened) == 0:
		t.mark(Wrong, label(in.Want.Code))
		t.tell(wrong("Nothing waits in %s.", in.Want.Code))
	}
}

// RefusedStuck is the store's refusal of a tote or slot whose work is stuck at
// another station: it may be taken over.
const RefusedStuck = "stuck"

// takeover claims the work of the open question by its goods.
func (t *turn) takeover() {
	code := t.Ask.Code
	t.close()
	t.tell(wait("Taking over %s.", code))
	t.claim(Want{How: ByTakeover, Code: code, Max: 1})
}

// open takes a work in hand. What somebody else counted into an open box is
// counted again, from zero.
func (t *turn) open(o Opened) {
	t.is(WorkOpened{
		OfWork: OfWork{o.Content.ID, o.Epoch}, Order: o.Content.Order, Attempt: o.Content.Attempt,
		How: o.How, Recount: o.Recount, Slot: o.Slot, Opened: &o,
	})
	if w := t.find(o.Content.ID); w != nil && o.Recount {
		t.recount(w, "takeover")
	}
	t.doubtJobs()
}

// recount makes what is in the open parcel loose: it is scanned again.
func (t *turn) recount(w *Work, why string) {
	p := w.Current()
	if p == nil || p.State != ParcelOpen {
		return
	}
	in, of := parcelPlace(p.N), w.of()
	for _, h := range w.Held {
		if h.Place == in {
			t.is(UnitMoved{OfWork: of, Line: h.Line, Goods: h.Goods, Qty: h.Qty, From: in, To: Place{Loose, in.ID}, Why: why})
		}
	}
}

// tote decides an empty tote to pick into, or one whose goods are packed here.
func (t *turn) tote(in Scanned, m Meaning) {
	w := t.Work()
	switch {
	case w == nil && m.Work != "":
		t.tell(wait("Opening %s.", m.Code))
		t.claim(Want{How: ByTote, Code: m.Code, Max: 1})
	case w == nil:
		t.refuse(in, wrong("Tote %s is empty.", m.Code), "empty_tote")
	case !m.Free && m.Work != w.ID:
		t.refuse(in, wrong("Tote %s holds order %s. Take another.", m.Code, m.OrderNo), "tote_taken")
	default:
		t.bindTote(m.Code)
	}
}

func (t *turn) bindTote(code string) {
	w := t.Work()
	t.is(ToteBound{OfWork: w.of(), Tote: code})
	t.mark(OK, label(code))
	t.tell(good("Tote %s is yours.", code))
}

// slot decides a slot of the trouble shelf: what is parked there goes on, or
// the work in hand is parked on it.
func (t *turn) slot(in Scanned, m Meaning) {
	switch {
	case t.Work() == nil && m.Work != "":
		t.tell(wait("Opening %s.", m.Code))
		t.claim(Want{How: BySlot, Code: m.Code, Max: 1})
	case t.Work() == nil:
		t.refuse(in, wrong("Slot %s is empty.", m.Code), "empty_slot")
	case !m.Free && m.Work != t.Work().ID:
		t.refuse(in, wrong("Slot %s holds order %s. Take another.", m.Code, m.OrderNo), "slot_taken")
	default:
		t.parkOn(m.Code)
	}
}

// restarted takes stock after the journal was read: a job whose bytes may have
// left is in doubt, and the store is asked what this station holds.
func (t *turn) restarted() {
	t.oldSeq = t.Seq
	t.doubtJobs()
	t.mine = true
	t.claim(Want{How: ByMine, Max: 20})
}

// doubtJobs marks the jobs whose bytes may have left before this station had
// the work in hand: only a person knows what came out.
func (t *turn) doubtJobs() {
	for _, w := range t.Works {
		for _, j := range w.sending() {
			if !t.under["print:"+string(j)] {
				t.is(PrintEnded{OfWork: w.of(), Job: j, State: PrintUnknown, Counter: -1, Problem: "printing was cut off"})
			}
		}
	}
}

// sending is the jobs whose first byte may have left.
func (w Work) sending() []ID {
	var ids []ID
	for _, j := range w.Slips {
		if j.State == PrintSending {
			ids = append(ids, j.ID)
		}
	}
	for _, p := range w.Parcels {
		for _, l := range p.Labels {
			for _, j := range l.Jobs {
				if j.State == PrintSending {
					ids = append(ids, j.ID)
				}
			}
		}
	}
	return ids
}

// linkChanged takes note of what came or went. Whoever was held up goes on.
func (t *turn) linkChanged(in LinkChanged) {
	was, known := t.Links[in.What]
	t.link(in.What, LinkState{OK: in.OK, Cause: in.Cause, Count: in.Count, Since: t.Now})
	back := in.OK && (!known || !was.OK)
	switch {
	case in.What == DiskLink && !in.OK:
		t.tell(stop("This station's disk refuses to write: %s. Nothing counts any more. Call a lead.", in.Cause))
	case in.What == Database && back && !t.mine:
		t.mine = true
		t.claim(Want{How: ByMine, Max: 20})
	case in.What == Printer && back:
		t.under = without(t.under, "not ready:")
	case in.What == Database && back:
		t.under = without(t.under, "doubt:")
	}
}

// answered takes the store's answer: news of the works first, so that nothing
// starts for a work that was stopped meanwhile.
func (t *turn) answered(a Answer) {
	for _, s := range a.SetAside {
		t.setAside(s)
	}
	for _, told := range a.Works {
		t.told(told)
	}
	t.Applied = max(t.Applied, a.Through)
	t.Board = a.Board
	if a.Rules != nil {
		t.Rules = *a.Rules
	}
}

// setAside stops a work whose facts do not count any more.
func (t *turn) setAside(a SetAside) {
	to := a.Station
	if to == "" {
		to = "the office"
	}
	t.State = t.State.withWork(a.Work, func(w Work) Work { w.LostTo = to; return w })
	if w := t.Work(); w != nil && w.ID == a.Work {
		t.tell(stop("%s has order %s since %s. Leave the goods where they are.", to, w.OrderNo, a.At.Format(time.TimeOnly)))
	}
}

// told takes news of one work.
func (t *turn) told(n Told) {
	w := t.find(n.Work)
	if w == nil {
		return
	}
	if n.LostTo != "" {
		t.State = t.State.withWork(n.Work, func(w Work) Work { w.LostTo = n.LostTo; return w })
		if n.Work == t.Active {
			t.tell(stop("%s has order %s now. Leave the goods where they are.", n.LostTo, w.OrderNo))
		}
		return
	}
	if n.Asked == nil || n.Asked.Rev <= w.Seen {
		return
	}
	before := w.Halt()
	t.is(AskedChanged{OfWork: w.of(), Asked: *n.Asked})
	if n.Work == t.Active {
		t.sayAsked(before)
	}
}

// sayAsked tells the packer what changed for the order on the screen.
func (t *turn) sayAsked(before string) {
	w := t.Work()
	switch halt := w.Halt(); {
	case halt == "cancelled":
		t.tell(stop("Order %s is cancelled.", w.OrderNo))
	case halt == "hold":
		t.tell(stop("Order %s is on hold: %s.", w.OrderNo, w.Hold))
	case before != "":
		t.tell(good("Order %s goes on.", w.OrderNo))
	case w.NextStop() != nil && w.Step() != StepCarton:
		t.tell(good("Go to %s.", w.NextStop().Location))
	}
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
	case w.away() == 0:
		t.is(WorkClosed{OfWork: w.of(), Why: "released"})
		t.tell(good("Order %s went back.", w.OrderNo))
	default:
		t.ask(Ask{Kind: AskSlot, Park: ParkHold})
		t.tell(wait("Put the goods on a slot of the trouble shelf and scan the slot."))
	}
}

// cancelled begins to put the goods back; without goods the work ends.
func (t *turn) cancelled(w *Work) {
	if w.Ask.Open() {
		t.close()
	}
	of, no := w.of(), w.OrderNo
	t.is(Acknowledged{OfWork: of, What: "cancelled"}, WorkMoved{OfWork: of, From: w.Stage, To: Cancelling, Event: "cancel"})
	if t.Work().away() > 0 {
		t.tell(wait("Put the goods of order %s back: scan an article.", no))
	}
}
