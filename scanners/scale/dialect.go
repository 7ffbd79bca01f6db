package scale

import (
	"fmt"
	"strings"
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
	Zero string      // what makes the scale take its load for nothing; empty when only its key can

	first, last byte                         // of an answer; a first of 0 is any byte
	restarts    bool                         // first can only be a first
	lines       bool                         // nothing but a line end before it tells that an answer is whole
	length      int                          // of an answer without first and last, 0 when it varies
	packets     bool                         // an answer is what one read of the device returns, never half of it
	read        func(string) (Reading, bool) // an answer without first and last
	write       func(Reading) string         // the same, for a virtual scale
}

// frame is a whole answer.
func (d Dialect) frame(body string) string {
	if d.first != 0 {
		body = string([]byte{d.first}) + body
	}
	if d.last != 0 {
		body += string([]byte{d.last})
	}
	return body
}

// Names are the dialects that a configuration may name.
func Names() []string {
	var names []string
	for _, d := range serial(Kilogram) {
		names = append(names, d.Name)
	}
	return names
}

func serial(unit Unit) []Dialect {
	return []Dialect{
		Toledo8217(unit), ToledoContinuous(), ToledoChecked(), SICS(), NCI(), NCIInverted(), AND(), Ohaus(), Adam(),
	}
}

// Named finds the dialect of a scale on a line that a configuration names. The
// unit is for scales that do not say theirs.
func Named(name string, unit Unit) (Dialect, error) {
	if _, ok := units[unit]; !ok {
		return Dialect{}, fmt.Errorf("unit %q of the scale: want kg, g, lb or oz", unit)
	}
	for _, d := range serial(unit) {
		if d.Name == name {
			return d, nil
		}
	}
	return Dialect{}, fmt.Errorf("dialect %q of the scale: want one of %s", name, strings.Join(Names(), ", "))
}
