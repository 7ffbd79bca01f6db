package storetest

import (
	"fmt"
	"sync"
	"time"

	"github.com/packwright/packwright/station"
	"github.com/packwright/packwright/station/store"
)

var claimTests = []test{
	{"40 stations claim 24 works: each has one holder, none is on hold", func(w *World) {
		w.Put("MUG", "A01", 100)
		for range 24 {
			w.Import(w.NewOrder(Line{"MUG", 1}))
		}
		for range 3 {
			held := w.NewOrder(Line{"MUG", 1})
			held.Holds = []string{"fraud"}
			w.Import(held)
		}
		w.Release()
		var mu sync.Mutex // guards holders and errs
		holders, errs := map[station.ID]string{}, []error{}
		var all sync.WaitGroup
		for n := 1; n <= 40; n++ {
			h := w.Hand(fmt.Sprintf("BENCH-%d", n))
			all.Go(func() {
				works, err := h.Claim(station.Want{How: station.ByNext, Max: 1})
				mu.Lock()
				defer mu.Unlock()
				if err != nil {
					errs = append(errs, err)
				}
				for _, o := range works {
					if other := holders[o.Content.ID]; other != "" {
						errs = append(errs, fmt.Errorf("work %s is at %s and at %s", o.Content.ID, other, h.Name))
					}
					if o.Content.Asked.Hold != "" {
						errs = append(errs, fmt.Errorf("work %s is on hold", o.Content.ID))
					}
					holders[o.Content.ID] = h.Name
				}
			})
		}
		all.Wait()
		for _, err := range errs {
			w.T.Error(err)
		}
		is(w, "works with a holder", len(holders), 24)
	}},
	{"the same key gives the same works", func(w *World) {
		w.Put("MUG", "A01", 10)
		for range 3 {
			w.Order(Line{"MUG", 1})
		}
		b := w.Hand("BENCH-1").Bench
		want := station.Want{How: station.ByNext, Max: 2, Person: w.Anna}
		first, err := b.Claim(w.ctx(), "key", want)
		w.good(err)
		again, err := b.Claim(w.ctx(), "key", want)
		w.good(err)
		is(w, "works", len(first), 2)
		is(w, "works again", len(again), 2)
		for i := range again {
			is(w, "epoch", again[i].Epoch, first[i].Epoch)
		}
		is(w, "the third is free", w.Hand("BENCH-2").Next().Epoch, 1)
	}},
	{"an expired lease of an untouched work goes to anybody, and the loser is told", func(w *World) {
		w.Put("MUG", "A01", 10)
		w.Order(Line{"MUG", 1})
		lost, winner := w.Hand("BENCH-1"), w.Hand("BENCH-2")
		before := lost.Next()
		w.none(winner)
		w.Pass(2 * time.Minute)
		after := winner.Next()
		is(w, "work", after.Work, before.Work)
		is(w, "epoch", after.Epoch, before.Epoch+1)
		a := lost.Tell(before.Move(station.Picking, station.Packing, "one_pass"))
		is(w, "set aside", len(a.SetAside), 1)
		is(w, "why", a.SetAside[0].Why, "epoch")
		is(w, "who has it", a.SetAside[0].Station, "BENCH-2")
		is(w, "lost to", lostTo(a, before.Work), "BENCH-2")
		is(w, "lost to, told again", lostTo(lost.Beat(), before.Work), "BENCH-2")
		a = lost.Tell(station.WorkLost{OfWork: before.OfWork, By: "BENCH-2"}, station.WorkClosed{OfWork: before.OfWork, Why: "lost"})
		is(w, "told after it was taken note of", lostTo(a, before.Work), "")
		is(w, "set aside of taking note", len(a.SetAside), 0)
		winner.Apply(after.Move(station.Picking, station.Packing, "one_pass"))
	}},
	{"a lease is renewed by facts and heartbeats", func(w *World) {
		w.Put("MUG", "A01", 10)
		w.Order(Line{"MUG", 1})
		h := w.Hand("BENCH-1")
		task := h.Next()
		for range 3 {
			w.Pass(50 * time.Second)
			h.Beat()
		}
		w.none(w.Hand("BENCH-2"))
		h.Apply(task.OnePass()...)
	}},
	{"a touched work with an expired lease is stuck: it goes on where its tote is", func(w *World) {
		task := w.toteTask("BENCH-1", 2)
		task.Apply(task.Pick(task.Stops()[0], 1, Tote("TOTE-1")))
		other := w.Hand("BENCH-2")
		_, err := other.Claim(station.Want{How: station.ByTote, Code: "TOTE-1", Max: 1})
		is(w, "while the lease lives", refused(w, "claim by tote", err).Error(), "The order of TOTE-1 is at BENCH-1 now.")
		w.Pass(2 * time.Minute)
		w.none(other)
		_, err = other.Claim(station.Want{How: station.ByTote, Code: "TOTE-1", Max: 1})
		is(w, "when it is over", refused(w, "claim by tote", err).Text, station.RefusedStuck)
		taken := other.Take(station.Want{How: station.ByTakeover, Code: "TOTE-1", Max: 1})
		is(w, "epoch", taken.Epoch, task.Epoch+1)
		is(w, "recount without a box", taken.Open.Recount, false)
		a := task.Hand.Tell(task.Pick(task.Stops()[0], 1, Tote("TOTE-1")))
		is(w, "late facts set aside", len(a.SetAside), 1)
		other.Apply(taken.Pick(taken.Stops()[0], 1, Tote("TOTE-1")))
		onHand, _ := w.Stock("MUG", "A01")
		is(w, "on hand", onHand, 8)
	}},
	{"a stuck work goes on by its own packer's badge at another bench", func(w *World) {
		task := w.toteTask("BENCH-1", 2)
		task.Apply(task.Pick(task.Stops()[0], 1, Tote("TOTE-1")))
		w.Pass(2 * time.Minute)
		w.Hand("BENCH-3").Show("LEA-BADGE")
		works, err := w.Hand("BENCH-3").Claim(station.Want{How: station.ByTakeover, Max: 1, Person: w.Lea})
		w.good(err)
		is(w, "for another person", len(works), 0)
		taken := w.Hand("BENCH-2").Take(station.Want{How: station.ByTakeover, Max: 1})
		is(w, "work", taken.Work, task.Work)
	}},
	{"an open box that another bench takes over is counted again", func(w *World) {
		w.Put("MUG", "A01", 10)
		w.Order(Line{"MUG", 2})
		task := w.Hand("BENCH-1").Next()
		task.Apply(task.OnePass()...)
		task.Apply(task.Pick(task.Stops()[0], 1, Into(1)))
		w.Pass(2 * time.Minute)
		other := w.Hand("BENCH-2")
		taken := other.Take(station.Want{How: station.ByTakeover, Person: w.Anna, Max: 1})
		is(w, "recount", taken.Open.Recount, true)
		is(w, "stage", taken.Open.Stage, station.Packing)
		loose := station.Place{Kind: station.Loose, ID: "1"}
		other.Apply(station.UnitMoved{OfWork: taken.OfWork, Qty: 1, From: Into(1), To: loose, Why: "takeover"})
		is(w, "packed", w.Find("#1001").Lines[0].Packed, 0)
		other.Apply(station.UnitPacked{OfWork: taken.OfWork, Parcel: 1, Qty: 1, From: loose})
		is(w, "packed", w.Find("#1001").Lines[0].Packed, 1)
	}},
	{"a picked tote is opened at the bench where it is scanned, with all that happened", func(w *World) {
		task := w.toteTask("BENCH-1", 2)
		task.Apply(task.PickAll(Tote("TOTE-1"))...)
		a := task.Apply(task.Move(station.Picking, station.Picked, "all_lines_settled"), station.WorkClosed{OfWork: task.OfWork, Why: "picked"})
		w.Pass(2 * time.Second)
		is(w, "totes on the board", w.Hand("BENCH-9").Beat().Board.Totes, 1)
		_ = a
		bench := w.Hand("BENCH-2")
		w.none(bench)
		packed := bench.Take(station.Want{How: station.ByTote, Code: "TOTE-1", Max: 1})
		is(w, "stage", packed.Open.Stage, station.Picked)
		kinds := ""
		for _, f := range packed.Open.Facts {
			kinds += f.Change.Kind() + " "
			if !f.Genuine() {
				w.T.Errorf("fact %d came back with another content", f.Seq)
			}
		}
		is(w, "history", kinds, "work_opened tote_bound unit_picked work_moved work_closed ")
		bench.Apply(packed.Move(station.Picked, station.Packing, "open_at_station"),
			station.ParcelOpened{OfWork: packed.OfWork, Parcel: 1, Carton: "BOX-C"},
			station.UnitPacked{OfWork: packed.OfWork, Parcel: 1, Qty: 2, From: Tote("TOTE-1")})
		packed.Ship()
		m, err := bench.Bench.Resolve(w.ctx(), "TOTE-1")
		w.good(err)
		is(w, "the tote is free again", m.Free, true)
		is(w, "order", w.Find("#1001").State, "shipped")
	}},
	{"an empty tote and an empty slot hold no order", func(w *World) {
		for _, want := range []station.Want{{How: station.ByTote, Code: "TOTE-2"}, {How: station.BySlot, Code: "T2"}, {How: station.BySlot, Code: "nowhere"}} {
			_, err := w.Hand("BENCH-1").Claim(want)
			refused(w, string(want.How), err)
		}
	}},
	{"mine is what this writer holds and the bench does not have", func(w *World) {
		w.Put("MUG", "A01", 10)
		for range 3 {
			w.Order(Line{"MUG", 1})
		}
		h := w.Hand("BENCH-1")
		works, err := h.Claim(station.Want{How: station.ByNext, Max: 3})
		w.good(err)
		mine, err := h.Claim(station.Want{How: station.ByMine, Have: []station.ID{works[0].Content.ID}})
		w.good(err)
		is(w, "mine", len(mine), 2)
		for _, o := range mine {
			is(w, "how", o.How, station.ByMine)
			is(w, "epoch", o.Epoch, 1)
		}
	}},
	{"assigned works go to their station, the highest priority first to all", func(w *World) {
		w.Put("MUG", "A01", 10)
		low, high, kept := w.Order(Line{"MUG", 1}), w.Order(Line{"MUG", 1}), w.Order(Line{"MUG", 1})
		w.Do(store.Priority{Order: high, Priority: 5})
		w.Do(store.Priority{Order: kept, Priority: 9})
		w.Do(store.Assign{Order: kept, Station: "BENCH-7"})
		is(w, "first", w.Hand("BENCH-1").Next().Open.Content.Order, high)
		is(w, "second", w.Hand("BENCH-2").Next().Open.Content.Order, low)
		w.none(w.Hand("BENCH-3"))
		is(w, "assigned", w.Hand("BENCH-7").Next().Open.Content.Order, kept)
		_, err := w.Try(store.Assign{Order: kept, Station: "BENCH-8"})
		refused(w, "assign what is in hand", err)
	}},
	{"a bench that only packs is given nothing to pick", func(w *World) {
		w.Put("MUG", "A01", 10)
		w.Order(Line{"MUG", 1})
		works, err := w.Hand("BENCH-1").Claim(station.Want{How: station.ByNext, Max: 1, Way: station.PackOnly})
		w.good(err)
		is(w, "works", len(works), 0)
	}},
	{"a station nobody set up, or that was revoked, is refused", func(w *World) {
		_, err := w.Hand("BENCH-99").Send()
		refused(w, "unknown station", err)
		h := w.Hand("BENCH-2")
		h.Beat()
		w.Do(store.RevokeStation{Name: "BENCH-2"})
		_, err = h.Send()
		refused(w, "revoked station", err)
		_, err = h.Bench.Resolve(w.ctx(), "MUG")
		refused(w, "resolve of a revoked station", err)
	}},
}

// none fails the test if the hand is given a work.
func (w *World) none(h *Hand) {
	w.T.Helper()
	works, err := h.Claim(station.Want{How: station.ByNext, Max: 1})
	w.good(err)
	if len(works) != 0 {
		w.T.Fatalf("%s was given work %s", h.Name, works[0].Content.ID)
	}
}

// toteTask is a work of qty mugs that is picked into TOTE-1, with nothing in it
// yet.
func (w *World) toteTask(name string, qty int) Task {
	w.T.Helper()
	w.Put("MUG", "A01", 10)
	w.Order(Line{"MUG", qty})
	task := w.Hand(name).Next()
	task.Apply(station.ToteBound{OfWork: task.OfWork, Tote: "TOTE-1"})
	return task
}

func lostTo(a station.Answer, work station.ID) string {
	for _, t := range a.Works {
		if t.Work == work {
			return t.LostTo
		}
	}
	return ""
}
