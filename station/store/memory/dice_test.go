package memory_test

import (
	"github.com/packwright/packwright/station"
	"github.com/packwright/packwright/station/store/storetest"
)

// changes are what a bench says, whether or not it makes sense.
func (f *floor) changes(t storetest.Task, d deed) []station.Change {
	of := t.OfWork
	stop := station.Stop{ID: "0", Location: "A01"}
	if stops := f.seen[d.who].Stops; len(stops) > 0 {
		stop = stops[d.n%len(stops)]
	}
	box := storetest.Into(1)
	goods := station.Goods{Lot: stop.Lot, Expiry: stop.Expiry}
	from := []station.Place{f.onto[d.who], f.onto[d.who], f.onto[d.who], {Kind: station.Loose, ID: "1"}}[d.k]
	switch d.what {
	case "pick":
		return []station.Change{t.Pick(stop, 1+d.k/3, f.onto[d.who])}
	case "pack":
		return []station.Change{station.UnitPacked{OfWork: of, Line: stop.Line, Parcel: 1, Goods: goods, Qty: 1, From: from}}
	case "undo":
		return []station.Change{station.UnitMoved{OfWork: of, Line: stop.Line, Goods: goods, Qty: 1, From: from, To: storetest.At(stop.Location), Stop: stop.ID, Why: "undo"}}
	case "out":
		return []station.Change{station.UnitMoved{OfWork: of, Line: stop.Line, Goods: goods, Qty: 1, From: box, To: from, Why: "take_out"}}
	case "back":
		return []station.Change{station.UnitMoved{OfWork: of, Line: stop.Line, Goods: goods, Qty: 1, From: from, To: storetest.At("A04"), Why: "put_back"}}
	case "short":
		return []station.Change{station.UnitsShort{OfWork: of, Line: stop.Line, Stop: stop.ID, Location: stop.Location, Missing: 1 + d.k/2, Reason: station.ShortFewer}}
	case "damaged":
		if d.n%2 == 0 {
			from, goods = storetest.At(stop.Location), station.Goods{Lot: stop.Lot, Expiry: stop.Expiry}
		}
		return []station.Change{station.UnitDamaged{OfWork: of, Line: stop.Line, Goods: goods, Qty: 1, From: from, To: "QUAR-1", Stop: stop.ID}}
	case "nofit":
		return []station.Change{station.CartonRefused{OfWork: of, Parcel: 1 + d.n, Carton: "BOX-C", Units: map[int]int{0: 1 + d.k}, Planned: "BOX-C"}}
	case "replan":
		return []station.Change{station.CartonsPlanned{OfWork: of, From: d.n, One: d.k > 1, Parcels: []station.PlannedParcel{{Carton: "BOX-C", Units: map[int]int{0: 1}}}}}
	case "putin":
		return []station.Change{station.PutInsConfirmed{OfWork: of, Parcel: 1 + d.n, PutIns: []string{"order"}}}
	case "box":
		return []station.Change{station.CartonChanged{OfWork: of, Parcel: 1 + d.n/3, Carton: []string{"BOX-C", "BOX-X"}[d.k/2], Why: "chosen"}}
	case "empty":
		return []station.Change{station.CartonEmptied{Carton: []string{"BOX-C", "BAG", "BOX-C", ""}[d.n]}}
	case "there":
		return []station.Change{station.CartonRefilled{Carton: []string{"BOX-C", "BAG", "", "BOX-X"}[d.n]}}
	case "missing":
		return []station.Change{station.UnitMissing{OfWork: of, Line: stop.Line, Goods: goods, Qty: 1, From: from}}
	}
	return f.shipping(t, d)
}

func (f *floor) shipping(t storetest.Task, d deed) []station.Change {
	of := t.OfWork
	switch d.what {
	case "seal":
		return t.Seal(1)[:1]
	case "weigh":
		return t.Seal(1)[1:]
	case "label":
		return t.Label(1)[:1+d.n%2]
	case "print":
		return t.Label(1)[2 : 3+d.n%3]
	case "prove":
		return append(t.Seal(1), t.Label(1)...)
	case "finish":
		return f.finish(t, d.who)
	case "picked":
		changes := []station.Change{}
		for _, s := range f.seen[d.who].Stops {
			if s.Left() > 0 {
				changes = append(changes, t.Pick(s, s.Left(), f.onto[d.who]))
			}
		}
		return append(changes, t.Move(station.Picking, station.Picked, "all_lines_settled"), station.WorkClosed{OfWork: of, Why: "picked"})
	case "close":
		return []station.Change{station.WorkClosed{OfWork: of, Why: []string{"released", "picked", "lost", "cancelled"}[d.n]}}
	case "park":
		slot := []string{"T1", "T2", "T3", ""}[d.n]
		return []station.Change{station.Parked{OfWork: of, Slot: slot, Reason: station.ParkOther}, station.WorkClosed{OfWork: of, Why: "parked"}}
	case "discard":
		return []station.Change{station.ParcelDiscarded{OfWork: of, Parcel: 1}}
	case "reopen":
		return []station.Change{station.ParcelReopened{OfWork: of, Parcel: 1}}
	case "move":
		to := []station.Stage{station.Picked, station.Cancelling, station.ShortStage, station.Cancelled}[d.n]
		from := []station.Stage{station.Picking, station.Packing, station.Cancelling, station.Picking}[d.k]
		event := []string{"all_lines_settled", "cancel", "all_lines_settled", "put_back_done"}[d.n]
		return []station.Change{t.Move(from, to, event)}
	case "ahead":
		return []station.Change{station.AskedChanged{OfWork: of, Asked: *f.seen[d.who]}}
	}
	return []station.Change{station.ScanRefused{OfWork: of, Word: station.Wrong, Why: "x", Code: "y"}}
}

// finish picks what is left, and ships it.
func (f *floor) finish(t storetest.Task, who int) []station.Change {
	changes := []station.Change{}
	for _, s := range f.seen[who].Stops {
		if s.Left() > 0 {
			changes = append(changes, t.Pick(s, s.Left(), f.onto[who]))
		}
	}
	changes = append(append(changes, t.Seal(1)...), t.Label(1)...)
	return append(changes, t.Move(station.Packing, station.Packed, "seal_last_parcel"),
		t.Move(station.Packed, station.Labelled, "labels_ready"), station.WorkClosed{OfWork: t.OfWork, Why: "shipped"})
}
