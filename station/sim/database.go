package sim

import (
	"errors"
	"slices"
	"time"

	"github.com/packwright/packwright/station"
)

// opening is when every shift begins.
var opening = time.Date(2026, 3, 2, 6, 0, 0, 0, time.UTC)

// Errors of a database that is not reached. None of them says whether the call
// was carried out.
var (
	errCut     = errors.New("the connection was cut")
	errTimeout = errors.New("the database does not answer")
	errDown    = errors.New("nobody answers")
	errOld     = errors.New("the server is on an older timeline")
)

// server is one PostgreSQL: a house, its timeline and every commit it took since
// it was set up. A server with less of the log is made by carrying out a part of
// it again, one that nobody may ever ask when somebody does.
type server struct {
	house    House // nil until it is asked
	books    *books
	timeline int
	log      []commit
	db       *database
}

type commit struct {
	at time.Duration
	do func(*server)
}

// database is the primary, and one of before that may be taken for it.
type database struct {
	h       *hall
	primary *server
	old     *server // nil unless it is up
	down    bool
	at      time.Duration // of the commit that is carried out again, -1 for now
	ahead   time.Duration // a station's clock, where it is wrongly taken for the database's
}

func newDatabase(h *hall) *database {
	d := &database{h: h, at: -1}
	d.primary = d.server(1)
	return d
}

// server is an empty one.
func (d *database) server(timeline int) *server {
	return &server{house: d.h.o.Open(d.now, d.h.o.Break), books: newBooks(d.h), timeline: timeline, db: d}
}

// now is the database's clock.
func (d *database) now() time.Time {
	if d.at >= 0 {
		return opening.Add(d.at)
	}
	return opening.Add(d.h.now + d.ahead)
}

// commit does something on a server and keeps it in its log.
func (s *server) commit(at time.Duration, do func(*server)) {
	if s.house == nil {
		again := s.db.copy(s, len(s.log))
		s.house, s.books = again.house, again.books
	}
	do(s)
	s.log = append(s.log, commit{at, do})
}

// copy is a server that has the first n commits of s.
func (d *database) copy(s *server, n int) *server {
	c := d.server(s.timeline)
	d.h.quiet = true
	for _, x := range s.log[:n] {
		d.at = x.at
		x.do(c)
	}
	d.at, d.h.quiet = -1, false
	c.log = append(c.log, s.log[:n]...)
	return c
}

// failover has a standby take over that lags. Connections are cut.
func (d *database) failover(lag time.Duration) {
	kept := len(d.primary.log)
	for kept > d.h.furnished && d.primary.log[kept-1].at > d.h.now-lag {
		kept--
	}
	before, returns := d.primary, d.h.strikes(OldPrimary)
	switch {
	case kept < len(before.log):
		d.primary = d.copy(before, kept)
	case returns:
		d.primary = &server{house: before.house, books: before.books, log: slices.Clip(before.log), db: d}
		before.house, before.books = nil, nil
	}
	d.primary.timeline = before.timeline + 1
	if d.h.o.Break != "epoch-jump" {
		d.primary.commit(d.h.now, func(s *server) {
			if p, ok := s.house.(promoter); ok {
				p.Promote()
			}
		})
	}
	for _, b := range d.h.benches {
		b.conn = nil
	}
	if returns {
		before.timeline = d.primary.timeline - 1
		d.h.after(d.h.ms(500, 4000), func() { d.returns(before) })
	}
}

// returns brings the old primary back, once every station has heard of the new one:
// what a station that was not heard of since writes to the old one nobody can tell
// it.
func (d *database) returns(old *server) {
	for _, b := range d.h.benches {
		if b.disk.timeline <= old.timeline {
			d.h.after(time.Second, func() { d.returns(old) })
			return
		}
	}
	d.old = old
	for _, b := range d.h.benches {
		b.conn = nil
	}
	d.h.after(d.h.ms(10000, 40000), func() { d.gone(old) })
}

// gone takes the old primary away for good.
func (d *database) gone(old *server) {
	d.old = nil
	for _, b := range d.h.benches {
		if b.conn == old {
			b.conn = nil
		}
	}
}

// connect gives a bench a server: the primary, or the one of before if it is
// asked first. A bench refuses one whose timeline is older than the newest it
// has seen.
func (d *database) connect(b *bench) (*server, error) {
	if b.conn != nil {
		return b.conn, nil
	}
	s := d.primary
	if d.old != nil && d.h.r.IntN(2) == 0 {
		s = d.old
	}
	if s == d.primary && d.down {
		return nil, errDown
	}
	if s.timeline < b.disk.timeline && d.h.o.Break != "timeline-fence" {
		return nil, errOld
	}
	b.disk.timeline = max(b.disk.timeline, s.timeline)
	b.conn = s
	return s, nil
}

// storePatience is how long a station waits for an answer of the store, as the
// engine does.
const storePatience = 1800 * time.Millisecond

// call makes a call of a bench, with whatever happens on its way. The answer
// comes once, unless the station is another one by then.
func call[T any](b *bench, do func(*server) (T, error), answer func(T, error)) {
	h := b.h
	c := &calling[T]{b: b, life: b.life, do: do, answer: answer}
	if c.s, c.err = h.db.connect(b); c.err != nil {
		h.after(h.ms(1, 20), c.tell)
		return
	}
	h.audit.wrote(b, c.s)
	switch {
	case h.strikes(Dropped):
		c.lost(h.ms(1, 1800), errCut)
	case h.strikes(Unanswered):
		h.after(h.ms(1, 10), c.carried)
		c.lost(h.ms(10, 1800), errCut)
	case h.strikes(Delayed):
		h.after(storePatience+h.ms(0, 3000), c.carried)
		c.lost(storePatience, errTimeout)
	default:
		h.after(h.ms(1, 8), c.arrives)
	}
}

// calling is a call under way, and what came of it.
type calling[T any] struct {
	b      *bench
	life   int // of the bench that called
	s      *server
	do     func(*server) (T, error)
	answer func(T, error)
	answered[T]
}

type answered[T any] struct {
	t   T
	err error
}

// arrives has the call carried out and answered, if its server is there still.
func (c *calling[T]) arrives() {
	h := c.b.h
	if !c.there() {
		c.lost(0, errCut)
		return
	}
	c.carry()
	h.after(h.ms(1, 8), c.tell)
}

// carried has the call carried out, and nobody hears of it.
func (c *calling[T]) carried() {
	if c.there() {
		c.carry()
	}
}

func (c *calling[T]) there() bool {
	db := c.b.h.db
	return c.s == db.old || c.s == db.primary && !db.down
}

func (c *calling[T]) carry() {
	h := c.b.h
	if h.o.Break == "lease-clock" {
		h.db.ahead = c.b.skew
		defer func() { h.db.ahead = 0 }()
	}
	var told answered[T] // carried out again, it is told to nobody
	do := c.do
	c.s.commit(h.now, func(s *server) { told.t, told.err = do(s) })
	c.answered = told
}

// lost tells the bench in d that nobody answers.
func (c *calling[T]) lost(d time.Duration, err error) {
	told := &calling[T]{b: c.b, life: c.life, answer: c.answer, answered: answered[T]{err: err}}
	c.b.h.after(d, told.tell)
}

// tell gives the bench its answer.
func (c *calling[T]) tell() {
	if c.b.life != c.life {
		return
	}
	if c.err != nil && !isRefused(c.err) {
		c.b.conn = nil
	}
	c.answer(c.t, c.err)
}

func isRefused(err error) bool {
	var no station.Refused
	return errors.As(err, &no)
}
