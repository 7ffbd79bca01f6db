package storetest

import (
	"context"
	"fmt"
	"testing"
	"time"

	"github.com/packwright/packwright/station"
	"github.com/packwright/packwright/station/store"
	"github.com/packwright/packwright/station/view"
)

// Store is everything that both stores do.
type Store interface {
	Bench(name string, writer station.ID) store.Bench
	Do(ctx context.Context, by store.Stamp, d store.Deed) (station.ID, error)
	ImportProducts(ctx context.Context, warehouse station.ID, rows []view.NewProduct, heard store.Progress) (view.Imported, error)
	ImportCartons(ctx context.Context, warehouse station.ID, rows []view.NewCarton, heard store.Progress) (view.Imported, error)
	ImportOrders(ctx context.Context, warehouse station.ID, rows []view.NewOrder, heard store.Progress) (view.Imported, error)
	Release(ctx context.Context, warehouse station.ID, most int) (store.Released, error)
	Numbers(ctx context.Context, warehouse station.ID, key string) (sscc, tracking string, err error)
	Series(warehouse station.ID) store.Series
	Buy(ctx context.Context, key string, b station.Bought) (store.Purchase, error)
	Bought(ctx context.Context, key string) (store.Purchase, error)
	Void(ctx context.Context, key string) error
	Floor(ctx context.Context, warehouse station.ID) (view.Floor, error)
	Orders(ctx context.Context, warehouse station.ID, f view.OrderFilter) ([]view.Order, error)
	Order(ctx context.Context, warehouse station.ID, ref string) (view.OrderDetail, error)
	Stock(ctx context.Context, warehouse station.ID, sku string) ([]view.StockRow, error)
	Settings(ctx context.Context, warehouse station.ID) ([]view.Setting, error)
	Doubts(ctx context.Context, warehouse station.ID) ([]view.Doubt, error)
	Exceptions(ctx context.Context, warehouse station.ID) ([]view.Exception, error)
}

// MainWarehouse is the code of the warehouse of a House.
const MainWarehouse station.ID = "MAIN"

// House is a small warehouse: articles MUG, TEA (lot and expiry), CAM (serial)
// and PEN, pick locations A01 to A04, a reserve, a tray, quarantine, slots T1
// to T3, totes TOTE-1 to TOTE-3, one carton, stations BENCH-1 to BENCH-40,
// Anna (a packer, badge ANNA-BADGE) and Lea (a lead, badge LEA-BADGE).
type House struct {
	T     testing.TB
	Store Store
	Anna  station.ID
	Lea   station.ID

	deeds, orders int
	hands         map[string]*Hand
}

// NewHouse furnishes an empty store.
func NewHouse(t testing.TB, s Store) *House {
	t.Helper()
	h := &House{T: t, Store: s, hands: map[string]*Hand{}}
	h.Do(store.Warehouse{
		Code: string(MainWarehouse), Name: "Main", TimeZone: "Europe/Berlin", CompanyPrefix: "4047111",
		Sender: station.Address{Company: "Packwright Demo", Street: "Lagerstr. 1", PostalCode: "50667", City: "Köln", Country: "DE"},
	})
	for n := 1; n <= 40; n++ {
		h.Do(store.AddStation{Name: fmt.Sprintf("BENCH-%d", n)})
	}
	h.Anna = h.Do(store.AddPerson{Name: "Anna", Role: station.Packer, BadgeHash: store.BadgeHash("ANNA-BADGE")})
	h.Lea = h.Do(store.AddPerson{Name: "Lea", Role: station.Lead, BadgeHash: store.BadgeHash("LEA-BADGE")})
	h.Do(store.Locations{Locations: []store.Location{
		{Name: "A01", Code: "LOC-A01", Kind: "pick", Aisle: "A", Rack: "01", CheckDigits: "47", Sequence: 1},
		{Name: "A02", Kind: "pick", Sequence: 2},
		{Name: "A03", Kind: "pick", Sequence: 3},
		{Name: "A04", Kind: "pick", Sequence: 4},
		{Name: "R01", Kind: "reserve", Sequence: 9},
		{Name: "RED-1", Kind: "tray"},
		{Name: "QUAR-1", Kind: "quarantine"},
		{Name: "T1", Kind: "slot"},
		{Name: "T2", Kind: "slot"},
		{Name: "T3", Kind: "slot"},
	}})
	h.Do(store.Totes{Codes: []string{"TOTE-1", "TOTE-2", "TOTE-3"}})
	h.products()
	return h
}

