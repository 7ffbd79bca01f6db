//go:build linux

package evdev

import (
	"encoding/binary"
	"errors"
	"fmt"
	"time"

	"golang.org/x/sys/unix"
)

// kernel is what is asked of an open input device. An answer is written into
// arg.
type kernel interface {
	ioctl(request uint, arg []byte) error
}

// Requests of linux/input.h.
const (
	getID   = 0x80084502 // four numbers of 16 bits: bus, vendor, product, version
	getName = 0x80004506 | 256<<16
	getKeys = 0x80004518 | keyBytes<<16 // those that are down
	getLEDs = 0x80004519 | 1<<16
	getBits = 0x80004520 | evKey + keyBytes<<16 // keys that it has
	grab    = 0x40044590

	keyBytes = 96 // a bit for each key of 0 to 0x2ff
)

// describe asks a device who it is.
func describe(k kernel, path string) (Device, error) {
	id, name, keys := make([]byte, 8), make([]byte, 256), make([]byte, keyBytes)
	for _, ask := range []struct {
		request uint
		answer  []byte
	}{{getID, id}, {getName, name}, {getBits, keys}} {
		if err := k.ioctl(ask.request, ask.answer); err != nil {
			return Device{}, fmt.Errorf("ask %s who it is: %w", path, err)
		}
	}
	const keyA, keyZ = 30, 44
	return Device{
		Path: path, Name: unix.ByteSliceToString(name),
		Vendor: binary.NativeEndian.Uint16(id[2:]), Product: binary.NativeEndian.Uint16(id[4:]),
		Keyboard: has(keys, keyA) && has(keys, keyZ) && has(keys, keyEnter),
	}, nil
}

func has(bits []byte, n int) bool { return bits[n/8]&(1<<(n%8)) != 0 }

var errHeld = errors.New("a key is held down")

// How long a key may be down before we take the device.
const (
	releasedWithin = 500 * time.Millisecond
	askAgain       = 10 * time.Millisecond
)

// take takes the device for ourselves once no key is down: the console, which
// hears nothing any more, would take it for held for ever.
func take(k kernel, path string) error {
	for until := time.Now().Add(releasedWithin); ; time.Sleep(askAgain) {
		keys := make([]byte, keyBytes)
		if err := k.ioctl(getKeys, keys); err != nil {
			return fmt.Errorf("ask %s for its keys: %w", path, err)
		}
		if !anyOf(keys) {
			break
		}
		if time.Now().After(until) {
			return fmt.Errorf("take %s: %w", path, errHeld)
		}
	}
	if err := k.ioctl(grab, []byte{1}); err != nil {
		return fmt.Errorf("take %s: %w", path, err)
	}
	return nil
}

func anyOf(bits []byte) bool {
	for _, b := range bits {
		if b != 0 {
			return true
		}
	}
	return false
}

// capsOn asks whether the light of caps lock burns; a device without one has
// it off.
func capsOn(k kernel) bool {
	leds := make([]byte, 1)
	return k.ioctl(getLEDs, leds) == nil && has(leds, ledCaps)
}
