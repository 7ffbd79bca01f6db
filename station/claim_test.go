package station

import (
	"strings"
	"testing"
	"time"
)

// claims is the claims among the effects that were kept back.
func (w *world) claims() []Claim {
	var list []Claim
	for _, e := range w.kept {
		if c, ok := e.(Claim); ok {
			list = append(list, c)
		}
	}
	return list
}

func TestAToteScannedDuringAnotherClaimIsNotLost(t *testing.T) {
	w := newWorld(t, toteWay)
	w.codes["T-014"] = Meaning{Kind: IsTote, Code: "T-014", Work: "1"}
	w.scan("BADGE-ANNA")
	w.hold = true
	w.types("+")
	w.scan("T-014")
	w.in(Resolved{Text: "T-014", Meaning: w.codes["T-014"]})
	if n := len(w.claims()); n != 1 {
		t.Fatalf("%d claims under way, want 1", n)
	}
	w.in(Claimed{Key: w.claims()[0].Key, Want: w.claims()[0].Want})
	if c := w.claims(); len(c) != 2 || c[1].Want.How != ByTote || c[1].Want.Code != "T-014" {
		t.Fatalf("claims %+v, want the tote's", c)
	}
}

func TestAnAnswerThatWasLostIsAskedForLater(t *testing.T) {
	w := newWorld(t, onePass)
	w.scan("BADGE-ANNA")
	w.hold = true
	w.types("+")
	c := w.claims()[0]
	w.in(Claimed{Key: c.Key, Want: c.Want, Away: true})
	w.says("WAIT The database did not answer. Try again.")
	for range 5 {
		w.in(Tick{})
	}
	if n := len(w.claims()); n != 1 {
		t.Fatalf("%d claims at once, want a pause", n)
	}
	w.now = w.now.Add(claimPause)
	w.in(Tick{})
	if c := w.claims(); len(c) != 2 || c[1].Want.How != ByMine {
		t.Fatalf("claims %+v, want what this station holds", c)
	}
}

// A packer who presses + again and again must not keep the station from asking
// what it holds: the order that was handed out would wait for ever.
func TestAskingForTheNextOrderDoesNotPutOffWhatIsHeld(t *testing.T) {
	w := newWorld(t, onePass)
	w.scan("BADGE-ANNA")
	w.hold = true
	w.types("+")
	c := w.claims()[0]
	w.in(Claimed{Key: c.Key, Want: c.Want, Away: true})
	for range 2 * int(claimPause/time.Second) {
		w.types("+")
		c := w.claims()[len(w.claims())-1]
		if c.Want.How == ByMine {
			return
		}
		w.in(Claimed{Key: c.Key, Want: c.Want})
	}
	t.Error("the store was never asked what this station holds")
}

func TestNoOrderIsWaiting(t *testing.T) {
	w := newWorld(t, onePass)
	w.scan("BADGE-ANNA").types("+").says("WAIT No order is waiting.")
	w.in(LinkChanged{What: Database, Cause: "cut"})
	w.types("+").says("WAIT The database is away: no new order. It goes on by itself when it is back.")
	w.queue = []Opened{order("1", mugs(1))}
	w.in(LinkChanged{What: Database, OK: true})
	w.at(StepCarton)
}

func TestAsksForWhatItHoldsUnknown(t *testing.T) {
	asked := func(w *world) (n int) {
		for _, c := range w.claims() {
			if c.Want.How == ByMine {
				n++
			}
		}
		return n
	}
	t.Run("the house tells of a work that is not in hand", func(t *testing.T) {
		w := newWorld(t, onePass)
		w.scan("BADGE-ANNA")
		w.now, w.hold = w.now.Add(claimPause), true
		before := asked(w)
		w.in(Answered{Answer{Works: []Told{{Work: "77", Asked: &Asked{Rev: 3}}}}})
		if asked(w) != before+1 {
			t.Errorf("asked %d times what it holds, want %d", asked(w), before+1)
		}
	})
	t.Run("there is no next order", func(t *testing.T) {
		w := newWorld(t, onePass)
		w.scan("BADGE-ANNA")
		before := asked(w)
		w.types("+").says("WAIT No order is waiting.")
		w.now, w.hold = w.now.Add(claimPause), true
		w.in(Tick{})
		if asked(w) != before+1 {
			t.Errorf("asked %d times what it holds, want %d", asked(w), before+1)
		}
	})
}

