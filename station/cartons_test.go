package station

import (
	"reflect"
	"testing"
)

// smallest plans everything into the smallest carton of the choice.
func smallest(p PlanCartons) Planned {
	if len(p.Cartons) == 0 || len(p.Units) == 0 {
		return Planned{Work: p.Work}
	}
	plan := stacked(p)
	plan.Parcels[0].Carton = p.Cartons[0].Code
	return plan
}

// filling is an order of n mugs in box B, one of them in.
func filling(t *testing.T, n int) *world {
	w := newWorld(t, onePass, order("1", mugs(n)))
	w.plan = smallest
	return w.scan("BADGE-ANNA").types("+", "+").says("OK BOX B.").scan("A03-11", mug)
}

func TestWhatDoesNotFitGoesIntoTheNextBest(t *testing.T) {
	t.Run("one after the other, until any is taken", func(t *testing.T) {
		w := filling(t, 2).types("5").says("WAIT The next best is BOX C. Scan it.")
		w.types("5").says("WAIT The next best is BOX D. Scan it.")
		w.types("5").says("WAIT No other box is known. Scan any that fits.")
		if p := w.s.Prompt(); p.Offers('5') || p.Plus != "" || p.Text != "SCAN ANOTHER CARTON" {
			t.Errorf("prompt %+v", p)
		}
		w.scan("BOX-C").says("OK BOX C instead of B.").scan(mug).at(StepWeigh)
		want := []CartonRefused{
			{OfWork{"1", 1}, 1, "BOX-B", map[int]int{0: 2}, "BOX-B", "optimal"},
			{OfWork{"1", 1}, 1, "BOX-C", map[int]int{0: 2}, "BOX-C", "optimal"},
			{OfWork{"1", 1}, 1, "BOX-D", map[int]int{0: 2}, "BOX-D", "optimal"},
		}
		var got []CartonRefused
		for _, c := range w.facts {
			if f, ok := c.(CartonRefused); ok {
				got = append(got, f)
			}
		}
		if !reflect.DeepEqual(got, want) {
			t.Errorf("got  %+v\nwant %+v", got, want)
		}
	})
	t.Run("+ takes it, and the layers are those of the new plan", func(t *testing.T) {
		w := filling(t, 2).types("5", "+").says("OK BOX C instead of B.")
		if got := ins(w.s.Work()); !reflect.DeepEqual(got, []bool{true, false}) {
			t.Errorf("in %v", got)
		}
		w.scan(mug).at(StepWeigh)
	})
	t.Run("any carton may be scanned instead of the next best", func(t *testing.T) {
		filling(t, 2).types("5").scan("BOX-D").says("OK BOX D instead of B.").scan(mug).at(StepWeigh)
	})
	t.Run("before the box is open", func(t *testing.T) {
		w := newWorld(t, onePass, order("1", mugs(2)))
		w.plan = smallest
		w.scan("BADGE-ANNA").types("+", "5").says("WAIT The next best is BOX C. Scan it.").at(StepCarton)
		w.types("+").says("OK BOX C.").at(StepPlace)
	})
	t.Run("of one parcel; the others of the plan stay", func(t *testing.T) {
		w := newWorld(t, onePass, order("1", mugs(3)))
		w.plan = func(p PlanCartons) Planned {
			if p.One {
				return smallest(p)
			}
			return twoBoxes(p)
		}
		w.scan("BADGE-ANNA").types("+", "+", "5", "+").says("OK BOX B instead of C.")
		plan := w.s.Work().Plan
		if len(plan) != 2 || plan[0].Carton != "BOX-B" || plan[0].Units[0] != 1 || plan[1].Carton != "BOX-D" || plan[1].Units[0] != 2 {
			t.Errorf("plan %+v", plan)
		}
	})
	t.Run("another carton than the plan's leads back to the plan", func(t *testing.T) {
		w := filling(t, 2).scan("BOX-D").types("5").says("WAIT BOX D does not fit. Take BOX B.")
		w.types("+").says("OK BOX B instead of D.")
	})
	t.Run("without a plan any is taken", func(t *testing.T) {
		bare := mugs(2)
		bare.LengthMM = 0
		w := newWorld(t, onePass, order("1", bare))
		w.plan = func(p PlanCartons) Planned { return Planned{Work: p.Work, Unsized: []int{0}} }
		w.scan("BADGE-ANNA").types("+").scan("BOX-B", "A03-11").types("5").says("WAIT BOX B does not fit. Scan any other.")
		w.scan("BOX-C").says("OK BOX C instead of B.")
		if n := w.has("cartons_planned"); n != 1 {
			t.Errorf("%d plans", n)
		}
	})
	t.Run("an answer that comes late, or names a carton that is no choice, changes nothing", func(t *testing.T) {
		w := filling(t, 2)
		w.plan = wholeInC
		w.types("5").scan("BOX-C").types("5").says("WAIT No other box is known. Scan any that fits.")
		w.in(Planned{Work: "1", Parcels: []PlannedParcel{{Carton: "BOX-B", Units: map[int]int{0: 2}}}})
		if c := w.s.Work().Suggested(); c != nil {
			t.Errorf("box %s is suggested", c.Name)
		}
	})
}

