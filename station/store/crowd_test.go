package store_test

import (
	"errors"
	"fmt"
	"sync"
	"testing"

	"github.com/packwright/packwright/station"
	"github.com/packwright/packwright/station/store"
	"github.com/packwright/packwright/station/store/storetest"
	"github.com/packwright/packwright/station/view"
)

// Eight benches on two hot articles, while orders come in, are held, released
// and cancelled and stock is moved under them: no call fails, nothing is sold
// twice, and in the end every piece and every promise is accounted for.
func TestACrowdOnHotArticles(t *testing.T) {
	s := storetest.OpenHouse(t)
	h := storetest.NewHouse(t, s)
	const benches, orders, pieces = 8, 120, 100
	for _, sku := range []string{"MUG", "PEN"} {
		h.Put(sku, "A01", pieces/2)
		h.Put(sku, "A02", pieces/2)
	}
	var rows []view.NewOrder
	for n := range orders {
		rows = append(rows, h.NewOrder(storetest.Line{SKU: "MUG", Qty: 1 + n%2}, storetest.Line{SKU: "PEN", Qty: 1}))
	}
	for n := range benches {
		h.Hand(fmt.Sprintf("BENCH-%d", n+1)) // hands are made before they run at once
	}
	var all sync.WaitGroup
	all.Go(func() { office(t, h, rows) })
	done := make(chan struct{})
	var packers sync.WaitGroup
	for n := range benches {
		packers.Go(func() { packer(t, h.Hand(fmt.Sprintf("BENCH-%d", n+1)), done) })
	}
	all.Wait()
	h.Release()
	close(done)
	packers.Wait()
	shipped, units := 0, 0
	for _, row := range rows {
		o := h.Find(row.Number)
		if o.State == "shipped" {
			shipped++
			units += o.Lines[0].Packed
		}
	}
	onHand := 0
	for _, place := range []string{"A01", "A02"} {
		n, _ := h.Stock("MUG", place)
		onHand += n
	}
	if shipped == 0 || units+onHand != pieces {
		t.Errorf("%d orders shipped with %d mugs, %d are on hand; there were %d", shipped, units, onHand, pieces)
	}
	for rule, broken := range s.Audit(t.Context()) {
		if broken != "" {
			t.Errorf("%s: %s", rule, broken)
		}
	}
}

// office brings orders in and changes its mind about some of them.
func office(t *testing.T, h *storetest.House, rows []view.NewOrder) {
	ctx := t.Context()
	for n := 0; n < len(rows); n += 10 {
		if _, err := h.Store.ImportOrders(ctx, storetest.MainWarehouse, rows[n:n+10], nil); err != nil {
			t.Error("import: ", err)
			return
		}
		if _, err := h.Store.Release(ctx, storetest.MainWarehouse, 1000); err != nil {
			t.Error("release: ", err)
		}
		for k, deed := range []func(station.ID) store.Deed{
			func(id station.ID) store.Deed { return store.Hold{Order: id, Kind: "fraud"} },
			func(id station.ID) store.Deed { return store.Release{Order: id} },
			func(id station.ID) store.Deed { return store.Priority{Order: id, Priority: n} },
			func(station.ID) store.Deed { return store.Replenish{SKU: "MUG", From: "A01", To: "A02", Qty: 1} },
		} {
			o, err := h.Store.Order(ctx, storetest.MainWarehouse, rows[n+k%2].Number)
			if err != nil {
				t.Error("order: ", err)
				return
			}
			_, err = h.Store.Do(ctx, store.Stamp{Key: fmt.Sprint("office ", n, k), Warehouse: storetest.MainWarehouse}, deed(station.ID(o.ID)))
			if err != nil && !isRefused(err) {
				t.Error("deed: ", err)
			}
		}
	}
}

// packer ships what it is given until the house is done and nothing waits.
func packer(t *testing.T, h *storetest.Hand, done chan struct{}) {
	for {
		works, err := h.Claim(station.Want{How: station.ByNext, Max: 1})
		if err != nil {
			t.Error("claim: ", err)
			return
		}
		if len(works) == 0 {
			select {
			case <-done:
				return
			default:
				continue
			}
		}
		task := storetest.Task{Hand: h, Open: works[0], OfWork: station.OfWork{Work: works[0].Content.ID, Epoch: works[0].Epoch}}
		changes := append([]station.Change{station.WorkOpened{OfWork: task.OfWork, Order: works[0].Content.Order}}, task.OnePass()...)
		changes = append(changes, task.PickAll(storetest.Into(1))...)
		changes = append(append(changes, task.Seal(1)...), task.Move(station.Packing, station.Packed, "seal_last_parcel"))
		changes = append(append(changes, task.Label(1)...), task.Move(station.Packed, station.Labelled, "labels_ready"),
			station.WorkClosed{OfWork: task.OfWork, Why: "shipped"})
		for _, c := range changes {
			a, err := h.Send(h.Facts(c)...)
			if err != nil || len(a.SetAside) > 0 {
				t.Errorf("%s of %s: %+v %v", c.Kind(), h.Name, a.SetAside, err)
				return
			}
		}
	}
}

func isRefused(err error) bool {
	var no station.Refused
	return errors.As(err, &no)
}
