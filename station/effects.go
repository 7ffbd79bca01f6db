package station

import "time"

// Effect is what the world should do. The engine carries it out and answers
// with an Input. The set is closed.
type Effect interface{ effect() }

type (
	// Claim asks the store for work. Key is made before the first send: the same
	// key again gives the same works.
	Claim struct {
		Key  string
		Want Want
	}
	// Resolve asks the store what a code is.
	Resolve struct{ Text string }
	// PlanCartons asks the cartonizer. From and One say where the answer stands in
	// the plan, as in CartonsPlanned.
	PlanCartons struct {
		Work    ID
		From    int
		One     bool
		Lines   []Line
		Units   map[int]int // line to quantity still to be packed
		Cartons []Carton
		Carrier string
		Rules   Rules
		Seed    uint64
	}
	// BuyLabel buys from the carrier, under Key once only. Doubt says that it may
	// have been bought already: look it up first. Look says that it must not be
	// bought any more, only looked up: what is not found is refused.
	BuyLabel struct {
		Work   ID
		Parcel int
		Label  int
		Key    string
		Order  Shipment
		Doubt  bool
		Look   bool
	}
	// FetchArtwork asks for the label that the carrier made and sold under Key: it
	// was bought at another bench, or its copy here is gone.
	FetchArtwork struct {
		Work   ID
		Parcel int
		Label  int
		Key    string
	}
	// VoidLabel takes a bought label back.
	VoidLabel struct {
		Work   ID
		Parcel int
		Label  int
		Key    string
	}
	// Print sends one document to its printer. On is the printer of the floor that
	// prints the bench's labels, zero for its own.
	Print struct {
		Work     ID
		Job      ID
		Document Document
		On       FloorPrinter
	}
	// Recall takes a job back that has not begun: its printer is not the right one
	// any more.
	Recall struct{ Job ID }
	// UsePrinter says which printer prints the bench's labels from now on, zero for
	// its own: its news are wanted.
	UsePrinter struct{ Printer FloorPrinter }
	// Grant asks the store to allow one deed on one work, once, within 60 s. Badge is
	// the code that was scanned here, by which the store finds out who it was; it is
	// "" for the yes of a lead on the board, which the store knows. By is whom the
	// bench takes it for.
	Grant struct {
		Work   ID
		Action Action
		Badge  string
		By     Person
	}
	// Draw asks for two digits that nobody can know beforehand.
	Draw struct{}
	// ZeroScale tells the scale to take what lies on it for nothing.
	ZeroScale struct{}
	// Push asks to send facts now: somebody waits for their being applied.
	Push struct{}
	// Remind asks for a Tick no later than At.
	Remind struct{ At time.Time }
)

func (Claim) effect()        {}
func (Resolve) effect()      {}
func (PlanCartons) effect()  {}
func (BuyLabel) effect()     {}
func (FetchArtwork) effect() {}
func (VoidLabel) effect()    {}
func (Print) effect()        {}
func (Recall) effect()       {}
func (UsePrinter) effect()   {}
func (Grant) effect()        {}
func (Draw) effect()         {}
func (ZeroScale) effect()    {}
func (Push) effect()         {}
func (Remind) effect()       {}

// Want is what a claim asks for.
type Want struct {
	How  How    `json:"how"`            // next, mine, tote, slot or takeover
	Code string `json:"code,omitempty"` // the tote or slot that was scanned
	Max  int    `json:"max"`            // works at most
	Way  Way    `json:"way"`
	// Person is who asks; a stuck work goes on by its own packer's badge.
	Person ID `json:"person,omitempty"`
	// Hold names the works that this station has already: "mine" gives the rest.
	Have []ID `json:"have,omitempty"`
}

// Shipment is what the carrier is told of a parcel.
type Shipment struct {
	OrderNo  string
	Parcel   int
	Of       int // parcels of this work as planned, at least Parcel
	ShipTo   Address
	From     Address
	Service  string
	WeightG  int
	OuterMM  [3]int
	Currency string
}

// Document is what is to be printed, whole: the printer asks nothing.
type Document struct {
	Kind DocKind
	Copy int
	// Ship label.
	Shipment Shipment
	Bought   Bought
	Artwork  []byte // the carrier's own label, ZPL or PNG, which is printed then
	// Packing slip.
	OrderNo string
	Gift    bool
	Note    string
	Lines   []SlipLine
	// Article label: of the first line.
	Code string
}

// SlipLine is one article on a packing slip.
type SlipLine struct {
	SKU     string
	Name    string
	Ordered int
	Here    int // in this work's parcels
}
