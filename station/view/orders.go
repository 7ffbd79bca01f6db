package view

import "time"

// OrderFilter chooses orders. The zero filter is all of them, oldest first.
type OrderFilter struct {
	State string `json:"state"` // "" for any
	After string `json:"after"` // ID of the last one seen, to page on
	Limit int    `json:"limit"` // 0 is 100
}

// Order is one order in a list.
type Order struct {
	ID         string    `json:"id"`
	Number     string    `json:"number"`
	Channel    string    `json:"channel"`
	ExternalID string    `json:"external_id"`
	State      string    `json:"state"`
	Priority   int       `json:"priority"`
	PlacedAt   time.Time `json:"placed_at,omitzero"`
	ShipBy     time.Time `json:"ship_by,omitzero"` // zero when the shop does not say
	ReleaseAt  time.Time `json:"release_at,omitzero"`
	Holds      []string  `json:"holds"` // kinds of the open holds
	Lines      int       `json:"lines"`
	Units      int       `json:"units"` // still wanted
	Cancelled  bool      `json:"cancelled"`
}

// OrderDetail is everything a script may ask of one order. ShipTo is people's
// data.
type OrderDetail struct {
	Order
	ShipTo  Address     `json:"ship_to"`
	Note    string      `json:"note"`
	Lines   []OrderLine `json:"lines"`
	Works   []WorkRow   `json:"works"`
	Parcels []ParcelRow `json:"parcels"`
}

// OrderLine is one article of an order. Packed counts units in parcels.
type OrderLine struct {
	SKU       string `json:"sku"`
	Name      string `json:"name"`
	Qty       int    `json:"qty"`
	Cancelled int    `json:"cancelled"`
	Picked    int    `json:"picked"`
	Packed    int    `json:"packed"`
	Short     int    `json:"short"`
}

// WorkRow is one work of an order.
type WorkRow struct {
	ID      string `json:"id"`
	Attempt int    `json:"attempt"`
	Stage   string `json:"stage"`
	Why     string `json:"why"`     // why it cannot be claimed, "" when it can
	Station string `json:"station"` // who has it in hand
	Epoch   int64  `json:"epoch"`
	Tote    string `json:"tote"`
	Slot    string `json:"slot"`
}

// ParcelRow is one parcel of an order with its newest label.
type ParcelRow struct {
	Work     string `json:"work"`
	N        int    `json:"n"`
	State    string `json:"state"`
	Carton   string `json:"carton"`
	WeightG  int    `json:"weight_g"`
	Tracking string `json:"tracking"`
	SSCC     string `json:"sscc"`
	Label    string `json:"label"` // state of the label, "" for none
	Proven   bool   `json:"proven"`
}

// StockRow is what lies at one location.
type StockRow struct {
	SKU       string `json:"sku"`
	Location  string `json:"location"`
	Kind      string `json:"kind"`
	Lot       string `json:"lot"`
	Expiry    string `json:"expiry"` // YYYY-MM-DD
	OnHand    int    `json:"on_hand"`
	Allocated int    `json:"allocated"`
	Counting  bool   `json:"counting"` // given to nobody until it is counted
}

// Setting is a rule of the house; Station "" is every station. Value is JSON.
type Setting struct {
	Station string `json:"station"`
	Key     string `json:"key"`
	Value   string `json:"value"`
}
