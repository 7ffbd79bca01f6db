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

	Prefix    string        // sent before every code by some set-ups; taken away
	Separator string        // sent in place of GS by some set-ups; turned back into it
	Ends      string        // bytes that end a scan; CR, LF and TAB when empty
	Longest   int           // bytes of a scan, MaxScan when zero
	Gap       time.Duration // silence that breaks a scan off, 200 ms when zero

	Voice   Voice // how it is made to speak; a zero one says nothing
	OwnBeep bool  // it beeps by itself at each read, so Good is silent
	Acks    bool  // it waits for ACK, and sends again after NAK; packets are always answered

	once    sync.Once
	speaker *speaker
}

// Run hands every scan to scans, and comes back after every pulled cable,
// until ctx ends. A scan that a pulled cable cut is handed over as rejected.
func (l *Line) Run(ctx context.Context, scans chan<- Scan) error {
	return l.Link.Run(ctx, func(ctx context.Context, line io.ReadWriteCloser, up func()) error {
		l.says().forget()
		up()
		return l.session(ctx, line, scans)
	})
}

// Beep makes the scanner tell a verdict. It never waits: a tone that cannot be
// sent soon, because the scanner holds the line back or nobody is there, is
// dropped, for a late one would speak of another scan. Tell it of every
// verdict, also of a silent one: some scanners take no read before.
func (l *Line) Beep(t Tone) {
	if t == Good && l.OwnBeep {
		t = Silent
	}
	l.says().say(t)
}

func (l *Line) says() *speaker {
	l.once.Do(func() { l.speaker = newSpeaker(l.Voice) })
	return l.speaker
}

func (l *Line) session(ctx context.Context, line io.ReadWriteCloser, scans chan<- Scan) error {
	ctx, stop := context.WithCancel(ctx)
	chunks := make(chan chunk, chunksWaiting)
	var ended error
	var both sync.WaitGroup
	both.Go(func() { pump(ctx, line, chunks, &ended) })
	both.Go(func() { l.says().run(ctx, line) })

	err := l.cut(ctx, chunks, scans)
	stop()
	line.Close()
	both.Wait()
	if err != nil {
		return err
	}
	return ended
}

// A cutter cuts the bytes of a line into scans: feed takes what one read
// brought, expire does what is due at deadline, lost gives up what a pulled
// cable cut.
type cutter interface {
	feed(c chunk) []Scan
	expire(now time.Time) []Scan
	lost() []Scan
	deadline() time.Time // zero for never
}

// cut makes scans of chunks until there are no more.
func (l *Line) cut(ctx context.Context, chunks <-chan chunk, scans chan<- Scan) error {
	f := l.cutter()
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
		if len(cut) > 0 {
			l.says().read()
		}
		if err := sendAll(ctx, scans, cut); err != nil {
			return err
		}
	}
}

func (l *Line) cutter() cutter {
	switch s := l.says(); {
	case l.Voice.packets:
		return &ssiCutter{
			device: l.Name,
			ends:   cmp.Or(l.Ends, usualEnds),
			gap:    cmp.Or(l.Gap, usualGap),
			frame:  frame{prefix: l.Prefix, separator: l.Separator, longest: l.Longest},
			answer: func(packet string) { s.answer(packet) },
			again:  s.repeat,
		}
	case l.Acks:
		return &acker{framer: *l.framer(), answer: s.answer}
	}
	return l.framer()
}

const (
	usualEnds = "\r\n\t"
	usualGap  = 200 * time.Millisecond
)

func (l *Line) framer() *framer {
	return &framer{
		device: l.Name,
		ends:   cmp.Or(l.Ends, usualEnds),
		gap:    cmp.Or(l.Gap, usualGap),
		frame:  frame{prefix: l.Prefix, separator: l.Separator, longest: l.Longest},
	}
}
