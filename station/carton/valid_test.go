package carton

import (
	"fmt"
	"os"
	"reflect"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
)

// How many orders are drawn, and one seed to draw alone.
const (
	ordersEnv = "PACKWRIGHT_CARTON_ORDERS"
	seedEnv   = "PACKWRIGHT_CARTON_SEED"
)

// TestEveryPlanIsValid packs orders in which every rule occurs and proves each
// plan. Each rule must matter: packed without it, enough orders break it, and
// Check says so. A million orders are drawn with PACKWRIGHT_CARTON_ORDERS; a
// seed that failed is drawn again with PACKWRIGHT_CARTON_SEED.
func TestEveryPlanIsValid(t *testing.T) {
	if seed, err := strconv.ParseUint(os.Getenv(seedEnv), 10, 64); err == nil {
		task, _ := drawnOrder(seed)
		t.Logf("%+v", task)
		for _, fault := range newTrialOf(seed, true).faults {
			t.Error(fault)
		}
		return
	}
	orders, firstSeed, compareEvery := 2000, uint64(1), 1
	if n, err := strconv.Atoi(os.Getenv(ordersEnv)); err == nil {
		orders, firstSeed, compareEvery = n, 1_000_000, max(1, n/100_000)
	}
	r := run{t: t, orders: orders, firstSeed: firstSeed, compareEvery: compareEvery, exercised: make([]int, len(drawnRules))}
	r.all()
	t.Logf("%-30s %6d", "left out without need", r.leftOut)
	for n, rule := range drawnRules {
		t.Logf("%-30s %6d", rule.name, r.exercised[n])
		if least := orders / compareEvery / 100; r.exercised[n] < least {
			t.Errorf("rule %q was exercised %d times, want %d", rule.name, r.exercised[n], least)
		}
	}
}

// run draws orders on all cores.
type run struct {
	t            *testing.T
	orders       int
	firstSeed    uint64
	compareEvery int

	next      atomic.Int64
	mu        sync.Mutex // guards what follows
	exercised []int
	leftOut   int
	failed    int
}

// mostFailures is how many orders are told of.
const mostFailures = 20

func (r *run) all() {
	var workers sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		workers.Go(func() {
			for r.one() {
			}
		})
	}
	workers.Wait()
}

// one tries the next order, and tells whether there was one.
func (r *run) one() bool {
	n := int(r.next.Add(1)) - 1
	if n >= r.orders {
		return false
	}
	seed := r.firstSeed + uint64(n)
	tried := newTrialOf(seed, n%r.compareEvery == 0)
	r.mu.Lock()
	defer r.mu.Unlock()
	for rule, times := range tried.exercised {
		r.exercised[rule] += times
	}
	if tried.leftOut {
		r.leftOut++
	}
	if len(tried.faults) > 0 {
		r.failed++
		if r.failed <= mostFailures {
			r.t.Errorf("%s=%d: %s", seedEnv, seed, strings.Join(tried.faults, "; "))
		}
	}
	if (n+1)%100_000 == 0 {
		fmt.Fprintf(os.Stderr, "%d orders, %d failed\n", n+1, r.failed)
	}
	return r.failed < mostFailures
}

// trialOf is one order packed, with and without its rules.
type trialOf struct {
	task      Task
	plan      Plan
	faults    []string
	exercised []int // by rule
	leftOut   bool  // units are in no parcel, and there is a plan that holds all
}

func newTrialOf(seed uint64, compare bool) trialOf {
	task, known := drawnOrder(seed)
	o := trialOf{task: task, exercised: make([]int, len(drawnRules))}
	var err error
	if o.plan, err = packed(o.task); err != nil {
		o.fault("it is not packed: %v", err)
		return o
	}
	o.prove("", o.task, o.plan)
	for n, rule := range drawnRules {
		switch {
		case rule.shows != nil && rule.shows(o.task, o.plan):
			o.exercised[n] = 1
		case rule.without != nil && compare:
			o.without(n, rule)
		}
	}
	o.against(known)
	if compare {
		o.again()
	}
	return o
}

