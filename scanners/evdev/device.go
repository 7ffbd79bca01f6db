package evdev

import (
	"errors"
	"fmt"
	"io"
	"strings"
)

// Config says which scanner to read.
type Config struct {
	Vendor, Product uint16 // USB numbers
	Name            string // of the device, where several have these numbers; any when empty
	Layout          string // the keyboard that the scanner is set to: us or de
}

// Device is what the kernel says of one input device.
type Device struct {
	Path            string
	Vendor, Product uint16
	Name            string
	Keyboard        bool // it has letters and Enter
}

// String names the device as a configuration does.
func (d Device) String() string {
	return fmt.Sprintf("%04x:%04x %q", d.Vendor, d.Product, d.Name)
}

// errWrite is what comes of telling a keyboard something.
var errWrite = errors.New("a scanner that types cannot be made to beep")

// choose finds the scanner among all devices.
func (c Config) choose(all []Device) (Device, error) {
	var found, others []Device
	for _, d := range all {
		switch {
		case !d.Keyboard:
		case c.matches(d):
			found = append(found, d)
		default:
			others = append(others, d)
		}
	}
	switch {
	case len(found) == 0:
		return Device{}, fmt.Errorf("no keyboard %04x:%04x%s; there are %s", c.Vendor, c.Product, named(c.Name), list(others))
	case len(found) > 1:
		return Device{}, fmt.Errorf("%d keyboards are %04x:%04x%s, name one of %s", len(found), c.Vendor, c.Product, named(c.Name), list(found))
	case len(others) == 0:
		return Device{}, fmt.Errorf("%s is the only keyboard, which is never taken away", found[0])
	}
	return found[0], nil
}

func (c Config) matches(d Device) bool {
	return d.Vendor == c.Vendor && d.Product == c.Product && (c.Name == "" || c.Name == d.Name)
}

func named(name string) string {
	if name == "" {
		return ""
	}
	return fmt.Sprintf(" %q", name)
}

func list(devices []Device) string {
	if len(devices) == 0 {
		return "none"
	}
	var names []string
	for _, d := range devices {
		names = append(names, d.String())
	}
	return strings.Join(names, ", ")
}

// typed is a scanner that is open.
type typed struct {
	reader
	file io.Closer
}

// Write fails.
func (t *typed) Write([]byte) (int, error) { return 0, errWrite }

// Close gives the scanner free, and wakes who reads it.
func (t *typed) Close() error { return t.file.Close() }
