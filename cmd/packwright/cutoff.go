package main

import (
	"time"

	"github.com/packwright/packwright/station/carrier"
	"github.com/packwright/packwright/station/view"
)

// withCutOffs gives each order that its shop sent without a deadline the next
// departure of the carrier, as the tariff has it, after the order may be worked
// on. It depends on the order alone: imported again, it is the same order.
func withCutOffs(orders []view.NewOrder, t carrier.Tariff, zone *time.Location) []view.NewOrder {
	for i := range orders {
		o := &orders[i]
		if !o.ShipBy.IsZero() {
			continue
		}
		from := o.PlacedAt
		if o.ReleaseAt.After(from) {
			from = o.ReleaseAt
		}
		if at, leaves := departure(*o, t, from.In(zone)); leaves {
			o.ShipBy = at
		}
	}
	return orders
}

// departure is when the service of the order leaves next.
func departure(o view.NewOrder, t carrier.Tariff, now time.Time) (time.Time, bool) {
	grams := 1
	for _, l := range o.Lines {
		grams += l.Quantity * l.WeightG
	}
	rate, found := choose(t, carrier.Parcel{Country: o.ShipTo.Country, PostalCode: o.ShipTo.PostalCode, WeightG: grams}, o.Service)
	if !found {
		return time.Time{}, false
	}
	for _, s := range t.Services {
		if s.Code == rate.Code {
			return s.NextCutOff(now)
		}
	}
	return time.Time{}, false
}
