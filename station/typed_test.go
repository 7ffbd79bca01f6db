package station

import "testing"

func packerTypes(r *Rules) { onePass(r); r.TypedEntry = "packer" }

// typing is an order at its first stop, typed entry switched on.
func typing(t *testing.T, lines ...Line) *world {
	t.Helper()
	w := newWorld(t, packerTypes, order("1", lines...))
	return w.scan("BADGE-ANNA").types("+").scan("BOX-D").types("0", "5").
		says("OK Type: an article by the last four of its code, a label by its last six.")
}

func TestAnOrderIsShippedWithADeadScanner(t *testing.T) {
	w := typing(t, mugs(1), teas(1))
	w.types("41", "3931").says("DONE MUG-BLUE 1 of 1. Go to A03-12.")
	w.types("42", "3948", "A7", "271231").at(StepWeigh).weigh(380 + 110 + 200).at(StepProve)
	sscc := w.s.Work().Current().Live().Bought.SSCC
	w.types("000000").says("WRONG The label of this box does not end with 000000.")
	w.types(sscc[12:]).says("DONE 11 shipped. Carry it to lane 12.")
	for _, c := range w.facts {
		switch c := c.(type) {
		case UnitPicked:
			if !c.Typed {
				t.Errorf("%+v does not say that it was typed", c)
			}
		case LabelProven:
			if c.By != "typed" {
				t.Errorf("the label is proven by %q", c.By)
			}
		}
	}
}

func TestTypedEntryNeedsOneOpenArticleWithThatEnd(t *testing.T) {
	other := lamps(1)
	other.Serial, other.Barcodes = false, []Barcode{{Code: "X3931", Units: 1}}
	w := typing(t, mugs(1), other)
	w.types("41", "3931").says("WRONG MUG-BLUE and LAMP both end with 3931. 4 no barcode, then say which.").packed(0)
	w.scan("3931").says("CODE Nobody knows this code. Right article? 4")
	w.types("9999").says("WRONG No open article of this order ends with 9999.")
	w.scan(mug, "A03-12").types("3931").packed(2)
}

func TestTypedEntryIsSwitchedOnByWhomTheHouseLets(t *testing.T) {
	for who, want := range map[string]bool{"off": false, "packer": true, "lead": false} {
		w := newWorld(t, func(r *Rules) { onePass(r); r.TypedEntry = who }, order("1", mugs(1)))
		w.scan("BADGE-ANNA").types("+").scan("BOX-D").types("0", "5")
		if w.s.Typing != want {
			t.Errorf("%s: typing %v, want %v", who, w.s.Typing, want)
		}
		if who != "lead" {
			continue
		}
		w.scan("BADGE-LEO")
		if !w.s.Typing || w.has("typing_allowed") != 1 {
			t.Errorf("a lead's badge did not switch it on: %s", w.s.Verdict)
		}
		w.types("/").scan(CommandCode(CmdPark)).types("6", "/")
		if w.scan("BADGE-ANNA"); w.s.Typing {
			t.Error("typing goes on after the session")
		}
	}
}

func TestWithoutItFourDigitsAreACodeLikeAnyOther(t *testing.T) {
	w := newWorld(t, onePass, order("1", mugs(1)))
	w.scan("BADGE-ANNA").types("+").scan("BOX-D", "A03-11").types("3931").says("CODE Nobody knows this code. Right article? 4").packed(0)
}

func TestWhereCodesMustBeScannedATypedOneIsRefused(t *testing.T) {
	w := newWorld(t, func(r *Rules) { packerTypes(r); r.ScannedOnly = true }, order("1", mugs(1), teas(1)))
	w.types("BADGE-ANNA").says("WRONG Codes are scanned here, not typed. Scan a badge.")
	w.scan("BADGE-ANNA").types("+", "BOX-D").says("WRONG Codes are scanned here, not typed. Scan a carton.")
	w.scan("BOX-D").types("41").at(StepArticle)
	w.types(mug).says("WRONG Codes are scanned here, not typed. Scan the article.").packed(0)
	w.types("0", "5", mug).packed(1)
}
