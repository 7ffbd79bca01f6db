package scanners

import (
	"cmp"
	"context"
	"io"
	"sync"
	"time"

	"github.com/packwright/packwright/station/port"
)

// Line is a scanner on a serial line, also on a USB cable in its COM port
// mode. Set the fields before Run; what is left empty is what most scanners
// do when they come out of the box.
type Line struct {
	port.Link
	Name string

	Prefix  string        // sent before every code by some set-ups; taken away
	Ends    string        // bytes that end a scan; CR, LF and TAB when empty
	Longest int           // bytes of a scan, MaxScan when zero
	Gap     time.Duration // silence that breaks a scan off, 200 ms when zero

	Good, Bad string // what makes the scanner beep, one BEL and three when empty

	once  sync.Once
	beeps chan string
}

// Run hands every scan to scans, and comes back after every pulled cable,
// until ctx ends. A scan that a pulled cable cut is handed over as rejected.
func (l *Line) Run(ctx context.Context, scans chan<- Scan) error {
	return l.Link.Run(ctx, func(ctx context.Context, line io.ReadWriteCloser, up func()) error {
		up()
		return l.session(ctx, line, scans)
	})
}

// Beep makes the scanner tell good from bad. It never waits: a beep that
// cannot be sent because the last one is under way, or because nobody is
// there, is dropped, for a late beep would speak of another scan.
func (l *Line) Beep(good bool) {
	sound := cmp.Or(l.Good, "\a")
	if !good {
		sound = cmp.Or(l.Bad, "\a\a\a")
	}
	select {
	case l.sounds() <- sound:
	default:
	}
}

// sounds has no room, so a beep is taken only by a beeper that is idle.
func (l *Line) sounds() chan string {
	l.once.Do(func() { l.beeps = make(chan string) })
	return l.beeps
}

func (l *Line) session(ctx context.Context, line io.ReadWriteCloser, scans chan<- Scan) error {
	ctx, stop := context.WithCancel(ctx)
	chunks := make(chan chunk, chunksWaiting)
	var ended error
	var both sync.WaitGroup
	both.Go(func() { pump(ctx, line, chunks, &ended) })
	both.Go(func() { l.beeper(ctx, line) })

	err := l.cut(ctx, chunks, scans)
	stop()
	line.Close()
	both.Wait()
	if err != nil {
		return err
	}
	return ended
}

// cut makes scans of chunks until there are no more.
func (l *Line) cut(ctx context.Context, chunks <-chan chunk, scans chan<- Scan) error {
	f := l.framer()
	silence := time.NewTimer(0)
	defer silence.Stop()
	for {
		soon(silence, f.deadline())
		var cut []Scan
		select {
		case c, more := <-chunks:
			if !more {
				return sendAll(ctx, scans, f.lost())
			}
			cut = f.feed(c)
		case now := <-silence.C:
			if len(chunks) > 0 {
				continue // the line was not silent, we were slow
			}
			cut = f.expire(now)
		}
		if err := sendAll(ctx, scans, cut); err != nil {
			return err
		}
	}
}

func (l *Line) framer() *framer {
	return &framer{
		device: l.Name,
		ends:   cmp.Or(l.Ends, "\r\n\t"),
		gap:    cmp.Or(l.Gap, 200*time.Millisecond),
		frame:  frame{prefix: l.Prefix, longest: l.Longest},
	}
}

// beeper writes from a goroutine of its own, for a scanner that holds the line
// back must not hold back the scans.
func (l *Line) beeper(ctx context.Context, line io.Writer) {
	for {
		select {
		case sound := <-l.sounds():
			if _, err := io.WriteString(line, sound); err != nil {
				return // the reading side sees the same line fail
			}
		case <-ctx.Done():
			return
		}
	}
}
