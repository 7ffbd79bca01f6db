package main

import (
	"context"
	"fmt"
	"strconv"
	"sync"
	"time"

	"github.com/packwright/packwright/config"
	"github.com/packwright/packwright/printers"
	"github.com/packwright/packwright/printers/a4"
	"github.com/packwright/packwright/printers/label"
	"github.com/packwright/packwright/scanners"
	"github.com/packwright/packwright/scanners/evdev"
	"github.com/packwright/packwright/scanners/scale"
	"github.com/packwright/packwright/station"
	"github.com/packwright/packwright/station/engine"
	"github.com/packwright/packwright/station/port"
)

// devices are the printers, the scanner and the scale of one bench. What the
// configuration does not name is nil.
type devices struct {
	printers map[string]*printers.Printer // by the names of the configuration
	config   config.Config
	lent     *lentPrinters // where labels come out instead
	scanner  *scanners.Line
	overhear func(text string) // told of each of its scans; may be nil
	scale    *scale.Scale
	zero     chan struct{} // makes the scale take its load for nothing
}

// A printer's fault is known within 2 s: an idle one is asked every printerPoll,
// and one that is silent is asked twice, each time for printerAnswer.
const (
	printerPoll   = 500 * time.Millisecond
	printerAnswer = 700 * time.Millisecond
)

// newDevices makes the devices of the configuration; they do nothing yet.
func newDevices(c config.Config) (devices, error) {
	d := devices{config: c, printers: map[string]*printers.Printer{}}
	var err error
	for _, name := range c.Printer.Names() {
		if !c.Printer[name].Exists() {
			continue
		}
		if d.printers[name], err = newPrinter(c.Printer[name]); err != nil {
			return d, fmt.Errorf("printer.%s: %w", name, err)
		}
	}
	d.lent = newLentPrinters(d)
	if d.scanner, err = newScanner(c.Scanner); err != nil {
		return d, fmt.Errorf("scanner: %w", err)
	}
	if c.Scale.Exists() {
		if d.scale, err = newScale(c.Scale); err != nil {
			return d, fmt.Errorf("scale: %w", err)
		}
		d.zero = make(chan struct{}, 1)
		d.scale.Zero = d.zero
	}
	return d, nil
}

// newScanner is nil where the scanner types on the terminal.
func newScanner(s config.Scanner) (*scanners.Line, error) {
	switch s.Kind {
	case "serial":
		voice, ok := scanners.Voiced(s.Voice)
		if !ok {
			return nil, fmt.Errorf("there is no voice %q", s.Voice)
		}
		l := line(s.Serial)
		return &scanners.Line{
			Name: "scanner", Link: port.Link{Open: l.Open, There: l.There},
			Prefix: s.Prefix, Separator: s.Separator, Ends: s.Ends(), Acks: s.Handshake == "ack", Voice: voice, OwnBeep: s.OwnBeep(),
		}, nil
	case "evdev":
		return &scanners.Line{
			Name: "scanner", Link: port.Link{Open: inputDevice(s).Open},
			Prefix: s.Prefix, Separator: s.Separator, Gap: keysWithin, OwnBeep: s.OwnBeep(),
		}, nil
	}
	return nil, nil
}

// keysWithin is the longest silence between two keys of one scan: scanners on
// the air are slow.
const keysWithin = time.Second

// inputDevice is a scanner of the configuration that types, as the kernel knows
// it. The configuration made sure of its numbers.
func inputDevice(s config.Scanner) evdev.Config {
	vendor, _ := strconv.ParseUint(s.Vendor, 16, 16)
	product, _ := strconv.ParseUint(s.Product, 16, 16)
	return evdev.Config{Vendor: uint16(vendor), Product: uint16(product), Name: s.Name, Layout: s.Layout}
}

func newPrinter(p config.Printer) (*printers.Printer, error) {
	var t printers.Transport
	switch p.Kind {
	case "serial":
		t = printers.Serial{Port: line(p.Serial)}
	case "tcp":
		t = printers.TCP{Address: p.Address}
	case "usb":
		t = printers.NewUSB(p.Path)
	case "cups":
		t = printers.CUPS{Queue: p.Queue, Raw: p.Paper != "a4"}
	case "file":
		t = printers.File{Path: p.Path}
	default:
		return nil, fmt.Errorf("there is no kind %q", p.Kind)
	}
	return printers.New(t, printers.Timing{Ask: printerAnswer}), nil
}

