package station

// Change is something that became true at a bench. The journal stamps it into
// a Fact; the store applies facts, After folds them. The set is closed: a new
// kind is added here, to the codec, to After and to the store's apply.
//
// Changes hold identifiers and counts, never names, addresses or free text:
// they are kept for ever, people's data is not. Fields are only ever added.
type Change interface{ Kind() string }

// OfWork names the work a change belongs to and the epoch under which the
// station held it. A fact with an epoch that is no longer the work's is set
// aside by the store.
type OfWork struct {
	Work  ID    `json:"work"`
	Epoch int64 `json:"epoch"`
}

// Of is the work and the epoch a change belongs to.
func (o OfWork) Of() (ID, int64) { return o.Work, o.Epoch }

// WorkChange is a Change that belongs to one work.
type WorkChange interface {
	Change
	Of() (ID, int64)
}

// What happens at the station as a whole.
type (
	// SignedIn opens the session of a person at this station. Offline says that
	// the database was away and the badge was one seen here before.
	SignedIn struct {
		Person  ID   `json:"person"`
		Role    Role `json:"role"`
		Offline bool `json:"offline,omitempty"`
	}
	// SignedOut ends it.
	SignedOut struct {
		Person ID     `json:"person"`
		Reason string `json:"reason,omitempty"`
	}
	// TypingAllowed says that what the scanner would read is typed, until the
	// session ends. By allowed it, with a grant when it was not his own session.
	TypingAllowed struct {
		By    ID `json:"by"`
		Grant ID `json:"grant,omitempty"`
	}
	// ScaleDropped says that parcels are not weighed until the session ends. By
	// allowed it, with a grant when it was not his own session.
	ScaleDropped struct {
		By    ID `json:"by"`
		Grant ID `json:"grant,omitempty"`
	}
	// ScaleChecked is the daily check of the scale with a weight that is known, g,
	// or with By the word of a lead that it is left out on that day of the house.
	ScaleChecked struct {
		Day        string `json:"day"`
		Grams      int    `json:"grams"`
		NominalG   int    `json:"nominal_g"`
		ToleranceG int    `json:"tolerance_g"`
		OK         bool   `json:"ok"`
		By         ID     `json:"by,omitempty"`
	}
	// ScanRefused is the log of a scan that counted nothing. Code is the scan
	// made safe and cut to 48 characters, a badge by its kind only.
	ScanRefused struct {
		OfWork
		Word   Word   `json:"word"`
		Why    string `json:"why"`
		Code   string `json:"code"`
		Device string `json:"device,omitempty"`
	}
	// ToTray books a unit that does not belong here into the bench's red tray.
	// Product is empty where nobody knows the code.
	ToTray struct {
		Product ID     `json:"product,omitempty"`
		Code    string `json:"code"`
		Qty     int    `json:"qty"`
		Tray    string `json:"tray"`
		From    ID     `json:"from,omitempty"` // work in hand when it was found
	}
	// CartonEmptied says that this bench has no carton of the code any more, until
	// CartonRefilled says that it has.
	CartonEmptied struct {
		Carton string `json:"carton"`
	}
	CartonRefilled struct {
		Carton string `json:"carton"`
	}
	// PrinterChosen says out of which printer of the floor this bench's labels come
	// from now on, by its name; "" is its own.
	PrinterChosen struct {
		Printer string `json:"printer,omitempty"`
	}
	// RollLoaded says how many labels are on the new roll of a printer, 0 where
	// nobody knows; Printer "" is the bench's own. Of is how many there were when it
	// was new, where some are gone already.
	RollLoaded struct {
		Printer string `json:"printer,omitempty"`
		Labels  int    `json:"labels"`
		Of      int    `json:"of,omitempty"`
	}
)

