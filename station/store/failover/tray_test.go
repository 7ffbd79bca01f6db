package failover

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/packwright/packwright/station"
	"github.com/packwright/packwright/station/engine"
	"github.com/packwright/packwright/station/journal"
	"github.com/packwright/packwright/station/store"
	"github.com/packwright/packwright/station/store/storetest"
)

// bench is a station at which codes are scanned all the time, each a piece for
// the tray, and which has parcels numbered and claims works meanwhile.
type bench struct {
	t       testing.TB
	name    string
	engine  *engine.Engine
	journal *journal.Journal
	store   *store.Store
	product station.ID
	all     sync.WaitGroup
	ended   sync.WaitGroup

	mu      sync.Mutex // guards the rest
	state   station.State
	answers []time.Time // of the store
	acked   int64       // the highest number that it said it has
	said    []saying    // of the database
	numbers []string    // that were given to parcels here
	epochs  []string    // that works were given here
}

// saying is what the header said of the database from then on.
type saying struct {
	at   time.Time
	away bool
}

// newBench is the station of that number, at work until stop.
func newBench(t testing.TB, p *pair, n int, dir string) (*bench, func()) {
	t.Helper()
	b := &bench{t: t, name: fmt.Sprint("BENCH-", n), product: p.product}
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
	b.engine = engine.New(engine.Options{
		Name: b.name, Journal: b.journal, Store: meter{b.store.Bench(b.name, b.journal.Writer()), b},
		People: b.journal.People(), Step: b.step,
	})
	ctx, cancel := context.WithCancel(context.Background())
	b.ended.Go(func() {
		if err := b.engine.Run(ctx); err != nil {
			t.Error(err)
		}
	})
	b.ended.Go(b.look)
	var once sync.Once
	stop := func() {
		once.Do(func() { cancel(); b.ended.Wait(); b.store.Close(); b.journal.Close() })
	}
	t.Cleanup(stop)
	return b, stop
}

// step is a machine that lays every code into the tray.
func (b *bench) step(s station.State, now time.Time, in station.Input) (station.State, station.Out) {
	var out station.Out
	switch in := in.(type) {
	case station.Scanned:
		out.Changes = []station.Change{station.ToTray{Product: b.product, Code: in.Text, Qty: 1, Tray: "RED-1"}}
		s = s.After(out.Changes[0])
	case station.LinkChanged:
		links := map[station.Link]station.LinkState{}
		for k, v := range s.Links {
			links[k] = v
		}
		links[in.What] = station.LinkState{OK: in.OK, Cause: in.Cause, Count: in.Count, Since: now}
		s.Links = links
		if in.What == station.Database {
			b.mu.Lock()
			b.said = append(b.said, saying{time.Now(), !in.OK})
			b.mu.Unlock()
		}
	case station.Answered:
		s.Applied = in.Through
	}
	s.Now = now
	return s, out
}

func (b *bench) look() {
	for s := range b.engine.States() {
		b.mu.Lock()
		b.state = s
		b.mu.Unlock()
	}
}

// meter is a store that tells when it answered.
type meter struct {
	store.Bench
	b *bench
}

func (m meter) Apply(ctx context.Context, batch station.Batch) (station.Answer, error) {
	a, err := m.Bench.Apply(ctx, batch)
	if err == nil {
		m.b.mu.Lock()
		m.b.answers = append(m.b.answers, time.Now())
		m.b.acked = max(m.b.acked, a.Through)
		m.b.mu.Unlock()
	}
	return a, err
}

func (m meter) Watch(ctx context.Context) error { return m.Bench.(engine.Watcher).Watch(ctx) }

// work scans, numbers and claims until the context ends and nothing is unsent.
func (b *bench) work(ctx context.Context) {
	b.all.Go(func() {
		for n := 0; ctx.Err() == nil; n++ {
			b.engine.Send(station.Scanned{Text: fmt.Sprint("c", n)})
			pause(ctx, 10*time.Millisecond)
		}
	})
	b.all.Go(func() {
		for n := 0; ctx.Err() == nil; n++ {
			b.number(ctx, fmt.Sprintf("%s-%d", b.name, n))
			pause(ctx, 30*time.Millisecond)
		}
	})
	b.all.Go(func() {
		for n := 0; ctx.Err() == nil; n++ {
			b.claim(ctx, fmt.Sprintf("%s-%d", b.name, n))
			pause(ctx, 200*time.Millisecond)
		}
	})
}

func pause(ctx context.Context, d time.Duration) {
	select {
	case <-ctx.Done():
	case <-time.After(d):
	}
}

// number has a parcel numbered, with the same key until that is answered.
func (b *bench) number(ctx context.Context, key string) {
	for ctx.Err() == nil {
		sscc, tracking, err := b.store.Numbers(ctx, storetest.MainWarehouse, key)
		if err == nil {
			b.mu.Lock()
			b.numbers = append(b.numbers, sscc, tracking)
			b.mu.Unlock()
			return
		}
		pause(ctx, 50*time.Millisecond)
	}
}

// claim asks for a work, with the same key until that is answered.
func (b *bench) claim(ctx context.Context, key string) {
	for ctx.Err() == nil {
		works, err := b.store.Bench(b.name, b.journal.Writer()).Claim(ctx, key, station.Want{How: station.ByNext, Max: 1})
		var no station.Refused
		if err == nil || errors.As(err, &no) {
			b.mu.Lock()
			for _, w := range works {
				b.epochs = append(b.epochs, fmt.Sprintf("work %s, epoch %d", w.Content.ID, w.Epoch))
			}
			b.mu.Unlock()
			return
		}
		pause(ctx, 50*time.Millisecond)
	}
}

// sent waits until the store has everything.
func (b *bench) sent() {
	b.t.Helper()
	b.all.Wait()
	for end := time.Now().Add(patience); ; time.Sleep(10 * time.Millisecond) {
		b.mu.Lock()
		s := b.state
		b.mu.Unlock()
		if s.Seq == b.journal.Last() && s.Applied == s.Seq && s.Links[station.Database].OK {
			return
		}
		if time.Now().After(end) {
			b.t.Fatalf("%s: the store has %d of %d facts; links %+v", b.name, s.Applied, b.journal.Last(), s.Links)
		}
	}
}

// firstAnswer is when the store answered first since then.
func (b *bench) firstAnswer(since time.Time) (at time.Time, ok bool) {
	b.mu.Lock()
	defer b.mu.Unlock()
	n, _ := slices.BinarySearchFunc(b.answers, since, time.Time.Compare)
	if n == len(b.answers) {
		return at, false
	}
	return b.answers[n], true
}

// firstAway is when the header said first since then that the database is away.
func (b *bench) firstAway(since time.Time) (at time.Time, ok bool) {
	b.mu.Lock()
	defer b.mu.Unlock()
	for _, s := range b.said {
		if s.away && !s.at.Before(since) {
			return s.at, true
		}
	}
	return at, false
}

// there says that the header says that the database is there.
func (b *bench) there() bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	return len(b.said) > 0 && !b.said[len(b.said)-1].away
}

// share is the p-th of a hundred parts of sorted samples.
func share(samples []time.Duration, p int) time.Duration {
	if len(samples) == 0 {
		return 0
	}
	sorted := slices.Sorted(slices.Values(samples))
	return sorted[min(len(sorted)-1, len(sorted)*p/100)].Round(time.Millisecond)
}
