package station

import "maps"

// Roll is what is known of the labels in a printer.
type Roll struct {
	Of   int `json:"of"`   // labels when it was new
	Left int `json:"left"` // never below zero
	// Base is the printer's counter when the roll was new, where it is known.
	Base    int64 `json:"base,omitempty"`
	Counted bool  `json:"counted,omitempty"` // Base is known
}

// Rolls are the rolls by printer, "" for the bench's own. They are replaced,
// never changed.
type Rolls map[string]Roll

// After is the rolls once the change is true.
func (r Rolls) After(c Change) Rolls {
	switch c := c.(type) {
	case RollLoaded:
		r = maps.Clone(r)
		if max(c.Labels, c.Of) <= 0 {
			delete(r, c.Printer) // nobody knows how many
			return r
		}
		if r == nil {
			r = Rolls{}
		}
		r[c.Printer] = Roll{Of: max(c.Labels, c.Of), Left: c.Labels}
	case PrintEnded:
		roll, known := r[c.Printer]
		if !known || c.State != PrintSent || c.Labels <= 0 {
			return r
		}
		r = maps.Clone(r)
		r[c.Printer] = roll.less(c.Labels, c.Counter)
	}
	return r
}

// less is the roll when a job of so many labels is out. The printer's counter
// knows of labels that others printed, too; one that stands behind the roll's
// beginning is of another printer, and counting begins again.
func (r Roll) less(labels int, counter int64) Roll {
	used := r.Of - r.Left + labels
	switch {
	case counter < 0:
	case r.Counted && counter >= r.Base:
		used = max(used, int(min(counter-r.Base, int64(r.Of))))
	default:
		r.Base, r.Counted = counter-int64(used), true
	}
	r.Left = max(0, r.Of-used)
	return r
}

// LabelsLeft is how many labels are on the roll of the printer that labels come
// out of; ok is false where nobody has told.
func (s State) LabelsLeft() (n int, ok bool) {
	roll, ok := s.Rolls[s.Borrowed.Name]
	return roll.Left, ok
}

// mayLoad says that the packer may tell of a new roll: whenever nothing else is
// asked.
func (t *turn) mayLoad() bool {
	if w := t.Work(); w != nil {
		return !w.Ask.Open()
	}
	return t.Operator.ID != "" && !t.Ask.Open()
}

// askRoll asks how many labels are on the new roll.
func (t *turn) askRoll() {
	t.ask(Ask{Kind: AskRoll})
	t.tell(wait("How many labels are on the new roll?"))
}

// asksRoll says that the open question is how many labels are on a new roll.
func (t *turn) asksRoll() bool {
	if w := t.Work(); w != nil {
		return w.Ask.Kind == AskRoll
	}
	return t.Ask.Kind == AskRoll
}

// rollPrompt asks for the number of labels. w is nil while no work is on the
// screen.
func (s *State) rollPrompt(p Prompt, w *Work) Prompt {
	p.Screen, p.Text, p.Accepts = Trouble, "HOW MANY LABELS ARE ON THE NEW ROLL?", []Accept{ANumber}
	p.Hint = "0 when nobody knows"
	if w != nil {
		p.Screen = w.screen()
	}
	if s.Rules.RollLabels > 0 {
		p.Plus, p.Hint, p.HintArgs = "as always", "+ is %d, 0 when nobody knows", []any{s.Rules.RollLabels}
	}
	return p
}

// loaded takes a new roll with so many labels.
func (t *turn) loaded(in Scanned, labels int) {
	if labels > maxRoll {
		t.refuse(in, wrong("No roll has that many labels."), "too_many_labels")
		return
	}
	t.close()
	t.is(RollLoaded{Printer: t.Borrowed.Name, Labels: labels})
	t.mark(OK, "roll")
	if labels == 0 {
		t.tell(good("A new roll. Nobody counts its labels."))
		return
	}
	t.tell(good("A new roll with %d labels.", labels))
}

// maxRoll is more labels than there are on the largest rolls.
const maxRoll = 20_000

// rollLow says once that few labels are left, or none, when a job took the roll
// of its printer there. before is what was left.
func (t *turn) rollLow(printer string, before Roll) {
	now, known := t.Rolls[printer]
	switch {
	case !known || printer != t.Borrowed.Name:
	case now.Left == 0 && before.Left > 0:
		t.warn("The roll is at its end: tell the new one by 0 and 0.")
	case now.Left <= t.Rules.RollWarn && before.Left > t.Rules.RollWarn:
		t.warn("Only %d labels left.", now.Left)
	}
}

// warn says one more thing before what is said, so that it is seen and heard.
func (t *turn) warn(text string, args ...any) {
	v := t.out.Verdict
	if v.Word == "" {
		v = t.Verdict
	}
	if v.Text != "" {
		text, args = text+" "+v.Text, append(args[:len(args):len(args)], v.Args...)
	}
	v.Text, v.Args, v.Warns = text, args, true
	t.tell(v)
}
