package station

import "testing"

func TestMissingAtTheBench(t *testing.T) {
	t.Run("one of one", func(t *testing.T) {
		w := inTote(t, mugs(1), lamps(1)).types("1").says("WAIT Which article is missing?")
		w.types("1").says("OK 1 of MUG-BLUE missing. Asking where another is.")
		w.scan("01" + lamp + "21SN-1").at(StepCure)
	})
	t.Run("some of several", func(t *testing.T) {
		w := inTote(t, mugs(3)).types("1", "1").says("WAIT How many MUG-BLUE are missing?")
		w.types("4").says("WRONG Only 3 of MUG-BLUE are still to be packed.")
		w.types("2").says("OK 2 of MUG-BLUE missing. Asking where another is.").scan(mug).at(StepCure)
	})
	t.Run("none after all", func(t *testing.T) {
		inTote(t, mugs(2)).types("1", "1", "0").says("OK Nothing missing.").at(StepPack)
	})
	t.Run("of units that differ, those that are here are scanned first", func(t *testing.T) {
		w := inTote(t, lamps(3)).types("1", "1", "1")
		w.says("WRONG Scan every LAMP that is here first: each is another. Then 1 for the rest.").at(StepPack)
		w.scan("01"+lamp+"21SN-1", "01"+lamp+"21SN-3").types("1", "1").says("OK 1 of LAMP missing. Asking where another is.")
		if h := w.s.Work().Held; len(h) != 2 || h[0].Serial != "SN-1" || h[1].Serial != "SN-3" {
			t.Errorf("held %+v, want SN-1 and SN-3", h)
		}
	})
	t.Run("the ninth article is on the next page", func(t *testing.T) {
		lines := make([]Line, 10)
		for i := range lines {
			lines[i] = mugs(1)
			lines[i].SKU = string(rune('A' + i))
			lines[i].Barcodes = []Barcode{{Code: "CODE-" + lines[i].SKU, Units: 1}}
		}
		w := inTote(t, lines...).types("1", "0")
		if p := w.s.Prompt(); p.Choices[1].Label != "J  Mug 330 ml" || !p.Offers('0') || p.Offers('3') {
			t.Fatalf("second page %+v", p.Choices)
		}
		w.types("2").says("OK 1 of J missing. Asking where another is.")
	})
	t.Run("the replacement is taken into the tote and verified like the others", func(t *testing.T) {
		w := inTote(t, mugs(2)).types("1", "1", "1").scan(mug).at(StepCure)
		w.asks(Asked{Rev: 2, Lines: []AskedLine{{Line: 0, Want: 2}}, Stops: []Stop{{ID: "x", Location: "B01-01", Qty: 1}}})
		w.at(StepPlace).scan("B01-01", mug).at(StepPack).packed(1).scan(mug).at(StepWeigh)
	})
	t.Run("where no tote is left, the replacement goes into the box", func(t *testing.T) {
		o := order("1", mugs(2))
		w := newWorld(t, onePass, o)
		w.scan("BADGE-ANNA").types("+").scan("BOX-D", "A03-11", mug).types("9", "1").scan("SLOT-1")
		v := newWorld(t, func(r *Rules) { toteWay(r); r.Way = PackOnly }, w.again(o, Packing, Stop{ID: "a1.0", Location: "A03-11", Qty: 2, Taken: 1}))
		v.codes["SLOT-1"] = Meaning{Kind: IsSlot, Code: "SLOT-1", Work: "1"}
		v.scan("BADGE-ANNA", "SLOT-1", "A03-11", mug).at(StepWeigh)
	})
}

func TestDamagedUnits(t *testing.T) {
	t.Run("at a location they go to quarantine, the good ones are taken", func(t *testing.T) {
		w := picking(t, mugs(2)).types("2").says("WAIT How many MUG-BLUE are damaged?")
		w.types("9").says("WRONG 2 are asked here: no more than these are counted. How many are damaged?").types("0").says("OK Nothing damaged.")
		w.types("2", "1").says("OK Put 1 of MUG-BLUE to QUAR-1. Take the good ones, 1 when there are not enough.")
		w.scan(mug, mug).at(StepWeigh)
	})
	t.Run("at the bench by its serial number", func(t *testing.T) {
		w := inTote(t, lamps(2)).types("2").scan(mug).says("CODE Nobody knows this code. Scan the article.")
		w.scan(lamp).says("WRONG Each LAMP has its own serial number: scan that.")
		w.scan("01" + lamp + "21SN-9").says("WRONG None of LAMP is here.")
		w.scan("01" + lamp + "21SN-2").says("OK Put it to QUAR-1. Asking where another LAMP is.")
		if h := w.s.Work().Held; len(h) != 1 || h[0].Serial != "SN-1" {
			t.Errorf("held %+v, want SN-1", h)
		}
	})
}

