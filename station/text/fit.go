package text

import (
	"strings"

	"github.com/charmbracelet/x/ansi"
)

// Width is the number of terminal cells that Line(s) takes.
func Width(s string) int {
	return cells(Line(s))
}

// cells is the width of a line.
func cells(line string) int {
	if plain(line) {
		return len(line)
	}
	return ansi.StringWidth(line)
}

// Fit is Line(s), cut to at most width cells. A cut text ends in
// two dots, so that nobody takes half a name for the whole.
func Fit(s string, width int) string {
	s = Line(s)
	if cells(s) <= width {
		return s
	}
	const dots = ".."
	if width <= len(dots) {
		return dots[:max(width, 0)]
	}
	return ansi.Truncate(s, width, dots)
}

// Pad is Fit(s, width), filled up with spaces to exactly that many cells.
func Pad(s string, width int) string {
	s = Fit(s, width)
	return s + strings.Repeat(" ", max(0, width-cells(s)))
}

// Block returns the lines of s, each of them safe as [Line] makes it, at most
// maxLines of them. When lines are left out, the last one shown ends in two
// dots. Empty lines at the end are not counted. A tab becomes a space.
func Block(s string, maxLines int) []string {
	if maxLines <= 0 {
		return nil
	}
	s = strings.TrimRight(breaks.Replace(s), "\n ")
	if s == "" {
		return nil
	}
	lines := strings.SplitN(s, "\n", maxLines+1)
	cut := len(lines) > maxLines
	lines = lines[:min(len(lines), maxLines)]
	for i := range lines {
		lines[i] = Line(lines[i])
	}
	if cut {
		lines[maxLines-1] = strings.TrimRight(lines[maxLines-1], " ") + " .."
	}
	return lines
}

// breaks makes every way to end a line the same.
var breaks = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\u0085", "\n", "\u2028", "\n", "\u2029", "\n", "\t", " ")
