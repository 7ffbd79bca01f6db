package diagnosis

import (
	"regexp"
	"strconv"
	"strings"
)

// separator judges what came in place of GS.
func (d *patient) separator(m match) {
	got := m.separator
	switch right := d.rightSeparator(); {
	case m.cut && d.end == "" && got == "":
		d.findInstead(noEnd, telnet)
	case m.cut:
		d.find(separatorCuts)
	case got == right:
	case m.typist.foreign() && got == m.typist.types(right): // goes with the keyboard
	case got == "":
		d.find(separatorLost)
	case strings.Trim(got, ends) == "":
		d.find(separatorEnter.with(endName(got)))
	case altNumber.MatchString(got):
		d.find(separatorAlt)
	case keyName(got) != "":
		d.find(separatorKey.with(keyName(got)))
	default:
		d.find(separatorOther.with(quoted(got)))
	}
}

func (d *patient) rightSeparator() string {
	if d.setup.Separator != "" {
		return d.setup.Separator
	}
	return gs
}

// findInstead puts a finding in the place of one that it explains.
func (d *patient) findInstead(old, f Finding) {
	for i := range d.findings {
		if d.findings[i].Name == old.Name {
			d.findings[i] = f
			return
		}
	}
	d.find(f)
}

func endName(got string) string {
	if strings.Contains(got, "\t") {
		return "TAB"
	}
	return "Enter"
}

// altNumber is Alt and the digits 029 on the number pad, as terminals tell it
// that make ESC of Alt, that speak the kitty protocol, or that drop the Alt.
var altNumber = regexp.MustCompile(`^((\x1b[0O])?(\x1b?[0p]){1,2}\x1b?O?[2r]\x1b?O?[9y]|(\x1b\[(57399|48);3u){1,2}\x1b\[(57401|50);3u\x1b\[(57408|57);3u)$`)

// keyNames are the keys that scanners with special keys for control characters
// press, as terminals tell them.
var keyNames = map[string]string{
	"A": "cursor up", "B": "cursor down", "C": "cursor right", "D": "cursor left", "H": "Home", "F": "End",
	"P": "F1", "Q": "F2", "R": "F3", "S": "F4",
	"1~": "Home", "2~": "Insert", "3~": "Delete", "4~": "End", "5~": "Page up", "6~": "Page down",
	"11~": "F1", "12~": "F2", "13~": "F3", "14~": "F4", "15~": "F5", "17~": "F6", "18~": "F7", "19~": "F8",
	"20~": "F9", "21~": "F10", "23~": "F11", "24~": "F12",
	"[A": "F1", "[B": "F2", "[C": "F3", "[D": "F4", "[E": "F5", // the Linux console
}

// oneKey is a key of a keyboard, or a character and Enter. Two function keys at
// once are no key.
var oneKey = regexp.MustCompile(`^(.?[\r\n]?|\x1b(O.|\[\[?[0-9;?]*[A-Za-z~]))$`)

// keyName is the key of an escape sequence, "" for none.
func keyName(seq string) string {
	for _, begin := range []string{"\x1b[", "\x1bO"} {
		if key, ok := strings.CutPrefix(seq, begin); ok {
			return keyNames[key]
		}
	}
	return ""
}

// pressedKey is a key with its modifiers as terminals tell it that were asked
// for more than characters.
var pressedKey = regexp.MustCompile(`\x1b\[(?:27;(\d+);(\d+)~|(\d+);(\d+)(?::\d+)?u)|\x1bOM`)

// plainKeys makes control characters of Ctrl and a key, however the terminal
// told them. What is no control character stays as it is.
func plainKeys(s string) string {
	return pressedKey.ReplaceAllStringFunc(s, func(seq string) string {
		if seq == "\x1bOM" {
			return "\r"
		}
		field := pressedKey.FindStringSubmatch(seq)
		code, mods := number(field[2]+field[3]), number(field[1]+field[4])
		const shift, ctrl = 1, 4
		if mods = mods - 1; mods&^shift != ctrl || code < '0' || code > 'z' {
			return seq
		}
		if c := control(lower(rune(code))); c < " " {
			return c
		}
		return seq
	})
}

func number(digits string) int {
	n, err := strconv.Atoi(digits)
	if err != nil {
		return 0
	}
	return n
}
