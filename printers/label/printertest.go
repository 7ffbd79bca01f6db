package label

import (
	"errors"
	"fmt"

	"github.com/packwright/packwright/printers/zpl"
)

// PrinterTest is a label that shows how a printer prints. Name is what the
// printer is called; code, of ASCII letters and digits, is what a scan of the
// label gives, so that this very label can be told from an older one.
func PrinterTest(name, code string, dpmm int) (Sheets, error) {
	p, err := newPad(dpmm)
	if err != nil {
		return Sheets{}, err
	}
	s := p.sheet(paperWidth, paperHeight)
	s.line(box{margin, 40, inner, 70}, zpl.AlignLeft, own("PRINTER TEST"))
	s.line(box{margin, 125, inner, 50}, zpl.AlignLeft, field{"name of the printer", name})
	s.line(box{margin, 190, inner, 36}, zpl.AlignLeft, own(fmt.Sprintf("%d dots a mm (%d dpi)", dpmm, dpi[dpmm])))
	s.rule(box{margin, 240, inner, 4})
	if !s.barcode(box{0, 270, paperWidth, 200}, field{"code", code}) {
		return Sheets{}, errors.New("printer test: the code does not fit into a barcode")
	}
	s.line(box{margin, 490, inner, 36}, zpl.AlignCentre, own(code))
	s.rule(box{margin, 560, inner, 4})
	s.rule(box{margin, 590, 500, 20})
	s.line(box{margin, 625, inner, 36}, zpl.AlignLeft, own("This bar is 50 mm long. If not, set dpmm of the printer."))
	s.rule(box{margin, 690, inner, 4})
	for i, letters := range testLetters {
		s.line(box{margin, 710 + i*50, inner, 40}, zpl.AlignLeft, own(letters))
	}
	s.line(box{margin, 870, inner, 36}, zpl.AlignLeft, own("Boxes or blanks: the printer's font lacks these letters."))
	s.rule(box{0, paperHeight - 40, paperWidth, 4})
	s.line(box{margin, paperHeight - 90, inner, 36}, zpl.AlignCentre, own("The line below is 4 mm from the end of a 4 x 6 inch label."))
	return p.sheets()
}

// dpi is what the resolutions are called.
var dpi = map[int]int{8: 203, 12: 300}

// testLetters are some that are not ASCII, of several countries.
var testLetters = [...]string{"ÄÖÜäöüß ÀÂÇÉÈÊËÎÏÔÙÛŸœæ ÑñÅåØø", "ĄĆĘŁŃÓŚŹŻ ČĎĚŇŘŠŤŮŽ ŐŰ ĞİŞı €"}
