package sim

import (
	"context"

	"github.com/packwright/packwright/station"
	"github.com/packwright/packwright/station/store"
	"github.com/packwright/packwright/station/view"
)

// promoter is a House that can take over from another.
type promoter interface{ Promote() }

// House is the warehouse's database, as stations, a supervisor and the timers use
// it. The store in memory and the one over PostgreSQL are both one.
type House interface {
	Bench(name string, writer station.ID) store.Bench
	Do(ctx context.Context, by store.Stamp, d store.Deed) (station.ID, error)
	ImportProducts(ctx context.Context, warehouse station.ID, rows []view.NewProduct, heard store.Progress) (view.Imported, error)
	ImportCartons(ctx context.Context, warehouse station.ID, rows []view.NewCarton, heard store.Progress) (view.Imported, error)
	ImportOrders(ctx context.Context, warehouse station.ID, rows []view.NewOrder, heard store.Progress) (view.Imported, error)
	Release(ctx context.Context, warehouse station.ID, most int) (store.Released, error)
	Floor(ctx context.Context, warehouse station.ID) (view.Floor, error)
	Order(ctx context.Context, warehouse station.ID, ref string) (view.OrderDetail, error)
	Stock(ctx context.Context, warehouse station.ID, sku string) ([]view.StockRow, error)
	Doubts(ctx context.Context, warehouse station.ID) ([]view.Doubt, error)
}
