package evdev

import (
	"strconv"
	"unicode"
)

// Keys that are no characters, of linux/input-event-codes.h.
const (
	keyEsc        = 1
	keyBackspace  = 14
	keyTab        = 15
	keyEnter      = 28
	keyLeftCtrl   = 29
	keyLeftShift  = 42
	keyRightShift = 54
	keyLeftAlt    = 56
	keyCapsLock   = 58
	keyNumLock    = 69
	keyKPEnter    = 96
	keyRightCtrl  = 97
	keyRightAlt   = 100
	keyLinefeed   = 101
	keyLeftMeta   = 125
	keyRightMeta  = 126
	lastKey       = 255 // what follows are buttons, not keys
)

// What stands for a key that no label holds: the scan is refused by its name.
const (
	refuseKey  = "\x1b" // as a terminal tells of such keys
	refuseLost = "\x18" // cancel: keys were lost
)

// A keyboard makes text of keys going down and up.
type keyboard struct {
	layout *layout
	down   map[uint16]bool // modifiers
	caps   bool
	dead   rune   // an accent that waits for its letter
	number string // typed on the number pad while Alt is down
	lost   bool   // until the next report
}

// take acts on an event and says what it typed.
func (k *keyboard) take(e event) string {
	switch {
	case k.lost:
		k.lost = e.kind != evSyn || e.code != synReport
	case e.kind == evSyn && e.code == synDropped:
		*k = keyboard{layout: k.layout, caps: k.caps, lost: true}
		return refuseLost
	case e.kind == evLED && e.code == ledCaps:
		k.caps = e.value != 0
	case e.kind == evKey && e.code <= lastKey:
		return k.key(e.code, e.value)
	}
	return ""
}

func (k *keyboard) key(code uint16, value int32) string {
	switch code {
	case keyLeftShift, keyRightShift, keyLeftCtrl, keyRightCtrl, keyLeftAlt, keyRightAlt, keyLeftMeta, keyRightMeta:
		return k.modifier(code, value)
	}
	if value != pressed {
		return ""
	}
	switch code {
	case keyCapsLock:
		k.caps = !k.caps
		return ""
	case keyNumLock:
		return ""
	}
	switch {
	case k.down[keyLeftAlt] && !k.anyCtrl():
		return k.numbered(code)
	case k.down[keyRightAlt] && !k.altGr():
		return refuseKey
	}
	return k.accented(code)
}

// modifier notes what is held. A number typed with Alt ends when Alt goes up.
func (k *keyboard) modifier(code uint16, value int32) string {
	if k.down == nil {
		k.down = map[uint16]bool{}
	}
	k.down[code] = value != released
	if code != keyLeftAlt || value != released || k.number == "" {
		return ""
	}
	number := k.number
	k.number = ""
	return byNumber(number)
}

// numbered takes a digit of Alt and a number; any other key with Alt is one
// that no label holds.
func (k *keyboard) numbered(code uint16) string {
	digit, ok := keypad[code]
	if !ok || digit < '0' || digit > '9' || len(k.number) > 4 {
		k.number = ""
		return refuseKey
	}
	k.number += string(digit)
	return ""
}

// byNumber is the character of Alt and a number: with a leading zero that of
// Latin-1, below 128 that of ASCII. Others depend on the host and are no UTF-8
// here, so that the scan is refused.
func byNumber(number string) string {
	n, err := strconv.Atoi(number)
	switch {
	case err != nil || n > 255:
		return refuseKey
	case n >= 0xa0 && number[0] == '0':
		return string(rune(n))
	}
	return string([]byte{byte(n)})
}

// accented joins an accent with the letter after it.
func (k *keyboard) accented(code uint16) string {
	r, dead := k.char(code)
	before := k.dead
	k.dead = 0
	switch {
	case before == 0 && dead:
		k.dead = r
		return ""
	case before == 0:
		return k.typed(code, r)
	case r == ' ':
		return string(before)
	}
	if joined := accents[before][r]; joined != 0 && !k.ctrl() {
		return string(joined)
	}
	return string(before) + k.typed(code, r)
}

// typed is what a key types that waits for nothing.
func (k *keyboard) typed(code uint16, r rune) string {
	switch {
	case k.down[keyLeftMeta] || k.down[keyRightMeta]:
		return refuseKey
	case code == keyEnter || code == keyKPEnter:
		return "\r"
	case code == keyLinefeed:
		return "\n"
	case code == keyTab:
		return "\t"
	case code == keyBackspace:
		return "\x7f"
	case code == keyEsc:
		return "\x1b"
	case k.ctrl():
		return k.control(code, r)
	case r == 0:
		return refuseKey
	}
	return string(r)
}

// control is the control character of a key: of the character that it has, or
// else of the one at its place on a US keyboard, for scanners press either.
func (k *keyboard) control(code uint16, r rune) string {
	for _, c := range []rune{r, us.plain[code]} {
		if c >= '@' && c <= '_' || c >= 'a' && c <= 'z' {
			return string(c & 0x1f)
		}
	}
	return refuseKey
}

// char is the character of a key as the modifiers are; dead is an accent that
// waits for a letter.
func (k *keyboard) char(code uint16) (r rune, dead bool) {
	if r, ok := keypad[code]; ok {
		return r, false
	}
	shift := k.down[keyLeftShift] || k.down[keyRightShift]
	level := k.layout.plain
	switch {
	case k.altGr():
		return k.layout.altGr[code], false
	case shift:
		level = k.layout.shifted
	}
	r = level[code]
	if k.caps && unicode.IsLetter(r) {
		r = capsOf(r, k.layout, code, shift)
	}
	return r, k.layout.dead[code] && accents[r] != nil && !k.ctrl()
}

// capsOf turns the case of a letter round; ß has no other.
func capsOf(r rune, l *layout, code uint16, shift bool) rune {
	other := l.shifted[code]
	if shift {
		other = l.plain[code]
	}
	if unicode.IsLetter(other) {
		return other
	}
	return r
}

// altGr is the right Alt, or, as in Windows, control and the left one.
func (k *keyboard) altGr() bool {
	return len(k.layout.altGr) > 0 && (k.down[keyRightAlt] || k.anyCtrl() && k.down[keyLeftAlt])
}

// ctrl is control that is not half of AltGr.
func (k *keyboard) ctrl() bool {
	return k.anyCtrl() && !(k.altGr() && !k.down[keyRightAlt])
}

func (k *keyboard) anyCtrl() bool { return k.down[keyLeftCtrl] || k.down[keyRightCtrl] }
