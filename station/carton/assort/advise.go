package assort

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/packwright/packwright/station/carton"
)

// Rules say what is looked for. The zero value of a field is its default.
type Rules struct {
	Cartons    int // how many to advise; as many as there are today
	StepMM     int // new sizes are multiples of it; 10
	Sample     int // most demands that are packed; 500
	Candidates int // most new sizes that are compared; 120
	Budget     int // of one order when the advice is confirmed; 2,000
	Tariff     carton.Tariff
	SupportPct int
	// Tick hears how many of all packings are done; may be nil.
	Tick func(done, of int)
}

func (r Rules) withDefaults(today int) Rules {
	for _, d := range []struct {
		of    *int
		usual int
	}{{&r.Cartons, max(today, 1)}, {&r.StepMM, 10}, {&r.Sample, 500}, {&r.Candidates, 120}, {&r.Budget, 2_000}} {
		if *d.of <= 0 {
			*d.of = d.usual
		}
	}
	if r.Tick == nil {
		r.Tick = func(int, int) {}
	}
	return r
}

// Load is what all orders need together. Volumes are those of the cartons
// inside.
type Load struct {
	Parcels int
	MM3     int
	BilledG int
}

func (l *Load) add(o Load, times int) {
	l.Parcels += times * o.Parcels
	l.MM3 += times * o.MM3
	l.BilledG += times * o.BilledG
}

// Advised is one of the cartons to stock.
type Advised struct {
	Carton carton.Carton
	New    bool // it is not among those of today
	Orders int  // that use it
	// Today and Then are what those orders need of which it is the largest
	// carton, with the list of today and with the advised one.
	Today, Then Load
}

// Advice is the answer. Figures are for all orders, as the sample has them.
type Advice struct {
	Orders  int // that were looked at
	Unfit   int // of them, those that one of the lists cannot pack; they are in no other figure
	Sample  int // different orders that were packed
	Cartons []Advised
	// Today is zero where there are no cartons today.
	Today, Then Load
}

// ErrNoOrders tells that there is nothing to learn from.
var ErrNoOrders = errors.New("advise cartons: there is no order of which all sizes are known")

// Advise says which cartons would serve the orders best. The error is
// ErrNoOrders, that of ctx, or names the order that cannot be packed at all.
func Advise(ctx context.Context, orders []Demand, today []carton.Carton, r Rules) (Advice, error) {
	if count(orders) == 0 {
		return Advice{}, ErrNoOrders
	}
	a := adviser{ctx: ctx, rules: r.withDefaults(len(today)), today: today}
	a.maker = newMaker(today, a.rules.StepMM)
	a.demands = sample(orders, a.rules.Sample)
	a.of = len(a.demands) * (40 + a.rules.Candidates + 2*10)
	candidates := a.candidates()
	chosen := a.priced(candidates).choose(a.rules.Cartons, len(candidates))
	var list []carton.Carton
	for _, c := range chosen {
		list = append(list, candidates[c])
	}
	slices.SortStableFunc(list, func(a, b carton.Carton) int { return volume(a.InnerMM) - volume(b.InnerMM) })
	advice := a.confirm(list)
	if a.err != nil {
		return Advice{}, a.err
	}
	advice.Orders = count(orders)
	return advice, nil
}

// adviser is one run of Advise. After the first error nothing is packed any
// more.
type adviser struct {
	ctx      context.Context
	rules    Rules
	maker    maker
	today    []carton.Carton
	demands  []Demand
	done, of int
	err      error
}

func (a *adviser) tick(n int) {
	a.done += n
	a.rules.Tick(min(a.done, a.of), a.of)
}

// pack plans one order; nothing is found after an error.
func (a *adviser) pack(d Demand, cartons []carton.Carton, budget int) (carton.Plan, bool) {
	if a.err == nil {
		a.err = a.ctx.Err()
	}
	if a.err != nil {
		return carton.Plan{}, false
	}
	plan, err := carton.Pack(carton.Task{
		Items: d.Items, Cartons: cartons, Budget: budget,
		Objective: carton.Cost, Tariff: a.rules.Tariff, SupportPct: a.rules.SupportPct,
	})
	if err != nil {
		a.err = fmt.Errorf("advise cartons: %w", err)
		return carton.Plan{}, false
	}
	return plan, len(plan.Unplaced) == 0
}

