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

// service is the tariff's service for the goods alone.
func (p planner) service(c station.Content) (carrierName, service string) {
	grams := 1
	for _, l := range c.Lines {
		grams += l.Want * l.WeightG
	}
	rate, found := choose(p.tariff, carrier.Parcel{Country: c.ShipTo.Country, PostalCode: c.ShipTo.PostalCode, WeightG: grams}, c.Service)
	if !found {
		return "", c.Service
	}
	return rate.Carrier, rate.Service
}

// choose is the offer of the service that the order names, else the cheapest.
func choose(t carrier.Tariff, p carrier.Parcel, service string) (carrier.Rate, bool) {
	rates, _ := t.Rates(p)
	return named(rates, service)
}

func named(rates []carrier.Rate, service string) (carrier.Rate, bool) {
	for _, r := range rates {
		if strings.EqualFold(r.Service, service) || strings.EqualFold(r.Code, service) {
			return r, true
		}
	}
	if len(rates) == 0 {
		return carrier.Rate{}, false
	}
	return rates[0], true
}

// Watch is the store's, where it watches its connection.
func (p planner) Watch(ctx context.Context) error {
	if w, ok := p.Store.(engine.Watcher); ok {
		return w.Watch(ctx)
	}
	<-ctx.Done()
	return ctx.Err()
}
