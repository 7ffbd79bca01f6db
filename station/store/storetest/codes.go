package storetest

import (
	"fmt"
	"strings"
	"sync"
	"time"

	"github.com/packwright/packwright/station"
	"github.com/packwright/packwright/station/gs1"
	"github.com/packwright/packwright/station/store"
	"github.com/packwright/packwright/station/view"
)

var codeTests = []test{
	{"a code is resolved to what it is", func(w *World) {
		task := w.toteTask("BENCH-1", 2)
		b := w.Hand("BENCH-2").Bench
		for code, want := range map[string]station.Meaning{
			"4006381333931":  {Kind: station.IsProduct, Code: "04006381333931", SKU: "MUG", Name: "Mug 330 ml", Quantity: 1},
			"14006381333938": {Kind: station.IsProduct, Code: "14006381333938", SKU: "MUG", Name: "Mug 330 ml", Quantity: 12},
			"PEN":            {Kind: station.IsProduct, Code: "PEN", SKU: "PEN", Name: "Pen", Quantity: 1},
			"TOTE-1":         {Kind: station.IsTote, Code: "TOTE-1", Work: task.Work, OrderNo: "#1001"},
			"TOTE-2":         {Kind: station.IsTote, Code: "TOTE-2", Free: true},
			"T1":             {Kind: station.IsSlot, Code: "T1", Free: true},
			"RED-1":          {Kind: station.IsTray, Code: "RED-1", Free: true},
			"LOC-A01":        {Kind: station.IsLocation, Code: "A01", Free: true},
			"BOX-C":          {Kind: station.IsCarton, Code: "BOX-C", Name: "C"},
			"what is this":   {Kind: station.IsUnknown, Code: "what is this"},
			"":               {Kind: station.IsUnknown},
		} {
			got, err := b.Resolve(w.ctx(), code)
			w.good(err)
			is(w, code+" is a product", got.Product != "", want.Kind == station.IsProduct)
			got.Product = ""
			is(w, code, got, want)
		}
	}},
	{"a badge is a person, until it is revoked", func(w *World) {
		b := w.Hand("BENCH-1").Bench
		m, err := b.Resolve(w.ctx(), "LEA-BADGE")
		w.good(err)
		is(w, "kind", m.Kind, station.IsBadge)
		is(w, "person", *m.Person, station.Person{ID: w.Lea, Name: "Lea", Role: station.Lead})
		is(w, "the code is told to nobody", m.Code, "")
		w.Do(store.Revoke{Person: w.Lea})
		m, err = b.Resolve(w.ctx(), "LEA-BADGE")
		w.good(err)
		is(w, "kind", m.Kind, station.IsBadge)
		is(w, "revoked", m.Person == nil, true)
		_, err = w.Try(store.AddPerson{Name: "Twin", Role: station.Packer, BadgeHash: store.BadgeHash("ANNA-BADGE")})
		refused(w, "a badge of somebody else", err)
	}},
	{"a label on a box is resolved by any of its numbers", func(w *World) {
		task := w.sealed()
		changes := task.Label(1)
		task.Apply(changes...)
		bought := changes[1].(station.LabelBought).Bought
		for _, code := range []string{bought.SSCC, "00" + bought.SSCC, "]C100" + bought.SSCC, "(00)" + bought.SSCC, bought.Tracking} {
			m, err := w.Hand("BENCH-2").Bench.Resolve(w.ctx(), code)
			w.good(err)
			is(w, code, m.Kind, station.IsParcel)
			is(w, "work", m.Work, task.Work)
			is(w, "parcel", m.Parcel, 1)
			is(w, "station", m.Station, "BENCH-1")
			is(w, "order", m.OrderNo, "#1001")
			is(w, "code", m.Code, bought.SSCC)
		}
	}},
	{"a code that two articles carry is of both, and an order that names no other is refused", func(w *World) {
		told, err := w.Store.ImportProducts(w.ctx(), MainWarehouse, []view.NewProduct{
			{SKU: "MUG-SET", Name: "Set of mugs", Barcodes: []view.NewBarcode{{Code: "4006381333931", Units: 1}}},
		}, nil)
		w.good(err)
		is(w, "taken", told.New, 1)
		m, err := w.Hand("BENCH-1").Bench.Resolve(w.ctx(), "4006381333931")
		w.good(err)
		is(w, "the code is told as that of the first", m.SKU, "MUG")
		orders, err := w.Store.ImportOrders(w.ctx(), MainWarehouse, []view.NewOrder{{
			Channel: "shop", ExternalID: "shared", Number: "#7", Lines: []view.NewLine{{Barcode: "4006381333931", Quantity: 1}},
		}}, nil)
		w.good(err)
		is(w, "refused", orders.Refused, 1)
	}},
	{"cages and printers have codes", func(w *World) {
		w.Do(store.Locations{Locations: []store.Location{{Name: "DHL-1", Kind: "cage"}, {Name: "ZEBRA", Code: "PRN-1", Kind: "printer"}}})
		for code, want := range map[string]station.MeaningKind{"DHL-1": station.IsCage, "PRN-1": station.IsPrinter} {
			m, err := w.Hand("BENCH-1").Bench.Resolve(w.ctx(), code)
			w.good(err)
			is(w, code, m.Kind, want)
		}
	}},
	{"a code that a bench learnt is known everywhere at once", func(w *World) {
		task := w.sealed()
		w.Put("MUG", "A01", 5)
		w.Order(Line{SKU: "MUG", Qty: 1})
		w.Release()
		other := w.Hand("BENCH-2").Next()
		learn := station.CodeLearnt{OfWork: task.OfWork, Line: 0, Code: "NEW-CODE", Grant: w.grant(task, station.LearnCode)}
		task.Apply(learn)
		m, err := w.Hand("BENCH-3").Bench.Resolve(w.ctx(), "NEW-CODE")
		w.good(err)
		is(w, "resolved", m.SKU, "MUG")
		for _, h := range []Task{task, other} {
			a := h.Beat()
			is(w, h.Name+" is told", len(a.Works), 1)
			same(w, h.Name+" is told the code", a.Works[0].Asked.Lines[0].Codes, []station.Barcode{{Code: "NEW-CODE", Units: 1}})
		}
		again := learn
		again.Grant = ""
		is(w, "without a lead", len(task.Tell(again).SetAside), 1)
	}},
	{"a serial number that has left is told with its order", func(w *World) {
		_, err := w.Store.ImportProducts(w.ctx(), MainWarehouse, []view.NewProduct{
			{SKU: "CAM", Name: "Camera", WeightG: 500, Serial: true, Barcodes: []view.NewBarcode{{Code: "4006381333955", Units: 1}}},
		}, nil)
		w.good(err)
		w.Put("CAM", "A03", 2)
		w.Order(Line{SKU: "CAM", Qty: 1})
		task := w.Hand("BENCH-1").Next()
		task.Apply(task.OnePass()...)
		picked := task.Pick(task.Stops()[0], 1, Into(1))
		picked.Serial = "SN-1"
		task.Apply(picked)
		ask := func() station.Meaning {
			m, err := w.Hand("BENCH-2").Bench.Resolve(w.ctx(), "010400638133395521"+"SN-1")
			w.good(err)
			return m
		}
		is(w, "in the box", ask().Shipped, false)
		task.Ship()
		is(w, "on its way", ask().Shipped, true)
		is(w, "order", ask().OrderNo, "#1001")
		m, err := w.Hand("BENCH-2").Bench.Resolve(w.ctx(), "]C1010400638133395521"+"SN-2")
		w.good(err)
		is(w, "another one", m.Shipped, false)
		is(w, "the article", m.SKU, "CAM")
	}},
	{"typed entry spends its grant", func(w *World) {
		task := w.toteTask("BENCH-1", 1)
		g := w.grant(task, station.TypeCodes)
		task.Apply(station.TypingAllowed{By: w.Lea, Grant: g})
		w.Do(store.Set{Key: "typed_entry", Value: "packer"})
		task.Apply(station.TypingAllowed{By: w.Anna})
	}},
	{"a day without a scale spends its grant, and a check of it is kept", func(w *World) {
		task := w.toteTask("BENCH-1", 1)
		g := w.grant(task, station.DropScale)
		check := station.ScaleChecked{Day: "2026-03-02", Grams: 1001, NominalG: 1000, ToleranceG: 5, OK: true}
		w.Do(store.Set{Key: "no_scale", Value: "packer"})
		task.Show("LEA-BADGE")
		task.Apply(station.ScaleDropped{By: w.Lea, Grant: g}, station.ScaleDropped{By: w.Anna},
			check, station.ScaleChecked{Day: "2026-03-03", NominalG: 1000, By: w.Lea})
		day, err := time.Parse(time.DateOnly, task.Beat().Day)
		w.good(err)
		if off := time.Since(day).Abs(); off > 48*time.Hour {
			w.T.Errorf("the day of the house is %s", day)
		}
	}},
	{"an article label needs a lead", func(w *World) {
		task := w.toteTask("BENCH-1", 1)
		job := station.PrintRequested{OfWork: task.OfWork, Job: task.Work + ".1", Doc: station.ArticleLabel, Copy: 1, Grant: w.grant(task, station.PrintArticle)}
		task.Apply(job, station.PrintStarted{OfWork: task.OfWork, Job: job.Job}, station.PrintEnded{OfWork: task.OfWork, Job: job.Job, State: station.PrintSent})
		job.Job, job.Grant = task.Work+".2", ""
		is(w, "without one", len(task.Tell(job).SetAside), 1)
	}},
	{"what a bench asks a lead stands on the board until he has answered", func(w *World) {
		task := w.toteTask("BENCH-1", 1)
		ask := station.Prompted{OfWork: task.OfWork, Ask: station.Ask{Kind: station.AskLead, Action: station.CountNoBarcode, Qty: 1}}
		task.Apply(ask)
		calls := w.calls()
		is(w, "calls", len(calls), 1)
		c := calls[0]
		is(w, "call", c.Call, task.Last.Seq)
		c.Work, c.Call = "", 0
		same(w, "call", c, view.CallRow{Station: "BENCH-1", OrderNo: "#1001", Action: "count_nobarcode", SKU: "MUG", Qty: 1, Operator: "Anna", Since: task.Last.At})
		answer := store.AnswerCall{Work: task.Work, Call: task.Last.Seq, Yes: true, BadgeHash: store.BadgeHash("LEA-BADGE")}
		for what, wrong := range map[string]store.AnswerCall{
			"another call": {Work: task.Work, Call: 1, BadgeHash: answer.BadgeHash},
			"a packer":     {Work: task.Work, Call: answer.Call, BadgeHash: store.BadgeHash("ANNA-BADGE")},
			"nobody":       {Work: task.Work, Call: answer.Call, BadgeHash: store.BadgeHash("JUNK")},
		} {
			_, err := w.Try(wrong)
			refused(w, what, err)
		}
		w.Do(answer)
		_, err := w.Try(answer)
		refused(w, "a second answer", err)
		for range 2 {
			a := task.Beat()
			is(w, "works told", len(a.Works), 1)
			same(w, "answer", a.Works[0].Lead, &station.LeadAnswer{Call: answer.Call, Yes: true, By: station.Person{ID: w.Lea, Name: "Lea", Role: station.Lead}})
			if a.Works[0].Asked != nil {
				task.Apply(station.AskedChanged{OfWork: task.OfWork, Asked: *a.Works[0].Asked})
			}
		}
		task.Apply(station.Prompted{OfWork: task.OfWork})
		is(w, "calls", len(w.calls()), 0)
		is(w, "told", len(task.Beat().Works), 0)
		task.Apply(ask)
		_, err = w.Try(answer)
		refused(w, "the call before", err)
	}},
	{"numbers that were taken can be looked up", func(w *World) {
		series := w.Store.Series(MainWarehouse)
		_, _, found, err := series.Taken(w.ctx(), "key")
		w.good(err)
		is(w, "before", found, false)
		sscc, tracking, err := series.Take(w.ctx(), "key")
		w.good(err)
		again, same, found, err := series.Taken(w.ctx(), "key")
		w.good(err)
		is(w, "after", found, true)
		is(w, "SSCC", again, sscc)
		is(w, "tracking", same, tracking)
	}},
	{"numbers: every company prefix counts by itself, for all warehouses", func(w *World) {
		prefix := func(code, prefix string) {
			w.Do(store.Warehouse{Code: code, Name: code, TimeZone: "UTC", CompanyPrefix: prefix})
		}
		take := func(warehouse station.ID, key, want string) {
			sscc, _, err := w.Store.Numbers(w.ctx(), warehouse, key)
			w.good(err)
			is(w, key, sscc[:17], want)
		}
		take(MainWarehouse, "a", "04047111000000000")
		prefix(string(MainWarehouse), "4047222")
		take(MainWarehouse, "b", "04047222000000000")
		take(MainWarehouse, "c", "04047222000000001")
		prefix(string(MainWarehouse), "4047111")
		take(MainWarehouse, "d", "04047111000000001") // goes on where it was
		prefix("NORTH", "4047111")
		take("NORTH", "e", "04047111000000002")
		take(MainWarehouse, "a", "04047111000000000")
		prefix("SOUTH", "404722212345")
		take("SOUTH", "f", "04047222123450000")
	}},
	{"numbers: the same for the same key, and nobody else's", func(w *World) {
		var mu sync.Mutex // guards seen and errs
		seen, errs := map[string]string{}, []error{}
		var all sync.WaitGroup
		for n := range 8 {
			all.Go(func() {
				for k := range 25 {
					key := fmt.Sprintf("key-%d", (n*25+k)/2) // each key twice
					sscc, tracking, err := w.Store.Numbers(w.ctx(), MainWarehouse, key)
					mu.Lock()
					for _, number := range []string{sscc, tracking} {
						if err == nil && seen[number] != "" && seen[number] != key {
							err = fmt.Errorf("%s was given to %s and to %s", number, seen[number], key)
						}
						seen[number] = key
					}
					if check, bad := gs1.CheckDigit(sscc[:17]); err == nil && (bad != nil || check != sscc[17] || !strings.HasPrefix(sscc[1:], "4047111")) {
						err = fmt.Errorf("%s is no SSCC of this warehouse", sscc)
					}
					if err != nil {
						errs = append(errs, err)
					}
					mu.Unlock()
				}
			})
		}
		all.Wait()
		for _, err := range errs {
			w.T.Error(err)
		}
		is(w, "numbers", len(seen), 200)
	}},
}

// grant is the yes of a lead at the bench.
func (w *World) grant(task Task, a station.Action) station.ID {
	w.T.Helper()
	allowed, err := task.Bench.Grant(w.ctx(), station.Grant{Work: task.Work, Action: a, Badge: "LEA-BADGE"})
	w.good(err)
	return allowed.Grant
}

func (w *World) calls() []view.CallRow { return w.floor().Calls }
