package station

import (
	"cmp"
	"slices"
)

func (s *State) stepPrompt(w *Work) Prompt {
	step, next := w.at()
	return w.offerPlates(s.promptOf(w, step, next), step)
}

func (s *State) promptOf(w *Work, step StepName, next *Stop) Prompt {
	switch step {
	case StepTote:
		return Prompt{
			Screen: PickScreen, Band: 4, Text: "SCAN AN EMPTY TOTE", Hint: "the goods of this order go into it",
			Accepts: []Accept{ATote}, Choices: []Choice{choicePark, choiceMore},
		}
	case StepPlace:
		return w.placePrompt(next)
	case StepArticle:
		return w.articlePrompt()
	case StepCure:
		return w.curePrompt()
	case StepCarton:
		return w.cartonPrompt()
	case StepPack:
		return w.packPrompt()
	case StepWeigh:
		return s.weighPrompt(w)
	case StepPutBack:
		return Prompt{Screen: PutBack, Band: 1, Text: "SCAN AN ARTICLE TO PUT BACK", Accepts: []Accept{AArticle}, Choices: []Choice{choicePark}}
	case StepProve:
		return w.provePrompt()
	case StepRefused:
		return Prompt{
			Screen: ShipScreen, Band: 2, Text: "THE CARRIER SAYS NO", Hint: "%s", HintArgs: []any{w.refusal()},
			Plus: "ask again", Choices: []Choice{choiceReopen, choicePark},
		}
	case StepVoid:
		return w.voidPrompt()
	case StepPrint:
		return s.printPrompt(w)
	case StepLabel:
		return s.labelPrompt()
	}
	return Prompt{Screen: w.screen(), Text: "WAIT", Choices: []Choice{choicePark}}
}

func (w *Work) placePrompt(next *Stop) Prompt {
	p := Prompt{
		Screen: PickScreen, Band: 1, Text: "SCAN LOCATION %s", Args: []any{next.Location},
		Accepts: []Accept{ALocation}, Choices: w.pickChoices(),
	}
	if next.CheckDigits != "" {
		p.Hint = "or type its check digits"
	}
	return w.offerPutIns(w.offerUndo(p))
}

func (w *Work) articlePrompt() Prompt {
	p := Prompt{Screen: PickScreen, Band: 2, Text: "SCAN ARTICLE", Accepts: []Accept{AArticle}, Choices: w.pickChoices(), Star: "count"}
	if box := w.openParcel(); box != nil && box.Own {
		p.Hint = ownPackaging
	}
	return w.offerPutIns(w.offerUndo(p))
}

// ownPackaging says so of a parcel that needs no carton.
const ownPackaging = "ships in its own packaging"

func (w *Work) offerUndo(p Prompt) Prompt {
	if w.Undo.Qty > 0 {
		p.Minus = "undo"
	}
	return p
}

func (w *Work) pickChoices() []Choice {
	list := append(make([]Choice, 0, 10), choiceShort, choiceDamaged, choiceWrong, choiceNoCode)
	p := w.openParcel()
	if p != nil {
		list = append(list, choiceNoFit)
	}
	if w.severalStops() {
		list = append(list, choiceSkip)
	}
	if p != nil && w.unitsIn(p.N) > 0 {
		list = append(list, choiceNextBox)
	}
	return append(list, choiceCallLead, choicePark, choiceMore)
}

func (w *Work) severalStops() bool {
	n := 0
	for i := range w.Stops {
		if s := &w.Stops[i]; s.Left() > 0 && !w.lineFull(s.Line) {
			if n++; n > 1 {
				return true
			}
		}
	}
	return false
}

// slipLost says that the packing slip may not have come out.
func (w *Work) slipLost() bool {
	return len(w.Slips) > 0 && w.Slips[len(w.Slips)-1].State == PrintUnknown
}

