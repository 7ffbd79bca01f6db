package engine

import (
	"context"
	"fmt"
	"slices"
	"syscall"
	"testing"
	"testing/synctest"
	"time"

	"github.com/packwright/packwright/station"
	"github.com/packwright/packwright/station/journal"
)

// packs is what a packer does now who reads the screen: he does each thing once
// and looks again.
func (b *bench) packs() {
	s, w := b.s, b.s.Work()
	switch {
	case s.Operator.ID == "":
		b.read += time.Second
		b.Send(station.Scanned{Device: "line", Text: "BADGE-ANNA", Proof: true, At: b.read})
		return
	case w == nil || s.Prompt().Halted, s.Prompt().Plus != "" && w.Step() == station.StepPrint:
		b.Send(station.Scanned{Device: "keys", Text: "+", At: b.read})
		return
	case w.Ask.Kind == station.AskConfirm:
		b.Send(station.Scanned{Device: "keys", Text: w.Ask.Digits, At: b.read})
		return
	case w.Step() == station.StepWeigh:
		b.weighs(2*380 + 110 + 120)
		return
	}
	code := map[station.StepName]func() string{
		station.StepCarton:  func() string { return "BOX-C" },
		station.StepPlace:   func() string { return w.NextStop().Location },
		station.StepArticle: func() string { return w.Lines[w.NextStop().Line].Barcodes[0].Code },
		station.StepProve:   func() string { return "00" + w.Current().Live().Bought.SSCC },
	}[w.Step()]
	if code == nil {
		return // the carrier, the printer
	}
	b.read += time.Second
	b.Send(station.Scanned{Device: "line", Text: code(), Proof: true, At: b.read})
}

// packsOn packs until nothing is left of the order, or something holds. It gives
// up after an hour.
func (b *bench) packsOn(until func(station.State) bool) bool {
	b.t.Helper()
	for end := time.Now().Add(time.Hour); time.Now().Before(end); {
		synctest.Wait()
		select {
		case s, ok := <-b.States():
			if ok {
				b.s = s
			}
		default:
		}
		switch {
		case until(b.s):
			return true
		case b.over():
			return false
		}
		b.packs()
		time.Sleep(time.Second)
	}
	b.t.Fatalf("the order does not end: verdict %q, step %q, links %+v", b.s.Verdict, b.step(), b.s.Links)
	return false
}

// over says that the order went, and the store knows.
func (b *bench) over() bool {
	return b.s.Seq > 0 && b.s.Operator.ID != "" && len(b.s.Works) == 0 && b.s.Applied == b.s.Seq && b.closed()
}

// closed says that the journal knows the end of the order.
func (b *bench) closed() bool {
	for f, err := range b.j.From(1) {
		if err != nil {
			b.t.Fatal(err)
		}
		if _, ok := f.Change.(station.WorkClosed); ok {
			return true
		}
	}
	return false
}

// once is what must be true of an order of three units, whatever failed.
func once(t *testing.T, b *bench, w *warehouse, h *house) {
	t.Helper()
	w.mu.Lock()
	stored := slices.Clone(w.facts[b.j.Writer()])
	w.mu.Unlock()
	picked, kept := 0, 0
	for f, err := range b.j.From(1) {
		if err != nil {
			t.Fatal(err)
		}
		if kept++; kept > len(stored) || stored[kept-1].Hash != f.Hash {
			t.Fatalf("fact %d of the journal is not in the store", f.Seq)
		}
		if _, ok := f.Change.(station.UnitPicked); ok {
			picked++
		}
	}
	for kind, want := range map[string]int{"work_opened": 1, "label_requested": 1, "label_proven": 1, "work_closed": 1} {
		if n := w.count(kind); n != want {
			t.Errorf("%d facts %s, want %d", n, kind, want)
		}
	}
	if picked != 3 || kept != len(stored) || h.printed() != 1 || len(h.sold) != 1 || w.broken != nil {
		t.Errorf("%d units picked, %d facts kept and %d stored, %d labels out, %d sold; the store says %v; want 3, as many, 1, 1", picked, kept, len(stored), h.printed(), len(h.sold), w.broken)
	}
}

