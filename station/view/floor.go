package view

import "time"

// Floor is the monitor: what is to be done, who does it, and what is parked.
type Floor struct {
	Warehouse    string
	At           time.Time // the database's clock when it was read
	Stages       []StageCount
	Stations     []StationRow
	Parked       []ParkedRow
	ShippedToday int // orders, since midnight of the warehouse
}

// StageCount counts the works in one state, in the order of a work's life. Works
// that are ready but cannot be claimed have rows of their own, with the reason:
// release, hold, stock, parked.
type StageCount struct {
	Stage string
	Why   string // "" when nothing is in the way
	Works int
	Late  int // past their cut-off
}

// StationRow is one bench. Times are zero when there was nothing yet.
type StationRow struct {
	Name     string
	Operator string // "" when nobody is signed in
	OrderNo  string // "" when no work is in hand
	Stage    string
	Done     int // units packed, or picked where it is only picked
	Wanted   int // units asked of the work
	Held     int // works in hand, also those held ahead
	LastScan time.Time
	Seen     time.Time         // of its last heartbeat
	Unsent   int64             // facts that wait at the bench, as it last said
	Devices  map[string]string // "ok", or what is wrong, in plain words
	Revoked  bool
}

// ParkedRow is one work on the trouble shelf.
type ParkedRow struct {
	Slot    string // "" when none of its goods had left their place
	OrderNo string
	Order   string // ID
	Work    string // ID
	Reason  string
	Since   time.Time
	By      string
	Station string // where it was parked
	Ready   bool   // its reason is cured: it can go on
}
