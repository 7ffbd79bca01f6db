//go:build linux

package port_test

import (
	"bytes"
	"context"
	"errors"
	"io"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/packwright/packwright/station/port"
)

const (
	xon  = 0x11
	xoff = 0x13
)

func cable(t *testing.T) *port.Pty {
	t.Helper()
	device, err := port.NewPty()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { device.Close() })
	return device
}

func open(t *testing.T, c port.Config) *port.Port {
	t.Helper()
	p, err := port.Open(c)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { p.Close() })
	return p
}

// hold says XOFF and comes back when the line has understood it.
func hold(t *testing.T, device *port.Pty, p *port.Port) {
	t.Helper()
	device.Write([]byte{xoff, 'k'})
	got := make([]byte, 4)
	if n, err := p.Read(got); err != nil || string(got[:n]) != "k" {
		t.Fatalf("after XOFF: got %q, %v, want k alone", got[:n], err)
	}
}

func TestEveryByteValuePassesUnchangedBothWays(t *testing.T) {
	device := cable(t)
	p := open(t, port.Config{Path: device.Path(), Baud: 115200})
	all := make([]byte, 256)
	for i := range all {
		all[i] = byte(i)
	}
	for _, way := range []struct {
		name string
		from io.Writer
		to   io.Reader
	}{{"from the device", device, p}, {"to the device", p, device}} {
		if _, err := way.from.Write(all); err != nil {
			t.Fatalf("%s: %v", way.name, err)
		}
		got := make([]byte, len(all))
		if _, err := io.ReadFull(way.to, got); err != nil || !bytes.Equal(got, all) {
			t.Errorf("%s: got %q, %v", way.name, got, err)
		}
	}
}

func TestWhatWasSentBeforeOpeningIsThrownAway(t *testing.T) {
	device := cable(t)
	device.Write([]byte("stale"))
	p := open(t, port.Config{Path: device.Path()})
	device.Write([]byte("fresh"))
	got := make([]byte, 16)
	n, err := p.Read(got)
	if err != nil || string(got[:n]) != "fresh" {
		t.Errorf("got %q, %v, want fresh", got[:n], err)
	}
}

func TestXoffHoldsTheLineAndXonGivesItFree(t *testing.T) {
	device := cable(t)
	p := open(t, port.Config{Path: device.Path(), Flow: port.FlowXonXoff})
	hold(t, device, p)
	label := bytes.Repeat([]byte("^XA^XZ"), 10_000)

	p.SetWriteDeadline(time.Now().Add(50 * time.Millisecond))
	n, err := p.Write(label)
	if !errors.Is(err, os.ErrDeadlineExceeded) || n != 0 {
		t.Fatalf("write against XOFF: %d of %d bytes, %v; want 0 and the deadline", n, len(label), err)
	}

	p.SetWriteDeadline(time.Time{})
	rest := make(chan error, 1)
	go func() {
		_, err := p.Write(label[n:])
		rest <- err
	}()
	device.Write([]byte{xon})
	got := make([]byte, len(label))
	if _, err := io.ReadFull(device, got); err != nil || !bytes.Equal(got, label) {
		t.Errorf("after XON: %v, label complete %v", err, bytes.Equal(got, label))
	}
	if err := <-rest; err != nil {
		t.Errorf("write after XON: %v", err)
	}
}

func TestWithoutFlowControlXoffIsAByte(t *testing.T) {
	device := cable(t)
	p := open(t, port.Config{Path: device.Path()})
	device.Write([]byte{xoff})
	got := make([]byte, 4)
	if n, err := p.Read(got); err != nil || n != 1 || got[0] != xoff {
		t.Errorf("got %v, %v, want the byte 0x13", got[:n], err)
	}
}

