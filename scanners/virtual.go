package scanners

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io"
	"sync/atomic"

	"github.com/packwright/packwright/station/port"
)

// Virtual is a scanner without a scanner: it sits at the far end of a
// pseudo-terminal and sends what a serial scanner sends, so that a Line reads
// it as it reads a real one. It is for demonstrations, practice and tests.
type Virtual struct {
	Prefix string // sent before every code
	Ends   string // sent after every code, CR when empty

	socket *port.Socket
	beeps  atomic.Int64
}

// NewVirtual makes a scanner that is plugged in.
func NewVirtual() (*Virtual, error) {
	v := &Virtual{}
	v.socket = port.NewSocket(v.listen)
	return v, v.Plug()
}

// Open is the Open of a Line that this scanner hangs on.
func (v *Virtual) Open() (io.ReadWriteCloser, error) {
	path := v.Path()
	if path == "" {
		return nil, fmt.Errorf("virtual scanner: %w", port.ErrUnplugged)
	}
	return port.Config{Path: path}.Open()
}

// Path is the serial line of the scanner, another one after each Plug, empty
// while it is unplugged.
func (v *Virtual) Path() string { return v.socket.Path() }

// Read reads a code, as if its label were held before the scanner.
func (v *Virtual) Read(code string) error {
	return v.Send(v.Prefix + code + cmp.Or(v.Ends, "\r"))
}

// ReadTwice reads a code as a cheap scanner does while its trigger is held.
func (v *Virtual) ReadTwice(code string) error {
	return errors.Join(v.Read(code), v.Read(code))
}

// Send sends bytes as they are: half a code, noise, whatever a bad cable or a
// wrong setting makes of one.
func (v *Virtual) Send(raw string) error {
	cable := v.socket.Cable()
	if cable == nil {
		return fmt.Errorf("virtual scanner: %w", port.ErrUnplugged)
	}
	if _, err := io.WriteString(cable, raw); err != nil {
		return fmt.Errorf("virtual scanner: %w", err)
	}
	return nil
}

// Unplug pulls the cable.
func (v *Virtual) Unplug() { v.socket.Unplug() }

// Plug plugs the cable in, into another port as it happens with USB.
func (v *Virtual) Plug() error {
	if err := v.socket.Plug(); err != nil {
		return fmt.Errorf("virtual scanner: %w", err)
	}
	return nil
}

// Beeps is how often the scanner was made to beep.
func (v *Virtual) Beeps() int { return int(v.beeps.Load()) }

func (v *Virtual) listen(cable *port.Pty) {
	sent := make([]byte, 256)
	for {
		n, err := cable.Read(sent)
		if err != nil {
			return
		}
		v.beeps.Add(int64(bytes.Count(sent[:n], []byte("\a"))))
	}
}
