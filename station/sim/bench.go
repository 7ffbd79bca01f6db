package sim

import (
	"fmt"
	"time"

	"github.com/packwright/packwright/station"
	"github.com/packwright/packwright/station/engine"
)

// bench is one station: what engine.Engine does with goroutines, done in one
// thread under virtual time. The rules are the same: a turn is durable before
// anybody sees or hears it and before an effect begins, facts go in order from
// the last one that the store has, a claim waits for the facts before it.
type bench struct {
	h    *hall
	name string
	disk *disk
	// life rises with every start: what an earlier one began does not count.
	life    int
	up      bool
	stopped bool // its disk does not write any more
	paused  bool
	skew    time.Duration // of its clock
	began   time.Duration // as it was when this life began
	conn    *server

	state   station.State
	running map[string]bool
	push    pusher
	sent    []waiting // claims that wait for facts to be sent

	packer  *packer
	printer *printer
	boxes   map[station.ID][]*box // goods at this bench, by work
	unseen  []station.Change      // durable, but nobody has seen or heard of them
	changes []station.Change      // of the last turn
}

type waiting struct {
	seq int64
	do  func(ok bool)
}

func (h *hall) newBench(name string) *bench {
	b := &bench{h: h, name: name, disk: newDisk(station.ID("writer-" + name)), boxes: map[station.ID][]*box{}}
	b.printer = &printer{b: b, counter: int64(h.r.IntN(900)), counts: h.r.IntN(3) > 0}
	b.packer = &packer{b: b}
	return b
}

// now is what the machine is told: within one life the time passes evenly, as a
// monotonic clock has it.
func (b *bench) now() time.Time { return opening.Add(b.h.now + b.began) }

// wall is what the clock of the station shows.
func (b *bench) wall() time.Time { return opening.Add(b.h.now + b.skew) }

// start begins a life: it folds the journal.
func (b *bench) start() {
	b.life++
	b.up, b.stopped, b.conn, b.began = true, false, nil, b.skew
	b.running, b.push, b.sent = map[string]bool{}, pusher{b: b, life: b.life}, nil
	if b.h.o.Break == "send-from-last-seq" {
		b.push.through = b.disk.sent
	}
	b.packer.asked, b.packer.looking = 0, false
	state := engine.Begin(b.name, &b.h.rules)
	if b.h.o.Break != "fold-on-restart" {
		for f, err := range b.disk.fold() {
			if err != nil {
				b.h.fail(foldsBack, "%s: %v", b.name, err)
				return
			}
			state = engine.After(state, f)
		}
	}
	state.Seq = b.disk.last()
	if id := state.Operator.ID; id != "" {
		state.Operator.Name = b.h.people[id]
	}
	b.state = state
	b.h.audit.folded(b)
	b.turn(station.Restarted{}, "")
	b.push.kick()
}

// dies ends a life as kill -9 does, and begins the next one after a while.
func (b *bench) dies() {
	b.life++
	b.up, b.conn = false, nil
	b.h.audit.died(b)
	down := b.h.ms(3000, 20000)
	if b.h.r.IntN(8) == 0 {
		down = b.h.ms(60_000, 200_000) // longer than a lease
	}
	b.h.after(down, b.start)
}

// turn takes one input. It says whether the station lives after it and the turn
// counted.
func (b *bench) turn(in station.Input, ended string) bool {
	if !b.up {
		return false
	}
	delete(b.running, ended)
	if b.stopped {
		return false
	}
	b.h.result.Steps++
	next, out := station.Step(b.state, b.now(), in)
	if b.h.o.Trace != nil {
		b.h.o.Trace(fmt.Sprintf("%6d %s %s %T%+v -> %+v %s | %s", b.h.result.Steps, b.h.now, b.name, in, in, out.Changes, out.Verdict, next.Prompt().Text))
	}
	if b.h.strikes(Killed) {
		b.killed(&next, out)
		return false
	}
	if b.h.o.Break == "journal-before-beep" {
		b.shows(&next, out)
	}
	if !b.keep(&next, out.Changes) {
		return false
	}
	b.state, b.changes = next, out.Changes
	if b.h.o.Break != "journal-before-beep" {
		b.shows(&next, out)
	}
	for _, e := range out.Effects {
		b.begin(e)
	}
	b.packer.look()
	return true
}