// packed is Pack, whose panics would hide the seed.
func packed(t Task) (p Plan, err error) {
	defer func() {
		if os.Getenv(seedEnv) != "" {
			return
		}
		if r := recover(); r != nil {
			err = fmt.Errorf("it panics: %v", r)
		}
	}()
	return Pack(t)
}

func (o *trialOf) fault(format string, args ...any) {
	o.faults = append(o.faults, fmt.Sprintf(format, args...))
}

func (o *trialOf) prove(name string, t Task, p Plan) {
	for _, err := range (audit{t, p}).faults() {
		o.fault("%s%v", name, err)
	}
}

// without packs the order without the rule. The plan with it is a plan without
// it as well, so the other must not claim that no plan is as good.
func (o *trialOf) without(n int, rule drawnRule) {
	free := cloned(o.task)
	rule.without(&free)
	if reflect.DeepEqual(free, o.task) {
		return
	}
	plan, err := packed(free)
	if err != nil {
		o.fault("without %q it is not packed: %v", rule.name, err)
		return
	}
	o.prove("without "+rule.name+": ", free, plan)
	for _, err := range (audit{o.task, plan}).faults() {
		if strings.Contains(err.Error(), rule.want) {
			o.exercised[n] = 1
		}
	}
	if len((audit{free, o.plan}).faults()) == 0 {
		o.compare("without "+rule.name+": ", free, plan, o.plan)
	}
}

// against compares with a plan that is known, if the rules allow it.
func (o *trialOf) against(known []Parcel) {
	if known == nil {
		return
	}
	p := Plan{}
	for _, parcel := range known {
		p.Parcels = append(p.Parcels, weighed(o.task, parcel))
	}
	if len((audit{o.task, p}).faults()) == 0 {
		o.compare("as it was cut: ", o.task, o.plan, p)
	}
}

// again packs the order twice more: as before, and with another seed.
func (o *trialOf) again() {
	same, err := packed(o.task)
	if err != nil || !reflect.DeepEqual(same, o.plan) {
		o.fault("packed twice it is not the same plan")
	}
	other := o.task
	other.Seed++
	other.Budget = 60_000
	plan, err := packed(other)
	if err != nil {
		o.fault("with another seed it is not packed: %v", err)
		return
	}
	before := len(o.faults)
	o.prove("with another seed: ", o.task, plan)
	if len(o.faults) == before {
		o.compare("", o.task, o.plan, plan)
	}
	if before == 0 {
		o.compare("with another seed: ", o.task, plan, o.plan)
	}
}

// compare looks for a claim of one valid plan that another valid plan disproves.
func (o *trialOf) compare(name string, t Task, claims, other Plan) {
	if len(other.Unplaced) > 0 {
		return
	}
	o.leftOut = o.leftOut || len(claims.Unplaced) > 0
	for _, r := range claims.Unplaced {
		if r.Reason != NoneLeft && r.Reason != SetTooLarge {
			o.fault("%s%q is refused for reason %d, there is a plan that holds it", name, r.Ref, r.Reason)
		}
	}
	if len(claims.Unplaced) == 0 && claims.Bound > len(other.Parcels) {
		o.fault("%sits bound is %d, there is a plan of %d parcels", name, claims.Bound, len(other.Parcels))
	}
	if a, b := worth(t, claims), worth(t, other); claims.Optimal && (b[0] < a[0] || b[0] == a[0] && b[1] < a[1]) {
		o.fault("%sit is called optimal at %s %v, there is one of %v", name, t.Objective, a, b)
	}
}

// worth is what the objective makes of a plan: less is better.
func worth(t Task, p Plan) [2]int {
	volume, cost := 0, 0
	for _, parcel := range p.Parcels {
		cost += t.Tariff.FeeCents*1000 + t.Tariff.CentsPerKg*parcel.BilledG
		if parcel.Carton == Own {
			continue
		}
		c := t.Cartons[parcel.Carton]
		cost += c.PriceCents * 1000
		volume += c.InnerMM[0] * c.InnerMM[1] * c.InnerMM[2]
	}
	switch t.Objective {
	case Volume:
		return [2]int{volume}
	case Cost:
		return [2]int{cost}
	}
	return [2]int{len(p.Parcels), volume}
}
