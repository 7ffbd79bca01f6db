package sim

import (
	"fmt"
	"slices"
	"strconv"

	"github.com/packwright/packwright/station"
	"github.com/packwright/packwright/station/store"
)

// box is goods on their way: in a box of a work, or in a tote.
type box struct {
	work   station.ID
	parcel int    // 0 for a tote
	tote   string // its code
	goods  map[string]int
	gone   bool     // it has left the house
	record bool     // and what lies on the slot for it is the paper of its work alone
	papers []*sheet // what came out for it and lies with it on a slot
}

// spot is where units of an article lie on the shelves.
type spot struct{ location, sku string }

// box is the box or tote of a place of a work at this bench, made when there is
// none.
func (b *bench) box(work station.ID, p station.Place) *box {
	n, tote := 0, ""
	if p.Kind == station.InTote {
		tote = p.ID
	} else {
		n, _ = strconv.Atoi(p.ID)
	}
	for _, x := range b.boxes[work] {
		if x.parcel == n && (n > 0 || x.tote == tote) && !x.gone {
			return x
		}
	}
	x := &box{work: work, parcel: n, tote: tote, goods: map[string]int{}}
	b.boxes[work] = append(b.boxes[work], x)
	return x
}

// left says that the box of a parcel did not lie on the slot because it has left the
// house: a failover forgot what the bench told of it.
func (b *bench) left(work station.ID, parcel int) bool {
	left := false
	for _, x := range b.boxes[work] {
		if x.parcel == parcel {
			if !x.gone {
				return false
			}
			left = left || x.record
		}
	}
	return left
}

// moves does with the goods what a change that the packer sees says.
func (p *packer) moves(c station.Change) {
	b := p.b
	switch c := c.(type) {
	case station.WorkOpened:
		p.fetches(c)
	case station.UnitPicked:
		if sku := b.h.sku(c.Work, c.Line); p.hand.sku == sku {
			p.hand = spot{}
			b.box(c.Work, c.Into).goods[sku]++
		}
	case station.UnitPacked:
		sku := b.h.sku(c.Work, c.Line)
		to := b.box(c.Work, station.Place{Kind: station.InParcel, ID: strconv.Itoa(c.Parcel)})
		if c.From.Kind != station.InTote || b.box(c.Work, c.From).give(to, sku, 1) > 0 {
			return
		}
		for _, x := range b.boxes[c.Work] { // it lies in another box of this work, uncounted
			if x != to && !x.gone && x.goods[sku] > p.counted(c.Work, x, sku) {
				x.give(to, sku, 1)
				return
			}
		}
	case station.UnitMoved:
		p.moved(c)
	case station.UnitDamaged:
		sku := b.h.sku(c.Work, c.Line)
		if c.From.Kind == station.InLocation {
			b.h.shelf[spot{c.From.ID, sku}] -= min(c.Qty, b.h.shelf[spot{c.From.ID, sku}])
			return
		}
		b.box(c.Work, c.From).drop(sku, c.Qty)
	case station.ParcelDiscarded:
		b.box(c.Work, station.Place{Kind: station.InParcel, ID: strconv.Itoa(c.Parcel)}).gone = true
	case station.LabelProven:
		if len(b.boxes[c.Work]) == 0 {
			return // it was fetched meanwhile
		}
		b.h.leaves(b, b.box(c.Work, station.Place{Kind: station.InParcel, ID: strconv.Itoa(c.Parcel)}), p.paper)
		p.paper = nil
	case station.Parked:
		if p.labelToo && len(b.boxes[c.Work]) > 0 {
			x := b.boxes[c.Work][0]
			x.papers = append(x.papers, b.printer.gives(c.Work)...)
		}
		b.h.puts(b, c.Work, c.Slot)
	case station.WorkClosed:
		for _, x := range b.boxes[c.Work] {
			switch {
			case x.tote == "":
			case c.Why == "picked", c.Why == "released" && x.units() > 0:
				b.h.totes[x.tote] = append(b.h.totes[x.tote], x)
			}
		}
		if c.Why == "shipped" || c.Why == "cancelled" {
			b.printer.clear(c.Work)
		}
		if c.Why != "lost" {
			delete(b.boxes, c.Work)
		}
	}
}

