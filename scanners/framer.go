package scanners

import (
	"fmt"
	"strings"
	"time"
)

// A framer cuts the bytes of a serial line into scans.
type framer struct {
	device string
	ends   string        // bytes that end a scan
	gap    time.Duration // longest silence inside a scan
	frame  frame
	last   time.Time
}

// feed takes what one read brought and says which scans it ended. Blank lines
// are nothing, so CR, LF, CRLF and LFCR all end one scan.
func (f *framer) feed(c chunk) []Scan {
	scans := f.expire(c.at)
	for _, b := range c.data {
		f.frame.bytes++
		switch {
		case strings.IndexByte(f.ends, b) < 0:
			f.frame.add(b)
			if f.frame.overflows() {
				scans = append(scans, f.soFar(c.at))
			}
		case f.frame.open():
			scans = append(scans, f.end(c.at))
		default:
			f.frame.bytes = 0
		}
	}
	f.last = c.at
	return scans
}

// expire gives up a scan whose next byte did not come by now.
func (f *framer) expire(now time.Time) []Scan {
	if !f.frame.open() || now.Before(f.deadline()) {
		return nil
	}
	f.frame.refuse(fmt.Sprintf("broken off, set the scanner to end with CR: silent for %d ms", f.gap.Milliseconds()))
	return []Scan{f.end(now)}
}

// lost gives up a scan that a pulled cable cut.
func (f *framer) lost() []Scan {
	if !f.frame.open() {
		return nil
	}
	f.frame.refuse("broken off: cable pulled")
	return []Scan{f.end(f.last)}
}

// deadline is when expire has something to do, zero for never.
func (f *framer) deadline() time.Time {
	if !f.frame.open() {
		return time.Time{}
	}
	return f.last.Add(f.gap)
}

// soFar tells of a refused scan that does not end; it goes on, still refused.
func (f *framer) soFar(at time.Time) Scan {
	s := f.end(at)
	f.frame.refuse(s.Rejected)
	return s
}

// end closes the frame. Nobody types on a serial line: every scan is proven.
func (f *framer) end(at time.Time) Scan {
	bytes := f.frame.bytes
	text, _, fault := f.frame.end()
	return Scan{Device: f.device, Text: text, Proof: fault == "", At: at, Bytes: bytes, Rejected: fault}
}
