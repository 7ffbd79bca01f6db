package store_test

import (
	"fmt"
	"testing"

	"github.com/packwright/packwright/station"
	"github.com/packwright/packwright/station/store"
	"github.com/packwright/packwright/station/store/storetest"
)

// A mug is said to weigh 350 g and BOX-C 90 g.
func TestWeightsAreLearntFromParcelsOfOneArticle(t *testing.T) {
	s := storetest.OpenHouse(t)
	h := storetest.NewHouse(t, s)
	h.Put("MUG", "A01", 99)
	h.Put("PEN", "A02", 99)
	hand := h.Hand("BENCH-1")
	ship := func(grams int, lines ...storetest.Line) {
		h.Order(lines...)
		task := hand.Next()
		hand.Apply(task.OnePass()...)
		hand.Apply(task.PickAll(storetest.Into(1))...)
		task.ShipAt(grams)
	}
	learnt := func(want string) {
		t.Helper()
		all, err := s.WeightsLearnt(t.Context(), storetest.MainWarehouse, ever)
		if got := fmt.Sprint(all); err != nil || got != want {
			t.Errorf("got %s, %v, want %s", got, err, want)
		}
	}
	mugs := func(n int) storetest.Line { return storetest.Line{SKU: "MUG", Qty: n} }
	ship(90+381, mugs(1))
	ship(90+2*380, mugs(2))
	ship(90+3*379, mugs(3))
	ship(5000, mugs(1)) // a typing error is no weight of a mug
	ship(90+380+10, mugs(1), storetest.Line{SKU: "PEN", Qty: 1})
	ship(60, mugs(1)) // less than the carton
	learnt("[]")
	ship(90+2*380, mugs(1), mugs(1)) // two lines of one article
	learnt("[{ MUG Mug 330 ml 350 380 5 2266}]")
	for range 5 {
		ship(90+380, mugs(1))
		ship(90+14, storetest.Line{SKU: "PEN", Qty: 1}) // 4 g are nothing
	}
	learnt("[{ MUG Mug 330 ml 350 380 10 1}]")

	accept := store.ProductWeight{SKU: "MUG", WasG: 350, WeightG: 380}
	h.Do(accept)
	learnt("[]")
	if _, err := h.Try(accept); err == nil {
		t.Error("a proposal was taken twice")
	}
}

func TestTheLastCheckOfAScaleIsTold(t *testing.T) {
	s := storetest.OpenHouse(t)
	h := storetest.NewHouse(t, s)
	if _, found, err := s.ScaleCheck(t.Context(), "BENCH-1"); found || err != nil {
		t.Errorf("before: %v, %v", found, err)
	}
	hand := h.Hand("BENCH-1")
	hand.Apply(station.ScaleChecked{Day: "2026-03-02", Grams: 900, NominalG: 1000, ToleranceG: 5})
	hand.Show("LEA-BADGE")
	hand.Apply(station.ScaleChecked{Day: "2026-03-02", NominalG: 1000, ToleranceG: 5, By: h.Lea})
	hand.Apply(station.ScaleChecked{Day: "2026-03-03", Grams: 1001, NominalG: 1000, ToleranceG: 5, OK: true})
	h.Hand("BENCH-2").Apply(station.ScaleChecked{Day: "2026-03-04", Grams: 7, NominalG: 1000})
	if got, found, err := s.ScaleCheck(t.Context(), "BENCH-1"); fmt.Sprint(got) != "{2026-03-03 1001 1000 true false}" || !found || err != nil {
		t.Errorf("got %v, %v, %v", got, found, err)
	}
}
