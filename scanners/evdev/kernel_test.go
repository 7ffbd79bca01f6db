//go:build linux

package evdev

import (
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/packwright/packwright/scanners"
	"github.com/packwright/packwright/station/port"
	"golang.org/x/sys/unix"
)

// desk is a kernel with one keyboard.
type desk struct {
	down    time.Time // until when a key is down
	grabbed bool
	refuses error
	lights  bool
	asked   []uint
}

func (d *desk) ioctl(request uint, arg []byte) error {
	d.asked = append(d.asked, request)
	switch request {
	case 0x80084502: // EVIOCGID
		copy(arg, []byte{3, 0, 0xe0, 0x05, 0x00, 0x12, 1, 0})
	case 0x81004506: // EVIOCGNAME(256)
		copy(arg, "Symbol Bar Code Scanner\x00")
	case 0x80604521: // EVIOCGBIT(EV_KEY, 96)
		for _, key := range []int{30, 44, 28} {
			arg[key/8] |= 1 << (key % 8)
		}
	case 0x80604518: // EVIOCGKEY(96)
		if time.Now().Before(d.down) {
			arg[keyLeftShift/8] |= 1 << (keyLeftShift % 8)
		}
	case 0x80014519: // EVIOCGLED(1)
		if !d.lights {
			return unix.ENOTTY
		}
		arg[0] = 1 << ledCaps
	case 0x40044590: // EVIOCGRAB
		if d.refuses != nil {
			return d.refuses
		}
		d.grabbed = true
	default:
		return unix.EINVAL
	}
	return nil
}

func TestADeviceSaysWhoItIs(t *testing.T) {
	got, err := describe(&desk{}, "/dev/input/event3")
	want := Device{Path: "/dev/input/event3", Vendor: 0x05e0, Product: 0x1200, Name: "Symbol Bar Code Scanner", Keyboard: true}
	if err != nil || got != want {
		t.Errorf("got %+v, %v, want %+v", got, err, want)
	}
	if capsOn(&desk{}) || !capsOn(&desk{lights: true}) {
		t.Error("the light of caps lock is read wrong")
	}
}

func TestADeviceIsTakenWhenNoKeyIsDown(t *testing.T) {
	for _, rule := range []struct {
		name string
		held time.Duration
		busy error
		want error
	}{
		{"no key is down", 0, nil, nil},
		{"a key goes up soon", 200 * time.Millisecond, nil, nil},
		{"a key stays down", time.Hour, nil, errHeld},
		{"another program has it", 0, unix.EBUSY, unix.EBUSY},
	} {
		synctest.Test(t, func(t *testing.T) {
			d := &desk{down: time.Now().Add(rule.held), refuses: rule.busy}
			err := take(d, "/dev/input/event3")
			if !errors.Is(err, rule.want) || d.grabbed != (rule.want == nil) {
				t.Errorf("%s: got %v, taken %v", rule.name, err, d.grabbed)
			}
			if d.grabbed && time.Now().Before(d.down) {
				t.Errorf("%s: taken while a key was down", rule.name)
			}
			if rule.want == errHeld && slices.Contains(d.asked, uint(grab)) {
				t.Errorf("%s: it was tried all the same", rule.name)
			}
		})
	}
}

// hung is a fifo where the scanner's device would be.
type hung struct {
	path string
	pen  *os.File
}

func newHung(t *testing.T) *hung {
	t.Helper()
	h := &hung{path: filepath.Join(t.TempDir(), "event3")}
	if err := unix.Mkfifo(h.path, 0o600); err != nil {
		t.Fatal(err)
	}
	h.plug(t)
	t.Cleanup(func() { h.pen.Close() })
	return h
}

func (h *hung) plug(t *testing.T) {
	t.Helper()
	pen, err := os.OpenFile(h.path, os.O_RDWR, 0)
	if err != nil {
		t.Fatal(err)
	}
	h.pen = pen
}

func (h *hung) open(l *layout) func() (io.ReadWriteCloser, error) {
	return func() (io.ReadWriteCloser, error) {
		f, err := openFile(h.path)
		if err != nil {
			return nil, err
		}
		return &typed{reader: reader{from: f, timeSize: timeSize, keys: keyboard{layout: l}}, file: f}, nil
	}
}

// listen runs a line on the device.
func listen(t *testing.T, h *hung, l *layout) (scans chan scanners.Scan, news chan string) {
	t.Helper()
	scans, news = make(chan scanners.Scan, 16), make(chan string, 1024)
	line := &scanners.Line{Name: "scanner", Gap: time.Second, Link: port.Link{
		Open: h.open(l), Retry: 10 * time.Millisecond,
		Up: func() { news <- "up" }, Down: func(error) { news <- "down" },
	}}
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan struct{})
	go func() { line.Run(ctx, scans); close(done) }()
	t.Cleanup(func() { cancel(); <-done })
	if got := <-news; got != "up" {
		t.Fatalf("first news: %s", got)
	}
	return scans, news
}

