package engine

import (
	"fmt"
	"slices"

	"github.com/packwright/packwright/station"
)

// Replay takes the facts of one journal, from its first on, through the machine
// that the bench runs, and shows each with the state after it. It ends with an
// error at the first one that could not have happened: it does not follow the one
// before, its work was not in hand under that epoch, or moved as no work may.
//
// Works that ended have lost their content; they have lines as far as their facts
// name any.
func Replay(name string, facts []station.Fact, show func(station.Fact, station.State)) (station.State, error) {
	s := Begin(name, nil)
	for i, f := range facts {
		if err := follows(facts, i); err != nil {
			return s, err
		}
		if c, ok := f.Change.(station.WorkOpened); ok && c.Opened == nil {
			c.Opened = standIn(c, facts[i+1:])
			f.Change = c
		}
		if err := possible(s, f, facts[0].Seq > 1); err != nil {
			return s, err
		}
		s = After(s, f)
		show(f, s)
	}
	return s, nil
}

// follows says whether a fact is whole and the next one of its chain.
func follows(facts []station.Fact, i int) error {
	f := facts[i]
	switch {
	case !f.Genuine():
		return fmt.Errorf("fact %d is not what was written: its hash is of another", f.Seq)
	case i == 0:
		return nil
	case f.Writer != facts[i-1].Writer || f.Seq != facts[i-1].Seq+1 || f.Prev != facts[i-1].Hash:
		return fmt.Errorf("fact %d of %s does not follow fact %d of %s", f.Seq, f.Writer, facts[i-1].Seq, facts[i-1].Writer)
	}
	return nil
}

// possible says whether a fact of a work could become true. Where the journal
// begins later than its station, works were opened before.
func possible(s station.State, f station.Fact, later bool) error {
	if _, opens := f.Change.(station.WorkOpened); opens || f.Work == "" {
		return nil
	}
	n := slices.IndexFunc(s.Works, func(w station.Work) bool { return w.ID == f.Work })
	if n < 0 {
		if later {
			return nil
		}
		return fmt.Errorf("fact %d, %s: work %s is not in hand", f.Seq, f.Change.Kind(), f.Work)
	}
	w := s.Works[n]
	if w.Epoch != f.Epoch {
		return fmt.Errorf("fact %d, %s: work %s is held under epoch %d, not %d", f.Seq, f.Change.Kind(), f.Work, w.Epoch, f.Epoch)
	}
	c, moves := f.Change.(station.WorkMoved)
	if !moves {
		return nil
	}
	way := station.Transition{From: string(c.From), To: string(c.To), Event: c.Event}
	if w.Stage != c.From || !slices.Contains(station.Transitions(station.WorkStates), way) {
		return fmt.Errorf("fact %d: work %s is %s and cannot go from %s to %s by %s", f.Seq, f.Work, w.Stage, c.From, c.To, c.Event)
	}
	return nil
}

// standIn is a work as far as its facts tell: where it stood, and lines of a
// number instead of a name.
func standIn(c station.WorkOpened, later []station.Fact) *station.Opened {
	o := &station.Opened{Epoch: c.Epoch, How: c.How, Slot: c.Slot}
	o.Content.ID, o.Content.Order = c.Work, c.Order
	for _, f := range later {
		if f.Work != c.Work {
			continue
		}
		switch x := f.Change.(type) {
		case station.WorkOpened:
			return o
		case station.WorkMoved:
			if o.Stage == "" {
				o.Stage = x.From
			}
		case station.UnitPicked:
			o.Content.Lines = lined(o.Content.Lines, x.Line, x.Qty)
		case station.UnitsShort:
			o.Content.Lines = lined(o.Content.Lines, x.Line, 0)
		case station.UnitDamaged:
			o.Content.Lines = lined(o.Content.Lines, x.Line, 0)
		case station.UnitMissing:
			o.Content.Lines = lined(o.Content.Lines, x.Line, 0)
		case station.UnitMoved:
			o.Content.Lines = lined(o.Content.Lines, x.Line, 0)
		case station.UnitPacked:
			o.Content.Lines = lined(o.Content.Lines, x.Line, 0)
		}
	}
	return o
}

// lined is the lines with that one, of which more are asked.
func lined(lines []station.Line, n, more int) []station.Line {
	for len(lines) <= n {
		lines = append(lines, station.Line{SKU: fmt.Sprintf("line %d", len(lines))})
	}
	lines[n].Qty += more
	lines[n].Want += more
	return lines
}
