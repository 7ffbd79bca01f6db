package station

import (
	"reflect"
	"testing"
)

func TestOnePassShipsAnOrder(t *testing.T) {
	w := newWorld(t, onePass, order("1", mugs(2), teas(1)))
	w.scan("BADGE-ANNA").says("OK Hello Anna.")
	w.types("+").at(StepCarton)
	w.scan("BOX-C").says("OK BOX C.").at(StepPlace)
	w.scan("A03-11").says("OK A03-11. Take 2 of MUG-BLUE.").at(StepArticle)
	w.scan(mug).says("OK MUG-BLUE 1 of 2. 1 more.")
	w.scan(mug).says("DONE MUG-BLUE 2 of 2. Go to A03-12.")
	w.types("42").at(StepArticle)
	w.scan("01" + tea + "17261231" + "10A7").says("DONE TEA-GRN 1 of 1. Close box 1, put it on the scale.").at(StepWeigh)
	w.weigh(2*380 + 110 + 120).at(StepProve)
	if len(w.printed) != 2 {
		t.Fatalf("%d documents printed, want a slip and a label", len(w.printed))
	}
	w.scan(w.sscc()).says("DONE 11 shipped. Carry it to lane 12.")
	if w.s.Work() != nil || len(w.s.Works) != 0 {
		t.Errorf("the work is still in hand: %+v", w.s.Works)
	}
	var stages []Stage
	for _, c := range w.facts {
		if m, ok := c.(WorkMoved); ok {
			stages = append(stages, m.To)
		}
	}
	if want := []Stage{Packing, Packed, Labelled}; !reflect.DeepEqual(stages, want) {
		t.Errorf("stages %v, want %v", stages, want)
	}
}

func TestToteIsPickedThenPackedWhereItIsScanned(t *testing.T) {
	o := order("1", mugs(2), lamps(1))
	w := newWorld(t, toteWay, o)
	w.scan("BADGE-ANNA").types("+").at(StepTote)
	w.scan("T-014").says("OK Tote T-014 is yours.")
	w.scan("A03-11", mug, mug, "A03-12", lamp).says("WAIT SCAN THE SERIAL NUMBER OF LAMP")
	w.scan("SN-1").says("DONE Tote T-014 is complete. Bring it to the pack lane.")
	if w.s.Work() != nil {
		t.Fatal("the tote is still in hand")
	}
	// The pack bench folds what was done before.
	o.Epoch, o.Stage = 2, Picked
	for i, c := range w.facts {
		if wc, ok := c.(WorkChange); ok {
			if id, _ := wc.Of(); id == "1" {
				o.Facts = append(o.Facts, Fact{Seq: int64(i), Change: c})
			}
		}
	}
	o.Content.Asked.Stops = []Stop{}
	w.queue = []Opened{o}
	w.codes["T-014"] = Meaning{Kind: IsTote, Code: "T-014", Work: "1"}
	w.scan("T-014").says("OK Order 11 goes on here.").at(StepCarton)
	w.types("1").says("OK BOX C.").at(StepPack)
	w.scan(mug).says("OK MUG-BLUE 1 of 2.")
	w.scan(mug).says("DONE MUG-BLUE 2 of 2, line done.")
	w.scan("01" + lamp + "21SN-2").says("WRONG This LAMP was not picked for this order: its lot or serial number is another.")
	w.scan("01" + lamp + "21SN-1").says("DONE LAMP 1 of 1, line done. Close box 1, put it on the scale.")
	w.weigh(2*380 + 900 + 120).at(StepProve)
	w.scan(w.sscc()).says("DONE 11 shipped. Carry it to lane 12.")
}

