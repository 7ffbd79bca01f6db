package station

import (
	"hash/fnv"
	"slices"
)

// replan is what the cartonizer is to be asked, nil when the plan stands: the
// whole order once, the goods of one parcel when they do not fit its carton, and
// what is not begun when a carton of the plan has run out.
func (w *Work) replan() *PlanCartons {
	n := w.atHand()
	at := w.planIndex(n)
	switch {
	case !w.Planned:
		return w.ask(0, false, w.left(nil), 0)
	case at < len(w.Plan) && slices.Contains(w.NoFits, NoFit{n, w.Plan[at].Carton}):
		return w.ask(at, true, w.goodsOf(n), n)
	}
	open := w.openParcel()
	if open != nil {
		at++
	}
	for i := at; i < len(w.Plan); i++ {
		if slices.Contains(w.Empty, w.Plan[i].Carton) {
			return w.ask(at, false, w.left(open), 0)
		}
	}
	return nil
}

// ask is the question to the cartonizer about those units, in the place of one
// parcel of the plan or of all from there on. Cartons that are not to be had, or
// that do not fit the parcel, are no choice.
func (w *Work) ask(from int, one bool, units map[int]int, parcel int) *PlanCartons {
	seed := fnv.New64a()
	seed.Write([]byte(w.Order))
	return &PlanCartons{
		Work: w.ID, From: from, One: one, Lines: w.Content.Lines, Units: units,
		Cartons: slices.DeleteFunc(slices.Clone(w.Cartons), func(c Carton) bool { return !w.offered(c, parcel) }),
		Carrier: w.Carrier, Rules: w.Rules, Seed: seed.Sum64(),
	}
}

// left is what is still to be packed, without what the plan puts into the open
// parcel.
func (w *Work) left(open *Parcel) map[int]int {
	var plan *PlannedParcel
	if open != nil {
		plan = w.planOf(open.N)
	}
	units := make(map[int]int, len(w.Content.Lines))
	for i, l := range w.Content.Lines {
		n := l.Want - w.Tallys[i].Packed
		if plan != nil {
			n -= max(0, plan.Units[i]-w.inParcel(i, open.N))
		}
		if n > 0 {
			units[i] = n
		}
	}
	return units
}

// planned takes the cartonizer's answer; it is kept as a fact and never
// computed again. An answer to what is not asked any more goes.
func (t *turn) planned(in Planned) {
	t.ended("plan:" + string(in.Work))
	w := t.find(in.Work)
	if w == nil {
		return
	}
	asked := w.replan()
	if asked == nil || asked.From != in.From || asked.One != in.One {
		return
	}
	plan := CartonsPlanned{OfWork: w.of(), From: in.From, One: in.One, Parcels: in.Parcels, Proof: in.Proof, Unsized: in.Unsized, Unstable: in.Unstable}
	if again := w.Planned; again && !asked.allows(in.Parcels) {
		plan.Parcels, plan.Proof, plan.Unstable = nil, "", false
	}
	if in.One && len(plan.Parcels) == 0 {
		plan.Parcels = []PlannedParcel{{Units: asked.Units}} // nobody knows a carton
	}
	t.is(plan)
	if in.One && w.ID == t.Active && w.Halt() == "" {
		t.sayNextBest()
	}
}

// allows says that every carton of the parcels is one of the choice.
func (p *PlanCartons) allows(parcels []PlannedParcel) bool {
	return !slices.ContainsFunc(parcels, func(x PlannedParcel) bool {
		return !x.Own && !slices.ContainsFunc(p.Cartons, func(c Carton) bool { return c.Code == x.Carton })
	})
}

func (t *turn) sayNextBest() {
	if c := t.Work().Suggested(); c != nil {
		t.note(wait("The next best is BOX %s. Scan it.", c.Name))
		return
	}
	t.note(wait("No other box is known. Scan any that fits."))
}

// plan puts the parcels of the fact into the plan.
func (w *Work) plan(c CartonsPlanned) {
	from := min(c.From, len(w.Plan))
	plan := append(slices.Clone(w.Plan[:from]), c.Parcels...)
	if c.One && from < len(w.Plan) {
		plan = append(plan, w.Plan[from+1:]...)
	}
	w.Plan, w.Proof, w.Planned, w.Unstable = plan, c.Proof, true, c.Unstable
	if from == 0 && !c.One {
		w.Unsized = c.Unsized
	}
}