// killed is a kill in the middle of a turn: before its facts are durable, or
// after that and before anybody hears of it.
func (b *bench) killed(next *station.State, out station.Out) {
	switch {
	case b.h.o.Break == "journal-before-beep":
		b.shows(next, out)
	case b.h.r.IntN(2) == 0 && b.keep(next, out.Changes):
		b.unseen = append(b.unseen, out.Changes...)
	}
	if b.up {
		b.dies()
	}
}

// keep makes the changes of a turn durable and has them sent.
func (b *bench) keep(next *station.State, changes []station.Change) bool {
	if len(changes) == 0 {
		return true
	}
	facts, err := b.disk.stamp(b.wall(), engine.Operator(&b.state, next), changes)
	if err != nil {
		b.h.fail(chainHolds, "%s: %v", b.name, err)
		return false
	}
	if b.h.strikes(BadDisk) {
		b.stopped = true
		b.h.after(b.h.ms(5000, 20000), func() {
			if b.stopped {
				b.dies()
			}
		})
		return false
	}
	b.disk.write(facts)
	for _, f := range facts {
		b.h.audit.durable(b, f.Fact)
	}
	b.push.kick()
	return true
}

// shows lets the packer see and hear what a turn decided.
func (b *bench) shows(next *station.State, out station.Out) {
	b.h.audit.shown(b, next, out)
	b.packer.sees(b.unseen)
	b.packer.sees(out.Changes)
	b.unseen = nil
}

// answered takes the end of an effect that began in this life.
func (b *bench) answered(key string, in time.Duration, input station.Input) {
	life := b.life
	b.h.after(in, func() {
		if b.life != life {
			return
		}
		if b.paused {
			b.answered(key, time.Second, input)
			return
		}
		b.turn(input, key)
	})
}

// linked says whether the store is there and what it has, to those who wait.
func (b *bench) linked() {
	rest := b.sent[:0]
	for _, w := range b.sent {
		switch {
		case b.push.known && !b.push.there:
			w.do(false)
		case b.push.there && b.push.through >= w.seq:
			w.do(true)
		default:
			rest = append(rest, w)
		}
	}
	b.sent = rest
}

// whenSent does something once the store is there and has every fact up to seq;
// with false when it is away or takes too long.
func (b *bench) whenSent(seq int64, do func(ok bool)) {
	done, life := false, b.life
	once := func(ok bool) {
		if !done && b.life == life {
			done = true
			do(ok)
		}
	}
	b.sent = append(b.sent, waiting{seq, once})
	b.h.after(storePatience, func() { once(false) })
	b.linked()
}

// pusher sends the facts of a bench, as the engine's does.
type pusher struct {
	b       *bench
	life    int
	busy    bool // a call is under way
	begun   bool // the store was asked what it has
	known   bool // whether it is there
	there   bool
	through int64
	pause   time.Duration // under way
	again   time.Duration // the next one
	beats   int
	said    bool
}

const (
	firstPause = 50 * time.Millisecond
	lastPause  = 2 * time.Second
	heartbeat  = 30 * time.Second
)

// kick has new facts sent at once.
func (p *pusher) kick() {
	if !p.busy && p.pause == 0 && p.life == p.b.life {
		p.next()
	}
}

// next asks what the store has, sends what it lacks, or rests.
func (p *pusher) next() {
	switch {
	case p.b.stopped || p.b.paused:
		p.after(time.Second)
	case !p.begun && p.b.h.o.Break != "send-from-last-seq":
		p.send(nil)
	case p.through < p.b.disk.last():
		p.sendBatch()
	default:
		p.beats++
		beat := p.beats
		p.b.h.after(heartbeat, func() {
			if beat == p.beats && p.life == p.b.life && !p.busy {
				p.send(nil)
			}
		})
	}
}

