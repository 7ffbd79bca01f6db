package label

import (
	"fmt"

	"github.com/packwright/packwright/printers/zpl"
	"github.com/packwright/packwright/station"
)

// Columns of the packing slip, and the letters in its table.
const (
	skuX, skuWidth   = margin, 255
	nameX, nameWidth = 300, 430
	orderedX, hereX  = 740, 870
	numberWidth      = margin + inner - hereX
	rowSize          = 32
	rowLines         = 3 // lines at most for an article's number and name
	rowGap           = 8
	tableEnd         = lowest
)

// slip lays out a packing slip: what the customer ordered, how much of it is
// here, no prices.
func (p *pad) slip(d station.Document) error {
	head := p.slipHead(d)
	pages := paginate(p.rows(d.Lines), tableEnd-head.end, tableEnd-restTop)
	for i, rows := range pages {
		s, y := head.sheet, head.end
		if i > 0 {
			s, y = p.slipRest(d), restTop
		}
		s.line(box{700, 25, margin + inner - 700, 34}, zpl.AlignRight, own(fmt.Sprintf("Page %d of %d", i+1, len(pages))))
		y = s.table(y, rows)
		if i == len(pages)-1 {
			s.total(y, d.Lines)
		}
	}
	return nil
}

// opened is a first sheet with the height at which its table begins.
type opened struct {
	sheet sheet
	end   int
}

// title says what the paper is.
func title(d station.Document) string {
	if d.Gift {
		return "GIFT SLIP"
	}
	return "PACKING SLIP"
}

// slipHead is the first sheet with everything above the table.
func (p *pad) slipHead(d station.Document) opened {
	s := p.sheet(paperWidth, paperHeight)
	s.line(box{margin, 25, 400, 50}, zpl.AlignLeft, own(title(d)))
	if d.Copy > 1 {
		s.line(box{440, 25, 240, 50}, zpl.AlignLeft, own(fmt.Sprintf("COPY %d", d.Copy)))
	}
	order := field{"order number", d.OrderNo}
	s.line(box{margin, 85, 660, 80}, zpl.AlignLeft, field{order.name, "Order " + d.OrderNo})
	if n := d.Shipment; n.Parcel > 0 {
		s.line(box{700, 85, margin + inner - 700, 50}, zpl.AlignRight, own("Carton "+ofAll(n.Parcel, n.Of)))
	}
	if d.OrderNo != "" && !s.barcode(box{0, 175, paperWidth, 120}, order) {
		p.warn("order number does not fit into a barcode: it stands there in letters only")
	}
	s.line(box{margin, 310, 200, 22}, zpl.AlignLeft, own("SHIP TO"))
	s.block(box{margin, 338, 540, 200}, zpl.AlignLeft, []int{42, 36, 30, 26, 22}, address("ship-to", d.Shipment.ShipTo)...)
	s.line(box{600, 310, 200, 22}, zpl.AlignLeft, own("FROM"))
	s.block(box{600, 338, margin + inner - 600, 200}, zpl.AlignLeft, []int{30, 26, 22}, address("sender", d.Shipment.From)...)
	return opened{s, s.message(550, d)}
}

// message is what the customer is told, and returns where it ends.
func (s sheet) message(y int, d station.Document) int {
	const size, most = 36, 5
	if d.Gift {
		s.line(box{margin, y, inner, 50}, zpl.AlignLeft, own("A GIFT FOR YOU"))
		y += 60
	}
	note := field{"note", d.Note}
	lines := len(wrap(s.pad.clean(note), inner, size))
	if lines == 0 {
		return y
	}
	room := min(lines, most) * pitch(size)
	s.block(box{margin, y, inner, room}, zpl.AlignLeft, []int{size, 30, 26, 22}, note)
	return y + room + 15
}

// restTop is where the table of the second and further sheets begins.
const restTop = 90

// slipRest is a further sheet with what stands above its table.
func (p *pad) slipRest(d station.Document) sheet {
	s := p.sheet(paperWidth, paperHeight)
	s.line(box{margin, 25, 660, 50}, zpl.AlignLeft, field{"order number", "Order " + d.OrderNo})
	return s
}

// row is one article, broken into lines.
type row struct {
	sku, name     []string
	ordered, here int
}

func (r row) height() int { return max(1, len(r.sku), len(r.name))*pitch(rowSize) + rowGap }

func (p *pad) rows(lines []station.SlipLine) []row {
	rows := make([]row, len(lines))
	for i, l := range lines {
		of := fmt.Sprintf("line %d ", i+1)
		rows[i] = row{
			sku:     p.cell(field{of + "SKU", l.SKU}, skuWidth, rowSize),
			name:    p.cell(field{of + "name", l.Name}, nameWidth, rowSize),
			ordered: l.Ordered,
			here:    l.Here,
		}
	}
	return rows
}

// cell is a text in the lines that a row has for it.
func (p *pad) cell(f field, room, size int) []string {
	lines := wrap(p.clean(f), room, size)
	for len(lines) > rowLines {
		lines = curtail(lines, room, size)
		p.cut(f)
	}
	return lines
}

// paginate puts rows on pages, with room for the titles and the total on each.
// There is a first page even without a row.
func paginate(rows []row, first, rest int) [][]row {
	const titles, total = 45, 50
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
func (s sheet) table(y int, rows []row) int {
	s.rule(box{margin, y, inner, 3})
	s.columns(y+10, 24, [4]string{"SKU", "ARTICLE", "ORDERED", "HERE"})
	y += 45
	for _, r := range rows {
		s.lines(box{x: skuX, y: y}, zpl.AlignLeft, rowSize, [][]string{r.sku})
		s.lines(box{x: nameX, y: y}, zpl.AlignLeft, rowSize, [][]string{r.name})
		s.columns(y, rowSize, [4]string{2: fmt.Sprint(r.ordered), 3: fmt.Sprint(r.here)})
		y += r.height()
	}
	return y
}

// total is the end of the last table: who counts the box sees at once whether
// it is complete.
func (s sheet) total(y int, lines []station.SlipLine) {
	ordered, here := 0, 0
	for _, l := range lines {
		ordered, here = ordered+l.Ordered, here+l.Here
	}
	s.rule(box{margin, y, inner, 3})
	s.columns(y+10, 36, [4]string{"TOTAL", "", fmt.Sprint(ordered), fmt.Sprint(here)})
}

// columns writes our own words under each other's columns.
func (s sheet) columns(y, size int, words [4]string) {
	for i, b := range [...]box{{skuX, y, skuWidth, size}, {nameX, y, nameWidth, size}, {orderedX, y, numberWidth, size}, {hereX, y, numberWidth, size}} {
		align := zpl.AlignLeft
		if i > 1 {
			align = zpl.AlignRight
		}
		s.line(b, align, own(words[i]))
	}
}

// address is the lines of an address.
func address(of string, a station.Address) []field {
	return []field{
		{of + " name", a.Name},
		{of + " company", a.Company},
		{of + " street", a.Street},
		{of + " street 2", a.Street2},
		{of + " place", place(a)},
		{of + " country", a.Country},
	}
}
