package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/packwright/packwright/printers"
	"github.com/packwright/packwright/station"
	"github.com/packwright/packwright/station/store"
	"github.com/packwright/packwright/station/store/storetest"
	"github.com/packwright/packwright/station/view"
)

// realHouse is a warehouse with real articles and orders, in a database of its
// own.
type realHouse struct {
	files   olistFiles
	items   map[string]int // of each order
	cartons []view.NewCarton
	url     string
	store   *store.Store
	db      *pgx.Conn

	wanted []string           // numbers of the orders to ship
	paper  []paper            // one for each parcel that was shipped
	tape   []printers.Printed // all that came out of the printer
}

const (
	realStation = "BENCH-1"
	realBadge   = "PWB-CLARA-8K2M5T"
	realSlot    = "SLOT-01"
)

func newRealHouse(t *testing.T, o olist) *realHouse {
	t.Helper()
	url := storetest.Database(t)
	db, err := pgx.Connect(t.Context(), url)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close(context.Background()) })
	h := &realHouse{url: url, store: storetest.OpenAt(t, url), db: db, items: o.items, cartons: o.cartons}
	h.files = o.write(t)
	h.wanted = o.choose(wantedOrders())
	h.furnish(t)
	return h
}

// everything says whether all is asked for that was agreed.
func everything() bool { return os.Getenv("PACKWRIGHT_ALL") != "" }

func wantedOrders() int {
	if everything() {
		return allOrders
	}
	return fewOrders
}

// furnish enters what no import brings. Orders of the shop wait ten years for
// their release, so that only those that are chosen are worked on.
func (h *realHouse) furnish(t *testing.T) {
	t.Helper()
	for n, d := range []store.Deed{
		store.Warehouse{
			Code: demoWarehouse, Name: "Real", TimeZone: "America/Sao_Paulo", CompanyPrefix: "7891234",
			Sender: station.Address{Company: "Armazém Real", Street: "Rua da Estação 10", PostalCode: "04001-000", City: "São Paulo", Region: "SP", Country: "BR"},
		},
		store.AddStation{Name: realStation},
		store.Channel{Code: "csv", DelayMinutes: 10 * 365 * 24 * 60},
		store.Locations{Locations: []store.Location{
			{Name: "RED-1", Kind: "tray"}, {Name: "QUAR-1", Kind: "quarantine"}, {Name: realSlot, Kind: "slot"},
		}},
		store.AddPerson{Name: "Clara", Role: station.Packer, BadgeHash: store.BadgeHash(realBadge)},
	} {
		h.do(t, fmt.Sprint("furnish ", n), d)
	}
}

func (h *realHouse) do(t *testing.T, key string, d store.Deed) {
	t.Helper()
	if _, err := h.store.Do(t.Context(), store.Stamp{Key: key, Warehouse: demoWarehouse, By: "test"}, d); err != nil {
		t.Fatal(err)
	}
}

// number is the answer of a query.
func (h *realHouse) number(t *testing.T, sql string, args ...any) int {
	t.Helper()
	var n int
	h.ask(t, &n, sql, args...)
	return n
}

func (h *realHouse) text(t *testing.T, sql string, args ...any) string {
	t.Helper()
	var s string
	h.ask(t, &s, sql, args...)
	return s
}

func (h *realHouse) ask(t *testing.T, into any, sql string, args ...any) {
	t.Helper()
	if err := h.db.QueryRow(t.Context(), sql, args...).Scan(into); err != nil {
		t.Fatalf("%s: %v", sql, err)
	}
}

// shipOrders releases the orders that are wanted and ships them at one bench.
func (h *realHouse) shipOrders(t *testing.T) {
	for _, number := range h.wanted {
		found, err := h.store.Order(t.Context(), demoWarehouse, number)
		if err != nil {
			t.Fatal(err)
		}
		h.do(t, "release "+number, store.Release{Order: station.ID(found.ID)})
	}
	restore, err := logTo(filepath.Join(t.TempDir(), "packwright.log"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(restore)
	p := newRealPacker(t, h)
	begun := time.Now()
	h.paper = p.ship(h.wanted)
	took, n := time.Since(begun), float64(len(h.wanted))
	h.tape = p.printer.Tape()
	t.Logf("%d orders in %d parcels in %s: %.2f orders a second, %.1f statements and %.1f scans an order",
		len(h.wanted), len(h.paper), took.Round(time.Millisecond), n/took.Seconds(), float64(h.number(t, statements))/n, float64(p.scans)/n)
}

// statements counts what the bench said to the database: facts applied at one
// time are one statement, claims, numbers and purchases are one each.
const statements = `
	select (select count(distinct applied_at) from facts) + (select count(*) from claim_keys)
		+ (select count(*) from numbers) + (select count(*) from purchases)`

// configFile is a configuration that names the warehouse and nothing else.
func configFile(t *testing.T) string {
	t.Helper()
	name := filepath.Join(t.TempDir(), "packwright.toml")
	if err := os.WriteFile(name, fmt.Appendf(nil, "warehouse = %q\n", demoWarehouse), 0o600); err != nil {
		t.Fatal(err)
	}
	return name
}

// fits says that the article has sizes and goes into one of the cartons by
// itself.
func fits(a view.NewProduct, cartons []view.NewCarton) bool {
	sides := []int{a.LengthMM, a.WidthMM, a.HeightMM}
	slices.Sort(sides)
	return sides[0] > 0 && slices.ContainsFunc(cartons, func(c view.NewCarton) bool {
		room := c.InnerMM
		slices.Sort(room[:])
		return sides[0] <= room[0] && sides[1] <= room[1] && sides[2] <= room[2] && a.WeightG <= c.MaxG-c.EmptyG
	})
}
