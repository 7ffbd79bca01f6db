package zpl

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// cleanLine is s without what a printer could obey or a reader cannot see.
func cleanLine(s string) string {
	return strings.Map(clean, strings.ToValidUTF8(breaks.Replace(s), "?"))
}

// cleanBlock is cleanLine for a text whose line breaks stay, each as one \n.
func cleanBlock(s string) string {
	lines := strings.Split(blockBreaks.Replace(s), "\n")
	for i := range lines {
		lines[i] = strings.ReplaceAll(cleanLine(lines[i]), `\`, "/")
	}
	return strings.Join(lines, "\n")
}

var (
	breaks      = strings.NewReplacer("\r\n", " ", "\r", " ", "\n", " ", "\t", " ", "\v", " ", "\f", " ", "\u0085", " ", "\u2028", " ", "\u2029", " ")
	blockBreaks = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\u0085", "\n", "\u2028", "\n", "\u2029", "\n")
)

// clean is r as it may stand on a label, or -1.
func clean(r rune) rune {
	switch {
	case r == utf8.RuneError:
		return '?'
	case unicode.In(r, unicode.Cc, unicode.Cf):
		return -1
	case unicode.Is(unicode.Zs, r):
		return ' '
	case !unicode.IsGraphic(r):
		return '?'
	}
	return r
}

// escape writes s as field data after ^FH_: letters, digits, spaces and
// harmless signs as they are, the line break of a block as ZPL spells it,
// every other byte as its two hexadecimal digits.
func escape(b *strings.Builder, s string) {
	for i := range len(s) {
		switch c := s[i]; {
		case harmless(c):
			b.WriteByte(c)
		case c == '\n':
			b.WriteString(`\&`)
		default:
			fmt.Fprintf(b, "_%02X", c)
		}
	}
}

// harmless is true of bytes that mean nothing in any language a label printer
// speaks. The exclamation mark, braces, quotes and the like start commands of
// others than ZPL.
func harmless(c byte) bool {
	switch {
	case 'a' <= c && c <= 'z', 'A' <= c && c <= 'Z', '0' <= c && c <= '9':
		return true
	}
	return strings.IndexByte(" .,-/:;()#+'&>", c) >= 0
}
