package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/packwright/packwright/station/sim"
	"github.com/packwright/packwright/station/view"
)

// e2eOrders are taken in through the import command while the bench is open.
const e2eOrders = `order_id,order_number,placed_at,name,street,postal_code,city,country,service,currency,line_id,sku,quantity,price
s,3001,2026-03-02 09:00:00,Erika Muster,Lindenweg 4,50667,Köln,DE,Parcel,EUR,1,MUG-BLUE,2,9.90
s,3001,2026-03-02 09:00:00,Erika Muster,Lindenweg 4,50667,Köln,DE,Parcel,EUR,2,SPOON-2,1,4.50
t,3002,2026-03-02 09:01:00,Zoë Groß,Hafenstraße 12,20095,Hamburg,DE,Parcel,EUR,1,BOOK-KNOT,2,29.00
t,3002,2026-03-02 09:01:00,Zoë Groß,Hafenstraße 12,20095,Hamburg,DE,Parcel,EUR,2,TEA-GRN,1,6.20
p,3003,2026-03-02 09:02:00,Nuno Conceição,Kerkstraat 7,1012 JS,Amsterdam,NL,Parcel,EUR,1,LAMP-DSK,1,49.00
p,3003,2026-03-02 09:02:00,Nuno Conceição,Kerkstraat 7,1012 JS,Amsterdam,NL,Parcel,EUR,2,JAR-500,1,3.90
`

// What the packer runs into: one mug of two is missing, the books of an order
// go into two boxes, an order is parked after its first article.
const (
	orderShort  = "3001"
	orderTwoBox = "3002"
	orderParked = "3003"
	parkingSlot = "SLOT-03"
)

// TestE2E ships three orders through the demo, as a person does who sees the
// screen and nothing else: one with a short pick, one in two parcels, one that
// is parked and goes on later. What the database and the paper then say is
// asked of the commands that people have.
func TestE2E(t *testing.T) {
	d := newDemo(t)
	d.open()
	d.run("settings", "set", "short", "cancel_line")
	d.importOrders(e2eOrders)
	d.until("three orders to be ready", func() bool {
		stages := read[view.Floor](d, "monitor", "--once", "--json").Stages
		return len(stages) == 1 && stages[0].Works == 3 && stages[0].Why == ""
	})

	p := d.operator()
	shipped := map[string]bool{}
	p.work("three orders shipped", func(s screen) bool {
		if number, _, is := strings.Cut(s.verdict(), " shipped."); is && !shipped[number] {
			shipped[number] = true
			d.show("order "+number+" is shipped", s)
		}
		return len(shipped) == 3
	})
	d.check()
	if code := d.terminal.leave(); code != 0 {
		t.Errorf("the demo ended with exit code %d", code)
	}
	d.stopped()
}

// demo is a demo of the test's own: its files, its database, its window.
type demo struct {
	t        *testing.T
	dir      string
	terminal *terminal
	goods    sim.Warehouse
	twists   map[string]bool // what the packer ran into already
}

func newDemo(t *testing.T) *demo {
	t.Helper()
	// The server of a demo that root starts is another user, who must get here.
	dir, err := os.MkdirTemp("", "packwright-e2e-")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(dir) })
	if err := os.Chmod(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	config := fmt.Sprintf("journal = %q\n", filepath.Join(dir, "journal"))
	if err := os.WriteFile(filepath.Join(dir, "packwright.toml"), []byte(config), 0o644); err != nil {
		t.Fatal(err)
	}
	return &demo{t: t, dir: dir, goods: sim.NewWarehouse(1, today()), twists: map[string]bool{}}
}

func (d *demo) command(args ...string) *exec.Cmd {
	cmd := exec.Command(packwright(d.t), append([]string{"--config", filepath.Join(d.dir, "packwright.toml")}, args...)...)
	cmd.Env = os.Environ()
	return cmd
}

