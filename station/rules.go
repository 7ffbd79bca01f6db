package station

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/packwright/packwright/station/carton"
)

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
	Tray              string `json:"tray"`         // the bench's red tray
	Quarantine        string `json:"quarantine"`   // where damaged units go
	RepeatMS          int    `json:"repeat_ms"`    // same read again within this counts once
	ScannedOnly       bool   `json:"scanned_only"` // a code that came without proof of a scan is refused
	// Proof says when a ship label must be scanned back: always; several, with more
	// than one parcel or any doubt; never, where what is unknown asks all the same.
	Proof string `json:"proof"`
	// SellsAll names the carriers that sell the labels of all boxes of an order at
	// once, with spaces between them.
	SellsAll string `json:"sells_all"`
	// TypedEntry says who may switch typed entry on when the scanner is dead: off,
	// packer or lead.
	TypedEntry string `json:"typed_entry"`
	// NoScale says who may let parcels go unweighed for a session: off, packer or
	// lead.
	NoScale string `json:"no_scale"`
	// Once a day each bench weighs CheckWeightG, within CheckToleranceG; 0 is never.
	CheckWeightG    int `json:"check_weight_g"`
	CheckToleranceG int `json:"check_tolerance_g"`
	// Codes says what the house's own codes are by how they begin:
	// "LOC:=strip+location T-=tote OLD#=strip". strip drops the prefix; a kind says
	// that the code is of that kind and nothing else.
	Codes string `json:"codes"`
	// Codes of slots and totes begin so: while the database is away, they are
	// taken by that alone.
	SlotPrefix string `json:"slot_prefix"`
	TotePrefix string `json:"tote_prefix"`
	// In a carton every unit rests with at least SupportPct of its base on the
	// floor or on others, where a plan without more parcels can do so.
	SupportPct int `json:"support_pct"`
	// Apart names the families that must not share a parcel: "food/chemicals",
	// several with spaces between; "battery/*" keeps a family from all else.
	Apart string `json:"apart"`
	// RollLabels is how many labels are on a new roll, 0 where that differs; with
	// RollWarn left on it the bench says so.
	RollLabels int `json:"roll_labels"`
	RollWarn   int `json:"roll_warn"`
}

// When a ship label must be scanned back.
const (
	ProofAlways  = "always"
	ProofSeveral = "several"
	ProofNever   = "never"
)

// DefaultRules are what a house starts with.
func DefaultRules() Rules {
	return Rules{
		Way: OnePass, Ahead: 2, Location: "scan", Weight: "recount",
		ToleranceG: 50, TolerancePermille: 30, Short: "ask", Slip: true, AutoNext: true,
		Tray: "RED-1", Quarantine: "QUAR-1", RepeatMS: 300, SlotPrefix: "SLOT-", TotePrefix: "T-",
		SupportPct: carton.DefaultSupportPct, TypedEntry: string(Lead), NoScale: string(Lead), CheckToleranceG: 5, Proof: ProofAlways,
		RollLabels: 500, RollWarn: 30,
	}
}

// Check says what is wrong with the rules, by the name of the setting.
func (r Rules) Check() error {
	switch {
	case !oneOf(string(r.Way), string(OnePass), string(ToteWay), string(PackOnly)):
		return fmt.Errorf("way %q: use one-pass, tote or pack-only", r.Way)
	case r.Ahead < 0 || r.Ahead > 10:
		return fmt.Errorf("ahead %d: use 0 to 10", r.Ahead)
	case !oneOf(r.Location, "off", "scan"):
		return fmt.Errorf("location %q: use off or scan", r.Location)
	case !oneOf(r.Weight, "off", "note", "recount", "lead"):
		return fmt.Errorf("weight %q: use off, note, recount or lead", r.Weight)
	case !oneOf(r.Short, "wait", "ship_partial", "cancel_line", "ask"):
		return fmt.Errorf("short %q: use wait, ship_partial, cancel_line or ask", r.Short)
	case !oneOf(r.Proof, ProofAlways, ProofSeveral, ProofNever):
		return fmt.Errorf("proof %q: use always, several or never", r.Proof)
	case !oneOf(r.TypedEntry, "off", string(Packer), string(Lead)):
		return fmt.Errorf("typed_entry %q: use off, packer or lead", r.TypedEntry)
	case !oneOf(r.NoScale, "off", string(Packer), string(Lead)):
		return fmt.Errorf("no_scale %q: use off, packer or lead", r.NoScale)
	case r.CheckWeightG != 0 && r.CheckWeightG <= emptyPlateG || r.CheckWeightG > 100_000 || r.CheckToleranceG < 0:
		return fmt.Errorf("check_weight_g %d, check_tolerance_g %d: use 0 for no check or 21 to 100000, with a tolerance of 0 or more", r.CheckWeightG, r.CheckToleranceG)
	case r.ToleranceG < 0 || r.TolerancePermille < 0 || r.TolerancePermille > 1000:
		return fmt.Errorf("tolerance %d g, %d permille: use 0 or more, at most 1000 permille", r.ToleranceG, r.TolerancePermille)
	case r.RepeatMS < 0 || r.RepeatMS > 5000:
		return fmt.Errorf("repeat_ms %d: use 0 to 5000", r.RepeatMS)
	case r.Tray == "" || r.Quarantine == "":
		return errors.New("tray and quarantine name locations: they cannot be empty")
	case r.RollLabels < 0 || r.RollLabels > maxRoll || r.RollWarn < 0 || r.RollWarn > maxRoll:
		return fmt.Errorf("roll_labels %d, roll_warn %d: use 0 to %d", r.RollLabels, r.RollWarn, maxRoll)
	case r.SupportPct < 0 || r.SupportPct > 100:
		return fmt.Errorf("support_pct %d: use 0 to 100", r.SupportPct)
	}
	if _, err := r.ownCodes(); err != nil {
		return err
	}
	_, err := r.FamiliesApart()
	return err
}

// FamiliesApart are the pairs of families that must not share a parcel.
func (r Rules) FamiliesApart() ([][2]string, error) {
	var pairs [][2]string
	for _, pair := range strings.Fields(r.Apart) {
		a, b, ok := strings.Cut(pair, "/")
		if !ok || a == "" || b == "" || strings.Contains(b, "/") {
			return nil, fmt.Errorf("apart %q: write two families with a / between, %q", pair, "food/chemicals")
		}
		pairs = append(pairs, [2]string{a, b})
	}
	return pairs, nil
}

func oneOf(s string, list ...string) bool { return slices.Contains(list, s) }
