package station

import "time"

// Input is what reached the station. The set is closed.
type Input interface{ input() }

type (
	// Scanned is one line that reached the bench, exactly as read. Proof says
	// that it came through a channel, a prefix or a symbology identifier that a
	// keyboard does not make. At is the read's monotonic time.
	Scanned struct {
		Device string
		Text   string
		Proof  bool
		At     time.Duration
		// Rejected names why the reader refused the whole scan; Text is empty then.
		Rejected string

		checked bool        // the store knows nothing against its serial number
		found   bool        // the store was asked and answered
		kind    MeaningKind // what its prefix says that it is, "" for anything
		readFor ID          // the work that was on the screen when it was read
	}
	// Weighed is a reading of the scale.
	Weighed struct {
		Grams   int
		Stable  bool
		Problem string // "over", "negative", "" when the reading counts
	}
	// Claimed answers the effect Claim of the same key.
	Claimed struct {
		Key    string
		Want   Want
		Opened []Opened
		Away   bool   // the database did not answer
		Refuse string // why not, "" when there is simply none
		Args   []any
	}
	// Resolved answers the effect Resolve.
	Resolved struct {
		Text    string
		Meaning Meaning
		Away    bool
	}
	// Planned answers the effect PlanCartons.
	Planned struct {
		Work     ID
		From     int  // as it was asked
		One      bool // as it was asked
		Parcels  []PlannedParcel
		Proof    string
		Unsized  []int
		Unstable bool
	}
	// Sold answers the effect BuyLabel: bought, refused or, when both are empty,
	// no answer.
	Sold struct {
		Work    ID
		Parcel  int
		Label   int
		Key     string
		Bought  *Bought
		Artwork *Artwork // the carrier's own label, nil where we draw it
		Refused string   // code of the closed list
		Text    string   // the carrier's words, for the screen only
	}
	// Fetched answers the effect FetchArtwork: the carrier's label, or a no in the
	// carrier's words; when both are empty there was no answer.
	Fetched struct {
		Work    ID
		Parcel  int
		Label   int
		Key     string
		Artwork *Artwork
		Refused string
	}
	// Voided answers the effect VoidLabel.
	Voided struct {
		Work   ID
		Parcel int
		Label  int
		Key    string
		OK     bool
		Away   bool
	}
	// Sending asks, right before the first byte, whether the job may still be
	// printed; the engine waits for the turn and reads State.MaySend after it.
	Sending struct {
		Work    ID
		Job     ID
		Counter int64
		On      string // the printer, as in Print
	}
	// PrintDone is how a print job ended.
	PrintDone struct {
		Work    ID
		Job     ID
		State   PrintState
		Counter int64
		Problem string
		On      string // the printer, as in Print
		Again   bool   // it may have torn the label and printed it once more
		// Unprintable says that no printer can print the document: nothing was
		// sent, and trying again is no use.
		Unprintable bool
		Labels      int // it took from the roll of ship labels when it came out
	}
	// Allowed answers the effect Grant.
	Allowed struct {
		Work   ID
		Action Action
		Grant  ID
		By     Person
		Refuse string
		Away   bool
	}
	// Drawn answers the effect Draw: two digits, by chance.
	Drawn struct{ Digits string }
	// Answered is the store's answer to facts or to a heartbeat.
	Answered struct{ Answer }
	// LinkChanged says that the database, the carrier or a device came or went.
	LinkChanged struct {
		What  Link
		OK    bool
		Cause string // in plain words, safe to show
		Count int64  // unsent facts, bytes that were dropped, MB that are left
	}
	// Restarted is the first input after the journal was folded.
	Restarted struct{}
	// Tick passes the time; the machine reads no clock.
	Tick struct{}
)

func (Scanned) input()     {}
func (Weighed) input()     {}
func (Claimed) input()     {}
func (Resolved) input()    {}
func (Planned) input()     {}
func (Sold) input()        {}
func (Fetched) input()     {}
func (Voided) input()      {}
func (Sending) input()     {}
func (PrintDone) input()   {}
func (Allowed) input()     {}
func (Drawn) input()       {}
func (Answered) input()    {}
func (LinkChanged) input() {}
func (Restarted) input()   {}
func (Tick) input()        {}

// Link is something the station depends on.
type Link string

