package label

import (
	"strings"
	"unicode/utf8"

	"github.com/packwright/packwright/station/text"
)

// widths is how far each character from space to tilde advances in the
// printer's scalable font, in thousandths of its height. Printers differ a
// little and round to whole dots: see spare. Some draw a hyphen as long as a
// dash.
var widths = [...]int{
	253, 337, 337, 503, 503, 837, 670, 253, 337, 337, 503, 503, 282, 803, 282, 282, // space to /
	503, 503, 503, 503, 503, 503, 503, 503, 503, 503, 282, 282, 503, 503, 503, 503, // 0 to ?
	837, 559, 559, 559, 614, 503, 503, 614, 614, 282, 447, 559, 503, 782, 614, 614, // @ to O
	559, 614, 614, 559, 503, 614, 559, 837, 559, 559, 503, 337, 253, 337, 503, 503, // P to _
	337, 503, 503, 447, 503, 503, 282, 503, 503, 282, 282, 447, 282, 782, 503, 503, // ` to o
	503, 503, 337, 447, 282, 503, 447, 670, 447, 447, 392, 277, 253, 277, 503, // p to ~
}

// spare is what a text may be wider than calculated, in percent.
const spare = 5

// width is the room that a text takes in letters of a size, in the unit of
// size.
func width(s string, size int) int {
	thousandths := 0
	for _, r := range s {
		thousandths += advance(r)
	}
	return across(thousandths, size)
}

func across(thousandths, size int) int {
	return (thousandths*size*(100+spare) + 99_999) / 100_000
}

// fitting is how many bytes of a text, in whole characters, fit into the room.
func fitting(s string, room, size int) int {
	thousandths := 0
	for i, r := range s {
		if thousandths += advance(r); across(thousandths, size) > room {
			return i
		}
	}
	return len(s)
}

// advance is the width of one character. Letters with accents are as wide as
// those without, ligatures and signs at most as wide as what spells them.
func advance(r rune) int {
	const dash, widest = 1000, 1000
	if ' ' <= r && r <= '~' {
		return widths[r-' ']
	}
	if r == '—' || r == '–' {
		return dash
	}
	n := 0
	for _, c := range []byte(text.ASCII(string(r))) {
		n += widths[c-' ']
	}
	return min(n, widest)
}

// wrap breaks a text into lines at its spaces, and inside a word that is wider
// than a line.
func wrap(s string, room, size int) []string {
	var lines []string
	line := ""
	for _, word := range strings.Fields(s) {
		if longer := strings.TrimLeft(line+" "+word, " "); width(longer, size) <= room {
			line = longer
			continue
		}
		if line != "" {
			lines = append(lines, line)
		}
		var full []string
		full, line = split(word, room, size)
		lines = append(lines, full...)
	}
	if line != "" {
		lines = append(lines, line)
	}
	return lines
}

// split breaks a word into full lines and a rest that fits, behind a hyphen or
// the like where there is one. A line has at least one character.
func split(word string, room, size int) (full []string, rest string) {
	for {
		end := fitting(word, room, size)
		if end == len(word) {
			return full, word
		}
		if i := strings.LastIndexAny(word[:end], "-/_.,"); i > 0 {
			end = i + 1
		}
		_, first := utf8.DecodeRuneInString(word)
		end = max(end, first)
		full, word = append(full, word[:end]), word[end:]
	}
}
