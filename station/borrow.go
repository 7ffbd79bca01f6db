package station

import "maps"

// FloorPrinter is a label printer of the floor, as its own station registered
// it. The zero one stands for the bench's own.
type FloorPrinter struct {
	Name     string `json:"name"`
	Code     string `json:"code,omitempty"`    // of the barcode on it
	Station  string `json:"station,omitempty"` // whose own it is
	Kind     string `json:"kind,omitempty"`    // tcp or cups; anything else hangs on that station alone
	Address  string `json:"address,omitempty"` // host:port, or the queue's name
	DPMM     int    `json:"dpmm,omitempty"`
	Language string `json:"language,omitempty"`
	// Main says that ship labels of its station come out of it.
	Main bool `json:"main,omitempty"`
}

// reaches says that the bench at that station can send to it.
func (p FloorPrinter) reaches(station string) bool {
	return p.Kind == "tcp" || p.Kind == "cups" || p.Station == station
}

// offerPrinter offers another printer wherever a label is on its way.
func offerPrinter(p Prompt, w *Work) Prompt {
	switch w.Step() {
	case StepWeigh, StepLabel, StepPrint, StepProve:
	default:
		return p
	}
	at := 0
	for at < len(p.Choices) && byDigit(p.Choices[at]) < byDigit(choicePrinter) {
		at++
	}
	p.Choices = append(p.Choices[:at:at], append([]Choice{choicePrinter}, p.Choices[at:]...)...)
	return p
}

// offersPrinter says that the digit is the choice of another printer.
func (t *turn) offersPrinter(digit byte) bool {
	for _, c := range t.Prompt().Choices {
		if c == choicePrinter {
			return c.Digit == digit
		}
	}
	return false
}

// asksPrinter says that the open question is which printer.
func (t *turn) asksPrinter() bool {
	if w := t.Work(); w != nil {
		return w.Ask.Kind == AskPrinter
	}
	return t.Ask.Kind == AskPrinter
}

// askPrinter asks which printer of the floor it is.
func (t *turn) askPrinter() {
	t.ask(Ask{Kind: AskPrinter})
	t.tell(wait("Scan the barcode on the printer."))
}

// printerPrompt asks for the barcode on a printer. w is nil while no work is on
// the screen.
func (s *State) printerPrompt(p Prompt, w *Work) Prompt {
	p.Screen, p.Text, p.Accepts = Trouble, "SCAN THE BARCODE ON THE PRINTER", []Accept{APrinter}
	p.Hint = "labels of this bench come out of it from now on"
	if w != nil {
		p.Screen, p.Band = ShipScreen, 2
	}
	if s.Borrowed.Name != "" {
		p.Hint, p.HintArgs, p.Plus = "labels come out of printer %s now", []any{s.Borrowed.Name}, "own printer"
	}
	return p
}

// printerScanned answers which printer it is. The bench's own, or the one that
// prints already, sends the labels back to the own.
func (t *turn) printerScanned(in Scanned, m Meaning) {
	switch to := m.Printer; {
	case to == nil || to.Address == "" && !to.Main:
		t.refuse(in, wrong("Nobody knows where printer %s is. Switch on the bench that it belongs to.", m.Code), "printer_unknown")
	case to.Station == t.Station && to.Main, to.Name == t.Borrowed.Name:
		t.lend(FloorPrinter{})
	case !to.reaches(t.Station):
		t.refuse(in, wrong("Printer %s hangs on a line of %s: nobody else reaches it. Scan another one.", to.Name, to.Station), "printer_out_of_reach")
	default:
		t.lend(*to)
	}
}

// lend has the labels come out of a printer, zero for the own, from now on.
// What did not begin goes there too. A ship label that began stays in doubt: a
// person says whether it came out of the old one.
func (t *turn) lend(to FloorPrinter) {
	t.close()
	t.mark(OK, either(to.Name, "printer"))
	if to.Name == t.Borrowed.Name {
		t.tell(good("Labels come out of this bench's own printer."))
		return
	}
	t.is(PrinterChosen{Printer: to.Name})
	t.Borrowed = to
	links := maps.Clone(t.Links)
	delete(links, Printer) // nothing is known of this one yet
	t.Links, t.under = links, t.under.without("not ready:")
	for i := range t.Works {
		t.leavePrinter(t.Works[i].ID)
	}
	if w := t.Work(); w != nil {
		t.showBox(w, "printer") // he wants the label of the box that he has in hand
	}
	t.do(UsePrinter{to})
	t.do(Push{})
	if to.Name == "" {
		t.tell(good("Labels come out of this bench's own printer again."))
		return
	}
	t.tell(good("Labels come out of printer %s now. 3 and its code again: the own one.", to.Name))
}

// leavePrinter takes the jobs of a work from the printer that is not used any
// more.
func (t *turn) leavePrinter(id ID) {
	w := t.find(id)
	for _, j := range w.jobs() {
		switch under := t.under.has("print:" + string(j.ID)); {
		case j.State == PrintQueued && under:
			t.under = t.under.with("recalled:" + string(j.ID))
			t.do(Recall{Job: j.ID})
		case j.State == PrintSending && j.Doc == ShipLabel:
			t.is(PrintEnded{OfWork: w.of(), Job: j.ID, State: PrintUnknown, Counter: -1, Problem: "begun at another printer"})
		}
	}
}

// recalled says that the job was taken back before it began: it goes to the
// printer that is the right one now.
func (t *turn) recalled(j *Job) bool {
	key := "recalled:" + string(j.ID)
	was := t.under.has(key)
	t.ended(key)
	return was && j.State == PrintQueued
}

// provenBy is what the end of a job proves. The counter of a printer that others
// print on too counts their labels as well: so many were fed, perhaps not ours.
func (t *turn) provenBy(in PrintDone) PrintState {
	if in.State == PrintCounted && (in.On != "" || t.PrinterShared) {
		return PrintSent
	}
	return in.State
}
