package view

import "time"

// Period is from From up to and without To.
type Period struct {
	From time.Time `json:"from"`
	To   time.Time `json:"to"`
}

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
	Unfit   int     `json:"unfit"`    // times that a packer said the goods do not fit it
}
