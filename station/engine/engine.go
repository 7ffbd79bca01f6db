package engine

import (
	"context"
	"fmt"
	"log/slog"
	"slices"
	"sync"
	"time"

	"github.com/packwright/packwright/station"
)

// Options say what a station is made of. Name, Journal, Store, People, Carrier
// and Cartons are needed.
type Options struct {
	Name     string // of the station
	Rules    *station.Rules
	Journal  Journal
	Room     Room      // on the disk of the journal
	Earlier  []Earlier // what a repair of the journal left to be sent
	Store    Store
	People   People
	Printers map[station.DocKind]Printer
	Floor    Floor // of the printers beyond these; may be nil
	Carrier  Carrier
	Cartons  Cartons
	// Zero tells the scale to take what lies on it for nothing. It must not wait.
	// May be nil.
	Zero func()
	Now  func() time.Time
	Log  *slog.Logger
	// Digits draws two digits by chance, from the system's own source when it is nil.
	Digits func() string
	// Said is told of each verdict, once and in order, when it is true. It must
	// not wait. May be nil.
	Said func(station.Verdict)
	// Step is the machine, station.Step when it is nil.
	Step func(station.State, time.Time, station.Input) (station.State, station.Out)
}

// Engine is one station at work.
type Engine struct {
	o      Options
	inbox  *inbox
	states chan station.State
	push   *pusher

	// Owned by the goroutine of Run.
	state   station.State
	running map[string]context.CancelFunc // effects, by key
	reminds []time.Time                   // sorted
	timer   *time.Timer                   // for the first of them
	broken  error                         // of the journal
	ending  bool
	said    int64 // number of the verdict that was told last
	carrier linkNews

	effects sync.WaitGroup
}

// New is a station that does not run yet.
func New(o Options) *Engine {
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	if o.Digits == nil {
		o.Digits = twoDigits
	}
	if o.Step == nil {
		o.Step = station.Step
	}
	e := &Engine{o: o, inbox: newInbox(), states: make(chan station.State, 1), running: map[string]context.CancelFunc{}}
	e.push = newPusher(o, e.inbox.put)
	return e
}

// Send queues an input. Inputs are taken in order and none is lost while Run
// runs. It never waits.
func (e *Engine) Send(in station.Input) { e.inbox.put(letter{in: in}) }

// States is the newest state, for one reader: what was not read is replaced. It
// is closed when Run has returned.
func (e *Engine) States() <-chan station.State { return e.states }

// Run runs the station from where its journal ends until the context ends. Then
// effects under way are told to end, and Run returns when they have: what they
// answer meanwhile still counts. It returns an error when the journal cannot be
// read.
func (e *Engine) Run(ctx context.Context) error {
	defer close(e.states)
	if err := e.fold(); err != nil {
		return err
	}
	work, cancel := context.WithCancel(ctx)
	defer cancel()
	e.effects.Go(func() { e.push.run(work) })
	if e.o.Room.Left != nil {
		e.effects.Go(func() { e.o.Room.watch(work, e.o, e.Send) })
	}

	e.timer = time.NewTimer(time.Hour)
	e.timer.Stop()
	defer e.timer.Stop()
	e.turn(work, letter{in: station.Restarted{}})
	for {
		select {
		case <-e.inbox.ready:
			e.turns(work)
		case <-e.timer.C:
			e.tick(work)
		case <-ctx.Done():
			e.end(work, cancel)
			return nil
		}
	}
}

// Unsent is how many facts the store is not known to have, once Run has returned.
func (e *Engine) Unsent() int64 { return max(0, e.o.Journal.Last()-e.push.through) }

// fold takes up what was in hand.
func (e *Engine) fold() error {
	s := Begin(e.o.Name, e.o.Rules)
	for f, err := range e.o.Journal.Fold() {
		if err != nil {
			return fmt.Errorf("take up work of %s: %w", e.o.Name, err)
		}
		s = After(s, f)
	}
	s.Seq = e.o.Journal.Last()
	if who, ok := e.o.People.Find(s.Operator.ID); ok && s.Operator.ID != "" {
		s.Operator.Name = who.Name
	}
	if s.Borrowed.Name != "" && e.o.Floor != nil {
		if p, ok := e.o.Floor.Find(s.Borrowed.Name); ok {
			s.Borrowed = p
		}
	}
	e.state = s
	return nil
}

