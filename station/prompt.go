package station

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
	AWeight   Accept = "weight" // the scale
	ANumber   Accept = "number" // typed digits are a count, not choices
)

// Choice is a digit offered on the bottom lines.
type Choice struct {
	Digit byte // '0' to '9'
	Label string
}

// Prompt is what the screen asks now.
func (s State) Prompt() Prompt {
	if s.Operator.ID == "" {
		return Prompt{Screen: StartCheck, Text: "SCAN YOUR BADGE", Accepts: []Accept{ABadge}}
	}
	w := s.Work()
	if w == nil {
		if s.Ask.Open() {
			return s.askPrompt(nil, s.Ask)
		}
		return s.idlePrompt()
	}
	if w.Ask.Kind == AskSlot || w.Ask.Kind == AskPark {
		return s.askPrompt(w, w.Ask)
	}
	if halt := w.Halt(); halt != "" {
		return w.haltPrompt(halt)
	}
	if w.Ask.Open() {
		return s.askPrompt(w, w.Ask)
	}
	return s.stepPrompt(w)
}

func (s State) idlePrompt() Prompt {
	if s.Rules.Way == PackOnly {
		return Prompt{Screen: OpenScreen, Text: "SCAN TOTE OR SLOT", Accepts: []Accept{ATote, ASlot, ABadge}}
	}
	p := Prompt{Screen: WorkScreen, Text: "NEXT ORDER", Hint: "press + for the next order, or scan a tote or a slot",
		Accepts: []Accept{ATote, ASlot, ABadge}, Plus: "next order"}
	if s.wantsNext {
		p.Hint = "looking for the next order"
	}
	return p
}

// haltPrompt is a STOP: it takes + or PARK and says what to do with the goods.
func (w Work) haltPrompt(halt string) Prompt {
	p := Prompt{Screen: w.screen(), Halted: true, Plus: "understood"}
	switch {
	case halt == "taken":
		p.Text, p.Args = "TAKEN OVER BY %s", []any{w.LostTo}
		p.Hint = "leave the goods where they are, press +"
		return p
	case halt == "cancelled" && w.away() == 0:
		p.Text, p.Hint = "ORDER CANCELLED", "nothing was taken, press +"
	case halt == "cancelled":
		p.Text, p.Hint = "ORDER CANCELLED", "+ put the goods back now, 9 park them on a slot"
	case w.away() == 0:
		p.Text, p.Args, p.Hint = "ON HOLD: %s", []any{w.Hold}, "nothing was taken, press +"
	default:
		p.Text, p.Args, p.Hint = "ON HOLD: %s", []any{w.Hold}, "put the goods on a slot, scan the slot"
		p.Plus = "park"
	}
	p.Choices = []Choice{choicePark}
	return p
}

// screen is the screen of the work's step.
func (w Work) screen() Screen {
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
	choiceNoCode   = Choice{'4', "no barcode"}
	choiceWeight   = Choice{'4', "type the weight"}
	choiceNoFit    = Choice{'5', "does not fit"}
	choiceReopen   = Choice{'5', "reopen"}
	choiceSkip     = Choice{'6', "skip, come back"}
	choiceTakeOut  = Choice{'6', "take out"}
	choiceNextBox  = Choice{'7', "next parcel"}
	choiceCallLead = Choice{'8', "call lead"}
	choicePark     = Choice{'9', "park"}
)

func (s State) stepPrompt(w *Work) Prompt {
	switch w.Step() {
	case StepTote:
		return Prompt{Screen: PickScreen, Band: 4, Text: "SCAN AN EMPTY TOTE", Hint: "the goods of this order go into it",
			Accepts: []Accept{ATote}, Choices: []Choice{choicePark}}
	case StepPlace:
		return w.placePrompt()
	case StepArticle:
		return w.articlePrompt()
	case StepCure:
		return w.curePrompt()
	case StepCarton:
		return s.cartonPrompt(w)
	case StepPack:
		return w.packPrompt()
	case StepWeigh:
		return s.weighPrompt(w)
	case StepPutBack:
		return Prompt{Screen: PutBack, Band: 1, Text: "SCAN AN ARTICLE TO PUT BACK", Accepts: []Accept{AArticle}, Choices: []Choice{choicePark}}
	case StepProve:
		return s.provePrompt(w)
	case StepRefused:
		return Prompt{Screen: ShipScreen, Band: 2, Text: "THE CARRIER SAYS NO", Hint: "%s", HintArgs: []any{w.refusal()},
			Plus: "ask again", Choices: []Choice{choiceReopen, choicePark}}
	case StepVoid:
		return Prompt{Screen: ShipScreen, Band: 2, Text: "THE LABEL IS TAKEN BACK", Hint: "wait", Choices: []Choice{choicePark}}
	case StepPrint:
		return s.printPrompt(w)
	case StepLabel:
		return s.labelPrompt(w)
	}
	return Prompt{Screen: w.screen(), Text: "WAIT", Choices: []Choice{choicePark}}
}

