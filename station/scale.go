package station

import (
	"cmp"
	"slices"
)

// A scale that does not stand at zero, that is not there today, and its daily
// check with a weight that is known.

// ScaleCheck is the last check of the scale: the day of the house, and what came
// of it.
type ScaleCheck struct {
	Day string
	OK  bool
	By  ID // the lead who let it go, "" for none
}

// choiceZero stands where something lies on a plate that should be empty.
var choiceZero = Choice{'6', "zero the scale"}

// zeroScale asks the scale to take what lies on it for nothing.
func (t *turn) zeroScale() {
	t.do(ZeroScale{})
	t.tell(wait("The scale zeroes itself. If it does not, press its own zero key."))
}

// plateTaken says that more lies on the plate than can be taken for nothing, where
// it should be empty.
func (s *State) plateTaken() bool {
	r := s.Scale
	return !r.At.IsZero() && !r.Cleared && !s.away(Scale) && (r.Stable || r.Problem == "negative")
}

// clearPlate says so on a prompt.
func (s *State) clearPlate(p Prompt) Prompt {
	p.Text, p.Args = "CLEAR THE SCALE, %d G LIE ON IT", []any{s.Scale.Grams}
	p.Hint, p.HintArgs = "6 zeroes it when nothing lies on it", nil
	p.Choices = withChoice(p.Choices, choiceZero)
	return p
}

func withChoice(list []Choice, c Choice) []Choice {
	if slices.Contains(list, c) {
		return list
	}
	list = append(slices.Clone(list), c)
	slices.SortStableFunc(list, func(a, b Choice) int { return cmp.Compare(byDigit(a), byDigit(b)) })
	return list
}

// mayDropScale says that the menu offers to go on without the scale.
func (s *State) mayDropScale(w *Work) bool {
	return w.Step() == StepWeigh && s.Rules.NoScale != "off" && !s.NoScale
}

// askNoScale goes on without the scale for this session, or asks a lead to.
func (t *turn) askNoScale() {
	if t.Rules.NoScale == string(Packer) || t.Operator.Role.May(DropScale) {
		t.close()
		t.scaleDropped(t.Operator, "")
		return
	}
	t.ask(Ask{Kind: AskLead, Action: DropScale})
	t.tell(wait("A lead lets parcels go unweighed: his badge here, or his yes from the board."))
}

func (t *turn) scaleDropped(by Person, grant ID) {
	t.is(ScaleDropped{By: by.ID, Grant: grant})
	t.do(Push{})
	t.tell(good("No scale until you sign out. The carrier gets the expected weight."))
}

// expects says that the weight of the parcel is known without a scale.
func (w *Work) expects(p *Parcel) bool {
	grams, _ := w.Expected(*p)
	return grams > 0
}

// checkDue says that the bench waits for the check weight, before anything else.
func (s *State) checkDue() bool {
	if s.Rules.CheckWeightG == 0 || s.Day == "" || s.NoScale || s.Operator.ID == "" || s.Active != "" || s.Ask.Open() {
		return false
	}
	l, known := s.Links[Scale]
	return known && l.OK && (s.Checked.Day != s.Day || !s.Checked.OK && s.Checked.By == "")
}

// unchecked says that the scale should have passed its check today, and did not.
func (s *State) unchecked() bool {
	return s.Rules.CheckWeightG > 0 && (s.Checked.Day != s.Day || !s.Checked.OK)
}

func (s *State) checkPrompt() Prompt {
	p := Prompt{
		Screen: StartCheck, Text: "PUT THE CHECK WEIGHT ON THE SCALE", Hint: "%d g; a lead's badge goes on without", HintArgs: []any{s.Rules.CheckWeightG},
		Accepts: []Accept{AWeight, ABadge}, Choices: []Choice{choiceZero, choiceScanner},
	}
	switch failed := s.Checked.Day == s.Day; {
	case failed:
		p.Text, p.Hint, p.HintArgs = "THE CHECK WEIGHT IS WRONG", "clear the plate, clean it, 6 zeroes it, then again; a lead's badge goes on without", nil
	case s.plateTaken():
		return s.clearPlate(p)
	}
	return p
}

// checked decides what the check weight weighs here.
func (t *turn) checked(grams int) {
	c := ScaleChecked{Day: t.Day, Grams: grams, NominalG: t.Rules.CheckWeightG, ToleranceG: t.Rules.CheckToleranceG}
	off := grams - c.NominalG
	c.OK = off >= -c.ToleranceG && off <= c.ToleranceG
	t.is(c)
	t.do(Push{})
	t.Scale.Cleared = false
	if c.OK {
		t.tell(good("The scale is right: %d g. Take the weight off.", grams))
		return
	}
	t.tell(wrong("%d g instead of %d g. Clean the scale, clear and zero it, weigh again.", grams, c.NominalG))
}

// checkPassed goes on without a check, on a lead's word.
func (t *turn) checkPassed(by Person) {
	t.is(ScaleChecked{Day: t.Day, NominalG: t.Rules.CheckWeightG, ToleranceG: t.Rules.CheckToleranceG, By: by.ID})
	t.do(Push{})
	t.tell(good("%s lets it be. Weights of today are marked as unchecked.", by.Name))
}
