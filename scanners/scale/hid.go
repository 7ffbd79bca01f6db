package scale

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"

	"github.com/packwright/packwright/station/port"
)

// Report is the dialect of scales on USB, as DYMO's: one report of the USB
// class of scales a reading, with the report's number in front or without.
func Report() Dialect {
	return Dialect{
		Name:    "usb-hid",
		packets: true,
		read:    readReport, write: writeReport,
	}
}

// weightReport is the number of a report that carries a weight.
const weightReport = 3

// The states of a scale on USB.
const (
	hidZero   = 2
	hidMotion = 3
	hidStill  = 4
	hidUnder  = 5
	hidOver   = 6
	hidRecal  = 7
	hidRezero = 8
)

var hidUnits = map[byte]Unit{2: Gram, 3: Kilogram, 11: Ounce, 12: Pound}

func readReport(report string) (Reading, bool) {
	if len(report) == 6 {
		if report[0] != weightReport {
			return Reading{}, false
		}
		report = report[1:]
	}
	if len(report) != 5 {
		return Reading{}, false
	}
	value := int(report[3]) | int(report[4])<<8
	g, err := scaled(value, int8(report[2]), hidUnits[report[1]])
	switch report[0] {
	case hidZero:
		return settled(0), err == nil && g == 0
	case hidStill:
		return settled(g), err == nil
	case hidMotion:
		return Reading{Grams: g, Problem: Motion}, err == nil
	case hidUnder:
		return Reading{Grams: -g, Problem: Negative}, err == nil
	case hidOver:
		return Reading{Problem: Over}, true
	case hidRecal, hidRezero:
		return Reading{Problem: Unzeroed}, true
	}
	return Reading{}, false
}

// scaled reads value times ten to the power of exponent.
func scaled(value int, exponent int8, unit Unit) (int, error) {
	number := strconv.Itoa(value)
	switch {
	case exponent < -mostDecimals || exponent > mostDigits:
		return 0, fmt.Errorf("exponent %d of the scale", exponent)
	case exponent >= 0:
		return grams(number+strings.Repeat("0", int(exponent)), unit)
	}
	number = fmt.Sprintf("%0*d", 1-int(exponent), value)
	whole := len(number) + int(exponent)
	return grams(number[:whole]+"."+number[whole:], unit)
}

func writeReport(r Reading) string {
	state, g := byte(hidStill), r.Grams
	switch {
	case r.Problem == Motion:
		state = hidMotion
	case r.Problem == Over:
		state, g = hidOver, 0
	case r.Problem == Unzeroed:
		state, g = hidRezero, 0
	case g < 0:
		state, g = hidUnder, -g
	case g == 0:
		state = hidZero
	}
	return string([]byte{weightReport, state, 2, 0, byte(g), byte(g >> 8)})
}

// HID finds a scale on USB, whatever it is plugged into.
type HID struct {
	Vendor   uint16
	Products []uint16 // any of these
	Sys, Dev string   // /sys and /dev when empty
}

// hidID is how the kernel names bus, vendor and product of a device.
var hidID = regexp.MustCompile(`(?m)^HID_ID=[0-9A-F]{4}:0000([0-9A-F]{4}):0000([0-9A-F]{4})$`)

// Open opens the scale, or says that it is not there.
func (h HID) Open() (io.ReadWriteCloser, error) {
	var found []string
	names, _ := filepath.Glob(filepath.Join(orRoot(h.Sys, "/sys"), "class/hidraw/hidraw*")) // the pattern is right
	for _, name := range names {
		told, err := os.ReadFile(filepath.Join(name, "device/uevent"))
		if err == nil && h.is(hidID.FindStringSubmatch(string(told))) {
			found = append(found, filepath.Base(name))
		}
	}
	switch {
	case len(found) == 0:
		return nil, fmt.Errorf("no scale %s on USB", h)
	case len(found) > 1:
		return nil, fmt.Errorf("%d scales are %s, unplug all but one: %s", len(found), h, strings.Join(found, ", "))
	}
	f, err := os.OpenFile(filepath.Join(orRoot(h.Dev, "/dev"), found[0]), os.O_RDONLY, 0)
	if err != nil {
		return nil, fmt.Errorf("open scale %s: %w", h, err)
	}
	return raw{f}, nil
}

func orRoot(folder, root string) string {
	if folder == "" {
		return root
	}
	return folder
}

func (h HID) is(id []string) bool {
	if id == nil {
		return false
	}
	for _, p := range h.Products {
		if fmt.Sprintf("%04X", h.Vendor) == id[1] && fmt.Sprintf("%04X", p) == id[2] {
			return true
		}
	}
	return false
}

// String names the scale as lsusb does.
func (h HID) String() string {
	var all []string
	for _, p := range h.Products {
		all = append(all, fmt.Sprintf("%04x:%04x", h.Vendor, p))
	}
	return strings.Join(all, " or ")
}

// raw is an open device. The poller of the runtime wakes its readers.
type raw struct{ *os.File }

// Read says port.ErrGone of a device that was unplugged.
func (r raw) Read(p []byte) (int, error) {
	n, err := r.File.Read(p)
	if err != nil && !errors.Is(err, os.ErrClosed) {
		err = fmt.Errorf("read %s: %w", r.Name(), port.ErrGone)
	}
	return n, err
}
