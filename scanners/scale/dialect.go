package scale

import (
	"fmt"
	"time"

	"github.com/packwright/packwright/station/port"
)

// Reading is what a scale says.
type Reading struct {
	Grams   int       // may be negative
	Stable  bool      // may be used: at rest, in range, not negative
	Problem string    // why it may not be used, one of the constants; empty when Stable
	At      time.Time // when it was heard
}

// The problems of a reading.
const (
	Motion   = "motion"    // the load moves, or has only just come to rest
	Over     = "over"      // more than the scale can weigh
	Negative = "negative"  // less than nothing: something was on it when it was zeroed
	Unzeroed = "not zero"  // the scale could not find its zero when it was switched on
	Busy     = "busy"      // the scale answered that it cannot say
	Silent   = "no answer" // the cable is out, the scale is off, or it speaks another dialect
)

// settled is a reading of a scale that says it is at rest.
func settled(g int) Reading {
	if g < 0 {
		return Reading{Grams: g, Problem: Negative}
	}
	return Reading{Grams: g, Stable: true}
}

// Dialect is what one family of scales speaks.
type Dialect struct {
	Name string
	Line port.Config // how these scales come out of the box; the path is yours
	Ask  string      // what asks for a weight; empty when the scale talks by itself

	first, last byte                         // of an answer; a first of 0 is any byte
	restarts    bool                         // first can only be a first
	read        func(string) (Reading, bool) // an answer without first and last
	write       func(Reading) string         // the same, for a virtual scale
}

// frame is a whole answer.
func (d Dialect) frame(body string) string {
	if d.first == 0 {
		return body + string(rune(d.last))
	}
	return string(rune(d.first)) + body + string(rune(d.last))
}

// Named finds the dialect that a configuration names. The unit is for scales
// that do not say theirs.
func Named(name string, unit Unit) (Dialect, error) {
	if _, ok := units[unit]; !ok {
		return Dialect{}, fmt.Errorf("unit %q of the scale: want kg, g, lb or oz", unit)
	}
	for _, d := range []Dialect{Toledo8217(unit), SICS(), NCI(), NCIInverted(), AND()} {
		if d.Name == name {
			return d, nil
		}
	}
	return Dialect{}, fmt.Errorf("dialect %q of the scale: want toledo-8217, mt-sics, nci, nci-inverted or and", name)
}

// longestAnswer is more than any scale has to say.
const longestAnswer = 64

// A parser finds the answers in what a scale sends. Noise between them is
// skipped, and so is an answer that noise has hit.
type parser struct {
	d      Dialect
	inside bool
	body   []byte
}

// feed takes the next byte and says whether it ended an answer.
func (p *parser) feed(b byte) (Reading, bool) {
	if p.d.Line.DataBits == 7 {
		b &= 0x7f // the parity bit, when the line was opened with 8
	}
	switch {
	case b == p.d.last && (p.inside || p.d.first == 0):
		body := string(p.body)
		p.inside, p.body = false, p.body[:0]
		return p.d.read(body)
	case b == p.d.first && b != 0 && (!p.inside || p.d.restarts):
		p.inside, p.body = true, p.body[:0]
	case len(p.body) < longestAnswer:
		p.body = append(p.body, b)
	}
	return Reading{}, false
}
