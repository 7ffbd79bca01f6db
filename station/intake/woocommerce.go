package intake

import (
	"cmp"
	"strings"
	"time"

	"github.com/packwright/packwright/station/view"
)

// wooOrder is an order of WooCommerce's REST API v3. Its meta_data may hold
// anything and is not read.
type wooOrder struct {
	ID             loose
	Number         loose
	Status         string
	Currency       string
	DateCreated    string `json:"date_created"`     // the shop's local time
	DateCreatedGMT string `json:"date_created_gmt"` // the same in UTC
	Total          loose
	CustomerNote   string `json:"customer_note"`
	Billing        wooAddress
	Shipping       wooAddress
	LineItems      []struct {
		ID       loose
		Name     string
		SKU      loose
		Quantity int
		Price    loose
	} `json:"line_items"`
	ShippingLines []struct {
		MethodID string `json:"method_id"`
	} `json:"shipping_lines"`
	Refunds []struct{}
}

type wooAddress struct {
	FirstName string `json:"first_name"`
	LastName  string `json:"last_name"`
	Company   string
	Address1  string `json:"address_1"`
	Address2  string `json:"address_2"`
	City      string
	State     string
	Postcode  string
	Country   string
	Phone     string
	Email     string
}

func (w wooOrder) orders(f File) ([]view.NewOrder, *RowError) {
	o := view.NewOrder{
		Channel:    f.Channel,
		ExternalID: string(w.ID),
		Number:     string(cmp.Or(w.Number, w.ID)),
		Note:       w.CustomerNote,
		Currency:   w.Currency,
		ShipTo:     w.address(),
	}
	if bad := w.standing(&o); bad != nil {
		return nil, bad
	}
	var bad *RowError
	if o.PlacedAt, bad = w.placed(f); bad != nil {
		return nil, bad
	}
	if o.TotalCents, bad = cents("total", w.Total); bad != nil {
		return nil, bad
	}
	if len(w.ShippingLines) > 0 {
		o.Service = w.ShippingLines[0].MethodID
	}
	if strings.HasPrefix(o.Service, "local_pickup") || o.Service == "pickup_location" {
		hold(&o, "pickup")
	}
	o.Lines, bad = w.lines()
	return []view.NewOrder{o}, bad
}

func (w wooOrder) standing(o *view.NewOrder) *RowError {
	switch w.Status {
	case "processing":
	case "pending", "on-hold":
		hold(o, "payment")
	case "completed":
		return notForUs("status", "the order is completed: shipped already")
	case "cancelled", "refunded", "failed", "trash":
		return notForUs("status", "the order is "+w.Status)
	case "checkout-draft", "auto-draft", "draft":
		return notForUs("status", "the customer has not completed the order")
	default: // of some plug-in
		hold(o, "status")
	}
	if len(w.Refunds) > 0 {
		hold(o, "refund") // the order does not say of which lines
	}
	return nil
}

// placed is the time in UTC; the local one counts only without it.
func (w wooOrder) placed(f File) (time.Time, *RowError) {
	if w.DateCreatedGMT != "" {
		f.Zone = time.UTC
		return f.instant("date_created_gmt", w.DateCreatedGMT)
	}
	return f.instant("date_created", w.DateCreated)
}

// address is where it is shipped to; that has no mail address of its own.
func (w wooOrder) address() view.Address {
	a := w.Shipping
	return view.Address{
		Name:       join(a.FirstName, a.LastName),
		Company:    a.Company,
		Street:     a.Address1,
		Street2:    a.Address2,
		City:       a.City,
		Region:     a.State,
		PostalCode: a.Postcode,
		Country:    a.Country,
		Phone:      cmp.Or(a.Phone, w.Billing.Phone),
		Email:      w.Billing.Email,
	}
}

func (w wooOrder) lines() ([]view.NewLine, *RowError) {
	var all []view.NewLine
	for _, l := range w.LineItems {
		price, bad := nearCents("line_items.price", l.Price)
		if bad != nil {
			return nil, bad
		}
		if l.Quantity == 0 {
			continue
		}
		all = append(all, view.NewLine{
			ExternalID: string(l.ID), SKU: strings.TrimSpace(string(l.SKU)), Name: l.Name,
			Quantity: l.Quantity, PriceCents: price,
		})
	}
	return all, nil
}
