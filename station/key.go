package station

// numbered answers a prompt that waits for a number.
func (t *turn) numbered(in Scanned, cmd Command) {
	entry := in.Text
	if cmd != "" {
		entry = string(cmd)
	} else if in.Proof {
		t.refuse(in, wrong("That is a barcode. Type the number, then Enter."), "not_a_number")
		return
	}
	if n, ok := number(entry); ok {
		t.answerNumber(in, n, entry)
		return
	}
	t.refuse(in, wrong("%s is not a number of one to five digits.", in.Text), "not_a_number")
}

// command carries out a key or a command barcode that the prompt offers.
func (t *turn) command(in Scanned, p Prompt, cmd Command) {
	switch {
	case cmd == CmdPark && t.Work() != nil:
		t.park()
	case cmd == CmdPlus && p.Plus != "":
		t.plus()
	case cmd == CmdMinus && p.Minus != "":
		t.undo()
	case cmd == CmdSlash && p.Slash != "":
		t.close()
		t.tell(good("Back."))
	case (cmd == CmdEmpty || cmd == CmdRefilled) && t.mayTellShelf(p):
		t.shelfAsked(shelfAsks[cmd])
	case cmd == CmdRoll && t.mayLoad():
		t.askRoll()
	case cmd == CmdLayers && p.menu() && t.Work().layered() > 0:
		t.showLayers()
	case isDigit(cmd) && p.Offers(cmd[0]):
		t.choose(in, cmd[0])
	default:
		t.refuse(in, wrong("%s does nothing here. Scan %s.", string(cmd), waitsFor(p)), "not_offered")
	}
}

var shelfAsks = map[Command]AskKind{CmdEmpty: AskEmpty, CmdRefilled: AskRefilled}

// mayTellShelf says that the packer may tell of a carton that has run out or come
// back: while he packs, and while no order is open.
func (t *turn) mayTellShelf(p Prompt) bool {
	return p.menu() || t.Work() == nil && t.Operator.ID != "" && !t.Ask.Open()
}

// plus answers + : yes, next.
func (t *turn) plus() {
	w := t.Work()
	switch {
	case w == nil && t.Ask.Kind == AskTakeover:
		t.takeover()
		return
	case t.asksPrinter():
		t.lend(FloorPrinter{})
		return
	case t.asksRoll():
		t.loaded(Scanned{}, t.Rules.RollLabels)
		return
	case w == nil:
		t.next()
		return
	case w.Ask.Kind == AskLastFour:
		t.askRemedy(w, w.Ask)
		return
	case w.Ask.Kind == AskCarton:
		t.takeCarton(w, w.Suggested().Code)
		return
	}
	if p := w.openParcel(); p != nil && len(w.owed(p)) > 0 {
		t.putIn(w)
		return
	}
	switch w.Step() {
	case StepCarton:
		t.takeCarton(w, w.Suggested().Code)
	case StepPack:
		t.seal(w)
	case StepWeigh:
		t.weight(w, t.refusedG, WeightNoted, "")
	case StepRefused:
		t.requestLabel(w, w.Current())
	case StepVoid:
		t.voidAgain(w)
	case StepPrint:
		t.boxInHand(w)
	case StepProve:
		t.pass(w)
	}
}

// choose answers a digit of the bottom lines.
func (t *turn) choose(in Scanned, digit byte) {
	w := t.Work()
	switch {
	case digit == choiceScanner.Digit && w == nil && !t.Ask.Open():
		t.testScanner()
		return
	case t.offersPrinter(digit):
		t.askPrinter()
		return
	case w == nil && digit == choiceAgain.Digit && !t.Ask.Open():
		t.askOldLabel()
		return
	case w == nil && digit == choiceZero.Digit && !t.Ask.Open():
		t.zeroScale()
		return
	case w == nil:
		c := t.shelf(nil, t.Ask.Kind)[digit-'1']
		t.shelfTold(t.Ask.Kind, c.Code, c.Name)
		return
	case digit == '9':
		t.park()
		return
	case w.Ask.Open():
		t.answerDigit(in, w, digit)
		return
	}
	switch w.Step() {
	case StepPlace, StepArticle:
		t.pickChoice(w, digit)
	case StepTote:
		t.zero(w)
	case StepCarton:
		t.boxChosen(w, digit)
	case StepPack:
		t.packChoice(in, w, digit)
	case StepWeigh, StepProve, StepRefused, StepPrint:
		t.shipChoice(w, digit)
	}
}

// ask opens a question about the work on the screen, or about the station while
// there is none; close closes it.
func (t *turn) ask(a Ask) {
	var of OfWork
	if w := t.Work(); w != nil {
		of = w.of()
	}
	t.is(Prompted{OfWork: of, Ask: a})
}

func (t *turn) close() {
	if w := t.Work(); w != nil && w.Ask.Kind != AskNone || w == nil && t.Ask.Open() {
		t.ask(Ask{})
	}
}
