package station

// Rules are the settings of the house that a bench follows. They are rows of
// the database, frozen into a work when it is opened.
type Rules struct {
	Way   Way `json:"way"`
	Ahead int `json:"ahead"` // works held beyond the one on the screen, 0 to 10
	// Location is what the picker must show at a stop: off, scan (the location's
	// barcode or its check digits).
	Location string `json:"location"`
	Weight   string `json:"weight"` // off | note | recount | lead
	// A weight is good within max(ToleranceG, TolerancePermille of the expected
	// weight, the articles' spread).
	ToleranceG        int    `json:"tolerance_g"`
	TolerancePermille int    `json:"tolerance_permille"`
	Short             string `json:"short"` // wait | ship_partial | cancel_line | ask, for the channel
	Slip              bool   `json:"slip"`  // a packing slip prints when the carton is confirmed
	AutoNext          bool   `json:"auto_next"`
	Tray              string `json:"tray"`       // the bench's red tray
	Quarantine        string `json:"quarantine"` // where damaged units go
	RepeatMS          int    `json:"repeat_ms"`  // same read again within this counts once
	ScannedOnly       bool   `json:"scanned_only"`
	// Codes of slots and totes begin so: while the database is away, they are
	// taken by that alone.
	SlotPrefix string `json:"slot_prefix"`
	TotePrefix string `json:"tote_prefix"`
}

// DefaultRules are what a house starts with.
func DefaultRules() Rules {
	return Rules{
		Way: OnePass, Ahead: 2, Location: "scan", Weight: "recount",
		ToleranceG: 50, TolerancePermille: 30, Short: "ask", Slip: true, AutoNext: true,
		Tray: "RED-1", Quarantine: "QUAR-1", RepeatMS: 300, SlotPrefix: "SLOT-", TotePrefix: "T-",
	}
}
