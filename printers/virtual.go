package printers

import (
	"context"
	"errors"
	"sync"
	"time"
)

// VirtualConfig says what kind of device a virtual printer is. What is left
// empty is a quick printer with 8 KB of buffer that speaks exactly.
type VirtualConfig struct {
	Model   string // what it answers to ~HI
	Dots    int    // dots per mm, 8 or 12
	Baud    int    // pace of its serial line, ten bits a byte; 0 is no pace
	Buffer  int    // bytes of the receive buffer, at least 1024; 0 is 8192
	Reading int    // bytes it interprets in a second; 0 is no limit
	Feed    int    // mm of paper a second; 0 prints at once

	Sloppy       bool // answers like a cheap copy: no fixed widths, no third line
	NoCounter    bool // does not know its label counter
	Insists      bool // says XOFF again for every 16 bytes that come after it
	QuietOnFault bool // does not answer ~HS while something is wrong
	NoReprint    bool // ^JZN: a label torn by a fault does not come out again

	Tape string // folder that also gets each printed label as a file; "" is none
}

// Fault is something wrong with a virtual printer. It lasts until it is set
// false.
type Fault uint

// The faults. PaperOut, RibbonOut and HeadOpen tear the label that is coming
// out; when they end it comes out again, unless the printer was told NoReprint.
const (
	PaperOut  Fault = 1 << iota
	RibbonOut       // also tears
	HeadOpen        // also tears
	Paused          // the label that is coming out is finished
	TooHot          // likewise
	Stuck           // says XOFF, or does not read its socket, and does nothing more
	Silent          // prints, but answers nothing
	HalfOpen        // its network is gone: connections stay, what comes is swallowed; their end comes with the end of the fault
	Off             // no current
)

const (
	tears  = PaperOut | RibbonOut | HeadOpen | Off
	stops  = tears | Paused | TooHot | Stuck
	wrongs = PaperOut | RibbonOut | HeadOpen | Paused | TooHot
)

// Printed is a label that came out of a virtual printer.
type Printed struct {
	Index int       // from 1, over all labels of this printer
	ZPL   []byte    // the whole format it was printed from
	Hash  string    // SHA-256 of ZPL in hexadecimal
	Torn  bool      // it did not come out whole, or is of two formats run together
	Copy  int       // which of the copies that ^PQ asked for, from 1
	At    time.Time // when it was complete or torn
}

// Virtual is a label printer without a printer. It lives while Run runs, and
// is reached by ServeLine, ServeTCP, ServeUSB or all of them. Its lines know
// XON and XOFF only: a pseudo-terminal has no wires for RTS and CTS.
type Virtual struct {
	config VirtualConfig
	calls  chan func()
	wire   chan arrival // from a serial line
	net    chan arrival // from a socket
	done   chan struct{}
	m      *machine   // owned by Run
	rest   sync.Mutex // guards m once done is closed
}

// NewVirtual is a printer with paper in, switched on, as soon as Run runs.
func NewVirtual(c VirtualConfig) (*Virtual, error) {
	if c.Dots == 0 {
		c.Dots = 8
	}
	if c.Buffer == 0 {
		c.Buffer = 8192
	}
	if c.Model == "" {
		c.Model = "PACKWRIGHT-VIRTUAL"
	}
	switch {
	case c.Dots != 8 && c.Dots != 12:
		return nil, errors.New("virtual printer: dots per mm are 8 or 12")
	case c.Buffer < 1024:
		return nil, errors.New("virtual printer: buffer is at least 1024 bytes")
	case c.Baud < 0 || c.Reading < 0 || c.Feed < 0:
		return nil, errors.New("virtual printer: a speed below zero")
	}
	t, err := newTape(c.Tape)
	if err != nil {
		return nil, err
	}
	v := &Virtual{
		config: c,
		calls:  make(chan func()),
		wire:   make(chan arrival),
		net:    make(chan arrival),
		done:   make(chan struct{}),
		m:      newMachine(c, t),
	}
	return v, nil
}

// Run is the inside of the printer: it reads its buffer, prints and answers
// until ctx ends. The error is that of the folder for the tape.
func (v *Virtual) Run(ctx context.Context) error {
	defer close(v.done)
	defer v.m.hangUp()
	for {
		v.m.now = time.Now()
		due := v.m.work()
		var wake <-chan time.Time
		var timer *time.Timer
		if !due.IsZero() {
			timer = time.NewTimer(time.Until(due))
			wake = timer.C
		}
		select {
		case <-ctx.Done():
			return v.m.tape.err
		case call := <-v.calls:
			v.m.now = time.Now()
			call()
		case a := <-when(v.m.takesWire(), v.wire):
			v.m.now = time.Now()
			v.m.fromWire(a)
		case a := <-when(v.m.takesNet(), v.net):
			v.m.now = time.Now()
			v.m.fromNet(a)
		case <-wake:
		}
		if timer != nil {
			timer.Stop()
		}
	}
}

// when is the channel if it may be read now.
func when(open bool, c chan arrival) chan arrival {
	if open {
		return c
	}
	return nil
}

// do has f done by the goroutine that owns the machine, or here when that has
// ended.
func (v *Virtual) do(f func(*machine)) {
	ready := make(chan struct{})
	select {
	case v.calls <- func() { f(v.m); close(ready) }:
		<-ready
	case <-v.done:
		v.rest.Lock()
		defer v.rest.Unlock()
		f(v.m)
	}
}

// Set brings a fault about or puts it right.
func (v *Virtual) Set(f Fault, on bool) {
	v.do(func(m *machine) { m.set(f, on) })
}

// RunOut lets the paper end in the middle of the next label.
func (v *Virtual) RunOut() {
	v.do(func(m *machine) { m.runOut = true })
}

// PowerCycle switches the printer off and on: buffer and half a label are
// gone, the counter stays, sockets are reset.
func (v *Virtual) PowerCycle() {
	v.do(func(m *machine) {
		m.set(Off, true)
		m.set(Off, false)
	})
}

// ResetAfter resets the network connection after n more bytes came through
// it, once. The bytes themselves are taken.
func (v *Virtual) ResetAfter(n int) {
	v.do(func(m *machine) { m.resetAfter = n })
}

// Tape is what came out so far, oldest first.
func (v *Virtual) Tape() []Printed {
	var all []Printed
	v.do(func(m *machine) { all = append(all, m.tape.printed...) })
	return all
}

// Take takes away what came out so far, oldest first: the tape begins anew.
func (v *Virtual) Take() []Printed {
	var all []Printed
	v.do(func(m *machine) { all, m.tape.printed = m.tape.printed, nil })
	return all
}

// Counter is the number of labels the printer counted, torn ones not among
// them.
func (v *Virtual) Counter() int64 {
	var n int64
	v.do(func(m *machine) { n = m.counter })
	return n
}

// Lost is the number of bytes that came while the buffer was full.
func (v *Virtual) Lost() int64 {
	var n int64
	v.do(func(m *machine) { n = m.lost })
	return n
}
