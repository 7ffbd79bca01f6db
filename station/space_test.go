package station

import "testing"

func TestWithoutRoomNothingNewBegins(t *testing.T) {
	gone := LinkChanged{What: Space, Cause: SpaceGone, Count: 96}
	refused := "Only 96 MB left on this disk: finish what is here, nothing new begins."
	back := LinkChanged{What: Space, OK: true, Count: 9000}

	t.Run("no next order, until there is room", func(t *testing.T) {
		w := newWorld(t, onePass, order("1", mugs(1)))
		w.scan("BADGE-ANNA").in(gone)
		w.types("+").says("WAIT " + refused)
		if p := w.s.Prompt(); w.s.Work() != nil || p.Hint != "the disk is nearly full: call a lead" {
			t.Errorf("work %v, hint %q", w.s.Work(), p.Hint)
		}
		w.in(back)
		w.at(StepCarton)
	})
	t.Run("no tote and no slot of somebody else's", func(t *testing.T) {
		w := newWorld(t, toteWay)
		w.codes["T-014"] = Meaning{Kind: IsTote, Code: "T-014", Work: "1"}
		w.scan("BADGE-ANNA").in(gone)
		w.hold = true
		for _, code := range []string{"T-014", "SLOT-2"} {
			w.scan(code)
			w.in(Resolved{Text: code, Meaning: w.codes[code]})
			w.says("WRONG " + refused)
		}
		if n := len(w.claims()); n > 0 {
			t.Errorf("%d claims, want none", n)
		}
	})
	t.Run("nothing is taken over", func(t *testing.T) {
		w := newWorld(t, toteWay)
		w.codes["T-014"] = Meaning{Kind: IsTote, Code: "T-014", Work: "1"}
		w.scan("BADGE-ANNA")
		w.hold = true
		w.scan("T-014")
		w.in(Resolved{Text: "T-014", Meaning: w.codes["T-014"]})
		c := w.claims()[0]
		w.in(Claimed{Key: c.Key, Want: c.Want, Refuse: RefusedStuck})
		w.in(gone)
		w.types("+").says("WRONG " + refused)
		if n := len(w.claims()); n != 1 {
			t.Errorf("%d claims, want the first only", n)
		}
	})
	t.Run("what is in hand is finished, what is held ahead is begun", func(t *testing.T) {
		w := newWorld(t, func(r *Rules) { onePass(r); r.Ahead, r.AutoNext = 1, true }, order("1", mugs(1)), order("2", mugs(1)), order("3", mugs(1)))
		w.scan("BADGE-ANNA").types("+").at(StepCarton)
		w.in(gone)
		w.says("WAIT " + refused)
		w.scan("BOX-C", "A03-11", mug).weigh(500).scan(w.sscc()).says("DONE 11 shipped. Carry it to lane 12.")
		if w.s.Active != "2" {
			t.Fatalf("order %q is on the screen, want the one held ahead", w.s.Active)
		}
		w.scan("BOX-C", "A03-11", mug).weigh(500).scan(w.sscc())
		if len(w.s.Works) != 0 {
			t.Errorf("works %+v, want none: there is no room for another one", w.s.Works)
		}
		w.in(back)
		if w.s.Active != "3" {
			t.Errorf("order %q is on the screen, want the one that waited for room", w.s.Active)
		}
	})
	t.Run("little room only warns", func(t *testing.T) {
		w := newWorld(t, onePass, order("1", mugs(1)))
		w.scan("BADGE-ANNA").in(LinkChanged{What: Space, Cause: SpaceLow, Count: 400})
		w.types("+").at(StepCarton)
	})
}

func TestRoomIsNoAnswerToAStop(t *testing.T) {
	w := newWorld(t, onePass)
	w.in(LinkChanged{What: DiskLink, Cause: "it is full"})
	w.in(LinkChanged{What: Space, Cause: SpaceGone})
	if w.s.Verdict.Word != Halt {
		t.Errorf("verdict %q, want the STOP", w.s.Verdict)
	}
}
