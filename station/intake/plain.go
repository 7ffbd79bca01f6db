package intake

import (
	"cmp"
	"strings"

	"github.com/packwright/packwright/station/view"
)

// plainRows is our own CSV file of orders.
type plainRows struct{}

// plainOrder are the columns that every row of an order repeats, plainLine
// those of its own, each with the other names that it may have.
var (
	plainOrder = map[string][]string{
		"order_id":     {"id", "external_id"},
		"order_number": {"number"},
		"channel":      nil,
		"placed_at":    {"created_at", "purchase_at"},
		"ship_by":      nil,
		"release_at":   nil,
		"priority":     nil,
		"service":      nil,
		"name":         {"recipient"},
		"company":      nil,
		"street":       {"address", "address1"},
		"street2":      {"address2"},
		"city":         nil,
		"region":       {"state", "province"},
		"postal_code":  {"zip", "postcode"},
		"country":      nil,
		"phone":        nil,
		"email":        nil,
		"note":         nil,
		"pack_note":    nil,
		"pack_must":    nil,
		"pack_g":       nil,
		"gift":         nil,
		"holds":        nil,
		"currency":     nil,
		"total":        nil,
	}
	plainLine = map[string][]string{
		"line_id":   nil,
		"sku":       {"product_id"},
		"barcode":   {"gtin", "ean", "upc"},
		"item_name": {"title"},
		"quantity":  {"qty"},
		"price":     {"unit_price"},
		"weight_g":  nil,
	}
)

// named turns columns with their other names into one table.
func named(all ...map[string][]string) map[string]string {
	known := map[string]string{}
	for _, names := range all {
		for name, others := range names {
			known[name] = name
			for _, other := range others {
				known[other] = name
			}
		}
	}
	return known
}

func (plainRows) columns() columns {
	return columns{known: named(plainOrder, plainLine), needed: []string{"order_id", "placed_at"}}
}

func (plainRows) key(f File, r *row) string {
	id := r.must("order_id")
	if channel := r.word("channel"); channel != "" {
		return channel + " " + id
	}
	return id
}

func (plainRows) open(f File, r *row) *draft {
	o := view.NewOrder{
		Channel:    cmp.Or(r.word("channel"), f.Channel),
		ExternalID: r.must("order_id"),
		PlacedAt:   r.instant("placed_at", f.Zone),
		ShipBy:     r.instant("ship_by", f.Zone),
		ReleaseAt:  r.instant("release_at", f.Zone),
		Priority:   r.number("priority", 1_000_000),
		Service:    r.text("service"),
		ShipTo:     plainAddress(r),
		Note:       r.text("note"),
		Gift:       r.flag("gift"),
		Currency:   r.word("currency"),
		TotalCents: r.money("total"),
	}
	o.PackNote, o.PackMust, o.PackG = r.note()
	o.Number = cmp.Or(r.word("order_number"), o.ExternalID)
	r.must("placed_at")
	for _, reason := range strings.FieldsFunc(r.text("holds"), func(c rune) bool { return c == ';' || c == '|' }) {
		hold(&o, strings.TrimSpace(reason))
	}
	return &draft{order: o}
}

func plainAddress(r *row) view.Address {
	return view.Address{
		Name:       r.text("name"),
		Company:    r.text("company"),
		Street:     r.text("street"),
		Street2:    r.text("street2"),
		City:       r.text("city"),
		Region:     r.text("region"),
		PostalCode: r.text("postal_code"),
		Country:    r.text("country"),
		Phone:      r.text("phone"),
		Email:      r.text("email"),
	}
}

// again refuses a row that contradicts the first one of its order.
func (plainRows) again(r *row, d *draft) {
	for _, column := range r.table.names {
		if _, repeated := plainOrder[column]; !repeated {
			continue
		}
		here, first := r.word(column), d.first.word(column)
		if here != "" && here != first {
			r.fail(column, quoted(here)+" is "+quoted(first)+" in the order's first row", "Write the same in all rows of an order, or nothing.")
		}
	}
}

// line is the row's article. A row without one says only that the order exists.
func (plainRows) line(r *row) (view.NewLine, bool) {
	l := view.NewLine{
		ExternalID: r.word("line_id"),
		SKU:        r.word("sku"),
		Barcode:    r.word("barcode"),
		Name:       r.text("item_name"),
		Quantity:   1,
		PriceCents: r.money("price"),
		WeightG:    r.number("weight_g", maxGrams),
	}
	if r.word("quantity") != "" {
		l.Quantity = r.number("quantity", MaxQuantity)
	}
	return l, l.SKU != "" || l.Barcode != ""
}
