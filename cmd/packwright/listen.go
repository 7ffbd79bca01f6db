package main

import (
	"bytes"
	"context"
	"io"
	"os"
	"sync"
	"time"

	"golang.org/x/sys/unix"

	"github.com/packwright/packwright/scanners/diagnosis"
)

// heard is what one read of a device brought.
type heard struct {
	device string
	diagnosis.Read
}

// source brings what it reads until it ends or ctx does.
type source func(ctx context.Context, out chan<- heard)

// heardWaiting is how many reads may wait until they are judged.
const heardWaiting = 64

// listener makes reports of what devices bring.
type listener struct {
	setups map[string]diagnosis.Setup // by device
	tell   func(diagnosis.Report)
}

// listen listens to all sources until ctx or the first of them ends, and tells
// of each scan when it is over.
func (l listener) listen(ctx context.Context, sources ...source) {
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	reads := make(chan heard, heardWaiting)
	var all sync.WaitGroup
	for i, s := range sources {
		all.Go(func() {
			s(ctx, reads)
			if i == 0 {
				stop()
			}
		})
	}
	go func() { all.Wait(); close(reads) }()
	l.gather(reads)
}

// gather tells of each scan when it is over, and of the rest when nothing more
// can come.
func (l listener) gather(in <-chan heard) {
	gathered := map[string]*diagnosis.Collector{}
	over := time.NewTimer(0)
	defer over.Stop()
	for {
		select {
		case h, more := <-in:
			if !more {
				l.tellOf(gathered, func(c *diagnosis.Collector) []diagnosis.Read { return c.Rest() })
				return
			}
			if gathered[h.device] == nil {
				gathered[h.device] = &diagnosis.Collector{}
			}
			gathered[h.device].Feed(h.Read)
		case now := <-over.C:
			if len(in) == 0 { // what is here already may belong to a scan
				l.tellOf(gathered, func(c *diagnosis.Collector) []diagnosis.Read { reads, _ := c.Take(now); return reads })
			}
		}
		rearm(over, gathered)
	}
}

func (l listener) tellOf(gathered map[string]*diagnosis.Collector, take func(*diagnosis.Collector) []diagnosis.Read) {
	for device, c := range gathered {
		if reads := take(c); len(reads) > 0 {
			l.tell(diagnosis.Diagnose(reads, l.setups[device]))
		}
	}
}

// rearm makes over fire when the next scan is over.
func rearm(over *time.Timer, gathered map[string]*diagnosis.Collector) {
	over.Stop()
	var next time.Time
	for _, c := range gathered {
		if due := c.Due(); !due.IsZero() && (next.IsZero() || due.Before(next)) {
			next = due
		}
	}
	if !next.IsZero() {
		over.Reset(time.Until(next))
	}
}

// pollEvery is how soon a reader notices that nobody listens any more.
const pollEvery = 100 * time.Millisecond

// fromFile reads a terminal or pipe. A lone ctrl+c or ctrl+d is the end of a
// terminal.
func fromFile(device string, f *os.File) source {
	return func(ctx context.Context, out chan<- heard) {
		for ctx.Err() == nil {
			waiting := []unix.PollFd{{Fd: int32(f.Fd()), Events: unix.POLLIN}}
			if n, err := unix.Poll(waiting, int(pollEvery.Milliseconds())); n == 0 || err == unix.EINTR {
				continue
			}
			if !readOnce(ctx, device, f, out) {
				return
			}
		}
	}
}

func readOnce(ctx context.Context, device string, r io.Reader, out chan<- heard) (more bool) {
	buffer := make([]byte, 4096)
	n, err := r.Read(buffer)
	data := buffer[:n]
	if err != nil || bytes.Equal(data, []byte{0x03}) || bytes.Equal(data, []byte{0x04}) {
		return false
	}
	select {
	case out <- heard{device, diagnosis.Read{Data: data, At: time.Now()}}:
		return true
	case <-ctx.Done():
		return false
	}
}