func (w *Work) curePrompt() Prompt {
	p := Prompt{Screen: PickScreen, Text: "ASKING WHERE ELSE THE GOODS ARE", Hint: "wait, or 9 park", Choices: []Choice{choicePark}}
	switch w.cure() {
	case CureRestock:
		p.Text, p.Hint = "GOODS COME FROM RESERVE", "9 park, the slot turns READY"
	case CureWait:
		p.Text, p.Hint = "GOODS ARE ON ORDER", "9 park, the slot turns READY"
	case CureLead:
		p.Text, p.Hint = "A LEAD DECIDES ABOUT THE REST", "9 park"
	}
	return p
}

// cure is what the house does about what is missing: of several lines, what
// takes longest.
func (w *Work) cure() CureKind {
	longest := CureKind("")
	for _, kind := range w.Cures {
		if slices.Index(cures, kind) > slices.Index(cures, longest) {
			longest = kind
		}
	}
	return longest
}

var cures = []CureKind{"", CureRestock, CureWait, CureLead}

func (w *Work) cartonPrompt() Prompt {
	p := w.boxChoices(Prompt{Screen: PackScreen, Band: 1, Text: "SCAN A CARTON", Accepts: []Accept{ACarton}})
	if len(w.Unsized) > 0 {
		p.Hint, p.HintArgs = "%s has no sizes: choose a carton", []any{w.Content.Lines[w.Unsized[0]].SKU}
	}
	p.Choices = append(p.Choices, choicePark, choiceMore)
	return p
}

func (w *Work) packPrompt() Prompt {
	p := w.offerUndo(Prompt{
		Screen: PackScreen, Band: 2, Text: "SCAN ARTICLE", Accepts: []Accept{AArticle}, Star: "count",
		Choices: append(make([]Choice, 0, 10), choiceMissing, choiceDamaged, choiceForeign, choiceNoCode, choiceNoFit, choiceCallLead, choicePark),
	})
	box := w.Current()
	recount, tooMany, packed := w.count(Loose) > 0, w.tooMany(), w.unitsIn(box.N) > 0
	complete := w.allPacked() || w.complete(box) || w.waitsForPutIns(box)
	switch {
	case complete:
		p.Text, p.Plus, p.Star, p.Accepts = "THE BOX IS COMPLETE", "close the box", "", nil
		p.Hint = "+ closes it, 6 takes something out"
		p.Choices = []Choice{choiceNoFit, choiceCallLead, choicePark}
	case recount:
		p.Hint = "count again what is in the box"
	case box.Own:
		p.Hint = ownPackaging
	case tooMany >= 0:
		p.Hint, p.HintArgs = "%s: %d too many, 6 takes out", []any{w.Content.Lines[tooMany].SKU, w.surplus(tooMany)}
	}
	if packed || tooMany >= 0 {
		p.Choices = append(p.Choices, choiceTakeOut)
	}
	if packed && !recount && !complete {
		p.Choices = append(p.Choices, choiceNextBox)
	}
	p.Choices = append(p.Choices, choiceMore)
	slices.SortFunc(p.Choices, func(a, b Choice) int { return cmp.Compare(byDigit(a), byDigit(b)) })
	return w.offerPutIns(p)
}

// byDigit is the place of a choice on the bottom lines: 0 comes after 9.
func byDigit(c Choice) int { return (int(c.Digit-'0') + 9) % 10 }

func (s *State) weighPrompt(w *Work) Prompt {
	p := Prompt{
		Screen: ShipScreen, Band: 1, Text: "CLOSE THE BOX, PUT IT ON THE SCALE", Accepts: []Accept{AWeight},
		Choices: []Choice{choiceWeight, choiceReopen, choicePark, choiceMore},
	}
	switch {
	case s.refusedG == 0 && s.plateTaken():
		return s.clearPlate(p)
	case s.refusedG == 0 && !s.Scale.Cleared:
		p.Hint = "lift everything off the scale first"
		return p
	case s.refusedG == 0:
		return p
	}
	p.Text = "WEIGHT IS WRONG, COUNT AGAIN"
	p.Hint = "5 reopen and count again"
	p.Choices = []Choice{choiceWeight, choiceReopen, choiceCallLead, choicePark}
	cur := w.Current()
	if cur.Recounted && w.Rules.Weight == "recount" && !w.overweight(cur, s.refusedG) {
		p.Plus, p.Hint = "counted, go on", "+ when it was counted again"
	}
	return p
}

