package scanners

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"
)

func TestPacketsOfTheManual(t *testing.T) {
	for _, c := range []struct{ name, got, want string }{
		{"beep 0", ssiPacket(ssiBeepNow, 0), "05 e6 04 00 00 ff 11"},
		{"beep, one long low", ssiPacket(ssiBeepNow, 0x0f), "05 e6 04 00 0f ff 02"},
		{"ACK", ssiPacket(ssiAck), "04 d0 04 00 ff 28"},
		{"SCAN_DISABLE", ssiPacket(0xea), "04 ea 04 00 ff 0e"},
		{"a beep sent again", ssiAgain(ssiPacket(ssiBeepNow, 0)), "05 e6 04 01 00 ff 10"},
	} {
		if got := fmt.Sprintf("% x", c.got); got != c.want {
			t.Errorf("%s: got %s, want %s", c.name, got, c.want)
		}
	}
}

// ssiBench is a cutter and what it answered.
type ssiBench struct {
	ssiCutter
	said    []string
	repeats int
}

func newSSI() *ssiBench {
	b := &ssiBench{}
	b.ssiCutter = ssiCutter{
		ends: usualEnds, gap: usualGap,
		answer: func(p string) { b.said = append(b.said, ssiName(p)) },
		again:  func() { b.repeats++ },
	}
	return b
}

func ssiName(packet string) string {
	switch packet {
	case ssiPacket(ssiAck):
		return "ACK"
	case ssiPacket(ssiNak, ssiResend):
		return "NAK"
	}
	return fmt.Sprintf("% x", packet)
}

func spoil(packet string) string {
	p := []byte(packet)
	p[len(p)-1] ^= 1
	return string(p)
}

func ofKind(kind byte, data string) string {
	return ssiFrom(ssiDecode, 0, append([]byte{kind}, data...)...)
}

func TestSSI(t *testing.T) {
	a, again := ssiCode(0, "A1"), ssiAgain(ssiCode(0, "A1"))
	type step struct {
		sends   string
		silent  time.Duration // before
		answers string
		scans   []string
	}
	for _, c := range []struct {
		name  string
		steps []step
	}{
		{"a code", []step{{sends: a, answers: "ACK", scans: []string{"scanned: A1"}}}},
		{"two codes in one read", []step{{sends: a + ssiCode(0, "B2"), answers: "ACK ACK", scans: []string{"scanned: A1", "scanned: B2"}}}},
		{"the same code twice is read twice", []step{{sends: a + a, answers: "ACK ACK", scans: []string{"scanned: A1", "scanned: A1"}}}},
		{"sent again after our ACK was lost, it is one read", []step{
			{sends: a, answers: "ACK", scans: []string{"scanned: A1"}},
			{silent: 2 * time.Second, sends: again, answers: "ACK"},
			{silent: time.Second, sends: a, answers: "ACK", scans: []string{"scanned: A1"}},
		}},
		{"sent again after our NAK, it is taken", []step{
			{sends: spoil(a)},
			{silent: ssiQuiet, answers: "NAK"},
			{sends: again, answers: "ACK", scans: []string{"scanned: A1"}},
		}},
		{"what follows a damaged packet at once is not trusted", []step{
			{sends: spoil(a) + a},
			{silent: ssiQuiet, answers: "NAK"},
			{sends: again, answers: "ACK", scans: []string{"scanned: A1"}},
		}},
		{"a packet that breaks off is asked for again", []step{
			{sends: a[:5]},
			{silent: 199 * time.Millisecond},
			{silent: time.Millisecond, answers: "NAK"},
			{sends: again, answers: "ACK", scans: []string{"scanned: A1"}},
		}},
		{"a packet that comes slowly is whole", []step{
			{sends: a[:5]},
			{silent: 199 * time.Millisecond, sends: a[5:], answers: "ACK", scans: []string{"scanned: A1"}},
		}},
		{"three damaged packets are told", []step{
			{sends: spoil(a)},
			{silent: ssiQuiet, answers: "NAK"},
			{sends: spoil(a)},
			{silent: ssiQuiet, answers: "NAK"},
			{sends: spoil(a)},
			{silent: ssiQuiet, answers: "NAK", scans: []string{"rejected: damaged packets: check the cable, and that the scanner speaks SSI"}},
			{sends: a, answers: "ACK", scans: []string{"scanned: A1"}},
		}},
		{"so is one that never comes again", []step{
			{sends: spoil(a)},
			{silent: ssiQuiet, answers: "NAK"},
			{silent: ssiPatient, scans: []string{"rejected: damaged packets: check the cable, and that the scanner speaks SSI"}},
		}},
		{"a code in pieces", []step{
			{sends: ssiCode(ssiContinued, "A1"), answers: "ACK"},
			{sends: ssiAgain(ssiCode(ssiContinued, "A1")), answers: "ACK"},
			{sends: ssiCode(ssiContinued, "B2"), answers: "ACK"},
			{sends: ssiCode(0, "C3\r\n"), answers: "ACK", scans: []string{"scanned: A1B2C3"}},
		}},
		{"pieces without an end are no code", []step{
			{sends: ssiCode(ssiContinued, "A1"), answers: "ACK"},
			{silent: ssiPatient, scans: []string{"rejected: broken off: the other packets did not come"}},
			{sends: ssiCode(0, "B2"), answers: "ACK", scans: []string{"scanned: B2"}},
		}},
		{"a scanner that gives up in the middle begins anew", []step{
			{sends: ssiCode(ssiContinued, "A1"), answers: "ACK"},
			{sends: spoil(a)},
			{silent: ssiQuiet, answers: "NAK"},
			{sends: spoil(a)},
			{silent: ssiQuiet, answers: "NAK"},
			{sends: spoil(a)},
			{silent: ssiQuiet, answers: "NAK", scans: []string{"rejected: damaged packets: check the cable, and that the scanner speaks SSI"}},
			{sends: ssiCode(0, "B2"), answers: "ACK", scans: []string{"scanned: B2"}},
		}},
		{"control characters reject", []step{{sends: ssiCode(0, "A\x1b[31m\r"), answers: "ACK", scans: []string{"rejected: control character: 0x1B (escape)"}}}},
		{"GS1-128 is named though the scanner sends no identifier", []step{
			{sends: ofKind(0x0f, "0104006381333931"), answers: "ACK", scans: []string{"scanned: ]C10104006381333931"}},
			{sends: ofKind(0x0f, "]C10104006381333931"), answers: "ACK", scans: []string{"scanned: ]C10104006381333931"}},
		}},
		{"an event is acknowledged", []step{{sends: ssiFrom(ssiEvent, 0, 1), answers: "ACK"}}},
		{"wake-ups between packets are nothing", []step{{sends: "\x00\x00" + a, answers: "ACK", scans: []string{"scanned: A1"}}}},
		{"an empty code is nothing", []step{{sends: ssiCode(0, "\r"), answers: "ACK"}}},
	} {
		t.Run(c.name, func(t *testing.T) {
			b, at := newSSI(), time.Now()
			for i, s := range c.steps {
				b.said = nil
				at = at.Add(s.silent)
				var scans []Scan
				if s.sends == "" {
					scans = b.expire(at)
				} else {
					scans = b.feed(chunk{[]byte(s.sends), at})
				}
				same(t, told(scans), s.scans...)
				if got := strings.Join(b.said, " "); got != s.answers {
					t.Errorf("step %d: answered %q, want %q", i, got, s.answers)
				}
			}
		})
	}
}

