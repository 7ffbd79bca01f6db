package scanners

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/packwright/packwright/station/text"
)

// A frame gathers the bytes of one scan and judges them. After the first byte
// that may not be there it keeps nothing but the reason.
type frame struct {
	prefix    string
	separator string // what stands for GS, if it is not GS itself
	longest   int
	raw       []byte
	fault     string
	bytes     int // that were read for the scan so far
}

// open says that a scan is under way.
func (f *frame) open() bool { return len(f.raw) > 0 || f.fault != "" }

// started says that the scan began with the prefix that only scanners send.
func (f *frame) started() bool {
	return f.prefix != "" && len(f.raw) >= len(f.prefix) && string(f.raw[:len(f.prefix)]) == f.prefix
}

func (f *frame) add(b byte) {
	switch {
	case f.fault != "":
	case !f.takes(b):
		f.refuse(controlName(b))
	case len(f.raw) >= f.limit():
		f.refuse(fmt.Sprintf("longer than allowed: %d characters", f.limit()))
	default:
		f.raw = append(f.raw, b)
	}
}

// takes says whether b may stand where it stands.
func (f *frame) takes(b byte) bool {
	switch {
	case b >= utf8.RuneSelf, text.InScan(b):
		return true
	case len(f.raw) < len(f.prefix) && f.prefix[:len(f.raw)] == string(f.raw) && f.prefix[len(f.raw)] == b:
		return true
	case text.InMessage(b):
		return strings.HasPrefix(body(f.text())+string(b), "[)>\x1e")
	}
	return false
}

// overflows says that a scan that is refused goes on and on: whoever waits for
// it must be told.
func (f *frame) overflows() bool { return f.fault != "" && f.bytes >= tellDropped }

// erase takes the last character away, as a person does who typed wrong.
func (f *frame) erase() {
	_, size := utf8.DecodeLastRune(f.raw)
	f.raw = f.raw[:len(f.raw)-size]
}

// refuse makes the scan a rejected one; the first reason counts.
func (f *frame) refuse(reason string) {
	if f.fault == "" {
		f.fault = reason
	}
}

// text is the scan without its prefix.
func (f *frame) text() string { return strings.TrimPrefix(string(f.raw), f.prefix) }

// end judges the whole scan and makes the frame ready for the next.
func (f *frame) end() (text string, proof bool, fault string) {
	text, proof = f.text(), f.started()
	f.refuseForeign(text)
	if text == "" {
		f.refuse("prefix without a code")
	}
	fault = f.fault
	f.raw, f.fault, f.bytes = f.raw[:0], "", 0
	if fault != "" {
		return "", proof, fault
	}
	if f.separator != "" {
		text = strings.ReplaceAll(text, f.separator, "\x1d")
	}
	return text, proof || body(text) != text, ""
}

// refuseForeign names what is not ASCII. Letters of other alphabets look like
// ours, other digits are no digits to us, and what cannot be seen can turn a
// text round.
func (f *frame) refuseForeign(text string) {
	for i, r := range text {
		switch {
		case r < utf8.RuneSelf:
		case r == utf8.RuneError:
			f.refuse(fmt.Sprintf("neither ASCII nor UTF-8: byte 0x%02X", text[i]))
		case !unicode.IsPrint(r):
			f.refuse(fmt.Sprintf("invisible character: U+%04X", r))
		default:
			f.refuse(fmt.Sprintf("foreign character: U+%04X", r))
		}
	}
}

func (f *frame) limit() int {
	if f.longest > 0 {
		return f.longest
	}
	return MaxScan
}

// body is text without its AIM identifier: a bracket, a letter for the kind of
// code, a digit or letter for what the scanner did with it.
func body(text string) string {
	if len(text) > 3 && text[0] == ']' && isLetter(text[1]) && (isLetter(text[2]) || isDigit(text[2])) {
		return text[3:]
	}
	return text
}

func isLetter(b byte) bool { return b|0x20 >= 'a' && b|0x20 <= 'z' }
func isDigit(b byte) bool  { return b >= '0' && b <= '9' }

func controlName(b byte) string {
	switch {
	case b == 0:
		return "control character: 0x00 (NUL)"
	case b == 0x7f:
		return "control character: 0x7F (backspace)"
	case b == 0x1b:
		return "control character: 0x1B (escape)"
	case b < 0x20:
		return fmt.Sprintf("control character: 0x%02X (ctrl+%c)", b, b+'@')
	}
	return fmt.Sprintf("control character: 0x%02X", b)
}
