package station

import (
	"reflect"
	"testing"
)

// stacked plans everything into box C, each unit on top of the one before, so
// that every unit is a layer.
func stacked(p PlanCartons) Planned {
	plan := PlannedParcel{Carton: "BOX-C", Units: p.Units}
	var units []Placed
	for line := range p.Lines {
		for range p.Units[line] {
			units = append(units, Placed{Line: line, AtMM: [3]int{0, 0, 10 * len(units)}, SizeMM: [3]int{20, 20, 10}})
		}
	}
	plan.Placed = NewPlacing(units)
	return Planned{Work: p.Work, Parcels: []PlannedParcel{plan}, Proof: "optimal"}
}

// ins is which of the planned units are in the box.
func ins(w *Work) []bool {
	var in []bool
	for _, u := range w.Laid() {
		in = append(in, u.In)
	}
	return in
}

func TestThePlanTellsWhatIsInAndWhatIsNext(t *testing.T) {
	w := newWorld(t, onePass, order("1", mugs(2), teas(1)))
	w.plan = stacked
	w.scan("BADGE-ANNA").types("+")
	if len(w.s.Work().Laid()) != 0 {
		t.Error("units lie in a box that is not there")
	}
	w.scan("BOX-C", "A03-11", mug)
	if got := ins(w.s.Work()); !reflect.DeepEqual(got, []bool{true, false, false}) {
		t.Errorf("in %v, want the first mug", got)
	}
	w.types("-")
	if got := ins(w.s.Work()); !reflect.DeepEqual(got, []bool{false, false, false}) {
		t.Errorf("in %v after undo, want none", got)
	}
	w.scan("BOX-D")
	if got := w.s.Work().Laid(); got != nil {
		t.Errorf("%v in another box than the plan's", got)
	}
}

func TestLayersAreLookedAtUntilSomethingCounts(t *testing.T) {
	look := func(t *testing.T) *world {
		w := newWorld(t, onePass, order("1", mugs(3)))
		w.plan = stacked
		return w.scan("BADGE-ANNA").types("+").scan("BOX-C", "A03-11").types("0", "2")
	}
	layer := func(w *world, want int) {
		t.Helper()
		if got := w.s.Prompt().Layer; got != want {
			t.Errorf("layer %d is shown, want %d", got, want)
		}
	}
	t.Run("0 turns the pages, round and round", func(t *testing.T) {
		w := look(t)
		for _, want := range []int{1, 2, 3, 1} {
			layer(w, want)
			w.types("0")
		}
		w.types("/")
		layer(w, 0)
	})
	t.Run("an article counts as ever and ends it", func(t *testing.T) {
		w := look(t).scan(mug).packed(1)
		layer(w, 0)
	})
	t.Run("what is refused does not", func(t *testing.T) {
		w := look(t).scan(else_)
		layer(w, 1)
		w.types("8").types("/").at(StepArticle)
		layer(w, 0)
	})
	t.Run("the card has a barcode for it", func(t *testing.T) {
		w := look(t).types("/").scan(CommandCode(CmdLayers))
		layer(w, 1)
	})
	t.Run("in a box that nobody planned there is nothing to see", func(t *testing.T) {
		w := look(t).scan("BOX-D")
		layer(w, 0)
		w.scan(CommandCode(CmdLayers)).says("WRONG layers does nothing here. Scan the article.")
		if w.types("0"); w.s.Prompt().Offers('2') {
			t.Error("layers are offered")
		}
	})
}

func TestARestartBringsPlanAndLayersBackWithoutAskingAgain(t *testing.T) {
	w := newWorld(t, onePass, order("1", mugs(3)))
	w.plan = stacked
	w.scan("BADGE-ANNA").types("+").scan("BOX-C", "A03-11", mug).types("0", "2", "0")
	s := New("bench-7")
	s.Rules = w.s.Rules
	for _, c := range w.facts {
		s = s.After(c)
	}
	s, out := Step(s, w.now, Restarted{})
	for _, e := range out.Effects {
		if p, ok := e.(PlanCartons); ok {
			t.Errorf("the cartonizer is asked again: %+v", p)
		}
	}
	if got, want := s.Work().Laid(), w.s.Work().Laid(); !reflect.DeepEqual(got, want) || len(got) != 3 {
		t.Errorf("after a restart %v, want %v", got, want)
	}
	if got, want := s.Prompt(), w.s.Prompt(); !reflect.DeepEqual(got, want) || got.Layer != 2 {
		t.Errorf("after a restart %+v, want %+v", got, want)
	}
}
