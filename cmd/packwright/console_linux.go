package main

import (
	"errors"
	"fmt"
	"os"
	"time"

	"golang.org/x/sys/unix"

	"github.com/packwright/packwright/tui/kit"
)

// Of linux/kd.h: a tone of a length, and the clock that its pitch divides.
const (
	kdMakeTone = 0x4b30
	toneClock  = 1193180 // Hz
)

// consoles are tried in this order; the first is the screen we are shown on.
var consoles = []string{"/dev/tty", "/dev/tty0", "/dev/console"}

// consoleTone sounds the machine's own beeper. The kernel ends the tone; this
// does not wait for it.
func consoleTone(b kit.Beep) error {
	var why []error
	for _, name := range consoles {
		err := toneOn(name, b)
		if err == nil {
			return nil
		}
		why = append(why, fmt.Errorf("%s: %w", name, err))
	}
	return errors.Join(why...)
}

func toneOn(name string, b kit.Beep) error {
	fd, err := unix.Open(name, unix.O_WRONLY|unix.O_NOCTTY|unix.O_NONBLOCK|unix.O_CLOEXEC, 0)
	if err != nil {
		return err
	}
	defer unix.Close(fd)
	err = unix.IoctlSetInt(fd, kdMakeTone, toneArgument(b))
	if errors.Is(err, unix.ENOTTY) || errors.Is(err, unix.EINVAL) {
		return os.ErrInvalid // a terminal, but no console
	}
	return err
}

// toneArgument is the length in ms above the divisor of the clock.
func toneArgument(b kit.Beep) int {
	return int(b.For/time.Millisecond)<<16 | toneClock/b.Hz
}