func TestRefusedClaims(t *testing.T) {
	w := newWorld(t, onePass)
	w.codes["T-014"] = Meaning{Kind: IsTote, Code: "T-014", Work: "1"}
	w.scan("BADGE-ANNA")
	w.hold = true
	answer := func(in Claimed) *world {
		c := w.claims()[len(w.claims())-1]
		in.Key, in.Want = c.Key, c.Want
		w.in(in)
		return w
	}
	w.types("+")
	answer(Claimed{Refuse: "Station %s is not set up here.", Args: []any{"bench-7"}}).says("WRONG Station bench-7 is not set up here.")
	open := func() {
		w.scan("T-014")
		w.in(Resolved{Text: "T-014", Meaning: w.codes["T-014"]})
	}
	open()
	answer(Claimed{}).says("WRONG Nothing waits in T-014.")
	open()
	answer(Claimed{Refuse: RefusedStuck}).says("WAIT The work of T-014 is stuck elsewhere. + takes it over, when the goods are here.")
	w.types("/").says("OK Back.")
	open()
	answer(Claimed{Refuse: RefusedStuck})
	w.types("+").says("WAIT Taking over T-014.")
	o := order("1", mugs(1))
	answer(Claimed{Opened: []Opened{o}}).says("OK Order 11 goes on here.")
}

func TestWorksHeldAheadAreStartedWithoutTheDatabase(t *testing.T) {
	w := newWorld(t, func(r *Rules) { onePass(r); r.Ahead, r.AutoNext = 1, true }, order("1", mugs(1)), order("2", mugs(1)))
	w.scan("BADGE-ANNA").types("+").at(StepCarton)
	if w.s.Ahead() != 1 {
		t.Fatalf("%d works ahead, want 1", w.s.Ahead())
	}
	w.scan("BOX-C", "A03-11", mug).weigh(500).scan(w.sscc()).says("DONE 11 shipped. Carry it to lane 12.")
	if w.s.Active != "2" {
		t.Errorf("order %q is on the screen, want the one held ahead", w.s.Active)
	}
}

func TestWorksHeldAheadGoBack(t *testing.T) {
	ahead := func(t *testing.T) *world {
		w := newWorld(t, func(r *Rules) { onePass(r); r.Ahead = 1 }, order("1", mugs(1)), order("2", mugs(1)))
		return w.scan("BADGE-ANNA").types("+").at(StepCarton)
	}
	news := func(w *world, told Told) {
		told.Work = "2"
		w.in(Answered{Answer{Through: w.s.Seq, Works: []Told{told}}})
	}
	for name, told := range map[string]Told{
		"on hold":    {Asked: &Asked{Rev: 2, Hold: "fraud"}},
		"cancelled":  {Asked: &Asked{Rev: 2, Cancelled: true}},
		"taken over": {LostTo: "bench-9"},
	} {
		t.Run(name, func(t *testing.T) {
			w := ahead(t)
			news(w, told)
			if w.s.Ahead() != 0 || w.has("work_closed") != 1 {
				t.Errorf("%d works ahead", w.s.Ahead())
			}
			w.at(StepCarton)
		})
	}
	t.Run("the packer leaves", func(t *testing.T) {
		w := ahead(t)
		w.types("9", "6").says("OK Order 11 went back.").scan("BADGE-ANNA").says("OK Goodbye Anna.")
		if len(w.s.Works) != 0 {
			t.Errorf("%d works stay", len(w.s.Works))
		}
	})
	t.Run("a claim answered after he left", func(t *testing.T) {
		w := newWorld(t, onePass)
		w.scan("BADGE-ANNA")
		w.hold = true
		w.types("+")
		c := w.claims()[0]
		w.hold = false
		w.scan("BADGE-ANNA").says("OK Goodbye Anna.")
		w.in(Claimed{Key: c.Key, Want: c.Want, Opened: []Opened{order("1", mugs(1))}})
		if len(w.s.Works) != 0 {
			t.Errorf("%d works are held by nobody", len(w.s.Works))
		}
	})
}

func TestAWorkHandedOutTwiceKeepsWhatWasDone(t *testing.T) {
	o := order("1", mugs(2))
	w := newWorld(t, onePass, o)
	w.scan("BADGE-ANNA").types("+").scan("BOX-C", "A03-11", mug).packed(1)
	w.in(Claimed{Want: Want{How: ByMine}, Opened: []Opened{o}})
	w.packed(1)
}

