package printers

import (
	"context"
	"errors"
	"sync"
	"sync/atomic"
	"time"
)

// Timing is how patient a Printer is. What is left zero is the usual.
type Timing struct {
	Open    time.Duration // for a connection to come about; 2 s
	Ask     time.Duration // for one answer; 1 s
	Poll    time.Duration // between two questions after a job, at most; 250 ms
	Busy    time.Duration // for labels of others to come out before our job; 10 s
	Stall   time.Duration // while the printer takes no byte of a job; 60 s
	Finish  time.Duration // for the end of a network connection; 3 s
	Silence time.Duration // while a printer that has a job says nothing; 10 s
	Settle  time.Duration // for a label to be counted while nothing is wrong; 30 s
}

func (t Timing) or() Timing {
	usual := func(d *time.Duration, u time.Duration) {
		if *d == 0 {
			*d = u
		}
	}
	usual(&t.Open, 2*time.Second)
	usual(&t.Ask, time.Second)
	usual(&t.Poll, 250*time.Millisecond)
	usual(&t.Busy, 10*time.Second)
	usual(&t.Stall, time.Minute)
	usual(&t.Finish, 3*time.Second)
	usual(&t.Silence, 10*time.Second)
	usual(&t.Settle, 30*time.Second)
	return t
}

// Printer is one device. Its jobs and questions are done one after the other
// by the goroutine that runs Run, in the order in which they were given.
type Printer struct {
	transport Transport
	timing    Timing
	jobs      chan *order
	asks      chan func(context.Context)
	polls     chan struct{} // one slot: somebody wants to know
	done      chan struct{}

	// These are owned by Run.
	session    *session // nil between connections
	doubt      bool     // the last job may yet come out
	unanswered int      // questions for the counter since it was last told
	spooled    Status   // what a print server last said of the queue
	spooledAt  time.Time

	mu       sync.Mutex // guards watchers
	watchers map[chan Status]bool
}

// maxQueue is how many jobs may wait for one device.
const maxQueue = 256

// New is a printer at the end of t. It does nothing before Run.
func New(t Transport, timing Timing) *Printer {
	return &Printer{
		transport: t,
		timing:    timing.or(),
		jobs:      make(chan *order, maxQueue),
		asks:      make(chan func(context.Context)),
		polls:     make(chan struct{}, 1),
		done:      make(chan struct{}),
		watchers:  map[chan Status]bool{},
	}
}

// Run does jobs and answers questions until ctx ends. A job under way is then
// given up as unknown.
func (p *Printer) Run(ctx context.Context) {
	defer close(p.done)
	defer p.hangUp()
	for {
		select {
		case <-ctx.Done():
			return
		case o := <-p.jobs:
			p.do(ctx, o)
		case ask := <-p.asks:
			ask(ctx)
		case <-p.polls:
			p.publish(p.poll(ctx))
		}
	}
}

// order is a job in the queue. Whoever claims it first decides: the owner
// prints it, the customer takes it back.
type order struct {
	ctx     context.Context
	job     Job
	claimed atomic.Bool
	result  chan Result
}

func (p *Printer) do(ctx context.Context, o *order) {
	if !o.claimed.CompareAndSwap(false, true) {
		return
	}
	both, cancel := context.WithCancel(o.ctx)
	defer cancel()
	stop := context.AfterFunc(ctx, cancel)
	defer stop()
	o.result <- p.print(both, o.job)
}

// Queue puts a job at the end of the queue. The one result comes when the job
// is done or ctx has ended; then within a second, even if the printer takes no
// byte and says nothing.
func (p *Printer) Queue(ctx context.Context, j Job) <-chan Result {
	o := &order{ctx: ctx, job: j, result: make(chan Result, 1)}
	out := make(chan Result, 1)
	select {
	case <-p.done:
		out <- nothing(j, "printer was shut down", errShutDown)
		return out
	default:
	}
	select {
	case p.jobs <- o:
	default:
		out <- nothing(j, "too many jobs wait for this printer", errors.New("queue is full"))
		return out
	}
	go o.follow(p.done, out)
	return out
}

// follow ends with the result, or with the job taken back before it began.
func (o *order) follow(done <-chan struct{}, out chan<- Result) {
	select {
	case r := <-o.result:
		out <- r
		return
	case <-o.ctx.Done():
	case <-done:
	}
	if !o.claimed.CompareAndSwap(false, true) {
		out <- <-o.result
		return
	}
	if err := context.Cause(o.ctx); err != nil {
		out <- nothing(o.job, "cancelled before the first byte", err)
		return
	}
	out <- nothing(o.job, "printer was shut down", errShutDown)
}

// Print is Queue and waits.
func (p *Printer) Print(ctx context.Context, j Job) Result {
	return <-p.Queue(ctx, j)
}

// connect opens the connection if there is none that lives.
func (p *Printer) connect(ctx context.Context) error {
	if p.session != nil && !p.session.broken() {
		return nil
	}
	p.hangUp()
	opening, cancel := context.WithTimeout(ctx, p.timing.Open)
	defer cancel()
	conn, err := p.transport.Open(opening)
	if err != nil {
		return err
	}
	p.session = newSession(conn, p.transport.Answers())
	return nil
}

// hangUp closes the connection.
func (p *Printer) hangUp() {
	if p.session != nil {
		p.session.close()
	}
	p.session = nil
}

// rest closes a connection that is not to be kept between jobs.
func (p *Printer) rest() {
	if p.session != nil && (!p.session.lasts() || !p.transport.Answers()) {
		p.hangUp()
	}
}
