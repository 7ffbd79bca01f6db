package label

import (
	"context"
	"errors"
	"net"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/packwright/packwright/printers"
	"github.com/packwright/packwright/station"
)

// start runs f until the test ends, and waits for it.
func start(t *testing.T, f func(ctx context.Context)) {
	t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	var running sync.WaitGroup
	running.Go(func() { f(ctx) })
	t.Cleanup(func() { cancel(); running.Wait() })
}

// device is a virtual printer on a network with its driver. It feeds so many
// mm a second, 0 is at once.
func device(t *testing.T, feed int) (*printers.Printer, *printers.Virtual) {
	t.Helper()
	v, err := printers.NewVirtual(printers.VirtualConfig{Model: "VIRTUAL", Dots: 8, Feed: feed})
	if err != nil {
		t.Fatal(err)
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	start(t, func(ctx context.Context) {
		if err := v.Run(ctx); err != nil {
			t.Errorf("virtual printer: %v", err)
		}
	})
	start(t, func(ctx context.Context) {
		if err := v.ServeTCP(ctx, l); err != nil {
			t.Errorf("serve: %v", err)
		}
	})
	p := printers.New(printers.TCP{Address: l.Addr().String()}, printers.Timing{Ask: 200 * time.Millisecond, Poll: 10 * time.Millisecond, Settle: 300 * time.Millisecond})
	start(t, p.Run)
	return p, v
}

func allowed(int64) error { return nil }

func TestAPrintedDocumentIsCountedOnceForEachLabel(t *testing.T) {
	p, v := device(t, 0)
	ship, slip := NewPrinter(p, BuiltIn().Layout(8)), NewPrinter(p, BuiltIn().Layout(8))
	var before []int64
	note := func(n int64) error { before = append(before, n); return nil }
	long := draft(t, "slip", "line.70.sku=LAST").doc
	for _, c := range []struct {
		printer *Printer
		d       station.Document
		labels  int
		counter int64
	}{{ship, sampleDocument("ship"), 1, 1}, {slip, long, 3, 4}, {ship, sampleDocument("ship"), 1, 5}} {
		got := c.printer.Print(t.Context(), "job", c.d, note)
		if want := (station.PrintDone{Job: "job", State: station.PrintCounted, Counter: c.counter, Labels: c.labels}); got != want {
			t.Errorf("got %+v, want %+v", got, want)
		}
	}
	if len(before) != 3 || before[0] != 0 || before[1] != 1 || before[2] != 4 {
		t.Errorf("asked with the counters %v, want 0, 1, 4", before)
	}
	if tape := v.Tape(); len(tape) != 5 {
		t.Errorf("%d labels came out, want 5", len(tape))
	}
}

func TestASlipOfWhichOnlyTheFirstLabelCameIsInDoubt(t *testing.T) {
	p, v := device(t, 1500)
	done := make(chan station.PrintDone, 1)
	start(t, func(ctx context.Context) {
		done <- NewPrinter(p, BuiltIn().Layout(8)).Print(ctx, "job", draft(t, "slip", "line.70.sku=LAST").doc, allowed)
	})
	for v.Counter() < 1 && t.Context().Err() == nil {
		runtime.Gosched()
	}
	v.PowerCycle()
	if got := <-done; got.State != station.PrintUnknown || got.Counter != 1 {
		t.Errorf("got %+v, want it unknown after one label", got)
	}
}

func TestWhatThePaperDoesNotShowIsTold(t *testing.T) {
	p, _ := device(t, 0)
	got := NewPrinter(p, BuiltIn().Layout(8)).Print(t.Context(), "job", draft(t, "ship", "ship_to.name=山田").doc, allowed)
	if got.State != station.PrintCounted || !strings.Contains(got.Problem, "ship-to name") {
		t.Errorf("got %+v, want it counted and the name said", got)
	}
}

func TestWhatBecameOfAJobInTheWordsOfTheStation(t *testing.T) {
	wrong := sampleDocument("ship")
	wrong.Bought.SSCC = "1"
	for _, c := range []struct {
		name    string
		fault   func(*printers.Virtual)
		d       station.Document
		before  func(int64) error
		state   station.PrintState
		problem string
		labels  int
	}{
		{
			"a printer without paper waits", func(v *printers.Virtual) { v.Set(printers.PaperOut, true) },
			sampleDocument("ship"), allowed, station.PrintQueued, "paper out", 0,
		},
		{
			"who must not print any more sends nothing", nil,
			sampleDocument("ship"), func(int64) error { return errors.New("on hold") }, station.PrintFailed, "not allowed any more", 0,
		},
		{
			"a connection that breaks leaves doubt", func(v *printers.Virtual) { v.ResetAfter(400) },
			sampleDocument("ship"), allowed, station.PrintUnknown, "connection lost", 0,
		},
		{
			"a document that cannot be used is not sent", nil,
			wrong, allowed, station.PrintFailed, "SSCC", 0,
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			p, v := device(t, 0)
			if c.fault != nil {
				c.fault(v)
			}
			got := NewPrinter(p, BuiltIn().Layout(8)).Print(t.Context(), "job", c.d, c.before)
			if got.State != c.state || !strings.Contains(got.Problem, c.problem) || got.Job != "job" {
				t.Errorf("got %+v, want %s because of %q", got, c.state, c.problem)
			}
			if n := len(v.Tape()); n != c.labels {
				t.Errorf("%d labels came out, want %d", n, c.labels)
			}
		})
	}
}

func TestAJobTakenBackBeforeItsFirstByteMayBeTriedAgain(t *testing.T) {
	p, v := device(t, 0)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	got := NewPrinter(p, BuiltIn().Layout(8)).Print(ctx, "job", sampleDocument("ship"), allowed)
	if got.State != station.PrintQueued || len(v.Tape()) != 0 {
		t.Errorf("got %+v, %d labels; want it queued and none", got, len(v.Tape()))
	}
}

func TestAPrinterThatCannotCountIsBelievedLess(t *testing.T) {
	p := printers.New(printers.File{Path: filepath.Join(t.TempDir(), "out.zpl")}, printers.Timing{})
	start(t, p.Run)
	got := NewPrinter(p, BuiltIn().Layout(8)).Print(t.Context(), "job", sampleDocument("ship"), func(n int64) error {
		if n != -1 {
			t.Errorf("asked with the counter %d, want -1", n)
		}
		return nil
	})
	if want := (station.PrintDone{Job: "job", State: station.PrintSent, Counter: -1, Labels: 1}); got != want {
		t.Errorf("got %+v, want %+v", got, want)
	}
}