// What happens to a work as a whole.
type (
	// WorkOpened says that this station has the work in hand. Its content (names,
	// addresses) lies beside the journal, never in the fact. Recount says that
	// what is in an open parcel was counted by somebody else and counts from
	// zero again.
	WorkOpened struct {
		OfWork
		Order   ID     `json:"order"`
		Attempt int    `json:"attempt"`
		How     How    `json:"how"`
		Recount bool   `json:"recount,omitempty"`
		Slot    string `json:"slot,omitempty"` // where it was parked

		// Opened is the content; the journal keeps it beside the facts.
		Opened *Opened `json:"-"`
	}
	// WorkStarted makes a work that was held ahead the one on the screen.
	WorkStarted struct{ OfWork }
	// WorkMoved is a step of the work's state machine, by the event of that name.
	WorkMoved struct {
		OfWork
		From  Stage  `json:"from"`
		To    Stage  `json:"to"`
		Event string `json:"event"`
	}
	// AskedChanged says that the station took note of what is asked now.
	AskedChanged struct {
		OfWork
		Asked
		// Through is the last fact of this station that the house had heard of:
		// what is short by a later one is short still.
		Through int64 `json:"through,omitempty"`
	}
	// Acknowledged answers a STOP with +.
	Acknowledged struct {
		OfWork
		What string `json:"what"`
	}
	// Prompted opens a question on the screen, or closes it when Ask is zero. A
	// restarted bench asks the same question again.
	Prompted struct {
		OfWork
		Ask Ask `json:"ask"`
	}
	// Parked lets go of a work; goods stay bound to the slot. Slot is empty when
	// nothing of it had left its location.
	Parked struct {
		OfWork
		Slot   string     `json:"slot,omitempty"`
		Reason ParkReason `json:"reason"`
		Tote   string     `json:"tote,omitempty"`
	}
	// WorkLost acknowledges that somebody else goes on with the work.
	WorkLost struct {
		OfWork
		By string `json:"by,omitempty"` // station
	}
	// WorkClosed ends the work at this station. Why "shipped", "picked",
	// "parked", "released", "cancelled" or "lost". It ends the lease.
	WorkClosed struct {
		OfWork
		Why string `json:"why"`
	}
)

// Picking.
type (
	// ToteBound says into which tote the work is picked.
	ToteBound struct {
		OfWork
		Tote string `json:"tote"`
	}
	// PlaceConfirmed says that the picker stands at the location of the stop.
	PlaceConfirmed struct {
		OfWork
		Stop     ID     `json:"stop"`
		Location string `json:"location"`
		Digits   bool   `json:"digits,omitempty"` // by its check digits
	}
	// UnitPicked takes units from a location. Into is a tote or, in one pass, the
	// open parcel: then the unit is packed and verified as well.
	UnitPicked struct {
		OfWork
		Line     int    `json:"line"`
		Stop     ID     `json:"stop"`
		Location string `json:"location"`
		Goods
		Qty   int   `json:"qty"`
		Into  Place `json:"into"`
		Typed bool  `json:"typed,omitempty"` // the code came without proof of a scan
		Grant ID    `json:"grant,omitempty"` // counted without its barcode
		More  bool  `json:"more,omitempty"`  // counted by the same scan as the one before
	}
	// StopSkipped puts a stop to the end of the path.
	StopSkipped struct {
		OfWork
		Stop ID `json:"stop"`
	}
	// UnitsShort says that a location held fewer than asked. Missing units are
	// not going to be picked there; the store looks for them elsewhere.
	UnitsShort struct {
		OfWork
		Line     int         `json:"line"`
		Stop     ID          `json:"stop"`
		Location string      `json:"location"`
		Missing  int         `json:"missing"`
		Reason   ShortReason `json:"reason"`
	}
	// UnitDamaged moves units to quarantine, from a location (not yet picked)
	// or from where the work's goods are.
	UnitDamaged struct {
		OfWork
		Line int `json:"line"`
		Goods
		Qty  int    `json:"qty"`
		From Place  `json:"from"`
		To   string `json:"to"`             // quarantine location
		Stop ID     `json:"stop,omitempty"` // when From is a location
	}
	// UnitMissing says that units of the work that were picked are not there
	// when packed.
	UnitMissing struct {
		OfWork
		Line int `json:"line"`
		Goods
		Qty  int   `json:"qty"`
		From Place `json:"from"`
	}
	// UnitMoved moves units that had left their location: taken out of a parcel,
	// undone, put back. To a location, they are stock again.
	UnitMoved struct {
		OfWork
		Line int `json:"line"`
		Goods
		Qty  int    `json:"qty"`
		From Place  `json:"from"`
		To   Place  `json:"to"`
		Stop ID     `json:"stop,omitempty"` // the stop whose pick is undone
		Why  string `json:"why"`            // undo | take_out | put_back
	}
)

