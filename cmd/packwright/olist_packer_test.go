package main

import (
	"context"
	"fmt"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/packwright/packwright/config"
	"github.com/packwright/packwright/printers"
	"github.com/packwright/packwright/station"
	"github.com/packwright/packwright/station/port"
	"github.com/packwright/packwright/station/sim"
)

// realPacker is a person at a real bench without a screen: she does what the state
// asks. The printer is on a serial line; the scanner and the scale are her
// word.
type realPacker struct {
	t       *testing.T
	bench   *bench
	printer *printers.Virtual
	person  sim.Person

	scans   int64         // sent so far
	clock   time.Duration // of the scanner
	last    sim.Deed
	lastSeq int64 // of the facts when it was done
	paper   []paper
}

// paper is a ship label: the numbers that the bench holds for its parcel, and
// what lay uppermost in the tray when the packer took it.
type paper struct {
	order, sscc, tracking string
	zpl                   []byte
}

// newRealPacker starts a bench that ends with the test.
func newRealPacker(t *testing.T, h *realHouse) *realPacker {
	t.Helper()
	cable, err := port.NewPty()
	if err != nil {
		t.Fatal(err)
	}
	printer, err := printers.NewVirtual(printers.VirtualConfig{Dots: 8, Baud: demoBaud})
	if err != nil {
		t.Fatal(err)
	}
	c := config.Config{Station: realStation, Warehouse: demoWarehouse, Journal: t.TempDir()}
	c.Printer = config.Printers{"ship": {Kind: "serial", DPMM: 8, Serial: config.Serial{Port: cable.Path(), Baud: demoBaud, Frame: "8N1", Flow: "xonxoff"}}}
	b, err := newBench(c, h.store, houseCarrier(h.store, demoWarehouse))
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	var all sync.WaitGroup
	all.Go(func() { printer.Run(ctx) })
	all.Go(func() { printer.ServeLine(ctx, cable) })
	all.Go(func() {
		if err := b.run(ctx); err != nil {
			t.Error(err)
		}
	})
	t.Cleanup(func() {
		cancel()
		cable.Close()
		all.Wait()
	})
	return &realPacker{t: t, bench: b, printer: printer, person: sim.Person{Badge: realBadge, Slots: []string{realSlot}}}
}

// stuck is how long the bench may show nothing new.
const stuck = 20 * time.Second

// ship works until the orders are shipped and the database knows, and answers
// the labels.
func (p *realPacker) ship(orders []string) []paper {
	var s station.State
	for !p.finished(s, orders) {
		select {
		case s = <-p.bench.engine.States():
			p.act(s)
		case <-time.After(stuck):
			prompt := s.Prompt()
			p.t.Fatalf("nothing goes on at %d labels: the bench asks %s, says %q, and waits after %+v",
				len(p.paper), fmt.Sprintf(prompt.Text, prompt.Args...), s.Verdict, p.last)
		}
	}
	return p.paper
}

func (p *realPacker) finished(s station.State, orders []string) bool {
	if len(s.Works) > 0 || s.Applied < s.Seq {
		return false
	}
	return !slices.ContainsFunc(orders, func(number string) bool {
		return !slices.ContainsFunc(p.paper, func(l paper) bool { return l.order == number })
	})
}

// act does what the state asks, unless it was done and the state does not know
// of it yet.
func (p *realPacker) act(s station.State) {
	d := p.person.Next(&s)
	if d.Waits() || s.Scans < p.scans || d == p.last && s.Seq == p.lastSeq {
		return
	}
	p.last, p.lastSeq = d, s.Seq
	switch {
	case d.Scan != "":
		p.take(s)
		p.read(d.Scan, true)
	case d.Type != "":
		p.read(d.Type, false)
	case d.Grams > 0:
		p.bench.engine.Send(station.Weighed{Stable: true}) // the last parcel is lifted off
		p.bench.engine.Send(station.Weighed{Grams: d.Grams, Stable: true})
	}
}

// read is a line from a scanner, or one that is typed, a second after the one
// before.
func (p *realPacker) read(text string, proof bool) {
	p.scans++
	p.clock += time.Second
	p.bench.engine.Send(station.Scanned{Device: "hand", Text: text, Proof: proof, At: p.clock})
}

// take takes the label of the parcel in hand out of the printer, before it is
// scanned.
func (p *realPacker) take(s station.State) {
	w := s.Work()
	if w == nil || w.Ask.Open() || w.Step() != station.StepProve {
		return
	}
	l := paper{order: w.OrderNo, sscc: w.Current().Live().Bought.SSCC, tracking: w.Current().Live().Bought.Tracking}
	if tape := p.printer.Tape(); len(tape) > 0 {
		l.zpl = tape[len(tape)-1].ZPL
	}
	p.paper = append(p.paper, l)
}
