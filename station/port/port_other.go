//go:build !(linux || darwin || freebsd || openbsd)

package port

import (
	"context"
	"errors"
	"fmt"
	"os"
	"runtime"
)

var errSystem = fmt.Errorf("serial lines on %s: %w", runtime.GOOS, errors.ErrUnsupported)

// Port is an open serial line. On this system there is none; use network
// printers and keyboard scanners.
type Port struct{ *os.File }

// Open says that this system has no serial lines for us.
func Open(c Config) (*Port, error) {
	if err := c.Check(); err != nil {
		return nil, err
	}
	return nil, errSystem
}

// Path is the name the line was opened by.
func (p *Port) Path() string { return p.Name() }

// Queued is the number of bytes that have not left the computer.
func (p *Port) Queued() (int, error) { return 0, errSystem }

// Drain waits until no byte is queued.
func (p *Port) Drain(context.Context) error { return errSystem }

// Pty is the cable of a virtual device.
type Pty struct{ *os.File }

// NewPty says that this system has no pseudo-terminals.
func NewPty() (*Pty, error) { return nil, errSystem }

// Path is what a driver opens.
func (p *Pty) Path() string { return p.Name() }