func TestCloseEndsAStuckWriteAndAReadThatWaits(t *testing.T) {
	device := cable(t)
	p := open(t, port.Config{Path: device.Path(), Flow: port.FlowXonXoff})
	hold(t, device, p)
	ended := make(chan error, 2)
	go func() { _, err := p.Read(make([]byte, 8)); ended <- err }()
	go func() { _, err := p.Write(make([]byte, 100_000)); ended <- err }()
	time.Sleep(30 * time.Millisecond) // a real line: let both get stuck in the kernel

	began := time.Now()
	if err := p.Close(); err != nil {
		t.Errorf("close: %v", err)
	}
	for range 2 {
		if err := <-ended; !errors.Is(err, os.ErrClosed) {
			t.Errorf("got %v, want os.ErrClosed", err)
		}
	}
	if took := time.Since(began); took > time.Second {
		t.Errorf("close took %v, want at most 1 s", took)
	}
	if err := p.Close(); err != nil {
		t.Errorf("second close: %v", err)
	}
}

func TestAPulledPlugIsAnErrorThatNamesThePath(t *testing.T) {
	device := cable(t)
	p := open(t, port.Config{Path: device.Path()})
	read := make(chan error, 1)
	go func() { _, err := p.Read(make([]byte, 8)); read <- err }()
	device.Close()
	err := <-read
	if !errors.Is(err, port.ErrGone) || !strings.Contains(err.Error(), p.Path()) {
		t.Errorf("read: got %v, want ErrGone with %s", err, p.Path())
	}
	if _, err := p.Write([]byte("x")); !errors.Is(err, port.ErrGone) {
		t.Errorf("write: got %v, want ErrGone", err)
	}
	if _, err := port.Open(port.Config{Path: p.Path()}); err == nil {
		t.Error("open of a pulled cable succeeded")
	}
}

func TestALineHasOneOwner(t *testing.T) {
	device := cable(t)
	p := open(t, port.Config{Path: device.Path()})
	if _, err := port.Open(port.Config{Path: device.Path()}); !errors.Is(err, port.ErrBusy) {
		t.Fatalf("second open: got %v, want ErrBusy", err)
	}
	p.Close()
	open(t, port.Config{Path: device.Path()})
}

func TestAReadTimeoutIsADeadlineNeverZeroBytes(t *testing.T) {
	device := cable(t)
	p := open(t, port.Config{Path: device.Path()})
	p.SetReadDeadline(time.Now().Add(10 * time.Millisecond))
	if n, err := p.Read(make([]byte, 8)); n != 0 || !errors.Is(err, os.ErrDeadlineExceeded) {
		t.Errorf("got %d, %v, want the deadline", n, err)
	}
}

func TestDrainComesBackWhenNothingIsQueued(t *testing.T) {
	device := cable(t)
	p := open(t, port.Config{Path: device.Path()})
	p.Write([]byte("^XA^XZ"))
	ctx, cancel := context.WithTimeout(t.Context(), time.Second)
	defer cancel()
	if err := p.Drain(ctx); err != nil {
		t.Error(err)
	}
	p.Close()
	if err := p.Drain(ctx); !errors.Is(err, os.ErrClosed) {
		t.Errorf("drain after close: got %v, want os.ErrClosed", err)
	}
}

func TestSettingsThatCannotBeAreRefusedByName(t *testing.T) {
	for _, c := range []struct {
		config port.Config
		want   string
	}{
		{port.Config{}, "path"},
		{port.Config{Path: "/dev/x", Parity: "evil"}, `parity "evil"`},
		{port.Config{Path: "/dev/x", StopBits: "3"}, `stop bits "3"`},
		{port.Config{Path: "/dev/x", DataBits: 9}, "data bits 9"},
		{port.Config{Path: "/dev/x", Baud: 12}, "baud 12"},
		{port.Config{Path: "/dev/x", Flow: "hardware"}, `flow "hardware"`},
		{port.Config{Path: "/dev/no-such-line"}, "/dev/no-such-line"},
		{port.Config{Path: "/dev/null"}, "/dev/null"},
	} {
		if _, err := port.Open(c.config); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%+v: got %v, want something about %s", c.config, err, c.want)
		}
	}
}
