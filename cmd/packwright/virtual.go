package main

import (
	"context"
	"strings"
	"sync"
	"time"

	"github.com/packwright/packwright/config"
	"github.com/packwright/packwright/printers"
	"github.com/packwright/packwright/scanners"
	"github.com/packwright/packwright/scanners/diagnosis"
	"github.com/packwright/packwright/scanners/scale"
	"github.com/packwright/packwright/station"
	"github.com/packwright/packwright/station/port"
	"github.com/packwright/packwright/station/sim"
)

// virtualDevices are devices without devices, on pseudo-terminals: the bench
// opens them as it opens real ones.
type virtualDevices struct {
	cable   *port.Pty
	printer *printers.Virtual
	scanner *scanners.Virtual
	scale   *scale.Virtual
}

const demoBaud = 115200

// newVirtualDevices plugs in a printer, a scanner and a scale. What the printer
// prints is kept in the folder tape.
func newVirtualDevices(tape string) (*virtualDevices, error) {
	cable, err := port.NewPty()
	if err != nil {
		return nil, err
	}
	printer, err := printers.NewVirtual(printers.VirtualConfig{Model: "VIRTUAL-4", Dots: 8, Baud: demoBaud, Feed: 150, Tape: tape})
	if err != nil {
		return nil, err
	}
	scanner, err := scanners.NewVirtual()
	if err != nil {
		return nil, err
	}
	plate, err := scale.NewVirtual(scale.Toledo8217(scale.Kilogram))
	if err != nil {
		return nil, err
	}
	return &virtualDevices{cable, printer, scanner, plate}, nil
}

// configure names the devices in a configuration.
func (v *virtualDevices) configure(c *config.Config) {
	c.Scanner = config.Scanner{Kind: "serial", Serial: config.Serial{Port: v.scanner.Path(), Baud: 9600, Frame: "8N1", Flow: "none"}, Terminator: "any", Voice: "bel", GoodBeep: "scanner"}
	c.Printer = config.Printers{"ship": {Kind: "serial", Serial: config.Serial{Port: v.cable.Path(), Baud: demoBaud, Frame: "8N1", Flow: "xonxoff"}, DPMM: 8}}
	c.Scale = config.Scale{Kind: "serial", Serial: config.Serial{Port: v.scale.Path(), Baud: 9600, Frame: "7E1", Flow: "none"}, Protocol: "toledo-8217", Unit: "kg"}
}

// run is the inside of the printer.
func (v *virtualDevices) run(ctx context.Context) error {
	var all sync.WaitGroup
	defer all.Wait()
	all.Go(func() { v.printer.ServeLine(ctx, v.cable) })
	return v.printer.Run(ctx)
}

// unplug pulls every cable.
func (v *virtualDevices) unplug() {
	v.scanner.Unplug()
	v.scale.Unplug()
	v.cable.Close()
}

// hand holds the virtual devices: it does what a person decided, from its own
// goroutine, so that the screen never waits.
type hand struct {
	devices *virtualDevices
	person  sim.Person
	typed   func(line string)
	deeds   chan func()

	mu    sync.Mutex // guards state and turns
	state station.State
	turns int
}

func newHand(v *virtualDevices, p sim.Person, typed func(string)) *hand {
	return &hand{devices: v, person: p, typed: typed, deeds: make(chan func(), 1)}
}

// see takes note of the newest state.
func (h *hand) see(s station.State) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.state = s
}

// right does what the screen asks; wrong makes a mistake. While the hand is
// busy, more is not taken.
func (h *hand) right() {
	h.begin(func(s station.State, _ int) sim.Deed {
		if s.TestsScanner {
			return sim.Deed{Scan: "]C1" + diagnosis.Plain}
		}
		return h.person.Next(&s)
	})
}

func (h *hand) wrong() {
	h.begin(func(s station.State, turn int) sim.Deed {
		if s.TestsScanner { // neither AIM identifiers nor separators
			return sim.Deed{Scan: strings.ReplaceAll(diagnosis.Plain, "\x1d", "")}
		}
		return h.person.Wrong(&s, turn)
	})
}

func (h *hand) begin(decide func(station.State, int) sim.Deed) {
	h.mu.Lock()
	s := h.state
	h.turns++
	turn := h.turns
	h.mu.Unlock()
	select {
	case h.deeds <- func() { h.do(decide(s, turn)) }:
	default:
	}
}

// run does the deeds until ctx ends.
func (h *hand) run(ctx context.Context) {
	for {
		select {
		case <-ctx.Done():
			return
		case deed := <-h.deeds:
			deed()
		}
	}
}

// lift is how long a parcel stays on the virtual scale after it was weighed.
const lift = 1500 * time.Millisecond

// do reads a code, types a line or weighs a parcel.
func (h *hand) do(d sim.Deed) {
	switch {
	case d.Scan != "":
		// A cable that was pulled is seen on the screen.
		_ = h.devices.scanner.Read(d.Scan)
	case d.Type != "":
		h.typed(d.Type)
	case d.Grams > 0:
		h.devices.scale.Put(d.Grams)
		time.AfterFunc(lift, func() { h.devices.scale.Put(0) })
	}
}
