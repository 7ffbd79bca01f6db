package text

import (
	"strings"

	"github.com/charmbracelet/x/ansi"
)

// Width is the number of terminal cells that Line(s) takes.
func Width(s string) int {
	return ansi.StringWidth(Line(s))
}

// Fit is Line(s), cut to at most the given number of cells. A cut text ends in
// two dots, so that nobody takes half a name for the whole.
func Fit(s string, cells int) string {
	s = Line(s)
	if ansi.StringWidth(s) <= cells {
		return s
	}
	const dots = ".."
	if cells <= len(dots) {
		return dots[:max(cells, 0)]
	}
	return ansi.Truncate(s, cells, dots)
}

// Pad is Fit(s, cells), filled up with spaces to exactly that many cells.
func Pad(s string, cells int) string {
	s = Fit(s, cells)
	return s + strings.Repeat(" ", max(0, cells-ansi.StringWidth(s)))
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
