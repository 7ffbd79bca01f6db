package sim

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"time"

	"github.com/packwright/packwright/station"
	"github.com/packwright/packwright/station/store"
	"github.com/packwright/packwright/station/view"
)

// Options say what is simulated.
type Options struct {
	Seed     uint64
	Stations int
	Orders   int
	// Faults that happen, all of them when it is empty.
	Faults []Fault
	// Break is the name of a defence that is removed, see Defences.
	Break string
	// Outside says that only the rules of paper, carrier and customers count, none
	// of a fact, a lease or a row.
	Outside bool
	// Open makes an empty database that reads that clock, without the defence of
	// the name.
	Open func(now func() time.Time, without string) House
	// Trace is told of every turn of a station, for whoever looks for a cause.
	Trace func(string)
	// Real says that the database is a real one, which does not fail over here.
	Real bool
}

// Result is what one shift came to.
type Result struct {
	Seed      uint64
	Orders    int
	Units     int
	Facts     int
	Steps     int
	Labels    int // that came out
	Shipped   int // boxes
	Faults    map[Fault]int
	Violation *Violation
}

// hall is one shift: benches, people, goods, a database, and what goes wrong.
type hall struct {
	clock
	o      Options
	r      *rand.Rand
	odds   map[Fault]int
	boost  []Fault // that happen more often
	rules  station.Rules
	result Result
	audit  *inspector

	db        *database
	furnished int  // commits of its furnishing
	quiet     bool // commits are only carried out again
	scarce    bool // there is half of what was ordered
	lag       int  // ms that a standby is behind at most
	closing   bool // nothing goes wrong any more
	benches   []*bench
	carrier   *carrier

	at      station.ID // the warehouse
	mark    string     // of this shift, where several have one database
	people  map[station.ID]string
	packers []string // badges
	orders  []station.ID
	lines   map[station.ID][]station.Line // by work
	orderOf map[station.ID]station.ID
	wanted  map[station.ID]map[string]int // by order and article
	shelf   map[spot]int
	slots   map[string][]*box
	totes   map[string][]*box
	used    map[string]bool // totes
	deeds   int
	done    bool
	rounds  int
}

const (
	leadBadge = "LEA-BADGE"
	lastHour  = 45 * time.Minute
)

var (
	slotCodes = []string{"SLOT-1", "SLOT-2", "SLOT-3", "SLOT-4", "SLOT-5", "SLOT-6"}
	toteCodes = numbered("T-", 60)
	skus      = []string{"MUG", "PEN", "BOOK", "SOAP", "LAMP"}
)

// Shift runs one shift from its seed: the same seed is the same shift.
func Shift(o Options) Result {
	h := newHall(o)
	h.furnish()
	h.open()
	for h.result.Violation == nil && !h.over() && h.step(lastHour) {
	}
	if h.result.Violation == nil {
		h.audit.ended()
	}
	for _, b := range h.benches {
		h.result.Facts += int(b.disk.last())
		h.result.Labels += len(b.printer.tape)
	}
	return h.result
}

func newHall(o Options) *hall {
	h := &hall{
		o: o, r: rand.New(rand.NewPCG(o.Seed, 20)), odds: odds(o), result: Result{Seed: o.Seed, Faults: map[Fault]int{}},
		people: map[station.ID]string{}, lines: map[station.ID][]station.Line{},
		orderOf: map[station.ID]station.ID{}, wanted: map[station.ID]map[string]int{},
		shelf: map[spot]int{}, slots: map[string][]*box{}, totes: map[string][]*box{}, used: map[string]bool{},
	}
	h.at, h.mark, h.lag = "MAIN", "shift", 300
	if o.Real {
		h.mark = fmt.Sprint("S", o.Seed, "-", time.Now().UnixMicro())
		h.at = station.ID(h.mark)
	}
	h.audit = newInspector(h)
	h.db = newDatabase(h)
	h.carrier = &carrier{h: h, sold: map[string]station.Bought{}, gone: map[string]bool{}}
	if o.Real {
		h.carrier.first = int(time.Now().UnixMilli()%9000) * 1000
	}
	h.drawRules()
	h.removed()
	return h
}

// removed has the faults happen more often that a defence is for which is removed.
func (h *hall) removed() {
	d := defence(h.o.Break)
	for f, n := range d.often {
		if n > 1 {
			h.odds[f] = n
		} else {
			h.boost = append(h.boost, f)
		}
	}
	slices.Sort(h.boost)
	if d.house != nil {
		d.house(h)
	}
}

// named is a name that is this shift's own where several have one database.
func (h *hall) named(name string) string {
	if h.o.Real {
		return h.mark + "-" + name
	}
	return name
}

func (h *hall) number(n int) string { return fmt.Sprint("#", h.mark, "-", 1000+n) }

