package storetest

import (
	"fmt"
	"strings"
	"sync"

	"github.com/packwright/packwright/station"
	"github.com/packwright/packwright/station/gs1"
	"github.com/packwright/packwright/station/store"
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