// turns takes everything that is waiting.
func (e *Engine) turns(ctx context.Context) {
	for _, l := range e.inbox.take() {
		e.turn(ctx, l)
		if news, changed := e.carrier.heard(l.in); changed {
			e.turn(ctx, letter{in: news})
		}
	}
}

// turn takes one input: what it changes is durable before anybody sees it.
func (e *Engine) turn(ctx context.Context, l letter) {
	e.ended(l.ended)
	switch {
	case e.broken != nil:
		e.refuse(l)
		return
	case l.stop != nil:
		e.fail(l.stop, l)
		return
	}
	next, out := e.o.Step(e.state, e.o.Now(), l.in)
	if err := e.keep(next, out.Changes); err != nil {
		e.fail(err, l)
		return
	}
	e.state = next
	e.answer(l, out.Changes)
	e.heard(l.in)
	e.show()
	for _, effect := range out.Effects {
		e.begin(ctx, effect)
	}
}

// keep makes the changes durable and has them sent.
func (e *Engine) keep(next station.State, changes []station.Change) error {
	if len(changes) == 0 {
		return nil
	}
	if _, err := e.o.Journal.Append(e.o.Now(), Operator(&e.state, &next), changes); err != nil {
		return err
	}
	e.push.kick()
	return nil
}

// fail stops the station: what the turn decided is not true, and no later one
// counts.
func (e *Engine) fail(err error, l letter) {
	e.o.Log.Error("nothing counts any more", "station", e.o.Name, "err", err)
	e.broken = err
	e.answer(l, nil)
	e.stop()
}

// stop puts the STOP on the screen, over the state of the last turn that
// counted.
func (e *Engine) stop() {
	in := station.LinkChanged{What: station.DiskLink, Cause: diskCause(e.broken)}
	next, _ := e.o.Step(e.state, e.o.Now(), in)
	e.state.Links, e.state.Verdict = next.Links, next.Verdict
	e.show()
}

// refuse takes an input that does not count. A scan is answered with the STOP
// again; what the header shows of the links goes on.
func (e *Engine) refuse(l letter) {
	e.answer(l, nil)
	switch in := l.in.(type) {
	case station.Scanned:
		e.stop()
	case station.LinkChanged:
		next, _ := e.o.Step(e.state, e.o.Now(), in)
		e.state.Links = next.Links
		e.heard(in)
		e.show()
	}
}

// answer tells who waits for the turn whether it made it durable that the job
// is printing.
func (e *Engine) answer(l letter, durable []station.Change) {
	if l.started == nil {
		return
	}
	job := l.in.(station.Sending).Job
	l.started <- slices.ContainsFunc(durable, func(c station.Change) bool {
		started, ok := c.(station.PrintStarted)
		return ok && started.Job == job
	})
}

// show puts the state where the screen finds it; an older one that nobody read
// goes.
func (e *Engine) show() {
	select {
	case <-e.states:
	default:
	}
	e.states <- e.state
	if v := e.state.Verdict; v.N != e.said {
		e.said = v.N
		if e.o.Said != nil && v.Word != "" {
			e.o.Said(v)
		}
	}
}

// heard has the heartbeat tell what came or went.
func (e *Engine) heard(in station.Input) {
	if _, ok := in.(station.LinkChanged); ok {
		e.push.heard(e.state.Links)
	}
}

// remind has a Tick made no later than at.
func (e *Engine) remind(at time.Time) {
	n, known := slices.BinarySearchFunc(e.reminds, at, time.Time.Compare)
	if !known {
		e.reminds = slices.Insert(e.reminds, n, at)
	}
	e.timer.Reset(e.reminds[0].Sub(e.o.Now()))
}

// tick makes the Tick that is due.
func (e *Engine) tick(ctx context.Context) {
	now := e.o.Now()
	e.reminds = slices.DeleteFunc(e.reminds, func(at time.Time) bool { return !at.After(now) })
	if len(e.reminds) > 0 {
		e.timer.Reset(e.reminds[0].Sub(now))
	}
	e.turn(ctx, letter{in: station.Tick{}})
}

// end waits for what is under way and takes its answers. Nothing new begins.
func (e *Engine) end(ctx context.Context, cancel context.CancelFunc) {
	e.ending = true
	cancel()
	ended := make(chan struct{})
	go func() { e.effects.Wait(); close(ended) }()
	for {
		select {
		case <-e.inbox.ready:
			e.turns(ctx)
		case <-ended:
			e.turns(ctx)
			return
		}
	}
}
