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
