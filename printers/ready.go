package printers

import (
	"context"
	"errors"
	"fmt"
	"time"
)

// ready waits until the printer has nothing to do and returns its counter, -1
// if it has none; or it returns the problem that keeps it from printing.
func (p *Printer) ready(ctx context.Context) (counter int64, problem string, err error) {
	if !p.transport.Answers() {
		return p.readyUnasked(ctx)
	}
	for began := time.Now(); ; p.pause(ctx, p.timing.Poll) {
		st, err := p.observe(ctx)
		if problem := st.Problem(); problem != "" || ctx.Err() != nil {
			return -1, problem, err
		}
		if st.idle() {
			return p.before(ctx)
		}
		if time.Since(began) >= p.timing.Busy {
			return -1, st.busy(), errors.New("printer is not idle")
		}
	}
}

// readyUnasked is ready for a printer that says nothing of itself.
func (p *Printer) readyUnasked(ctx context.Context) (int64, string, error) {
	if way, spools := p.transport.(spooler); spools {
		st := p.spool(ctx, way)
		p.publish(st)
		if !st.Mute {
			return -1, st.Problem(), errors.New("print queue is not ready")
		}
	}
	if err := p.connect(ctx); err != nil {
		return -1, unreachable, err
	}
	return -1, "", nil
}

// before is the counter before a job. While a label of an earlier job may yet
// come out, it is asked for until it stands still.
func (p *Printer) before(ctx context.Context) (int64, string, error) {
	still := 4 * p.timing.Poll
	count, err := p.patientCount(ctx)
	for p.doubt && err == nil && count >= 0 {
		p.pause(ctx, still)
		again, err := p.count(ctx)
		if err != nil || again == count {
			return again, "", err
		}
		count = again
	}
	return count, "", err
}

// patientCount asks a second time when there is no answer, because without a
// counter a label can only be called sent. A printer that has never answered
// is not waited for again with every job.
func (p *Printer) patientCount(ctx context.Context) (int64, error) {
	const enough = 4
	n, err := int64(-1), error(nil)
	for range 2 {
		if p.unanswered >= enough {
			return -1, nil
		}
		if n, err = p.count(ctx); err != nil || p.unanswered == 0 {
			return n, err
		}
	}
	return n, err
}

// count is the label counter, -1 if the printer does not know it or does not
// say in time. The error is that of a connection that broke or a ctx that ended.
func (p *Printer) count(ctx context.Context) (int64, error) {
	if err := p.connect(ctx); err != nil { // some printers hang up after each answer
		return -1, err
	}
	n, err := p.session.askCount(ctx, p.timing.Ask)
	if errors.Is(err, errQuiet) {
		p.unanswered++
		return -1, nil
	}
	if err != nil {
		return -1, fmt.Errorf("ask for the label counter: %w", err)
	}
	p.unanswered = 0
	return n, nil
}

// observe asks what the printer is doing and tells the watchers. The second
// question is for printers that do not answer the first while something is
// wrong.
func (p *Printer) observe(ctx context.Context) (Status, error) {
	st, err := p.look(ctx)
	if ctx.Err() == nil {
		p.publish(st)
	}
	return st, err
}

// look asks, on a new connection if the old one turns out to be dead.
func (p *Printer) look(ctx context.Context) (Status, error) {
	kept := p.session != nil
	st, err := p.lookOnce(ctx)
	if kept && p.session.broken() && ctx.Err() == nil {
		return p.lookOnce(ctx)
	}
	return st, err
}

func (p *Printer) lookOnce(ctx context.Context) (Status, error) {
	if err := p.connect(ctx); err != nil {
		return Status{Why: unreachable, Counter: -1}, err
	}
	s := p.session
	s.answers.status = Status{Known: true, Formats: -1, Remaining: -1, Counter: -1}
	err := s.ask(ctx, askStatus, p.timing.Ask)
	if errors.Is(err, errQuiet) {
		err = s.ask(ctx, askErrors, p.timing.Ask)
	}
	switch {
	case err == nil:
		return s.answers.status, nil
	case errors.Is(err, errQuiet) && (s.busy || s.held()):
		return Status{Why: jammed, Counter: -1}, err
	case errors.Is(err, errQuiet):
		return Status{Why: silent, Counter: -1}, err
	}
	return Status{Why: lost, Counter: -1}, err
}
