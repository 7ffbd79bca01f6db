package view

import "time"

// Doubt is a ship label of which nobody knows whether it came out, or on which
// box it is.
type Doubt struct {
	Station  string    `json:"station"` // that printed it
	OrderNo  string    `json:"order_no"`
	Parcel   int       `json:"parcel"`
	Carrier  string    `json:"carrier"`
	Tracking string    `json:"tracking"`
	SSCC     string    `json:"sscc"`
	Copy     int       `json:"copy"`
	State    string    `json:"state"`   // of its print job: sending, sent or unknown; queued where no printer can print it
	Problem  string    `json:"problem"` // what the printer said, in plain words
	Since    time.Time `json:"since,omitzero"`
	Slot     string    `json:"slot"` // where it is parked, "" when it is at the station
}