func TestTwoParcelsAreShippedOneAfterTheOther(t *testing.T) {
	w := newWorld(t, onePass, order("1", mugs(3)))
	w.scan("BADGE-ANNA").types("+").scan("BOX-B", "A03-11", mug, mug)
	w.types("7").says("DONE Close box 1, put it on the scale.")
	w.weigh(2*380 + 80).at(StepProve).scan(w.sscc()).says("DONE Box done. The next box of 11.").at(StepCarton)
	w.scan("BOX-B", mug).at(StepWeigh)
	w.weigh(380 + 80).at(StepProve)
	w.scan(w.sscc()).says("DONE 11 shipped. Carry it to lane 12.")
	if n := w.has("label_bought"); n != 2 {
		t.Errorf("%d labels bought, want 2", n)
	}
}

func TestRefusalsNameWhatIsWaitedFor(t *testing.T) {
	w := newWorld(t, onePass, order("1", mugs(2), teas(1)))
	w.scan("XXPXUNDO").says("WRONG This is no command of ours. Scan a badge.")
	w.scan(mug).says("CODE Nobody knows this code. Scan a badge.")
	w.scan("BADGE-ANNA").types("+")
	w.scan(mug).says("WRONG This is the article MUG-BLUE. Scan a carton first.")
	w.scan("BOX-C").types("5x").says("CODE Nobody knows this code. Scan the location.")
	w.scan("A03-12").says("WRONG This is A03-12. Go to A03-11.")
	w.scan("A09-09").says("WRONG This is A09-09. Go to A03-11.")
	w.scan("A03-11", tea).says("WRONG Not at this stop. TEA-GRN is stop 2. Want MUG-BLUE, code ends 3931.")
	w.scan(else_).says("WRONG MUG-RED. Put it back. Want MUG-BLUE, code ends 3931.")
	w.scan("14006381333938").says("WRONG This code stands for 12 of MUG-BLUE, only 2 are asked. Scan single pieces.")
	w.scan("BADGE-ANNA").says("WRONG An order is open. Finish it or 9 park it, then scan your badge to leave.")
	w.scan(mug, mug, mug).says("WRONG This is the article MUG-BLUE. Scan the location first.")
	if got := w.s.Work().Tallys[0].Picked; got != 2 {
		t.Errorf("picked %d mugs, want 2", got)
	}
	for _, c := range w.facts {
		if r, ok := c.(ScanRefused); ok && r.Code == "BADGE-ANNA" {
			t.Error("a badge's code is in the log")
		}
	}
}

func TestDoubleReadCountsOnceAndTenDifferentScansAllCount(t *testing.T) {
	lines := make([]Line, 10)
	for i := range lines {
		lines[i] = mugs(1)
		lines[i].SKU = string(rune('A' + i))
		lines[i].Barcodes = []Barcode{{Code: "CODE-" + lines[i].SKU, Units: 1}}
	}
	w := newWorld(t, func(r *Rules) { onePass(r); r.Location = "off" }, order("1", lines...))
	w.scan("BADGE-ANNA").types("+").scan("BOX-D")
	at := w.read
	for i, l := range lines {
		w.in(Scanned{Device: "line", Text: l.Barcodes[0].Code, Proof: true, At: at + durationMS(100*i+1000)})
		w.in(Scanned{Device: "line", Text: l.Barcodes[0].Code, Proof: true, At: at + durationMS(100*i+1050)})
		if w.s.Verdict.Word != Again {
			t.Fatalf("second read of %s: %v", l.SKU, w.s.Verdict)
		}
	}
	w.at(StepWeigh)
}

func TestCountIsNotHitByABarcode(t *testing.T) {
	w := newWorld(t, onePass, order("1", mugs(5)))
	w.scan("BADGE-ANNA").types("+").scan("BOX-D", "A03-11", mug)
	w.types("*4006381333931").says("WRONG *4006381333931 is no count. Type * and one to five digits.")
	w.types("*9").says("WRONG Not so many: 1 of 5 of MUG-BLUE are in.")
	w.types("*4").says("OK MUG-BLUE 4 of 5. 1 more.")
	w.types("*4").says("OK 4 counted.")
	w.types("-").says("OK Undone: MUG-BLUE 0 of 5. Put it back to A03-11.")
	w.types("1", "2").scan(mug).says("WRONG That is a barcode. Type the number, then Enter.")
}

