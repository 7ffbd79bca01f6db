package main

import (
	"context"
	"fmt"
	"net/url"
	"os"
	"runtime"
	"runtime/debug"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/packwright/packwright/station/store"
	"github.com/packwright/packwright/station/view"
)

// What a bench may cost that runs for weeks.
const (
	mostPerOrder = 5 << 10        // bytes of journal
	oldestFact   = 24 * time.Hour // by the clock of its bench
	soakGrowth   = 1.10           // of the memory, once every buffer is as large as it gets
)

// TestSoak ships orders at four benches as `packwright station` makes them, but for
// the screen: engine, journal on the disk, drivers of printer, scanner and scale on
// serial lines, all in this process, against one PostgreSQL. The database is away
// for a while in each shift. Time is real, but for the clock of the benches: an
// order takes it half a minute, a night seven hours, so that facts get old; leases
// and stamps of the database know nothing of that. PACKWRIGHT_SOAK is how many
// orders, 8 among the tests.
func TestSoak(t *testing.T) {
	orders, shifts := 8, 2
	if n, err := strconv.Atoi(os.Getenv("PACKWRIGHT_SOAK")); err == nil {
		orders, shifts = n, 20
	}
	s := newSoak(t, orders)
	begun := time.Now()
	for n := range shifts {
		s.shift(orders * (n + 1) / shifts)
		s.look()
		s.rule("weight", "off") // the first shift waits for the scale to rest, the others have no time
		s.clock.Add(int64(7 * time.Hour))
	}
	took := time.Since(begun)
	t.Logf("%d orders in %v: %.1f a second; %v by the clock of the benches",
		orders, took.Round(time.Second), float64(orders)/took.Seconds(), (took + time.Duration(s.clock.Load())).Round(time.Hour))
	s.judge()
	s.check(orders)
}

// soak is a hall with four benches.
type soak struct {
	*hall
	benches  []*soakBench
	clock    atomic.Int64 // how far that of the benches is ahead, in ns
	working  atomic.Bool  // a shift, not a break
	admin    *pgx.Conn    // to another database of the server
	papers   int
	moments  []soakMoment
	database string
}

// soakMoment is what there was at the end of a shift, while nobody worked.
type soakMoment struct {
	orders, goroutines int
	heap, resident     int64
	disk               int64         // bytes of all journals
	perOrder           float64       // bytes of facts
	oldest             time.Duration // fact
}

