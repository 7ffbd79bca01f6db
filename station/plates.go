package station

import (
	"fmt"
	"slices"
	"strings"
)

// Some carriers sell the labels of all boxes of an order at once, when all of them
// are weighed. Then every box gets a plate with a code when it is closed, and each
// label is asked for by scanning the plate: never two labels lie on the bench, and
// each comes for the box in hand.

// sellsAll says that the labels of the work are bought when all boxes are weighed.
func (w *Work) sellsAll() bool {
	return w.Rules.SellsAll != "" && slices.Contains(strings.Fields(w.Rules.SellsAll), w.Carrier)
}

// plated says that the boxes of the work carry plates: there are several of them.
func (w *Work) plated() bool {
	if !w.sellsAll() {
		return false
	}
	boxes := 0
	for i := range w.Parcels {
		if w.Parcels[i].State != ParcelVoided {
			boxes++
		}
	}
	return boxes > 1 || boxes == 1 && w.moreToPack()
}

// moreToPack says that another box is going to be filled.
func (w *Work) moreToPack() bool {
	for i := range w.Tallys {
		if t := &w.Tallys[i]; t.Short > 0 || t.Packed < w.Content.Lines[i].Want {
			return true
		}
	}
	return false
}

// currentOfAll is the parcel in hand where all boxes are closed first: one that is
// filled or weighed, then one whose label lies here loose, then the one whose plate
// was scanned.
func (w *Work) currentOfAll() *Parcel {
	var first, shown, loose *Parcel
	begun := false // labels were asked for: whatever is wanted still comes after these boxes
	for i := range w.Parcels {
		p := &w.Parcels[i]
		begun = begun || p.Live() != nil
		switch {
		case p.State == ParcelOpen, p.State == ParcelIsSealed && p.Outcome == "":
			return p
		case p.State != ParcelIsSealed && p.State != ParcelLabelled:
		default:
			if first == nil {
				first = p
			}
			if p.N == w.Shown {
				shown = p
			}
			if l := p.Live(); l != nil && l.loose() && (loose == nil || p == shown) {
				loose = p
			}
		}
	}
	switch {
	case first == nil || !begun && w.moreToPack():
		return nil
	case loose != nil:
		return loose
	case shown != nil:
		return shown
	}
	return first
}

// requestRest asks for the labels of the other boxes, once all are weighed.
func (t *turn) requestRest(w *Work) bool {
	for i := range w.Parcels {
		p := &w.Parcels[i]
		n := len(p.Labels)
		if p.State == ParcelIsSealed && p.Outcome != "" && (n == 0 || p.Labels[n-1].State == LabelIsVoided) {
			t.requestLabel(w, p)
			return true
		}
	}
	return false
}

// Plate is the code on the plate of a box.
func (w *Work) Plate(parcel int) string { return fmt.Sprintf("BOX-%s-%d", w.ID, parcel) }

// plateIn is the box whose plate was read, 0 when it was none.
func (w *Work) plateIn(code string) int {
	if !w.plated() {
		return 0
	}
	for i := range w.Parcels {
		if strings.EqualFold(code, w.Plate(w.Parcels[i].N)) {
			return w.Parcels[i].N
		}
	}
	return 0
}

// settlePlates asks for the plate of a box that was closed.
func (t *turn) settlePlates(w *Work) bool {
	if !w.plated() {
		return false
	}
	for i := range w.Parcels {
		p := &w.Parcels[i]
		has := slices.ContainsFunc(w.Stickers, func(j Job) bool { return j.Doc == BoxPlate && j.Parcel == p.N })
		if p.State == ParcelIsSealed && !has {
			t.printPlate(w, p.N, "")
			return true
		}
	}
	return false
}

// printPlate is the intent to print the next copy of a box's plate.
func (t *turn) printPlate(w *Work, parcel int, reason string) {
	n := 1
	for _, j := range w.Stickers {
		if j.Doc == BoxPlate && j.Parcel == parcel {
			n++
		}
	}
	t.is(PrintRequested{
		OfWork: w.of(), Job: ID(fmt.Sprintf("%s.%d.plate.%d.%d", w.ID, w.Epoch, parcel, n)), Doc: BoxPlate, Parcel: parcel, Copy: n, Reason: reason,
	})
}

// offerPlates lets a plate be scanned while no label lies here that is not on its
// box.
func (w *Work) offerPlates(p Prompt, step StepName) Prompt {
	if step != StepLabel && step != StepRefused && step != StepPrint || !w.plated() {
		return p
	}
	cur := w.Current()
	l := cur.Live()
	if l != nil && l.loose() {
		return p
	}
	p.Accepts = append(p.Accepts[:len(p.Accepts):len(p.Accepts)], ABox)
	if step == StepPrint && len(l.Jobs) == 0 && w.Shown != cur.N {
		p.Text, p.Args, p.Hint = "SCAN THE PLATE OF A BOX", nil, "the label of that box is printed"
		p.Choices = append([]Choice{}, p.Choices...)
		p.Choices = append(p.Choices, choiceMore)
	}
	return p
}

// plateScanned has the label of the box print that the packer has in hand.
func (t *turn) plateScanned(in Scanned, p Prompt, w *Work, n int) {
	box := w.parcel(n)
	l := box.Live()
	switch {
	case !p.Takes(ABox):
		t.refuse(in, wrong("This is box %d. Scan %s.", n, waitsFor(p)), "plate_not_now")
	case box.State != ParcelIsSealed && box.State != ParcelLabelled:
		t.refuse(in, wrong("Box %d has its label.", n), "plate_done")
	case l == nil || l.State != LabelPurchased:
		t.refuse(in, wrong("The label of box %d is not there yet.", n), "plate_early")
	default:
		t.boxShown(w, n, "plate")
		t.mark(OK, "box "+fmt.Sprint(n))
		t.tell(wait("The label comes: stick it on THIS box."))
	}
}