func TestNotEnoughTakesWhatIsThereThenAsksElsewhere(t *testing.T) {
	w := newWorld(t, onePass, order("1", mugs(3)))
	w.scan("BADGE-ANNA").types("+").scan("BOX-D", "A03-11")
	w.types("1").says("WAIT Not enough MUG-BLUE at A03-11: why?")
	w.types("2", "2").says("OK 1 of MUG-BLUE missing. Take the 2 that are there.")
	w.scan(mug, mug).at(StepCure)
	w.in(Answered{Answer{Through: w.s.Seq, Works: []Told{{Work: "1", Asked: &Asked{
		Rev:   2,
		Lines: []AskedLine{{Line: 0, Want: 3}},
		Stops: []Stop{{ID: "a1.0", Line: 0, Location: "A03-11", Qty: 2, Sequence: 1}, {ID: "a1.9", Line: 0, Location: "B01-01", Qty: 1, Sequence: 9}},
	}}}}})
	w.says("OK Go to B01-01.").at(StepPlace)
	w.scan("B01-01", mug).at(StepWeigh)
}

func TestCancelledLineShipsTheRest(t *testing.T) {
	w := newWorld(t, onePass, order("1", mugs(3)))
	w.scan("BADGE-ANNA").types("+").scan("BOX-D", "A03-11", mug).types("1", "1").at(StepCure)
	w.in(Answered{Answer{Through: w.s.Seq, Works: []Told{{Work: "1", Asked: &Asked{Rev: 2, Lines: []AskedLine{{Line: 0, Want: 1}}}}}}})
	w.at(StepWeigh)
}

func TestParkIsThreeInputsAndGoesOnAtTheSameStep(t *testing.T) {
	o := order("1", mugs(2))
	w := newWorld(t, onePass, o)
	w.scan("BADGE-ANNA").types("+").scan("BOX-D", "A03-11", mug)
	w.types("9").says("WAIT Why is order 11 parked?")
	w.types("1").says("WAIT Put the goods on a slot of the trouble shelf and scan the slot.")
	w.scan("SLOT-2").says("WRONG Slot SLOT-2 holds order 10231. Take another.")
	w.scan("SLOT-1").says("OK Order 11 is parked on SLOT-1.")
	if len(w.s.Works) != 0 {
		t.Fatal("the bench is not free")
	}
	for _, c := range w.facts {
		if wc, ok := c.(WorkChange); ok {
			if id, _ := wc.Of(); id == "1" {
				o.Facts = append(o.Facts, Fact{Change: c})
			}
		}
	}
	o.Epoch, o.Stage, o.Slot = 2, Packing, "SLOT-1"
	o.Content.Asked.Stops = []Stop{{ID: "a1.0", Line: 0, Location: "A03-11", Qty: 2, Taken: 1, Sequence: 1}}
	w.queue = []Opened{o}
	w.codes["SLOT-1"] = Meaning{Kind: IsSlot, Code: "SLOT-1", Work: "1"}
	w.scan("SLOT-1").says("OK Order 11 goes on here.").at(StepPlace)
	w.scan("A03-11", mug).at(StepWeigh)
}

