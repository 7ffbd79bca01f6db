package printers

import (
	"context"
	"errors"
	"io"
	"os"
	"strings"
	"sync"
	"sync/atomic"
	"time"
)

// The characters of software flow control.
const (
	xon  = 0x11
	xoff = 0x13
)

// Cable is the device's end of a serial line, such as a port.Pty. Its
// deadlines are how a virtual printer stops reading and writing.
type Cable interface {
	io.ReadWriter
	SetReadDeadline(time.Time) error
	SetWriteDeadline(time.Time) error
}

// arrival is what came in, or that nothing did.
type arrival struct {
	data   []byte
	answer func(text)
	quiet  uint32 // the line was quiet after this XOFF; 0 is none
}

// wire is the serial line between the host and the receive buffer. A
// pseudo-terminal holds 13 to 20 KB that it goes on delivering after XOFF,
// although the host obeys. So what comes after XOFF until the line has been
// quiet waits here as not yet sent, at most 32 KB of it. More than that, or
// any byte after the quiet, comes from a host that does not obey: it goes on
// into the buffer and is lost when that is full. Nothing is read for a moment
// after XOFF, so that on a busy computer, too, the host has heard it before we
// make room for more.
type wire struct {
	waiting []byte
	paid    time.Time // until when the pace has let bytes through
	off     bool      // XOFF was said
	obeyed  bool      // and the host keeps to it
	calm    bool      // the line was quiet since
	deaf    time.Time // until when nothing is read
	before  int       // bytes that waited when it was said
	since   int       // bytes that came since then
	answer  func(text)
	drain   func(off uint32) // asks the reader to say when the line is quiet
	number  uint32           // of the XOFF
}

const (
	maxDrain = 32 << 10 // bytes that a pseudo-terminal may deliver after XOFF
	quiet    = 20 * time.Millisecond
	piece    = 256 // bytes read at once
)

// ServeLine is the printer's end of a serial line. It says XOFF and XON, and
// returns when ctx ends or the cable is pulled.
func (v *Virtual) ServeLine(ctx context.Context, c Cable) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	var draining atomic.Uint32
	stop := context.AfterFunc(ctx, func() {
		_ = c.SetReadDeadline(past) // a cable that knows no deadline has ended anyway
		_ = c.SetWriteDeadline(past)
	})
	defer stop()

	say, flush := speaker(ctx, c)
	defer flush()
	v.do(func(m *machine) {
		m.wire = wire{answer: say, drain: func(off uint32) {
			draining.Store(off)
			_ = c.SetReadDeadline(past) // wakes the reader
		}}
	})
	err := v.readLine(ctx, c, say, &draining)
	cancel()
	if errors.Is(err, io.EOF) || errors.Is(err, os.ErrClosed) {
		return nil
	}
	return err
}

var past = time.Unix(1, 0)

func (v *Virtual) readLine(ctx context.Context, c Cable, say func(text), draining *atomic.Uint32) error {
	for {
		off := draining.Load()
		if err := c.SetReadDeadline(untilQuiet(off)); err != nil {
			return err
		}
		if ctx.Err() != nil {
			return nil
		}
		if draining.Load() != off {
			continue // changed while the deadline was set
		}
		buf := make([]byte, piece)
		n, err := c.Read(buf)
		a := arrival{data: buf[:n], answer: say}
		if errors.Is(err, os.ErrDeadlineExceeded) {
			if off == 0 {
				continue // woken by an XOFF, or by the end
			}
			draining.CompareAndSwap(off, 0)
			a.quiet, err = off, nil
		}
		if ctx.Err() != nil {
			return nil
		}
		if err != nil {
			return err
		}
		select {
		case v.wire <- a:
		case <-ctx.Done():
			return nil
		case <-v.done:
			return nil
		}
	}
}

// untilQuiet is how long a read may wait: for ever, unless the line is drained
// after the XOFF of that number.
func untilQuiet(off uint32) time.Time {
	if off == 0 {
		return time.Time{}
	}
	return time.Now().Add(quiet)
}

