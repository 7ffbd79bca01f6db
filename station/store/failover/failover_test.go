// Package failover proves on real servers what stations promise when a database
// goes: two clusters that follow each other, wires that are cut between them and
// the benches, benches with real journals and engines. It holds tests only.
package failover

import (
	"context"
	"errors"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/packwright/packwright/station"
	"github.com/packwright/packwright/station/store"
)

// soon is how long a bench may take to say that the database is gone, and beyond
// that how long a server that took over may stay unnoticed.
const (
	soon  = 2 * time.Second
	found = time.Second
)

// floor is stations at work on a pair.
type floor struct {
	*pair
	benches []*bench
	over    context.CancelFunc

	outages, banners []time.Duration
	putBack          int64
}

func newFloor(t *testing.T, inStep bool, lag time.Duration) *floor {
	t.Helper()
	f := &floor{pair: newPair(t, inStep, lag)}
	ctx, cancel := context.WithCancel(context.Background())
	t.Cleanup(cancel)
	f.over = cancel
	dir := t.TempDir()
	for n := range 4 {
		b, _ := newBench(t, f.pair, n+1, dir)
		b.work(ctx)
		f.benches = append(f.benches, b)
	}
	f.running()
	return f
}

// running waits until the store answers everybody, and everybody says so.
func (f *floor) running() {
	f.t.Helper()
	begun := time.Now()
	for _, b := range f.benches {
		f.until(b.name+" is answered", func() bool { _, ok := b.firstAnswer(begun); return ok && b.there() })
	}
}

func (f *floor) until(what string, holds func() bool) {
	f.t.Helper()
	for end := time.Now().Add(patience); !holds(); time.Sleep(5 * time.Millisecond) {
		if time.Now().After(end) {
			f.t.Fatalf("not within %v: %s", patience, what)
		}
	}
}

// cut cuts all lines of the stations.
func (f *floor) cut() { f.wires[0].cut(); f.wires[1].cut() }

// gone waits until every station says that the database is away.
func (f *floor) gone(since time.Time) {
	f.t.Helper()
	for _, b := range f.benches {
		f.until(b.name+" says that the database is away", func() bool { _, ok := b.firstAway(since); return ok })
		at, _ := b.firstAway(since)
		f.banners = append(f.banners, at.Sub(since))
		if took := at.Sub(since); took > soon {
			f.t.Errorf("%s said after %v that the database is away, want %v", b.name, took, soon)
		}
	}
}

// failover has the other server take over and waits until every station found it.
func (f *floor) failover(noticed time.Duration) {
	f.t.Helper()
	acked := map[*bench]int64{}
	ended, began := f.pair.failover(noticed, func() {
		for _, b := range f.benches {
			b.mu.Lock()
			acked[b] = b.acked
			b.mu.Unlock()
		}
	})
	for _, b := range f.benches {
		f.until(b.name+" found the server that took over", func() bool { _, ok := b.firstAnswer(began); return ok })
		at, _ := b.firstAnswer(ended.Add(noticed))
		f.outages = append(f.outages, max(0, at.Sub(began)))
		if away, ok := b.firstAway(ended); ok {
			f.banners = append(f.banners, away.Sub(ended))
		}
		f.putBack += max(0, acked[b]-f.hadAt(b, began))
	}
}

// hadAt is how many facts of a station the server that took over had by itself:
// those that were applied before it began to write.
func (f *floor) hadAt(b *bench, began time.Time) int64 {
	return ask[int64](f.writes(), `select coalesce(max(f.seq), 0) from facts f join writers w on w.id = f.writer_id where w.name = $1 and f.applied_at < $2`,
		string(b.journal.Writer()), began)
}

// end has everything sent and checks it.
func (f *floor) end() {
	f.t.Helper()
	f.over()
	facts := int64(0)
	for _, b := range f.benches {
		b.sent()
		facts += b.journal.Last()
	}
	lost, twice, aside := f.check(f.benches)
	numbers, epochs := f.given()
	f.t.Logf("%d facts: %d lost, %d applied twice, %d set aside; %d numbers and %d epochs given, none twice; put back %d",
		facts, lost, twice, aside, numbers, epochs, f.putBack)
	f.t.Logf("banner: %s; outage beyond detection: %s", told(f.banners), told(f.outages))
	if lost+twice+aside > 0 {
		f.t.Errorf("%d facts lost, %d applied twice, %d set aside; want none", lost, twice, aside)
	}
}

