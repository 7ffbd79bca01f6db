package station

import (
	"testing"
)

// weighing is an order of two mugs and a box whose weight, 960 g, is expected.
func weighing(t *testing.T, rules ...func(*Rules)) *world {
	t.Helper()
	w := newWorld(t, func(r *Rules) {
		onePass(r)
		for _, set := range rules {
			set(r)
		}
	}, order("1", mugs(2)))
	return w.scan("BADGE-ANNA").types("+").scan("BOX-D", "A03-11", mug, mug).at(StepWeigh)
}

// lies is what a scale says at rest with so much on it.
func (w *world) lies(grams int) *world {
	in := Weighed{Grams: grams, Stable: grams >= 0}
	if grams < 0 {
		in.Problem = "negative"
	}
	w.in(in)
	return w
}

func (w *world) asksFor(text string) *world {
	w.t.Helper()
	if got := w.s.Prompt().Text; got != text {
		w.fatalf("the screen asks %q, want %q", got, text)
	}
	return w
}

func TestWhatTheEmptyPlateShowsIsTaken(t *testing.T) {
	for _, c := range []struct {
		name  string
		lies  []int
		grams int // of the parcel, 0 when it is not weighed
	}{
		{"nothing", []int{0, 960}, 960},
		{"tape", []int{12, 972}, 960},
		{"a little below zero", []int{-9, 951}, 960},
		{"just as much as may be", []int{20, 980}, 960},
		{"drift between two parcels: the last one counts", []int{3, 11, 971}, 960},
		{"too much", []int{21, 981}, 0},
		{"too far below zero", []int{-21, 939}, 0},
		{"no more than a plate may show", []int{-9, 11}, 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			w := weighing(t)
			for _, g := range c.lies {
				w.lies(g)
			}
			if got := w.s.Work().Current().WeightG; got != c.grams {
				t.Errorf("%d g, want %d g", got, c.grams)
			}
		})
	}
}

func TestAPlateThatIsNotEmptyIsClearedOrZeroed(t *testing.T) {
	w := weighing(t).lies(35).asksFor("CLEAR THE SCALE, %d G LIE ON IT")
	w.types("6").says("WAIT The scale zeroes itself. If it does not, press its own zero key.")
	if w.zeroed != 1 {
		t.Fatalf("the scale was told %d times to zero itself", w.zeroed)
	}
	w.lies(0).asksFor("CLOSE THE BOX, PUT IT ON THE SCALE").lies(960).at(StepProve)

	w = newWorld(t, onePass, order("1", mugs(2))).lies(35)
	if p := w.s.Prompt(); p.Hint != "clear the scale: %d g lie on it, 6 zeroes it" || !p.Offers('6') {
		t.Errorf("at the start: %+v", p)
	}
	w.types("6")
	w.lies(0)
	if p := w.s.Prompt(); p.Hint != "" || p.Offers('6') || w.zeroed != 1 {
		t.Errorf("when it is clear: %+v, told %d times", p, w.zeroed)
	}
}

func TestADayWithoutAScaleIsForWhomTheHouseLets(t *testing.T) {
	for who, asks := range map[string]AskKind{"packer": AskNone, "lead": AskLead} {
		t.Run(who, func(t *testing.T) {
			w := weighing(t, func(r *Rules) { r.NoScale = who }).types("0", "8")
			if got := w.s.Work().Ask.Kind; got != asks {
				t.Fatalf("asks %q, want %q", got, asks)
			}
			if asks == AskLead {
				w.scan("BADGE-LEO")
			}
			w.at(StepProve)
			p := w.s.Work().Current()
			if p.Outcome != WeightNone || p.WeightG != 0 || w.has("scale_dropped") != 1 {
				t.Errorf("%d g %s", p.WeightG, p.Outcome)
			}
			if s := w.s.Work().shipment(p); s.WeightG != 960 {
				t.Errorf("the carrier is told %d g, want the expected 960 g", s.WeightG)
			}
			w.scan(w.sscc())
			if w.scan("BADGE-ANNA"); w.s.NoScale {
				t.Error("it outlives the session")
			}
		})
	}
	w := weighing(t, func(r *Rules) { r.NoScale = "off" }).types("0", "8")
	if w.s.NoScale || w.has("scale_dropped") != 0 {
		t.Error("it was switched on where the house does not let")
	}
}

// checking is a bench that checks its scale with 1000 g, +-5, before its first
// order.
func checking(t *testing.T) *world {
	t.Helper()
	w := newWorld(t, func(r *Rules) { onePass(r); r.CheckWeightG, r.CheckToleranceG = 1000, 5 }, order("1", mugs(2)))
	w.in(LinkChanged{What: Scale, OK: true})
	w.day("2026-03-02")
	return w.scan("BADGE-ANNA").asksFor("PUT THE CHECK WEIGHT ON THE SCALE")
}

// day is what the store says of the date.
func (w *world) day(day string) *world {
	w.in(Answered{Answer{Through: w.s.Applied, Rules: &w.s.Rules, Day: day}})
	return w
}

func (w *world) packs() *world {
	return w.types("+").scan("BOX-D", "A03-11", mug, mug).lies(0).lies(960).at(StepProve)
}

func (w *world) unchecked() bool {
	for _, c := range w.facts {
		if p, ok := c.(ParcelWeighed); ok {
			return p.Unchecked
		}
	}
	w.fatalf("nothing was weighed")
	return false
}

func TestAScaleIsCheckedOnceADay(t *testing.T) {
	w := checking(t).types("+") // nothing else goes on
	w.lies(3).lies(1006).says("OK The scale is right: 1003 g. Take the weight off.").asksFor("NEXT ORDER")
	if w.packs(); w.unchecked() || w.has("scale_checked") != 1 {
		t.Error("the weight is marked as unchecked")
	}
	w.scan(w.sscc())
	w.lies(0).asksFor("NEXT ORDER").day("2026-03-03").asksFor("PUT THE CHECK WEIGHT ON THE SCALE")
}

func TestAWrongScaleGoesOnWithALeadOnly(t *testing.T) {
	w := checking(t).lies(0).lies(1006).says("WRONG 1006 g instead of 1000 g. Clean the scale, clear and zero it, weigh again.")
	w.asksFor("THE CHECK WEIGHT IS WRONG").lies(1000).asksFor("THE CHECK WEIGHT IS WRONG") // it was not lifted: nothing new
	w.lies(0).lies(1000).asksFor("NEXT ORDER")
	if w.packs(); w.unchecked() {
		t.Error("the second try was right")
	}

	w = checking(t).lies(0).lies(900).scan("BADGE-LEO").says("OK Leo lets it be. Weights of today are marked as unchecked.")
	if w.packs(); !w.unchecked() || w.s.Operator.Name != "Anna" {
		t.Errorf("the weight counts as checked, or %s has the bench", w.s.Operator.Name)
	}
}

func TestNoScaleNoCheck(t *testing.T) {
	w := checking(t)
	w.in(LinkChanged{What: Scale, Cause: "no answer"})
	w.asksFor("NEXT ORDER")
}
