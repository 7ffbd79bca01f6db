package failover

import (
	"context"
	"fmt"
	"path/filepath"
	"slices"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"github.com/packwright/packwright/station"
	"github.com/packwright/packwright/station/engine"
	"github.com/packwright/packwright/station/journal"
	"github.com/packwright/packwright/station/sim"
	"github.com/packwright/packwright/station/store"
)

// packing is a station as it is, with a packer who does what the screen asks, one
// thing at a time. Its way to the database can be shut.
type packing struct {
	t       testing.TB
	name    string
	engine  *engine.Engine
	journal *journal.Journal
	store   *store.Store
	shut    atomic.Bool
	person  sim.Person
	state   station.State
	read    time.Duration

	mu   sync.Mutex // guards tape
	tape []string   // parcels of the ship labels that came out
}

func newPacking(t testing.TB, p *pair, n int, dir string) *packing {
	t.Helper()
	b := &packing{t: t, name: fmt.Sprint("BENCH-", n), person: sim.Person{Badge: "ANNA-BADGE"}}
	var err error
	if b.journal, err = journal.Open(filepath.Join(dir, b.name)); err != nil {
		t.Fatal(err)
	}
	seen, err := b.journal.Database()
	if err != nil {
		t.Fatal(err)
	}
	if b.store, err = store.New(t.Context(), p.url()); err != nil {
		t.Fatal(err)
	}
	b.store.Remember(seen)
	rules := station.DefaultRules()
	rules.AutoNext, rules.Ahead = false, 0
	b.engine = engine.New(engine.Options{
		Name: b.name, Rules: &rules, Journal: b.journal, Store: door{b.store.Bench(b.name, b.journal.Writer()), b},
		People: b.journal.People(), Carrier: b,
		Cartons: func(_ context.Context, p station.PlanCartons) station.Planned {
			return station.Planned{Parcels: []station.PlannedParcel{{Carton: "BOX-C", Units: p.Units}}, Proof: "optimal"}
		},
		Printers: map[station.DocKind]engine.Printer{station.ShipLabel: b},
	})
	ctx, cancel := context.WithCancel(context.Background())
	var ended sync.WaitGroup
	ended.Go(func() {
		if err := b.engine.Run(ctx); err != nil {
			t.Error(err)
		}
	})
	t.Cleanup(func() { cancel(); ended.Wait(); b.store.Close(); b.journal.Close() })
	return b
}

// door is a store that can be shut.
type door struct {
	store.Bench
	b *packing
}

func (d door) gone() error {
	if d.b.shut.Load() {
		return syscall.ECONNREFUSED
	}
	return nil
}

func (d door) Apply(ctx context.Context, batch station.Batch) (station.Answer, error) {
	if err := d.gone(); err != nil {
		return station.Answer{}, err
	}
	return d.Bench.Apply(ctx, batch)
}

func (d door) Claim(ctx context.Context, key string, w station.Want) ([]station.Opened, error) {
	if err := d.gone(); err != nil {
		return nil, err
	}
	return d.Bench.Claim(ctx, key, w)
}

func (d door) Resolve(ctx context.Context, code string) (station.Meaning, error) {
	if err := d.gone(); err != nil {
		return station.Meaning{}, err
	}
	return d.Bench.Resolve(ctx, code)
}

func (d door) Watch(ctx context.Context) error { return d.Bench.(engine.Watcher).Watch(ctx) }

// until packs until something holds.
func (b *packing) until(what string, holds func(station.State) bool) {
	b.t.Helper()
	var last sim.Deed
	var seq, scans int64
	var at time.Time
	tick := time.NewTicker(50 * time.Millisecond)
	defer tick.Stop()
	for end := time.Now().Add(patience); !holds(b.state); {
		select {
		case b.state = <-b.engine.States():
		case <-tick.C:
		}
		s := b.state
		if time.Now().After(end) {
			prompt := s.Prompt()
			b.t.Fatalf("%s: not within %v: %s; the bench asks %s, says %s, after %+v", b.name, patience, what, fmt.Sprintf(prompt.Text, prompt.Args...), s.Verdict, last)
		}
		d := b.person.Next(&s)
		news := s.Scans > scans && (d != last || s.Seq != seq)
		if holds(s) || s.Station == "" || d.Scan == "" || !news && time.Since(at) < time.Second {
			continue
		}
		last, seq, scans, at = d, s.Seq, s.Scans, time.Now()
		b.read += time.Second
		b.engine.Send(station.Scanned{Device: "hand", Text: d.Scan, Proof: true, At: b.read})
	}
}

// waits does nothing until something holds.
func (b *packing) waits(what string, holds func(station.State) bool) {
	b.t.Helper()
	limit := time.After(patience)
	for !holds(b.state) {
		select {
		case b.state = <-b.engine.States():
		case <-limit:
			b.t.Fatalf("%s: not within %v: %s; it says %s, works %+v", b.name, patience, what, b.state.Verdict, b.state.Works)
		}
	}
}

// allSent says that the database has everything.
func allSent(s station.State) bool {
	return s.Seq > 0 && s.Applied == s.Seq && s.Links[station.Database].OK
}

// picked says that goods of the work in hand lie at the bench.
func picked(s station.State) bool { return s.Work() != nil && s.Work().PickedUnits() > 0 }

// labels is the parcels whose label came out.
func (b *packing) labels() []string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return slices.Clone(b.tape)
}

func (b *packing) Print(_ context.Context, _ station.ID, d station.Document, before func(int64) error) station.PrintDone {
	n := int64(len(b.labels()))
	if err := before(n); err != nil {
		return station.PrintDone{State: station.PrintFailed, Counter: n, Problem: err.Error()}
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	b.tape = append(b.tape, d.Bought.SSCC)
	return station.PrintDone{State: station.PrintCounted, Counter: n + 1}
}

func (b *packing) Buy(ctx context.Context, x station.BuyLabel) (station.Bought, *station.Artwork, error) {
	sscc, tracking, err := b.store.Numbers(ctx, main, x.Key)
	return station.Bought{Carrier: "own", Service: "standard", Tracking: tracking, SSCC: sscc, Lane: "DHL-2", Currency: "EUR"}, nil, err
}

func (b *packing) Void(context.Context, station.VoidLabel) error { return nil }

func (b *packing) Artwork(context.Context, station.FetchArtwork) (station.Artwork, error) {
	return station.Artwork{}, station.Refused{Text: "our own labels have none"}
}
