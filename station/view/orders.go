package view

import "time"

// OrderFilter chooses orders. The zero filter is all of them, oldest first.
type OrderFilter struct {
	State string // "" for any
	After string // ID of the last one seen, to page on
	Limit int    // 0 is 100
}

// Order is one order in a list.
type Order struct {
	ID         string
	Number     string
	Channel    string
	ExternalID string
	State      string
	Priority   int
	PlacedAt   time.Time
	ShipBy     time.Time // zero when the shop does not say
	ReleaseAt  time.Time
	Holds      []string // kinds of the open holds
	Lines      int
	Units      int // still wanted
	Cancelled  bool
}

// OrderDetail is everything a script may ask of one order. ShipTo is people's
// data.
type OrderDetail struct {
	Order
	ShipTo  Address
	Note    string
	Lines   []OrderLine
	Works   []WorkRow
	Parcels []ParcelRow
}

// OrderLine is one article of an order. Packed counts units in parcels.
type OrderLine struct {
	SKU       string
	Name      string
	Qty       int
	Cancelled int
	Picked    int
	Packed    int
	Short     int
}

// WorkRow is one work of an order.
type WorkRow struct {
	ID      string
	Attempt int
	Stage   string
	Why     string // why it cannot be claimed, "" when it can
	Station string // who has it in hand
	Epoch   int64
	Tote    string
	Slot    string
}

// ParcelRow is one parcel of an order with its newest label.
type ParcelRow struct {
	Work     string
	N        int
	State    string
	Carton   string
	WeightG  int
	Tracking string
	SSCC     string
	Label    string // state of the label, "" for none
	Proven   bool
}

// StockRow is what lies at one location.
type StockRow struct {
	SKU       string
	Location  string
	Kind      string
	Lot       string
	Expiry    string // YYYY-MM-DD
	OnHand    int
	Allocated int
	Counting  bool // given to nobody until it is counted
}

// Setting is a rule of the house; Station "" is every station. Value is JSON.
type Setting struct {
	Station string
	Key     string
	Value   string
}
