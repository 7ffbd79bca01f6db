package storetest

import (
	"strings"
	"time"

	"github.com/packwright/packwright/station"
	"github.com/packwright/packwright/station/view"
)

var shipTests = []test{
	{"an order of two boxes is part shipped, then shipped", func(w *World) {
		w.Put("MUG", "A01", 10)
		w.Order(Line{"MUG", 2})
		task := w.Hand("BENCH-1").Next()
		stop := task.Stops()[0]
		task.Apply(task.OnePass()...)
		task.Apply(task.Pick(stop, 1, Into(1)))
		task.Apply(task.Seal(1)...)
		task.Apply(task.Label(1)...)
		is(w, "order", w.Find("#1001").State, "part_shipped")
		task.Apply(station.ParcelOpened{OfWork: task.OfWork, Parcel: 2, Carton: "BOX-C"}, task.Pick(stop, 1, Into(2)))
		task.Apply(task.Seal(2)...)
		task.Apply(task.Move(station.Packing, station.Packed, "seal_last_parcel"))
		task.Apply(task.Label(2)...)
		is(w, "order", w.Find("#1001").State, "shipped")
		task.Apply(task.Move(station.Packed, station.Labelled, "labels_ready"), station.WorkClosed{OfWork: task.OfWork, Why: "shipped"})
		is(w, "held", w.station("BENCH-1").Held, 0)
	}},
	{"a box has one live label; a voided or failed one makes room", func(w *World) {
		task := w.sealed()
		label := task.Label(1)
		task.Apply(label[:2]...)
		of := task.OfWork
		task.Apply(station.LabelVoidRequested{OfWork: of, Parcel: 1, Label: 1, Key: task.Key(1, 1), Reason: "reopen"},
			station.VoidRefused{OfWork: of, Parcel: 1, Label: 1, Key: task.Key(1, 1)},
			station.LabelVoidRequested{OfWork: of, Parcel: 1, Label: 1, Key: task.Key(1, 1), Reason: "reopen"},
			station.LabelVoided{OfWork: of, Parcel: 1, Label: 1, Key: task.Key(1, 1)},
			station.LabelRequested{OfWork: of, Parcel: 1, Label: 2, Key: task.Key(1, 2)},
			station.LabelFailed{OfWork: of, Parcel: 1, Label: 2, Key: task.Key(1, 2), Code: "address"},
			station.LabelRequested{OfWork: of, Parcel: 1, Label: 3, Key: task.Key(1, 3)},
			station.LabelInDoubt{OfWork: of, Parcel: 1, Label: 3, Key: task.Key(1, 3)})
		is(w, "label", w.Find("#1001").Parcels[0].Label, "in_doubt")
		a := task.Tell(station.LabelRequested{OfWork: of, Parcel: 1, Label: 4, Key: task.Key(1, 4)})
		is(w, "a second live one", len(a.SetAside), 1)
	}},
	{"a tracking number is on one label", func(w *World) {
		one := w.sealed()
		label := one.Label(1)
		one.Apply(label[:2]...)
		w.Order(Line{"MUG", 1})
		two := w.Hand("BENCH-2").Next()
		two.Apply(two.OnePass()...)
		two.Apply(two.PickAll(Into(1))...)
		two.Apply(two.Seal(1)...)
		bought := label[1].(station.LabelBought)
		bought.OfWork, bought.Key, bought.SSCC = two.OfWork, two.Key(1, 1), ""
		two.Apply(station.LabelRequested{OfWork: two.OfWork, Parcel: 1, Label: 1, Key: two.Key(1, 1)})
		is(w, "set aside", len(two.Tell(bought).SetAside), 1)
	}},
	{"a second copy needs a reason", func(w *World) {
		for reason, want := range map[string]int{"": 1, "torn": 0} {
			w.Put("MUG", "A02", 2)
			w.Order(Line{"MUG", 1})
			task := w.HandOf("BENCH-3", station.ID("writer with reason "+reason)).Next()
			task.Apply(task.OnePass()...)
			task.Apply(task.PickAll(Into(1))...)
			task.Apply(task.Seal(1)...)
			task.Apply(task.Label(1)[:5]...)
			again := station.PrintRequested{OfWork: task.OfWork, Job: task.Job(1) + "-2", Doc: station.ShipLabel, Parcel: 1, Label: 1, Copy: 2, Reason: reason}
			a := task.Tell(station.PrintEnded{OfWork: task.OfWork, Job: task.Job(1), State: station.PrintFailed, Counter: -1}, again)
			is(w, "set aside with reason "+reason, len(a.SetAside), want)
		}
	}},
	{"whatever the printer said, a label that was scanned back is proven", func(w *World) {
		for _, state := range []station.PrintState{station.PrintSent, station.PrintCounted, station.PrintUnknown, station.PrintFailed} {
			w.Put("MUG", "A02", 2)
			w.Order(Line{"MUG", 1})
			task := w.HandOf("BENCH-3", station.ID("writer "+string(state))).Next()
			task.Apply(task.OnePass()...)
			task.Apply(task.PickAll(Into(1))...)
			task.Apply(task.Seal(1)...)
			changes := task.Label(1)
			changes[4] = station.PrintEnded{OfWork: task.OfWork, Job: task.Job(1), State: state, Counter: -1}
			task.Apply(changes...)
			is(w, "order after "+string(state), w.Find(string(task.Open.Content.Order)).State, "shipped")
		}
	}},
	{"a label goes unscanned as what its printer said, and is proven by nothing", func(w *World) {
		for by, c := range map[string]struct {
			was   station.PrintState
			aside int
		}{
			"counted": {station.PrintCounted, 0}, "sent": {station.PrintSent, 0},
			"counted, only sent": {station.PrintSent, 1}, "counted, unknown": {station.PrintUnknown, 1}, "sent, unknown": {station.PrintUnknown, 1},
		} {
			w.Put("MUG", "A02", 2)
			w.Order(Line{"MUG", 1})
			task := w.HandOf("BENCH-3", station.ID("writer "+by)).Next()
			task.Apply(task.OnePass()...)
			task.Apply(task.PickAll(Into(1))...)
			task.Apply(task.Seal(1)...)
			task.Apply(task.Label(1)[:4]...)
			task.Apply(station.PrintEnded{OfWork: task.OfWork, Job: task.Job(1), State: c.was, Counter: -1})
			said, _, _ := strings.Cut(by, ",")
			a := task.Tell(station.LabelProven{OfWork: task.OfWork, Parcel: 1, Label: 1, Job: task.Job(1), By: said})
			is(w, "set aside "+by, len(a.SetAside), c.aside)
			o := w.Find(string(task.Open.Content.Order))
			is(w, "proven "+by, o.Parcels[0].Proven, false)
			is(w, "order "+by, o.State, map[int]string{0: "shipped", 1: "in_fulfilment"}[c.aside])
		}
	}},
	{"a label is in doubt until it is proven, passed, given up or voided", func(w *World) {
		doubts := func() []view.Doubt {
			list, err := w.Store.Doubts(w.ctx(), MainWarehouse)
			w.good(err)
			return list
		}
		task := w.sealed()
		of, job := task.OfWork, task.Job(1)
		task.Apply(task.Label(1)[:3]...)
		is(w, "queued", len(doubts()), 0)
		task.Apply(station.BoxShown{OfWork: of, Parcel: 1, By: "yes"}, station.PrintStarted{OfWork: of, Job: job, Counter: 7})
		is(w, "sending", len(doubts()), 1)
		task.Apply(station.PrintEnded{OfWork: of, Job: job, State: station.PrintUnknown, Counter: 7, Problem: "connection lost"})
		list := doubts()
		is(w, "unknown", len(list), 1)
		d := list[0]
		is(w, "since", d.Since.IsZero(), false)
		is(w, "number", d.SSCC == "" || d.Tracking == "", false)
		d.Since, d.SSCC, d.Tracking = time.Time{}, "", ""
		is(w, "doubt", d, view.Doubt{Station: "BENCH-1", OrderNo: "#1001", Parcel: 1, Carrier: "own", Copy: 1, State: "unknown", Problem: "connection lost"})
		again := station.PrintRequested{OfWork: of, Job: job + "-2", Doc: station.ShipLabel, Parcel: 1, Label: 1, Copy: 2, Reason: "nothing_came"}
		task.Apply(station.PrintEnded{OfWork: of, Job: job, State: station.PrintFailed, Counter: -1, Problem: "nothing_came"}, again)
		is(w, "given up", len(doubts()), 0)
		task.Apply(station.PrintStarted{OfWork: of, Job: again.Job, Counter: 7}, station.PrintEnded{OfWork: of, Job: again.Job, State: station.PrintSent, Counter: -1})
		is(w, "the second copy", doubts()[0].Copy, 2)
		task.Apply(station.LabelProven{OfWork: of, Parcel: 1, Label: 1, Job: again.Job, By: "sscc"})
		is(w, "proven", len(doubts()), 0)
	}},
	{"a label that no printer can print is listed until it is printed or taken back", func(w *World) {
		task := w.sealed()
		of, job := task.OfWork, task.Job(1)
		task.Apply(task.Label(1)[:3]...)
		task.Apply(station.PrintEnded{OfWork: of, Job: job, State: station.PrintQueued, Counter: -1, Problem: station.PrintRefused})
		list, err := w.Store.Doubts(w.ctx(), MainWarehouse)
		w.good(err)
		is(w, "listed", len(list), 1)
		is(w, "state", list[0].State, "queued")
		is(w, "problem", list[0].Problem, station.PrintRefused)
		task.Apply(station.LabelVoidRequested{OfWork: of, Parcel: 1, Label: 1, Key: task.Key(1, 1), Reason: "reopen"},
			station.LabelVoided{OfWork: of, Parcel: 1, Label: 1, Key: task.Key(1, 1)})
		list, err = w.Store.Doubts(w.ctx(), MainWarehouse)
		w.good(err)
		is(w, "taken back", len(list), 0)
	}},
	{"a box is sealed with something in it, opened without a label, dropped when empty", func(w *World) {
		seal := func(t Task) station.Change { return station.ParcelSealed{OfWork: t.OfWork, Parcel: 1} }
		for name, c := range map[string]struct {
			before func(Task) []station.Change
			bad    func(Task) station.Change
		}{
			"sealed empty": {nil, seal},
			"sealed twice": {func(t Task) []station.Change { return []station.Change{t.Pick(t.Stops()[0], 1, Into(1)), seal(t)} }, seal},
			"dropped full": {
				func(t Task) []station.Change { return t.PickAll(Into(1)) },
				func(t Task) station.Change { return station.ParcelDiscarded{OfWork: t.OfWork, Parcel: 1} },
			},
			"opened with a label": {
				func(t Task) []station.Change {
					return append(append(t.PickAll(Into(1)), t.Seal(1)...), t.Label(1)[:1]...)
				},
				func(t Task) station.Change { return station.ParcelReopened{OfWork: t.OfWork, Parcel: 1} },
			},
			"weighed open": {
				func(t Task) []station.Change { return t.PickAll(Into(1)) },
				func(t Task) station.Change { return station.ParcelWeighed{OfWork: t.OfWork, Parcel: 1, Grams: 1} },
			},
			"labelled open": {
				func(t Task) []station.Change { return t.PickAll(Into(1)) },
				func(t Task) station.Change {
					return station.LabelRequested{OfWork: t.OfWork, Parcel: 1, Label: 1, Key: "k"}
				},
			},
			"opened twice": {nil, func(t Task) station.Change { return station.ParcelOpened{OfWork: t.OfWork, Parcel: 1, Carton: "BOX-C"} }},
			"proven unbought": {
				func(t Task) []station.Change {
					return append(append(t.PickAll(Into(1)), t.Seal(1)...), t.Label(1)[:1]...)
				},
				func(t Task) station.Change { return station.LabelProven{OfWork: t.OfWork, Parcel: 1, Label: 1} },
			},
		} {
			w.Put("MUG", "A02", 2)
			w.Order(Line{"MUG", 1})
			h := w.HandOf("BENCH-3", station.ID("writer "+name))
			task := h.Next()
			task.Apply(task.OnePass()...)
			if c.before != nil {
				task.Apply(c.before(task)...)
			}
			is(w, name, len(task.Tell(c.bad(task)).SetAside), 1)
			h.Tell(station.WorkClosed{OfWork: task.OfWork, Why: "lost"})
		}
	}},
	{"a box is opened again, another carton taken, and an empty one dropped", func(w *World) {
		task := w.sealed()
		task.Apply(station.ParcelReopened{OfWork: task.OfWork, Parcel: 1},
			station.CartonChanged{OfWork: task.OfWork, Parcel: 1, Carton: "BOX-D", Why: "does_not_fit"},
			station.ParcelOpened{OfWork: task.OfWork, Parcel: 2, Carton: "BOX-C"},
			station.ParcelDiscarded{OfWork: task.OfWork, Parcel: 2})
		is(w, "carton", w.Find("#1001").Parcels[0].Carton, "BOX-D")
		is(w, "second", w.Find("#1001").Parcels[1].State, "voided")
		task.Ship()
		is(w, "order", w.Find("#1001").State, "shipped")
	}},
}

// sealed is a work of one mug in one box, sealed and weighed at BENCH-1.
func (w *World) sealed() Task {
	w.T.Helper()
	w.Put("MUG", "A01", 10)
	w.Order(Line{"MUG", 1})
	task := w.Hand("BENCH-1").Next()
	task.Apply(task.OnePass()...)
	task.Apply(task.PickAll(Into(1))...)
	task.Apply(task.Seal(1)...)
	return task
}