// documents are all kinds that the station prints.
var documents = []station.DocKind{station.ShipLabel, station.PackingSlip, station.ArticleLabel, station.BoxPlate}

// papers are the printers of all kinds of documents that have one.
func (d devices) papers() map[station.DocKind]engine.Printer {
	papers := map[station.DocKind]engine.Printer{}
	made := map[string]engine.Printer{}
	for _, kind := range documents {
		name := d.config.PrinterOf(string(kind))
		device := d.printers[name]
		if device == nil {
			continue
		}
		if made[name] == nil {
			made[name] = onPaper(device, d.config.Printer[name], d.lent.by)
		}
		papers[kind] = made[name]
	}
	return papers
}

// onPaper puts documents on what a printer is loaded with.
func onPaper(device *printers.Printer, c config.Printer, t *label.Templates) engine.Printer {
	if c.Paper != "a4" {
		return label.NewPrinter(device, t.Layout(c.DPMM))
	}
	return label.NewPrinter(device, func(d station.Document) (label.Paper, error) {
		p, err := a4.PDF(d)
		return label.Paper{Data: p.PDF, Count: p.Count, Warnings: p.Warnings}, err
	})
}

// line is a serial line of the configuration as its driver opens it.
func line(s config.Serial) port.Config {
	data, parity, stop := s.Framing()
	return port.Config{Path: s.Port, Baud: s.Baud, DataBits: data, Parity: parity, StopBits: stop, Flow: port.Flow(s.Flow)}
}

// run runs the devices until ctx ends and tells the station what they say.
// began is when the bench began: scans carry the time since.
func (d devices) run(ctx context.Context, began time.Time, send func(station.Input)) {
	var all sync.WaitGroup
	defer all.Wait()
	for _, p := range d.printers {
		all.Go(func() { p.Run(ctx) })
	}
	ship, slip := d.printers[d.config.PrinterOf("ship")], d.printers[d.config.PrinterOf("slip")]
	all.Go(func() { d.lent.run(ctx, tellPrinter(station.Printer, send)) })
	if slip != nil && slip != ship {
		all.Go(func() { slip.Watch(ctx, printerPoll, tellPrinter(station.Slips, send)) })
	}
	if d.scanner != nil {
		all.Go(func() { d.scan(ctx, began, send) })
	}
	if d.scale != nil {
		all.Go(func() { d.weigh(ctx, send) })
	}
}

// tellPrinter tells the station whether a printer would print. That of a
// printer that cannot be asked has a cause all the same: nothing is confirmed.
func tellPrinter(link station.Link, send func(station.Input)) func(printers.Status) {
	return func(s printers.Status) {
		send(station.LinkChanged{What: link, OK: s.Mute || s.Problem() == "", Cause: s.Problem(), Count: -1})
	}
}

func (d devices) scan(ctx context.Context, began time.Time, send func(station.Input)) {
	d.scanner.Up = func() { send(station.LinkChanged{What: station.Scanner, OK: true}) }
	d.scanner.Down = func(err error) {
		send(station.LinkChanged{What: station.Scanner, Cause: err.Error()})
	}
	scans := make(chan scanners.Scan)
	var driver sync.WaitGroup
	driver.Go(func() { d.scanner.Run(ctx, scans) })
	pumpScans(ctx, scans, began, func(in station.Input) {
		if s, isScan := in.(station.Scanned); isScan && d.overhear != nil {
			d.overhear(s.Text)
		}
		send(in)
	})
	driver.Wait()
}

// pumpScans hands scans to the station, exactly as read, and tells it while
// there are too many of them.
func pumpScans(ctx context.Context, scans <-chan scanners.Scan, began time.Time, send func(station.Input)) {
	scanners.Dam(ctx, scans, func(s scanners.Scan) {
		send(station.Scanned{Device: s.Device, Text: s.Text, Proof: s.Proof, At: s.At.Sub(began), Rejected: s.Rejected})
	}, func(f scanners.Flood) {
		send(station.LinkChanged{What: station.Scans, OK: f.Over, Cause: station.Flooded, Count: int64(f.Dropped)})
	})
}
