package station

import (
	"slices"
	"strings"
)

// After is the state once the change is true. It never changes s: what it
// touches is copied first. A change of a work that is not in hand only counts.
func (s State) After(c Change) State {
	s.after(c)
	return s
}

func (s *State) after(c Change) {
	s.Seq++
	s.Rolls = s.Rolls.After(c)
	switch c := c.(type) {
	case SignedIn:
		s.Operator = Person{ID: c.Person, Name: s.Operator.nameIf(c.Person), Role: c.Role}
		s.Ask, s.Typing, s.NoScale = Ask{}, false, false
	case SignedOut:
		s.Operator, s.Ask, s.Typing, s.NoScale = Person{}, Ask{}, false, false
	case TypingAllowed:
		s.Typing = true
	case ScaleDropped:
		s.NoScale = true
	case ScaleChecked:
		s.Checked = ScaleCheck{Day: c.Day, OK: c.OK, By: c.By}
	case CartonEmptied:
		s.shelved(append(slices.Clip(slices.Clone(s.Empty)), c.Carton))
		return
	case CartonRefilled:
		s.shelved(slices.DeleteFunc(slices.Clone(s.Empty), func(code string) bool { return code == c.Carton }))
		return
	case PrinterChosen:
		s.Borrowed = FloorPrinter{Name: c.Printer}
	case WorkOpened:
		s.opened(c)
		return
	case WorkStarted:
		s.Active = c.Work
	case WorkLost:
		s.without(c.Work)
		return
	case WorkClosed:
		s.without(c.Work)
		return
	case CodeLearnt:
		s.learnt(c)
	case Prompted:
		if c.Work == "" {
			s.Ask = c.Ask
			return
		}
	}
	if w, ok := c.(WorkChange); ok {
		id, _ := w.Of()
		s.withWork(id, func(w *Work) { w.after(c, s.Seq) })
	}
}

func (p Person) nameIf(id ID) string {
	if p.ID == id {
		return p.Name
	}
	return ""
}

func (s *State) opened(c WorkOpened) {
	s.without(c.Work)
	if c.Opened == nil {
		return
	}
	s.Works = append(slices.Clip(slices.Clone(s.Works)), openWork(*c.Opened, c))
	s.Works[len(s.Works)-1].Empty = s.Empty
}

// shelved is when those cartons have run out.
func (s *State) shelved(empty []string) {
	if len(empty) == 0 {
		empty = nil // as on a bench that never ran out of any
	}
	s.Empty, s.Works = empty, slices.Clone(s.Works)
	for i := range s.Works {
		s.Works[i].Empty = empty
	}
}

func (s *State) without(id ID) {
	s.Works = slices.DeleteFunc(slices.Clone(s.Works), func(w Work) bool { return w.ID == id })
	if s.Active == id {
		s.Active = ""
	}
}

// withWork changes a copy of the work. What its slices share with the old one is
// copied by whoever writes to it.
func (s *State) withWork(id ID, change func(*Work)) {
	for i := range s.Works {
		if s.Works[i].ID == id {
			s.Works = slices.Clone(s.Works)
			change(&s.Works[i])
			break
		}
	}
}

// openWork is a work as it stands when this station takes it: its content, the
// facts that others made true before, and what is asked now.
func openWork(o Opened, c WorkOpened) Work {
	content := o.Content
	w := Work{Content: &content}
	w.Tallys = make([]Tally, len(w.Content.Lines))
	w.noneAlone = !slices.ContainsFunc(w.Content.Lines, func(l Line) bool { return l.Alone })
	w.noneNoted = !slices.ContainsFunc(w.Content.Lines, func(l Line) bool { return l.PutIn.Text != "" })
	for _, f := range o.Facts {
		w.after(f.Change, 0)
	}
	w.Stage, w.Epoch, w.How, w.Slot, w.Ahead = o.Stage, c.Epoch, c.How, o.Slot, true
	w.Ask, w.AtStop, w.Stops, w.Seen, w.Acked, w.unheard = Ask{}, "", nil, 0, "", nil
	w.noUndo()
	w.asked(o.Content.Asked, 0)
	return w
}

