package engine

import (
	"context"
	"time"

	"github.com/packwright/packwright/station"
)

// Room is how much the disk of the journal has left, and what that means. The
// zero Room is not watched.
type Room struct {
	// Left is the bytes that may still be written. It may take its time: a disk
	// that hangs holds up nothing but the next look.
	Left func() (int64, error)
	// Below Warn bytes the bench says so, below Stop it begins nothing new.
	Warn, Stop int64
}

const (
	roomEach = 5 * time.Second
	// roomStep is how much less is news, MB.
	roomStep = 10
)

// watch tells what is left until the context ends: when it means something else
// than before, and while it is little also how much.
func (r Room) watch(ctx context.Context, o Options, send func(station.Input)) {
	tick := time.NewTicker(roomEach)
	defer tick.Stop()
	told := station.LinkChanged{What: station.Space, OK: true}
	failed := false
	for {
		left, err := r.Left()
		if err != nil && !failed {
			o.Log.Error("look how much room the disk has", "err", err)
		}
		failed = err != nil
		if now := r.judge(left); err == nil && news(told, now) {
			o.Log.Info("room on the disk of the journal", "mb", now.Count, "cause", now.Cause)
			send(now)
			told = now
		}
		select {
		case <-tick.C:
		case <-ctx.Done():
			return
		}
	}
}

func (r Room) judge(left int64) station.LinkChanged {
	l := station.LinkChanged{What: station.Space, OK: left >= r.Warn, Count: left >> 20}
	switch {
	case left < r.Stop:
		l.OK, l.Cause = false, station.SpaceGone
	case !l.OK:
		l.Cause = station.SpaceLow
	}
	return l
}

func news(told, now station.LinkChanged) bool {
	return told.Cause != now.Cause || !now.OK && max(told.Count-now.Count, now.Count-told.Count) >= roomStep
}
