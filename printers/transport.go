package printers

import (
	"context"
	"fmt"
	"io"
	"net"
	"strings"
	"time"

	"github.com/packwright/packwright/station/port"
)

// Transport is the way to a printer. Close of what Open returns ends a Read or
// Write that waits, at once.
//
// A connection that has CloseWrite is used for one job or one question and its
// end is read to the last byte; any other that answers is kept open.
type Transport interface {
	Open(context.Context) (io.ReadWriteCloser, error)
	Answers() bool // the printer can say something back
}

// spooler is a way that ends at a program: it keeps jobs, prints them later or
// never, and says nothing of the paper.
type spooler interface {
	// spools says how the program is, for a person.
	spools(context.Context) Status
}

// Serial is a printer on a serial line. Set Flow as the printer is set: without
// it a full printer loses what we send.
type Serial struct {
	Port port.Config
	Mute bool // the line has no way back
}

// Open opens the line for us alone.
func (s Serial) Open(context.Context) (io.ReadWriteCloser, error) {
	p, err := port.Open(s.Port)
	if err != nil {
		return nil, err // not p, which would be an interface that holds no port
	}
	return p, nil
}

// Answers says whether the printer is asked anything.
func (s Serial) Answers() bool { return !s.Mute }

// wireTime is how long the line takes for so many bytes, ten bits each.
func (s Serial) wireTime(bytes int) time.Duration {
	const usual = 9600
	baud := s.Port.Baud
	if baud <= 0 {
		baud = usual
	}
	return time.Duration(bytes) * 10 * time.Second / time.Duration(baud)
}

// TCP is a printer with a raw socket. An Address without a port is meant for
// port 9100.
type TCP struct {
	Address string
	Mute    bool // the printer, or what stands before it, never answers
}

// Open connects.
func (t TCP) Open(ctx context.Context) (io.ReadWriteCloser, error) {
	address := t.Address
	if _, _, err := net.SplitHostPort(address); err != nil {
		address = net.JoinHostPort(strings.Trim(address, "[]"), "9100")
	}
	var d net.Dialer
	conn, err := d.DialContext(ctx, "tcp", address)
	if err != nil {
		return nil, fmt.Errorf("connect to printer %s: %w", address, err)
	}
	return conn, nil
}

// Answers says whether the printer is asked anything.
func (t TCP) Answers() bool { return !t.Mute }
