package store

import (
	"testing"
	"time"

	"github.com/packwright/packwright/station/view"
)

// An order that was imported once is known for ever: fields that came later do
// not change the hash of an order that has none of them.
func TestTheHashOfAnOrderStaysWhatItWas(t *testing.T) {
	o := view.NewOrder{
		Channel: "shop", ExternalID: "1001", Number: "#1001", PlacedAt: time.Date(2026, 3, 2, 12, 0, 0, 0, time.UTC),
		Note: "thanks", Lines: []view.NewLine{{SKU: "MUG", Quantity: 2}},
	}
	before := contentHash(o)
	if want := "40027c121a7bd3a858ea3108d09ea9c0045e27c6f65430257e6cf77167409841"; before != want {
		t.Errorf("got %s, want %s", before, want)
	}
	o.PackNote = "ribbon"
	if contentHash(o) == before {
		t.Error("another instruction is another order")
	}
}
