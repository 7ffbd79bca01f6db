package station

import "testing"

func TestTypedWeightIsCheckedLikeTheScale(t *testing.T) {
	w := picking(t, mugs(2)).scan(mug, mug).types("4", "0").says("WRONG A box weighs more than that.")
	w.types("2000").says("WRONG 2000 g: 1040 g too heavy. Count again.").at(StepWeigh)
	w.types("4", "970").at(StepProve)
	if got := w.s.Work().Current().Outcome; got != WeightTyped {
		t.Errorf("outcome %s, want typed", got)
	}
}

func TestALeadPassesTheWeightThatHeWasShown(t *testing.T) {
	w := picking(t, mugs(2)).scan(mug, mug).weigh(1500).types("8").says("WAIT A lead scans his badge to let 1500 g pass.")
	w.in(Weighed{Grams: 0, Stable: true}) // the box was lifted meanwhile
	w.s.refusedG = 0                      // and the bench restarted
	w.scan("BADGE-LEO").at(StepProve)
	if p := w.s.Work().Current(); p.WeightG != 1500 || p.Outcome != WeightOverride {
		t.Errorf("%d g %s, want 1500 g by override", p.WeightG, p.Outcome)
	}
}

func TestPlusNeverPassesWhatTheBoxCannotCarry(t *testing.T) {
	w := newWorld(t, onePass, order("1", mugs(13)))
	w.scan("BADGE-ANNA").types("+").scan("BOX-B", "A03-11", "14006381333938", mug).weigh(5020)
	w.says("WRONG 5020 g is more than box B carries (5000 g). 5 reopen, take some out.")
	w.types("5").scan("14006381333938", mug).weigh(5020).types("+")
	w.says("WRONG + does nothing here. Scan nothing: weigh the box.").at(StepWeigh)
}

func TestReopenWithoutARecountAllowsNoOverride(t *testing.T) {
	w := picking(t, mugs(2)).scan(mug, mug).types("5").says("OK Box 1 is open.").at(StepPack)
	w.types("+").weigh(1500).types("+").says("WRONG + does nothing here. Scan nothing: weigh the box.")
}

func TestVoidsThatTheCarrierRefuses(t *testing.T) {
	refuse := func(w *world) {
		e := w.kept[len(w.kept)-1].(VoidLabel)
		w.in(Voided{Work: e.Work, Parcel: e.Parcel, Label: e.Label, Key: e.Key})
	}
	t.Run("the box keeps its label", func(t *testing.T) {
		w := picking(t, mugs(1)).scan(mug).weigh(580).at(StepProve).types("5")
		digits := w.s.Work().Ask.Digits
		w.hold = true
		w.types(digits).at(StepVoid)
		w.push()
		refuse(w)
		w.says("STOP The carrier does not take the label back. 9 park: a lead decides.").at(StepProve)
		w.scan(w.sscc()).says("DONE 11 shipped. Carry it to lane 12.")
	})
	t.Run("a cancelled order asks again by a person", func(t *testing.T) {
		w := picking(t, mugs(1)).scan(mug).weigh(580).asks(Asked{Rev: 2, Cancelled: true})
		w.hold = true
		w.types("+").at(StepVoid)
		w.push()
		refuse(w)
		if got := w.s.Prompt().Text; got != "THE CARRIER DOES NOT TAKE THE LABEL BACK" {
			t.Fatalf("prompt %q", got)
		}
		n := w.has("label_void_requested")
		for range 10 {
			w.in(Tick{})
		}
		if w.has("label_void_requested") != n {
			t.Error("it was asked again by itself")
		}
		w.hold = false
		w.types("+").at(StepPutBack)
	})
	t.Run("an answer during a STOP does not cover it", func(t *testing.T) {
		w := picking(t, mugs(1)).scan(mug).weigh(580).types("5")
		digits := w.s.Work().Ask.Digits
		w.hold = true
		w.types(digits)
		w.push()
		e := w.kept[len(w.kept)-1].(VoidLabel)
		w.asks(Asked{Rev: 2, Hold: "address"})
		w.in(Voided{Work: e.Work, Parcel: e.Parcel, Label: e.Label, Key: e.Key, OK: true})
		w.says("STOP Order 11 is on hold: address.").asks(Asked{Rev: 3}).at(StepPack)
	})
	t.Run("a carrier that is away is asked again", func(t *testing.T) {
		w := picking(t, mugs(1)).scan(mug).weigh(580).types("5")
		digits := w.s.Work().Ask.Digits
		w.hold = true
		w.types(digits)
		w.push()
		e := w.kept[len(w.kept)-1].(VoidLabel)
		w.in(Voided{Work: e.Work, Parcel: e.Parcel, Label: e.Label, Key: e.Key, Away: true})
		w.says("WAIT The carrier does not answer. It is asked again.")
		w.hold = false
		w.in(LinkChanged{What: Carrier, OK: true})
		w.at(StepPack)
	})
}

