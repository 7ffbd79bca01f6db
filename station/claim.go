package station

import (
	"fmt"
	"time"
)

// claimPause is how long a bench that got nothing waits before it asks for
// works again by itself.
const claimPause = 10 * time.Second

// next asks for the next order: one held ahead, or from the store.
func (t *turn) next() {
	t.wantsNext = true
	switch {
	case t.startHeld():
	case t.Rules.Way == PackOnly:
		t.wantsNext = false
	case t.full():
		t.tell(wait(noRoom, t.room()))
	case t.away(Database):
		t.tell(wait("The database is away: no new order. It goes on by itself when it is back."))
	default:
		t.tell(wait("Looking for the next order."))
	}
}

// startHeld puts the first work that is held on the screen: one whose label may
// lie here loose, else one whose goods are here, else one that nothing stopped.
func (t *turn) startHeld() bool {
	if w := t.loose(""); w != nil {
		t.start(w)
		return true
	}
	for _, goods := range []bool{true, false} {
		for i := range t.Works {
			w := &t.Works[i]
			if w.untouched() != goods && (goods || w.Halt() == "") {
				t.start(w)
				return true
			}
		}
	}
	return false
}

func (t *turn) start(w *Work) {
	t.is(WorkStarted{OfWork: w.of()})
	t.wantsNext = false
	t.refusedG = 0
	t.stray = stray{}
}

// claim asks the store for works; the key is made before the first send.
func (t *turn) claim(w Want) {
	w.Way, w.Person = t.Rules.Way, t.Operator.ID
	for i := range t.Works {
		w.Have = append(w.Have, t.Works[i].ID)
	}
	key := fmt.Sprintf("%s.%d.%d", t.Station, t.Seq, t.Now.UnixNano())
	t.once("claim", Claim{Key: key, Want: w})
}

// refill asks for works, one claim at a time: what this station holds already,
// what was scanned, the next order, and a few ahead while the packer works, so
// that the next one is here when it is wanted and an outage does not stop the
// bench. Every claim ends what it was made for; the two that nobody asked for
// come after a pause.
func (t *turn) refill() {
	w, free := t.Work(), 1+t.Rules.Ahead-len(t.Works)
	rested := t.Now.Sub(t.triedAt) >= claimPause
	mine := !t.mine && t.Now.Sub(t.mineAt) >= claimPause
	ahead := w != nil && free > 0 && t.Board.Ready > 0 && rested
	next := (w == nil && t.wantsNext || ahead) && t.Operator.ID != "" && t.Rules.Way != PackOnly
	switch {
	case t.under.has("claim"):
	case t.wantsCode.How != "":
		t.claim(t.wantsCode)
		t.wantsCode = Want{}
	case !mine && !next || t.away(Database):
	case mine:
		t.mineAt = t.Now
		t.claim(Want{How: ByMine, Max: 20})
	case t.full():
	case w == nil:
		t.claim(Want{How: ByNext, Max: 1 + t.Rules.Ahead})
	default:
		t.triedAt = t.Now
		t.claim(Want{How: ByNext, Max: free})
	}
}

// claimed takes the works that the store handed out.
func (t *turn) claimed(in Claimed) {
	t.ended("claim")
	for _, o := range in.Opened {
		t.open(o)
	}
	switch {
	case in.Away:
		t.claimLost(in)
	case in.Want.How == ByMine:
		t.mine = true
	case in.Want.How == ByNext:
		t.claimedNext(in)
	default:
		t.claimedCode(in)
	}
}

// claimLost says so. What was handed out by the answer that was lost, the store
// tells when it is asked what this station holds.
func (t *turn) claimLost(in Claimed) {
	t.mine, t.mineAt, t.triedAt = false, t.Now, t.Now
	t.do(Remind{At: t.Now.Add(claimPause)})
	if in.Want.How == ByMine || in.Want.How == ByNext && !t.wantsNext {
		return
	}
	t.wantsNext = false
	t.note(wait("The database did not answer. Try again."))
}

// claimedNext ends a claim of the next orders, whatever it gave.
func (t *turn) claimedNext(in Claimed) {
	if len(in.Opened) == 0 {
		t.triedAt = t.Now
		t.mine = t.mine && in.Refuse != "" // what was got by an answer that never came waits here, for nobody else
	}
	if !t.wantsNext || t.Work() != nil || t.startHeld() {
		return
	}
	t.wantsNext = false
	switch {
	case in.Refuse != "":
		t.tell(wrong(in.Refuse, in.Args...))
	case t.Verdict.Word != Done:
		t.note(wait("No order is waiting."))
	}
}

