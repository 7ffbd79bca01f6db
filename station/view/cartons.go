package view

import "time"

// Period is from From up to and without To.
type Period struct {
	From time.Time `json:"from"`
	To   time.Time `json:"to"`
}

// Carton is one kind of carton of a warehouse. Sides are length, width, height.
type Carton struct {
	Code    string `json:"code"`
	Name    string `json:"name"`
	InnerMM []int  `json:"inner_mm"`
	OuterMM []int  `json:"outer_mm"`
	EmptyG  int    `json:"empty_g"`
	MaxG    int    `json:"max_g"`
}

// Article is what a carton has to know of a product. Sides that nobody has
// measured are 0.
type Article struct {
	ID       int64  `json:"id"`
	SKU      string `json:"sku"`
	LengthMM int    `json:"length_mm"`
	WidthMM  int    `json:"width_mm"`
	HeightMM int    `json:"height_mm"`
	WeightG  int    `json:"weight_g"`
	KeepFlat bool   `json:"keep_flat"`
	Fragile  bool   `json:"fragile"`
}

// Sized says that it can be placed in a carton.
func (a Article) Sized() bool { return a.LengthMM > 0 && a.WidthMM > 0 && a.HeightMM > 0 }

// PackedList is what some orders held, all of them the same: so many Units of
// each of the Articles, by their IDs.
type PackedList struct {
	Articles []int64 `json:"articles"`
	Units    []int   `json:"units"`
	Orders   int     `json:"orders"`
}

// CartonUse is what became of one kind of carton in a period.
type CartonUse struct {
	Code    string  `json:"code"`
	Name    string  `json:"name"`
	Known   bool    `json:"known"`    // it is still in the list of cartons
	Parcels int     `json:"parcels"`  // that were closed in it
	Filled  int     `json:"filled"`   // of them, those of which every article's size is known
	FillPct float64 `json:"fill_pct"` // mean share of the inside that their goods take, without padding
	Given   int     `json:"given"`    // parcels planned for it that were packed into another
}
