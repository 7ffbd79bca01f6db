package main

import (
	"testing"

	"github.com/packwright/packwright/station/sim"
	"github.com/packwright/packwright/station/store"
)

// An invariant has one number, one name and one promise, whether the simulation
// checks it or a live database.
func TestInvariantsAreTheSameEverywhere(t *testing.T) {
	simulated := map[int]sim.Invariant{}
	for _, i := range sim.Invariants() {
		simulated[int(i.N)] = i
	}
	seen := map[int]bool{}
	for _, i := range store.Invariants() {
		same, known := simulated[i.N]
		if known && (same.Name != i.Name || same.Promise != i.Promise) {
			t.Errorf("%d is %s, %q on a live database and %s, %q in the simulation", i.N, i.Promise, i.Name, same.Promise, same.Name)
		}
		if known == (i.N > 50) || seen[i.N] {
			t.Errorf("%d, %s: its number is that of no simulated one, or of another", i.N, i.Name)
		}
		seen[i.N] = true
	}
	if len(seen) < 25 || len(simulated) < 25 {
		t.Errorf("%d invariants on a live database, %d in the simulation; want 25 at least", len(seen), len(simulated))
	}
}
