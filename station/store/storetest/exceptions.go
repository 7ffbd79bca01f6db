package storetest

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"time"

	"github.com/packwright/packwright/station"
	"github.com/packwright/packwright/station/store"
	"github.com/packwright/packwright/station/view"
)

var exceptionTests = []test{
	{"what a station did with a work that another one has is one exception, with its place and its deed", func(w *World) {
		lost, _ := w.twice()
		found := w.exceptions()
		is(w, "exceptions", len(found), 1)
		e := found[0]
		is(w, "station", e.Station, "BENCH-1")
		is(w, "who", e.Person, "Anna")
		is(w, "order", e.OrderNo, "#1001")
		is(w, "why", e.Why, "epoch")
		is(w, "has it", e.Has, "BENCH-2")
		is(w, "facts", e.Facts, len(lost))
		is(w, "units", e.Units, 2)
		is(w, "labels", e.Labels, 1)
		is(w, "proven", e.Proven, true)
		is(w, "lane", e.Lane, "DHL-2")
		is(w, "deed", w.deed(e), "parcel 0034...2557, cage DHL-2, BENCH-1, "+e.At.Format("15:04")+": take it out")
		same(w, "on the floor", w.floor().Exceptions, found)
	}},
	{"an exception is settled once, by a deed that stays", func(w *World) {
		w.twice()
		e := w.exceptions()[0]
		for _, d := range []store.SettleException{{Exception: station.ID(e.ID), How: "somehow"}, {Exception: "999999", How: "counted"}, {How: "counted"}} {
			_, err := w.Try(d)
			refused(w, fmt.Sprint(d), err)
		}
		w.Do(store.SettleException{Exception: station.ID(e.ID), How: "taken_out"})
		is(w, "exceptions", len(w.exceptions()), 0)
		_, err := w.Try(store.SettleException{Exception: station.ID(e.ID), How: "taken_out"})
		refused(w, "again", err)
		onHand, _ := w.Stock("MUG", "A01")
		is(w, "on hand of what came back", onHand, 10)
		is(w, "given out again", w.Order(Line{"MUG", 1}) != "", true)
	}},
	{"what is gone past the books is counted where it came from", func(w *World) {
		w.twice()
		w.Do(store.SettleException{Exception: station.ID(w.exceptions()[0].ID), How: "gone"})
		found, err := w.Store.Stock(w.ctx(), MainWarehouse, "MUG")
		w.good(err)
		is(w, "counting", found[0].Counting, true)
	}},
	{"goods that went back to their place leave nothing to fetch", func(w *World) {
		w.Put("MUG", "A01", 10)
		w.Order(Line{"MUG", 2})
		lost := w.Hand("BENCH-1").Next()
		w.Pass(2 * time.Minute)
		w.Hand("BENCH-2").Next()
		pick := lost.Pick(lost.Stops()[0], 2, Tote("TOTE-1"))
		lost.Tell(station.ToteBound{OfWork: lost.OfWork, Tote: "TOTE-1"}, pick)
		e := w.exceptions()[0]
		is(w, "deed", w.deed(e), "goods of order #1001 (2), tote TOTE-1, BENCH-1, "+e.At.Format("15:04")+": put them back")
		lost.Tell(station.UnitMoved{OfWork: lost.OfWork, Line: pick.Line, Stop: pick.Stop, From: pick.Into, To: At("A01"), Qty: 2, Why: "put_back"})
		is(w, "exceptions", len(w.exceptions()), 1)
		is(w, "units", w.exceptions()[0].Units, 0)
	}},
	{"a broken rule is one exception a work, and after it was settled the next one is another", func(w *World) {
		w.Put("MUG", "A01", 10)
		w.Order(Line{"MUG", 1})
		w.Order(Line{"MUG", 1})
		h := w.Hand("BENCH-1")
		bad, good := h.Next(), h.Next()
		pick := bad.Pick(bad.Stops()[0], 5, Into(1))
		h.Tell(pick, pick, good.Move(station.Picking, station.Packing, "one_pass"))
		is(w, "exceptions", len(w.exceptions()), 1)
		e := w.exceptions()[0]
		is(w, "why", e.Why, "rule")
		is(w, "facts", e.Facts, 2)
		w.Do(store.SettleException{Exception: station.ID(e.ID), How: "counted"})
		h.Tell(pick)
		is(w, "exceptions", len(w.exceptions()), 1)
		is(w, "another one", w.exceptions()[0].ID != e.ID, true)
		is(w, "good work", w.stage(good.Work), "packing")
	}},
	{"a label that began to print past the books is told to whoever opens the order next, once", func(w *World) {
		task := w.sealed()
		job, slip := task.Job(1), station.ID(string(task.Work)+".slip.1")
		began := station.PrintStarted{OfWork: task.OfWork, Job: job, Counter: 7}
		ofSlip := station.PrintStarted{OfWork: task.OfWork, Job: slip, Counter: -1}
		task.Apply(task.Label(1)[:3]...)
		task.Apply(station.PrintRequested{OfWork: task.OfWork, Job: slip, Doc: station.PackingSlip, Copy: 1},
			station.Parked{OfWork: task.OfWork, Slot: "T1", Reason: station.ParkLabel}, station.WorkClosed{OfWork: task.OfWork, Why: "parked"})
		is(w, "set aside", len(task.Tell(ofSlip, began, began, task.Label(1)[4]).SetAside), 4)
		next := w.Hand("BENCH-2").Take(station.Want{How: station.BySlot, Code: "T1", Max: 1})
		is(w, "told as begun", fmt.Sprint(next.begun()), fmt.Sprint([]station.ID{job}))
		doubts, err := w.Store.Doubts(w.ctx(), MainWarehouse)
		w.good(err)
		is(w, "in doubt", len(doubts), 1)
		is(w, "on paper, perhaps", doubts[0].State, "sending")
		next.Apply(station.PrintEnded{OfWork: next.OfWork, Job: job, State: station.PrintUnknown, Counter: -1, Problem: "printing was cut off"})
		task.Tell(began)
		next.Apply(station.LabelProven{OfWork: next.OfWork, Parcel: 1, Label: 1, Job: job, By: "sscc"})
		works, err := next.Claim(station.Want{How: station.ByMine, Max: 1})
		w.good(err)
		next.Open = works[0]
		is(w, "told as begun later", len(next.begun()), 1)
	}},
	{"a label that began to print behind a broken rule is told, too; one that nobody asked for is not", func(w *World) {
		task := w.sealed()
		job := task.Job(1)
		task.Apply(task.Label(1)[:3]...)
		a := task.Tell(station.ParcelReopened{OfWork: task.OfWork, Parcel: 1},
			station.PrintStarted{OfWork: task.OfWork, Job: job + "9", Counter: 7}, station.PrintStarted{OfWork: task.OfWork, Job: "\x00", Counter: 7},
			station.PrintStarted{OfWork: task.OfWork, Job: job, Counter: 7})
		is(w, "set aside", len(a.SetAside), 4)
		w.Pass(2 * time.Minute)
		next := w.Hand("BENCH-2").Take(station.Want{How: station.ByTakeover, Person: w.Anna, Max: 1})
		is(w, "told as begun", fmt.Sprint(next.begun()), fmt.Sprint([]station.ID{job}))
	}},
	{"whatever a fact holds, it keeps none behind it waiting", func(w *World) {
		w.Put("MUG", "A01", 10)
		w.Order(Line{"MUG", 1})
		w.Order(Line{"MUG", 1})
		h := w.Hand("BENCH-1")
		bad, good := h.Next(), h.Next()
		h.Apply(bad.OnePass()...)
		long := noise(20_000) // longer than an index takes, and not to be packed
		for n, poison := range []station.Change{
			station.ParcelWeighed{OfWork: bad.OfWork, Parcel: 1, Grams: 1 << 40, Outcome: station.WeightOK},
			station.ParcelWeighed{OfWork: bad.OfWork, Parcel: 1 << 40, Grams: 5},
			station.ParcelOpened{OfWork: bad.OfWork, Parcel: 2, Carton: "\x00"},
			station.PrintRequested{OfWork: bad.OfWork, Job: "\x00", Doc: station.ShipLabel, Parcel: 1, Label: 1, Copy: 1},
			station.CodeLearnt{OfWork: bad.OfWork, Code: long, Grant: "1"},
			station.ToTray{Product: "not a number", Qty: 1, Tray: "RED-1"},
			station.ToTray{Product: "1", Qty: 1, Tray: long},
			station.SignedIn{Person: "99999999999999999999", Role: station.Packer},
			station.CartonEmptied{Carton: long},
			station.LabelRequested{OfWork: bad.OfWork, Parcel: 1, Label: 1, Key: long},
		} {
			a := h.Tell(poison, station.ScanRefused{Word: station.Code, Why: "unknown", Code: "x"})
			is(w, fmt.Sprint("poison ", n, ": through"), a.Through, h.Last.Seq)
		}
		good.Apply(good.OnePass()...)
		is(w, "good work", w.stage(good.Work), "packing")
	}},
}

