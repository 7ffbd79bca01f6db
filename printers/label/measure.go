package label

import (
	"strings"
	"unicode/utf8"

	"github.com/packwright/packwright/printers/zpl"
)

// spare is what a text may be wider than calculated, in percent: printers
// differ a little and round to whole dots.
const spare = 5

// width is the room that a text takes in letters of a size, in the unit of
// size.
func width(s string, size int) int {
	thousandths := 0
	for _, r := range s {
		thousandths += zpl.Advance(r)
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
		if thousandths += zpl.Advance(r); across(thousandths, size) > room {
			return i
		}
	}
	return len(s)
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
