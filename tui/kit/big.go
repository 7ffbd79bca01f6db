package kit

import (
	"strings"

	"github.com/packwright/packwright/station/text"
)

// The heights of a letter at scale 1, in rows: three of half blocks, five of
// reversed blanks.
const (
	blockRows = 3
	blankRows = 5
)

// Rows is how high big text is at scale 1.
func (t Theme) Rows() int {
	if t.Blocks {
		return blockRows
	}
	return blankRows
}

// Big draws s in the largest letters that fit into rows lines of w cells, at
// the left, in the middle of the rows, and fills the rest with the ink's paper.
// Where even scale 1 is too wide, the first words go, and then the first
// characters behind two dots: what things are called differs at its end. Where
// it is too high, s is one ordinary line.
func (t Theme) Big(ink Ink, s string, w, rows int) []string {
	letters := lettersOf(s)
	scale := rows / t.Rows()
	for scale > 1 && widthOf(letters)*scale > w {
		scale--
	}
	letters = cut(letters, s, w)
	if scale < 1 {
		if ink == t.Text {
			ink = t.Bold
		}
		return centre(ink, []string{ink.Paint(text.Pad(t.Say(s), w))}, w, rows)
	}
	if t.Blocks {
		return centre(ink, blocks(ink, letters, scale, w), w, rows)
	}
	return centre(ink, blanks(ink, letters, scale, w), w, rows)
}

// cut is the letters of s as far as they fit at scale 1: with narrow spaces,
// without the first words, without the first characters.
func cut(letters []glyph, s string, w int) []glyph {
	if widthOf(letters) <= w {
		return letters
	}
	words := strings.Fields(s)
	for i := range words {
		if letters = lettersOf(strings.Join(words[i:], narrow)); widthOf(letters) <= w {
			return letters
		}
	}
	dots := lettersOf("..")
	for len(letters) > 0 && widthOf(dots)+1+widthOf(letters) > w {
		letters = letters[1:]
	}
	if len(letters) == 0 {
		return nil
	}
	return append(dots, letters...)
}

// Spelt says that big letters show s whole in w cells: every character has a
// letter and nothing is cut.
func Spelt(s string, w int) bool {
	for _, r := range strings.ToUpper(s) {
		if _, known := font[r]; !known {
			return false
		}
	}
	return widthOf(lettersOf(s)) <= w
}

// BigWidth is how many cells s takes at the scale.
func BigWidth(s string, scale int) int { return widthOf(lettersOf(s)) * scale }

// narrow stands for a space of one pixel.
const narrow = "\t"

var narrowSpace = glyph{" ", " ", " ", " ", " ", " "}

// lettersOf is s in letters; what has none is a question mark.
func lettersOf(s string) []glyph {
	var g []glyph
	for i, word := range strings.Split(s, narrow) {
		if i > 0 {
			g = append(g, narrowSpace)
		}
		for _, r := range strings.ToUpper(text.ASCII(word)) {
			letter, known := font[r]
			if !known {
				letter = font['?']
			}
			g = append(g, letter)
		}
	}
	return g
}

// widthOf is the width at scale 1, with one pixel between letters.
func widthOf(letters []glyph) int {
	w := max(0, len(letters)-1)
	for _, g := range letters {
		w += g.width()
	}
	return w
}

// blocks draws two pixels in a cell.
func blocks(ink Ink, letters []glyph, scale, w int) []string {
	lines := make([]string, blockRows*scale)
	for y := range lines {
		var b strings.Builder
		upper, lower := 2*y/scale, (2*y+1)/scale
		cells := 0
		each(letters, func(g glyph, x int) {
			b.WriteString(strings.Repeat(half(g[upper][x], g[lower][x]), scale))
			cells += scale
		})
		lines[y] = ink.Paint(b.String() + strings.Repeat(" ", max(0, w-cells)))
	}
	return lines
}

func half(upper, lower byte) string {
	switch {
	case upper == '#' && lower == '#':
		return "█"
	case upper == '#':
		return "▀"
	case lower == '#':
		return "▄"
	}
	return " "
}

// blankPixels are the rows of pixels that five-row letters keep.
var blankPixels = [blankRows]int{0, 1, 2, 3, 5}

// blanks draws one pixel as one reversed blank.
func blanks(ink Ink, letters []glyph, scale, w int) []string {
	lines := make([]string, blankRows*scale)
	for y := range lines {
		var b strings.Builder
		run := runs{ink: ink, out: &b}
		cells := 0
		each(letters, func(g glyph, x int) {
			run.put(g[blankPixels[y/scale]][x] == '#', scale)
			cells += scale
		})
		run.put(false, max(0, w-cells))
		run.end()
		lines[y] = b.String()
	}
	return lines
}

// each visits the columns of pixels of the letters and of the gaps between.
func each(letters []glyph, column func(g glyph, x int)) {
	for i, g := range letters {
		if i > 0 {
			column(font[' '], 0)
		}
		for x := range g.width() {
			column(g, x)
		}
	}
}

// runs writes blanks, each stretch of ink or paper in one piece.
type runs struct {
	ink  Ink
	out  *strings.Builder
	n    int
	dark bool
}

func (r *runs) put(dark bool, n int) {
	if dark != r.dark {
		r.end()
		r.dark = dark
	}
	r.n += n
}

func (r *runs) end() {
	blank := strings.Repeat(" ", r.n)
	r.n = 0
	switch {
	case blank == "":
	case r.dark:
		r.out.WriteString(r.ink.inverse(blank))
	default:
		r.out.WriteString(r.ink.Paint(blank))
	}
}

// centre sets the lines into the middle of rows lines of the ink's paper.
func centre(ink Ink, lines []string, w, rows int) []string {
	above := max(0, rows-len(lines)) / 2
	return fill(ink, append(fill(ink, nil, w, above), lines...), w, rows)
}

// fill adds lines of the ink's paper, or cuts, to rows lines.
func fill(ink Ink, lines []string, w, rows int) []string {
	for len(lines) < rows {
		lines = append(lines, ink.Paint(strings.Repeat(" ", w)))
	}
	return lines[:max(0, rows)]
}
