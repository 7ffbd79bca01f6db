package sim

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"testing/synctest"
	"time"

	"github.com/packwright/packwright/station"
	"github.com/packwright/packwright/station/engine"
	"github.com/packwright/packwright/station/journal"
	"github.com/packwright/packwright/station/store"
	"github.com/packwright/packwright/station/store/memory"
	"github.com/packwright/packwright/station/store/storetest"
)

// TestTenMinutesWithoutTheDatabase packs 30 orders an hour with five works held
// ahead, in virtual time. The database is away for ten minutes, in which five
// orders would have been packed: five are, up to the label, and parked. It comes
// back: every order ships once, on the paper and in the database.
func TestTenMinutesWithoutTheDatabase(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		const orders, out = 15, 10 * time.Minute
		d := newDowntime(t, orders)
		d.work(func() bool { return len(d.tape.all()) >= 4 && len(d.begun) >= 5 })

		d.store.away.Store(true)
		begun := time.Now()
		d.work(func() bool { return d.state.Links[station.Database].Cause != "" })
		if took := time.Since(begun); took > 2*time.Second {
			t.Errorf("the bench said after %v that the database is away, want 2 s", took)
		}
		parked := d.parked
		d.work(func() bool { return time.Since(begun) >= out })
		during := d.parked - parked
		if labels := len(d.tape.all()); labels != 4 {
			t.Errorf("%d labels came out without the database", labels-4)
		}
		t.Logf("without the database for %v %d orders were packed, sealed and parked", out, during)
		if during != 5 {
			t.Errorf("%d orders were packed and parked, want 5", during)
		}

		d.store.away.Store(false)
		d.work(func() bool {
			return len(d.tape.all()) >= orders && len(d.state.Works) == 0 && d.state.Applied == d.state.Seq && d.state.Seq > 0
		})
		d.end(orders)
	})
}

// downtime is a bench whose database can be away, and its packer, in no hurry.
type downtime struct {
	t       *testing.T
	house   *storetest.House
	store   *leaving
	engine  *engine.Engine
	journal *journal.Journal
	tape    *strip
	person  Person
	begun   map[station.ID]bool // works that he looked at
	next    time.Time           // when he begins the next one
	state   station.State
	read    time.Duration
	parked  int      // works that he parked
	slots   []string // where they lie, the oldest first
	stop    func()
}

// leaving is a store that can be away.
type leaving struct {
	store.Bench
	away atomic.Bool
}

func (l *leaving) gone() error {
	if l.away.Load() {
		return syscall.ECONNREFUSED
	}
	return nil
}

func (l *leaving) Apply(ctx context.Context, b station.Batch) (station.Answer, error) {
	if err := l.gone(); err != nil {
		return station.Answer{}, err
	}
	return l.Bench.Apply(ctx, b)
}

func (l *leaving) Claim(ctx context.Context, key string, w station.Want) ([]station.Opened, error) {
	if err := l.gone(); err != nil {
		return nil, err
	}
	return l.Bench.Claim(ctx, key, w)
}

func (l *leaving) Resolve(ctx context.Context, code string) (station.Meaning, error) {
	if err := l.gone(); err != nil {
		return station.Meaning{}, err
	}
	return l.Bench.Resolve(ctx, code)
}

// Watch tells when the database goes.
func (l *leaving) Watch(ctx context.Context) error {
	for {
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(700 * time.Millisecond):
		}
		if err := l.gone(); err != nil {
			return err
		}
	}
}

// strip is the paper tape: the parcels of the labels that came out.
type strip struct {
	mu    sync.Mutex // guards ssccs
	ssccs []string
}

func (s *strip) all() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.ssccs)
}

