package label

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"github.com/packwright/packwright/scanners/diagnosis"
)

// TestTheScannerTestReadsAsTheDiagnosisWantsIt reads the first barcode alone,
// then all: a decoder takes the first two for one that it saw twice.
func TestTheScannerTestReadsAsTheDiagnosisWantsIt(t *testing.T) {
	for _, dpmm := range []int{8, 12} {
		s, err := ScannerTest(dpmm)
		if err != nil || s.Labels != 1 || len(s.Warnings) > 0 {
			t.Fatalf("%d labels, warnings %q, %v", s.Labels, s.Warnings, err)
		}
		barcodes := bytes.SplitAfter(s.ZPL, []byte("^BC"))
		if len(barcodes) != 4 {
			t.Fatalf("%d barcodes, want 3", len(barcodes)-1)
		}
		first := append(bytes.Join(barcodes[:2], nil), "^FS^XZ"...)
		want := []string{"]C1(91)" + diagnosis.HeadValue + "(92)" + diagnosis.TailValue}
		if got := decode(t, first, paper, dpmm)[0]; !slices.Equal(got, want) {
			t.Errorf("at %d dots: read %q, want %q", dpmm, got, want)
		}
		signs := strings.NewReplacer("<GS>", "\x1d", "<SOH>", "\x01", "<STX>", "\x02", "<RS>", "\x1e")
		all := signs.Replace(strings.Join(decode(t, s.ZPL, paper, dpmm)[0], "\n"))
		for _, want := range []string{"]C0" + diagnosis.Plain, "]C0" + diagnosis.Network} {
			if !strings.Contains(all, want) {
				t.Errorf("at %d dots: %q is not among %q", dpmm, want, all)
			}
		}
	}
}

func TestTheScannerTestHasWideBarsAndStaysOnThePaper(t *testing.T) {
	for _, dpmm := range []int{8, 12} {
		s, err := ScannerTest(dpmm)
		if err != nil {
			t.Fatal(err)
		}
		all := read(t, s.ZPL)
		for _, d := range all {
			if d.x+d.width > 1016*dpmm/10 || d.y+d.height > 1480*dpmm/10 {
				t.Errorf("%+v leaves the paper", d)
			}
		}
		codes := bars(all)
		if len(codes) != 3 {
			t.Fatalf("%d barcodes, want 3", len(codes))
		}
		for _, c := range codes {
			if c.module*100 < 25*dpmm {
				t.Errorf("bars of %d dots at %d a mm, want 0.25 mm at least", c.module, dpmm)
			}
		}
		said := strings.Join(texts(all), "\n")
		if !strings.Contains(said, `(91)KxAqWzYm-/_"(92)0123456789`) {
			t.Errorf("what stands in the first barcode is not below it:\n%s", said)
		}
	}
}
