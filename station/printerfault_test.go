package station

import "testing"

func TestAFaultInTheMiddleOfALabelIsNamedAndGoesByItself(t *testing.T) {
	w := picking(t, mugs(1)).scan(mug)
	w.hold = true
	w.weigh(580)
	w.push()
	w.in(Sold{Work: "1", Parcel: 1, Label: 1, Key: "1.1.1.1", Bought: w.label()})
	w.push()
	job := w.jobOf().ID
	w.in(Sending{Work: "1", Job: job})
	w.in(LinkChanged{What: Printer, Cause: "paper out"})
	w.says("STOP Printer: paper out. It goes on by itself when this is cured.")
	if p := w.s.Prompt(); p.Text != "PRINTER: %s" || p.Hint != "put in a new roll, close the head, press PAUSE or FEED" {
		t.Errorf("prompt %q, %q", p.Text, p.Hint)
	}
	told := w.s.Verdict.N
	w.in(LinkChanged{What: Printer, Cause: "paper out"})
	if w.s.Verdict.N != told {
		t.Error("the same fault is told again")
	}
	w.in(LinkChanged{What: Printer, OK: true})
	w.in(PrintDone{Work: "1", Job: job, State: PrintSent, Counter: -1})
	w.says("WAIT Stick the label on THIS box. Scan it: any long barcode on it.").at(StepProve)
}

func TestAFaultOfAPrinterThatHasNoLabelSaysNothing(t *testing.T) {
	w := picking(t, mugs(1)).scan(mug).at(StepWeigh)
	told := w.s.Verdict.N
	w.in(LinkChanged{What: Printer, Cause: "head open"})
	if w.s.Verdict.N != told {
		t.Errorf("verdict %q covers what the packer is asked", w.s.Verdict)
	}
}

func TestWhatNobodyKnowsOfAPrinterIsCuredByItself(t *testing.T) {
	if got, want := PrinterCure("presenter stuck"), "it goes on by itself when the printer is ready"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}
