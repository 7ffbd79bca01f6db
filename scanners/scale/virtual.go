package scale

import (
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"sync"
	"time"

	"github.com/packwright/packwright/station/port"
)

// What a virtual scale is like.
const (
	capacity   = 30_000 // g
	swingsFor  = 300 * time.Millisecond
	streamTick = 100 * time.Millisecond // between two answers of a scale that is not asked
)

// Virtual is a scale without a scale: it speaks a dialect at the far end of a
// pseudo-terminal, so that a Scale reads it as it reads a real one.
type Virtual struct {
	dialect Dialect

	socket *port.Socket

	mu     sync.Mutex // guards what follows
	load   int        // g
	before int        // g, the load before that
	zero   int        // g, the load that it takes for nothing
	putAt  time.Time
}

// NewVirtual makes an empty scale that is plugged in.
func NewVirtual(d Dialect) (*Virtual, error) {
	v := &Virtual{dialect: d}
	v.socket = port.NewSocket(v.talk)
	return v, v.Plug()
}

// Open is the Open of a Scale that this scale is.
func (v *Virtual) Open() (io.ReadWriteCloser, error) {
	path := v.Path()
	if path == "" {
		return nil, fmt.Errorf("virtual scale: %w", port.ErrUnplugged)
	}
	c := v.dialect.Line
	c.Path = path
	return c.Open()
}

// Path is the serial line of the scale, another one after each Plug, empty
// while it is unplugged.
func (v *Virtual) Path() string { return v.socket.Path() }

// Put changes the load to g grams. The scale is in motion for 300 ms; more
// than 30 kg are too much for it, less than nothing is what it shows when
// something was on it when it was zeroed.
func (v *Virtual) Put(g int) {
	v.mu.Lock()
	defer v.mu.Unlock()
	now := time.Now()
	v.before, v.load, v.putAt = v.shows(now).Grams, g, now
}

// shows is what the scale says at a time.
func (v *Virtual) shows(now time.Time) Reading {
	switch part := now.Sub(v.putAt); {
	case part < swingsFor:
		g := v.before + (v.load-v.zero-v.before)*int(part)/int(swingsFor)
		return Reading{Grams: g, Problem: Motion}
	case v.load > capacity:
		return Reading{Grams: v.load, Problem: Over}
	}
	return settled(v.load - v.zero)
}

// Unplug pulls the cable.
func (v *Virtual) Unplug() { v.socket.Unplug() }

// Plug plugs the cable in, into another port as it happens with USB.
func (v *Virtual) Plug() error {
	if err := v.socket.Plug(); err != nil {
		return fmt.Errorf("virtual scale: %w", err)
	}
	return nil
}

// talk answers questions, or just talks, until the cable is pulled.
func (v *Virtual) talk(cable *port.Pty) {
	var streaming sync.WaitGroup
	defer streaming.Wait()
	if v.dialect.Ask == "" {
		streaming.Go(func() { v.stream(cable) })
	}
	asked, got := "", make([]byte, 256)
	for {
		n, err := cable.Read(got)
		if err != nil {
			return
		}
		if asked, err = v.obey(cable, asked+string(got[:n])); err != nil {
			return
		}
	}
}

// obey does what it is asked for, and returns what is not a whole question yet.
func (v *Virtual) obey(cable *port.Pty, asked string) (rest string, err error) {
	for asked != "" && err == nil {
		ask, isAsk := cutCommand(asked, v.dialect.Ask)
		zero, isZero := cutCommand(asked, v.dialect.Zero)
		switch {
		case isAsk:
			asked, err = ask, v.answer(cable)
		case isZero:
			asked = zero
			v.takeZero()
		case strings.HasPrefix(v.dialect.Ask, asked) || strings.HasPrefix(v.dialect.Zero, asked):
			return asked, nil
		default:
			asked = asked[1:]
		}
	}
	return asked, err
}

func cutCommand(asked, command string) (rest string, is bool) {
	if command == "" {
		return asked, false
	}
	return strings.CutPrefix(asked, command)
}

// takeZero makes the load nothing. Like a real scale, it does not do so in
// motion or with more than a fiftieth of what it can weigh.
func (v *Virtual) takeZero() {
	v.mu.Lock()
	defer v.mu.Unlock()
	if now := time.Now(); v.load <= capacity/50 && v.shows(now).Problem != Motion {
		v.zero = v.load
	}
}

func (v *Virtual) stream(cable *port.Pty) {
	again := time.NewTicker(streamTick)
	defer again.Stop()
	for v.answer(cable) == nil {
		<-again.C
	}
}

// answer says what the scale shows. Like a real scale it does not wait for
// anybody to listen.
func (v *Virtual) answer(cable *port.Pty) error {
	v.mu.Lock()
	body := v.dialect.write(v.shows(time.Now()))
	v.mu.Unlock()
	cable.SetWriteDeadline(time.Now().Add(streamTick))
	_, err := io.WriteString(cable, v.dialect.frame(body))
	if errors.Is(err, os.ErrDeadlineExceeded) {
		return nil
	}
	return err
}