func (h *House) products() {
	h.T.Helper()
	told, err := h.Store.ImportProducts(h.ctx(), MainWarehouse, []view.NewProduct{
		{
			SKU: "MUG", Name: "Mug 330 ml", LengthMM: 120, WidthMM: 90, HeightMM: 100, WeightG: 350, Fragile: true,
			Barcodes: []view.NewBarcode{{Code: "4006381333931", Units: 1}, {Code: "14006381333938", Units: 12}},
		},
		{SKU: "TEA", Name: "Green tea 100 g", WeightG: 120, Lot: true, Expiry: true},
		{SKU: "CAM", Name: "Camera", WeightG: 500, Serial: true},
		{SKU: "PEN", Name: "Pen", WeightG: 10},
	}, nil)
	h.good(err)
	if told.New != 4 {
		h.T.Fatalf("products: %+v", told)
	}
	_, err = h.Store.ImportCartons(h.ctx(), MainWarehouse, []view.NewCarton{
		{Code: "BOX-C", Name: "C", InnerMM: [3]int{300, 200, 150}, OuterMM: [3]int{310, 210, 160}, EmptyG: 90, MaxG: 20000},
	}, nil)
	h.good(err)
}

// Do does a deed that must succeed.
func (h *House) Do(d store.Deed) station.ID {
	h.T.Helper()
	id, err := h.Try(d)
	h.good(err)
	return id
}

// Try does a deed under a key of its own.
func (h *House) Try(d store.Deed) (station.ID, error) {
	h.deeds++
	return h.Store.Do(h.ctx(), store.Stamp{Key: fmt.Sprintf("deed-%d", h.deeds), Warehouse: MainWarehouse, By: "test"}, d)
}

// Put brings stock.
func (h *House) Put(sku, location string, qty int) {
	h.T.Helper()
	h.Do(store.Put{SKU: sku, Location: location, Qty: qty})
}

// PutLot brings stock of a lot.
func (h *House) PutLot(sku, location, lot, expiry string, qty int) {
	h.T.Helper()
	h.Do(store.Put{SKU: sku, Location: location, Lot: lot, Expiry: expiry, Qty: qty})
}

// Line is one line of an order: so many of an article.
type Line struct {
	SKU string
	Qty int
}

// NewOrder is an order as an import brings it, with a number of its own.
func (h *House) NewOrder(lines ...Line) view.NewOrder {
	h.orders++
	o := view.NewOrder{
		Channel: "shop", ExternalID: fmt.Sprint(1000 + h.orders), Number: fmt.Sprint("#", 1000+h.orders),
		Service: "standard", Currency: "EUR", Source: fmt.Sprintf("orders.csv:%d", h.orders),
		ShipTo: view.Address{Name: "Mia Muster", Street: "Ring 5", PostalCode: "10115", City: "Berlin", Country: "DE"},
	}
	for _, l := range lines {
		o.Lines = append(o.Lines, view.NewLine{SKU: l.SKU, Name: l.SKU, Quantity: l.Qty, PriceCents: 1000})
	}
	return o
}

// Import brings orders in that must all be new.
func (h *House) Import(orders ...view.NewOrder) {
	h.T.Helper()
	told, err := h.Store.ImportOrders(h.ctx(), MainWarehouse, orders, nil)
	h.good(err)
	if told.New != len(orders) {
		h.T.Fatalf("import: got %+v, want %d new", told, len(orders))
	}
}

// Order imports and releases an order, and answers its ID.
func (h *House) Order(lines ...Line) station.ID {
	h.T.Helper()
	o := h.NewOrder(lines...)
	h.Import(o)
	h.Release()
	return station.ID(h.Find(o.Number).ID)
}

// Release lets go what is due.
func (h *House) Release() store.Released {
	h.T.Helper()
	r, err := h.Store.Release(h.ctx(), MainWarehouse, 10000)
	h.good(err)
	return r
}

// Find is an order by its number or ID.
func (h *House) Find(ref string) view.OrderDetail {
	h.T.Helper()
	o, err := h.Store.Order(h.ctx(), MainWarehouse, ref)
	h.good(err)
	return o
}

// Stock is what lies at a location: pieces on hand and those promised.
func (h *House) Stock(sku, location string) (onHand, allocated int) {
	h.T.Helper()
	found, err := h.Store.Stock(h.ctx(), MainWarehouse, sku)
	h.good(err)
	for _, r := range found {
		if r.Location == location {
			onHand += r.OnHand
			allocated += r.Allocated
		}
	}
	return onHand, allocated
}

func (h *House) ctx() context.Context { return h.T.Context() }

func (h *House) good(err error) {
	h.T.Helper()
	if err != nil {
		h.T.Fatal(err)
	}
}

// noon is when the facts of a Hand are made.
var noon = time.Date(2026, 3, 2, 12, 0, 0, 0, time.UTC)
