package text

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// ASCII is Line(s) in the glyphs that every console has, space to tilde.
// Accents are dropped, letters and signs with a customary spelling are spelt
// (ß is ss, € is EUR), anything else is one question mark a character. The
// result is for reading only: it may be longer than s and does not lead back.
func ASCII(s string) string {
	s = Line(s)
	if plain(s) {
		return s
	}
	var b strings.Builder
	for _, r := range norm.NFKC.String(s) {
		b.WriteString(spell(r))
	}
	return b.String()
}

// spell is one character in ASCII.
func spell(r rune) string {
	var b strings.Builder
	for _, part := range norm.NFKD.String(string(r)) {
		spelt, ok := spellings[part]
		switch {
		case ok:
			b.WriteString(spelt)
		case ' ' <= part && part <= '~':
			b.WriteRune(part)
		case !unicode.Is(unicode.M, part):
			return "?"
		}
	}
	return b.String()
}

// spellings are those that decomposition does not find.
var spellings = map[rune]string{
	'ß': "ss", 'ẞ': "SS", 'æ': "ae", 'Æ': "AE", 'œ': "oe", 'Œ': "OE", 'ø': "o", 'Ø': "O",
	'ł': "l", 'Ł': "L", 'đ': "d", 'Đ': "D", 'ð': "d", 'Ð': "D", 'þ': "th", 'Þ': "Th",
	'ħ': "h", 'Ħ': "H", 'ı': "i", 'ŋ': "n", 'Ŋ': "N", 'ŧ': "t", 'Ŧ': "T", 'ĸ': "k",
	'ƒ': "f", 'ə': "e", 'Ə': "E",
	'‘': "'", '’': "'", '‚': "'", '‛': "'", '“': `"`, '”': `"`, '„': `"`, '«': `"`, '»': `"`, '‹': "'", '›': "'",
	'‐': "-", '‒': "-", '–': "-", '—': "-", '―': "-", '−': "-", '•': "*", '·': ".", '×': "x", '÷': "/", '⁄': "/",
	'€': "EUR", '£': "GBP", '¥': "YEN", '©': "(c)", '®': "(r)", '°': "deg", '±': "+-",
	'¡': "!", '¿': "?", '§': "S", '¶': "P", '¢': "c", '→': "->", '←': "<-", '✓': "v", '✗': "x",
}
