package kit

import (
	"strings"

	"charm.land/lipgloss/v2"
)

// Ink is a style as the sequences before and after a text: painting is two
// concatenations, so that a frame costs microseconds.
type Ink struct {
	on, reversed, off string
}

// newInk takes the sequences from what the style makes of one cell.
func newInk(s lipgloss.Style) Ink {
	const cell = "x"
	on, off, _ := strings.Cut(s.Render(cell), cell)
	reversed, end, _ := strings.Cut(s.Reverse(!s.GetReverse()).Render(cell), cell)
	if off == "" {
		off = end
	}
	return Ink{on: on, reversed: reversed, off: off}
}

// Paint is the text in this ink. It must be safe already: this is the last
// thing that happens to a text.
func (i Ink) Paint(s string) string {
	if i.on == "" || s == "" {
		return s
	}
	return i.on + s + i.off
}

// inverse paints the text with ink and paper changed.
func (i Ink) inverse(s string) string {
	return i.reversed + s + i.off
}
