package storetest

import (
	"errors"
	"strings"
	"time"

	"github.com/packwright/packwright/station"
	"github.com/packwright/packwright/station/store"
	"github.com/packwright/packwright/station/view"
)

var intakeTests = []test{
	{"an order is accepted once; with other content it is reported and left as it is", func(w *World) {
		o := w.NewOrder(Line{"MUG", 2})
		w.Import(o)
		moved := o
		moved.Source = "orders-2.csv:99"
		told := w.importing(o, moved)
		is(w, "same", told.Same, 2)
		is(w, "clean", told.Clean(), true)
		o.Lines = []view.NewLine{{SKU: "MUG", Quantity: 3}}
		told = w.importing(o)
		is(w, "changed", told.Changed, 1)
		is(w, "row", told.Rows[0].Source, "orders.csv:1")
		is(w, "clean", told.Clean(), false)
		is(w, "units", w.Find(o.Number).Units, 2)
	}},
	{"bad rows are named and the good ones kept", func(w *World) {
		unknown, empty, nul, none, good := w.NewOrder(Line{"MUG", 1}, Line{"WHAT", 1}), w.NewOrder(), w.NewOrder(Line{"MUG", 1}), w.NewOrder(Line{"MUG", 0}), w.NewOrder(Line{"MUG", 1})
		nul.Note = "a\x00b"
		heard := 0
		told, err := w.Store.ImportOrders(w.ctx(), MainWarehouse, []view.NewOrder{unknown, empty, nul, none, good}, func(done int) { heard = done })
		w.good(err)
		is(w, "new", told.New, 1)
		is(w, "refused", told.Refused, 4)
		is(w, "progress", heard, 5)
		reasons := map[string]string{}
		for _, r := range told.Rows {
			reasons[r.Source] = r.Reason
		}
		for source, want := range map[string]string{unknown.Source: "WHAT", empty.Source: "no items", nul.Source: "NUL", none.Source: "quantity 0"} {
			if !strings.Contains(reasons[source], want) {
				w.T.Errorf("%s: reason %q does not say %q", source, reasons[source], want)
			}
		}
		is(w, "orders", len(w.orders()), 1)
	}},
	{"text of a shop comes back as it was", func(w *World) {
		w.Put("MUG", "A01", 1)
		o := w.NewOrder(Line{"MUG", 1})
		o.Note, o.ShipTo.Name, o.ShipTo.Email = "'; drop table orders; -- \x1b[2J {{.}}", `Zoë "Ü" \ O'Neil`, "zoe@example.org"
		w.Import(o)
		w.Release()
		c := w.Hand("BENCH-1").Next().Open.Content
		is(w, "note", c.Note, o.Note)
		is(w, "name", c.ShipTo.Name, o.ShipTo.Name)
		is(w, "e-mail", w.Find(o.Number).ShipTo.Email, "zoe@example.org")
	}},
	{"two lines of one article are added up before stock is promised", func(w *World) {
		w.Put("MUG", "A01", 5)
		w.Order(Line{"MUG", 3}, Line{"MUG", 3})
		is(w, "waits for", w.Find("#1001").Works[0].Why, "stock")
		_, allocated := w.Stock("MUG", "A01")
		is(w, "allocated", allocated, 0)
		w.Put("MUG", "A02", 1)
		is(w, "stops", len(w.Hand("BENCH-1").Next().Stops()), 3)
	}},
	{"a line without SKU is found by its barcode", func(w *World) {
		o := w.NewOrder()
		o.Lines = []view.NewLine{{Barcode: "4006381333931", Quantity: 1, Name: "mug"}}
		w.Import(o)
		is(w, "article", w.Find(o.Number).Lines[0].SKU, "MUG")
	}},
	{"holds of an import stop its order", func(w *World) {
		w.Put("MUG", "A01", 5)
		o := w.NewOrder(Line{"MUG", 1})
		o.Holds = []string{"fraud", "fraud", "payment"}
		w.Import(o)
		is(w, "released", w.Release().Released, 0)
		is(w, "holds", len(w.Find(o.Number).Holds), 2)
		w.Do(store.Release{Order: station.ID(w.Find(o.Number).ID)})
		w.Hand("BENCH-1").Next()
	}},
	{"products are brought up to date; their stock is put on hand once", func(w *World) {
		p := view.NewProduct{SKU: "CUP", Name: "Cup", WeightG: 100, Stock: 7, Location: "B01"}
		for n := range 2 {
			p.WeightG += n * 50
			_, err := w.Store.ImportProducts(w.ctx(), MainWarehouse, []view.NewProduct{p}, nil)
			w.good(err)
		}
		onHand, _ := w.Stock("CUP", "B01")
		is(w, "on hand", onHand, 7)
		w.Order(Line{"CUP", 1})
		l := w.Hand("BENCH-1").Next().Open.Content.Lines[0]
		is(w, "weight", l.WeightG, 150)
		is(w, "barcode", l.Barcodes[0].Code, "CUP")
	}},
	{"a barcode may be of several articles, a row without an SKU of none", func(w *World) {
		told, err := w.Store.ImportProducts(w.ctx(), MainWarehouse, []view.NewProduct{
			{SKU: "FAKE", Barcodes: []view.NewBarcode{{Code: "4006381333931", Units: 1}}}, {SKU: "", Name: "nothing"}, {SKU: "FINE"},
		}, nil)
		w.good(err)
		is(w, "refused", told.Refused, 1)
		is(w, "new", told.New, 2)
	}},
	{"a bench hears what the plan of the cartons must mind", func(w *World) {
		rules := station.Handling{
			Rotation: "this_side_up", PadMM: 10, BearsG: 500, Stack: 2, Alone: true, Family: "glass", Set: "tea", NotIn: []string{"BAG", "BOX-C"},
		}
		p := view.NewProduct{
			SKU: "VASE", Fragile: true, Rotation: rules.Rotation, PadMM: rules.PadMM, BearsG: rules.BearsG, Stack: rules.Stack,
			Alone: rules.Alone, Family: rules.Family, Set: rules.Set, NotIn: rules.NotIn, Stock: 5, Location: "A01",
		}
		_, err := w.Store.ImportProducts(w.ctx(), MainWarehouse, []view.NewProduct{p}, nil)
		w.good(err)
		_, err = w.Store.ImportCartons(w.ctx(), MainWarehouse, []view.NewCarton{{
			Code: "BAG", Name: "Bag", InnerMM: [3]int{300, 200, 30}, OuterMM: [3]int{300, 200, 30}, MaxG: 1000,
			VoidPct: 15, Limit: 4, Mailer: true, NotBy: []string{"DHL Paket"}, CostCent: 12,
		}}, nil)
		w.good(err)
		w.Put("MUG", "A02", 1)
		w.Order(Line{"VASE", 1}, Line{"MUG", 1})
		c := w.Hand("BENCH-1").Next().Open.Content
		same(w, "rules of the vase", c.Lines[0].Handling, rules)
		same(w, "rules of the mug", c.Lines[1].Handling, station.Handling{})
		same(w, "cartons", c.Cartons[0], station.Carton{
			Code: "BAG", Name: "Bag", InnerMM: [3]int{300, 200, 30}, OuterMM: [3]int{300, 200, 30}, MaxG: 1000,
			PriceCents: 12, VoidPct: 15, Limit: 4, Mailer: true, NotBy: []string{"DHL Paket"},
		})
	}},
	{"what goes in beside the goods is told: of the order, of its channel, of each article", func(w *World) {
		told, err := w.Store.ImportProducts(w.ctx(), MainWarehouse, []view.NewProduct{
			{SKU: "VASE", PackNote: "two layers of paper", PackMust: true, PackG: 30, Stock: 5, Location: "A01"},
			{SKU: "BAD", PackNote: "1\n2\n3\n4"},
		}, nil)
		w.good(err)
		is(w, "refused", told.Refused, 1)
		o := w.NewOrder(Line{"VASE", 1}, Line{"MUG", 1})
		o.PackNote, o.PackG = "ribbon, the red one", 5
		w.Put("MUG", "A02", 9)
		w.Import(o)
		w.Do(store.ChannelNote{Channel: "shop", Text: "card", Must: true, Grams: 8})
		w.Do(store.Channel{Code: "shop", Short: "wait"})
		w.Release()
		h := w.Hand("BENCH-1")
		c := h.Next().Open.Content
		card := station.PutIn{Of: "channel", Text: "card", Must: true, Grams: 8}
		same(w, "of order and channel", c.PutIns, []station.PutIn{{Of: "order", Text: "ribbon, the red one", Grams: 5}, card})
		same(w, "of the vase", c.Lines[0].PutIn, station.PutIn{Text: "two layers of paper", Must: true, Grams: 30})
		same(w, "of the mug", c.Lines[1].PutIn, station.PutIn{})
		w.Import(w.NewOrder(Line{"MUG", 1}))
		w.Release()
		same(w, "of an order without", h.Next().Open.Content.PutIns, []station.PutIn{card})
		w.Do(store.ChannelNote{Channel: "shop"})
		_, err = w.Try(store.ChannelNote{Channel: "nobody's", Text: "x"})
		refused(w, "an unknown channel", err)
		_, err = w.Try(store.ChannelNote{Channel: "shop", Text: "1\n2\n3\n4"})
		refused(w, "a note too long", err)
		_, err = w.Try(store.ChannelNote{Channel: "shop", Text: "x", Grams: -1})
		refused(w, "a note too light", err)
	}},
	{"what was put in is told to who goes on", func(w *World) {
		w.Put("MUG", "A01", 10)
		w.Order(Line{"MUG", 2})
		task := w.Hand("BENCH-1").Next()
		task.Apply(task.OnePass()...)
		task.Apply(task.Pick(task.Stops()[0], 1, Into(1)), station.PutInsConfirmed{OfWork: task.OfWork, Parcel: 1, PutIns: []string{"channel", "line 0"}})
		w.Pass(2 * time.Minute)
		taken := w.Hand("BENCH-2").Take(station.Want{How: station.ByTakeover, Person: w.Anna, Max: 1})
		last := taken.Open.Facts[len(taken.Open.Facts)-1].Change.(station.PutInsConfirmed)
		same(w, "acknowledged", last.PutIns, []string{"channel", "line 0"})
	}},
	{"a carton that cannot be is refused", func(w *World) {
		told, err := w.Store.ImportCartons(w.ctx(), MainWarehouse, []view.NewCarton{
			{Code: "FLAT", InnerMM: [3]int{0, 1, 1}, OuterMM: [3]int{1, 1, 1}}, {Code: "BOX-D", InnerMM: [3]int{1, 1, 1}, OuterMM: [3]int{1, 1, 1}},
		}, nil)
		w.good(err)
		is(w, "refused", told.Refused, 1)
		is(w, "new", told.New, 1)
	}},
	{"a purchase under a key is made once", func(w *World) {
		_, err := w.Store.Bought(w.ctx(), "k")
		is(w, "unknown", errors.Is(err, store.ErrNotBought), true)
		first, err := w.Store.Buy(w.ctx(), "k", station.Bought{Tracking: "T1", PriceCents: 490})
		w.good(err)
		again, err := w.Store.Buy(w.ctx(), "k", station.Bought{Tracking: "T2", PriceCents: 590})
		w.good(err)
		is(w, "bought", again, first)
		w.good(w.Store.Void(w.ctx(), "k"))
		found, err := w.Store.Bought(w.ctx(), "k")
		w.good(err)
		is(w, "voided", found.Voided, true)
		is(w, "void of nothing", errors.Is(w.Store.Void(w.ctx(), "other"), store.ErrNotBought), true)
	}},
}

func (w *World) importing(orders ...view.NewOrder) view.Imported {
	w.T.Helper()
	told, err := w.Store.ImportOrders(w.ctx(), MainWarehouse, orders, nil)
	w.good(err)
	return told
}
