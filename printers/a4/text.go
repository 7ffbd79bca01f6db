package a4

import (
	"maps"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// longestField is more bytes than the page has room for in any field.
const longestField = 4000

// clean is the text of a field on one line, in letters that the font has. The
// scripts of those that it has not are named.
func (p *paper) clean(f field) string {
	if len(f.text) > longestField {
		p.cut(f)
		f.text = f.text[:longestField]
	}
	var b strings.Builder
	missing := map[string]bool{}
	for _, r := range norm.NFC.String(strings.ToValidUTF8(f.text, "\ufffd")) {
		switch {
		case unicode.IsSpace(r):
			b.WriteByte(' ')
		case unicode.In(r, unicode.Cc, unicode.Cf):
		case p.has(r):
			b.WriteRune(r)
		default:
			b.WriteString(p.bare(r))
			missing[script(r)] = true
		}
	}
	if f.name != "" {
		for _, s := range slices.Sorted(maps.Keys(missing)) {
			p.warn("%s holds %s characters that the font does not have: they are written in others, or as ?", f.name, s)
		}
	}
	return strings.Join(strings.Fields(b.String()), " ")
}

func (p *paper) has(r rune) bool {
	ok, err := p.pdf.IsCurrFontContainGlyph(r)
	return err == nil && ok
}

// bare is a letter without the accent that the font lacks, else a question
// mark; a loose accent is left out.
func (p *paper) bare(r rune) string {
	if unicode.IsMark(r) {
		return ""
	}
	if c, _ := utf8.DecodeRuneInString(norm.NFKD.String(string(r))); c != r && unicode.IsLetter(c) && p.has(c) {
		return string(c)
	}
	return "?"
}

// script is the name of the script that a character belongs to.
func script(r rune) string {
	for _, name := range scripts {
		if unicode.Is(unicode.Scripts[name], r) {
			return name
		}
	}
	return "special"
}

// scripts are the names of all that belong to a language.
var scripts = slices.DeleteFunc(slices.Sorted(maps.Keys(unicode.Scripts)), func(name string) bool {
	return name == "Common" || name == "Inherited"
})

// wrap breaks a text into lines that fit the room, between words where it can.
func (p *paper) wrap(str string, room float64) []string {
	var lines []string
	line := ""
	for _, word := range strings.Fields(str) {
		if joined := strings.TrimSpace(line + " " + word); p.width(joined) <= room {
			line = joined
			continue
		}
		if line != "" {
			lines = append(lines, line)
		}
		for p.width(word) > room {
			n := p.fitting(word, room)
			lines, word = append(lines, word[:n]), word[n:]
		}
		line = word
	}
	if line != "" {
		lines = append(lines, line)
	}
	return lines
}

// shorten cuts a text that is too wide and marks the place.
func (p *paper) shorten(str string, room float64) string {
	if p.width(str) <= room {
		return str
	}
	return str[:p.fitting(str, room-p.width(".."))] + ".."
}

// fitting is how many bytes of a text fit into the room, in whole characters,
// at least one.
func (p *paper) fitting(str string, room float64) int {
	var ends []int
	for i := range str {
		ends = append(ends, i)
	}
	ends = append(ends, len(str))[1:]
	n, _ := slices.BinarySearchFunc(ends, room, func(end int, room float64) int {
		if p.width(str[:end]) <= room {
			return -1
		}
		return 1
	})
	return ends[max(0, n-1)]
}