func (s *State) labelPrompt() Prompt {
	p := Prompt{
		Screen: ShipScreen, Band: 2, Text: "THE CARRIER IS ASKED", Hint: "wait, or 9 park: the label prints when you scan the slot",
		Choices: []Choice{choicePark},
	}
	if s.away(Database) {
		p.Text = "THE DATABASE IS AWAY, NO LABEL YET"
	}
	return p
}

func (s *State) printPrompt(w *Work) Prompt {
	p := Prompt{Screen: ShipScreen, Band: 2, Text: "THE LABEL IS PRINTED", Choices: []Choice{choicePark}}
	l := w.Current().Live()
	j := l.lastJob()
	if j != nil && (j.State == PrintSending || len(l.Jobs) > 1) {
		p.Accepts = []Accept{ALabel}
	}
	switch loose := s.loose(l.Key); {
	case loose != nil:
		p.Text, p.Args, p.Plus = "FIRST THE LABEL OF ORDER %s", []any{loose.OrderNo}, "go to that order"
		p.Hint = "a label of it may lie here, on no box yet"
	case j != nil && j.Held && j.Problem == PrintRefused:
		p.Text, p.Plus, p.Choices = "THE LABEL CANNOT BE PRINTED", "try again", []Choice{choiceReopen, choicePark}
		p.Hint = "9 park: the office asks the carrier for another label"
		if w.told != "" {
			p.Hint, p.HintArgs = "%s", []any{w.told}
		}
	case j != nil && j.Held:
		p.Text, p.Args, p.Plus = "IS BOX %d IN YOUR HAND?", []any{w.Current().N}, "yes, print its label"
		p.Hint = "+ prints the label of this box"
		if s.away(Printer) {
			p.Text, p.Args = "PRINTER: %s", []any{s.Links[Printer].Cause}
			p.Hint = either(printerCures[s.Links[Printer].Cause], "cure it, take this box in hand, then +")
		}
	case s.away(Printer):
		p.Text, p.Args = "PRINTER: %s", []any{s.Links[Printer].Cause}
		p.Hint = PrinterCure(s.Links[Printer].Cause)
	case s.away(Database):
		p.Text = "THE DATABASE IS AWAY, NO LABEL YET"
	}
	return p
}

func (w *Work) provePrompt() Prompt {
	p := Prompt{
		Screen: ShipScreen, Band: 2, Text: "STICK THE LABEL ON THE BOX, SCAN IT", Accepts: []Accept{ALabel},
		Choices: []Choice{choiceNothing, choiceTorn, choiceReopen, choicePark, choiceMore},
	}
	cur := w.Current()
	switch j := cur.Live().lastJob(); {
	case j.Again:
		p.Text, p.Hint = "IT CAME OUT TWICE: SCAN THE GOOD ONE", "throw the torn one away"
		p.Choices = []Choice{choiceReopen, choicePark, choiceMore}
	case j.State == PrintUnknown:
		p.Text, p.Hint = "DID THE LABEL COME OUT? SCAN IT", "1 when nothing came out"
		if j.Before >= 0 && j.After > j.Before {
			p.Hint = "the printer counted a label: look for it"
		}
	case w.passes(cur) != "":
		p.Text, p.Plus = "STICK THE LABEL ON THE BOX, THEN +", "it is on the box"
	}
	return p
}

func (w *Work) voidPrompt() Prompt {
	p := Prompt{Screen: ShipScreen, Band: 2, Text: "THE LABEL IS TAKEN BACK", Hint: "wait", Choices: []Choice{choicePark}}
	if w.voidRefused() != nil {
		p.Text, p.Hint = "THE CARRIER DOES NOT TAKE THE LABEL BACK", "9 park: a lead decides"
		p.Plus = "ask again"
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

func (s *State) away(l Link) bool {
	x, known := s.Links[l]
	return known && !x.OK
}
