package intake_test

import (
	"encoding/csv"
	"fmt"
	"io"
	"regexp"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/packwright/packwright/station/intake"
	"github.com/packwright/packwright/station/view"
	"pgregory.net/rapid"
)

// What always holds: whatever happens to one place of a file, no order is taken
// in with other lines than it had, and each one that is not taken in is named,
// or the line of it that does not say its name.
func TestDamageNeverChangesAnOrder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		file := aFile(t)
		want, _ := all(intake.File{Format: intake.CSV}.Orders(strings.NewReader(file)))
		at := rapid.IntRange(strings.Index(file, "\n")+1, len(file)-1).Draw(t, "at")
		if splitsID(file, at) {
			t.Skip("an id cut in two is another id")
		}
		damage := rapid.SampledFrom([]string{`"`, ",", "\n", "\x00", "\xff", `""`, `","`, "\n\n", "\r\n", `"` + "\n"}).Draw(t, "damage")
		damaged := file[:at] + damage + file[at:]

		got, refused := all(intake.File{Format: intake.CSV}.Orders(strings.NewReader(damaged)))
		before := map[string]string{}
		for _, o := range want {
			before[o.ExternalID] = lines(o)
		}
		for _, o := range got {
			if lines(o) != before[o.ExternalID] {
				t.Fatalf("%q at %d: order %s has %s and had %s:\n%s\n%v", damage, at, o.ExternalID, lines(o), before[o.ExternalID], damaged, refused)
			}
			delete(before, o.ExternalID)
		}
		nameless := 0
		for _, e := range refused {
			if _, named := before[e.Ref]; !named {
				nameless++
			}
			delete(before, e.Ref)
		}
		if len(before) > nameless {
			t.Fatalf("%q at %d: lost without a word: %v\n%s\n%v", damage, at, before, damaged, refused)
		}
	})
}

var ids = regexp.MustCompile(`A\d\dZ`)

func splitsID(file string, at int) bool {
	for _, id := range ids.FindAllStringIndex(file, -1) {
		if id[0] < at && at < id[1] {
			return true
		}
	}
	return false
}

func lines(o view.NewOrder) string {
	var all []string
	for _, l := range o.Lines {
		all = append(all, fmt.Sprintf("%d x %q", l.Quantity, l.SKU))
	}
	return strings.Join(all, " ")
}

// aFile is a good file of a few orders with fields of all sorts.
func aFile(t *rapid.T) string {
	var b strings.Builder
	w := csv.NewWriter(&b)
	column := rapid.SampledFrom([][]string{
		{"order_id", "placed_at", "note", "sku", "quantity"},
		{"note", "order_id", "placed_at", "quantity", "sku"},
	}).Draw(t, "columns")
	_ = w.Write(column)
	for n := range rapid.IntRange(1, 6).Draw(t, "orders") {
		row := map[string]string{
			"order_id":  fmt.Sprintf("A%dZ", 10+n),
			"placed_at": "2026-03-02 10:00",
			"note":      rapid.SampledFrom([]string{"", "n", "a,b", "a\nb", `say "hi"`, `"`}).Draw(t, "note"),
		}
		for range rapid.IntRange(1, 3).Draw(t, "lines") {
			row["sku"] = rapid.SampledFrom([]string{"MUG", "TEA"}).Draw(t, "sku")
			row["quantity"] = rapid.SampledFrom([]string{"1", "2", "35"}).Draw(t, "quantity")
			var cells []string
			for _, name := range column {
				cells = append(cells, row[name])
			}
			_ = w.Write(cells)
		}
	}
	w.Flush()
	return b.String()
}

func FuzzOrders(f *testing.F) {
	f.Add(byte(0), "order_id,placed_at,sku\n1,2026-03-02,MUG\n1,\"\n")
	f.Add(byte(1), "Name,Created at,Lineitem quantity,Lineitem sku\n#1,2026-03-02,1,MUG\n")
	f.Add(byte(2), `{"orders":[{"id":1,"line_items":[{"sku":"A","quantity":1}]}],"x":{}}`)
	f.Add(byte(3), `[{"id":1,"status":"processing","line_items":[{"price":1e9}]}]`)
	f.Add(byte(4), `{"id":1,"status_id":11,"products":[{}],"shipping_addresses":[{}]}{`)
	f.Fuzz(func(t *testing.T, n byte, text string) {
		formats := intake.Formats()
		file := intake.File{Name: "f", Format: formats[int(n)%len(formats)]}
		final := false
		for o, err := range file.Orders(strings.NewReader(text)) {
			if final {
				t.Fatal("something comes after the final error")
			}
			if err != nil {
				final = err.Final
				plain(t, err.Error())
				continue
			}
			sound(t, o)
		}
	})
}

func plain(t *testing.T, message string) {
	t.Helper()
	if !utf8.ValidString(message) || strings.ContainsFunc(message, func(r rune) bool { return r < ' ' || r == 0x7f || r >= 0x80 && r < 0xa0 }) {
		t.Fatalf("the message %q is not safe to print", message)
	}
}

func sound(t *testing.T, o view.NewOrder) {
	t.Helper()
	if o.ExternalID == "" || o.Channel == "" || len(o.Lines) == 0 || o.PlacedAt.IsZero() || o.TotalCents < 0 {
		t.Fatalf("got %+v", o)
	}
	for _, l := range o.Lines {
		if l.Quantity < 1 || l.PriceCents < 0 || l.WeightG < 0 || l.SKU == "" && l.Barcode == "" {
			t.Fatalf("got %+v", l)
		}
	}
	if all := fmt.Sprintf("%+v", o); strings.Contains(all, "\x00") || !utf8.ValidString(all) {
		t.Fatalf("got %q", all)
	}
}

// Large files are read without holding them: 64 MB of orders need a small
// part of it.
func BenchmarkCSV(b *testing.B) {
	row := "%d,2026-03-02 09:00,Ann,Main St 1,Springfield,01101,US,MUG,1\n"
	b.ReportAllocs()
	r := &repeated{head: head + "\n", row: row, left: b.N}
	b.ResetTimer()
	for range (intake.File{Name: "f", Format: intake.CSV}).Orders(r) {
	}
}

// repeated writes a file of many orders while it is read.
type repeated struct {
	head, row string
	left, n   int
	rest      string
}

func (r *repeated) Read(p []byte) (int, error) {
	if r.rest == "" && r.head != "" {
		r.rest, r.head = r.head, ""
	}
	if r.rest == "" && r.n < r.left {
		r.n++
		r.rest = fmt.Sprintf(r.row, r.n)
	}
	if r.rest == "" {
		return 0, io.EOF
	}
	n := copy(p, r.rest)
	r.rest = r.rest[n:]
	return n, nil
}
