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
func (w Work) afterUnits(c Change, seq int64) Work {
	switch c := c.(type) {
	case UnitPicked:
		h := Held{Line: c.Line, Goods: c.Goods, Place: c.Into, Qty: c.Qty, Stop: c.Stop, Location: c.Location}
		w = w.put(h).taken(c.Stop, c.Qty)
		if !c.More {
			w = w.noUndo()
		}
		return w.mayUndo(h, Place{InLocation, c.Location}, c.Grant != "").counted(c.Line)
	case UnitPacked:
		return w.packed(c).counted(c.Line)
	case UnitMoved:
		return w.moved(c).noUndo().counted(c.Line)
	case UnitsShort:
		w = w.fewer(c.Stop, c.Missing).short(c.Line, c.Missing)
		w.AtStop = ""
		return w.notHeard(unheard{seq, c.Line, c.Stop, c.Missing})
	case UnitDamaged:
		w.Tallys = slices.Clone(w.Tallys)
		w.Tallys[c.Line].Damaged += c.Qty
		if c.From.Kind != InLocation {
			w = w.gone(c.Line, c.Goods, c.From, c.Qty, seq)
		}
		return w.noUndo()
	case UnitMissing:
		return w.gone(c.Line, c.Goods, c.From, c.Qty, seq).noUndo()
	}
	return w
}

// packed moves units into a parcel; each keeps where it came from.
func (w Work) packed(c UnitPacked) Work {
	w, taken := w.take(c.Line, c.Goods, c.From, c.Qty, "")
	if !c.More {
		w = w.noUndo()
	}
	for _, h := range taken {
		h.Place = parcelPlace(c.Parcel)
		w = w.put(h).mayUndo(h, c.From, c.Grant != "")
	}
	return w
}

// moved moves units elsewhere; at a location they are stock again.
func (w Work) moved(c UnitMoved) Work {
	w, taken := w.take(c.Line, c.Goods, c.From, c.Qty, c.Stop)
	if c.From.Kind == InParcel {
		n, _ := strconv.Atoi(c.From.ID)
		w = w.withParcel(n, func(p *Parcel) {
			p.Reopened = p.Reopened || c.Why != "undo"
			p.Recounted = p.Recounted || c.Why == "recount"
		})
	}
	if c.To.Kind == InLocation {
		return w.taken(c.Stop, -c.Qty)
	}
	for _, h := range taken {
		h.Place = c.To
		w = w.put(h)
	}
	return w
}

// gone takes units off the work: others are needed, but for those that were too
// many.
func (w Work) gone(line int, g Goods, from Place, qty int, seq int64) Work {
	w, _ = w.take(line, g, from, qty, "")
	w = w.counted(line)
	w.lost += qty
	t := w.Tallys[line]
	needed := max(0, min(qty, w.Content.Lines[line].Want-t.Picked-t.Short))
	return w.short(line, needed).notHeard(unheard{seq: seq, line: line, missing: needed})
}

func (w Work) notHeard(u unheard) Work {
	if u.seq > 0 {
		w.unheard = append(slices.Clip(slices.Clone(w.unheard)), u)
	}
	return w
}

// noUndo forgets the last scan: there is nothing to undo.
func (w Work) noUndo() Work {
	w.Undo, w.UndoTo, w.undo, w.vouched = Held{}, Place{}, nil, false
	return w
}

// mayUndo adds units to what the last scan counted.
func (w Work) mayUndo(h Held, to Place, vouched bool) Work {
	w.undo = append(slices.Clip(slices.Clone(w.undo)), wayBack{h, to})
	h.Qty += w.Undo.Qty
	w.Undo, w.UndoTo, w.vouched = h, to, vouched
	return w
}

// put adds units to the place, one entry for each kind of goods and origin.
func (w Work) put(h Held) Work {
	w.Held = slices.Clone(w.Held)
	for i := range w.Held {
		if x := &w.Held[i]; x.like(h) && x.Stop == h.Stop && x.Location == h.Location {
			x.Qty += h.Qty
			return w
		}
	}
	w.Held = append(w.Held, h)
	return w
}

// like says that the units are of the same line, goods and place.
func (h *Held) like(x Held) bool {
	return h.Line == x.Line && h.Place == x.Place && h.Goods == x.Goods
}

// take removes up to qty units from a place, those of the stop first, and
// answers them.
func (w Work) take(line int, g Goods, from Place, qty int, stop ID) (Work, []Held) {
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
	return w, taken
}

func (w Work) taken(stop ID, qty int) Work {
	return w.withStop(stop, func(s *Stop) { s.Taken += qty })
}

func (w Work) fewer(stop ID, missing int) Work {
	return w.withStop(stop, func(s *Stop) { s.Qty -= missing })
}

func (w Work) withStop(id ID, change func(*Stop)) Work {
	for i := range w.Stops {
		if id != "" && w.Stops[i].ID == id {
			w.Stops = slices.Clone(w.Stops)
			change(&w.Stops[i])
			break
		}
	}
	return w
}

func (w Work) short(line, qty int) Work {
	w.Tallys = slices.Clone(w.Tallys)
	w.Tallys[line].Short += qty
	return w
}

// counted counts the units of a line again from where they are.
func (w Work) counted(line int) Work {
	t := w.Tallys[line]
	t.Picked, t.Packed = 0, 0
	for i := range w.Held {
		h := &w.Held[i]
		if h.Line != line {
			continue
		}
		t.Picked += h.Qty
		if h.Place.Kind == InParcel || h.Place.Kind == InCage {
			t.Packed += h.Qty
		}
	}
	if t == w.Tallys[line] {
		return w
	}
	w.Tallys = slices.Clone(w.Tallys)
	w.Tallys[line] = t
	return w
}
