package station

import (
	"slices"
	"strconv"
)

// count is how many units of the work are in places of the kind.
func (w *Work) count(k PlaceKind) int {
	n := 0
	for i := range w.Held {
		if w.Held[i].Place.Kind == k {
			n += w.Held[i].Qty
		}
	}
	return n
}

// away is how many units left their location and are not in a cage.
func (w *Work) away() int {
	n := 0
	for i := range w.Held {
		if w.Held[i].Place.Kind != InCage {
			n += w.Held[i].Qty
		}
	}
	return n
}

// untouched says that nothing left its location for good: the work may go back
// as if nobody had opened it.
func (w *Work) untouched() bool { return len(w.Held) == 0 && w.lost == 0 }

func parcelPlace(n int) Place { return Place{InParcel, strconv.Itoa(n)} }

// unitsIn counts the units of a parcel.
func (w *Work) unitsIn(n int) int {
	units, in := 0, parcelPlace(n)
	for i := range w.Held {
		if w.Held[i].Place == in {
			units += w.Held[i].Qty
		}
	}
	return units
}

// inParcel counts the units of a line in a parcel.
func (w *Work) inParcel(line, n int) int {
	units, in := 0, parcelPlace(n)
	for i := range w.Held {
		if w.Held[i].Line == line && w.Held[i].Place == in {
			units += w.Held[i].Qty
		}
	}
	return units
}

// unpacked counts the units of a line that are to be packed still, of those
// goods where they are given.
func (w *Work) unpacked(line int, g Goods) int {
	n := 0
	for i := range w.Held {
		h := &w.Held[i]
		if h.Line == line && (h.Place.Kind == InTote || h.Place.Kind == Loose) && h.matches(g) {
			n += h.Qty
		}
	}
	return n
}

// find is the first units of the lines in a place of the kinds, in their order;
// goods must match where they are given.
func (w *Work) find(lines []int, g Goods, kinds ...PlaceKind) *Held {
	for _, k := range kinds {
		for i := range w.Held {
			h := &w.Held[i]
			if h.Place.Kind == k && slices.Contains(lines, h.Line) && h.matches(g) {
				return h
			}
		}
	}
	return nil
}

func (h *Held) matches(g Goods) bool {
	return (g.Lot == "" || g.Lot == h.Lot) && (g.Serial == "" || g.Serial == h.Serial) && (g.Expiry == "" || g.Expiry == h.Expiry)
}

// mixed says that the line's units in places of the kinds are not all the same.
func (w *Work) mixed(line int, kinds ...PlaceKind) bool {
	var first *Held
	for i := range w.Held {
		h := &w.Held[i]
		switch {
		case h.Line != line || !slices.Contains(kinds, h.Place.Kind):
		case first == nil:
			first = h
		case h.Goods != first.Goods:
			return true
		}
	}
	return false
}

func (w *Work) shortUnits() int {
	n := 0
	for i := range w.Tallys {
		n += w.Tallys[i].Short
	}
	return n
}

// Wanted counts the units asked of the whole work.
func (w *Work) Wanted() int {
	n := 0
	for i := range w.Content.Lines {
		n += w.Content.Lines[i].Want
	}
	return n
}

// PackedUnits counts the verified units in parcels.
func (w *Work) PackedUnits() int {
	n := 0
	for i := range w.Tallys {
		n += w.Tallys[i].Packed
	}
	return n
}

// PickedUnits counts the units that left their location.
func (w *Work) PickedUnits() int {
	n := 0
	for i := range w.Tallys {
		n += w.Tallys[i].Picked
	}
	return n
}

// surplus is how many units of a line are at the bench beyond what is asked now.
// What is in a cage already has left.
func (w *Work) surplus(line int) int {
	tooMany := w.Tallys[line].Picked - w.Content.Lines[line].Want
	if tooMany <= 0 {
		return 0
	}
	here := 0
	for i := range w.Held {
		if h := &w.Held[i]; h.Line == line && h.Place.Kind != InCage {
			here += h.Qty
		}
	}
	return min(tooMany, here)
}

// tooMany is the first line of which the work has more than is asked, -1 when
// there is none.
func (w *Work) tooMany() int {
	for i := range w.Tallys {
		if w.surplus(i) > 0 {
			return i
		}
	}
	return -1
}

// allPacked says that every unit asked is verified in a parcel, and no other.
func (w *Work) allPacked() bool {
	for i := range w.Tallys {
		if t := &w.Tallys[i]; t.Short > 0 || t.Packed < w.Content.Lines[i].Want || t.Picked > t.Packed || w.surplus(i) > 0 {
			return false
		}
	}
	return true
}

// settled says that every unit asked has left its location and none is missing.
func (w *Work) settled() bool {
	for i := range w.Tallys {
		if t := &w.Tallys[i]; t.Short > 0 || t.Picked < w.Content.Lines[i].Want {
			return false
		}
	}
	return true
}

// full says that the open parcel holds what the plan wanted in it while more is
// to come in another, or in its own packaging.
func (w *Work) full(p *Parcel) bool {
	if w.complete(p) {
		return true
	}
	plan := w.planOf(p.N)
	if plan == nil || len(w.Plan) < 2 || p.Carton != plan.Carton || w.count(Loose) > 0 {
		return false
	}
	for line, want := range plan.Units {
		if w.inParcel(line, p.N) < want {
			return false
		}
	}
	return true
}

// OpenLines lists the lines that are still to be packed, or picked where the pick is
// the pack.
func (w *Work) OpenLines() []int {
	var open []int
	for i := range w.Tallys {
		if w.Tallys[i].Packed < w.Content.Lines[i].Want {
			open = append(open, i)
		}
	}
	return open
}

// looseLines lists the lines of which units are to be packed still.
func (w *Work) looseLines() []int {
	var lines []int
	for i := range w.Tallys {
		if w.unpacked(i, Goods{}) > 0 {
			lines = append(lines, i)
		}
	}
	return lines
}
