package bench

import (
	"strings"

	"github.com/packwright/packwright/station/text"
	"github.com/packwright/packwright/tui/kit"
)

// The two forms: a bench's monitor and a handheld. A monitor of 24 rows has one
// less inside tmux or screen, and goes without the line of what comes next. A
// window smaller than the handheld shows its upper left part.
const (
	wideCells, wideRows     = 80, 23
	smallCells, smallRows   = 40, 16
	handheldVerdict         = 4
	headWide, headSmall     = 2, 1
	belowWide, belowSmall   = 6, 4 // rule, LAST, rule, prompt, choices
	bandsOnScreen, restRows = 4, 12
)

// sheet is how this window is divided.
type sheet struct {
	theme   kit.Theme
	w       int
	small   bool
	scale   int // of big letters
	verdict int // rows of the verdict band
	banners int // lines of the header beyond the second, for what else is away
	body    int // rows between header and verdict
	coming  bool
}

// sheet divides the window: the letters are as large as four bands of them fit
// beside the twelve lines of text.
func (b *Bench) sheet() sheet {
	s := sheet{theme: b.theme, w: max(b.w, smallCells), small: b.w < wideCells || b.h < wideRows, scale: 1}
	if s.small {
		s.verdict = handheldVerdict
		s.body = max(b.h, smallRows) - headSmall - s.verdict - belowSmall
		return s
	}
	s.scale = max(1, min((b.h-restRows)/(3*bandsOnScreen), b.w/smallCells))
	s.verdict = max(3*s.scale, b.theme.Rows())
	s.banners = max(0, min(len(b.faults())-1, b.h-restRows-3*bandsOnScreen*s.scale))
	s.body = b.h - headWide - s.banners - s.verdict - belowWide
	if b.coming() && b.h > wideRows {
		s.coming = true
		s.body--
	}
	return s
}

// rows is how many rows of letters a band gets: where the letters need more
// than there are, the active band has them and the others are text.
func (s sheet) rows(active bool) int {
	switch {
	case s.theme.Rows() <= 3*s.scale:
		return 3 * s.scale
	case active && !s.small:
		return s.theme.Rows()
	case s.small:
		return 3
	}
	return 1
}

// band is one question or answer of a screen: a line of text over big letters.
type band struct {
	title       string // "1 GO"
	left, right string
	big         string
	active      bool
}

func (s sheet) ink(active bool) kit.Ink {
	if active {
		return s.theme.Active
	}
	return s.theme.Text
}

// draw is the band in w cells, rows of letters under the line.
func (s sheet) draw(b band, w, rows int) []string {
	ink := s.ink(b.active)
	left := " " + b.title + "  " + b.left
	if !kit.Spelt(b.big, w-2) {
		left = " " + b.title + "  " + b.big + "  " + b.left
	}
	return append([]string{s.theme.Line(ink, left, b.right, w)}, s.letters(ink, b.big, w, rows)...)
}

// letters is big text behind a margin.
func (s sheet) letters(ink kit.Ink, big string, w, rows int) []string {
	margin := make([]string, rows)
	for i := range margin {
		margin[i] = ink.Paint("  ")
	}
	return kit.Columns(margin, s.theme.Big(ink, big, w-2, rows))
}

// stack draws bands one under the other; on a handheld only the active one has
// big letters.
func (s sheet) stack(bands ...band) []string {
	var lines []string
	for _, b := range bands {
		if s.small && !b.active {
			lines = append(lines, s.theme.Line(s.theme.Text, " "+b.title+"  "+b.big+"  "+b.left, "", s.w))
			continue
		}
		lines = append(lines, s.draw(b, s.w, s.rows(b.active))...)
	}
	return lines
}

// beside draws bands side by side, the widths given; what is left over goes to
// the last one.
func (s sheet) beside(widths []int, bands ...band) []string {
	active := false
	for _, b := range bands {
		active = active || b.active
	}
	blocks := make([][]string, len(bands))
	left := s.w
	for i, b := range bands {
		w := left
		if i < len(widths) {
			w = min(left, widths[i])
		}
		left -= w
		blocks[i] = s.draw(b, w, s.rows(active))
	}
	return kit.Columns(blocks...)
}

// rule is a line across that parts what was said from what is asked.
func (s sheet) rule() string { return kit.Rule(s.theme.Text, "-", s.w) }

func (s sheet) line(left, right string) string {
	return s.theme.Line(s.theme.Text, left, right, s.w)
}

// exactly cuts the lines or fills them up with empty ones.
func (s sheet) exactly(lines []string, rows int) []string {
	for len(lines) < rows {
		lines = append(lines, "")
	}
	return lines[:max(0, rows)]
}

// join sets the parts that are not empty side by side.
func join(gap string, parts ...string) string {
	var kept []string
	for _, p := range parts {
		if p != "" {
			kept = append(kept, p)
		}
	}
	return strings.Join(kept, gap)
}

// pad is a cell of a list.
func (s sheet) pad(cell string, w int) string { return text.Pad(s.theme.Say(cell), w) }