func TestTakeoverCountsTheOpenBoxAgain(t *testing.T) {
	o := order("1", mugs(2))
	w := newWorld(t, onePass, o)
	w.scan("BADGE-ANNA").types("+").scan("BOX-D", "A03-11", mug)
	for _, c := range w.facts {
		if wc, ok := c.(WorkChange); ok {
			if id, _ := wc.Of(); id == "1" {
				o.Facts = append(o.Facts, Fact{Change: c})
			}
		}
	}
	o.Epoch, o.Stage, o.Recount = 2, Packing, true
	o.Content.Asked.Stops = []Stop{{ID: "a1.0", Line: 0, Location: "A03-11", Qty: 2, Taken: 1, Sequence: 1}}
	v := newWorld(t, onePass, o)
	v.scan("BADGE-ANNA").types("+").at(StepPack)
	if got := v.s.Work().PackedUnits(); got != 0 {
		t.Fatalf("%d units count as packed after a takeover, want 0", got)
	}
	v.scan(mug).at(StepPlace)
	v.scan("A03-11", mug).at(StepWeigh)
}

func TestStopTakesOnlyPlusOrPark(t *testing.T) {
	hold := func(w *world, a Asked) {
		w.in(Answered{Answer{Through: w.s.Seq, Works: []Told{{Work: "1", Asked: &a}}}})
	}
	t.Run("a hold with goods is parked", func(t *testing.T) {
		w := newWorld(t, onePass, order("1", mugs(2)))
		w.scan("BADGE-ANNA").types("+").scan("BOX-D", "A03-11", mug)
		hold(w, Asked{Rev: 2, Hold: "address"})
		w.says("STOP Order 11 is on hold: address.")
		w.scan(mug).says("STOP ON HOLD: address. put the goods on a slot, scan the slot.")
		w.types("+").scan("SLOT-1").says("OK Order 11 is parked on SLOT-1.")
	})
	t.Run("a hold without goods goes back", func(t *testing.T) {
		w := newWorld(t, onePass, order("1", mugs(2)))
		w.scan("BADGE-ANNA").types("+")
		hold(w, Asked{Rev: 2, Hold: "fraud"})
		w.types("+").says("OK Order 11 went back.")
	})
	t.Run("a hold that ends lets go on", func(t *testing.T) {
		w := newWorld(t, onePass, order("1", mugs(2)))
		w.scan("BADGE-ANNA").types("+").scan("BOX-D", "A03-11", mug)
		hold(w, Asked{Rev: 2, Hold: "address"})
		hold(w, Asked{Rev: 3, Stops: w.s.Work().Stops})
		w.says("OK Order 11 goes on.").scan(mug).at(StepWeigh)
	})
	t.Run("a cancelled order is put back", func(t *testing.T) {
		w := newWorld(t, onePass, order("1", mugs(2)))
		w.scan("BADGE-ANNA").types("+").scan("BOX-D", "A03-11", mug, mug)
		hold(w, Asked{Rev: 2, Cancelled: true})
		w.types("+").says("WAIT Put the goods of order 11 back: scan an article.").at(StepPutBack)
		w.scan(mug, "A03-11").says("OK MUG-BLUE is back at A03-11. 1 to go.")
		w.scan(mug, "A09-09").says("DONE Order 11 is cancelled, everything is back.")
	})
	t.Run("a bought label of a cancelled order is voided", func(t *testing.T) {
		w := newWorld(t, onePass, order("1", mugs(1)))
		w.scan("BADGE-ANNA").types("+").scan("BOX-D", "A03-11", mug).weigh(580).at(StepProve)
		hold(w, Asked{Rev: 2, Cancelled: true})
		w.types("+").at(StepPutBack)
		if w.has("label_voided") != 1 {
			t.Error("the label was not voided")
		}
		w.scan(mug, "A03-11").says("DONE Order 11 is cancelled, everything is back.")
	})
	t.Run("a work that was taken over leaves with +", func(t *testing.T) {
		w := newWorld(t, onePass, order("1", mugs(2)))
		w.scan("BADGE-ANNA").types("+").scan("BOX-D", "A03-11", mug)
		w.in(Answered{Answer{SetAside: []SetAside{{Seq: w.s.Seq, Work: "1", Why: "epoch", Station: "bench-9", At: noon}}}})
		w.says("STOP bench-9 has order 11 since 12:00:00. Leave the goods where they are.")
		w.scan(mug).says("STOP TAKEN OVER BY bench-9. leave the goods where they are, press +.")
		w.types("+").says("OK The order is with bench-9.")
	})
}

