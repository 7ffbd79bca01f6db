package station

import "slices"

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

// Work is the work on the screen, nil when there is none.
func (s State) Work() *Work {
	return s.find(s.Active)
}

func (s State) find(id ID) *Work {
	if id == "" {
		return nil
	}
	for i := range s.Works {
		if s.Works[i].ID == id {
			return &s.Works[i]
		}
	}
	return nil
}

// Ahead counts the works held beyond the one on the screen.
func (s State) Ahead() int {
	n := 0
	for _, w := range s.Works {
		if w.ID != s.Active {
			n++
		}
	}
	return n
}

// MaySend says whether the job's first byte may leave now: its intent is
// durable and nothing stopped the work since.
func (s State) MaySend(job ID) bool {
	for i := range s.Works {
		if j := s.Works[i].job(job); j != nil {
			return j.State == PrintSending && s.Works[i].Halt() == ""
		}
	}
	return false
}

// Halt names what stopped the work: "taken", "cancelled", "hold", or "" when
// nothing did. A STOP that was answered stands no more.
func (w Work) Halt() string {
	switch {
	case w.LostTo != "":
		return "taken"
	case w.Gone && w.Stage != Cancelling:
		return "cancelled"
	case w.Hold != "" && w.Stage != Cancelling:
		return "hold"
	}
	return ""
}

// Step is the one thing to do next for the work.
func (w Work) Step() StepName {
	if w.Stage == Cancelling {
		if p := w.labelled(); p != nil {
			return StepVoid
		}
		return StepPutBack
	}
	p := w.Current()
	if p != nil && p.State != ParcelOpen {
		return p.step()
	}
	switch {
	case w.count(Loose) > 0:
		return StepPack
	case w.Stage == Picking && w.Way != OnePass:
		return w.stepTote()
	case w.Way == OnePass:
		return w.stepOnePass(p)
	}
	return w.stepBench(p)
}

// stepTote is picking into a tote.
func (w Work) stepTote() StepName {
	switch {
	case w.Tote == "" && w.NextStop() != nil:
		return StepTote
	case w.NextStop() != nil:
		return w.stepStop()
	case w.shortUnits() > 0:
		return StepCure
	}
	return StepDone
}

// stepOnePass is picking into the parcel.
func (w Work) stepOnePass(p *Parcel) StepName {
	switch {
	case w.NextStop() != nil && p == nil:
		return StepCarton
	case w.NextStop() != nil:
		return w.stepStop()
	case w.count(InTote) > 0 && p == nil:
		return StepCarton
	case w.count(InTote) > 0:
		return StepPack
	}
	return w.stepEnd(p)
}

// stepEnd is what is left when nothing is to be taken or packed: a question to
// the house, or a box that was opened again.
func (w Work) stepEnd(p *Parcel) StepName {
	switch {
	case w.shortUnits() > 0:
		return StepCure
	case p != nil && w.unitsIn(p.N) > 0:
		return StepPack
	}
	return StepDone
}

// stepBench is packing from a tote, or from a slot.
func (w Work) stepBench(p *Parcel) StepName {
	switch {
	case w.count(InTote) > 0 && p == nil:
		return StepCarton
	case w.count(InTote) > 0:
		return StepPack
	case w.NextStop() != nil:
		return w.stepStop()
	}
	return w.stepEnd(p)
}

func (w Work) stepStop() StepName {
	stop := w.NextStop()
	if w.Rules.Location != "off" && w.AtStop != stop.ID && !w.atLocation(stop.Location) {
		return StepPlace
	}
	return StepArticle
}

// atLocation says that the picker stands there already, for an earlier stop.
func (w Work) atLocation(name string) bool {
	for _, s := range w.Stops {
		if s.ID == w.AtStop {
			return s.Location == name
		}
	}
	return false
}

