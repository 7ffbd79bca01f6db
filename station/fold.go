package station

import (
	"maps"
	"slices"
	"strconv"
	"strings"
)

// After is the state once the change is true. It never changes s: what it
// touches is copied first. A change of a work that is not in hand only counts.
func (s State) After(c Change) State {
	s.Seq++
	switch c := c.(type) {
	case SignedIn:
		s.Operator = Person{ID: c.Person, Name: s.Operator.nameIf(c.Person), Role: c.Role}
		s.Ask = Ask{}
	case SignedOut:
		s.Operator, s.Ask = Person{}, Ask{}
	case WorkOpened:
		return s.opened(c)
	case WorkStarted:
		s.Active = c.Work
	case WorkLost:
		return s.without(c.Work)
	case WorkClosed:
		return s.without(c.Work)
	case Prompted:
		if c.Work == "" {
			s.Ask = c.Ask
			return s
		}
	}
	if w, ok := c.(WorkChange); ok {
		id, _ := w.Of()
		return s.withWork(id, func(w Work) Work { return w.after(c, s.Seq) })
	}
	return s
}

func (p Person) nameIf(id ID) string {
	if p.ID == id {
		return p.Name
	}
	return ""
}

func (s State) opened(c WorkOpened) State {
	s = s.without(c.Work)
	if c.Opened == nil {
		return s
	}
	s.Works = append(slices.Clip(slices.Clone(s.Works)), openWork(*c.Opened, c))
	return s
}

func (s State) without(id ID) State {
	s.Works = slices.DeleteFunc(slices.Clone(s.Works), func(w Work) bool { return w.ID == id })
	if s.Active == id {
		s.Active = ""
	}
	return s
}

func (s State) withWork(id ID, change func(Work) Work) State {
	for i := range s.Works {
		if s.Works[i].ID == id {
			s.Works = slices.Clone(s.Works)
			s.Works[i] = change(s.Works[i])
			break
		}
	}
	return s
}

// openWork is a work as it stands when this station takes it: its content, the
// facts that others made true before, and what is asked now.
func openWork(o Opened, c WorkOpened) Work {
	w := Work{Content: o.Content, Stage: Picking, Epoch: c.Epoch, How: c.How, Ahead: true}
	w.Content.Lines = slices.Clone(o.Content.Lines)
	w.Tallys = make([]Tally, len(w.Content.Lines))
	for _, f := range o.Facts {
		w = w.after(f.Change, 0)
	}
	w.Stage, w.Epoch, w.How, w.Slot, w.Ahead = o.Stage, c.Epoch, c.How, o.Slot, true
	w.Ask, w.Undo, w.AtStop, w.Stops, w.Seen, w.Acked = Ask{}, Held{}, "", nil, 0, ""
	return w.asked(o.Content.Asked)
}

// after folds one change of this work. seq is its number at this station, 0 for
// facts of the past.
func (w Work) after(c Change, seq int64) Work {
	switch c := c.(type) {
	case WorkStarted:
		w.Ahead = false
	case WorkMoved:
		w.Stage = c.To
	case AskedChanged:
		return w.asked(c.Asked)
	case Acknowledged:
		w.Acked = c.What
	case Prompted:
		w.Ask = c.Ask
	case ToteBound:
		w.Tote = c.Tote
	case PlaceConfirmed:
		w.AtStop = c.Stop
	case StopSkipped:
		return w.skipped(c)
	case UnitPicked, UnitMoved, UnitPacked, UnitsShort, UnitDamaged, UnitMissing:
		return w.afterUnits(c)
	case CartonsPlanned:
		w.Plan, w.Proof, w.Planned, w.Unsized = c.Parcels, c.Proof, true, c.Unsized
	case ParcelOpened, CartonChanged, ParcelSealed, ParcelReopened, ParcelDiscarded, ParcelWeighed:
		return w.afterParcel(c)
	case LabelRequested, LabelBought, LabelFailed, LabelInDoubt, LabelVoidRequested, LabelVoided, VoidRefused, LabelProven:
		return w.afterLabel(c, seq)
	case PrintRequested, PrintStarted, PrintEnded:
		return w.afterPrint(c, seq)
	}
	return w
}

