package a4

import (
	"fmt"
	"strings"

	"github.com/packwright/packwright/station"
)

// Columns of the packing slip, in mm.
const (
	skuX, skuWidth   = left, 42.0
	nameX, nameWidth = 64.0, 93.0
	numberWidth      = 17.0
	orderedX         = 160.0
	hereX            = left + width - numberWidth
	rowSize          = 10 // points
	rowLines         = 4  // lines at most for an article's number and name
	rowGap           = 1.5
	restTop          = 35.0 // where the table begins on the second page and further
)

// slip lays out a packing slip: what the customer ordered, how much of it is
// here, no prices.
func (p *paper) slip(d station.Document) {
	p.page()
	y := p.slipHead(d)
	p.font(plain, rowSize)
	rows := p.rows(d.Lines)
	pages := paginate(rows, bottom-y, bottom-restTop)
	for i, part := range pages {
		if i > 0 {
			p.page()
			p.line(box{left, 20, 120, 12}, bold, alignLeft, field{"order number", "Order " + d.OrderNo})
			y = restTop
		}
		p.line(box{left + 120, 20, width - 120, 10}, plain, alignRight, own(fmt.Sprintf("Page %d of %d", i+1, len(pages))))
		y = p.table(y, part)
		if i == len(pages)-1 {
			p.total(y, d.Lines)
		}
	}
}

// slipHead is everything above the table of the first page, and returns where
// that ends.
func (p *paper) slipHead(d station.Document) float64 {
	n := d.Shipment
	p.line(box{left, 20, 80, 20}, bold, alignLeft, own("PACKING SLIP"))
	if d.Copy > 1 {
		p.line(box{left + 80, 20, 35, 20}, bold, alignLeft, own(fmt.Sprintf("COPY %d", d.Copy)))
	}
	p.line(box{left, 46, 85, 7}, plain, alignLeft, field{"sender", strings.Join(address(n.From), ", ")})
	p.rule(box{left, 50, 85, 0.2})
	var to []field
	for _, part := range address(n.ShipTo) {
		to = append(to, field{"ship-to", part})
	}
	p.block(box{left, 53, 85, 11}, plain, 7, to...)

	const x, room = 125.0, left + width - 125.0
	p.line(box{x, 46, room, 14}, bold, alignLeft, field{"order number", "Order " + d.OrderNo})
	if n.Parcel > 0 {
		p.line(box{x, 54, room, 11}, plain, alignLeft, own("Carton "+ofAll(n.Parcel, n.Of)))
	}
	if d.OrderNo != "" && !p.barcode(box{x, 62, room, 14}, d.OrderNo) {
		p.warn("order number does not fit into a barcode: it stands there in letters only")
	}
	return p.message(98, d)
}

func ofAll(n, of int) string {
	if of < n {
		return fmt.Sprint(n)
	}
	return fmt.Sprintf("%d of %d", n, of)
}

// message is what the customer is told, and returns where it ends.
func (p *paper) message(y float64, d station.Document) float64 {
	if d.Gift {
		p.line(box{left, y, width, 16}, bold, alignLeft, own("A gift for you"))
		y += 9
	}
	if end := p.block(box{left, y, width, 12}, plain, 8, field{"note", d.Note}); end > y {
		y = end + 3
	}
	return y
}

// address is the lines of an address that are not empty.
func address(a station.Address) []string {
	var lines []string
	for _, l := range []string{
		a.Name, a.Company, a.Street, a.Street2,
		strings.TrimSpace(a.PostalCode + " " + a.City), a.Region, a.Country,
	} {
		if strings.TrimSpace(l) != "" {
			lines = append(lines, l)
		}
	}
	return lines
}

// row is one article, broken into lines.
type row struct {
	sku, name     []string
	ordered, here int
}

func (r row) height() float64 {
	return float64(max(1, len(r.sku), len(r.name)))*pitch(rowSize) + rowGap
}

func (p *paper) rows(lines []station.SlipLine) []row {
	rows := make([]row, len(lines))
	for i, l := range lines {
		of := fmt.Sprintf("line %d ", i+1)
		rows[i] = row{
			sku:     p.cell(field{of + "SKU", l.SKU}, skuWidth),
			name:    p.cell(field{of + "name", l.Name}, nameWidth),
			ordered: l.Ordered,
			here:    l.Here,
		}
	}
	return rows
}

// cell is a text in the lines that a row has for it.
func (p *paper) cell(f field, room float64) []string {
	lines := p.wrap(p.clean(f), room)
	if len(lines) > rowLines {
		lines = lines[:rowLines]
		lines[rowLines-1] = p.shorten(lines[rowLines-1]+" ..", room)
		p.cut(f)
	}
	return lines
}

// paginate puts rows on pages, with room for the titles and the total on each.
// There is a first page even without a row.
func paginate(rows []row, first, rest float64) [][]row {
	const titles, total = 8.0, 10.0
	pages, room := [][]row{nil}, first-titles-total
	for _, r := range rows {
		if r.height() > room {
			pages, room = append(pages, nil), rest-titles-total
		}
		last := len(pages) - 1
		pages[last] = append(pages[last], r)
		room -= r.height()
	}
	return pages
}

// table writes rows under their titles and returns where it ends.
func (p *paper) table(y float64, rows []row) float64 {
	p.rule(box{left, y, width, 0.3})
	p.columns(y+2, 8, bold, [4]string{"SKU", "ARTICLE", "ORDERED", "HERE"})
	y += 8
	for _, r := range rows {
		p.column(skuX, y, r.sku)
		p.column(nameX, y, r.name)
		p.columns(y, rowSize, plain, [4]string{2: fmt.Sprint(r.ordered), 3: fmt.Sprint(r.here)})
		y += r.height()
	}
	return y
}

// column writes lines that fit below each other.
func (p *paper) column(x, y float64, lines []string) {
	p.font(plain, rowSize)
	for _, l := range lines {
		p.write(x, y, l)
		y += pitch(rowSize)
	}
}

// total is the end of the last table: who counts the box sees at once whether
// it is complete.
func (p *paper) total(y float64, lines []station.SlipLine) {
	ordered, here := 0, 0
	for _, l := range lines {
		ordered, here = ordered+l.Ordered, here+l.Here
	}
	p.rule(box{left, y, width, 0.3})
	p.columns(y+2, 12, bold, [4]string{"TOTAL", "", fmt.Sprint(ordered), fmt.Sprint(here)})
}

// columns writes our own words under each other's columns.
func (p *paper) columns(y, size float64, font string, words [4]string) {
	for i, b := range [...]box{{skuX, y, skuWidth, size}, {nameX, y, nameWidth, size}, {orderedX - 5, y, numberWidth, size}, {hereX, y, numberWidth, size}} {
		a := alignLeft
		if i > 1 {
			a = alignRight
		}
		p.line(b, font, a, own(words[i]))
	}
}
