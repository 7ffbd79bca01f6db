//go:build linux

package scanners

import (
	"context"
	"fmt"
	"os"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/packwright/packwright/station/port"
)

// plugged runs a Line on a virtual scanner over a real pseudo-terminal.
func plugged(t *testing.T) (v *Virtual, l *Line, scans chan Scan, news chan string) {
	t.Helper()
	return pluggedOf(t, "bel", false)
}

func pluggedOf(t *testing.T, voice string, acks bool) (v *Virtual, l *Line, scans chan Scan, news chan string) {
	t.Helper()
	speaks, ok := Voiced(voice)
	if !ok {
		t.Fatalf("there is no voice %s", voice)
	}
	v, err := NewVirtualOf(speaks)
	if err != nil {
		t.Fatal(err)
	}
	v.Acks = v.Acks || acks
	news = make(chan string, 16)
	l = &Line{Name: "scanner", Voice: speaks, Acks: acks, Link: port.Link{
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

func TestTwentyPulledCablesLeaveNothingBehind(t *testing.T) {
	v, _, scans, news := plugged(t)
	v.Read("A")
	next(t, scans) // all that runs for a line runs
	descriptors, goroutines := openFiles(t), runtime.NumGoroutine()
	for i := range 20 {
		v.Unplug()
		pulled := time.Now()
		if got := <-news; got != "down" || time.Since(pulled) > time.Second {
			t.Fatalf("cycle %d: told %q after %s, want down within 1 s", i, got, time.Since(pulled))
		}
		if err := v.Plug(); err != nil {
			t.Fatal(err)
		}
		back := time.Now()
		for got := ""; got != "up"; {
			got = <-news
		}
		if since := time.Since(back); since > 2*time.Second {
			t.Fatalf("cycle %d: open again after %s, want 2 s", i, since)
		}
		v.Read("A")
		if got := next(t, scans); got != "scanned: A" {
			t.Fatalf("cycle %d: %s", i, got)
		}
	}
	await(t, fmt.Sprintf("not more than %d descriptors", descriptors), func() bool { return openFiles(t) <= descriptors })
	await(t, fmt.Sprintf("not more than %d goroutines", goroutines), func() bool { return runtime.NumGoroutine() <= goroutines })
}

func openFiles(t *testing.T) int {
	t.Helper()
	files, err := os.ReadDir("/proc/self/fd")
	if err != nil {
		t.Fatal(err)
	}
	return len(files)
}