// Packing.
type (
	// CartonsPlanned is the plan as it was made; it is never computed again. It
	// stands in the place of the plan's parcels from From on, counted from 0, or
	// with One of that parcel alone.
	CartonsPlanned struct {
		OfWork
		From    int             `json:"from,omitempty"`
		One     bool            `json:"one,omitempty"`
		Parcels []PlannedParcel `json:"parcels"`
		Proof   string          `json:"proof"`
		Unsized []int           `json:"unsized,omitempty"` // lines without sizes: the packer chooses
		// Unstable: not every unit rests on as much of its base as the house wants.
		Unstable bool `json:"unstable,omitempty"`
	}
	// ParcelOpened opens parcel N (1, 2, ...) in a carton, or without one for a
	// unit that ships in its own packaging.
	ParcelOpened struct {
		OfWork
		Parcel  int    `json:"parcel"`
		Carton  string `json:"carton"`
		Planned string `json:"planned,omitempty"` // what the plan said
	}
	// CartonChanged puts an open parcel's goods into another carton.
	CartonChanged struct {
		OfWork
		Parcel int    `json:"parcel"`
		Carton string `json:"carton"`
		Why    string `json:"why,omitempty"` // does_not_fit | chosen
	}
	// CartonRefused says that the goods of a parcel, the open one or the next, do
	// not fit the carton. Units are the goods, line to quantity; Planned and Proof
	// are of the plan that put them there.
	CartonRefused struct {
		OfWork
		Parcel  int         `json:"parcel"`
		Carton  string      `json:"carton"`
		Units   map[int]int `json:"units"`
		Planned string      `json:"planned,omitempty"`
		Proof   string      `json:"proof,omitempty"`
	}
	// CodeLearnt gives the article of a line a code that it carries: a lead saw it.
	// One scan of it stands for one piece.
	CodeLearnt struct {
		OfWork
		Line  int    `json:"line"`
		Code  string `json:"code"`
		Grant ID     `json:"grant"`
	}
	// UnitPacked verifies units into an open parcel.
	UnitPacked struct {
		OfWork
		Line   int `json:"line"`
		Parcel int `json:"parcel"`
		Goods
		Qty   int   `json:"qty"`
		From  Place `json:"from"`
		Typed bool  `json:"typed,omitempty"`
		Grant ID    `json:"grant,omitempty"`
		More  bool  `json:"more,omitempty"` // counted by the same scan as the one before
	}
	// PutInsConfirmed says that the packer put in what must be: whose they are,
	// "order", "channel" or "line 3".
	PutInsConfirmed struct {
		OfWork
		Parcel int      `json:"parcel"`
		PutIns []string `json:"put_ins"`
	}
	// ParcelSealed closes a parcel that holds at least one unit.
	ParcelSealed struct {
		OfWork
		Parcel int `json:"parcel"`
	}
	// ParcelReopened opens a sealed parcel without a live label.
	ParcelReopened struct {
		OfWork
		Parcel int `json:"parcel"`
	}
	// ParcelDiscarded drops a parcel that holds nothing.
	ParcelDiscarded struct {
		OfWork
		Parcel int `json:"parcel"`
	}
)

