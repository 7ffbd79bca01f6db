package main

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
	"time"
)

// How much of the real orders is shipped. With PACKWRIGHT_ALL=1 it is all that
// was agreed, in minutes; without, a part that takes less than one.
const (
	fewOrders, fewLabels = 40, 20
	allOrders            = 500
)

// TestRealInput takes a year of a real shop through the whole house: articles,
// cartons and orders through the import commands, the first orders of them
// through a bench with journal, database and a printer on a serial line, and
// what came out of the printer through a decoder that is not ours.
func TestRealInput(t *testing.T) {
	house := newRealHouse(t, openOlist(t))
	for _, step := range []struct {
		name string
		do   func(*testing.T)
	}{
		{"articles go in once", house.importArticles},
		{"cartons go in", house.importCartons},
		{"orders go in, those without items are refused by name", house.importOrders},
		{"orders go in once", house.importOrdersAgain},
		{"a changed order is reported and not applied", house.importChangedOrder},
		{"orders are shipped", house.shipOrders},
		{"the books are right", house.checkBooks},
		{"the paper says what the database says", house.readPaper},
	} {
		if !t.Run(step.name, step.do) {
			return // what follows stands on it
		}
	}
}

// The real data: 32,951 articles; 8,135 orders of which 775 have no items.
const (
	olistArticles = 32951
	olistOrders   = 7360
	olistEmpty    = 775
)

func (h *realHouse) importArticles(t *testing.T) {
	h.imports(t, 0, "products: 32951 new, 0 known, 0 changed, 0 refused\n", "products", "import", h.files.articles)
	h.imports(t, 0, "products: 0 new, 32951 known, 0 changed, 0 refused\n", "products", "import", h.files.articles)
	if got, want := h.number(t, `select sum(on_hand) from stock`), olistArticles*olistStock; got != want {
		t.Errorf("%d pieces are on hand, want %d", got, want)
	}
}

func (h *realHouse) importCartons(t *testing.T) {
	h.imports(t, 0, fmt.Sprintf("cartons: %d new, 0 known, 0 changed, 0 refused\n", len(h.cartons)), "cartons", "import", h.files.cartons)
}

func (h *realHouse) importOrders(t *testing.T) {
	told := h.imports(t, exitNo, "orders: 7360 new, 0 known, 0 changed, 775 refused\n", "orders", "import", "--format", "csv", h.files.orders)
	if got := strings.Count(told, "\n"); got != olistEmpty {
		t.Errorf("%d rows were told of, want %d", got, olistEmpty)
	}
	for id, lines := range h.items {
		if named := strings.Contains(told, id); named != (lines == 0) {
			t.Errorf("order %s has %d items; named as refused: %v", id, lines, named)
		}
	}
	if got := h.number(t, `select count(*) from orders where state = 'pending_release'`); got != olistOrders {
		t.Errorf("%d orders wait to be released, want %d", got, olistOrders)
	}
}

func (h *realHouse) importOrdersAgain(t *testing.T) {
	before := h.text(t, orderContent)
	h.imports(t, exitNo, "orders: 0 new, 7360 known, 0 changed, 775 refused\n", "orders", "import", "--format", "csv", h.files.orders)
	if h.text(t, orderContent) != before {
		t.Error("orders that were known already are others now")
	}
}

func (h *realHouse) importChangedOrder(t *testing.T) {
	before := h.text(t, orderContent)
	h.imports(t, 0, "orders: 0 new, 1 known, 0 changed, 0 refused\n", "orders", "import", "--format", "csv", h.files.known)
	told := h.imports(t, exitNo, "orders: 0 new, 0 known, 1 changed, 0 refused\n", "orders", "import", "--format", "csv", h.files.changed)
	if want := "changed: known with other content, not applied\n"; !strings.HasSuffix(told, want) || !strings.HasPrefix(told, h.files.changed+":2: ") {
		t.Errorf("got %q, want the order named as %q", told, want)
	}
	if h.text(t, orderContent) != before {
		t.Error("the change was applied")
	}
}

// orderContent is everything that an order import writes, as one hash.
const orderContent = `
	select md5(string_agg(o.external_id || o.content_hash::text || o.state || o.source || r.ship_to::text || l.lines, '' order by o.id))
	from orders o
	join recipients r on r.order_id = o.id
	join lateral (select string_agg(concat_ws('/', n, product_id, qty, price_cents), ' ' order by n) as lines
		from order_lines where order_id = o.id) l on true`

// imports runs a command of the program, checks how it ended and what it said
// to standard output, and answers what it said beside that.
func (h *realHouse) imports(t *testing.T, code int, said string, args ...string) (told string) {
	t.Helper()
	begun := time.Now()
	var out, errs bytes.Buffer
	root := newRoot()
	root.SetArgs(append(args, "--config", h.files.config, "--database", h.url))
	root.SetOut(&out)
	root.SetErr(&errs)
	got := 0
	if err := root.ExecuteContext(t.Context()); err != nil {
		got = explain(err)
	}
	if got != code || out.String() != said {
		t.Fatalf("%s: exit %d and %q, want exit %d and %q\n%.2000s", strings.Join(args, " "), got, &out, code, said, &errs)
	}
	t.Logf("%s: %s", strings.TrimSpace(said), time.Since(begun).Round(time.Millisecond))
	return errs.String()
}
