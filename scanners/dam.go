package scanners

import (
	"context"
	"fmt"
	"time"
)

// When scans are a flood, and when it is over.
const (
	floodScans  = 20                     // more than so many
	floodWithin = time.Second            // in so long
	calmAfter   = 200 * time.Millisecond // without a scan ends it
	tellEvery   = 500 * time.Millisecond // while it lasts
)

// What a flood may keep waiting: bytes as they were read, a short scan counting
// as many as it takes to keep it.
const (
	mostHeld  = 64 << 10
	leastHeld = 32
)

// A Flood is more than 20 scans within a second: no hand is that fast. While it
// lasts the reader is paused.
type Flood struct {
	Over    bool
	Scans   int // that came while the reader was paused
	Dropped int // bytes that were thrown away, for good
}

// Dam hands on what a driver reads, to take, until ctx ends or from is closed.
// More than 20 scans within a second pause it, and told is told so, then every
// half second while it lasts, and when it is over: by itself, 200 ms after the
// last scan. What came meanwhile is handed on then, whole and in order, or,
// when it was more than 64 KB, not at all: one rejected scan says how much was
// dropped.
func Dam(ctx context.Context, from <-chan Scan, take func(Scan), told func(Flood)) {
	d := &dam{take: take, told: told}
	calm := time.NewTimer(0)
	defer calm.Stop()
	for {
		soon(calm, d.deadline())
		select {
		case <-ctx.Done():
			return
		case s, more := <-from:
			if !more {
				d.calm()
				return
			}
			d.scan(s)
		case now := <-calm.C:
			d.expire(now)
		}
	}
}

// A dam counts scans by the times they were read, so that scans that waited
// elsewhere are a flood only if they came as one.
type dam struct {
	take func(Scan)
	told func(Flood)

	recent [floodScans]time.Time // of the last scans, a ring
	oldest int

	paused bool
	flood  Flood
	held   []Scan
	size   int // of held
	bytes  int // that came while paused
	last   Scan
	toldAt time.Time
}

func (d *dam) scan(s Scan) {
	d.expire(s.At)
	first := d.recent[d.oldest]
	d.recent[d.oldest], d.oldest = s.At, (d.oldest+1)%floodScans
	if !d.paused && (first.IsZero() || s.At.Sub(first) >= floodWithin) {
		d.take(s)
		return
	}
	d.hold(s)
}

// hold keeps a scan of a flood, or gives all of them up.
func (d *dam) hold(s Scan) {
	began := !d.paused
	d.paused, d.last = true, s
	d.flood.Scans++
	d.bytes += s.Bytes
	d.size += max(s.Bytes, leastHeld)
	if d.size <= mostHeld {
		d.held = append(d.held, s)
	} else {
		d.held, d.flood.Dropped = nil, d.bytes
	}
	if began || s.At.Sub(d.toldAt) >= tellEvery {
		d.toldAt = s.At
		d.told(d.flood)
	}
}

func (d *dam) deadline() time.Time {
	if !d.paused {
		return time.Time{}
	}
	return d.last.At.Add(calmAfter)
}

func (d *dam) expire(now time.Time) {
	if due(now, d.deadline()) {
		d.calm()
	}
}

// calm ends a flood.
func (d *dam) calm() {
	if !d.paused {
		return
	}
	held, flood, last := d.held, d.flood, d.last
	*d = dam{take: d.take, told: d.told}
	flood.Over = true
	d.told(flood)
	if flood.Dropped > 0 {
		held = []Scan{{
			Device: last.Device, At: last.At, Bytes: flood.Dropped,
			Rejected: fmt.Sprintf("too many at once: %d scans, %d bytes dropped", flood.Scans, flood.Dropped),
		}}
	}
	for _, s := range held {
		d.take(s)
	}
}
