package engine

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/packwright/packwright/station"
	"github.com/packwright/packwright/station/gs1"
	"github.com/packwright/packwright/station/journal"
)

const (
	mug = "04006381333931"
	tea = "04006381333948"
)

// order is a work of mugs and of other lines with one unit each.
func order(id station.ID, mugs, others int) station.Opened {
	c := station.Content{
		ID: id, Order: "o" + id, OrderNo: "1" + string(id), Carrier: "DHL", Rules: station.DefaultRules(), Way: station.OnePass,
		Cartons: []station.Carton{{Code: "BOX-C", Name: "C", InnerMM: [3]int{300, 200, 150}, OuterMM: [3]int{310, 210, 160}, EmptyG: 120, MaxG: 10000}},
		Asked:   station.Asked{Rev: 1},
	}
	c.Rules.AutoNext, c.Rules.Slip = false, false
	add := func(l station.Line) {
		n := len(c.Lines)
		l.Want = l.Qty
		c.Lines = append(c.Lines, l)
		c.Asked.Lines = append(c.Asked.Lines, station.AskedLine{Line: n, Want: l.Qty})
		c.Asked.Stops = append(c.Asked.Stops, station.Stop{
			ID: station.ID(fmt.Sprintf("a%s.%d", id, n)), Line: n,
			Location: fmt.Sprintf("A03-%d", 11+n), Sequence: n, Qty: l.Qty,
		})
	}
	add(station.Line{
		Product: "1", SKU: "MUG-BLUE", Qty: mugs, WeightG: 380, LengthMM: 120, WidthMM: 90, HeightMM: 100,
		Barcodes: []station.Barcode{{Code: mug, Units: 1}},
	})
	for i := range others {
		add(station.Line{
			Product: station.ID(fmt.Sprint(10 + i)), SKU: fmt.Sprint("TEA-", i), Qty: 1, WeightG: 110, LengthMM: 80, WidthMM: 80, HeightMM: 90,
			Barcodes: []station.Barcode{{Code: fmt.Sprint("X", tea, i), Units: 1}},
		})
	}
	return station.Opened{Content: c, Stage: station.Picking, Epoch: 1}
}

// warehouse is a store in memory that checks what it is told: numbers without
// gaps, the chain, and the same fact for the same number.
type warehouse struct {
	mu     sync.Mutex // guards everything
	facts  map[station.ID][]station.Fact
	claims map[string][]station.Opened
	queue  []station.Opened
	calls  map[string]int
	sizes  []int
	unsent []int64 // as each call told
	again  int     // facts that came a second time
	broken error
	// fails decides before a call whether it fails, lost after it whether its
	// answer is lost. Either may wait for the context.
	fails, lost func(ctx context.Context, call string) error
}

func newWarehouse(queue ...station.Opened) *warehouse {
	return &warehouse{queue: queue, facts: map[station.ID][]station.Fact{}, claims: map[string][]station.Opened{}, calls: map[string]int{}}
}

func (w *warehouse) setFails(fails func(ctx context.Context, call string) error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.fails = fails
}

// call runs do as one call that may fail.
func (w *warehouse) call(ctx context.Context, name string, do func() error) error {
	w.mu.Lock()
	w.calls[name]++
	fails, lost := w.fails, w.lost
	w.mu.Unlock()
	if fails != nil {
		if err := fails(ctx, name); err != nil {
			return err
		}
	}
	w.mu.Lock()
	err := do()
	w.mu.Unlock()
	if err == nil && lost != nil {
		err = lost(ctx, name)
	}
	return err
}

func (w *warehouse) Apply(ctx context.Context, b station.Batch) (a station.Answer, err error) {
	err = w.call(ctx, "apply", func() error {
		w.unsent = append(w.unsent, b.Status.Unsent)
		if len(b.Facts) > 0 {
			w.sizes = append(w.sizes, len(b.Facts))
		}
		for _, f := range b.Facts {
			if err := w.take(b.Writer, f); err != nil {
				w.broken = err
				return err
			}
		}
		a = station.Answer{Through: int64(len(w.facts[b.Writer])), Board: station.Board{Ready: len(w.queue)}}
		return nil
	})
	return a, err
}

