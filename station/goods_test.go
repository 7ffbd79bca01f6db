package station

import (
	"testing"
	"time"
)

func TestALotMayBeReadFromAnything(t *testing.T) {
	ask := func(t *testing.T) *world {
		return picking(t, teas(1)).scan(tea).says("WAIT SCAN THE LOT OF TEA-GRN")
	}
	t.Run("from plain text, but not from what is something else", func(t *testing.T) {
		w := ask(t)
		for _, other := range []string{"A09-09", else_, "SLOT-1", "T-014", "BOX-C", "A03-11", "]C100040123450000000016"} {
			w.scan(other)
			if w.s.Verdict.Word != Wrong || w.s.Work().Ask.Goods.Lot != "" {
				t.Errorf("%s is taken for a lot: %v", other, w.s.Verdict)
			}
		}
		w.scan("L-77").says("WAIT TYPE THE EXPIRY DATE OF TEA-GRN AS YYMMDD").types("270600").at(StepWeigh)
		if g := w.s.Work().Held[0].Goods; g != (Goods{Lot: "L-77", Expiry: "2027-06-30"}) {
			t.Errorf("goods %+v", g)
		}
	})
	t.Run("from a code without the article", func(t *testing.T) {
		ask(t).scan("10L77\x1d17270630").at(StepWeigh)
	})
	t.Run("not from a code that does not hold it", func(t *testing.T) {
		ask(t).scan("01" + tea + "21SN").says("WAIT SCAN THE LOT OF TEA-GRN")
		picking(t, lamps(1)).scan(lamp, "]C110L77").says("WAIT SCAN THE SERIAL NUMBER OF LAMP")
	})
	t.Run("not longer than forty letters", func(t *testing.T) {
		ask(t).types("12345678901234567890123456789012345678901").says("WRONG That is too long for a lot or serial number (40 characters).")
	})
	t.Run("without the database it is taken as it is", func(t *testing.T) {
		w := ask(t)
		w.in(LinkChanged{What: Database, Cause: "cut"})
		w.scan("L-77").says("WAIT TYPE THE EXPIRY DATE OF TEA-GRN AS YYMMDD")
	})
	t.Run("a stop leaves the question open for later", func(t *testing.T) {
		w := ask(t)
		w.hold = true
		w.scan("L-77")
		w.asks(Asked{Rev: 2, Hold: "address"})
		w.hold = false
		w.in(Resolved{Text: "L-77", Meaning: Meaning{Kind: IsUnknown}})
		w.says("STOP ON HOLD: address. nothing was taken, press +.")
		w.asks(Asked{Rev: 3}).scan("L-77").says("WAIT TYPE THE EXPIRY DATE OF TEA-GRN AS YYMMDD")
	})
}

func TestWithoutABarcode(t *testing.T) {
	bare := func() Line {
		l := mugs(2)
		l.Barcodes = nil
		return l
	}
	t.Run("an article that never had one goes to the lead at once", func(t *testing.T) {
		w := picking(t, bare()).scan(tea).says("CODE Nobody knows this code. Right article? 4")
		w.types("4", "1").says("WAIT MUG-BLUE it is. A lead scans his badge to count it.").scan("BADGE-ANNA")
		w.says("WRONG Anna may not allow this. A lead's badge, please.").scan("BADGE-LEO").packed(1)
		w.types("*2").says("WRONG A lead counted one. Each one without a barcode needs his badge.").packed(1)
	})
	t.Run("its lot is asked for after his yes", func(t *testing.T) {
		w := picking(t, teas(1)).types("4", "3948").scan("BADGE-LEO").says("WAIT SCAN THE LOT OF TEA-GRN")
		w.scan("A7").types("271231").at(StepWeigh)
		for _, c := range w.facts {
			if p, ok := c.(UnitPicked); ok && p.Grant == "" {
				t.Error("counted without the grant's number")
			}
		}
	})
	t.Run("at the bench", func(t *testing.T) {
		inTote(t, mugs(2)).types("4", "1", "3931").scan("BADGE-LEO").says("OK MUG-BLUE 1 of 2.").packed(1)
	})
	t.Run("a yes for another question counts nothing", func(t *testing.T) {
		w := picking(t, mugs(2))
		w.types("4", "3931")
		w.hold = true
		w.scan("BADGE-LEO")
		w.in(Resolved{Text: "BADGE-LEO", Meaning: w.codes["BADGE-LEO"]})
		w.types("/").types("8")
		w.in(Allowed{Work: "1", Action: CountNoBarcode, Grant: "g1"})
		w.packed(0)
	})
	t.Run("a yes that comes after a STOP counts nothing", func(t *testing.T) {
		w := picking(t, mugs(2)).types("4", "3931")
		w.hold = true
		w.scan("BADGE-LEO")
		w.in(Resolved{Text: "BADGE-LEO", Meaning: w.codes["BADGE-LEO"]})
		w.asks(Asked{Rev: 2, Hold: "address"})
		w.in(Allowed{Work: "1", Action: CountNoBarcode, Grant: "g1"})
		w.packed(0)
	})
	t.Run("a no is a no", func(t *testing.T) {
		w := picking(t, mugs(2)).types("4", "3931")
		w.hold = true
		w.scan("BADGE-LEO")
		w.in(Resolved{Text: "BADGE-LEO", Meaning: w.codes["BADGE-LEO"]})
		w.in(Allowed{Work: "1", Action: CountNoBarcode, Refuse: "this order is not in hand here"})
		w.says("WRONG Not allowed: this order is not in hand here.").packed(0)
		w.scan("BADGE-LEO")
		w.in(Resolved{Text: "BADGE-LEO", Meaning: w.codes["BADGE-LEO"]})
		w.in(Allowed{Work: "1", Action: CountNoBarcode, Away: true})
		w.says("WRONG The database is away: a lead's yes cannot be booked. 9 park.").types("9").says("OK Order 11 is parked. The office sees why.")
	})
	t.Run("a lead who is called is here", func(t *testing.T) {
		picking(t, mugs(1)).types("8").scan("BADGE-LEO").says("OK Leo is here.").at(StepArticle)
	})
}

