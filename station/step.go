package station

// StepName is where a work stands: the one thing to do next.
type StepName string

// The steps, in the order of a work.
const (
	StepTote    StepName = "tote"    // scan the tote to pick into
	StepPlace   StepName = "place"   // go to the location and show it
	StepArticle StepName = "article" // take units from the location
	StepCure    StepName = "cure"    // units are missing and the house has not settled it
	StepCarton  StepName = "carton"  // choose the carton
	StepPack    StepName = "pack"    // verify units into the parcel
	StepWeigh   StepName = "weigh"   // put the parcel on the scale
	StepLabel   StepName = "label"   // the carrier is asked
	StepRefused StepName = "refused" // the carrier said no
	StepPrint   StepName = "print"   // the label is on its way
	StepProve   StepName = "prove"   // stick it on and scan it
	StepVoid    StepName = "void"    // the label is being taken back
	StepPutBack StepName = "put_back"
	StepDone    StepName = "done"
)

// Step is the one thing to do next for the work.
func (w *Work) Step() StepName {
	step, _ := w.at()
	return step
}

// at is the step and the stop where the path goes next.
func (w *Work) at() (StepName, *Stop) {
	next := w.NextStop()
	return w.step(next), next
}

func (w *Work) step(next *Stop) StepName {
	if w.Stage == Cancelling {
		if w.labelled() != nil {
			return StepVoid
		}
		return StepPutBack
	}
	p := w.Current()
	switch {
	case p != nil && p.State != ParcelOpen:
		return p.step()
	case w.count(Loose) > 0, p != nil && (w.complete(p) || w.waitsForPutIns(p)):
		return StepPack
	case w.Stage == ShortStage:
		return StepCure
	case w.boxed():
		return w.stepBoxed(p, next)
	case w.Stage == Picking:
		return w.stepTote(next)
	}
	return w.stepBench(p, next)
}

// boxed says that units are picked into the open parcel: in one pass, and where
// the goods of a work have no tote any more.
func (w *Work) boxed() bool {
	return w.Way == OnePass || w.Tote == "" && w.Stage != Picking
}

// stepTote is picking into a tote.
func (w *Work) stepTote(next *Stop) StepName {
	switch {
	case w.Tote == "" && next != nil:
		return StepTote
	case next != nil:
		return w.stepStop(next)
	case w.shortUnits() > 0:
		return StepCure
	}
	return StepDone
}

// stepBoxed is picking into the parcel.
func (w *Work) stepBoxed(p *Parcel, next *Stop) StepName {
	switch {
	case p == nil && (next != nil || w.count(InTote) > 0):
		return StepCarton
	case next != nil:
		return w.stepStop(next)
	case w.count(InTote) > 0:
		return StepPack
	}
	return w.stepEnd(p)
}

// stepBench is packing from a tote.
func (w *Work) stepBench(p *Parcel, next *Stop) StepName {
	switch goods := w.count(InTote) > 0; {
	case goods && p == nil:
		return StepCarton
	case goods:
		return StepPack
	case next != nil:
		return w.stepStop(next)
	}
	return w.stepEnd(p)
}

// stepEnd is what is left when nothing is to be taken or packed: a question to
// the house, or a box that was opened again.
func (w *Work) stepEnd(p *Parcel) StepName {
	switch {
	case w.shortUnits() > 0:
		return StepCure
	case p != nil && w.unitsIn(p.N) > 0:
		return StepPack
	}
	return StepDone
}

func (w *Work) stepStop(next *Stop) StepName {
	if w.Rules.Location != "off" && w.AtStop != next.ID && next.Location != w.here() {
		return StepPlace
	}
	return StepArticle
}

// here is the location where the picker stands, "" when nobody knows.
func (w *Work) here() string {
	if s := w.stop(w.AtStop); s != nil {
		return s.Location
	}
	return ""
}

// step is what a closed parcel waits for.
func (p *Parcel) step() StepName {
	if p.Outcome == "" {
		return StepWeigh
	}
	l := p.Live()
	if l == nil {
		if n := len(p.Labels); n > 0 && p.Labels[n-1].State == LabelIsFailed {
			return StepRefused
		}
		return StepLabel
	}
	switch l.State {
	case LabelIsRequested, LabelDoubtful:
		return StepLabel
	case LabelVoidIsRequested:
		return StepVoid
	}
	j := l.lastJob()
	if j == nil || j.Open() {
		return StepPrint
	}
	return StepProve
}

// NextStop is where the path goes next, nil when everything asked is taken. In
// one pass, what the plan puts into the open parcel comes first.
func (w *Work) NextStop() *Stop {
	var best *Stop
	here, plan := w.here(), w.openPlan()
	for i := range w.Stops {
		s := &w.Stops[i]
		if s.Qty > s.Taken && (best == nil || w.sooner(s, best, here, plan)) && !w.lineFull(s.Line) {
			best = s
		}
	}
	return best
}

// lineFull says that nothing more is asked of the line.
func (w *Work) lineFull(line int) bool {
	return w.Tallys[line].Picked >= w.Content.Lines[line].Want
}

func (w *Work) sooner(a, b *Stop, here string, plan *PlannedParcel) bool {
	if !w.noneAlone && w.boxed() {
		// What ships in its own packaging comes last, or first into a parcel of its own.
		if la, lb := w.Content.Lines[a.Line].Alone, w.Content.Lines[b.Line].Alone; la != lb {
			p := w.Current()
			return la == (p != nil && p.Own)
		}
	}
	if a.Skipped != b.Skipped {
		return a.Skipped < b.Skipped
	}
	if plan != nil {
		if pa, pb := w.planned(a.Line, plan), w.planned(b.Line, plan); pa != pb {
			return pa
		}
	}
	// Whoever stands at a location takes all that is asked there.
	if here != "" {
		if ha, hb := a.Location == here, b.Location == here; ha != hb {
			return ha
		}
	}
	return a.Sequence < b.Sequence
}

// openPlan is what the plan puts into the open parcel, nil when there are not
// several to choose from.
func (w *Work) openPlan() *PlannedParcel {
	p := w.Current()
	if len(w.Plan) < 2 || w.Way != OnePass || p == nil {
		return nil
	}
	return w.planOf(p.N)
}

// planned says that the plan puts more of the line into the open parcel.
func (w *Work) planned(line int, plan *PlannedParcel) bool {
	return w.inParcel(line, w.Current().N) < plan.Units[line]
}

// room is how many units may still be taken at the stop.
func (w *Work) room(s *Stop) int {
	return min(s.Left(), w.Content.Lines[s.Line].Want-w.Tallys[s.Line].Picked)
}
