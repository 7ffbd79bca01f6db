package sim

import "slices"

// Fault is something that goes wrong, by name.
type Fault string

// The faults, and how often each is drawn, in 10,000 of its occasions.
const (
	Killed       Fault = "kill"           // kill -9 of a station, before or after its journal took a turn
	BadDisk      Fault = "disk"           // a write of the journal fails
	Dropped      Fault = "drop"           // a call is lost before the database does it
	Unanswered   Fault = "unanswered"     // the database does it, and the answer is lost
	Delayed      Fault = "delay"          // the database does it when the station has given up
	Outage       Fault = "outage"         // the database is away for a while
	SyncFailover Fault = "failover-sync"  // a standby with every commit takes over
	LostCommits  Fault = "failover-async" // a standby without the last commits takes over
	OldPrimary   Fault = "old-primary"    // the primary of before returns and takes writes
	ClockJump    Fault = "clock"          // the clock of a station jumps
	Pause        Fault = "pause"          // a station stands still longer than its lease
	Torn         Fault = "printer-torn"   // half a label comes out
	OutOfPaper   Fault = "printer-paper"  // nothing can be printed for a while
	Swallowed    Fault = "printer-lost"   // the printer takes a label and nothing comes out
	Silent       Fault = "printer-silent" // the label comes out and the printer does not say so
	TwiceOut     Fault = "printer-twice"  // the printer tears a label and prints it again by itself
	NoSale       Fault = "carrier-no"     // the carrier refuses
	SoldSilently Fault = "carrier-silent" // the carrier sells and the answer is lost
	CarrierAway  Fault = "carrier-away"   // the carrier is not reached
	DoubleRead   Fault = "double-read"    // the scanner reads a code twice
	WrongScan    Fault = "wrong-scan"     // the packer scans something else
	WrongLabel   Fault = "wrong-label"    // the packer scans the label of another box
	NotSeen      Fault = "not-seen"       // the packer says that a label is not there that is
	Parks        Fault = "park"           // the packer parks the order
	Shortage     Fault = "short"          // a location holds less than the database says
	Damage       Fault = "damage"         // a unit is damaged
	BadWeight    Fault = "weight"         // the scale shows another weight
	NoLead       Fault = "false-lead"     // a packer's badge where a lead's is asked for
	Held         Fault = "hold"           // the office holds an order
	Called       Fault = "cancel"         // the shop cancels an order
	Fetches      Fault = "to-slot"        // a supervisor puts stuck goods on the shelf
	WalksOff     Fault = "walk-off"       // the packer leaves the bench for a while
)

// faults is every fault with its odds.
var faults = []struct {
	Fault
	odds int
}{
	{Killed, 40},
	{BadDisk, 6},
	{Dropped, 60},
	{Unanswered, 60},
	{Delayed, 40},
	{Outage, 0},
	{SyncFailover, 0},
	{LostCommits, 0},
	{OldPrimary, 4000},
	{ClockJump, 0},
	{Pause, 0},
	{Torn, 120},
	{OutOfPaper, 100},
	{Swallowed, 120},
	{Silent, 120},
	{TwiceOut, 80},
	{NoSale, 60},
	{SoldSilently, 200},
	{CarrierAway, 150},
	{DoubleRead, 200},
	{WrongScan, 120},
	{WrongLabel, 200},
	{NotSeen, 150},
	{Parks, 50},
	{Shortage, 120},
	{Damage, 60},
	{BadWeight, 300},
	{NoLead, 2000},
	{Held, 0},
	{Called, 0},
	{Fetches, 0},
	{WalksOff, 30},
}

// FaultNames is every fault, in the order in which they are told.
func FaultNames() []Fault {
	var names []Fault
	for _, f := range faults {
		names = append(names, f.Fault)
	}
	return names
}

// Wanted are the faults that happen.
func (o Options) Wanted() []Fault {
	if len(o.Faults) > 0 {
		return o.Faults
	}
	return FaultNames()
}

// odds are those of a run: in 10,000.
func odds(o Options) map[Fault]int {
	m, wanted := map[Fault]int{}, o.Wanted()
	for _, f := range faults {
		if slices.Contains(wanted, f.Fault) {
			m[f.Fault] = f.odds
		}
	}
	return m
}

// strikes draws whether the fault happens on this occasion, and counts it.
func (h *hall) strikes(f Fault) bool {
	odds := h.odds[f]
	if h.closing || odds == 0 || h.r.IntN(10000) >= odds {
		return false
	}
	h.count(f)
	return true
}

func (h *hall) count(f Fault) { h.result.Faults[f]++ }
