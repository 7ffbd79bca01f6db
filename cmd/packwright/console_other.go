//go:build !linux

package main

import (
	"errors"
	"fmt"
	"runtime"

	"github.com/packwright/packwright/tui/kit"
)

// consoleTone says that this system has no console tone.
func consoleTone(kit.Beep) error {
	return fmt.Errorf("console tone on %s: %w", runtime.GOOS, errors.ErrUnsupported)
}
