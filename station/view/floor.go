package view

import "time"

// Floor is the monitor: what is to be done, who does it, and what is parked.
type Floor struct {
	Warehouse    string       `json:"warehouse"`
	At           time.Time    `json:"at"` // the database's clock when it was read
	Stages       []StageCount `json:"stages"`
	Stations     []StationRow `json:"stations"`
	Parked       []ParkedRow  `json:"parked"`
	Calls        []CallRow    `json:"calls"`         // what benches wait for a lead's yes for, the oldest first
	Exceptions   []Exception  `json:"exceptions"`    // what stations did past the books, the oldest first
	ShippedToday int          `json:"shipped_today"` // orders, since midnight of the warehouse
}

// StageCount counts the works in one state, in the order of a work's life. Works
// that are ready but cannot be claimed have rows of their own, with the reason:
// release, hold, stock, parked.
type StageCount struct {
	Stage string `json:"stage"`
	Why   string `json:"why"` // "" when nothing is in the way
	Works int    `json:"works"`
	Late  int    `json:"late"` // past their cut-off
}

// StationRow is one bench. Times are zero when there was nothing yet.
type StationRow struct {
	Name     string            `json:"name"`
	Operator string            `json:"operator"` // "" when nobody is signed in
	OrderNo  string            `json:"order_no"` // "" when no work is in hand
	Stage    string            `json:"stage"`
	Done     int               `json:"done"`   // units packed, or picked where it is only picked
	Wanted   int               `json:"wanted"` // units asked of the work
	Held     int               `json:"held"`   // works in hand, also those held ahead
	LastScan time.Time         `json:"last_scan,omitzero"`
	Seen     time.Time         `json:"seen,omitzero"` // of its last heartbeat
	Unsent   int64             `json:"unsent"`        // facts that wait at the bench, as it last said
	Devices  map[string]string `json:"devices"`       // "ok", or what is wrong, in plain words
	Revoked  bool              `json:"revoked"`
	Empty    []EmptyCarton     `json:"empty"` // the one that ran out first, first
}

// EmptyCarton is a carton that has run out at a bench.
type EmptyCarton struct {
	Carton string    `json:"carton"`
	Name   string    `json:"name"` // what people read, else the code
	Since  time.Time `json:"since,omitzero"`
}

// CallRow is one question of a bench to a lead.
type CallRow struct {
	Station    string    `json:"station"`
	OrderNo    string    `json:"order_no"`
	Work       string    `json:"work"`     // ID
	Call       int64     `json:"call"`     // number of the question
	Action     string    `json:"action"`   // what he is to allow
	SKU        string    `json:"sku"`      // the article it is about
	Qty        int       `json:"qty"`      // pieces, or g of a weight
	Code       string    `json:"code"`     // the code that is to be learnt
	Operator   string    `json:"operator"` // who asks
	Since      time.Time `json:"since,omitzero"`
	Answer     string    `json:"answer"` // "", yes or no: until the bench has heard it
	AnsweredBy string    `json:"answered_by"`
}

// ParkedRow is one work on the trouble shelf.
type ParkedRow struct {
	Slot    string    `json:"slot"` // "" when none of its goods had left their place
	OrderNo string    `json:"order_no"`
	Order   string    `json:"order"` // ID
	Work    string    `json:"work"`  // ID
	Reason  string    `json:"reason"`
	Since   time.Time `json:"since,omitzero"`
	By      string    `json:"by"`
	Station string    `json:"station"` // where it was parked
	Ready   bool      `json:"ready"`   // its reason is cured: it can go on
}
