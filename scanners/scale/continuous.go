package scale

import (
	"fmt"
	"strings"

	"github.com/packwright/packwright/station/port"
)

// ToledoContinuous is the continuous output of Mettler Toledo terminals: three
// status words, six digits of weight and six of tare, and a CR.
func ToledoContinuous() Dialect { return toledoStream("toledo-continuous", false) }

// ToledoChecked is ToledoContinuous of terminals that are set to send a
// checksum. Answers that do not add up count for nothing.
func ToledoChecked() Dialect { return toledoStream("toledo-continuous-check", true) }

// The status words of the stream are A, B and C. A and C are printable, so that
// no noise that looks like a beginning can be taken for one.
const (
	alwaysSet = 0x20 // in each of the words

	aPoint = 0x07 // where the decimal point is: 2 is behind the last digit

	bNegative = 0x02
	bOutside  = 0x04 // over or under what can be weighed
	bMotion   = 0x08
	bKilogram = 0x10 // the unit, when C names none
	bUnzeroed = 0x40

	cUnit     = 0x07
	cExpanded = 0x10 // ten times finer than the scale vouches for

	streamLength = 16 // three words, two numbers, CR
)

func toledoStream(name string, checked bool) Dialect {
	d := Dialect{
		Name: name,
		Line: port.Config{Baud: 9600, DataBits: 7, Parity: "even"},
		Zero: "Z",

		first: stx, restarts: true, length: streamLength,
		read: readStream, write: writeStream,
	}
	if !checked {
		return d
	}
	d.length++
	d.read = func(body string) (Reading, bool) {
		sent := body[len(body)-1]
		body = body[:len(body)-1]
		if sent&0x7f != checksum(body) {
			return Reading{}, false
		}
		return readStream(body)
	}
	d.write = func(r Reading) string {
		body := writeStream(r)
		return body + string(rune(checksum(body)))
	}
	return d
}

// checksum makes the low seven bits of a whole answer add up to nothing.
func checksum(body string) byte {
	sum := byte(stx)
	for _, b := range []byte(body) {
		sum += b & 0x7f
	}
	return -sum & 0x7f
}

func readStream(body string) (Reading, bool) {
	a, b, c := body[0], body[1], body[2]
	if a&0x60 != alwaysSet || b&alwaysSet == 0 || c&alwaysSet == 0 || body[streamLength-1] != '\r' || !digits(body[9:15]) {
		return Reading{}, false
	}
	g, err := streamGrams(body[3:9], a&aPoint, streamUnit(b, c))
	if b&bNegative != 0 {
		g = -g
	}
	switch {
	case b&bUnzeroed != 0:
		return Reading{Problem: Unzeroed}, true
	case b&bOutside != 0 && b&bNegative != 0:
		return Reading{Problem: Negative}, true
	case b&bOutside != 0:
		return Reading{Problem: Over}, true
	case c&cExpanded != 0:
		return Reading{Problem: Busy}, true
	case b&bMotion != 0:
		return Reading{Grams: g, Problem: Motion}, err == nil
	}
	return settled(g), err == nil
}

// streamUnit is the unit that the status words name, empty when it is none of
// ours.
func streamUnit(b, c byte) Unit {
	switch c & cUnit {
	case 0:
		if b&bKilogram != 0 {
			return Kilogram
		}
		return Pound
	case 1:
		return Gram
	case 3:
		return Ounce
	}
	return ""
}

func digits(field string) bool {
	return strings.Trim(strings.TrimLeft(field, " "), "0123456789") == ""
}

// streamGrams reads six digits whose decimal point is told apart from them.
func streamGrams(field string, point byte, unit Unit) (int, error) {
	number := strings.TrimLeft(field, " ")
	if point < 2 {
		return grams(number+strings.Repeat("0", int(2-point)), unit)
	}
	number = fmt.Sprintf("%06s", number)
	whole := len(number) - int(point-2)
	return grams(number[:whole]+"."+number[whole:], unit)
}

func writeStream(r Reading) string {
	b := byte(alwaysSet | bKilogram)
	g := r.Grams
	if g < 0 {
		b, g = b|bNegative, -g
	}
	switch r.Problem {
	case Motion:
		b |= bMotion
	case Over:
		b, g = b|bOutside, 0
	case Unzeroed:
		b |= bUnzeroed
	}
	return fmt.Sprintf("%c%c%c%6d%6d\r", alwaysSet|0x08|5, b, alwaysSet, g, 0)
}
