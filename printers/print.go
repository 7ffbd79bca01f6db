package printers

import (
	"context"
	"errors"
	"fmt"
	"time"
)

// print does one job: ready, send, settle.
func (p *Printer) print(ctx context.Context, j Job) Result {
	defer p.rest()
	r := Result{ID: j.ID, Counter: -1, CounterBefore: -1}
	if len(j.Data) == 0 {
		return r.is(Failed, "job is empty", errors.New("print: no data"))
	}
	before, problem, err := p.ready(ctx)
	r.CounterBefore, r.Counter = before, before
	switch {
	case ctx.Err() != nil:
		return r.is(Failed, "cancelled before the first byte", context.Cause(ctx))
	case problem != "" || err != nil:
		return r.is(NotReady, or(problem, lost), err)
	}
	if err := p.connect(ctx); err != nil {
		return r.is(NotReady, unreachable, err)
	}
	if j.Before != nil {
		if err := j.Before(before); err != nil {
			return r.is(Failed, "not allowed any more", fmt.Errorf("print %s: %w", j.ID, err))
		}
	}
	return p.send(ctx, j, r)
}

func (r Result) is(s State, problem string, err error) Result {
	r.State, r.Problem, r.Err = s, problem, err
	return r
}

// send is the part that cannot be taken back.
func (p *Printer) send(ctx context.Context, j Job, r Result) Result {
	began := time.Now()
	var err error
	r.Sent, err = p.pass(ctx, j.Data)
	p.doubt = p.doubt || r.Sent > 0
	switch {
	case err != nil && r.Sent == 0 && ctx.Err() != nil:
		return r.is(Failed, "cancelled before the first byte", err)
	case err != nil && r.Sent == 0:
		return r.is(NotReady, lost, err)
	case err != nil:
		return p.doubtful(ctx, r, p.why(ctx, err, r.Sent, len(j.Data)), err)
	}
	if !p.transport.Answers() {
		p.doubt = false
		if _, spools := p.transport.(spooler); spools {
			return r.is(Handed, handedOver, nil)
		}
		return r.is(Sent, "", nil)
	}
	if way, ok := p.transport.(paced); ok { // what was written may still be on its way
		p.pause(ctx, time.Until(began.Add(way.wireTime(len(j.Data)))))
	}
	return p.settle(ctx, r, int64(max(1, j.Labels)))
}

// Takes is how long so many bytes are under way at least, 0 where that is no time
// worth telling.
func (p *Printer) Takes(bytes int) time.Duration {
	if way, ok := p.transport.(paced); ok {
		return way.wireTime(bytes)
	}
	return 0
}

// paced is a way that knows how long bytes are under way.
type paced interface{ wireTime(bytes int) time.Duration }

// pass hands data to the printer and returns how many bytes of it the
// connection took.
func (p *Printer) pass(ctx context.Context, data []byte) (int, error) {
	s := p.session
	until := time.Now().Add(p.timing.Ask)
	err := s.free(ctx, until)
	was := s.sent.Load()
	if err == nil {
		err = s.begin(ctx, data, until)
	}
	if err == nil {
		err = p.push(ctx)
	}
	if err == nil {
		err = p.finish(ctx)
	}
	if err != nil || !s.lasts() {
		p.hangUp()
	}
	return int(s.sent.Load() - was), err
}

// push waits until all is written, and tells watchers when the printer stops
// taking it.
func (p *Printer) push(ctx context.Context) error {
	const soon = 1900 * time.Millisecond // until a pause is told; a page of a slip takes a second at 9600 baud
	s := p.session
	for moved := time.Now(); s.busy; {
		sent := s.sent.Load()
		err := s.wait(ctx, time.Now().Add(min(soon, p.timing.Stall)))
		if s.sent.Load() > sent {
			moved = time.Now()
		}
		if err == nil {
			continue
		}
		if !errors.Is(err, errQuiet) {
			return err
		}
		p.publish(Status{Why: jammed, Counter: -1})
		if time.Since(moved) >= p.timing.Stall {
			return errJammed
		}
	}
	return nil
}

var errJammed = errors.New("printer takes no data")