func TestWeightOutOfToleranceCountsAgain(t *testing.T) {
	policy := func(p string) func(*Rules) { return func(r *Rules) { onePass(r); r.Weight = p } }
	ready := func(t *testing.T, p string) *world {
		w := newWorld(t, policy(p), order("1", mugs(2)))
		return w.scan("BADGE-ANNA").types("+").scan("BOX-D", "A03-11", mug, mug)
	}
	t.Run("recount", func(t *testing.T) {
		w := ready(t, "recount").weigh(960 + 400).says("WRONG 1360 g: 400 g too heavy, about one MUG-BLUE. Count again.").at(StepWeigh)
		w.types("5").says("WAIT Box 1 is open. Scan every article again.").at(StepPack)
		w.scan(mug, mug).at(StepWeigh).weigh(1360)
		w.types("+").at(StepProve)
	})
	t.Run("lead", func(t *testing.T) {
		w := ready(t, "lead").weigh(600).says("WRONG 600 g: 360 g too light, about one MUG-BLUE. Count again.")
		w.types("+").says("WRONG + does nothing here. Scan nothing: weigh the box.")
		w.types("8").scan("BADGE-ANNA").says("WRONG Anna may not allow this. A lead's badge, please.")
		w.scan("BADGE-LEO").at(StepProve)
	})
	t.Run("note", func(t *testing.T) { ready(t, "note").weigh(5000).at(StepProve) })
	t.Run("off", func(t *testing.T) { ready(t, "off").at(StepProve) })
	t.Run("an unstable or negative reading never counts", func(t *testing.T) {
		w := ready(t, "recount")
		w.in(Weighed{Grams: 0, Stable: true})
		w.in(Weighed{Grams: 960})
		w.in(Weighed{Grams: 960, Stable: true, Problem: "over"})
		w.at(StepWeigh)
	})
	t.Run("what lies on the scale already does not count", func(t *testing.T) {
		w := ready(t, "recount")
		w.in(Weighed{Grams: 960, Stable: true})
		w.at(StepWeigh)
	})
	t.Run("no scale", func(t *testing.T) {
		ready(t, "recount").types("4", "970").at(StepProve)
	})
}

func TestLabelIsBoughtOnlyWhenItsRequestIsApplied(t *testing.T) {
	w := newWorld(t, onePass, order("1", mugs(1)))
	w.scan("BADGE-ANNA").types("+").scan("BOX-D", "A03-11", mug)
	w.away = true
	w.in(LinkChanged{What: Database, Cause: "connection refused"})
	w.weigh(580).at(StepLabel)
	if w.labels != 0 {
		t.Fatal("bought without the database")
	}
	w.away = false
	w.in(LinkChanged{What: Database, OK: true})
	w.push()
	w.at(StepProve)
}

func TestCarrierThatDoesNotAnswerIsAskedUnderTheSameKey(t *testing.T) {
	w := newWorld(t, onePass, order("1", mugs(1)))
	var asked []BuyLabel
	w.carrier = func(b BuyLabel) Sold {
		asked = append(asked, b)
		if len(asked) < 3 {
			return Sold{Work: b.Work, Parcel: b.Parcel, Label: b.Label, Key: b.Key}
		}
		return Sold{Work: b.Work, Parcel: b.Parcel, Label: b.Label, Key: b.Key, Bought: w.label()}
	}
	w.scan("BADGE-ANNA").types("+").scan("BOX-D", "A03-11", mug).weigh(580)
	for range 10 {
		w.in(Tick{})
	}
	w.at(StepProve)
	if len(asked) != 3 || asked[0].Key != asked[2].Key || asked[0].Doubt || !asked[2].Doubt {
		t.Errorf("asked %+v: want three times under one key, in doubt after the first", asked)
	}
}

