package evdev

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"io"
	"strings"
	"testing"
	"testing/iotest"

	"pgregory.net/rapid"
)

// A stroke is a key with the modifiers that are held meanwhile.
type stroke struct {
	key  uint16
	with []uint16
}

// strokes is how a scanner that is set to a layout types a character.
func strokes(l *layout, r rune) []stroke {
	switch r {
	case '\r':
		return []stroke{{key: keyEnter}}
	case '\t':
		return []stroke{{key: keyTab}}
	}
	if r < ' ' {
		for key, c := range us.plain { // scanners press the key of a US keyboard
			if c&0x1f == r && (c >= '@' && c <= '_' || c >= 'a' && c <= 'z') {
				return []stroke{{key, []uint16{keyLeftCtrl}}}
			}
		}
		for key, c := range us.shifted {
			if c&0x1f == r && c >= '@' && c <= '_' {
				return []stroke{{key, []uint16{keyLeftCtrl, keyLeftShift}}}
			}
		}
		panic(fmt.Sprintf("nobody types %q", r))
	}
	for _, level := range []struct {
		keys map[uint16]rune
		with []uint16
	}{{l.plain, nil}, {l.shifted, []uint16{keyRightShift}}, {l.altGr, []uint16{keyRightAlt}}} {
		for key, c := range level.keys {
			switch {
			case c != r:
			case l.dead[key] && accents[r] != nil:
				return []stroke{{key, level.with}, {key: 57}}
			default:
				return []stroke{{key, level.with}}
			}
		}
	}
	panic(fmt.Sprintf("nobody types %q", r))
}

// typing is the bytes of the events of a text, each with a time of so many
// bytes before it.
func typing(l *layout, timeSize int, text string) []byte {
	var in recording
	in.timeSize = timeSize
	for _, r := range text {
		for _, s := range strokes(l, r) {
			for _, m := range s.with {
				in.key(m, 1)
			}
			in.key(s.key, 1)
			in.key(s.key, 0)
			for _, m := range s.with {
				in.key(m, 0)
			}
		}
	}
	return in.bytes
}

// recording is events as the kernel writes them.
type recording struct {
	timeSize int
	bytes    []byte
}

func (r *recording) event(kind, code uint16, value int32) *recording {
	r.bytes = append(r.bytes, bytes.Repeat([]byte{0xee}, r.timeSize)...)
	r.bytes = binary.NativeEndian.AppendUint16(r.bytes, kind)
	r.bytes = binary.NativeEndian.AppendUint16(r.bytes, code)
	r.bytes = binary.NativeEndian.AppendUint32(r.bytes, uint32(value))
	return r
}

// key is a key as USB keyboards tell it: scan code, key, report.
func (r *recording) key(code uint16, value int32) *recording {
	return r.event(4, 4, 0x70004).event(evKey, code, value).event(evSyn, synReport, 0)
}

func (r *recording) press(codes ...uint16) *recording {
	for _, c := range codes {
		r.key(c, 1).key(c, 0)
	}
	return r
}

func (r *recording) down(code uint16) *recording { return r.key(code, 1) }
func (r *recording) up(code uint16) *recording   { return r.key(code, 0) }