// given counts numbers of parcels and epochs of works that the stations were
// given, of which none may have been given twice.
func (f *floor) given() (numbers, epochs int) {
	f.t.Helper()
	seen := map[string]string{}
	count := func(b *bench, given []string) int {
		for _, g := range given {
			if other := seen[g]; other != "" {
				f.t.Errorf("%s was given to %s and to %s", g, other, b.name)
			}
			seen[g] = b.name
		}
		return len(given)
	}
	for _, b := range f.benches {
		numbers += count(b, b.numbers)
		epochs += count(b, slices.Compact(slices.Sorted(slices.Values(b.epochs))))
	}
	return numbers, epochs
}

// TestCutsAndHoles cuts the lines of busy stations 50 times, swallows what they
// say, and has the server stand still.
func TestCutsAndHoles(t *testing.T) {
	f := newFloor(t, false, 0)
	for range 50 {
		time.Sleep(rand.N(40 * time.Millisecond))
		f.cut()
	}
	f.running()
	t.Log("50 cuts are over")

	begun := time.Now()
	f.wires[0].swallow()
	f.gone(begun)
	f.wires[0].speak()
	f.running()
	t.Logf("black hole: banner %s", told(f.banners))

	begun = time.Now()
	f.writes().stop()
	f.gone(begun)
	f.writes().cont()
	f.running()
	f.end()
}

// TestFailoverOfAServerInStep: what was confirmed is on both servers.
func TestFailoverOfAServerInStep(t *testing.T) {
	f := newFloor(t, true, 0)
	time.Sleep(500 * time.Millisecond)
	f.failover(time.Second)
	f.oldPrimary()
	f.end()
	if f.putBack > 0 {
		t.Errorf("%d facts that the store had confirmed had to be put back, want none", f.putBack)
	}
	f.promises()
}

// TestFailoverOfAServerBehind: what was confirmed in the last 50 ms is gone, and
// the stations put it back.
func TestFailoverOfAServerBehind(t *testing.T) {
	f := newFloor(t, false, 50*time.Millisecond)
	time.Sleep(500 * time.Millisecond)
	f.failover(time.Second)
	f.oldPrimary()
	f.end()
	if f.putBack == 0 {
		t.Error("nothing had to be put back: the server that took over was not behind")
	}
	f.promises()
}

// TestManyFailovers is the proof of which the two before are a part.
func TestManyFailovers(t *testing.T) {
	n := failovers()
	if n == 0 {
		t.Skip("make failover runs it")
	}
	for _, way := range []struct {
		name   string
		inStep bool
		lag    time.Duration
	}{{"in step", true, 0}, {"behind", false, 50 * time.Millisecond}} {
		t.Run(way.name, func(t *testing.T) {
			f := newFloor(t, way.inStep, way.lag)
			for i := range n / 2 {
				time.Sleep(200*time.Millisecond + rand.N(300*time.Millisecond))
				f.failover(rand.N(1500 * time.Millisecond))
				if i%10 == 0 {
					f.oldPrimary()
				}
				f.follow()
				f.running()
				if i%10 == 9 {
					t.Logf("%d failovers: outage beyond detection %s", i+1, told(f.outages))
				}
			}
			f.end()
			f.promises()
		})
	}
}

// promises holds the figures of failovers against what was promised.
func (f *floor) promises() {
	f.t.Helper()
	if took := share(f.outages, 99); took > found {
		f.t.Errorf("a server that took over was found after %v, want %v", took, found)
	}
	if took := share(f.banners, 100); took > soon {
		f.t.Errorf("the banner came after %v, want %v", took, soon)
	}
}

// oldPrimary brings the server back that was killed. It takes writes as if nothing
// had been; no station uses it, alone or with the other.
func (f *floor) oldPrimary() {
	f.t.Helper()
	old := f.back()
	defer old.kill()
	before := ask[int64](old, `select coalesce(sum(last_seq), 0)::bigint from writers`)
	f.cut()
	f.running()
	f.cut()
	f.running()
	if after := ask[int64](old, `select coalesce(sum(last_seq), 0)::bigint from writers`); after != before {
		f.t.Errorf("the old primary took %d facts", after-before)
	}
	s, err := store.New(f.t.Context(), address("house", old.dir))
	if err != nil {
		f.t.Fatal(err)
	}
	defer s.Close()
	seen, err := f.benches[0].journal.Database()
	if err != nil {
		f.t.Fatal(err)
	}
	s.Remember(seen)
	_, err = s.Bench("BENCH-1", "x").Apply(f.t.Context(), station.Batch{Writer: "x", Station: "BENCH-1"})
	var unfit station.Unfit
	if !errors.As(err, &unfit) || unfit.Text != "this is an old primary: shut it down" {
		f.t.Errorf("an old primary alone: got %v, want it refused", err)
	}
}
