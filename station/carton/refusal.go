package carton

import "fmt"

// Reason is why a unit is in no parcel.
type Reason uint8

// The reasons: a side is too long for every carton, the unit is too heavy for
// every carton that it fits into, all cartons that would take it are used up,
// none that would take it may be used for it, the units of its set fit into no
// carton together.
const (
	TooLong Reason = iota + 1
	TooHeavy
	NoneLeft
	Forbidden
	SetTooLarge
)

// Refusal is Count units of Task.Items[Item] that go into no carton. Of TooLong
// it says which side is OverMM too long for the carton that comes nearest, of
// TooHeavy how much that carton carries beside itself.
type Refusal struct {
	Item, Count int
	Ref         string
	Reason      Reason
	Carton      int // into Task.Cartons, the one that comes nearest
	SideMM      int
	OverMM      int
	WeightG     int
	CarriesG    int
	name        string
}

// String tells a person what does not fit and why.
func (r Refusal) String() string {
	switch r.Reason {
	case TooLong:
		return fmt.Sprintf("%q fits no carton: its side of %d mm is %d mm too long for %q, which comes nearest", r.Ref, r.SideMM, r.OverMM, r.name)
	case TooHeavy:
		return fmt.Sprintf("%q fits no carton: its %d g are more than the %d g that %q carries", r.Ref, r.WeightG, r.CarriesG, r.name)
	}
	return fmt.Sprintf("%q is in no carton: the last %q is used up", r.Ref, r.name)
}

// refuse names item n when no carton takes even one unit of it.
func (t Task) refuse(n int) (Refusal, bool) {
	item := t.Items[n]
	r := Refusal{Item: n, Count: item.Count, Ref: item.Ref, WeightG: item.WeightG, CarriesG: -1, OverMM: MaxSideMM + 1}
	for k, c := range t.Cartons {
		side, over := overshoot(item, c)
		switch {
		case over > 0 && r.Reason != TooHeavy && over < r.OverMM:
			r.Reason, r.Carton, r.SideMM, r.OverMM = TooLong, k, side, over
		case over == 0 && item.WeightG <= c.netG():
			return Refusal{}, false
		case over == 0 && c.netG() > r.CarriesG:
			r.Reason, r.Carton, r.CarriesG = TooHeavy, k, c.netG()
		}
	}
	if r.Reason == TooHeavy {
		r.SideMM, r.OverMM = 0, 0
	}
	if r.Reason == TooLong {
		r.CarriesG = 0
	}
	r.name = t.Cartons[r.Carton].called()
	return r, true
}

// overshoot is by how much the item is too long for the carton when it is turned
// as well as may be, and which side it is; 0 when it fits.
func overshoot(i Item, c Carton) (side, over int) {
	over = MaxSideMM + 1
	for _, turn := range i.turns() {
		s, o := worst(turn, c.InnerMM)
		if o < over {
			side, over = s, o
		}
	}
	return side, over
}

func worst(size, room [3]int) (side, over int) {
	for axis := range size {
		if o := size[axis] - room[axis]; o > over {
			side, over = size[axis], o
		}
	}
	return side, over
}
