package carton

import "math"

// Rotation says how an item may be turned.
type Rotation uint8

// The rotations: on any side, about the upright axis only, not at all.
const (
	Any Rotation = iota
	KeepFlat
	None
)

// String is the word used in files and on the command line.
func (r Rotation) String() string {
	switch r {
	case Any:
		return "any"
	case KeepFlat:
		return "keep_flat"
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
}

// Carton is a kind of carton. InnerMM bounds what goes in, length, width,
// height; MaxG is its heaviest gross weight, 0 for no limit; Limit is how many
// of them there are, 0 for as many as wanted.
type Carton struct {
	Code, Name       string
	InnerMM, OuterMM [3]int
	EmptyG, MaxG     int
	Limit            int
}

// DefaultBudget is about five milliseconds of search.
const DefaultBudget = 100_000

// MaxUnits is the most units an order may have, and MaxSideMM the longest side
// that is believed, of an item or a carton.
const (
	MaxUnits  = 50_000
	MaxSideMM = 20_000
	maxG      = 1_000_000_000
)

// Task is one order to pack. Budget is the number of placements that the search
// may try beyond the first answer, 0 for DefaultBudget; Seed draws the rules of
// further runs. Equal tasks have equal plans, on every machine.
type Task struct {
	Items   []Item
	Cartons []Carton
	Seed    uint64
	Budget  int
}

// Placed is one unit of Task.Items[Item]: its corner nearest the carton's
// origin, and its sides as it lies.
type Placed struct {
	Item         int
	AtMM, SizeMM [3]int
}

// Parcel is one Task.Cartons[Carton] with what lies in it, in the order to put
// it in: lowest first, then from the back to the front. WeightG is gross.
type Parcel struct {
	Carton  int
	Items   []Placed
	WeightG int
}

// Plan says what goes where. Units in Unplaced are in no parcel. Proof is
// "optimal" where no better plan can exist, otherwise "best found, bound k"
// with k the cartons that are needed at least, and whether the budget ended the
// search.
type Plan struct {
	Parcels  []Parcel
	Unplaced []Refusal
	Proof    string
}

// netG is the weight that may be put into the carton.
func (c Carton) netG() int {
	if c.MaxG == 0 {
		return math.MaxInt
	}
	return c.MaxG - c.EmptyG
}

func volume(s [3]int) int { return s[0] * s[1] * s[2] }

// turns are the ways the item may lie, without repetitions.
func (i Item) turns() [][3]int {
	s := i.SizeMM
	all := [][3]int{s}
	switch i.Rotation {
	case Any:
		all = append(all, [3]int{s[1], s[0], s[2]}, [3]int{s[0], s[2], s[1]},
			[3]int{s[2], s[0], s[1]}, [3]int{s[1], s[2], s[0]}, [3]int{s[2], s[1], s[0]})
	case KeepFlat:
		all = append(all, [3]int{s[1], s[0], s[2]})
	}
	return distinct(all)
}

func distinct(all [][3]int) [][3]int {
	var kept [][3]int
	seen := map[[3]int]bool{}
	for _, s := range all {
		if !seen[s] {
			kept = append(kept, s)
		}
		seen[s] = true
	}
	return kept
}

func within(size, room [3]int) bool {
	return size[0] <= room[0] && size[1] <= room[1] && size[2] <= room[2]
}

// called is what people know the carton by.
func (c Carton) called() string {
	if c.Name != "" {
		return c.Name
	}
	return c.Code
}
