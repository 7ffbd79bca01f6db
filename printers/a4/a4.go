// Package a4 lays documents out as pages of A4, as PDF, for an office printer
// behind a print queue.
//
// The packing slip has the address where a window envelope or a slip pouch
// shows it, the order's number as a barcode, and a table that goes on over as
// many pages as it needs. Nothing that was asked for disappears unsaid: what is
// cut, and what is written in a script that the font does not have, is named in
// [Pages.Warnings], by field and script and never by content.
//
// The font is Go, which is embedded: it has the letters of western, central and
// eastern Europe, Greek and Cyrillic.
//
// Not in here: labels (printers/label), invoices, which need prices and taxes
// that nobody gives to a packing bench, and the way to the printer (package
// printers).
package a4

import (
	"fmt"

	"github.com/packwright/packwright/station"
)

// Pages are a document for the printer.
type Pages struct {
	PDF      []byte
	Count    int
	Warnings []string // what is not on paper as it was given, a sentence each
}

// PDF lays a document out. The error is that it cannot be on A4.
func PDF(d station.Document) (Pages, error) {
	if d.Kind != station.PackingSlip {
		return Pages{}, fmt.Errorf("print document of kind %q: only packing slips go on A4", d.Kind)
	}
	p, err := newPaper()
	if err != nil {
		return Pages{}, err
	}
	p.slip(d)
	return p.pages()
}

// Test is a page that shows how a printer prints. Code, of ASCII letters and
// digits, tells this very page from an older one.
func Test(name, code string) (Pages, error) {
	p, err := newPaper()
	if err != nil {
		return Pages{}, err
	}
	p.page()
	p.line(box{left, 30, width, 18}, bold, alignLeft, own("PRINTER TEST"))
	p.line(box{left, 42, width, 12}, plain, alignLeft, field{"name of the printer", name})
	if !p.barcode(box{left, 55, 90, 15}, code) {
		return Pages{}, fmt.Errorf("printer test: the code does not fit into a barcode")
	}
	p.line(box{left, 72, width, 10}, plain, alignLeft, own(code))
	p.rule(box{left, 90, 100, 1})
	p.line(box{left, 94, width, 10}, plain, alignLeft, own("This bar is 100 mm long. If not, the queue scales what it prints."))
	for i, letters := range []string{"ÄÖÜäöüß ÀÂÇÉÈÊËÎÏÔÙÛ ĄĆĘŁŃÓŚŹŻ ČĎĚŇŘŠŤŮŽ ŐŰ ĞİŞı €", "ΑΒΓΔΕΖ αβγδεζ", "АБВГДЕЖ абвгдеж"} {
		p.line(box{left, 110 + 8*float64(i), width, 12}, plain, alignLeft, own(letters))
	}
	return p.pages()
}
