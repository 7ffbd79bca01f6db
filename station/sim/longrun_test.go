package sim

import (
	"bytes"
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"strconv"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/packwright/packwright/station"
	"github.com/packwright/packwright/station/engine"
	"github.com/packwright/packwright/station/gs1"
	"github.com/packwright/packwright/station/journal"
)

// What a bench may cost that runs for weeks.
const (
	mostPerOrder = 5 << 10        // bytes of journal
	oldest       = 24 * time.Hour // of a fact
	mostGrowth   = 1.10           // of the memory
)

// TestSoak works four benches for days, in virtual time, on journals of the disk:
// eight hours a day, with the database away for ten minutes in each of them. At
// every midnight nothing has grown. PACKWRIGHT_SOAK is how many orders, 120 among
// the tests.
func TestSoak(t *testing.T) {
	orders := 120
	if n, err := strconv.Atoi(os.Getenv("PACKWRIGHT_SOAK")); err == nil {
		orders = n
	}
	begun := time.Now()
	synctest.Test(t, func(t *testing.T) {
		c := &conveyor{orders: orders, writers: map[station.ID]station.Fact{}, claims: map[string][]station.Opened{}}
		var all sync.WaitGroup
		ctx, cancel := context.WithCancel(t.Context())
		var lanes []*lane
		for n := range 4 {
			l := newLane(t, c, n+1, nil)
			lanes = append(lanes, l)
			all.Go(func() { l.run(ctx) })
		}
		nights := watchNights(t, c, lanes)
		cancel()
		all.Wait()
		for _, l := range lanes {
			l.close(t)
		}
		judgeNights(t, c, nights)
	})
	took := time.Since(begun)
	t.Logf("%d orders in %v, %.0f a second", orders, took.Round(time.Millisecond), float64(orders)/took.Seconds())
}

// night is what there was at a midnight, while everybody slept.
type night struct {
	orders, goroutines int
	heap               uint64
	disk               int64         // bytes of all journals
	perOrder           float64       // bytes of facts
	oldest             time.Duration // fact
}

// watchNights waits until all orders are shipped and looks at each midnight, and
// at the one after the last.
func watchNights(t *testing.T, c *conveyor, lanes []*lane) (nights []night) {
	for last := false; !last; {
		last = c.shippedAll()
		n := night{}
		for range 24 {
			now := time.Now()
			time.Sleep(now.Truncate(time.Hour).Add(time.Hour).Sub(now))
			synctest.Wait()
			n.disk, n.perOrder = 0, 0
			for _, l := range lanes {
				l.measure(t, &n)
			}
		}
		n.orders, n.goroutines, n.perOrder = c.shipped(), runtime.NumGoroutine(), n.perOrder/float64(len(lanes))
		var m runtime.MemStats
		runtime.GC()
		runtime.ReadMemStats(&m)
		n.heap = m.HeapAlloc
		nights = append(nights, n)
		if len(nights) > 1000 {
			t.Fatalf("%d orders are shipped after %d days", n.orders, len(nights))
		}
	}
	return nights
}

// judgeNights compares each night with the second one, by which every buffer is
// as large as it gets.
func judgeNights(t *testing.T, c *conveyor, nights []night) {
	t.Helper()
	if c.broken != nil {
		t.Error(c.broken)
	}
	most := night{}
	for _, n := range nights {
		t.Logf("%5d orders, %d goroutines, %.1f MB of memory, journals of %.1f MB, %.1f KB an order, oldest fact %v",
			n.orders, n.goroutines, float64(n.heap)/(1<<20), float64(n.disk)/(1<<20), n.perOrder/1024, n.oldest.Round(time.Minute))
		most.oldest, most.perOrder = max(most.oldest, n.oldest), max(most.perOrder, n.perOrder)
	}
	if most.oldest > oldest || most.perOrder > mostPerOrder {
		t.Errorf("the oldest fact is %v old, want at most %v; %.0f bytes an order, want at most %d", most.oldest, oldest, most.perOrder, mostPerOrder)
	}
	if len(nights) < 4 {
		return
	}
	for i, n := range nights[2:] {
		if n.goroutines != nights[1].goroutines || float64(n.heap) > mostGrowth*float64(nights[1].heap) {
			t.Errorf("night %d: %d goroutines and %d KB of memory, %d and %d KB in the second", i+3, n.goroutines, n.heap>>10, nights[1].goroutines, nights[1].heap>>10)
		}
	}
}

// lane is a bench, its packer and its journal.
type lane struct {
	t       *testing.T
	name    string
	dir     string
	journal *journal.Journal
	engine  *engine.Engine
	person  Person
	c       *conveyor
	r       *rand.Rand

	labels, bought int64
	read           time.Duration
}

