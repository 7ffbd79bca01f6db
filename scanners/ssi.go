package scanners

import (
	"encoding/binary"
	"strings"
	"time"
)

// Zebra's Simple Serial Interface: packets of a length, an opcode, a source, a
// status, data and a checksum. The length counts all but the checksum.
const (
	ssiAck       = 0xd0
	ssiNak       = 0xd1
	ssiParamSend = 0xc6
	ssiBeepNow   = 0xe6
	ssiEnable    = 0xe9
	ssiEvent     = 0xf6
	ssiDecode    = 0xf3

	ssiHost  = 0x04 // source: us
	ssiShort = 4    // bytes of the shortest packet, without its checksum

	ssiResent    = 1 << 0 // status: it was sent before
	ssiContinued = 1 << 1 // status: the next packet belongs to the same code

	ssiResend = 1 // cause of a NAK: the checksum is wrong
)

// ssiPacket is a packet of ours.
func ssiPacket(opcode byte, data ...byte) string {
	return ssiSum(append([]byte{byte(ssiShort + len(data)), opcode, ssiHost, 0}, data...))
}

// ssiSum closes a packet with its checksum.
func ssiSum(packet []byte) string {
	return string(binary.BigEndian.AppendUint16(packet, ssiChecksum(packet)))
}

// ssiChecksum is the two's complement of the sum of the bytes.
func ssiChecksum(packet []byte) uint16 {
	var sum uint16
	for _, b := range packet {
		sum += uint16(b)
	}
	return -sum
}

// ssiAgain is a packet marked as sent before.
func ssiAgain(packet string) string {
	p := []byte(packet)
	if len(p) < ssiShort+2 {
		return packet
	}
	p[3] |= ssiResent
	return ssiSum(p[:len(p)-2])
}

// ssiWake is lost on a scanner that is awake, and wakes one that sleeps, which
// loses the first byte it is sent.
var ssiWake = note{"\x00", 20 * time.Millisecond}

func ssiBeep(code byte) []note {
	return []note{ssiWake, {ssiPacket(ssiBeepNow, code), between}}
}

// ssiHello asks for scans in packets until the scanner is switched off, and
// opens a reader that was shut.
func ssiHello() []note {
	const quietly, format, packeted = 0xff, 0xee, 0x01
	return []note{
		ssiWake,
		{ssiPacket(ssiParamSend, quietly, format, packeted), 100 * time.Millisecond},
		{ssiPacket(ssiEnable), 20 * time.Millisecond},
	}
}

// ssiKinds are the AIM identifiers of the kinds of code that hold element
// strings, and that a scanner names although it sends no identifier.
var ssiKinds = map[byte]string{0x0f: "]C1", 0x30: "]e0", 0x31: "]e0", 0x32: "]e0"}

// An ssiCutter makes scans of packets. Damaged packets are asked for again.
type ssiCutter struct {
	device string
	ends   string        // dropped from the end of a code
	gap    time.Duration // longest silence inside a packet
	frame  frame
	answer func(packet string)
	again  func() // our last packet was not understood

	packet []byte
	last   time.Time
	noise  bool      // a packet was damaged: what follows is not to be trusted until it is quiet
	fault  time.Time // since when no whole packet came, zero when one came
	naks   int       // packets asked for again since a whole one came
	more   bool      // the code goes on in the next packet

	taken   string // the packet that was taken last
	takenAt time.Time
}

const (
	ssiQuiet   = 20 * time.Millisecond // after noise, the next byte begins a packet
	ssiPatient = 5 * time.Second       // scanners wait 2 s for an answer and send twice more

	ssiNakAtMost = 2 // scanners send a packet three times, then they give the whole code up
)

func (c *ssiCutter) feed(in chunk) []Scan {
	scans := c.expire(in.at)
	for _, b := range in.data {
		c.frame.bytes++
		if c.noise || len(c.packet) == 0 && b == 0 {
			continue
		}
		c.packet = append(c.packet, b)
		switch {
		case c.packet[0] < ssiShort:
			c.spoilt(in.at)
		case len(c.packet) == int(c.packet[0])+2:
			scans = append(scans, c.whole(in.at)...)
			c.packet = c.packet[:0]
		}
	}
	c.last = in.at
	return scans
}

