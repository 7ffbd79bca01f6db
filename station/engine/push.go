package engine

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
	"time"

	"github.com/packwright/packwright/station"
)

const (
	heartbeat = 30 * time.Second
	// probePatience is how long a store may take to answer after its connection
	// was said to be lost.
	probePatience = 700 * time.Millisecond
)

// pusher sends the facts of the journal to the store, for ever, and says what
// the store answered and whether it is there.
type pusher struct {
	o       Options
	put     func(letter)
	link    *link
	kicked  chan struct{}
	devices atomic.Pointer[map[string]string]

	// Owned by the goroutine of run.
	earlier  []Earlier
	watching sync.WaitGroup
	through  int64  // the store has every fact up to this one
	knows    bool   // it said so since it was away
	cause    string // what was said of a store that is away, "" for one that is there
	said     bool   // anything at all
	unsent   int64  // what was said of it
	saidAt   time.Time
}

func newPusher(o Options, put func(letter)) *pusher {
	return &pusher{o: o, put: put, link: newLink(), kicked: make(chan struct{}, 1), earlier: o.Earlier}
}

func (p *pusher) send(in station.Input) { p.put(letter{in: in}) }

// kick has new facts sent at once.
func (p *pusher) kick() {
	select {
	case p.kicked <- struct{}{}:
	default:
	}
}

// heard keeps what the heartbeat says of the devices.
func (p *pusher) heard(links map[station.Link]station.LinkState) {
	devices := make(map[string]string, len(links))
	for what, l := range links {
		switch {
		case what == station.Database || what == station.Unsent:
		case l.OK:
			devices[string(what)] = "ok"
		default:
			devices[string(what)] = l.Cause
		}
	}
	p.devices.Store(&devices)
}

// run sends until the context ends.
func (p *pusher) run(ctx context.Context) {
	p.through = p.o.Journal.Sent()
	var again pause
	for {
		progress, err := p.session(ctx)
		if ctx.Err() != nil {
			return
		}
		p.trouble(err)
		if progress {
			again = pause{}
		}
		if again.wait(ctx) != nil {
			return
		}
	}
}

// session asks the store what it has, sends the rest and then every new fact,
// until something goes wrong.
func (p *pusher) session(ctx context.Context) (progress bool, err error) {
	if err := p.sendAllEarlier(ctx); err != nil {
		return false, err
	}
	if err := p.ask(ctx, storePatience); err != nil {
		return false, err
	}
	watch, cancel := context.WithCancel(ctx)
	defer p.watching.Wait()
	defer cancel()
	lost := p.watch(watch)
	for {
		for p.through < p.o.Journal.Last() {
			if err := p.sendBatch(ctx); err != nil {
				return progress, err
			}
			progress = true
			p.there()
		}
		progress = true
		p.there()
		if lost, err = p.rest(ctx, watch, lost); err != nil {
			return progress, err
		}
	}
}

