package scanners

import (
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"
)

// A step is what arrives, after a pause.
type step struct {
	pause time.Duration
	bytes string
}

// at human speed, one character in 120 ms.
func typed(text string) []step {
	var steps []step
	for _, b := range []byte(text) {
		steps = append(steps, step{120 * time.Millisecond, string([]byte{b})})
	}
	return steps
}

// at the speed of a scanner, one character in 2 ms.
func beamed(text string) []step {
	var steps []step
	for _, b := range []byte(text) {
		steps = append(steps, step{2 * time.Millisecond, string([]byte{b})})
	}
	return steps
}

func after(pause time.Duration, bytes string) []step { return []step{{pause, bytes}} }

func steps(parts ...[]step) []step {
	var all []step
	for _, p := range parts {
		all = append(all, p...)
	}
	return all
}

var noon = time.Date(2026, 3, 2, 12, 0, 0, 0, time.UTC)

// play feeds steps to a filter as the Wedge would: what is due before the next
// byte is done first. It ends with 10 quiet seconds.
func play(f *filter, steps []step) (scans []string, keys string, shown []string) {
	now := noon
	quiet := func(until time.Time) {
		for d := f.deadline(); !d.IsZero() && !d.After(until); d = f.deadline() {
			now = d
			f.expire(now)
			if text, changed := f.typing(now); changed {
				shown = append(shown, text)
			}
		}
		now = until
	}
	for _, s := range steps {
		quiet(now.Add(s.pause))
		f.feed(chunk{[]byte(s.bytes), now})
		if text, changed := f.typing(now); changed {
			shown = append(shown, text)
		}
	}
	quiet(now.Add(10 * time.Second))
	return told(f.scans), string(f.keys), shown
}