func TestCarrierRefusalIsAskedAgainUnderANewLabel(t *testing.T) {
	w := newWorld(t, onePass, order("1", mugs(1)))
	no := true
	w.carrier = func(b BuyLabel) Sold {
		if no {
			return Sold{Work: b.Work, Parcel: b.Parcel, Label: b.Label, Key: b.Key, Refused: "address", Text: "postal code 5066 does not exist"}
		}
		return Sold{Work: b.Work, Parcel: b.Parcel, Label: b.Label, Key: b.Key, Bought: w.label()}
	}
	w.scan("BADGE-ANNA").types("+").scan("BOX-D", "A03-11", mug).weigh(580).at(StepRefused)
	w.says("STOP DHL: postal code 5066 does not exist. + asks again, 9 park: the office will fix it.")
	no = false
	w.types("+").at(StepProve)
	if w.s.Work().Current().Live().N != 2 {
		t.Error("the second try is not a label of its own")
	}
}

func TestPrinterInDoubtAsksAndNeverRepeatsByItself(t *testing.T) {
	w := newWorld(t, onePass, order("1", mugs(1)))
	w.printer = func(p Print) PrintDone {
		return PrintDone{Work: p.Work, Job: p.Job, State: PrintUnknown, Counter: -1, Problem: "the line broke"}
	}
	w.scan("BADGE-ANNA").types("+").scan("BOX-D", "A03-11", mug).weigh(580).at(StepProve)
	w.says("STOP Printer: the line broke. Did the label come out? Scan it, or 1 when nothing came out.")
	printed := len(w.printed)
	for range 20 {
		w.in(Tick{})
		w.in(LinkChanged{What: Printer, OK: true})
	}
	if len(w.printed) != printed {
		t.Fatal("printed again by itself")
	}
	w.types("1")
	digits := w.s.Work().Ask.Digits
	w.types("00").says("WRONG Not " + digits + ". Nothing was done.")
	w.printer = nil
	w.types("1").types(w.s.Work().Ask.Digits).at(StepProve)
	l := w.s.Work().Current().Live()
	if len(l.Jobs) != 2 || l.Jobs[1].Copy != 2 || l.Jobs[1].Reason == "" {
		t.Errorf("jobs %+v, want a second copy with its reason", l.Jobs)
	}
	w.scan(w.sscc()).says("DONE 11 shipped. Carry it to lane 12.")
}

func TestReopenVoidsTheLabelFirst(t *testing.T) {
	w := newWorld(t, onePass, order("1", mugs(1)))
	w.scan("BADGE-ANNA").types("+").scan("BOX-D", "A03-11", mug).weigh(580).at(StepProve)
	first := w.s.Work().Current().Live().Bought.SSCC
	w.types("5").types(w.s.Work().Ask.Digits).says("OK Box 1 is open.").at(StepPack)
	w.types("6").scan(mug).says("OK MUG-BLUE out, 0 of 1. Put it back to A03-11.").at(StepArticle)
	w.scan(mug).at(StepWeigh).weigh(580).at(StepProve)
	if second := w.s.Work().Current().Live().Bought.SSCC; second == first {
		t.Error("the voided number came again")
	}
	w.scan("]C100" + first).says("WRONG That is the label of another box of this order.")
	w.scan(w.sscc()).says("DONE 11 shipped. Carry it to lane 12.")
}

