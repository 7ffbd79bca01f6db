//go:build !linux

package evdev

import (
	"errors"
	"fmt"
	"io"
	"runtime"
)

// Open says that this system has no such devices.
func (c Config) Open() (io.ReadWriteCloser, error) {
	return nil, fmt.Errorf("kind evdev on %s, set the scanner to a serial line or to kind wedge: %w", runtime.GOOS, errors.ErrUnsupported)
}

// Devices are none.
func Devices() []Device { return nil }
