package station

import "testing"

func TestNothingCountsWhileTheScannerIsTested(t *testing.T) {
	for _, c := range []struct {
		name  string
		badge bool
	}{{"before anybody has signed in", false}, {"with an order to come", true}} {
		t.Run(c.name, func(t *testing.T) {
			w := newWorld(t, nil)
			if c.badge {
				w.in(Scanned{Text: "BADGE-ANNA", Proof: true})
			}
			before := w.s.Prompt()
			w.in(Scanned{Text: "0"})
			if p := w.s.Prompt(); p.Screen != ScannerTest || p.Slash == "" {
				t.Fatalf("0 opens %+v, want the scanner test", p)
			}
			facts := len(w.facts)
			for _, in := range []Scanned{
				{Text: "BADGE-LEO", Proof: true},
				{Text: "]C191KxAqWzYm", Proof: true},
				{Text: "/", Proof: true},
				{Text: "+"},
				{Text: "0"},
				{Text: ""},
				{Text: CommandCode(CmdPlus), Proof: true},
				{Rejected: "pasted text"},
			} {
				if w.in(in); w.s.Prompt().Screen != ScannerTest || len(w.facts) != facts {
					t.Fatalf("%+v counts while the scanner is tested: %+v", in, w.facts[facts:])
				}
			}
			w.in(Scanned{Text: "/"})
			if p := w.s.Prompt(); p.Screen != before.Screen || w.s.Verdict.Word != OK {
				t.Errorf("/ leads to %s, want back to %s", p.Screen, before.Screen)
			}
		})
	}
}

func TestTheCommandCardLeavesTheScannerTest(t *testing.T) {
	w := newWorld(t, nil)
	w.in(Scanned{Text: CommandCode("0"), Proof: true})
	if w.s.Prompt().Screen != ScannerTest {
		t.Fatal("the card's 0 does not open the scanner test")
	}
	w.in(Scanned{Text: CommandCode(CmdSlash), Proof: true})
	if w.s.Prompt().Screen == ScannerTest {
		t.Error("the card's / does not leave it")
	}
}

func TestTheScannerIsNotTestedInTheMiddleOfAWork(t *testing.T) {
	w := newWorld(t, onePass, order("1", mugs(1)))
	w.in(Scanned{Text: "BADGE-ANNA", Proof: true})
	w.in(Scanned{Text: "+"})
	if w.s.Work() == nil {
		t.Fatal("no work is open")
	}
	w.in(Scanned{Text: "0"})
	if w.s.TestsScanner {
		t.Error("0 tests the scanner although a work is open")
	}
}

// TestScansThatWaitedDoNotCountInTheScannerTest: a code is looked up, then 0 and
// a badge wait behind it.
func TestScansThatWaitedDoNotCountInTheScannerTest(t *testing.T) {
	w := newWorld(t, nil)
	w.hold = true
	w.in(Scanned{Text: "NOBODY", Proof: true})
	w.in(Scanned{Text: "0"})
	w.in(Scanned{Text: "BADGE-ANNA", Proof: true})
	if len(w.s.Waiting) != 2 {
		t.Fatalf("%d scans wait, want 2", len(w.s.Waiting))
	}
	w.hold = false
	w.in(Resolved{Text: "NOBODY"})
	if w.s.Prompt().Screen != ScannerTest || w.s.Operator.ID != "" || len(w.s.Waiting) != 0 {
		t.Errorf("screen %s, operator %q, %d wait; want the test and nobody", w.s.Prompt().Screen, w.s.Operator.ID, len(w.s.Waiting))
	}
}

func TestTheAgeOfTheLastScanIsNoKeys(t *testing.T) {
	for _, c := range []struct {
		name string
		own  bool // the scanner hangs on a line of its own
		in   Scanned
		want bool
	}{
		{"a proven scan", true, Scanned{Text: "A03-11", Proof: true}, true},
		{"a scan that was refused whole", true, Scanned{Rejected: "pasted text"}, true},
		{"what is typed beside a scanner with a line of its own", true, Scanned{Text: "A03-11"}, false},
		{"a code of a scanner that types without proof", false, Scanned{Text: "A03-11"}, true},
		{"a digit", false, Scanned{Text: "9"}, false},
		{"a count", false, Scanned{Text: "*12"}, false},
		{"Enter alone", false, Scanned{}, false},
	} {
		w := newWorld(t, nil)
		if c.own {
			w.in(LinkChanged{What: Scanner, OK: true})
		}
		before := w.s.ScanAt
		if w.in(c.in); w.s.ScanAt.After(before) != c.want {
			t.Errorf("%s: the age of the last scan begins anew: %v, want %v", c.name, !c.want, c.want)
		}
	}
}