func TestCasesAndCounts(t *testing.T) {
	t.Run("a case over several lots counts and is undone whole", func(t *testing.T) {
		l := teas(12)
		l.Barcodes = append(l.Barcodes, Barcode{Code: "CASE", Units: 12})
		w := inTote(t, l, mugs(1)).scan("CASE").says("DONE TEA-GRN 12 of 12, line done.").packed(12)
		w.types("-").says("OK Undone: TEA-GRN 0 of 12.").packed(0)
		w.scan(tea).types("*5").packed(5).types("*5").says("OK 5 counted.").packed(5)
		w.types("*3").says("WRONG Counted 5 already. Type - to undo it.").types("-").packed(0)
		w.scan(mug).types("*2").says("WRONG Not so many: 1 of 1 of MUG-BLUE are in.")
	})
	t.Run("serial numbers are one by one", func(t *testing.T) {
		l := lamps(2)
		l.Barcodes = append(l.Barcodes, Barcode{Code: "CASE", Units: 2})
		inTote(t, l).scan("CASE").says("WRONG Each LAMP has its own serial number: scan one by one.")
		picking(t, l).scan("CASE").says("WRONG Each LAMP has its own serial number: scan one by one.")
		w := inTote(t, l).scan(lamp).says("WAIT SCAN THE SERIAL NUMBER OF LAMP").scan("SN-9").says("WRONG Serial number SN-9 was not picked for this order.")
		w.scan(lamp, "SN-2").says("OK LAMP 1 of 2.").types("*2").says("WRONG Each LAMP has its own serial number: scan one by one.")
		w.scan("01" + lamp + "21SN-2").says("WRONG Serial number SN-2 is in the box already.").packed(1)
		w.types("6").scan(lamp).says("OK LAMP out, 0 of 2. Put it into the tote.").packed(0)
	})
	t.Run("too large a case at the bench", func(t *testing.T) {
		inTote(t, mugs(2)).scan("14006381333938").says("WRONG This code stands for 12 of MUG-BLUE, only 2 are missing. Scan single pieces.")
	})
	t.Run("two lines of one article", func(t *testing.T) {
		w := inTote(t, mugs(1), mugs(1)).scan(mug).packed(1).scan(mug).packed(2).at(StepWeigh)
		_ = w
		v := picking(t, mugs(1), mugs(1)).scan(mug).scan(mug).says("WRONG This is the article MUG-BLUE. Scan the location first.")
		v.scan("A03-12", mug).at(StepWeigh)
	})
	t.Run("nothing to count", func(t *testing.T) {
		w := picking(t, mugs(3)).types("*2").says("WRONG Scan the article first, then * and the count.")
		w.scan(mug).types("*9").says("WRONG Not so many: 1 of 3 of MUG-BLUE are in.").packed(1)
	})
}

