package storetest

import (
	"fmt"
	"time"

	"github.com/packwright/packwright/station"
	"github.com/packwright/packwright/station/store"
)

var parkedTests = []test{
	{"a parked work goes on where its slot is scanned, and the slot is free", func(w *World) {
		task := w.toteTask("BENCH-1", 2)
		task.Apply(task.Pick(task.Stops()[0], 1, Tote("TOTE-1")),
			station.Parked{OfWork: task.OfWork, Slot: "T1", Reason: station.ParkOther, Tote: "TOTE-1"}, station.WorkClosed{OfWork: task.OfWork, Why: "parked"})
		w.none(w.Hand("BENCH-2"))
		m, err := w.Hand("BENCH-2").Bench.Resolve(w.ctx(), "T1")
		w.good(err)
		is(w, "slot", m.Kind, station.IsSlot)
		is(w, "slot holds", m.Work, task.Work)
		floor := w.floor()
		is(w, "parked", len(floor.Parked), 1)
		is(w, "parked by", floor.Parked[0].By, "Anna")
		on := w.Hand("BENCH-2").Take(station.Want{How: station.BySlot, Code: "T1", Max: 1})
		is(w, "slot told", on.Open.Slot, "T1")
		is(w, "stage", on.Open.Stage, station.Picking)
		is(w, "recount", on.Open.Recount, false)
		is(w, "parked", len(w.floor().Parked), 0)
		on.Apply(on.Pick(on.Stops()[0], 1, Tote("TOTE-1")))
	}},
	{"a slot takes one work", func(w *World) {
		w.Put("MUG", "A01", 10)
		w.Order(Line{"MUG", 1})
		w.Order(Line{"MUG", 1})
		for n, want := range []int{0, 1} {
			task := w.Hand(fmt.Sprintf("BENCH-%d", n+1)).Next()
			task.Apply(task.OnePass()...)
			task.Apply(task.PickAll(Into(1))...)
			a := task.Tell(station.Parked{OfWork: task.OfWork, Slot: "T1", Reason: station.ParkOther})
			is(w, "set aside", len(a.SetAside), want)
		}
	}},
	{"a work parked without goods waits for a person, then it starts over", func(w *World) {
		w.Put("MUG", "A01", 10)
		w.Order(Line{"MUG", 1})
		task := w.Hand("BENCH-1").Next()
		task.Apply(task.OnePass()...)
		task.Apply(station.Parked{OfWork: task.OfWork, Reason: station.ParkOther}, station.WorkClosed{OfWork: task.OfWork, Why: "parked"})
		w.Pass(time.Hour)
		w.none(w.Hand("BENCH-2"))
		w.Do(store.Unpark{Work: task.Work})
		again := w.Hand("BENCH-2").Next()
		is(w, "work", again.Work, task.Work)
		again.Apply(again.Move(station.Picking, station.Packing, "one_pass"))
		again.Apply(again.PickAll(Into(1))...)
		again.Ship()
	}},
	{"a released work is there for the next, with its stock", func(w *World) {
		w.Put("MUG", "A01", 1)
		w.Order(Line{"MUG", 1})
		task := w.Hand("BENCH-1").Next()
		task.Apply(station.WorkClosed{OfWork: task.OfWork, Why: "released"})
		is(w, "order", w.Find("#1001").State, "open")
		again := w.Hand("BENCH-2").Next()
		is(w, "epoch", again.Epoch, task.Epoch+1)
		is(w, "stops", len(again.Stops()), 1)
	}},
	{"a work that its own station took for lost is there for the next, with its stock", func(w *World) {
		w.Put("MUG", "A01", 1)
		w.Order(Line{"MUG", 1})
		task := w.Hand("BENCH-1").Next()
		task.Apply(station.WorkLost{OfWork: task.OfWork, By: "BENCH-1"}, station.WorkClosed{OfWork: task.OfWork, Why: "lost"})
		is(w, "order", w.Find("#1001").State, "open")
		again := w.Hand("BENCH-2").Next()
		is(w, "epoch", again.Epoch, task.Epoch+1)
		is(w, "stops", len(again.Stops()), 1)
	}},
	{"a cancelled work that a person takes from a bench that went away is over", func(w *World) {
		task := w.toteTask("BENCH-1", 2)
		w.Do(store.Cancel{Order: task.Open.Content.Order})
		w.Pass(2 * time.Minute)
		w.Do(store.ToSlot{Work: task.Work, Slot: "T1"})
		is(w, "order", w.Find("#1001").State, "cancelled")
		m, err := w.Hand("BENCH-2").Bench.Resolve(w.ctx(), "T1")
		w.good(err)
		is(w, "T1 is free", m.Free, true)
	}},
	{"what was picked of a cancelled work is put back from the slot that a person put it on", func(w *World) {
		task := w.toteTask("BENCH-1", 2)
		task.Apply(task.Pick(task.Stops()[0], 1, Tote("TOTE-1")))
		w.Do(store.Cancel{Order: task.Open.Content.Order})
		w.Pass(2 * time.Minute)
		w.Do(store.ToSlot{Work: task.Work, Slot: "T1"})
		on := w.Hand("BENCH-2").Take(station.Want{How: station.BySlot, Code: "T1", Max: 1})
		is(w, "stage", on.Open.Stage, station.Cancelling)
	}},
	{"a person puts what is stuck onto a slot", func(w *World) {
		task := w.toteTask("BENCH-1", 2)
		task.Apply(task.Pick(task.Stops()[0], 1, Tote("TOTE-1")))
		_, err := w.Try(store.ToSlot{Work: task.Work, Slot: "T1"})
		refused(w, "while the lease lives", err)
		w.Pass(2 * time.Minute)
		w.Do(store.ToSlot{Work: task.Work, Slot: "T1"})
		on := w.Hand("BENCH-2").Take(station.Want{How: station.BySlot, Code: "T1", Max: 1})
		on.Apply(on.Pick(on.Stops()[0], 1, Tote("TOTE-1")))
		is(w, "lost to", lostTo(task.Hand.Beat(), task.Work) != "", true)
	}},
}