func TestGoodsKeepThePackerHere(t *testing.T) {
	w := newWorld(t, toteWay, order("1", mugs(2)))
	w.scan("BADGE-ANNA").types("+").scan("T-014", "A03-11", mug)
	w.s.Active = "" // it comes so from the journal of another version
	w.scan("BADGE-ANNA").says("WRONG The goods of order 11 are here. + opens it: finish it or 9 park it, then scan your badge to leave.")
	w.codes["T-014"] = Meaning{Kind: IsTote, Code: "T-014", Work: "1"}
	w.scan("T-014").says("OK Order 11 goes on here.")
}

func TestSessions(t *testing.T) {
	w := newWorld(t, onePass)
	w.codes["BADGE-OLD"] = Meaning{Kind: IsBadge}
	w.codes["BADGE-EVE"] = Meaning{Kind: IsBadge, Person: &Person{ID: "9", Name: "Eve", Role: "visitor"}}
	w.scan("BADGE-OLD").says("WRONG This badge is not valid any more. Ask a lead.")
	w.scan("BADGE-EVE").says("WRONG Eve may not work at a bench. Ask a lead.")
	w.scan("BADGE-ANNA", "BADGE-LEO").says("OK Hello Leo.")
	w.scan("BADGE-LEO").says("OK Goodbye Leo.")
	for _, c := range w.facts {
		if r, ok := c.(ScanRefused); ok && r.Code != badgeText {
			t.Errorf("the log has %q", r.Code)
		}
	}
}

func TestABadgeNeverGetsIntoAFact(t *testing.T) {
	w := picking(t, teas(1), lamps(1))
	w.scan(tea, "BADGE-LEO").says("WAIT Leo: 1 takes over this bench, 3 nothing.").types("3")
	w.types("1").scan("BADGE-LEO").types("/").types("2").scan("BADGE-LEO").types("/")
	w.in(LinkChanged{What: Database, Cause: "cut"})
	w.scan("BADGE-LEO")
	w.asks(Asked{Rev: 2, Hold: "x"}).scan("BADGE-LEO")
	for _, c := range w.facts {
		_, body, err := Encode(c)
		if err != nil {
			t.Fatal(err)
		}
		if s := string(body); strings.Contains(s, "BADGE-") || strings.Contains(s, "Leo") {
			t.Errorf("%s: %s", c.Kind(), s)
		}
	}
}

func TestACodeThatNobodyAnswersForIsGivenUp(t *testing.T) {
	w := picking(t, mugs(2))
	w.hold = true
	w.scan("NOBODY", mug).packed(0)
	w.hold = false
	w.now = w.now.Add(lookPatience)
	w.in(Tick{})
	w.packed(1)
	w.in(Resolved{Text: "NOBODY", Meaning: Meaning{Kind: IsBadge, Person: &Person{ID: "8"}}})
	w.packed(1)
	if w.s.Work().Ask.Open() {
		t.Error("an answer that came too late counted")
	}
}

func TestSlotsAndTotesWithoutTheDatabase(t *testing.T) {
	w := newWorld(t, toteWay, order("1", mugs(2)))
	w.scan("BADGE-ANNA").types("+")
	w.away = true
	w.scan("T-020").says("OK Tote T-020 is yours.") // nobody knew yet that it is away
	w.in(LinkChanged{What: Database, Cause: "cut"})
	w.scan("A03-11", mug).types("9", "1").scan("T-014").says("CODE Unknown here, and the database is away. Scan a slot.")
	w.scan("SLOT-7").says("OK Order 11 is parked on SLOT-7.")
	w.scan("SLOT-7").says("CODE Unknown here, and the database is away. Scan a tote or a slot or a badge.")
}

func TestAToteIsBoundOnce(t *testing.T) {
	w := newWorld(t, func(r *Rules) { toteWay(r); r.Ahead = 1 }, order("1", mugs(1)), order("2", mugs(1)))
	w.scan("BADGE-ANNA").types("+").scan("T-014")
	w.s.Active = "2"
	w.scan("T-014").says("WRONG Tote T-014 holds order 11. Take another.")
	w.codes["T-015"] = Meaning{Kind: IsTote, Code: "T-015", Work: "99", OrderNo: "10231"}
	w.scan("T-015").says("WRONG Tote T-015 holds order 10231. Take another.")
}

