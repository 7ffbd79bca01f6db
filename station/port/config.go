package port

import (
	"errors"
	"fmt"

	"go.bug.st/serial"
)

// Flow is how a device says "stop, my buffer is full".
type Flow string

// The kinds of flow control. An empty Flow is FlowNone.
const (
	FlowNone    Flow = "none"
	FlowXonXoff Flow = "xonxoff" // the device sends DC3 and DC1; those two bytes never reach a reader
	FlowRTSCTS  Flow = "rtscts"  // the device drops CTS
)

// Config says which line to open and how. What is left empty is 9600 baud,
// 8 data bits, no parity, 1 stop bit and no flow control.
type Config struct {
	Path     string
	Baud     int
	DataBits int    // 5 to 8
	Parity   string // none, even, odd, mark, space
	StopBits string // 1, 1.5, 2
	Flow     Flow
}

// Check says what is wrong with c, naming the setting and what it may be.
func (c Config) Check() error {
	_, err := c.mode()
	return err
}

var parities = map[string]serial.Parity{
	"": serial.NoParity, "none": serial.NoParity, "even": serial.EvenParity,
	"odd": serial.OddParity, "mark": serial.MarkParity, "space": serial.SpaceParity,
}

var stopBits = map[string]serial.StopBits{
	"": serial.OneStopBit, "1": serial.OneStopBit,
	"1.5": serial.OnePointFiveStopBits, "2": serial.TwoStopBits,
}

func (c Config) mode() (*serial.Mode, error) {
	if c.Path == "" {
		return nil, errors.New("path of the serial line is empty")
	}
	m := &serial.Mode{BaudRate: c.Baud, DataBits: c.DataBits}
	if c.Baud == 0 {
		m.BaudRate = 9600
	}
	if c.DataBits == 0 {
		m.DataBits = 8
	}
	var ok bool
	if m.Parity, ok = parities[c.Parity]; !ok {
		return nil, fmt.Errorf("parity %q of %s: want none, even, odd, mark or space", c.Parity, c.Path)
	}
	if m.StopBits, ok = stopBits[c.StopBits]; !ok {
		return nil, fmt.Errorf("stop bits %q of %s: want 1, 1.5 or 2", c.StopBits, c.Path)
	}
	if m.BaudRate < 50 || m.BaudRate > 4_000_000 {
		return nil, fmt.Errorf("baud %d of %s: want 50 to 4000000", c.Baud, c.Path)
	}
	if m.DataBits < 5 || m.DataBits > 8 {
		return nil, fmt.Errorf("data bits %d of %s: want 5 to 8", c.DataBits, c.Path)
	}
	switch c.Flow {
	case "", FlowNone, FlowXonXoff, FlowRTSCTS:
		return m, nil
	}
	return nil, fmt.Errorf("flow %q of %s: want none, xonxoff or rtscts", c.Flow, c.Path)
}