func (p *packer) moved(c station.UnitMoved) {
	b, sku := p.b, p.b.h.sku(c.Work, c.Line)
	from := b.box(c.Work, c.From)
	switch c.To.Kind {
	case station.InLocation:
		n := from.drop(sku, c.Qty)
		b.h.shelf[spot{c.To.ID, sku}] += n
	case station.Loose:
	default:
		if c.From.Kind != station.Loose {
			from.give(b.box(c.Work, c.To), sku, c.Qty)
		}
	}
}

func (x *box) units() int {
	sum := 0
	for _, n := range x.goods {
		sum += n
	}
	return sum
}

// drop takes up to n units out, and says how many.
func (x *box) drop(sku string, n int) int {
	n = min(n, x.goods[sku])
	x.goods[sku] -= n
	return n
}

func (x *box) give(to *box, sku string, n int) int {
	if x == to {
		return 0
	}
	n = x.drop(sku, n)
	to.goods[sku] += n
	return n
}

// counted is how many the screen says that a box holds.
func (p *packer) counted(work station.ID, x *box, sku string) int {
	n := 0
	for _, w := range p.b.state.Works {
		for _, held := range w.Held {
			if w.ID == work && held.Place == inParcel(x.parcel) && w.Lines[held.Line].SKU == sku {
				n += held.Qty
			}
		}
	}
	return n
}

// fetches brings the goods of a work to the bench that goes on with it.
func (p *packer) fetches(c station.WorkOpened) {
	b := p.b
	if c.Opened != nil {
		b.h.lines[c.Work] = c.Opened.Content.Lines
		b.h.orderOf[c.Work] = c.Opened.Content.Order
	}
	for _, slot := range slotCodes {
		if got := b.h.slots[slot]; len(got) > 0 && got[0].work == c.Work {
			// What he was told to leave lying when the work was lost is not in the
			// box from the slot: it goes back to the shelf.
			b.h.bring(&entry{}, b.boxes[c.Work], "")
			b.boxes[c.Work] = append(slices.DeleteFunc(b.boxes[c.Work], func(x *box) bool { return !x.gone }), got...)
			delete(b.h.slots, slot)
			for _, x := range got {
				b.printer.tape, x.papers = append(b.printer.tape, x.papers...), nil
			}
		}
	}
	for _, code := range toteCodes {
		if got := b.h.totes[code]; len(got) > 0 && got[0].work == c.Work {
			b.boxes[c.Work] = append(b.boxes[c.Work], got...)
			delete(b.h.totes, code)
		}
	}
}

// puts lays the goods of a work that are at this bench onto a slot.
func (h *hall) puts(b *bench, work station.ID, slot string) {
	if slot != "" {
		h.slots[slot] = append(h.slots[slot], b.boxes[work]...)
	}
	delete(b.boxes, work)
}

func (h *hall) sku(work station.ID, line int) string {
	if l := h.lines[work]; line < len(l) {
		return l[line].SKU
	}
	return ""
}

// leaves is a box that goes to its customer, with the paper that is on it.
func (h *hall) leaves(b *bench, x *box, p *sheet) {
	x.gone = true
	if p != nil {
		p.used = true
	}
	h.audit.left(b, x, p)
}

// toteInUse says that a tote is somebody's, or was: the house takes the goods of
// the day in fresh ones. (A tote that is bound while the database is away, and that
// the database still has for another order, sets the work aside.)
func (h *hall) toteInUse(code string) bool { return h.used[code] }

// tidy brings what a bench was told to leave where it is to where the house says
// that it is: on its slot, in its tote, or on the shelf.
func (h *hall) tidy() {
	var slots map[string]string
	for _, b := range h.benches {
		for work, boxes := range sorted(b.boxes) {
			e := h.db.primary.books.works[work]
			if !b.up || e == nil || e.holder != "" || b.push.through < b.disk.last() || !b.push.there ||
				slices.ContainsFunc(b.state.Works, func(w station.Work) bool { return w.ID == work }) {
				continue
			}
			if slots == nil {
				slots = h.parked()
			}
			slot := slots[string(work)]
			if slot == "" && e.boxed() {
				slot = h.toFreeSlot(work)
			}
			h.bring(e, boxes, slot)
			delete(b.boxes, work)
		}
	}
}

// astray moves what lies on another slot than the house says, once the house has
// heard from everybody: a failover forgot that it was opened and parked again.
func (h *hall) astray() {
	for _, b := range h.benches {
		if h.db.primary.books.seq[b.disk.writer] < b.disk.last() {
			return
		}
	}
	var parked map[string]string
	for _, slot := range slotCodes {
		here := h.slots[slot]
		if len(here) == 0 {
			continue
		}
		if parked == nil {
			parked = h.parked()
		}
		if to := parked[string(here[0].work)]; to != "" && to != slot && len(h.slots[to]) == 0 {
			h.slots[to] = here
			delete(h.slots, slot)
		}
	}
}