// step is what a closed parcel waits for.
func (p Parcel) step() StepName {
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

func (l Label) lastJob() *Job {
	if len(l.Jobs) == 0 {
		return nil
	}
	return &l.Jobs[len(l.Jobs)-1]
}

func (w Work) job(id ID) *Job {
	for i := range w.Slips {
		if w.Slips[i].ID == id {
			return &w.Slips[i]
		}
	}
	for _, p := range w.Parcels {
		for _, l := range p.Labels {
			for i := range l.Jobs {
				if l.Jobs[i].ID == id {
					return &l.Jobs[i]
				}
			}
		}
	}
	return nil
}

// Current is the parcel in hand: the first that is not finished, nil when a
// new one must be opened.
func (w Work) Current() *Parcel {
	for i := range w.Parcels {
		switch w.Parcels[i].State {
		case ParcelOpen, ParcelIsSealed, ParcelLabelled:
			return &w.Parcels[i]
		}
	}
	return nil
}

// labelled is a parcel with a live label that is not in a cage.
func (w Work) labelled() *Parcel {
	for i := range w.Parcels {
		p := &w.Parcels[i]
		if p.State != ParcelInCage && p.State != ParcelVoided && p.Live() != nil {
			return p
		}
	}
	return nil
}

// NextStop is where the path goes next, nil when everything asked is taken. In
// one pass, what the plan puts into the open parcel comes first.
func (w Work) NextStop() *Stop {
	best := -1
	for i := range w.Stops {
		if w.Stops[i].Left() <= 0 || w.lineFull(w.Stops[i].Line) {
			continue
		}
		if best < 0 || w.sooner(i, best) {
			best = i
		}
	}
	if best < 0 {
		return nil
	}
	return &w.Stops[best]
}

// lineFull says that nothing more is asked of the line.
func (w Work) lineFull(line int) bool {
	return w.Tallys[line].Picked >= w.Content.Lines[line].Want
}

func (w Work) sooner(a, b int) bool {
	x, y := w.Stops[a], w.Stops[b]
	if x.Skipped != y.Skipped {
		return x.Skipped < y.Skipped
	}
	if px, py := w.inPlan(x.Line), w.inPlan(y.Line); px != py {
		return px
	}
	// Whoever stands at a location takes all that is asked there.
	if hx, hy := w.atLocation(x.Location), w.atLocation(y.Location); hx != hy {
		return hx
	}
	return x.Sequence < y.Sequence
}

// inPlan says that the plan puts more of the line into the open parcel, or that
// there is no plan to follow.
func (w Work) inPlan(line int) bool {
	p := w.Current()
	if w.Way != OnePass || p == nil || p.N > len(w.Plan) || len(w.Plan) < 2 {
		return true
	}
	return w.inParcel(line, p.N) < w.Plan[p.N-1].Units[line]
}

func (w Work) inParcel(line, n int) int {
	units, in := 0, parcelPlace(n)
	for _, h := range w.Held {
		if h.Line == line && h.Place == in {
			units += h.Qty
		}
	}
	return units
}

// count is how many units of the work are in places of the kind.
func (w Work) count(k PlaceKind) int {
	n := 0
	for _, h := range w.Held {
		if h.Place.Kind == k {
			n += h.Qty
		}
	}
	return n
}

// away is how many units left their location and are not in a cage.
func (w Work) away() int {
	n := 0
	for _, h := range w.Held {
		if h.Place.Kind != InCage {
			n += h.Qty
		}
	}
	return n
}

func (w Work) shortUnits() int {
	n := 0
	for _, t := range w.Tallys {
		n += t.Short
	}
	return n
}

// Wanted counts the units asked of the whole work.
func (w Work) Wanted() int {
	n := 0
	for _, l := range w.Content.Lines {
		n += l.Want
	}
	return n
}

// PackedUnits counts the verified units in parcels.
func (w Work) PackedUnits() int {
	n := 0
	for _, t := range w.Tallys {
		n += t.Packed
	}
	return n
}

// PickedUnits counts the units that left their location.
func (w Work) PickedUnits() int {
	n := 0
	for _, t := range w.Tallys {
		n += t.Picked
	}
	return n
}

// allPacked says that every unit asked is verified in a parcel.
func (w Work) allPacked() bool {
	for i, l := range w.Content.Lines {
		if w.Tallys[i].Packed < l.Want || w.Tallys[i].Short > 0 {
			return false
		}
	}
	return w.count(Loose) == 0 && w.count(InTote) == 0
}

// settled says that every unit asked has left its location.
func (w Work) settled() bool {
	for i, l := range w.Content.Lines {
		if w.Tallys[i].Picked < l.Want {
			return false
		}
	}
	return true
}

// full says that the open parcel holds what the plan wanted in it while more is
// to come in another.
func (w Work) full(p Parcel) bool {
	if p.N > len(w.Plan) || len(w.Plan) < 2 || p.Carton != w.Plan[p.N-1].Carton {
		return false
	}
	for line, want := range w.Plan[p.N-1].Units {
		if w.inParcel(line, p.N) < want {
			return false
		}
	}
	return w.count(Loose) == 0
}

// unitsIn counts the units of a parcel.
func (w Work) unitsIn(n int) int {
	units, in := 0, parcelPlace(n)
	for _, h := range w.Held {
		if h.Place == in {
			units += h.Qty
		}
	}
	return units
}

// Carton is the work's carton of the code, nil when there is none.
func (w Work) Carton(code string) *Carton {
	for i := range w.Cartons {
		if w.Cartons[i].Code == code {
			return &w.Cartons[i]
		}
	}
	return nil
}

// Expected is what a closed parcel should weigh, g, and how far off it may be.
// Zero when the weight of an article in it is not known.
func (w Work) Expected(p Parcel) (grams, tolerance int) {
	spread, in := 0, parcelPlace(p.N)
	for _, h := range w.Held {
		if h.Place != in {
			continue
		}
		l := w.Content.Lines[h.Line]
		if l.WeightG == 0 {
			return 0, 0
		}
		grams += h.Qty * l.WeightG
		spread += h.Qty * l.SpreadG
	}
	if c := w.Carton(p.Carton); c != nil {
		grams += c.EmptyG
	}
	return grams, max(w.Rules.ToleranceG, grams*w.Rules.TolerancePermille/1000, spread)
}

// Suggested is the carton that the plan has for the next parcel, nil without a
// plan.
func (w Work) Suggested() *Carton {
	opened := 0
	for _, p := range w.Parcels {
		if p.State != ParcelVoided {
			opened++
		}
	}
	if opened >= len(w.Plan) {
		return nil
	}
	return w.Carton(w.Plan[opened].Carton)
}

// Choosable is the cartons offered on the digits: the suggested one first, then
// by volume, at most max.
func (w Work) Choosable(most int) []Carton {
	list := w.byVolume()
	if s := w.Suggested(); s != nil {
		code := s.Code
		slices.SortStableFunc(list, func(a, b Carton) int {
			return boolToInt(b.Code == code) - boolToInt(a.Code == code)
		})
		// What is smaller than the suggestion does not help.
		list = slices.DeleteFunc(list, func(c Carton) bool { return volume(c) < volume(*s) })
	}
	return list[:min(most, len(list))]
}

func (w Work) byVolume() []Carton {
	list := slices.Clone(w.Cartons)
	slices.SortStableFunc(list, func(a, b Carton) int { return volume(a) - volume(b) })
	return list
}

func volume(c Carton) int { return c.InnerMM[0] * c.InnerMM[1] * c.InnerMM[2] }

func boolToInt(b bool) int {
	if b {
		return 1
	}
	return 0
}

// OpenLines lists the lines that are still to be packed, or picked where the pick is
// the pack.
func (w Work) OpenLines() []int {
	var open []int
	for i, l := range w.Content.Lines {
		if w.Tallys[i].Packed < l.Want {
			open = append(open, i)
		}
	}
	return open
}
