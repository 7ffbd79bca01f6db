package journal

import (
	"cmp"
	"maps"
	"slices"

	"github.com/packwright/packwright/station"
)

// index is what the fold needs, as numbers of facts, 0 for none. Of the cartons
// that have run out and of a borrowed printer it holds the facts themselves: they
// may stay so for weeks, and no old segment is kept for that.
type index struct {
	SignedIn int64                   `json:"signed_in,omitempty"` // the open session
	Asked    int64                   `json:"asked,omitempty"`     // the last question of the station, since
	Typing   int64                   `json:"typing,omitempty"`    // typed entry was allowed, since
	NoScale  int64                   `json:"no_scale,omitempty"`  // parcels are not weighed, since
	Checked  *station.Fact           `json:"checked,omitempty"`   // the last check of the scale
	Works    map[station.ID]int64    `json:"works,omitempty"`     // opened and not closed since
	Shelf    map[string]station.Fact `json:"shelf,omitempty"`     // by carton
	Printer  *station.Fact           `json:"printer,omitempty"`   // labels come out of another one
	Rolls    station.Rolls           `json:"rolls,omitempty"`     // labels left, as of the last fact
}

// after is the index once the fact is durable. Its maps are its own.
func (x index) after(f station.Fact) index {
	x.Rolls = x.Rolls.After(f.Change)
	switch c := f.Change.(type) {
	case station.SignedIn:
		x.SignedIn, x.Asked, x.Typing, x.NoScale = f.Seq, 0, 0, 0
	case station.SignedOut:
		x.SignedIn, x.Asked, x.Typing, x.NoScale = 0, 0, 0, 0
	case station.TypingAllowed:
		x.Typing = f.Seq
	case station.ScaleDropped:
		x.NoScale = f.Seq
	case station.ScaleChecked:
		x.Checked = &f
	case station.Prompted:
		if c.Work == "" {
			x.Asked = f.Seq
		}
	case station.WorkOpened:
		x.Works = cloned(x.Works)
		x.Works[c.Work] = f.Seq
	case station.CartonEmptied:
		x.Shelf = cloned(x.Shelf)
		x.Shelf[c.Carton] = f
	case station.CartonRefilled:
		x.Shelf = cloned(x.Shelf)
		delete(x.Shelf, c.Carton)
	case station.PrinterChosen:
		x.Printer = nil
		if c.Printer != "" {
			x.Printer = &f
		}
	case station.WorkLost, station.WorkClosed:
		x.Works = cloned(x.Works)
		delete(x.Works, f.Work)
	}
	return x
}

func cloned[K comparable, V any](m map[K]V) map[K]V {
	if m == nil {
		return map[K]V{}
	}
	return maps.Clone(m)
}

// kept is the facts that the index holds itself, in order.
func (x index) kept() []station.Fact {
	facts := slices.Collect(maps.Values(x.Shelf))
	for _, f := range []*station.Fact{x.Printer, x.Checked} {
		if f != nil {
			facts = append(facts, *f)
		}
	}
	slices.SortFunc(facts, func(a, b station.Fact) int { return cmp.Compare(a.Seq, b.Seq) })
	return facts
}

// rolls is what is left on the rolls after the fact of that number, as facts: what
// was printed since the rolls were new is in no fact that the fold has.
func (x index) rolls(last int64) []station.Fact {
	var facts []station.Fact
	for _, printer := range slices.Sorted(maps.Keys(x.Rolls)) {
		left := station.RollLoaded{Printer: printer, Labels: x.Rolls[printer].Left, Of: x.Rolls[printer].Of}
		facts = append(facts, station.Fact{Seq: last, Change: left})
	}
	return facts
}

// oldestWork is where the first work in hand was opened, or next when there is
// none.
func (x index) oldestWork(next int64) int64 {
	for _, seq := range x.Works {
		next = min(next, seq)
	}
	return next
}

// oldest is the first fact that the fold needs, or next when there is none.
func (x index) oldest(next int64) int64 {
	next = x.oldestWork(next)
	for _, seq := range []int64{x.SignedIn, x.Asked, x.Typing, x.NoScale} {
		if seq != 0 {
			next = min(next, seq)
		}
	}
	return next
}

// needs says whether the fold needs one of the facts from first to last.
func (x index) needs(first, last int64) bool {
	within := func(seq int64) bool { return seq != 0 && first <= seq && seq <= last }
	return within(x.SignedIn) || within(x.Asked) || within(x.Typing) || within(x.NoScale) || x.oldestWork(last+1) <= last
}

// wants says whether the fold needs the fact.
func (x index) wants(f station.Fact) bool {
	opened, open := x.Works[f.Work]
	return f.Seq == x.SignedIn || f.Seq == x.Asked || f.Seq == x.Typing || f.Seq == x.NoScale || open && f.Seq >= opened
}