// boxed says that goods of the work lie in a box, for the house.
func (e *entry) boxed() bool {
	for p, n := range e.units {
		if n > 0 && (p.at.Kind == station.InParcel || p.at.Kind == station.Loose) {
			return true
		}
	}
	return false
}

// toFreeSlot has a supervisor say on which slot the goods of a work are from now
// on, "" where that is refused.
func (h *hall) toFreeSlot(work station.ID) string {
	for _, slot := range slotCodes {
		if len(h.slots[slot]) > 0 {
			continue
		}
		if _, err := h.do(store.ToSlot{Work: work, Slot: slot}); err != nil {
			return ""
		}
		return slot
	}
	return ""
}

// parked is the slots of the works that are on one.
func (h *hall) parked() map[string]string {
	slots := map[string]string{}
	floor, err := h.db.primary.house.Floor(bg, h.at)
	if err != nil {
		return slots
	}
	for _, row := range floor.Parked {
		slots[row.Work] = row.Slot
	}
	return slots
}

// bring brings what lay at a bench to where the house says that it is. Where the
// box of the work is on the slot already, what lies at the bench was never in it:
// the house was not told of those units, and they go back to the shelf. Where
// nothing is left to bring, what lies on the slot is the paper of the work alone.
func (h *hall) bring(e *entry, boxes []*box, slot string) {
	if slot != "" && len(h.slots[slot]) == 0 {
		here := slices.DeleteFunc(slices.Clone(boxes), func(x *box) bool { return x.gone })
		if len(here) == 0 {
			here = boxes
			for _, x := range here {
				x.record = true
			}
		}
		h.slots[slot] = here
		return
	}
	tote := ""
	for p, n := range e.units {
		if n > 0 && p.at.Kind == station.InTote {
			tote = p.at.ID
		}
	}
	into := &box{tote: tote, goods: map[string]int{}}
	for _, x := range boxes {
		into.work = x.work
		for sku, n := range x.goods {
			switch {
			case x.gone:
			case tote != "":
				into.goods[sku] += n
			default:
				h.shelf[spot{fmt.Sprint("A0", slices.Index(skus, sku)+1), sku}] += n
			}
		}
	}
	if tote != "" {
		h.totes[tote] = append(h.totes[tote], into)
	}
}

// emptied puts back what lies in a tote that is empty for the house, once it has
// heard from everybody.
func (h *hall) emptied(v station.Verdict) {
	if v.Text != "Tote %s is empty." || len(v.Args) == 0 {
		return
	}
	code := fmt.Sprint(v.Args[0])
	for _, b := range h.benches {
		if !b.up || b.push.through < b.disk.last() {
			return
		}
	}
	h.bring(&entry{}, h.totes[code], "")
	delete(h.totes, code)
}

// seek fetches, late in the day, the goods that the house looks for in a tote which
// nobody brought back to it: they were put on the shelf when a failover forgot that
// they were picked.
func (h *hall) seek() {
	for work, e := range sorted(h.db.primary.books.works) {
		x := &box{work: work, goods: map[string]int{}}
		for p, n := range e.units {
			if n > 0 && p.at.Kind == station.InTote && e.holder == "" {
				x.tote = p.at.ID
				x.goods[e.lines[p.line].SKU] += n
			}
		}
		if x.tote == "" || h.lies(work) {
			continue
		}
		for sku, n := range x.goods {
			at := spot{fmt.Sprint("A0", slices.Index(skus, sku)+1), sku}
			x.goods[sku] = min(n, h.shelf[at])
			h.shelf[at] -= x.goods[sku]
		}
		h.totes[x.tote] = append(h.totes[x.tote], x)
	}
}

// lies says that goods of the work lie somewhere beside the shelves.
func (h *hall) lies(work station.ID) bool {
	of := func(x *box) bool { return x.work == work }
	for _, boxes := range h.slots {
		if slices.ContainsFunc(boxes, of) {
			return true
		}
	}
	for _, boxes := range h.totes {
		if slices.ContainsFunc(boxes, of) {
			return true
		}
	}
	return slices.ContainsFunc(h.benches, func(b *bench) bool { return len(b.boxes[work]) > 0 })
}
