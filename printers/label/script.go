package label

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"github.com/packwright/packwright/station/text"
)

// clean is the text of a field in characters that the printer has, on one
// line. What it has not is spelt in others and noted.
func (p *pad) clean(f field) string {
	if len(f.text) > longestField {
		p.cut(f)
		f.text = strings.ToValidUTF8(f.text[:longestField], "")
	}
	str, spelt, lost := printable(f.text)
	switch {
	case f.name == "":
	case lost:
		p.warn("%s holds characters that the printer does not have: a ? stands in their place", f.name)
	case spelt:
		p.warn("%s holds letters that the printer does not have: they are spelt in others", f.name)
	}
	return str
}

// longestField is more bytes than the paper has room for in any field.
const longestField = 2000

// shows says that something of a text can be seen.
func shows(s string) bool {
	str, _, _ := printable(s)
	return str != ""
}

// printable is s in what the printer's font has. Spelt says that letters were
// replaced by customary others, lost that question marks stand for some.
func printable(s string) (out string, spelt, lost bool) {
	var b strings.Builder
	for _, r := range norm.NFC.String(strings.ToValidUTF8(s, "\ufffd")) {
		switch {
		case unicode.IsSpace(r):
			b.WriteByte(' ')
		case unicode.In(r, unicode.Cc, unicode.Cf):
		case has(r):
			b.WriteRune(r)
		default:
			str, ok := spell(r)
			b.WriteString(str)
			spelt, lost = spelt || ok, lost || !ok
		}
	}
	return strings.Join(strings.Fields(b.String()), " "), spelt, lost
}

// has is true of the characters that font 0 prints after ^CI28: those of
// western and most of central Europe and Turkey. Cautious where printers
// differ, because one that has no letter prints an empty box.
func has(r rune) bool {
	return ' ' <= r && r <= '~' || 0xa1 <= r && r <= 0xff && r != 0xad || strings.ContainsRune(more, r)
}

const more = "ĄąĆćČčĎďĘęĚěĞğİıŁłŃńŇňŐőŒœŘřŚśŞşŠšŤťŮůŸŹźŻżŽž€–—‘’‚“”„†•…‰™‹›"

// spell is a character in those that the printer has. An accent without a
// letter is left out.
func spell(r rune) (str string, ok bool) {
	if unicode.IsMark(r) {
		return "", true
	}
	if latin, ok := others[unicode.ToLower(r)]; ok {
		return inCase(latin, r), true
	}
	str = text.ASCII(string(r))
	if str == "?" || strings.HasPrefix(str, `\`) {
		return "?", false
	}
	return str, true
}

// inCase gives the spelling a capital where the letter is one.
func inCase(latin string, r rune) string {
	if latin == "" || !unicode.IsUpper(r) {
		return latin
	}
	return strings.ToUpper(latin[:1]) + latin[1:]
}

// others are small letters of other alphabets as post offices spell them.
var others = map[rune]string{
	'а': "a", 'б': "b", 'в': "v", 'г': "g", 'д': "d", 'е': "e", 'ё': "e", 'ж': "zh", 'з': "z", 'и': "i", 'й': "i",
	'к': "k", 'л': "l", 'м': "m", 'н': "n", 'о': "o", 'п': "p", 'р': "r", 'с': "s", 'т': "t", 'у': "u", 'ф': "f",
	'х': "kh", 'ц': "ts", 'ч': "ch", 'ш': "sh", 'щ': "shch", 'ъ': "", 'ы': "y", 'ь': "", 'э': "e", 'ю': "yu", 'я': "ya",
	'і': "i", 'ї': "i", 'є': "ie", 'ґ': "g", 'ј': "j", 'љ': "lj", 'њ': "nj", 'ћ': "c", 'ђ': "dj", 'џ': "dz", 'ў': "u",
	'α': "a", 'β': "v", 'γ': "g", 'δ': "d", 'ε': "e", 'ζ': "z", 'η': "i", 'θ': "th", 'ι': "i", 'κ': "k", 'λ': "l", 'μ': "m",
	'ν': "n", 'ξ': "x", 'ο': "o", 'π': "p", 'ρ': "r", 'σ': "s", 'ς': "s", 'τ': "t", 'υ': "y", 'φ': "f", 'χ': "ch", 'ψ': "ps", 'ω': "o",
	'ά': "a", 'έ': "e", 'ή': "i", 'ί': "i", 'ό': "o", 'ύ': "y", 'ώ': "o", 'ϊ': "i", 'ϋ': "y", 'ΐ': "i", 'ΰ': "y",
}
