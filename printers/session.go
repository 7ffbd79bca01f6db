package printers

import (
	"context"
	"errors"
	"io"
	"sync"
	"sync/atomic"
	"time"
)

// session is one open connection: a goroutine that reads, one that writes, and
// the owner, who alone calls the methods.
type session struct {
	conn  io.ReadWriteCloser
	out   chan []byte   // to the writer, who takes the next when done with the last
	wrote chan progress // from the writer
	said  chan []byte   // from the reader
	ended chan error    // from the reader, once: its last word
	quit  chan struct{}
	work  sync.WaitGroup

	answers answers
	owed    int          // answers about the counter that were given up and may yet come
	since   time.Time    // when the first of them was given up
	busy    bool         // the writer is at work
	sent    atomic.Int64 // bytes that the connection took; exact once it is closed
	gone    error        // why nothing more can come; io.EOF is an orderly end
}

type progress struct {
	done bool
	err  error
}

// halfCloser is a connection that can say that a job is complete, and whose
// end says that it was taken.
type halfCloser interface{ CloseWrite() error }

func newSession(conn io.ReadWriteCloser, answers bool) *session {
	s := &session{
		conn:  conn,
		out:   make(chan []byte),
		wrote: make(chan progress),
		said:  make(chan []byte),
		ended: make(chan error, 1),
		quit:  make(chan struct{}),
	}
	s.work.Go(s.write)
	if _, ends := conn.(halfCloser); ends || answers {
		s.work.Go(s.read)
	}
	return s
}

// close ends the connection and waits for its goroutines, which it wakes.
func (s *session) close() {
	close(s.quit)
	s.conn.Close() // nothing is left to be done about an error
	s.work.Wait()
}

// read passes on what the printer says. A printer may say nothing for hours.
func (s *session) read() {
	for {
		buf := make([]byte, 512)
		n, err := s.conn.Read(buf)
		if n > 0 {
			select {
			case s.said <- buf[:n]:
			case <-s.quit:
				return
			}
		}
		if err != nil {
			s.ended <- err
			return
		}
	}
}

// write sends in small pieces, so that the owner sees it go on.
func (s *session) write() {
	const piece = 256
	for {
		var data []byte
		select {
		case data = <-s.out:
		case <-s.quit:
			return
		}
		for len(data) > 0 {
			n, err := s.conn.Write(data[:min(piece, len(data))])
			data = data[n:]
			s.sent.Add(int64(n))
			select {
			case s.wrote <- progress{len(data) == 0, err}:
			case <-s.quit:
				return
			}
			if err != nil {
				return
			}
		}
	}
}

// errQuiet is what wait returns when nothing happened in time.
var errQuiet = errors.New("nothing happened")

// wait takes one thing that happens on the connection.
func (s *session) wait(ctx context.Context, until time.Time) error {
	if s.gone != nil {
		return s.gone
	}
	const lineEnd = 100 * time.Millisecond // how long a line may pause before it counts as ended
	left := time.Until(until)
	unended := s.answers.open() && left > lineEnd
	if unended {
		left = lineEnd
	}
	timer := time.NewTimer(left)
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case p := <-s.wrote:
		s.busy = !p.done && p.err == nil
		if p.err != nil {
			s.gone = p.err
		}
		return p.err
	case piece := <-s.said:
		s.answers.add(piece)
	case err := <-s.ended:
		s.gone = err
		return err
	case <-timer.C:
		if unended {
			s.answers.end()
			return nil
		}
		return errQuiet
	}
	return nil
}

// free waits until what was written has left this computer.
func (s *session) free(ctx context.Context, until time.Time) error {
	for s.busy || s.held() {
		err := s.wait(ctx, s.look(until))
		if errors.Is(err, errQuiet) && time.Now().Before(until) {
			continue
		}
		if err != nil {
			return err
		}
	}
	return s.gone
}

// held says that bytes wait in the computer.
func (s *session) held() bool { return s.gone == nil && s.queued() > 0 }

// queued is how many bytes wait in the computer because the printer said stop,
// or because the line is slow; 0 where the connection cannot tell.
func (s *session) queued() int {
	line, ok := s.conn.(interface{ Queued() (int, error) })
	if !ok {
		return 0
	}
	n, err := line.Queued()
	if err != nil {
		return 0 // a line that is gone is found by who uses it
	}
	return n
}

// look is when to look again whether bytes are held, at until at the latest.
func (s *session) look(until time.Time) time.Time {
	const often = 10 * time.Millisecond
	if soon := time.Now().Add(often); !s.busy && soon.Before(until) {
		return soon
	}
	return until
}

// begin hands data to the writer as soon as that is free. After an error the
// writer has none of it.
func (s *session) begin(ctx context.Context, data []byte, until time.Time) error {
	if err := s.free(ctx, until); err != nil {
		return err
	}
	s.out <- data
	s.busy = true
	return nil
}

// ask puts a question and waits for its answer.
func (s *session) ask(ctx context.Context, q query, limit time.Duration) error {
	until := time.Now().Add(limit)
	if err := s.begin(ctx, []byte(spoken[q]), until); err != nil {
		return err // an earlier question is stuck in the line, or the line is gone
	}
	for want := s.answers.heard[q] + 1; s.answers.heard[q] < want; {
		if err := s.wait(ctx, until); err != nil {
			return err
		}
	}
	return nil
}

// askCount asks for the label counter. An old answer would be a wrong one
// here: labels of an earlier job would count as ours. So the answers to
// questions that were given up are waited for first, until they are overdue.
func (s *session) askCount(ctx context.Context, limit time.Duration) (int64, error) {
	const overdue = 10 * time.Second
	if time.Since(s.since) > overdue {
		s.owed = 0
	}
	until := time.Now().Add(limit)
	if err := s.begin(ctx, []byte(spoken[askCounter]), until); err != nil {
		return -1, err
	}
	before := s.answers.heard[askCounter]
	for want := before + s.owed + 1; s.answers.heard[askCounter] < want; {
		if err := s.wait(ctx, until); err != nil {
			if s.owed == 0 {
				s.since = time.Now()
			}
			s.owed = want - s.answers.heard[askCounter]
			return -1, err
		}
	}
	s.owed = 0
	return s.answers.count, nil
}

// finish says that the job is complete and waits until the printer has taken
// it, as far as the connection can tell. A printer that does not close its end
// in time is no error: it will be asked.
func (s *session) finish(ctx context.Context, limit time.Duration) error {
	if d, ok := s.conn.(interface{ Drain(context.Context) error }); ok {
		return d.Drain(ctx)
	}
	half, ok := s.conn.(halfCloser)
	if !ok {
		return nil
	}
	if err := half.CloseWrite(); err != nil {
		return err
	}
	for until := time.Now().Add(limit); ; {
		err := s.wait(ctx, until)
		if errors.Is(err, io.EOF) || errors.Is(err, errQuiet) {
			return nil
		}
		if err != nil {
			return err
		}
	}
}

// broken says that nothing more can come over the connection. No connection
// is not broken.
func (s *session) broken() bool { return s != nil && s.gone != nil }

// lasts says whether the connection can be used again after a job.
func (s *session) lasts() bool {
	_, ends := s.conn.(halfCloser)
	return !ends && s.gone == nil
}