func (w *Work) placePrompt() Prompt {
	p := Prompt{Screen: PickScreen, Band: 1, Text: "SCAN LOCATION %s", Args: []any{w.NextStop().Location},
		Accepts: []Accept{ALocation}, Choices: w.pickChoices()}
	if w.NextStop().CheckDigits != "" {
		p.Hint = "or type its check digits"
	}
	return p
}

func (w *Work) articlePrompt() Prompt {
	p := Prompt{Screen: PickScreen, Band: 2, Text: "SCAN ARTICLE", Accepts: []Accept{AArticle}, Choices: w.pickChoices(), Star: "count"}
	if w.Undo.Qty > 0 {
		p.Minus = "undo"
	}
	return p
}

func (w *Work) pickChoices() []Choice {
	list := []Choice{choiceShort, choiceDamaged, choiceWrong, choiceNoCode}
	if len(w.openStops()) > 1 {
		list = append(list, choiceSkip)
	}
	if p := w.Current(); p != nil && p.State == ParcelOpen {
		list = append(list, choiceNoFit)
		if w.unitsIn(p.N) > 0 {
			list = append(list, choiceNextBox)
		}
	}
	return sortChoices(append(list, choiceCallLead, choicePark))
}

func (w *Work) openStops() []int {
	var open []int
	for i, s := range w.Stops {
		if s.Left() > 0 && !w.lineFull(s.Line) {
			open = append(open, i)
		}
	}
	return open
}

func (w *Work) curePrompt() Prompt {
	p := Prompt{Screen: PickScreen, Text: "ASKING WHERE ELSE THE GOODS ARE", Hint: "wait, or 9 park", Choices: []Choice{choicePark}}
	for _, cure := range w.Cures {
		switch cure {
		case CureRestock:
			p.Text, p.Hint = "GOODS COME FROM RESERVE", "9 park, the slot turns READY"
		case CureWait:
			p.Text, p.Hint = "GOODS ARE ON ORDER", "9 park, the slot turns READY"
		case CureLead:
			p.Text, p.Hint = "A LEAD DECIDES ABOUT THE REST", "9 park"
		}
	}
	return p
}

func (s State) cartonPrompt(w *Work) Prompt {
	p := Prompt{Screen: PackScreen, Band: 1, Text: "SCAN A CARTON", Accepts: []Accept{ACarton}}
	if c := w.Suggested(); c != nil {
		p.Text, p.Args = "TAKE BOX %s, SCAN IT", []any{c.Name}
		p.Plus = "take it"
	}
	if len(w.Unsized) > 0 {
		p.Hint, p.HintArgs = "%s has no sizes: choose a carton", []any{w.Content.Lines[w.Unsized[0]].SKU}
	}
	for i, c := range w.Choosable(6) {
		p.Choices = append(p.Choices, Choice{byte('1' + i), "box " + c.Name})
	}
	p.Choices = append(p.Choices, choicePark)
	return p
}

