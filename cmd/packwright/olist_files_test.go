package main

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"io"
	"iter"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/packwright/packwright/station/intake"
	"github.com/packwright/packwright/station/intake/intaketest"
	"github.com/packwright/packwright/station/view"
)

// olist is the data of a real shop in the shapes of the import commands.
type olist struct {
	articles [][]string // the first row names the columns
	boxes    [][]string
	orders   [][]string
	items    map[string]int // of each order

	known   map[string]view.NewProduct
	cartons []view.NewCarton
}

// olistFiles are the same as files, with a configuration.
type olistFiles struct {
	config, articles, cartons, orders string
	// known is one order as it stands in orders, changed the same with another
	// price.
	known, changed string
}

// olistStock is how many pieces of each article lie at its location.
const olistStock = 100

// largeBoxes go on where the ladder of real cartons ends: the largest is the
// largest that a parcel service takes.
var largeBoxes = [][]string{
	{"24x18x18", "616", "463", "463", "950", "610", "457", "457", "29000"},
	{"32x24x20", "821", "616", "514", "1500", "813", "610", "508", "40000"},
	{"42x24x20", "1077", "618", "516", "2100", "1067", "610", "508", "45000"},
}

// openOlist reads the shared data; without it the test is skipped.
func openOlist(t *testing.T) olist {
	t.Helper()
	o := olist{
		articles: readTable(t, "orders", "olist", "products_dims.csv"),
		boxes:    append(readTable(t, "carton", "boxes_ladder12.csv"), largeBoxes...),
		items:    map[string]int{},
		known:    map[string]view.NewProduct{},
	}
	var orders bytes.Buffer
	if err := intaketest.Olist(sharedFile(t, "orders", "olist", "orders.csv"), sharedFile(t, "orders", "olist", "order_items.csv"), &orders); err != nil {
		t.Fatal(err)
	}
	o.orders = rowsOf(t, "orders", &orders)
	id, sku := column(o.orders, "order_id"), column(o.orders, "sku")
	for _, row := range o.orders[1:] {
		o.items[row[id]] += min(1, len(row[sku]))
	}
	o.shelve()
	for a := range accepted(t, intake.Products("articles", asFile(o.articles))) {
		o.known[a.SKU] = a
	}
	o.cartons = slices.Collect(accepted(t, intake.Cartons("cartons", asFile(o.boxes))))
	return o
}

// shelve gives each article a place with stock, 32 articles to a location.
func (o olist) shelve() {
	o.articles[0] = append(o.articles[0], "stock", "location")
	for n := range o.articles[1:] {
		place := n / 32
		name := fmt.Sprintf("%c%02d-%d", 'A'+place/120, place/5%24+1, place%5+1)
		o.articles[n+1] = append(o.articles[n+1], fmt.Sprint(olistStock), name)
	}
}

// choose answers the numbers of the first n orders by the time of purchase of
// which every article has sizes and fits a carton.
func (o olist) choose(n int) []string {
	var chosen []view.NewOrder
	for order, refused := range (intake.File{Name: "orders", Format: intake.CSV}).Orders(asFile(o.orders)) {
		if refused == nil && !slices.ContainsFunc(order.Lines, func(l view.NewLine) bool { return !fits(o.known[l.SKU], o.cartons) }) {
			chosen = append(chosen, order)
		}
	}
	slices.SortStableFunc(chosen, func(a, b view.NewOrder) int { return a.PlacedAt.Compare(b.PlacedAt) })
	numbers := make([]string, n)
	for i := range numbers {
		numbers[i] = chosen[i].Number
	}
	return numbers
}

// write makes the files.
func (o olist) write(t *testing.T) olistFiles {
	t.Helper()
	dir := t.TempDir()
	write := func(name string, rows [][]string) string {
		name = filepath.Join(dir, name)
		if err := os.WriteFile(name, asFile(rows).Bytes(), 0o600); err != nil {
			t.Fatal(err)
		}
		return name
	}
	f := olistFiles{
		config:   configFile(t),
		articles: write("articles.csv", o.articles),
		cartons:  write("cartons.csv", o.boxes),
		orders:   write("orders.csv", o.orders),
	}
	order := o.firstOrder()
	f.known = write("known.csv", order)
	order[1][column(order, "price")] = "0.01"
	f.changed = write("changed.csv", order)
	return f
}

// firstOrder is the rows of the first order that has items, below the names of
// the columns.
func (o olist) firstOrder() [][]string {
	id := column(o.orders, "order_id")
	first := slices.IndexFunc(o.orders[1:], func(r []string) bool { return o.items[r[id]] > 0 }) + 1
	rows := [][]string{o.orders[0]}
	for _, r := range o.orders[first : first+o.items[o.orders[first][id]]] {
		rows = append(rows, slices.Clone(r))
	}
	return rows
}

// sharedFile is a file of the shared data; without it the test is skipped.
func sharedFile(t *testing.T, path ...string) *os.File {
	t.Helper()
	f, err := os.Open(filepath.Join(append([]string{sharedFolder(), "data"}, path...)...))
	if err != nil {
		t.Skipf("no shared data: %v", err)
	}
	t.Cleanup(func() { f.Close() })
	return f
}

func sharedFolder() string {
	if dir := os.Getenv("PACKWRIGHT_SHARED"); dir != "" {
		return dir
	}
	return filepath.Join("..", "..", "..", "shared")
}

func readTable(t *testing.T, path ...string) [][]string {
	t.Helper()
	return rowsOf(t, path[len(path)-1], sharedFile(t, path...))
}

func rowsOf(t *testing.T, name string, in io.Reader) [][]string {
	t.Helper()
	rows, err := csv.NewReader(in).ReadAll()
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return rows
}

// asFile is rows as a CSV file.
func asFile(rows [][]string) *bytes.Buffer {
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	if err := w.WriteAll(rows); err != nil {
		panic(err) // a buffer takes everything
	}
	return &b
}

func column(rows [][]string, name string) int {
	return slices.IndexFunc(rows[0], func(c string) bool { return strings.EqualFold(c, name) })
}

// accepted is the rows, of which none may be refused.
func accepted[T any](t *testing.T, rows iter.Seq2[T, *intake.RowError]) iter.Seq[T] {
	return func(yield func(T) bool) {
		for row, refused := range rows {
			if refused != nil {
				t.Fatal(refused)
			}
			if !yield(row) {
				return
			}
		}
	}
}