func TestAnyCartonMayBeTakenUntilTheLabel(t *testing.T) {
	w := filling(t, 1).at(StepWeigh).scan("BOX-D").says("OK BOX D instead of B. Put it on the scale.").at(StepWeigh)
	w.weigh(380 + 200).at(StepProve)
	w.scan("BOX-C").says("WRONG This is box C. Scan the label on the box.")
	if p := w.s.Work().Current(); p.Carton != "BOX-D" {
		t.Errorf("the box is %s", p.Carton)
	}
}

func TestACartonThatTheCarrierDoesNotTakeIsRefused(t *testing.T) {
	o := order("1", mugs(1))
	o.Content.Cartons[2].NotBy = []string{"dhl"}
	w := newWorld(t, onePass, o)
	w.scan("BADGE-ANNA").types("+").scan("BOX-D").says("WRONG BOX D: DHL does not take it. Take another.").at(StepCarton)
	for _, c := range w.s.Work().Choosable(9) {
		if c.Code == "BOX-D" {
			t.Error("box D is offered")
		}
	}
}

func TestACartonThatRanOutIsNotSuggestedUntilItIsThereAgain(t *testing.T) {
	begun := func(t *testing.T) *world {
		w := newWorld(t, onePass, order("1", mugs(1)), order("2", mugs(1)))
		w.plan = smallest
		return w.scan("BADGE-ANNA").types("+").at(StepCarton)
	}
	suggests := func(w *world, want string) {
		t.Helper()
		if c := w.s.Work().Suggested(); c == nil || c.Name != want {
			t.Errorf("box %v is suggested, want %s", c, want)
		}
	}
	t.Run("by the menu, and at the next order", func(t *testing.T) {
		w := begun(t)
		suggests(w, "B")
		w.types("0", "3", "1").says("OK BOX B is empty. It is not suggested any more, and the board shows it.")
		suggests(w, "C")
		w.types("+").scan("A03-11", mug).weigh(500)
		w.scan(w.sscc()).types("+")
		suggests(w, "C")
		w.types("0", "4", "1").says("OK BOX B is there again.")
		if c := w.s.Work().Choosable(9); c[0].Name != "C" || len(w.s.Empty) != 0 {
			t.Errorf("offered %v, empty %v: the plan stands, want C", c, w.s.Empty)
		}
	})
	t.Run("by the card", func(t *testing.T) {
		w := begun(t).scan(CommandCode(CmdEmpty), "BOX-C").says("OK BOX C is empty. It is not suggested any more, and the board shows it.")
		suggests(w, "B")
		w.scan(CommandCode(CmdEmpty), "BOX-B")
		suggests(w, "D")
		w.scan(CommandCode(CmdRefilled), "BOX-C").says("OK BOX C is there again.")
	})
	t.Run("while no order is open, by the store", func(t *testing.T) {
		w := newWorld(t, onePass).scan("BADGE-ANNA")
		w.codes["BOX-Z"] = Meaning{Kind: IsCarton, Code: "BOX-Z", Name: "Z"}
		w.scan(CommandCode(CmdEmpty), "BOX-Z").says("OK BOX Z is empty. It is not suggested any more, and the board shows it.")
		w.scan(CommandCode(CmdRefilled)).types("1").says("OK BOX BOX-Z is there again.")
		w.scan(CommandCode(CmdEmpty)).types("/").says("OK Back.")
	})
	t.Run("what is in the box already is not planned again", func(t *testing.T) {
		w := newWorld(t, onePass, order("1", mugs(3)))
		w.plan = twoBoxes
		w.scan("BADGE-ANNA").types("+", "+").scan("A03-11")
		w.plan = smallest
		w.scan(CommandCode(CmdEmpty), "BOX-D")
		plan := w.s.Work().Plan
		if len(plan) != 2 || plan[0].Carton != "BOX-C" || plan[1].Carton != "BOX-B" || plan[1].Units[0] != 2 {
			t.Errorf("plan %+v", plan)
		}
	})
	t.Run("after a restart as well", func(t *testing.T) {
		w := begun(t).types("0", "3", "1")
		s := New("bench-7")
		for _, c := range w.facts {
			s = s.After(c)
		}
		if !reflect.DeepEqual(s.Empty, []string{"BOX-B"}) || s.Work().Suggested().Name != "C" {
			t.Errorf("empty %v, suggested %v", s.Empty, s.Work().Suggested())
		}
	})
	t.Run("when all have run out any may be scanned", func(t *testing.T) {
		w := begun(t)
		for _, code := range []string{"BOX-B", "BOX-C", "BOX-D"} {
			w.scan(CommandCode(CmdEmpty), code)
		}
		if p := w.s.Prompt(); p.Text != "SCAN A CARTON" {
			t.Errorf("prompt %+v", p)
		}
		w.scan("BOX-D").says("OK BOX D.").at(StepPlace)
	})
}
