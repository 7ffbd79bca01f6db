package port

import (
	"context"
	"errors"
	"io"
	"sync"
	"time"
)

// Link keeps a device connected: it opens the line, again and again, until
// the context ends. A pulled cable is nothing special to it.
type Link struct {
	Open  func() (io.ReadWriteCloser, error) // Config.Open of a real line, or a virtual device's
	There func() bool                        // asked every Retry while the line is open: false is a pulled cable; may be nil
	Retry time.Duration                      // between two tries, 500 ms when zero
	Up    func()                             // the device is there, may be nil
	Down  func(error)                        // it is not, and why; told once for a reason; may be nil
}

// Open opens the line that c names, as Link wants it.
func (c Config) Open() (io.ReadWriteCloser, error) {
	p, err := Open(c)
	if err != nil {
		return nil, err
	}
	return p, nil
}

// A Session talks over one open line until it fails. It calls up when the
// device has shown that it is there. Its line is closed when ctx ends, so it
// may simply wait in Read.
type Session func(ctx context.Context, line io.ReadWriteCloser, up func()) error

// Run opens the line and hands it to talk, until ctx ends, and returns then.
// The old line is closed before the next is opened: while it is held, an
// unplugged device cannot come back under its name.
func (l Link) Run(ctx context.Context, talk Session) error {
	state := news{link: l}
	for ctx.Err() == nil {
		err := l.once(ctx, talk, state.up)
		if ctx.Err() != nil {
			break
		}
		state.down(err)
		select {
		case <-ctx.Done():
		case <-time.After(l.retry()):
		}
	}
	return ctx.Err()
}

func (l Link) once(ctx context.Context, talk Session, up func()) error {
	line, err := l.Open()
	if err != nil {
		return err
	}
	defer line.Close()
	session, end := context.WithCancelCause(ctx)
	defer context.AfterFunc(session, func() { line.Close() })()
	var watch sync.WaitGroup
	watch.Go(func() { l.watch(session, end) })
	err = talk(session, line, up)
	if pulled := context.Cause(session); errors.Is(pulled, ErrGone) {
		err = pulled
	}
	end(nil)
	watch.Wait()
	if err != nil {
		return err
	}
	return ErrGone
}

// watch ends a session whose device is no longer there: some drivers leave a
// reader asleep for ever.
func (l Link) watch(ctx context.Context, end context.CancelCauseFunc) {
	if l.There == nil {
		return
	}
	again := time.NewTicker(l.retry())
	defer again.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-again.C:
			if !l.There() {
				end(ErrGone)
				return
			}
		}
	}
}

func (l Link) retry() time.Duration {
	if l.Retry > 0 {
		return l.Retry
	}
	return 500 * time.Millisecond
}

// news tells Up and Down when something is new, not at every try.
type news struct {
	link Link
	isUp bool
	told string
}

func (n *news) up() {
	if n.isUp {
		return
	}
	n.isUp, n.told = true, ""
	if n.link.Up != nil {
		n.link.Up()
	}
}

func (n *news) down(err error) {
	if !n.isUp && err.Error() == n.told {
		return
	}
	n.isUp, n.told = false, err.Error()
	if n.link.Down != nil {
		n.link.Down(err)
	}
}