func newSoak(t *testing.T, orders int) *soak {
	h := newHall(t)
	restore, err := logTo(h.path("packwright.log"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(restore)
	s := &soak{hall: h}
	s.stock(orders)
	s.maintenance()
	ctx, cancel := context.WithCancel(context.Background())
	var all sync.WaitGroup
	t.Cleanup(func() { cancel(); all.Wait() })
	all.Go(func() { serve(ctx, h.store, demoWarehouse) })
	for n := range 4 {
		b := newSoakBench(s, n)
		s.benches = append(s.benches, b)
		all.Go(func() { b.run(ctx) })
	}
	return s
}

// stock brings goods and orders in, of 1.2 pieces.
func (s *soak) stock(orders int) {
	s.t.Helper()
	s.rule("auto_next", false)
	skus := []string{"MUG-BLUE", "MUG-RED"}
	for _, x := range s.goods.Stock {
		if x.SKU == skus[0] || x.SKU == skus[1] {
			s.do(store.Put{SKU: x.SKU, Location: x.Location, Qty: orders})
		}
	}
	list := make([]view.NewOrder, orders)
	for n := range list {
		pieces := []any{skus[n%2], 1}
		if n%5 == 0 {
			pieces = append(pieces, skus[1-n%2], 1)
		}
		list[n] = order(fmt.Sprint(100_000+n), pieces...)
	}
	s.accept(list...)
}

func (s *soak) do(d store.Deed) {
	s.t.Helper()
	if _, err := s.store.Do(s.t.Context(), stamp(demoWarehouse), d); err != nil {
		s.t.Fatal(err)
	}
}

// maintenance connects to the server beside the house.
func (s *soak) maintenance() {
	s.t.Helper()
	u, err := url.Parse(s.url)
	if err != nil {
		s.t.Fatal(err)
	}
	s.database = strings.TrimPrefix(u.Path, "/")
	u.Path = "/postgres"
	if s.admin, err = pgx.Connect(s.t.Context(), u.String()); err != nil {
		s.t.Fatal(err)
	}
	s.t.Cleanup(func() { s.admin.Close(context.Background()) })
}

// shift works until so many orders are shipped, and has everybody leave. Once on
// the way the server closes the house, until every bench says so.
func (s *soak) shift(orders int) {
	s.working.Store(true)
	before := s.shipped()
	s.until("half the shift", func() bool { return s.shipped() >= (before+orders)/2 })
	s.open(false)
	s.until("the database is away", func() bool { return s.every(func(b *soakBench) bool { return b.away.Load() }) })
	s.open(true)
	s.until("the orders of the shift", func() bool { return s.shipped() >= orders })
	s.working.Store(false)
	s.until("everybody left", func() bool { return s.every(func(b *soakBench) bool { return b.left.Load() }) })
}

func (s *soak) every(holds func(*soakBench) bool) bool {
	for _, b := range s.benches {
		if !holds(b) {
			return false
		}
	}
	return true
}

// until waits for something as long as orders are shipped.
func (s *soak) until(what string, holds func() bool) {
	s.t.Helper()
	last, since := -1, time.Now()
	for !holds() {
		if n := s.shipped(); n != last {
			last, since = n, time.Now()
		}
		if time.Since(since) > 2*time.Minute || s.t.Failed() {
			s.t.Fatalf("at %d orders, waiting for: %s\n%s", last, what, s.told())
		}
		time.Sleep(100 * time.Millisecond)
	}
}

func (s *soak) told() string {
	var all strings.Builder
	for _, b := range s.benches {
		fmt.Fprintf(&all, "%s: %s\n", b.name, b.told.Load())
	}
	return all.String()
}

// shipped is how many orders all benches shipped: each is one parcel.
func (s *soak) shipped() int {
	n := 0
	for _, b := range s.benches {
		n += int(b.shipped.Load())
	}
	return n
}

// open has the server let benches in, or throws them out.
func (s *soak) open(yes bool) {
	s.t.Helper()
	for _, sql := range []string{
		fmt.Sprintf(`alter database %s with allow_connections %v`, pgx.Identifier{s.database}.Sanitize(), yes),
		fmt.Sprintf(`select pg_terminate_backend(pid) from pg_stat_activity where datname = '%s' and not %v`, s.database, yes),
	} {
		if _, err := s.admin.Exec(s.t.Context(), sql); err != nil {
			s.t.Fatal(err)
		}
	}
}

// look notes what there is.
func (s *soak) look() {
	s.t.Helper()
	m := soakMoment{orders: s.shipped(), goroutines: s.settled()}
	for _, b := range s.benches {
		b.measure(&m)
		s.papers += b.paper()
	}
	m.perOrder /= float64(len(s.benches))
	debug.FreeOSMemory()
	var mem runtime.MemStats
	runtime.ReadMemStats(&mem)
	m.heap, m.resident = int64(mem.HeapAlloc), resident()
	if len(s.moments) == 0 {
		s.t.Log("orders  goroutines  heap MB  resident MB  journals MB  KB an order  oldest fact")
	}
	s.moments = append(s.moments, m)
	s.t.Logf("%6d %11d %8.1f %12.1f %12.1f %12.2f  %v", m.orders, m.goroutines, mega(m.heap), mega(m.resident), mega(m.disk), m.perOrder/1024, m.oldest.Round(time.Minute))
}

func mega(n int64) float64 { return float64(n) / (1 << 20) }

// settled is the number of goroutines once it stays the same, that of the shift
// before if it comes to that.
func (s *soak) settled() int {
	const quiet = 5
	last, same := 0, 0
	for range 300 {
		n := runtime.NumGoroutine()
		if same++; n != last {
			last, same = n, 0
		}
		if same >= quiet && (len(s.moments) == 0 || n == s.moments[len(s.moments)-1].goroutines) {
			break
		}
		time.Sleep(100 * time.Millisecond)
	}
	return last
}

// resident is the memory that the process holds, 0 where nobody tells.
func resident() int64 {
	b, err := os.ReadFile("/proc/self/statm")
	var all, pages int64
	if _, serr := fmt.Sscan(string(b), &all, &pages); err != nil || serr != nil {
		return 0
	}
	return pages * int64(os.Getpagesize())
}

// warm is how many shifts it takes until every buffer is as large as it gets.
const warm = 5

// judge compares each moment with the first one, and once it is warm the memory with
// what it was by then.
func (s *soak) judge() {
	s.t.Helper()
	var heap, held int64
	for n, m := range s.moments {
		if m.oldest > oldestFact || len(s.moments) > warm && m.perOrder > mostPerOrder { // few orders do not outweigh a start
			s.t.Errorf("shift %d: the oldest fact is %v old, want at most %v; %.0f bytes an order, want at most %d", n+1, m.oldest, oldestFact, m.perOrder, mostPerOrder)
		}
		if first := s.moments[0].goroutines; m.goroutines != first {
			s.t.Errorf("shift %d: %d goroutines, %d after the first", n+1, m.goroutines, first)
		}
		if n < warm {
			heap, held = max(heap, m.heap), max(held, m.resident)
		} else if grown(m.heap, heap) || grown(m.resident, held) {
			s.t.Errorf("shift %d: heap %.1f MB, resident %.1f MB; at most %.1f and %.1f in the first %d", n+1, mega(m.heap), mega(m.resident), mega(heap), mega(held), warm)
		}
	}
}

func grown(now, then int64) bool { return float64(now) > soakGrowth*float64(then) }

// check holds the database against the paper, and against what always holds.
func (s *soak) check(orders int) {
	s.t.Helper()
	found, err := examineBooks(s.t.Context(), s.store)
	if err != nil {
		s.t.Error(err)
	}
	for _, b := range found {
		if b.Broken > 0 {
			s.t.Errorf("%d, %s: %d %s: %v", b.N, b.Name, b.Broken, b.Says, b.Some)
		}
	}
	shipped, err := s.store.Orders(s.t.Context(), demoWarehouse, view.OrderFilter{State: "shipped", Limit: 2 * orders})
	if err != nil || len(shipped) != orders || s.papers != orders {
		s.t.Errorf("%d orders are shipped, %d ship labels came out, want %d each; %v", len(shipped), s.papers, orders, err)
	}
	s.t.Logf("%d invariants checked on the live database, %d labels on the paper", len(found), s.papers)
}