// The links.
const (
	Database Link = "database"
	Carrier  Link = "carrier"
	Printer  Link = "printer"
	Slips    Link = "slips"
	Scanner  Link = "scanner"
	Scans    Link = "scans" // down while a reader is paused; Count bytes were dropped
	Scale    Link = "scale"
	Unsent   Link = "unsent"  // Count facts are not yet in the database
	DiskLink Link = "journal" // the station's own disk
	Space    Link = "space"   // room on it; Count MB are left
)

// Flooded is why a reader is paused: more scans came than a hand can make.
const Flooded = "too many scans"

// Answer is what the store says to facts and heartbeats.
type Answer struct {
	Through  int64      `json:"through"` // every fact up to this one is stored
	SetAside []SetAside `json:"set_aside,omitempty"`
	Works    []Told     `json:"works,omitempty"` // news of the works in hand
	Board    Board      `json:"board"`
	Rules    *Rules     `json:"rules,omitempty"` // when they changed
	// PrinterShared says, with the rules, whether other stations print on this
	// one's own printer too.
	PrinterShared bool      `json:"-"`
	Day           string    `json:"-"`   // of the house, with the rules
	Now           time.Time `json:"now"` // the database's clock
}

// SetAside is a fact that was stored but not applied: its epoch was not ours.
type SetAside struct {
	Seq     int64     `json:"seq"`
	Work    ID        `json:"work"`
	Why     string    `json:"why"`     // epoch | rule
	Station string    `json:"station"` // who has the work now
	Person  string    `json:"person,omitempty"`
	At      time.Time `json:"at"`
}

// Told is news of one work in hand.
type Told struct {
	Work  ID     `json:"work"`
	Asked *Asked `json:"asked,omitempty"`
	// LostTo names the station that has the work now.
	LostTo string `json:"lost_to,omitempty"`
	// Lead is what a lead answered on the board.
	Lead *LeadAnswer `json:"lead,omitempty"`
}

// LeadAnswer is a lead's yes or no to the question that the fact of this station
// with the number Call opened.
type LeadAnswer struct {
	Call int64  `json:"call"`
	Yes  bool   `json:"yes"`
	By   Person `json:"by"`
}

// Board is what the WORK screen counts.
type Board struct {
	Ready       int `json:"ready"`
	Late        int `json:"late"`
	ParkedReady int `json:"parked_ready"`
	Totes       int `json:"totes"` // picked totes that wait for a bench
}

// MeaningKind is what a code turned out to be.
type MeaningKind string

// The kinds of meanings.
const (
	IsUnknown  MeaningKind = "unknown"
	IsBadge    MeaningKind = "badge"
	IsTote     MeaningKind = "tote"
	IsSlot     MeaningKind = "slot"
	IsTray     MeaningKind = "tray"
	IsLocation MeaningKind = "location"
	IsCage     MeaningKind = "cage"
	IsPrinter  MeaningKind = "printer"
	IsProduct  MeaningKind = "product"
	IsCarton   MeaningKind = "carton"
	IsParcel   MeaningKind = "parcel"
	IsWork     MeaningKind = "work"
)

// Meaning is what the database knows of a code. Only the fields of its kind
// are set. Text in it is untrusted.
type Meaning struct {
	Kind     MeaningKind `json:"kind"`
	Code     string      `json:"code"`              // canonical
	Person   *Person     `json:"person,omitempty"`  // badge; nil when it was revoked
	Product  ID          `json:"product,omitempty"` // product
	SKU      string      `json:"sku,omitempty"`
	Name     string      `json:"name,omitempty"`
	Work     ID          `json:"work,omitempty"` // whose tote, slot, parcel
	OrderNo  string      `json:"order_no,omitempty"`
	Free     bool        `json:"free,omitempty"` // an empty tote or slot
	Parcel   int         `json:"parcel,omitempty"`
	Station  string      `json:"station,omitempty"` // where its label was proven or printed
	At       time.Time   `json:"at,omitzero"`
	Quantity int         `json:"quantity,omitempty"`
	Shipped  bool        `json:"shipped,omitempty"` // the unit of that serial number left with OrderNo
	// Printer is where labels would go, nil where no station has said so.
	Printer *FloorPrinter `json:"printer,omitempty"`
}
