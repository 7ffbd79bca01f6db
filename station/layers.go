package station

import (
	"slices"

	"github.com/packwright/packwright/station/carton/layers"
)

// Laid is one unit of the open parcel by its plan. In says that it is in it: of
// equal units, the ones that the plan puts in first.
type Laid struct {
	Placed
	In bool
}

// Laid is what the plan puts into the open parcel, in the order to put it in.
// It is nothing where nobody knows how the units lie: without a plan, and in
// another carton than the plan's.
func (w *Work) Laid() []Laid {
	p := w.openParcel()
	if p == nil {
		return nil
	}
	plan := w.planOf(p.N)
	if plan == nil || plan.Carton != p.Carton {
		return nil
	}
	in := map[int]int{}
	units := plan.Placed.Units()
	laid := make([]Laid, 0, len(units))
	for _, u := range units {
		if u.Line >= len(w.Content.Lines) {
			return nil // of an order that was another one then
		}
		if _, counted := in[u.Line]; !counted {
			in[u.Line] = w.inParcel(u.Line, p.N)
		}
		laid = append(laid, Laid{u, in[u.Line] > 0})
		in[u.Line]--
	}
	return laid
}

// layered is how many layers the open parcel's plan has, 0 when nobody knows.
func (w *Work) layered() int {
	var units []layers.Unit
	for _, u := range w.Laid() {
		units = append(units, layers.Unit{AtMM: u.AtMM, SizeMM: u.SizeMM})
	}
	return len(layers.Heights(units))
}

// looked is the prompt while the packer looks at the layers: all that it took
// before it still takes, and 0 shows the next one.
func (w *Work) looked(p Prompt) Prompt {
	more := slices.Index(p.Choices, choiceMore)
	n := w.layered()
	if more < 0 || n == 0 {
		return p
	}
	p.Layer, p.Slash = 1+w.Ask.Page%n, "back"
	if n > 1 {
		p.Choices[more] = choiceLayer
	}
	return p
}

// lookedAway ends the look at the layers when something counts.
func (w *Work) lookedAway(c Change) {
	if w.Ask.Kind != AskLayers {
		return
	}
	switch c.(type) {
	case UnitPicked, UnitPacked, UnitMoved, UnitsShort, UnitDamaged, UnitMissing, PlaceConfirmed, ParcelOpened, CartonChanged, ParcelSealed:
		w.Ask = Ask{}
	}
}

// more answers the menu of the rarer deeds.
func (t *turn) more(w *Work, digit byte) {
	switch digit {
	case '1':
		t.confirmDeed("slip")
	case '2':
		t.showLayers()
	case '3':
		t.shelfAsked(AskEmpty)
	case '4':
		t.shelfAsked(AskRefilled)
	case '5':
		t.askTyping()
	case '6':
		t.confirmDeed(w.sixthDeed())
	case '7':
		t.seventhDeed(w)
	case '8':
		t.askNoScale()
	case '0':
		t.askRoll()
	}
}

// showLayers shows the layers of the open parcel.
func (t *turn) showLayers() {
	t.ask(Ask{Kind: AskLayers})
	t.tell(good("Capital letters are put in now, dots are in already."))
}

// zero answers 0: the next layer, or the menu of the rarer deeds.
func (t *turn) zero(w *Work) {
	if w.Ask.Kind == AskLayers && w.layered() > 1 {
		t.ask(Ask{Kind: AskLayers, Page: w.Ask.Page + 1})
		return
	}
	t.ask(Ask{Kind: AskMore})
	t.tell(wait("What else?"))
}

// moreChoices are the rarer deeds.
func (s *State) moreChoices(w *Work) []Choice {
	var list []Choice
	if w.slipLost() {
		list = append(list, Choice{'1', "print the slip again"})
	}
	if w.layered() > 0 {
		list = append(list, Choice{'2', "show the layers"})
	}
	list = append(list, Choice{'3', "a carton is empty"})
	if len(w.Empty) > 0 {
		list = append(list, Choice{'4', "a carton is there again"})
	}
	if s.mayType() {
		list = append(list, Choice{'5', "the scanner is dead: type"})
	}
	switch {
	case w.Step() == StepProve:
		list = append(list, Choice{'6', "the label cannot be read"}, Choice{'7', "the label is lost"})
	case w.plated() && w.Current() != nil && w.Current().State != ParcelOpen:
		list = append(list, Choice{'6', "print the plate again"})
	}
	if w.mayPrintAgain() {
		list = append(list, Choice{'7', "the label of another box again"})
	}
	if s.mayDropScale(w) {
		list = append(list, Choice{'8', "no scale today"})
	}
	list = append(list, Choice{'0', "new roll of labels"})
	return append(list, choicePark)
}

// seventhDeed prints a label again: of the box in hand, or of one that had its
// label on.
func (t *turn) seventhDeed(w *Work) {
	if w.Step() == StepProve {
		t.confirmDeed("lost")
		return
	}
	t.askAgain(w, "")
}

// sixthDeed is what 6 does of the rarer deeds: about the label that lies there, or
// the plate before it.
func (w *Work) sixthDeed() string {
	if w.Step() == StepProve {
		return "unreadable"
	}
	return "plate"
}