func TestForeignUnitGoesToTheRedTray(t *testing.T) {
	o := order("1", mugs(1))
	o.Stage = Picked
	o.Facts = []Fact{{Change: ToteBound{Tote: "T-014"}}, {Change: UnitPicked{Line: 0, Stop: "a1.0", Location: "A03-11", Qty: 1, Into: Place{InTote, "T-014"}}}}
	o.Content.Asked.Stops = nil
	w := newWorld(t, func(r *Rules) { toteWay(r); r.Way = PackOnly }, o)
	w.codes["T-014"] = Meaning{Kind: IsTote, Code: "T-014", Work: "1"}
	w.scan("BADGE-ANNA", "T-014", "BOX-C").at(StepPack)
	w.types("3").says("WRONG Scan the foreign article first, then 3.")
	w.scan(else_).says("WRONG MUG-RED is NOT IN THIS ORDER. The box stays 0 of 1.")
	w.scan(else_).says("WRONG MUG-RED is not in this order. 3 puts it into the red tray.")
	w.types("3").says("OK Put MUG-RED into the RED TRAY.")
	if w.has("to_tray") != 1 {
		t.Error("nothing was booked into the tray")
	}
	w.types("2").scan(mug).says("OK Put it to QUAR-1. Asking where another MUG-BLUE is.").at(StepCure)
}

func TestGoodsOldestThatMayBeSoldFirst(t *testing.T) {
	o := order("1", teas(2))
	o.Content.Asked.Stops[0].Lot, o.Content.Asked.Stops[0].Expiry = "A7", "2026-12-31"
	w := newWorld(t, onePass, o)
	w.scan("BADGE-ANNA").types("+").scan("BOX-D", "A03-11")
	w.scan("01" + tea + "17270131" + "10B2").says("WRONG Lot A7 goes first, this is lot B2. Put it back.")
	w.scan("01" + tea + "17260430" + "10A1").says("WRONG TEA-GRN expires 2026-04-30: too old to be sold. Put it aside, 2 damaged.")
	w.scan(tea).says("WAIT SCAN THE LOT OF TEA-GRN")
	w.scan(tea).says("WRONG That is the article again. SCAN THE LOT OF TEA-GRN.")
	w.scan("A7").says("WAIT TYPE THE EXPIRY DATE OF TEA-GRN AS YYMMDD")
	w.types("13th").says("WRONG 13th is no date. Type it as YYMMDD.")
	w.types("261231").says("OK TEA-GRN 1 of 2. 1 more.")
}

func TestSerialNumberNeverTwice(t *testing.T) {
	w := newWorld(t, onePass, order("1", lamps(2)))
	w.scan("BADGE-ANNA").types("+").scan("BOX-D", "A03-11", "01"+lamp+"21SN1")
	w.scan("01" + lamp + "21SN1").says("WRONG Serial number SN1 is counted already. Scan another unit.")
	w.scan("01" + lamp + "21SN2").at(StepWeigh)
}

func TestNoBarcodeIsCountedByALead(t *testing.T) {
	w := newWorld(t, onePass, order("1", mugs(1)))
	w.scan("BADGE-ANNA").types("+").scan("BOX-D", "A03-11")
	w.types("4", "1234").says("WRONG No code of MUG-BLUE ends with 1234. Is it the right article?")
	w.types("3931").says("WAIT MUG-BLUE it is. A lead scans his badge to count it.")
	w.scan("BADGE-LEO").at(StepWeigh)
	for _, c := range w.facts {
		if p, ok := c.(UnitPicked); ok && p.Grant == "" {
			t.Error("counted without the grant's number")
		}
	}
}

func TestMoreThanTwentyScansDoNotWait(t *testing.T) {
	w := newWorld(t, onePass, order("1", mugs(1)))
	w.scan("BADGE-ANNA").types("+").scan("BOX-D")
	w.hold = true
	w.scan("NOBODY-KNOWS")
	for i := range 25 {
		w.scan("WAITS-" + string(rune('A'+i)))
	}
	if len(w.s.Waiting) != 20 || w.s.Verdict.Word != Wrong {
		t.Fatalf("%d scans wait, verdict %v", len(w.s.Waiting), w.s.Verdict)
	}
	w.hold = false
	w.in(Resolved{Text: "NOBODY-KNOWS"})
	if len(w.s.Waiting) != 0 {
		t.Errorf("%d scans still wait", len(w.s.Waiting))
	}
}

