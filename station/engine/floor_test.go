package engine

import (
	"context"
	"testing"
	"testing/synctest"
	"time"

	"github.com/packwright/packwright/station"
	"github.com/packwright/packwright/station/journal"
)

// hall is the floor of a test: every printer of it is one house.
type hall struct {
	*journal.Floor
	prints *house
	uses   chan station.FloorPrinter
}

func (h hall) Use(p station.FloorPrinter) { h.uses <- p }

func (h hall) Printer(station.FloorPrinter, station.DocKind) Printer { return h.prints }

// stuck is a printer whose jobs wait until they are taken back.
type stuck struct{ waits chan station.ID }

func (s stuck) Print(ctx context.Context, job station.ID, _ station.Document, _ func(int64) error) station.PrintDone {
	s.waits <- job
	<-ctx.Done()
	return station.PrintDone{State: station.PrintQueued, Counter: -1, Problem: "cancelled before the first byte"}
}

func TestALabelThatWaitsIsTakenToAnotherPrinterAndTheNextStartPrintsThereToo(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		dir, w, h := t.TempDir(), newWarehouse(order("1", 2, 1)), newHouse()
		floor := hall{prints: newHouse(), uses: make(chan station.FloorPrinter, 9)}
		own := stuck{make(chan station.ID, 9)}
		with := func(o *Options) {
			floor.Floor = o.Journal.(*journal.Journal).Floor()
			o.Floor, o.Printers[station.ShipLabel] = floor, own
		}
		b := start(t, dir, w, h, with)
		b.ships(0, 9)
		b.at(station.StepPrint)
		waits := <-own.waits
		b.Send(station.Scanned{Device: "keys", Text: "3", At: b.read})
		b.scan("PRN-B2")
		b.at(station.StepProve)
		if n := len(floor.prints.tape); n != 1 || floor.prints.tape[0] != waits {
			t.Fatalf("at the other printer: %v, want %s", floor.prints.tape, waits)
		}
		if p := <-floor.uses; p.Address != "10.0.0.2:9100" {
			t.Errorf("to be used: %+v", p)
		}
		b.stop()
		w.setFails(hangs) // the way there needs no database
		b = start(t, dir, w, h, with)
		b.at(station.StepProve)
		if p := <-floor.uses; p.Address != "10.0.0.2:9100" || p.DPMM != 8 {
			t.Errorf("to be used after the restart: %+v", p)
		}
		w.setFails(nil)
		b.ships(9, len(steps))
		b.shipped(w)
		for _, f := range w.all() {
			if c, ok := f.Change.(station.PrintStarted); ok && c.Printer != "BENCH-2" {
				t.Errorf("began at %q", c.Printer)
			}
		}
	})
}

// onRoll is a printer whose jobs take two labels.
type onRoll struct{ *house }

func (p onRoll) Print(ctx context.Context, job station.ID, d station.Document, before func(int64) error) station.PrintDone {
	done := p.house.Print(ctx, job, d, before)
	done.Labels = 2
	return done
}

func TestOnlyWhatComesOffTheRollOfShipLabelsIsCounted(t *testing.T) {
	for kind, want := range map[station.DocKind]int{station.ShipLabel: 2, station.ArticleLabel: 2, station.PackingSlip: 0} {
		synctest.Test(t, func(t *testing.T) {
			took := -1
			effect := station.Print{Job: "j1", Document: station.Document{Kind: kind}}
			ship := &onRoll{newHouse()}
			b := start(t, t.TempDir(), newWarehouse(), newHouse(), held(true, effect), func(o *Options) {
				o.Printers = map[station.DocKind]Printer{station.ShipLabel: ship, station.ArticleLabel: ship, station.PackingSlip: &onRoll{newHouse()}}
				step := o.Step
				o.Step = func(s station.State, now time.Time, in station.Input) (station.State, station.Out) {
					if done, ok := in.(station.PrintDone); ok {
						took = done.Labels
					}
					return step(s, now, in)
				}
			})
			b.Send(station.Scanned{})
			b.until("the job ended", func(s station.State) bool { return s.Verdict.N == 1 })
			if took != want {
				t.Errorf("a %s took %d labels, want %d", kind, took, want)
			}
		})
	}
}