// read is the text of events.
func read(t interface{ Fatal(...any) }, l *layout, timeSize int, in io.Reader) string {
	r := &reader{from: in, timeSize: timeSize, keys: keyboard{layout: l}}
	text, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func TestEveryCharacterOfBothLayouts(t *testing.T) {
	var ascii strings.Builder
	for r := ' '; r <= '~'; r++ {
		ascii.WriteRune(r)
	}
	for name, l := range layouts {
		text := ascii.String() + "]C10104006381333931\x1d10A\r"
		if name == "de" {
			text += "ÄÖÜäöüß€µ§°²³\r"
		}
		for _, timeSize := range []int{16, 8} {
			got := read(t, l, timeSize, bytes.NewReader(typing(l, timeSize, text)))
			if got != text {
				t.Errorf("%s, %d bytes of time: got  %q\nwant %q", name, timeSize, got, text)
			}
		}
	}
}

func TestTextDoesNotDependOnHowReadsFall(t *testing.T) {
	in := typing(de, 16, "]C1010400638133393110Ä^{~}\x1d21b\r")
	want := read(t, de, 16, bytes.NewReader(in))
	if got := read(t, de, 16, iotest.OneByteReader(bytes.NewReader(in))); got != want {
		t.Errorf("byte by byte: got %q, want %q", got, want)
	}
	rapid.Check(t, func(t *rapid.T) {
		var parts []io.Reader
		for left := in; len(left) > 0; {
			n := rapid.IntRange(1, len(left)).Draw(t, "n")
			parts, left = append(parts, bytes.NewReader(left[:n])), left[n:]
		}
		if got := read(t, de, 16, io.MultiReader(parts...)); got != want {
			t.Fatalf("got %q, want %q", got, want)
		}
	})
}

// Keys by their numbers, as evtest shows them: 30 A, 48 B, 18 E, 16 Q, 2 to 11
// the digits, 27 the right bracket, 41 left of 1, 57 space.
func TestRecordedKeys(t *testing.T) {
	for _, c := range []struct {
		name   string
		layout *layout
		keys   func(r *recording)
		want   string
	}{
		{"a key that is held types once", us, func(r *recording) { r.down(30).key(30, 2).key(30, 2).up(30) }, "a"},
		{"letting go types nothing", us, func(r *recording) { r.up(30) }, ""},
		{"both shifts", us, func(r *recording) {
			r.down(keyLeftShift).press(30).up(keyLeftShift).down(keyRightShift).press(48).up(keyRightShift).press(48)
		}, "ABb"},
		{"one of two shifts is enough", us, func(r *recording) { r.down(keyLeftShift).down(keyRightShift).up(keyLeftShift).press(30) }, "A"},
		{"caps lock turns letters round and nothing else", us, func(r *recording) {
			r.press(keyCapsLock, 30, 2).down(keyLeftShift).press(30, 2).up(keyLeftShift).press(keyCapsLock, 30)
		}, "A1a!a"},
		{"caps lock knows umlauts, ß has no other", de, func(r *recording) { r.press(keyCapsLock, 40, 12) }, "Äß"},
		{"the light tells of caps lock", us, func(r *recording) { r.event(evLED, ledCaps, 1).press(30).event(evLED, ledCaps, 0).press(30) }, "Aa"},
		{"control and ] is GS", us, func(r *recording) { r.down(keyLeftCtrl).press(27).up(keyLeftCtrl) }, "\x1d"},
		{"it is on a German keyboard, at its place", de, func(r *recording) { r.down(keyRightCtrl).press(27).up(keyRightCtrl) }, "\x1d"},
		{"and by its own key", de, func(r *recording) { r.down(keyLeftCtrl).down(keyRightAlt).press(10).up(keyRightAlt).up(keyLeftCtrl) }, "\x1d"},
		{"control and ^ is RS, not an accent", de, func(r *recording) { r.down(keyLeftCtrl).press(41).up(keyLeftCtrl).press(30) }, "\x1ea"},
		{"other letters with control are control characters", us, func(r *recording) { r.down(keyLeftCtrl).press(46).up(keyLeftCtrl) }, "\x03"},
		{"digits with control are no label's", us, func(r *recording) { r.down(keyLeftCtrl).press(2).up(keyLeftCtrl) }, refuseKey},
		{"alt and 029 is GS", us, func(r *recording) { r.down(keyLeftAlt).press(82, 80, 73).up(keyLeftAlt) }, "\x1d"},
		{"alt and 0228 is ä", us, func(r *recording) { r.down(keyLeftAlt).press(82, 80, 80, 72).up(keyLeftAlt) }, "ä"},
		{"alt and 132 depends on the host", us, func(r *recording) { r.down(keyLeftAlt).press(79, 81, 80).up(keyLeftAlt) }, "\x84"},
		{"alt and 9999 is nothing", us, func(r *recording) { r.down(keyLeftAlt).press(73, 73, 73, 73).up(keyLeftAlt) }, refuseKey},
		{"alt and a letter is a key", us, func(r *recording) { r.down(keyLeftAlt).press(30).up(keyLeftAlt) }, refuseKey},
		{"the right alt of America is a key", us, func(r *recording) { r.down(keyRightAlt).press(30).up(keyRightAlt) }, refuseKey},
		{"AltGr", de, func(r *recording) { r.down(keyRightAlt).press(16, 18, 8).up(keyRightAlt) }, "@€{"},
		{"AltGr as Windows has it", de, func(r *recording) { r.down(keyLeftCtrl).down(keyLeftAlt).press(16).up(keyLeftAlt).up(keyLeftCtrl) }, "@"},
		{"AltGr and a key without a third character", de, func(r *recording) { r.down(keyRightAlt).press(30).up(keyRightAlt) }, refuseKey},
		{"an accent and a letter", de, func(r *recording) { r.press(13, 18, 41, 30) }, "éâ"},
		{"an accent and a consonant", de, func(r *recording) { r.press(41, 45) }, "^x"},
		{"an accent and the end", de, func(r *recording) { r.press(41, keyEnter) }, "^\r"},
		{"two accents", de, func(r *recording) { r.press(41, 41, 45) }, "^^x"},
		{"the number pad", us, func(r *recording) {
			r.press(keyNumLock, 82, 79, 80, 81, 75, 76, 77, 71, 72, 73, 98, 55, 74, 78, 83, keyKPEnter)
		}, "0123456789/*-+.\r"},
		{"shift does not change the number pad", us, func(r *recording) { r.down(keyLeftShift).press(79).up(keyLeftShift) }, "1"},
		{"an arrow", us, func(r *recording) { r.press(108) }, refuseKey},
		{"a function key", us, func(r *recording) { r.press(59) }, refuseKey},
		{"the Windows key", us, func(r *recording) { r.down(keyLeftMeta).press(19).up(keyLeftMeta) }, refuseKey},
		{"escape, backspace, tab, line feed", us, func(r *recording) { r.press(keyEsc, keyBackspace, keyTab, keyLinefeed) }, "\x1b\x7f\t\n"},
		{"mouse buttons and movements are nothing", us, func(r *recording) { r.press(0x110).event(2, 0, 5).event(3, 1, 7) }, ""},
		{"lost keys spoil the scan, up to the next report", us, func(r *recording) {
			r.press(30).down(keyLeftShift).event(evSyn, synDropped, 0).event(evKey, 48, 1).event(evSyn, synReport, 0).press(48)
		}, "a" + refuseLost + "b"},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := &recording{timeSize: 16}
			c.keys(r)
			if got := read(t, c.layout, 16, bytes.NewReader(r.bytes)); got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

// No bytes whatever stop the decoder, hold more than an event back, or make
// text that grows beyond what was read.
func FuzzEvents(f *testing.F) {
	f.Add(typing(de, 16, "]C1\x1d^Ä\r"), true)
	f.Add((&recording{timeSize: 16}).down(keyLeftAlt).press(82, 80, 73).up(keyLeftAlt).event(evSyn, synDropped, 0).bytes, false)
	f.Fuzz(func(t *testing.T, in []byte, german bool) {
		l := us
		if german {
			l = de
		}
		r := &reader{timeSize: 16, keys: keyboard{layout: l}}
		for left := in; len(left) > 0; {
			n := min(len(left), 100)
			r.feed(left[:n])
			left = left[n:]
			if len(r.raw) >= 24 {
				t.Fatalf("%d bytes wait", len(r.raw))
			}
		}
		if len(r.text) > 4*len(in)/24+4 {
			t.Errorf("%d bytes made %d of text", len(in), len(r.text))
		}
		if len(r.keys.number) > 5 || len(r.keys.down) > 8 {
			t.Errorf("the keyboard grows: %+v", r.keys)
		}
	})
}