// finish waits for the end of the way, as long as bytes go on leaving us.
func (p *Printer) finish(ctx context.Context) error {
	for left := p.session.queued(); ; {
		patience, cancel := context.WithTimeout(ctx, p.timing.Stall)
		err := p.session.finish(patience, p.timing.Finish)
		cancel()
		if !errors.Is(err, context.DeadlineExceeded) || ctx.Err() != nil {
			return err
		}
		now := p.session.queued()
		if now == 0 || now >= left {
			return errJammed
		}
		left = now
	}
}

// why is an error of sending in plain words.
func (p *Printer) why(ctx context.Context, err error, sent, all int) string {
	switch {
	case ctx.Err() != nil:
		return fmt.Sprintf("cancelled after %d of %d bytes", sent, all)
	case errors.Is(err, errJammed):
		return fmt.Sprintf("%s after %d of %d bytes", jammed, sent, all)
	}
	return fmt.Sprintf("%s after %d of %d bytes", lost, sent, all)
}

// doubtful ends a job that may or may not have come out. The counter is asked
// for once more, for the person who has to decide, unless the printer holds
// half a label that would take in the question.
func (p *Printer) doubtful(ctx context.Context, r Result, problem string, err error) Result {
	r.Counter = -1
	if ctx.Err() == nil && p.transport.Answers() && !errors.Is(err, errJammed) {
		if st, _ := p.look(ctx); st.idle() {
			r.Counter, _ = p.count(ctx)
		}
	}
	return r.is(Unknown, problem, fmt.Errorf("print %s: %s: %w", r.ID, problem, err))
}

// settle waits until the printer has counted the labels or has nothing left to
// do. It asks soon at first, because somebody waits for the label, and then ever
// later. While the printer says what is wrong with it, a person is at it: then
// there is no hurry, and nothing is sent again, because the printer itself
// repeats a label that was torn.
func (p *Printer) settle(ctx context.Context, r Result, labels int64) Result {
	spoke, fine := time.Now(), time.Now()
	for wait := p.timing.Poll / 16; ; wait = min(2*wait, p.timing.Poll) {
		st, err := p.observe(ctx)
		switch {
		case ctx.Err() != nil:
			return r.is(Unknown, or(r.Problem, "cancelled before the printer confirmed"), context.Cause(ctx))
		case !st.Known && time.Since(spoke) >= p.silence(st):
			return r.is(Unknown, st.Why, fmt.Errorf("print %s: %s: %w", r.ID, st.Why, err))
		case st.Known:
			spoke = time.Now()
		}
		r.Problem = st.Problem()
		r.Again = r.Again || st.tears()
		if !st.Known || r.Problem != "" {
			fine = time.Now()
		}
		if st.idle() {
			var end bool
			if r, end = p.counted(ctx, r, labels); end {
				return r
			}
		}
		if time.Since(fine) >= p.timing.Settle {
			return r.is(Unknown, "no label was counted", fmt.Errorf("print %s: counter stays at %d", r.ID, r.Counter))
		}
		p.pause(ctx, wait)
	}
}

// silence is how long nothing needs to be heard of a printer: one that said
// stop cannot be asked.
func (p *Printer) silence(st Status) time.Duration {
	if st.Why == jammed {
		return max(p.timing.Stall, p.timing.Silence)
	}
	return p.timing.Silence
}

// counted ends a job whose labels the printer has counted, or cannot count.
func (p *Printer) counted(ctx context.Context, r Result, labels int64) (Result, bool) {
	if r.CounterBefore < 0 {
		p.doubt = false
		return r.is(Sent, r.Problem, nil), true
	}
	if n, err := p.count(ctx); err == nil && n >= 0 {
		r.Counter = n
	}
	if r.Counter < r.CounterBefore+labels {
		return r, false
	}
	p.doubt = false
	r.Again = r.Again || r.Counter > r.CounterBefore+labels
	return r.is(Counted, r.Problem, nil), true
}

// pause waits, or until ctx ends.
func (p *Printer) pause(ctx context.Context, d time.Duration) {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-ctx.Done():
	case <-t.C:
	}
}

func or(s, otherwise string) string {
	if s != "" {
		return s
	}
	return otherwise
}
