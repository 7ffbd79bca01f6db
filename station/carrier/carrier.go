package carrier

import (
	"context"
	"errors"
)

// Parcel is what a carrier asks about a parcel. WeightG is gross; SizeMM are the
// outer sides in any order, zero where the carton has none.
type Parcel struct {
	Country    string // ISO 3166, two letters
	PostalCode string
	WeightG    int
	SizeMM     [3]int
}

// Rate is an offer to take one parcel. Cents are hundredths of the currency.
type Rate struct {
	Carrier  string
	Service  string // as people call it
	Code     string // as the tariff calls it
	Zone     string
	Cents    int64
	Currency string
	BilledG  int    // the larger of gross and dimensional weight
	CutOff   string // local time of the warehouse, "17:30"
	Parcel   Parcel
}

// Refusal is a service that does not take the parcel, and why.
type Refusal struct {
	Carrier string
	Service string
	Code    string
	Reason  string
}

// Label is a label that was bought.
type Label struct {
	Key      string
	Carrier  string
	Service  string
	Code     string
	SSCC     string // 18 digits
	Tracking string
	Cents    int64
	Currency string
	// Document is the label as the carrier made it, ZPL or a picture as PNG; ""
	// where the house draws it.
	Document string
}

// Carrier sells labels. Each call needs a deadline.
type Carrier interface {
	// Rates are the offers, cheapest first, and the services that refuse.
	Rates(ctx context.Context, p Parcel) ([]Rate, []Refusal, error)
	// Buy buys the label of a rate, once for each key.
	Buy(ctx context.Context, key string, r Rate) (Label, error)
	// Look finds what was bought with a key. Of a label found later only the
	// numbers and the document need be known; the rest stands in the request.
	Look(ctx context.Context, key string) (Label, bool, error)
	// Void gives a label back. The next label of the parcel needs a new key.
	Void(ctx context.Context, key string) error
}

// Refused is a definite no: nothing was bought, or nothing was voided.
type Refused struct {
	Reason string // a sentence for the packer
}

func (r Refused) Error() string { return "refused: " + r.Reason }

// InDoubt tells that nobody knows whether the deed was done.
func InDoubt(err error) bool {
	var no Refused
	return err != nil && !errors.As(err, &no)
}