// after folds one change of this work. seq is its number at this station, 0 for
// facts of the past.
func (w *Work) after(c Change, seq int64) {
	w.lookedAway(c)
	switch c := c.(type) {
	case WorkStarted:
		w.Ahead = false
	case WorkMoved:
		w.Stage = c.To
	case WorkClosed:
		if w.count(InTote)+w.count(Loose) == 0 {
			w.Tote = "" // the next one picks into his own
		}
	case AskedChanged:
		w.asked(c.Asked, c.Through)
	case Acknowledged:
		w.Acked = c.What
	case Prompted:
		w.Ask, w.askedAt = c.Ask, seq
	case CodeLearnt:
		if c.Line < len(w.Content.Lines) {
			w.learns(w.Content.Lines[c.Line].Product, Barcode{c.Code, 1})
		}
	case ToteBound:
		w.Tote = c.Tote
	case PlaceConfirmed:
		w.AtStop = c.Stop
	case StopSkipped:
		w.skipped(c)
	case UnitPicked, UnitMoved, UnitPacked, UnitsShort, UnitDamaged, UnitMissing:
		w.afterUnits(c, seq)
	case CartonsPlanned:
		w.plan(c)
	case CartonRefused:
		w.NoFits = append(slices.Clip(slices.Clone(w.NoFits)), NoFit{c.Parcel, c.Carton})
	case ParcelOpened, CartonChanged, PutInsConfirmed, ParcelSealed, ParcelReopened, ParcelDiscarded, ParcelWeighed:
		w.afterParcel(c)
	case LabelRequested, LabelBought, LabelFailed, LabelInDoubt, LabelVoidRequested, LabelVoided, VoidRefused, LabelDestroyed, LabelProven:
		w.afterLabel(c, seq)
	case PrintRequested, PrintStarted, PrintEnded, BoxShown:
		w.afterPrint(c, seq)
	}
}

// asked takes what the house asks now. What this station took, and what it
// found short by facts after through, the house has not heard of: it stays so.
func (w *Work) asked(a Asked, through int64) {
	if a.Rev < w.Seen {
		return
	}
	w.Seen, w.Hold, w.Gone = a.Rev, a.Hold, a.Cancelled
	w.unheard = slices.DeleteFunc(slices.Clone(w.unheard), func(u unheard) bool { return u.seq <= through })
	w.Tallys = slices.Clone(w.Tallys)
	w.ownLines()
	w.Cures = map[int]CureKind{}
	for _, l := range a.Lines {
		if l.Line < 0 || l.Line >= len(w.Content.Lines) {
			continue
		}
		w.Content.Lines[l.Line].Want = max(0, l.Want)
		w.Tallys[l.Line].Short = l.Short
		for _, u := range w.unheard {
			if u.line == l.Line {
				w.Tallys[l.Line].Short += u.missing
			}
		}
		w.learns(w.Content.Lines[l.Line].Product, l.Codes...)
		if l.Cure != "" {
			w.Cures[l.Line] = l.Cure
		}
	}
	if a.Stops == nil {
		return
	}
	w.Stops = mergeStops(w.Stops, a.Stops)
	for _, u := range w.unheard {
		w.fewer(u.stop, u.missing)
	}
}

// ownLines makes the lines the work's own, so that they can be changed.
func (w *Work) ownLines() {
	c := *w.Content
	c.Lines = slices.Clone(c.Lines)
	w.Content = &c
}

// mergeStops is the new path; what was taken or put off here stays so.
func mergeStops(old, asked []Stop) []Stop {
	known := make(map[ID]Stop, len(old))
	for _, s := range old {
		known[s.ID] = s
	}
	path := slices.Clone(asked)
	for i := range path {
		if s, ok := known[path[i].ID]; ok {
			path[i].Taken, path[i].Skipped = s.Taken, s.Skipped
			delete(known, s.ID)
		}
	}
	for _, s := range old {
		if _, gone := known[s.ID]; gone && s.Taken > 0 {
			s.Qty = s.Taken
			path = append(path, s)
		}
	}
	return path
}

func (w *Work) skipped(c StopSkipped) {
	w.Stops = slices.Clone(w.Stops)
	most := 0
	for _, s := range w.Stops {
		most = max(most, s.Skipped)
	}
	for i := range w.Stops {
		if w.Stops[i].ID == c.Stop {
			w.Stops[i].Skipped = most + 1
		}
	}
	w.AtStop = ""
}

// keySet is a set of a few. A state that is shown must never change: each change
// makes another one.
type keySet []string

func (k keySet) has(key string) bool { return slices.Contains(k, key) }

func (k keySet) with(key string) keySet {
	if k.has(key) {
		return k
	}
	return append(slices.Clip(k), key)
}

func (k keySet) less(key string) keySet {
	if !k.has(key) {
		return k
	}
	return slices.DeleteFunc(slices.Clone(k), func(x string) bool { return x == key })
}

// without leaves out what begins so.
func (k keySet) without(prefix string) keySet {
	begins := func(x string) bool { return strings.HasPrefix(x, prefix) }
	if !slices.ContainsFunc(k, begins) {
		return k
	}
	return slices.DeleteFunc(slices.Clone(k), begins)
}
