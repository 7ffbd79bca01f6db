package view

import "time"

// NewProduct is one row of a product import. Lengths are mm, weights g; zero
// means not known. Barcodes are as printed, digits kept as text.
type NewProduct struct {
	SKU      string
	Name     string
	Client   string // whose goods; "" is the house's only client
	Barcodes []NewBarcode
	LengthMM int
	WidthMM  int
	HeightMM int
	WeightG  int
	Lot      bool // a lot number is captured when picked
	Serial   bool // a serial number is captured for each unit
	Expiry   bool // an expiry date is captured when picked
	KeepFlat bool // may be turned on its base only
	Fragile  bool
	// What the plan of the cartons must mind beside that.
	Rotation string   // any, keep_flat, this_side_up, none; "" is any
	PadMM    int      // padding on each side
	BearsG   int      // what may stand on a fragile one
	Stack    int      // how many may stand above each other, 0 for any number
	Alone    bool     // ships in its own packaging
	Family   string   // one word: settings say which must not share a parcel
	Set      string   // articles of a set stay in one parcel
	NotIn    []string // codes of cartons that must not be used
	// PackNote is what goes into each parcel with it, or is to be minded: "two
	// layers of paper". Must: the packer acknowledges it.
	PackNote string
	PackMust bool
	PackG    int // what it adds to the parcel
	// Stock is what an import puts on hand, for a warehouse that starts empty:
	// pieces at Location; zero leaves stock alone.
	Stock    int
	Location string
}

// NewBarcode is a code that stands for Units pieces of a product: a case code
// counts 12.
type NewBarcode struct {
	Code  string
	Units int
}

// NewCarton is one row of a carton import. Inner lengths bound what goes in,
// outer ones are billed; mm and g.
type NewCarton struct {
	Code     string // what the packer scans
	Name     string // what the packer reads, one or two letters
	Shelf    string // where it lies
	InnerMM  [3]int // length, width, height
	OuterMM  [3]int
	EmptyG   int // its own weight
	MaxG     int // heaviest gross weight it carries
	VoidPct  int // share of it that void fill takes, 0 to 99
	Limit    int // how many an order may take, 0 for any number
	Mailer   bool
	NotBy    []string // carriers that do not take it
	CostCent int64
	Currency string
}

// NewOrder is an order as a shop told it, checked for form but not yet for
// stock. Channel and ExternalID together are its identity.
type NewOrder struct {
	Channel    string // the shop, "shopify:main"
	ExternalID string // the shop's own id, never shown to a packer
	Number     string // what people call it, "#1001"
	PlacedAt   time.Time
	// ShipBy is when the parcel must leave, zero when the shop does not say.
	ShipBy    time.Time
	ReleaseAt time.Time // zero: the warehouse's own delay counts
	Priority  int       // larger is sooner, 0 is ordinary
	Service   string    // the shop's word for the way of shipping
	ShipTo    Address
	Lines     []NewLine
	Note      string // from the customer
	// PackNote is what goes into the first parcel, or is to be minded. Must: the
	// packer acknowledges it. An order without one is as it was before they were.
	PackNote string `json:",omitempty"`
	PackMust bool   `json:",omitempty"`
	PackG    int    `json:",omitempty"`
	Gift     bool
	// Holds are reasons not to ship yet: "fraud", "payment", "address".
	Holds []string
	// Currency is ISO 4217; TotalCents is what the customer pays for all of it.
	Currency   string
	TotalCents int64
	// Source names where the row stood, "orders.csv:17", for messages.
	Source string
}

// NewLine is one article of a NewOrder. Quantity is what is still to be
// shipped, at least 1.
type NewLine struct {
	ExternalID string
	SKU        string
	Barcode    string // when the shop knows it; used where the SKU is empty
	Name       string
	Quantity   int
	PriceCents int64 // of one piece
	WeightG    int
}

// Address is where a parcel goes. Every field is untrusted text.
type Address struct {
	Name       string `json:"name,omitempty"`
	Company    string `json:"company,omitempty"`
	Street     string `json:"street,omitempty"`
	Street2    string `json:"street2,omitempty"`
	City       string `json:"city,omitempty"`
	Region     string `json:"region,omitempty"`
	PostalCode string `json:"postal_code,omitempty"`
	Country    string `json:"country,omitempty"` // ISO 3166 alpha-2
	Phone      string `json:"phone,omitempty"`
	Email      string `json:"email,omitempty"`
}
