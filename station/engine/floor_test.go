package engine

import (
	"context"
	"testing"
	"testing/synctest"

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
