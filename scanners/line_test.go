package scanners

import (
	"context"
	"errors"
	"io"
	"net"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/packwright/packwright/station/port"
	"pgregory.net/rapid"
)

// told is what a scan says, short enough for a table.
func told(scans []Scan) []string {
	var lines []string
	for _, s := range scans {
		switch {
		case s.Rejected != "":
			lines = append(lines, "rejected: "+s.Rejected)
		case s.Proof:
			lines = append(lines, "scanned: "+s.Text)
		default:
			lines = append(lines, "typed: "+s.Text)
		}
	}
	return lines
}

func same(t *testing.T, got []string, want ...string) {
	t.Helper()
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("got  %q\nwant %q", got, want)
	}
}

func TestLineCutsScans(t *testing.T) {
	long := strings.Repeat("9", MaxScan)
	for _, c := range []struct {
		name, bytes string
		want        []string
	}{
		{"CR ends a scan", "4006381333931\r", []string{"scanned: 4006381333931"}},
		{"LF ends a scan", "A\n", []string{"scanned: A"}},
		{"TAB ends a scan", "A\tB\t", []string{"scanned: A", "scanned: B"}},
		{"CR and LF end one scan", "A\r\nB\r\n", []string{"scanned: A", "scanned: B"}},
		{"LF and CR end one scan", "A\n\rB\n\r", []string{"scanned: A", "scanned: B"}},
		{"blank lines are nothing", "\r\r\n\t\n", nil},
		{"GS is kept", "]C1010400638133393110A\x1d21B\r", []string{"scanned: ]C1010400638133393110A\x1d21B"}},
		{"the envelope of ISO 15434 is kept", "[)>\x1e06\x1dP1\x1e\x04\r", []string{"scanned: [)>\x1e06\x1dP1\x1e\x04"}},
		{"RS outside an envelope rejects", "A\x1eB\r", []string{"rejected: control character: 0x1E (ctrl+^)"}},
		{"ESC rejects the whole scan", "A\x1b[31mB\rC\r", []string{"rejected: control character: 0x1B (escape)", "scanned: C"}},
		{"NUL rejects", "A\x00\r", []string{"rejected: control character: 0x00 (NUL)"}},
		{"letters beyond ASCII reject", "Größe\r", []string{"rejected: foreign character: U+00F6"}},
		{"Latin-1 rejects", "Gr\xf6\xdfe\r", []string{"rejected: neither ASCII nor UTF-8: byte 0xF6"}},
		{"text that turns direction rejects", "A\u202eB\r", []string{"rejected: invisible character: U+202E"}},
		{"the longest scan passes", long + "\r", []string{"scanned: " + long}},
		{"a longer one rejects and is forgotten", long + "9\rA\r", []string{"rejected: longer than allowed: 512 characters", "scanned: A"}},
		{"the prefix is taken away", "\x02A\r", []string{"scanned: A"}},
		{"a prefix alone is no code", "\x02\r", []string{"rejected: prefix without a code"}},
		{"the prefix is only a prefix", "A\x02B\r", []string{"rejected: control character: 0x02 (ctrl+B)"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			l := Line{Prefix: "\x02"}
			same(t, told(l.framer().feed(chunk{[]byte(c.bytes), time.Now()})), c.want...)
		})
	}
}

func TestScansDoNotDependOnHowReadsFall(t *testing.T) {
	const in = "4006381333931\r\n]C10104006381333931\x1d10A\n\rA\x1bB\rGr\xc3\xb6\xc3\x9fe\t[)>\x1e06\x1dP1\x1e\x04\r"
	at := time.Now()
	whole := told((&Line{}).framer().feed(chunk{[]byte(in), at}))
	rapid.Check(t, func(t *rapid.T) {
		f := (&Line{}).framer()
		var scans []Scan
		for left := []byte(in); len(left) > 0; {
			n := rapid.IntRange(1, len(left)).Draw(t, "n")
			scans = append(scans, f.feed(chunk{left[:n], at})...)
			left = left[n:]
		}
		if got := told(scans); strings.Join(got, "|") != strings.Join(whole, "|") {
			t.Fatalf("got %q, want %q", got, whole)
		}
	})
}

