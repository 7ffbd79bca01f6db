package scanners

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"sync"
	"time"

	"github.com/packwright/packwright/station/port"
)

// Virtual is a scanner without a scanner: it sits at the far end of a
// pseudo-terminal and sends what a serial scanner sends, so that a Line reads
// it as it reads a real one. It has the weaknesses of the make whose voice it
// was given. It is for demonstrations, practice and tests.
type Virtual struct {
	Voice  Voice
	Prefix string // sent before every code
	Ends   string // sent after every code, CR when empty; in packets nothing
	Acks   bool   // every code is sent again until the host takes it
	Damage int    // so many frames arrive damaged
	Deaf   bool   // what comes with a long tone is not heard

	socket  *port.Socket
	answers chan bool

	mu    sync.Mutex // guards ear and heard
	ear   ear
	heard []string
}

// NewVirtual makes a scanner that is plugged in and beeps at BEL.
func NewVirtual() (*Virtual, error) {
	bel, _ := Voiced("bel")
	return NewVirtualOf(bel)
}

// NewVirtualOf makes a scanner that is plugged in and understands a voice.
func NewVirtualOf(voice Voice) (*Virtual, error) {
	v := &Virtual{Voice: voice, Acks: voice.packets, answers: make(chan bool, 8)}
	v.ear = earOf(v)
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

// Read reads a code, as if its label were held before the scanner. It fails
// when the scanner does not read now, or nobody takes the code.
func (v *Virtual) Read(code string) error {
	v.mu.Lock()
	why, frames := v.ear.shut(time.Now()), []string(nil)
	if why == "" {
		frames = v.ear.frames(code, time.Now())
	}
	v.mu.Unlock()
	if why != "" {
		return fmt.Errorf("virtual scanner: %s", why)
	}
	for _, f := range frames {
		if err := v.hand(f); err != nil {
			return err
		}
	}
	return nil
}

// A scanner sends a frame three times before it gives up.
const (
	sendAtMost   = 3
	answerWithin = 2 * time.Second
)

// hand sends a frame until the host has it.
func (v *Virtual) hand(frame string) error {
	if !v.Acks {
		return v.Send(v.damaged(frame))
	}
	drain(v.answers)
	for range sendAtMost {
		if err := v.Send(v.damaged(frame)); err != nil {
			return err
		}
		select {
		case taken := <-v.answers:
			if taken {
				return nil
			}
		case <-time.After(answerWithin):
		}
		frame = v.ear.again(frame)
	}
	return errors.New("virtual scanner: nobody took the code")
}

// damaged spoils a byte, as a bad cable does.
func (v *Virtual) damaged(frame string) string {
	v.mu.Lock()
	defer v.mu.Unlock()
	if v.Damage == 0 {
		return frame
	}
	v.Damage--
	spoilt := []byte(frame)
	spoilt[len(spoilt)/2] ^= 0x80
	return string(spoilt)
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

// Heard are the sounds that the scanner was made to make so far.
func (v *Virtual) Heard() []string {
	v.mu.Lock()
	defer v.mu.Unlock()
	return slices.Clone(v.heard)
}

func (v *Virtual) listen(cable *port.Pty) {
	sent := make([]byte, 256)
	for {
		n, err := cable.Read(sent)
		if err != nil {
			return
		}
		v.mu.Lock()
		h := v.ear.hear(sent[:n], time.Now())
		v.heard = append(v.heard, h.sounds...)
		v.mu.Unlock()
		for _, taken := range h.answers {
			select {
			case v.answers <- taken:
			default:
			}
		}
		if _, err := io.WriteString(cable, h.back); err != nil {
			return
		}
	}
}
