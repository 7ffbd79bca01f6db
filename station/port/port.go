//go:build linux || darwin || freebsd || openbsd

package port

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"sync"
	"sync/atomic"
	"time"

	"go.bug.st/serial"
	"golang.org/x/sys/unix"
)

// Port is an open serial line. One goroutine may read while another writes;
// Close, or a deadline, ends both at once.
type Port struct {
	path  string
	file  *os.File    // reads and writes; the poller of the runtime gives it deadlines
	line  serial.Port // set the speed, holds the line exclusively
	stuck atomic.Bool // a write did not get all its bytes out
	close sync.Once
}

// Open opens the line that c names and throws away what a device sent before.
// It fails when another process, or another driver of this one, has the line.
func Open(c Config) (*Port, error) {
	mode, err := c.mode()
	if err != nil {
		return nil, fmt.Errorf("open serial line: %w", err)
	}
	p := &Port{path: c.Path}
	if err := p.open(mode, c.Flow); err != nil {
		p.Close()
		return nil, fmt.Errorf("open %s: %w", c.Path, err)
	}
	return p, nil
}

// open takes our own descriptor first, because the library makes the line
// exclusive. Settings belong to the line, not to a descriptor: what is set on
// one holds for both, and flow control, which the library only clears, is set
// after it is done.
func (p *Port) open(mode *serial.Mode, flow Flow) error {
	fd, err := unix.Open(p.path, unix.O_RDWR|unix.O_NOCTTY|unix.O_NONBLOCK|unix.O_CLOEXEC, 0)
	if err != nil {
		return err
	}
	p.file = os.NewFile(uintptr(fd), p.path)
	if err := unix.Flock(fd, unix.LOCK_EX|unix.LOCK_NB); err != nil {
		if errors.Is(err, unix.EWOULDBLOCK) {
			return ErrBusy
		}
		return fmt.Errorf("lock: %w", err)
	}
	if p.line, err = serial.Open(p.path, mode); err != nil {
		var refused *serial.PortError
		if errors.As(err, &refused) && refused.Code() == serial.PortBusy {
			return ErrBusy
		}
		return err
	}
	if err := setFlow(fd, flow); err != nil {
		return fmt.Errorf("set flow control %s: %w", flow, err)
	}
	return p.line.ResetInputBuffer()
}

func setFlow(fd int, flow Flow) error {
	t, err := unix.IoctlGetTermios(fd, ioctlGetTermios)
	if err != nil {
		return err
	}
	switch flow {
	case FlowXonXoff:
		t.Iflag |= unix.IXON
	case FlowRTSCTS:
		t.Cflag |= unix.CRTSCTS
	default:
		return nil
	}
	return unix.IoctlSetTermios(fd, ioctlSetTermios, t)
}

// Path is the name the line was opened by.
func (p *Port) Path() string { return p.path }

// Read waits for bytes. It returns ErrGone after a hang-up, os.ErrClosed after
// Close, os.ErrDeadlineExceeded after the read deadline; never 0, nil.
func (p *Port) Read(b []byte) (int, error) {
	n, err := p.file.Read(b)
	if err != nil {
		err = p.name("read", err)
	}
	return n, err
}

// Write hands b to the line and waits while flow control holds it back. The
// count is right for a write that was cut short by Close, by the deadline or
// by a hang-up: so many bytes may have reached the device. A nil error says
// that the kernel has the bytes, not that they left (see Drain), still less
// that the device understood them.
func (p *Port) Write(b []byte) (int, error) {
	n, err := p.file.Write(b)
	p.stuck.Store(err != nil)
	if err != nil {
		err = p.name("write", err)
	}
	return n, err
}

func (p *Port) name(deed string, err error) error {
	switch {
	case errors.Is(err, os.ErrDeadlineExceeded):
		return fmt.Errorf("%s %s: %w", deed, p.path, os.ErrDeadlineExceeded)
	case errors.Is(err, os.ErrClosed):
		return fmt.Errorf("%s %s: %w", deed, p.path, os.ErrClosed)
	case errors.Is(err, io.EOF), errors.Is(err, unix.EIO), errors.Is(err, unix.ENXIO), errors.Is(err, unix.ENODEV):
		return fmt.Errorf("%s %s: %w", deed, p.path, ErrGone)
	}
	var doubled *os.PathError // names the line a second time
	if errors.As(err, &doubled) {
		err = doubled.Err
	}
	return fmt.Errorf("%s %s: %w", deed, p.path, err)
}

// SetReadDeadline ends a Read at t, also one that waits already. A zero time
// takes the deadline away.
func (p *Port) SetReadDeadline(t time.Time) error { return p.file.SetReadDeadline(t) }

// SetWriteDeadline ends a Write at t, also one that waits already. A zero
// time takes the deadline away.
func (p *Port) SetWriteDeadline(t time.Time) error { return p.file.SetWriteDeadline(t) }

// Queued is the number of bytes that were written and have not left the
// computer. A pseudo-terminal has no wire and always says 0.
func (p *Port) Queued() (int, error) {
	conn, err := p.file.SyscallConn()
	if err != nil {
		return 0, p.name("ask", err)
	}
	var n int
	if conn.Control(func(fd uintptr) { n, err = unix.IoctlGetInt(int(fd), unix.TIOCOUTQ) }) != nil {
		err = os.ErrClosed // the one reason not to be called
	}
	if err != nil {
		return 0, p.name("ask", err)
	}
	return n, nil
}

// Drain waits until no byte is queued, or until ctx ends, and then says how
// many bytes are still held back.
func (p *Port) Drain(ctx context.Context) error {
	again := time.NewTicker(drainEvery)
	defer again.Stop()
	for {
		n, err := p.Queued()
		if err != nil || n == 0 {
			return err
		}
		select {
		case <-again.C:
		case <-ctx.Done():
			return fmt.Errorf("drain %s, %d bytes held back: %w", p.path, n, ctx.Err())
		}
	}
}

const drainEvery = 5 * time.Millisecond

// Close gives the line free and wakes a Read or Write that waits. Bytes of a
// Write that did not come to its end are thrown away, so that a device that
// says "stop" for ever cannot hold us; bytes of complete writes go out.
func (p *Port) Close() error {
	var err error
	p.close.Do(func() {
		if p.file != nil {
			err = p.file.Close()
		}
		if p.line == nil {
			return
		}
		if p.stuck.Load() {
			_ = p.line.ResetOutputBuffer() // fails only on a line that is gone
		}
		if e := p.line.Close(); err == nil {
			err = e
		}
	})
	if err != nil {
		return fmt.Errorf("close %s: %w", p.path, err)
	}
	return nil
}
