package engine

import (
	"errors"
	"fmt"
	"iter"
	"syscall"
	"testing"
	"testing/synctest"
	"time"

	"github.com/packwright/packwright/station"
	"github.com/packwright/packwright/station/journal"
)

// gate is a journal whose writes can be held up or fail.
type gate struct {
	*journal.Journal
	open chan error // nil lets one write through
}

func (g *gate) Append(now time.Time, operator station.ID, cs []station.Change) ([]station.Fact, error) {
	if err := <-g.open; err != nil {
		return nil, err
	}
	return g.Journal.Append(now, operator, cs)
}

func gated(g *gate) func(*Options) {
	return func(o *Options) {
		g.Journal = o.Journal.(*journal.Journal)
		o.Journal, o.Step = g, note
	}
}

func TestNothingIsShownBeforeItIsDurable(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		g := &gate{open: make(chan error, 1)}
		b := start(t, t.TempDir(), newWarehouse(), &house{}, gated(g))
		b.until("the database is there", func(s station.State) bool { return s.Links[station.Database].OK })
		b.Send(station.Scanned{Text: "c1"})
		synctest.Wait()
		select {
		case s := <-b.States():
			t.Errorf("%d scans were shown while the disk was writing", s.Scans)
		default:
		}
		g.open <- nil
		b.until("the scan is shown", func(s station.State) bool { return s.Scans == 1 })
		if b.j.Last() != 1 {
			t.Error("the scan is shown and not in the journal")
		}
	})
}

func TestInputsAreTakenInOrderAndNoneIsLost(t *testing.T) {
	w := newWarehouse()
	b := start(t, t.TempDir(), w, &house{}, noting)
	want := numbered(1000)
	for _, c := range want {
		b.Send(station.Scanned{Text: c})
	}
	b.until("all are applied", func(s station.State) bool { return s.Applied == 1000 })
	if got := codes(w.all()); !same(got, want) {
		t.Errorf("the store has %d scans, not the %d in their order", len(got), len(want))
	}
	if w.broken != nil || w.again > 0 {
		t.Errorf("the store says %v; %d facts were sent twice", w.broken, w.again)
	}
}

func TestAfterTheJournalFailedNothingCounts(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		g := &gate{open: make(chan error, 10)}
		b := start(t, t.TempDir(), newWarehouse(), &house{}, gated(g))
		g.open <- nil
		b.Send(station.Scanned{Text: "good"})
		b.until("the first scan", func(s station.State) bool { return s.Scans == 1 })
		g.open <- fmt.Errorf("append: %w", syscall.ENOSPC)
		g.open <- nil
		b.Send(station.Scanned{Text: "lost"})
		b.until("a STOP", func(s station.State) bool { return s.Verdict.Word == station.Halt })
		if b.s.Scans != 1 || b.s.Verdict.Text != "it is full" || b.s.Links[station.DiskLink].OK {
			t.Errorf("%d scans counted; verdict %q; disk %+v", b.s.Scans, b.s.Verdict, b.s.Links[station.DiskLink])
		}
		n := b.s.Verdict.N
		b.Send(station.Scanned{Text: "lost too"})
		b.until("the STOP again", func(s station.State) bool { return s.Verdict.N > n })
		if b.s.Scans != 1 || b.j.Last() != 1 {
			t.Errorf("%d scans and %d facts after the failure, want 1", b.s.Scans, b.j.Last())
		}
	})
}

func TestAPanicInATurnEndsTheProgram(t *testing.T) {
	j, err := journal.Open(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	defer j.Close()
	e := New(Options{
		Name: "bench-7", Journal: j, People: j.People(), Store: newWarehouse(),
		Step: func(station.State, time.Time, station.Input) (station.State, station.Out) {
			panic("wrong about something")
		},
	})
	defer func() {
		if recover() == nil {
			t.Error("the panic was swallowed")
		}
	}()
	_ = e.Run(t.Context())
}

func TestAJournalThatCannotBeReadIsSaid(t *testing.T) {
	j, err := journal.Open(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	defer j.Close()
	e := New(Options{Name: "bench-7", Journal: unreadable{j}, People: j.People(), Store: newWarehouse()})
	if err := e.Run(t.Context()); !errors.Is(err, errCut) {
		t.Errorf("got %v, want %v", err, errCut)
	}
}

type unreadable struct{ *journal.Journal }

func (unreadable) Fold() iter.Seq2[station.Fact, error] {
	return func(yield func(station.Fact, error) bool) { yield(station.Fact{}, errCut) }
}

func TestATickComesWhenItIsDue(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		begun := time.Now()
		ticks := make(chan time.Duration, 10)
		b := start(t, t.TempDir(), newWarehouse(), &house{}, func(o *Options) {
			o.Step = func(s station.State, now time.Time, in station.Input) (station.State, station.Out) {
				switch in.(type) {
				case station.Restarted:
					return s, station.Out{Effects: []station.Effect{
						station.Remind{At: now.Add(5 * time.Second)}, station.Remind{At: now.Add(time.Second)}, station.Remind{At: now.Add(time.Second)},
					}}
				case station.Tick:
					ticks <- now.Sub(begun)
				}
				return s, station.Out{}
			}
		})
		time.Sleep(10 * time.Second)
		b.stop()
		if len(ticks) != 2 || <-ticks != time.Second || <-ticks != 5*time.Second {
			t.Errorf("ticks are wrong: %d left", len(ticks))
		}
	})
}

// Verdicts sound one by one, also those whose state nobody saw, and none
// before what it says is durable.
func TestEachVerdictIsSaidOnceAndInOrder(t *testing.T) {
	var said []string
	var durable []int64
	var j *journal.Journal
	b := start(t, t.TempDir(), newWarehouse(), &house{}, func(o *Options) {
		j = o.Journal.(*journal.Journal)
		o.Step = func(s station.State, now time.Time, in station.Input) (station.State, station.Out) {
			s, out := note(s, now, in)
			if scan, ok := in.(station.Scanned); ok {
				s.Verdict = station.Verdict{Word: station.OK, Text: scan.Text, N: s.Verdict.N + 1}
			}
			return s, out
		}
		o.Said = func(v station.Verdict) {
			said, durable = append(said, v.Text), append(durable, j.Last())
		}
	})
	want := numbered(100)
	for _, c := range want {
		b.Send(station.Scanned{Text: c})
	}
	b.until("all are read", func(s station.State) bool { return s.Scans == 100 })
	b.stop()
	if !same(said, want) {
		t.Errorf("said %d verdicts, want the %d in their order", len(said), len(want))
	}
	for i, last := range durable {
		if last < int64(i+1) {
			t.Errorf("verdict %d was said with %d facts in the journal", i+1, last)
		}
	}
}
