package diagnosis

import (
	"strings"
	"time"
)

// The times of listening.
const (
	quietFor = 400 * time.Millisecond  // after an end: the scan is over
	silence  = 1500 * time.Millisecond // without an end: nothing more will come
)

// mostBytes is more than any label brings, also when it is read many times.
const mostBytes = 4096

// Collector gathers the reads of one scan, whatever the scanner did to it. It
// is told bytes with the times they came and asked what is due; it knows no
// clock.
type Collector struct {
	reads []Read
	size  int
}

// Feed takes what one read brought. The bytes are kept. What is more than any
// label brings is dropped.
func (c *Collector) Feed(r Read) {
	room := mostBytes - c.size
	if len(r.Data) == 0 || room == 0 {
		return
	}
	r.Data = append([]byte(nil), r.Data[:min(len(r.Data), room)]...)
	c.size += len(r.Data)
	c.reads = append(c.reads, r)
}

// Due is when the scan will be over if nothing more comes; zero when none is
// under way.
func (c *Collector) Due() time.Time {
	if len(c.reads) == 0 {
		return time.Time{}
	}
	last := c.reads[len(c.reads)-1]
	if c.size < mostBytes && !strings.HasSuffix(string(last.Data), "\r") && !strings.HasSuffix(string(last.Data), "\n") {
		return last.At.Add(silence)
	}
	return last.At.Add(quietFor)
}

// Take is the scan if it is over by now.
func (c *Collector) Take(now time.Time) ([]Read, bool) {
	if due := c.Due(); due.IsZero() || now.Before(due) {
		return nil, false
	}
	return c.Rest(), true
}

// Rest is what came so far, over or not.
func (c *Collector) Rest() []Read {
	reads := c.reads
	c.reads, c.size = nil, 0
	return reads
}
