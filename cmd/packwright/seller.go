package main

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/packwright/packwright/printers/zpl/foreign"
	"github.com/packwright/packwright/station"
	"github.com/packwright/packwright/station/carrier"
	"github.com/packwright/packwright/station/store"
)

// seller is a bench's way to the carrier: it chooses the service and keeps the
// book. What stands in the book under a key was bought, whoever asks again.
type seller struct {
	carrier carrier.Carrier
	book    book
}

// book is the store's list of what was bought; the first entry under a key
// stands.
type book interface {
	Buy(ctx context.Context, key string, b station.Bought) (store.Purchase, error)
	Bought(ctx context.Context, key string) (store.Purchase, error)
	Void(ctx context.Context, key string) error
}

// Buy buys a label once, however often it is asked under the key. A
// station.Refused is a definite no; any other error leaves it in doubt. Of a
// label that was bought before, the carrier's own drawing does not come with it:
// it is asked for when it is printed.
func (s seller) Buy(ctx context.Context, b station.BuyLabel) (station.Bought, *station.Artwork, error) {
	if b.Doubt {
		p, err := s.book.Bought(ctx, b.Key)
		if err == nil {
			return p.Bought, nil, nil
		}
		if !errors.Is(err, store.ErrNotBought) {
			return station.Bought{}, nil, err
		}
	}
	rate, err := s.rate(ctx, b.Order)
	if err != nil {
		return station.Bought{}, nil, err
	}
	label, err := s.carrier.Buy(ctx, b.Key, rate)
	if err != nil {
		return station.Bought{}, nil, refusal(err)
	}
	p, err := s.book.Buy(ctx, b.Key, bought(label, b.Order))
	if err != nil || label.Document == "" || p.Bought.Tracking != label.Tracking || p.Bought.SSCC != label.SSCC {
		return p.Bought, nil, err
	}
	return p.Bought, artwork(label.Document), nil
}

// Artwork is the label that the carrier drew and sold under the key.
func (s seller) Artwork(ctx context.Context, f station.FetchArtwork) (station.Artwork, error) {
	label, found, err := s.carrier.Look(ctx, f.Key)
	switch {
	case err != nil:
		return station.Artwork{}, refusal(err)
	case !found || label.Document == "":
		return station.Artwork{}, station.Refused{Code: "carrier", Text: "it has none under this number"}
	}
	return *artwork(label.Document), nil
}

// artwork is a carrier's label with what its barcodes say. A label that cannot
// be printed has none; the printer says why.
func artwork(document string) *station.Artwork {
	data := []byte(document)
	l := foreign.Clean(data, foreign.FourBySix(8))
	return &station.Artwork{Data: data, Codes: foreign.Codes(l.ZPL)}
}

// rate is the offer that the order's service names, else the cheapest.
func (s seller) rate(ctx context.Context, o station.Shipment) (carrier.Rate, error) {
	rates, refusals, err := s.carrier.Rates(ctx, carrier.Parcel{
		Country: o.ShipTo.Country, PostalCode: o.ShipTo.PostalCode, WeightG: o.WeightG, SizeMM: o.OuterMM,
	})
	if err != nil {
		return carrier.Rate{}, refusal(err)
	}
	if r, found := named(rates, o.Service); found {
		return r, nil
	}
	reasons := make([]string, 0, len(refusals))
	for _, r := range refusals {
		reasons = append(reasons, r.Service+": "+r.Reason)
	}
	return carrier.Rate{}, station.Refused{Code: "no_service", Text: "%s", Args: []any{strings.Join(reasons, "; ")}}
}

// refusal is a carrier's definite no as the machine knows it.
func refusal(err error) error {
	var no carrier.Refused
	if errors.As(err, &no) {
		return station.Refused{Code: "carrier", Text: "%s", Args: []any{no.Reason}}
	}
	return err
}

// bought is the label as it is kept: the large letters on it are country and
// region, the lane is that of the service.
func bought(l carrier.Label, o station.Shipment) station.Bought {
	region := o.ShipTo.PostalCode
	if len(region) > 2 {
		region = region[:2]
	}
	return station.Bought{
		Carrier: l.Carrier, Service: l.Service, Tracking: l.Tracking, SSCC: l.SSCC,
		Routing: strings.TrimSpace(fmt.Sprintf("%s %s", o.ShipTo.Country, region)), Lane: l.Code,
		PriceCents: l.Cents, Currency: l.Currency, Theirs: l.Document != "",
	}
}

// Void takes a label back.
func (s seller) Void(ctx context.Context, v station.VoidLabel) error {
	if err := s.book.Void(ctx, v.Key); err != nil && !errors.Is(err, store.ErrNotBought) {
		return err
	}
	return nil
}
