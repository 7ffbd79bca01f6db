package scale

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"sync"
	"time"

	"github.com/packwright/packwright/station/port"
)

const (
	askEvery    = 100 * time.Millisecond
	askAgain    = 300 * time.Millisecond // an answer may take so long before the next question
	silentAfter = 2 * time.Second
)

// Scale is a scale on a line. Set the fields before Run.
type Scale struct {
	port.Link // Up is told with the first answer, not when the line opens
	Name      string
	Dialect   Dialect
	Poll      time.Duration   // between two questions, 100 ms when zero
	Zero      <-chan struct{} // makes the scale take its load for nothing, if its dialect can say so; may be nil
}

// Run tells readings until ctx ends: each new one, and an unchanged one once a
// second, so that a reading older than two seconds is of no use. A scale that
// says nothing for 2 s, or whose cable is pulled, is told as Silent, and its
// line is opened again.
func (s *Scale) Run(ctx context.Context, readings chan<- Reading) error {
	return s.Link.Run(ctx, func(ctx context.Context, line io.ReadWriteCloser, up func()) error {
		err := s.session(ctx, line, up, readings)
		_ = tell(ctx, readings, Reading{Problem: Silent, At: time.Now()}) // ctx is looked at by Run
		return err
	})
}

func (s *Scale) session(ctx context.Context, line io.ReadWriteCloser, up func(), readings chan<- Reading) error {
	ctx, stop := context.WithCancel(ctx)
	heard, answered := make(chan Reading), make(chan struct{}, 1)
	var ended error
	var both sync.WaitGroup
	both.Go(func() { ended = s.listen(ctx, line, heard, answered); close(heard) })
	both.Go(func() { s.ask(ctx, line, answered) })

	err := s.judge(ctx, heard, up, readings)
	stop()
	line.Close()
	both.Wait()
	if err != nil {
		return err
	}
	return ended
}

// judge tells what is worth telling of what is heard, until nothing is.
func (s *Scale) judge(ctx context.Context, heard <-chan Reading, up func(), readings chan<- Reading) error {
	var j judge
	silence := time.NewTimer(silentAfter)
	defer silence.Stop()
	for {
		select {
		case r, more := <-heard:
			if !more {
				return nil
			}
			if r.Problem != garbled {
				up()
				silence.Reset(silentAfter)
			}
			if r, news := j.hear(r); news {
				if err := tell(ctx, readings, r); err != nil {
					return err
				}
			}
		case <-silence.C:
			return fmt.Errorf("scale %s does not answer in %s: check its power, cable and protocol setting", s.Name, s.Dialect.Name)
		}
	}
}

// listen takes answers out of what the scale sends.
func (s *Scale) listen(ctx context.Context, line io.Reader, heard chan<- Reading, answered chan<- struct{}) error {
	p := parser{d: s.Dialect}
	sent := make([]byte, 256)
	for {
		n, err := line.Read(sent)
		at := time.Now()
		stopped := p.hear(sent[:n], func(r Reading) error {
			select {
			case answered <- struct{}{}:
			default: // it is known already
			}
			r.At = at
			return tell(ctx, heard, r)
		})
		if stopped != nil {
			return stopped
		}
		if err != nil {
			return err
		}
	}
}

// ask asks for the weight, from a goroutine of its own: a scale that takes no
// question must not keep us from noticing that it gives no answer. A slow scale
// gets no second question before the first is answered, because the answers
// would be older and older.
func (s *Scale) ask(ctx context.Context, line io.Writer, answered <-chan struct{}) {
	var again <-chan time.Time
	if s.Dialect.Ask != "" {
		ticks := time.NewTicker(cmp.Or(s.Poll, askEvery))
		defer ticks.Stop()
		again = ticks.C
	}
	say, due := s.Dialect.Ask, time.Now().Add(askAgain)
	for {
		if say != "" {
			if _, err := io.WriteString(line, say); err != nil {
				return // the reading side sees the same line fail
			}
		}
		say = ""
		select {
		case now := <-again:
			if !now.Before(due) {
				say, due = s.Dialect.Ask, now.Add(askAgain)
			}
		case <-answered:
			due = time.Time{}
		case <-s.Zero:
			say = s.Dialect.Zero
		case <-ctx.Done():
			return
		}
	}
}

func tell(ctx context.Context, to chan<- Reading, r Reading) error {
	select {
	case to <- r:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
