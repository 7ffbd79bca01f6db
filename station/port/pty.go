//go:build linux || darwin || freebsd || openbsd

package port

import (
	"fmt"
	"os"
	"time"

	"github.com/creack/pty"
	"golang.org/x/sys/unix"
	"golang.org/x/term"
)

// Pty is a cable without a device at its end: a virtual device holds the Pty,
// the driver opens Path with Open as if it were a serial line. It lasts over
// any number of opens; Close is pulling the plug.
type Pty struct {
	device *os.File // the end of the virtual device
	line   *os.File // held open, so that the device outlives the drivers that come and go
	path   string
}

// NewPty makes a cable in raw mode: every byte passes unchanged, nothing is
// echoed.
func NewPty() (*Pty, error) {
	device, line, err := pty.Open()
	if err != nil {
		return nil, fmt.Errorf("make a pseudo-terminal: %w", err)
	}
	defer device.Close()
	p := &Pty{line: line, path: line.Name()}
	if _, err := term.MakeRaw(int(line.Fd())); err != nil {
		line.Close()
		return nil, fmt.Errorf("make %s raw: %w", p.path, err)
	}
	if p.device, err = pollable(device, p.path); err != nil {
		line.Close()
		return nil, fmt.Errorf("make %s wakeable: %w", p.path, err)
	}
	return p, nil
}

// pollable is a second descriptor of f whose reads and writes end with Close.
func pollable(f *os.File, name string) (*os.File, error) {
	fd, err := unix.FcntlInt(f.Fd(), unix.F_DUPFD_CLOEXEC, 0)
	if err != nil {
		return nil, err
	}
	if err := unix.SetNonblock(fd, true); err != nil {
		unix.Close(fd)
		return nil, err
	}
	return os.NewFile(uintptr(fd), name), nil
}

// Path is what a driver opens.
func (p *Pty) Path() string { return p.path }

// Read takes what the driver wrote.
func (p *Pty) Read(b []byte) (int, error) { return p.device.Read(b) }

// Write is what the driver will read. It waits while 4 to 16 KB lie unread.
func (p *Pty) Write(b []byte) (int, error) { return p.device.Write(b) }

// SetReadDeadline ends a Read at t.
func (p *Pty) SetReadDeadline(t time.Time) error { return p.device.SetReadDeadline(t) }

// SetWriteDeadline ends a Write at t.
func (p *Pty) SetWriteDeadline(t time.Time) error { return p.device.SetWriteDeadline(t) }

// Close pulls the plug: the driver's reads and writes fail with ErrGone, and
// the path ceases to be.
func (p *Pty) Close() error {
	err := p.device.Close()
	if e := p.line.Close(); err == nil {
		err = e
	}
	return err
}
