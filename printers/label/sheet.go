package label

import (
	"github.com/packwright/packwright/printers/zpl"
)

// sheet is one label being laid out. All lengths are tenths of a mm, counted
// from its upper left corner.
type sheet struct {
	*zpl.Label
	pad *pad
}

// box is where something goes. For a line of text, height is that of the font.
type box struct{ x, y, width, height int }

// field is a text from outside with the name that warnings call it by; our own
// words have none.
type field struct{ name, text string }

func own(text string) field { return field{text: text} }

func (s sheet) dots(tenths int) int { return s.Density().Dots(tenths) }

func (s sheet) point(x, y int) zpl.Point { return zpl.Point{X: s.dots(x), Y: s.dots(y)} }

// rule draws a line as wide and thick as the box.
func (s sheet) rule(b box) {
	s.Bar(s.point(b.x, b.y), max(1, s.dots(b.width)), max(1, s.dots(b.height)))
}

// line writes one line, narrower where it is too long, and cut where it would
// become illegible.
func (s sheet) line(b box, a zpl.Align, f field) {
	str := s.pad.clean(f)
	if str == "" {
		return
	}
	squeezed, whole := squeeze(str, b.width, b.height)
	if !whole {
		s.pad.cut(f)
		str = shorten(str, b.width, narrowest(b.height))
	}
	font := zpl.Font{Height: s.dots(b.height)}
	if squeezed < b.height {
		font.Width = s.dots(squeezed)
	}
	s.Text(s.point(b.x+indent(a, b.width-width(str, squeezed)), b.y), font, str)
}

// indent is how far a line begins from the left that leaves so much free.
func indent(a zpl.Align, free int) int {
	switch a {
	case zpl.AlignRight:
		return max(0, free)
	case zpl.AlignCentre:
		return max(0, free) / 2
	}
	return 0
}

// narrowest is how far the letters of a height may be squeezed.
func narrowest(height int) int { return height * 6 / 10 }

// squeeze is the width of letters at which a line fits, and whether it does.
func squeeze(str string, room, height int) (letters int, fits bool) {
	need := width(str, height)
	if need <= room {
		return height, true
	}
	letters = height * room / need
	if least := narrowest(height); letters < least {
		return least, false
	}
	return letters, true
}

// block writes texts below each other, in the largest of the sizes in which
// all of them fit into the box. What does not even fit in the last size loses
// its ends.
func (s sheet) block(b box, a zpl.Align, sizes []int, fields ...field) {
	var texts []string
	var names []field
	for _, f := range fields {
		if str := s.pad.clean(f); str != "" {
			texts, names = append(texts, str), append(names, f)
		}
	}
	var lines [][]string
	size := 0
	for _, size = range sizes {
		if lines = wrapAll(texts, b.width, size); count(lines)*pitch(size) <= b.height {
			break
		}
	}
	for count(lines)*pitch(size) > b.height {
		i := longest(lines)
		if len(lines[i]) == 1 {
			break // more texts than lines: the box is made too small for its texts
		}
		lines[i] = curtail(lines[i], b.width, size)
		s.pad.cut(names[i])
	}
	s.lines(b, a, size, lines)
}

// lines writes lines that fit.
func (s sheet) lines(b box, a zpl.Align, size int, lines [][]string) {
	font := zpl.Font{Height: s.dots(size)}
	for _, part := range lines {
		for _, line := range part {
			s.Text(s.point(b.x+indent(a, b.width-width(line, size)), b.y), font, line)
			b.y += pitch(size)
		}
	}
}

// pitch is from one line to the next.
func pitch(size int) int { return size * 11 / 10 }

func wrapAll(texts []string, room, size int) [][]string {
	lines := make([][]string, len(texts))
	for i, t := range texts {
		lines[i] = wrap(t, room, size)
	}
	return lines
}

func count(lines [][]string) int {
	n := 0
	for _, part := range lines {
		n += len(part)
	}
	return n
}

// longest is the text of most lines.
func longest(lines [][]string) int {
	most := 0
	for i := range lines {
		if len(lines[i]) > len(lines[most]) {
			most = i
		}
	}
	return most
}

// curtail takes the last line away and shows it on the one before.
func curtail(lines []string, room, size int) []string {
	lines = lines[:len(lines)-1]
	last := len(lines) - 1
	lines[last] = shorten(lines[last]+" ..", room, size)
	return lines
}

// shorten cuts a text that is too wide and marks the place with two dots, so
// that nobody takes half a name for the whole.
func shorten(str string, room, size int) string {
	if width(str, size) <= room {
		return str
	}
	const dots = ".."
	return str[:fitting(str, room-width(dots, size), size)] + dots
}

// code draws a symbol in the middle of the box with its bars as wide as fit,
// none wider than widest, none narrower than what a hand scanner reads. It says
// whether the symbol fits.
func (s sheet) code(b box, widest int, symbol zpl.Symbol) bool {
	for _, try := range [...]zpl.Symbol{symbol, symbol.Dense()} {
		for module := min(widestModule, s.dots(widest)); module >= narrowestModule(s.Density()); module-- {
			bars := zpl.Bars{Module: module, Height: s.dots(b.height)}
			free := s.dots(b.width) - bars.Width(try)
			if free < 2*zpl.Quiet*module {
				continue
			}
			at := s.point(b.x, b.y)
			at.X += free / 2
			s.Barcode(at, bars, try)
			return true
		}
	}
	return false
}

// matrix draws a symbol of two dimensions in the middle of the box, as code does.
func (s sheet) matrix(b box, widest int, m zpl.Matrix) bool {
	for module := min(widestModule, s.dots(widest)); module >= narrowestModule(s.Density()); module-- {
		cells := zpl.Cells{Module: module}
		width, height := cells.Size(m)
		quiet := 2 * m.Quiet() * module
		right, below := s.dots(b.width)-width, s.dots(b.height)-height
		if right < quiet || below < quiet {
			continue
		}
		at := s.point(b.x, b.y)
		s.Matrix(zpl.Point{X: at.X + right/2, Y: at.Y + below/2}, cells, m)
		return true
	}
	return false
}

// widestModule is the widest bar that a printer draws, in dots.
const widestModule = 10

// narrowestModule is the bar that a hand scanner still reads, 0.25 mm, in dots.
func narrowestModule(d zpl.Density) int {
	const hundredths = 25
	return (hundredths*int(d) + 99) / 100
}

// cut notes that the end of a field is missing.
func (p *pad) cut(f field) {
	if f.name != "" {
		p.warn("%s is too long for the label: its end is missing", f.name)
	}
}

// barcode draws a text as Code 128 and says whether it fits.
func (s sheet) barcode(b box, f field) bool {
	symbol, err := visible(f.text)
	return err == nil && s.code(b, ssccModule, symbol)
}
