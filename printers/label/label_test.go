package label

import (
	"context"
	"fmt"
	"net"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/packwright/packwright/printers"
	"github.com/packwright/packwright/station"
)

func TestGolden(t *testing.T) {
	golden(t, "ship.zpl", layOut(t, draft(t, "ship", "copy=2")).ZPL)
	golden(t, "slip.zpl", layOut(t, draft(t, "slip", "order.gift=true")).ZPL)
	golden(t, "slip-long.zpl", layOut(t, longSlip(t)).ZPL)
}

func TestAShipLabelHasWhatCarrierAndPackerLookFor(t *testing.T) {
	got := layOut(t, draft(t, "ship", "copy=2"))
	if got.Labels != 1 || len(got.Warnings) > 0 {
		t.Errorf("%d labels, warnings %q", got.Labels, got.Warnings)
	}
	all := texts(read(t, got.ZPL))
	for _, want := range []string{
		"FROM", "Beispiel Versand GmbH", "Lagerstraße 7", "90402 Nürnberg", "House Carrier", "Parcel", "COPY 2",
		"SHIP TO", "Anna-Lena Schäfer", "Café Morgenrot", "Große Witschgasse 9-11", "Hinterhaus, 2. Stock", "50667 Köln", "DE",
		"DE 50", "LANE", "12", "ORDER", "10234", "PARCEL", "1 of 2", "WEIGHT", "1.284 kg",
		"PW00000010234", "(00)040123450000102345",
	} {
		if !slices.Contains(all, want) {
			t.Errorf("%q does not stand on the label: %q", want, all)
		}
	}
}

func TestAFirstCopyIsNotCalledACopy(t *testing.T) {
	for _, name := range []string{"ship", "slip"} {
		if all := texts(read(t, layOut(t, draft(t, name)).ZPL)); strings.Contains(strings.Join(all, " "), "COPY") {
			t.Errorf("%s: %q", name, all)
		}
	}
}

func TestTheSSCCIsDrawnAsGS1WantsIt(t *testing.T) {
	for _, dpmm := range []int{8, 12} {
		got, err := draft(t, "ship").ZPL(dpmm)
		if err != nil {
			t.Fatal(err)
		}
		all := read(t, got.ZPL)
		codes := bars(all)
		last := codes[len(codes)-1]
		for _, other := range codes {
			if other.y > last.y {
				t.Errorf("%d dots: the SSCC is not the lowest barcode", dpmm)
			}
		}
		const modules, quiet = 156, 10
		width := modules * last.module
		if last.module*1000 < 495*dpmm || last.module*1000 > 1016*dpmm {
			t.Errorf("%d dots: modules of %d dots, want 0.495 to 1.016 mm", dpmm, last.module)
		}
		if last.height < 32*dpmm {
			t.Errorf("%d dots: bars of %d dots, want 32 mm", dpmm, last.height)
		}
		if left, right := last.x, 1016*dpmm/10-last.x-width; left < quiet*last.module || right < quiet*last.module {
			t.Errorf("%d dots: %d dots of white at the left and %d at the right, want %d", dpmm, left, right, quiet*last.module)
		}
		for _, d := range all {
			if d.text == "(00)040123450000102345" && d.height < 3*dpmm {
				t.Errorf("%d dots: text of %d dots below the bars, want 3 mm", dpmm, d.height)
			}
		}
	}
}

// full is a ship label with every field filled as much as real ones are.
var full = []string{
	"copy=3", "ship_to.name=Dr. Maximiliane von Hohenstein-Wartenberg", "ship_to.company=Süddeutsche Gerätebau GmbH & Co. KG",
	"ship_to.street=Straße des Friedens 128 a", "ship_to.street2=Hinterhaus, 2. Stock rechts", "ship_to.region=Baden-Württemberg",
	"ship_to.city=Villingen-Schwenningen", "ship_to.country=Deutschland", "from.name=Versandabteilung", "from.street2=Tor 3",
	"order.number=#WEB-2026-0010234", "parcel.number=12", "parcel.of=14", "service=Express 12:00", "tracking=1Z999AA10123456784",
}

