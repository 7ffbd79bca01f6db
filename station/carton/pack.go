package carton

import (
	"math/rand/v2"
	"slices"
	"time"
)

// packer is one run of Pack.
type packer struct {
	task     Task
	refused  []bool // by item
	kinds    []kind
	boxes    []box // smallest first
	families []string
	sets     []string
	apart    [][]bool // by family
	ruled    bool     // something is fragile or must not be stacked
	support  int      // per cent of each base
	careful  bool     // one of the two: blocks do not stand anywhere

	rand  *rand.Rand
	left  int // of the budget
	until time.Time
	late  bool

	mostSpaces int // bounds the work of one placement
	patience   int // kinds in a row that find no room before a box counts as full

	scratch filling
	order   []int
	keys    []int
	units   []unit

	tryLeft, copied, after, seq []int
	tryLoads                    []load
	marks                       []bool
	genome                      genome
	wobble                      int
	measure                     bool // fill on after a unit stayed out, to learn how much goes in
	allow                       int  // mm3 that may stay out then
	goods                       int  // mm3 of all units
}

// How often only one turn of a kind is tried, in per cent: little keeps the
// search from walking in circles, much where there is nothing else to vary.
const (
	wobble    = 4
	wobbleOne = 30
)

// What bounds an order with very many kinds.
const (
	manyKinds   = 300
	mostSpaces  = 200
	fewSpaces   = 16
	fewPatience = 40
)

// Pack plans the parcels of one order. Items that fit no carton are named in
// the plan and the others are packed. The error is ErrNoCartons, an
// UnmeasuredError or names the value in the task that cannot be.
func Pack(t Task) (Plan, error) {
	if err := t.check(); err != nil {
		return Plan{}, err
	}
	p := newPacker(t)
	plan := Plan{Unplaced: p.refuse()}
	best := p.search()
	p.balance(&best)
	p.write(&plan, best)
	p.alone(&plan)
	return plan, nil
}

func newPacker(t Task) *packer {
	p := &packer{task: t, rand: newRand(t.Seed), left: t.Budget, mostSpaces: mostSpaces, patience: MaxUnits, support: t.SupportPct}
	switch t.Budget {
	case FirstAnswer:
		p.left = 0
	case 0:
		p.left = DefaultBudget
	}
	if t.Within > 0 {
		p.until = time.Now().Add(t.Within)
	}
	p.sortBoxes()
	return p
}

// refuse names what goes into no carton and sorts the rest into kinds.
func (p *packer) refuse() []Refusal {
	all := p.refusals()
	p.sortKinds()
	p.separate()
	p.careful = p.ruled || p.support > 0
	p.wobble = wobble
	if len(p.kinds) == 1 {
		p.wobble = wobbleOne
	}
	if len(p.kinds) > manyKinds {
		p.mostSpaces, p.patience = fewSpaces, fewPatience
	}
	p.keys = make([]int, len(p.kinds))
	return all
}

// separate notes which families must not share a parcel.
func (p *packer) separate() {
	if len(p.task.Apart) == 0 || len(p.families) == 0 {
		return
	}
	for range p.families {
		p.apart = append(p.apart, make([]bool, len(p.families)))
	}
	for _, pair := range p.task.Apart {
		for a, one := range p.families {
			for b, other := range p.families {
				if parted(pair, one, other) {
					p.apart[a][b], p.apart[b][a] = true, true
				}
			}
		}
	}
}

func parted(pair [2]string, one, other string) bool {
	matches := func(a, b string) bool {
		return (pair[0] == a || pair[0] == "*" && a != b) && (pair[1] == b || pair[1] == "*" && a != b)
	}
	return matches(one, other) || matches(other, one)
}

// spent tells whether the search has to end.
func (p *packer) spent() bool {
	if !p.until.IsZero() && !p.late && time.Now().After(p.until) {
		p.late = true
	}
	return p.left <= 0 || p.late
}

func newRand(seed uint64) *rand.Rand { return rand.New(rand.NewPCG(seed, 0x9e3779b97f4a7c15)) }

// counts are the units of every kind.
func (p *packer) counts() []int {
	all := make([]int, len(p.kinds))
	for k := range p.kinds {
		all[k] = p.kinds[k].n
	}
	return all
}

// sums are the volume and the weight of so many units of every kind.
func (p *packer) sums(left []int) (volume, g int) {
	for k, n := range left {
		volume += n * p.kinds[k].volume
		g += n * p.kinds[k].g
	}
	return volume, g
}

func total(left []int) int {
	n := 0
	for _, v := range left {
		n += v
	}
	return n
}

func empty(left []int) bool { return !slices.ContainsFunc(left, func(n int) bool { return n > 0 }) }

// refusals names the items that go into no carton.
func (p *packer) refusals() []Refusal {
	var all []Refusal
	p.refused = make([]bool, len(p.task.Items))
	for n := range p.task.Items {
		if i := p.task.Items[n]; !i.Alone && !p.goesSomewhere(i) {
			all = append(all, p.task.refuse(n))
			p.refused[n] = true
		}
	}
	for n, i := range p.task.Items {
		if !p.refused[n] && p.broken(i.Set) {
			all = append(all, Refusal{Item: n, Count: i.Count, Ref: i.Ref, Reason: SetTooLarge, WeightG: i.WeightG})
			p.refused[n] = true
		}
	}
	return all
}

// broken tells that something of the set cannot be in one parcel with the rest:
// it goes into no carton, or ships alone.
func (p *packer) broken(set string) bool {
	if set == "" {
		return false
	}
	units, broken := 0, false
	for n, i := range p.task.Items {
		if i.Set == set {
			units += i.Count
			broken = broken || p.refused[n] || i.Alone
		}
	}
	return broken && units > 1
}

func (p *packer) goesSomewhere(i Item) bool {
	k := p.newKind(i, goods{})
	return slices.Contains(k.fits, true)
}
