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
	d.run("channels", "note", "csv", "thank-you card, signed by hand", "--must", "--grams", "9")
	d.until("three orders to be ready", func() bool {
		stages := read[view.Floor](d, "monitor", "--once", "--json").Stages
		return len(stages) == 1 && stages[0].Works == 3 && stages[0].Why == ""
	})

	p := d.operator()
	shipped := map[string]bool{}
	p.work("three orders shipped", func(s screen) bool {
		if s.asks("PUT IT IN") && !d.twists["put in"] {
			d.twists["put in"] = true
			d.show("the card goes in", s)
		}
		if number, _, is := strings.Cut(s.verdict(), " shipped."); is && !shipped[number] {
			shipped[number] = true
			d.show("order "+number+" is shipped", s)
		}
		return len(shipped) == 3
	})
	if !d.twists["put in"] {
		t.Error("nobody was asked to put the card in")
	}
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
	before   string          // the step before something wrong was read
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
			d.terminal.press(keyF9)
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
	case d.before != "":
		if d.before != s.step() {
			d.t.Errorf("something wrong was read; the screen shows\n%s\nwant as before\n%s", s, d.before)
		}
		d.before = ""
	case s.name() != "PICK":
	case s.order() == orderTwoBox && !d.twists["the virtual scanner reads something wrong"]:
		d.before = s.step()
		return once("the virtual scanner reads something wrong", keyF10)
	case s.order() == orderShort && s.asks("SCAN ARTICLE") && strings.Contains(s.String(), "BLUE"):
		return once("short pick", "1")
	case s.order() == orderTwoBox && s.offers("7") && s.offers("+"):
		return once("the card before the next parcel", "+")
	case s.order() == orderTwoBox && s.offers("7"):
		return once("next parcel", "7")
	case s.order() == orderParked && s.offers("7") && !d.twists["park"]:
		return once("park", "9")
	case s.order() == orderParked:
		return keyF9, true // the virtual scanner reads all of this order's goods
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
