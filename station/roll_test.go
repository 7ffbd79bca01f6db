package station

import "testing"

func TestRollsCountDown(t *testing.T) {
	sent := func(labels int, counter int64) Change {
		return PrintEnded{State: PrintSent, Labels: labels, Counter: counter}
	}
	for _, rule := range []struct {
		name    string
		changes []Change
		want    int
		known   bool
	}{
		{"nobody told of a roll", []Change{sent(1, 8)}, 0, false},
		{"a new roll is full", []Change{RollLoaded{Labels: 500}}, 500, true},
		{"a roll that nobody counted", []Change{RollLoaded{Labels: 500}, RollLoaded{}}, 0, false},
		{"without a counter each label counts", []Change{RollLoaded{Labels: 500}, sent(1, -1), sent(3, -1)}, 496, true},
		{"the counter knows of what others printed", []Change{RollLoaded{Labels: 500}, sent(1, 1001), sent(1, 1010)}, 490, true},
		{"a counter is only late", []Change{RollLoaded{Labels: 500}, sent(1, 1001), sent(1, 1001), sent(1, 1003)}, 497, true},
		{"another printer in its place", []Change{RollLoaded{Labels: 500}, sent(1, 1001), sent(1, 5), sent(1, 6)}, 497, true},
		{"a roll with more than was said", []Change{RollLoaded{Labels: 2}, sent(1, 1), sent(1, 2), sent(1, 3)}, 0, true},
		{"counted is no second label", []Change{RollLoaded{Labels: 500}, sent(1, 8), PrintEnded{State: PrintCounted, Labels: 1, Counter: 8}}, 499, true},
		{"what did not come out counts nothing", []Change{RollLoaded{Labels: 500}, PrintEnded{State: PrintUnknown, Labels: 1, Counter: 8}}, 500, true},
		{"the roll of another printer", []Change{RollLoaded{Labels: 500}, PrintEnded{State: PrintSent, Printer: "B2", Labels: 1}}, 500, true},
		{"a roll begun before a restart", []Change{RollLoaded{Labels: 0, Of: 500}, sent(1, 8)}, 0, true},
	} {
		t.Run(rule.name, func(t *testing.T) {
			s := New("bench-7")
			for _, c := range rule.changes {
				before := s.Rolls
				shown := before[""]
				s = s.After(c)
				if before[""] != shown {
					t.Fatal("the rolls that the screen shows were changed")
				}
			}
			if got, known := s.LabelsLeft(); got != rule.want || known != rule.known {
				t.Errorf("%d left, %v; want %d, %v", got, known, rule.want, rule.known)
			}
		})
	}
}

// printsOne is a printer without a counter, whose jobs take one label.
func printsOne(p Print) PrintDone {
	return PrintDone{Work: p.Work, Job: p.Job, State: PrintSent, Counter: -1, Labels: 1}
}

func TestANewRollIsToldAndSaysOnceThatFewAreLeft(t *testing.T) {
	w := newWorld(t, onePass, order("1", mugs(1)))
	w.printer = printsOne
	w.s.Rules.Slip = false
	w.scan("BADGE-ANNA", CommandCode(CmdRoll)).says("WAIT How many labels are on the new roll?")
	w.types("30000").says("WRONG No roll has that many labels.")
	w.types("31").says("OK A new roll with 31 labels.")
	w.types("+").scan("BOX-D", "A03-11", mug).weigh(580).at(StepProve)
	w.says("WAIT Only 30 labels left. Stick the label on THIS box. Scan it: any long barcode on it.")
	if !w.s.Verdict.Warns {
		t.Error("nobody hears it")
	}
	w.types("1").types(w.s.Work().Ask.Digits).says("WAIT Stick the label on THIS box. Scan it: any long barcode on it.")
	if w.s.Verdict.Warns {
		t.Error("it is said a second time")
	}
	w.types("0", "0").says("WAIT How many labels are on the new roll?").types("+").says("OK A new roll with 500 labels.")
	w.types("0", "0", "0").says("OK A new roll. Nobody counts its labels.")
	if _, known := w.s.LabelsLeft(); known {
		t.Error("labels are counted that nobody knows of")
	}
}

func TestAnEmptyRollBlocksNothing(t *testing.T) {
	w := newWorld(t, onePass, order("1", mugs(1)))
	w.printer = printsOne
	w.s.Rules.Slip = false
	w.scan("BADGE-ANNA", CommandCode(CmdRoll)).types("1", "+").scan("BOX-D", "A03-11", mug).weigh(580).at(StepProve)
	w.says("WAIT The roll is at its end: tell the new one by 0 and 0. Stick the label on THIS box. Scan it: any long barcode on it.")
	w.types("1").types(w.s.Work().Ask.Digits).at(StepProve).scan(w.sscc()).says("DONE 11 shipped. Carry it to lane 12.")
}

func TestARollIsOfThePrinterThatPrints(t *testing.T) {
	w := newWorld(t, onePass, order("1", mugs(1)))
	w.printer = func(p Print) PrintDone {
		d := printsOne(p)
		d.On = p.On.Name
		return d
	}
	w.s.Rules.Slip = false
	w.scan("BADGE-ANNA", CommandCode(CmdRoll)).types("100", "3").scan("PRN-B2", CommandCode(CmdRoll)).types("200", "+")
	w.scan("BOX-D", "A03-11", mug).weigh(580).at(StepProve)
	if n, _ := w.s.LabelsLeft(); n != 199 {
		t.Errorf("%d left on the borrowed printer, want 199", n)
	}
	w.types("3", "+")
	if n, _ := w.s.LabelsLeft(); n != 100 {
		t.Errorf("%d left on the own printer, want 100", n)
	}
}