// speaker is a function that sends answers without waiting for the host to
// read them, and one that waits until they are out.
func speaker(ctx context.Context, w io.Writer) (say func(text), flush func()) {
	const unread = 256 // answers; a host that reads none gets no more
	out := make(chan text, unread)
	var writing sync.WaitGroup
	closing := make(chan struct{})
	writing.Go(func() {
		for {
			select {
			case s := <-out:
				if _, err := io.WriteString(w, s); err != nil {
					return
				}
			case <-closing:
				if len(out) == 0 {
					return
				}
			case <-ctx.Done():
				return
			}
		}
	})
	say = func(s text) {
		select {
		case out <- s:
		default:
		}
	}
	return say, func() { close(closing); writing.Wait() }
}

// takesWire says whether the line is read now.
func (m *machine) takesWire() bool {
	if m.wire.off && m.wire.obeyed { // with much waiting, the last drain is still being worked off
		return m.wire.before < piece && !m.now.Before(m.wire.deaf)
	}
	return len(m.wire.waiting) < piece
}

func (m *machine) fromWire(a arrival) {
	w := &m.wire
	if a.quiet != 0 {
		w.calm = w.calm || a.quiet == w.number
		return
	}
	if len(w.waiting) == 0 && w.paid.Before(m.now) {
		w.paid = m.now
	}
	w.waiting = append(w.waiting, a.data...)
	w.since += len(a.data)
	if m.config.Insists && w.off {
		const again = 16 // bytes
		w.answer(strings.Repeat(string(rune(xoff)), w.since/again-(w.since-len(a.data))/again))
	}
	if w.off && (w.calm || w.since > maxDrain) {
		w.obeyed = false
	}
}

// carry brings bytes from the line into the buffer at the pace of the line,
// and says whether it brought any.
func (m *machine) carry() bool {
	w := &m.wire
	const step = 64 // bytes, so that reading them keeps up
	n := min(len(w.waiting), step)
	if m.config.Baud > 0 {
		n = max(0, min(n, int(m.now.Sub(w.paid)/m.byteTime())))
	}
	for i, c := range w.waiting[:n] {
		if m.flow(); w.off && w.obeyed {
			n = i
			break
		}
		m.store(c, w.answer)
	}
	w.waiting = w.waiting[n:]
	w.paid = w.paid.Add(time.Duration(n) * m.byteTime())
	return n > 0
}

// byteTime is how long ten bits take.
func (m *machine) byteTime() time.Duration {
	if m.config.Baud == 0 {
		return 0
	}
	return 10 * time.Second / time.Duration(m.config.Baud)
}

// wireDue is when the line has brought its next bytes, or may be read again.
func (m *machine) wireDue() time.Time {
	w := &m.wire
	switch {
	case w.off && w.obeyed && m.now.Before(w.deaf):
		return w.deaf
	case w.off && w.obeyed, len(w.waiting) == 0:
		return time.Time{}
	}
	return w.paid.Add(max(tick, m.byteTime()))
}

// flow says XOFF at three quarters of the buffer and XON at half of it.
func (m *machine) flow() {
	w := &m.wire
	stuck := m.faults&Stuck != 0
	switch {
	case w.answer == nil || m.faults&Off != 0:
	case !w.off && (stuck || len(m.rx) >= m.config.Buffer*3/4):
		w.stop(m.now)
	case w.off && !stuck && len(m.rx) <= m.config.Buffer/2:
		w.start()
	}
}

func (w *wire) stop(now time.Time) {
	w.number++
	w.deaf = now.Add(quiet)
	w.off, w.obeyed, w.calm = true, true, false
	w.before, w.since = len(w.waiting), 0
	w.answer(string(rune(xoff)))
	w.drain(w.number)
}

// start says XON, as a printer also does when it is switched on.
func (w *wire) start() {
	w.off = false
	if w.answer != nil {
		w.answer(string(rune(xon)))
	}
}