// fits tells whether the carton alone holds the order.
func (a *adviser) fits(d Demand, c carton.Carton) bool {
	if d.volume() > volume(c.InnerMM) {
		return false
	}
	plan, whole := a.pack(d, []carton.Carton{c}, carton.FirstAnswer)
	return whole && len(plan.Parcels) == 1
}

// candidates are the cartons of today and the tight ones of the orders.
func (a *adviser) candidates() []carton.Carton {
	found, asked := map[string]carton.Carton{}, map[string]int{}
	for _, d := range a.demands {
		for _, c := range a.maker.tight(d, a.fits) {
			found[c.Code] = c
			asked[c.Code] += d.Orders
		}
		a.tick(40)
	}
	list := slices.Clone(a.today)
	if len(found) > 0 {
		list = append(list, thin(found, asked, a.rules.Candidates)...)
	}
	return list
}

// priced packs every order into every candidate alone.
func (a *adviser) priced(candidates []carton.Carton) prices {
	p := prices{}
	for _, d := range a.demands {
		row := make([]int, len(candidates))
		for n, c := range candidates {
			row[n] = never
			if plan, whole := a.pack(d, []carton.Carton{c}, carton.FirstAnswer); whole {
				row[n] = min(a.price(plan, []carton.Carton{c}), never)
			}
		}
		p.table = append(p.table, row)
		p.orders = append(p.orders, d.Orders)
		a.tick(a.rules.Candidates)
	}
	return p
}

// price is what the plan costs in millionths of a cent, and a little for the
// volume: of equal ones the smaller cartons are cheaper.
func (a *adviser) price(p carton.Plan, cartons []carton.Carton) int {
	l := load(p, cartons)
	t := a.rules.Tariff
	milli := l.Parcels*t.FeeCents*1000 + l.BilledG*t.CentsPerKg
	for _, parcel := range p.Parcels {
		if parcel.Carton != carton.Own {
			milli += 1000 * cartons[parcel.Carton].PriceCents
		}
	}
	return milli*1000 + l.MM3/100_000
}

func load(p carton.Plan, cartons []carton.Carton) Load {
	l := Load{Parcels: len(p.Parcels)}
	for _, parcel := range p.Parcels {
		l.BilledG += parcel.BilledG
		if parcel.Carton != carton.Own {
			l.MM3 += volume(cartons[parcel.Carton].InnerMM)
		}
	}
	return l
}

// confirm packs every order with the whole list of today and the whole advised
// one.
func (a *adviser) confirm(list []carton.Carton) Advice {
	advice := Advice{Sample: len(a.demands)}
	for _, c := range list {
		isToday := slices.ContainsFunc(a.today, func(t carton.Carton) bool { return t.Code == c.Code })
		advice.Cartons = append(advice.Cartons, Advised{Carton: c, New: !isToday})
	}
	for _, d := range a.demands {
		before, whole := carton.Plan{}, true
		if len(a.today) > 0 {
			before, whole = a.pack(d, a.today, a.rules.Budget)
		}
		after, wholeThen := a.pack(d, list, a.rules.Budget)
		a.tick(20)
		if !whole || !wholeThen {
			advice.Unfit += d.Orders
			continue
		}
		advice.count(d.Orders, load(before, a.today), load(after, list), after)
	}
	return advice
}

// count adds so many orders that need this today and that then.
func (a *Advice) count(orders int, today, then Load, plan carton.Plan) {
	a.Today.add(today, orders)
	a.Then.add(then, orders)
	largest := -1
	var used []int
	for _, p := range plan.Parcels {
		if p.Carton != carton.Own && !slices.Contains(used, p.Carton) {
			used = append(used, p.Carton)
			largest = max(largest, p.Carton) // the list is sorted by volume
		}
	}
	for _, n := range used {
		a.Cartons[n].Orders += orders
	}
	if largest >= 0 {
		a.Cartons[largest].Today.add(today, orders)
		a.Cartons[largest].Then.add(then, orders)
	}
}
