package printers

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"math/rand/v2"
	"net"
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/packwright/packwright/station/port"
)

// bitmap is a label that is one picture in hexadecimal, 4 by 6 inches at 8 dots
// a mm: 250 KB.
func bitmap() []byte {
	const row, rows = 102, 1218 // bytes, lines
	var b bytes.Buffer
	fmt.Fprintf(&b, "^XA^PW812^LL1218^FO0,0^GFA,%d,%d,%d,", row*rows, row*rows, row)
	r := rand.New(rand.NewPCG(1, 2))
	for range row * rows {
		fmt.Fprintf(&b, "%02X", r.UintN(256))
	}
	b.WriteString("^FS^XZ")
	return b.Bytes()
}

// obedient is the host's end of a serial line in memory, with the flow control
// and the buffer that the kernel has: it can be used in the time of synctest.
type obedient struct {
	net.Conn
	mu   sync.Mutex // guards held and full
	wake *sync.Cond
	held bool // XOFF was heard
	out  []byte
	shut bool
}

const kernelHolds = 4096

func newObedient(c net.Conn) *obedient {
	o := &obedient{Conn: c}
	o.wake = sync.NewCond(&o.mu)
	go o.carry()
	return o
}

func (o *obedient) Open(context.Context) (io.ReadWriteCloser, error) { return o, nil }
func (o *obedient) Answers() bool                                    { return true }

// Read takes what is said but XON and XOFF, which the kernel keeps to itself.
func (o *obedient) Read(b []byte) (int, error) {
	for {
		n, err := o.Conn.Read(b)
		said := b[:0]
		o.mu.Lock()
		for _, c := range b[:n] {
			if c == xoff || c == xon {
				o.held = c == xoff
				continue
			}
			said = append(said, c)
		}
		o.wake.Broadcast()
		o.mu.Unlock()
		if len(said) > 0 || err != nil {
			return len(said), err
		}
	}
}

func (o *obedient) Write(b []byte) (int, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	for len(o.out) >= kernelHolds && !o.shut {
		o.wake.Wait()
	}
	if o.shut {
		return 0, os.ErrClosed
	}
	o.out = append(o.out, b...)
	o.wake.Broadcast()
	return len(b), nil
}

func (o *obedient) Queued() (int, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	return len(o.out), nil
}

func (o *obedient) Drain(ctx context.Context) error {
	for {
		if n, _ := o.Queued(); n == 0 {
			return nil
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(5 * time.Millisecond):
		}
	}
}

// carry brings bytes over the line while nothing holds it.
func (o *obedient) carry() {
	for {
		o.mu.Lock()
		for (o.held || len(o.out) == 0) && !o.shut {
			o.wake.Wait()
		}
		piece := o.out[:min(len(o.out), 16)]
		o.out = o.out[len(piece):]
		o.wake.Broadcast()
		shut := o.shut
		o.mu.Unlock()
		if _, err := o.Conn.Write(piece); err != nil || shut {
			return
		}
	}
}

func (o *obedient) Close() error {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.shut = true
	o.wake.Broadcast()
	return o.Conn.Close()
}

func TestALargeLabelComesWholeHoweverOftenThePrinterSaysStop(t *testing.T) {
	data := bitmap()
	for seed := range uint64(12) {
		in(t, func(t *testing.T) {
			v := virtual(t, VirtualConfig{Buffer: 1024, Baud: 115200, Reading: 9000, Insists: seed%2 == 1, Feed: 100})
			host, device := net.Pipe()
			start(t, func(ctx context.Context) { _ = v.ServeLine(ctx, device) })
			p := driver(t, newObedient(host), Timing{})
			stops := faults(t, v, rand.New(rand.NewPCG(seed, 0)))
			j := Job{ID: "large", Data: data}
			began := time.Now()
			r := p.Print(t.Context(), j)
			if r.State != Counted || v.Lost() != 0 || came(v) != want(j) {
				t.Errorf("seed %d: %v, %v; %d bytes lost, tape %s", seed, r, r.Err, v.Lost(), came(v))
			}
			if took := time.Since(began); took < 26*time.Second || *stops < 2 {
				t.Errorf("seed %d: took %v with %d stops, so nothing was tried", seed, took, *stops)
			}
		})
	}
}

// faults stops the printer again and again, for up to 30 s, until the test ends.
func faults(t *testing.T, v *Virtual, r *rand.Rand) (stops *int) {
	t.Helper()
	stops = new(int)
	start(t, func(ctx context.Context) {
		for on := true; ; on = !on {
			wait := time.Duration(r.IntN(5000)) * time.Millisecond
			if !on {
				wait = time.Duration(1+r.IntN(30)) * time.Second
			}
			select {
			case <-ctx.Done():
				return
			case <-time.After(wait):
				v.Set(Stuck, on)
				*stops++
			}
		}
	})
	return stops
}

// The same over the kernel's own flow control, in real time: with
// PACKWRIGHT_ALL the whole label and a stop of 30 s.
func TestTheKernelHoldsALargeLabelBack(t *testing.T) {
	t.Parallel()
	c, stop := VirtualConfig{Buffer: 1024, Baud: 921600, Reading: 60_000}, 500*time.Millisecond
	if os.Getenv("PACKWRIGHT_ALL") != "" {
		c, stop = VirtualConfig{Buffer: 1024, Baud: 115200, Reading: 20_000, Insists: true}, 30*time.Second
	}
	p, v := cabled(t, c, port.FlowXonXoff)
	p.timing.Stall = time.Minute
	j := Job{ID: "large", Data: bitmap()}
	result := p.Queue(within(t, 3*time.Minute), j)
	until(t, "the label fills the buffer", func() bool { return reads(v) > 500 })
	v.Set(Stuck, true)
	time.Sleep(stop)
	v.Set(Stuck, false)
	if r := <-result; r.State != Counted || v.Lost() != 0 || came(v) != want(j) {
		t.Errorf("%v, %v; %d bytes lost, tape %s", r, r.Err, v.Lost(), strings.TrimSpace(came(v)))
	}
}
