package sim

import (
	"context"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"os"
	"slices"
	"strconv"
	"sync"
	"testing"
	"time"

	"github.com/packwright/packwright/station"
	"github.com/packwright/packwright/station/engine"
	"github.com/packwright/packwright/station/view"
)

// TestPaper prints ship labels with everything going wrong, and kills the bench
// at every step of a label: nothing comes out that nobody asked for, nothing
// counts as printed that is not on the paper, two labels never lie loose, nothing
// comes by itself after a fault, and every doubt is listed. With PACKWRIGHT_ALL=1
// it prints 1,000 and kills at each step 200 times.
func TestPaper(t *testing.T) {
	soak := &soak{labels: 40, kills: 1, killed: map[string]int{}}
	if os.Getenv("PACKWRIGHT_ALL") != "" {
		soak.labels, soak.kills = 1000, 200
	}
	quietly(t)
	seed := soakSeed(t)
	began := time.Now()
	var benches sync.WaitGroup // they wait for printers most of the time: more of them than there are processors
	for n := range 10 {
		benches.Go(func() { soak.bench(t, rand.New(rand.NewPCG(seed, uint64(n)))) })
	}
	benches.Wait()
	t.Logf("%s in %s", soak, time.Since(began).Round(time.Second))
	for _, d := range deaths() {
		if n := soak.killed[d.String()]; n < soak.kills && !t.Failed() {
			t.Errorf("killed %d times %s, want %d", n, d, soak.kills)
		}
	}
}

// soak is what all benches did together.
type soak struct {
	labels, kills int // at least so many, and kills at each step

	mu                                sync.Mutex // guards what follows
	killed                            map[string]int
	shipped, papers, copies, unproven int
}

// bench works shifts until enough was printed and killed.
func (k *soak) bench(t *testing.T, r *rand.Rand) {
	for !k.enough() && !t.Failed() {
		s := newShift(t, r, 3+min(20, k.labels/20))
		s.run(func() death { return k.next(r) }, k.died)
		for kind, found := range s.audit.found {
			t.Errorf("%s, %s: %d times, first %s", s, kind, len(found), found[0])
		}
		k.add(s)
		if testing.Verbose() {
			t.Log(k)
		}
	}
}

func (k *soak) enough() bool {
	k.mu.Lock()
	defer k.mu.Unlock()
	return k.shipped >= k.labels && !slices.ContainsFunc(deaths(), func(d death) bool { return k.killed[d.String()] < k.kills })
}

// next is one of the rarest deaths so far.
func (k *soak) next(r *rand.Rand) death {
	k.mu.Lock()
	defer k.mu.Unlock()
	list := deaths()
	slices.SortStableFunc(list, func(a, b death) int { return k.killed[a.String()] - k.killed[b.String()] })
	d := list[r.IntN(4)]
	d.bytes = 1 + r.IntN(1300)
	return d
}

func (k *soak) died(d death) {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.killed[d.String()]++
}

func (k *soak) add(s *shift) {
	k.mu.Lock()
	defer k.mu.Unlock()
	for _, l := range s.audit.labels {
		switch l.by {
		case "":
			continue
		case string(station.PrintCounted), string(station.PrintSent):
			k.unproven++
		}
		k.shipped++
	}
	for _, j := range s.audit.order {
		k.copies += min(1, j.copy-1)
	}
	k.papers += len(papersOn(s.virtual.Tape()))
}

func (k *soak) String() string {
	k.mu.Lock()
	defer k.mu.Unlock()
	all := 0
	for _, n := range k.killed {
		all += n
	}
	return fmt.Sprintf("%d labels on boxes (%d not scanned), %d papers, %d asked for again, killed %d times: %v", k.shipped, k.unproven, k.papers, k.copies, all, k.killed)
}

// TestTheAuditOfThePaperFinds breaks the bench on purpose, each defence in turn,
// and wants the audit to say so.
func TestTheAuditOfThePaperFinds(t *testing.T) {
	quietly(t)
	seed := soakSeed(t)
	var all sync.WaitGroup
	for kind, broken := range map[string]spoilt{
		nobodyAsked: {forgets: func(c station.Change) station.Change {
			if p, ok := c.(station.PrintStarted); ok { // what was begun is forgotten
				return station.BoxShown{OfWork: p.OfWork}
			}
			return c
		}},
		byItself:     {step: releasesAll},
		notOnTape:    {printer: func(p engine.Printer) engine.Printer { return liar{p} }},
		doubtMissing: {doubts: func([]view.Doubt) []view.Doubt { return nil }},
	} {
		all.Go(func() { finds(t, rand.New(rand.NewPCG(seed, 99)), kind, broken) })
	}
	all.Wait()
}