func TestALabelInDoubtOfACancelledOrderIsOnlyLookedUp(t *testing.T) {
	w := picking(t, mugs(1))
	var asked []BuyLabel
	w.carrier = func(b BuyLabel) Sold {
		asked = append(asked, b)
		s := Sold{Work: b.Work, Parcel: b.Parcel, Label: b.Label, Key: b.Key}
		if b.Look {
			s.Refused = "not_bought"
		}
		return s
	}
	w.scan(mug).weigh(580).asks(Asked{Rev: 2, Cancelled: true}).types("+")
	w.now = w.now.Add(doubtPause)
	w.in(Tick{})
	if len(asked) < 2 || asked[0].Look || !asked[len(asked)-1].Look {
		t.Fatalf("asked %+v", asked)
	}
	w.at(StepPutBack)
}

func TestCancelledAfterABoxHasLeft(t *testing.T) {
	w := picking(t, mugs(2)).scan(mug).types("7").weigh(580)
	w.scan(w.sscc()).scan("BOX-C", mug).at(StepWeigh).asks(Asked{Rev: 2, Cancelled: true}).types("+").at(StepPutBack)
	w.scan(mug, "A03-11").says("STOP Order 11 is cancelled, but box 1 has left. A lead decides.")
	if len(w.s.Works) != 0 || w.has("parked") != 1 {
		t.Error("the bench is not free")
	}
	for _, c := range w.facts {
		if m, ok := c.(WorkMoved); ok && m.To == Cancelled {
			t.Error("an order that was shipped in part counts as cancelled")
		}
	}
}

func TestPrintJobsGoAlongTheTable(t *testing.T) {
	for state, want := range map[PrintState]PrintState{
		PrintSent: PrintSent, PrintCounted: PrintCounted, PrintUnknown: PrintUnknown, PrintFailed: PrintUnknown, PrintQueued: PrintQueued,
	} {
		t.Run(string(state), func(t *testing.T) {
			w := picking(t, mugs(1))
			w.printer = func(p Print) PrintDone {
				return PrintDone{Work: p.Work, Job: p.Job, State: state, Counter: -1, Problem: "trouble"}
			}
			w.scan(mug).weigh(580)
			if got := w.s.Work().Current().Live().lastJob().State; got != want {
				t.Errorf("the job is %s, want %s", got, want)
			}
			movesAlongTheTable(w.facts, t.Fatalf)
		})
	}
	t.Run("refused before its first byte", func(t *testing.T) {
		w := newWorld(t, onePass, order("1", mugs(1))).scan("BADGE-ANNA").types("+")
		w.hold = true
		w.scan("BOX-D")
		w.in(PrintDone{Work: "1", Job: w.s.Work().Slips[0].ID, State: PrintFailed, Problem: "no printer is set up for this"})
		if got := w.s.Work().Slips[0].State; got != PrintQueued {
			t.Errorf("the slip is %s, want queued", got)
		}
	})
	t.Run("scanned before the printer says so", func(t *testing.T) {
		w := picking(t, mugs(1))
		w.hold = true
		w.scan(mug).weigh(580)
		w.push()
		w.in(Sold{Work: "1", Parcel: 1, Label: 1, Key: "1.1.1.1", Bought: w.label()})
		w.push()
		job := w.s.Work().Current().Live().lastJob().ID
		w.in(Sending{Work: "1", Job: job})
		if !w.s.MaySend(job) || w.s.MaySend("other") {
			t.Fatal("the job may not be sent")
		}
		w.at(StepPrint).scan(w.sscc()).says("DONE 11 shipped. Carry it to lane 12.")
		movesAlongTheTable(w.facts, t.Fatalf)
	})
	t.Run("a label that was never begun goes with its label", func(t *testing.T) {
		w := picking(t, mugs(1))
		w.printer = func(p Print) PrintDone { return PrintDone{Work: p.Work, Job: p.Job, State: PrintQueued} }
		w.scan(mug).weigh(580).at(StepPrint).asks(Asked{Rev: 2, Cancelled: true}).types("+")
		if j := w.s.Work().Parcels[0].Labels[0].Jobs[0]; j.State != PrintAbandoned {
			t.Errorf("the job is %s, want abandoned", j.State)
		}
	})
}

func TestAStoppedOrderIsNotPrinted(t *testing.T) {
	w := picking(t, mugs(1))
	w.hold = true
	w.scan(mug).weigh(580)
	w.push()
	w.in(Sold{Work: "1", Parcel: 1, Label: 1, Key: "1.1.1.1", Bought: w.label()})
	w.push()
	job := w.s.Work().Current().Live().lastJob().ID
	w.asks(Asked{Rev: 2, Hold: "address"})
	w.in(Sending{Work: "1", Job: job})
	if w.s.MaySend(job) {
		t.Error("the label of an order on hold is printed")
	}
	w.in(PrintDone{Work: "1", Job: job, State: PrintQueued, Problem: "the order was stopped"})
	w.says("STOP Order 11 is on hold: address.")
}

