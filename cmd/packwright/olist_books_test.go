package main

import (
	"fmt"
	"maps"
	"testing"

	"github.com/jackc/pgx/v5"

	"github.com/packwright/packwright/station/gs1"
)

// books are queries that count what must not be once orders were shipped and
// nothing is under way. What must never be is among store.Invariants.
var books = []struct{ wrong, sql string }{
	{"orders begun and not shipped", `select count(*) from orders where state not in ('shipped', 'pending_release')`},
	{"units that a shipped order wants and that are not packed", `
		select count(*) from work_lines l join works w on w.warehouse_id = l.warehouse_id and w.id = l.work_id
		join orders o on o.id = w.order_id
		where o.state = 'shipped' and (l.picked <> l.qty or l.packed <> l.qty or l.short <> 0 or l.cancelled <> 0)`},
	{"units left behind at a bench", `select count(*) from work_units where qty > 0 and place <> 'cage'`},
	{"pieces promised to nobody's work", `select coalesce(sum(allocated), 0) from stock`},
	{"articles whose reserved pieces are not those of waiting orders", `
		select count(*) from reservations r
		full join (select l.product_id, sum(l.qty) as qty from order_lines l join orders o on o.id = l.order_id
			where o.state = 'pending_release' group by 1) w using (product_id)
		where coalesce(r.qty, 0) <> coalesce(w.qty, 0)`},
	{"orders whose goods fit a carton and that had no plan", `
		select count(*) from facts where kind = 'cartons_planned' and coalesce(json_array_length(body->'parcels'), 0) = 0`},
	{"parcels without a proven label", `
		select count(*) from parcels p left join labels l on l.work_id = p.work_id and l.parcel = p.n and l.proven_at is not null
		where p.state <> 'in_cage' or l.sscc is null`},
	{"second copies", `select count(*) from print_jobs where copy > 1`},
	{"ship labels that nobody scanned back", `select count(*) from print_jobs where doc = 'ship' and state <> 'confirmed'`},
	{"slips that the printer did not count", `select count(*) from print_jobs where doc = 'slip' and state <> 'counted'`},
	{"facts set aside", `select count(*) from facts where aside <> ''`},
	{"scans refused", `select count(*) from facts where kind = 'scan_refused'`},
	{"orders with another number of slips than one", `
		select count(*) from works w where touched
		and 1 <> (select count(*) from print_jobs j where j.work_id = w.id and j.doc = 'slip')`},
}

func (h *realHouse) checkBooks(t *testing.T) {
	for _, b := range books {
		if got := h.number(t, b.sql); got != 0 {
			t.Errorf("%d %s", got, b.wrong)
		}
	}
	found, err := examineBooks(t.Context(), h.store)
	if err != nil {
		t.Error(err)
	}
	for _, b := range found {
		if b.Broken > 0 {
			t.Errorf("%s: %d %s: %v", b.Name, b.Broken, b.Says, b.Some)
		}
	}
	if got := h.number(t, `select count(*) from orders where state = 'shipped' and number = any ($1)`, h.wanted); got != len(h.wanted) {
		t.Errorf("%d of the %d orders are shipped", got, len(h.wanted))
	}
	h.checkTape(t)
	h.checkNumbers(t)
}

// checkTape proves that the printer printed each job of the database once.
func (h *realHouse) checkTape(t *testing.T) {
	t.Helper()
	if got, want := len(h.tape), h.number(t, `select count(*) from print_jobs`); got != want {
		t.Errorf("%d documents came out of the printer, want the %d that were asked for", got, want)
	}
	at := map[string]int{}
	for _, p := range h.tape {
		if first, twice := at[p.Hash]; twice || p.Torn || p.Copy != 1 {
			t.Errorf("document %d: torn %v, copy %d, the same as document %d", p.Index, p.Torn, p.Copy, first)
		}
		at[p.Hash] = p.Index
	}
}

// checkNumbers proves that what the packer scanned is what the database has of
// the orders, and that the numbers check themselves.
func (h *realHouse) checkNumbers(t *testing.T) {
	t.Helper()
	have := map[string]string{}
	for _, p := range h.paper {
		have[p.sscc] = p.order + " " + p.tracking
	}
	rows, err := h.db.Query(t.Context(), `
		select l.sscc, o.number || ' ' || l.tracking
		from labels l join works w on w.warehouse_id = l.warehouse_id and w.id = l.work_id join orders o on o.id = w.order_id`)
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]string{}
	var sscc, label string
	if _, err := pgx.ForEachRow(rows, []any{&sscc, &label}, func() error { want[sscc] = label; return nil }); err != nil {
		t.Fatal(err)
	}
	if !maps.Equal(have, want) {
		t.Errorf("the packer scanned %d labels, the database has %d, or others", len(have), len(want))
	}
	for _, p := range h.paper {
		for _, number := range []string{p.sscc, p.tracking[len("PW"):]} {
			if err := checked(number); err != nil {
				t.Errorf("order %s: %v", p.order, err)
			}
		}
	}
}

// checked says what is wrong with the last digit of a number.
func checked(number string) error {
	body, last := number[:len(number)-1], number[len(number)-1]
	digit, err := gs1.CheckDigit(body)
	if err != nil {
		return fmt.Errorf("number %s: %w", number, err)
	}
	if digit != last {
		return fmt.Errorf("number %s should end in %c", number, digit)
	}
	return nil
}