func (w *warehouse) take(writer station.ID, f station.Fact) error {
	have := w.facts[writer]
	n := int64(len(have))
	switch {
	case f.Writer != writer || !f.Genuine():
		return fmt.Errorf("fact %d is not genuine", f.Seq)
	case f.Seq <= n && have[f.Seq-1].Hash != f.Hash:
		return station.Refused{Code: station.WriterForked, Text: "another fact %d", Args: []any{f.Seq}}
	case f.Seq <= n:
		w.again++
		return nil
	case f.Seq > n+1:
		return fmt.Errorf("fact %d after %d", f.Seq, n)
	case n > 0 && f.Prev != have[n-1].Hash:
		return fmt.Errorf("fact %d does not follow", f.Seq)
	}
	w.facts[writer] = append(have, f)
	return nil
}

func (w *warehouse) Claim(ctx context.Context, key string, want station.Want) (works []station.Opened, err error) {
	err = w.call(ctx, "claim "+string(want.How), func() error {
		if want.How == station.ByMine {
			works = w.held(want.Have)
		}
		if works != nil || w.claims[key] != nil || want.How != station.ByNext {
			works = append(works, w.claims[key]...)
			return nil
		}
		n := min(want.Max, len(w.queue))
		works, w.queue = w.queue[:n:n], w.queue[n:]
		w.claims[key] = works
		return nil
	})
	return works, err
}

// held is the works that were handed out and did not end, but for those that the
// bench says it has.
func (w *warehouse) held(have []station.ID) []station.Opened {
	var works []station.Opened
	for _, handed := range w.claims {
		for _, o := range handed {
			if !slices.Contains(have, o.Content.ID) && !w.ended(o.Content.ID) {
				works = append(works, o)
			}
		}
	}
	return works
}

func (w *warehouse) ended(work station.ID) bool {
	for _, facts := range w.facts {
		for _, f := range facts {
			switch f.Change.(type) {
			case station.WorkClosed, station.WorkLost:
				if f.Work == work {
					return true
				}
			}
		}
	}
	return false
}

func (w *warehouse) Resolve(ctx context.Context, code string) (m station.Meaning, err error) {
	err = w.call(ctx, "resolve", func() error {
		m = station.Meaning{Kind: station.IsUnknown}
		switch code {
		case "SLOT-1":
			m = station.Meaning{Kind: station.IsSlot, Code: code, Free: true}
		case "PRN-B2":
			m = station.Meaning{Kind: station.IsPrinter, Code: "BENCH-2", Printer: &station.FloorPrinter{Name: "BENCH-2", Station: "bench-2", Kind: "tcp", Address: "10.0.0.2:9100", DPMM: 8, Main: true}}
		case "BADGE-ANNA":
			m = station.Meaning{Kind: station.IsBadge, Code: code, Person: &station.Person{ID: "7", Name: "Anna", Role: station.Packer}}
		}
		return nil
	})
	return m, err
}

func (w *warehouse) Grant(ctx context.Context, g station.Grant) (a station.Allowed, err error) {
	err = w.call(ctx, "grant", func() error {
		a = station.Allowed{Work: g.Work, Action: g.Action, By: g.By, Grant: "g1"}
		return nil
	})
	return a, err
}

// all is every fact of every writer, in order for each.
func (w *warehouse) all() []station.Fact {
	w.mu.Lock()
	defer w.mu.Unlock()
	var all []station.Fact
	for _, facts := range w.facts {
		all = append(all, facts...)
	}
	return all
}

func (w *warehouse) count(kind string) int {
	n := 0
	for _, f := range w.all() {
		if f.Change.Kind() == kind {
			n++
		}
	}
	return n
}

