package main

import (
	"context"
	"os"
	"path/filepath"
	"slices"

	"github.com/jackc/pgx/v5"

	"github.com/packwright/packwright/station/view"
)

// check asks monitor, orders show, the paper and the stock what came of it.
func (d *demo) check() {
	d.t.Helper()
	var floor view.Floor
	d.until("the board to say that all is shipped", func() bool {
		floor = read[view.Floor](d, "monitor", "--once", "--json")
		return floor.ShippedToday == 3
	})
	if len(floor.Stages) > 0 || len(floor.Parked) > 0 {
		d.t.Errorf("the board still has stages %+v and parked %+v, want nothing", floor.Stages, floor.Parked)
	}
	if b := floor.Stations; len(b) != 1 || b[0].Name != demoStation || b[0].Operator != "Anna" || b[0].OrderNo != "" {
		d.t.Errorf("the board has stations %+v, want %s with Anna and no order", b, demoStation)
	}
	var numbers []string
	for number, want := range map[string][]view.OrderLine{
		orderShort:  {{SKU: "MUG-BLUE", Qty: 2, Cancelled: 1, Picked: 1, Packed: 1}, {SKU: "SPOON-2", Qty: 1, Picked: 1, Packed: 1}},
		orderTwoBox: {{SKU: "BOOK-KNOT", Qty: 2, Picked: 2, Packed: 2}, {SKU: "TEA-GRN", Qty: 1, Picked: 1, Packed: 1}},
		orderParked: {{SKU: "LAMP-DSK", Qty: 1, Picked: 1, Packed: 1}, {SKU: "JAR-500", Qty: 1, Picked: 1, Packed: 1}},
	} {
		numbers = append(numbers, d.checkOrder(number, want)...)
	}
	paper := d.paper()
	slices.Sort(paper)
	slices.Sort(numbers)
	if len(numbers) != 4 || !slices.Equal(paper, numbers) {
		d.t.Errorf("the labels on the paper are %v, want each of the four parcels once: %v", paper, numbers)
	}
	d.checkStock()
}

// checkOrder checks one order and answers the numbers of its parcels.
func (d *demo) checkOrder(number string, want []view.OrderLine) []string {
	d.t.Helper()
	o := read[view.OrderDetail](d, "orders", "show", number)
	if o.State != "shipped" {
		d.t.Errorf("order %s is %s, want shipped", number, o.State)
	}
	for i := range o.Lines {
		o.Lines[i].Name = ""
	}
	if !slices.Equal(o.Lines, want) {
		d.t.Errorf("order %s has lines %+v, want %+v", number, o.Lines, want)
	}
	parcels := 1
	if number == orderTwoBox {
		parcels = 2
	}
	var numbers []string
	for _, p := range o.Parcels {
		if !p.Proven || p.Label != "purchased" {
			d.t.Errorf("parcel %d of order %s: %+v, want a label that was proven", p.N, number, p)
		}
		numbers = append(numbers, p.SSCC)
	}
	if len(numbers) != parcels {
		d.t.Errorf("order %s went in %d parcels, want %d", number, len(numbers), parcels)
	}
	return numbers
}

// checkStock compares what lies on the shelves with what lay there: only what
// was shipped is gone, the mug that was not found is nowhere, and nothing is
// promised any more.
func (d *demo) checkStock() {
	d.t.Helper()
	want := map[string]int{}
	for _, s := range d.goods.Stock {
		want[s.SKU] += s.Qty
	}
	for sku, n := range map[string]int{"MUG-BLUE": 1, "SPOON-2": 1, "BOOK-KNOT": 2, "TEA-GRN": 1, "LAMP-DSK": 1, "JAR-500": 1} {
		want[sku] -= n
	}
	url, err := os.ReadFile(filepath.Join(d.dir, "demo", "database"))
	if err != nil {
		d.t.Fatal(err)
	}
	db, err := pgx.Connect(d.t.Context(), string(url))
	if err != nil {
		d.t.Fatal(err)
	}
	defer db.Close(context.Background())
	found, err := db.Query(d.t.Context(), `
		select p.sku, sum(s.on_hand)::int as on_hand, sum(s.allocated)::int as allocated
		from stock s
		join products p on p.id = s.product_id
		join locations l on l.id = s.location_id
		where l.kind = 'pick'
		group by p.sku`)
	if err != nil {
		d.t.Fatal(err)
	}
	type row struct {
		SKU               string
		OnHand, Allocated int
	}
	rows, err := pgx.CollectRows(found, pgx.RowToStructByPos[row])
	if err != nil || len(rows) != len(d.goods.Products) {
		d.t.Fatalf("stock of %d articles, %v, want %d", len(rows), err, len(d.goods.Products))
	}
	for _, r := range rows {
		if r.Allocated != 0 {
			d.t.Errorf("%d of %s are promised, want none", r.Allocated, r.SKU)
		}
		if r.OnHand != want[r.SKU] {
			d.t.Errorf("%d of %s lie on the shelves, want %d", r.OnHand, r.SKU, want[r.SKU])
		}
	}
}

// stopped checks that the demo took its database down with it.
func (d *demo) stopped() {
	d.t.Helper()
	if _, err := os.Stat(filepath.Join(d.dir, "postgres-"+demoCluster, "data", "postmaster.pid")); err == nil {
		d.t.Error("the demo left its PostgreSQL running")
	}
}
