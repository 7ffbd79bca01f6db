package engine

import (
	"encoding/json"
	"math/rand/v2"
	"testing"
	"testing/synctest"
	"time"

	"github.com/packwright/packwright/station"
)

// known is what facts say of a state.
func known(t *testing.T, s station.State) string {
	t.Helper()
	for i := range s.Works {
		s.Works[i].LostTo = "" // heard from the store, and heard again
	}
	b, err := json.Marshal(struct {
		Seq      int64
		Operator station.ID
		Works    []station.Work
		Active   station.ID
		Ask      station.Ask
		Empty    []string
	}{s.Seq, s.Operator.ID, append([]station.Work{}, s.Works...), s.Active, s.Ask, append([]string{}, s.Empty...)})
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// Whatever a packer does, a start folds the journal to what the bench knew. The
// first state a started engine shows is before any answer of the world.
func TestAStartKnowsWhatTheBenchKnew(t *testing.T) {
	scans := []string{
		"BADGE-ANNA", "BOX-C", station.CommandCode(station.CmdEmpty), station.CommandCode(station.CmdRefilled), "A03-11", "A03-12", mug, mug, mug, "X" + tea + "0", "SLOT-1", "nothing",
		station.CommandCode(station.CmdPlus), station.CommandCode(station.CmdMinus), station.CommandCode(station.CmdSlash), station.CommandCode(station.CmdPark),
	}
	for _, digit := range "123456789" {
		scans = append(scans, station.CommandCode(station.Command(digit)))
	}
	for range 20 {
		seed := rand.Uint64()
		synctest.Test(t, func(t *testing.T) {
			r := rand.New(rand.NewPCG(seed, 0))
			dir, w := t.TempDir(), newWarehouse(order("1", 2, 1), order("2", 1, 1), order("3", 3, 0))
			for round := range 4 {
				b := start(t, dir, w, newHouse())
				if round == 0 {
					b.ships(0, 2)
				}
				b.until("the database is there", there)
				for range r.IntN(40) {
					b.scan(scans[r.IntN(len(scans))])
					if r.IntN(4) == 0 {
						b.weighs(100 * r.IntN(12))
					}
					time.Sleep(time.Duration(r.IntN(500)) * time.Millisecond)
				}
				synctest.Wait()
				b.until("at rest", func(s station.State) bool { return s.Applied == b.j.Last() })
				b.stop()
				for s := range b.States() {
					b.s = s // the last one
				}
				if got, want := known(t, folded(t, dir, w)), known(t, b.s); got != want {
					t.Fatalf("seed %d, round %d:\n got %s\nwant %s", seed, round, got, want)
				}
			}
		})
	}
}

// folded is the state of an engine that was started and has done nothing.
func folded(t *testing.T, dir string, w *warehouse) station.State {
	t.Helper()
	var s station.State
	b := start(t, dir, w, newHouse(), func(o *Options) {
		o.Step = func(now station.State, _ time.Time, in station.Input) (station.State, station.Out) {
			if _, ok := in.(station.Restarted); ok {
				s = now
			}
			return now, station.Out{}
		}
	})
	synctest.Wait()
	b.stop()
	return s
}
