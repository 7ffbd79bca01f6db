package scanners

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io"
	"sync"

	"github.com/packwright/packwright/station/port"
)

// Virtual is a scanner without a scanner: it sits at the far end of a
// pseudo-terminal and sends what a serial scanner sends, so that a Line reads
// it as it reads a real one. It is for demonstrations, practice and tests.
type Virtual struct {
	Prefix string // sent before every code
	Ends   string // sent after every code, CR when empty

	mu    sync.Mutex // guards cable and beeps
	cable *port.Pty  // nil while unplugged
	beeps int
	heard sync.WaitGroup
}

var errUnplugged = errors.New("virtual scanner is unplugged")

// NewVirtual makes a scanner that is plugged in.
func NewVirtual() (*Virtual, error) {
	v := &Virtual{}
	return v, v.Plug()
}

// Open is the Open of a Line that this scanner hangs on.
func (v *Virtual) Open() (io.ReadWriteCloser, error) {
	path := v.Path()
	if path == "" {
		return nil, errUnplugged
	}
	return port.Config{Path: path}.Open()
}

// Path is the serial line of the scanner, another one after each Plug, empty
// while it is unplugged.
func (v *Virtual) Path() string {
	v.mu.Lock()
	defer v.mu.Unlock()
	if v.cable == nil {
		return ""
	}
	return v.cable.Path()
}

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
	v.mu.Lock()
	cable := v.cable
	v.mu.Unlock()
	if cable == nil {
		return errUnplugged
	}
	if _, err := io.WriteString(cable, raw); err != nil {
		return fmt.Errorf("virtual scanner: %w", err)
	}
	return nil
}

// Unplug pulls the cable.
func (v *Virtual) Unplug() {
	v.mu.Lock()
	cable := v.cable
	v.cable = nil
	v.mu.Unlock()
	if cable != nil {
		cable.Close()
	}
	v.heard.Wait()
}

// Plug plugs the cable in, into another port as it happens with USB.
func (v *Virtual) Plug() error {
	v.Unplug()
	cable, err := port.NewPty()
	if err != nil {
		return fmt.Errorf("virtual scanner: %w", err)
	}
	v.mu.Lock()
	defer v.mu.Unlock()
	v.cable = cable
	v.heard.Go(func() { v.listen(cable) })
	return nil
}

// Beeps is how often the scanner was made to beep.
func (v *Virtual) Beeps() int {
	v.mu.Lock()
	defer v.mu.Unlock()
	return v.beeps
}

func (v *Virtual) listen(cable *port.Pty) {
	sent := make([]byte, 256)
	for {
		n, err := cable.Read(sent)
		if err != nil {
			return
		}
		v.mu.Lock()
		v.beeps += bytes.Count(sent[:n], []byte("\a"))
		v.mu.Unlock()
	}
}
