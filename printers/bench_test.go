package printers

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"net"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/packwright/packwright/printers/zpl"
)

// sockets is a network of one virtual printer, in memory: it can be used in
// the time of synctest. It listens at one end and connects at the other.
type sockets struct {
	waiting chan net.Conn
	closed  chan struct{}
	once    sync.Once
}

func newSockets() *sockets {
	return &sockets{waiting: make(chan net.Conn), closed: make(chan struct{})}
}

func (s *sockets) Open(ctx context.Context) (io.ReadWriteCloser, error) {
	host, device := net.Pipe()
	select {
	case s.waiting <- device:
		return host, nil
	case <-ctx.Done():
		return nil, ctx.Err()
	case <-s.closed:
		return nil, errors.New("connection refused")
	}
}

func (s *sockets) Answers() bool { return true }

func (s *sockets) Accept() (net.Conn, error) {
	select {
	case c := <-s.waiting:
		return c, nil
	case <-s.closed:
		return nil, net.ErrClosed
	}
}

func (s *sockets) Close() error   { s.once.Do(func() { close(s.closed) }); return nil }
func (s *sockets) Addr() net.Addr { return &net.TCPAddr{} }

// start runs f until the test ends, and waits for it.
func start(t *testing.T, f func(ctx context.Context)) {
	t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	var running sync.WaitGroup
	running.Go(func() { f(ctx) })
	t.Cleanup(func() { cancel(); running.Wait() })
}

func virtual(t *testing.T, c VirtualConfig) *Virtual {
	t.Helper()
	v, err := NewVirtual(c)
	if err != nil {
		t.Fatal(err)
	}
	start(t, func(ctx context.Context) {
		if err := v.Run(ctx); err != nil {
			t.Errorf("virtual printer: %v", err)
		}
	})
	return v
}

func driver(t *testing.T, way Transport, timing Timing) *Printer {
	t.Helper()
	p := New(way, timing)
	start(t, p.Run)
	return p
}

// networked is a printer and its driver on a network in memory.
func networked(t *testing.T, c VirtualConfig) (*Printer, *Virtual) {
	t.Helper()
	net := newSockets()
	v := virtual(t, c)
	start(t, func(ctx context.Context) {
		if err := v.ServeTCP(ctx, net); err != nil {
			t.Errorf("serve: %v", err)
		}
	})
	return driver(t, net, Timing{}), v
}

// label is one label of about the given size.
func label(t *testing.T, name string, bytes int) []byte {
	t.Helper()
	l := zpl.New(zpl.Dots8, 812, 1218)
	l.Text(zpl.Point{X: 10, Y: 10}, zpl.Font{Height: 30}, name)
	for written := 200; written < bytes; written += 1024 {
		l.Text(zpl.Point{X: 10, Y: 50}, zpl.Font{Height: 30}, strings.Repeat("0123456789abcdef", 62))
	}
	data, err := l.Bytes()
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func job(t *testing.T, name string) Job { return Job{ID: name, Data: label(t, name, 0)} }

// came is the tape in brief: a whole label by its hash, a torn one as "torn".
func came(v *Virtual) string {
	var all []string
	for _, p := range v.Tape() {
		word := p.Hash[:8]
		if p.Torn {
			word = "torn"
		}
		all = append(all, word)
	}
	return strings.Join(all, " ")
}

// want is what came says of whole labels.
func want(jobs ...Job) string {
	var all []string
	for _, j := range jobs {
		sum := sha256.Sum256(j.Data)
		all = append(all, hex.EncodeToString(sum[:])[:8])
	}
	return strings.Join(all, " ")
}

// in runs the test in a time of its own, where waiting costs nothing.
func in(t *testing.T, f func(t *testing.T)) { t.Helper(); synctest.Test(t, f) }

// within is a ctx that ends after d.
func within(t *testing.T, d time.Duration) context.Context {
	ctx, cancel := context.WithTimeout(t.Context(), d)
	t.Cleanup(cancel)
	return ctx
}

// scripted is a printer made of one function: what it says to each piece that
// comes.
type scripted struct{ io.ReadWriteCloser }

func (o scripted) Open(context.Context) (io.ReadWriteCloser, error) { return o.ReadWriteCloser, nil }
func (o scripted) Answers() bool                                    { return true }

func script(t *testing.T, say func(heard string) string) *Printer {
	t.Helper()
	host, device := net.Pipe()
	start(t, func(ctx context.Context) {
		stop := context.AfterFunc(ctx, func() { device.Close() })
		defer stop()
		buf := make([]byte, 4096)
		for {
			n, err := device.Read(buf)
			if err != nil {
				return
			}
			if _, err := io.WriteString(device, say(string(buf[:n]))); err != nil {
				return
			}
		}
	})
	return driver(t, scripted{host}, Timing{})
}

// ready is the answer of a printer that has nothing to do.
func ready() string { return newMachine(VirtualConfig{}, nil).hostStatus() }

func (r Result) String() string {
	return fmt.Sprintf("%s %s, counter %d to %d, %d bytes, problem %q", r.ID, r.State, r.CounterBefore, r.Counter, r.Sent, r.Problem)
}
