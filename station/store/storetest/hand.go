package storetest

import (
	"fmt"
	"strconv"
	"time"

	"github.com/packwright/packwright/station"
	"github.com/packwright/packwright/station/store"
)

// Hand is somebody at a bench: it stamps changes as a journal does and sends
// them. It keeps no state of the machine: the test says what happens.
type Hand struct {
	House  *House
	Name   string
	Writer station.ID
	Bench  store.Bench
	Last   station.Fact
	Answer station.Answer

	who    station.ID // whose facts they are
	claims int
}

// Hand is the person at the station of that name, always the same one.
func (h *House) Hand(name string) *Hand {
	if h.hands[name] == nil {
		h.hands[name] = h.HandOf(name, station.ID("writer-"+name))
	}
	return h.hands[name]
}

// HandOf is a hand with a journal of that name, whose badge was shown there.
func (h *House) HandOf(name string, writer station.ID) *Hand {
	hand := &Hand{House: h, Name: name, Writer: writer, Bench: h.Store.Bench(name, writer), who: h.Anna}
	_, _ = hand.Bench.Resolve(h.ctx(), "ANNA-BADGE") // a station that is not there is refused later
	return hand
}

// Facts stamps changes, in order, after those sent before.
func (h *Hand) Facts(changes ...station.Change) []station.Fact {
	h.House.T.Helper()
	facts := make([]station.Fact, 0, len(changes))
	for _, c := range changes {
		f, err := station.Stamp(h.Writer, h.Last.Seq+1, noon.Add(time.Duration(h.Last.Seq)*time.Second), h.who, c, h.Last.Hash)
		h.House.good(err)
		h.Last, facts = f, append(facts, f)
	}
	return facts
}

// Send sends facts as they are.
func (h *Hand) Send(facts ...station.Fact) (station.Answer, error) {
	return h.Bench.Apply(h.House.ctx(), station.Batch{Writer: h.Writer, Station: h.Name, Facts: facts})
}

// Apply sends changes that must all be stored and applied.
func (h *Hand) Apply(changes ...station.Change) station.Answer {
	h.House.T.Helper()
	a := h.Tell(changes...)
	if len(a.SetAside) > 0 {
		h.House.T.Fatalf("%s: set aside: %+v", h.Name, a.SetAside)
	}
	return a
}

// Tell sends changes that must all be stored.
func (h *Hand) Tell(changes ...station.Change) station.Answer {
	h.House.T.Helper()
	a, err := h.Send(h.Facts(changes...)...)
	h.House.good(err)
	if a.Through != h.Last.Seq {
		h.House.T.Fatalf("%s: stored through %d, want %d", h.Name, a.Through, h.Last.Seq)
	}
	h.Answer = a
	return a
}

// Beat is the heartbeat.
func (h *Hand) Beat() station.Answer {
	h.House.T.Helper()
	return h.Tell()
}

// Claim asks for work with a key of its own.
func (h *Hand) Claim(w station.Want) ([]station.Opened, error) {
	h.claims++
	if w.Person == "" {
		w.Person = h.House.Anna
	}
	return h.Bench.Claim(h.House.ctx(), fmt.Sprintf("%s-%d", h.Writer, h.claims), w)
}

// Next claims one work that must be there and says that it is open.
func (h *Hand) Next() Task {
	h.House.T.Helper()
	return h.Take(station.Want{How: station.ByNext, Max: 1})
}

// Take claims one work that must be there and says that it is open.
func (h *Hand) Take(w station.Want) Task {
	h.House.T.Helper()
	works, err := h.Claim(w)
	h.House.good(err)
	if len(works) != 1 {
		h.House.T.Fatalf("%s: claimed %d works, want 1", h.Name, len(works))
	}
	t := Task{Hand: h, Open: works[0], OfWork: station.OfWork{Work: works[0].Content.ID, Epoch: works[0].Epoch}}
	h.Apply(station.WorkOpened{
		OfWork: t.OfWork, Order: works[0].Content.Order, Attempt: works[0].Content.Attempt, How: works[0].How,
		Recount: works[0].Recount, Slot: works[0].Slot,
	})
	return t
}

// Task is a work in hand.
type Task struct {
	*Hand
	Open station.Opened
	station.OfWork
}

// Stops is the pick path as it is asked now.
func (t Task) Stops() []station.Stop {
	for _, told := range t.Answer.Works {
		if told.Work == t.Work && told.Asked != nil {
			return told.Asked.Stops
		}
	}
	return t.Open.Content.Asked.Stops
}

