package a4

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/packwright/packwright/station"
)

func sample(lines int) station.Document {
	d := station.Document{
		Kind: station.PackingSlip, Copy: 1, OrderNo: "2024-10017", Gift: true,
		Note: "Alles Gute zum Geburtstag! Viel Freude damit wünschen dir Ania und Łukasz.",
		Shipment: station.Shipment{
			Parcel: 1, Of: 2,
			From:   station.Address{Name: "Becher & Kanne", Street: "Hafenstraße 4", PostalCode: "20457", City: "Hamburg", Country: "DE"},
			ShipTo: station.Address{Name: "Zoë Müller-Wójcik", Company: "Αθήνα Καφέ", Street: "ул. Ленина 5", PostalCode: "10557", City: "Berlin", Country: "DE"},
		},
	}
	for i := range lines {
		d.Lines = append(d.Lines, station.SlipLine{SKU: fmt.Sprintf("MUG-%03d", i+1), Name: "Mug, blue, with a handle and a saucer, dishwasher safe, 300 ml, made in Portugal", Ordered: 2, Here: 1})
	}
	return d
}

// text is what a reader of PDF finds on the pages.
func text(t *testing.T, pdf []byte) string {
	t.Helper()
	reader, err := exec.LookPath("pdftotext")
	if err != nil {
		t.Skip("pdftotext of poppler-utils is not installed: the pages are not read back")
	}
	file := filepath.Join(t.TempDir(), "slip.pdf")
	if err := os.WriteFile(file, pdf, 0o600); err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command(reader, "-layout", file, "-").Output()
	if err != nil {
		t.Fatalf("pdftotext: %v", err)
	}
	return string(out)
}

func TestASlipOnA4HoldsEveryLineAndItsTotal(t *testing.T) {
	for lines, pages := range map[int]int{0: 1, 3: 1, 60: 4} {
		p, err := PDF(sample(lines))
		if err != nil || p.Count != pages || len(p.Warnings) > 0 {
			t.Fatalf("%d lines: %d pages, %q, %v; want %d pages", lines, p.Count, p.Warnings, err, pages)
		}
		got := text(t, p.PDF)
		for _, want := range []string{
			"PACKING SLIP", "Order 2024-10017", "Carton 1 of 2", "A gift for you", "Łukasz", "Becher & Kanne, Hafenstraße 4",
			"Zoë Müller-Wójcik", "Αθήνα Καφέ", "ул. Ленина 5", "10557 Berlin", fmt.Sprintf("Page %d of %d", pages, pages),
		} {
			if !strings.Contains(got, want) {
				t.Errorf("%d lines: no %q on paper", lines, want)
			}
		}
		if n := strings.Count(got, "MUG-"); n != lines {
			t.Errorf("%d lines: %d on paper", lines, n)
		}
		total := got[strings.LastIndex(got, "TOTAL"):]
		if numbers := strings.Fields(total); numbers[1] != fmt.Sprint(2*lines) || numbers[2] != fmt.Sprint(lines) {
			t.Errorf("%d lines: total %q", lines, numbers)
		}
	}
}

func TestScriptsThatTheFontLacksAreNamedAndNeverTheirContent(t *testing.T) {
	d := sample(1)
	d.Shipment.ShipTo.Name, d.Note, d.Lines[0].Name = "田中 さくら", "שלום", "Tranh Việt ế"
	p, err := PDF(d)
	if err != nil {
		t.Fatal(err)
	}
	all := strings.Join(p.Warnings, "\n")
	for _, want := range []string{"ship-to holds Han characters", "ship-to holds Hiragana characters", "note holds Hebrew characters", "line 1 name holds Latin characters"} {
		if !strings.Contains(all, want) {
			t.Errorf("no warning %q in\n%s", want, all)
		}
	}
	if strings.Contains(all, "田") || strings.Contains(all, "ש") {
		t.Errorf("a warning holds what the customer wrote:\n%s", all)
	}
	if got := text(t, p.PDF); !strings.Contains(got, "??") || !strings.Contains(got, "Tranh Viêt ê") && !strings.Contains(got, "Tranh Viet e") {
		t.Errorf("on paper:\n%s", got)
	}
}

func TestWhatIsTooLongIsCutAndNamed(t *testing.T) {
	d := sample(1)
	d.OrderNo = strings.Repeat("LONG-", 30)
	d.Lines[0].Name = strings.Repeat("word ", 400)
	d.Shipment.ShipTo.Street = strings.Repeat("W", 400)
	p, err := PDF(d)
	if err != nil {
		t.Fatal(err)
	}
	all := strings.Join(p.Warnings, "\n")
	for _, want := range []string{"order number is too long", "order number does not fit into a barcode", "line 1 name is too long", "ship-to is too long"} {
		if !strings.Contains(all, want) {
			t.Errorf("no warning %q in\n%s", want, all)
		}
	}
}

func TestAnyTextMakesAPage(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		d := sample(rapid.IntRange(0, 3).Draw(rt, "lines"))
		d.OrderNo = rapid.String().Draw(rt, "order")
		d.Note = rapid.String().Draw(rt, "note")
		d.Shipment.ShipTo.Name = rapid.String().Draw(rt, "name")
		for i := range d.Lines {
			d.Lines[i].SKU = rapid.String().Draw(rt, "sku")
		}
		if p, err := PDF(d); err != nil || p.Count < 1 || !strings.HasPrefix(string(p.PDF), "%PDF-") {
			rt.Fatalf("%d pages, %v", p.Count, err)
		}
	})
}

func TestOnlySlipsGoOnA4(t *testing.T) {
	for _, kind := range []station.DocKind{station.ShipLabel, station.ArticleLabel, "invoice"} {
		if _, err := PDF(station.Document{Kind: kind}); err == nil || !strings.Contains(err.Error(), "only packing slips") {
			t.Errorf("%s: got %v", kind, err)
		}
	}
}

func TestThePrinterTestOnA4(t *testing.T) {
	p, err := Test("office-2", "TEST261123190336")
	if err != nil || p.Count != 1 || len(p.Warnings) > 0 {
		t.Fatalf("%d pages, %q, %v", p.Count, p.Warnings, err)
	}
	got := text(t, p.PDF)
	for _, want := range []string{"PRINTER TEST", "office-2", "TEST261123190336", "АБВ"} {
		if !strings.Contains(got, want) {
			t.Errorf("no %q on paper:\n%s", want, got)
		}
	}
	if _, err := Test("x", strings.Repeat("TEST", 40)); err == nil {
		t.Error("a code that is too long was accepted")
	}
}
