package storetest

import (
	"github.com/packwright/packwright/station"
)

var reprintTests = []test{
	{"a shipped order is opened again by its label or its number, to print the label", func(w *World) {
		for name, code := range map[string]func(string, station.Bought) string{
			"sscc":     func(_ string, b station.Bought) string { return b.SSCC },
			"tracking": func(_ string, b station.Bought) string { return b.Tracking },
			"number":   func(no string, _ station.Bought) string { return no },
		} {
			no, bought, _ := w.shippedMug("sscc")
			by := code(no, bought)
			m, err := w.Hand("BENCH-2").Bench.Resolve(w.ctx(), by)
			w.good(err)
			is(w, "order of "+by, m.OrderNo, no)
			is(w, "a number is no label", m.Kind == station.IsWork, name == "number")
			again := w.Hand("BENCH-2").Take(station.Want{How: station.ByLabel, Code: by, Max: 1})
			is(w, "stage", again.Open.Stage, station.Labelled)
			is(w, "work", again.Work, m.Work)
			again.Apply(station.WorkClosed{OfWork: again.OfWork, Why: "shipped"})
			is(w, "order", w.Find(no).State, "shipped")
		}
	}},
	{"an order that was not shipped, or is in hand, is not opened by its label", func(w *World) {
		task := w.sealed()
		label := task.Label(1)
		task.Apply(label[:5]...)
		for _, code := range []string{label[1].(station.LabelBought).SSCC, "#1001", "#9999", ""} {
			_, err := w.Hand("BENCH-2").Claim(station.Want{How: station.ByLabel, Code: code, Max: 1})
			refused(w, "label "+code, err)
		}
		task.Apply(label[5])
		task.Apply(task.Move(station.Packing, station.Packed, "seal_last_parcel"), task.Move(station.Packed, station.Labelled, "labels_ready"))
		_, err := w.Hand("BENCH-2").Claim(station.Want{How: station.ByLabel, Code: "#1001", Max: 1})
		is(w, "refusal", refused(w, "held", err).Error(), "The order of #1001 is at BENCH-1 now.")
	}},
	{"a label that was on its box is printed again by the yes of a lead, and the box waits for its copy", func(w *World) {
		for _, by := range []string{"sscc", "counted"} {
			again, before := w.opened(by, by)
			of, no := again.OfWork, again.Open.Content.OrderNo
			job := station.PrintRequested{OfWork: of, Job: again.Job(1), Doc: station.ShipLabel, Parcel: 1, Label: 1, Copy: 2, Reason: "torn"}
			changes := []station.Change{station.LabelDestroyed{OfWork: of, Parcel: 1, Label: 1, Reason: "torn", Grant: w.grant(again, station.PrintAgain)}}
			if by == "counted" {
				changes = append(changes, station.PrintEnded{OfWork: of, Job: before, State: station.PrintFailed, Counter: -1, Problem: "torn"})
			}
			again.Apply(append(changes, job)...)
			o := w.Find(no)
			is(w, "order", o.State, "in_fulfilment")
			is(w, "parcel", o.Parcels[0].State, "labelled")
			is(w, "proven", o.Parcels[0].Proven, false)
			again.Apply(station.PrintStarted{OfWork: of, Job: job.Job, Counter: 9}, station.PrintEnded{OfWork: of, Job: job.Job, State: station.PrintSent, Counter: -1})
			list, err := w.Store.Doubts(w.ctx(), MainWarehouse)
			w.good(err)
			is(w, "doubts", len(list), 1)
			again.Apply(station.LabelProven{OfWork: of, Parcel: 1, Label: 1, Job: job.Job, By: "sscc"}, station.WorkClosed{OfWork: of, Why: "shipped"})
			o = w.Find(no)
			is(w, "order at last", o.State, "shipped")
			is(w, "parcel at last", o.Parcels[0].State, "in_cage")
			is(w, "proven at last", o.Parcels[0].Proven, true)
		}
	}},
	{"no copy of a label that is on its box, and none of its end without a lead, a reason and a label", func(w *World) {
		destroyed := func(change func(*station.LabelDestroyed)) func(Task) station.Change {
			return func(t Task) station.Change {
				c := station.LabelDestroyed{OfWork: t.OfWork, Parcel: 1, Label: 1, Reason: "torn", Grant: w.grant(t, station.PrintAgain)}
				change(&c)
				return c
			}
		}
		for _, c := range []struct {
			name string
			bad  func(Task) station.Change
		}{
			{"a copy", func(t Task) station.Change {
				return station.PrintRequested{OfWork: t.OfWork, Job: t.Job(1), Doc: station.ShipLabel, Parcel: 1, Label: 1, Copy: 2, Reason: "torn"}
			}},
			{"no lead", destroyed(func(c *station.LabelDestroyed) { c.Grant = "" })},
			{"no reason", destroyed(func(c *station.LabelDestroyed) { c.Reason = "" })},
			{"another box", destroyed(func(c *station.LabelDestroyed) { c.Parcel = 2 })},
			{"another label", destroyed(func(c *station.LabelDestroyed) { c.Label = 2 })},
			{"a yes to something else", func(t Task) station.Change {
				return station.LabelDestroyed{OfWork: t.OfWork, Parcel: 1, Label: 1, Reason: "torn", Grant: w.grant(t, station.PassWeight)}
			}},
		} {
			again, _ := w.opened("sscc", c.name)
			is(w, c.name, len(again.Tell(c.bad(again)).SetAside), 1)
			is(w, "order with "+c.name, w.Find(again.Open.Content.OrderNo).State, "shipped")
			again.Tell(station.WorkClosed{OfWork: again.OfWork, Why: "lost"})
		}
	}},
	{"of two boxes one is taken out, and the order is part shipped until it goes again", func(w *World) {
		w.Put("MUG", "A01", 10)
		w.Order(Line{"MUG", 2})
		task := w.Hand("BENCH-1").Next()
		stop := task.Stops()[0]
		task.Apply(task.OnePass()...)
		for n := 1; n <= 2; n++ {
			if n == 2 {
				task.Apply(station.ParcelOpened{OfWork: task.OfWork, Parcel: 2, Carton: "BOX-C"})
			}
			task.Apply(task.Pick(stop, 1, Into(n)))
			task.Apply(task.Seal(n)...)
			task.Apply(task.Label(n)...)
		}
		task.Apply(station.LabelDestroyed{OfWork: task.OfWork, Parcel: 1, Label: 1, Reason: "lost", Grant: w.grant(task, station.PrintAgain)})
		is(w, "order", w.Find("#1001").State, "part_shipped")
		task.Apply(station.PrintRequested{OfWork: task.OfWork, Job: task.Work + ".again", Doc: station.ShipLabel, Parcel: 1, Label: 1, Copy: 2, Reason: "lost"},
			station.LabelProven{OfWork: task.OfWork, Parcel: 1, Label: 1, Job: task.Work + ".again", By: "sscc"})
		is(w, "order at last", w.Find("#1001").State, "shipped")
	}},
}