// No bytes whatever make a scan that holds a control character, and every
// byte after a rejected scan counts again.
func FuzzLine(f *testing.F) {
	f.Add([]byte("4006381333931\r"))
	f.Add([]byte("\x1b[200~\x00\xff\r]C1"))
	f.Fuzz(func(t *testing.T, in []byte) {
		fr := (&Line{Prefix: "~"}).framer()
		now := time.Now()
		scans := fr.feed(chunk{in, now})
		scans = append(scans, fr.expire(now.Add(time.Second))...)
		for _, s := range scans {
			if (s.Rejected == "") != (s.Text != "") || len(s.Text) > MaxScan {
				t.Errorf("%q made %+v", in, s)
			}
			if i := strings.IndexFunc(s.Text, isForbidden); i >= 0 {
				t.Errorf("%q made a scan with %q", in, s.Text[i])
			}
		}
		same(t, told(fr.feed(chunk{[]byte("NEXT\r"), now.Add(time.Second)})), "scanned: NEXT")
	})
}

func isForbidden(r rune) bool {
	return r < 0x20 && !strings.ContainsRune("\x1d\x1c\x1e\x1f\x04", r) || r >= 0x7f && r < 0xa0
}

// scanner is a line in memory: what the test writes into it is read by a Line.
type scanner struct {
	net.Conn
	sockets chan net.Conn
}

func (s *scanner) plug() {
	device, line := net.Pipe()
	s.Conn = device
	s.sockets <- line
	synctest.Wait()
}

func (s *scanner) open() (io.ReadWriteCloser, error) {
	select {
	case line := <-s.sockets:
		return line, nil
	default:
		return nil, errNoDevice
	}
}

var errNoDevice = errors.New("no such device")

func runLine(t *testing.T, l *Line) (*scanner, chan Scan) {
	s := &scanner{sockets: make(chan net.Conn, 1)}
	l.Open = s.open
	scans := make(chan Scan, 16)
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan error)
	go func() { ended <- l.Run(ctx, scans) }()
	t.Cleanup(func() {
		cancel()
		if err := <-ended; !errors.Is(err, context.Canceled) {
			t.Errorf("run ended with %v", err)
		}
	})
	return s, scans
}

func waiting(scans chan Scan) []string {
	synctest.Wait()
	var all []Scan
	for len(scans) > 0 {
		all = append(all, <-scans)
	}
	return told(all)
}

func TestSilenceInsideAScanBreaksItOff(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s, scans := runLine(t, &Line{})
		s.plug()
		time.Sleep(time.Second)

		for _, b := range "400638" { // a slow line is not a silent one
			s.Write([]byte{byte(b)})
			time.Sleep(199 * time.Millisecond)
		}
		s.Write([]byte("\r"))
		same(t, waiting(scans), "scanned: 400638")

		s.Write([]byte("400"))
		time.Sleep(199 * time.Millisecond)
		same(t, waiting(scans))
		time.Sleep(2 * time.Millisecond)
		same(t, waiting(scans), "rejected: broken off, set the scanner to end with CR: silent for 200 ms")
		s.Write([]byte("638\r"))
		same(t, waiting(scans), "scanned: 638")
	})
}

func TestALineComesBackAfterAPulledCable(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		news := make(chan string, 16)
		s, scans := runLine(t, &Line{Link: port.Link{
			Up:   func() { news <- "up" },
			Down: func(err error) { news <- "down: " + err.Error() },
		}})
		synctest.Wait()
		s.plug()
		time.Sleep(time.Second)
		s.Write([]byte("A\r400"))
		s.Close()
		same(t, waiting(scans), "scanned: A", "rejected: broken off: cable pulled")
		time.Sleep(5 * time.Second)
		s.plug()
		time.Sleep(time.Second)
		s.Write([]byte("B\r"))
		same(t, waiting(scans), "scanned: B")
		close(news)
		var all []string
		for n := range news {
			all = append(all, n)
		}
		same(t, all, "down: no such device", "up", "down: EOF", "down: no such device", "up")
	})
}

func TestAGapIsToldFromWhenTheBytesCame(t *testing.T) {
	f := (&Line{}).framer()
	at := time.Now()
	scans := f.feed(chunk{[]byte("400"), at})
	scans = append(scans, f.feed(chunk{[]byte("638\r"), at.Add(time.Second)})...)
	same(t, told(scans), "rejected: broken off, set the scanner to end with CR: silent for 200 ms", "scanned: 638")
}