// whole acts on a packet that is complete.
func (c *ssiCutter) whole(at time.Time) []Scan {
	body, sum := c.packet[:len(c.packet)-2], c.packet[len(c.packet)-2:]
	if binary.BigEndian.Uint16(sum) != ssiChecksum(body) {
		c.spoilt(at)
		return nil
	}
	c.fault, c.naks = time.Time{}, 0
	if body[1] == ssiDecode {
		c.answer(ssiPacket(ssiAck))
		return c.decoded(body, at)
	}
	c.frame.bytes -= len(c.packet) // it is of no scan
	switch {
	case body[1] == ssiNak && len(body) > ssiShort && body[ssiShort] == ssiResend:
		c.again()
	case body[1] != ssiNak && body[1] != ssiAck:
		c.answer(ssiPacket(ssiAck))
	}
	return nil
}

// decoded takes the data of a code. A packet that is sent again, because our
// answer did not arrive, was taken already.
func (c *ssiCutter) decoded(body []byte, at time.Time) []Scan {
	if len(body) == ssiShort {
		return nil // not even a kind
	}
	status, content := body[3], string(body[ssiShort:])
	if status&ssiResent != 0 && content == c.taken && at.Sub(c.takenAt) < ssiPatient {
		return nil
	}
	c.taken, c.takenAt = content, at
	data := content[1:]
	if aim := ssiKinds[content[0]]; !c.more && !strings.HasPrefix(data, "]") {
		data = aim + data
	}
	c.more = status&ssiContinued != 0
	if !c.more {
		data = strings.TrimRight(data, c.ends)
	}
	for i := range len(data) {
		c.frame.add(data[i])
	}
	if c.more || !c.frame.open() {
		return nil
	}
	return []Scan{c.end(at)}
}

// spoilt gives up a packet; what comes until it is quiet may be its rest.
func (c *ssiCutter) spoilt(at time.Time) {
	c.packet, c.noise = c.packet[:0], true
	if c.fault.IsZero() {
		c.fault = at
	}
}

// expire asks for a damaged packet again when the line is quiet, and gives up
// what was asked for in vain.
func (c *ssiCutter) expire(now time.Time) []Scan {
	if len(c.packet) > 0 && !now.Before(c.last.Add(c.gap)) {
		c.spoilt(c.last)
	}
	if c.noise && !now.Before(c.last.Add(ssiQuiet)) {
		c.noise = false
		c.naks++
		c.answer(ssiPacket(ssiNak, ssiResend))
	}
	switch {
	case c.naks > ssiNakAtMost, !c.fault.IsZero() && !now.Before(c.fault.Add(ssiPatient)):
		c.frame.refuse("damaged packets: check the cable, and that the scanner speaks SSI")
	case c.more && !now.Before(c.takenAt.Add(ssiPatient)):
		c.frame.refuse("broken off: the other packets did not come")
	default:
		return nil
	}
	c.more, c.fault, c.naks = false, time.Time{}, 0
	return []Scan{c.end(now)}
}

// lost gives up a code that a pulled cable cut.
func (c *ssiCutter) lost() []Scan {
	if !c.more && len(c.packet) == 0 {
		return nil
	}
	c.frame.refuse("broken off: cable pulled")
	return []Scan{c.end(c.last)}
}

func (c *ssiCutter) deadline() time.Time {
	var at time.Time
	for _, d := range []struct {
		due bool
		at  time.Time
	}{
		{len(c.packet) > 0, c.last.Add(c.gap)},
		{c.noise, c.last.Add(ssiQuiet)},
		{c.more, c.takenAt.Add(ssiPatient)},
		{!c.fault.IsZero(), c.fault.Add(ssiPatient)},
	} {
		if d.due && (at.IsZero() || d.at.Before(at)) {
			at = d.at
		}
	}
	return at
}

func (c *ssiCutter) end(at time.Time) Scan {
	bytes := c.frame.bytes
	text, _, fault := c.frame.end()
	return Scan{Device: c.device, Text: text, Proof: fault == "", At: at, Bytes: bytes, Rejected: fault}
}
