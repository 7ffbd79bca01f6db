package scanners

import (
	"context"
	"fmt"
	"io"
	"sync"
	"time"

	"github.com/muesli/cancelreader"
)

// Terminal is what the Wedge reads and Bubble Tea makes raw; os.Stdin is one.
type Terminal interface {
	io.ReadWriteCloser
	Fd() uintptr
}

// Wedge reads a terminal at which scanners type and people too. Every line
// that ends with Enter or Tab is a scan; keys that are no characters are left
// for the program, which reads them from the Wedge. See the package comment
// for how it is put in front of Bubble Tea.
//
// On the scan line backspace erases a character and control+U all; Enter on an
// empty line does nothing. A key counts only when it is alone: pressed while
// something stands on the line, within 100 ms after a character or less than
// 100 ms before one, it came out of a barcode or is a slip, and does nothing
// but spoil the scan it came in. Reports that no program of ours asks for, of
// the mouse, the clipboard, the cursor, are dropped.
type Wedge struct {
	Separator string            // what the scanner types in place of GS
	Prefix    string            // what the scanner types before every code; a scan with it is proven
	Longest   int               // bytes of a scan, MaxScan when zero
	Typing    func(text string) // told what stands on the scan line, from Run; untrusted text; may be nil

	name string
	tty  Terminal

	mu      sync.Mutex // guards keys, readers and closed
	changed *sync.Cond
	keys    []byte
	readers int // the newest one reads
	closed  bool
}

// NewWedge makes a Wedge that reads tty. Set its fields before Run.
func NewWedge(name string, tty Terminal) *Wedge {
	w := &Wedge{name: name, tty: tty}
	w.changed = sync.NewCond(&w.mu)
	return w
}

// Run reads the terminal and hands over scans until ctx ends or the terminal
// is gone, and says which. While it does not run, nobody reads the terminal.
func (w *Wedge) Run(ctx context.Context, scans chan<- Scan) error {
	tty, err := cancelreader.NewReader(w.tty)
	if err != nil {
		return fmt.Errorf("read keyboard %s: %w", w.name, err)
	}
	defer tty.Close()
	defer context.AfterFunc(ctx, func() { tty.Cancel() })()

	ctx, stop := context.WithCancel(ctx)
	defer stop()
	chunks := make(chan chunk, chunksWaiting)
	var ended error
	var reading sync.WaitGroup
	reading.Go(func() { pump(ctx, tty, chunks, &ended) })

	err = w.part(ctx, chunks, scans)
	stop()
	tty.Cancel()
	reading.Wait()
	if err != nil {
		return err
	}
	return fmt.Errorf("read keyboard %s: %w", w.name, ended)
}

// part parts scans from keys until there is nothing more to read.
func (w *Wedge) part(ctx context.Context, chunks <-chan chunk, scans chan<- Scan) error {
	f := &filter{device: w.name, frame: frame{prefix: w.Prefix, separator: w.Separator, longest: w.Longest}}
	silence := time.NewTimer(0)
	defer silence.Stop()
	for {
		soon(silence, f.deadline())
		select {
		case c, more := <-chunks:
			if !more {
				return ctx.Err()
			}
			f.feed(c)
		case now := <-silence.C:
			if len(chunks) > 0 {
				continue // it was not silent, we were slow
			}
			f.expire(now)
		}
		if err := w.handOver(ctx, f, scans); err != nil {
			return err
		}
	}
}

// handOver shows the line first, so that the scan line is empty when its scan
// is acted upon.
func (w *Wedge) handOver(ctx context.Context, f *filter, scans chan<- Scan) error {
	if text, changed := f.typing(time.Now()); changed && w.Typing != nil {
		w.Typing(text)
	}
	w.pass(f.keys)
	f.keys = f.keys[:0]
	err := sendAll(ctx, scans, f.scans)
	clear(f.scans)
	f.scans = f.scans[:0]
	return err
}

// pass leaves keys for the program. What nobody takes is dropped after 4 KB:
// nobody waits for what those keys would do.
func (w *Wedge) pass(keys []byte) {
	if len(keys) == 0 {
		return
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	if len(w.keys)+len(keys) <= longestSequence {
		w.keys = append(w.keys, keys...)
		w.changed.Broadcast()
	}
}

// Read waits for keys. A newer Read sends an older one home with nothing, for
// Bubble Tea leaves one behind when it lends the terminal out.
func (w *Wedge) Read(p []byte) (int, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.readers++
	me := w.readers
	w.changed.Broadcast()
	for len(w.keys) == 0 && !w.closed && w.readers == me {
		w.changed.Wait()
	}
	switch {
	case w.readers != me:
		return 0, nil
	case len(w.keys) == 0:
		return 0, io.EOF
	}
	n := copy(p, w.keys)
	w.keys = w.keys[n:]
	return n, nil
}

// Write writes to the terminal.
func (w *Wedge) Write(p []byte) (int, error) { return w.tty.Write(p) }

// Fd is the terminal's, so that whoever reads the Wedge can make it raw.
func (w *Wedge) Fd() uintptr { return w.tty.Fd() }

// Close ends every Read. The terminal stays open, for it is not ours.
func (w *Wedge) Close() error {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.closed = true
	w.changed.Broadcast()
	return nil
}
