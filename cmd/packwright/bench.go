package main

import (
	"context"
	"fmt"
	"log/slog"
	"sync"
	"time"

	"github.com/packwright/packwright/config"
	"github.com/packwright/packwright/station"
	"github.com/packwright/packwright/station/carrier"
	"github.com/packwright/packwright/station/engine"
	"github.com/packwright/packwright/station/journal"
	"github.com/packwright/packwright/station/store"
)

// bench is one station without its screen: journal, engine and devices.
type bench struct {
	engine  *engine.Engine
	devices devices
	journal *journal.Journal
	sound   *sound
	began   time.Time
	// register enters the bench's printers in the database.
	register func(context.Context) error
}

// newBench puts a station together. The database may be away; the journal may
// not. What the engine is made of can be changed.
func newBench(c config.Config, s *store.Store, sells carrier.Carrier, change ...func(*engine.Options)) (*bench, error) {
	d, err := newDevices(c)
	if err != nil {
		return nil, usage(err)
	}
	j, err := journal.Open(c.Journal)
	if err != nil {
		return nil, outside(fmt.Errorf("journal %s: %w", c.Journal, err))
	}
	for _, note := range j.Notes() {
		slog.Warn("journal", "note", note)
	}
	if err := rememberDatabase(s, j); err != nil {
		return nil, err
	}
	earlier, err := unsent(j)
	if err != nil {
		return nil, outside(err)
	}
	played := newSound(c, d)
	o := engine.Options{
		Said: played.say,
		Name: c.Station, Journal: j, Earlier: earlier, People: j.People(), Log: slog.Default(),
		Room: engine.Room{
			Left: func() (int64, error) { return journal.Room(c.Journal) },
			Warn: megabytes(c.RoomWarnMB), Stop: megabytes(c.RoomStopMB),
		},
		Store:    planner{s.Bench(c.Station, j.Writer()), carrier.Starter()},
		Carrier:  seller{carrier: sells, book: s},
		Cartons:  planCartons,
		Printers: d.papers(),
		Floor:    benchFloor{j.Floor(), d.lent},
		Zero:     d.zeroScale,
	}
	for _, f := range change {
		f(&o)
	}
	b := &bench{engine: engine.New(o), devices: d, journal: j, sound: played, began: time.Now()}
	b.register = func(ctx context.Context) error {
		return s.Bench(c.Station, j.Writer()).Register(ctx, floorPrinters(c))
	}
	return b, nil
}

// rememberDatabase has the store refuse a database that is behind the one that
// this station has seen.
func rememberDatabase(s *store.Store, j *journal.Journal) error {
	seen, err := j.Database()
	if err != nil {
		return failure{
			code: exitOutside, err: err,
			remedy: "Make sure that no old database server runs, then remove that file: the station takes the database that it finds.",
		}
	}
	s.Remember(seen)
	return nil
}

// unsent is what repairs of the journal left to be sent.
func unsent(j *journal.Journal) ([]engine.Earlier, error) {
	kept, err := j.Earlier()
	if err != nil {
		return nil, fmt.Errorf("what a repair kept: %w", err)
	}
	list := make([]engine.Earlier, len(kept))
	for i, k := range kept {
		list[i] = k
	}
	return list, nil
}

// run runs the station until ctx ends and everything that was begun has ended.
func (b *bench) run(ctx context.Context) error {
	var all sync.WaitGroup
	all.Go(func() { b.devices.run(ctx, b.began, b.engine.Send) })
	all.Go(func() { b.sound.run(ctx) })
	all.Go(func() { registered(ctx, b.register) })
	err := b.engine.Run(ctx)
	all.Wait()
	if cerr := b.journal.Close(); err == nil {
		err = cerr
	}
	return err
}

// houseCarrier is the own tariff with the database's numbers.
func houseCarrier(s *store.Store, warehouse string) carrier.Carrier {
	return carrier.NewHouse(carrier.Starter(), s.Series(station.ID(warehouse)))
}
