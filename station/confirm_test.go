package station

import "testing"

// atProve is an order whose label is printed and not yet scanned.
func atProve(t *testing.T) *world {
	t.Helper()
	w := newWorld(t, onePass, order("1", mugs(1)))
	return w.scan("BADGE-ANNA").types("+").scan("BOX-D", "A03-11", mug).weigh(580).at(StepProve)
}

func TestWhatCannotBeUndoneNeedsTheDigitsThatWereDrawn(t *testing.T) {
	for digit, fact := range map[string]string{"1": "print_requested", "2": "print_requested", "5": "label_void_requested"} {
		w := atProve(t)
		before := w.has(fact)
		w.hold = true
		w.types(digit)
		if got := w.s.Work().Ask.Kind; got != AskNone || w.has(fact) != before {
			t.Fatalf("%s: asks %q before the digits are drawn", digit, got)
		}
		w.hold = false
		w.in(Drawn{Digits: "83"})
		w.scan("83").says("WRONG That is a barcode. Type the number, then Enter.")
		if w.has(fact) != before {
			t.Fatalf("%s: a barcode of two digits did it", digit)
		}
		w.scan(CommandCode("8"), CommandCode("3"))
		if w.has(fact) != before+1 {
			t.Errorf("%s: done %d times, want once", digit, w.has(fact)-before)
		}
	}
}

func TestDigitsThatComeTooLateAskNothing(t *testing.T) {
	w := atProve(t)
	w.hold = true
	w.types("5")
	w.hold = false
	w.scan(w.sscc()).in(Drawn{Digits: "83"})
	if w.s.Work() != nil || w.s.Ask.Open() {
		t.Errorf("a question is open after the box has left: %+v", w.s.Ask)
	}
	w = atProve(t)
	w.hold = true
	w.types("5", "9")
	w.hold = false
	if w.in(Drawn{Digits: "83"}); w.s.Work().Ask.Kind != AskPark {
		t.Errorf("digits that come late put %q in the place of another question", w.s.Work().Ask.Kind)
	}
	w = atProve(t)
	w.in(Drawn{Digits: "83"})
	if w.s.Work().Ask.Open() {
		t.Errorf("digits that nobody asked for open %+v", w.s.Work().Ask)
	}
}
