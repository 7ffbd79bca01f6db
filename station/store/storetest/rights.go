package storetest

import (
	"time"

	"github.com/packwright/packwright/station"
	"github.com/packwright/packwright/station/store"
)

// Show scans a badge at the station, as everybody does who works or leads there.
func (h *Hand) Show(badge string) station.Meaning {
	h.House.T.Helper()
	m, err := h.Bench.Resolve(h.House.ctx(), badge)
	h.House.good(err)
	return m
}

// As has the facts of this hand be those of another person.
func (h *Hand) As(who station.ID) *Hand {
	h.who = who
	return h
}

var rightsTests = []test{
	{"a yes is of whom the badge belongs to, whoever the station takes him for", func(w *World) {
		task := w.toteTask("BENCH-1", 1)
		ask := func(badge string, work station.ID) error {
			_, err := task.Bench.Grant(w.ctx(), station.Grant{Work: work, Action: station.CountNoBarcode, Badge: badge, By: station.Person{ID: w.Lea, Role: station.Lead}})
			return err
		}
		w.good(ask("LEA-BADGE", task.Work))
		for what, badge := range map[string]string{
			"a packer's badge": "ANNA-BADGE", "a code that is no badge": "PEN", "what the house keeps of a badge": store.BadgeHash("LEA-BADGE"), "no badge": "",
		} {
			refused(w, what, ask(badge, task.Work))
		}
		refused(w, "a work that does not exist", ask("LEA-BADGE", "999999"))
		w.Do(store.Revoke{Person: w.Lea})
		refused(w, "a badge that was revoked", ask("LEA-BADGE", task.Work))
	}},
	{"a yes on the board allows what was asked there, at the bench that asked", func(w *World) {
		task := w.toteTask("BENCH-1", 1)
		grant := func(h *Hand, a station.Action) (station.Allowed, error) {
			return h.Bench.Grant(w.ctx(), station.Grant{Work: task.Work, Action: a, By: station.Person{ID: w.Lea}})
		}
		task.Apply(station.Prompted{OfWork: task.OfWork, Ask: station.Ask{Kind: station.AskLead, Action: station.TypeCodes}})
		_, err := grant(task.Hand, station.TypeCodes)
		refused(w, "before he said yes", err)
		w.Do(store.AnswerCall{Work: task.Work, Call: task.Last.Seq, Yes: true, BadgeHash: store.BadgeHash("LEA-BADGE")})
		a, err := grant(task.Hand, station.TypeCodes)
		w.good(err)
		is(w, "by", a.By.Name, "Lea")
		_, err = grant(task.Hand, station.PassWeight)
		refused(w, "another deed", err)
		_, err = grant(w.Hand("BENCH-2"), station.TypeCodes)
		refused(w, "another bench", err)
		task.Apply(station.TypingAllowed{By: w.Lea, Grant: a.Grant})
	}},
	{"a no on the board allows nothing", func(w *World) {
		task := w.toteTask("BENCH-1", 1)
		task.Apply(station.Prompted{OfWork: task.OfWork, Ask: station.Ask{Kind: station.AskLead, Action: station.TypeCodes}})
		w.Do(store.AnswerCall{Work: task.Work, Call: task.Last.Seq, BadgeHash: store.BadgeHash("LEA-BADGE")})
		_, err := task.Bench.Grant(w.ctx(), station.Grant{Work: task.Work, Action: station.TypeCodes, By: station.Person{ID: w.Lea}})
		refused(w, "a no", err)
	}},
	{"nobody signs in where his badge was not shown", func(w *World) {
		h := w.Hand("BENCH-1")
		in := station.SignedIn{Person: w.Lea, Role: station.Lead, Offline: true}
		is(w, "before", len(h.Tell(in).SetAside), 1)
		h.Apply(station.SignedIn{Person: w.Anna, Role: station.Packer})
		h.Show("LEA-BADGE")
		is(w, "where it was shown", len(h.Tell(in).SetAside), 0)
		is(w, "elsewhere", len(w.Hand("BENCH-2").Tell(in).SetAside), 1)
		is(w, "exceptions", len(w.exceptions()), 2)
	}},
	{"a badge that was shown before an outage is good after it", func(w *World) {
		h := w.Hand("BENCH-1")
		h.Show("LEA-BADGE")
		h.Beat()
		w.Pass(47 * time.Hour)
		h.Apply(station.SignedIn{Person: w.Lea, Role: station.Lead, Offline: true}, station.ScaleChecked{Day: "2026-03-02", NominalG: 1000, By: w.Lea})
	}},
	{"facts of somebody whose badge was not shown there are set aside, and what follows of the work", func(w *World) {
		task := w.toteTask("BENCH-1", 1)
		picked := task.Pick(task.Stops()[0], 1, Tote("TOTE-1"))
		is(w, "Lea's", len(task.As(w.Lea).Tell(picked).SetAside), 1)
		is(w, "Anna's after it", len(task.As(w.Anna).Tell(picked).SetAside), 1)
		onHand, _ := w.Stock("MUG", "A01")
		is(w, "on hand", onHand, 10)
		is(w, "nobody's of another kind", len(task.As("").Tell(station.ScanRefused{Word: "WRONG", Why: "x", Code: "c"}).SetAside), 0)
	}},
	{"nobody claims for somebody whose badge was not shown there", func(w *World) {
		task := w.toteTask("BENCH-1", 1)
		task.Apply(task.Pick(task.Stops()[0], 1, Tote("TOTE-1")))
		w.Pass(2 * time.Minute)
		_, err := w.Store.Bench("BENCH-2", "thief").Claim(w.ctx(), "k", station.Want{How: station.ByTakeover, Max: 1, Person: w.Anna})
		refused(w, "Anna's at BENCH-2", err)
		_, err = w.Store.Bench("BENCH-2", "thief").Claim(w.ctx(), "l", station.Want{How: station.ByNext, Max: 1, Person: w.Anna})
		refused(w, "the next one for Anna", err)
	}},
	{"a station holds eleven works that came next, and no more", func(w *World) {
		w.Put("MUG", "A01", 100)
		for range 13 {
			w.Order(Line{"MUG", 1})
		}
		works, err := w.Hand("BENCH-1").Claim(station.Want{How: station.ByNext, Max: 99})
		w.good(err)
		is(w, "at once", len(works), 11)
		works, err = w.HandOf("BENCH-1", "another journal").Claim(station.Want{How: station.ByNext, Max: 99})
		w.good(err)
		is(w, "with another journal", len(works), 0)
		works, err = w.Hand("BENCH-2").Claim(station.Want{How: station.ByNext, Max: 99})
		w.good(err)
		is(w, "elsewhere", len(works), 2)
	}},
	{"what a lead's session allows is set aside when it was no lead's", func(w *World) {
		h := w.Hand("BENCH-1")
		byAnna := []station.Change{
			station.TypingAllowed{By: w.Anna}, station.ScaleDropped{By: w.Anna}, station.ScaleChecked{Day: "2026-03-02", NominalG: 1000, By: w.Anna},
		}
		byLea := []station.Change{
			station.TypingAllowed{By: w.Lea}, station.ScaleDropped{By: w.Lea}, station.ScaleChecked{Day: "2026-03-02", NominalG: 1000, By: w.Lea},
		}
		for n, c := range byAnna {
			is(w, c.Kind()+" by a packer", len(h.Tell(c).SetAside), 1)
			is(w, c.Kind()+" by a lead who was not there", len(h.Tell(byLea[n]).SetAside), 1)
		}
		h.Show("LEA-BADGE")
		for n, c := range byLea {
			is(w, c.Kind()+" by a lead in a packer's session", len(h.Tell(c).SetAside), min(1, 2-n))
			is(w, c.Kind()+" by a lead in his own", len(h.As(w.Lea).Tell(c).SetAside), 0)
			h.As(w.Anna)
		}
		w.Do(store.Revoke{Person: w.Lea})
		h.Beat()
		w.Pass(time.Minute)
		h.Beat()
		is(w, "by a lead whose badge was revoked before", len(h.As(w.Lea).Tell(byLea[0]).SetAside), 1)
	}},
	{"a grant is of whom the fact names", func(w *World) {
		task := w.toteTask("BENCH-1", 1)
		typing := station.TypingAllowed{By: w.Anna, Grant: w.grant(task, station.TypeCodes)}
		is(w, "by another", len(task.Tell(typing).SetAside), 1)
		typing.By = w.Lea
		is(w, "by him", len(task.Tell(typing).SetAside), 0)
		is(w, "twice", len(task.Tell(typing).SetAside), 1)
		typing.Grant = "999999"
		is(w, "made up", len(task.Tell(typing).SetAside), 1)
	}},
	{"a weight that was passed carries a grant", func(w *World) {
		w.Put("MUG", "A01", 5)
		w.Order(Line{"MUG", 1})
		task := w.Hand("BENCH-1").Next()
		task.Apply(task.OnePass()...)
		task.Apply(task.PickAll(Into(1))...)
		seal := task.SealAt(1, 900)
		task.Apply(seal[0])
		weighed := seal[1].(station.ParcelWeighed)
		weighed.Outcome = station.WeightOverride
		is(w, "without one", len(task.Tell(weighed).SetAside), 1)
	}},
	{"labels and print jobs are of the work that the fact is of", func(w *World) {
		w.Put("MUG", "A01", 5)
		var tasks []Task
		for _, name := range []string{"BENCH-1", "BENCH-2"} {
			w.Order(Line{"MUG", 1})
			task := w.Hand(name).Next()
			task.Apply(task.OnePass()...)
			task.Apply(task.PickAll(Into(1))...)
			task.Apply(task.Seal(1)...)
			tasks = append(tasks, task)
		}
		mine, theirs := tasks[0], tasks[1]
		label := theirs.Label(1)
		theirs.Apply(label[:3]...)
		is(w, "the end of a foreign job", len(mine.Tell(station.PrintEnded{OfWork: mine.OfWork, Job: theirs.Job(1), State: station.PrintFailed}).SetAside), 1)
		mine = w.again(mine)
		is(w, "the key of a foreign label", len(mine.Tell(station.LabelRequested{OfWork: mine.OfWork, Parcel: 1, Label: 1, Key: theirs.Key(1, 2)}).SetAside), 1)
		mine = w.again(mine)
		is(w, "the name of a foreign job", len(mine.Tell(station.PrintRequested{OfWork: mine.OfWork, Job: theirs.Job(1) + ".2", Doc: station.PackingSlip, Copy: 1}).SetAside), 1)
		theirs.Apply(label[3:]...)
	}},
	{"one unit goes into a tray, and nothing else", func(w *World) {
		h := w.Hand("BENCH-1")
		pen := h.Show("PEN").Product
		for what, c := range map[string]station.ToTray{
			"a thousand": {Product: pen, Qty: 1000, Tray: "RED-1"}, "fewer than none": {Product: pen, Qty: -5, Tray: "RED-1"},
			"none": {Product: pen, Tray: "RED-1"}, "a pick location": {Product: pen, Qty: 1, Tray: "A01"}, "nowhere": {Product: pen, Qty: 1, Tray: "X"},
		} {
			is(w, what, len(h.Tell(c).SetAside), 1)
		}
		is(w, "pens everywhere", w.everywhere("PEN"), 0)
	}},
}

// again parks a work of which facts were set aside in a slot, and claims it anew.
func (w *World) again(t Task) Task {
	w.T.Helper()
	t.Tell(station.WorkClosed{OfWork: t.OfWork, Why: "parked"})
	w.Do(store.ToSlot{Work: t.Work, Slot: "T1"})
	return t.Hand.Take(station.Want{How: station.BySlot, Code: "T1", Max: 1})
}
