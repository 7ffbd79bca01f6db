package sim

import (
	"context"
	"fmt"
	"testing"
	"time"

	"github.com/packwright/packwright/station"
	"github.com/packwright/packwright/station/engine"
	"github.com/packwright/packwright/station/gs1"
	"github.com/packwright/packwright/station/journal"
)

// lane is a bench on the conveyor, its packer and its journal.
type lane struct {
	journal *journal.Journal
	engine  *engine.Engine
	person  Person
	c       *conveyor
	bought  int64
	read    time.Duration
}

// newLane is a bench whose labels come out of the printer.
func newLane(t *testing.T, c *conveyor, prints engine.Printer) *lane {
	t.Helper()
	l := &lane{c: c, person: Person{Badge: "ANNA-BADGE"}}
	var err error
	if l.journal, err = journal.Open(t.TempDir()); err != nil {
		t.Fatal(err)
	}
	rules := station.DefaultRules()
	rules.AutoNext, rules.Ahead, rules.Slip = false, 2, false
	l.engine = engine.New(engine.Options{
		Name: "BENCH-1", Rules: &rules, Journal: l.journal, People: l.journal.People(), Store: c, Carrier: l,
		Cartons: func(_ context.Context, p station.PlanCartons) station.Planned {
			return station.Planned{Parcels: []station.PlannedParcel{{Carton: "BOX-C", Units: p.Units}}, Proof: "optimal"}
		},
		Printers: map[station.DocKind]engine.Printer{station.ShipLabel: prints, station.PackingSlip: prints},
	})
	return l
}

func (l *lane) close(t *testing.T) {
	t.Helper()
	if err := l.journal.Close(); err != nil {
		t.Error(err)
	}
}

func (l *lane) do(d Deed) {
	l.read += 2 * time.Second
	switch {
	case d.Scan != "":
		l.engine.Send(station.Scanned{Device: "line", Text: d.Scan, Proof: true, At: l.read})
	case d.Type != "":
		l.engine.Send(station.Scanned{Device: "keys", Text: d.Type, At: l.read})
	case d.Grams > 0:
		l.engine.Send(station.Weighed{Stable: true})
		l.engine.Send(station.Weighed{Grams: d.Grams, Stable: true})
	}
}

// A lane sells, and forgets what it sold.

func (l *lane) Buy(_ context.Context, b station.BuyLabel) (station.Bought, *station.Artwork, error) {
	l.bought++
	sscc, err := gs1.NewSSCC('0', "4047111", l.bought)
	return station.Bought{Carrier: "own", Service: "standard", Tracking: fmt.Sprint("TR", sscc), SSCC: sscc, Lane: "12", Currency: "EUR"}, nil, err
}

func (l *lane) Void(context.Context, station.VoidLabel) error { return nil }

func (l *lane) Artwork(context.Context, station.FetchArtwork) (station.Artwork, error) {
	return station.Artwork{}, station.Refused{Text: "our own labels have none"}
}
