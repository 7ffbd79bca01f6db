package sim_test

import (
	"os"
	"reflect"
	"slices"
	"strconv"
	"testing"
	"time"

	"github.com/packwright/packwright/station/sim"
	"github.com/packwright/packwright/station/store/memory"
	"github.com/packwright/packwright/station/store/storetest"
)

func inMemory(now func() time.Time, without string) sim.House {
	return memory.New(now).Without(without)
}

// seeds is how many shifts a test plays; PACKWRIGHT_SEEDS is another number.
func seeds(t *testing.T, n int) int {
	if s := os.Getenv("PACKWRIGHT_SEEDS"); s != "" {
		var err error
		if n, err = strconv.Atoi(s); err != nil {
			t.Fatalf("PACKWRIGHT_SEEDS: %v", err)
		}
	}
	return n
}

func TestNoRuleIsBrokenInAnyShift(t *testing.T) {
	n := sim.Night{Seeds: seeds(t, 300), Options: sim.Options{Seed: 1, Stations: 3, Orders: 12, Open: inMemory}}
	s := n.Play(nil)
	if s.Violation != nil {
		t.Errorf("%s\npackwright sim --seeds 1 --orders 12 --seed %d", s.Violation, s.Violation.Seed)
	}
	t.Log(s)
	for _, f := range sim.FaultNames() {
		if s.Faults[f] == 0 && s.Violation == nil {
			t.Errorf("the fault %s did not happen", f)
		}
	}
}

func TestSameSeedSameShift(t *testing.T) {
	for seed := range uint64(5) {
		o := sim.Options{Seed: 100 + seed, Stations: 3, Orders: 12, Open: inMemory}
		if a, b := sim.Shift(o), sim.Shift(o); !reflect.DeepEqual(a, b) {
			t.Errorf("seed %d played twice:\n%+v\n%+v", o.Seed, a, b)
		}
	}
}

func TestShiftsOnARealDatabase(t *testing.T) {
	house := storetest.OpenHouse(t).Store
	n := sim.Night{Seeds: 3, Options: sim.Options{
		Seed: 1, Stations: 3, Orders: 8, Real: true, Open: func(func() time.Time, string) sim.House { return house },
	}}
	s := n.Play(nil)
	if s.Violation != nil {
		t.Error(s.Violation)
	}
	t.Log(s)
}

func TestInvariantsAreNumbered(t *testing.T) {
	list := sim.Invariants()
	if len(list) < 25 {
		t.Errorf("%d invariants", len(list))
	}
	for i, v := range list {
		if int(v.N) != i+1 || v.Name == "" || v.How == "" || !slices.Contains([]string{"P1", "P2", "P3", "P4", "P5", "P6", "P7"}, v.Promise) {
			t.Errorf("invariant %d: %+v", i+1, v)
		}
	}
}

// Shifts in which goods were laid beside their box, or an order was left to nobody.
func TestShiftsThatWereBrokenHold(t *testing.T) {
	for _, seed := range []uint64{5802, 26118, 27882, 35625, 36097} {
		if r := sim.Shift(sim.Options{Seed: seed, Stations: 3, Orders: 24, Open: inMemory}); r.Violation != nil {
			t.Error(r.Violation)
		}
	}
}
