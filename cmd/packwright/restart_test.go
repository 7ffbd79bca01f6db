package main

import (
	"context"
	"os"
	"testing"
	"time"

	"github.com/packwright/packwright/config"
	"github.com/packwright/packwright/station"
	"github.com/packwright/packwright/station/sim"
	"github.com/packwright/packwright/station/store"
	"github.com/packwright/packwright/station/view"
)

// What an outage of a whole shift may cost once it is over.
const (
	usableWithin = time.Second      // after the start, with 10,000 records in the journal
	pushedWithin = 30 * time.Second // 10,000 facts
)

// TestRestartAfterALongOutage picks from a heap while the database is away, starts
// the bench again, and lets the database come back. With PACKWRIGHT_ALL=1 it is
// 10,000 picks, each a fact and a record, and the goals count; among the tests it
// is a twentieth, on a machine that does other things as well.
func TestRestartAfterALongOutage(t *testing.T) {
	picks := 500
	if os.Getenv("PACKWRIGHT_ALL") != "" {
		picks = 10_000
	}
	h := newHall(t)
	h.rule("slip", false)
	heap := view.NewProduct{
		SKU: "PIECE", Name: "A piece of the heap", LengthMM: 1, WidthMM: 1, HeightMM: 1, WeightG: 1,
		Barcodes: []view.NewBarcode{{Code: "2900000000100", Units: 1}}, Stock: picks + 1, Location: "Z000-1",
	}
	if _, err := h.store.Do(t.Context(), stamp(demoWarehouse), store.Locations{Locations: []store.Location{{Name: "Z000-1", Kind: "pick", Sequence: 1000}}}); err != nil {
		t.Fatal(err)
	}
	if _, err := h.store.ImportProducts(t.Context(), demoWarehouse, []view.NewProduct{heap}, nil); err != nil {
		t.Fatal(err)
	}
	h.accept(order("9100", "PIECE", picks+1))
	w := newWire(t, h.url)
	c := config.Config{Station: demoStation, Warehouse: demoWarehouse, Database: w.url(h.url), Journal: h.path("journal")}

	b, _ := startHeadless(t, c)
	b.work(h.goods.People[0].Badge, func(s station.State) bool { return s.Work() != nil && s.Work().Step() == station.StepArticle })
	w.cut()
	b.see("the database to be away", func(s station.State) bool {
		l, known := s.Links[station.Database]
		return known && !l.OK
	})
	for range picks {
		b.scan(heap.Barcodes[0].Code)
	}
	b.see("all picks", func(s station.State) bool { return s.Work().PickedUnits() == picks })
	facts := b.state.Seq - b.state.Applied
	b.stop()

	b, took := startHeadless(t, c)
	if got := b.state.Work(); got == nil || got.PickedUnits() != picks {
		t.Fatalf("the bench forgot what was picked: %+v", got)
	}
	w.join()
	begun := time.Now()
	b.see("everything to be sent", func(s station.State) bool { return s.Applied == s.Seq })
	pushed := time.Since(begun)
	t.Logf("%d facts in %d records: usable %v after the start, sent within %v: %.0f a second",
		facts, picks, took.Round(time.Millisecond), pushed.Round(time.Millisecond), float64(facts)/pushed.Seconds())
	if os.Getenv("PACKWRIGHT_ALL") != "" && (took > usableWithin || pushed > pushedWithin*time.Duration(facts)/10_000) {
		t.Errorf("want it usable within %v, and 10,000 facts sent within %v", usableWithin, pushedWithin)
	}
	b.stop()
}

// headless is a bench without a screen and its packer.
type headless struct {
	t      *testing.T
	bench  *bench
	person sim.Person
	state  station.State
	clock  time.Duration
	stop   func()
}

// startHeadless starts a bench, and says how long it took until it showed
// something.
func startHeadless(t *testing.T, c config.Config) (*headless, time.Duration) {
	t.Helper()
	begun := time.Now()
	s, err := stationStore(t.Context(), c)
	if err != nil {
		t.Fatal(err)
	}
	b, err := newBench(c, s, houseCarrier(s, c.Warehouse))
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() { ended <- b.run(ctx) }()
	h := &headless{t: t, bench: b}
	stopped := false
	h.stop = func() {
		if stopped {
			return
		}
		stopped = true
		cancel()
		if err := <-ended; err != nil {
			t.Error(err)
		}
		s.Close()
	}
	t.Cleanup(h.stop)
	h.state = <-b.engine.States()
	return h, time.Since(begun)
}

// see waits for a state.
func (h *headless) see(what string, good func(station.State) bool) {
	h.t.Helper()
	limit := time.After(5 * time.Minute)
	for !good(h.state) {
		select {
		case h.state = <-h.bench.engine.States():
		case <-limit:
			h.t.Fatalf("waited for %s; verdict %s, links %+v", what, h.state.Verdict, h.state.Links)
		}
	}
}

// work does what the state asks until it is good.
func (h *headless) work(badge string, good func(station.State) bool) {
	h.t.Helper()
	h.person.Badge = badge
	var last sim.Deed
	var at int64 // number of the fact after which it was done
	h.see("the heap", func(s station.State) bool {
		d := h.person.Next(&s)
		if good(s) || d.Waits() || !s.Links[station.Database].OK || d == last && s.Seq == at {
			return good(s)
		}
		last, at = d, s.Seq
		h.scan(d.Scan)
		return false
	})
}

func (h *headless) scan(code string) {
	h.clock += time.Second
	h.bench.engine.Send(station.Scanned{Device: "hand", Text: code, Proof: true, At: h.clock})
}
