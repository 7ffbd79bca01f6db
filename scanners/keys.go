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
// Bubble Tea asks terminals for: control and a letter, or the Enter of the
// number pad. Scanners press control+] for GS, and terminals that speak such
// a protocol tell it as ESC[93;5u or as ESC[27;5;93~.
func control(seq []byte) (byte, bool) {
	if string(seq) == "\x1bOM" {
		return '\r', true
	}
	if len(seq) < 4 || seq[1] != '[' {
		return 0, false
	}
	fields := strings.Split(string(seq[2:len(seq)-1]), ";")
	switch last := seq[len(seq)-1]; {
	case last == 'u' && len(fields) <= 2:
		return pressed(fields[0], append(fields, "1")[1])
	case last == '~' && len(fields) == 3 && fields[0] == "27":
		return pressed(fields[2], fields[1])
	}
	return 0, false
}

// pressed is the byte of a key with its modifiers, which count 1 too many: 1
// is shift, 4 control, 64 and 128 the locks, which change nothing.
func pressed(key, modifiers string) (byte, bool) {
	code, err := strconv.Atoi(firstOf(key))
	mods, bad := strconv.Atoi(firstOf(modifiers))
	if err != nil || bad != nil {
		return 0, false
	}
	const shift, ctrl, locks = 1, 4, 64 | 128
	switch mods = (mods - 1) &^ locks; {
	case (code == '\r' || code == keypadEnter) && mods&^shift == 0:
		return '\r', true
	case code == esc && mods == 0:
		return esc, true
	case mods&^shift == ctrl && (code >= '@' && code <= '_' || code >= 'a' && code <= 'z'):
		return byte(code) & 0x1f, true
	}
	return 0, false
}

const keypadEnter = 57414

// firstOf drops what follows a colon: other names of the key, press or release.
func firstOf(field string) string {
	field, _, _ = strings.Cut(field, ":")
	return field
}

// sequenceName tells a person what it was that no label of ours holds.
func sequenceName(seq []byte) string {
	const enough = 16
	switch {
	case len(seq) == 1:
		return controlName(seq[0])
	case len(seq) > enough:
		return "terminal sequence " + strconv.QuoteToASCII(string(seq[:enough])) + "..."
	}
	return "terminal sequence " + strconv.QuoteToASCII(string(seq))
}
