package bench_test

import (
	"slices"

	"github.com/packwright/packwright/station"
)

// shared is packing when two of its articles carry one code.
func shared() station.State {
	s := packing()
	w := &s.Works[0]
	w.Content.Lines = slices.Clone(w.Content.Lines)
	for i := range 2 {
		w.Content.Lines[i].Barcodes = barcode("4006381333931")
	}
	return s
}
