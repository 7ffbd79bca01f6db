package carton

import (
	"math"
	"time"
)

// Rotation says how an item may be turned.
type Rotation uint8

// The rotations: on any side; about the upright axis only, because it must lie
// flat or because one side must stay up; not at all.
const (
	Any Rotation = iota
	KeepFlat
	ThisSideUp
	None
)

// String is the word used in files and on the command line.
func (r Rotation) String() string {
	switch r {
	case Any:
		return "any"
	case KeepFlat:
		return "keep_flat"
	case ThisSideUp:
		return "this_side_up"
	}
	return "none"
}

// Item is Count equal units. Sides are mm: length, width, height as it stands.
// A weight of 0 g is taken as it is.
type Item struct {
	Ref      string
	SizeMM   [3]int
	WeightG  int
	Rotation Rotation
	Count    int

	// PadMM of padding lie on each of the six sides of a unit.
	PadMM int
	// Above a fragile unit, touching it or not, stands nothing; with BearsG,
	// only what weighs less than BearsG together.
	Fragile bool
	BearsG  int
	// Stack is how many units may stand above each other with this one the
	// lowest, itself counted; 0 is no limit.
	Stack int
	// Alone ships in its own packaging: every unit is a parcel without carton.
	Alone bool
	// Family is what Task.Apart speaks of.
	Family string
	// Set names units that must be in one parcel; empty for none.
	Set string
	// NotIn are codes of cartons that must not be used for it.
	NotIn []string
}

// Carton is a kind of carton. InnerMM bounds what goes in, length, width,
// height; MaxG is its heaviest gross weight, 0 for no limit; Limit is how many
// of them there are, 0 for as many as wanted.
type Carton struct {
	Code, Name       string
	InnerMM, OuterMM [3]int
	EmptyG, MaxG     int
	Limit            int

	// PriceCents is what one of them costs.
	PriceCents int
	// VoidPct is the share of the inner volume that void fill takes, 0 to 99.
	VoidPct int
	// NotBy are the carriers that do not take it.
	NotBy []string
	// Mailer is a bag: InnerMM are its length and width laid flat and the
	// thickness it may have. Goods h mm thick take h mm of its length and of its
	// width, half the girth that the thickness needs.
	Mailer bool
}

// Objective is what makes one plan better than another.
type Objective uint8

// The objectives: fewest parcels, then least inner volume of the cartons; least
// inner volume; least cost by the Tariff.
const (
	Boxes Objective = iota
	Volume
	Cost
)

// String is the word used on the command line.
func (o Objective) String() string {
	switch o {
	case Boxes:
		return "boxes"
	case Volume:
		return "volume"
	}
	return "cost"
}

// Tariff prices a parcel: FeeCents, and CentsPerKg of its billed weight, which
// is the greater of the gross and the dimensional weight, rounded up to StepG.
//
// The dimensional weight is the volume of the outer sides divided by Divisor:
// cm3 a kg (5000 is the common one), or with Inch cubic inches a pound (139).
// WholeSides rounds each side up to a whole cm or inch first.
type Tariff struct {
	FeeCents   int
	CentsPerKg int
	Divisor    int // 0 for 5000, or 139 with Inch
	Inch       bool
	WholeSides bool
	StepG      int // 0 for 1 g
}

// DefaultBudget is about ten milliseconds of search; FirstAnswer is no search
// beyond the first plan.
const (
	DefaultBudget = 1_200_000
	FirstAnswer   = -1
)

// MaxUnits is the most units an order may have, and MaxSideMM the longest side
// that is believed, of an item or a carton.
const (
	MaxUnits  = 50_000
	MaxSideMM = 20_000
	maxG      = 1_000_000_000
)

// Task is one order to pack. Budget is the number of placements that the search
// may try beyond the first answer, 0 for DefaultBudget; Seed draws the rules of
// further runs. Equal tasks have equal plans, on every machine, unless the clock
// stopped the search.
type Task struct {
	Items     []Item
	Cartons   []Carton
	Seed      uint64
	Budget    int
	Objective Objective
	Tariff    Tariff
	// Carrier is who takes the parcels; cartons that it does not take are left
	// out.
	Carrier string
	// Apart are pairs of families that must not share a parcel. "*" is every
	// other family, and items without one; a pair of one family keeps its units
	// from each other.
	Apart [][2]string
	// SupportPct is the least share of its base on which every unit rests, on
	// the floor or on other units; with 0 every unit rests on something.
	SupportPct int
	// Within stops the search by the clock, for safety only; 0 never does. A
	// plan cut by it says so.
	Within time.Duration
}

// DefaultSupportPct is the share used at the bench.
const DefaultSupportPct = 60

// Own is the carton of a parcel that ships in its own packaging.
const Own = -1

// Placed is one unit of Task.Items[Item]: its corner nearest the carton's
// origin, and its sides as it lies, without padding. Its padding lies around
// that, inside the carton.
type Placed struct {
	Item         int
	AtMM, SizeMM [3]int
}

// Parcel is one Task.Cartons[Carton], or Own, with what lies in it, in the order
// to put it in: lowest first, then from the back to the front. WeightG is gross,
// SizeMM its outer sides, BilledG the weight that the Task's Tariff bills.
type Parcel struct {
	Carton  int
	Items   []Placed
	WeightG int
	SizeMM  [3]int
	BilledG int
}

// Plan says what goes where. Units in Unplaced are in no parcel.
type Plan struct {
	Parcels  []Parcel
	Unplaced []Refusal
	// Optimal: no plan is better by the objective. Otherwise Bound is the number
	// of parcels that are needed at least.
	Optimal bool
	Bound   int
	// Spent: the budget ended the search. Late: the clock did.
	Spent, Late bool
}

// netG is the weight that may be put into the carton.
func (c Carton) netG() int {
	if c.MaxG == 0 {
		return math.MaxInt
	}
	return c.MaxG - c.EmptyG
}

// called is what people know the carton by.
func (c Carton) called() string {
	if c.Name != "" {
		return c.Name
	}
	return c.Code
}
