package carton

import (
	"fmt"
	"math"
)

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
	if r.Reason == Forbidden {
		return fmt.Sprintf("%q fits only cartons that must not be used for it, like %q", r.Ref, r.name)
	}
	if r.Reason == SetTooLarge {
		return fmt.Sprintf("%q is in no carton: no way was found to put all units of its set into one", r.Ref)
	}
	return fmt.Sprintf("%q is in no carton: the last %q is used up", r.Ref, r.name)
}

// refuse says why item n goes into no carton.
func (t Task) refuse(n int) Refusal {
	item := t.Items[n]
	r := Refusal{Item: n, Count: item.Count, Ref: item.Ref, WeightG: item.WeightG, CarriesG: -1, OverMM: math.MaxInt}
	for at, c := range t.Cartons {
		side, over := overshoot(item, c)
		switch {
		case over == 0 && item.WeightG <= c.netG():
			r.Reason, r.Carton = Forbidden, at
		case r.Reason == Forbidden:
		case over == 0 && c.netG() > r.CarriesG:
			r.Reason, r.Carton, r.CarriesG = TooHeavy, at, c.netG()
		case over > 0 && r.Reason != TooHeavy && over < r.OverMM:
			r.Reason, r.Carton, r.SideMM, r.OverMM = TooLong, at, side, over
		}
	}
	if r.Reason != TooLong {
		r.SideMM, r.OverMM = 0, 0
	}
	if r.Reason != TooHeavy {
		r.CarriesG = 0
	}
	r.name = t.Cartons[r.Carton].called()
	return r
}

// overshoot is by how much the item with its padding is too long for the carton
// when it is turned as well as may be, and which side it is; 0 when it fits. Where
// only the void fill leaves no room, the longest side is named, 1 mm too long.
func overshoot(i Item, c Carton) (side, over int) {
	over = math.MaxInt
	for _, turn := range i.padded() {
		if s, o := c.overshoot(turn); o < over {
			side, over = s, o
		}
	}
	if first := i.padded()[0]; over == 0 && volume(first)*100 > volume(c.InnerMM)*(100-c.VoidPct) {
		return int(max(first[0], first[1], first[2])), 1
	}
	return side, over
}

// overshoot is by how much the worst side is too long. A mailer loses as much of
// its length and width as the goods are thick.
func (c Carton) overshoot(size vec) (side, over int) {
	for axis := range size {
		room := c.InnerMM[axis]
		if c.Mailer && axis < 2 {
			room -= int(size[2])
		}
		if o := int(size[axis]) - room; o > over {
			side, over = int(size[axis]), o
		}
	}
	return side, over
}