func (p *pusher) after(d time.Duration) {
	p.pause = max(d, 1)
	p.b.h.after(d, func() {
		if p.life == p.b.life {
			p.pause = 0
			p.kick()
		}
	})
}

// sendBatch sends the next facts, as the journal has them.
func (p *pusher) sendBatch() {
	last := min(p.b.disk.last(), p.through+engine.BatchSize)
	facts := make([]station.Fact, 0, last-p.through)
	for seq := p.through + 1; seq <= last; seq++ {
		f, err := p.b.disk.read(seq)
		if err != nil {
			p.b.h.fail(chainHolds, "%s: fact %d of the journal is not what was written: %v", p.b.name, seq, err)
			return
		}
		facts = append(facts, f)
	}
	p.send(facts)
}

func (p *pusher) send(facts []station.Fact) {
	b := p.b
	batch := station.Batch{Writer: b.disk.writer, Station: b.name, Facts: facts}
	batch.Status.Unsent = station.UnsentUnknown
	if p.said {
		batch.Status.Unsent = max(0, b.disk.last()-p.through-int64(len(facts)))
	}
	p.busy = true
	life := b.life
	call(b, func(s *server) (station.Answer, error) {
		a, err := s.house.Bench(b.name, b.disk.writer).Apply(bg, batch)
		s.books.applied(b, batch, a, err)
		return a, err
	}, func(a station.Answer, err error) {
		if p.life != life {
			return
		}
		p.busy = false
		if err != nil {
			p.trouble(err)
			return
		}
		p.answered(a, facts)
	})
}

// answered takes the store's answer. It may have less than it had.
func (p *pusher) answered(a station.Answer, facts []station.Fact) {
	b := p.b
	if b.paused {
		p.later(a, facts)
		return
	}
	p.busy = false
	if a.Through > b.disk.last() {
		b.h.fail(journalLeads, "the database has %d facts of %s, the journal %d", a.Through, b.name, b.disk.last())
		return
	}
	b.h.audit.answered(b, a)
	p.begun, p.through, p.again = true, a.Through, 0
	if b.h.o.Break == "send-from-last-seq" && len(facts) > 0 {
		p.through = facts[len(facts)-1].Seq
		b.disk.sent = p.through
	}
	if b.h.o.Break == "asked-before-buy" {
		for i := range a.Works {
			a.Works[i].Asked = nil
		}
	}
	life := b.life
	b.turn(station.Answered{Answer: a}, "")
	if b.life != life || !b.up {
		return
	}
	if b.h.o.Break == "request-before-purchase" {
		b.state.Applied = b.state.Seq
	}
	p.known, p.there = true, true
	if !p.said {
		p.said = true
		b.turn(station.LinkChanged{What: station.Database, OK: true}, "")
		if b.life != life {
			return
		}
	}
	b.linked()
	p.kick()
}

// later takes the answer when the station goes on.
func (p *pusher) later(a station.Answer, facts []station.Fact) {
	p.busy = true
	p.b.h.after(time.Second, func() {
		if p.life == p.b.life {
			p.answered(a, facts)
		}
	})
}

// trouble says that the store is away.
func (p *pusher) trouble(err error) {
	b := p.b
	if isRefused(err) {
		b.h.fail(chainHolds, "%s: the store refuses: %v", b.name, err)
		return
	}
	p.begun = false
	life := b.life
	if p.there || !p.known {
		b.turn(station.LinkChanged{What: station.Database, Cause: "it is away"}, "")
	}
	if b.life != life {
		return
	}
	p.known, p.there, p.said = true, false, false
	b.linked()
	p.wait()
}

// wait leaves alone for a while what did not answer, each time for longer.
func (p *pusher) wait() {
	d := min(max(p.again, firstPause), lastPause)
	p.again = 2 * d
	p.after(d/2 + time.Duration(p.b.h.r.Int64N(int64(d/2))))
}
