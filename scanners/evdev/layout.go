package evdev

// A layout is what the keys type, by their codes.
type layout struct {
	plain, shifted, altGr map[uint16]rune
	dead                  map[uint16]bool // accents are typed by these
}

// layouts by name. A German scanner types accents as a German keyboard does:
// with a space after them, or joined with the letter after them.
var layouts = map[string]*layout{"us": us, "de": de}

var us = &layout{
	plain:   rows("1234567890-=", "qwertyuiop[]", "asdfghjkl;'`", `\zxcvbnm,./`, '<'),
	shifted: rows("!@#$%^&*()_+", "QWERTYUIOP{}", `ASDFGHJKL:"~`, "|ZXCVBNM<>?", '>'),
}

var de = &layout{
	plain:   rows("1234567890ß´", "qwertzuiopü+", "asdfghjklöä^", "#yxcvbnm,.-", '<'),
	shifted: rows("!\"§$%&/()=?`", "QWERTZUIOPÜ*", "ASDFGHJKLÖÄ°", "'YXCVBNM;:_", '>'),
	altGr: map[uint16]rune{
		3: '²', 4: '³', 8: '{', 9: '[', 10: ']', 11: '}', 12: '\\',
		16: '@', 18: '€', 27: '~', 50: 'µ', 86: '|',
	},
	dead: map[uint16]bool{13: true, 41: true},
}

// rows are the rows of keys with characters, from the digits down, and the key
// that American keyboards lack.
func rows(digits, upper, home, lower string, extra rune) map[uint16]rune {
	keys := map[uint16]rune{57: ' ', 86: extra}
	for first, row := range map[uint16]string{2: digits, 16: upper, 30: home, 43: lower} {
		for i, r := range []rune(row) {
			keys[first+uint16(i)] = r
		}
	}
	return keys
}

// keypad types the same on every keyboard; scanners mean digits by it whether
// the number lock is on or off.
var keypad = map[uint16]rune{
	55: '*', 71: '7', 72: '8', 73: '9', 74: '-', 75: '4', 76: '5', 77: '6',
	78: '+', 79: '1', 80: '2', 81: '3', 82: '0', 83: '.', 98: '/', 117: '=', 121: ',',
}

// accents join an accent with a letter.
var accents = map[rune]map[rune]rune{
	'^': pairs("aeiouAEIOU", "âêîôûÂÊÎÔÛ"),
	'´': pairs("aeiouyAEIOUY", "áéíóúýÁÉÍÓÚÝ"),
	'`': pairs("aeiouAEIOU", "àèìòùÀÈÌÒÙ"),
}

func pairs(letters, joined string) map[rune]rune {
	all := map[rune]rune{}
	with := []rune(joined)
	for i, r := range []rune(letters) {
		all[r] = with[i]
	}
	return all
}
