package station

import "testing"

// notReady is a printer that takes nothing until it is cured.
func notReady(w *world) (cure func()) {
	broken := true
	w.printer = func(p Print) PrintDone {
		if broken {
			return PrintDone{Work: p.Work, Job: p.Job, State: PrintQueued, Counter: -1, Problem: "no labels left"}
		}
		return PrintDone{Work: p.Work, Job: p.Job, State: PrintSent, Counter: -1}
	}
	return func() {
		broken = false
		w.in(LinkChanged{What: Printer, OK: true})
	}
}

func TestAfterAFaultALabelComesForTheBoxInHand(t *testing.T) {
	w := picking(t, mugs(1))
	cure := notReady(w)
	w.scan(mug).weigh(580).at(StepPrint).says("STOP Printer: no labels left. Cure it, take this box in hand, then +.")
	w.in(LinkChanged{What: Printer, Cause: "no labels left"})
	w.types("+").at(StepPrint) // it is not cured yet
	printed := len(w.printed)
	cure()
	w.now = w.now.Add(doubtPause)
	w.in(Tick{})
	if len(w.printed) != printed {
		t.Fatal("the label came out by itself")
	}
	if p := w.s.Prompt(); p.Text != "IS BOX %d IN YOUR HAND?" || p.Plus == "" {
		t.Errorf("prompt %+v", p)
	}
	w.types("+").at(StepProve).scan(w.sscc()).says("DONE 11 shipped. Carry it to lane 12.")
	movesAlongTheTable(w.facts, t.Fatalf)
}

func TestWhatHadNotBegunBeforeARestartComesForTheBoxInHand(t *testing.T) {
	w := picking(t, mugs(1))
	w.hold = true
	w.scan(mug).weigh(580)
	w.push()
	w.in(Sold{Work: "1", Parcel: 1, Label: 1, Key: "1.1.1.1", Bought: w.label()})
	s := New("bench-7")
	for _, c := range w.facts {
		s = s.After(c)
	}
	w.s, w.hold, w.kept = s, false, nil
	w.in(Restarted{})
	w.push()
	w.at(StepPrint)
	if w.shipLabels() != 0 {
		t.Fatal("the label came out by itself")
	}
	w.types("+").at(StepProve)
}

func TestALabelOfAParkedOrderComesWhenItsSlotIsScanned(t *testing.T) {
	o := order("1", mugs(1))
	w := newWorld(t, onePass, o)
	notReady(w)
	w.scan("BADGE-ANNA").types("+").scan("BOX-D", "A03-11", mug).weigh(580).at(StepPrint)
	w.types("9").scan("SLOT-1").says("OK Order 11 is parked on SLOT-1.")
	v := newWorld(t, onePass, w.again(o, Labelled))
	v.codes["SLOT-1"] = Meaning{Kind: IsSlot, Code: "SLOT-1", Work: "1", OrderNo: "11"}
	v.scan("BADGE-ANNA", "SLOT-1").at(StepProve)
}

func TestALabelThatBeganPastTheBooksIsAskedForBeforeItPrints(t *testing.T) {
	o := order("1", mugs(1))
	w := newWorld(t, onePass, o)
	notReady(w)
	w.scan("BADGE-ANNA").types("+").scan("BOX-D", "A03-11", mug).weigh(580).types("9").scan("SLOT-1")
	parked := w.again(o, Labelled)
	began := PrintStarted{OfWork: OfWork{"1", 2}, Job: "1.1.1.1.ship.1", Counter: -1} // a holder who was forgotten
	parked.Facts = append(parked.Facts, Fact{Change: began})
	v := newWorld(t, onePass, parked)
	v.codes["SLOT-1"] = Meaning{Kind: IsSlot, Code: "SLOT-1", Work: "1", OrderNo: "11"}
	v.scan("BADGE-ANNA", "SLOT-1")
	if p := v.s.Prompt(); p.Text != "DID THE LABEL COME OUT? SCAN IT" || !p.Offers('1') {
		t.Errorf("prompt %+v", p)
	}
	if v.shipLabels() != 0 {
		t.Error("the label came out a second time by itself")
	}
}

func TestALooseLabelGoesToTheSlotWithItsGoods(t *testing.T) {
	const goods = "PUT IT ON A SLOT, SCAN THE SLOT"
	for name, c := range map[string]struct {
		printed PrintState // "" for one that waits for its printer
		hold    bool
		want    string
	}{
		"sent":             {PrintSent, false, LabelAndGoods},
		"counted":          {PrintCounted, false, LabelAndGoods},
		"nobody knows":     {PrintUnknown, false, LabelAndGoods},
		"sent, on hold":    {PrintSent, true, LabelAndGoods},
		"not begun":        {PrintQueued, false, goods},
		"nothing, on hold": {PrintQueued, true, goods},
	} {
		w := newWorld(t, onePass, order("1", mugs(1)))
		w.printer = func(p Print) PrintDone {
			return PrintDone{Work: p.Work, Job: p.Job, State: c.printed, Counter: -1, Problem: "no labels left"}
		}
		w.scan("BADGE-ANNA").types("+").scan("BOX-D", "A03-11", mug).weigh(580)
		said, hint := "WAIT Put the goods on a slot of the trouble shelf and scan the slot.", "put the goods on a slot, scan the slot"
		if c.want == LabelAndGoods {
			said = "WAIT Put the goods and the label, if it came out, on a slot. Scan the slot."
			hint = "label and goods on a slot, scan the slot"
		}
		switch {
		case c.hold:
			w.asks(Asked{Rev: 2, Hold: "payment"})
			if p := w.s.Prompt(); p.Hint != hint {
				t.Errorf("%s: hint %q, want %q", name, p.Hint, hint)
			}
			w.types("+").says(said)
		case c.want == LabelAndGoods:
			w.types("9", "2").says(said)
		default:
			w.types("9").says(said)
		}
		if p := w.s.Prompt(); p.Text != c.want {
			t.Errorf("%s: prompt %q, want %q", name, p.Text, c.want)
		}
		w.scan("SLOT-1").says("OK Order 11 is parked on SLOT-1.")
	}
}

