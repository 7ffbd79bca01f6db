package label

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/packwright/packwright/station"
)

// longSlip has a note that fills its room, names of several lines and more
// articles than one sheet holds.
func longSlip(t *testing.T) *Draft {
	set := []string{"copy=2", "order.note=" + strings.Repeat("Leave it with the neighbour on the left. ", 9)}
	for i := range 26 {
		set = append(
			set,
			fmt.Sprintf("line.%d.sku=ART-%03d%s", i+1, i, strings.Repeat("-LONG", i%5)),
			fmt.Sprintf("line.%d.name=Article %d%s", i+1, i, strings.Repeat(", with a lid and a handle", i%4)),
			fmt.Sprintf("line.%d.ordered=%d", i+1, 3*i), fmt.Sprintf("line.%d.here=%d", i+1, 2*i),
		)
	}
	return draft(t, "slip", set...)
}

// ours are the templates of a house that replaces one of the slips.
func ours(t *testing.T, name, text string) *Templates {
	t.Helper()
	with, problems := Load(fstest.MapFS{name + ".label": {Data: []byte(text)}})
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	return with
}

func TestASlipIsDrawnByTheTemplateOfTheHouse(t *testing.T) {
	mark := `text x=0 y=800 width=900 height=50 "OURS"`
	for _, c := range []struct {
		name     string
		replaced string
		gift     bool
		want     bool
	}{
		{"the slip of an order", "slip", false, true},
		{"the slip of a gift", "gift", true, true},
		{"a gift has a slip of its own", "slip", true, false},
		{"and an order has its own", "gift", false, false},
	} {
		d := station.Document{Kind: station.PackingSlip, OrderNo: "10234", Gift: c.gift, Lines: sampleLines()}
		s, err := ours(t, c.replaced, slip(mark)).ZPL(d, 8)
		if err != nil || s.Labels != 1 {
			t.Fatalf("%s: %d labels, %v", c.name, s.Labels, err)
		}
		if got := slices.Contains(texts(read(t, s.ZPL)), "OURS"); got != c.want {
			t.Errorf("%s: ours is %v, want %v", c.name, got, c.want)
		}
	}
}

func TestWhatIsBelowTheListOfASlipFollowsItsLastRow(t *testing.T) {
	with := ours(t, "slip", slip(`text x=0 y=+5 width=400 height=40 on=last "TOTAL {units}"`, `text x=500 y=840 width=400 height=40 "Page {sheet} of {sheets}"`))
	at := func(lines int) (sheet, y int) {
		d := station.Document{Kind: station.PackingSlip, OrderNo: "10234"}
		for range lines {
			d.Lines = append(d.Lines, station.SlipLine{SKU: "MUG", Name: "Mug", Ordered: 1, Here: 1})
		}
		s, err := with.ZPL(d, 8)
		if err != nil {
			t.Fatal(err)
		}
		all := read(t, s.ZPL)
		for n := range s.Labels {
			if page := fmt.Sprintf("Page %d of %d", n+1, s.Labels); !slices.ContainsFunc(all, func(d drawn) bool { return d.label == n && d.text == page }) {
				t.Errorf("%d lines: %q is missing", lines, page)
			}
		}
		i := slices.IndexFunc(all, func(d drawn) bool { return d.text == fmt.Sprintf("TOTAL %d", lines) })
		if i < 0 {
			t.Fatalf("%d lines: no total", lines)
		}
		return all[i].label, all[i].y
	}
	const row = 33 + 8 // tenths of a mm
	_, none := at(0)
	for _, c := range []struct{ lines, sheet, rows int }{{1, 0, 1}, {13, 0, 13}, {14, 1, 1}, {40, 3, 1}} {
		sheet, y := at(c.lines)
		if want := none + c.rows*row*8/10; sheet != c.sheet || y < want-1 || y > want+1 {
			t.Errorf("%d lines: the total is on sheet %d at %d, want %d at about %d", c.lines, sheet, y, c.sheet, want)
		}
	}
}

func TestANameThatIsTooLongForASlipOfTheHouseIsWrappedOrTold(t *testing.T) {
	for _, c := range []struct {
		name, article string
		told          bool
	}{
		{"short", "Mug", false},
		{"of two lines", "Tea spoon, long, stainless steel", false},
		{"of more lines than a row has", strings.Repeat("Tea spoon, long, stainless steel ", 9), true},
		{"without a space", strings.Repeat("Donaudampfschiff", 3), false},
	} {
		d := draft(t, "slip", "line.1.name="+c.article)
		d.Use(ours(t, "slip", slip()))
		s := layOut(t, d)
		paper := strings.ReplaceAll(strings.Join(texts(read(t, s.ZPL)), ""), " ", "")
		whole := strings.Contains(paper, strings.ReplaceAll(c.article, " ", ""))
		told := slices.Contains(s.Warnings, "line 1 name is too long for the label: its end is missing")
		if told != c.told || whole == c.told {
			t.Errorf("%s: told %v, whole %v, want told %v; %q", c.name, told, whole, c.told, s.Warnings)
		}
	}
}

// TestAGiftSlipHasNoFieldOfMoney fails once a field is added that a gift slip
// would show by its template.
func TestAGiftSlipHasNoFieldOfMoney(t *testing.T) {
	f, err := formOf("gift")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range append(f.names(), lineFields...) {
		for _, money := range []string{"price", "cents", "cost", "amount", "value", "currency", "tax", "total", "paid"} {
			if strings.Contains(name, money) {
				t.Errorf("a gift slip may show %s", name)
			}
		}
	}
}