func (w *warehouse) called(name string) int {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.calls[name]
}

// hangs waits until the caller gives up: packets are dropped.
func hangs(ctx context.Context, _ string) error {
	<-ctx.Done()
	return ctx.Err()
}

// house sells labels, one for each key, and prints them on a tape.
type house struct {
	mu    sync.Mutex // guards the rest
	sold  map[string]station.Bought
	tape  []station.ID
	onBuy func(ctx context.Context) error
	asks  int

	theirs  bool // labels are of its own making
	fetched int
	papers  []station.Document
}

func (h *house) Buy(ctx context.Context, b station.BuyLabel) (station.Bought, *station.Artwork, error) {
	h.mu.Lock()
	h.asks++
	onBuy := h.onBuy
	h.mu.Unlock()
	if onBuy != nil {
		if err := onBuy(ctx); err != nil {
			return station.Bought{}, nil, err
		}
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	if _, ok := h.sold[b.Key]; !ok {
		sscc, err := gs1.NewSSCC('0', "4012345", int64(len(h.sold)+1))
		if err != nil {
			return station.Bought{}, nil, err
		}
		h.sold[b.Key] = station.Bought{Carrier: "DHL", Tracking: "TR" + b.Key, SSCC: sscc, Lane: "12", Currency: "EUR", Theirs: h.theirs}
	}
	return h.sold[b.Key], h.artwork(b.Key), nil
}

// artwork is the carrier's own label, if it makes labels.
func (h *house) artwork(key string) *station.Artwork {
	if !h.sold[key].Theirs {
		return nil
	}
	return &station.Artwork{Data: []byte("^XA" + key + "^XZ"), Codes: []string{h.sold[key].Tracking, "ROUTE" + key}}
}

func (h *house) Artwork(_ context.Context, f station.FetchArtwork) (station.Artwork, error) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.fetched++
	if a := h.artwork(f.Key); a != nil {
		return *a, nil
	}
	return station.Artwork{}, station.Refused{Code: "carrier", Text: "there is none"}
}

// asked is how often the carrier was asked to sell.
func (h *house) asked() int {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.asks
}

// printed is how many labels came out.
func (h *house) printed() int {
	h.mu.Lock()
	defer h.mu.Unlock()
	return len(h.tape)
}

func (h *house) Void(context.Context, station.VoidLabel) error { return nil }

