package carton

import "fmt"

// Check proves a plan against its task, knowing nothing of how it was made: it
// shares no code with Pack. Every unit lies with its padding inside its carton
// and in no other unit, turned as it may be, rests on enough, and bears no more
// than it may; no carton is too heavy, too full, forbidden or used more often
// than there are; what must be in one parcel is, what must not is not; weights
// and sizes are those of the goods; every unit is packed once or refused for a
// reason that is true. The error names the first rule that is broken.
func Check(t Task, p Plan) error {
	if err := t.check(); err != nil {
		return err
	}
	if all := (audit{t, p}).faults(); len(all) > 0 {
		return all[0]
	}
	return nil
}

// audit is a plan beside the task that it must answer.
type audit struct {
	task Task
	plan Plan
}

// ofParcels is what must hold in every parcel, ofPlans what must hold between
// them. A rule answers what breaks it.
var (
	ofParcels = []func(opened) error{
		opened.turned, opened.inside, opened.bag, opened.overlap, opened.full,
		opened.resting, opened.fragile, opened.stacked, opened.sequence,
		opened.alone, opened.allowed, opened.carried, opened.apart,
		opened.weight, opened.size, opened.billed,
	}
	ofPlans = []func(audit) error{
		audit.limits, audit.sets, audit.refusals, audit.counts, audit.claims,
	}
)

// faults are all rules that the plan breaks, once for each parcel.
func (p audit) faults() []error {
	parcels, err := p.open()
	if err != nil {
		return []error{err}
	}
	var all []error
	for n, o := range parcels {
		for _, rule := range ofParcels {
			if err := rule(o); err != nil {
				all = append(all, fmt.Errorf("parcel %d: %w", n+1, err))
			}
		}
	}
	for _, rule := range ofPlans {
		if err := rule(p); err != nil {
			all = append(all, err)
		}
	}
	return all
}

// opened is a parcel as Check looks into it: its carton, and its units with
// their padding. A unit in its own packaging is in a carton of its own size.
type opened struct {
	task   Task
	parcel Parcel
	carton vessel
	units  []wrapped
}

// vessel is what holds the goods of a parcel.
type vessel struct{ Carton }

// wrapped is a unit and the box that it takes with its padding, from lo up to
// hi.
type wrapped struct {
	Placed
	item   *Item
	lo, hi [3]int
}

// open looks into all parcels, as far as they name cartons and items that there
// are.
func (p audit) open() ([]opened, error) {
	var all []opened
	for n, parcel := range p.plan.Parcels {
		o, err := p.openOne(parcel)
		if err != nil {
			return all, fmt.Errorf("parcel %d: %w", n+1, err)
		}
		all = append(all, o)
	}
	return all, nil
}

func (p audit) openOne(parcel Parcel) (opened, error) {
	o := opened{task: p.task, parcel: parcel}
	if parcel.Carton < Own || parcel.Carton >= len(p.task.Cartons) {
		return o, fmt.Errorf("there is no carton %d", parcel.Carton)
	}
	if len(parcel.Items) == 0 {
		return o, fmt.Errorf("it is empty")
	}
	for _, u := range parcel.Items {
		if u.Item < 0 || u.Item >= len(p.task.Items) {
			return o, fmt.Errorf("there is no item %d", u.Item)
		}
		o.units = append(o.units, p.wrap(u))
	}
	if parcel.Carton == Own {
		o.carton = vessel{o.units[0].packaging()}
		return o, nil
	}
	o.carton = vessel{p.task.Cartons[parcel.Carton]}
	return o, nil
}

func (p audit) wrap(u Placed) wrapped {
	w := wrapped{Placed: u, item: &p.task.Items[u.Item]}
	for axis := range 3 {
		w.lo[axis] = u.AtMM[axis] - w.item.PadMM
		w.hi[axis] = u.AtMM[axis] + u.SizeMM[axis] + w.item.PadMM
	}
	return w
}

// packaging is the carton that a unit is to itself.
func (w wrapped) packaging() Carton {
	return Carton{Code: "its own", InnerMM: w.sides(), OuterMM: w.sides()}
}

// sides are those of the unit with its padding.
func (w wrapped) sides() [3]int {
	return [3]int{w.hi[0] - w.lo[0], w.hi[1] - w.lo[1], w.hi[2] - w.lo[2]}
}

// String names the unit and where it lies.
func (w wrapped) String() string {
	if w.item.PadMM == 0 {
		return fmt.Sprintf("%q at %v mm of %v mm", w.item.Ref, w.AtMM, w.SizeMM)
	}
	return fmt.Sprintf("%q at %v mm of %v mm in %d mm of padding", w.item.Ref, w.AtMM, w.SizeMM, w.item.PadMM)
}
