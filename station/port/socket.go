package port

import (
	"errors"
	"sync"
)

// ErrUnplugged says that a virtual device's cable is pulled.
var ErrUnplugged = errors.New("virtual device is unplugged")

// Socket is where a virtual device is plugged in: its cable can be pulled and
// put back, into another port as it happens with USB.
type Socket struct {
	talk func(*Pty)

	mu      sync.Mutex // guards cable
	cable   *Pty       // nil while unplugged
	talking sync.WaitGroup
}

// NewSocket is a socket with nothing plugged in. While a cable is in, talk runs
// with it, in a goroutine of its own; it must return when the cable is gone.
func NewSocket(talk func(*Pty)) *Socket { return &Socket{talk: talk} }

// Plug plugs the cable in, and pulls the one before.
func (s *Socket) Plug() error {
	s.Unplug()
	cable, err := NewPty()
	if err != nil {
		return err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.cable = cable
	s.talking.Go(func() { s.talk(cable) })
	return nil
}

// Unplug pulls the cable and waits until nobody talks through it.
func (s *Socket) Unplug() {
	s.mu.Lock()
	cable := s.cable
	s.cable = nil
	s.mu.Unlock()
	if cable != nil {
		cable.Close()
	}
	s.talking.Wait()
}

// Cable is the cable that is in, nil while there is none.
func (s *Socket) Cable() *Pty {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.cable
}

// Path is the serial line of the cable, another one after each Plug, empty
// while there is none.
func (s *Socket) Path() string {
	if cable := s.Cable(); cable != nil {
		return cable.Path()
	}
	return ""
}