// Shipping.
type (
	// ParcelWeighed is a stable weight of a sealed parcel, g, or the decision to
	// go on without one.
	ParcelWeighed struct {
		OfWork
		Parcel     int           `json:"parcel"`
		Grams      int           `json:"grams"`
		ExpectedG  int           `json:"expected_g"`
		ToleranceG int           `json:"tolerance_g"`
		Outcome    WeightOutcome `json:"outcome"`
		Grant      ID            `json:"grant,omitempty"`
		Unchecked  bool          `json:"unchecked,omitempty"` // the scale did not pass its check that day
	}
	// LabelRequested is the intent to buy: it is applied before money is spent.
	// Key is the carrier's idempotency key.
	LabelRequested struct {
		OfWork
		Parcel      int    `json:"parcel"`
		Label       int    `json:"label"` // 1, 2, ... of this parcel
		Key         string `json:"key"`
		AddressHash string `json:"address_hash"`
	}
	// LabelBought is the carrier's answer.
	LabelBought struct {
		OfWork
		Parcel int    `json:"parcel"`
		Label  int    `json:"label"`
		Key    string `json:"key"`
		Bought

		// Artwork is the carrier's own label; the journal keeps it with the content
		// of the work.
		Artwork *Artwork `json:"-"`
	}
	// LabelFailed is a definite refusal by the carrier. Code is from a closed
	// list: the carrier's words stay out of the facts.
	LabelFailed struct {
		OfWork
		Parcel int    `json:"parcel"`
		Label  int    `json:"label"`
		Key    string `json:"key"`
		Code   string `json:"code"`
	}
	// LabelInDoubt says that the carrier did not answer: it is looked up by its
	// key, never bought again blindly.
	LabelInDoubt struct {
		OfWork
		Parcel int    `json:"parcel"`
		Label  int    `json:"label"`
		Key    string `json:"key"`
	}
	// LabelVoidRequested asks the carrier to take a bought label back.
	LabelVoidRequested struct {
		OfWork
		Parcel int    `json:"parcel"`
		Label  int    `json:"label"`
		Key    string `json:"key"`
		Reason string `json:"reason"`
	}
	// LabelVoided says it did; VoidRefused that it did not.
	LabelVoided struct {
		OfWork
		Parcel int    `json:"parcel"`
		Label  int    `json:"label"`
		Key    string `json:"key"`
	}
	VoidRefused struct {
		OfWork
		Parcel int    `json:"parcel"`
		Label  int    `json:"label"`
		Key    string `json:"key"`
	}
	// PrintRequested is the intent to print one copy of a document. A ship label
	// starts only when this fact is applied. Copy 2 and up carry a reason.
	PrintRequested struct {
		OfWork
		Job    ID      `json:"job"`
		Doc    DocKind `json:"doc"`
		Parcel int     `json:"parcel,omitempty"`
		Label  int     `json:"label,omitempty"`
		Copy   int     `json:"copy"`
		Reason string  `json:"reason,omitempty"`
		Line   int     `json:"line,omitempty"`  // of an article label
		Grant  ID      `json:"grant,omitempty"` // of an article label
	}
	// PrintStarted is durable before the first byte leaves. Counter is the
	// printer's own count of labels before, -1 when it has none. Printer is one of
	// the floor, "" the bench's own.
	PrintStarted struct {
		OfWork
		Job     ID     `json:"job"`
		Counter int64  `json:"counter"`
		Printer string `json:"printer,omitempty"`
	}
	// PrintEnded is what is known after: sent, counted, unknown, failed,
	// queued (not ready, nothing was sent) or abandoned. Counter is the printer's
	// own count of labels then, -1 when it is not known. Again says that the
	// printer had a fault with this label in it and went on by itself: a torn one
	// may lie beside the good one.
	PrintEnded struct {
		OfWork
		Job     ID         `json:"job"`
		State   PrintState `json:"state"`
		Counter int64      `json:"counter"`
		Problem string     `json:"problem,omitempty"`
		Again   bool       `json:"again,omitempty"`
		// Labels is how many it took from the roll of the printer, "" for the bench's
		// own.
		Labels  int    `json:"labels,omitempty"`
		Printer string `json:"printer,omitempty"`
	}
	// BoxShown says that the packer has this box in hand: its label may be printed
	// after a fault. By is how he showed it: yes, or a code on the box.
	BoxShown struct {
		OfWork
		Parcel int    `json:"parcel"`
		By     string `json:"by"` // yes, or what was scanned for it: plate | slot | tote | takeover | printer
	}
	// LabelDestroyed says that a label which was proven, or went without, is on its
	// box no more: Reason is what became of it, lost, torn, unreadable or box where
	// the goods went into another one. The box is out of its cage, and its label
	// unproven, until a copy is proven. Grant is the yes of a lead.
	LabelDestroyed struct {
		OfWork
		Parcel int    `json:"parcel"`
		Label  int    `json:"label"`
		Reason string `json:"reason"`
		Grant  ID     `json:"grant"`
	}
	// LabelProven says that the label on the box was scanned back, or that the
	// rule of the house lets it go without: By is counted or sent then, which the
	// print job is and stays. Where no cages are set up, the parcel is in its cage
	// by that.
	LabelProven struct {
		OfWork
		Parcel int    `json:"parcel"`
		Label  int    `json:"label"`
		Job    ID     `json:"job"`
		By     string `json:"by"` // sscc | tracking | code | counted | sent
	}
)