// ms draws a time.
func (h *hall) ms(from, to int) time.Duration {
	return time.Duration(from)*time.Millisecond + time.Duration(h.r.Int64N(int64(to-from)*int64(time.Millisecond)))
}

// drawRules draws how this house works.
func (h *hall) drawRules() {
	r := station.DefaultRules()
	r.Way = []station.Way{station.OnePass, station.OnePass, station.OnePass, station.ToteWay}[h.r.IntN(4)]
	r.Weight = []string{"off", "off", "recount", "lead"}[h.r.IntN(4)]
	r.Location = []string{"off", "off", "off", "scan"}[h.r.IntN(4)]
	r.Proof = []string{station.ProofAlways, station.ProofAlways, station.ProofSeveral, station.ProofNever}[h.r.IntN(4)]
	r.Ahead, r.Slip, r.AutoNext = h.r.IntN(3), false, true
	if h.o.Break == "duplicate-window" {
		r.RepeatMS = 0
	}
	h.rules = r
}

func (h *hall) do(d store.Deed) (station.ID, error) {
	h.deeds++
	var id station.ID
	var err error
	stamp := store.Stamp{Key: fmt.Sprintf("%s-deed-%d", h.mark, h.deeds), Warehouse: h.at, By: "office"}
	h.db.primary.commit(h.now, func(s *server) {
		id, err = s.house.Do(bg, stamp, d)
		s.books.did(d, err)
	})
	return id, err
}

// must does a deed that cannot be refused.
func (h *hall) must(d store.Deed) station.ID {
	id, err := h.do(d)
	if err != nil {
		panic(fmt.Sprintf("furnish the warehouse: %v", err))
	}
	return id
}

// furnish sets the warehouse up.
func (h *hall) furnish() {
	h.must(store.Warehouse{Code: string(h.at), Name: "Main", TimeZone: "Europe/Berlin", CompanyPrefix: "4047111", Sender: station.Address{Company: "Packwright Demo", City: "Kiel", Country: "DE"}})
	var places []store.Location
	for i := range skus {
		places = append(places, store.Location{Name: fmt.Sprint("A0", i+1), Kind: "pick", Sequence: i + 1, CheckDigits: fmt.Sprint(40 + i)},
			store.Location{Name: fmt.Sprint("B0", i+1), Kind: "pick", Sequence: 20 + i})
	}
	for _, s := range slotCodes {
		places = append(places, store.Location{Name: s, Kind: "slot"})
	}
	places = append(places, store.Location{Name: "RED-1", Kind: "tray"}, store.Location{Name: "QUAR-1", Kind: "quarantine"})
	h.must(store.Locations{Locations: places})
	h.must(store.Totes{Codes: toteCodes})
	for i := range h.o.Stations {
		name := h.named(fmt.Sprintf("BENCH-%d", i+1))
		h.must(store.AddStation{Name: name})
		h.benches = append(h.benches, h.newBench(name))
		badge := h.named(fmt.Sprintf("BADGE-%d", i+1))
		h.employ(fmt.Sprintf("Packer %d", i+1), station.Packer, badge)
		h.packers = append(h.packers, badge)
		h.benches[i].packer.person = Person{Badge: badge, Totes: toteCodes, Slots: slotCodes}
		h.benches[i].packer.person.tote, h.benches[i].packer.person.slot = i*2, i*2
	}
	h.employ("Lea", station.Lead, h.named(leadBadge))
	r := h.rules
	for _, set := range []store.Set{
		{Key: "way", Value: r.Way},
		{Key: "weight", Value: r.Weight},
		{Key: "location", Value: r.Location},
		{Key: "proof", Value: r.Proof},
		{Key: "ahead", Value: r.Ahead},
		{Key: "slip", Value: false},
		{Key: "repeat_ms", Value: r.RepeatMS},
	} {
		h.must(set)
	}
	h.stockUp()
	h.furnished = len(h.db.primary.log)
}

func (h *hall) employ(name string, role station.Role, badge string) {
	id := h.must(store.AddPerson{Name: name, Role: role, BadgeHash: store.BadgeHash(badge)})
	h.people[id] = name
}

