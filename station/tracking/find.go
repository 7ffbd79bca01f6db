package tracking

import (
	"slices"
	"strings"
)

// Number is what a text is to a carrier.
type Number struct {
	Carrier string // such as ups, dhl, royal-mail
	Service string // the format's name with this carrier, such as 1z
	Text    string // what the carrier tracks, without spaces and address codes
	Proof   Proof
}

// Proof is how sure it is that a number is this carrier's.
type Proof uint8

// The proofs, the best first.
const (
	Checked Proof = iota // its check digit is right
	Form                 // it has letters as no other has; there is no check digit
	Length               // it is as many digits
)

var proofNames = [...]string{"check digit", "form", "length"}

// String is the proof in words.
func (p Proof) String() string { return proofNames[p] }

// longest is how many characters a number has at most, spaces aside.
const longest = 48

// Find adds to numbers what text is to each carrier that it could be of, the
// best proven first, and of those the one whose numbers begin alike. Spaces count for nothing. It does not allocate, but for
// room in numbers and for text with spaces.
func Find(numbers []Number, text string) []Number {
	text = compact(text)
	first := len(numbers)
	for _, f := range ofLength[len(text)] {
		if f.fits(text) && f.proves(text) {
			numbers = append(numbers, Number{f.carrier, f.service, f.number.of(text), f.proof})
		}
	}
	if len(numbers)-first > 1 {
		slices.SortStableFunc(numbers[first:], func(a, b Number) int { return int(a.Proof) - int(b.Proof) })
	}
	return numbers
}

// Near tells of text that is a carrier's number by its look, but for its check
// digit, which is wrong. It returns the number and where in it, spaces aside,
// the check digit stands.
func Near(text string) (n Number, at int, ok bool) {
	text = compact(text)
	for _, f := range ofLength[len(text)] {
		if f.check == nil || !f.telling() || !f.fits(text) || f.proves(text) {
			continue
		}
		end := f.checked.to
		if end == 0 {
			end = len(text)
		}
		return Number{f.carrier, f.service, f.number.of(text), Form}, end - 1, true
	}
	return Number{}, 0, false
}

// telling says that nothing else has the form: it begins with two letters or
// digits that stand, or is a postal number.
func (f *format) telling() bool {
	return len(f.parts[0].text) >= 2 && f.parts[0].class == 0 || f.parts[0].class == 'a' && len(f.parts) > 2
}

// compact is text without spaces, and without the separator that a GS1 label has
// behind its address code; "" if it is too long for any number.
func compact(text string) string {
	gap := " "
	if strings.HasPrefix(text, "420") {
		gap = " \x1d"
	}
	if !strings.ContainsAny(text, gap) {
		if len(text) > longest {
			return ""
		}
		return text
	}
	var room [longest]byte
	short := room[:0]
	for i := range len(text) {
		if strings.IndexByte(gap, text[i]) >= 0 {
			continue
		}
		if len(short) == longest {
			return ""
		}
		short = append(short, text[i])
	}
	return string(short)
}
