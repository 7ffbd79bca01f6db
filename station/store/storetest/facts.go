package storetest

import (
	"encoding/json"
	"time"

	"github.com/packwright/packwright/station"
	"github.com/packwright/packwright/station/store"
	"github.com/packwright/packwright/station/view"
)

var factTests = []test{
	{"facts sent twice count once", func(w *World) {
		task := w.toteTask("BENCH-1", 2)
		facts := task.Facts(task.Pick(task.Stops()[0], 1, Tote("TOTE-1")))
		for range 3 {
			a, err := task.Send(facts...)
			w.good(err)
			is(w, "through", a.Through, task.Last.Seq)
			is(w, "set aside", len(a.SetAside), 0)
		}
		onHand, allocated := w.Stock("MUG", "A01")
		is(w, "on hand", onHand, 9)
		is(w, "allocated", allocated, 1)
		is(w, "picked", w.Find("#1001").Lines[0].Picked, 1)
	}},
	{"facts that overlap those stored are taken from where they are new", func(w *World) {
		task := w.toteTask("BENCH-1", 2)
		first := task.Facts(task.Pick(task.Stops()[0], 1, Tote("TOTE-1")))
		_, err := task.Send(first...)
		w.good(err)
		second := task.Facts(task.Pick(task.Stops()[0], 1, Tote("TOTE-1")))
		_, err = task.Send(append(first, second...)...)
		w.good(err)
		is(w, "picked", w.Find("#1001").Lines[0].Picked, 2)
	}},
	{"a gap is refused, and the answer says from where to send", func(w *World) {
		task := w.toteTask("BENCH-1", 2)
		at := task.Last.Seq
		facts := task.Facts(task.Pick(task.Stops()[0], 1, Tote("TOTE-1")), task.Pick(task.Stops()[0], 1, Tote("TOTE-1")))
		a, err := task.Send(facts[1:]...)
		w.good(err)
		is(w, "through", a.Through, at)
		is(w, "picked", w.Find("#1001").Lines[0].Picked, 0)
		_, err = task.Send(facts...)
		w.good(err)
		is(w, "picked", w.Find("#1001").Lines[0].Picked, 2)
	}},
	{"another fact under a number that is stored is refused", func(w *World) {
		h := w.Hand("BENCH-1")
		h.Apply(station.ScanRefused{Word: station.Code, Why: "unknown", Code: "x"})
		forked := w.HandOf("BENCH-1", h.Writer)
		_, err := forked.Send(forked.Facts(station.ScanRefused{Word: station.Code, Why: "unknown", Code: "y"})...)
		is(w, "code", refused(w, "forked", err).Code, station.WriterForked)
	}},
	{"a fact that does not follow the last one is refused", func(w *World) {
		h := w.Hand("BENCH-1")
		h.Apply(station.ScanRefused{Word: station.Code, Why: "unknown", Code: "x"})
		h.Last.Hash = station.Hash{1}
		_, err := h.Send(h.Facts(station.ScanRefused{Word: station.Code, Why: "unknown", Code: "y"})...)
		is(w, "code", refused(w, "chain", err).Code, station.WriterForked)
	}},
	{"a journal belongs to one station", func(w *World) {
		w.HandOf("BENCH-1", "one").Beat()
		_, err := w.HandOf("BENCH-2", "one").Send()
		is(w, "code", refused(w, "other station", err).Code, station.WriterUnknown)
		w.HandOf("BENCH-1", "two").Beat()
	}},
	{"a fact that breaks a rule is set aside with the rest of its work; other works go on", func(w *World) {
		w.Put("MUG", "A01", 10)
		w.Order(Line{"MUG", 1})
		w.Order(Line{"MUG", 1})
		h := w.Hand("BENCH-1")
		bad, good := h.Next(), h.Next()
		a := h.Tell(
			station.UnitPicked{OfWork: bad.OfWork, Stop: bad.Stops()[0].ID, Location: "A01", Qty: 5, Into: Into(1)},
			bad.Move(station.Picking, station.Packing, "one_pass"),
			good.Move(station.Picking, station.Packing, "one_pass"),
			station.ScanRefused{Word: station.Code, Why: "unknown", Code: "x"},
		)
		is(w, "set aside", len(a.SetAside), 2)
		for _, s := range a.SetAside {
			is(w, "work", s.Work, bad.Work)
			is(w, "why", s.Why, "rule")
		}
		is(w, "bad work", w.stage(bad.Work), "picking")
		is(w, "good work", w.stage(good.Work), "packing")
		h.Tell(station.WorkClosed{OfWork: bad.OfWork, Why: "lost"})
		is(w, "held", w.station("BENCH-1").Held, 1)
	}},
	{"a carton that ran out at a bench stands on the board until it is there again", func(w *World) {
		h, other := w.Hand("BENCH-1"), w.Hand("BENCH-2")
		h.Apply(station.CartonEmptied{Carton: "BOX-C"}, station.CartonEmptied{Carton: "BAG"}, station.CartonEmptied{Carton: "BOX-C"})
		other.Apply(station.CartonEmptied{Carton: "BOX-C"}, station.CartonRefilled{Carton: "NEVER-EMPTY"})
		same(w, "board of BENCH-1", w.station("BENCH-1").Empty, []view.EmptyCarton{
			{Carton: "BOX-C", Name: "C", Since: noon}, {Carton: "BAG", Name: "BAG", Since: noon.Add(time.Second)},
		})
		h.Apply(station.CartonRefilled{Carton: "BOX-C"})
		same(w, "board of BENCH-1", w.station("BENCH-1").Empty, []view.EmptyCarton{{Carton: "BAG", Name: "BAG", Since: noon.Add(time.Second)}})
		same(w, "board of BENCH-2", w.station("BENCH-2").Empty, []view.EmptyCarton{{Carton: "BOX-C", Name: "C", Since: noon}})
		is(w, "set aside", len(h.Tell(station.CartonEmptied{}).SetAside), 1)
	}},
	{"what did not fit, and the plan that came instead, is told to who goes on", func(w *World) {
		task := w.toteTask("BENCH-1", 2)
		task.Apply(task.PickAll(Tote("TOTE-1"))...)
		plan := station.PlannedParcel{Carton: "BOX-C", Units: map[int]int{0: 2}, Placed: "0:120x90x100 0,0,0 120,0,0"}
		task.Apply(
			station.CartonsPlanned{OfWork: task.OfWork, Parcels: []station.PlannedParcel{plan}, Proof: "optimal"},
			station.CartonRefused{OfWork: task.OfWork, Parcel: 1, Carton: "BOX-C", Units: map[int]int{0: 2}, Planned: "BOX-C", Proof: "optimal"},
			station.CartonsPlanned{OfWork: task.OfWork, One: true, Parcels: []station.PlannedParcel{{Units: map[int]int{0: 2}}}},
		)
		w.Pass(2 * time.Minute)
		taken := w.Hand("BENCH-2").Take(station.Want{How: station.ByTakeover, Code: "TOTE-1", Max: 1})
		var told []station.Change
		for _, f := range taken.Open.Facts {
			switch f.Change.(type) {
			case station.CartonsPlanned, station.CartonRefused:
				told = append(told, f.Change)
			}
		}
		is(w, "facts", len(told), 3)
		same(w, "plan", told[0].(station.CartonsPlanned).Parcels[0], plan)
		same(w, "goods", told[1].(station.CartonRefused).Units, map[int]int{0: 2})
		is(w, "in the place of one", told[2].(station.CartonsPlanned).One, true)
	}},
	{"a move that the table of states does not have is set aside", func(w *World) {
		w.Put("MUG", "A01", 10)
		w.Order(Line{"MUG", 1})
		task := w.Hand("BENCH-1").Next()
		for _, c := range []station.Change{
			task.Move(station.Packing, station.Packed, "seal_last_parcel"),
		} {
			is(w, "set aside", len(task.Tell(c).SetAside), 1)
		}
	}},
	{"a work is packed only when all that is wanted is", func(w *World) {
		w.Put("MUG", "A01", 10)
		w.Order(Line{"MUG", 2})
		task := w.Hand("BENCH-1").Next()
		task.Apply(task.OnePass()...)
		task.Apply(task.Pick(task.Stops()[0], 1, Into(1)))
		a := task.Tell(task.Move(station.Packing, station.Packed, "seal_last_parcel"))
		is(w, "set aside", len(a.SetAside), 1)
	}},
	{"a heartbeat tells the rules and the board, facts the rules when they changed", func(w *World) {
		w.Put("MUG", "A01", 10)
		w.Order(Line{"MUG", 1})
		h := w.Hand("BENCH-1")
		a := h.Beat()
		if a.Rules == nil || *a.Rules != station.DefaultRules() {
			w.T.Errorf("rules: got %+v, want the defaults", a.Rules)
		}
		is(w, "ready", a.Board.Ready, 1)
		refusal := station.ScanRefused{Word: station.Code, Why: "unknown", Code: "x"}
		is(w, "rules with a fact", h.Apply(refusal).Rules == nil, true)
		w.Do(store.Set{Key: "ahead", Value: 5})
		w.Do(store.Set{Station: "BENCH-1", Key: "way", Value: "tote"})
		a = h.Apply(refusal)
		if a.Rules == nil || a.Rules.Ahead != 5 || a.Rules.Way != station.ToteWay {
			w.T.Errorf("changed rules: got %+v", a.Rules)
		}
		is(w, "rules told once", h.Apply(refusal).Rules == nil, true)
		is(w, "of another station", w.Hand("BENCH-2").Beat().Rules.Way, station.OnePass)
		is(w, "frozen in a work", h.Next().Open.Content.Way, station.ToteWay)
		set, err := w.Store.Settings(w.ctx(), MainWarehouse)
		w.good(err)
		is(w, "settings", len(set), 2)
		is(w, "value", set[1].Value, `"tote"`)
	}},
	{"a station that is not set up gets no rules and cannot be revoked", func(w *World) {
		for _, d := range []store.Deed{store.Set{Station: "NOPE", Key: "way", Value: "tote"}, store.RevokeStation{Name: "NOPE"}} {
			_, err := w.Try(d)
			refused(w, store.Name(d), err)
		}
	}},
	{"a rule that no bench could follow is refused", func(w *World) {
		for _, s := range []store.Set{{Key: "wya", Value: "tote"}, {Key: "way", Value: "by air"}, {Key: "ahead", Value: 11}, {Key: "ahead", Value: "x"}} {
			_, err := w.Try(s)
			refused(w, s.Key, err)
		}
	}},
	{"a station shows who works there, on what, and how it is", func(w *World) {
		w.Put("MUG", "A01", 10)
		w.Order(Line{"MUG", 2})
		h := w.Hand("BENCH-1")
		h.Apply(station.SignedIn{Person: w.Anna, Role: station.Packer})
		task := h.Next()
		is(w, "order before the work is begun", w.station("BENCH-1").OrderNo, "")
		task.Apply(station.WorkStarted{OfWork: task.OfWork})
		task.Apply(task.OnePass()...)
		task.Apply(task.Pick(task.Stops()[0], 1, Into(1)))
		_, err := h.Bench.Apply(w.ctx(), station.Batch{
			Writer: h.Writer, Station: h.Name,
			Status: station.Status{Unsent: 3, Devices: map[string]string{"printer": "no labels"}},
		})
		w.good(err)
		s := w.station("BENCH-1")
		is(w, "operator", s.Operator, "Anna")
		is(w, "order", s.OrderNo, "#1001")
		is(w, "stage", s.Stage, "packing")
		is(w, "done", s.Done, 1)
		is(w, "wanted", s.Wanted, 2)
		is(w, "unsent", s.Unsent, 3)
		is(w, "printer", s.Devices["printer"], "no labels")
		is(w, "seen", s.Seen.IsZero(), false)
		is(w, "never seen", w.station("BENCH-9").Seen.IsZero(), true)
		h.Apply(station.SignedOut{Person: w.Anna, Reason: "end"})
		is(w, "operator", w.station("BENCH-1").Operator, "")
	}},
	{"what a bench took note of is not told again", func(w *World) {
		w.Put("MUG", "A01", 10)
		id := w.Order(Line{"MUG", 1})
		h := w.Hand("BENCH-1")
		task := h.Next()
		is(w, "news at first", len(h.Beat().Works), 0)
		w.Do(store.Hold{Order: id, Kind: "address"})
		told := h.Beat()
		is(w, "news", len(told.Works), 1)
		is(w, "hold", told.Works[0].Asked.Hold, "address")
		is(w, "told again", len(h.Beat().Works), 1)
		h.Apply(station.AskedChanged{OfWork: task.OfWork, Asked: *told.Works[0].Asked})
		is(w, "after it was taken note of", len(h.Beat().Works), 0)
	}},
	{"facts keep the order in which they were applied, whoever made them", func(w *World) {
		task := w.toteTask("BENCH-1", 2)
		task.Apply(task.Pick(task.Stops()[0], 1, Tote("TOTE-1")))
		w.Pass(2 * time.Minute)
		other := w.Hand("BENCH-2").Take(station.Want{How: station.ByTakeover, Code: "TOTE-1", Max: 1})
		task.Tell(task.Pick(task.Stops()[0], 1, Tote("TOTE-1"))) // set aside: not in the history
		other.Apply(other.Pick(other.Stops()[0], 1, Tote("TOTE-1")))
		w.Pass(2 * time.Minute)
		third := w.Hand("BENCH-3").Take(station.Want{How: station.ByTakeover, Code: "TOTE-1", Max: 1})
		writers := ""
		for _, f := range third.Open.Facts {
			writers += string(f.Writer)[len("writer-BENCH-"):] + f.Change.Kind() + " "
		}
		is(w, "history", writers, "1work_opened 1tote_bound 1unit_picked 2work_opened 2unit_picked ")
	}},
	{"every kind of change has a place in the store", func(w *World) {
		for _, kind := range station.Kinds() {
			c, err := station.Decode(kind, json.RawMessage(`{}`))
			w.good(err)
			h := w.HandOf("BENCH-1", station.ID("writer of "+kind))
			if _, err := h.Send(h.Facts(c)...); err != nil {
				w.T.Errorf("an empty %s: %v", kind, err)
			}
		}
	}},
}

func (w *World) floor() view.Floor {
	w.T.Helper()
	f, err := w.Store.Floor(w.ctx(), MainWarehouse)
	w.good(err)
	return f
}

func (w *World) station(name string) view.StationRow {
	w.T.Helper()
	for _, s := range w.floor().Stations {
		if s.Name == name {
			return s
		}
	}
	w.T.Fatalf("no station %s on the floor", name)
	return view.StationRow{}
}

// stage is the stage of a work.
func (w *World) stage(work station.ID) string {
	w.T.Helper()
	orders, err := w.Store.Orders(w.ctx(), MainWarehouse, view.OrderFilter{})
	w.good(err)
	for _, o := range orders {
		for _, k := range w.Find(o.ID).Works {
			if k.ID == string(work) {
				return k.Stage
			}
		}
	}
	w.T.Fatalf("no work %s", work)
	return ""
}
