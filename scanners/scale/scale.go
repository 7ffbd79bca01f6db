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
	askEvery    = 150 * time.Millisecond
	silentAfter = 2 * time.Second
)

// Scale is a scale on a serial line. Set the fields before Run.
type Scale struct {
	port.Link // Up is told with the first answer, not when the line opens
	Name      string
	Dialect   Dialect
	Poll      time.Duration // between two questions, 150 ms when zero
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
	heard := make(chan Reading)
	var ended error
	var both sync.WaitGroup
	both.Go(func() { ended = s.listen(ctx, line, heard); close(heard) })
	both.Go(func() { s.ask(ctx, line) })

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
			up()
			silence.Reset(silentAfter)
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
func (s *Scale) listen(ctx context.Context, line io.Reader, heard chan<- Reading) error {
	p := parser{d: s.Dialect}
	sent := make([]byte, 256)
	for {
		n, err := line.Read(sent)
		at := time.Now()
		for _, b := range sent[:n] {
			r, ok := p.feed(b)
			if !ok {
				continue
			}
			r.At = at
			if err := tell(ctx, heard, r); err != nil {
				return err
			}
		}
		if err != nil {
			return err
		}
	}
}

// ask asks for the weight, from a goroutine of its own: a scale that takes no
// question must not keep us from noticing that it gives no answer.
func (s *Scale) ask(ctx context.Context, line io.Writer) {
	if s.Dialect.Ask == "" {
		return
	}
	again := time.NewTicker(cmp.Or(s.Poll, askEvery))
	defer again.Stop()
	for {
		if _, err := io.WriteString(line, s.Dialect.Ask); err != nil {
			return // the reading side sees the same line fail
		}
		select {
		case <-again.C:
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
