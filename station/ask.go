package station

// AskKind is a question that stands on the screen beside the ordinary prompt.
type AskKind string

// The questions. The empty kind is none: the prompt follows from the work.
const (
	AskNone        AskKind = ""
	AskLot         AskKind = "lot"          // lot, serial or expiry of the unit in hand
	AskShort       AskKind = "short"        // why are there not enough
	AskShortCount  AskKind = "short_count"  // how many are there
	AskDamaged     AskKind = "damaged"      // which article is damaged (pack), how many (pick)
	AskMissing     AskKind = "missing"      // which article is missing (pack)
	AskTakeOut     AskKind = "take_out"     // which article comes out
	AskCarton      AskKind = "carton"       // which other carton
	AskEmpty       AskKind = "carton_empty" // which carton has run out
	AskRefilled    AskKind = "carton_there" // which carton is there again
	AskPark        AskKind = "park"         // why is it parked
	AskSlot        AskKind = "slot"         // which slot does it go to
	AskLead        AskKind = "lead"         // a lead's badge
	AskNoBarcode   AskKind = "no_barcode"   // which line is the unit without a barcode
	AskRemedy      AskKind = "remedy"       // what a lead is to allow for a unit without a code
	AskLastFour    AskKind = "last_four"    // the last four digits of its code
	AskConfirm     AskKind = "confirm"      // two random digits: what cannot be undone
	AskTypedWeight AskKind = "typed_weight" // grams, when there is no scale
	AskTakeover    AskKind = "takeover"     // the work is stuck elsewhere: take it over
	AskPutWhere    AskKind = "put_where"    // location of the unit that is put back
	AskBadge       AskKind = "badge"        // another badge in the middle of a work
	AskWhich       AskKind = "which"        // which of several articles with one code
	AskMore        AskKind = "more"         // which of the rarer deeds behind 0
	AskPrinter     AskKind = "printer"      // which printer of the floor prints from now on
	AskRoll        AskKind = "roll"         // how many labels are on the new roll
	AskOldLabel    AskKind = "old_label"    // which label, or which order, is printed again
	AskAgain       AskKind = "label_again"  // which box, and what became of its label
	AskLayers      AskKind = "layers"       // no question: the layers are looked at, until something counts
)

// Ask is a question and what is known of its answer so far.
type Ask struct {
	Kind   AskKind     `json:"kind,omitempty"`
	Line   int         `json:"line,omitempty"`
	Stop   ID          `json:"stop,omitempty"`
	Parcel int         `json:"parcel,omitempty"`
	Qty    int         `json:"qty,omitempty"`
	Goods  Goods       `json:"goods,omitzero"`
	Typed  bool        `json:"typed,omitempty"`
	RanOn  bool        `json:"ran_on,omitempty"` // lot or serial number had no end on the label
	Short  ShortReason `json:"short,omitempty"`
	Park   ParkReason  `json:"park,omitempty"`
	Action Action      `json:"action,omitempty"`
	Deed   string      `json:"deed,omitempty"`   // what is confirmed: reprint, void ...
	Digits string      `json:"digits,omitempty"` // the two digits to type
	Code   string      `json:"code,omitempty"`   // slot or tote of a takeover
	Place  Place       `json:"place,omitzero"`
	Person ID          `json:"person,omitempty"`
	Grant  ID          `json:"grant,omitempty"` // the lead's yes to count without the barcode
	Page   int         `json:"page,omitempty"`  // of choices that are more than eight
}

// Open says that a question is open.
func (a Ask) Open() bool { return a.Kind != AskNone && a.Kind != AskLayers }
