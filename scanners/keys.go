package scanners

import (
	"bytes"
	"strconv"
	"strings"
)

const (
	esc       = 0x1b
	bel       = 0x07
	backspace = 0x7f
	ctrlH     = 0x08
	ctrlU     = 0x15
)

const (
	pasteStart = "\x1b[200~"
	pasteEnd   = "\x1b[201~"
)

// longestSequence is more than any terminal answers to what we ask it.
const longestSequence = 4096

// whole says that seq, which began with ESC, needs no further byte. A single
// ESC is never whole: time tells whether it is the key.
func whole(seq []byte) bool {
	if len(seq) < 2 {
		return false
	}
	last := seq[len(seq)-1]
	switch seq[1] {
	case '[':
		if len(seq) > 2 && seq[2] == '[' { // function keys of the Linux console
			return len(seq) == 4
		}
		return len(seq) > 2 && last >= 0x40 && last <= 0x7e
	case 'O', 'N':
		return len(seq) == 3
	case ']', 'P', '_', '^', 'X':
		return last == bel || bytes.HasSuffix(seq[2:], []byte{esc, '\\'})
	}
	return true
}

// endless says that seq is a string of the terminal: a title, the clipboard.
// Such a string may hold almost any byte until its end.
func endless(seq []byte) bool {
	return len(seq) > 1 && strings.IndexByte("]P_^X", seq[1]) >= 0
}

// fits says whether b may continue seq. A line end never does: what comes
// after it belongs to the next scan.
func fits(seq []byte, b byte) bool {
	switch {
	case b == '\r', b == '\n', len(seq) >= longestSequence:
		return false
	case endless(seq):
		return true
	}
	return b >= 0x20 && b <= 0x7e
}

// wanted says that the program may have seq: a key, or the answer to something
// that Bubble Tea asks terminals for. Nobody asks for mice, the focus, the place
// of the cursor, the size in pixels or the clipboard: who tells of them is no
// terminal.
func wanted(seq []byte) bool {
	switch kindOf(seq) {
	case aKey, aKeyReport, anAnswer:
		return true
	}
	return false
}

// steers says that seq is a key that a person may hold down and that does no
// harm: arrows, Home, End, Page up and down.
func steers(seq []byte) bool {
	if len(seq) < 3 || seq[1] != '[' && seq[1] != 'O' {
		return false
	}
	middle, last := string(seq[2:len(seq)-1]), seq[len(seq)-1]
	if last == '~' {
		return middle == "5" || middle == "6"
	}
	return strings.IndexByte("ABCDFH", last) >= 0 && strings.Trim(middle, "0123456789;") == ""
}

// control is the byte that seq would have been without the key protocols that
// Bubble Tea asks terminals for: control and a letter, or escape. Scanners press
// control+] for GS, and terminals that speak such a protocol tell it as ESC[93;5u
// or as ESC[27;5;93~.
func control(seq []byte) (byte, bool) {
	code, mods, ok := pressed(seq)
	switch {
	case !ok:
		return 0, false
	case code == esc && mods == 0:
		return esc, true
	case mods&^shiftKey == controlKey && (code >= '@' && code <= '_' || code >= 'a' && code <= 'z'):
		return byte(code) & 0x1f, true
	}
	return 0, false
}

// enterKey says that seq is the Enter of the number pad, or Enter in the words
// of a key protocol. It ends what a person typed; scanners end with CR.
func enterKey(seq []byte) bool {
	code, mods, ok := pressed(seq)
	return string(seq) == "\x1bOM" || ok && (code == '\r' || code == keypadEnter) && mods&^shiftKey == 0
}

// The modifiers of a key protocol, which tells them 1 too high. The locks
// change nothing.
const (
	shiftKey   = 1
	controlKey = 4
	lockKeys   = 64 | 128
)

const keypadEnter = 57414

// pressed is the key that seq tells of in the words of a key protocol.
func pressed(seq []byte) (code, mods int, ok bool) {
	if len(seq) < 4 || seq[1] != '[' || seq[len(seq)-1] != 'u' && seq[len(seq)-1] != '~' {
		return 0, 0, false
	}
	fields := strings.Split(string(seq[2:len(seq)-1]), ";")
	key, modifiers := "", "1"
	switch last := seq[len(seq)-1]; {
	case last == 'u' && len(fields) == 1:
		key = fields[0]
	case last == 'u' && len(fields) == 2:
		key, modifiers = fields[0], fields[1]
	case last == '~' && len(fields) == 3 && fields[0] == "27":
		key, modifiers = fields[2], fields[1]
	}
	code, err := strconv.Atoi(firstOf(key))
	mods, bad := strconv.Atoi(firstOf(modifiers))
	return code, (mods - 1) &^ lockKeys, err == nil && bad == nil && !released(seq)
}

// released says that a key was let go, which nobody asks terminals to tell.
func released(seq []byte) bool {
	return len(seq) > 4 && seq[1] == '[' && strings.HasSuffix(string(seq[2:len(seq)-1]), ":3")
}

// firstOf drops what follows a colon: other names of the key, press or release.
func firstOf(field string) string {
	field, _, _ = strings.Cut(field, ":")
	return field
}