// open opens the demo with an empty order book and waits for its first screen.
func (d *demo) open() {
	d.t.Helper()
	d.terminal = start(d.t, d.command("demo", "--fresh", "--orders", "0"))
	ctx, cancel := context.WithTimeout(d.t.Context(), time.Minute) // it makes a database cluster first
	defer cancel()
	s, err := d.terminal.awaitWithin(ctx, func(s screen) bool { return s.asks("SCAN YOUR BADGE") })
	if err != nil {
		d.t.Fatalf("open the demo: %v; the screen shows\n%s", err, s)
	}
	d.show("the demo is open", s)
}

func (d *demo) show(what string, s screen) { d.t.Logf("%s\n%s\n", what, s) }

// run runs a command in the second window and answers what it printed.
func (d *demo) run(args ...string) []byte {
	d.t.Helper()
	cmd := d.command(args...)
	var told strings.Builder
	cmd.Stderr = &told
	out, err := cmd.Output()
	if err != nil {
		d.t.Fatalf("packwright %s: %v\n%s%s", strings.Join(args, " "), err, out, told.String())
	}
	return out
}

func (d *demo) importOrders(csv string) {
	d.t.Helper()
	file := filepath.Join(d.dir, "orders.csv")
	if err := os.WriteFile(file, []byte(csv), 0o644); err != nil {
		d.t.Fatal(err)
	}
	d.run("orders", "import", "--format", "csv", file)
}

// operator is at the demo's bench. The virtual hand puts boxes on the scale.
func (d *demo) operator() *operator {
	return &operator{t: d.t, terminal: d.terminal, goods: d.goods, paper: d.paper, twist: d.twist, weigh: func(grams int) {
		if grams > 0 {
			time.Sleep(keyApart)
			d.terminal.keys(keyF9)
		}
	}}
}

// twist is what happens to each order once: a line to type instead of what the
// screen asks for.
func (d *demo) twist(s screen) (line string, happens bool) {
	once := func(name, line string) (string, bool) {
		if d.twists[name] {
			return "", false
		}
		d.twists[name] = true
		d.show(name, s)
		return line, true
	}
	switch {
	case s.asks("NOT ENOUGH"):
		return once("not enough: why", "2")
	case s.asks("HOW MANY"):
		return once("not enough: one is there", "1")
	case s.asks("WHY IS IT PARKED"):
		return once("why it is parked", "5")
	case s.asks("PUT IT ON A SLOT"):
		return once("where it is parked", parkingSlot)
	case s.name() == "WORK" && d.twists["where it is parked"] && d.twists["short pick"] && d.twists["next parcel"] && len(d.paper()) == 3:
		return once("the parked order goes on", parkingSlot)
	case s.name() != "PICK":
	case s.order() == orderShort && s.asks("SCAN ARTICLE") && strings.Contains(s.String(), "BLUE"):
		return once("short pick", "1")
	case s.order() == orderTwoBox && s.offers("7"):
		return once("next parcel", "7")
	case s.order() == orderParked && s.offers("7"):
		return once("park", "9")
	}
	return "", false
}

// paper is the parcel numbers on the ship labels that came out.
func (d *demo) paper() []string {
	files, err := filepath.Glob(filepath.Join(d.dir, "demo", "tape", "*.zpl"))
	if err != nil {
		d.t.Fatal(err)
	}
	slices.Sort(files)
	var numbers []string
	for _, file := range files {
		zpl, err := os.ReadFile(file)
		if err != nil {
			d.t.Fatal(err)
		}
		if number := ssccOn(string(zpl)); number != "" {
			numbers = append(numbers, number)
		}
	}
	return numbers
}

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

// until asks again until it is so.
func (d *demo) until(what string, so func() bool) {
	d.t.Helper()
	for end := time.Now().Add(patience); !so(); time.Sleep(100 * time.Millisecond) {
		if time.Now().After(end) {
			d.t.Errorf("waited %v for %s", patience, what)
			return
		}
	}
}

// read is what a command prints as JSON.
func read[T any](d *demo, args ...string) T {
	d.t.Helper()
	var v T
	if err := json.Unmarshal(d.run(args...), &v); err != nil {
		d.t.Fatalf("packwright %s: %v", strings.Join(args, " "), err)
	}
	return v
}