// newLane is a bench whose labels come out of the printer, out of the lane itself
// where that is nil.
func newLane(t *testing.T, c *conveyor, n int, prints engine.Printer) *lane {
	t.Helper()
	l := &lane{t: t, name: fmt.Sprint("BENCH-", n), dir: t.TempDir(), c: c, r: rand.New(rand.NewPCG(uint64(n), 7)), person: Person{Badge: "ANNA-BADGE"}}
	var err error
	if l.journal, err = journal.Open(l.dir); err != nil {
		t.Fatal(err)
	}
	if prints == nil {
		prints = l
	}
	rules := station.DefaultRules()
	rules.AutoNext, rules.Ahead, rules.Slip = false, 2, false
	l.bought = int64(n) * 1_000_000
	l.engine = engine.New(engine.Options{
		Name: l.name, Rules: &rules, Journal: l.journal, People: l.journal.People(), Store: c, Carrier: l,
		Cartons: func(_ context.Context, p station.PlanCartons) station.Planned {
			return station.Planned{Parcels: []station.PlannedParcel{{Carton: "BOX-C", Units: p.Units}}, Proof: "optimal"}
		},
		Printers: map[station.DocKind]engine.Printer{station.ShipLabel: prints, station.PackingSlip: prints},
	})
	return l
}

func (l *lane) close(t *testing.T) {
	t.Helper()
	if err := l.journal.Close(); err != nil {
		t.Error(err)
	}
}

// run packs from eight to four each day until ctx ends.
func (l *lane) run(ctx context.Context) {
	var engine sync.WaitGroup
	engine.Go(func() {
		if err := l.engine.Run(ctx); err != nil {
			l.t.Error(err)
		}
	})
	defer engine.Wait()
	var s station.State
	for ctx.Err() == nil {
		select {
		case s = <-l.engine.States():
		default:
		}
		pause := time.Second
		switch hour := time.Now().Hour(); {
		case hour >= 8 && hour < 16 && !l.c.shippedAll():
			if d := l.person.Next(s); l.do(d) {
				pause = time.Duration(4+l.r.IntN(10)) * time.Second
			}
		case s.Operator.ID != "":
			l.leaves(s)
			pause = 10 * time.Second
		default:
			pause = 10 * time.Minute
		}
		select {
		case <-ctx.Done():
		case <-time.After(pause):
		}
	}
}

// leaves finishes what was begun and shows the badge.
func (l *lane) leaves(s station.State) {
	if s.Work() == nil && len(s.Links) > 0 && s.Links[station.Unsent].Count == 0 {
		l.do(Deed{Scan: l.person.Badge})
		return
	}
	if s.Work() != nil {
		l.do(l.person.Next(s))
	}
}

func (l *lane) do(d Deed) bool {
	l.read += 2 * time.Second
	switch {
	case d.Scan != "":
		l.engine.Send(station.Scanned{Device: "line", Text: d.Scan, Proof: true, At: l.read})
	case d.Type != "":
		l.engine.Send(station.Scanned{Device: "keys", Text: d.Type, At: l.read})
	case d.Grams > 0:
		l.engine.Send(station.Weighed{Stable: true})
		l.engine.Send(station.Weighed{Grams: d.Grams, Stable: true})
	default:
		return false
	}
	return true
}

var (
	factTime = regexp.MustCompile(`\{"at":(\d+)`)
	provenIn = []byte(`"label_proven"`)
)

// measure adds what the journal is to the night.
func (l *lane) measure(t *testing.T, n *night) {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(l.dir, "*.log"))
	if err != nil || len(files) == 0 {
		t.Fatalf("%d segments, %v", len(files), err)
	}
	used, orders := 0, 0
	for i, file := range files {
		b, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		n.disk += int64(len(b))
		used += len(bytes.TrimRight(b, "\x00"))
		orders += bytes.Count(b, provenIn)
		if i > 0 {
			continue
		}
		if m := factTime.FindSubmatch(b); m != nil {
			at, err := strconv.ParseInt(string(m[1]), 10, 64)
			if err != nil {
				t.Fatal(err)
			}
			n.oldest = max(n.oldest, time.Since(time.UnixMicro(at)))
		}
	}
	n.perOrder += float64(used) / float64(max(orders, 1))
}

// A lane sells and prints, and forgets what it sold.

func (l *lane) Buy(_ context.Context, b station.BuyLabel) (station.Bought, *station.Artwork, error) {
	l.bought++
	sscc, err := gs1.NewSSCC('0', "4047111", l.bought)
	return station.Bought{Carrier: "own", Service: "standard", Tracking: "TR" + sscc, SSCC: sscc, Lane: "12", Currency: "EUR"}, nil, err
}

func (l *lane) Void(context.Context, station.VoidLabel) error { return nil }

func (l *lane) Artwork(context.Context, station.FetchArtwork) (station.Artwork, error) {
	return station.Artwork{}, errNoArtwork
}

var errNoArtwork = station.Refused{Text: "our own labels have none"}

func (l *lane) Print(_ context.Context, _ station.ID, _ station.Document, before func(int64) error) station.PrintDone {
	if err := before(l.labels); err != nil {
		return station.PrintDone{State: station.PrintFailed, Counter: l.labels, Problem: err.Error()}
	}
	l.labels++
	return station.PrintDone{State: station.PrintCounted, Counter: l.labels}
}
