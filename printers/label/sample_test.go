package label

import (
	"slices"
	"strings"
	"testing"
)

func TestFieldsOfASampleAreSetByName(t *testing.T) {
	for _, sample := range []string{"ship", "slip"} {
		known := draft(t, sample).Fields()
		for _, field := range []string{
			"ship_to.name", "ship_to.company", "ship_to.street", "ship_to.city", "ship_to.postal_code", "ship_to.country",
			"order.number", "order.note",
		} {
			if !slices.Contains(known, field) {
				t.Errorf("%s: %s is not among %q", sample, field, known)
			}
			all := texts(read(t, layOut(t, draft(t, sample, field+"=Wanted")).ZPL))
			if !strings.Contains(strings.Join(all, "\n"), "Wanted") {
				t.Errorf("%s: %s does not reach the paper: %q", sample, field, all)
			}
		}
	}
	all := texts(read(t, layOut(t, draft(t, "slip", "line.5.sku=FIFTH", "line.5.here=7", "order.gift=true", "copy=4")).ZPL))
	for _, want := range []string{"FIFTH", "7", "A GIFT FOR YOU", "COPY 4"} {
		if !slices.Contains(all, want) {
			t.Errorf("%q is missing in %q", want, all)
		}
	}
}

func TestWhatASampleDoesNotKnowIsRefusedByName(t *testing.T) {
	for _, c := range []struct{ sample, field, value, want string }{
		{"ship", "ship_to.shoes", "x", "ship_to.street"},
		{"ship", "line.1.sku", "x", "no such field"},
		{"slip", "line.0.sku", "x", "no such field"},
		{"slip", "line.501.sku", "x", "no such field"},
		{"slip", "line.1.price", "x", "no such field"},
		{"ship", "copy", "two", `"two" is not a whole number`},
		{"ship", "copy", "-1", "not a whole number"},
		{"slip", "order.gift", "maybe", "neither true nor false"},
		{"commands", "order.note", "x", "no fields"},
	} {
		err := draft(t, c.sample).Set(c.field, c.value)
		if err == nil || !strings.Contains(err.Error(), c.field) || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s of %s: got %v, want something about %q", c.field, c.sample, err, c.want)
		}
	}
	if _, err := Sample("poster"); err == nil || !strings.Contains(err.Error(), `"poster"`) || !strings.Contains(err.Error(), "ship, neutral, slip") {
		t.Errorf("got %v, want the name and what there is", err)
	}
	for _, name := range Samples() {
		draft(t, name)
	}
}
