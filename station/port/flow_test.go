//go:build linux

package port_test

import (
	"os"
	"testing"

	"golang.org/x/sys/unix"

	"github.com/packwright/packwright/station/port"
)

// What a pseudo-terminal has no wires for can still be read back: the kernel
// keeps the settings of every line, and a real one obeys them.
func TestTheLineIsSetAsItWasAskedFor(t *testing.T) {
	device := cable(t)
	speeds := map[int]uint32{
		9600: unix.B9600, 19200: unix.B19200, 38400: unix.B38400, 57600: unix.B57600, 115200: unix.B115200,
	}
	for _, rule := range []struct {
		flow      port.Flow
		xon, wire bool
	}{{port.FlowXonXoff, true, false}, {port.FlowRTSCTS, false, true}, {port.FlowNone, false, false}} {
		for baud, speed := range speeds {
			p := open(t, port.Config{Path: device.Path(), Baud: baud, Flow: rule.flow})
			got := settings(t, device.Path())
			if xon, wire := got.Iflag&unix.IXON != 0, got.Cflag&unix.CRTSCTS != 0; xon != rule.xon || wire != rule.wire {
				t.Errorf("%s at %d baud: XON/XOFF %v, RTS/CTS %v", rule.flow, baud, xon, wire)
			}
			if got.Cflag&unix.CBAUD != speed {
				t.Errorf("%s at %d baud: speed %#o, want %#o", rule.flow, baud, got.Cflag&unix.CBAUD, speed)
			}
			p.Close()
		}
	}
}

func settings(t *testing.T, path string) *unix.Termios {
	t.Helper()
	f, err := os.OpenFile(path, os.O_RDONLY|unix.O_NOCTTY|unix.O_NONBLOCK, 0)
	if err != nil {
		t.Skipf("the line cannot be opened a second time here: %v", err)
	}
	defer f.Close()
	set, err := unix.IoctlGetTermios(int(f.Fd()), unix.TCGETS)
	if err != nil {
		t.Fatal(err)
	}
	return set
}