func TestWedge(t *testing.T) {
	const up, f9 = "\x1b[A", "\x1b[20~"
	long := strings.Repeat("9", MaxScan)
	for _, c := range []struct {
		name  string
		steps []step
		scans []string
		keys  string
	}{
		// ends
		{"Enter ends a typed line", typed("12\r"), []string{"typed: 12"}, ""},
		{"CR and LF end one scan", beamed("A\r\nB\r\n"), []string{"typed: A", "typed: B"}, ""},
		{"LF and CR end one scan", beamed("A\n\rB\n\r"), []string{"typed: A", "typed: B"}, ""},
		{"TAB ends a scan", beamed("A\tB\t"), []string{"typed: A", "typed: B"}, ""},
		{"Enter on an empty line does nothing", typed("\r\r\t\n"), nil, ""},
		{"Enter of the number pad ends a line", steps(typed("12"), after(time.Second, "\x1b[57414u")), []string{"typed: 12"}, ""},
		{"Enter of the number pad, as older terminals tell it", steps(typed("12"), after(time.Second, "\x1bOM")), []string{"typed: 12"}, ""},

		// proof
		{"the prefix proves a scan", beamed("\x024006\r"), []string{"scanned: 4006"}, ""},
		{"the prefix drops what was left on the line", steps(typed("12"), after(time.Second, ""), beamed("\x024006\r")), []string{"scanned: 4006"}, ""},
		{"the prefix told by a key protocol", after(0, "\x1b[98;5u4006\r"), []string{"scanned: 4006"}, ""},
		{"an AIM identifier proves a scan", beamed("]C1010400638133393110A\x1d21B\r"), []string{"scanned: ]C1010400638133393110A\x1d21B"}, ""},
		{"brackets prove nothing", beamed("]12\r]C1\r][2x\r"), []string{"typed: ]12", "typed: ]C1", "typed: ][2x"}, ""},

		// what labels hold
		{"GS told by a key protocol", after(0, "]d201\x1b[93;5u10A\r"), []string{"scanned: ]d201\x1d10A"}, ""},
		{"GS told with Num Lock on", after(0, "]d201\x1b[93;133u10A\r"), []string{"scanned: ]d201\x1d10A"}, ""},
		{"GS told by the older key protocol", after(0, "]d201\x1b[27;5;93~10A\r"), []string{"scanned: ]d201\x1d10A"}, ""},
		{"GS may come first", beamed("\x1d0104006381333931\r"), []string{"typed: \x1d0104006381333931"}, ""},
		{"the envelope of ISO 15434", beamed("[)>\x1e06\x1dP1\x1e\x04\r"), []string{"typed: [)>\x1e06\x1dP1\x1e\x04"}, ""},
		{"letters beyond ASCII reject", beamed("Größe\r"), []string{"rejected: foreign character: U+00F6"}, ""},
		{"Latin-1 rejects", beamed("Gr\xf6\xdfe\r"), []string{"rejected: neither ASCII nor UTF-8: byte 0xF6"}, ""},
		{"a C1 control character rejects", beamed("A\xc2\x9b31mB\r"), []string{"rejected: invisible character: U+009B"}, ""},
		{"the longest passes, a longer one rejects", beamed(long + "\r" + long + "9\rA\r"), []string{"typed: " + long, "rejected: longer than allowed: 512 characters", "typed: A"}, ""},

		// keys
		{"keys pass on an empty line", steps(after(time.Second, up), after(time.Second, f9), after(time.Second, "\x1b[[A"), after(time.Second, "\x03"), after(time.Second, "\x7f")), nil, up + f9 + "\x1b[[A\x03\x7f"},
		{"ESC alone passes on an empty line", after(time.Second, "\x1b"), nil, "\x1b"},
		{"an arrow held down passes in time", steps(after(time.Second, up), after(30*time.Millisecond, up), after(30*time.Millisecond, up)), nil, up + up + up},
		{"a key in pieces passes", steps(after(time.Second, "\x1b"), after(20*time.Millisecond, "[2"), after(20*time.Millisecond, "0~")), nil, f9},
		{"answers of the terminal pass", after(time.Second, "\x1b[?2026;2$y\x1b]11;rgb:0000/0000/0000\x07\x1bP1+r524742=38\x1b\\"), nil, "\x1b[?2026;2$y\x1b]11;rgb:0000/0000/0000\x07\x1bP1+r524742=38\x1b\\"},

		// editing
		{"backspace erases a character", typed("13\x7f2ö\x7f\x7f\x082\r"), []string{"typed: 2"}, ""},
		{"control+U erases the line", typed("13\x152\r"), []string{"typed: 2"}, ""},
		{"keys do nothing while something is typed", steps(typed("1\x032\x1c\x1a"), after(time.Second, "\x1b"), after(time.Second, "\r")), []string{"typed: 12"}, ""},
		{"a person may think for long", steps(typed("1"), after(time.Hour, "2\r")), []string{"typed: 12"}, ""},
		{"an erased line forgets its keys", steps(typed("1\x7f"), beamed("4006381\r")), []string{"typed: 4006381"}, ""},

		// attacks
		{"CSI inside a scan rejects", beamed("A\x1b[31mB\r"), []string{`rejected: terminal command: "\x1b[31m"`}, ""},
		{"OSC inside a scan rejects", beamed("A\x1b]52;c;cHduZWQ=\x07B\r"), []string{`rejected: terminal string: OSC "\x1b]52;c;cHduZWQ=\a"`}, ""},
		{"DCS inside a scan rejects", beamed("A\x1bP>|XTerm(380) and more\x1b\\B\r"), []string{`rejected: terminal answer: DCS "\x1bP>|XTerm(380) a"...`}, ""},
		{"a mouse click inside a scan rejects", beamed("A\x1b[<0;5;5MB\r"), []string{`rejected: terminal report: "\x1b[<0;5;5M"`}, ""},
		{"control+C inside a scan rejects", beamed("A\x03B\r"), []string{"rejected: control character: 0x03 (ctrl+C)"}, ""},
		{"control+C told by a key protocol rejects", beamed("A\x1b[99;5uB\r"), []string{"rejected: control character: 0x03 (ctrl+C)"}, ""},
		{"a sequence that opens a scan rejects", beamed("\x1b[99;5uA\r"), []string{`rejected: key report: "\x1b[99;5u"`}, ""},
		{"a barcode of one key is no key", beamed("\x1b[99;5u\r"), []string{`rejected: key report: "\x1b[99;5u"`}, ""},
		{"a barcode of control+C is no key", beamed("\x03\r"), []string{"rejected: control character: 0x03 (ctrl+C)"}, ""},
		{"arrows before a harmful key do not cover it", beamed("\x1b[A\x1b[99;5u\x1b[A\x1b[A\r"), []string{`rejected: key report: "\x1b[99;5u"`}, up},
		{"a key less than 100 ms before a code rejects it", steps(after(time.Second, "\x03"), after(99*time.Millisecond, "4006381333931\r")), []string{"rejected: control character: 0x03 (ctrl+C)"}, ""},
		{"a key 100 ms before a code is a key", steps(after(time.Second, "\x03"), after(100*time.Millisecond, "4006381333931\r")), []string{"typed: 4006381333931"}, "\x03"},
		{"a key right after a scan is dropped", steps(beamed("A\r"), after(50*time.Millisecond, "\x03"), after(49*time.Millisecond, f9)), []string{"typed: A"}, ""},
		{"a barcode of a key right after a scan rejects", steps(beamed("A\r"), after(50*time.Millisecond, ""), beamed("\x03\r")), []string{"typed: A", "rejected: control character: 0x03 (ctrl+C)"}, ""},
		{"a key soon after a scan is a key", steps(beamed("A\r"), after(100*time.Millisecond, "\x03")), []string{"typed: A"}, "\x03"},
		{"ESC and text is a scan that rejects", beamed("\x1b4006\r"), []string{`rejected: terminal command: "\x1b4"`}, ""},
		{"backspace inside a scan rejects", beamed("12\x7f3\r"), []string{"rejected: control character: 0x7F (backspace)"}, ""},
		{"a slow scanner cannot erase either", steps(beamed("400638"), after(40*time.Millisecond, "\x7f"), beamed("1333931\r")), []string{"rejected: control character: 0x7F (backspace)"}, ""},
		{"a proven scan holds no ESC, however slow", steps(beamed("\x02A"), after(time.Second/2, "\x1b"), after(time.Second/2, "B\r")), []string{"rejected: control character: 0x1B (escape)"}, ""},
		{"a prefix in the middle rejects", beamed("A\x02B\r"), []string{"rejected: control character: 0x02 (ctrl+B)"}, ""},
		{"a proven scan that stops is broken off", steps(beamed("\x02A"), after(2*time.Second, "B\r")), []string{"rejected: broken off, set the scanner to end with CR: silent for 1 s", "typed: B"}, ""},
		{"a paste rejects", after(0, "\x1b[200~rm -rf /\r\n12\r\x1b[201~7\r"), []string{"rejected: pasted text", "typed: 7"}, ""},
		{"a key right after a paste is dropped", after(0, "\x1b[200~A\x1b[201~\x03"), []string{"rejected: pasted text"}, ""},
		{"a paste inside a scan rejects it", beamed("A\x1b[200~B\x1b[201~\r"), []string{"rejected: pasted text"}, ""},
		{"an endless paste ends after 1 s", steps(beamed("\x1b[200~\r"), after(2*time.Second, "7\r")), []string{"rejected: pasted text: no end", "typed: 7"}, ""},
		{"a scan that an endless paste swallows goes as a whole", steps(beamed("\x1b[200~"), after(390*time.Millisecond, ""), beamed("4006381333931\r"), after(time.Second, "7\r")), []string{"rejected: pasted text: no end", "typed: 7"}, ""},
		{"a scan that comes apart from an endless paste counts", steps(beamed("\x1b[200~never\r"), after(410*time.Millisecond, ""), beamed("4006381333931\r")), []string{"rejected: pasted text: no end", "typed: 4006381333931"}, ""},
		{"what follows a paste on its line is refused with it", beamed("A\x1b[200~B\x1b[201~C\rD\r"), []string{"rejected: pasted text", "typed: D"}, ""},
		{"a paste within a paste", beamed("\x1b[200~A\x1b[200~B\x1b[201~C\x1b[201~\rD\r"), []string{"rejected: pasted text", "typed: D"}, ""},
		{"the marks of a paste in pieces", steps(after(0, "\x1b"), after(20*time.Millisecond, "[20"), after(20*time.Millisecond, "0~AB\x1b[2"), after(20*time.Millisecond, "01"), after(20*time.Millisecond, "~C\r")), []string{"rejected: pasted text"}, ""},
		{"a scan without its end is broken off", steps(beamed("400638"), after(1100*time.Millisecond, ""), beamed("1333931\r")), []string{"rejected: broken off, set the scanner to end with CR: silent for 1 s", "typed: 1333931"}, ""},
		{"what is refused ends soon", steps(beamed("A\x1b[31mB"), after(410*time.Millisecond, ""), beamed("4006381333931\r")), []string{`rejected: terminal command: "\x1b[31m"`, "typed: 4006381333931"}, ""},
		{"noise without an end is told of as it comes", after(0, strings.Repeat("9", 3*tellDropped)+"\rA\r"), []string{
			"rejected: longer than allowed: 512 characters", "rejected: longer than allowed: 512 characters", "rejected: longer than allowed: 512 characters", "rejected: longer than allowed: 512 characters", "typed: A",
		}, ""},

		// what pretends to be a terminal
		{"the mouse, the focus, the cursor, the window and the clipboard do not pass", steps(
			after(time.Second, "\x1b[<0;5;5M"), after(time.Second, "\x1b[<0;5;5m"), after(time.Second, "\x1b[I"), after(time.Second, "\x1b[O"), after(time.Second, "\x1b[5;5R"),
			after(time.Second, "\x1b[48;5;5;100;100t"), after(time.Second, "\x1b[8;5;5t"), after(time.Second, "\x1b[?997;1n"), after(time.Second, "\x1b]52;c;cHduZWQ=\x07"),
			after(time.Second, "\x1b_Gi=1;OK\x1b\\"), after(time.Second, "\x1bP1$r0m\x1b\\"), after(time.Second, "\x1bPq#0;2;0;0;0\x1b\\"), after(time.Second, "\x1b^x\x1b\\"),
		), nil, ""},
		{"a key that is let go is no key", after(time.Second, "\x1b[99;5:3u"), nil, ""},
		{"a key that is held is one", after(time.Second, "\x1b[99;5:2u"), nil, "\x1b[99;5:2u"},
		{"a mouse click of old, with its three bytes", beamed("\x1b[M !!\rA\r"), []string{`rejected: terminal report: "\x1b[M"`, "typed: A"}, ""},
		{"Enter in the words of a key protocol rejects a scan", beamed("A\x1b[13uB\r"), []string{`rejected: number pad key: "\x1b[13u"`}, ""},
		{"a keypad Enter rejects a scan", beamed("A\x1bOMB\r"), []string{`rejected: number pad key: "\x1bOM"`}, ""},
		{"a barcode of a keypad Enter", beamed("\x1bOM\r"), []string{`rejected: number pad key: "\x1bOM"`}, ""},
		{"an 8-bit CSI rejects", beamed("A\x9b31mB\r"), []string{"rejected: neither ASCII nor UTF-8: byte 0x9B"}, ""},
		{"an 8-bit paste mark opens no paste", beamed("\x9b200~A\rB\r"), []string{"rejected: neither ASCII nor UTF-8: byte 0x9B", "typed: B"}, ""},
		{"half a character rejects", beamed("12\xe2\x82\rA\r"), []string{"rejected: neither ASCII nor UTF-8: byte 0xE2", "typed: A"}, ""},
		{"NUL rejects", beamed("12\x003\r"), []string{"rejected: control character: 0x00 (NUL)"}, ""},
		{"letters that look like others reject", beamed("\u0410123\r\uff10\uff11\r\u0661\rA\u0301\r"), []string{
			"rejected: foreign character: U+0410", "rejected: foreign character: U+FF10", "rejected: foreign character: U+0661", "rejected: foreign character: U+0301",
		}, ""},
		{"a sequence of many parameters", beamed("A\x1b[" + strings.Repeat("1;", 5000) + "mB\rC\r"), []string{
			`rejected: terminal command: "\x1b[1;1;1;1;1;1;1;"... without an end`, `rejected: terminal command: "\x1b[1;1;1;1;1;1;1;"... without an end`, `rejected: terminal command: "\x1b[1;1;1;1;1;1;1;"... without an end`, "typed: C",
		}, ""},
		{"nothing but ends is nothing", after(0, strings.Repeat("\r\n\t", 10_000)), nil, ""},
		{"an endless string ends at the line end", beamed("\x1b]0;\rB\r"), []string{`rejected: terminal string: OSC "\x1b]0;" without an end`, "typed: B"}, ""},
		{"an endless string ends after 1 s", steps(beamed("\x1b]0;"), after(3*time.Second, "7\r")), []string{`rejected: terminal string: OSC "\x1b]0;" without an end`, "typed: 7"}, ""},
		{"the end of a paste alone is nothing", after(time.Second, pasteEnd), nil, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			f := &filter{frame: frame{prefix: "\x02"}}
			scans, keys, _ := play(f, c.steps)
			same(t, scans, c.scans...)
			if keys != c.keys {
				t.Errorf("keys %q, want %q", keys, c.keys)
			}
			if f.frame.open() || len(f.seq) > 0 || !f.deadline().IsZero() {
				t.Errorf("after 10 s something is left: %+v", f)
			}
		})
	}
}

