package engine

import (
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/packwright/packwright/station"
	"github.com/packwright/packwright/station/journal"
)

// shift is the facts of a shift of one order, as they lie on the disk after it.
func shift(t *testing.T) (facts []station.Fact) {
	t.Helper()
	dir := t.TempDir()
	synctest.Test(t, func(t *testing.T) {
		b := start(t, dir, newWarehouse(order("1", 2, 1)), newHouse())
		b.packsOn(func(station.State) bool { return false })
		b.stop()
	})
	for f, err := range journal.Read(dir) {
		if err != nil {
			t.Fatal(err)
		}
		facts = append(facts, f)
	}
	return facts
}

func TestAShiftIsReplayedFromItsJournal(t *testing.T) {
	facts := shift(t)
	seen, most := 0, station.Work{}
	s, err := Replay("bench", facts, func(_ station.Fact, s station.State) {
		seen++
		if len(s.Works) > 0 && s.Works[0].PackedUnits() >= most.PackedUnits() {
			most = s.Works[0]
		}
	})
	if err != nil || seen != len(facts) || len(s.Works) != 0 || s.Seq != facts[len(facts)-1].Seq {
		t.Fatalf("%d of %d facts, %d works in hand, %v; want all, none, nil", seen, len(facts), len(s.Works), err)
	}
	if most.PackedUnits() != 3 || len(most.Parcels) != 1 || len(most.Parcels[0].Labels) != 1 || !most.Parcels[0].Labels[0].Proven {
		t.Errorf("before it ended the order had %d units packed in %+v, want 3 in one parcel with a label that was scanned", most.PackedUnits(), most.Parcels)
	}
}

func TestAReplayRefusesWhatCouldNotBe(t *testing.T) {
	facts := shift(t)
	opened := slices.IndexFunc(facts, func(f station.Fact) bool { _, ok := f.Change.(station.WorkOpened); return ok })
	moved := slices.IndexFunc(facts, func(f station.Fact) bool { _, ok := f.Change.(station.WorkMoved); return ok })
	for name, c := range map[string]struct {
		spoil func([]station.Fact) []station.Fact
		want  string
	}{
		"a fact that was edited":     {func(f []station.Fact) []station.Fact { f[moved].At = f[moved].At.Add(time.Hour); return f }, "is not what was written"},
		"a fact that was taken out":  {func(f []station.Fact) []station.Fact { return slices.Delete(f, moved, moved+1) }, "does not follow"},
		"a work that was not opened": {func(f []station.Fact) []station.Fact { return chained(t, slices.Delete(f, opened, opened+1)) }, "is not in hand"},
		"a move that no work may take": {func(f []station.Fact) []station.Fact {
			c := f[moved].Change.(station.WorkMoved)
			c.Event = "by magic"
			f[moved].Change = c
			return chained(t, f)
		}, "cannot go from"},
		"another epoch than it was opened under": {func(f []station.Fact) []station.Fact {
			c := f[moved].Change.(station.WorkMoved)
			c.Epoch += 7
			f[moved].Change = c
			return chained(t, f)
		}, "is held under epoch"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := Replay("bench", c.spoil(slices.Clone(facts)), func(station.Fact, station.State) {})
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("got %v, want that it %s", err, c.want)
			}
		})
	}
}

// chained numbers and chains the facts anew, as somebody would who forges them.
func chained(t *testing.T, facts []station.Fact) []station.Fact {
	t.Helper()
	var prev station.Hash
	for i, f := range facts {
		stamped, err := station.Stamp(f.Writer, int64(i+1), f.At, f.Operator, f.Change, prev)
		if err != nil {
			t.Fatal(err)
		}
		facts[i], prev = stamped, stamped.Hash
	}
	return facts
}
