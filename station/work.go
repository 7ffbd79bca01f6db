package station

import "time"

// ID identifies a row of the shared database or something made from one. It is
// opaque text; the empty ID means none.
type ID string

// Way is a way of working, a setting frozen into a work when it is opened.
type Way string

// The ways of working.
const (
	OnePass  Way = "one-pass"  // the picker packs: the pick scan is the pack scan
	ToteWay  Way = "tote"      // picked into a tote, packed where the tote is scanned
	PackOnly Way = "pack-only" // this bench only packs what is in totes
)

// Stage is the state of a work, as in the table of states.
type Stage string

// The stages of a work.
const (
	Ready      Stage = "ready"
	Picking    Stage = "picking"
	Picked     Stage = "picked"
	ShortStage Stage = "short"
	Packing    Stage = "packing"
	Packed     Stage = "packed"
	Labelled   Stage = "labelled"
	HandedOver Stage = "handed_over"
	Cancelling Stage = "cancelling"
	Cancelled  Stage = "cancelled"
)

// How a work came to a bench.
type How string

// The ways a work comes to a bench.
const (
	ByNext     How = "next"     // the next assigned order
	ByMine     How = "mine"     // this station held it already
	ByTote     How = "tote"     // its tote was scanned
	BySlot     How = "slot"     // its slot on the trouble shelf was scanned
	ByTakeover How = "takeover" // it was stuck elsewhere and the goods are here
	ByLabel    How = "label"    // it was shipped, and a label of it is printed again
)

// PlaceKind is the kind of place a unit can be in.
type PlaceKind string

// The kinds of places. Every unit that left its location is in exactly one.
const (
	InLocation   PlaceKind = "location"
	InTote       PlaceKind = "tote"
	InParcel     PlaceKind = "parcel" // ID is the parcel's number in the work
	Loose        PlaceKind = "loose"  // in an open parcel of ID, to be counted again
	InTray       PlaceKind = "tray"
	InQuarantine PlaceKind = "quarantine"
	InSlot       PlaceKind = "slot"
	InCage       PlaceKind = "cage"
	Lost         PlaceKind = "unknown" // missing when packed; found by a count
)

// Place is where units are.
type Place struct {
	Kind PlaceKind `json:"kind"`
	ID   string    `json:"id,omitempty"`
}

// Goods tells units of one product apart: by lot, expiry date (YYYY-MM-DD) and
// serial number, each empty where the product does not carry it.
type Goods struct {
	Lot    string `json:"lot,omitempty"`
	Expiry string `json:"expiry,omitempty"`
	Serial string `json:"serial,omitempty"`
}

// Held is units of one line in one place.
type Held struct {
	Line int `json:"line"`
	Goods
	Place Place `json:"place"`
	Qty   int   `json:"qty"`
	// Stop and Location are where they came from: the way back for undo.
	Stop     ID     `json:"stop,omitempty"`
	Location string `json:"location,omitempty"`
}

// Barcode is a code that stands for Units pieces of a product. Code is a GTIN
// of 14 digits, or the text as it is read.
type Barcode struct {
	Code  string `json:"code"`
	Units int    `json:"units"`
}

// Line is one article of a work. Its number is its index in Work.Lines.
type Line struct {
	Product  ID        `json:"product"`
	SKU      string    `json:"sku"`
	Name     string    `json:"name"`
	Barcodes []Barcode `json:"barcodes"`
	// Qty was ordered of this work; Want is still asked, Qty less what was
	// cancelled or sent to another work.
	Qty      int  `json:"qty"`
	Want     int  `json:"want"`
	LengthMM int  `json:"length_mm,omitempty"`
	WidthMM  int  `json:"width_mm,omitempty"`
	HeightMM int  `json:"height_mm,omitempty"`
	WeightG  int  `json:"weight_g,omitempty"`
	SpreadG  int  `json:"spread_g,omitempty"` // of one piece, either way
	KeepFlat bool `json:"keep_flat,omitempty"`
	Fragile  bool `json:"fragile,omitempty"`
	Handling
	PutIn      PutIn  `json:"put_in,omitzero"` // for each parcel with the article
	Lot        bool   `json:"lot,omitempty"`
	Serial     bool   `json:"serial,omitempty"`
	Expiry     bool   `json:"expiry,omitempty"`
	SellBefore string `json:"sell_before,omitempty"` // expiry dates up to this one are refused
}

