package trial

import (
	"hash/fnv"
	"time"

	"github.com/packwright/packwright/station/carton"
)

// Row is one line of one order.
type Row struct {
	Order string
	Item  carton.Item
}

// Order is what has to be packed together.
type Order struct {
	ID    string
	Items []carton.Item
}

// Units is how many units the order has.
func (o Order) Units() int {
	units := 0
	for _, i := range o.Items {
		units += i.Count
	}
	return units
}

// Orders are the rows of a file put together, orders as they first come.
type Orders struct {
	all     []Order
	at      map[string]int
	refused map[string]bool
	last    string // order of the row before
	torn    bool   // the next row may have lost its neighbour
}

// Add takes a row into its order.
func (o *Orders) Add(r Row) {
	n, known := o.at[r.Order]
	if !known {
		n = len(o.all)
		o.all = append(o.all, Order{ID: r.Order})
		o.mark(r.Order, n)
	}
	o.all[n].Items = append(o.all[n].Items, r.Item)
	if o.torn {
		o.torn = false
		o.refuse(r.Order)
	}
	o.last = r.Order
}

func (o *Orders) mark(id string, n int) {
	if o.at == nil {
		o.at = map[string]int{}
	}
	o.at[id] = n
}

// Refuse takes the order out as a whole: a parcel without the goods of a row
// that could not be read would be a wrong one. Where the row did not even say
// which order it belongs to, id "", that is the order before it and the one
// behind it.
func (o *Orders) Refuse(id string) {
	if id == "" {
		o.torn = true
		id = o.last
	}
	if id != "" {
		o.refuse(id)
	}
}

func (o *Orders) refuse(id string) {
	if o.refused == nil {
		o.refused = map[string]bool{}
	}
	o.refused[id] = true
}

// Refused is how many orders were taken out.
func (o *Orders) Refused() int { return len(o.refused) }

// Whole are the orders that were not refused.
func (o *Orders) Whole() []Order {
	var whole []Order
	for _, order := range o.all {
		if !o.refused[order.ID] {
			whole = append(whole, order)
		}
	}
	return whole
}

// Answer is what came of one order.
type Answer struct {
	Order Order
	Task  carton.Task
	Plan  carton.Plan
	Took  time.Duration
	// Invalid is why carton.Check refuses the plan, nil when it does not.
	Invalid error
}

// Try packs the order by the rules, which are a task without items, and checks
// the plan. Took is by the clock given. The error is that of carton.Pack.
func Try(o Order, rules carton.Task, clock func() time.Duration) (Answer, error) {
	a := Answer{Order: o, Task: rules}
	a.Task.Items = o.Items
	a.Task.Seed = Seed(o.ID)
	start := clock()
	plan, err := carton.Pack(a.Task)
	a.Took = clock() - start
	if err != nil {
		return Answer{}, err
	}
	a.Plan = plan
	a.Invalid = carton.Check(a.Task, plan)
	return a, nil
}

// Seed is the seed of the order with this id.
func Seed(id string) uint64 {
	h := fnv.New64a()
	h.Write([]byte(id))
	return h.Sum64()
}