// Into is the place in parcel n.
func Into(n int) station.Place {
	return station.Place{Kind: station.InParcel, ID: strconv.Itoa(n)}
}

// Tote is the place in a tote.
func Tote(code string) station.Place { return station.Place{Kind: station.InTote, ID: code} }

// At is the place in a location.
func At(location string) station.Place {
	return station.Place{Kind: station.InLocation, ID: location}
}

// Move is the step of the work by that event.
func (t Task) Move(from, to station.Stage, event string) station.Change {
	return station.WorkMoved{OfWork: t.OfWork, From: from, To: to, Event: event}
}

// OnePass opens parcel 1: the pick scans pack.
func (t Task) OnePass() []station.Change {
	return []station.Change{
		t.Move(station.Picking, station.Packing, "one_pass"),
		station.ParcelOpened{OfWork: t.OfWork, Parcel: 1, Carton: "BOX-C"},
	}
}

// Pick takes qty pieces at a stop.
func (t Task) Pick(s station.Stop, qty int, into station.Place) station.UnitPicked {
	return station.UnitPicked{
		OfWork: t.OfWork, Line: s.Line, Stop: s.ID, Location: s.Location,
		Goods: station.Goods{Lot: s.Lot, Expiry: s.Expiry}, Qty: qty, Into: into,
	}
}

// PickAll takes everything at all stops.
func (t Task) PickAll(into station.Place) []station.Change {
	var changes []station.Change
	for _, s := range t.Stops() {
		changes = append(changes, t.Pick(s, s.Left(), into))
	}
	return changes
}

// Key is the carrier's key of label n of a parcel.
func (t Task) Key(parcel, n int) string {
	return fmt.Sprintf("%s.%d.%d.%d", t.Work, t.Epoch, parcel, n)
}

// Job is the print job of the first copy of a parcel's label.
func (t Task) Job(parcel int) station.ID {
	return station.ID(fmt.Sprintf("%s.%d.%d.1.ship.1", t.Work, t.Epoch, parcel))
}

// Seal closes and weighs a parcel.
func (t Task) Seal(parcel int) []station.Change { return t.SealAt(parcel, 440) }

// SealAt closes a parcel and weighs it with so many grams.
func (t Task) SealAt(parcel, grams int) []station.Change {
	return []station.Change{
		station.ParcelSealed{OfWork: t.OfWork, Parcel: parcel},
		station.ParcelWeighed{OfWork: t.OfWork, Parcel: parcel, Grams: grams, ExpectedG: 440, ToleranceG: 50, Outcome: station.WeightOK},
	}
}

// Label requests, buys, prints and proves the first label of a parcel.
func (t Task) Label(parcel int) []station.Change {
	t.House.T.Helper()
	key := t.Key(parcel, 1)
	sscc, tracking, err := t.House.Store.Numbers(t.House.ctx(), MainWarehouse, key)
	t.House.good(err)
	return []station.Change{
		station.LabelRequested{OfWork: t.OfWork, Parcel: parcel, Label: 1, Key: key, AddressHash: "a"},
		station.LabelBought{OfWork: t.OfWork, Parcel: parcel, Label: 1, Key: key, Bought: station.Bought{
			Carrier: "own", Service: "standard",
			Tracking: tracking, SSCC: sscc, PriceCents: 490, Currency: "EUR",
		}},
		station.PrintRequested{OfWork: t.OfWork, Job: t.Job(parcel), Doc: station.ShipLabel, Parcel: parcel, Label: 1, Copy: 1},
		station.PrintStarted{OfWork: t.OfWork, Job: t.Job(parcel), Counter: 7},
		station.PrintEnded{OfWork: t.OfWork, Job: t.Job(parcel), State: station.PrintCounted, Counter: 8},
		station.LabelProven{OfWork: t.OfWork, Parcel: parcel, Label: 1, Job: t.Job(parcel), By: "sscc"},
	}
}

// Ship seals, labels and closes a work with one parcel.
func (t Task) Ship() {
	t.House.T.Helper()
	t.ShipAt(440)
}

// ShipAt is Ship of a parcel that weighs so many grams.
func (t Task) ShipAt(grams int) {
	t.House.T.Helper()
	t.Apply(t.SealAt(1, grams)...)
	t.Apply(t.Move(station.Packing, station.Packed, "seal_last_parcel"))
	t.Apply(t.Label(1)...)
	t.Apply(t.Move(station.Packed, station.Labelled, "labels_ready"), station.WorkClosed{OfWork: t.OfWork, Why: "shipped"})
}
