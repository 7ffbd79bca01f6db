//go:build linux

package scanners

import (
	"context"
	"strings"
	"testing"
	"time"

	"github.com/packwright/packwright/station/port"
)

// plugged runs a Line on a virtual scanner over a real pseudo-terminal.
func plugged(t *testing.T) (v *Virtual, l *Line, scans chan Scan, news chan string) {
	t.Helper()
	v, err := NewVirtual()
	if err != nil {
		t.Fatal(err)
	}
	news = make(chan string, 16)
	l = &Line{Name: "scanner", Link: port.Link{
		Open:  v.Open,
		Retry: 10 * time.Millisecond,
		Up:    func() { news <- "up" },
		Down:  func(error) { news <- "down" },
	}}
	scans = make(chan Scan, 16)
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan error)
	go func() { ended <- l.Run(ctx, scans) }()
	t.Cleanup(func() {
		cancel()
		<-ended
		v.Unplug()
	})
	if got := <-news; got != "up" {
		t.Fatalf("first news is %q", got)
	}
	return v, l, scans, news
}

func next(t *testing.T, scans <-chan Scan) string {
	t.Helper()
	select {
	case s := <-scans:
		if s.Device != "scanner" || s.At.IsZero() {
			t.Errorf("scan %+v lacks its device or time", s)
		}
		return told([]Scan{s})[0]
	case <-time.After(5 * time.Second):
		t.Fatal("no scan after 5 s")
		return ""
	}
}

func TestAVirtualScannerIsReadThroughARealLine(t *testing.T) {
	v, _, scans, _ := plugged(t)
	v.Read("4006381333931")
	v.ReadTwice("]C10104006381333931\x1d10A")
	v.Send("\x00\xff#\r")
	v.Send("400")
	same(
		t,
		[]string{next(t, scans), next(t, scans), next(t, scans), next(t, scans), next(t, scans)},
		"scanned: 4006381333931",
		"scanned: ]C10104006381333931\x1d10A",
		"scanned: ]C10104006381333931\x1d10A",
		"rejected: control character: 0x00 (NUL)",
		"rejected: broken off, set the scanner to end with CR: silent for 200 ms",
	)
}

func TestAScannerMayBePulledAndPluggedIn(t *testing.T) {
	v, _, scans, news := plugged(t)
	v.Unplug()
	if got := <-news; got != "down" {
		t.Fatalf("after unplugging: %q", got)
	}
	if err := v.Read("A"); err == nil {
		t.Error("an unplugged scanner was read")
	}
	if err := v.Plug(); err != nil {
		t.Fatal(err)
	}
	for got := ""; got != "up"; {
		got = <-news
	}
	v.Read("B")
	same(t, []string{next(t, scans)}, "scanned: B")
}

func TestBeepsReachTheScanner(t *testing.T) {
	v, l, _, _ := plugged(t)
	deadline := time.Now().Add(5 * time.Second)
	for v.Beeps() < 3 && time.Now().Before(deadline) {
		l.Beep(false)
		time.Sleep(time.Millisecond) // a real line
	}
	if v.Beeps() < 3 {
		t.Errorf("heard %d beeps, want 3", v.Beeps())
	}
}

func TestTenThousandCharactersInOneGoLoseNothing(t *testing.T) {
	v, _, scans, _ := plugged(t)
	code := strings.Repeat("0123456789", 10)
	go func() {
		for range 100 {
			v.Read(code)
		}
	}()
	for i := range 100 {
		if got := next(t, scans); got != "scanned: "+code {
			t.Fatalf("scan %d is %q", i, got)
		}
	}
}
