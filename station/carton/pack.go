package carton

import (
	"cmp"
	"math/rand/v2"
	"slices"
)

// packer is one run of Pack.
type packer struct {
	kinds []kind
	boxes []box // smallest first
	stock []int // left of each box, by its place in boxes
	rand  *rand.Rand
	left  int  // of the budget
	sure  bool // an answer must come: the budget does not count
}

// runs is how many rules drawn from the seed follow the fixed ones.
const runs = 24

// Pack plans the parcels of one order. Items that fit no carton are named in
// the plan and the others are packed. The error is ErrNoCartons, an
// UnmeasuredError or names the value in the task that cannot be.
func Pack(t Task) (Plan, error) {
	if err := t.check(); err != nil {
		return Plan{}, err
	}
	refusals, refused := t.refusals()
	p := newPacker(t)
	var needs []need
	p.kinds, needs = kinds(t, refused)
	loads, proven := p.pack(needs)
	plan := p.plan(t, loads)
	plan.Unplaced = append(refusals, p.leftOver(t)...)
	plan.Optimal = len(plan.Unplaced) == 0 && proven
	plan.Bound, plan.Spent = p.bound(needs), p.left <= 0
	return plan, nil
}

func newPacker(t Task) *packer {
	p := &packer{rand: newRand(t.Seed), left: t.Budget}
	switch t.Budget {
	case FirstAnswer:
		p.left = 0
	case 0:
		p.left = DefaultBudget
	}
	for n, c := range t.Cartons {
		p.boxes = append(p.boxes, box{carton: n, volume: volume(c.InnerMM), net: c.netG(), inner: c.InnerMM})
	}
	slices.SortStableFunc(p.boxes, func(a, b box) int {
		return cmp.Or(cmp.Compare(a.volume, b.volume), cmp.Compare(t.Cartons[a.carton].EmptyG, t.Cartons[b.carton].EmptyG))
	})
	for _, b := range p.boxes {
		p.stock = append(p.stock, cmp.Or(t.Cartons[b.carton].Limit, MaxUnits))
	}
	return p
}

func (t Task) refusals() ([]Refusal, map[int]bool) {
	var all []Refusal
	refused := map[int]bool{}
	for n := range t.Items {
		if r, no := t.refuse(n); no {
			all = append(all, r)
			refused[n] = true
		}
	}
	return all, refused
}

// pack finds the parcels, and tells whether no better ones can exist.
func (p *packer) pack(needs []need) ([]load, bool) {
	if len(needs) == 0 {
		return nil, true
	}
	l, found, proven := p.one(needs)
	if found {
		return []load{l}, proven
	}
	return p.several(needs), false
}

// one looks for the smallest carton that holds everything. It is proven to be
// the smallest when all smaller ones are impossible.
func (p *packer) one(needs []need) (l load, found, proven bool) {
	share := p.left / (2 * len(p.boxes))
	proven = true
	for _, b := range p.boxes {
		if p.impossible(b, needs) {
			continue
		}
		if l, found = p.attempt(b, needs, share); found {
			return l, true, proven
		}
		proven = false
	}
	return load{}, false, false
}

// attempt tries to fit everything into the box, for a share of the budget. The
// first rule is tried whatever it costs.
func (p *packer) attempt(b box, needs []need, share int) (load, bool) {
	p.sure = true
	l, ok := p.fill(b, p.ordered(needs, rules()[0]), rules()[0], true)
	p.sure = false
	if ok {
		return l, true
	}
	floor := max(0, p.left-share)
	for r := range p.draw() {
		if p.left <= floor {
			break
		}
		if l, ok = p.fill(b, p.ordered(needs, r), r, true); ok {
			return l, true
		}
	}
	return load{}, false
}

// draw yields the fixed rules and then those of the seed.
func (p *packer) draw() func(yield func(rule) bool) {
	return func(yield func(rule) bool) {
		all := rules()
		for _, r := range all {
			if !yield(r) {
				return
			}
		}
		for range runs {
			r := all[p.rand.IntN(len(all))]
			r.noise = 1 + p.rand.IntN(1024)
			if !yield(r) {
				return
			}
		}
	}
}

func (p *packer) spent() bool { return !p.sure && p.left <= 0 }

// least is the shortest side of all that has to be packed.
func (p *packer) least(needs []need) int {
	least := MaxSideMM
	for _, n := range needs {
		least = min(least, p.kinds[n.kind].least)
	}
	return least
}

// lightest is the smallest weight of a unit that has to be packed.
func (p *packer) lightest(needs []need) int {
	lightest := maxG
	for _, n := range needs {
		lightest = min(lightest, p.kinds[n.kind].g)
	}
	return lightest
}

// plan names the units of every block.
func (p *packer) plan(t Task, loads []load) Plan {
	plan := Plan{}
	for _, l := range loads {
		parcel := Parcel{Carton: l.box.carton, WeightG: t.Cartons[l.box.carton].EmptyG}
		for _, b := range l.blocks {
			parcel.Items = append(parcel.Items, b.placed(p.kinds[b.kind].take(b.units()))...)
			parcel.WeightG += b.units() * p.kinds[b.kind].g
		}
		slices.SortStableFunc(parcel.Items, func(a, b Placed) int {
			return cmp.Or(cmp.Compare(a.AtMM[2], b.AtMM[2]), cmp.Compare(a.AtMM[1], b.AtMM[1]), cmp.Compare(a.AtMM[0], b.AtMM[0]))
		})
		plan.Parcels = append(plan.Parcels, parcel)
	}
	return plan
}

func (b block) placed(items []int) []Placed {
	all := make([]Placed, 0, len(items))
	for n, item := range items {
		step := [3]int{n % b.n[0], n / b.n[0] % b.n[1], n / (b.n[0] * b.n[1])}
		u := Placed{Item: item, AtMM: b.at, SizeMM: b.size}
		for axis := range 3 {
			u.AtMM[axis] += step[axis] * b.size[axis]
		}
		all = append(all, u)
	}
	return all
}

// leftOver names the units that no carton was left for.
func (p *packer) leftOver(t Task) []Refusal {
	var all []Refusal
	for _, k := range p.kinds {
		for _, s := range k.stacks {
			n := p.smallest(k)
			all = append(all, Refusal{
				Item: s.item, Count: s.count, Ref: t.Items[s.item].Ref, Reason: NoneLeft,
				Carton: n, WeightG: k.g, name: t.Cartons[n].called(),
			})
		}
	}
	return all
}

// smallest is the smallest carton that takes a unit of the kind. There is one,
// for kinds are made of what was not refused.
func (p *packer) smallest(k kind) int {
	n := slices.IndexFunc(p.boxes, func(b box) bool { return b.takes(k) })
	return p.boxes[n].carton
}

func (b box) takes(k kind) bool {
	return k.g <= b.net && slices.ContainsFunc(k.turns, func(s [3]int) bool { return within(s, b.inner) })
}
