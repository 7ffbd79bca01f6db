package bench

import (
	"fmt"
	"slices"

	"github.com/packwright/packwright/station"
	"github.com/packwright/packwright/station/carton/layers"
	"github.com/packwright/packwright/station/text"
	"github.com/packwright/packwright/tui/kit"
)

// manyUnits is from how many units in a carton on its layers are drawn by
// themselves.
const manyUnits = 4

// laying is how the goods of the open parcel lie, ready to be drawn.
type laying struct {
	laid    []station.Laid
	units   []layers.Unit // the same, by article
	lines   []int         // line of each article, in the order to put them in
	heights []int
	floor   [2]int // of the carton, mm
}

func newLaying(w *station.Work) laying {
	l := laying{laid: w.Laid()}
	if c := w.Carton(w.Current().Carton); c != nil {
		l.floor = [2]int{c.InnerMM[0], c.InnerMM[1]}
	}
	for _, u := range l.laid {
		kind := slices.Index(l.lines, u.Line)
		if kind < 0 {
			kind = len(l.lines)
			l.lines = append(l.lines, u.Line)
		}
		l.units = append(l.units, layers.Unit{Kind: kind, AtMM: u.AtMM, SizeMM: u.SizeMM})
	}
	l.heights = layers.Heights(l.units)
	if next := l.next(); next >= 0 {
		l.units[next].Next = true
	}
	return l
}

// inOrder is the lines in the order in which the plan puts them in; what it does
// not speak of comes last.
func inOrder(w *station.Work, lines []int) []int {
	var first []int
	for _, u := range w.Laid() {
		if !u.In && !slices.Contains(first, u.Line) {
			first = append(first, u.Line)
		}
	}
	place := func(line int) int {
		if at := slices.Index(first, line); at >= 0 {
			return at
		}
		return len(first)
	}
	slices.SortStableFunc(lines, func(a, b int) int { return place(a) - place(b) })
	return lines
}

// next is the unit that is put in next, -1 when all are in.
func (l laying) next() int {
	return slices.IndexFunc(l.laid, func(u station.Laid) bool { return !u.In })
}

// current is the layer of the next unit, the topmost when all are in.
func (l laying) current() int {
	if next := l.next(); next >= 0 {
		return slices.Index(l.heights, l.units[next].AtMM[2])
	}
	return len(l.heights) - 1
}

// layered says that the pack screen draws the layers by itself, and how they
// lie.
func (b *Bench) layered(s sheet, w *station.Work) (laying, bool) {
	if s.small || w.Current() == nil {
		return laying{}, false
	}
	l := newLaying(w)
	return l, len(l.laid) >= manyUnits
}

// packLayers is the pack screen with the layer to put in now.
func (b *Bench) packLayers(s sheet, w *station.Work, l laying) []string {
	box, count := b.boxBand(w), b.countBand(w)
	var lines []string
	if s.scale > 1 {
		right := kit.BigWidth(count.big, s.scale) + 4
		lines = s.beside([]int{s.w - min(s.w/2, max(right, 24))}, box, count)
	} else {
		lines = []string{s.theme.Titled(" "+box.big, "  "+join("  ", box.left, box.right), count.title+" "+count.big+" ", s.w)}
	}
	mind := b.mind(s, w, s.body/2)
	lines = append(lines, b.layer(s, w, l, l.current(), s.w, s.body-len(lines)-len(mind))...)
	return append(lines, mind...)
}

// look is the layers on the whole body: the one that is asked for and, in a wide
// window, those above it.
func (b *Bench) look(s sheet, w *station.Work) []string {
	l := newLaying(w)
	if len(l.heights) == 0 {
		return nil
	}
	first := min(b.prompt.Layer, len(l.heights)) - 1
	shown := max(1, min(s.w/wideCells, len(l.heights)))
	first = min(first, len(l.heights)-shown)
	blocks := make([][]string, shown)
	for i := range blocks {
		cells := s.w / shown
		if i == shown-1 {
			cells = s.w - i*cells
		}
		blocks[i] = b.layer(s, w, l, first+i, cells, s.body)
	}
	return kit.Columns(blocks...)
}

// layer is one layer in a block of cells by rows: its title, the picture, and
// beside it what the letters stand for.
func (b *Bench) layer(s sheet, w *station.Work, l laying, n, cells, rows int) []string {
	height := l.heights[n]
	title := b.say("LAYER %d of %d", n+1, len(l.heights))
	if height > 0 {
		title += ", " + b.say("%d mm up", height)
	}
	next := ""
	if at := l.next(); at >= 0 && l.units[at].AtMM[2] == height {
		next = b.say("next: %s", w.Content.Lines[l.laid[at].Line].SKU) + " "
	}
	ink := s.ink(next != "")
	lines := []string{s.theme.Line(ink, " "+title+"  ("+b.say("above: the back")+")", next, cells)}
	cols, high := layers.Fit(l.floor, cells*3/5, rows-1)
	picture := layers.Draw(l.units, height, l.floor, cols, high)
	legend := b.legend(s, w, l, height, rows-1, picture.Hidden)
	for i := range rows - 1 {
		row := " "
		if i < len(picture.Rows) {
			row += b.ink(s, picture.Rows[i])
		} else {
			row += s.theme.Line(s.theme.Text, "", "", cols)
		}
		said := ""
		if i < len(legend) {
			said = legend[i]
		}
		lines = append(lines, row+s.theme.Line(s.theme.Text, "  "+said, "", max(0, cells-cols-1)))
	}
	return lines
}

// ink paints a row of a picture: what is put in now stands out.
func (b *Bench) ink(s sheet, row layers.Row) string {
	painted := ""
	for _, p := range row {
		ink := s.theme.Faint
		switch {
		case p.Next:
			ink = s.theme.Active
		case p.Start:
			ink = s.theme.Bold
		}
		painted += ink.Paint(p.Text)
	}
	return painted
}

// legend says what the letters of a layer stand for, with how many are in of
// how many that are put in here; then what stands there from below.
func (b *Bench) legend(s sheet, w *station.Work, l laying, height, rows, hidden int) []string {
	type count struct{ in, all int }
	counts, stands := map[int]count{}, map[int]bool{}
	_, stand := layers.At(l.units, height)
	for _, u := range stand {
		stands[u.Kind] = true
	}
	for i, u := range l.units {
		if c := counts[u.Kind]; u.AtMM[2] == height {
			c.all++
			if l.laid[i].In {
				c.in++
			}
			counts[u.Kind] = c
		}
	}
	var lines []string
	add := func(letter, number string, line int) {
		article := w.Content.Lines[line]
		lines = append(lines, letter+" "+fmt.Sprintf("%5s ", number)+s.pad(article.SKU, 12)+" "+article.Name)
	}
	for kind, line := range l.lines {
		if c, starts := counts[kind]; starts {
			add(string(layers.Letter(kind)), ratio(c.in, c.all), line)
		}
	}
	for kind, line := range l.lines {
		if _, starts := counts[kind]; stands[kind] && !starts {
			add(string(layers.Small(kind)), "", line)
		}
	}
	if hidden > 0 {
		lines = append(lines, b.say("%d too small to draw", hidden))
	}
	if over := len(lines) - rows; over > 0 && rows > 0 {
		lines = append(lines[:rows-1], text.Fit(b.say("%d more", over+1), s.w))
	}
	return lines
}
