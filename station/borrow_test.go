package station

import "testing"

// jobOf is the last job of the open parcel's label.
func (w *world) jobOf() Job { return *w.s.Work().Current().Live().lastJob() }

// on says at which printer each document was printed.
func (w *world) on(want ...string) *world {
	w.t.Helper()
	var got []string
	for _, p := range w.printed {
		if p.Document.Kind == ShipLabel {
			got = append(got, p.On.Name)
		}
	}
	if len(got) != len(want) {
		w.t.Fatalf("labels came out of %q, want %q", got, want)
	}
	for i := range want {
		if got[i] != want[i] {
			w.t.Fatalf("labels came out of %q, want %q", got, want)
		}
	}
	return w
}

func TestLabelsComeOutOfTheScannedPrinterUntilItIsScannedBack(t *testing.T) {
	w := picking(t, mugs(1)).scan(mug).at(StepWeigh)
	w.types("3").says("WAIT Scan the barcode on the printer.")
	w.scan("PRN-B2").says("OK Labels come out of printer BENCH-2 now. 3 and its code again: the own one.")
	w.weigh(580).at(StepProve).on("BENCH-2")
	if got := w.uses; len(got) != 1 || got[0].Address != "10.0.0.2:9100" {
		t.Errorf("to be used: %+v", got)
	}
	if w.jobOf().State != PrintSent {
		t.Errorf("the job is %s: the counter of a printer of others proves nothing", w.jobOf().State)
	}
	for name, code := range map[string]string{"its own code": "PRN-B7", "the same code": "PRN-B2"} {
		t.Run(name, func(t *testing.T) {
			v := *w
			v.t = t
			v.types("3").scan(code).says("OK Labels come out of this bench's own printer again.")
			if v.s.Borrowed.Name != "" {
				t.Errorf("still at %s", v.s.Borrowed.Name)
			}
		})
	}
	t.Run("by +", func(t *testing.T) {
		v := *w
		v.t = t
		v.types("3", "+").says("OK Labels come out of this bench's own printer again.").types("1").types(v.s.Work().Ask.Digits).on("BENCH-2", "")
		if v.jobOf().State != PrintCounted {
			t.Errorf("the job is %s, want counted by the own printer", v.jobOf().State)
		}
	})
}

func TestAnotherPrinterOnTheWorkScreen(t *testing.T) {
	w := newWorld(t, onePass, order("1", mugs(1))).scan("BADGE-ANNA")
	w.types("3", "/").says("OK Back.").types("3").scan("PRN-B2").says("OK Labels come out of printer BENCH-2 now. 3 and its code again: the own one.")
	if w.s.Ask.Open() {
		t.Error("the question is still open")
	}
	w.types("+").scan("BOX-D", "A03-11", mug).weigh(580).on("BENCH-2")
}

func TestPrintersThatCannotBeChosen(t *testing.T) {
	w := newWorld(t, onePass, order("1", mugs(1))).scan("BADGE-ANNA")
	w.codes["PRN-OLD"] = Meaning{Kind: IsPrinter, Code: "PRN-OLD"}
	w.types("3")
	w.scan("PRN-B3").says("WRONG Printer BENCH-3 hangs on a line of bench-3: nobody else reaches it. Scan another one.")
	w.scan("PRN-OLD").says("WRONG Nobody knows where printer PRN-OLD is. Switch on the bench that it belongs to.")
	w.scan("SLOT-1").says("WRONG This is slot SLOT-1. Scan a printer.")
	w.away = true
	w.in(LinkChanged{What: Database, Cause: "cut"})
	w.scan("PRN-B2").says("CODE Unknown here, and the database is away. Scan a printer.")
	if w.has("printer_chosen") != 0 {
		t.Error("a printer was chosen")
	}
	v := newWorld(t, onePass, order("1", mugs(1))).scan("BADGE-ANNA", "PRN-B2")
	v.says("WRONG This is printer PRN-B2. 3 and its code: labels come out of it.")
	v.types("3").scan("PRN-B7").says("OK Labels come out of this bench's own printer.")
	if v.has("printer_chosen") != 0 {
		t.Error("the own printer was chosen although it is the one")
	}
}

