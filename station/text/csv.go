package text

import "strings"

// CSV is Line(s) for a cell of a file that a spreadsheet may open. A text that
// the spreadsheet would calculate gets an apostrophe in front, also behind a
// comma or semicolon, because a spreadsheet of another country divides cells
// there. The quoting of the cell stays with the writer of the file. Numbers of
// our own do not pass through here.
func CSV(s string) string {
	s = Line(s)
	var b strings.Builder
	start := true // a cell could start here, spaces aside
	for _, r := range s {
		if start && calculates(r) {
			b.WriteByte('\'')
		}
		b.WriteRune(r)
		start = divides(r) || start && (r == ' ' || r == '"')
	}
	return b.String()
}

// calculates is true of what begins a formula, in either width.
func calculates(r rune) bool {
	return strings.ContainsRune("=+-@＝＋－＠", r)
}

func divides(r rune) bool {
	return r == ',' || r == ';'
}
