package engine

import (
	"context"
	"testing"
	"testing/synctest"

	"github.com/packwright/packwright/station"
)

// busyTwice is a store in which others hold what the first two claims want.
func busyTwice() func(context.Context, string) error {
	claims := 0
	return func(_ context.Context, call string) error {
		if call != "claim next" && call != "claim tote" {
			return nil
		}
		if claims++; claims <= 2 {
			return station.Refused{Code: station.Busy, Text: "The database is busy. Scan again."}
		}
		return nil
	}
}

// What nobody scanned is asked for again until it is there.
func TestTheNextOrderComesThoughTheStoreWasBusy(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w, h := newWarehouse(order("1", 2, 1)), newHouse()
		w.setFails(busyTwice())
		b := start(t, t.TempDir(), w, h)
		b.ships(0, len(steps))
		b.shipped(w)
		if n := w.called("claim next"); n < 3 {
			t.Errorf("%d claims, want at least 3", n)
		}
	})
}

// Whoever scanned something is told, in a sentence, and scans again.
func TestWhoScannedSomethingIsToldThatTheStoreIsBusy(t *testing.T) {
	w := newWarehouse()
	w.setFails(busyTwice())
	e := New(Options{Store: w})
	e.push.link.set(true, 0)
	for _, want := range []string{"The database is busy. Scan again.", "The database is busy. Scan again.", ""} {
		in := e.claim(t.Context(), station.Claim{Key: "k", Want: station.Want{How: station.ByTote, Code: "TOTE-1"}}, 0)
		if got := in.(station.Claimed); got.Refuse != want || got.Away {
			t.Errorf("told %q (away %v), want %q", got.Refuse, got.Away, want)
		}
	}
}