func (w *Work) packPrompt() Prompt {
	p := Prompt{Screen: PackScreen, Band: 2, Text: "SCAN ARTICLE", Accepts: []Accept{AArticle}, Star: "count",
		Choices: []Choice{choiceMissing, choiceDamaged, choiceForeign, choiceNoCode, choiceNoFit, choiceCallLead, choicePark}}
	if w.count(Loose) > 0 {
		p.Hint = "count again what is in the box"
	}
	if cur := w.Current(); cur != nil && w.unitsIn(cur.N) > 0 {
		p.Choices = append(p.Choices, choiceTakeOut, choiceNextBox)
	}
	if w.Undo.Qty > 0 {
		p.Minus = "undo"
	}
	if w.allPacked() {
		p.Text, p.Plus, p.Accepts = "THE BOX IS COMPLETE", "close the box", nil
		p.Hint = "+ closes it, 6 takes something out"
		p.Choices = []Choice{choiceTakeOut, choiceNoFit, choiceCallLead, choicePark}
	}
	p.Choices = sortChoices(p.Choices)
	return p
}

func (s State) weighPrompt(w *Work) Prompt {
	p := Prompt{Screen: ShipScreen, Band: 1, Text: "CLOSE THE BOX, PUT IT ON THE SCALE", Accepts: []Accept{AWeight},
		Choices: []Choice{choiceWeight, choiceReopen, choicePark}}
	cur := w.Current()
	if s.refusedG == 0 {
		if !s.Scale.Cleared {
			p.Hint = "lift everything off the scale first"
		}
		return p
	}
	p.Text = "WEIGHT IS WRONG, COUNT AGAIN"
	p.Hint = "5 reopen and count again"
	p.Choices = []Choice{choiceWeight, choiceReopen, choiceCallLead, choicePark}
	if cur.Recounted && w.Rules.Weight == "recount" {
		p.Plus, p.Hint = "counted, go on", "+ when it was counted again"
	}
	return p
}

func (s State) labelPrompt(w *Work) Prompt {
	p := Prompt{Screen: ShipScreen, Band: 2, Text: "THE CARRIER IS ASKED", Hint: "wait, or 9 park: the label prints when you scan the slot",
		Choices: []Choice{choicePark}}
	if l, known := s.Links[Database]; known && !l.OK {
		p.Text = "THE DATABASE IS AWAY, NO LABEL YET"
	}
	return p
}

func (s State) printPrompt(w *Work) Prompt {
	p := Prompt{Screen: ShipScreen, Band: 2, Text: "THE LABEL IS PRINTED", Choices: []Choice{choicePark}}
	if j := w.Current().Live().lastJob(); j != nil && j.State == PrintSending {
		p.Accepts = []Accept{ALabel}
	}
	switch {
	case s.away(Printer):
		p.Text, p.Args = "PRINTER: %s", []any{s.Links[Printer].Cause}
		p.Hint = "it goes on by itself when the printer is ready"
	case s.away(Database):
		p.Text = "THE DATABASE IS AWAY, NO LABEL YET"
	}
	return p
}

func (s State) provePrompt(w *Work) Prompt {
	p := Prompt{Screen: ShipScreen, Band: 2, Text: "STICK THE LABEL ON THE BOX, SCAN IT", Accepts: []Accept{ALabel},
		Choices: []Choice{choiceNothing, choiceTorn, choiceReopen, choicePark}}
	if l := w.Current().Live(); l != nil && l.lastJob() != nil {
		switch l.lastJob().State {
		case PrintUnknown:
			p.Text = "DID THE LABEL COME OUT? SCAN IT"
			p.Hint = "1 when nothing came out"
		case PrintFailed, PrintAbandoned:
			p.Text = "NO LABEL WAS PRINTED"
			p.Hint = "1 prints it again"
		}
	}
	return p
}

func (w *Work) refusal() string {
	if w.told != "" {
		return w.told
	}
	if p := w.Current(); p != nil && len(p.Labels) > 0 {
		return p.Labels[len(p.Labels)-1].Code
	}
	return ""
}

func (s State) away(l Link) bool {
	x, known := s.Links[l]
	return known && !x.OK
}

func sortChoices(list []Choice) []Choice {
	order := func(d byte) byte { return (d - '1' + 10) % 10 }
	for i := range list {
		for j := i; j > 0 && order(list[j].Digit) < order(list[j-1].Digit); j-- {
			list[j], list[j-1] = list[j-1], list[j]
		}
	}
	return list
}

// Takes says whether the prompt takes scans of the kind.
func (p Prompt) Takes(a Accept) bool {
	for _, x := range p.Accepts {
		if x == a {
			return true
		}
	}
	return false
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
