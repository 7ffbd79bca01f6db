package kit

import (
	"strings"

	"github.com/packwright/packwright/station/text"
)

// Column is one column of a table. Width 0 takes what the others leave.
type Column struct {
	Title string
	Width int
	Right bool // numbers
}

// Table is rows under titles.
type Table struct {
	Columns []Column
	Rows    [][]string
	// Inks paints a row where it should stand out; rows without an entry are
	// ordinary.
	Inks map[int]Ink
}

// Draw is the title line and the rows from the first one on, in exactly rows
// lines of w cells. When not all fit, the last line counts what is left out in
// the words of more, "%d more".
func (t Theme) Draw(b Table, first, w, rows int, more func(n int) string) []string {
	widths := b.widths(w)
	lines := []string{t.Bold.Paint(b.row(t, b.titles(), widths))}
	first = max(0, min(first, len(b.Rows)-1))
	left := b.Rows[min(first, len(b.Rows)):]
	shown := min(len(left), rows-1)
	if shown < len(left) && shown > 0 {
		shown--
	}
	for i, cells := range left[:max(0, shown)] {
		ink, stands := b.Inks[first+i]
		if !stands {
			ink = t.Text
		}
		lines = append(lines, ink.Paint(b.row(t, cells, widths)))
	}
	if shown < len(left) && len(lines) < rows {
		lines = append(lines, t.Line(t.Faint, more(len(left)-shown), "", w))
	}
	return fill(t.Text, lines, w, rows)
}

func (b Table) titles() []string {
	var titles []string
	for _, c := range b.Columns {
		titles = append(titles, c.Title)
	}
	return titles
}

// widths shares w out: a space before each column, the rest to the columns
// without a width.
func (b Table) widths(w int) []int {
	widths := make([]int, len(b.Columns))
	open := 0
	for i, c := range b.Columns {
		widths[i] = c.Width
		w -= c.Width + 1
		if c.Width == 0 {
			open++
		}
	}
	for i := range widths {
		if widths[i] == 0 {
			widths[i] = max(0, w/open)
		}
	}
	return widths
}

func (b Table) row(t Theme, cells []string, widths []int) string {
	var row strings.Builder
	for i, w := range widths {
		cell := ""
		if i < len(cells) {
			cell = t.Say(cells[i])
		}
		row.WriteByte(' ')
		if b.Columns[i].Right {
			cell = strings.Repeat(" ", max(0, w-text.Width(cell))) + cell
		}
		row.WriteString(text.Pad(cell, w))
	}
	return row.String()
}
