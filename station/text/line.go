// Package text makes untrusted text safe to show: names, addresses, notes and
// scans come from shops, carriers and barcodes, and any of them can hold
// terminal commands, text that runs backwards, or a formula for a spreadsheet.
//
// [Line], [Block], [Fit] and [Pad] are for a screen or a log, [CSV] for a cell
// that a spreadsheet will open, [ASCII] for a console that has few glyphs. None
// of them loses a foreign name: letters of any script pass unchanged.
//
// What is not here: colours and styles (measure a styled string with the
// package that styled it), the escaping of labels, SQL or JSON, and any
// judgement whether a text is right.
package text

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// maxMarks is how many combining marks in a row a letter may carry. Vietnamese,
// Thai and pointed Hebrew need at most three; towers of them draw over the
// lines above.
const maxMarks = 3

// Line returns s as one line that is safe in a cell of a screen or in a log.
// What could move a cursor, hide, reorder or be drawn outside its cells is
// written out as an escape such as \x1b or \u202e: control characters, bad
// UTF-8, format characters, line and paragraph separators, private and
// unassigned code points, invisible letters, marks without a letter. The fourth
// and later combining marks in a row become one question mark, every kind of
// space a plain one, and what only chooses the look of an emoji is left out.
//
// All other text comes through unchanged, and Line of a line is the same line.
func Line(s string) string {
	if plain(s) {
		return s
	}
	var l line
	l.Grow(len(s) + 16)
	for len(s) > 0 {
		r, n := utf8.DecodeRuneInString(s)
		l.put(r, s[:n])
		s = s[n:]
	}
	return l.String()
}

// plain says that s is printable ASCII throughout, as nearly all text is.
func plain(s string) bool {
	for i := range len(s) {
		if s[i] < ' ' || s[i] > '~' {
			return false
		}
	}
	return true
}

// line is a line being written.
type line struct {
	strings.Builder
	last  rune // what was drawn last, 0 at the start
	marks int  // combining marks in a row
}

// put writes the rune r, whose bytes are raw.
func (l *line) put(r rune, raw string) {
	switch {
	case r == utf8.RuneError && len(raw) == 1:
		l.escape(`\x%02x`, rune(raw[0]))
	case lookOnly(r) && unicode.In(l.last, unicode.S):
	case unicode.Is(unicode.Zs, r):
		l.draw(' ', " ")
	case !unicode.IsGraphic(r) || invisible(r) || overwide(r):
		l.escape(form(r), r)
	case unicode.IsMark(r):
		l.mark(r, raw)
	default:
		l.draw(r, raw)
	}
}

func (l *line) draw(r rune, raw string) {
	l.WriteString(raw)
	l.last, l.marks = r, 0
}

func (l *line) escape(form string, r rune) {
	fmt.Fprintf(l, form, r)
	l.last, l.marks = 'x', 0
}

// mark writes a combining mark, if there is a letter to carry it.
func (l *line) mark(r rune, raw string) {
	if l.last == 0 {
		l.escape(form(r), r)
		return
	}
	l.marks++
	switch {
	case l.marks <= maxMarks:
		l.WriteString(raw)
	case l.marks == maxMarks+1:
		l.WriteByte('?')
	}
}

// form is how r is written out.
func form(r rune) string {
	switch {
	case r <= 0x7f:
		return `\x%02x`
	case r <= 0xffff:
		return `\u%04x`
	}
	return `\U%08x`
}

// lookOnly is true of what follows an emoji and changes nothing but its look:
// the text and picture selectors and the skin tones. Terminals do not agree on
// the width of the result.
func lookOnly(r rune) bool {
	return r == 0xfe0e || r == 0xfe0f || 0x1f3fb <= r && r <= 0x1f3ff
}

// invisible is true of code points that count as letters or marks and show
// nothing: fillers, joiners, variation selectors.
func invisible(r rune) bool {
	return unicode.In(r, unicode.Other_Default_Ignorable_Code_Point, unicode.Variation_Selector) || r == 0x2800
}

// overwide is true of single code points that fonts draw across many cells:
// whole sentences in one Arabic ligature, long dashes, cuneiform.
func overwide(r rune) bool {
	return 0xfdfa <= r && r <= 0xfdfd || r == 0x2e3a || r == 0x2e3b || 0x12000 <= r && r <= 0x1254f
}
