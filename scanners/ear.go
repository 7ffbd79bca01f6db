package scanners

import (
	"bytes"
	"cmp"
	"strings"
	"time"
)

// An ear is the inside of a virtual scanner: what it makes of the bytes that a
// host sends, with the weaknesses of the real ones.
type ear interface {
	hear(sent []byte, at time.Time) heard
	// shut says why the trigger does nothing now, "" when it reads.
	shut(at time.Time) string
	// frames is what the scanner sends for a code, and again what it sends
	// when it sends one of them once more.
	frames(code string, at time.Time) []string
	again(frame string) string
}

// heard is what a host's bytes made of a scanner.
type heard struct {
	sounds  []string
	back    string // what it writes back
	answers []bool // to its frames: taken, or to be sent again
}

// earOf is the inside of a scanner that a voice speaks to.
func earOf(v *Virtual) ear {
	plain := plainEar{v}
	switch v.Voice.name {
	case "bel":
		return &belEar{plainEar: plain}
	case "datalogic":
		return &datalogicEar{plainEar: plain}
	case "powerscan":
		return &powerscanEar{plainEar: plain}
	case "honeywell":
		return &honeywellEar{plainEar: plain}
	case "ssi":
		return &ssiEar{v: v}
	}
	return plain
}

// plainEar is a scanner that understands nothing.
type plainEar struct{ v *Virtual }

func (plainEar) hear(sent []byte, _ time.Time) (h heard) {
	for _, b := range sent {
		if b == ack[0] || b == nak[0] {
			h.answers = append(h.answers, b == ack[0])
		}
	}
	return h
}

func (plainEar) shut(time.Time) string     { return "" }
func (plainEar) again(frame string) string { return frame }
func (e plainEar) frames(code string, _ time.Time) []string {
	return []string{e.v.Prefix + code + cmp.Or(e.v.Ends, "\r")}
}

// belEar beeps at BEL. One that comes while it beeps is lost.
type belEar struct {
	plainEar
	busy time.Time
}

const belLasts = 100 * time.Millisecond

func (e *belEar) hear(sent []byte, at time.Time) heard {
	h := e.plainEar.hear(sent, at)
	for range bytes.Count(sent, []byte("\a")) {
		if !at.Before(e.busy) {
			h.sounds = append(h.sounds, "beep")
			e.busy = at.Add(belLasts)
		}
	}
	return h
}

// datalogicEar shuts its reader at F until E, and hears nothing while the long
// tone sounds; a Deaf one not even what came with it.
type datalogicEar struct {
	plainEar
	off  bool
	deaf time.Time
}

const errorLasts = time.Second

func (e *datalogicEar) hear(sent []byte, at time.Time) (h heard) {
	if at.Before(e.deaf) {
		return h
	}
	h = e.plainEar.hear(sent, at)
	for _, b := range sent {
		switch b {
		case 'B', 0x01, '\a':
			h.sounds = append(h.sounds, "beep")
		case 'F':
			h.sounds = append(h.sounds, "long")
			e.off, e.deaf = true, at.Add(errorLasts)
			if e.v.Deaf {
				return h
			}
		case 'D':
			e.off = true
		case 'E':
			e.off = false
		}
	}
	return h
}

func (e *datalogicEar) shut(time.Time) string {
	if e.off {
		return "the reader is disabled"
	}
	return ""
}

// powerscanEar takes lines of two digits.
type powerscanEar struct {
	plainEar
	line []byte
}

func (e *powerscanEar) hear(sent []byte, at time.Time) heard {
	h := e.plainEar.hear(sent, at)
	for _, b := range sent {
		if b != '\r' {
			e.line = append(e.line, b)
			continue
		}
		switch string(e.line) {
		case "01":
			h.sounds = append(h.sounds, "high")
		case "34":
			h.sounds = append(h.sounds, "low")
		}
		e.line = nil
	}
	return h
}

// honeywellEar reads nothing more until its read was answered, and razzes by
// itself when no answer comes.
type honeywellEar struct {
	plainEar
	waits   time.Time // since when
	command []byte
}

const hostAckWithin = 10 * time.Second

var honeywellSounds = map[string]string{"7": "beep", "8": "razz", "4": "low", "5": "medium", "6": "high"}

func (e *honeywellEar) hear(sent []byte, at time.Time) heard {
	h := e.plainEar.hear(sent, at)
	for _, b := range sent {
		if b != ',' {
			e.command = append(e.command, b)
			continue
		}
		if name, ok := strings.CutPrefix(string(e.command), "\x1b"); ok {
			e.waits = time.Time{}
			if sound := honeywellSounds[name]; sound != "" {
				h.sounds = append(h.sounds, sound)
			}
		}
		e.command = nil
	}
	return h
}

func (e *honeywellEar) shut(at time.Time) string {
	if e.waits.IsZero() || at.Sub(e.waits) > hostAckWithin {
		return ""
	}
	return "it waits for the host's answer"
}

func (e *honeywellEar) frames(code string, at time.Time) []string {
	e.waits = at
	return e.plainEar.frames(code, at)
}

// ssiEar speaks packets. It sleeps when nothing was said for a while, and then
// loses the first byte; it acknowledges what it understands.
type ssiEar struct {
	v      *Virtual
	packet []byte
	heard  time.Time
}

const (
	ssiSleepsAfter = time.Second
	ssiData        = 200 // bytes of a code in one packet
)

var ssiSounds = map[byte]string{0x00: "high", 0x0f: "long low", 0x15: "warble"}

func (e *ssiEar) hear(sent []byte, at time.Time) (h heard) {
	if at.Sub(e.heard) > ssiSleepsAfter {
		sent = sent[1:]
	}
	e.heard = at
	for _, b := range sent {
		if len(e.packet) == 0 && b == 0 {
			continue
		}
		e.packet = append(e.packet, b)
		if len(e.packet) < int(e.packet[0])+2 {
			continue
		}
		body := e.packet[:e.packet[0]]
		switch {
		case ssiSum(bytes.Clone(body)) != string(e.packet):
			h.back += ssiFrom(ssiNak, 0, ssiResend)
		case body[1] == ssiAck, body[1] == ssiNak:
			h.answers = append(h.answers, body[1] == ssiAck)
		case body[1] == ssiBeepNow:
			h.sounds = append(h.sounds, ssiSounds[body[ssiShort]])
			h.back += ssiFrom(ssiAck, 0)
		default:
			h.back += ssiFrom(ssiAck, 0)
		}
		e.packet = nil
	}
	return h
}

func (*ssiEar) shut(time.Time) string { return "" }

func (*ssiEar) again(packet string) string { return ssiAgain(packet) }

func (e *ssiEar) frames(code string, at time.Time) (packets []string) {
	e.heard = at
	code = e.v.Prefix + code + e.v.Ends
	for len(code) > ssiData {
		packets = append(packets, ssiCode(ssiContinued, code[:ssiData]))
		code = code[ssiData:]
	}
	return append(packets, ssiCode(0, code))
}

// ssiFrom is a packet of a scanner.
func ssiFrom(opcode, status byte, data ...byte) string {
	return ssiSum(append([]byte{byte(ssiShort + len(data)), opcode, 0, status}, data...))
}

// ssiCode is a packet with a piece of a code.
func ssiCode(status byte, data string) string {
	const code128 = 0x03
	return ssiFrom(ssiDecode, status, append([]byte{code128}, data...)...)
}
