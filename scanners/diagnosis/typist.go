package diagnosis

import (
	"strings"
	"unicode"
)

// caps is what caps lock does to the strokes.
type caps int

const (
	capsOff   caps = iota
	capsOn         // letters, as on Linux
	shiftLock      // every key, as on other systems with German and French keyboards
)

// convert is what a scanner does to letters by itself.
type convert int

const (
	asIs convert = iota
	allUpper
	allLower
)

// typist is a scanner that types for one keyboard, at a computer that may have
// another.
type typist struct {
	scanner, host *layout
	caps          caps
	convert       convert
	// swapped is another pair of keyboards that the label cannot tell from
	// this one; only these two are named then, not which is which.
	swapped bool
}

// types is what the terminal gets when the scanner reads the text.
func (t typist) types(text string) string {
	switch t.convert {
	case allUpper:
		text = strings.ToUpper(text)
	case allLower:
		text = strings.ToLower(text)
	}
	if t.scanner == t.host && t.caps == capsOff {
		return text
	}
	var b strings.Builder
	for _, r := range text {
		if s, ok := t.scanner.press(r); ok {
			b.WriteString(t.host.at(t.locked(s)))
		}
	}
	return b.String()
}

// locked is the stroke under caps lock.
func (t typist) locked(s stroke) stroke {
	if s.ctrl || s.altGr {
		return s
	}
	switch {
	case t.caps == shiftLock,
		t.caps == capsOn && unicode.ToUpper(t.host.plain[s.key]) == t.host.shifted[s.key] && unicode.IsLetter(t.host.plain[s.key]):
		s.shift = !s.shift
	}
	return s
}

func (t typist) foreign() bool { return t.scanner != t.host }

// typists is everybody who types the label differently, the likely ones first:
// the right one, caps lock, then scanners as they come out of the box.
var typists = everybody()

func everybody() []typist {
	var all []typist
	seen := map[string]int{}
	add := func(t typist) {
		typed := t.types(aim + Plain)
		if first, known := seen[typed]; known {
			f := &all[first]
			f.swapped = f.swapped || f.caps == t.caps && f.scanner == t.host && f.host == t.scanner
			return
		}
		seen[typed] = len(all)
		all = append(all, t)
	}
	for _, c := range []caps{capsOff, capsOn, shiftLock} {
		add(typist{scanner: us, host: us, caps: c})
	}
	add(typist{scanner: us, host: us, convert: allUpper})
	add(typist{scanner: us, host: us, convert: allLower})
	for _, c := range []caps{capsOff, capsOn, shiftLock} {
		for _, scanner := range layouts {
			for _, host := range layouts {
				add(typist{scanner: scanner, host: host, caps: c})
			}
		}
	}
	for _, host := range layouts {
		add(typist{scanner: us, host: host, convert: allUpper})
		add(typist{scanner: us, host: host, convert: allLower})
	}
	return all
}
