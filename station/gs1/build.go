package gs1

import (
	"fmt"
	"strconv"
	"strings"
)

// Build is the data of a symbol that holds the elements in this order: what a
// scanner will send, with a separator (FNC1, as GS) behind each element that
// needs one and is not the last. FNC1 in front, which makes the symbol a GS1
// symbol, belongs to the printer. Every element is checked as Parse would.
func Build(elements ...Element) (string, error) {
	var s Scan
	for _, e := range elements {
		if _, ok := ais.exactly(e.AI); !ok {
			return "", fmt.Errorf("build symbol data: %w", &Error{Kind: AIUnknown, Found: e.AI})
		}
		if f := s.addWhole(e.AI, e.Data, 0); f.kind != "" {
			return "", fmt.Errorf("build symbol data: %w", &Error{Kind: f.kind, Offset: f.at, AI: e.AI, Found: e.Data[f.at : f.at+f.n]})
		}
	}
	if f := s.agree(); f.kind != "" {
		return "", fmt.Errorf("build symbol data: %w", &Error{Kind: f.kind, AI: s.blame})
	}
	return s.join(), nil
}

// join writes the elements one behind the other.
func (s *Scan) join() string {
	var b strings.Builder
	for i, e := range s.Elements() {
		b.WriteString(e.AI)
		b.WriteString(e.Data)
		if i < s.count-1 && !ais.specs[s.specs[i]-1].fixed {
			b.WriteString(separator)
		}
	}
	return b.String()
}

// ParseBracketed reads the form that is printed for people, (01)data(10)data,
// into s. A bracket inside of data stands behind a backslash.
func (o Options) ParseBracketed(s *Scan, text string) error {
	s.begin(text, o)
	s.Kind = GS1
	f := s.readBracketed(text)
	return s.verdict(text, f)
}

func (s *Scan) readBracketed(text string) fault {
	if text == "" {
		return fault{Empty, 0, 0}
	}
	for at := 0; at < len(text); {
		s.blame = ""
		ai, _, closed := strings.Cut(text[at:], ")")
		if !closed || ai == "" || ai[0] != '(' {
			return fault{BracketSyntax, at, 0}
		}
		ai = ai[1:]
		if _, ok := ais.exactly(ai); !ok && !(s.options.UnknownAIs && couldBeAI(ai)) {
			return fault{AIUnknown, at + 1, len(ai)}
		}
		at += len(ai) + 2
		if at == len(text) {
			return fault{BracketSyntax, at, 0}
		}
		n := untilBracket(text[at:])
		data := strings.ReplaceAll(text[at:at+n], `\(`, "(")
		if f := s.addWhole(ai, data, at); f.kind != "" {
			if len(data) < n {
				f.at, f.n = at, n // the backslashes are gone, places are not what they were
			}
			return f
		}
		at += n
	}
	return s.agree()
}

// isBracketed says that text begins as an identifier in brackets does.
func isBracketed(text string) bool {
	return len(text) >= 2 && text[0] == '(' && digit(text[1])
}

// couldBeAI says that ai is as long as an identifier can be and that none of the
// standard begins with the same two digits.
func couldBeAI(ai string) bool {
	return len(ai) >= 2 && len(ai) <= 4 && allDigits(ai) && ais.lengths[value(ai[:2])] == 0
}

// untilBracket is how much of text stands before the next bracket that opens.
func untilBracket(text string) int {
	for i := range len(text) {
		if text[i] == '(' && (i == 0 || text[i-1] != '\\') {
			return i
		}
	}
	return len(text)
}

// NewSSCC makes the number of a logistic unit: an extension digit, the company
// prefix that GS1 gave to the house (4 to 12 digits), a serial number filled up
// with zeros, and the check digit.
func NewSSCC(extension byte, companyPrefix string, serial int64) (string, error) {
	if !digit(extension) {
		return "", fmt.Errorf("make SSCC: extension %q is not a digit", extension)
	}
	if n := len(companyPrefix); n < 4 || n > 12 || !allDigits(companyPrefix) {
		return "", fmt.Errorf("make SSCC: company prefix %q is not 4 to 12 digits", companyPrefix)
	}
	digits := strconv.FormatInt(serial, 10)
	room := 16 - len(companyPrefix)
	if serial < 0 || len(digits) > room {
		return "", fmt.Errorf("make SSCC: serial %d does not fit into %d digits", serial, room)
	}
	body := string(extension) + companyPrefix + strings.Repeat("0", room-len(digits)) + digits
	return body + string(checkDigit(body)), nil
}