func TestWhatDidNotBeginGoesToTheOtherPrinter(t *testing.T) {
	w := picking(t, mugs(1)).scan(mug)
	w.printer = func(p Print) PrintDone {
		return PrintDone{Work: p.Work, Job: p.Job, State: PrintQueued, Problem: "paper out"}
	}
	w.in(LinkChanged{What: Printer, Cause: "paper out"})
	w.weigh(580).at(StepPrint)
	w.printer = nil
	w.types("3").scan("PRN-B2").at(StepProve).on("", "BENCH-2")
	if w.s.away(Printer) {
		t.Error("what is wrong with the own printer is shown of the other one")
	}
}

func TestAJobThatWaitsAtItsPrinterIsTakenBack(t *testing.T) {
	w := picking(t, mugs(1)).scan(mug)
	w.hold = true
	w.weigh(580)
	w.push()
	w.in(Sold{Work: "1", Parcel: 1, Label: 1, Key: "1.1.1.1", Bought: w.label()})
	w.push()
	job := w.jobOf().ID
	w.types("3")
	w.scan("PRN-B2")
	w.carry(Resolve{Text: "PRN-B2"})
	var recalls []Recall
	for _, e := range w.kept {
		if r, ok := e.(Recall); ok {
			recalls = append(recalls, r)
		}
	}
	if len(recalls) != 1 || recalls[0].Job != job {
		t.Fatalf("taken back: %+v, want %s", recalls, job)
	}
	w.in(Sending{Work: "1", Job: job, On: ""})
	if w.jobOf().State != PrintQueued {
		t.Fatal("it began at the old printer")
	}
	before := w.s.Verdict.N
	w.in(PrintDone{Work: "1", Job: job, State: PrintQueued, Counter: -1, Problem: "cancelled before the first byte"})
	if w.s.Verdict.N != before {
		t.Errorf("verdict %q", w.s.Verdict)
	}
	last, ok := w.kept[len(w.kept)-1].(Print)
	if !ok || last.Job != job || last.On.Name != "BENCH-2" {
		t.Errorf("then %+v, want the job at the other printer", w.kept[len(w.kept)-1])
	}
}

func TestWhatBeganStaysInDoubtAtTheOldPrinter(t *testing.T) {
	w := picking(t, mugs(1)).scan(mug)
	w.hold = true
	w.weigh(580)
	w.push()
	w.in(Sold{Work: "1", Parcel: 1, Label: 1, Key: "1.1.1.1", Bought: w.label()})
	w.push()
	job := w.jobOf().ID
	w.in(Sending{Work: "1", Job: job})
	w.types("3")
	w.hold = false
	w.scan("PRN-B2").at(StepProve)
	if j := w.jobOf(); j.ID != job || j.State != PrintUnknown {
		t.Fatalf("the job is %+v, want it in doubt", j)
	}
	w.on() // not again by itself
	w.in(PrintDone{Work: "1", Job: job, State: PrintCounted, Counter: 8})
	if j := w.jobOf(); j.State != PrintUnknown {
		t.Errorf("the job is %s after its printer spoke, want it in doubt", j.State)
	}
	w.types("1").types(w.s.Work().Ask.Digits).at(StepProve).on("BENCH-2")
	if j := w.jobOf(); j.Copy != 2 || j.Reason == "" {
		t.Errorf("the next is %+v, want copy 2 with its reason", j)
	}
	movesAlongTheTable(w.facts, t.Fatalf)
}

func TestTheChosenPrinterSurvivesARestart(t *testing.T) {
	w := picking(t, mugs(1)).scan(mug).types("3").scan("PRN-B2")
	s := New("bench-7")
	for _, c := range w.facts {
		s = s.After(c)
	}
	if s.Borrowed.Name != "BENCH-2" {
		t.Fatalf("folded %+v", s.Borrowed)
	}
	w.s, w.uses = s, nil
	w.in(Restarted{})
	if len(w.uses) != 1 || w.uses[0].Name != "BENCH-2" {
		t.Errorf("to be used: %+v", w.uses)
	}
}

func TestAnOwnPrinterThatOthersUseProvesNoLabelByItsCounter(t *testing.T) {
	w := picking(t, mugs(1))
	w.in(Answered{Answer{Rules: &w.s.Rules, PrinterShared: true}})
	w.scan(mug).weigh(580).at(StepProve)
	if w.jobOf().State != PrintSent {
		t.Errorf("the job is %s, want sent", w.jobOf().State)
	}
}
