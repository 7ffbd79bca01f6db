package label

import (
	"fmt"

	"github.com/packwright/packwright/printers/zpl"
	"github.com/packwright/packwright/station"
)

// cells is one line of a document in the columns of a list, broken into lines.
type cells [][]string

func (r cells) height(size int) int {
	most := 1
	for _, lines := range r {
		most = max(most, len(lines))
	}
	return most*pitch(size) + rowGap
}

// pages deals the lines of a document to sheets, as many as the template's list
// needs. There is a first sheet even without a line.
func (t *template) pages(p *pad, lines []station.SlipLine) [][]cells {
	pages := [][]cells{nil}
	for _, e := range t.elements {
		if e.kind != "list" {
			continue
		}
		room := e.at.height
		for i, l := range lines {
			r := e.cells(p, t.form, i, l)
			if need := r.height(e.letters[0]); need > room {
				pages, room = append(pages, nil), e.at.height
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
		r = append(r, p.cell(cell, e.columns[n]-columnGap, e.letters[0]))
	}
	return r
}

// columnGap is the white between two columns of a list.
const columnGap = 12

// list writes the lines of one sheet.
func (e element) list(s sheet, rows []cells) {
	b := e.at
	for _, r := range rows {
		b.x = e.at.x
		for n, lines := range r {
			b.width = e.columns[n] - columnGap
			s.lines(b, zpl.AlignLeft, e.letters[0], [][]string{lines})
			b.x += e.columns[n]
		}
		b.y += r.height(e.letters[0])
	}
}
