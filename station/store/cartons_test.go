package store_test

import (
	"fmt"
	"reflect"
	"testing"
	"time"

	"github.com/packwright/packwright/station"
	"github.com/packwright/packwright/station/store/storetest"
	"github.com/packwright/packwright/station/view"
)

// ever is a period that holds everything.
var ever = view.Period{From: time.Unix(0, 0), To: time.Unix(1<<33, 0)}

// packedHouse is a house in which four orders were shipped, two of them with
// the same content, and one is only being packed.
func packedHouse(t *testing.T) (*storetest.House, storetest.Real) {
	t.Helper()
	real := storetest.OpenHouse(t)
	h := storetest.NewHouse(t, real)
	h.Put("MUG", "A01", 50)
	h.Put("PEN", "A04", 50)
	hand := h.Hand("BENCH-1")
	for _, lines := range [][]storetest.Line{
		{{SKU: "MUG", Qty: 2}},
		{{SKU: "MUG", Qty: 1}, {SKU: "PEN", Qty: 3}},
		{{SKU: "MUG", Qty: 1}, {SKU: "MUG", Qty: 1}},
		{{SKU: "MUG", Qty: 4}},
	} {
		h.Order(lines...)
		task := hand.Next()
		hand.Apply(task.OnePass()...)
		hand.Apply(task.PickAll(storetest.Into(1))...)
		task.Ship()
	}
	h.Order(storetest.Line{SKU: "MUG", Qty: 5})
	open := hand.Next()
	hand.Apply(open.OnePass()...)
	hand.Apply(open.PickAll(storetest.Into(1))...)
	return h, real
}

func TestPackedTellsEveryContentOnce(t *testing.T) {
	_, s := packedHouse(t)
	lists, articles, err := s.Packed(t.Context(), storetest.MainWarehouse, ever)
	if err != nil {
		t.Fatal(err)
	}
	sku := map[int64]string{}
	for id, a := range articles {
		sku[id] = fmt.Sprintf("%s %v", a.SKU, a.Sized())
	}
	var got []string
	for _, l := range lists {
		s := fmt.Sprint(l.Orders, ":")
		for n, id := range l.Articles {
			s += fmt.Sprintf(" %d %s", l.Units[n], sku[id])
		}
		got = append(got, s)
	}
	want := "[2: 2 MUG true 1: 4 MUG true 1: 1 MUG true 3 PEN false]"
	if fmt.Sprint(got) != want {
		t.Errorf("got %v, want %s", got, want)
	}
	none, _, err := s.Packed(t.Context(), storetest.MainWarehouse, view.Period{From: time.Unix(0, 0), To: time.Unix(1, 0)})
	if err != nil || len(none) != 0 {
		t.Errorf("in 1970: %v, %v; want nothing", none, err)
	}
}

func TestCartonUsesTellHowFullTheyWere(t *testing.T) {
	h, s := packedHouse(t)
	_, err := s.ImportCartons(t.Context(), storetest.MainWarehouse, []view.NewCarton{
		{Code: "BOX-XL", Name: "XL", InnerMM: [3]int{600, 400, 400}, OuterMM: [3]int{610, 410, 410}, EmptyG: 300, MaxG: 30000},
	}, nil)
	if err != nil {
		t.Fatal(err)
	}
	h.Order(storetest.Line{SKU: "MUG", Qty: 1})
	hand := h.Hand("BENCH-2")
	task := hand.Next()
	hand.Apply(task.Move(station.Picking, station.Packing, "one_pass"),
		station.ParcelOpened{OfWork: task.OfWork, Parcel: 1, Carton: "BAG-9", Planned: "BOX-C"})
	hand.Apply(station.CartonChanged{OfWork: task.OfWork, Parcel: 1, Carton: "BOX-XL", Why: "chosen"},
		station.CartonRefused{OfWork: task.OfWork, Parcel: 1, Carton: "BOX-XL", Units: map[int]int{0: 1}, Planned: "BOX-C"},
		station.CartonChanged{OfWork: task.OfWork, Parcel: 1, Carton: "BOX-C", Why: "does_not_fit"},
		station.CartonRefused{OfWork: task.OfWork, Parcel: 1, Carton: "BOX-C", Units: map[int]int{0: 1}, Planned: "BOX-C"},
		station.CartonChanged{OfWork: task.OfWork, Parcel: 1, Carton: "BAG-9", Why: "does_not_fit"})
	hand.Apply(task.PickAll(storetest.Into(1))...)
	task.Ship()
	uses, err := s.CartonUses(t.Context(), storetest.MainWarehouse, ever)
	if err != nil {
		t.Fatal(err)
	}
	// A mug is 120 x 90 x 100 mm, BOX-C holds 300 x 200 x 150: 12 % each. The
	// parcel with pens, of which no size is known, does not count.
	want := "[{BOX-C C true 4 3 32.00 1 1} {BOX-XL XL true 0 0 0.00 0 1} {BAG-9  false 1 0 0.00 0 0}]"
	var got []string
	for _, u := range uses {
		got = append(got, fmt.Sprintf("{%s %s %v %d %d %.2f %d %d}", u.Code, u.Name, u.Known, u.Parcels, u.Filled, u.FillPct, u.Given, u.Unfit))
	}
	if fmt.Sprint(got) != want {
		t.Errorf("got %v, want %s", got, want)
	}
}

func TestCartonsOfAWarehouse(t *testing.T) {
	s := storetest.OpenHouse(t)
	storetest.NewHouse(t, s)
	got, err := s.Cartons(t.Context(), storetest.MainWarehouse)
	want := station.Carton{Code: "BOX-C", Name: "C", InnerMM: [3]int{300, 200, 150}, OuterMM: [3]int{310, 210, 160}, EmptyG: 90, MaxG: 20000}
	if err != nil || len(got) != 1 || !reflect.DeepEqual(got[0], want) {
		t.Errorf("got %+v, %v; want %+v", got, err, want)
	}
}
