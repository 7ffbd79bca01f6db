package station

import (
	"slices"
	"testing"
)

func TestWithoutTheDatabaseATotesCodeCountsOnTheScreenItWasScannedFor(t *testing.T) {
	for _, c := range []struct {
		name  string
		of    func(State) ID // the work that was on the screen
		bound bool
	}{
		{"an empty tote for the order on the screen", func(s State) ID { return s.Active }, true},
		{"a full tote, before the next order came by itself", func(State) ID { return "" }, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			w := newWorld(t, toteWay, order("1", mugs(1)))
			w.scan("BADGE-ANNA").types("+").at(StepTote)
			s := w.s
			s.looking, s.lookedFor = Scanned{Text: "T-014", Proof: true}, c.of(s)
			_, out := Step(s, s.Now, Resolved{Text: "T-014", Away: true})
			got := slices.ContainsFunc(out.Changes, func(c Change) bool { _, is := c.(ToteBound); return is })
			if got != c.bound {
				t.Errorf("the tote is taken: %v, want %v; %+v", got, c.bound, out.Verdict)
			}
		})
	}
}

func TestATotesCodeThatIsAnsweredLateCountsOnTheScreenItWasScannedFor(t *testing.T) {
	w := newWorld(t, toteWay, order("1", mugs(1)))
	w.scan("BADGE-ANNA")
	w.hold = true
	w.types("+").scan("T-014") // he means to pack what is in it
	late := slices.Clone(w.kept)
	w.hold, w.kept = false, nil
	for _, e := range late { // the order opens before it is known what T-014 is
		w.carry(e)
	}
	w.at(StepTote).says("WRONG T-014 was read for another screen. Scan a tote.")
	w.scan("T-014").says("OK Tote T-014 is yours.").at(StepPlace)
}

func TestATotesCodeThatWaitedCountsOnTheScreenItWasScannedFor(t *testing.T) {
	w := newWorld(t, toteWay, order("1", mugs(1)))
	w.scan("BADGE-ANNA")
	w.hold = true
	w.types("+").scan("T-011").scan("T-014") // neither is for an order that is not there yet
	late := slices.Clone(w.kept)
	w.hold, w.kept = false, nil
	for _, e := range late {
		if _, claim := e.(Claim); claim {
			w.carry(e)
		}
	}
	w.away = true
	for range 2 {
		w.now = w.now.Add(lookPatience)
		w.in(Tick{})
	}
	w.at(StepTote)
	if w.s.Work().Tote != "" {
		t.Errorf("tote %s is taken", w.s.Work().Tote)
	}
}

func TestASlotsCodeThatIsAnsweredLateParksNothingElse(t *testing.T) {
	w := newWorld(t, toteWay, order("1", mugs(2)))
	w.scan("BADGE-ANNA").types("+").scan("T-014", "A03-11", mug).types("9", "1")
	if !w.s.Prompt().Takes(ASlot) {
		t.Fatalf("no slot is asked for: %+v", w.s.Prompt())
	}
	s := w.s
	s.looking, s.lookedFor = Scanned{Text: "SLOT-1", Proof: true}, ""
	_, out := Step(s, s.Now, Resolved{Text: "SLOT-1", Meaning: w.codes["SLOT-1"]})
	if slices.ContainsFunc(out.Changes, func(c Change) bool { _, is := c.(Parked); return is }) {
		t.Errorf("the order is parked on a slot that was read before it was open: %+v", out.Verdict)
	}
	w.scan("SLOT-1").says("OK Order 11 is parked on SLOT-1.")
}
