package station

import "fmt"

// emptyPlateG is what may lie on the scale and still count as nothing, g.
const emptyPlateG = 20

// weighed takes a reading of the scale. Only a stable one of a parcel that was
// put on an empty plate counts, without what that plate showed.
func (t *turn) weighed(in Weighed) {
	empty := in.empty()
	r := Reading{Grams: in.Grams, Stable: in.Stable, Problem: in.Problem, At: t.Now, Cleared: t.Scale.Cleared || empty, ZeroG: t.Scale.ZeroG}
	if empty {
		r.ZeroG = in.Grams
	}
	t.Scale = r
	w := t.Work()
	if empty && !t.refusedTyped && (w == nil || !w.Ask.Open()) {
		t.refusedG = 0
	}
	if !r.Cleared || !in.Stable || in.Problem != "" || r.Net() <= emptyPlateG {
		return
	}
	asked := w != nil && w.Halt() == "" && !w.Ask.Open() && w.Step() == StepWeigh
	switch {
	case asked && r.Net() != t.refusedG:
		t.weighHere(w, r.Net(), WeightOK)
	case t.checkDue():
		t.checked(r.Net())
	}
}

// empty says that next to nothing lies on the plate. A scale that is a little
// below zero tells that as a problem.
func (in Weighed) empty() bool {
	return in.Problem == "" && in.Grams <= emptyPlateG || in.Problem == "negative" && in.Grams < 0 && in.Grams >= -emptyPlateG
}

// weighHere decides a weight of the parcel in hand, from the scale or typed.
func (t *turn) weighHere(w *Work, grams int, how WeightOutcome) {
	p := w.Current()
	expected, tolerance := w.Expected(*p)
	off := grams - expected
	switch {
	case w.overweight(p, grams):
		c := w.Carton(p.Carton)
		t.tell(wrong("%d g is more than box %s carries (%d g). 5 reopen, take some out.", grams, c.Name, c.MaxG))
	case expected == 0 || off >= -tolerance && off <= tolerance:
		t.weight(w, grams, how, "")
		return
	case w.Rules.Weight == "note":
		t.weight(w, grams, WeightNoted, "")
		return
	default:
		t.tell(w.explain(*p, grams, off))
	}
	t.refusedG, t.refusedTyped = grams, how == WeightTyped
	t.mark(Wrong, fmt.Sprintf("%d g", grams))
}

func (w *Work) overweight(p *Parcel, grams int) bool {
	c := w.Carton(p.Carton)
	return c != nil && c.MaxG > 0 && grams > c.MaxG
}

// explain names what would account for a weight that is off.
func (w *Work) explain(p Parcel, grams, off int) Verdict {
	word, by := "heavy", off
	if off < 0 {
		word, by = "light", -off
	}
	in := parcelPlace(p.N)
	for _, h := range w.Held {
		l := w.Content.Lines[h.Line]
		if h.Place == in && l.WeightG > 0 && by > l.WeightG*4/5 && by < l.WeightG*6/5 {
			return wrong("%d g: %d g too %s, about one %s. Count again.", grams, by, word, l.SKU)
		}
	}
	return wrong("%d g: %d g too %s. Count again.", grams, by, word)
}

// weight books the parcel's weight; the label follows from it.
func (t *turn) weight(w *Work, grams int, how WeightOutcome, grant ID) {
	p := w.Current()
	expected, tolerance := w.Expected(*p)
	t.is(ParcelWeighed{
		OfWork: w.of(), Parcel: p.N, Grams: grams, ExpectedG: expected, ToleranceG: tolerance, Outcome: how, Grant: grant,
		Unchecked: grams > 0 && how != WeightTyped && t.unchecked(),
	})
	t.refusedG = 0
	t.Scale.Cleared = false
	if how == WeightOff || how == WeightNone {
		return
	}
	t.mark(Wait, fmt.Sprintf("%d g", grams))
	if t.Work().Current() == nil {
		t.tell(good("%d g. Take the next box.", grams))
		return
	}
	t.tell(good("%d g. The carrier is asked.", grams))
}

func (t *turn) typedWeight(in Scanned, w *Work, n int) {
	if n < 1 {
		t.refuse(in, wrong("A box weighs more than that."), "weight")
		return
	}
	t.close()
	t.weighHere(t.Work(), n, WeightTyped)
}