func (h *house) Print(_ context.Context, job station.ID, d station.Document, before func(int64) error) station.PrintDone {
	h.mu.Lock()
	n := int64(len(h.tape))
	h.mu.Unlock()
	if err := before(n); err != nil {
		return station.PrintDone{State: station.PrintFailed, Counter: n, Problem: err.Error()}
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	h.tape, h.papers = append(h.tape, job), append(h.papers, d)
	return station.PrintDone{State: station.PrintCounted, Counter: n + 1}
}

func wholeInOne(_ context.Context, p station.PlanCartons) station.Planned {
	return station.Planned{Parcels: []station.PlannedParcel{{Carton: "BOX-C", Units: p.Units}}, Proof: "optimal"}
}

// bench is an engine at work and the state it shows.
type bench struct {
	*Engine
	t      testing.TB
	s      station.State
	j      *journal.Journal
	cancel context.CancelFunc
	ended  chan error
	read   time.Duration
}

// start runs an engine over the journal of the folder.
func start(t testing.TB, dir string, store Store, h *house, change ...func(*Options)) *bench {
	t.Helper()
	j, err := journal.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	rules := station.DefaultRules()
	rules.AutoNext, rules.Ahead, rules.Slip = false, 0, false
	o := Options{
		Name: "bench-7", Rules: &rules, Journal: j, Store: store, People: j.People(), Carrier: h, Cartons: wholeInOne,
		Printers: map[station.DocKind]Printer{station.ShipLabel: h, station.PackingSlip: h},
	}
	for _, f := range change {
		f(&o)
	}
	ctx, cancel := context.WithCancel(context.Background())
	b := &bench{Engine: New(o), t: t, j: j, cancel: cancel, ended: make(chan error, 1)}
	go func() { b.ended <- b.Run(ctx) }()
	t.Cleanup(b.stop)
	return b
}

// stop ends the engine and closes its journal.
func (b *bench) stop() {
	if b.cancel == nil {
		return
	}
	b.cancel()
	b.cancel = nil
	if err := <-b.ended; err != nil {
		b.t.Error(err)
	}
	if err := b.j.Close(); err != nil {
		b.t.Error(err)
	}
}

// until reads states until one fits. It gives up after a minute.
func (b *bench) until(what string, fits func(station.State) bool) {
	b.t.Helper()
	limit := time.After(time.Minute)
	for !fits(b.s) {
		select {
		case s, ok := <-b.States():
			if !ok {
				b.t.Fatalf("the engine ended before: %s", what)
			}
			b.s = s
		case <-limit:
			b.t.Fatalf("not within a minute: %s; verdict %q, step %q", what, b.s.Verdict, b.step())
		}
	}
}

func (b *bench) step() station.StepName {
	if w := b.s.Work(); w != nil {
		return w.Step()
	}
	return ""
}

// scan reads codes with proof and waits for the verdict of the last.
func (b *bench) scan(codes ...string) {
	b.t.Helper()
	n := b.s.Scans + int64(len(codes))
	for _, c := range codes {
		b.read += time.Second
		b.Send(station.Scanned{Device: "line", Text: c, Proof: true, At: b.read})
	}
	b.until(fmt.Sprint("scans ", codes), func(s station.State) bool { return s.Scans >= n })
}

func (b *bench) at(step station.StepName) {
	b.t.Helper()
	b.until(fmt.Sprint("step ", step), func(station.State) bool { return b.step() == step })
}

// signIn shows a badge once the database is known to be there or away.
func (b *bench) signIn() {
	b.t.Helper()
	b.until("the database is there or away", func(s station.State) bool { _, known := s.Links[station.Database]; return known })
	b.scan("BADGE-ANNA")
	b.until("signed in", func(s station.State) bool { return s.Operator.ID == "7" })
}

// weighs puts grams on the scale.
func (b *bench) weighs(grams int) {
	b.Send(station.Weighed{Stable: true})
	b.Send(station.Weighed{Grams: grams, Stable: true})
}

var errCut = errors.New("cut")

// note is a machine that makes every scan a fact and knows nothing else.
func note(s station.State, now time.Time, in station.Input) (station.State, station.Out) {
	var out station.Out
	switch in := in.(type) {
	case station.Scanned:
		out.Changes = []station.Change{station.ToTray{Code: in.Text, Qty: 1}}
		s = s.After(out.Changes[0])
		s.Scans++
	case station.LinkChanged:
		links := map[station.Link]station.LinkState{}
		for k, v := range s.Links {
			links[k] = v
		}
		links[in.What] = station.LinkState{OK: in.OK, Cause: in.Cause, Count: in.Count, Since: now}
		s.Links = links
		if in.What == station.DiskLink {
			s.Verdict = station.Verdict{Word: station.Halt, Text: in.Cause, N: s.Verdict.N + 1}
		}
	case station.Answered:
		s.Applied = in.Through
	}
	s.Now = now
	return s, out
}

func noting(o *Options) { o.Step = note }

// codes is what the scans of facts were, in order.
func codes(facts []station.Fact) []string {
	var all []string
	for _, f := range facts {
		if c, ok := f.Change.(station.ToTray); ok {
			all = append(all, c.Code)
		}
	}
	return all
}

func numbered(n int) []string {
	all := make([]string, n)
	for i := range all {
		all[i] = fmt.Sprint("c", i)
	}
	return all
}

func same(a, b []string) bool { return slices.Equal(a, b) }
