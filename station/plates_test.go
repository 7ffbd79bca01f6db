package station

import (
	"slices"
	"testing"
)

// sellsAll is a house whose carrier sells all labels of an order at once.
func sellsAll(r *Rules) { onePass(r); r.SellsAll = "UPS DHL" }

// threeBoxes is an order of three boxes, the first two closed and weighed.
func threeBoxes(t *testing.T) *world {
	t.Helper()
	w := newWorld(t, sellsAll, order("1", mugs(3))).scan("BADGE-ANNA").types("+").scan("BOX-D", "A03-11", mug).types("7").weigh(580)
	w.at(StepCarton).scan("BOX-D", mug).types("7").weigh(580).at(StepCarton)
	return w
}

// plates is the boxes whose plates were printed, in order.
func (w *world) plates() []string {
	var codes []string
	for _, p := range w.printed {
		if p.Document.Kind == BoxPlate {
			codes = append(codes, p.Document.Code)
		}
	}
	return codes
}

func TestWhereTheCarrierSellsAllAtOnceEachLabelIsAskedForByThePlate(t *testing.T) {
	w := threeBoxes(t)
	if n := w.has("label_requested"); n != 0 {
		t.Errorf("%d labels were asked for before all boxes are weighed", n)
	}
	w.scan("BOX-D", mug).weigh(580).at(StepPrint)
	if n := w.has("label_bought"); n != 3 || w.shipLabels() != 0 {
		t.Fatalf("%d labels were bought and %d printed, want 3 and none", n, w.shipLabels())
	}
	if got := w.plates(); !slices.Equal(got, []string{"BOX-1-1", "BOX-1-2", "BOX-1-3"}) {
		t.Fatalf("plates %v, want one for each box when it is closed", got)
	}
	if p := w.s.Prompt(); p.Text != "SCAN THE PLATE OF A BOX" || p.Plus != "" {
		t.Fatalf("prompt %+v", p)
	}
	for n, plate := range []string{"BOX-1-2", "box-1-3", "BOX-1-1"} {
		w.scan(plate).at(StepProve)
		if w.shipLabels() != n+1 || w.s.Work().Current().N != []int{2, 3, 1}[n] {
			t.Fatalf("%s: %d labels are printed, box %d is in hand", plate, w.shipLabels(), w.s.Work().Current().N)
		}
		if n == 0 {
			w.scan("BOX-1-3").says("WRONG This is box 3. Scan the label on the box.").at(StepProve)
		}
		w.scan(w.sscc())
	}
	w.says("DONE 11 shipped. Carry it to lane 12.")
	movesAlongTheTable(w.facts, t.Fatalf)
}

func TestAPlateAsksAgainForALabelThatCouldNotBePrinted(t *testing.T) {
	w := threeBoxes(t)
	w.scan("BOX-D", mug).weigh(580).at(StepPrint)
	w.hold = true
	w.scan("BOX-1-2").push()
	prints, _ := w.asked()
	w.in(PrintDone{Work: "1", Job: prints[0].Job, State: PrintFailed, Counter: -1, Problem: "made for a printer of 12 dots per mm", Unprintable: true})
	if p := w.s.Prompt(); p.Text != "THE LABEL CANNOT BE PRINTED" {
		t.Fatalf("prompt %+v", p)
	}
	w.scan("BOX-1-2").push()
	if again, _ := w.asked(); len(again) != 1 || again[0].Job != prints[0].Job {
		t.Errorf("prints %+v, want job %s once more", again, prints[0].Job)
	}
}

func TestPlatesThatCannotBeAskedFor(t *testing.T) {
	w := threeBoxes(t)
	w.scan("BOX-1-1").says("WRONG This is box 1. Scan a carton.")
	w.carrier = func(b BuyLabel) Sold {
		s := Sold{Work: b.Work, Parcel: b.Parcel, Label: b.Label, Key: b.Key}
		if b.Parcel == 2 {
			s.Refused, s.Text = "address", "no such postal code"
			return s
		}
		s.Bought = w.label()
		return s
	}
	w.scan("BOX-D", mug).weigh(580).at(StepPrint)
	w.scan("BOX-1-2").says("WRONG The label of box 2 is not there yet.")
	w.scan("BOX-1-3").at(StepProve).scan(w.sscc()).scan("BOX-1-3").says("WRONG Box 3 has its label.")
	w.scan("BOX-1-1").at(StepProve).scan(w.sscc()).at(StepRefused)
	w.carrier = nil
	w.types("+").at(StepPrint).scan("BOX-1-2").at(StepProve)
}

func TestAnOrderOfOneBoxNeedsNoPlate(t *testing.T) {
	w := newWorld(t, sellsAll, order("1", mugs(2))).scan("BADGE-ANNA").types("+").scan("BOX-D", "A03-11", mug, mug).weigh(960).at(StepProve)
	if len(w.plates()) != 0 {
		t.Error("a plate was printed")
	}
}

func TestAPlateIsPrintedAgainWithTwoDigits(t *testing.T) {
	w := threeBoxes(t).scan("BOX-D", mug).weigh(580).at(StepPrint)
	w.types("0", "6").types(w.s.Work().Ask.Digits).says("OK The plate of box 1 is printed again.")
	if got := w.plates(); len(got) != 4 || got[3] != "BOX-1-1" {
		t.Errorf("plates %v, want that of box 1 again", got)
	}
	if p := w.printed[len(w.printed)-1].Document; p.Copy != 2 {
		t.Errorf("the plate says copy %d", p.Copy)
	}
}
