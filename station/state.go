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
	Ask      Ask      // of the station, while no work is on the screen
	Typing   bool     // typed entry is on, for this session
	NoScale  bool     // parcels are not weighed, for this session
	Empty    []string // codes of the cartons that have run out here
	Checked  ScaleCheck
	// Borrowed is where labels come out instead of the bench's own printer, zero
	// for that.
	Borrowed FloorPrinter
	Rolls    Rolls // labels left, where a new roll was told

	// Heard lately.
	Rules Rules
	Day   string // of the house, 2026-03-01, "" while the store has not said
	Board Board
	// PrinterShared says that others print on this bench's own printer too: its
	// counter counts their labels as well.
	PrinterShared bool
	Links         map[Link]LinkState // replaced, never changed
	Applied       int64              // facts up to this one are in the database
	Scale         Reading
	Verdict       Verdict
	Trail         []Mark    // last three scans, oldest first
	Waiting       []Scanned // scans that wait for an answer of the store, in order
	Now           time.Time // of the last turn
	Scans         int64     // scans so far
	ScanAt        time.Time // of the last one that was not typed
	// TestsScanner says that the scanner test is open.
	TestsScanner bool

	under        keySet    // effects under way
	looking      Scanned   // the scan that Resolve was asked for, no text for none
	lookedAt     time.Time // when it was asked
	lookedFor    ID        // the work that was on the screen then
	reads        []Scanned // the last ones, for the same read again
	stray        stray     // the code that was just refused as foreign
	visitor      Person    // whose badge is asked about
	granting     *Ask      // what a lead was asked for, until the answer
	checking     *check    // a serial number that the store is asked about
	drawing      *drawing  // what waits for two digits
	wantsNext    bool      // NEXT was pressed and waits for a claim
	wantsCode    Want      // a tote or slot was scanned and waits for a claim
	triedAt      time.Time // of the last claim that gave nothing
	oldSeq       int64     // facts up to this one were here before a restart
	mine         bool      // the store told what this station holds
	leavingAt    time.Time // when the packer was told what is not sent
	mineAt       time.Time // when it was asked last, or an answer was lost
	doubtAt      time.Time // when something did not answer
	refusedG     int       // the weight that was just refused
	refusedTyped bool      // it was typed: the empty scale does not take it back
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
	// ZeroG is what the empty plate showed last: tape, dust, drift.
	ZeroG int
}

// Net is the load without what the empty plate showed.
func (r Reading) Net() int { return r.Grams - r.ZeroG }

// Mark is one scan of the trail.
type Mark struct {
	Word Word
	Text string // short: article, location
}

// stray is an article that does not belong here.
type stray struct {
	code    string
	product ID
	name    string
}

// Work is a work in hand: its content, the lease, and how far it is. Lines of
// the content carry what is asked now.
type Work struct {
	*Content // replaced, never changed
	Stage    Stage
	Epoch    int64
	How      How
	Slot     string // where it was parked, while it is resumed
	Ahead    bool   // held ahead: nobody started it yet
	Tallys   []Tally
	Stops    []Stop // in path order
	AtStop   ID     // the stop whose location was confirmed
	Tote     string
	Held     []Held // every unit that left its location
	Plan     []PlannedParcel
	Proof    string   // of the plan: "optimal", "best found ..."
	Planned  bool     // the plan was made, even if it is empty
	Unsized  []int    // lines without sizes: the packer chooses
	NoFits   []NoFit  // cartons that goods did not fit
	Empty    []string // those of the state
	// Unstable: by the plan, not every unit rests on as much as the house wants.
	Unstable bool
	Parcels  []Parcel
	Shown    int // the box that the packer showed last, 0 for none
	Slips    []Job
	Stickers []Job  // labels of articles without a code, plates of boxes
	Ask      Ask    // the open question
	Hold     string // kind of the open hold
	Gone     bool   // cancelled by the house
	Acked    string // the STOP that was answered with +
	Seen     int64  // Asked.Rev
	Cures    map[int]CureKind
	LostTo   string // station that has it now
	// Undo is the last counted unit as it is held now and UndoTo where it was
	// before, for "-"; Qty zero when there is none.
	Undo   Held
	UndoTo Place

	askedAt int64     // number of the fact that opened the question
	undo    []wayBack // the last scan's units, each with its way back
	vouched bool      // the last scan was counted by a lead's word
	lost    int       // units that were taken and are missing or damaged
	unheard []unheard // what is short by facts the house has not heard of
	// What the lines do not have, so that a scan need not ask each of them.
	noneAlone, noneNoted bool

	told string // what the carrier said of the last refusal
}

// wayBack is units as they are held now, and where they were before the last
// scan.
type wayBack struct {
	Held
	to Place
}

// Work is the work on the screen, nil when there is none.
func (s State) Work() *Work {
	return s.find(s.Active)
}

func (s *State) find(id ID) *Work {
	if id == "" {
		return nil
	}
	for i := range s.Works {
		if s.Works[i].ID == id {
			return &s.Works[i]
		}
	}
	return nil
}

// Ahead counts the works held beyond the one on the screen.
func (s State) Ahead() int {
	n := 0
	for _, w := range s.Works {
		if w.ID != s.Active {
			n++
		}
	}
	return n
}

// MaySend says whether the job's first byte may leave now: its intent is
// durable and nothing stopped the work since.
func (s State) MaySend(job ID) bool {
	for i := range s.Works {
		if j := s.Works[i].job(job); j != nil {
			return j.State == PrintSending && s.Works[i].Halt() == ""
		}
	}
	return false
}

// Halt names what stopped the work: "taken", "cancelled", "hold", or "" when
// nothing did. A STOP that was answered stands no more.
func (w *Work) Halt() string {
	switch {
	case w.LostTo != "":
		return "taken"
	case w.Gone && w.Stage != Cancelling:
		return "cancelled"
	case w.Hold != "" && w.Stage != Cancelling:
		return "hold"
	}
	return ""
}
