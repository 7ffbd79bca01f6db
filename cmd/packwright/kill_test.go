package main

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/packwright/packwright/printers"
	"github.com/packwright/packwright/station/view"
)

// survivor is a bench that is killed again and again.
type survivor struct {
	*hall
	operator *operator
	wire     *wire
	points   []string // where it was killed
}

// TestKill kills the bench with SIGKILL after every deed of three orders, and at
// the moments that hurt: with a question open, with facts that the database
// does not have, with the label bought and not printed, and while it prints.
// The restarted bench asks the same; at the end everything was counted once and
// every parcel has one label.
func TestKill(t *testing.T) {
	needsProc(t)
	first := order("1001", "MUG-BLUE", 2, "TEA-GRN", 1, "LAMP-DSK", 1)
	first.Priority = 2
	h := newHall(t)
	h.rule("short", "cancel_line")
	second := order("1002", "BOOK-KNOT", 3, "SOAP-PINE", 1)
	second.Priority = 1
	h.accept(first, second, order("1003", "SOAP-LAV", 1))
	v := &survivor{hall: h, wire: newWire(t, h.url)}
	v.url = v.wire.url(h.url)
	v.operator = h.operator(h.bench())
	v.operator.plain = true // lot and date are asked for, each a question
	v.operator.twist = v.twist

	v.first()
	v.second()
	v.third()
	v.await("everything to be sent", func(s screen) bool { return strings.Contains(s[rowLinks], "SENT all") })
	if n := len(v.points); n < 20 {
		t.Errorf("killed at %d points, want at least 20: %s", n, strings.Join(v.points, ", "))
	}
	v.checkGoods()
	v.checkPaper()
	t.Logf("killed at %d points: %s", len(v.points), strings.Join(v.points, ", "))
}

// first ships 1001, killed after each deed; the database is away in the middle
// and the printer does not print at the end.
func (v *survivor) first() {
	v.t.Helper()
	offline := false
	v.deeds("order 1001 is weighed", func(s screen) bool {
		if !offline && s.asks("SCAN LOCATION A04-1") {
			offline = true
			v.away()
		}
		return s.asks("CLOSE THE BOX")
	})
	v.devices.printer.Set(printers.Paused, true)
	v.await("the header to name the printer", func(s screen) bool { return strings.Contains(s[rowLinks], "LABELS paused") })
	v.deed()
	v.await("the label to wait for the printer", func(s screen) bool { return strings.Contains(s.String(), "waits for its box") })
	v.kill("label bought, printer paused")
	v.devices.printer.Set(printers.Paused, false)
	v.await("the question for the box", func(s screen) bool { return s.asks("IS BOX 1 IN YOUR HAND") })
	v.deed()
	v.await("the label to be printed", func(s screen) bool { return s.asks("STICK THE LABEL") })
	v.kill("label printed, not proven")
	v.deeds("order 1001 is shipped", func(s screen) bool { return s.order() != "1001" })
}

// second ships 1002 with a short pick; it is killed while the label is printed.
func (v *survivor) second() {
	v.t.Helper()
	v.deeds("order 1002 is weighed", func(s screen) bool { return s.order() == "1002" && s.asks("CLOSE THE BOX") })
	v.deed()
	v.await("the label to be printed", func(s screen) bool { return strings.Contains(s.String(), "is printed") })
	v.devices.printer.Set(printers.Paused, true)
	v.await("the header to name the printer", func(s screen) bool { return strings.Contains(s[rowLinks], "LABELS paused") })
	v.dies("the printer has the label and is paused")
	v.await("the question whether the label came out", func(s screen) bool { return s.asks("DID THE LABEL COME OUT") })
	v.devices.printer.Set(printers.Paused, false)
	v.deeds("order 1002 is shipped", func(s screen) bool { return s.order() != "1002" })
}

// third ships 1003; it is killed when the first bytes of the label may have
// left.
func (v *survivor) third() {
	v.t.Helper()
	v.deeds("order 1003 is weighed", func(s screen) bool { return s.order() == "1003" && s.asks("CLOSE THE BOX") })
	v.deed()
	v.await("the label to be printed", func(s screen) bool { return strings.Contains(s.String(), "is printed") })
	v.dies("half the label is sent")
	v.await("the question whether the label came out", func(s screen) bool { return s.asks("DID THE LABEL COME OUT") })
	v.operator.work("order 1003 is shipped", func(s screen) bool { return s.name() == "WORK" })
}

func (v *survivor) await(what string, good func(screen) bool) screen {
	v.t.Helper()
	return v.operator.terminal.await(what, good)
}

// twist makes the second order short, once.
func (v *survivor) twist(s screen) (string, bool) {
	switch {
	case s.order() == "1002" && s.asks("SCAN ARTICLE") && s.offers("7") && strings.Contains(s.String(), "book of knots"):
		return "1", true
	case s.asks("NOT ENOUGH"):
		return "2", true
	case s.asks("HOW MANY"):
		return "0", true
	}
	return "", false
}

