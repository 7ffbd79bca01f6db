package label

import (
	"fmt"

	"github.com/packwright/packwright/printers/zpl"
	"github.com/packwright/packwright/station"
)

// cells is one line of a document in the columns of a list, broken into lines.
type cells [][]string

const (
	rowLines = 3 // lines at most in a cell
	rowGap   = 8
)

func (r cells) height(size int) int {
	most := 1
	for _, lines := range r {
		most = max(most, len(lines))
	}
	return most*pitch(size) + rowGap
}

// pages deals the lines of a document to sheets, as many as the template's list
// needs. There is a first sheet even without a line.
func (t *template) pages(p *pad, c content) [][]cells {
	pages := [][]cells{nil}
	for _, e := range t.elements {
		if e.kind != "list" {
			continue
		}
		room, further := t.room(p, c, false), t.room(p, c, true)
		for i, l := range c.lines {
			r := e.cells(p, t.form, i, l)
			if need := r.height(e.letters[0]); need > room {
				pages, room = append(pages, nil), further
			}
			pages[len(pages)-1] = append(pages[len(pages)-1], r)
			room -= r.height(e.letters[0])
		}
	}
	return pages
}

// cells is a line of a document in the columns of the list.
func (e element) cells(p *pad, f form, i int, l station.SlipLine) cells {
	c := content{fields: map[string]string{
		"line.sku": l.SKU, "line.name": l.Name, "line.ordered": fmt.Sprint(l.Ordered), "line.here": fmt.Sprint(l.Here),
	}}
	var r cells
	for n, pattern := range e.texts {
		cell := c.fill(f, pattern)
		if cell.name != "" {
			cell.name = fmt.Sprintf("line %d %s", i+1, cell.name)
		}
		r = append(r, p.cell(cell, e.columns[n]-e.gap(n), e.letters[0]))
	}
	return r
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

// gap is the white at the right of a column.
func (e element) gap(column int) int {
	const usual = 12
	if e.gaps == nil {
		return usual
	}
	return e.gaps[column]
}

// alignment is that of a column.
func (e element) alignment(column int) zpl.Align {
	if e.aligns == nil {
		return zpl.AlignLeft
	}
	return e.aligns[column]
}

// list writes the lines of one sheet.
func (e element) list(s sheet, rows []cells) {
	b := e.at
	for _, r := range rows {
		b.x = e.at.x
		for n, lines := range r {
			b.width = e.columns[n] - e.gap(n)
			s.lines(b, e.alignment(n), e.letters[0], [][]string{lines})
			b.x += e.columns[n]
		}
		b.y += r.height(e.letters[0])
	}
}