func TestNotEnough(t *testing.T) {
	t.Run("an empty location needs no count", func(t *testing.T) {
		picking(t, mugs(2)).types("1", "1").says("OK 2 of MUG-BLUE missing at A03-11.").at(StepCure)
	})
	t.Run("wrong goods at the location", func(t *testing.T) {
		picking(t, mugs(2)).types("3").says("WAIT How many MUG-BLUE are there?").types("0").at(StepCure)
	})
	t.Run("not fewer than asked after all", func(t *testing.T) {
		w := picking(t, mugs(2)).types("1", "3", "2").says("WRONG 2 are asked here, 2 would be enough. How many are there?")
		w.types("/").says("OK Back.").at(StepArticle)
	})
	t.Run("the screen names what the house does", func(t *testing.T) {
		for cure, want := range map[CureKind]string{
			"": "ASKING WHERE ELSE THE GOODS ARE", CureRestock: "GOODS COME FROM RESERVE",
			CureWait: "GOODS ARE ON ORDER", CureLead: "A LEAD DECIDES ABOUT THE REST",
		} {
			w := picking(t, mugs(2)).scan(mug).types("1", "1")
			w.asks(Asked{Rev: 2, Lines: []AskedLine{{Line: 0, Want: 2, Short: 1, Cure: cure}}})
			if got := w.at(StepCure).s.Prompt().Text; got != want {
				t.Errorf("%q: %q, want %q", cure, got, want)
			}
			reason := ParkRestock
			if cure == CureLead {
				reason = ParkLead
			}
			w.types("9")
			if got := w.s.Work().Ask.Park; got != reason {
				t.Errorf("%q: parked for %q, want %q", cure, got, reason)
			}
		}
	})
	t.Run("a tote that waits for stock is not packed", func(t *testing.T) {
		o := order("1", mugs(2))
		w := newWorld(t, toteWay, o)
		w.scan("BADGE-ANNA").types("+").scan("T-014", "A03-11", mug).types("1", "1")
		w.asks(Asked{Rev: 2, Lines: []AskedLine{{Line: 0, Want: 2, Short: 1, Cure: CureRestock}}}).at(StepCure)
		if w.s.Work().Stage != ShortStage {
			t.Fatalf("stage %s, want short", w.s.Work().Stage)
		}
		w.asks(Asked{Rev: 3, Lines: []AskedLine{{Line: 0, Want: 2}}, Stops: []Stop{{ID: "x", Location: "B01-01", Qty: 1}}})
		w.scan("B01-01", mug).says("DONE Tote T-014 is complete. Bring it to the pack lane.")
	})
	t.Run("a rule that ships the rest sends the tote on", func(t *testing.T) {
		w := newWorld(t, toteWay, order("1", mugs(2)))
		w.scan("BADGE-ANNA").types("+").scan("T-014", "A03-11", mug).types("1", "1")
		w.asks(Asked{Rev: 2, Lines: []AskedLine{{Line: 0, Want: 2, Short: 1, Cure: CureLead}}})
		w.asks(Asked{Rev: 3, Lines: []AskedLine{{Line: 0, Want: 1}}}).says("DONE Tote T-014 is complete. Bring it to the pack lane.")
	})
	t.Run("nothing is left", func(t *testing.T) {
		w := picking(t, mugs(1)).types("1", "1")
		w.asks(Asked{Rev: 2, Lines: []AskedLine{{Line: 0, Want: 0}}}).says("WAIT Nothing is left to ship of order 11.")
	})
	t.Run("what the house has not heard of stays short", func(t *testing.T) {
		w := picking(t, mugs(3))
		heard := w.s.Seq
		w.hold = true
		w.types("1", "2", "1")
		w.in(Answered{Answer{Through: heard, Works: []Told{{Work: "1", Asked: &Asked{
			Rev: 2, Lines: []AskedLine{{Line: 0, Want: 3}},
			Stops: []Stop{{ID: "a1.0", Location: "A03-11", Qty: 3, Sequence: 1}},
		}}}}})
		if w.s.Work().Tallys[0].Short != 2 || w.s.Work().Stops[0].Qty != 1 {
			t.Errorf("short %d, the stop has %d: want 2 and 1", w.s.Work().Tallys[0].Short, w.s.Work().Stops[0].Qty)
		}
	})
}

func TestQuestionsThatLoseTheirMeaningClose(t *testing.T) {
	none := Asked{Rev: 2, Lines: []AskedLine{{Line: 0, Want: 2}}, Stops: []Stop{{ID: "x", Location: "B01-01", Qty: 2}}}
	for name, opens := range map[string]func(w *world){
		"lot":       func(w *world) { w.scan(tea) },
		"short":     func(w *world) { w.types("1") },
		"how many":  func(w *world) { w.types("1", "2") },
		"damaged":   func(w *world) { w.types("2") },
		"last four": func(w *world) { w.types("4") },
		"lead":      func(w *world) { w.types("4", "3948") },
	} {
		t.Run(name, func(t *testing.T) {
			w := picking(t, teas(2))
			opens(w)
			if !w.s.Work().Ask.Open() {
				t.Fatal("no question is open")
			}
			w.asks(none)
			if w.s.Work().Ask.Open() {
				t.Errorf("the question stays: %+v", w.s.Work().Ask)
			}
			w.says("OK Go to B01-01.")
		})
	}
	t.Run("the slot of a hold that ended", func(t *testing.T) {
		w := picking(t, mugs(2)).scan(mug).asks(Asked{Rev: 2, Hold: "address"}).types("+").asks(Asked{Rev: 3})
		w.says("OK Order 11 goes on.").at(StepArticle)
		if w.s.Prompt().Takes(ASlot) {
			t.Error("the bench asks for a slot")
		}
	})
}
