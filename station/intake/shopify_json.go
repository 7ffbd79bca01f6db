package intake

import (
	"cmp"
	"slices"
	"strings"

	"github.com/packwright/packwright/station/view"
)

// shopifyOrder is an order of Shopify's Admin API, with the answers of two other
// calls embedded where they were asked for.
type shopifyOrder struct {
	ID                loose
	Name              loose
	Test              bool
	Currency          string
	Note              string
	CreatedAt         string `json:"created_at"`
	CancelledAt       string `json:"cancelled_at"`
	FinancialStatus   string `json:"financial_status"`
	FulfillmentStatus string `json:"fulfillment_status"` // null is unfulfilled
	TotalPrice        loose  `json:"total_price"`
	CurrentTotalPrice loose  `json:"current_total_price"`
	Email             string
	ShippingLines     []struct{ Title, Code string } `json:"shipping_lines"`
	ShippingAddress   *shopifyAddress                `json:"shipping_address"`
	LineItems         []shopifyLine                  `json:"line_items"`
	FulfillmentOrders []shopifyFulfillment           `json:"fulfillment_orders"`
	Risks             []struct{ Recommendation string }
	FulfillmentOrder  *struct{} `json:"fulfillment_order"` // where no order belongs
	Risk              *struct{}
}

type shopifyAddress struct {
	FirstName    string `json:"first_name"`
	LastName     string `json:"last_name"`
	Name         string
	Company      string
	Address1     string
	Address2     string
	City         string
	Province     string
	ProvinceCode string `json:"province_code"`
	Zip          string
	CountryCode  string `json:"country_code"`
	Phone        string
}

type shopifyLine struct {
	ID                  loose
	SKU                 string
	Name                string
	Title               string
	Quantity            int
	FulfillableQuantity *int  `json:"fulfillable_quantity"` // what is left of Quantity
	RequiresShipping    *bool `json:"requires_shipping"`
	GiftCard            bool  `json:"gift_card"`
	Price               loose
	Grams               int
}

func (s shopifyOrder) orders(f File) ([]view.NewOrder, *RowError) {
	if s.FulfillmentOrder != nil || s.Risk != nil {
		return nil, refuse("", "this is not an order but the answer of another call", "Embed it in its order as fulfillment_orders or risks.")
	}
	o := view.NewOrder{
		Channel:    f.Channel,
		ExternalID: string(s.ID),
		Number:     string(cmp.Or(s.Name, s.ID)),
		Note:       s.Note,
		Currency:   s.Currency,
		ShipTo:     s.address(),
	}
	if len(s.ShippingLines) > 0 {
		o.Service = cmp.Or(s.ShippingLines[0].Code, s.ShippingLines[0].Title)
	}
	if bad := s.standing(&o); bad != nil {
		return nil, bad
	}
	var bad *RowError
	if o.PlacedAt, bad = f.instant("created_at", s.CreatedAt); bad != nil {
		return nil, bad
	}
	total := cmp.Or(s.CurrentTotalPrice, s.TotalPrice)
	if o.TotalCents, bad = cents("total_price", total); bad != nil {
		return nil, bad
	}
	if o.Lines, bad = s.lines(); bad != nil {
		return nil, bad
	}
	if bad := fulfil(&o, s.FulfillmentOrders, f); bad != nil {
		return nil, bad
	}
	return []view.NewOrder{o}, nil
}

// standing refuses what must not be shipped and holds what not yet.
func (s shopifyOrder) standing(o *view.NewOrder) *RowError {
	switch {
	case s.Test:
		return notForUs("test", "it is a test order")
	case s.CancelledAt != "":
		return notForUs("cancelled_at", "the order was cancelled at "+clean(s.CancelledAt))
	case s.FulfillmentStatus == "fulfilled" || s.FulfillmentStatus == "restocked":
		return notForUs("fulfillment_status", "the order is "+s.FulfillmentStatus+" already")
	}
	for _, r := range s.Risks {
		if r.Recommendation == "cancel" || r.Recommendation == "investigate" {
			hold(o, "fraud")
		}
	}
	return shopifyPaid(o, s.FinancialStatus)
}

func (s shopifyOrder) address() view.Address {
	a := s.ShippingAddress
	if a == nil {
		return view.Address{Email: s.Email}
	}
	return view.Address{
		Name:       cmp.Or(a.Name, join(a.FirstName, a.LastName)),
		Company:    a.Company,
		Street:     a.Address1,
		Street2:    a.Address2,
		City:       a.City,
		Region:     cmp.Or(a.ProvinceCode, a.Province),
		PostalCode: a.Zip,
		Country:    a.CountryCode,
		Phone:      a.Phone,
		Email:      s.Email,
	}
}