func TestAGivenBackOrderLeavesNoTraceForTheNextBench(t *testing.T) {
	o := order("1", mugs(1))
	w := newWorld(t, toteWay, o)
	w.scan("BADGE-ANNA").types("+").scan("T-014").types("9", "6").says("OK Order 11 went back.")
	newWorld(t, toteWay, w.again(o, Picking, o.Content.Asked.Stops...)).scan("BADGE-LEO").types("+").at(StepTote)
	v := newWorld(t, onePass, o)
	v.scan("BADGE-ANNA").types("+").scan("BOX-C").types("9", "6")
	newWorld(t, onePass, v.again(o, Picking, o.Content.Asked.Stops...)).scan("BADGE-LEO").types("+").at(StepCarton)
}

func TestRemindersBringATick(t *testing.T) {
	w := newWorld(t, onePass)
	w.hold = true
	w.scan("BADGE-ANNA")
	for _, e := range w.kept {
		if r, ok := e.(Remind); ok && r.At.Sub(w.now) <= 10*time.Second {
			return
		}
	}
	t.Error("a look-up without an answer would wait for ever")
}

func TestAWorkThatWasTakenOverIsNotParked(t *testing.T) {
	w := picking(t, mugs(2)).scan(mug).types("9", "1")
	w.in(Answered{Answer{Through: w.s.Seq, Works: []Told{{Work: "1", LostTo: "bench-9"}}}})
	w.scan("SLOT-1").says("STOP TAKEN OVER BY bench-9. leave the goods where they are, press +.")
	if w.has("parked") != 0 {
		t.Error("the goods of another bench were parked")
	}
}

func TestABoxIsNotClosedOverGoodsToBeCountedAgain(t *testing.T) {
	w := picking(t, mugs(2)).scan(mug, mug).weigh(1500).types("5").scan(mug)
	w.types("7").says("WRONG 7 does nothing here. Scan the article.").at(StepPack)
	w.scan(mug).at(StepWeigh)
}

func TestAWorkOfWhichUnitsWereLostIsNotGivenBack(t *testing.T) {
	w := inTote(t, mugs(1)).types("1", "1").at(StepCure).asks(Asked{Rev: 2, Hold: "address"})
	w.types("+").says("WAIT Put the goods on a slot of the trouble shelf and scan the slot.")
}

func TestScansThatWaitedAreDecidedOneAfterTheOther(t *testing.T) {
	w := picking(t, mugs(1))
	w.hold = true
	w.scan("NOBODY", mug).types("5")
	w.in(Resolved{Text: "NOBODY", Meaning: Meaning{Kind: IsUnknown}})
	w.says("OK Box 1 is open.") // it was closed by the unit before
}

func TestWithoutAPrefixNothingIsASlot(t *testing.T) {
	w := newWorld(t, func(r *Rules) { onePass(r); r.SlotPrefix = "" }, order("1", mugs(2)))
	w.scan("BADGE-ANNA").types("+").scan("BOX-D", "A03-11", mug).types("9", "1")
	w.in(LinkChanged{What: Database, Cause: "cut"})
	w.scan("SLOT-1").says("CODE Unknown here, and the database is away. Scan a slot.")
}

func TestAnEmptyBoxThatNothingGoesIntoIsDropped(t *testing.T) {
	w := picking(t, mugs(2)).scan(mug).types("7").weigh(580)
	w.scan(w.sscc()).scan("BOX-C").at(StepArticle).asks(Asked{Rev: 2, Lines: []AskedLine{{Line: 0, Want: 1}}})
	if w.s.Work() != nil || w.has("parcel_discarded") != 1 {
		t.Errorf("the order does not end: %+v", w.s.Prompt())
	}
}

func TestUndoGoesBackToItsOwnStop(t *testing.T) {
	o := order("1", mugs(2))
	o.Content.Asked.Stops = []Stop{{ID: "a", Location: "A03-11", Sequence: 1, Qty: 1}, {ID: "b", Location: "A03-12", Sequence: 2, Qty: 1}}
	o.Content.Lines[0].Want, o.Content.Lines[0].Qty = 3, 3
	o.Content.Asked.Lines[0].Want = 3
	w := newWorld(t, onePass, o)
	w.scan("BADGE-ANNA").types("+").scan("BOX-D", "A03-11", mug, "A03-12", mug).types("-")
	if wk := w.s.Work(); len(wk.Held) != 1 || wk.Held[0].Stop != "a" || wk.Stops[0].Taken != 1 || wk.Stops[1].Taken != 0 {
		t.Errorf("held %+v, stops %+v", wk.Held, wk.Stops)
	}
}
