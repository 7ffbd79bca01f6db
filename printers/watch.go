package printers

import (
	"context"
	"errors"
	"time"
)

// between has f done by the goroutine of the printer when no job is under way.
func (p *Printer) between(ctx context.Context, f func(context.Context)) error {
	ready := make(chan struct{})
	ask := func(run context.Context) {
		defer close(ready)
		both, cancel := context.WithCancel(ctx)
		defer cancel()
		stop := context.AfterFunc(run, cancel)
		defer stop()
		f(both)
	}
	select {
	case p.asks <- ask:
		<-ready
		return nil
	case <-ctx.Done():
		return ctx.Err()
	case <-p.done:
		return errShutDown
	}
}

var errShutDown = errors.New("printer was shut down")

// Status asks the printer all it can say, when the job under way is done. What
// a printer does not answer is left empty; the error is that nothing could be
// asked at all.
func (p *Printer) Status(ctx context.Context) (Status, error) {
	var st Status
	var failed error
	err := p.between(ctx, func(ctx context.Context) {
		st, failed = p.inspect(ctx)
		p.publish(st)
	})
	if err != nil {
		return Status{Why: "busy", Counter: -1}, err
	}
	return st, failed
}

func (p *Printer) inspect(ctx context.Context) (Status, error) {
	defer p.rest()
	if !p.transport.Answers() {
		return p.unasked(ctx), nil
	}
	st, err := p.look(ctx)
	if errors.Is(err, errQuiet) {
		return st, nil // silence is not known, but no error
	}
	if err != nil {
		return st, err
	}
	s := p.session
	for _, q := range [...]query{askErrors, askIdentity} {
		_ = s.ask(ctx, q, p.timing.Ask) // silence leaves it empty
	}
	st = s.answers.status
	if st.idle() { // else the question would wait behind labels, or be taken for part of one
		st.Counter, _ = p.count(ctx)
	}
	return st, ctx.Err()
}

// poll is a short look for the watchers.
func (p *Printer) poll(ctx context.Context) Status {
	defer p.rest()
	if !p.transport.Answers() {
		return p.unasked(ctx)
	}
	st, _ := p.look(ctx)
	return st
}

// unasked is the state of a printer that says nothing of itself. What stands
// before it is asked in its place, not too often.
func (p *Printer) unasked(ctx context.Context) Status {
	const seldom = 10 * time.Second
	way, spools := p.transport.(spooler)
	if !spools {
		return Status{Why: unconfirmed, Mute: true, Counter: -1}
	}
	if time.Since(p.spooledAt) >= seldom {
		return p.spool(ctx, way)
	}
	return p.spooled
}

func (p *Printer) spool(ctx context.Context, way spooler) Status {
	ctx, cancel := context.WithTimeout(ctx, p.timing.Open)
	defer cancel()
	p.spooled, p.spooledAt = way.spools(ctx), time.Now()
	return p.spooled
}

// Watch tells f the state of the printer, first and whenever it changed, until
// ctx ends. It asks at the given interval while no job is under way, and hears
// what the job under way hears. With half a second or less, a fault is known
// within two seconds, also from printers that fall silent with it.
func (p *Printer) Watch(ctx context.Context, every time.Duration, f func(Status)) {
	news := make(chan Status, 1)
	p.mu.Lock()
	p.watchers[news] = true
	p.mu.Unlock()
	defer func() {
		p.mu.Lock()
		delete(p.watchers, news)
		p.mu.Unlock()
	}()

	again := time.NewTicker(every)
	defer again.Stop()
	var known *Status
	p.wantNews()
	for {
		select {
		case <-ctx.Done():
			return
		case <-again.C:
			p.wantNews()
		case st := <-news:
			if known == nil || *known != st {
				known = &st
				f(st)
			}
		}
	}
}

func (p *Printer) wantNews() {
	select {
	case p.polls <- struct{}{}:
	default: // somebody asked already
	}
}

// publish hands the newest state to all who watch. One that is slow misses
// those in between.
func (p *Printer) publish(st Status) {
	p.mu.Lock()
	defer p.mu.Unlock()
	for news := range p.watchers {
		select {
		case <-news:
		default:
		}
		news <- st
	}
}

// Clear tells the printer to throw away all it holds and has not printed, half
// a label as well as labels of others. Only a person may ask for it.
func (p *Printer) Clear(ctx context.Context) error {
	var failed error
	err := p.between(ctx, func(ctx context.Context) {
		defer p.rest()
		if failed = p.connect(ctx); failed != nil {
			return
		}
		_, failed = p.pass(ctx, []byte("~JA\r\n"))
	})
	if err != nil {
		return err
	}
	return failed
}