// TestAnOrderSurvivesEveryFaultOfTheStore has each call of the store in turn
// fail, before it did anything or after it did all of it, until a run has none
// left to fail.
func TestAnOrderSurvivesEveryFaultOfTheStore(t *testing.T) {
	type fault = func(context.Context, string) error
	cut := func(context.Context, string) error { return syscall.ECONNRESET }
	for name, kind := range map[string]struct {
		fault fault
		after bool
	}{
		"cut before it did anything":       {cut, false},
		"cut after it was committed":       {cut, true},
		"swallowed before it did anything": {hangs, false},
		"committed and never answered":     {hangs, true},
	} {
		t.Run(name, func(t *testing.T) {
			n := 1
			for failed := true; failed; n++ {
				synctest.Test(t, func(t *testing.T) { failed = storeFault(t, n, kind.fault, kind.after) })
				if t.Failed() {
					t.Fatalf("call %d", n)
				}
			}
			t.Logf("%d faults, each survived", n-2)
		})
	}
}

// storeFault packs an order while the n-th call fails; it is false when there
// were fewer.
func storeFault(t *testing.T, n int, fault func(context.Context, string) error, after bool) (failed bool) {
	w, h := newWarehouse(order("1", 2, 1)), newHouse()
	calls := 0
	nth := func(ctx context.Context, call string) error {
		if calls++; calls != n {
			return nil
		}
		failed = true
		return fault(ctx, call)
	}
	if after {
		w.lost = nth
	} else {
		w.fails = nth
	}
	b := start(t, t.TempDir(), w, h)
	b.packsOn(func(station.State) bool { return false })
	once(t, b, w, h)
	return failed
}

// fragile is a journal whose n-th write fails, before or after it is on the
// disk, and of which nothing is written again.
type fragile struct {
	*journal.Journal
	left  int
	after bool
	hit   bool
}

func (f *fragile) Append(now time.Time, operator station.ID, cs []station.Change) ([]station.Fact, error) {
	if f.left--; f.left > 0 {
		return f.Journal.Append(now, operator, cs)
	}
	if f.left == 0 && f.after {
		if _, err := f.Journal.Append(now, operator, cs); err != nil {
			return nil, err
		}
	}
	f.hit = true
	return nil, fmt.Errorf("append to journal: %w", syscall.EIO)
}

// TestAnOrderSurvivesEveryFaultOfTheJournal has each turn's write in turn fail.
// The bench stops, says nothing good any more, and goes on when it was started
// again.
func TestAnOrderSurvivesEveryFaultOfTheJournal(t *testing.T) {
	for name, after := range map[string]bool{"nothing on the disk": false, "all of it on the disk": true} {
		t.Run(name, func(t *testing.T) {
			n := 1
			for failed := true; failed; n++ {
				synctest.Test(t, func(t *testing.T) { failed = journalFault(t, n, after) })
				if t.Failed() {
					t.Fatalf("write %d", n)
				}
			}
			t.Logf("%d faults, each survived", n-2)
		})
	}
}

func journalFault(t *testing.T, n int, after bool) bool {
	dir, w, h := t.TempDir(), newWarehouse(order("1", 2, 1)), newHouse()
	f := &fragile{left: n, after: after}
	b := start(t, dir, w, h, func(o *Options) {
		f.Journal = o.Journal.(*journal.Journal)
		o.Journal = f
		o.Said = func(v station.Verdict) {
			if f.hit && (v.Word == station.OK || v.Word == station.Done) {
				t.Errorf("%q is said after a write failed", v)
			}
		}
	})
	if b.packsOn(func(s station.State) bool {
		return s.Verdict.Word == station.Halt && s.Links[station.DiskLink].Cause != ""
	}) {
		read := b.read
		b.stop()
		b = start(t, dir, w, h)
		b.read = read
		b.looksForTheLabel(h)
	}
	once(t, b, w, h)
	return f.hit
}

// looksForTheLabel packs on, and answers for a label of which nobody knows what
// he sees at the printer.
func (b *bench) looksForTheLabel(h *house) {
	b.t.Helper()
	for b.packsOn(func(s station.State) bool {
		return s.Work() != nil && s.Prompt().Text == "DID THE LABEL COME OUT? SCAN IT" && h.printed() == 0
	}) {
		b.Send(station.Scanned{Device: "keys", Text: "1", At: b.read})
		time.Sleep(time.Second)
		b.until("the answer is taken", func(s station.State) bool { return s.Prompt().Text != "DID THE LABEL COME OUT? SCAN IT" })
	}
}
