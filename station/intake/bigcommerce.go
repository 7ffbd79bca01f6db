package intake

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/packwright/packwright/station/view"
)

// bigOrder is an order of BigCommerce's V2 API with the answers of three more
// calls embedded: the products, the addresses and, if there are any, the
// shipments. A product's bin_picking_number is not read: this warehouse's own
// locations count. Nor is its weight, whose unit is the shop's secret.
type bigOrder struct {
	ID                  loose
	StatusID            *int   `json:"status_id"`
	CustomStatus        string `json:"custom_status"`
	DateCreated         string `json:"date_created"` // RFC 2822
	OrderIsDigital      bool   `json:"order_is_digital"`
	TotalIncTax         loose  `json:"total_inc_tax"`
	CurrencyCode        string `json:"currency_code"`
	DefaultCurrencyCode string `json:"default_currency_code"`
	CustomerMessage     string `json:"customer_message"`
	Products            present[bigProduct]
	ShippingAddresses   present[bigAddress] `json:"shipping_addresses"`
	Shipments           present[bigShipment]
}

type bigProduct struct {
	ID               loose
	OrderAddressID   loose `json:"order_address_id"` // one order may go to several
	Name             string
	SKU              string
	UPC              string
	Type             string
	PriceIncTax      loose `json:"price_inc_tax"`
	Quantity         int
	QuantityShipped  int    `json:"quantity_shipped"`
	QuantityRefunded int    `json:"quantity_refunded"`
	WrappingName     string `json:"wrapping_name"`
}

type bigAddress struct {
	ID             loose
	FirstName      string `json:"first_name"`
	LastName       string `json:"last_name"`
	Company        string
	Street1        string `json:"street_1"`
	Street2        string `json:"street_2"`
	City           string
	State          string
	Zip            string
	CountryISO2    string `json:"country_iso2"`
	Phone          string
	Email          string
	ShippingMethod string `json:"shipping_method"`
}

type bigShipment struct {
	Items []struct {
		OrderProductID loose `json:"order_product_id"`
		Quantity       int
	}
}

func (b bigOrder) orders(f File) ([]view.NewOrder, *RowError) {
	o := view.NewOrder{
		Channel:    f.Channel,
		ExternalID: string(b.ID),
		Number:     string(b.ID),
		Note:       b.CustomerMessage,
		Currency:   cmp.Or(b.CurrencyCode, b.DefaultCurrencyCode),
	}
	if bad := b.standing(&o); bad != nil {
		return nil, bad
	}
	if bad := b.joined(); bad != nil {
		return nil, bad
	}
	var bad *RowError
	if o.PlacedAt, bad = f.instant("date_created", b.DateCreated); bad != nil {
		return nil, bad
	}
	if o.TotalCents, bad = cents("total_inc_tax", b.TotalIncTax); bad != nil {
		return nil, bad
	}
	return b.each(o)
}

// standing goes by the number of the status, for shops rename the words.
func (b bigOrder) standing(o *view.NewOrder) *RowError {
	if b.OrderIsDigital {
		return notForUs("order_is_digital", "the order is digital, nothing is to be shipped")
	}
	if b.StatusID == nil {
		return refuse("status_id", "the order has no status", "Export whole orders.")
	}
	switch *b.StatusID {
	case 3, 9, 11, 14: // partly shipped, awaiting shipment or fulfillment, partly refunded: the products say what is left
	case 7:
		hold(o, "payment")
	case 12:
		hold(o, "verification")
	case 13:
		hold(o, "dispute")
	case 0, 1:
		return notForUs("status_id", "the customer has not completed the order")
	case 2, 10:
		return notForUs("status_id", "the order is shipped already")
	case 8:
		return notForUs("status_id", "the order waits for the customer to pick it up")
	case 4, 5, 6:
		return notForUs("status_id", "the order is "+[]string{"refunded", "cancelled", "declined"}[*b.StatusID-4])
	default:
		hold(o, "status")
	}
	return nil
}

// joined refuses an order that comes with links instead of what they lead to.
func (b bigOrder) joined() *RowError {
	const remedy = "Put the array that this call answers in its place."
	switch {
	case !b.Products.set:
		return refuse("products", "the order does not hold its products", remedy)
	case !b.ShippingAddresses.set:
		return refuse("shipping_addresses", "the order does not hold its addresses", remedy)
	}
	return nil
}

// each makes an order for every address to which something is left to ship.
func (b bigOrder) each(o view.NewOrder) ([]view.NewOrder, *RowError) {
	lines, bad := b.lines()
	if bad != nil {
		return nil, bad
	}
	var all []view.NewOrder
	for n, a := range b.ShippingAddresses.is {
		part := o
		part.ShipTo, part.Service, part.Lines = a.address(), a.ShippingMethod, lines[a.ID]
		part.Holds = slices.Clip(o.Holds)
		part.Gift = b.wrapped(a.ID)
		delete(lines, a.ID)
		if len(b.ShippingAddresses.is) > 1 {
			part.ExternalID = fmt.Sprintf("%s/%s", b.ID, a.ID)
			part.Number = fmt.Sprintf("%s-%d", b.ID, n+1)
		}
		if len(part.Lines) > 0 {
			all = append(all, part)
		}
	}
	for id := range lines {
		return nil, refuse("products.order_address_id", "the address "+quoted(string(id))+" is not among those of the order", "Embed all addresses of the order.")
	}
	if len(all) == 0 {
		return nil, notForUs("products", "the order has no lines that are to be shipped")
	}
	return all, nil
}

// lines are the lines for each address.
func (b bigOrder) lines() (map[loose][]view.NewLine, *RowError) {
	shipped := map[loose]int{}
	for _, s := range b.Shipments.is {
		for _, i := range s.Items {
			shipped[i.OrderProductID] += i.Quantity
		}
	}
	all := map[loose][]view.NewLine{}
	for _, p := range b.Products.is {
		price, bad := nearCents("products.price_inc_tax", p.PriceIncTax)
		if bad != nil {
			return nil, bad
		}
		left := p.Quantity - p.QuantityRefunded - max(p.QuantityShipped, shipped[p.ID])
		if digital := p.Type != "physical" && p.Type != ""; digital || left <= 0 {
			continue
		}
		all[p.OrderAddressID] = append(all[p.OrderAddressID], view.NewLine{
			ExternalID: string(p.ID), SKU: strings.TrimSpace(p.SKU), Barcode: strings.TrimSpace(p.UPC), Name: p.Name,
			Quantity: left, PriceCents: price,
		})
	}
	return all, nil
}

// wrapped tells whether something for the address is a present.
func (b bigOrder) wrapped(address loose) bool {
	for _, p := range b.Products.is {
		if p.OrderAddressID == address && p.WrappingName != "" {
			return true
		}
	}
	return false
}

func (a bigAddress) address() view.Address {
	return view.Address{
		Name:       join(a.FirstName, a.LastName),
		Company:    a.Company,
		Street:     a.Street1,
		Street2:    a.Street2,
		City:       a.City,
		Region:     a.State,
		PostalCode: a.Zip,
		Country:    a.CountryISO2,
		Phone:      a.Phone,
		Email:      a.Email,
	}
}
