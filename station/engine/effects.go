package engine

import (
	"context"
	"errors"
	"time"

	"github.com/packwright/packwright/station"
)

// How long the world may take. After that the answer is that there is none.
const (
	storePatience   = 1600 * time.Millisecond
	carrierPatience = 20 * time.Second
	cartonPatience  = 500 * time.Millisecond
)

// begin carries out an effect in a goroutine of its own, unless the same one is
// under way.
func (e *Engine) begin(ctx context.Context, effect station.Effect) {
	if e.ending {
		return // the next start derives it from the state
	}
	key, carry := Key(effect), e.carrying(effect)
	if carry == nil || e.running[key] != nil {
		return
	}
	ctx, e.running[key] = context.WithCancel(ctx)
	e.effects.Go(func() {
		e.inbox.put(letter{in: carry(ctx), ended: key})
	})
}

// ended takes note that the effect of that key is over.
func (e *Engine) ended(key string) {
	if cancel := e.running[key]; cancel != nil {
		cancel()
		delete(e.running, key)
	}
}

// carrying is what carries out an effect that is answered; nil when it was done
// at once.
func (e *Engine) carrying(effect station.Effect) func(context.Context) station.Input {
	switch x := effect.(type) {
	case station.Claim:
		seq := e.o.Journal.Last()
		return func(ctx context.Context) station.Input { return e.claim(ctx, x, seq) }
	case station.Resolve:
		return func(ctx context.Context) station.Input { return e.resolve(ctx, x) }
	case station.PlanCartons:
		return func(ctx context.Context) station.Input { return e.plan(ctx, x) }
	case station.BuyLabel:
		return func(ctx context.Context) station.Input { return e.buy(ctx, x) }
	case station.FetchArtwork:
		return func(ctx context.Context) station.Input { return e.fetch(ctx, x) }
	case station.VoidLabel:
		return func(ctx context.Context) station.Input { return e.void(ctx, x) }
	case station.Print:
		return func(ctx context.Context) station.Input { return e.print(ctx, x) }
	case station.Grant:
		return func(ctx context.Context) station.Input { return e.grant(ctx, x) }
	case station.Draw:
		return func(context.Context) station.Input { return station.Drawn{Digits: e.o.Digits()} }
	case station.Recall:
		if cancel := e.running[printing(x.Job)]; cancel != nil {
			cancel()
		}
	case station.UsePrinter:
		if e.o.Floor != nil {
			e.o.Floor.Use(x.Printer)
		}
	case station.ZeroScale:
		if e.o.Zero != nil {
			e.o.Zero()
		}
	case station.Push:
		e.push.kick()
	case station.Remind:
		e.remind(x.At)
	}
	return nil
}

// printing is the key of the printing of a job.
func printing(job station.ID) string { return "print " + string(job) }

// claim asks for works once the store has every fact up to seq: it must know
// what this station let go of. An answer that was lost is asked for again under
// the same key. When others hold what it wants, whoever scanned a code is told;
// what nobody scanned is asked for again.
func (e *Engine) claim(ctx context.Context, c station.Claim, seq int64) station.Input {
	ctx, cancel := context.WithTimeout(ctx, storePatience)
	defer cancel()
	answer := station.Claimed{Key: c.Key, Want: c.Want}
	err := e.push.link.wait(ctx, seq)
	for again := (pause{}); err == nil; {
		answer.Opened, err = e.o.Store.Claim(ctx, c.Key, c.Want)
		if err == nil {
			return answer
		}
		if no, ok := refused(err); ok && !(no.Code == station.Busy && c.Want.Code == "") {
			answer.Refuse, answer.Args = reason(no), no.Args
			return answer
		}
		e.o.Log.Warn("claim", "key", c.Key, "err", err)
		err = again.wait(ctx)
	}
	answer.Opened, answer.Away = nil, true
	return answer
}

// resolve asks what a code is. While the store is away a badge that was seen
// here within a day is known.
func (e *Engine) resolve(ctx context.Context, r station.Resolve) station.Input {
	ctx, cancel := context.WithTimeout(ctx, storePatience)
	defer cancel()
	err := e.push.link.wait(ctx, 0)
	if err == nil {
		var m station.Meaning
		if m, err = e.o.Store.Resolve(ctx, r.Text); err == nil {
			e.remember(r.Text, m)
			e.rememberPrinter(m)
			return station.Resolved{Text: r.Text, Meaning: m}
		}
		e.o.Log.Warn("resolve a code", "err", err)
	}
	if e.push.link.away() {
		if who, ok := e.o.People.Recall(e.o.Now(), r.Text); ok {
			return station.Resolved{Text: r.Text, Meaning: station.Meaning{Kind: station.IsBadge, Code: r.Text, Person: &who}}
		}
	}
	return station.Resolved{Text: r.Text, Away: true}
}

// remember keeps whose badge it is, or that it is nobody's any more.
func (e *Engine) remember(badge string, m station.Meaning) {
	if m.Kind != station.IsBadge {
		return
	}
	var err error
	if m.Person != nil {
		err = e.o.People.Remember(e.o.Now(), badge, *m.Person)
	} else {
		err = e.o.People.Forget(e.o.Now(), badge)
	}
	if err != nil {
		e.o.Log.Error("keep the badges seen here", "err", err)
	}
}

