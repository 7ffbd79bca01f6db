package main

import (
	"context"
	"io"
	"os"
	"sync"
	"sync/atomic"
	"time"

	"github.com/packwright/packwright/config"
	"github.com/packwright/packwright/scanners"
	"github.com/packwright/packwright/scanners/diagnosis"
	"github.com/packwright/packwright/station"
	"github.com/packwright/packwright/tui"
)

// earshot overhears the devices while the scanner is tested: the bytes as they
// come, beside the drivers that make scans of them. It never holds a device up.
type earshot struct {
	on     atomic.Bool
	wholes bool // scans are overheard, not bytes
	reads  chan heard
}

func newEarshot() *earshot { return &earshot{reads: make(chan heard, heardWaiting)} }

// see takes note of whether the scanner is tested.
func (e *earshot) see(s station.State) { e.on.Store(s.TestsScanner) }

// hear takes what one read of a device brought. What nobody waits for is
// dropped.
func (e *earshot) hear(device string, data []byte) {
	if !e.on.Load() || len(data) == 0 {
		return
	}
	select {
	case e.reads <- heard{device, diagnosis.Read{Data: append([]byte(nil), data...), At: time.Now()}}:
	default:
	}
}

// run sends a report of each scan of the test label, until ctx ends.
func (e *earshot) run(ctx context.Context, c config.Scanner, send func(tui.Examined)) {
	tell := func(r diagnosis.Report) {
		if !r.Key {
			send(tui.Examined(r))
		}
	}
	listener{setups(c), tell}.listen(ctx, func(ctx context.Context, out chan<- heard) {
		for {
			select {
			case h := <-e.reads:
				out <- h
			case <-ctx.Done():
				return
			}
		}
	})
}

// inWholes says that the bytes of the scanner are no text: its driver makes
// whole scans of packets, and these are overheard.
func inWholes(c config.Scanner) bool { return c.Kind == "serial" && c.Voice == "ssi" }

// attach overhears the line of a driver that is not running yet.
func (e *earshot) attach(c config.Scanner, l *scanners.Line) {
	if e.wholes = inWholes(c); !e.wholes {
		l.Link.Open = e.line(l.Link.Open)
	}
}

// whole takes a scan of a driver whose bytes are no text.
func (e *earshot) whole(text string) {
	if e.wholes && text != "" {
		e.hear(byLine, []byte(text+"\r"))
	}
}

// driven runs a driver for its bytes; what it makes of them is dropped.
func (e *earshot) driven(l *scanners.Line) source {
	return func(ctx context.Context, out chan<- heard) {
		scans := make(chan scanners.Scan)
		var driver sync.WaitGroup
		driver.Go(func() { l.Run(ctx, scans) })
		defer driver.Wait()
		for {
			select {
			case h := <-e.reads:
				out <- h
			case s := <-scans:
				e.whole(s.Text)
			case <-ctx.Done():
				return
			}
		}
	}
}

// terminal is f, overheard.
func (e *earshot) terminal(f *os.File) overheardTerminal { return overheardTerminal{f, e} }

type overheardTerminal struct {
	*os.File
	by *earshot
}

func (t overheardTerminal) Read(p []byte) (int, error) {
	n, err := t.File.Read(p)
	t.by.hear(byKeyboard, p[:n])
	return n, err
}

// line opens a line that is overheard.
func (e *earshot) line(open func() (io.ReadWriteCloser, error)) func() (io.ReadWriteCloser, error) {
	return func() (io.ReadWriteCloser, error) {
		l, err := open()
		if err != nil {
			return nil, err
		}
		return overheardLine{l, e}, nil
	}
}

type overheardLine struct {
	io.ReadWriteCloser
	by *earshot
}

func (l overheardLine) Read(p []byte) (int, error) {
	n, err := l.ReadWriteCloser.Read(p)
	l.by.hear(byLine, p[:n])
	return n, err
}
