package station

import "slices"

// Screen is which screen the bench shows.
type Screen string

// The screens of the packer.
const (
	StartCheck Screen = "start_check" // scan badge
	WorkScreen Screen = "work"        // NEXT, or a tote or slot
	PickScreen Screen = "pick"        // location > article > lot > count > tote
	NotEnough  Screen = "not_enough"  // reason > how many are there
	OpenScreen Screen = "open"        // pack-only: tote or slot
	PackScreen Screen = "pack"        // carton > articles
	ShipScreen Screen = "ship"        // weight > label > prove
	Trouble    Screen = "trouble"     // reason > slot
	LeadScreen Screen = "lead"        // a lead's badge
	PutBack    Screen = "put_back"    // article > location
)

// Prompt is what the screen asks now. It follows from the state alone; a scan
// or digit it does not name is refused by saying what it waits for.
type Prompt struct {
	Screen Screen
	// Text is the one thing to do, in English and the key of its translation,
	// "SCAN ARTICLE"; Args fill it. Hint is a second, smaller line.
	Text     string
	Args     []any
	Hint     string
	HintArgs []any
	// Band is the active band of the screen, 1 at the top, 0 for none.
	Band    int
	Accepts []Accept
	Choices []Choice
	// What + - / and *n do now, "" where they are not offered.
	Plus, Minus, Slash, Star string
	// Halted says that a STOP stands: only + and PARK are taken.
	Halted bool
	// Layer is the layer of the open parcel that the packer looks at, 1 for the
	// lowest, 0 while he does not.
	Layer int
}

// Accept is a kind of scan or entry that a prompt takes.
type Accept string

// What prompts take.
const (
	ABadge    Accept = "badge"
	ATote     Accept = "tote"
	ASlot     Accept = "slot"
	ALocation Accept = "location" // its barcode or check digits
	AArticle  Accept = "article"
	ALot      Accept = "lot"
	ASerial   Accept = "serial"
	AExpiry   Accept = "expiry"
	ACarton   Accept = "carton"
	ALabel    Accept = "label"
	ABox      Accept = "box"    // the plate on a closed box
	AWeight   Accept = "weight" // the scale
	APrinter  Accept = "printer"
	ANumber   Accept = "number" // typed digits are a count, not choices
)

// Choice is a digit offered on the bottom lines.
type Choice struct {
	Digit byte // '0' to '9'
	Label string
}

// Prompt is what the screen asks now.
func (s State) Prompt() Prompt {
	if s.TestsScanner {
		return scannerPrompt()
	}
	if s.Operator.ID == "" {
		return s.startPrompt()
	}
	w := s.Work()
	if w == nil {
		if s.Ask.Open() {
			return s.askPrompt(nil, s.Ask)
		}
		if s.checkDue() {
			return s.checkPrompt()
		}
		return s.idlePrompt()
	}
	switch halt := w.Halt(); {
	case halt == "taken":
		return w.haltPrompt(halt)
	case w.Ask.Kind == AskSlot || w.Ask.Kind == AskPark:
		return s.askPrompt(w, w.Ask)
	case halt != "":
		return w.haltPrompt(halt)
	case w.Ask.Open():
		return s.askPrompt(w, w.Ask)
	}
	if w.Ask.Kind == AskLayers {
		return w.looked(s.stepPrompt(w))
	}
	return offerPrinter(s.stepPrompt(w), w)
}

func (s *State) startPrompt() Prompt {
	p := Prompt{Screen: StartCheck, Text: "SCAN YOUR BADGE", Accepts: []Accept{ABadge}, Choices: []Choice{choiceScanner}}
	if s.plateTaken() {
		p.Hint, p.HintArgs = "clear the scale: %d g lie on it, 6 zeroes it", []any{s.Scale.Grams}
		p.Choices = withChoice(p.Choices, choiceZero)
	}
	return p
}