// asked takes what the house asks now. Units that this station took but the
// house has not heard of stay taken.
func (w Work) asked(a Asked) Work {
	if a.Rev < w.Seen {
		return w
	}
	w.Seen, w.Hold, w.Gone = a.Rev, a.Hold, a.Cancelled
	if w.Hold == "" && w.Acked == "hold" {
		w.Acked = ""
	}
	w.Content.Lines, w.Tallys = slices.Clone(w.Content.Lines), slices.Clone(w.Tallys)
	w.Cures = map[int]CureKind{}
	for _, l := range a.Lines {
		if l.Line < 0 || l.Line >= len(w.Content.Lines) {
			continue
		}
		w.Content.Lines[l.Line].Want = l.Want
		w.Tallys[l.Line].Short = l.Short
		if l.Cure != "" {
			w.Cures[l.Line] = l.Cure
		}
	}
	if a.Stops != nil {
		w.Stops = mergeStops(w.Stops, a.Stops)
	}
	return w
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

func (w Work) skipped(c StopSkipped) Work {
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
	return w
}

// afterUnits folds a change that moves or misses units.
func (w Work) afterUnits(c Change) Work {
	switch c := c.(type) {
	case UnitPicked:
		h := Held{Line: c.Line, Goods: c.Goods, Place: c.Into, Qty: c.Qty, Stop: c.Stop, Location: c.Location}
		w = w.put(h).taken(c.Stop, c.Qty)
		w.Undo, w.UndoTo = h, Place{InLocation, c.Location}
	case UnitPacked:
		to := Place{InParcel, strconv.Itoa(c.Parcel)}
		w, h := w.take(c.Line, c.Goods, c.From, c.Qty)
		h.Place = to
		w = w.put(h)
		w.Undo, w.UndoTo = h, c.From
		return w.counted(c.Line)
	case UnitMoved:
		w, h := w.take(c.Line, c.Goods, c.From, c.Qty)
		if c.To.Kind == InLocation {
			if c.Stop != "" {
				w = w.taken(c.Stop, -c.Qty)
			}
		} else {
			h.Place = c.To
			w = w.put(h)
		}
		w.Undo = Held{}
		return w.counted(c.Line)
	case UnitsShort:
		w = w.fewer(c.Stop, c.Missing)
		w = w.short(c.Line, c.Missing)
		w.AtStop = ""
	case UnitDamaged:
		if c.From.Kind != InLocation {
			w, _ = w.take(c.Line, c.Goods, c.From, c.Qty)
			w = w.short(c.Line, c.Qty)
		}
		w.Tallys = slices.Clone(w.Tallys)
		w.Tallys[c.Line].Damaged += c.Qty
		w.Undo = Held{}
		return w.counted(c.Line)
	case UnitMissing:
		w, _ = w.take(c.Line, c.Goods, c.From, c.Qty)
		w = w.short(c.Line, c.Qty)
		w.Undo = Held{}
		return w.counted(c.Line)
	}
	return w.counted(unitLine(c))
}

func unitLine(c Change) int {
	switch c := c.(type) {
	case UnitPicked:
		return c.Line
	case UnitsShort:
		return c.Line
	}
	return 0
}

// put adds units to the place, one entry for each kind of goods and origin.
func (w Work) put(h Held) Work {
	w.Held = slices.Clone(w.Held)
	for i, x := range w.Held {
		if x.Line == h.Line && x.Goods == h.Goods && x.Place == h.Place && x.Stop == h.Stop && x.Location == h.Location {
			w.Held[i].Qty += h.Qty
			return w
		}
	}
	w.Held = append(w.Held, h)
	return w
}

// take removes up to qty units and answers them as one entry: where they came
// from is that of the first.
func (w Work) take(line int, g Goods, from Place, qty int) (Work, Held) {
	w.Held = slices.Clone(w.Held)
	taken := Held{Line: line, Goods: g, Place: from}
	for i := range w.Held {
		h := &w.Held[i]
		if h.Line != line || h.Goods != g || h.Place != from || taken.Qty == qty {
			continue
		}
		n := min(h.Qty, qty-taken.Qty)
		h.Qty -= n
		if taken.Qty == 0 {
			taken.Stop, taken.Location = h.Stop, h.Location
		}
		taken.Qty += n
	}
	w.Held = slices.DeleteFunc(w.Held, func(h Held) bool { return h.Qty == 0 })
	return w, taken
}

func (w Work) taken(stop ID, qty int) Work {
	for i := range w.Stops {
		if w.Stops[i].ID == stop {
			w.Stops = slices.Clone(w.Stops)
			w.Stops[i].Taken += qty
			break
		}
	}
	return w
}

func (w Work) fewer(stop ID, missing int) Work {
	for i := range w.Stops {
		if w.Stops[i].ID == stop {
			w.Stops = slices.Clone(w.Stops)
			w.Stops[i].Qty -= missing
			break
		}
	}
	return w
}

func (w Work) short(line, qty int) Work {
	w.Tallys = slices.Clone(w.Tallys)
	w.Tallys[line].Short += qty
	return w
}

// counted counts the units of a line again from where they are.
func (w Work) counted(line int) Work {
	if line < 0 || line >= len(w.Tallys) {
		return w
	}
	t := w.Tallys[line]
	t.Picked, t.Packed = 0, 0
	for _, h := range w.Held {
		if h.Line != line {
			continue
		}
		t.Picked += h.Qty
		if h.Place.Kind == InParcel || h.Place.Kind == InCage {
			t.Packed += h.Qty
		}
	}
	if t == w.Tallys[line] {
		return w
	}
	w.Tallys = slices.Clone(w.Tallys)
	w.Tallys[line] = t
	return w
}

// afterParcel folds a change of a parcel's life.
func (w Work) afterParcel(c Change) Work {
	switch c := c.(type) {
	case ParcelOpened:
		w.Parcels = append(slices.Clip(slices.Clone(w.Parcels)),
			Parcel{N: c.Parcel, State: ParcelOpen, Carton: c.Carton, Planned: c.Planned})
		return w
	case CartonChanged:
		return w.withParcel(c.Parcel, func(p *Parcel) { p.Carton = c.Carton })
	case ParcelSealed:
		w.Undo = Held{}
		return w.withParcel(c.Parcel, func(p *Parcel) {
			p.State, p.WeightG, p.ExpectedG, p.Outcome = ParcelIsSealed, 0, 0, ""
		})
	case ParcelReopened:
		return w.withParcel(c.Parcel, func(p *Parcel) {
			p.State, p.WeightG, p.ExpectedG, p.Outcome = ParcelOpen, 0, 0, ""
			p.Recounted = true
		})
	case ParcelDiscarded:
		return w.withParcel(c.Parcel, func(p *Parcel) { p.State = ParcelVoided })
	case ParcelWeighed:
		return w.withParcel(c.Parcel, func(p *Parcel) {
			p.WeightG, p.ExpectedG, p.Outcome = c.Grams, c.ExpectedG, c.Outcome
		})
	}
	return w
}

func (w Work) withParcel(n int, change func(*Parcel)) Work {
	for i := range w.Parcels {
		if w.Parcels[i].N == n {
			w.Parcels = slices.Clone(w.Parcels)
			change(&w.Parcels[i])
			break
		}
	}
	return w
}

// afterLabel folds a change of a label's life.
func (w Work) afterLabel(c Change, seq int64) Work {
	switch c := c.(type) {
	case LabelRequested:
		return w.withParcel(c.Parcel, func(p *Parcel) {
			p.Labels = append(slices.Clip(slices.Clone(p.Labels)), Label{N: c.Label, State: LabelIsRequested, Key: c.Key, seq: seq})
		})
	case LabelBought:
		w = w.withLabel(c.Parcel, c.Label, func(l *Label) { l.State, l.Bought = LabelPurchased, c.Bought })
		return w.withParcel(c.Parcel, func(p *Parcel) { p.State = ParcelLabelled })
	case LabelFailed:
		return w.withLabel(c.Parcel, c.Label, func(l *Label) { l.State, l.Code = LabelIsFailed, c.Code })
	case LabelInDoubt:
		return w.withLabel(c.Parcel, c.Label, func(l *Label) { l.State = LabelDoubtful })
	case LabelVoidRequested:
		return w.withLabel(c.Parcel, c.Label, func(l *Label) { l.State, l.Code, l.seq = LabelVoidIsRequested, c.Reason, seq })
	case VoidRefused:
		return w.withLabel(c.Parcel, c.Label, func(l *Label) { l.State = LabelPurchased })
	case LabelVoided:
		w = w.withLabel(c.Parcel, c.Label, func(l *Label) { l.State = LabelIsVoided })
		return w.withParcel(c.Parcel, func(p *Parcel) { p.State = ParcelIsSealed })
	case LabelProven:
		w = w.withJob(c.Job, func(j *Job) { j.State = PrintConfirmed })
		w = w.withLabel(c.Parcel, c.Label, func(l *Label) { l.Proven = true })
		w = w.withParcel(c.Parcel, func(p *Parcel) { p.State = ParcelInCage })
		return w.caged(c.Parcel)
	}
	return w
}

// caged moves a parcel's units to the cage: the proof is the cage where none
// are set up.
func (w Work) caged(n int) Work {
	w.Held = slices.Clone(w.Held)
	in := parcelPlace(n)
	for i := range w.Held {
		if w.Held[i].Place == in {
			w.Held[i].Place.Kind = InCage
		}
	}
	return w
}

func (w Work) withLabel(parcel, n int, change func(*Label)) Work {
	return w.withParcel(parcel, func(p *Parcel) {
		p.Labels = slices.Clone(p.Labels)
		for i := range p.Labels {
			if p.Labels[i].N == n {
				change(&p.Labels[i])
			}
		}
	})
}

// afterPrint folds a change of a print job's life.
func (w Work) afterPrint(c Change, seq int64) Work {
	switch c := c.(type) {
	case PrintRequested:
		j := Job{ID: c.Job, Doc: c.Doc, Copy: c.Copy, State: PrintQueued, Reason: c.Reason, seq: seq}
		if c.Doc != ShipLabel {
			w.Slips = append(slices.Clip(slices.Clone(w.Slips)), j)
			return w
		}
		return w.withLabel(c.Parcel, c.Label, func(l *Label) { l.Jobs = append(slices.Clip(slices.Clone(l.Jobs)), j) })
	case PrintStarted:
		return w.withJob(c.Job, func(j *Job) { j.State = PrintSending })
	case PrintEnded:
		return w.withJob(c.Job, func(j *Job) { j.State, j.Problem = c.State, c.Problem })
	}
	return w
}

func (w Work) withJob(id ID, change func(*Job)) Work {
	for i := range w.Slips {
		if w.Slips[i].ID == id {
			w.Slips = slices.Clone(w.Slips)
			change(&w.Slips[i])
			return w
		}
	}
	for _, p := range w.Parcels {
		for _, l := range p.Labels {
			for k := range l.Jobs {
				if l.Jobs[k].ID == id {
					return w.withLabel(p.N, l.N, func(l *Label) {
						l.Jobs = slices.Clone(l.Jobs)
						change(&l.Jobs[k])
					})
				}
			}
		}
	}
	return w
}

func parcelPlace(n int) Place { return Place{InParcel, strconv.Itoa(n)} }

// with is a copy of a set with the key added; less is one without it. A state
// that is shown must never change.
func with(set map[string]bool, key string) map[string]bool {
	set = maps.Clone(set)
	if set == nil {
		set = map[string]bool{}
	}
	set[key] = true
	return set
}

func less(set map[string]bool, key string) map[string]bool {
	set = maps.Clone(set)
	delete(set, key)
	return set
}

func without(set map[string]bool, prefix string) map[string]bool {
	set = maps.Clone(set)
	maps.DeleteFunc(set, func(k string, _ bool) bool { return strings.HasPrefix(k, prefix) })
	return set
}