// TestTheAuditFindsTwoLooseLabels tells it of two orders whose labels come out one
// after the other, with something between them or nothing.
func TestTheAuditFindsTwoLooseLabels(t *testing.T) {
	first, second := station.OfWork{Work: "1", Epoch: 1}, station.OfWork{Work: "2", Epoch: 1}
	comes := func(of station.OfWork) []station.Change {
		return []station.Change{
			station.LabelBought{OfWork: of, Parcel: 1, Label: 1, Bought: station.Bought{SSCC: string(of.Work)}},
			station.PrintRequested{OfWork: of, Job: of.Work, Doc: station.ShipLabel, Parcel: 1, Label: 1, Copy: 1},
			station.PrintStarted{OfWork: of, Job: of.Work},
		}
	}
	for name, c := range map[string]struct {
		between []station.Change
		found   int
	}{
		"nothing":     {nil, 1},
		"only sent":   {[]station.Change{station.PrintEnded{OfWork: first, Job: "1", State: station.PrintSent}}, 1},
		"unknown":     {[]station.Change{station.PrintEnded{OfWork: first, Job: "1", State: station.PrintUnknown}}, 1},
		"proven":      {[]station.Change{station.LabelProven{OfWork: first, Parcel: 1, Label: 1, Job: "1", By: "sscc"}}, 0},
		"parked":      {[]station.Change{station.WorkClosed{OfWork: first, Why: "parked"}}, 0},
		"given up":    {[]station.Change{station.PrintEnded{OfWork: first, Job: "1", State: station.PrintFailed}}, 0},
		"taken again": {[]station.Change{station.WorkClosed{OfWork: first, Why: "parked"}, station.WorkOpened{OfWork: first}}, 1},
	} {
		a := newAudit()
		for _, change := range slices.Concat(comes(first), c.between, comes(second)) {
			a.hear(station.Fact{Change: change})
		}
		if got := len(a.found[twoLoose]); got != c.found {
			t.Errorf("%s: found %d, want %d", name, got, c.found)
		}
	}
}

// finds works shifts of a bench that is broken until the audit says what is wrong.
func finds(t *testing.T, r *rand.Rand, kind string, broken spoilt) {
	list := deaths()
	began := time.Now()
	defer func() { t.Logf("%s: found in %s", kind, time.Since(began).Round(time.Millisecond)) }()
	for range 200 {
		s := newShift(t, r, 6)
		s.spoilt = broken
		if kind == notOnTape {
			s.setRule(station.ProofNever)
		}
		s.until(func() death {
			d := list[r.IntN(len(list))]
			d.bytes = 1 + r.IntN(1300)
			return d
		}, func() bool { return len(s.audit.found[kind]) > 0 })
		if len(s.audit.found[kind]) > 0 {
			return
		}
	}
	t.Errorf("the audit did not find: %s", kind)
}

// releasesAll is a machine that keeps no label back after a fault.
func releasesAll(s station.State, now time.Time, in station.Input) (station.State, station.Out) {
	s, out := station.Step(s, now, in)
	s.Works = slices.Clone(s.Works)
	for i := range s.Works {
		w := &s.Works[i]
		w.Parcels = slices.Clone(w.Parcels)
		for k := range w.Parcels {
			w.Parcels[k].Labels = slices.Clone(w.Parcels[k].Labels)
			for l := range w.Parcels[k].Labels {
				jobs := slices.Clone(w.Parcels[k].Labels[l].Jobs)
				for j := range jobs {
					jobs[j].Held = false
				}
				w.Parcels[k].Labels[l].Jobs = jobs
			}
		}
	}
	return s, out
}

// liar is a printer that calls everything counted that it began.
type liar struct{ engine.Printer }

func (l liar) Print(ctx context.Context, job station.ID, d station.Document, before func(int64) error) station.PrintDone {
	done := l.Printer.Print(ctx, job, d, before)
	if done.State == station.PrintUnknown {
		done.State = station.PrintCounted
	}
	return done
}

// soakSeed is drawn, or that of PACKWRIGHT_SEED.
func soakSeed(t *testing.T) uint64 {
	seed := uint64(time.Now().UnixNano())
	if s := os.Getenv("PACKWRIGHT_SEED"); s != "" {
		var err error
		if seed, err = strconv.ParseUint(s, 10, 64); err != nil {
			t.Fatalf("PACKWRIGHT_SEED: %v", err)
		}
	}
	t.Logf("PACKWRIGHT_SEED=%d draws the same again", seed)
	return seed
}

// quietly keeps what drivers tell a log out of the test.
func quietly(t *testing.T) {
	was := slog.Default()
	slog.SetDefault(slog.New(slog.DiscardHandler))
	t.Cleanup(func() { slog.SetDefault(was) })
}