// claimedCode ends a claim by a tote or a slot: its work is on the screen, or
// the reason why not.
func (t *turn) claimedCode(in Claimed) {
	if len(in.Opened) > 0 {
		w := t.find(in.Opened[0].Content.ID)
		t.mark(OK, label(in.Want.Code))
		if t.Work() != nil || t.Operator.ID == "" {
			t.note(good("Order %s is next.", w.OrderNo))
			return
		}
		t.start(w)
		if in.Want.How == ByLabel {
			t.askAgain(t.Work(), in.Want.Code)
			return
		}
		t.tell(good("Order %s goes on here.", t.Work().OrderNo))
		return
	}
	switch {
	case in.Refuse == RefusedStuck && t.Work() == nil && t.Operator.ID != "":
		t.ask(Ask{Kind: AskTakeover, Code: in.Want.Code})
		t.tell(wait("The work of %s is stuck elsewhere. + takes it over, when the goods are here.", in.Want.Code))
		return
	case in.Refuse != "" && in.Refuse != RefusedStuck:
		t.tell(wrong(in.Refuse, in.Args...))
	default:
		t.tell(wrong("Nothing waits in %s.", in.Want.Code))
	}
	t.mark(Wrong, label(in.Want.Code))
}

// RefusedStuck is the store's refusal of a tote or slot whose work is stuck at
// another station: it may be taken over.
const RefusedStuck = "stuck"

// takeover claims the work of the open question by its goods.
func (t *turn) takeover() {
	if t.full() {
		t.close()
		t.tell(wrong(noRoom, t.room()))
		return
	}
	t.wantsCode = Want{How: ByTakeover, Code: t.Ask.Code, Max: 1}
	t.tell(wait("Taking over %s.", t.Ask.Code))
	t.close()
}

// open takes a work in hand, unless it is already. What somebody else counted
// into an open box is counted again, from zero.
func (t *turn) open(o Opened) {
	if w := t.find(o.Content.ID); w != nil && w.Epoch >= o.Epoch {
		return
	}
	t.is(WorkOpened{
		OfWork: OfWork{o.Content.ID, o.Epoch}, Order: o.Content.Order, Attempt: o.Content.Attempt,
		How: o.How, Recount: o.Recount, Slot: o.Slot, Opened: &o,
	})
	if o.Recount {
		t.recount(t.find(o.Content.ID), "takeover")
	}
	t.doubtJobs()
	t.labelOf(o)
}

// labelOf decides about the label of a work that was let go before it was
// printed: whoever scanned the goods has the one box in hand.
func (t *turn) labelOf(o Opened) {
	w := t.find(o.Content.ID)
	p := w.Current()
	switch {
	case o.How == ByMine || o.How == ByNext:
		t.keepBack(w)
	case p != nil && w.onlyBox(p):
		t.showBox(w, string(o.How))
	}
}

// recount makes what is in the open parcel loose: it is scanned again.
func (t *turn) recount(w *Work, why string) {
	p := w.openParcel()
	if p == nil {
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
	switch w := t.Work(); {
	case w == nil && m.Work == "":
		t.mine = false // or this station holds it by an answer that never came
		t.refuse(in, wrong("Tote %s is empty.", m.Code), "empty_tote")
	case w == nil:
		t.goOnWith(in, ByTote, m)
	case !m.Free && m.Work != w.ID:
		t.refuse(in, wrong("Tote %s holds order %s. Take another.", m.Code, m.OrderNo), "tote_taken")
	default:
		t.bindTote(in, m.Code)
	}
}

// goOnWith opens the work whose goods were scanned.
func (t *turn) goOnWith(in Scanned, how How, m Meaning) {
	if w := t.find(m.Work); w != nil {
		t.start(w)
		t.mark(OK, label(m.Code))
		t.tell(good("Order %s goes on here.", t.Work().OrderNo))
		return
	}
	if t.full() {
		t.refuse(in, wrong(noRoom, t.room()), "no_room")
		return
	}
	t.wantsCode = Want{How: how, Code: m.Code, Max: 1}
	t.tell(wait("Opening %s.", m.Code))
}

// bindTote takes the tote for the work on the screen, unless another one here
// has it.
func (t *turn) bindTote(in Scanned, code string) {
	w := t.Work()
	for i := range t.Works {
		if x := &t.Works[i]; x.ID != w.ID && x.Tote == code {
			t.refuse(in, wrong("Tote %s holds order %s. Take another.", code, x.OrderNo), "tote_taken")
			return
		}
	}
	t.is(ToteBound{OfWork: w.of(), Tote: code})
	t.mark(OK, label(code))
	t.tell(good("Tote %s is yours.", code))
}

// slot decides a slot of the trouble shelf: what is parked there goes on, or
// the work in hand is parked on it.
func (t *turn) slot(in Scanned, m Meaning) {
	switch w := t.Work(); {
	case w == nil && m.Work == "":
		t.mine = false // or this station holds it by an answer that never came
		t.refuse(in, wrong("Slot %s is empty.", m.Code), "empty_slot")
	case w == nil:
		t.goOnWith(in, BySlot, m)
	case !m.Free && m.Work != w.ID:
		t.refuse(in, wrong("Slot %s holds order %s. Take another.", m.Code, m.OrderNo), "slot_taken")
	default:
		t.parkOn(m.Code)
	}
}
