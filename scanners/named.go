package scanners

import (
	"strconv"
	"strings"
)

// A kind is what an escape sequence is, in the words of its refusal.
type kind string

const (
	aPasteMark kind = "paste marker"
	aKey       kind = "function key"
	aKeyReport kind = "key report"
	aRelease   kind = "key release"
	anEnter    kind = "number pad key"
	aReport    kind = "terminal report"
	anAnswer   kind = "terminal answer" // to what Bubble Tea asks
	aCommand   kind = "terminal command"
	aString    kind = "terminal string"
)

// kindOf tells what a whole sequence is.
func kindOf(seq []byte) kind {
	switch {
	case len(seq) < 2 || seq[0] != esc:
		return aKey
	case string(seq) == pasteStart, string(seq) == pasteEnd:
		return aPasteMark
	case enterKey(seq):
		return anEnter
	case seq[1] == 'O':
		return aKey
	case seq[1] == '[':
		return kindOfCSI(string(seq[2:]))
	case endless(seq):
		return kindOfString(seq[1], string(seq[2:]))
	}
	return aCommand
}

// kindOfCSI is the kind of ESC [ and the rest.
func kindOfCSI(rest string) kind {
	if rest == "" {
		return aCommand
	}
	last := rest[len(rest)-1]
	private := strings.IndexByte("<=>?", rest[0]) >= 0
	switch {
	case strings.HasSuffix(rest[:len(rest)-1], ":3"):
		return aRelease
	case strings.HasSuffix(rest, "$y"), private && (last == 'c' || last == 'u'):
		return anAnswer
	case private, strings.IndexByte("MIOcnt", last) >= 0, last == 'R' && rest != "R" && rest[0] != '1':
		return aReport // of the mouse, the focus, the cursor, the window
	case last == 'u', strings.HasPrefix(rest, "27;") && last == '~':
		return aKeyReport
	case last == '~', strings.IndexByte("ABCDEFHPQRSZ", last) >= 0, rest[0] == '[':
		return aKey
	}
	return aCommand
}

// kindOfString is the kind of a string that opens with ESC and b.
func kindOfString(b byte, rest string) kind {
	for _, answer := range []string{"]10;", "]11;", "]12;", "P>|", "P1+r", "P0+r"} {
		if strings.HasPrefix(string(b)+rest, answer) {
			return anAnswer
		}
	}
	return aString
}

// stringNames are the strings of a terminal by the byte after ESC.
var stringNames = map[byte]string{']': "OSC", 'P': "DCS", '_': "APC", '^': "PM", 'X': "SOS"}

// sequenceName tells a person what it was that no label of ours holds: of
// several sequences, the first.
func sequenceName(seq []byte) string {
	const enough = 16
	if seq[0] != esc || len(seq) == 1 {
		return controlName(seq[0])
	}
	for n := 2; n < len(seq); n++ {
		if whole(seq[:n]) {
			seq = seq[:n]
			break
		}
	}
	what := string(kindOf(seq)) + ": "
	if name := stringNames[seq[1]]; name != "" {
		what += name + " "
	}
	if len(seq) > enough {
		return what + strconv.QuoteToASCII(string(seq[:enough])) + "..."
	}
	return what + strconv.QuoteToASCII(string(seq))
}