func next(t *testing.T, scans chan scanners.Scan) scanners.Scan {
	t.Helper()
	select {
	case s := <-scans:
		return s
	case <-time.After(5 * time.Second):
		t.Fatal("no scan within 5 s")
		return scanners.Scan{}
	}
}

func TestScansOfADevice(t *testing.T) {
	h := newHung(t)
	scans, news := listen(t, h, de)
	for _, c := range []struct{ typed, text, refused string }{
		{"4006381333931\r", "4006381333931", ""},
		{"]C1010400638133393110A-7/b\x1d21Z\r", "]C1010400638133393110A-7/b\x1d21Z", ""},
		{"A\x03B\r", "", "control character: 0x03 (ctrl+C)"},
		{"A\x1bB\r", "", "control character: 0x1B (escape)"},
	} {
		h.pen.Write(typing(de, timeSize, c.typed))
		if s := next(t, scans); s.Text != c.text || s.Rejected != c.refused || s.Proof != (c.refused == "") {
			t.Errorf("%q: got %+v", c.typed, s)
		}
	}
	h.pen.Close() // the device is gone; a fifo says so by its end
	if got := <-news; got != "down" {
		t.Fatalf("after unplugging: %s", got)
	}
	h.plug(t)
	for got := ""; got != "up"; {
		got = <-news
	}
	time.Sleep(50 * time.Millisecond) // a fifo without a writer is at its end: let it find this one
	h.pen.Write(typing(de, timeSize, "B\r"))
	for {
		s := next(t, scans)
		if s.Text == "B" {
			break
		}
		t.Fatalf("got %+v, want B", s)
	}
}

// TestHostileKeys types what hostile barcodes make a scanner type. Nothing of
// it comes out but refusals and text that holds no control character.
func TestHostileKeys(t *testing.T) {
	h := newHung(t)
	scans, _ := listen(t, h, us)
	for c := rune(0); c < 0x20; c++ {
		if strings.ContainsRune("\t\n\r\x1d", c) {
			continue
		}
		if c == 0 {
			continue // control and space, which is no character of ours
		}
		h.pen.Write(typing(us, timeSize, "A"+string(c)+"B\r"))
		if s := next(t, scans); s.Rejected == "" {
			t.Errorf("a scan with 0x%02X counts: %q", c, s.Text)
		}
	}
	for name, keys := range map[string]func(*recording){
		"arrow down for GS": func(r *recording) { r.press(30, 108, 48, keyEnter) },
		"F5":                func(r *recording) { r.press(30, 63, 48, keyEnter) },
		"alt and F4":        func(r *recording) { r.down(keyLeftAlt).press(62).up(keyLeftAlt).press(48, keyEnter) },
		"control, alt, delete": func(r *recording) {
			r.down(keyLeftCtrl).down(keyLeftAlt).press(111).up(keyLeftAlt).up(keyLeftCtrl).press(keyEnter)
		},
		"Windows and R": func(r *recording) { r.down(keyLeftMeta).press(19).up(keyLeftMeta).press(48, keyEnter) },
		"backspace":     func(r *recording) { r.press(30, keyBackspace, 48, keyEnter) },
		"lost keys": func(r *recording) {
			r.press(30).event(evSyn, synDropped, 0).event(evSyn, synReport, 0).press(48, keyEnter)
		},
	} {
		r := &recording{timeSize: timeSize}
		keys(r)
		h.pen.Write(r.bytes)
		if s := next(t, scans); s.Rejected == "" {
			t.Errorf("%s: a scan counts: %q", name, s.Text)
		}
	}
	h.pen.Write(typing(us, timeSize, "NEXT\r"))
	if s := next(t, scans); s.Text != "NEXT" {
		t.Errorf("the next scan is %+v", s)
	}
}

func TestADeviceCannotBeToldAnything(t *testing.T) {
	h := newHung(t)
	line, err := h.open(us)()
	if err != nil {
		t.Fatal(err)
	}
	if _, err := line.Write([]byte("\a")); err == nil {
		t.Error("a keyboard was told to beep")
	}
	ended := make(chan error)
	go func() { _, err := line.Read(make([]byte, 8)); ended <- err }()
	if err := line.Close(); err != nil {
		t.Error(err)
	}
	if err := <-ended; err == nil {
		t.Error("a read of a closed device succeeded")
	}
	_, err = Config{Layout: "fr"}.Open()
	if err == nil || !strings.Contains(err.Error(), `layout "fr"`) {
		t.Errorf("layout fr: got %v", err)
	}
}
