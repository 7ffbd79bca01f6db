package label

import (
	"github.com/packwright/packwright/printers/zpl"
	"github.com/packwright/packwright/scanners/diagnosis"
)

// ScannerTest is the label that a scanner is set up with, 4 by 6 inches. The
// station says what is wrong from how its barcodes arrive.
func ScannerTest(dpmm int) (Sheets, error) {
	p, err := newPad(dpmm)
	if err != nil {
		return Sheets{}, err
	}
	s := p.sheet(paperWidth, paperHeight)
	s.line(box{margin, 40, inner, 70}, zpl.AlignLeft, own("SCANNER TEST"))
	s.line(box{margin, 118, inner, 32}, zpl.AlignLeft, own("packwright doctor --scanner, or 0 on the start screen."))
	s.rule(box{margin, 170, inner, 4})
	for i, t := range scannerTests() {
		symbol, err := t.symbol()
		if err != nil {
			return Sheets{}, err
		}
		at := 200 + i*410
		s.line(box{margin, at, inner, 45}, zpl.AlignLeft, own(t.title))
		s.line(box{margin, at + 55, inner, 30}, zpl.AlignLeft, own(t.when))
		if !s.code(box{0, at + 100, paperWidth, 200}, testModule, symbol) {
			p.warn("barcode %d is too wide for the label", i+1)
		}
		s.line(box{margin, at + 315, inner, 30}, zpl.AlignCentre, own(t.readable))
	}
	return p.sheets()
}

// testModule is the narrowest bar that the barcodes get where there is room:
// 0.3 mm, so that a bad scanner is not found out by its eyes.
const testModule = 3

type scannerTest struct {
	title, when, readable string
	symbol                func() (zpl.Symbol, error)
}

// scannerTests are the barcodes of the label, control characters and all: they
// are what is tested.
func scannerTests() []scannerTest {
	elements := []zpl.Element{{AI: diagnosis.HeadAI, Value: diagnosis.HeadValue}, {AI: diagnosis.TailAI, Value: diagnosis.TailValue}}
	return []scannerTest{
		{
			"1  SCAN THIS FIRST", "GS1-128. No beep? Let the scanner read GS1-128, and take 2 instead.",
			zpl.Readable(elements...), func() (zpl.Symbol, error) { return zpl.GS1(elements...) },
		},
		{
			"2  THE SAME AS CODE 128", "For scanners that do not read 1.",
			diagnosis.HeadAI + diagnosis.HeadValue + " GS " + diagnosis.TailAI + diagnosis.TailValue,
			func() (zpl.Symbol, error) { return zpl.Code128(diagnosis.Plain) },
		},
		{
			"3  OVER SSH, MOSH, TMUX, SCREEN", "Only there: it holds what these programs take for themselves.",
			"~~NET SOH J STX U RS ^END", func() (zpl.Symbol, error) { return zpl.Code128(diagnosis.Network) },
		},
	}
}
