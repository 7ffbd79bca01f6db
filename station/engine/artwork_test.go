package engine

import (
	"context"
	"testing"
	"testing/synctest"
	"time"

	"github.com/packwright/packwright/station"
)

// shipLabels are the ship labels that came out.
func (h *house) shipLabels() []station.Document {
	h.mu.Lock()
	defer h.mu.Unlock()
	var all []station.Document
	for _, d := range h.papers {
		if d.Kind == station.ShipLabel {
			all = append(all, d)
		}
	}
	return all
}

func TestACarriersLabelIsPrintedAfterARestartAsItCame(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		dir, w, h := t.TempDir(), newWarehouse(order("1", 2, 1)), newHouse()
		h.theirs = true
		h.onBuy = func(context.Context) error {
			w.setFails(hangs) // so that its being bought is not applied, and nothing is printed
			return nil
		}
		b := start(t, dir, w, h)
		b.ships(0, 9)
		b.until("the label is bought", func(s station.State) bool {
			l := s.Work().Current().Live()
			return l != nil && l.State == station.LabelPurchased && len(l.Codes) == 2
		})
		b.stop()
		if n := len(h.shipLabels()); n != 0 {
			t.Fatalf("%d labels came out already", n)
		}
		w.setFails(nil)
		b = start(t, dir, w, h)
		b.until("the question for the box", func(s station.State) bool { return s.Prompt().Plus != "" })
		b.scan(station.CommandCode(station.CmdPlus))
		b.at(station.StepProve)
		key := b.s.Work().Current().Live().Key
		came := h.shipLabels()
		if len(came) != 1 || string(came[0].Artwork) != "^XA"+key+"^XZ" || h.fetched != 0 {
			t.Errorf("came out %+v after %d more questions to the carrier", came, h.fetched)
		}
		b.ships(9, len(steps))
		b.shipped(w)
	})
}

func TestACarriersLabelThatIsNotHereIsFetchedByItsKey(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := newHouse()
		h.sold["k"] = station.Bought{Tracking: "T", Theirs: true}
		answers := make(chan station.Fetched, 2)
		step := held(true, station.FetchArtwork{Work: "1", Parcel: 1, Label: 1, Key: "k"})
		b := start(t, t.TempDir(), newWarehouse(), h, step, func(o *Options) {
			o.Step = hears(o.Step, answers)
		})
		b.Send(station.Scanned{})
		got := <-answers
		if got.Artwork == nil || string(got.Artwork.Data) != "^XAk^XZ" || got.Key != "k" || got.Work != "1" {
			t.Errorf("got %+v", got)
		}
		delete(h.sold, "k")
		b.Send(station.Scanned{})
		if got := <-answers; got.Artwork != nil || got.Refused != "there is none" {
			t.Errorf("got %+v, want the carrier's no", got)
		}
	})
}

// hears notes what the carrier answered.
func hears(step stepper, answers chan<- station.Fetched) stepper {
	return func(s station.State, now time.Time, in station.Input) (station.State, station.Out) {
		if f, ok := in.(station.Fetched); ok {
			answers <- f
		}
		return step(s, now, in)
	}
}

type stepper func(station.State, time.Time, station.Input) (station.State, station.Out)
