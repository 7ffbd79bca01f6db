package sim

import (
	"log/slog"
	"math/rand/v2"
	"os"
	"slices"
	"strconv"
	"testing"
	"time"
)

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

// TestPaper prints ship labels with everything going wrong, and kills the bench
// at every step of a label: nothing comes out that nobody asked for, nothing
// counts as printed that is not on the paper, two labels never lie loose, and
// every doubt is listed. With PACKWRIGHT_ALL=1 it prints 1,000 and kills 200 times
// at each step.
func TestPaper(t *testing.T) {
	labels, kills := 40, 1
	if os.Getenv("PACKWRIGHT_ALL") != "" {
		labels, kills = 1000, 200
	}
	quietly(t)
	r := rand.New(rand.NewPCG(soakSeed(t), 5))
	killed := map[string]int{}
	list := deaths()
	next := func() death {
		slices.SortStableFunc(list, func(a, b death) int { return killed[a.String()] - killed[b.String()] })
		d := list[r.IntN(3)] // one of the three rarest so far
		d.bytes = 1 + r.IntN(1300)
		return d
	}
	printed, papers, copies, passed, doubts := 0, 0, 0, 0, 0
	enough := func() bool {
		return printed >= labels && !slices.ContainsFunc(list, func(d death) bool { return killed[d.String()] < kills })
	}
	for began := time.Now(); !enough(); {
		s := newShift(t, r, 20, killed)
		s.run(next)
		for kind, found := range s.audit.found {
			t.Errorf("%s, %s: %d times, first %s", s, kind, len(found), found[0])
		}
		if t.Failed() {
			return
		}
		for _, l := range s.audit.labels {
			if l.by != "" {
				printed++
			}
			if l.by == "counted" || l.by == "sent" {
				passed++
			}
		}
		for _, j := range s.audit.order {
			copies += min(1, j.copy-1)
			if j.begun {
				doubts++
			}
		}
		papers += len(papersOn(s.virtual.Tape()))
		if testing.Verbose() {
			t.Logf("%4d labels, %4d papers, %3d asked for again, %3d unscanned, kills %v, %s", printed, papers, copies, passed, killed, time.Since(began).Round(time.Second))
		}
	}
	_ = doubts
}

// quietly keeps what drivers tell a log out of the test.
func quietly(t *testing.T) {
	was := slog.Default()
	slog.SetDefault(slog.New(slog.DiscardHandler))
	t.Cleanup(func() { slog.SetDefault(was) })
}
