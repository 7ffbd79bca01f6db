package gs1

import "strings"

// ValidISBN10 says that s is a book number of ten characters, hyphens aside,
// with the right check character: weights 10 to 1, modulo 11, X for ten.
func ValidISBN10(s string) bool { return mod11(s, 10) }

// ValidISSN says that s is the number of a periodical, eight characters with or
// without the hyphen, with the right check character.
func ValidISSN(s string) bool { return mod11(s, 8) }

// mod11 says that s has so many digits, hyphens aside, the last of which may be
// X, and that their sum, weighed from the right with 1, 2, 3 and so on, divides
// by 11.
func mod11(s string, length int) bool {
	sum, left := 0, length
	for i := range len(s) {
		switch c := s[i]; {
		case c == '-':
			continue
		case left == 0:
			return false
		case digit(c):
			sum += left * int(c-'0')
		case c == 'X' && left == 1:
			sum += 10
		default:
			return false
		}
		left--
	}
	return left == 0 && sum%11 == 0
}

// ValidISBN13 says that s is a book number of thirteen digits, hyphens aside:
// an EAN-13 that begins with 978 or 979.
func ValidISBN13(s string) bool {
	s = strings.ReplaceAll(s, "-", "")
	return len(s) == 13 && closes(s) && (strings.HasPrefix(s, "978") || strings.HasPrefix(s, "979"))
}

// ISBN is the book number of thirteen digits that the bars of a book hold; false
// if this is no book.
func (s *Scan) ISBN() (string, bool) {
	if s.Kind == EAN13 && ValidISBN13(s.Text) {
		return s.Text, true
	}
	return "", false
}

// ISBN10To13 is the number that the bars hold of a book known by ten characters;
// false if these are none.
func ISBN10To13(s string) (string, bool) {
	if !ValidISBN10(s) {
		return "", false
	}
	body := "978" + strings.ReplaceAll(s, "-", "")[:9]
	return body + string(checkDigit(body)), true
}

// ValidIMEI says that s is the number of a telephone: 15 digits, checked by the
// algorithm of Luhn.
func ValidIMEI(s string) bool { return len(s) == 15 && Luhn(s) }

// Luhn says that s is digits and the last of them is right by the algorithm of
// Luhn: every second digit from the right counts double, its own digits added.
func Luhn(s string) bool {
	if len(s) < 2 || !allDigits(s) {
		return false
	}
	sum := 0
	for i := range len(s) {
		d := int(s[len(s)-1-i] - '0')
		if i%2 == 1 {
			d *= 2
			d = d/10 + d%10
		}
		sum += d
	}
	return sum%10 == 0
}

// code39 are the characters of Code 39 in the order of their values.
const code39 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-. $/+%"

var in39Code = places(code39)

// Code39Check is the character that checks text in Code 39, modulo 43; false if
// text holds a character that Code 39 has not.
func Code39Check(text string) (byte, bool) {
	sum := 0
	for i := range len(text) {
		place := in39Code[text[i]]
		if place == 0 {
			return 0, false
		}
		sum += int(place - 1)
	}
	return code39[sum%len(code39)], text != ""
}

// ValidCode39 says that the last character of text checks the others.
func ValidCode39(text string) bool {
	if text == "" {
		return false
	}
	last := len(text) - 1
	check, ok := Code39Check(text[:last])
	return ok && check == text[last]
}

// IsCountry says that s is the two letters of a country in ISO 3166.
func IsCountry(s string) bool { return countryLetters(s).kind == "" }