// Kind is the name of the change in the journal and the database. It never
// changes its meaning.
func (SignedIn) Kind() string           { return "signed_in" }
func (SignedOut) Kind() string          { return "signed_out" }
func (TypingAllowed) Kind() string      { return "typing_allowed" }
func (ScaleDropped) Kind() string       { return "scale_dropped" }
func (ScaleChecked) Kind() string       { return "scale_checked" }
func (ScanRefused) Kind() string        { return "scan_refused" }
func (ToTray) Kind() string             { return "to_tray" }
func (CartonEmptied) Kind() string      { return "carton_emptied" }
func (CartonRefilled) Kind() string     { return "carton_refilled" }
func (PrinterChosen) Kind() string      { return "printer_chosen" }
func (RollLoaded) Kind() string         { return "roll_loaded" }
func (WorkOpened) Kind() string         { return "work_opened" }
func (WorkStarted) Kind() string        { return "work_started" }
func (WorkMoved) Kind() string          { return "work_moved" }
func (AskedChanged) Kind() string       { return "asked_changed" }
func (Acknowledged) Kind() string       { return "acknowledged" }
func (Prompted) Kind() string           { return "prompted" }
func (Parked) Kind() string             { return "parked" }
func (WorkLost) Kind() string           { return "work_lost" }
func (WorkClosed) Kind() string         { return "work_closed" }
func (ToteBound) Kind() string          { return "tote_bound" }
func (PlaceConfirmed) Kind() string     { return "place_confirmed" }
func (UnitPicked) Kind() string         { return "unit_picked" }
func (StopSkipped) Kind() string        { return "stop_skipped" }
func (UnitsShort) Kind() string         { return "units_short" }
func (UnitDamaged) Kind() string        { return "unit_damaged" }
func (UnitMissing) Kind() string        { return "unit_missing" }
func (UnitMoved) Kind() string          { return "unit_moved" }
func (CartonsPlanned) Kind() string     { return "cartons_planned" }
func (ParcelOpened) Kind() string       { return "parcel_opened" }
func (CartonChanged) Kind() string      { return "carton_changed" }
func (CartonRefused) Kind() string      { return "carton_refused" }
func (CodeLearnt) Kind() string         { return "code_learnt" }
func (UnitPacked) Kind() string         { return "unit_packed" }
func (PutInsConfirmed) Kind() string    { return "put_ins_confirmed" }
func (ParcelSealed) Kind() string       { return "parcel_sealed" }
func (ParcelReopened) Kind() string     { return "parcel_reopened" }
func (ParcelDiscarded) Kind() string    { return "parcel_discarded" }
func (ParcelWeighed) Kind() string      { return "parcel_weighed" }
func (LabelRequested) Kind() string     { return "label_requested" }
func (LabelBought) Kind() string        { return "label_bought" }
func (LabelFailed) Kind() string        { return "label_failed" }
func (LabelInDoubt) Kind() string       { return "label_in_doubt" }
func (LabelVoidRequested) Kind() string { return "label_void_requested" }
func (LabelVoided) Kind() string        { return "label_voided" }
func (VoidRefused) Kind() string        { return "void_refused" }
func (PrintRequested) Kind() string     { return "print_requested" }
func (PrintStarted) Kind() string       { return "print_started" }
func (PrintEnded) Kind() string         { return "print_ended" }
func (BoxShown) Kind() string           { return "box_shown" }
func (LabelDestroyed) Kind() string     { return "label_destroyed" }
func (LabelProven) Kind() string        { return "label_proven" }