func TestTakeOutNamesWhatIsNotThere(t *testing.T) {
	w := inTote(t, mugs(2), lamps(2)).scan(mug, "01"+lamp+"21SN-1", "01"+lamp+"21SN-2")
	w.types("6").scan(else_).says("WRONG MUG-RED is NOT IN THIS ORDER. The box stays 3 of 4.")
	w.scan(lamp).says("WRONG Each LAMP has its own serial number: scan that.")
	w.scan("01" + lamp + "21SN-1").says("OK LAMP out, 1 of 2. Put it into the tote.")
	w.types("6").scan("01" + lamp + "21SN-1").says("WRONG None of LAMP is in this box.")
}

func TestTheRedTray(t *testing.T) {
	w := inTote(t, mugs(1), lamps(1)).scan("JUNK").says("CODE Nobody knows this code. Right article? 4")
	w.types("3").says("OK Put it into the RED TRAY.")
	w.scan(mug, mug).says("WRONG MUG-BLUE is complete (1 of 1). Extra unit to the RED TRAY: 3").types("3").says("OK Put MUG-BLUE into the RED TRAY.")
	v := inTote(t, mugs(2)).types("1", "1", "1").scan(mug).at(StepCure)
	v.asks(Asked{Rev: 2, Lines: []AskedLine{{Line: 0, Want: 2}}, Stops: []Stop{{ID: "x", Location: "B01-01", Qty: 1}}})
	u := inTote(t, mugs(1), lamps(1)).types("1", "1").scan(mug)
	u.says("WRONG MUG-BLUE was not picked. 1 missing, or 3 puts it into the red tray.").types("3").says("OK Put MUG-BLUE into the RED TRAY.")
}

func TestMoreThanIsAskedGoesBack(t *testing.T) {
	w := inTote(t, mugs(2), lamps(1)).asks(Asked{Rev: 2, Lines: []AskedLine{{Line: 0, Want: 1}, {Line: 1, Want: 1}}})
	if p := w.s.Prompt(); p.Hint != "%s: %d too many, 6 takes out" || p.HintArgs[1] != 1 {
		t.Fatalf("hint %q %v", p.Hint, p.HintArgs)
	}
	w.scan(mug).packed(1).scan(mug).says("WRONG MUG-BLUE is complete (1 of 1). 6 takes out what is too many.").packed(1)
	w.types("6").scan(mug).says("OK MUG-BLUE out, 1 of 1. Put it back to A03-11.").packed(1)
	w.scan("01" + lamp + "21SN-1").at(StepWeigh)
}

func TestPutBackTellsSerialNumbersApart(t *testing.T) {
	w := inTote(t, lamps(2), mugs(1)).asks(Asked{Rev: 2, Cancelled: true}).types("+").at(StepPutBack)
	w.scan(lamp).says("WRONG Each LAMP has its own serial number: scan that.")
	w.scan("01" + lamp + "21SN-2").says("OK Put LAMP to A03-11 and scan it.").scan(mug).says("WRONG This is the article MUG-BLUE. Scan the location first.")
	w.scan("A09-09").says("OK LAMP is back at A09-09. 2 to go.").types("9").says("WAIT Put the goods on a slot of the trouble shelf and scan the slot.")
	if got := w.s.Work().Ask.Park; got != ParkCancel {
		t.Errorf("parked for %q, want cancelled", got)
	}
	w.types("/").scan(else_).says("WRONG This is the article MUG-RED. Scan the article.")
	w.scan(mug, "A03-12", lamp, "A03-11").says("DONE Order 11 is cancelled, everything is back.")
}

func TestTypedExpiry(t *testing.T) {
	for _, c := range []struct{ name, typed, want string }{
		{"six digits", "261231", "2026-12-31"},
		{"day 00 is the last of the month", "260200", "2026-02-28"},
		{"fifty years ahead is this century", "760101", "2076-01-01"},
		{"fifty-one are the last", "770101", "1977-01-01"},
		{"eight digits", "20770101", "2077-01-01"},
		{"with hyphens", "2026-12-31", "2026-12-31"},
		{"no such day", "260230", ""},
		{"no date", "tomorrow", ""},
	} {
		got, ok := expiry(c.typed, time.Date(2026, 7, 1, 0, 0, 0, 0, time.UTC))
		if ok != (c.want != "") || ok && got != c.want {
			t.Errorf("%s: %q is %s %v, want %s", c.name, c.typed, got, ok, c.want)
		}
	}
}
