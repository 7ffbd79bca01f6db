package main

import (
	"io"
	"os"
	"path/filepath"
	"testing"

	"github.com/packwright/packwright/station/carton"
	"github.com/packwright/packwright/station/carton/trial"
)

// cartonRun is carton pack over the real orders, by the same way as the command
// goes.
type cartonRun struct {
	flat  bool
	boxes string // "" for the four of the reference
	rules carton.Task
	every int // one order in so many
}

// ofMode are the names of the files of the two modes.
func (r cartonRun) ofMode(any, flat string) string {
	if r.flat {
		return flat
	}
	return any
}

func (r cartonRun) run(t *testing.T, placements string) (trial.Summary, *packFiles) {
	t.Helper()
	data := cartonData(t)
	p := &packing{
		boxes:     filepath.Join(data, "boxes.csv"),
		orders:    filepath.Join(data, "dev", r.ofMode("orders.csv", "orders_keepflat.csv")),
		reference: filepath.Join(data, "dev", r.ofMode("reference_any.csv", "reference_keepflat.csv")),
		rules:     r.rules,
	}
	if r.boxes != "" {
		// The reference packed into other cartons.
		p.boxes, p.reference = filepath.Join(data, r.boxes), ""
	}
	files, err := p.read(io.Discard)
	if err != nil {
		t.Fatal(err)
	}
	files.orders = oneIn(files.orders, r.every)
	out, err := newPlacements(placements)
	if err != nil {
		t.Fatal(err)
	}
	sum, err := p.pack(t.Context(), io.Discard, files, out)
	if err != nil || out.close() != nil {
		t.Fatal(err)
	}
	return sum, files
}

func oneIn(orders []trial.Order, every int) []trial.Order {
	var some []trial.Order
	for n, o := range orders {
		if n%every == 0 {
			some = append(some, o)
		}
	}
	return some
}

// cartonData is the folder of the real orders, which are not part of the
// project.
func cartonData(t *testing.T) string {
	t.Helper()
	data := filepath.Join(sharedFolder(), "data", "carton")
	if _, err := os.Stat(data); err != nil {
		t.Skipf("the real orders are not here, so nothing was measured: %v", err)
	}
	return data
}

// referenceKG is the least that the reference's packings of these orders can
// cost, in kg of billed weight, when every parcel costs a fee worth feeKG
// besides. Of an answer only the number and the volume of its cartons are
// known. Of the cartons that make up both, the cheapest are taken; and no order
// is billed less than the greater of its dimensional and its gross weight in
// sum, however its goods are shared out.
func referenceKG(files *packFiles, feeKG float64) float64 {
	kg := 0.0
	for _, o := range files.orders {
		ref, goods := files.references[o.ID], 0
		for _, i := range o.Items {
			goods += i.Count * i.WeightG
		}
		least := -1.0
		for _, c := range choices(files.cartons, ref.Boxes, ref.BoxMM3) {
			if g := max(float64(c.outerMM3)/5000, float64(goods+c.tareG)); least < 0 || g < least {
				least = g
			}
		}
		kg += feeKG*float64(ref.Boxes) + least/1000
	}
	return kg
}

// choice is a number of cartons together.
type choice struct{ outerMM3, tareG int }

// choices are all ways to make up a number of cartons and their inner volume.
func choices(cartons []carton.Carton, boxes, mm3 int) []choice {
	if boxes == 0 && mm3 == 0 {
		return []choice{{}}
	}
	if len(cartons) == 0 {
		return nil
	}
	var all []choice
	for n := range boxes + 1 {
		for _, rest := range choices(cartons[1:], boxes-n, mm3-n*cubic(cartons[0].InnerMM)) {
			rest.outerMM3 += n * cubic(cartons[0].OuterMM)
			rest.tareG += n * cartons[0].EmptyG
			all = append(all, rest)
		}
	}
	return all
}

func cubic(mm [3]int) int { return mm[0] * mm[1] * mm[2] }