func TestASlipThatDidNotComeOutIsPrintedAgain(t *testing.T) {
	w := newWorld(t, onePass, order("1", mugs(2)))
	w.printer = func(p Print) PrintDone {
		return PrintDone{Work: p.Work, Job: p.Job, State: PrintUnknown, Problem: "the line broke"}
	}
	w.scan("BADGE-ANNA").types("+").scan("BOX-D").says("WAIT Printer: the line broke. When the slip did not come out: 0 and 1 print it again.")
	w.printer = nil
	w.types("0", "1").types(w.s.Work().Ask.Digits).says("OK The slip is printed again.")
	if s := w.s.Work().Slips; len(s) != 2 || s[0].State != PrintFailed || s[1].State != PrintCounted || s[1].Copy != 2 || s[1].Reason == "" {
		t.Errorf("slips %+v", s)
	}
	if w.types("0"); w.s.Prompt().Offers('1') {
		t.Error("a slip that came out is offered again")
	}
}

func TestPromptsWhileSomethingIsAway(t *testing.T) {
	w := picking(t, mugs(1))
	w.hold = true
	w.scan(mug).weigh(580).at(StepLabel)
	text := func(want string) {
		t.Helper()
		if got := w.s.Prompt().Text; got != want {
			t.Errorf("prompt %q, want %q", got, want)
		}
	}
	text("THE CARRIER IS ASKED")
	w.in(LinkChanged{What: Database, Cause: "cut"})
	text("THE DATABASE IS AWAY, NO LABEL YET")
	w.in(LinkChanged{What: Database, OK: true})
	w.push()
	w.in(Sold{Work: "1", Parcel: 1, Label: 1, Key: "1.1.1.1", Bought: w.label()})
	text("THE LABEL IS PRINTED")
	w.in(LinkChanged{What: Database, Cause: "cut"})
	text("THE DATABASE IS AWAY, NO LABEL YET")
	w.in(LinkChanged{What: Printer, Cause: "paper out"})
	text("PRINTER: %s")
}

func TestARedVerdictStaysUntilAGoodScan(t *testing.T) {
	w := picking(t, mugs(1))
	w.hold = true
	w.scan(mug).weigh(580).scan(mug)
	if w.s.Verdict.Word != Wrong {
		t.Fatal(w.s.Verdict)
	}
	w.push()
	w.in(Sold{Work: "1", Parcel: 1, Label: 1, Key: "1.1.1.1", Bought: w.label()})
	if w.s.Verdict.Word != Wrong {
		t.Errorf("%v covers what was wrong", w.s.Verdict)
	}
	v := picking(t, mugs(2)).scan(else_)
	v.in(Scanned{Device: "line", Text: else_, Proof: true, At: v.read + durationMS(50)})
	if v.s.Verdict.Word != Wrong {
		t.Errorf("%v covers what was wrong", v.s.Verdict)
	}
}

func TestTheDiskStopsTheBench(t *testing.T) {
	w := picking(t, mugs(1))
	w.in(LinkChanged{What: DiskLink, Cause: "no space left"})
	w.says("STOP This station's disk refuses to write: no space left. Nothing counts any more. Call a lead.")
}

func TestALabelThatMayBeBoughtIsLookedUpFirst(t *testing.T) {
	var asked []BuyLabel
	silent := func(b BuyLabel) Sold {
		asked = append(asked, b)
		return Sold{}
	}
	t.Run("after a restart", func(t *testing.T) {
		asked = nil
		w := picking(t, mugs(1))
		w.hold = true
		w.scan(mug).weigh(580)
		s := New("bench-7")
		for _, c := range w.facts {
			s = s.After(c)
		}
		w.s, w.hold, w.carrier = s, false, silent
		w.in(Restarted{})
		w.push()
		if len(asked) != 1 || !asked[0].Doubt {
			t.Errorf("asked %+v, want once and in doubt", asked)
		}
	})
	t.Run("at another bench", func(t *testing.T) {
		asked = nil
		o := order("1", mugs(1))
		w := newWorld(t, onePass, o)
		w.scan("BADGE-ANNA").types("+").scan("BOX-D", "A03-11")
		w.hold = true
		w.scan(mug).weigh(580).types("9")
		v := newWorld(t, onePass, w.again(o, Packed))
		v.carrier = silent
		v.scan("BADGE-LEO").types("+").at(StepLabel)
		if len(asked) != 1 || !asked[0].Doubt {
			t.Errorf("asked %+v, want once and in doubt", asked)
		}
	})
}
