package trial

import (
	"math"

	"github.com/packwright/packwright/station/carton"
)

// figures are those of one answer.
type figures struct {
	parcels  int
	boxMM3   int // inner volume of the cartons
	goodsMM3 int
	dimG     float64
	billedG  float64
	cents    float64
	gross    []int // g of each parcel
	floating int
	unplaced int // units
	// optimal: said to need the fewest cartons and the least volume, whatever
	// the units rest on. Only such a claim is refuted by the answers of others.
	optimal bool
}

// measure takes the figures of an answer. The dimensional weight is the outer
// volume in cm3 divided by 5000, whatever the task's tariff; cents are by the
// tariff.
func (a Answer) measure() figures {
	f := figures{parcels: len(a.Plan.Parcels)}
	f.optimal = a.Plan.Optimal && a.Task.Objective == carton.Boxes && a.Task.SupportPct == 0
	for _, p := range a.Plan.Parcels {
		dim := float64(volume(p.SizeMM)) / 5000
		f.boxMM3 += a.inner(p)
		f.dimG += dim
		f.billedG += max(dim, float64(p.WeightG))
		f.cents += a.price(p)
		f.gross = append(f.gross, p.WeightG)
		for _, u := range p.Items {
			f.goodsMM3 += volume(a.Task.Items[u.Item].SizeMM)
		}
	}
	f.floating = carton.Floating(a.Task, a.Plan)
	for _, r := range a.Plan.Unplaced {
		f.unplaced += r.Count
	}
	return f
}

// inner is the inner volume of the parcel's carton; goods in their own
// packaging fill it.
func (a Answer) inner(p carton.Parcel) int {
	if p.Carton == carton.Own {
		return volume(p.SizeMM)
	}
	return volume(a.Task.Cartons[p.Carton].InnerMM)
}

func (a Answer) price(p carton.Parcel) float64 {
	cents := float64(a.Task.Tariff.FeeCents) + float64(a.Task.Tariff.CentsPerKg)*float64(p.BilledG)/1000
	if p.Carton != carton.Own {
		cents += float64(a.Task.Cartons[p.Carton].PriceCents)
	}
	return cents
}

func volume(mm [3]int) int { return mm[0] * mm[1] * mm[2] }

// spread is the standard deviation of the weights of an order's parcels, in g.
func spread(gross []int) float64 {
	sum := 0
	for _, g := range gross {
		sum += g
	}
	mean, squares := float64(sum)/float64(len(gross)), 0.0
	for _, g := range gross {
		squares += (float64(g) - mean) * (float64(g) - mean)
	}
	return math.Sqrt(squares / float64(len(gross)))
}
