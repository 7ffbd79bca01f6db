package bench

import (
	"fmt"
	"slices"
	"strconv"

	"github.com/packwright/packwright/station"
	"github.com/packwright/packwright/station/text"
	"github.com/packwright/packwright/tui/kit"
)

// pick is one stop in four bands: where, what, how many, into what.
func (b *Bench) pick(s sheet, w *station.Work) []string {
	stop := w.NextStop()
	if stop == nil {
		return b.nothingToPick(s, w)
	}
	l := w.Content.Lines[stop.Line]
	where := band{title: "1 " + b.say("GO"), left: b.where(stop), big: stop.Location, active: b.prompt.Band == 1}
	if b.prompt.Band == 2 && w.Rules.Location != "off" {
		where.right = b.say("place ok") + " "
	}
	what := band{title: "2 " + b.say("TAKE"), left: l.Name, right: b.ends(l), big: l.SKU, active: b.prompt.Band == 2}
	count := band{title: "3 " + b.say("COUNT"), left: b.say("taken / wanted"), big: ratio(stop.Taken, stop.Qty), active: b.prompt.Band == 3}
	into := b.into(w)
	if s.small {
		return b.smallPick(s, where, what, count, into)
	}
	left := max(46*s.scale, kit.BigWidth(count.big, s.scale)+4)
	lines := append(s.stack(where, what), s.beside([]int{min(left, s.w*2/3)}, count, into)...)
	return append(lines, b.path(s, w, stop, s.body-len(lines))...)
}

// smallPick keeps location, count and target big; the article is text, because
// its name and its picture in the head are what the packer looks for.
func (b *Bench) smallPick(s sheet, where, what, count, into band) []string {
	lines := s.letters(s.ink(where.active), where.big, s.w, 3)
	lines = append(lines, s.theme.Line(s.ink(what.active), " "+what.big+"  "+what.left, what.right, s.w))
	half := s.w / 2
	lines = append(lines, kit.Columns(s.letters(s.ink(count.active), count.big, half, 3),
		s.letters(s.ink(into.active), into.big, s.w-half, 3))...)
	return append(lines, s.line(" "+where.left, ""))
}

func (b *Bench) where(stop *station.Stop) string {
	part := func(sentence, arg string) string {
		if arg == "" {
			return ""
		}
		return b.say(sentence, arg)
	}
	return join("  ", part("aisle %s", stop.Aisle), part("rack %s", stop.Rack), part("level %s", stop.Level),
		part("check digits %s", stop.CheckDigits), part("lot %s", stop.Lot), part("best before %s", stop.Expiry))
}

// into is where the unit goes: a tote, or in one pass the open parcel.
func (b *Bench) into(w *station.Work) band {
	into := band{title: "4 " + b.say("PUT INTO"), active: b.prompt.Band == 4}
	switch p := w.Current(); {
	case w.Way == station.OnePass && p != nil:
		into.left, into.big = b.say("parcel %d", p.N), b.box(w, p.Carton)
	case w.Tote != "":
		into.left, into.big = b.say("tote"), w.Tote
	case into.active:
		into.big = "?"
	}
	return into
}

func (b *Bench) box(w *station.Work, code string) string {
	if code == "" {
		return b.say("OWN BOX")
	}
	if c := w.Carton(code); c != nil {
		code = c.Name
	}
	return b.say("BOX %s", code)
}

// nothingToPick is a work whose rest is not to be had here.
func (b *Bench) nothingToPick(s sheet, w *station.Work) []string {
	lines := s.stack(band{title: b.say("ORDER"), left: b.say("%d of %d picked", w.PickedUnits(), w.Wanted()), big: w.OrderNo},
		band{title: b.say("MISSING"), big: ratio(w.PickedUnits(), w.Wanted()), active: true})
	for i, l := range w.Content.Lines {
		if short := w.Tallys[i].Short; short > 0 {
			lines = append(lines, s.line(fmt.Sprintf(" %4d  %s", short, join("  ", l.SKU, l.Name)), ""))
		}
		if len(lines) >= s.body {
			break
		}
	}
	return lines
}

// coming says that there is a line for the next stop.
func (b *Bench) coming() bool {
	return b.prompt.Screen == station.PickScreen && b.state.Work() != nil && !b.help && !b.listed()
}

// next is where the path goes after this stop. Whoever packs while he picks
// reads here what to mind.
func (b *Bench) next(s sheet) string {
	w := b.state.Work()
	mind := ""
	if w.Way == station.OnePass {
		mind = text.Fit(join("   ", b.owed(w), b.notices(w)), s.w/2)
	}
	return s.theme.Line(s.theme.Text, b.titled(s, "NEXT")+b.after(w), mind, s.w)
}

// path is more of the stops to come, in the room that a large window leaves.
func (b *Bench) path(s sheet, w *station.Work, stop *station.Stop, rows int) []string {
	if rows < 2 {
		return nil
	}
	later := passed(*w, stop)
	if stop = later.NextStop(); stop == nil {
		return nil // that one stands on its own line below
	}
	lines := []string{""}
	for len(lines) < rows {
		later = passed(later, stop)
		if stop = later.NextStop(); stop == nil {
			break
		}
		lines = append(lines, s.line("       "+b.visit(w, stop), ""))
	}
	return lines
}

// after is the stop after this one.
func (b *Bench) after(w *station.Work) string {
	now := w.NextStop()
	if now == nil {
		return "-"
	}
	later := passed(*w, now)
	if stop := later.NextStop(); stop != nil {
		return b.visit(w, stop)
	}
	return b.say("this is the last stop")
}

func (b *Bench) visit(w *station.Work, stop *station.Stop) string {
	return fmt.Sprintf("%s  %s x%d", stop.Location, w.Content.Lines[stop.Line].SKU, stop.Left())
}

// passed is the work once the stop was taken, to see what comes then.
func passed(w station.Work, at *station.Stop) station.Work {
	stops := slices.Clone(w.Stops)
	for i := range stops {
		if stops[i].ID == at.ID {
			stops[i].Taken = stops[i].Qty
		}
	}
	w.Stops, w.AtStop = stops, at.ID
	return w
}

// ends is the last digits of the article's barcode.
func (b *Bench) ends(l station.Line) string {
	if len(l.Barcodes) == 0 {
		return b.say("no barcode known") + " "
	}
	code := []rune(l.Barcodes[0].Code)
	return ".." + string(code[max(0, len(code)-4):]) + " "
}

func ratio(done, of int) string { return strconv.Itoa(done) + "/" + strconv.Itoa(of) }