func TestBurstIsAHint(t *testing.T) {
	for _, c := range []struct {
		name  string
		steps []step
		want  bool
	}{
		{"a scanner", beamed("400638\r"), true},
		{"a person", typed("400638\r"), false},
		{"too short to tell", beamed("40063\r"), false},
		{"one stall of the network", steps(beamed("4006381"), after(90*time.Millisecond, "333931\r")), true},
	} {
		f := &filter{}
		play(f, c.steps)
		if len(f.scans) != 1 || f.scans[0].Burst != c.want || f.scans[0].Proof {
			t.Errorf("%s: got %+v, want burst %v and no proof", c.name, f.scans, c.want)
		}
	}
}

func TestTypingIsShownAndScansAreNot(t *testing.T) {
	for _, c := range []struct {
		name  string
		steps []step
		want  []string
	}{
		{"every key of a person", typed("12\x7f\r"), []string{"1", "12", "1", ""}},
		{"nothing of a scan", beamed("4006381333931\r"), nil},
		{"a long one now and then", beamed(strings.Repeat("0", 100)), []string{strings.Repeat("0", 75), strings.Repeat("0", 100), ""}},
		{"without its prefix", steps(beamed("\x02A"), after(time.Second/2, "")), []string{"A", ""}},
	} {
		_, _, shown := play(&filter{frame: frame{prefix: "\x02"}}, c.steps)
		if strings.Join(shown, "|") != strings.Join(c.want, "|") {
			t.Errorf("%s: shown %q, want %q", c.name, shown, c.want)
		}
	}
}

