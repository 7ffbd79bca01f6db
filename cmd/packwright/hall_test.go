package main

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"golang.org/x/sys/unix"

	"github.com/packwright/packwright/printers"
	"github.com/packwright/packwright/station/sim"
	"github.com/packwright/packwright/station/store"
	"github.com/packwright/packwright/station/store/storetest"
	"github.com/packwright/packwright/station/view"
)

// hall is the demo's warehouse around one bench of the real program: a database
// of its own, the goods on the shelves, and virtual devices that go on living
// while the bench is killed.
type hall struct {
	t       testing.TB
	dir     string
	url     string // of the database, for the test
	store   *store.Store
	goods   sim.Warehouse
	devices *virtualDevices
}

// newHall furnishes a warehouse with orders in it, ready to be picked.
func newHall(t testing.TB, orders ...view.NewOrder) *hall {
	t.Helper()
	return furnish(t, storetest.Database(t), orders...)
}

// furnish does so in that database.
func furnish(t testing.TB, url string, orders ...view.NewOrder) *hall {
	t.Helper()
	h := &hall{t: t, dir: t.TempDir(), url: url, store: storetest.OpenAt(t, url), goods: sim.NewWarehouse(1, today())}
	if err := fillDemo(t.Context(), h.store, demoOptions{seed: 1}); err != nil {
		t.Fatal(err)
	}
	h.accept(orders...)
	var err error
	if h.devices, err = newVirtualDevices(h.path("tape")); err != nil {
		t.Fatal(err)
	}
	h.plugIn()
	return h
}

func today() time.Time { return time.Now().UTC().Truncate(24 * time.Hour) }

// plugIn runs the devices until the test ends.
func (h *hall) plugIn() {
	ctx, cancel := context.WithCancel(context.Background())
	var inside sync.WaitGroup
	inside.Go(func() {
		if err := h.devices.run(ctx); err != nil {
			h.t.Errorf("virtual printer: %v", err)
		}
	})
	h.t.Cleanup(func() { cancel(); h.devices.unplug(); inside.Wait() })
}

func (h *hall) path(name string) string { return filepath.Join(h.dir, name) }

// accept takes orders in and releases them.
func (h *hall) accept(orders ...view.NewOrder) {
	h.t.Helper()
	told, err := h.store.ImportOrders(h.t.Context(), demoWarehouse, orders, nil)
	if err != nil || told.New != len(orders) {
		h.t.Fatalf("accept %d orders: %+v, %v", len(orders), told, err)
	}
	if _, err := h.store.Release(h.t.Context(), demoWarehouse, releaseMost); err != nil {
		h.t.Fatal(err)
	}
}

// rule sets a rule of the house, for orders that nobody has in hand yet.
func (h *hall) rule(key string, value any) {
	h.t.Helper()
	if _, err := h.store.Do(h.t.Context(), stamp(demoWarehouse), store.Set{Key: key, Value: value}); err != nil {
		h.t.Fatal(err)
	}
}

// configure writes the configuration of the bench; database is where it looks
// for one.
func (h *hall) configure(database string) string {
	h.t.Helper()
	text := fmt.Sprintf(`station = %q
warehouse = %q
database = %q
journal = %q
log = %q

[printer.ship]
kind = "serial"
port = %q
baud = %d

[scale]
kind = "serial"
port = %q
frame = "7E1"
protocol = "toledo-8217"
`, demoStation, demoWarehouse, database, h.path("journal"), h.path("packwright.log"), h.devices.cable.Path(), demoBaud, h.devices.scale.Path())
	if err := os.WriteFile(h.path("packwright.toml"), []byte(text), 0o600); err != nil {
		h.t.Fatal(err)
	}
	return h.path("packwright.toml")
}

// bench starts the program at its bench.
func (h *hall) bench() *terminal {
	h.t.Helper()
	return start(h.t, h.command("station"))
}

// command is a call of the program with the configuration of the bench.
func (h *hall) command(args ...string) *exec.Cmd {
	cmd := exec.Command(packwright(h.t), append([]string{"--config", h.configure(h.url)}, args...)...)
	cmd.Env = os.Environ()
	return cmd
}

// operator is somebody who works at the bench on that terminal.
func (h *hall) operator(x *terminal) *operator {
	return &operator{t: h.t, terminal: x, goods: h.goods, weigh: h.devices.scale.Put, paper: h.paper}
}

// free gives the lines free that a killed bench held. A real line comes free
// with its last user; these ones this process holds open as well.
func (h *hall) free() {
	h.t.Helper()
	held, err := os.ReadDir("/proc/self/fd")
	if err != nil {
		h.t.Fatal(err)
	}
	for _, f := range held {
		fd, _ := strconv.Atoi(f.Name())
		path, _ := os.Readlink("/proc/self/fd/" + f.Name())
		if path != h.devices.cable.Path() && path != h.devices.scale.Path() {
			continue
		}
		if err := unix.IoctlSetInt(fd, unix.TIOCNXCL, 0); err != nil {
			h.t.Fatalf("free %s: %v", path, err)
		}
	}
}

// paper is the ship labels that came out of the printer, whole, oldest first.
func (h *hall) paper() []string {
	var labels []string
	for _, p := range h.devices.printer.Tape() {
		if number := parcelNumber(p); number != "" && !p.Torn {
			labels = append(labels, number)
		}
	}
	return labels
}

// parcelNumber is the SSCC that a person reads under the bars of a ship label,
// "" on other paper.
func parcelNumber(p printers.Printed) string { return ssccOn(string(p.ZPL)) }

// line is an order of so many pieces of articles.
func order(number string, lines ...any) view.NewOrder {
	o := view.NewOrder{
		Channel: "test", ExternalID: number, Number: number, PlacedAt: time.Now().UTC().Add(-time.Hour), Service: "Parcel", Currency: "EUR",
		ShipTo: view.Address{Name: "Erika Muster", Street: "Lindenweg 4", PostalCode: "50667", City: "Köln", Country: "DE"}, Source: "test:" + number,
	}
	for i := 0; i < len(lines); i += 2 {
		o.Lines = append(o.Lines, view.NewLine{ExternalID: fmt.Sprint(number, ".", i), SKU: lines[i].(string), Quantity: lines[i+1].(int), PriceCents: 500})
		o.TotalCents += 500 * int64(lines[i+1].(int))
	}
	return o
}

// detail is the order as the database knows it.
func (h *hall) detail(number string) view.OrderDetail {
	h.t.Helper()
	o, err := h.store.Order(h.t.Context(), demoWarehouse, number)
	if err != nil {
		h.t.Fatal(err)
	}
	return o
}

// onHand is how many pieces of an article lie on pick locations.
func (h *hall) onHand(sku string) int {
	h.t.Helper()
	rows, err := h.store.Stock(h.t.Context(), demoWarehouse, sku)
	if err != nil {
		h.t.Fatal(err)
	}
	n := 0
	for _, r := range rows {
		if r.Kind == "pick" {
			n += r.OnHand
		}
	}
	return n
}

// log is what the bench wrote to its log.
func (h *hall) log() string {
	text, err := os.ReadFile(h.path("packwright.log"))
	if err != nil {
		return err.Error()
	}
	return strings.TrimSpace(string(text))
}
