package evdev

import (
	"encoding/binary"
	"io"
)

// Of linux/input-event-codes.h.
const (
	evSyn = 0x00
	evKey = 0x01
	evLED = 0x11

	synReport  = 0
	synDropped = 3 // we were too slow, and the kernel threw events away
	ledCaps    = 1

	released = 0
	pressed  = 1 // 2 is a key that repeats because it is held
)

// An event is what the kernel says of an input device, without the time: that
// of the read counts.
type event struct {
	kind, code uint16
	value      int32
}

// eventBody is how many bytes follow the time.
const eventBody = 8

// A reader makes text of the bytes of an input device.
type reader struct {
	from     io.Reader
	timeSize int
	keys     keyboard

	raw  []byte // of an event that is not whole
	text []byte // that was typed and not yet taken
}

// Read waits for text.
func (r *reader) Read(p []byte) (int, error) {
	for len(r.text) == 0 {
		var in [64 * (16 + eventBody)]byte
		n, err := r.from.Read(in[:])
		r.feed(in[:n])
		if err != nil && len(r.text) == 0 {
			return 0, err
		}
	}
	n := copy(p, r.text)
	r.text = r.text[n:]
	return n, nil
}

// feed takes bytes, however the reads cut them.
func (r *reader) feed(in []byte) {
	r.raw = append(r.raw, in...)
	size := r.timeSize + eventBody
	rest := r.raw
	for ; len(rest) >= size; rest = rest[size:] {
		body := rest[r.timeSize:size]
		r.text = append(r.text, r.keys.take(event{
			kind:  binary.NativeEndian.Uint16(body),
			code:  binary.NativeEndian.Uint16(body[2:]),
			value: int32(binary.NativeEndian.Uint32(body[4:])),
		})...)
	}
	r.raw = r.raw[:copy(r.raw, rest)]
}