// Whatever arrives, in whatever pieces: no scan holds what a label may not
// hold, nothing stays open, and the next scan counts.
func TestNothingStopsTheNextScan(t *testing.T) {
	pieces := []string{"A", "12", "\x1b", "[", "]", "P", "\x1b[200~", "\x1b[201~", "\x1b[99;5u", "\x1b[A", "\r", "\n", "\t", "\x7f", "\x03", "\x02", "\x1d", "\xff", "ö", ";", "~", "u", "\x07", "\\"}
	rapid.Check(t, func(t *rapid.T) {
		f := &filter{frame: frame{prefix: "\x02", longest: 20}}
		var all []step
		for range rapid.IntRange(0, 30).Draw(t, "steps") {
			pause := rapid.SampledFrom([]time.Duration{0, time.Millisecond, 36 * time.Millisecond, 51 * time.Millisecond, 110 * time.Millisecond, 1100 * time.Millisecond}).Draw(t, "pause")
			all = append(all, step{pause, rapid.SampledFrom(pieces).Draw(t, "bytes")})
		}
		all = append(all, step{10 * time.Second, "\r"}, step{10 * time.Second, "NEXT\r"})
		scans, _, _ := play(f, all)
		for _, s := range f.scans {
			if (s.Rejected == "") != (s.Text != "") || len(s.Text) > 20 || strings.ContainsFunc(s.Text, isForbidden) {
				t.Fatalf("scan %+v", s)
			}
		}
		if len(scans) == 0 || scans[len(scans)-1] != "typed: NEXT" {
			t.Fatalf("got %q, want NEXT at the end", scans)
		}
	})
}