func TestALabelIsShortOnASlowLine(t *testing.T) {
	for _, name := range []string{"ship", "neutral"} {
		for _, set := range [][]string{nil, full} {
			for _, dpmm := range []int{8, 12} {
				got, err := draft(t, name, set...).ZPL(dpmm)
				if err != nil {
					t.Fatal(err)
				}
				t.Logf("%s of %d fields at %d dots: %d bytes", name, len(set), dpmm, len(got.ZPL))
				if len(got.ZPL) > 1536 || len(got.Warnings) > 0 {
					t.Errorf("%s: %d bytes, warnings %q; want at most 1,536 and none", name, len(got.ZPL), got.Warnings)
				}
			}
		}
	}
}

// TestALabelIsOutInTime sends full labels over a serial line to a virtual
// printer, in the time of synctest: how long until the printer has its last byte.
func TestALabelIsOutInTime(t *testing.T) {
	for baud, most := range map[int]time.Duration{9600: 2 * time.Second, 115200: 300 * time.Millisecond} {
		for _, name := range []string{"ship", "neutral"} {
			synctest.Test(t, func(t *testing.T) {
				v, err := printers.NewVirtual(printers.VirtualConfig{Baud: baud})
				if err != nil {
					t.Fatal(err)
				}
				ctx, stop := context.WithCancel(t.Context())
				host, device := net.Pipe()
				var running sync.WaitGroup
				running.Go(func() { _ = v.Run(ctx) })
				running.Go(func() { _ = v.ServeLine(ctx, device) })
				began := time.Now()
				if _, err := host.Write(layOut(t, draft(t, name, full...)).ZPL); err != nil {
					t.Error(err)
				}
				for len(v.Tape()) == 0 {
					time.Sleep(time.Millisecond)
				}
				took := time.Since(began)
				t.Logf("%s at %d baud: %v", name, baud, took)
				if took > most {
					t.Errorf("%s at %d baud took %v, want at most %v", name, baud, took, most)
				}
				stop()
				host.Close()
				running.Wait()
			})
		}
	}
}

func TestWhatCannotBeUsedIsNotPrinted(t *testing.T) {
	for _, c := range []struct {
		name, set string
		dpmm      int
		want      string
	}{
		{"no SSCC", "sscc=", 8, "0 characters"},
		{"a letter in the SSCC", "sscc=04012345000010234A", 8, "check digit"},
		{"a letter before its check digit", "sscc=0401234500001023A5", 8, "not made of digits"},
		{"a wrong check digit", "sscc=040123450000102346", 8, "check digit"},
		{"a printer of 6 dots", "copy=1", 6, "8 (203 dpi)"},
	} {
		_, err := draft(t, "ship", c.set).ZPL(c.dpmm)
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: got %v, want something about %q", c.name, err, c.want)
		}
	}
	if _, err := ZPL(station.Document{Kind: "poster"}, 8); err == nil {
		t.Error("a document of unknown kind was laid out")
	}
}

func TestTrackingNumbersThatFitNoBarcodeAreSaid(t *testing.T) {
	for _, c := range []struct {
		name, number string
		codes        int
	}{
		{"34 digits fit, in one subset", strings.Repeat("12", 17), 2},
		{"22 letters and digits fit", "JJD000390007812345678X", 2},
		{"70 characters do not fit", strings.Repeat("A1", 35), 1},
		{"a control key is not put in front of a scanner", "AB\tCD", 1},
		{"a letter that Code 128 does not have", "ABÄCD", 1},
		{"none is none", "", 1},
	} {
		got := layOut(t, draft(t, "ship", "tracking="+c.number))
		said := strings.Contains(strings.Join(got.Warnings, " "), "tracking number does not fit into a barcode")
		if n := len(bars(read(t, got.ZPL))); n != c.codes || said != (n == 1 && c.number != "") {
			t.Errorf("%s: %d barcodes, warnings %q", c.name, n, got.Warnings)
		}
	}
}

