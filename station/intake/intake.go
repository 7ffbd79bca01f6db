package intake

import (
	"fmt"
	"io"
	"iter"
	"strings"
	"time"

	"github.com/packwright/packwright/station/view"
)

// Format is a shape of order files.
type Format string

// The formats, as they are called on the command line.
const (
	CSV             Format = "csv"
	ShopifyCSV      Format = "shopify-csv"
	ShopifyJSON     Format = "shopify-json"
	WooCommerceJSON Format = "woocommerce-json"
	BigCommerceJSON Format = "bigcommerce-json"
)

// Formats are all of them.
func Formats() []Format {
	return []Format{CSV, ShopifyCSV, ShopifyJSON, WooCommerceJSON, BigCommerceJSON}
}

// The limits of one order.
const (
	MaxLines    = 10_000
	MaxField    = 64 << 10 // bytes
	MaxQuantity = 1_000_000
)

// File says how an order file is to be read.
type File struct {
	Name   string // for messages
	Format Format
	// Channel is the shop that the orders are from, "shopify:main"; "" is the
	// format's first word. A CSV file may name its own in each row.
	Channel string
	// Zone is where times without a zone are from, nil for UTC.
	Zone *time.Location
}

// RowError is why a row was not taken in.
type RowError struct {
	File   string
	Line   int    // the first is 1; 0 when it is the file
	Column string // of a CSV file its header, of a JSON file the path; may be ""
	Ref    string // the order, article or carton that is refused; may be ""
	Reason string
	Remedy string
	// Final tells that nothing after the row could be read.
	Final bool
}

// Error is the whole story in one line, safe to print.
func (e *RowError) Error() string {
	var b strings.Builder
	b.WriteString(clean(e.File))
	if e.Line > 0 {
		fmt.Fprintf(&b, ":%d", e.Line)
	}
	b.WriteString(": ")
	if e.Ref != "" {
		fmt.Fprintf(&b, "%s: ", clean(e.Ref))
	}
	if e.Column != "" {
		fmt.Fprintf(&b, "%s: ", clean(e.Column))
	}
	fmt.Fprintf(&b, "%s. %s", e.Reason, e.Remedy)
	if e.Final {
		b.WriteString(" Nothing after it was read.")
	}
	return b.String()
}

// Orders reads the file while it is ranged over, and yields each order, or why
// a row or an order is refused. One of the two is zero.
func (f File) Orders(r io.Reader) iter.Seq2[view.NewOrder, *RowError] {
	if f.Channel == "" {
		f.Channel, _, _ = strings.Cut(string(f.Format), "-")
	}
	if f.Zone == nil {
		f.Zone = time.UTC
	}
	switch f.Format {
	case CSV:
		return f.grouped(r, &plainRows{})
	case ShopifyCSV:
		return f.grouped(r, &shopifyRows{})
	case ShopifyJSON:
		return decoded(f, r, shopifyOrder.orders)
	case WooCommerceJSON:
		return decoded(f, r, wooOrder.orders)
	case BigCommerceJSON:
		return decoded(f, r, bigOrder.orders)
	}
	return func(yield func(view.NewOrder, *RowError) bool) {
		yield(view.NewOrder{}, &RowError{
			File: f.Name, Final: true,
			Reason: "the format " + quoted(string(f.Format)) + " is not known",
			Remedy: fmt.Sprintf("It is one of %v.", Formats()),
		})
	}
}

// refuse makes the error of a value. Where it stands is filled in by those who
// know.
func refuse(column, reason, remedy string) *RowError {
	return &RowError{Column: column, Reason: reason, Remedy: remedy}
}

func (f File) at(e *RowError, line int, ref string) *RowError {
	e.File = f.Name
	if e.Line == 0 {
		e.Line = line
	}
	if e.Ref == "" {
		e.Ref = ref
	}
	return e
}