// Whatever bytes come, with whatever pauses: no scan holds what a label may not
// hold, no key reaches the program but whole ones that it wants, what is dropped
// is counted, and the next scan counts.
func FuzzWedge(f *testing.F) {
	f.Add([]byte("\x1b[200~A\r\x1b]0;\x1b[99;5u]C1\x1d\r"), []byte{0, 3, 1})
	f.Add([]byte("\x1b[M !!\x1bOM\x1b[99;5:3u\x9b31m\xc3"), []byte{4})
	f.Fuzz(func(t *testing.T, in, pauses []byte) {
		w := &filter{frame: frame{prefix: "~"}}
		fuzzed := piecesOf(in, pauses)
		scans, keys, _ := play(w, append(fuzzed, step{10 * time.Second, "\r"}, step{10 * time.Second, "NEXT\r"}))
		if len(scans) == 0 || scans[len(scans)-1] != "typed: NEXT" {
			t.Errorf("%q left %q", in, scans)
		}
		read := 0
		for _, s := range w.scans {
			read += s.Bytes
			if (s.Rejected == "") != (s.Text != "") || len(s.Text) > MaxScan || strings.ContainsFunc(s.Text, isForbidden) {
				t.Errorf("%q made %+v", in, s)
			}
		}
		if read > len(in)+len("\rNEXT\r") {
			t.Errorf("%q is said to be %d bytes", in, read)
		}
		for left := []byte(keys); len(left) > 0; {
			n := keyLength(left)
			if !wanted(left[:n]) || left[0] >= 0x20 && left[0] != 0x7f {
				t.Errorf("%q pressed %q", in, left[:n])
			}
			left = left[n:]
		}
	})
}

// piecesOf cuts bytes into pieces with pauses between them.
func piecesOf(in, pauses []byte) []step {
	all := []step{{time.Second, ""}}
	for i := 0; len(in) > 0; i++ {
		n, pause := len(in), time.Duration(0)
		if i < len(pauses) {
			n, pause = min(len(in), 1+int(pauses[i]&15)), time.Duration(pauses[i]>>4)*30*time.Millisecond
		}
		all = append(all, step{pause, string(in[:n])})
		in = in[n:]
	}
	return all
}

// keyLength is how long the first key is.
func keyLength(keys []byte) int {
	if keys[0] != esc || len(keys) > 1 && (keys[1] < 0x20 || keys[1] == 0x7f) {
		return 1
	}
	for n := 2; n <= len(keys); n++ {
		if whole(keys[:n]) {
			return n
		}
	}
	return 1
}

func BenchmarkScanOf13Digits(b *testing.B) {
	f := &filter{}
	at := noon
	b.ReportAllocs()
	for b.Loop() {
		at = at.Add(time.Second)
		f.feed(chunk{[]byte("4006381333931\r"), at})
		f.scans = f.scans[:0]
	}
}
