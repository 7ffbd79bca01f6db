package main

import (
	"context"
	"log/slog"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/packwright/packwright/config"
	"github.com/packwright/packwright/printers"
	"github.com/packwright/packwright/printers/label"
	"github.com/packwright/packwright/station"
	"github.com/packwright/packwright/station/engine"
	"github.com/packwright/packwright/station/journal"
)

// floorPrinters are the label printers of a bench as the floor knows them: the
// one of the ship labels has the name of the station.
func floorPrinters(c config.Config) []station.FloorPrinter {
	var all []station.FloorPrinter
	ship := c.PrinterOf(string(station.ShipLabel))
	for _, name := range c.Printer.Names() {
		p := c.Printer[name]
		if !p.Exists() || p.Paper == "a4" {
			continue
		}
		f := station.FloorPrinter{Name: c.Station, Station: c.Station, Kind: p.Kind, Address: hangsOn(p), DPMM: p.DPMM, Language: "zpl", Main: name == ship}
		if !f.Main {
			f.Name += "-" + name
		}
		f.Code = printerCode(f.Name)
		all = append(all, f)
	}
	slices.SortFunc(all, func(a, b station.FloorPrinter) int { return strings.Compare(a.Name, b.Name) })
	return all
}

// printerCode is the code on the label of a printer.
func printerCode(name string) string {
	return "PRN-" + strings.ToUpper(strings.ReplaceAll(name, " ", "-"))
}

// hangsOn is what tells the devices of one kind apart.
func hangsOn(p config.Printer) string {
	switch p.Kind {
	case "serial":
		return p.Port
	case "tcp":
		return p.Address
	case "cups":
		return p.Queue
	}
	return p.Path
}

// registered enters the bench's printers in the database as soon as that is
// there, and ends.
func registered(ctx context.Context, register func(context.Context) error) {
	const again = 5 * time.Second
	for said := ""; ctx.Err() == nil; {
		err := register(ctx)
		if err == nil {
			return
		}
		if ctx.Err() == nil && err.Error() != said {
			said = err.Error()
			slog.Warn("the printers of this bench are not known to the floor yet", "error", err)
		}
		select {
		case <-ctx.Done():
		case <-time.After(again):
		}
	}
}

// benchFloor is the printers of the floor as the engine needs them.
type benchFloor struct {
	*journal.Floor
	*lentPrinters
}

// lentPrinters are printers of the floor that print for this bench. A device is
// open once, with one queue, however many use it, and closed by the last one;
// the bench's own are always open.
type lentPrinters struct {
	own   map[printerKey]*printers.Printer
	ship  *printers.Printer         // the bench's own for ship labels; may be nil
	by    *label.Templates          // that labels are drawn by
	moves map[station.DocKind]bool  // what goes where ship labels go
	uses  chan station.FloorPrinter // one slot, the newest

	mu     sync.Mutex // guards the rest
	open   map[printerKey]*lentPrinter
	closed bool
	all    sync.WaitGroup
}

// printerKey is what a device hangs on.
type printerKey struct{ kind, at string }

type lentPrinter struct {
	device *printers.Printer
	users  int
	stop   context.CancelFunc
}

func newLentPrinters(d devices) *lentPrinters {
	l := &lentPrinters{
		own: map[printerKey]*printers.Printer{}, moves: map[station.DocKind]bool{},
		by: usable(d.config.Labels), uses: make(chan station.FloorPrinter, 1), open: map[printerKey]*lentPrinter{},
	}
	ship := d.config.PrinterOf(string(station.ShipLabel))
	l.ship = d.printers[ship]
	for name, device := range d.printers {
		p := d.config.Printer[name]
		l.own[printerKey{p.Kind, hangsOn(p)}] = device
	}
	for _, kind := range documents {
		l.moves[kind] = d.config.PrinterOf(string(kind)) == ship
	}
	return l
}

// Use has the news of that printer told, the zero one for the bench's own.
func (l *lentPrinters) Use(p station.FloorPrinter) {
	select {
	case <-l.uses:
	default:
	}
	l.uses <- p
}

// Printer prints documents of the kind at p, nil where they stay at the bench.
func (l *lentPrinters) Printer(p station.FloorPrinter, kind station.DocKind) engine.Printer {
	if !l.moves[kind] {
		return nil
	}
	return lentQueue{l, p}
}

// run tells what the printer in use says, until ctx ends. Then the borrowed ones
// are closed.
func (l *lentPrinters) run(ctx context.Context, tell func(printers.Status)) {
	defer l.close()
	for p := (station.FloorPrinter{}); ctx.Err() == nil; {
		watching, stop := context.WithCancel(ctx)
		var watch sync.WaitGroup
		watch.Go(func() { l.watch(watching, p, tell) })
		select {
		case <-ctx.Done():
		case p = <-l.uses:
		}
		stop()
		watch.Wait()
	}
}

func (l *lentPrinters) watch(ctx context.Context, p station.FloorPrinter, tell func(printers.Status)) {
	if p.Name == "" {
		if l.ship != nil {
			l.ship.Watch(ctx, printerPoll, tell)
		}
		return
	}
	device, done := l.take(p)
	if device == nil {
		tell(printers.Status{Why: "its way is not known here, scan it again", Counter: -1})
		return
	}
	defer done()
	device.Watch(ctx, printerPoll, tell)
}

// take opens a printer unless it is open, until done is called; nil when nobody
// knows how to reach it.
func (l *lentPrinters) take(p station.FloorPrinter) (device *printers.Printer, done func()) {
	key := printerKey{p.Kind, p.Address}
	if own := l.own[key]; own != nil {
		return own, func() {}
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	lent := l.open[key]
	if lent == nil {
		if l.closed {
			return nil, nil
		}
		device, err := newPrinter(config.Printer{Kind: p.Kind, Address: p.Address, Queue: p.Address})
		if err != nil {
			return nil, nil
		}
		ctx, stop := context.WithCancel(context.Background())
		lent = &lentPrinter{device: device, stop: stop}
		l.open[key] = lent
		l.all.Go(func() { device.Run(ctx) })
	}
	lent.users++
	return lent.device, func() { l.give(key, lent) }
}

// give lets go of a printer.
func (l *lentPrinters) give(key printerKey, lent *lentPrinter) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if lent.users--; lent.users == 0 {
		lent.stop()
		delete(l.open, key)
	}
}

// close closes what is open, jobs under way with it, and waits.
func (l *lentPrinters) close() {
	l.mu.Lock()
	l.closed = true
	for _, lent := range l.open {
		lent.stop()
	}
	l.mu.Unlock()
	l.all.Wait()
}

// lentQueue is the queue of a printer of the floor, open while a job is in it.
type lentQueue struct {
	lent *lentPrinters
	on   station.FloorPrinter
}

// Print prints a document there.
func (q lentQueue) Print(ctx context.Context, job station.ID, d station.Document, before func(counter int64) error) station.PrintDone {
	device, done := q.lent.take(q.on)
	if device == nil {
		return station.PrintDone{Job: job, State: station.PrintQueued, Counter: -1, Problem: "its way is not known here, scan it again"}
	}
	defer done()
	return label.NewPrinter(device, q.lent.by.Layout(q.on.DPMM)).Print(ctx, job, d, before)
}
