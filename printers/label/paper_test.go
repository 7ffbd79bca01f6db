package label

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/packwright/packwright/station"
)

// words are texts that fill fields: short and long, with and without spaces.
func words() *rapid.Generator[string] {
	return rapid.OneOf(
		rapid.StringMatching(`[A-Za-zäöüßéŁ]{1,14}( [A-Za-z0-9.,-]{1,14}){0,3}`),
		rapid.StringMatching(`[A-ZÄW]{20,90}`),
		rapid.StringMatching(`[a-z]{1,30}( [a-z]{1,30}){3,12}`),
		rapid.String(),
		rapid.Just(""),
	)
}

// fill sets every text of the sample but the named ones.
func fill(t *rapid.T, d *Draft, not ...string) map[string]string {
	values := map[string]string{}
	fields := d.fields()
	if d.doc.Kind == station.PackingSlip {
		fields["line.1.sku"], fields["line.1.name"] = d.line("line.1.sku"), d.line("line.1.name")
	}
	for _, name := range slices.Sorted(maps.Keys(fields)) {
		if at, isText := fields[name].(*string); isText && !slices.Contains(not, name) {
			*at = words().Draw(t, name)
			values[name] = *at
		}
	}
	return values
}

func TestNothingOverlapsOrLeavesThePaper(t *testing.T) {
	for _, name := range []string{"ship", "slip"} {
		rapid.Check(t, func(rt *rapid.T) {
			d := draft(t, name)
			fill(rt, d, "sscc")
			dpmm := rapid.SampledFrom([]int{8, 12}).Draw(rt, "dpmm")
			s, err := d.ZPL(dpmm)
			if err != nil {
				rt.Fatal(err)
			}
			all := read(t, s.ZPL)
			for i, a := range all {
				if a.kind == "bars" { // nothing stands beside a barcode
					a.x, a.width = 0, 1016*dpmm/10
					all[i] = a
				}
				if a.x < 0 || a.x+a.width > 1016*dpmm/10 || a.y < 0 || a.y+a.height > 1480*dpmm/10 {
					rt.Errorf("%+v leaves the paper", a)
				}
				for _, b := range all[:i] {
					if touches(a, b) {
						rt.Errorf("%+v\nlies on\n%+v", a, b)
					}
				}
			}
		})
	}
}

func touches(a, b drawn) bool {
	return a.label == b.label && a.x < b.x+b.width && b.x < a.x+a.width && a.y < b.y+b.height && b.y < a.y+a.height
}

// shownAs is the name that warnings call a field by.
var shownAs = map[string]string{
	"ship_to.city": "ship-to place", "ship_to.postal_code": "ship-to place", "ship_to.region": "ship-to place",
	"from.city": "sender place", "from.postal_code": "sender place", "from.region": "sender place",
	"order.number": "order number", "order.note": "note", "tracking": "tracking number", "ship_to.street2": "ship-to street 2",
	"from.street2": "sender street 2", "line.1.sku": "line 1 SKU", "line.1.name": "line 1 name",
}

func warningName(field string) string {
	if name := shownAs[field]; name != "" {
		return name
	}
	return strings.NewReplacer("ship_to.", "ship-to ", "from.", "sender ").Replace(field)
}

func TestWhatIsNotOnThePaperIsInTheWarnings(t *testing.T) {
	for name, hidden := range map[string][]string{
		"ship": {"sscc"},
		"slip": {"sscc", "carrier", "service", "tracking", "routing", "lane"},
	} {
		rapid.Check(t, func(rt *rapid.T) {
			d := draft(t, name)
			values := fill(rt, d, hidden...)
			s := layOut(t, d)
			paper := strings.ReplaceAll(strings.Join(texts(read(t, s.ZPL)), ""), " ", "")
			said := strings.Join(s.Warnings, "\n")
			for field, value := range values {
				if name == "ship" && field == "service" && value == "" {
					continue
				}
				shown, _, _ := printable(value)
				shown = strings.ReplaceAll(shown, " ", "")
				if !strings.Contains(paper, shown) && !strings.Contains(said, warningName(field)+" is too long") {
					rt.Errorf("%s %q is neither on the paper nor in the warnings:\n%s\n%s", field, shown, paper, said)
				}
			}
		})
	}
}
