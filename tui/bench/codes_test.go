package bench_test

import (
	"slices"
	"strconv"
	"time"

	"github.com/packwright/packwright/station"
)

// shared is packing when two of its articles carry one code.
func shared() station.State {
	s := packing()
	w := &s.Works[0]
	w.Content.Lines = slices.Clone(w.Content.Lines)
	for i := range 2 {
		w.Content.Lines[i].Product = station.ID(strconv.Itoa(i + 1))
		w.Content.Lines[i].Barcodes = barcode("4006381333931")
	}
	return s
}

// typed is a state of a session in which the scanner is dead.
func typed(s station.State) station.State {
	s.Typing, s.ScanAt = true, now.Add(-3*time.Minute)
	return s
}
