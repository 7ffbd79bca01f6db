package storetest

import (
	"github.com/packwright/packwright/station"
	"github.com/packwright/packwright/station/store"
)

var shortTests = []test{
	{"short: the next location with the article becomes a stop, the empty one is given to nobody", func(w *World) {
		w.Put("MUG", "A01", 5)
		w.Put("MUG", "A02", 5)
		task, a := w.short(3)
		asked := a.Works[0].Asked
		is(w, "short", asked.Lines[0].Short, 0)
		is(w, "want", asked.Lines[0].Want, 3)
		is(w, "stops", len(asked.Stops), 1)
		is(w, "from", asked.Stops[0].Location, "A02")
		_, allocated := w.Stock("MUG", "A01")
		is(w, "allocated at the empty place", allocated, 0)
		w.Order(Line{"MUG", 2})
		is(w, "the next order is sent to", w.Hand("BENCH-2").Next().Stops()[0].Location, "A02")
		w.Order(Line{"MUG", 2})
		w.none(w.Hand("BENCH-3"))
		w.Do(store.Count{SKU: "MUG", Location: "A01", Qty: 2})
		is(w, "once it is counted", w.Hand("BENCH-3").Next().Stops()[0].Location, "A01")
		_ = task
	}},
	{"short, and in reserve: replenished units come to the work and its slot turns ready", func(w *World) {
		w.Put("MUG", "A01", 3)
		w.Put("MUG", "R01", 5)
		task, a := w.short(3)
		is(w, "cure", a.Works[0].Asked.Lines[0].Cure, station.CureRestock)
		is(w, "short", a.Works[0].Asked.Lines[0].Short, 3)
		task.Apply(station.AskedChanged{OfWork: task.OfWork, Asked: *a.Works[0].Asked},
			station.ToteBound{OfWork: task.OfWork, Tote: "TOTE-1"},
			station.Parked{OfWork: task.OfWork, Slot: "T1", Reason: station.ParkRestock}, station.WorkClosed{OfWork: task.OfWork, Why: "parked"})
		is(w, "ready", w.floor().Parked[0].Ready, false)
		w.Do(store.Replenish{SKU: "MUG", From: "R01", To: "A02", Qty: 4})
		is(w, "ready", w.floor().Parked[0].Ready, true)
		w.Pass(2e9)
		is(w, "on the board", w.Hand("BENCH-3").Beat().Board.ParkedReady, 1)
		on := w.Hand("BENCH-2").Take(station.Want{How: station.BySlot, Code: "T1", Max: 1})
		is(w, "short", on.Open.Content.Asked.Lines[0].Short, 0)
		is(w, "from", on.Stops()[0].Location, "A02")
		is(w, "qty", on.Stops()[0].Qty, 3)
	}},
	{"short, nothing anywhere, the rule is to wait: the work waits for stock", func(w *World) {
		w.rule("wait")
		w.Put("MUG", "A01", 3)
		task, a := w.short(3)
		is(w, "cure", a.Works[0].Asked.Lines[0].Cure, station.CureWait)
		w.Put("MUG", "A03", 3)
		told := task.Beat().Works
		is(w, "news", len(told), 1)
		is(w, "short", told[0].Asked.Lines[0].Short, 0)
		is(w, "from", told[0].Asked.Stops[0].Location, "A03")
	}},
	{"short, and the rule is to cancel: the line wants less", func(w *World) {
		w.rule("cancel_line")
		w.Put("MUG", "A01", 3)
		w.Put("PEN", "A02", 3)
		w.Order(Line{"MUG", 3}, Line{"PEN", 1})
		task := w.Hand("BENCH-1").Next()
		task.Apply(task.OnePass()...)
		stops := task.Stops()
		a := task.Apply(task.Pick(stops[0], 1, Into(1)),
			station.UnitsShort{OfWork: task.OfWork, Stop: stops[0].ID, Location: "A01", Missing: 2, Reason: station.ShortFewer})
		is(w, "want", a.Works[0].Asked.Lines[0].Want, 1)
		is(w, "short", a.Works[0].Asked.Lines[0].Short, 0)
		is(w, "cancelled", w.Find("#1001").Lines[0].Cancelled, 2)
		task.Apply(task.Pick(stops[1], 1, Into(1)))
		task.Ship()
		is(w, "order", w.Find("#1001").State, "shipped")
	}},
	{"short of everything, and the rule is to cancel: the order ends", func(w *World) {
		w.rule("cancel_line")
		w.Put("MUG", "A01", 3)
		task, a := w.short(3)
		is(w, "cancelled", a.Works[0].Asked.Cancelled, true)
		task.Apply(task.Move(station.Picking, station.Cancelling, "cancel"), task.Move(station.Cancelling, station.Cancelled, "put_back_done"),
			station.WorkClosed{OfWork: task.OfWork, Why: "cancelled"})
		is(w, "order", w.Find("#1001").State, "cancelled")
	}},
	{"short, and the rule is to ship what is there: the rest is a work of its own that waits for stock", func(w *World) {
		w.rule("ship_partial")
		w.Put("MUG", "A01", 3)
		w.Order(Line{"MUG", 3})
		task := w.Hand("BENCH-1").Next()
		task.Apply(task.OnePass()...)
		stop := task.Stops()[0]
		a := task.Apply(task.Pick(stop, 1, Into(1)),
			station.UnitsShort{OfWork: task.OfWork, Stop: stop.ID, Location: "A01", Missing: 2, Reason: station.ShortEmpty})
		is(w, "want", a.Works[0].Asked.Lines[0].Want, 1)
		task.Ship()
		o := w.Find("#1001")
		is(w, "order", o.State, "part_shipped")
		is(w, "works", len(o.Works), 2)
		is(w, "rest", o.Works[1].Why, "stock")
		w.none(w.Hand("BENCH-2"))
		w.Put("MUG", "A02", 2)
		rest := w.Hand("BENCH-2").Next()
		is(w, "attempt", rest.Open.Content.Attempt, 2)
		is(w, "want", rest.Open.Content.Lines[0].Want, 2)
		rest.Apply(rest.OnePass()...)
		rest.Apply(rest.PickAll(Into(1))...)
		rest.Ship()
		is(w, "order", w.Find("#1001").State, "shipped")
	}},
	{"short of everything, and the rule is to ship what is there: it waits", func(w *World) {
		w.rule("ship_partial")
		w.Put("MUG", "A01", 3)
		_, a := w.short(3)
		is(w, "cure", a.Works[0].Asked.Lines[0].Cure, station.CureWait)
	}},
	{"short, and the rule is to ask: a lead settles it", func(w *World) {
		w.Put("MUG", "A01", 3)
		w.Put("PEN", "A01", 3)
		w.Order(Line{"MUG", 3}, Line{"PEN", 1})
		task := w.Hand("BENCH-1").Next()
		task.Apply(task.OnePass()...)
		stops := task.Stops()
		a := task.Apply(station.UnitsShort{OfWork: task.OfWork, Stop: stops[0].ID, Location: "A01", Missing: 3, Reason: station.ShortEmpty})
		is(w, "cure", a.Works[0].Asked.Lines[0].Cure, station.CureLead)
		_, err := w.Try(store.Settle{Work: task.Work, Rule: "by magic"})
		refused(w, "no such rule", err)
		w.Do(store.Settle{Work: task.Work, Rule: "cancel_line"})
		asked := task.Beat().Works[0].Asked
		is(w, "want", asked.Lines[0].Want, 0)
		is(w, "short", asked.Lines[0].Short, 0)
		_, err = w.Try(store.Settle{Work: task.Work, Rule: "cancel_line"})
		refused(w, "nothing is short", err)
		task.Apply(task.Pick(stops[1], 1, Into(1)))
		task.Ship()
		is(w, "order", w.Find("#1001").State, "shipped")
	}},
	{"the channel's rule goes before the house's", func(w *World) {
		w.rule("cancel_line")
		w.Do(store.Channel{Code: "shop", Short: "wait"})
		w.Put("MUG", "A01", 3)
		_, a := w.short(3)
		is(w, "cure", a.Works[0].Asked.Lines[0].Cure, station.CureWait)
	}},
	{"two works take from one place at once: neither gets what the other was promised", func(w *World) {
		w.Put("MUG", "A01", 4)
		w.Order(Line{"MUG", 2})
		w.Order(Line{"MUG", 2})
		w.Order(Line{"MUG", 1}) // nothing left to promise
		is(w, "waits", w.Find("#1003").Works[0].Why, "stock")
		for _, name := range []string{"BENCH-1", "BENCH-2"} {
			task := w.Hand(name).Next()
			task.Apply(task.OnePass()...)
			task.Apply(task.PickAll(Into(1))...)
		}
		w.none(w.Hand("BENCH-3"))
		onHand, allocated := w.Stock("MUG", "A01")
		is(w, "on hand", onHand, 0)
		is(w, "allocated", allocated, 0)
	}},
	{"a count below what is promised, and a move of promised pieces, are refused", func(w *World) {
		w.Put("MUG", "A01", 4)
		w.Order(Line{"MUG", 3})
		_, err := w.Try(store.Count{SKU: "MUG", Location: "A01", Qty: 2})
		refused(w, "count", err)
		_, err = w.Try(store.Replenish{SKU: "MUG", From: "A01", To: "A02", Qty: 2})
		refused(w, "move", err)
		w.Do(store.Replenish{SKU: "MUG", From: "A01", To: "A02", Qty: 1})
		_, err = w.Try(store.Put{SKU: "MUG", Location: "Z99", Qty: 1})
		refused(w, "unknown location", err)
		_, err = w.Try(store.Put{SKU: "WHAT", Location: "A01", Qty: 1})
		refused(w, "unknown article", err)
		_, err = w.Try(store.Put{SKU: "MUG", Location: "A01", Qty: -9})
		refused(w, "less than nothing", err)
	}},
}

// short is an order of qty mugs of which the first stop holds none, at BENCH-1.
func (w *World) short(qty int) (Task, station.Answer) {
	w.T.Helper()
	w.Order(Line{"MUG", qty})
	task := w.Hand("BENCH-1").Next()
	stop := task.Stops()[0]
	return task, task.Apply(station.UnitsShort{OfWork: task.OfWork, Stop: stop.ID, Location: stop.Location, Missing: qty, Reason: station.ShortEmpty})
}

// rule is what the house does about units that are nowhere.
func (w *World) rule(name string) {
	w.T.Helper()
	w.Do(store.Set{Key: "short", Value: name})
}