// lines are the lines of which something is left to ship.
func (s shopifyOrder) lines() ([]view.NewLine, *RowError) {
	var all []view.NewLine
	for _, l := range s.LineItems {
		price, bad := cents("line_items.price", l.Price)
		if bad != nil {
			return nil, bad
		}
		if n := l.left(); n > 0 {
			all = append(all, view.NewLine{
				ExternalID: string(l.ID), SKU: strings.TrimSpace(l.SKU), Name: cmp.Or(l.Name, l.Title),
				Quantity: n, PriceCents: price, WeightG: max(0, l.Grams),
			})
		}
	}
	return all, nil
}

func (l shopifyLine) left() int {
	digital := l.RequiresShipping != nil && !*l.RequiresShipping
	switch {
	case digital || l.GiftCard && l.RequiresShipping == nil:
		return 0
	case l.FulfillableQuantity != nil:
		return *l.FulfillableQuantity
	}
	return l.Quantity
}

// shopifyFulfillment is a fulfillment order: what of an order is to be shipped
// together, from where and when.
type shopifyFulfillment struct {
	Status           string
	RequestStatus    string   `json:"request_status"`
	FulfillAt        string   `json:"fulfill_at"`
	FulfillBy        string   `json:"fulfill_by"`
	SupportedActions []string `json:"supported_actions"`
	Holds            []struct {
		Reason string
	} `json:"fulfillment_holds"`
	LineItems []struct {
		LineItemID          loose `json:"line_item_id"`
		FulfillableQuantity int   `json:"fulfillable_quantity"`
	} `json:"line_items"`
}

// open tells whether something of it can still be shipped.
func (s shopifyFulfillment) open() bool {
	return !slices.Contains([]string{"closed", "cancelled", "incomplete"}, s.Status)
}

// fulfil narrows an order to what its fulfillment orders leave to ship, and
// takes over their times and holds. Without any the order stands as it is.
func fulfil(o *view.NewOrder, all []shopifyFulfillment, f File) *RowError {
	if len(all) == 0 {
		return nil
	}
	left := map[string]int{}
	for _, s := range all {
		if !s.open() {
			continue
		}
		for _, l := range s.LineItems {
			left[string(l.LineItemID)] += l.FulfillableQuantity
		}
		s.holds(o)
		if bad := s.times(o, f); bad != nil {
			return bad
		}
	}
	o.Lines = slices.DeleteFunc(o.Lines, func(l view.NewLine) bool { return left[l.ExternalID] <= 0 })
	for n, l := range o.Lines {
		o.Lines[n].Quantity = min(l.Quantity, left[l.ExternalID])
	}
	return nil
}

// holds asks what Shopify would allow now. The request has a state of its own,
// apart from the status.
func (s shopifyFulfillment) holds(o *view.NewOrder) {
	for _, h := range s.Holds {
		hold(o, cmp.Or(shopifyHolds[h.Reason], h.Reason))
	}
	if strings.HasPrefix(s.RequestStatus, "cancellation_") {
		hold(o, "cancellation")
	}
	may := slices.Contains(s.SupportedActions, "create_fulfillment")
	if len(s.Holds) == 0 && s.Status != "scheduled" && (s.Status == "on_hold" || !may && len(s.SupportedActions) > 0) {
		hold(o, "status")
	}
}

// shopifyHolds are our words for theirs; others are kept.
var shopifyHolds = map[string]string{
	"awaiting_payment":   "payment",
	"high_risk_of_fraud": "fraud",
	"incorrect_address":  "address",
}

// times keeps the latest begin and the earliest end.
func (s shopifyFulfillment) times(o *view.NewOrder, f File) *RowError {
	from, bad := f.instant("fulfillment_orders.fulfill_at", s.FulfillAt)
	if bad != nil {
		return bad
	}
	by, bad := f.instant("fulfillment_orders.fulfill_by", s.FulfillBy)
	if bad != nil {
		return bad
	}
	if from.After(o.ReleaseAt) {
		o.ReleaseAt = from
	}
	if !by.IsZero() && (o.ShipBy.IsZero() || by.Before(o.ShipBy)) {
		o.ShipBy = by
	}
	return nil
}