// rest waits for a new fact, the heartbeat, or the loss of the connection.
func (p *pusher) rest(ctx, watch context.Context, lost <-chan error) (<-chan error, error) {
	beat := time.NewTimer(heartbeat)
	defer beat.Stop()
	select {
	case <-p.kicked:
		return lost, nil
	case <-beat.C:
		return lost, p.ask(ctx, storePatience)
	case cause := <-lost:
		p.knows = false
		if err := p.ask(ctx, probePatience); err != nil {
			return nil, errors.Join(cause, err)
		}
		return p.watch(watch), nil // it was one of several connections
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// watch hears of the loss of the connection from a store that can tell.
func (p *pusher) watch(ctx context.Context) <-chan error {
	w, ok := p.o.Store.(Watcher)
	if !ok {
		return nil
	}
	lost := make(chan error, 1)
	p.watching.Go(func() {
		if err := w.Watch(ctx); err != nil && ctx.Err() == nil {
			lost <- err
		}
	})
	return lost
}

// ask is the heartbeat: it tells what the store has.
func (p *pusher) ask(ctx context.Context, patience time.Duration) error {
	answer, err := p.apply(ctx, p.o.Journal, nil, patience)
	if err != nil {
		return err
	}
	return p.answered(answer)
}

// sendBatch sends the next facts.
func (p *pusher) sendBatch(ctx context.Context) error {
	facts, err := next(p.o.Journal, p.through)
	if err != nil {
		return err
	}
	before := p.through
	answer, err := p.apply(ctx, p.o.Journal, facts, storePatience)
	if err != nil {
		return err
	}
	if err := p.answered(answer); err != nil {
		return err
	}
	if p.through == before {
		return fmt.Errorf("the database took none of the facts from %d on", before+1)
	}
	return nil
}

// answered takes the store's answer. It may have less than it had: a copy of it
// took over.
func (p *pusher) answered(a station.Answer) error {
	if last := p.o.Journal.Last(); a.Through > last {
		return &journalError{fmt.Errorf("the database has %d facts of it, the journal %d", a.Through, last)}
	}
	p.through, p.knows = a.Through, true
	p.send(station.Answered{Answer: a})
	if err := p.o.Journal.Acked(p.o.Now(), a.Through); err != nil {
		p.o.Log.Error("remove old facts from the journal", "err", err)
	}
	return nil
}

// sendAllEarlier sends what repairs kept. What the store will not have stays on
// the disk.
func (p *pusher) sendAllEarlier(ctx context.Context) error {
	for ; len(p.earlier) > 0; p.earlier = p.earlier[1:] {
		err := p.sendEarlier(ctx, p.earlier[0])
		if _, no := refused(err); err != nil && !no {
			return err
		}
		if err != nil {
			p.o.Log.Error("send an earlier journal", "writer", p.earlier[0].Writer(), "err", err)
		}
	}
	return nil
}

// sendEarlier sends what a repair kept.
func (p *pusher) sendEarlier(ctx context.Context, c Earlier) error {
	answer, err := p.apply(ctx, c, nil, storePatience)
	for err == nil && answer.Through < c.Last() {
		var facts []station.Fact
		if facts, err = next(c, answer.Through); err != nil {
			return err
		}
		before := answer.Through
		if answer, err = p.apply(ctx, c, facts, storePatience); err == nil && answer.Through == before {
			return fmt.Errorf("the database took none of the facts of %s from %d on", c.Writer(), before+1)
		}
	}
	if err != nil {
		return err
	}
	return c.Sent()
}

// next is the facts after through, as many as one call takes.
func next(c Chain, through int64) ([]station.Fact, error) {
	facts := make([]station.Fact, 0, BatchSize)
	for f, err := range c.From(through + 1) {
		if err != nil {
			return nil, err
		}
		if facts = append(facts, f); len(facts) == BatchSize {
			break
		}
	}
	return facts, nil
}

func (p *pusher) apply(ctx context.Context, c Chain, facts []station.Fact, patience time.Duration) (station.Answer, error) {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	b := station.Batch{Writer: c.Writer(), Station: p.o.Name, Facts: facts}
	b.Status.Unsent = station.UnsentUnknown
	if p.knows { // and then it is its own journal that it sends
		b.Status.Unsent = max(0, p.o.Journal.Last()-p.through-int64(len(facts)))
	}
	if devices := p.devices.Load(); devices != nil {
		b.Status.Devices = *devices
	}
	return p.o.Store.Apply(ctx, b)
}

// there says that the store is there, if that is news.
func (p *pusher) there() {
	p.link.set(true, p.through)
	if !p.said || p.cause != "" {
		p.o.Log.Info("the database is there", "through", p.through)
		p.send(station.LinkChanged{What: station.Database, OK: true})
	}
	p.said, p.cause = true, ""
	p.tellUnsent()
}

// trouble says that the store is away and why, if that is news.
func (p *pusher) trouble(err error) {
	p.link.set(false, p.through)
	p.knows = false
	if misfit(err) {
		p.put(letter{stop: err})
	}
	cause := databaseCause(err)
	if cause != p.cause {
		p.o.Log.Warn("the database is away", "err", err)
		p.send(station.LinkChanged{What: station.Database, Cause: cause})
	}
	p.said, p.cause = true, cause
	p.tellUnsent()
}

// tellUnsent says how many facts wait, at most once a second while they do. A
// store that is there and takes them at once is no news.
func (p *pusher) tellUnsent() {
	n := max(0, p.o.Journal.Last()-p.through)
	if p.cause == "" && n <= BatchSize {
		n = 0
	}
	now := p.o.Now()
	if n == p.unsent || n > 0 && p.unsent > 0 && now.Sub(p.saidAt) < time.Second {
		return
	}
	p.unsent, p.saidAt = n, now
	p.send(station.LinkChanged{What: station.Unsent, OK: n == 0, Count: n})
}