func (s *strip) Print(_ context.Context, _ station.ID, d station.Document, before func(int64) error) station.PrintDone {
	n := int64(len(s.all()))
	if err := before(n); err != nil {
		return station.PrintDone{State: station.PrintFailed, Counter: n, Problem: err.Error()}
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.ssccs = append(s.ssccs, d.Bought.SSCC)
	return station.PrintDone{State: station.PrintCounted, Counter: n + 1}
}

func newDowntime(t *testing.T, orders int) *downtime {
	t.Helper()
	d := &downtime{t: t, house: storetest.NewHouse(t, memory.New(time.Now)), tape: &strip{}, begun: map[station.ID]bool{}, person: Person{Badge: "ANNA-BADGE"}}
	rules := station.DefaultRules()
	for key, value := range map[string]any{
		"weight": "off", "location": "off", "slip": false, "auto_next": true, "ahead": 5, "way": "one-pass", "proof": station.ProofAlways,
	} {
		d.house.Do(store.Set{Key: key, Value: value})
	}
	rules.AutoNext, rules.Ahead, rules.Proof = true, 5, station.ProofAlways
	shelf := store.Locations{}
	for n := range 8 { // their codes begin as the rules say slots do: without the database nobody could tell
		shelf.Locations = append(shelf.Locations, store.Location{Name: slot(n), Kind: "slot"})
	}
	d.house.Do(shelf)
	d.house.Put("MUG", "A01", 2*orders)
	for range orders {
		d.house.Order(storetest.Line{SKU: "MUG", Qty: 2})
	}
	var err error
	if d.journal, err = journal.Open(t.TempDir()); err != nil {
		t.Fatal(err)
	}
	d.store = &leaving{Bench: d.house.Store.Bench("BENCH-1", d.journal.Writer())}
	d.engine = engine.New(engine.Options{
		Name: "BENCH-1", Rules: &rules, Journal: d.journal, People: d.journal.People(), Store: d.store, Carrier: soakCarrier{d.house.Store},
		Cartons: func(_ context.Context, p station.PlanCartons) station.Planned {
			return station.Planned{Parcels: []station.PlannedParcel{{Carton: "BOX-C", Units: p.Units}}, Proof: "optimal"}
		},
		Printers: map[station.DocKind]engine.Printer{station.ShipLabel: d.tape},
	})
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() { ended <- d.engine.Run(ctx) }()
	d.stop = sync.OnceFunc(func() {
		cancel()
		if err := <-ended; err != nil {
			t.Error(err)
		}
		d.journal.Close()
	})
	t.Cleanup(d.stop)
	return d
}

// work does what the screen asks until something holds: a deed each 15 s, an order
// each two minutes.
func (d *downtime) work(holds func() bool) {
	d.t.Helper()
	const deed = 15 * time.Second
	due := time.Now().Add(deed)
	for end := time.Now().Add(5 * time.Hour); ; {
		synctest.Wait()
		select {
		case s, ok := <-d.engine.States():
			if !ok {
				d.t.Fatal("the bench ended")
			}
			d.state = s
			continue
		default:
		}
		switch {
		case holds():
			return
		case time.Now().After(end):
			d.t.Fatalf("the shift does not end: %+v, verdict %s", d.state.Prompt(), d.state.Verdict)
		case !time.Now().Before(due) && d.ready():
			d.do(d.deed())
			due = time.Now().Add(deed)
		}
		time.Sleep(100 * time.Millisecond)
	}
}

// ready says that he goes on: an order that is new to him he begins in its time.
func (d *downtime) ready() bool {
	w := d.state.Work()
	if w == nil || d.begun[w.ID] {
		return true
	}
	if time.Now().Before(d.next) {
		return false
	}
	d.begun[w.ID], d.next = true, time.Now().Add(2*time.Minute)
	return true
}

// deed is what a packer does: what the screen asks; what waits for the database
// he parks, and takes up again when it is back.
func (d *downtime) deed() Deed {
	s := d.state
	w, away := s.Work(), s.Links[station.Database].Cause != ""
	switch {
	case s.Operator.ID != "" && w == nil && len(d.slots) > 0 && !away:
		first := d.slots[0]
		d.slots = d.slots[1:]
		return Deed{Scan: first}
	case w == nil:
	case w.Ask.Kind == station.AskSlot:
		d.parked, d.slots = d.parked+1, append(d.slots, slot(d.parked))
		return Deed{Scan: slot(d.parked - 1)}
	case w.Ask.Open():
	case away && (w.Step() == station.StepLabel || w.Step() == station.StepPrint):
		return command(station.CmdPark)
	}
	return d.person.Next(&s)
}

// slot is the code of a place on the trouble shelf.
func slot(n int) string { return fmt.Sprint("SLOT-", n%8+1) }

func (d *downtime) do(x Deed) {
	d.read += time.Second
	switch {
	case x.Type != "":
		d.engine.Send(station.Scanned{Device: "keys", Text: x.Type, At: d.read})
	case x.Scan != "":
		d.engine.Send(station.Scanned{Device: "scanner", Text: x.Scan, Proof: true, At: d.read})
	}
}

// end checks that every order shipped once.
func (d *downtime) end(orders int) {
	d.t.Helper()
	d.stop()
	ssccs := d.tape.all()
	if once := slices.Compact(slices.Sorted(slices.Values(ssccs))); len(ssccs) != orders || len(once) != orders {
		d.t.Errorf("%d labels of %d parcels came out, want %d", len(ssccs), len(once), orders)
	}
	for n := 1; n <= orders; n++ {
		o := d.house.Find("#" + strconv.Itoa(1000+n))
		if o.State != "shipped" || len(o.Parcels) != 1 || o.Lines[0].Packed != 2 || !slices.Contains(ssccs, o.Parcels[0].SSCC) {
			d.t.Errorf("order %s is %s with %d parcels and %+v", o.Number, o.State, len(o.Parcels), o.Lines)
		}
	}
}
