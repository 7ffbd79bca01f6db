package main

import (
	"context"
	"strings"

	"github.com/packwright/packwright/station"
	"github.com/packwright/packwright/station/carrier"
	"github.com/packwright/packwright/station/engine"
)

// planner is a store whose works say which carrier is going to take them, by
// the tariff, before anything is weighed: the bench shows it in its header.
type planner struct {
	engine.Store
	tariff carrier.Tariff
}

// Claim is the store's, with carrier and service filled in where the house does
// not name them.
func (p planner) Claim(ctx context.Context, key string, w station.Want) ([]station.Opened, error) {
	opened, err := p.Store.Claim(ctx, key, w)
	for i := range opened {
		c := &opened[i].Content
		if c.Carrier == "" {
			c.Carrier, c.Service = p.service(*c)
		}
	}
	return opened, err
}

// service is the tariff's service of the order's name, else the cheapest that
// takes the goods alone.
func (p planner) service(c station.Content) (carrierName, service string) {
	grams := 0
	for _, l := range c.Lines {
		grams += l.Want * l.WeightG
	}
	rates, _ := p.tariff.Rates(carrier.Parcel{Country: c.ShipTo.Country, PostalCode: c.ShipTo.PostalCode, WeightG: max(grams, 1)})
	for _, r := range rates {
		if strings.EqualFold(r.Service, c.Service) || strings.EqualFold(r.Code, c.Service) {
			return r.Carrier, r.Service
		}
	}
	if len(rates) == 0 {
		return "", c.Service
	}
	return rates[0].Carrier, rates[0].Service
}

// Watch is the store's, where it watches its connection.
func (p planner) Watch(ctx context.Context) error {
	if w, ok := p.Store.(engine.Watcher); ok {
		return w.Watch(ctx)
	}
	<-ctx.Done()
	return ctx.Err()
}
