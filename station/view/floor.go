package view

import "time"

// Floor is the monitor: what is to be done, who does it, and what is parked.
type Floor struct {
	Warehouse string
	At        time.Time // the database's clock when it was read
	Stages    []StageRow
	Stations  []StationRow
	Parked    []ParkedRow
}

// StageRow counts the works in one state, in the order of a work's life.
type StageRow struct {
	Stage string
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
	LastScan time.Time
	LastSeen time.Time // of its last heartbeat
	Unsent   int64     // facts that wait at the bench, as it last said
	Fault    string    // what is wrong with its devices, "" when nothing
}

// ParkedRow is one work on the trouble shelf.
type ParkedRow struct {
	Slot    string // "" when none of its goods had left their place
	OrderNo string
	Reason  string
	Since   time.Time
	By      string
	Ready   bool // its reason is cured: it can go on
}
