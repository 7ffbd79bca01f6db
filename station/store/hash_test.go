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
	before := contentHash(contentOf(o))
	if want := "40027c121a7bd3a858ea3108d09ea9c0045e27c6f65430257e6cf77167409841"; before != want {
		t.Errorf("got %s, want %s", before, want)
	}
	o.PackNote = "ribbon"
	if contentHash(contentOf(o)) == before {
		t.Error("another instruction is another order")
	}
}

func TestAnOrderWithANULIsRefused(t *testing.T) {
	for text, refused := range map[string]bool{"thanks": false, "a\x00b": true, `\u0000`: false, "\\\x00": true} {
		o := view.NewOrder{Channel: "shop", ExternalID: "1001", Lines: []view.NewLine{{SKU: "MUG", Name: text, Quantity: 1}}}
		if got := OrderRow(o).Refuse; (got == holdsNULs) != refused || !refused && got != "" {
			t.Errorf("name %q: refused %q", text, got)
		}
		o.Lines[0].Name, o.ShipTo.City = "", text
		if got := OrderRow(o).Refuse; (got == holdsNULs) != refused || !refused && got != "" {
			t.Errorf("city %q: refused %q", text, got)
		}
	}
}
