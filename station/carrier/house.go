package carrier

import (
	"context"
	"fmt"
)

// Numbers gives labels their numbers. The database implements it: a number is
// given once and never again, whatever becomes of its label.
type Numbers interface {
	// Take gives the numbers of a key, the same at every call.
	Take(ctx context.Context, key string) (sscc, tracking string, err error)
	// Taken tells the numbers of a key that were given before.
	Taken(ctx context.Context, key string) (sscc, tracking string, found bool, err error)
}

// House sells labels by the house's own tariff.
type House struct {
	tariff  Tariff
	numbers Numbers
}

// NewHouse puts a tariff and numbers together. The tariff must have passed its
// Check.
func NewHouse(t Tariff, n Numbers) *House { return &House{tariff: t, numbers: n} }

// Rates are those of the tariff.
func (h *House) Rates(_ context.Context, p Parcel) ([]Rate, []Refusal, error) {
	rates, refusals := h.tariff.Rates(p)
	return rates, refusals, nil
}

// Buy gives the label its numbers. A rate that the tariff would not offer any
// more is refused before a number is taken.
func (h *House) Buy(ctx context.Context, key string, r Rate) (Label, error) {
	if key == "" {
		return Label{}, Refused{"the purchase has no key"}
	}
	if no := h.stale(r); no != "" {
		return Label{}, Refused{no}
	}
	sscc, tracking, err := h.numbers.Take(ctx, key)
	if err != nil {
		return Label{}, fmt.Errorf("buy label %s: %w", key, err)
	}
	return Label{
		Key: key, Carrier: r.Carrier, Service: r.Service, Code: r.Code,
		SSCC: sscc, Tracking: tracking, Cents: r.Cents, Currency: r.Currency,
	}, nil
}

// stale is why the rate is not what the tariff says now.
func (h *House) stale(r Rate) string {
	rates, refusals := h.tariff.Rates(r.Parcel)
	for _, now := range rates {
		if now.Code != r.Code {
			continue
		}
		if now.Cents != r.Cents || now.Currency != r.Currency {
			return fmt.Sprintf("%s now costs %d.%02d %s, ask for the rates again", r.Service, now.Cents/100, now.Cents%100, now.Currency)
		}
		return ""
	}
	for _, no := range refusals {
		if no.Code == r.Code {
			return r.Service + " " + no.Reason
		}
	}
	return fmt.Sprintf("the tariff has no service %q", r.Code)
}

// Look tells the numbers that a key was given.
func (h *House) Look(ctx context.Context, key string) (Label, bool, error) {
	sscc, tracking, found, err := h.numbers.Taken(ctx, key)
	if err != nil {
		return Label{}, false, fmt.Errorf("look up label %s: %w", key, err)
	}
	if !found {
		return Label{}, false, nil
	}
	return Label{Key: key, SSCC: sscc, Tracking: tracking}, true, nil
}

// Void always succeeds for a label that was bought: nothing was paid, and its
// numbers are not used again.
func (h *House) Void(ctx context.Context, key string) error {
	_, found, err := h.Look(ctx, key)
	if err != nil {
		return fmt.Errorf("void: %w", err)
	}
	if !found {
		return Refused{"no label was bought under the key " + key}
	}
	return nil
}