// Handling is what the plan of the cartons must mind of an article beside its
// sizes and its weight. carton.Item says what each of them means.
type Handling struct {
	Rotation string   `json:"rotation,omitempty"` // any, keep_flat, this_side_up or none; "" is any
	PadMM    int      `json:"pad_mm,omitempty"`
	BearsG   int      `json:"bears_g,omitempty"` // of a fragile one
	Stack    int      `json:"stack,omitempty"`
	Alone    bool     `json:"alone,omitempty"` // each is a parcel in its own packaging
	Family   string   `json:"family,omitempty"`
	Set      string   `json:"set,omitempty"`
	NotIn    []string `json:"not_in,omitempty"`
}

// Sized says that the cartonizer may place it.
func (l Line) Sized() bool { return l.LengthMM > 0 && l.WidthMM > 0 && l.HeightMM > 0 }

// Tally counts the units of one line.
type Tally struct {
	Picked  int `json:"picked"` // left their location and are with the work
	Packed  int `json:"packed"` // verified in a parcel
	Short   int `json:"short"`  // reported missing, not yet settled
	Damaged int `json:"damaged"`
}

// Stop is one visit of the pick path: an allocation of stock at a location.
type Stop struct {
	ID          ID     `json:"id"` // the allocation
	Line        int    `json:"line"`
	Location    string `json:"location"` // as printed on the rack, "A03-12"
	Code        string `json:"code"`     // its barcode, where it differs
	CheckDigits string `json:"check_digits,omitempty"`
	Aisle       string `json:"aisle,omitempty"`
	Rack        string `json:"rack,omitempty"`
	Level       string `json:"level,omitempty"`
	Sequence    int    `json:"sequence"`
	Lot         string `json:"lot,omitempty"`
	Expiry      string `json:"expiry,omitempty"`
	Qty         int    `json:"qty"` // to take here
	Taken       int    `json:"taken"`
	// Skipped is how often the picker put it off; skipped stops come last.
	Skipped int `json:"skipped,omitempty"`
}

// Left is how many are still to take.
func (s Stop) Left() int { return s.Qty - s.Taken }

// Carton is a box, bag or mailer of the warehouse. mm and g.
type Carton struct {
	Code    string `json:"code"`
	Name    string `json:"name"`
	Shelf   string `json:"shelf,omitempty"`
	InnerMM [3]int `json:"inner_mm"`
	OuterMM [3]int `json:"outer_mm"`
	EmptyG  int    `json:"empty_g"`
	MaxG    int    `json:"max_g"`
	// For the plan; carton.Carton says what each of them means.
	PriceCents int      `json:"price_cents,omitempty"`
	VoidPct    int      `json:"void_pct,omitempty"`
	Limit      int      `json:"limit,omitempty"`
	Mailer     bool     `json:"mailer,omitempty"`
	NotBy      []string `json:"not_by,omitempty"`
}

// ParcelState is the state of a parcel, as in the table of states.
type ParcelState string

// The states of a parcel.
const (
	ParcelOpen       ParcelState = "open"
	ParcelIsSealed   ParcelState = "sealed"
	ParcelLabelled   ParcelState = "labelled"
	ParcelInCage     ParcelState = "in_cage"
	ParcelHandedOver ParcelState = "handed_over"
	ParcelVoided     ParcelState = "voided"
)

// WeightOutcome is how a parcel's weight came about.
type WeightOutcome string

// The outcomes of weighing.
const (
	WeightOK       WeightOutcome = "ok"
	WeightNoted    WeightOutcome = "noted"    // out of tolerance, the house only notes it
	WeightOverride WeightOutcome = "override" // a lead said yes
	WeightTyped    WeightOutcome = "typed"    // no scale: typed by the packer
	WeightNone     WeightOutcome = "none"     // no scale that day
	WeightOff      WeightOutcome = "off"      // the house does not weigh
)

// Parcel is one box of a work. N counts from 1.
type Parcel struct {
	N       int         `json:"n"`
	State   ParcelState `json:"state"`
	Carton  string      `json:"carton"` // "" in its own packaging
	Planned string      `json:"planned,omitempty"`
	// Own says that it was opened for one unit that ships in its own packaging.
	Own bool `json:"own,omitempty"`
	// PutIns is whose put-ins were acknowledged.
	PutIns    []string      `json:"put_ins,omitempty"`
	WeightG   int           `json:"weight_g,omitempty"`
	ExpectedG int           `json:"expected_g,omitempty"`
	Outcome   WeightOutcome `json:"outcome,omitempty"`
	Labels    []Label       `json:"labels,omitempty"`
	// Recounted says that its goods were counted again after a mismatch.
	Recounted bool `json:"recounted,omitempty"`
	// Reopened says that it was closed before, or that something was taken out:
	// it closes again by + or the next unit, not by itself.
	Reopened bool `json:"reopened,omitempty"`
}

