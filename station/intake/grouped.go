package intake

import (
	"fmt"
	"io"
	"iter"
	"strconv"

	"github.com/packwright/packwright/station/view"
)

// rows is what one shape of CSV file makes of its rows. Faults stay in the row.
type rows interface {
	columns() columns
	key(f File, r *row) string                // rows with the same key are one order; it names the order
	open(f File, r *row) *draft               // of the first row
	again(r *row, d *draft)                   // of every further one
	line(r *row) (l view.NewLine, ships bool) // of every row
}

// draft is an order whose rows are still coming.
type draft struct {
	order   view.NewOrder
	key     string
	first   *row
	lines   map[string]int // of each kind of line its place in the order
	refused bool           // a row of it was
	full    bool           // it was told that it has too many lines
}

// grouped reads orders from a file in which the rows of one order stand
// together.
func (f File) grouped(in io.Reader, shape rows) iter.Seq2[view.NewOrder, *RowError] {
	return func(yield func(view.NewOrder, *RowError) bool) {
		t, bad := newTable(f.Name, in, shape.columns())
		if bad != nil {
			yield(view.NewOrder{}, bad)
			return
		}
		g := grouping{file: f, shape: shape, seen: map[string]int{}, yield: yield}
		for more := true; more; {
			more = g.row(t)
		}
	}
}

// grouping is one reading of such a file.
type grouping struct {
	file  File
	shape rows
	seen  map[string]int // the line on which each order begins
	now   *draft
	doubt int // a line that may belong to the order before or to the one behind it
	yield func(view.NewOrder, *RowError) bool
}

// row takes the next row and tells whether to go on.
func (g *grouping) row(t *table) bool {
	r, bad := t.next()
	switch {
	case bad != nil && bad.Final:
		return g.yield(view.NewOrder{}, bad) && false
	case bad == nil && r == nil:
		g.close()
		return false
	case bad == nil:
		bad = r.whole()
	}
	key := g.shape.key(g.file, r)
	if r.fault != nil || unfit(key) != nil {
		return g.unknown(r, bad)
	}
	if g.now == nil || g.now.key != key {
		if !g.close() || !g.begin(r, key, bad) {
			return false
		}
	}
	g.doubt = 0
	if bad != nil {
		g.now.refused = true
		return g.refuse(r, bad)
	}
	if r != g.now.first && !g.now.refused {
		g.shape.again(r, g.now)
	}
	return g.add(r)
}

// unknown refuses a row that does not say which order it belongs to, and with it
// the order in work.
func (g *grouping) unknown(r *row, bad *RowError) bool {
	if bad == nil {
		bad = r.fault
	}
	g.doubt = r.line
	if !g.yield(view.NewOrder{}, g.file.at(bad, r.line, "")) {
		return false
	}
	if g.now == nil || g.now.refused {
		return true
	}
	g.now.refused = true
	return g.refuse(g.now.first, g.doubted())
}

func (g *grouping) doubted() *RowError {
	return refuse("", fmt.Sprintf("line %d cannot be read and may be one of its rows", g.doubt), "Mend that line and import the file again.")
}

// begin opens the order of a row. It is refused at once when it was in the file
// before or when a row before it may be one of its.
func (g *grouping) begin(r *row, key string, bad *RowError) bool {
	line, twice := g.seen[key]
	if !twice {
		g.seen[key] = r.line
	}
	if bad != nil { // its fields cannot be trusted
		g.now = &draft{order: view.NewOrder{Number: key}}
	} else {
		g.now = g.shape.open(g.file, r)
	}
	g.now.key, g.now.first, g.now.lines = key, r, map[string]int{}
	g.now.order.Source = g.file.Name + ":" + strconv.Itoa(r.line)
	switch {
	case bad != nil:
		return true
	case twice:
		g.now.refused = true
		return g.refuse(r, refuse("", fmt.Sprintf("rows of this order stand at line %d already", line), "Keep the rows of an order together."))
	case g.doubt > 0:
		g.now.refused = true
		return g.refuse(r, g.doubted())
	}
	return true
}

// add puts the row's line into the order.
func (g *grouping) add(r *row) bool {
	line, ships := g.shape.line(r)
	switch {
	case g.now.refused && r == g.now.first:
		return true
	case r.fault != nil:
		g.now.refused = true
		return g.refuse(r, r.fault)
	case !ships || g.now.refused:
		return true
	}
	g.now.put(line)
	if len(g.now.order.Lines) <= MaxLines || g.now.full {
		return true
	}
	g.now.refused, g.now.full = true, true
	return g.refuse(r, tooManyLines())
}

func (g *grouping) refuse(r *row, bad *RowError) bool {
	return g.yield(view.NewOrder{}, g.file.at(bad, r.line, g.now.order.Number))
}

// close hands out the order in work.
func (g *grouping) close() bool {
	d := g.now
	g.now = nil
	if d == nil || d.refused {
		return true
	}
	if bad := settle(&d.order); bad != nil {
		return g.yield(view.NewOrder{}, g.file.at(bad, d.first.line, d.order.Number))
	}
	return g.yield(d.order, nil)
}

// put adds a line, or its quantity to the line that is the same.
func (d *draft) put(l view.NewLine) {
	key := fmt.Sprintf("%q %q %q %d", l.ExternalID, l.SKU, l.Barcode, l.PriceCents)
	if n, known := d.lines[key]; known {
		d.order.Lines[n].Quantity += l.Quantity
		return
	}
	d.lines[key] = len(d.order.Lines)
	d.order.Lines = append(d.order.Lines, l)
}
