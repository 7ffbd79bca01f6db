package label

import (
	"strings"
	"testing"
)

func TestThePrinterTestNamesThePrinterAndIsOneLabel(t *testing.T) {
	for _, dpmm := range []int{8, 12} {
		sheets, err := PrinterTest("office-2", "TEST261123190336", dpmm)
		if err != nil || sheets.Labels != 1 || len(sheets.Warnings) > 0 {
			t.Fatalf("%d dots: %d labels, %q, %v", dpmm, sheets.Labels, sheets.Warnings, err)
		}
		for _, want := range []string{"office-2", "TEST261123190336", "dots a mm"} {
			if !strings.Contains(string(sheets.ZPL), want) {
				t.Errorf("%d dots: no %q on the label", dpmm, want)
			}
		}
	}
	if _, err := PrinterTest("x", strings.Repeat("TEST", 40), 8); err == nil {
		t.Error("a code that is too long was accepted")
	}
	if _, err := PrinterTest("x", "TEST", 6); err == nil {
		t.Error("6 dots a mm were accepted")
	}
}
