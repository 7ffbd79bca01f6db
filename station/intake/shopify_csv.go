package intake

import (
	"cmp"
	"strings"

	"github.com/packwright/packwright/station/view"
)

// shopifyRows is Shopify's order export: a row for each line item, of which only
// the first says anything of the order. Its header has changed over the years,
// so only the columns used are known and none is required but these two.
type shopifyRows struct{}

func (shopifyRows) columns() columns {
	return columns{
		known: named(map[string][]string{
			"name": nil, "id": nil, "created_at": nil, "currency": nil, "total": nil, "notes": nil,
			"financial_status": nil, "cancelled_at": {"canceled_at"}, "risk_level": nil,
			"fulfillment_status": nil, "shipping_method": nil, "email": nil,
			"shipping_name": nil, "shipping_company": nil, "shipping_street": nil,
			"shipping_address1": nil, "shipping_address2": nil, "shipping_city": nil,
			"shipping_zip": nil, "shipping_province": nil, "shipping_country": nil, "shipping_phone": nil,
			"lineitem_name": nil, "lineitem_sku": nil, "lineitem_quantity": nil, "lineitem_price": nil,
			"lineitem_requires_shipping": nil, "lineitem_fulfillment_status": nil,
		}),
		needed: []string{"name", "created_at", "lineitem_quantity", "lineitem_sku"},
		open:   true,
	}
}

func (shopifyRows) key(_ File, r *row) string { return r.must("name") }

func (shopifyRows) open(f File, r *row) *draft {
	o := view.NewOrder{
		Channel:    f.Channel,
		Number:     r.must("name"),
		PlacedAt:   r.instant("created_at", f.Zone),
		Service:    r.text("shipping_method"),
		ShipTo:     shopifyRowAddress(r),
		Note:       r.text("notes"),
		Currency:   r.word("currency"),
		TotalCents: r.money("total"),
	}
	o.ExternalID = cmp.Or(r.word("id"), o.Number)
	if when := r.word("cancelled_at"); when != "" {
		r.fault = notForUs("", "the order was cancelled at "+clean(when))
	}
	if bad := shopifyPaid(&o, r.word("financial_status")); bad != nil && r.fault == nil {
		r.fault = bad
	}
	if r.word("fulfillment_status") == "fulfilled" && r.fault == nil {
		r.fault = notForUs("", "the order is shipped already")
	}
	if r.word("financial_status") == "partially_refunded" {
		hold(&o, "refund") // the file does not say of what
	}
	if strings.EqualFold(r.word("risk_level"), "high") {
		hold(&o, "fraud")
	}
	return &draft{order: o}
}

// shopifyPaid holds an order that is not paid and refuses one whose money went
// back.
func shopifyPaid(o *view.NewOrder, status string) *RowError {
	switch status {
	case "paid", "authorized", "partially_refunded":
	case "refunded", "voided":
		return notForUs("", "the payment of the order is "+status)
	default: // pending, partially_paid, expired, nothing, or a new word
		hold(o, "payment")
	}
	return nil
}

// shopifyRowAddress is the address. A zip begins with an apostrophe, which
// keeps spreadsheets from eating its zeros.
func shopifyRowAddress(r *row) view.Address {
	return view.Address{
		Name:       r.text("shipping_name"),
		Company:    r.text("shipping_company"),
		Street:     cmp.Or(r.text("shipping_address1"), r.text("shipping_street")),
		Street2:    r.text("shipping_address2"),
		City:       r.text("shipping_city"),
		Region:     r.text("shipping_province"),
		PostalCode: strings.TrimPrefix(r.text("shipping_zip"), "'"),
		Country:    r.text("shipping_country"),
		Phone:      r.text("shipping_phone"),
		Email:      r.text("email"),
	}
}

func (shopifyRows) again(*row, *draft) {}

func (shopifyRows) line(r *row) (view.NewLine, bool) {
	l := view.NewLine{
		SKU:        r.word("lineitem_sku"),
		Name:       r.text("lineitem_name"),
		Quantity:   r.number("lineitem_quantity", MaxQuantity),
		PriceCents: r.money("lineitem_price"),
	}
	digital := strings.EqualFold(r.word("lineitem_requires_shipping"), "false")
	shipped := r.word("lineitem_fulfillment_status") == "fulfilled"
	return l, !digital && !shipped
}
