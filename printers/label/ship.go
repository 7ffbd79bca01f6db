package label

import (
	"errors"
	"fmt"

	"github.com/packwright/packwright/printers/zpl"
	"github.com/packwright/packwright/station"
	"github.com/packwright/packwright/station/gs1"
)

// Paper of 4 by 6 inches. What is printed ends above the edge of A6.
const (
	paperWidth  = 1016
	paperHeight = 1524
	margin      = 30
	inner       = paperWidth - 2*margin
	lowest      = 1450
)

// Bars as GS1 wants them on logistic labels.
const (
	ssccModule = 5   // 0.5 mm, at least 0.495
	ssccHeight = 325 // at least 32 mm
)

// ship lays out a ship label: sender and carrier, address and way, barcodes.
func (p *pad) ship(d station.Document) error {
	number, err := sscc(d.Bought.SSCC)
	if err != nil {
		return err
	}
	s := p.sheet(paperWidth, paperHeight)
	s.sender(d.Shipment.From)
	s.carrier(d)
	s.rule(box{margin, 228, inner, 4})
	s.receiver(d)
	s.rule(box{margin, 600, inner, 4})
	s.way(d.Bought)
	s.rule(box{margin, 752, inner, 4})
	s.figures(d)
	s.rule(box{margin, 850, inner, 4})
	s.tracking(d.Bought.Tracking)
	s.sscc(number)
	return nil
}

// parcelNumber is an SSCC as it is drawn.
type parcelNumber struct {
	symbol   zpl.Symbol
	readable string
}

// sscc is the number of the parcel, checked: a label with a wrong check digit
// is read by nobody.
func sscc(digits string) (parcelNumber, error) {
	if len(digits) != 18 {
		return parcelNumber{}, fmt.Errorf("ship label: the SSCC has %d characters instead of 18 digits", len(digits))
	}
	check, err := gs1.CheckDigit(digits[:17])
	if err != nil {
		return parcelNumber{}, errors.New("ship label: the SSCC is not made of digits")
	}
	if check != digits[17] {
		return parcelNumber{}, errors.New("ship label: the check digit of the SSCC is wrong")
	}
	e := zpl.Element{AI: "00", Value: digits}
	symbol, err := zpl.GS1(e)
	return parcelNumber{symbol, zpl.Readable(e)}, err
}

func (s sheet) sender(a station.Address) {
	s.line(box{margin, 25, 200, 22}, zpl.AlignLeft, own("FROM"))
	s.block(box{margin, 52, 470, 172}, []int{32, 28, 24}, address("sender", a)...)
	s.rule(box{515, 25, 3, 203})
}

// address is the lines of an address, the place included.
func address(of string, a station.Address) []field {
	return append(person(of, a), place(of, a), field{of + " country", a.Country})
}

func person(of string, a station.Address) []field {
	return []field{{of + " name", a.Name}, {of + " company", a.Company}, {of + " street", a.Street}, {of + " street 2", a.Street2}}
}

// place is the line of the town, in the order of its country.
func place(of string, a station.Address) field {
	f := field{of + " place", a.PostalCode + " " + a.City + " " + a.Region}
	switch a.Country {
	case "US", "CA", "AU", "GB", "BR", "IN":
		f.text = a.City + " " + a.Region + " " + a.PostalCode
	}
	return f
}

func (s sheet) carrier(d station.Document) {
	const x, room = 535, margin + inner - 535
	s.line(box{x, 25, room, 80}, zpl.AlignLeft, field{"carrier", d.Bought.Carrier})
	s.line(box{x, 112, room, 50}, zpl.AlignLeft, field{"service", either(d.Bought.Service, d.Shipment.Service)})
	if d.Copy > 1 {
		s.line(box{x, 172, room, 50}, zpl.AlignRight, own(fmt.Sprintf("COPY %d", d.Copy)))
	}
}

// either is s, or otherwise where s shows nothing.
func either(s, otherwise string) string {
	if shows(s) {
		return s
	}
	return otherwise
}