// stockUp brings the articles and the orders of the day.
func (h *hall) stockUp() {
	var products []view.NewProduct
	for i, sku := range skus {
		products = append(products, view.NewProduct{SKU: sku, Name: sku, LengthMM: 100, WidthMM: 80, HeightMM: 60, WeightG: 150 + 20*i, Barcodes: []view.NewBarcode{{Code: gtin("40471110", i), Units: 1}}})
	}
	orders := make([]view.NewOrder, h.o.Orders)
	demand := map[string]int{}
	for i := range orders {
		orders[i] = h.order(i, demand)
	}
	h.db.primary.commit(h.now, func(s *server) {
		told, err := s.house.ImportProducts(bg, h.at, products, nil)
		if err != nil || told.New+told.Same != len(products) {
			panic(fmt.Sprintf("import products: %+v %v", told, err))
		}
		_, err = s.house.ImportCartons(bg, h.at, []view.NewCarton{{Code: "BOX-C", Name: "C", InnerMM: [3]int{300, 200, 150}, OuterMM: [3]int{310, 210, 160}, EmptyG: 90, MaxG: 20000}}, nil)
		if err != nil {
			panic(fmt.Sprintf("import cartons: %v", err))
		}
	})
	for i, sku := range skus {
		n := max(1, demand[sku]-h.r.IntN(2)*min(1, h.r.IntN(8)/7))
		if h.scarce {
			n = max(1, demand[sku]/2)
		}
		h.must(store.Put{SKU: sku, Location: fmt.Sprintf("A0%d", i+1), Qty: n})
		h.shelf[spot{fmt.Sprintf("A0%d", i+1), sku}] = n
		if n > 3 && h.strikes(Shortage) {
			h.shelf[spot{fmt.Sprintf("A0%d", i+1), sku}]--
		}
	}
	h.db.primary.commit(h.now, func(s *server) {
		told, err := s.house.ImportOrders(bg, h.at, orders, nil)
		if err != nil || told.New != len(orders) {
			panic(fmt.Sprintf("import orders: %+v %v", told, err))
		}
		if _, err := s.house.Release(bg, h.at, len(orders)); err != nil {
			panic(fmt.Sprintf("release orders: %v", err))
		}
	})
	for i := range orders {
		d, err := h.db.primary.house.Order(bg, h.at, orders[i].Number)
		if err != nil {
			panic(fmt.Sprintf("read an order: %v", err))
		}
		id := station.ID(d.ID)
		h.orders = append(h.orders, id)
		h.wanted[id] = map[string]int{}
		for _, l := range orders[i].Lines {
			h.wanted[id][l.SKU] += l.Quantity
		}
	}
	h.result.Orders = len(orders)
}

// order draws an order: most have one unit.
func (h *hall) order(n int, demand map[string]int) view.NewOrder {
	o := view.NewOrder{
		Channel: "shop", ExternalID: fmt.Sprint(h.mark, "-", n), Number: h.number(n), Service: "standard", Currency: "EUR", Source: "sim",
		PlacedAt: opening.Add(-time.Hour), ReleaseAt: opening.Add(-time.Minute),
		ShipTo: view.Address{Name: "Mia Muster", Street: "Ring 5", PostalCode: "10115", City: "Berlin", Country: "DE"},
	}
	units := 1
	switch h.r.IntN(20) {
	case 0, 1:
		units = 2
	case 2:
		units = 1 + h.r.IntN(5)
	}
	for units > 0 {
		sku, q := skus[h.r.IntN(len(skus))], 1+h.r.IntN(units)
		if slices.ContainsFunc(o.Lines, func(l view.NewLine) bool { return l.SKU == sku }) {
			continue
		}
		o.Lines = append(o.Lines, view.NewLine{ExternalID: fmt.Sprint(n, "-", len(o.Lines)), SKU: sku, Name: sku, Quantity: q, PriceCents: 990})
		demand[sku] += q
		units -= q
		h.result.Units += q
	}
	return o
}

// open begins the day.
func (h *hall) open() {
	for i, b := range h.benches {
		h.after(time.Duration(i)*200*time.Millisecond, func() {
			b.start()
			b.packer.look()
		})
	}
	h.after(h.ms(1000, 8000), h.office)
	h.after(10*time.Second, h.timers)
	h.after(time.Duration(h.o.Orders)*15*time.Second/time.Duration(max(1, h.o.Stations)), func() { h.closing = true; h.calm() })
}

// timers is what a server does by itself every few seconds.
func (h *hall) timers() {
	if !h.db.down {
		h.db.primary.commit(h.now, func(s *server) { _, _ = s.house.Release(bg, h.at, 100) })
		h.audit.covered()
	}
	h.after(20*time.Second, h.timers)
}

func (h *hall) fullSlot() string {
	var full []string
	for _, s := range slotCodes {
		if len(h.slots[s]) > 0 {
			full = append(full, s)
		}
	}
	if len(full) == 0 {
		return ""
	}
	return full[h.r.IntN(len(full))]
}

func (h *hall) fullTote() string {
	var full []string
	for _, t := range toteCodes {
		if len(h.totes[t]) > 0 {
			full = append(full, t)
		}
	}
	if len(full) == 0 {
		return ""
	}
	return full[h.r.IntN(len(full))]
}

// numbered is so many codes with that beginning.
func numbered(prefix string, n int) []string {
	codes := make([]string, n)
	for i := range codes {
		codes[i] = fmt.Sprint(prefix, i+1)
	}
	return codes
}
