package storetest

import (
	"github.com/packwright/packwright/station"
	"github.com/packwright/packwright/station/store"
)

var unitTests = []test{
	{"one order from import to shipped", func(w *World) {
		w.Put("MUG", "A01", 10)
		id := w.Order(Line{"MUG", 2})
		is(w, "released", w.Find(string(id)).State, "open")
		task := w.Hand("BENCH-1").Next()
		is(w, "claimed", w.Find(string(id)).State, "in_fulfilment")
		task.Apply(task.OnePass()...)
		task.Apply(task.PickAll(Into(1))...)
		task.Ship()
		o := w.Find(string(id))
		is(w, "state", o.State, "shipped")
		is(w, "parcel", o.Parcels[0].State, "in_cage")
		is(w, "proven", o.Parcels[0].Proven, true)
		is(w, "weight", o.Parcels[0].WeightG, 440)
		is(w, "work", o.Works[0].Stage, "labelled")
		onHand, allocated := w.Stock("MUG", "A01")
		is(w, "on hand", onHand, 8)
		is(w, "allocated", allocated, 0)
		is(w, "shipped today", w.floor().ShippedToday, 1)
	}},
	{"the path goes to the oldest that may be sold, then along the aisle", func(w *World) {
		w.Put("MUG", "A02", 1)
		w.Put("MUG", "A01", 1)
		w.PutLot("TEA", "A04", "OLD", "2020-01-01", 9) // may not be sold any more
		w.PutLot("TEA", "A01", "L2", "2031-05-01", 9)
		w.PutLot("TEA", "A03", "L1", "2030-05-01", 1)
		w.Order(Line{"MUG", 2}, Line{"TEA", 2})
		path := ""
		for _, s := range w.Hand("BENCH-1").Next().Stops() {
			path += s.Location + s.Lot + " "
			if s.Lot == "L1" {
				is(w, "expiry", s.Expiry, "2030-05-01")
			}
			is(w, "qty", s.Qty, 1)
		}
		is(w, "path", path, "A01 A01L2 A02 A03L1 ")
	}},
	{"content tells everything a bench needs", func(w *World) {
		w.Put("MUG", "A01", 10)
		o := w.NewOrder(Line{"MUG", 2})
		o.Note, o.Gift, o.ShipBy = "ring twice", true, noon
		w.Import(o)
		w.Release()
		c := w.Hand("BENCH-1").Next().Open.Content
		is(w, "number", c.OrderNo, "#1001")
		is(w, "warehouse", c.Warehouse, MainWarehouse)
		is(w, "city", c.ShipTo.City, "Berlin")
		is(w, "from", c.From.City, "Köln")
		is(w, "note", c.Note, "ring twice")
		is(w, "gift", c.Gift, true)
		is(w, "cut-off", c.CutOff, noon)
		is(w, "service", c.Service, "standard")
		is(w, "rules", c.Rules, station.DefaultRules())
		is(w, "cartons", len(c.Cartons), 1)
		is(w, "carton", c.Cartons[0].InnerMM, [3]int{300, 200, 150})
		l := c.Lines[0]
		is(w, "sku", l.SKU, "MUG")
		is(w, "want", l.Want, 2)
		is(w, "weight", l.WeightG, 350)
		is(w, "fragile", l.Fragile, true)
		is(w, "barcodes", len(l.Barcodes), 2)
		is(w, "piece", l.Barcodes[0], station.Barcode{Code: "04006381333931", Units: 1})
		is(w, "case", l.Barcodes[1], station.Barcode{Code: "14006381333938", Units: 12})
		s := c.Asked.Stops[0]
		is(w, "code", s.Code, "LOC-A01")
		is(w, "check digits", s.CheckDigits, "47")
		is(w, "left", s.Left(), 2)
	}},
	{"an undone pick is stock again, promised as before", func(w *World) {
		w.Put("MUG", "A01", 10)
		w.Order(Line{"MUG", 2})
		task := w.Hand("BENCH-1").Next()
		stop := task.Stops()[0]
		task.Apply(task.OnePass()...)
		task.Apply(task.Pick(stop, 2, Into(1)),
			station.UnitMoved{OfWork: task.OfWork, Qty: 1, From: Into(1), To: At("A01"), Stop: stop.ID, Why: "undo"})
		onHand, allocated := w.Stock("MUG", "A01")
		is(w, "on hand", onHand, 9)
		is(w, "allocated", allocated, 1)
		is(w, "picked", w.Find("#1001").Lines[0].Picked, 1)
		is(w, "packed", w.Find("#1001").Lines[0].Packed, 1)
		task.Apply(task.Pick(stop, 1, Into(1)))
		task.Ship()
	}},
	{"taken out of a box, units are in the tote and not packed", func(w *World) {
		task := w.packing()
		task.Apply(station.UnitPacked{OfWork: task.OfWork, Parcel: 1, Qty: 2, From: Tote("TOTE-1")},
			station.UnitMoved{OfWork: task.OfWork, Qty: 1, From: Into(1), To: Tote("TOTE-1"), Why: "take_out"})
		is(w, "picked", w.Find("#1001").Lines[0].Picked, 2)
		is(w, "packed", w.Find("#1001").Lines[0].Packed, 1)
	}},
	{"more than wanted, or from where they are not, is set aside", func(w *World) {
		for name, change := range map[string]func(Task) station.Change{
			"too many": func(t Task) station.Change { return t.Pick(t.Stops()[0], 3, Into(1)) },
			"another line's stop": func(t Task) station.Change {
				return station.UnitPicked{OfWork: t.OfWork, Line: 1, Stop: t.Stops()[0].ID, Qty: 1, Into: Into(1)}
			},
			"into no box": func(t Task) station.Change { return t.Pick(t.Stops()[0], 1, Into(2)) },
			"not picked": func(t Task) station.Change {
				return station.UnitPacked{OfWork: t.OfWork, Parcel: 1, Qty: 1, From: Tote("TOTE-1")}
			},
			"none": func(t Task) station.Change { return t.Pick(t.Stops()[0], 0, Into(1)) },
			"less than none": func(t Task) station.Change {
				return station.UnitMoved{OfWork: t.OfWork, Qty: -1, From: Into(1), To: At("A01")}
			},
			"to nowhere": func(t Task) station.Change {
				return station.UnitMoved{OfWork: t.OfWork, Qty: 1, From: Into(1), To: At("Z99"), Why: "put_back"}
			},
		} {
			w.Put("MUG", "A01", 2)
			w.Order(Line{"MUG", 2})
			h := w.HandOf("BENCH-1", station.ID("writer "+name))
			task := h.Next()
			task.Apply(task.OnePass()...)
			if name == "to nowhere" || name == "less than none" {
				task.Apply(task.Pick(task.Stops()[0], 1, Into(1)))
			}
			is(w, name, len(task.Tell(change(task)).SetAside), 1)
			h.Tell(station.WorkClosed{OfWork: task.OfWork, Why: "lost"})
		}
	}},
	{"a serial number is with one work", func(w *World) {
		w.Put("CAM", "A01", 2)
		w.Order(Line{"CAM", 1})
		w.Order(Line{"CAM", 1})
		for n, want := range []int{0, 1} {
			task := w.HandOf("BENCH-1", station.ID([]string{"one", "two"}[n])).Next()
			task.Apply(task.OnePass()...)
			pick := task.Pick(task.Stops()[0], 1, Into(1))
			pick.Serial = "S-1"
			is(w, "set aside", len(task.Tell(pick).SetAside), want)
		}
	}},
	{"another lot than the one promised is stored, and its place counted when it was not there", func(w *World) {
		w.PutLot("TEA", "A01", "L1", "2030-05-01", 5)
		w.Order(Line{"TEA", 2})
		task := w.Hand("BENCH-1").Next()
		task.Apply(task.OnePass()...)
		pick := task.Pick(task.Stops()[0], 1, Into(1))
		pick.Lot, pick.Expiry = "L9", "2031-01-01"
		task.Apply(pick, task.Pick(task.Stops()[0], 1, Into(1)))
		onHand, allocated := w.Stock("TEA", "A01")
		is(w, "on hand of the promised lot", onHand, 4)
		is(w, "allocated", allocated, 0)
	}},
	{"damaged at its location: quarantined; short afterwards takes the rest", func(w *World) {
		w.Put("MUG", "A01", 3)
		w.Put("MUG", "A02", 5)
		w.Order(Line{"MUG", 3})
		task := w.Hand("BENCH-1").Next()
		stop := task.Stops()[0]
		task.Apply(task.OnePass()...)
		task.Apply(station.UnitDamaged{OfWork: task.OfWork, Qty: 2, From: At("A01"), To: "QUAR-1", Stop: stop.ID},
			task.Pick(stop, 1, Into(1)))
		onHand, allocated := w.Stock("MUG", "A01")
		is(w, "on hand", onHand, 0)
		is(w, "allocated", allocated, 0)
		onHand, _ = w.Stock("MUG", "QUAR-1")
		is(w, "in quarantine", onHand, 2)
		a := task.Apply(station.UnitsShort{OfWork: task.OfWork, Stop: stop.ID, Location: "A01", Missing: 2, Reason: station.ShortDamaged})
		is(w, "asked again", len(a.Works), 1)
		stops := task.StopsOf(a)
		is(w, "stops", len(stops), 2)
		is(w, "from", stops[1].Location, "A02")
		is(w, "qty", stops[1].Qty, 2)
		task.Apply(task.Pick(stops[1], 2, Into(1)))
		task.Ship()
		is(w, "units everywhere", w.everywhere("MUG"), 8)
	}},
	{"damaged or missing when packed: another one is asked for", func(w *World) {
		w.Put("MUG", "A02", 5)
		task := w.packing()
		a := task.Apply(station.UnitDamaged{OfWork: task.OfWork, Qty: 1, From: Tote("TOTE-1"), To: "QUAR-1"})
		stops := task.StopsOf(a)
		is(w, "left to take", stops[len(stops)-1].Left(), 1)
		onHand, _ := w.Stock("MUG", "QUAR-1")
		is(w, "in quarantine", onHand, 1)
		is(w, "picked", w.Find("#1001").Lines[0].Picked, 1)
		a = task.Apply(station.UnitMissing{OfWork: task.OfWork, Qty: 1, From: Tote("TOTE-1")})
		left := 0
		for _, s := range task.StopsOf(a) {
			left += s.Left()
		}
		is(w, "left to take", left, 2)
		is(w, "picked", w.Find("#1001").Lines[0].Picked, 0)
		is(w, "units everywhere", w.everywhere("MUG"), 14) // one of 15 is missing
	}},
	{"a foreign unit is booked into the red tray", func(w *World) {
		pen, err := w.Hand("BENCH-1").Bench.Resolve(w.ctx(), "PEN")
		w.good(err)
		h := w.Hand("BENCH-1")
		h.Apply(station.ToTray{Product: pen.Product, Code: "PEN", Qty: 1, Tray: "RED-1"},
			station.ToTray{Code: "what is this", Qty: 1, Tray: "RED-1"})
		onHand, _ := w.Stock("PEN", "RED-1")
		is(w, "in the tray", onHand, 1)
	}},
	{"an override counts once, for its deed, its work and 60 s", func(w *World) {
		task := w.packing()
		grant := func(action station.Action) station.ID {
			a, err := task.Bench.Grant(w.ctx(), station.Grant{Work: task.Work, Action: action, Badge: "LEA-BADGE"})
			w.good(err)
			is(w, "by", a.By.Name, "Lea")
			is(w, "work", a.Work, task.Work)
			return a.Grant
		}
		_, err := task.Bench.Grant(w.ctx(), station.Grant{Work: task.Work, Action: station.CountNoBarcode, Badge: "ANNA-BADGE"})
		refused(w, "a packer's yes", err)
		_, err = w.Hand("BENCH-2").Bench.Grant(w.ctx(), station.Grant{Work: task.Work, Action: station.CountNoBarcode, Badge: "LEA-BADGE"})
		refused(w, "for a work of another bench", err)
		id := grant(station.CountNoBarcode)
		pack := station.UnitPacked{OfWork: task.OfWork, Parcel: 1, Qty: 1, From: Tote("TOTE-1"), Grant: id}
		task.Apply(pack)
		is(w, "used twice", len(task.Tell(pack).SetAside), 1)
	}},
	{"an override of another deed is set aside", func(w *World) {
		task := w.packing()
		a, err := task.Bench.Grant(w.ctx(), station.Grant{Work: task.Work, Action: station.PassWeight, Badge: "LEA-BADGE"})
		w.good(err)
		pack := station.UnitPacked{OfWork: task.OfWork, Parcel: 1, Qty: 1, From: Tote("TOTE-1"), Grant: a.Grant}
		is(w, "set aside", len(task.Tell(pack).SetAside), 1)
	}},
	{"an override is too late after 60 s, unless the bench could not say so before", func(w *World) {
		task := w.packing()
		for n, late := range []bool{false, true} {
			a, err := task.Bench.Grant(w.ctx(), station.Grant{Work: task.Work, Action: station.CountNoBarcode, Badge: "LEA-BADGE"})
			w.good(err)
			w.Pass(70 * 1e9)
			if late {
				task.Beat() // it had everything sent, later than the 60 s
			}
			pack := station.UnitPacked{OfWork: task.OfWork, Parcel: 1, Qty: 1, From: Tote("TOTE-1"), Grant: a.Grant}
			is(w, "set aside", len(task.Tell(pack).SetAside), n)
		}
	}},
	{"an override is not too late because a bench asks what the house has", func(w *World) {
		task := w.packing()
		a, err := task.Bench.Grant(w.ctx(), station.Grant{Work: task.Work, Action: station.CountNoBarcode, Badge: "LEA-BADGE"})
		w.good(err)
		w.Pass(70 * 1e9)
		_, err = task.Bench.Apply(w.ctx(), station.Batch{Writer: task.Writer, Station: task.Name, Status: station.Status{Unsent: station.UnsentUnknown}})
		w.good(err)
		floor, err := w.Store.Floor(w.ctx(), MainWarehouse)
		w.good(err)
		for _, row := range floor.Stations {
			is(w, row.Name+" unsent", row.Unsent, 0)
		}
		pack := station.UnitPacked{OfWork: task.OfWork, Parcel: 1, Qty: 1, From: Tote("TOTE-1"), Grant: a.Grant}
		is(w, "set aside", len(task.Tell(pack).SetAside), 0)
	}},
	{"units are somewhere, always: the sum never changes", func(w *World) {
		w.Put("MUG", "A01", 4)
		w.Put("MUG", "A02", 4)
		w.Order(Line{"MUG", 5})
		task := w.Hand("BENCH-1").Next()
		stops := task.Stops()
		sum := func(what string) { w.T.Helper(); is(w, what, w.everywhere("MUG"), 8) }
		sum("before")
		for _, c := range append(task.OnePass(), task.Pick(stops[0], 3, Into(1)), task.Pick(stops[1], 1, Into(1)),
			station.UnitMoved{OfWork: task.OfWork, Qty: 1, From: Into(1), To: At("A01"), Stop: stops[0].ID, Why: "undo"},
			station.UnitDamaged{OfWork: task.OfWork, Qty: 1, From: Into(1), To: "QUAR-1"},
			station.UnitDamaged{OfWork: task.OfWork, Qty: 1, From: At("A01"), To: "QUAR-1", Stop: stops[0].ID}) {
			task.Apply(c)
			sum(c.Kind())
		}
		w.Do(store.Cancel{Order: task.Open.Content.Order})
		sum("cancel")
	}},
}

// packing is a work of two mugs in TOTE-1, opened to be packed with box 1 open.
func (w *World) packing() Task {
	w.T.Helper()
	task := w.toteTask("BENCH-1", 2)
	task.Apply(task.PickAll(Tote("TOTE-1"))...)
	task.Apply(task.Move(station.Picking, station.Picked, "all_lines_settled"),
		task.Move(station.Picked, station.Packing, "open_at_station"),
		station.ParcelOpened{OfWork: task.OfWork, Parcel: 1, Carton: "BOX-C"})
	return task
}

// StopsOf is the pick path that an answer told.
func (t Task) StopsOf(a station.Answer) []station.Stop {
	t.Answer = a
	return t.Stops()
}

// everywhere counts the pieces of an article at all locations and with works.
func (w *World) everywhere(sku string) int {
	w.T.Helper()
	rows, err := w.Store.Stock(w.ctx(), MainWarehouse, sku)
	w.good(err)
	n := 0
	for _, r := range rows {
		n += r.OnHand
	}
	for _, o := range w.orders() {
		for _, l := range w.Find(o.ID).Lines {
			if l.SKU == sku {
				n += l.Picked
			}
		}
	}
	return n
}
