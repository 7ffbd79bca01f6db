package bench

import (
	"fmt"

	"github.com/packwright/packwright/station"
	"github.com/packwright/packwright/station/text"
	"github.com/packwright/packwright/tui/kit"
)

// pack shows the box and how full it is, what is still to scan, and the unit in
// hand.
func (b *Bench) pack(s sheet, w *station.Work) []string {
	if l, ok := b.layered(s, w); ok {
		return b.packLayers(s, w, l)
	}
	box, count := b.boxBand(w), b.countBand(w)
	right := kit.BigWidth(count.big, s.scale) + 4
	if s.small {
		return b.smallPack(s, w, box, count, right)
	}
	lines := s.beside([]int{s.w - min(s.w/2, max(right, 24))}, box, count)
	hand, least := b.handBand(w), 3+len(b.mind(s, w, mostMind))
	height := 1 + s.rows(true)
	if s.body-len(lines)-height < least {
		height = 1 + s.rows(false)
	}
	if s.body-len(lines)-height < least {
		hand.left, height = join("  ", hand.big, hand.left), 1
	}
	list := b.still(s, w, s.body-len(lines)-height)
	return append(append(lines, list...), s.draw(hand, s.w, height-1)...)
}

// mostMind is how many lines there are at most of what to mind and to put in.
const mostMind = 1 + station.NoteLines

func (b *Bench) smallPack(s sheet, w *station.Work, box, count band, right int) []string {
	left := s.w - min(s.w/2, max(right, 16))
	lines := kit.Columns(s.letters(s.ink(box.active), box.big, left, 3), s.letters(s.ink(count.active), count.big, s.w-left, 3))
	return append(lines, b.still(s, w, s.body-len(lines))...)
}

// boxBand is the open parcel's carton, or the one to take.
func (b *Bench) boxBand(w *station.Work) band {
	at := band{title: b.say("BOX"), active: b.prompt.Band == 1, big: "?"}
	c := w.Suggested()
	if p := w.Current(); p != nil {
		at.right = b.say("parcel %d", p.N) + " "
		at.big = b.box(w, p.Carton)
		if c == nil || w.Ask.Kind != station.AskCarton {
			c = w.Carton(p.Carton)
		}
	}
	switch {
	case c != nil:
		at.left, at.big = b.sizes(*c), b.say("BOX %s", c.Name)
	case w.Current() != nil && w.Current().Carton == "":
		at.left = b.say("ships in its own packaging")
	}
	return at
}

func (b *Bench) sizes(c station.Carton) string {
	size := fmt.Sprintf("%dx%dx%d mm", c.InnerMM[0], c.InnerMM[1], c.InnerMM[2])
	if c.Shelf == "" {
		return size
	}
	return size + ", " + b.say("shelf %s", c.Shelf)
}

func (b *Bench) countBand(w *station.Work) band {
	return band{title: b.say("PACKED"), left: b.say("of units"), big: ratio(w.PackedUnits(), w.Wanted()), active: b.prompt.Band == 1}
}

// handBand is the article that was scanned last, good or wrong.
func (b *Bench) handBand(w *station.Work) band {
	hand := band{title: b.say("IN HAND")}
	trail := b.state.Trail
	switch v := b.state.Verdict.Word; {
	case (v == station.Wrong || v == station.Code) && len(trail) > 0:
		hand.big = trail[len(trail)-1].Text
	case w.Ask.Kind == station.AskLot:
		l := w.Content.Lines[w.Ask.Line]
		hand.left, hand.big = l.Name, l.SKU
	case w.Undo.Qty > 0:
		l, t := w.Content.Lines[w.Undo.Line], w.Tallys[w.Undo.Line]
		hand.left, hand.right, hand.big = l.Name, b.say("%d of %d", t.Packed, l.Want)+" ", l.SKU
	}
	return hand
}

// still lists the lines that are not complete, in the order to put them in, as
// many as there is room for, then what is done and what to mind.
func (b *Bench) still(s sheet, w *station.Work, rows int) []string {
	open := inOrder(w, w.OpenLines())
	mind := b.mind(s, w, max(0, rows-3, rows-2-len(open)))
	fixed := 2 + len(mind) // title and done
	if s.small {
		fixed--
	}
	shown := open[:max(0, min(len(open), rows-fixed))]
	title := b.say("STILL TO SCAN")
	if len(open) > len(shown) {
		title += "  " + b.say("(%d of %d lines)", len(shown), len(open))
	}
	lines := []string{s.theme.Line(s.ink(b.prompt.Band == 2), " "+title, "", s.w)}
	for _, i := range shown {
		lines = append(lines, b.stillLine(s, w, i))
	}
	lines = s.exactly(lines, rows-fixed+1)
	if !s.small {
		lines = append(lines, s.line(" "+b.say("done: %d of %d lines, %d units", len(w.Content.Lines)-len(open), len(w.Content.Lines), w.PackedUnits()), ""))
	}
	return s.exactly(append(lines, mind...), rows)
}

func (b *Bench) stillLine(s sheet, w *station.Work, i int) string {
	l := w.Content.Lines[i]
	count := fmt.Sprintf(" %6s ", ratio(w.Tallys[i].Packed, l.Want))
	if s.small {
		return s.line(count+s.pad(l.SKU, 14)+" "+l.Name, b.ends(l))
	}
	return s.line(count+s.pad(l.SKU, 16)+" "+l.Name, join("  ", b.captures(l), b.ends(l)))
}

// captures is what the packer is asked beside the article.
func (b *Bench) captures(l station.Line) string {
	var lot, serial, expiry string
	if l.Lot {
		lot = b.say("lot")
	}
	if l.Expiry {
		expiry = b.say("expiry")
	}
	if l.Serial {
		serial = b.say("serial")
	}
	return join(" + ", lot, expiry, serial)
}

// mind is what to mind with this order, and what goes in beside its goods, in at
// most so many lines. In one line it is what must be put in.
func (b *Bench) mind(s sheet, w *station.Work, most int) []string {
	notices := b.notices(w)
	if notices == "" || most == 1 && b.owed(w) != "" {
		return b.putIns(s, w, most)
	}
	if most < 1 {
		return nil
	}
	line := s.theme.Line(s.theme.Bold, " "+notices, "", s.w)
	return append([]string{line}, b.putIns(s, w, most-1)...)
}

// notices is what to mind with this order.
func (b *Bench) notices(w *station.Work) string {
	var loose, gift, fragile, flat, up, slip, note string
	if w.Unstable {
		loose = "! " + b.say("MAY TIP: no plan rests firmly")
	}
	if w.Gift {
		gift = "! " + b.say("GIFT, no prices")
	}
	for _, l := range w.Content.Lines {
		if l.Fragile {
			fragile = "! " + b.say("FRAGILE")
		}
		if l.KeepFlat || l.Rotation == "keep_flat" {
			flat = "! " + b.say("KEEP FLAT")
		}
		if l.Rotation == "this_side_up" || l.Rotation == "none" {
			up = "! " + b.say("THIS SIDE UP")
		}
	}
	if n := len(w.Slips); n > 0 {
		slip = "! " + b.say("PUT IN: slip")
	}
	if w.Note != "" {
		note = "! " + text.Fit(w.Note, 60)
	}
	return join("   ", loose, gift, fragile, flat, up, slip, note)
}
