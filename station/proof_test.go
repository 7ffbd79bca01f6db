package station

import "testing"

func TestWhenALabelMustBeScannedBack(t *testing.T) {
	for _, c := range []struct {
		name  string
		rule  string
		state PrintState
		again bool
		boxes int
		by    string // what + lets it go by, "" when it must be scanned
	}{
		{"always: counted", ProofAlways, PrintCounted, false, 1, ""},
		{"several: one box counted", ProofSeveral, PrintCounted, false, 1, "counted"},
		{"several: two boxes", ProofSeveral, PrintCounted, false, 2, ""},
		{"several: only sent", ProofSeveral, PrintSent, false, 1, ""},
		{"several: unknown", ProofSeveral, PrintUnknown, false, 1, ""},
		{"several: came out twice", ProofSeveral, PrintCounted, true, 1, ""},
		{"never: counted", ProofNever, PrintCounted, false, 2, "counted"},
		{"never: sent", ProofNever, PrintSent, false, 1, "sent"},
		{"never: unknown", ProofNever, PrintUnknown, false, 1, ""},
		{"a work of an older version", "", PrintCounted, false, 1, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			w := newWorld(t, func(r *Rules) { onePass(r); r.Proof = c.rule }, order("1", mugs(c.boxes)))
			w.printer = func(p Print) PrintDone {
				return PrintDone{Work: p.Work, Job: p.Job, State: c.state, Counter: -1, Again: c.again}
			}
			w.scan("BADGE-ANNA").types("+").scan("BOX-D", "A03-11", mug)
			if c.boxes > 1 {
				w.types("7")
			}
			w.weigh(580).at(StepProve)
			job := w.s.Work().Current().Live().lastJob().ID
			if offered := w.s.Prompt().Plus != ""; offered != (c.by != "") {
				t.Fatalf("+ is offered: %v; prompt %+v", offered, w.s.Prompt())
			}
			w.types("+")
			var got LabelProven
			for _, f := range w.facts {
				if p, ok := f.(LabelProven); ok {
					got = p
				}
				if e, ok := f.(PrintEnded); ok && e.Job == job && e.State == PrintConfirmed {
					t.Error("a label that nobody scanned is confirmed")
				}
			}
			if got.By != c.by {
				t.Errorf("it went by %q, want %q", got.By, c.by)
			}
			movesAlongTheTable(w.facts, t.Fatalf)
		})
	}
}

func TestALabelThatIsNotScannedIsNotCalledProven(t *testing.T) {
	w := newWorld(t, func(r *Rules) { onePass(r); r.Proof = ProofNever }, order("1", mugs(2)))
	w.scan("BADGE-ANNA").types("+").scan("BOX-D", "A03-11", mug).types("7").weigh(580).at(StepProve).types("+")
	l := w.s.Work().Parcels[0].Live()
	if l.Proven || l.Passed != "counted" || l.lastJob().State != PrintCounted {
		t.Errorf("label %+v, want it passed as counted and no more", l)
	}
}

func TestAReprintOfThePrinterItselfIsNoReasonForAnother(t *testing.T) {
	w := picking(t, mugs(1))
	w.printer = func(p Print) PrintDone {
		return PrintDone{Work: p.Work, Job: p.Job, State: PrintCounted, Counter: 9, Again: true}
	}
	w.scan(mug).weigh(580).at(StepProve)
	w.says("STOP The printer had a fault and printed the label again by itself. Throw the torn one away, scan the good one.")
	p := w.s.Prompt()
	if p.Offers('1') || p.Offers('2') || p.Text != "IT CAME OUT TWICE: SCAN THE GOOD ONE" {
		t.Errorf("prompt %+v, want no reprint offered", p)
	}
	w.types("1").says("WRONG 1 does nothing here. Scan the label on the box.")
	w.scan(w.sscc()).says("DONE 11 shipped. Carry it to lane 12.")
}

func TestEveryReprintHasItsReason(t *testing.T) {
	for reason, keys := range map[string][]string{
		"nothing_came": {"1"}, "torn": {"2"}, "unreadable": {"0", "6"}, "lost": {"0", "7"},
	} {
		w := picking(t, mugs(1)).scan(mug).weigh(580).at(StepProve).types(keys...)
		n := len(w.printed)
		w.types("00") // never the digits
		if len(w.printed) != n {
			t.Fatalf("%s: printed without the two digits", reason)
		}
		w.types(keys...).types(w.s.Work().Ask.Digits).at(StepProve)
		l := w.s.Work().Current().Live()
		if j := l.lastJob(); j.Copy != 2 || j.Reason != reason || l.Jobs[0].State != PrintFailed {
			t.Errorf("%s: jobs %+v", reason, l.Jobs)
		}
		if d := w.printed[len(w.printed)-1].Document; d.Copy != 2 {
			t.Errorf("%s: the paper says copy %d", reason, d.Copy)
		}
	}
}

func TestACopyThatTurnsUpEndsTheNextOne(t *testing.T) {
	w := picking(t, mugs(1)).scan(mug).weigh(580).at(StepProve)
	notReady(w)
	w.types("1").types(w.s.Work().Ask.Digits).at(StepPrint)
	n := len(w.printed)
	w.scan(w.sscc()).says("DONE 11 shipped. Carry it to lane 12.")
	if len(w.printed) != n || len(w.s.Works) != 0 {
		t.Error("the second copy is printed, or the work is still open")
	}
	movesAlongTheTable(w.facts, t.Fatalf)
}

func TestTheCounterTellsWhereToLook(t *testing.T) {
	for after, want := range map[int64]string{-1: "1 when nothing came out", 1: "1 when nothing came out", 2: "the printer counted a label: look for it"} {
		w := picking(t, mugs(1))
		w.printer = func(p Print) PrintDone {
			return PrintDone{Work: p.Work, Job: p.Job, State: PrintUnknown, Counter: after, Problem: "the line broke"}
		}
		w.scan(mug).weigh(580).at(StepProve)
		if got := w.s.Prompt().Hint; got != want {
			t.Errorf("counter %d: hint %q, want %q", after, got, want)
		}
	}
}

func TestAnyBarcodeOfACarriersLabelProvesIt(t *testing.T) {
	w := picking(t, mugs(1)).scan(mug).weigh(580).at(StepProve)
	w.s.withWork("1", func(x *Work) {
		x.withLabel(1, 1, func(l *Label) { l.Codes = []string{"ROUTE 50667 DE", "]C1421276"} })
	})
	w.scan("ROUTE 50667 DE").says("DONE 11 shipped. Carry it to lane 12.")
	if p := w.facts[len(w.facts)-3:]; !containsProof(p, "code") {
		t.Errorf("facts %+v, want it proven by a code", p)
	}
}

func containsProof(facts []Change, by string) bool {
	for _, f := range facts {
		if p, ok := f.(LabelProven); ok && p.By == by {
			return true
		}
	}
	return false
}