// Live is the parcel's label that is not failed or voided, nil when it has none.
func (p Parcel) Live() *Label {
	for i := len(p.Labels) - 1; i >= 0; i-- {
		switch p.Labels[i].State {
		case LabelIsFailed, LabelIsVoided:
		default:
			return &p.Labels[i]
		}
	}
	return nil
}

// LabelState is the state of a label, as in the table of states.
type LabelState string

// The states of a label.
const (
	LabelIsRequested     LabelState = "requested"
	LabelPurchased       LabelState = "purchased"
	LabelManifested      LabelState = "manifested"
	LabelIsFailed        LabelState = "failed"
	LabelDoubtful        LabelState = "in_doubt"
	LabelVoidIsRequested LabelState = "void_requested"
	LabelIsVoided        LabelState = "voided"
)

// Bought is what the carrier sold: numbers, price and where the parcel goes.
type Bought struct {
	Carrier    string `json:"carrier"`
	Service    string `json:"service"`
	Tracking   string `json:"tracking"`
	SSCC       string `json:"sscc"`
	Routing    string `json:"routing,omitempty"` // depot or sort code in large letters
	Lane       string `json:"lane,omitempty"`    // where the packer puts the parcel
	PriceCents int64  `json:"price_cents"`
	Currency   string `json:"currency"`
	// Theirs says that the carrier made the label itself: its Artwork is printed.
	Theirs bool `json:"theirs,omitempty"`
}

// Artwork is a label that its carrier made: the bytes as they came, ZPL or PNG,
// and what its barcodes say, as a scanner sends it. It holds people's data and
// is kept with the content of the work, never in facts.
type Artwork struct {
	Data  []byte   `json:"data"`
	Codes []string `json:"codes,omitempty"`
}

// Label is one label of a parcel over time. N counts from 1.
type Label struct {
	N      int        `json:"n"`
	State  LabelState `json:"state"`
	Key    string     `json:"key"`
	Bought Bought     `json:"bought"`
	Code   string     `json:"code,omitempty"` // why it failed, or why it is taken back
	Jobs   []Job      `json:"jobs,omitempty"`
	Proven bool       `json:"proven,omitempty"` // it was scanned back
	Passed string     `json:"passed,omitempty"` // why it went without: counted or sent
	// Codes are what the barcodes of the carrier's own label say, as long as this
	// station has that label.
	Codes []string `json:"codes,omitempty"`

	artwork []byte // the carrier's own label
	seq     int64  // of the request or void request, to wait for its being applied
}

// PrintState is the state of a print job, as in the table of states.
type PrintState string

// The states of a print job.
const (
	PrintQueued    PrintState = "queued"
	PrintSending   PrintState = "sending"
	PrintSent      PrintState = "sent"
	PrintCounted   PrintState = "counted"
	PrintConfirmed PrintState = "confirmed"
	PrintUnknown   PrintState = "unknown"
	PrintFailed    PrintState = "failed"
	PrintAbandoned PrintState = "abandoned"
)

// PrintHandedOver is the problem of a job that a print server took: it was sent, and
// nobody will ever confirm that it came out.
const PrintHandedOver = "handed over, not confirmed"

// PrintRefused is the problem of a ship label that no printer can print: it is
// damaged, or does what no label may do.
const PrintRefused = "the label cannot be printed"

// DocKind is a kind of printed document.
type DocKind string

// The kinds of documents.
const (
	ShipLabel   DocKind = "ship"
	PackingSlip DocKind = "slip"
	// ArticleLabel is the code of one article whose own is missing.
	ArticleLabel DocKind = "article"
	// BoxPlate is the code of a closed box that waits for its label.
	BoxPlate DocKind = "plate"
)

// Job is one intent to print one copy.
type Job struct {
	ID      ID         `json:"id"`
	Doc     DocKind    `json:"doc"`
	Copy    int        `json:"copy"`
	State   PrintState `json:"state"`
	Problem string     `json:"problem,omitempty"`
	Reason  string     `json:"reason,omitempty"`
	Line    int        `json:"line,omitempty"`   // of an article label
	Parcel  int        `json:"parcel,omitempty"` // of a plate
	// Before and After are the printer's own count of labels, -1 where not known.
	Before int64 `json:"before,omitempty"`
	After  int64 `json:"after,omitempty"`
	// Again says that the printer may have torn one and printed it once more.
	Again bool `json:"again,omitempty"`
	// Held says that a fault kept a ship label back: it prints when its box is
	// shown, never by itself.
	Held bool `json:"held,omitempty"`

	seq int64 // of the request, to wait for its being applied
}

