package view

import "time"

// Floor is what a monitor shows of a warehouse at one moment.
type Floor struct {
	Warehouse    string
	At           time.Time
	Stages       []StageCount
	Stations     []StationRow
	Parked       []ParkedRow
	ShippedToday int // orders, since midnight of the warehouse
}

// StageCount counts works of a stage. Why tells works apart that are ready but
// cannot be claimed: release, hold, stock, parked; "" when they can.
type StageCount struct {
	Stage string
	Why   string
	Works int
}

// StationRow is one station. Seen is when it was last heard of, zero for never.
type StationRow struct {
	Name     string
	Operator string
	OrderNo  string
	Stage    string
	Held     int // works in hand, also those held ahead
	LastScan time.Time
	Seen     time.Time
	Unsent   int64
	Devices  map[string]string // "ok", or what is wrong
	Revoked  bool
}

// ParkedRow is a work on the trouble shelf, or one without goods that waits
// for a decision (Slot "").
type ParkedRow struct {
	Slot    string
	OrderNo string
	Order   string // ID
	Work    string // ID
	Reason  string
	Since   time.Time
	By      string // person
	Station string
	Ready   bool // the reason is cured
}
