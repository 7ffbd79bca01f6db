package preview

import (
	"strings"
	"unicode/utf8"

	"github.com/packwright/packwright/printers/zpl"
	"github.com/packwright/packwright/station/text"
)

// Screen is a terminal to show labels on.
type Screen struct {
	Columns int  // of characters
	ASCII   bool // only what every console can show
}

// narrowest is how many columns a label needs for anything to be seen on it.
const narrowest = 20

// Text is the labels below each other in lines of at most s.Columns
// characters, each label with a frame around it. Lines of text are written out
// at about their place, whatever their size, so that they can be read; what
// finds no place there moves by a line or loses its end. Bars, boxes and
// pictures are drawn as coarse as characters are.
func Text(s Screen, labels ...*zpl.Label) string {
	var b strings.Builder
	for _, l := range labels {
		g := newGrid(l, max(narrowest, s.Columns)-2)
		g.shapes(l)
		for _, t := range texts(l) {
			g.text(t, s.ASCII)
		}
		g.write(&b, s.ASCII)
	}
	return b.String()
}

// grid is a label in characters. A character is as wide as cell dots and twice
// as high.
type grid struct {
	columns, rows int
	width, height int // of the label in dots
	cells         []cell
}

// cell is what stands in one character, the upper of it hiding the lower.
type cell struct {
	letter       string // with its accents; continued is the right half of a wide one
	line         side   // lines that leave the cell
	upper, lower bool   // halves that are black
}

const continued = "\x00"

// side is a set of directions.
type side byte

const (
	up side = 1 << iota
	down
	left
	right
)

func newGrid(l *zpl.Label, columns int) *grid {
	g := &grid{columns: columns, width: l.Width(), height: l.Height()}
	g.rows = max(1, (l.Height()*columns/l.Width()+1)/2)
	g.cells = make([]cell, g.columns*g.rows)
	return g
}

// at is the cell in a column and row, the nearest one for those outside.
func (g *grid) at(column, row int) *cell {
	column, row = min(max(0, column), g.columns-1), min(max(0, row), g.rows-1)
	return &g.cells[row*g.columns+column]
}

// column is where dots from the left lie.
func (g *grid) column(x int) int { return min(x*g.columns/g.width, g.columns-1) }

// row is where dots from the top lie.
func (g *grid) row(y int) int { return min(y*g.rows/g.height, g.rows-1) }

// shapes draws everything but text. A line thinner than a character becomes
// one; of the rest a half of a character is black where the dot in its middle
// is.
func (g *grid) shapes(l *zpl.Label) {
	c := blank(l)
	for _, i := range l.Items() {
		if b, ok := i.(zpl.BoxItem); ok && g.thin(b) {
			g.frame(b)
			continue
		}
		c.shape(i)
	}
	for n := range g.cells {
		x := (2*(n%g.columns) + 1) * g.width / (2 * g.columns)
		y := n / g.columns
		g.cells[n].upper = c.GrayAt(x, (4*y+1)*g.height/(4*g.rows)).Y == 0
		g.cells[n].lower = c.GrayAt(x, (4*y+3)*g.height/(4*g.rows)).Y == 0
	}
}

// thin says that a box is a line, or drawn in lines.
func (g *grid) thin(b zpl.BoxItem) bool { return 2*b.Line*g.columns < 3*g.width }

// frame draws the box in lines, a line of its own where it is no wider or no
// higher than that.
func (g *grid) frame(b zpl.BoxItem) {
	x0, x1 := g.column(b.At.X), g.column(b.At.X+b.Width-1)
	y0, y1 := g.row(b.At.Y), g.row(b.At.Y+b.Height-1)
	if b.Width <= 2*b.Line {
		x1 = x0
	}
	if b.Height <= 2*b.Line {
		y1 = y0
	}
	for x := x0; x < x1; x++ {
		for _, y := range [...]int{y0, y1} {
			g.at(x, y).line |= right
			g.at(x+1, y).line |= left
		}
	}
	for y := y0; y < y1; y++ {
		for _, x := range [...]int{x0, x1} {
			g.at(x, y).line |= down
			g.at(x, y+1).line |= up
		}
	}
}

// text writes one line of text. Upright and upside down are read alike; a text
// that runs down or up stands letter below letter.
func (g *grid) text(t zpl.TextItem, ascii bool) {
	s := text.Line(t.Text)
	if ascii {
		s = text.ASCII(t.Text)
	}
	const low = 600 // thousandths of its height: in the lower part of letters, so that sizes of one line share a row
	middle, base := t.Font.Height*capital/2000, t.Font.Height*low/1000
	long := t.Font.Across(t.Text)
	switch t.Font.Turn {
	case zpl.Right:
		g.upright(s, g.column(t.At.X+middle), g.row(t.At.Y), 1)
	case zpl.Left:
		g.upright(s, g.column(t.At.X+middle), g.row(t.At.Y+long-1), -1)
	default:
		g.line(s, g.column(t.At.X), g.row(t.At.Y+base))
	}
}

func (g *grid) upright(s string, column, row, step int) {
	for _, letter := range letters(s) {
		if row < 0 || row >= g.rows {
			return
		}
		if g.free(column, row) >= letter.width {
			g.put(column, row, letter)
		}
		row += step
	}
}

// line writes a line of text where it has room, and cuts it where it has none.
func (g *grid) line(s string, column, row int) {
	wide := text.Width(s)
	column = max(0, min(column, g.columns-wide))
	row = g.room(column, row, wide)
	for _, letter := range letters(text.Fit(s, g.free(column, row))) {
		g.put(column, row, letter)
		column += letter.width
	}
}

// room is the row with room for a text of the given width that is nearest to
// the one asked for: best one with nothing in it, else one without letters, else
// the one asked for.
func (g *grid) room(column, row, wide int) int {
	for _, clear := range [...]func(int) bool{
		func(y int) bool { return g.free(column, y) >= wide && !g.crossed(column, y, wide) },
		func(y int) bool { return g.free(column, y) >= wide },
	} {
		for _, off := range [...]int{0, -1, 1, -2, 2} {
			if y := row + off; y >= 0 && y < g.rows && clear(y) {
				return y
			}
		}
	}
	return row
}

// crossed says that a text would stand on a line or on something black.
func (g *grid) crossed(column, row, wide int) bool {
	for n := range wide {
		if c := g.at(column+n, row); c.line != 0 || c.upper || c.lower {
			return true
		}
	}
	return false
}

// free is how many cells from the column on hold no letters, with one between
// texts.
func (g *grid) free(column, row int) int {
	if column > 0 && g.at(column-1, row).letter != "" {
		return 0
	}
	n := 0
	for column+n < g.columns && g.at(column+n, row).letter == "" {
		n++
	}
	if column+n < g.columns {
		n--
	}
	return max(0, n)
}

func (g *grid) put(column, row int, l letter) {
	g.at(column, row).letter = l.text
	for n := 1; n < l.width; n++ {
		g.at(column+n, row).letter = continued
	}
}

// letter is what takes cells of its own: a character with what is drawn onto
// it.
type letter struct {
	text  string
	width int
}

// letters are those of a line. What would be drawn onto the cell in front of
// it is left out.
func letters(s string) []letter {
	const edge = "|"
	var all []letter
	before := text.Width(edge)
	for i, r := range s {
		wide := text.Width(edge + s[:i+utf8.RuneLen(r)])
		if wide > before {
			all = append(all, letter{string(r), wide - before})
			before = wide
			continue
		}
		if len(all) > 0 {
			all[len(all)-1].text += string(r)
		}
	}
	return all
}
