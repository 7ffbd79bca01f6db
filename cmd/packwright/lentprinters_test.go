package main

import (
	"context"
	"errors"
	"net"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/packwright/packwright/config"
	"github.com/packwright/packwright/printers"
	"github.com/packwright/packwright/station"
)

// netPrinter is a virtual printer on the network of this machine.
func netPrinter(t *testing.T) (*printers.Virtual, string) {
	t.Helper()
	v, err := printers.NewVirtual(printers.VirtualConfig{Model: "VIRTUAL-4", Dots: 8, Feed: 2000})
	if err != nil {
		t.Fatal(err)
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(context.Background())
	var inside sync.WaitGroup
	inside.Go(func() { _ = v.Run(ctx) })
	inside.Go(func() { _ = v.ServeTCP(ctx, l) })
	t.Cleanup(func() { stop(); inside.Wait() })
	return v, l.Addr().String()
}

// told waits until the news says so.
func told(t *testing.T, news <-chan printers.Status, what string, fits func(printers.Status) bool) {
	t.Helper()
	limit := time.After(time.Minute)
	for {
		select {
		case s := <-news:
			if fits(s) {
				return
			}
		case <-limit:
			t.Fatal("not told within a minute: ", what)
		}
	}
}

func TestALentPrinterPrintsAndTellsUntilItIsGivenBack(t *testing.T) {
	own, at := netPrinter(t)
	other, there := netPrinter(t)
	d, err := newDevices(config.Config{Station: "bench-1", Printer: config.Printers{"ship": {Kind: "tcp", Address: at, DPMM: 8}}})
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(context.Background())
	news := make(chan printers.Status, 1000)
	var devices sync.WaitGroup
	devices.Go(func() { d.printers["ship"].Run(ctx) })
	devices.Go(func() { d.lent.run(ctx, func(s printers.Status) { news <- s }) })
	defer devices.Wait()
	defer stop()

	own.Set(printers.HeadOpen, true)
	told(t, news, "head open at the own printer", func(s printers.Status) bool { return s.HeadOpen })
	two := station.FloorPrinter{Name: "bench-2", Kind: "tcp", Address: there, DPMM: 8}
	d.lent.Use(two)
	told(t, news, "the other one is ready", func(s printers.Status) bool { return s.Known && s.Problem() == "" })

	paper := station.Document{Kind: station.ArticleLabel, Copy: 1, Code: "MUG-BLUE", Lines: []station.SlipLine{{SKU: "MUG-BLUE"}}}
	let := func(int64) error { return nil }
	if got := d.lent.Printer(two, station.ArticleLabel).Print(ctx, "j1", paper, let); got.State != station.PrintCounted {
		t.Errorf("printed there: %+v", got)
	}
	if a, b := len(own.Tape()), len(other.Tape()); a != 0 || b != 1 {
		t.Errorf("%d labels at the own printer, %d at the other, want 0 and 1", a, b)
	}

	// Back at the own one, a job that waits for the other still has its queue.
	other.Set(printers.HeadOpen, true)
	told(t, news, "head open at the other one", func(s printers.Status) bool { return s.HeadOpen })
	d.lent.Use(station.FloorPrinter{})
	told(t, news, "the own printer's head is still open", func(s printers.Status) bool { return s.HeadOpen })
	own.Set(printers.HeadOpen, false)
	told(t, news, "the own printer is ready", func(s printers.Status) bool { return s.Known && s.Problem() == "" })
	d.lent.mu.Lock()
	if n := len(d.lent.open); n != 0 {
		t.Errorf("%d printers are open that nobody uses", n)
	}
	d.lent.mu.Unlock()
}

func TestADeviceIsOpenOnceHoweverManyUseIt(t *testing.T) {
	d, err := newDevices(config.Config{Station: "bench-1", Printer: config.Printers{"ship": {Kind: "tcp", Address: "127.0.0.1:9", DPMM: 8}}})
	if err != nil {
		t.Fatal(err)
	}
	defer d.lent.close()
	take := func(address string) (*printers.Printer, func()) {
		t.Helper()
		device, done := d.lent.take(station.FloorPrinter{Name: "x", Kind: "tcp", Address: address, DPMM: 8})
		if device == nil {
			t.Fatal("not opened")
		}
		return device, done
	}
	if own, _ := take("127.0.0.1:9"); own != d.printers["ship"] {
		t.Error("the bench's own device was opened a second time")
	}
	a, doneA := take("127.0.0.1:10")
	b, doneB := take("127.0.0.1:10")
	if a != b {
		t.Error("one device has two queues")
	}
	doneA()
	if c, done := take("127.0.0.1:10"); c != a {
		t.Error("it was closed while it was used")
	} else {
		done()
	}
	doneB()
	if c, done := take("127.0.0.1:10"); c == a {
		t.Error("it stayed open when nobody used it")
	} else {
		done()
	}
	if device, _ := d.lent.take(station.FloorPrinter{Name: "nobody knows the way"}); device != nil {
		t.Error("a printer without a way was opened")
	}
}

func TestPrintersAreEnteredUnderTheNameOfTheirStation(t *testing.T) {
	c := config.Config{Station: "Bench 7", Printer: config.Printers{
		"ship":   {Kind: "serial", Serial: config.Serial{Port: "/dev/p"}, DPMM: 8},
		"spare":  {Kind: "tcp", Address: "10.0.0.7:9100", DPMM: 12},
		"office": {Kind: "cups", Queue: "laser", Paper: "a4"},
	}}
	want := []station.FloorPrinter{
		{Name: "Bench 7", Code: "PRN-BENCH-7", Station: "Bench 7", Kind: "serial", Address: "/dev/p", DPMM: 8, Language: "zpl", Main: true},
		{Name: "Bench 7-spare", Code: "PRN-BENCH-7-SPARE", Station: "Bench 7", Kind: "tcp", Address: "10.0.0.7:9100", DPMM: 12, Language: "zpl"},
	}
	got := floorPrinters(c)
	if len(got) != len(want) {
		t.Fatalf("got %+v", got)
	}
	for i := range want {
		if got[i] != want[i] {
			t.Errorf("got %+v, want %+v", got[i], want[i])
		}
	}
}

func TestPrintersAreEnteredWhenTheDatabaseIsThere(t *testing.T) {
	synctest.Test(t, entersPrinters)
}

func entersPrinters(t *testing.T) {
	ctx, stop := context.WithCancel(t.Context())
	asked := 0
	registered(ctx, func(context.Context) error {
		if asked++; asked == 1 {
			return errors.New("no route to host")
		}
		return nil
	})
	if asked != 2 || ctx.Err() != nil {
		t.Errorf("asked %d times, want until it worked", asked)
	}
	stop()
	registered(ctx, func(context.Context) error { t.Error("asked after the end"); return nil })
}