// rememberPrinter keeps the way to a printer before a fact can name it.
func (e *Engine) rememberPrinter(m station.Meaning) {
	if m.Printer == nil || e.o.Floor == nil {
		return
	}
	if err := e.o.Floor.Remember(*m.Printer); err != nil {
		e.o.Log.Error("keep the way to a printer", "printer", m.Printer.Name, "err", err)
	}
}

func (e *Engine) grant(ctx context.Context, g station.Grant) station.Input {
	ctx, cancel := context.WithTimeout(ctx, storePatience)
	defer cancel()
	answer := station.Allowed{Work: g.Work, Action: g.Action, By: g.By}
	err := e.push.link.wait(ctx, 0)
	if err == nil {
		var allowed station.Allowed
		if allowed, err = e.o.Store.Grant(ctx, g); err == nil {
			return allowed
		}
	}
	if no, ok := refused(err); ok {
		answer.Refuse = no.Error()
		return answer
	}
	e.o.Log.Warn("grant", "work", g.Work, "action", g.Action, "err", err)
	answer.Away = true
	return answer
}

func (e *Engine) plan(ctx context.Context, p station.PlanCartons) station.Input {
	ctx, cancel := context.WithTimeout(ctx, cartonPatience)
	defer cancel()
	planned := e.o.Cartons(ctx, p)
	planned.Work, planned.From, planned.One = p.Work, p.From, p.One
	return planned
}

func (e *Engine) buy(ctx context.Context, b station.BuyLabel) station.Input {
	ctx, cancel := context.WithTimeout(ctx, carrierPatience)
	defer cancel()
	answer := station.Sold{Work: b.Work, Parcel: b.Parcel, Label: b.Label, Key: b.Key}
	bought, artwork, err := e.o.Carrier.Buy(ctx, b)
	no, isNo := refused(err)
	switch {
	case err == nil:
		answer.Bought, answer.Artwork = &bought, artwork
	case isNo:
		answer.Refused, answer.Text = no.Code, no.Error()
		if answer.Refused == "" {
			answer.Refused = "refused"
		}
	default:
		e.o.Log.Warn("buy label", "key", b.Key, "err", err)
	}
	return answer
}

func (e *Engine) fetch(ctx context.Context, f station.FetchArtwork) station.Input {
	ctx, cancel := context.WithTimeout(ctx, carrierPatience)
	defer cancel()
	answer := station.Fetched{Work: f.Work, Parcel: f.Parcel, Label: f.Label, Key: f.Key}
	artwork, err := e.o.Carrier.Artwork(ctx, f)
	no, isNo := refused(err)
	switch {
	case err == nil:
		answer.Artwork = &artwork
	case isNo:
		answer.Refused = no.Error()
	default:
		e.o.Log.Warn("fetch label", "key", f.Key, "err", err)
	}
	return answer
}

func (e *Engine) void(ctx context.Context, v station.VoidLabel) station.Input {
	ctx, cancel := context.WithTimeout(ctx, carrierPatience)
	defer cancel()
	err := e.o.Carrier.Void(ctx, v)
	_, isNo := refused(err)
	if err != nil && !isNo {
		e.o.Log.Warn("void label", "key", v.Key, "err", err)
	}
	return station.Voided{Work: v.Work, Parcel: v.Parcel, Label: v.Label, Key: v.Key, OK: err == nil, Away: err != nil && !isNo}
}

// errStopped is what a printer hears instead of a leave to print.
var errStopped = errors.New("the order was stopped before it was printed")

// print prints one document. Right before the first byte a turn decides whether
// it may still be printed.
func (e *Engine) print(ctx context.Context, p station.Print) station.Input {
	stopped := false
	before := func(counter int64) error {
		started := make(chan bool, 1)
		e.inbox.put(letter{in: station.Sending{Work: p.Work, Job: p.Job, Counter: counter, On: p.On.Name}, started: started})
		if stopped = !<-started; stopped {
			return errStopped
		}
		return nil
	}
	done := station.PrintDone{State: station.PrintFailed, Counter: -1, Problem: "no printer is set up for this"}
	if printer := e.printer(p); printer != nil {
		done = printer.Print(ctx, p.Job, p.Document, before)
	}
	if stopped {
		done = station.PrintDone{State: station.PrintQueued, Counter: -1, Problem: errStopped.Error()}
	}
	if on := e.o.Printers[p.Document.Kind]; p.On.Name == "" && on != e.o.Printers[station.ShipLabel] {
		done.Labels = 0 // from another roll
	}
	done.Work, done.Job, done.On = p.Work, p.Job, p.On.Name
	return done
}

// printer is where the document comes out, nil when nothing is set up for it.
func (e *Engine) printer(p station.Print) Printer {
	if p.On.Name != "" && e.o.Floor != nil {
		if lent := e.o.Floor.Printer(p.On, p.Document.Kind); lent != nil {
			return lent
		}
	}
	return e.o.Printers[p.Document.Kind]
}

// refused is the no of a store or carrier that was reached.
func refused(err error) (station.Refused, bool) {
	var no station.Refused
	ok := errors.As(err, &no)
	return no, ok
}

// reason is what the machine knows the no by, else the sentence.
func reason(no station.Refused) string {
	if no.Code != "" && no.Code != station.Busy {
		return no.Code
	}
	return no.Text
}
