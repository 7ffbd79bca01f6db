package carrier

import (
	"cmp"
	"fmt"
	"slices"
)

// Tariff is the house's own rate table.
type Tariff struct {
	Currency string // ISO 4217
	Services []Service
}

// Service is one way of shipping. Of its limits zero means none.
type Service struct {
	Carrier string
	Name    string // as people call it
	Code    string // unique in the tariff
	Zones   []Zone
	MaxG    int
	// MaxSidesMM are the longest sides that are taken, longest first.
	MaxSidesMM [3]int
	// MaxGirthMM bounds the longest side and twice the two others together.
	MaxGirthMM int
	// Divisor makes dimensional weight of volume: cm3 for a kg, as in 5000. A
	// parcel is billed by the larger of both weights.
	Divisor int
	// CutOff is when the carrier leaves, local time of the warehouse, "17:30".
	CutOff string
	// Days are those on which it comes, Sunday is 0; none means every day.
	Days []int
}

// Zone is a list of countries with one price list. The country "*" stands for
// all that no other zone of the service names.
type Zone struct {
	Name      string
	Countries []string
	Steps     []Step
}

// Step is the price of parcels that are billed with up to UpToG grams.
type Step struct {
	UpToG int
	Cents int64
}

// Rates are the offers for a parcel, cheapest first, of equal price in the order
// of their codes; and the services that do not take it, in the tariff's order.
func (t Tariff) Rates(p Parcel) ([]Rate, []Refusal) {
	var rates []Rate
	var refusals []Refusal
	for _, s := range t.Services {
		r, no := t.rate(s, p)
		if no != "" {
			refusals = append(refusals, Refusal{Carrier: s.Carrier, Service: s.Name, Code: s.Code, Reason: no})
			continue
		}
		rates = append(rates, r)
	}
	slices.SortStableFunc(rates, func(a, b Rate) int {
		return cmp.Or(cmp.Compare(a.Cents, b.Cents), cmp.Compare(a.Code, b.Code))
	})
	return rates, refusals
}

// rate is what one service asks, or why it does not take the parcel.
func (t Tariff) rate(s Service, p Parcel) (Rate, string) {
	if no := s.limits(p); no != "" {
		return Rate{}, no
	}
	zone, found := s.zone(p.Country)
	if !found {
		return Rate{}, fmt.Sprintf("does not go to %q", p.Country)
	}
	billed := s.billed(p)
	step, found := zone.step(billed)
	if !found {
		return Rate{}, fmt.Sprintf("has no price for %d g", billed)
	}
	return Rate{
		Carrier: s.Carrier, Service: s.Name, Code: s.Code, Zone: zone.Name,
		Cents: step.Cents, Currency: t.Currency, BilledG: billed, CutOff: s.CutOff, Parcel: p,
	}, ""
}

// limits is the first limit that the parcel exceeds.
func (s Service) limits(p Parcel) string {
	if p.WeightG <= 0 {
		return "needs the parcel's weight"
	}
	if s.MaxG > 0 && p.WeightG > s.MaxG {
		return fmt.Sprintf("takes %d g at most, the parcel weighs %d g", s.MaxG, p.WeightG)
	}
	sides := longestFirst(p.SizeMM)
	for n, most := range s.MaxSidesMM {
		if most > 0 && sides[n] > most {
			return fmt.Sprintf("takes a side of %d mm at most, the parcel has %d mm", most, sides[n])
		}
	}
	if girth := sides[0] + 2*(sides[1]+sides[2]); s.MaxGirthMM > 0 && girth > s.MaxGirthMM {
		return fmt.Sprintf("takes length and girth of %d mm at most, the parcel has %d mm", s.MaxGirthMM, girth)
	}
	return ""
}

func longestFirst(s [3]int) [3]int {
	slices.Sort(s[:])
	slices.Reverse(s[:])
	return s
}

// billed is the weight that is paid: a divisor of 5000 cm3 a kg is 5000 mm3 a g.
func (s Service) billed(p Parcel) int {
	if s.Divisor == 0 {
		return p.WeightG
	}
	mm3 := p.SizeMM[0] * p.SizeMM[1] * p.SizeMM[2]
	return max(p.WeightG, (mm3+s.Divisor-1)/s.Divisor)
}

func (s Service) zone(country string) (Zone, bool) {
	for _, name := range []string{country, "*"} {
		for _, z := range s.Zones {
			if slices.Contains(z.Countries, name) {
				return z, true
			}
		}
	}
	return Zone{}, false
}

// step is the first that reaches the weight.
func (z Zone) step(g int) (Step, bool) {
	n, _ := slices.BinarySearchFunc(z.Steps, g, func(s Step, g int) int { return cmp.Compare(s.UpToG, g) })
	if n == len(z.Steps) {
		return Step{}, false
	}
	return z.Steps[n], true
}
