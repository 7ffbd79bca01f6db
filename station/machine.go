package station

import (
	"slices"
	"time"
)

// Out is what a turn decided: what became true, what the world should do, and
// what the bench says.
type Out struct {
	Changes []Change
	Effects []Effect
	Verdict Verdict
}

// New is a bench before its journal was read.
func New(name string) State {
	return State{Station: name, Rules: DefaultRules()}
}

// Step decides what an input means. It reads no clock, disk or network: now is
// given. The returned state has the changes folded in; it must be shown only
// when they are durable.
func Step(s State, now time.Time, in Input) (State, Out) {
	t := &turn{State: s}
	t.Now = now
	switch in := in.(type) {
	case Scanned:
		t.scanned(in)
	case Weighed:
		t.weighed(in)
	case Claimed:
		t.claimed(in)
	case Resolved:
		t.resolved(in)
	case Planned:
		t.planned(in)
	case Sold:
		t.sold(in)
	case Fetched:
		t.fetched(in)
	case Voided:
		t.voided(in)
	case Sending:
		t.sending(in)
	case PrintDone:
		t.printDone(in)
	case Allowed:
		t.allowed(in)
	case Drawn:
		t.drawn(in)
	case Answered:
		t.answered(in.Answer)
	case LinkChanged:
		t.linkChanged(in)
	case Restarted:
		t.restarted()
	case Tick:
		t.overdue()
	}
	t.settle()
	t.TestsScanner = t.TestsScanner && t.Work() == nil // a work comes before a test
	return t.State, t.out
}

// turn is one Step under way: the state with the changes so far, and what was
// decided.
type turn struct {
	State
	out Out
}

// is makes a change true.
func (t *turn) is(changes ...Change) {
	if t.out.Changes == nil {
		t.out.Changes = make([]Change, 0, 4)
	}
	for _, c := range changes {
		t.out.Changes = append(t.out.Changes, c)
		t.after(c)
	}
}

// do asks the world for an effect.
func (t *turn) do(e Effect) { t.out.Effects = append(t.out.Effects, e) }

// once asks for an effect that must not be asked for twice at once; ended ends
// it.
func (t *turn) once(key string, e Effect) {
	if !t.under.has(key) {
		t.under = t.under.with(key)
		t.do(e)
	}
}

func (t *turn) ended(key string) {
	if t.under.has(key) {
		t.under = t.under.less(key)
	}
}

// tell sets the verdict of the turn.
func (t *turn) tell(v Verdict) {
	v.N = t.Verdict.N + 1
	t.Verdict, t.out.Verdict = v, v
}

// note says what came about by itself. It does not cover a red verdict, which
// stays until the next good scan.
func (t *turn) note(v Verdict) {
	if t.Verdict.Word != Wrong {
		t.tell(v)
	}
}

// mark adds to the trail of the last three scans.
func (t *turn) mark(w Word, text string) {
	trail := append(slices.Clone(t.Trail), Mark{w, text})
	t.Trail = trail[max(0, len(trail)-3):]
}

// link sets what is known of something the station depends on.
func (t *turn) link(l Link, x LinkState) {
	links := make(map[Link]LinkState, len(t.Links)+1)
	for k, v := range t.Links {
		links[k] = v
	}
	if old, known := links[l]; known && old.OK == x.OK {
		x.Since = old.Since
	}
	links[l] = x
	t.Links = links
}

// of names the work in its changes.
func (w *Work) of() OfWork { return OfWork{Work: w.ID, Epoch: w.Epoch} }
