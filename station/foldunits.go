package station

import (
	"slices"
	"strconv"
)

// unheard is units that this station found missing by a fact, until the house
// has heard of it.
type unheard struct {
	seq     int64
	line    int
	stop    ID // "" when they were missing from the goods of the work
	missing int
}

// afterUnits folds a change that moves or misses units.
func (w *Work) afterUnits(c Change, seq int64) {
	switch c := c.(type) {
	case UnitPicked:
		w.picked(c)
	case UnitPacked:
		w.packed(c)
	case UnitMoved:
		w.moved(c)
	case UnitsShort:
		w.fewer(c.Stop, c.Missing)
		w.short(c.Line, c.Missing)
		w.notHeard(unheard{seq, c.Line, c.Stop, c.Missing})
		w.AtStop = ""
	case UnitDamaged:
		w.tally(c.Line).Damaged += c.Qty
		if c.From.Kind != InLocation {
			w.gone(c.Line, c.Goods, c.From, c.Qty, seq)
		}
		w.noUndo()
	case UnitMissing:
		w.gone(c.Line, c.Goods, c.From, c.Qty, seq)
		w.noUndo()
	}
}

// picked takes units from a stop.
func (w *Work) picked(c UnitPicked) {
	if !c.More {
		w.noUndo()
	}
	h := Held{Line: c.Line, Goods: c.Goods, Place: c.Into, Qty: c.Qty, Stop: c.Stop, Location: c.Location}
	w.put(h)
	w.taken(c.Stop, c.Qty)
	w.mayUndo(h, Place{InLocation, c.Location}, c.Grant != "")
	w.counted(c.Line)
}

// packed moves units into a parcel; each keeps where it came from.
func (w *Work) packed(c UnitPacked) {
	if !c.More {
		w.noUndo()
	}
	for _, h := range w.take(c.Line, c.Goods, c.From, c.Qty, "") {
		h.Place = parcelPlace(c.Parcel)
		w.put(h)
		w.mayUndo(h, c.From, c.Grant != "")
	}
	w.counted(c.Line)
}

// moved moves units elsewhere; at a location they are stock again.
func (w *Work) moved(c UnitMoved) {
	taken := w.take(c.Line, c.Goods, c.From, c.Qty, c.Stop)
	if c.From.Kind == InParcel {
		n, _ := strconv.Atoi(c.From.ID)
		w.withParcel(n, func(p *Parcel) {
			p.Reopened = p.Reopened || c.Why != "undo"
			p.Recounted = p.Recounted || c.Why == "recount"
		})
	}
	if c.To.Kind == InLocation {
		w.taken(c.Stop, -c.Qty)
		taken = nil
	}
	for _, h := range taken {
		h.Place = c.To
		w.put(h)
	}
	w.noUndo()
	w.counted(c.Line)
}

// gone takes units off the work: others are needed, but for those that were too
// many.
func (w *Work) gone(line int, g Goods, from Place, qty int, seq int64) {
	w.take(line, g, from, qty, "")
	w.counted(line)
	w.lost += qty
	t := w.Tallys[line]
	needed := max(0, min(qty, w.Content.Lines[line].Want-t.Picked-t.Short))
	w.short(line, needed)
	w.notHeard(unheard{seq: seq, line: line, missing: needed})
}

func (w *Work) notHeard(u unheard) {
	if u.seq > 0 {
		w.unheard = append(slices.Clip(slices.Clone(w.unheard)), u)
	}
}

// noUndo forgets the last scan: there is nothing to undo.
func (w *Work) noUndo() {
	w.Undo, w.UndoTo, w.undo, w.vouched = Held{}, Place{}, nil, false
}

// mayUndo adds units to what the last scan counted.
func (w *Work) mayUndo(h Held, to Place, vouched bool) {
	w.undo = append(slices.Clip(slices.Clone(w.undo)), wayBack{h, to})
	h.Qty += w.Undo.Qty
	w.Undo, w.UndoTo, w.vouched = h, to, vouched
}

// put adds units to the place, one entry for each kind of goods and origin.
func (w *Work) put(h Held) {
	w.Held = append(make([]Held, 0, len(w.Held)+1), w.Held...)
	for i := range w.Held {
		if x := &w.Held[i]; x.like(h) && x.Stop == h.Stop && x.Location == h.Location {
			x.Qty += h.Qty
			return
		}
	}
	w.Held = append(w.Held, h)
}

// like says that the units are of the same line, goods and place.
func (h *Held) like(x Held) bool {
	return h.Line == x.Line && h.Place == x.Place && h.Goods == x.Goods
}

// take removes up to qty units from a place, those of the stop first, and
// answers them.
func (w *Work) take(line int, g Goods, from Place, qty int, stop ID) []Held {
	w.Held = slices.Clone(w.Held)
	var taken []Held
	want := Held{Line: line, Goods: g, Place: from}
	for _, ofStop := range []bool{true, false} {
		for i := range w.Held {
			h := &w.Held[i]
			if n := min(h.Qty, qty); n > 0 && h.like(want) && (h.Stop == stop) == ofStop {
				part := *h
				part.Qty = n
				taken = append(taken, part)
				h.Qty, qty = h.Qty-n, qty-n
			}
		}
	}
	w.Held = slices.DeleteFunc(w.Held, func(h Held) bool { return h.Qty == 0 })
	return taken
}

func (w *Work) taken(stop ID, qty int) { w.withStop(stop, func(s *Stop) { s.Taken += qty }) }

func (w *Work) fewer(stop ID, missing int) { w.withStop(stop, func(s *Stop) { s.Qty -= missing }) }

func (w *Work) withStop(id ID, change func(*Stop)) {
	for i := range w.Stops {
		if id != "" && w.Stops[i].ID == id {
			w.Stops = slices.Clone(w.Stops)
			change(&w.Stops[i])
			return
		}
	}
}

func (w *Work) short(line, qty int) { w.tally(line).Short += qty }

// tally is the counts of a line, to be changed.
func (w *Work) tally(line int) *Tally {
	w.Tallys = slices.Clone(w.Tallys)
	return &w.Tallys[line]
}

// counted counts the units of a line again from where they are.
func (w *Work) counted(line int) {
	picked, packed := 0, 0
	for i := range w.Held {
		h := &w.Held[i]
		if h.Line != line {
			continue
		}
		picked += h.Qty
		if h.Place.Kind == InParcel || h.Place.Kind == InCage {
			packed += h.Qty
		}
	}
	if t := w.Tallys[line]; t.Picked != picked || t.Packed != packed {
		now := w.tally(line)
		now.Picked, now.Packed = picked, packed
	}
}
