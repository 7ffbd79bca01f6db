package storetest

import (
	"fmt"
	"strings"
	"time"

	"github.com/packwright/packwright/station"
	"github.com/packwright/packwright/station/store"
	"github.com/packwright/packwright/station/view"
)

var deedTests = []test{
	{"an article's weight is changed from what the office saw, not from another", func(w *World) {
		w.Do(store.ProductWeight{SKU: "MUG", WasG: 350, WeightG: 380})
		for _, d := range []store.ProductWeight{
			{SKU: "MUG", WasG: 350, WeightG: 390}, {SKU: "MUG", WasG: 380, WeightG: 0}, {SKU: "CUP", WasG: 350, WeightG: 380},
		} {
			_, err := w.Try(d)
			refused(w, fmt.Sprint(d), err)
		}
		w.Put("MUG", "A01", 1)
		w.Order(Line{"MUG", 1})
		is(w, "weight", w.Hand("BENCH-1").Next().Open.Content.Lines[0].WeightG, 380)
	}},
	{"an order on hold is claimed by nobody, until it is released", func(w *World) {
		w.Put("MUG", "A01", 10)
		id := w.Order(Line{"MUG", 1})
		w.Do(store.Hold{Order: id, Kind: "fraud"})
		w.Do(store.Hold{Order: id, Kind: "fraud"})
		w.Do(store.Hold{Order: id, Kind: "address"})
		is(w, "holds", strings.Join(w.Find(string(id)).Holds, " "), "fraud address")
		w.none(w.Hand("BENCH-1"))
		w.Do(store.Release{Order: id})
		is(w, "holds", len(w.Find(string(id)).Holds), 0)
		w.Hand("BENCH-1").Next()
	}},
	{"a hold of a work in hand is told at once, and stops nothing that was done", func(w *World) {
		w.Put("MUG", "A01", 10)
		id := w.Order(Line{"MUG", 1})
		task := w.Hand("BENCH-1").Next()
		task.Apply(task.OnePass()...)
		w.Do(store.Hold{Order: id, Kind: "address"})
		a := task.Apply(task.PickAll(Into(1))...)
		is(w, "told", a.Works[0].Asked.Hold, "address")
		task.Apply(task.Seal(1)...)
		a = task.Apply(task.Label(1)[:1]...)
		is(w, "told with the label", a.Works[0].Asked.Hold, "address")
		task.Apply(station.Parked{OfWork: task.OfWork, Slot: "T1", Reason: station.ParkHold}, station.WorkClosed{OfWork: task.OfWork, Why: "parked"})
		_, err := w.Hand("BENCH-2").Claim(station.Want{How: station.BySlot, Code: "T1", Max: 1})
		is(w, "slot", refused(w, "on hold", err).Error(), "On hold: address. Leave it where it is.")
		w.Do(store.Release{Order: id})
		is(w, "ready", w.floor().Parked[0].Ready, true)
		on := w.Hand("BENCH-2").Take(station.Want{How: station.BySlot, Code: "T1", Max: 1})
		is(w, "hold", on.Open.Content.Asked.Hold, "")
	}},
	{"a label that is asked for on hold is answered with the hold, each time", func(w *World) {
		task := w.sealed()
		w.Do(store.Hold{Order: task.Open.Content.Order, Kind: "address"})
		told := task.Beat().Works[0].Asked
		task.Apply(station.AskedChanged{OfWork: task.OfWork, Asked: *told})
		a := task.Apply(task.Label(1)[:1]...)
		is(w, "news", len(a.Works), 1)
		is(w, "hold", a.Works[0].Asked.Hold, "address")
		is(w, "newer", a.Works[0].Asked.Rev > told.Rev, true)
	}},
	{"an order waits for its delay", func(w *World) {
		w.Put("MUG", "A01", 10)
		w.Do(store.Channel{Code: "shop", DelayMinutes: 30})
		w.Import(w.NewOrder(Line{"MUG", 1}))
		is(w, "released", w.Release().Released, 0)
		is(w, "state", w.Find("#1001").State, "pending_release")
		w.none(w.Hand("BENCH-1"))
		w.Pass(31 * time.Minute)
		is(w, "released", w.Release().Released, 1)
		w.Hand("BENCH-1").Next()
		is(w, "released again", w.Release().Released, 0)
	}},
	{"an order that is cancelled before it is started gives its stock back", func(w *World) {
		w.Put("MUG", "A01", 10)
		id := w.Order(Line{"MUG", 4})
		pending := w.NewOrder(Line{"MUG", 1})
		pending.ReleaseAt = time.Now().Add(time.Hour)
		w.Import(pending)
		w.Do(store.Cancel{Order: id})
		w.Do(store.Cancel{Order: station.ID(w.Find(pending.Number).ID)})
		is(w, "state", w.Find(string(id)).State, "cancelled")
		is(w, "pending", w.Find(pending.Number).State, "cancelled")
		_, allocated := w.Stock("MUG", "A01")
		is(w, "allocated", allocated, 0)
		w.none(w.Hand("BENCH-1"))
		_, err := w.Try(store.Cancel{Order: id})
		refused(w, "cancel again", err)
	}},
	{"a work in hand that is cancelled is put back unit by unit", func(w *World) {
		w.Put("MUG", "A01", 10)
		id := w.Order(Line{"MUG", 2})
		task := w.Hand("BENCH-1").Next()
		task.Apply(task.OnePass()...)
		task.Apply(task.Pick(task.Stops()[0], 1, Into(1)))
		w.Do(store.Cancel{Order: id})
		is(w, "told", task.Beat().Works[0].Asked.Cancelled, true)
		task.Apply(task.Move(station.Packing, station.Cancelling, "cancel"), station.ParcelDiscarded{OfWork: task.OfWork, Parcel: 1})
		done := []station.Change{task.Move(station.Cancelling, station.Cancelled, "put_back_done"), station.WorkClosed{OfWork: task.OfWork, Why: "cancelled"}}
		task.Apply(station.UnitMoved{OfWork: task.OfWork, Qty: 1, From: Into(1), To: At("A03"), Why: "put_back"})
		task.Apply(done...)
		is(w, "order", w.Find(string(id)).State, "cancelled")
		onHand, allocated := w.Stock("MUG", "A01")
		is(w, "on hand", onHand, 9)
		is(w, "allocated", allocated, 0)
		onHand, _ = w.Stock("MUG", "A03")
		is(w, "put back", onHand, 1)
	}},
	{"a cancelled work does not end while goods are away", func(w *World) {
		w.Put("MUG", "A01", 10)
		id := w.Order(Line{"MUG", 2})
		task := w.Hand("BENCH-1").Next()
		task.Apply(task.OnePass()...)
		task.Apply(task.Pick(task.Stops()[0], 1, Into(1)))
		w.Do(store.Cancel{Order: id})
		a := task.Tell(task.Move(station.Packing, station.Cancelling, "cancel"), task.Move(station.Cancelling, station.Cancelled, "put_back_done"))
		is(w, "set aside", len(a.SetAside), 1)
	}},
	{"a parked work that is cancelled is put back by whoever scans its slot", func(w *World) {
		task := w.toteTask("BENCH-1", 2)
		task.Apply(task.Pick(task.Stops()[0], 1, Tote("TOTE-1")),
			station.Parked{OfWork: task.OfWork, Slot: "T1", Reason: station.ParkOther, Tote: "TOTE-1"}, station.WorkClosed{OfWork: task.OfWork, Why: "parked"})
		w.Do(store.Cancel{Order: task.Open.Content.Order})
		is(w, "work", w.stage(task.Work), "cancelling")
		back := w.Hand("BENCH-2").Take(station.Want{How: station.BySlot, Code: "T1", Max: 1})
		is(w, "stage", back.Open.Stage, station.Cancelling)
		is(w, "asked", back.Open.Content.Asked.Cancelled, true)
		back.Apply(station.UnitMoved{OfWork: back.OfWork, Qty: 1, From: Tote("TOTE-1"), To: At("A01"), Why: "put_back"},
			back.Move(station.Cancelling, station.Cancelled, "put_back_done"), station.WorkClosed{OfWork: back.OfWork, Why: "cancelled"})
		is(w, "order", w.Find("#1001").State, "cancelled")
		m, err := w.Hand("BENCH-2").Bench.Resolve(w.ctx(), "TOTE-1")
		w.good(err)
		is(w, "tote is free", m.Free, true)
	}},
	{"a work held ahead that is cancelled ends when its bench lets go", func(w *World) {
		w.Put("MUG", "A01", 10)
		id := w.Order(Line{"MUG", 2})
		task := w.Hand("BENCH-1").Next()
		task.Apply(task.OnePass()...)
		w.Do(store.Cancel{Order: id})
		task.Apply(station.Parked{OfWork: task.OfWork, Reason: station.ParkCancel}, station.WorkClosed{OfWork: task.OfWork, Why: "parked"})
		is(w, "order", w.Find(string(id)).State, "cancelled")
		is(w, "parked", len(w.floor().Parked), 0)
		_, allocated := w.Stock("MUG", "A01")
		is(w, "allocated", allocated, 0)
	}},
	{"the rest of an order that is part shipped can be cancelled, a shipped one cannot", func(w *World) {
		w.rule("ship_partial")
		w.Put("MUG", "A01", 3)
		w.Order(Line{"MUG", 3})
		task := w.Hand("BENCH-1").Next()
		task.Apply(task.OnePass()...)
		stop := task.Stops()[0]
		task.Apply(task.Pick(stop, 1, Into(1)),
			station.UnitsShort{OfWork: task.OfWork, Stop: stop.ID, Location: "A01", Missing: 2, Reason: station.ShortEmpty})
		task.Ship()
		w.Do(store.Cancel{Order: task.Open.Content.Order})
		is(w, "order", w.Find("#1001").State, "shipped")
		is(w, "cancelled", w.Find("#1001").Lines[0].Cancelled, 2)
		_, err := w.Try(store.Cancel{Order: task.Open.Content.Order})
		refused(w, "cancel what is shipped", err)
	}},
	{"a deed is done once for each key", func(w *World) {
		stamp := store.Stamp{Key: "the key", Warehouse: MainWarehouse, By: "test"}
		put := store.Put{SKU: "MUG", Location: "A01", Qty: 5}
		for range 3 {
			_, err := w.Store.Do(w.ctx(), stamp, put)
			w.good(err)
		}
		onHand, _ := w.Stock("MUG", "A01")
		is(w, "on hand", onHand, 5)
		_, err := w.Store.Do(w.ctx(), stamp, store.Put{SKU: "MUG", Location: "A01", Qty: 6})
		refused(w, "another deed under the key", err)
		add := store.AddPerson{Name: "Otto", Role: station.Packer, BadgeHash: store.BadgeHash("OTTO")}
		first, err := w.Store.Do(w.ctx(), store.Stamp{Key: "otto"}, add)
		w.good(err)
		again, err := w.Store.Do(w.ctx(), store.Stamp{Key: "otto"}, add)
		w.good(err)
		is(w, "person", again, first)
	}},
	{"a refused deed may be done later under its key", func(w *World) {
		stamp := store.Stamp{Key: "later", Warehouse: MainWarehouse}
		move := store.Replenish{SKU: "MUG", From: "A01", To: "A02", Qty: 1}
		_, err := w.Store.Do(w.ctx(), stamp, move)
		refused(w, "nothing there", err)
		w.Put("MUG", "A01", 1)
		_, err = w.Store.Do(w.ctx(), stamp, move)
		w.good(err)
	}},
	{"deeds on what nobody knows are refused", func(w *World) {
		for _, d := range []store.Deed{
			store.Hold{Order: "999", Kind: "x"},
			store.Cancel{Order: "nonsense"},
			store.Release{},
			store.Unpark{Work: "999"},
			store.Settle{Work: "1", Rule: "wait"},
			store.Revoke{Person: "999"},
			store.ToSlot{Work: "7", Slot: "T1"},
		} {
			_, err := w.Try(d)
			refused(w, store.Name(d), err)
		}
		_, err := w.Store.Do(w.ctx(), store.Stamp{Key: "x", Warehouse: "MOON"}, store.AddStation{Name: "B"})
		refused(w, "unknown warehouse", err)
		_, err = w.Store.Order(w.ctx(), MainWarehouse, "#9999")
		refused(w, "unknown order", err)
	}},
	{"lists of orders are pages, by state", func(w *World) {
		for range 5 {
			w.Import(w.NewOrder(Line{"MUG", 1}))
		}
		page, err := w.Store.Orders(w.ctx(), MainWarehouse, view.OrderFilter{Limit: 2})
		w.good(err)
		is(w, "page", len(page), 2)
		rest, err := w.Store.Orders(w.ctx(), MainWarehouse, view.OrderFilter{After: page[1].ID})
		w.good(err)
		is(w, "rest", len(rest), 3)
		is(w, "next", rest[0].Number, "#1003")
		none, err := w.Store.Orders(w.ctx(), MainWarehouse, view.OrderFilter{State: "shipped"})
		w.good(err)
		is(w, "shipped", len(none), 0)
	}},
	{"the floor counts works by stage, and says what is in the way", func(w *World) {
		w.Put("MUG", "A01", 3)
		late := w.NewOrder(Line{"MUG", 1})
		late.ShipBy = noon.AddDate(-10, 0, 0)
		w.Import(late)
		w.Order(Line{"MUG", 1})
		held := w.Order(Line{"MUG", 1})
		w.Do(store.Hold{Order: held, Kind: "fraud"})
		w.Order(Line{"MUG", 1}) // no stock
		w.Do(store.Assign{Order: station.ID(w.Find("#1002").ID), Station: "BENCH-2"})
		w.Hand("BENCH-2").Next()
		got := ""
		for _, s := range w.floor().Stages {
			got += fmt.Sprint(s.Stage, " ", s.Why, " ", s.Works, " ", s.Late, "; ")
		}
		is(w, "stages", got, "ready  1 1; ready hold 1 0; ready stock 1 0; picking  1 0; ")
	}},
}

func (w *World) orders() []view.Order {
	w.T.Helper()
	orders, err := w.Store.Orders(w.ctx(), MainWarehouse, view.OrderFilter{Limit: 1000})
	w.good(err)
	return orders
}
