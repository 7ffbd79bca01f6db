package main

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/packwright/packwright/station/store/storetest"
	"github.com/packwright/packwright/station/view"
)

// shippedMugs is the address of a database in which orders of mugs, of tea, of
// which no size is known, and of an article with a hostile name were shipped.
func shippedMugs(t *testing.T) string {
	t.Helper()
	address := storetest.Database(t)
	s := storetest.OpenAt(t, address)
	h := storetest.NewHouse(t, s)
	_, err := s.ImportProducts(t.Context(), storetest.MainWarehouse, []view.NewProduct{
		{SKU: "=\x1b[2J", Name: "hostile", WeightG: 10},
	}, nil)
	if err != nil {
		t.Fatal(err)
	}
	h.Put("MUG", "A01", 50)
	h.Put("=\x1b[2J", "A04", 50)
	hand := h.Hand("BENCH-1")
	for _, lines := range [][]storetest.Line{
		{{SKU: "MUG", Qty: 1}},
		{{SKU: "MUG", Qty: 1}},
		{{SKU: "MUG", Qty: 1}},
		{{SKU: "MUG", Qty: 4}},
		{{SKU: "MUG", Qty: 2}, {SKU: "=\x1b[2J", Qty: 1}},
	} {
		h.Order(lines...)
		task := hand.Next()
		hand.Apply(task.OnePass()...)
		hand.Apply(task.PickAll(storetest.Into(1))...)
		task.Ship()
	}
	return address
}

func TestReportCartonsAsJSON(t *testing.T) {
	out, told, code := typed(t, "report", "cartons", "--warehouse", "MAIN", "--database", shippedMugs(t), "--from", "2020-01-01", "--json")
	var doc struct {
		Advice []struct {
			Carton string
			New    bool
		}
		Use []struct{ Parcels int }
	}
	if err := json.Unmarshal([]byte(out), &doc); err != nil || code != 0 {
		t.Fatalf("exit %d, told %q, %v", code, told, err)
	}
	// As many as today: one, and the row of all.
	if len(doc.Advice) != 2 || !doc.Advice[0].New || len(doc.Use) != 1 || doc.Use[0].Parcels != 5 {
		t.Errorf("got %+v", doc)
	}
}

func TestReportCartonsWithoutOrders(t *testing.T) {
	out, told, code := typed(t, "report", "cartons", "--warehouse", "MAIN", "--database", shippedMugs(t), "--from", "2019-01-01", "--to", "2019-12-31")
	if code != 0 || !strings.Contains(out, "so there is no advice") || !strings.Contains(out, "BOX-C") {
		t.Errorf("exit %d, told %q, got\n%s", code, told, out)
	}
}

func TestReportRefusesClearly(t *testing.T) {
	address := storetest.Database(t)
	storetest.NewHouse(t, storetest.OpenAt(t, address))
	for name, c := range map[string]struct {
		args []string
		says string
	}{
		"a format that is not known": {[]string{"--format", "xlsx"}, "Use text, csv or json."},
		"a date that is none":        {[]string{"--from", "1.3.2026"}, "Write it as 2026-03-01."},
		"a period backwards":         {[]string{"--from", "2026-03-02", "--to", "2026-03-01"}, "Change them over."},
		"a step of nothing":          {[]string{"--step-mm", "0"}, "--step-mm not below 1"},
	} {
		t.Run(name, func(t *testing.T) {
			_, told, code := typed(t, append([]string{"report", "cartons", "--warehouse", "MAIN", "--database", address}, c.args...)...)
			if code != exitUsage || !strings.Contains(told, c.says) {
				t.Errorf("exit %d, told %q; want 2 and %q", code, told, c.says)
			}
		})
	}
}

func TestReportTakesWholeDaysOfTheWarehouse(t *testing.T) {
	berlin, err := time.LoadLocation("Europe/Berlin")
	if err != nil {
		t.Fatal(err)
	}
	now := time.Date(2026, 3, 30, 0, 30, 0, 0, berlin)
	cases := []struct{ name, from, to, wantFrom, wantTo string }{
		{"the usual period ends with today", "", "", "2026-02-28T00:00:00+01:00", "2026-03-31T00:00:00+02:00"},
		{"the last day counts", "2026-03-29", "2026-03-29", "2026-03-29T00:00:00+01:00", "2026-03-30T00:00:00+02:00"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			p, err := (&reporting{from: c.from, to: c.to}).period(now, 30)
			if err != nil || p.From.Format(time.RFC3339) != c.wantFrom || p.To.Format(time.RFC3339) != c.wantTo {
				t.Errorf("got %v, %v; want %s to %s", p, err, c.wantFrom, c.wantTo)
			}
		})
	}
}