func (s *State) idlePrompt() Prompt {
	if s.Rules.Way == PackOnly {
		p := Prompt{Screen: OpenScreen, Text: "SCAN TOTE OR SLOT", Accepts: []Accept{ATote, ASlot, ABadge}, Choices: []Choice{choiceAgain, choicePrinter, choiceScanner}}
		if len(s.Works) > 0 {
			p.Plus = "next order"
		}
		return p
	}
	p := Prompt{
		Screen: WorkScreen, Text: "NEXT ORDER", Hint: "press + for the next order, or scan a tote or a slot",
		Accepts: []Accept{ATote, ASlot, ABadge}, Plus: "next order", Choices: []Choice{choiceAgain, choicePrinter, choiceScanner},
	}
	switch {
	case s.full():
		p.Hint = "the disk is nearly full: call a lead"
	case s.wantsNext:
		p.Hint = "looking for the next order"
	}
	return p
}

// haltPrompt is a STOP: it takes + or PARK and says what to do with the goods.
func (w *Work) haltPrompt(halt string) Prompt {
	p := Prompt{Screen: w.screen(), Halted: true, Plus: "understood", Choices: []Choice{choicePark}}
	switch {
	case halt == "taken":
		p.Text, p.Args, p.Choices = "TAKEN OVER BY %s", []any{w.LostTo}, nil
		p.Hint = "leave the goods where they are, press +"
	case halt == "cancelled" && w.away() == 0:
		p.Text, p.Hint = "ORDER CANCELLED", "nothing was taken, press +"
	case halt == "cancelled":
		p.Text, p.Hint = "ORDER CANCELLED", "+ put the goods back now, 9 park them on a slot"
	case w.untouched():
		p.Text, p.Args, p.Hint = "ON HOLD: %s", []any{w.Hold}, "nothing was taken, press +"
	default:
		p.Text, p.Args, p.Hint = "ON HOLD: %s", []any{w.Hold}, "put the goods on a slot, scan the slot"
		if w.looseLabel("") {
			p.Hint = "label and goods on a slot, scan the slot"
		}
		p.Plus = "park"
	}
	return p
}

// screen is the screen of the work's step.
func (w *Work) screen() Screen {
	switch w.Step() {
	case StepTote, StepPlace, StepArticle, StepCure:
		return PickScreen
	case StepCarton, StepPack, StepDone:
		return PackScreen
	case StepPutBack:
		return PutBack
	}
	return ShipScreen
}

// The digits mean the same everywhere.
var (
	choiceShort    = Choice{'1', "not enough"}
	choiceMissing  = Choice{'1', "missing"}
	choiceNothing  = Choice{'1', "nothing came out"}
	choiceDamaged  = Choice{'2', "damaged"}
	choiceTorn     = Choice{'2', "torn or blank"}
	choiceWrong    = Choice{'3', "wrong goods here"}
	choiceForeign  = Choice{'3', "foreign unit to tray"}
	choicePrinter  = Choice{'3', "other printer"}
	choiceNoCode   = Choice{'4', "no barcode"}
	choiceWeight   = Choice{'4', "type the weight"}
	choiceMore     = Choice{'0', "more"}
	choiceLayer    = Choice{'0', "next layer"}
	choiceNoFit    = Choice{'5', "does not fit"}
	choiceReopen   = Choice{'5', "reopen"}
	choiceSkip     = Choice{'6', "skip, come back"}
	choiceTakeOut  = Choice{'6', "take out"}
	choiceNextBox  = Choice{'7', "next parcel"}
	choiceCallLead = Choice{'8', "call lead"}
	choicePark     = Choice{'9', "park"}
)

// Takes says whether the prompt takes scans of the kind.
func (p Prompt) Takes(a Accept) bool {
	return slices.Contains(p.Accepts, a)
}

// menu says that the rarer deeds are offered.
func (p Prompt) menu() bool {
	return slices.Contains(p.Choices, choiceMore) || slices.Contains(p.Choices, choiceLayer)
}

// Offers says whether the digit stands on the bottom lines.
func (p Prompt) Offers(digit byte) bool {
	for _, c := range p.Choices {
		if c.Digit == digit {
			return true
		}
	}
	return false
}