// noise is text of so many characters without a pattern.
func noise(n int) string {
	var b strings.Builder
	for dice := rand.New(rand.NewPCG(1, 1)); b.Len() < n; {
		fmt.Fprintf(&b, "%x", dice.Uint64())
	}
	return b.String()
}

// twice is one order that two stations pack: the first one while it cannot send,
// so that its facts come when its lease is over and the work is with the second.
// It answers what the first one sent.
func (w *World) twice() (sent []station.Change, winner Task) {
	w.T.Helper()
	w.Put("MUG", "A01", 10)
	w.Order(Line{"MUG", 2})
	lost := w.Hand("BENCH-1").Next()
	w.Pass(2 * time.Minute)
	winner = w.Hand("BENCH-2").Next()
	sent = append(lost.OnePass(), lost.PickAll(Into(1))...)
	sent = append(append(sent, lost.Seal(1)...), lost.Move(station.Packing, station.Packed, "seal_last_parcel"))
	for _, c := range lost.Label(1) {
		if bought, ok := c.(station.LabelBought); ok {
			bought.Bought.SSCC, bought.Bought.Lane = "340123450000012557", "DHL-2"
			c = bought
		}
		sent = append(sent, c)
	}
	is(w, "set aside", len(lost.Tell(sent...).SetAside), len(sent))
	return sent, winner
}

// begun is the print jobs that have begun by the facts that the work came with.
func (t Task) begun() (jobs []station.ID) {
	for _, f := range t.Open.Facts {
		if c, ok := f.Change.(station.PrintStarted); ok {
			jobs = append(jobs, c.Job)
		}
	}
	return jobs
}

func (w *World) exceptions() []view.Exception {
	w.T.Helper()
	found, err := w.Store.Exceptions(w.ctx(), MainWarehouse)
	w.good(err)
	return found
}

func (w *World) deed(e view.Exception) string {
	return e.Deed(fmt.Sprintf, func(at time.Time) string { return at.Format("15:04") })
}