// receiver is where the parcel goes, the town in letters for the sorter.
func (s sheet) receiver(d station.Document) {
	to := d.Shipment.ShipTo
	s.line(box{margin, 242, 200, 22}, zpl.AlignLeft, own("SHIP TO"))
	s.block(box{margin, 268, inner, 184}, []int{50, 42, 36, 30, 26, 22}, person("ship-to", to)...)
	s.block(box{margin, 455, inner, 97}, []int{88, 76, 64, 54, 44}, place("ship-to", to))
	s.line(box{margin, 552, 420, 44}, zpl.AlignLeft, field{"ship-to country", to.Country})
	s.block(box{470, 548, margin + inner - 470, 52}, []int{40, 34, 23}, field{"note", d.Note})
}

// way is where sorters and packers put the parcel.
func (s sheet) way(b station.Bought) {
	const x = 690
	s.line(box{margin, 618, x - margin - 20, 130}, zpl.AlignLeft, field{"routing", b.Routing})
	if shows(b.Lane) {
		s.rule(box{x - 18, 604, 3, 148})
		s.line(box{x, 612, 200, 22}, zpl.AlignLeft, own("LANE"))
		s.line(box{x, 642, margin + inner - x, 105}, zpl.AlignLeft, field{"lane", b.Lane})
	}
}

// figures are order, parcel and weight, each under its name.
func (s sheet) figures(d station.Document) {
	n := d.Shipment
	for _, c := range [...]struct {
		b     box
		title string
		f     field
	}{
		{box{margin, 764, 480, 56}, "ORDER", field{"order number", either(d.OrderNo, n.OrderNo)}},
		{box{530, 764, 200, 56}, "PARCEL", own(ofAll(n.Parcel, n.Of))},
		{box{750, 764, margin + inner - 750, 56}, "WEIGHT", own(weight(n.WeightG))},
	} {
		if !shows(c.f.text) {
			continue
		}
		title := c.b
		title.height = 22
		c.b.y += 27
		s.line(title, zpl.AlignLeft, own(c.title))
		s.line(c.b, zpl.AlignLeft, c.f)
	}
}

// ofAll is "2 of 3", "" when it is not known.
func ofAll(n, all int) string {
	if n < 1 {
		return ""
	}
	return fmt.Sprintf("%d of %d", n, max(n, all))
}

// weight is grams as people read them, "" for none.
func weight(grams int) string {
	if grams < 1 {
		return ""
	}
	return fmt.Sprintf("%d.%03d kg", grams/1000, grams%1000)
}

// tracking is the carrier's number as a barcode with its text below.
func (s sheet) tracking(number string) {
	if number == "" {
		return
	}
	f := field{"tracking number", number}
	if !s.barcode(box{0, 864, paperWidth, 140}, f) {
		s.pad.warn("tracking number does not fit into a barcode: it stands there in letters only")
	}
	s.line(box{margin, 1010, inner, 40}, zpl.AlignCentre, f)
}

// barcode draws a text as Code 128 if it has only characters that can be seen,
// so that no scan of a label of ours types a control key.
func (s sheet) barcode(b box, f field) bool {
	for _, c := range []byte(f.text) {
		if c < ' ' || c > '~' {
			return false
		}
	}
	symbol, err := zpl.Code128(f.text)
	return err == nil && s.code(b, ssccModule, symbol)
}

// sscc is the lowest symbol of the label, with its text for people below.
func (s sheet) sscc(n parcelNumber) {
	bars := zpl.Bars{Module: s.dots(ssccModule), Height: s.dots(ssccHeight)}
	at := s.point(0, lowest-46-7-ssccHeight)
	at.X = (s.Width() - bars.Width(n.symbol)) / 2
	s.Barcode(at, bars, n.symbol)
	s.line(box{margin, lowest - 46, inner, 46}, zpl.AlignCentre, own(n.readable))
}
