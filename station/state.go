package station

import "time"

// State is everything a bench knows. It is a value: a turn makes a new one and
// what it shares with the old is never changed, so that a screen may draw from
// it while the next turn runs.
//
// What facts say is folded by After and comes back after a restart: the
// operator, the works, the open question. The rest is what was heard from
// devices and the network lately, and comes again by itself.
type State struct {
	// From facts.
	Station  string // name, from the configuration
	Seq      int64  // of the last fact
	Operator Person // zero: nobody is signed in
	Works    []Work // in hand; the one with ID Active is on the screen
	Active   ID
	Ask      Ask // of the station, while no work is on the screen

	// Heard lately.
	Rules   Rules
	Board   Board
	Links   map[Link]LinkState // replaced, never changed
	Applied int64              // facts up to this one are in the database
	Scale   Reading
	Verdict Verdict
	Trail   []Mark    // last three scans, oldest first
	Waiting []Scanned // scans that wait for Resolving, in order
	Now     time.Time // of the last turn
	Scans   int64     // scans so far
	ScanAt  time.Time // of the last one

	under     map[string]bool // effects under way, replaced, never changed
	resolving string          // text that Resolve was asked for, "" for none
	last      Scanned         // for the same read again
	stray     stray           // the code that was just refused as foreign
	wantsNext bool            // NEXT was pressed and waits for a claim
	triedAt   time.Time       // of the last claim that gave nothing
	oldSeq    int64           // facts up to this one were here before a restart
	mine      bool            // the store was asked what this station holds
	doubtAt   time.Time       // when something did not answer
	refusedG  int             // the weight that was just refused
}

// LinkState is whether something the station depends on is there.
type LinkState struct {
	OK    bool
	Cause string // in plain words
	Count int64
	Since time.Time
}

// Reading is what the scale says, g.
type Reading struct {
	Grams   int
	Stable  bool
	Problem string
	At      time.Time
	// Cleared says that the plate was empty since the last parcel was weighed.
	Cleared bool
}

// Mark is one scan of the trail.
type Mark struct {
	Word Word
	Text string // short: article, location
}

// stray is a code that does not belong here, with how often in a row.
type stray struct {
	code    string
	product ID
	name    string
	times   int
}

// Work is a work in hand: its content, the lease, and how far it is. Lines of
// the content carry what is asked now.
type Work struct {
	Content
	Stage   Stage
	Epoch   int64
	How     How
	Slot    string // where it was parked, while it is resumed
	Ahead   bool   // held ahead: nobody started it yet
	Tallys  []Tally
	Stops   []Stop // in path order
	AtStop  ID     // the stop whose location was confirmed
	Tote    string
	Held    []Held // every unit that left its location
	Plan    []PlannedParcel
	Proof   string // of the plan: "optimal", "best found ..."
	Planned bool   // the plan was made, even if it is empty
	Unsized []int  // lines without sizes: the packer chooses
	Parcels []Parcel
	Slips   []Job
	Ask     Ask    // the open question
	Hold    string // kind of the open hold
	Gone    bool   // cancelled by the house
	Acked   string // the STOP that was answered with +
	Seen    int64  // Asked.Rev
	Cures   map[int]CureKind
	LostTo  string // station that has it now
	// Undo is the last counted unit as it is held now and UndoTo where it was
	// before, for "-"; Qty zero when there is none.
	Undo   Held
	UndoTo Place

	planning bool   // PlanCartons is under way
	told     string // what the carrier said of the last refusal
}