// deeds does what the screen asks and kills the bench after each deed, until
// it is good.
func (v *survivor) deeds(what string, good func(screen) bool) {
	v.t.Helper()
	for range 60 {
		s := v.operator.terminal.screen()
		if good(s) {
			return
		}
		v.deed()
		s = v.await(what, func(s screen) bool { _, ok := v.operator.next(s); return ok || good(s) })
		v.operator.terminal.quiet(settled)
		v.kill(s.prompt())
	}
	v.t.Fatalf("%s: 60 deeds were not enough; the screen shows\n%s", what, v.operator.terminal.screen())
}

// deed does one thing that the screen asks for. A badge is looked up in the
// database, which may take longer than a screen stands still.
func (v *survivor) deed() {
	v.t.Helper()
	before := v.await("something to do", func(s screen) bool { _, ok := v.operator.next(s); return ok })
	d, _ := v.operator.next(before)
	v.operator.do(d)
	if before.asks("SCAN YOUR BADGE") {
		v.await("the badge to be known", func(s screen) bool { return !s.asks("SCAN YOUR BADGE") })
	}
}

// kill kills the bench and checks that it stands at the same step again.
func (v *survivor) kill(point string) {
	v.t.Helper()
	v.await("the scale to be there", func(s screen) bool { return !strings.Contains(s[rowLinks], "SCALE -") })
	before := v.operator.terminal.screen()
	v.dies(point)
	after := v.await("the first screen", func(s screen) bool { return s.name() != "" })
	for end := time.Now().Add(patience); after.step() != before.step(); after = v.operator.terminal.screen() {
		if time.Now().After(end) {
			v.t.Fatalf("killed at %q: the restarted bench shows\n%s\nwant as before\n%s\nlog:\n%s", point, after, before, v.log())
		}
		time.Sleep(5 * time.Millisecond)
	}
}

// dies kills the bench and starts it again.
func (v *survivor) dies(point string) {
	v.t.Helper()
	v.points = append(v.points, point)
	v.operator.terminal.kill()
	v.free()
	v.operator.terminal = v.bench()
	v.operator.terminal.quiet(settled)
}

// away cuts the database off for three deeds, each killed after, and for the
// starts after them.
func (v *survivor) away() {
	v.t.Helper()
	v.wire.cut()
	for range 3 {
		v.deed()
		v.kill("database away: " + v.operator.terminal.screen().prompt())
	}
	v.wire.join()
	v.await("the database to be back", func(s screen) bool { return strings.Contains(s[rowLinks], "NET ok") })
}

// checkGoods checks that everything was counted once.
func (v *survivor) checkGoods() {
	v.t.Helper()
	want := map[string][]view.OrderLine{
		"1001": {{SKU: "MUG-BLUE", Qty: 2, Picked: 2, Packed: 2}, {SKU: "TEA-GRN", Qty: 1, Picked: 1, Packed: 1}, {SKU: "LAMP-DSK", Qty: 1, Picked: 1, Packed: 1}},
		"1002": {{SKU: "BOOK-KNOT", Qty: 3, Cancelled: 2, Picked: 1, Packed: 1}, {SKU: "SOAP-PINE", Qty: 1, Picked: 1, Packed: 1}},
		"1003": {{SKU: "SOAP-LAV", Qty: 1, Picked: 1, Packed: 1}},
	}
	for number, lines := range want {
		o := v.detail(number)
		for i := range o.Lines {
			o.Lines[i].Name = ""
		}
		if o.State != "shipped" || !slices.Equal(o.Lines, lines) || len(o.Parcels) != 1 {
			v.t.Errorf("order %s is %s with lines %+v and %d parcels, want it shipped in one with %+v", number, o.State, o.Lines, len(o.Parcels), lines)
		}
	}
	for sku, shipped := range map[string]int{"MUG-BLUE": 2, "TEA-GRN": 1, "LAMP-DSK": 1, "SOAP-PINE": 1, "SOAP-LAV": 1} {
		stocked := 0
		for _, s := range v.goods.Stock {
			if s.SKU == sku {
				stocked += s.Qty
			}
		}
		if got := v.onHand(sku); got != stocked-shipped {
			v.t.Errorf("%d of %s lie on the shelves, want %d less %d", got, sku, stocked, shipped)
		}
	}
}

// checkPaper checks that every parcel has one label, bought once and printed
// once.
func (v *survivor) checkPaper() {
	v.t.Helper()
	var want []string
	for _, number := range []string{"1001", "1002", "1003"} {
		for _, p := range v.detail(number).Parcels {
			want = append(want, p.SSCC)
		}
	}
	if got := v.paper(); !slices.Equal(got, want) {
		v.t.Errorf("the labels that came out are %v, want one for each parcel: %v", got, want)
	}
}