func TestTheScannerAsksForABeepAgain(t *testing.T) {
	b := newSSI()
	b.feed(chunk{[]byte(ssiFrom(ssiNak, 0, ssiResend) + ssiFrom(ssiNak, 0, 2) + ssiFrom(ssiAck, 0)), time.Now()})
	if b.repeats != 1 {
		t.Errorf("said again %d times, want once: the other NAK says that it cannot", b.repeats)
	}
}

func TestACableThatIsPulledInAPacketIsTold(t *testing.T) {
	b := newSSI()
	b.feed(chunk{[]byte(ssiCode(0, "A1")[:4]), time.Now()})
	same(t, told(b.lost()), "rejected: broken off: cable pulled")
}

func TestPacketsDoNotDependOnHowReadsFall(t *testing.T) {
	in := ssiCode(0, "A1") + ssiCode(ssiContinued, "B2") + ssiCode(0, "C3") + ssiFrom(ssiEvent, 0, 1) + ssiCode(0, "D\x1bE")
	at := time.Now()
	whole := told(newSSI().feed(chunk{[]byte(in), at}))
	rapid.Check(t, func(t *rapid.T) {
		b := newSSI()
		var scans []Scan
		for left, at := []byte(in), at; len(left) > 0; at = at.Add(60 * time.Millisecond) {
			n := rapid.IntRange(1, len(left)).Draw(t, "n")
			scans = append(scans, b.feed(chunk{left[:n], at})...)
			left = left[n:]
		}
		if got := told(scans); strings.Join(got, "|") != strings.Join(whole, "|") {
			t.Fatalf("got %q, want %q", got, whole)
		}
	})
}

// No bytes whatever make a scan that holds a control character or half a code,
// and after a silence the next code is read.
func FuzzSSI(f *testing.F) {
	f.Add([]byte(ssiCode(0, "A1") + spoil(ssiCode(0, "B2"))))
	f.Add([]byte(ssiCode(ssiContinued, strings.Repeat("9", 200)) + "\x00\xff\x03"))
	f.Fuzz(func(t *testing.T, in []byte) {
		b, now := newSSI(), time.Now()
		scans := b.feed(chunk{in, now})
		scans = append(scans, b.expire(now.Add(time.Minute))...)
		scans = append(scans, b.expire(now.Add(2*time.Minute))...)
		for _, s := range scans {
			if (s.Rejected == "") != (s.Text != "") || len(s.Text) > MaxScan || s.Bytes < len(s.Text) {
				t.Errorf("%q made %+v", in, s)
			}
			if i := strings.IndexFunc(s.Text, isForbidden); i >= 0 {
				t.Errorf("%q made a scan with %q", in, s.Text[i])
			}
		}
		if len(b.packet) > 257 {
			t.Errorf("%d bytes wait", len(b.packet))
		}
		same(t, told(b.feed(chunk{[]byte(ssiCode(0, "NEXT")), now.Add(3 * time.Minute)})), "scanned: NEXT")
	})
}