// shipLabels is how many ship labels were printed.
func (w *world) shipLabels() int {
	n := 0
	for _, p := range w.printed {
		if p.Document.Kind == ShipLabel {
			n++
		}
	}
	return n
}

// twoLabels is a bench with two works in hand: the label of the first came out
// and is not proven, that of the second was bought and not begun.
func twoLabels(t *testing.T) *world {
	t.Helper()
	first := order("1", mugs(1))
	w := newWorld(t, onePass, first).scan("BADGE-ANNA").types("+").scan("BOX-D", "A03-11", mug).weigh(580).at(StepProve)
	second := order("2", mugs(1))
	x := newWorld(t, onePass, second)
	x.labels = 7
	notReady(x)
	x.scan("BADGE-ANNA").types("+").scan("BOX-D", "A03-11", mug).weigh(580).at(StepPrint)
	v := newWorld(t, onePass)
	for _, o := range []Opened{w.again(first, Labelled), x.again(second, Labelled)} {
		o.How = ByMine
		v.in(Claimed{Want: Want{How: ByMine}, Opened: []Opened{o}})
	}
	return v.scan("BADGE-ANNA")
}

func TestOneLooseLabelAtABench(t *testing.T) {
	w := twoLabels(t).types("+").at(StepProve)
	if w.s.Active != "1" {
		t.Fatalf("work %s is on the screen, want the one whose label lies here", w.s.Active)
	}
	w.in(Claimed{}) // nothing: and the other one is taken up by hand
	w.s = w.s.After(WorkStarted{OfWork{"2", 2}})
	w.at(StepPrint)
	if p := w.s.Prompt(); p.Text != "FIRST THE LABEL OF ORDER %s" || p.Plus == "" {
		t.Fatalf("prompt %+v", p)
	}
	w.in(Tick{})
	if w.shipLabels() != 0 {
		t.Fatal("a second label came out")
	}
	w.types("+").says("OK Order 11 goes on here.").at(StepProve)
	w.scan(w.sscc()).types("+").at(StepPrint).types("+")
	if n := w.shipLabels(); n != 1 {
		t.Errorf("%d labels came out, want that of the second order", n)
	}
}

func TestACodeOnTwoLabelsProvesNeither(t *testing.T) {
	w := twoLabels(t).types("+").at(StepProve)
	for i := range w.s.Works {
		w.s.Works[i].Parcels[0].Labels[0].Bought.Tracking = "DEPOT 17"
	}
	w.scan("DEPOT 17").says("WRONG This code is on several labels here. Scan another one of this label.").at(StepProve)
	w.scan(w.sscc()).says("DONE 11 shipped. Carry it to lane 12.")
}

func TestALabelThatIsBoughtWhileAnotherLiesLooseWaits(t *testing.T) {
	first, second := order("1", mugs(1)), order("2", mugs(1))
	w := newWorld(t, onePass, first).scan("BADGE-ANNA").types("+").scan("BOX-D", "A03-11", mug).weigh(580).at(StepProve)
	x := newWorld(t, onePass, second)
	x.carrier = func(b BuyLabel) Sold { return Sold{Work: b.Work, Parcel: b.Parcel, Label: b.Label, Key: b.Key} }
	x.scan("BADGE-ANNA").types("+").scan("BOX-D", "A03-11", mug).weigh(580).at(StepLabel)
	v := newWorld(t, onePass)
	v.labels = 7
	for _, o := range []Opened{w.again(first, Labelled), x.again(second, Packed)} {
		o.How = ByMine
		v.in(Claimed{Want: Want{How: ByMine}, Opened: []Opened{o}})
	}
	v.scan("BADGE-ANNA")
	v.s = v.s.After(WorkStarted{OfWork{"2", 2}})
	v.now = v.now.Add(doubtPause)
	v.in(Tick{})
	v.push()
	v.at(StepPrint)
	if j := v.s.Work().Current().Live().lastJob(); j == nil || j.Held || v.shipLabels() != 0 {
		t.Fatalf("job %+v, %d labels came out, want it to wait for the other one", j, v.shipLabels())
	}
	// A printer that was given the job before the other label came here asks now.
	v.in(Sending{Work: "2", Job: v.s.Work().Current().Live().lastJob().ID, Counter: -1})
	if j := v.s.Work().Current().Live().lastJob(); j.State != PrintQueued {
		t.Fatalf("job %+v begins beside a label that lies loose", j)
	}
	v.types("+").at(StepProve).scan(v.sscc()).types("+").at(StepProve)
	if v.s.Active != "2" || v.shipLabels() != 1 {
		t.Errorf("work %s, %d labels, want that of the second order", v.s.Active, v.shipLabels())
	}
}
