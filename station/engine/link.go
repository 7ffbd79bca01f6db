package engine

import (
	"context"
	"errors"
	"math/rand/v2"
	"sync"
	"time"

	"github.com/packwright/packwright/station"
)

// errAway says that the store cannot be reached now.
var errAway = errors.New("the database is away")

// link is whether the store is there and what it has, for those who wait for
// it. At first neither is known.
type link struct {
	mu      sync.Mutex // guards the rest
	known   bool
	up      bool
	through int64
	changed chan struct{} // closed when any of these changes
}

func newLink() *link { return &link{changed: make(chan struct{})} }

func (l *link) set(up bool, through int64) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.known && l.up == up && l.through == through {
		return
	}
	l.known, l.up, l.through = true, up, through
	close(l.changed)
	l.changed = make(chan struct{})
}

func (l *link) away() bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.known && !l.up
}

// wait waits until the store is there and has all facts up to seq. It does not
// wait for one that is known to be away.
func (l *link) wait(ctx context.Context, seq int64) error {
	for {
		l.mu.Lock()
		known, up, through, changed := l.known, l.up, l.through, l.changed
		l.mu.Unlock()
		switch {
		case known && !up:
			return errAway
		case up && through >= seq:
			return nil
		}
		select {
		case <-changed:
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

// pause is how long to leave alone what did not answer: 50 ms at first, 0.8 s at
// most, each time up to twice as long, and never the same for two stations. A
// server that took over is found within a second, however long that took.
type pause struct{ next time.Duration }

const (
	firstPause = 50 * time.Millisecond
	lastPause  = 800 * time.Millisecond
)

func (p *pause) wait(ctx context.Context) error {
	d := min(max(p.next, firstPause), lastPause)
	p.next = 2 * d
	t := time.NewTimer(d/2 + rand.N(d/2))
	defer t.Stop()
	select {
	case <-t.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// linkNews notices from answers that the carrier came or went.
type linkNews struct{ away bool }

func (l *linkNews) heard(in station.Input) (station.LinkChanged, bool) {
	var away bool
	switch in := in.(type) {
	case station.Sold:
		away = in.Bought == nil && in.Refused == ""
	case station.Fetched:
		away = in.Artwork == nil && in.Refused == ""
	case station.Voided:
		away = in.Away
	default:
		return station.LinkChanged{}, false
	}
	changed := away != l.away
	l.away = away
	news := station.LinkChanged{What: station.Carrier, OK: !away}
	if away {
		news.Cause = "the carrier does not answer"
	}
	return news, changed
}
