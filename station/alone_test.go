package station

import "testing"

// alone is a lamp that ships in the carton it came in.
func alone(n int) Line {
	l := lamps(n)
	l.Alone, l.Serial = true, false
	return l
}

func TestWhatShipsAloneIsAParcelOfItsOwn(t *testing.T) {
	t.Run("in one pass the box is closed first, then each is a parcel", func(t *testing.T) {
		w := newWorld(t, onePass, order("1", alone(2), mugs(1))).scan("BADGE-ANNA").types("+").at(StepCarton)
		w.scan("BOX-B", "A03-12", mug).says("DONE MUG-BLUE 1 of 1. Close box 1, put it on the scale.")
		w.weigh(380 + 80).at(StepProve).scan(w.sscc()).says("OK LAMP ships in its own packaging. Scan it.").at(StepPlace)
		w.scan("A03-11", lamp).at(StepWeigh)
		var sold Shipment
		w.carrier = func(b BuyLabel) Sold {
			sold = b.Order
			return Sold{Work: b.Work, Parcel: b.Parcel, Label: b.Label, Key: b.Key, Bought: w.label()}
		}
		w.weigh(900).at(StepProve).scan(w.sscc()).scan("A03-11", lamp).weigh(900)
		w.scan(w.sscc()).says("DONE 11 shipped. Carry it to lane 12.")
		if sold.OuterMM != [3]int{180, 140, 90} || sold.WeightG != 900 {
			t.Errorf("the carrier is told %v mm and %d g, want the lamp's", sold.OuterMM, sold.WeightG)
		}
		if n := w.has("label_bought"); n != 3 {
			t.Errorf("%d labels, want 3", n)
		}
	})
	t.Run("from a tote it is put aside until the box is closed", func(t *testing.T) {
		w := inTote(t, alone(1), mugs(2)).scan(lamp)
		w.says("WRONG LAMP ships in its own packaging. It is a parcel of its own, after this box.").packed(0)
		w.scan(mug, mug).weigh(2*380 + 120).scan(w.sscc()).at(StepPack)
		if p := w.s.Prompt(); p.Hint != ownPackaging || w.s.Work().Current().Carton != "" {
			t.Errorf("hint %q, parcel %+v", p.Hint, w.s.Work().Current())
		}
		w.scan(lamp).weigh(900).scan(w.sscc()).says("DONE 11 shipped. Carry it to lane 12.")
	})
	t.Run("a torn packaging is put into any carton", func(t *testing.T) {
		w := inTote(t, alone(1), mugs(1)).scan(mug).weigh(500)
		w.scan(w.sscc()).scan("BOX-D").says("OK BOX D instead of its own packaging.").scan(lamp).at(StepWeigh)
		w.weigh(900 + 200).at(StepProve)
	})
	t.Run("two of them do not go into one parcel", func(t *testing.T) {
		l := alone(2)
		l.Barcodes = append(l.Barcodes, Barcode{Code: "CASE", Units: 2})
		w := newWorld(t, onePass, order("1", l)).scan("BADGE-ANNA").types("+").at(StepPlace).scan("A03-11")
		w.scan("CASE").says("WRONG Each LAMP is a parcel of its own: one by one.").packed(0)
	})
	t.Run("a box that is open and empty goes when only such are left", func(t *testing.T) {
		w := inTote(t, mugs(1), alone(1)).types("1", "1").asks(Asked{Rev: 2, Lines: []AskedLine{{Line: 0}, {Line: 1, Want: 1}}})
		if p := w.s.Work().Current(); p == nil || !p.Own || w.has("parcel_discarded") != 1 {
			t.Errorf("the parcel is %+v", p)
		}
	})
}