// shippedMug ships an order of one mug from BENCH-1, its label proven so, and
// answers its number, its label and the job that printed it.
func (w *World) shippedMug(by string) (no string, b station.Bought, job station.ID) {
	w.T.Helper()
	w.Put("MUG", "A01", 10)
	w.Order(Line{"MUG", 1})
	task := w.Hand("BENCH-1").Next()
	task.Apply(task.OnePass()...)
	task.Apply(task.PickAll(Into(1))...)
	task.Apply(task.Seal(1)...)
	label := task.Label(1)
	label[5] = station.LabelProven{OfWork: task.OfWork, Parcel: 1, Label: 1, Job: task.Job(1), By: by}
	task.Apply(label...)
	task.Apply(task.Move(station.Packing, station.Packed, "seal_last_parcel"), task.Move(station.Packed, station.Labelled, "labels_ready"),
		station.WorkClosed{OfWork: task.OfWork, Why: "shipped"})
	return task.Open.Content.OrderNo, label[1].(station.LabelBought).Bought, task.Job(1)
}

// opened is such an order in hand again, by its number, and the job that printed it.
func (w *World) opened(by, writer string) (Task, station.ID) {
	w.T.Helper()
	no, _, job := w.shippedMug(by)
	return w.HandOf("BENCH-2", station.ID("writer "+writer)).Take(station.Want{How: station.ByLabel, Code: no, Max: 1}), job
}