func TestPlacesAreWrittenAsTheirCountryDoes(t *testing.T) {
	for want, set := range map[string][]string{
		"50667 Köln":           nil,
		"Springfield IL 62704": {"ship_to.city=Springfield", "ship_to.region=IL", "ship_to.postal_code=62704", "ship_to.country=US"},
		"20121 Milano MI":      {"ship_to.city=Milano", "ship_to.region=MI", "ship_to.postal_code=20121", "ship_to.country=IT"},
	} {
		if all := texts(read(t, layOut(t, draft(t, "ship", set...)).ZPL)); !slices.Contains(all, want) {
			t.Errorf("want %q, got %q", want, all)
		}
	}
}

func TestWarningsHoldNothingOfTheContents(t *testing.T) {
	secret := "Zyx" + strings.Repeat("山Ω", 80)
	set := []string{}
	for _, f := range draft(t, "ship").Fields() {
		if strings.HasPrefix(f, "ship_to.") {
			set = append(set, f+"="+secret)
		}
	}
	got := layOut(t, draft(t, "ship", set...))
	for _, w := range got.Warnings {
		if strings.ContainsAny(w, "山Ω") || strings.Contains(w, "Zyx") {
			t.Errorf("warning %q", w)
		}
	}
	if len(got.Warnings) < 6 {
		t.Errorf("only %d warnings: %q", len(got.Warnings), got.Warnings)
	}
}

func TestALongSlipGoesOnOverFurtherLabels(t *testing.T) {
	const articles = 70
	d := draft(t, "slip")
	for i := range articles {
		for field, value := range map[string]string{"sku": fmt.Sprintf("ART-%04d", i), "name": fmt.Sprintf("article %d", i), "ordered": "2", "here": "1"} {
			if err := d.Set(fmt.Sprintf("line.%d.%s", i+1, field), value); err != nil {
				t.Fatal(err)
			}
		}
	}
	got := layOut(t, d)
	all := read(t, got.ZPL)
	words := texts(all)
	if n := strings.Count(string(got.ZPL), "^XA"); got.Labels != n || n != 3 {
		t.Errorf("%d labels are said, %d are there, want 3", got.Labels, n)
	}
	for i := range articles {
		if n := strings.Count(strings.Join(words, "\n"), fmt.Sprintf("ART-%04d", i)); n != 1 {
			t.Errorf("article %d stands there %d times", i, n)
		}
	}
	for page := range got.Labels {
		if want := fmt.Sprintf("Page %d of %d", page+1, got.Labels); !slices.Contains(words, want) {
			t.Errorf("%q is missing", want)
		}
		if !slices.ContainsFunc(all, func(d drawn) bool { return d.label == page && d.text == "Order 10234" }) {
			t.Errorf("page %d does not say of what order it is", page+1)
		}
	}
	if i := slices.Index(words, "TOTAL"); i < 0 || !slices.Equal(words[i:i+3], []string{"TOTAL", "140", "70"}) {
		t.Errorf("no total of 140 and 70 at the end: %q", words[len(words)-5:])
	}
}

func TestASlipWithoutArticlesIsOnePage(t *testing.T) {
	got, err := ZPL(station.Document{Kind: station.PackingSlip}, 8)
	if err != nil || got.Labels != 1 || len(got.Warnings) > 0 {
		t.Errorf("got %d labels, %q, %v", got.Labels, got.Warnings, err)
	}
}

func TestACartonOfASlipIsSaidWhereKnown(t *testing.T) {
	for number, want := range map[string]string{"2": "Carton 2 of 2", "0": ""} {
		all := strings.Join(texts(read(t, layOut(t, draft(t, "slip", "parcel.number="+number)).ZPL)), "\n")
		if got := strings.Contains(all, "Carton"); got != (want != "") || !strings.Contains(all, want) {
			t.Errorf("parcel %s: want %q in\n%s", number, want, all)
		}
	}
}