func TestAnotherBadgeAsks(t *testing.T) {
	w := newWorld(t, onePass, order("1", mugs(1)))
	w.scan("BADGE-ANNA").types("+").scan("BOX-D", "BADGE-LEO").says("WAIT Leo: 1 takes over this bench, 3 nothing.")
	w.types("1").says("OK Hello Leo.").at(StepPlace)
	if w.s.Operator.ID != "8" {
		t.Errorf("operator %v", w.s.Operator)
	}
}

func TestSkippedStopComesLast(t *testing.T) {
	w := newWorld(t, onePass, order("1", mugs(1), lamps(1)))
	w.scan("BADGE-ANNA").types("+").scan("BOX-D").types("6").says("OK A03-11 comes later. Go to A03-12.")
	w.scan("A03-12", "01"+lamp+"21S1").says("DONE LAMP 1 of 1. Go to A03-11.")
}

func TestAWrongTypedWeightStaysWrong(t *testing.T) {
	w := newWorld(t, func(r *Rules) { onePass(r); r.Weight = "lead" }, order("1", mugs(1)))
	w.scan("BADGE-ANNA").types("+").scan("BOX-C", "A03-11", mug).types("4", "1500")
	w.in(Weighed{Grams: 0, Stable: true}) // the scale is empty all the while
	w.types("8").scan("BADGE-LEO").at(StepProve)
}

func TestAfterAnotherWayThanThePlanABoxIsSuggestedForTheRest(t *testing.T) {
	w := newWorld(t, onePass, order("1", mugs(3)))
	w.scan("BADGE-ANNA").types("+").scan("BOX-C", "A03-11", mug).types("7").weigh(380 + 120).at(StepProve)
	w.scan(w.sscc()).at(StepCarton)
	if c := w.s.Work().Suggested(); c == nil || c.Code != "BOX-B" {
		t.Fatalf("suggested %+v for two mugs, want BOX-B: side by side they fit", c)
	}
	w.types("+").at(StepArticle)
}

func TestPutBackNamesTheLotThatWasTaken(t *testing.T) {
	o := order("1", teas(1))
	o.Content.Asked.Stops[0].Lot, o.Content.Asked.Stops[0].Expiry = "A7", "2027-12-31"
	w := newWorld(t, onePass, o)
	w.scan("BADGE-ANNA").types("+").scan("BOX-D", "A03-11", "01"+tea+"17271231"+"10A7")
	w.in(Answered{Answer{Through: w.s.Seq, Works: []Told{{Work: "1", Asked: &Asked{Rev: 2, Cancelled: true}}}}})
	w.types("+").scan("01" + tea + "17271231" + "10B2")
	w.says("WRONG Another TEA-GRN was taken: lot A7, serial number -.")
	w.scan("01"+tea+"17271231"+"10A7", "A03-11").says("DONE Order 11 is cancelled, everything is back.")
}

func TestTheTrailShowsArticlesByTheirEndAndNoBadge(t *testing.T) {
	w := newWorld(t, onePass, order("1", mugs(1), teas(1)))
	w.away = true
	w.in(LinkChanged{What: Database, Cause: "cut"})
	w.scan("BADGE-NOBODY-KNOWS")
	w.away = false
	w.in(LinkChanged{What: Database, OK: true})
	w.scan("BADGE-ANNA").types("+").scan("BOX-D", "A03-11", "]d201"+tea+"10A7")
	for _, m := range w.s.Trail {
		if m.Word == Wrong && m.Text != "..3948" {
			t.Errorf("a refused article is shown as %q, want ..3948", m.Text)
		}
	}
	for _, c := range w.facts {
		if r, ok := c.(ScanRefused); ok && r.Code == "BADGE-NOBODY-KNOWS" {
			t.Error("what may be a badge is in the log")
		}
	}
}