// Open says that the job may still change by itself.
func (j Job) Open() bool { return j.State == PrintQueued || j.State == PrintSending }

// ShortReason is why a location held fewer than asked.
type ShortReason string

// The reasons, in the order of their digits.
const (
	ShortEmpty      ShortReason = "empty"
	ShortFewer      ShortReason = "fewer"
	ShortDamaged    ShortReason = "damaged"
	ShortWrongGoods ShortReason = "wrong_goods"
)

// ParkReason is why a work was let go.
type ParkReason string

// The reasons, in the order of their digits where the packer is asked.
const (
	ParkMissing ParkReason = "goods"   // goods missing or damaged
	ParkLabel   ParkReason = "label"   // carrier, label or printer
	ParkWeight  ParkReason = "weight"  // weight does not fit
	ParkAddress ParkReason = "address" // address or customer
	ParkOther   ParkReason = "other"
	ParkHold    ParkReason = "hold" // placed on hold meanwhile
	ParkCancel  ParkReason = "cancelled"
	ParkLead    ParkReason = "lead" // a lead decides
	ParkRestock ParkReason = "restock"
)

// Address is where a parcel goes. Every field is untrusted text.
type Address struct {
	Name       string `json:"name,omitempty"`
	Company    string `json:"company,omitempty"`
	Street     string `json:"street,omitempty"`
	Street2    string `json:"street2,omitempty"`
	City       string `json:"city,omitempty"`
	Region     string `json:"region,omitempty"`
	PostalCode string `json:"postal_code,omitempty"`
	Country    string `json:"country,omitempty"`
	Phone      string `json:"phone,omitempty"`
}

// Content is what the database says of a work when it is opened. It holds
// people's data and lies beside the journal only while the work is in hand.
type Content struct {
	ID        ID        `json:"id"`
	Order     ID        `json:"order"`
	OrderNo   string    `json:"order_no"`
	Channel   string    `json:"channel"`
	Warehouse ID        `json:"warehouse"`
	Attempt   int       `json:"attempt"`
	Priority  int       `json:"priority"`
	Way       Way       `json:"way"`
	Rules     Rules     `json:"rules"`
	ShipTo    Address   `json:"ship_to"`
	From      Address   `json:"from"`
	Carrier   string    `json:"carrier"` // as planned by the tariff, for the header
	Service   string    `json:"service"`
	CutOff    time.Time `json:"cut_off"` // zero when there is none
	Gift      bool      `json:"gift,omitempty"`
	Note      string    `json:"note,omitempty"`
	PutIns    []PutIn   `json:"put_ins,omitempty"` // of the order and of its channel
	Lines     []Line    `json:"lines"`
	Asked     Asked     `json:"asked"` // with the stops of the pick path
	Cartons   []Carton  `json:"cartons"`
}

// Opened is a work as the store hands it out: its content, the lease, and the
// facts that were applied to it before, which tell how far it is.
type Opened struct {
	Content Content `json:"content"`
	Stage   Stage   `json:"stage"`
	Epoch   int64   `json:"epoch"`
	How     How     `json:"how"`
	Recount bool    `json:"recount,omitempty"`
	Slot    string  `json:"slot,omitempty"`
	Facts   []Fact  `json:"facts,omitempty"`
	// Artworks are the carriers' own labels bought here for it, by key.
	Artworks map[string]Artwork `json:"artworks,omitempty"`
}

// Asked is what the house asks of a work now: it may change while the work is
// in hand. A higher Rev replaces a lower one.
type Asked struct {
	Rev       int64       `json:"rev"`
	Hold      string      `json:"hold,omitempty"` // kind of the open hold
	Cancelled bool        `json:"cancelled,omitempty"`
	Lines     []AskedLine `json:"lines,omitempty"` // empty: as they were
	Stops     []Stop      `json:"stops"`           // all allocations, in path order; null: as they were
}

// AskedLine is what is asked of one line.
type AskedLine struct {
	Line  int      `json:"line"`
	Want  int      `json:"want"`
	Short int      `json:"short"` // still missing and not settled
	Cure  CureKind `json:"cure,omitempty"`
	// Codes are those that benches learnt for the article.
	Codes []Barcode `json:"codes,omitempty"`
}

// CureKind is what the house does about units that are missing.
type CureKind string

// The cures.
const (
	CureRestock CureKind = "restock" // coming from reserve
	CureWait    CureKind = "wait"    // the channel's rule is to wait
	CureLead    CureKind = "ask"     // a lead decides, the goods are parked meanwhile
)
