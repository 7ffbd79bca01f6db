package kit

import (
	"strings"

	"github.com/packwright/packwright/station/text"
)

// Line is one line of w cells in one ink: left and, where there is room, right
// at the far end. The left part is cut first.
func (t Theme) Line(ink Ink, left, right string, w int) string {
	return ink.Paint(t.plainLine(left, right, w))
}

func (t Theme) plainLine(left, right string, w int) string {
	right = text.Fit(t.Say(right), max(0, w))
	room := w - text.Width(right)
	gap := ""
	if right != "" && room > 0 {
		gap = " "
		room--
	}
	return text.Pad(t.Say(left), max(0, room)) + gap + right
}

// Titled is a line that begins with a bold word.
func (t Theme) Titled(title, left, right string, w int) string {
	title = text.Fit(t.Say(title), max(0, w))
	return t.Bold.Paint(title) + t.plainLine(left, right, w-text.Width(title))
}

// Rule is a line across, of one sign with gaps as wide as the sign asks for.
func Rule(ink Ink, sign string, w int) string {
	n := max(1, len(sign))
	return ink.Paint(strings.Repeat(sign, w/n+1)[:max(0, w)])
}

// Columns sets blocks of as many lines side by side.
func Columns(blocks ...[]string) []string {
	lines := make([]string, len(blocks[0]))
	for _, block := range blocks {
		for i := range min(len(lines), len(block)) {
			lines[i] += block[i]
		}
	}
	return lines
}

// Wrap breaks a text at its spaces into lines of at most w cells; a word that
// is wider is cut.
func (t Theme) Wrap(s string, w int) []string {
	var lines []string
	line := ""
	for _, word := range strings.Fields(t.Say(s)) {
		word = text.Fit(word, w)
		switch {
		case line == "":
			line = word
		case text.Width(line)+1+text.Width(word) <= w:
			line += " " + word
		default:
			lines = append(lines, line)
			line = word
		}
	}
	if line != "" {
		lines = append(lines, line)
	}
	return lines
}

// ScanLine is where typed characters appear, w cells wide: the end of a long
// one stays in sight.
func (t Theme) ScanLine(typing string, w int) string {
	const mark, cursor = "> ", "_"
	room := w - len(mark) - len(cursor)
	typing = t.Say(typing)
	if over := text.Width(typing) - room; over > 0 {
		runes := []rune(typing)
		typing = string(runes[min(over, len(runes)):])
	}
	return t.Bold.Paint(text.Pad(mark+typing+cursor, max(0, w)))
}

// Meter shows how much of total is done as a bar of w cells.
func (t Theme) Meter(done, total, w int) string {
	full := "█"
	if !t.Blocks {
		full = "#"
	}
	room := max(0, w-2)
	n := 0
	if total > 0 {
		n = min(room, max(0, room*done/total))
	}
	return "[" + strings.Repeat(full, n) + strings.Repeat(".", room-n) + "]"
}
