package label

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/packwright/packwright/printers/zpl"
	"github.com/packwright/packwright/station/gs1"
)

// Sheets and letters of a size that printers and eyes can do with, in tenths of
// a mm.
const (
	shortestSheet, longestSheet = 100, 3000
	smallestLetters             = 15
)

// check finds what would not come out right whatever the fields hold.
func (r *parser) check() {
	r.line = 0
	if r.t.size.width < shortestSheet || r.t.size.height < shortestSheet {
		r.wrong(`Begin with a line "sheet width=1016 height=1524".`, "the sheet has no size, or less than 10 mm")
		return
	}
	r.flow(onFirst)
	r.flow(onFurther)
	lists := 0
	for _, e := range r.t.elements {
		r.line = e.line
		r.letters(e)
		r.names(e)
		r.barcode(e)
		if e.kind == "list" {
			lists++
			r.list(e, lists)
		}
	}
	r.line = 0
	r.complete(lists)
	slices.SortStableFunc(r.problems, byLine)
}

// byLine is the order of the file; what is wrong with all of it comes last.
func byLine(a, b Problem) int {
	return cmp.Or(cmp.Compare(min(1, b.Line), min(1, a.Line)), cmp.Compare(a.Line, b.Line))
}

// place is that an element lies on the sheet.
func (r *parser) place(e element) {
	right, low := e.at.x+e.at.width, e.at.y+e.at.height
	switch {
	case e.kind == "flow" && low > r.t.size.height:
		r.wrong(fmt.Sprintf("Let y be at most %d.", r.t.size.height), "the flow begins below the sheet, at %d", low)
	case e.kind == "flow":
	case e.at.width < 1 || e.at.height < 1:
		r.wrong("Give it a width and a height.", "%s has no size", e.kind)
	case right > r.t.size.width:
		r.wrong(fmt.Sprintf("Let x and width together be at most %d.", r.t.size.width), "%s leaves the sheet on the right: it goes to %d", e.kind, right)
	case low > r.t.size.height:
		r.wrong(fmt.Sprintf("Let it end at %d at most.", r.t.size.height), "%s leaves the sheet below: it goes down to %d", e.kind, low)
	}
}

// letters is that texts can be read and have room.
func (r *parser) letters(e element) {
	sizes := e.letters
	if e.kind == "text" {
		sizes = []int{e.at.height}
	}
	for _, size := range sizes {
		if size < smallestLetters {
			r.wrong(fmt.Sprintf("Take %d at least.", smallestLetters), "letters of %d tenths of a mm cannot be read", size)
		}
	}
	if e.kind != "block" || len(sizes) == 0 {
		return
	}
	if !slices.IsSortedFunc(sizes, func(a, b int) int { return b - a }) {
		r.wrong("Write the largest first, as letters=50,40,30.", "the letters of the block become larger")
	}
	if need := len(e.texts) * pitch(sizes[len(sizes)-1]); need > e.at.height {
		r.wrong(fmt.Sprintf("Make it %d high, or its last letters smaller.", need), "the block has no room for %d lines", len(e.texts))
	}
}

// names is that fields exist and stand where they may.
func (r *parser) names(e element) {
	used := []string{e.when}
	for _, p := range e.texts {
		used = append(used, p.fields()...)
	}
	for _, name := range used {
		if name == "" {
			continue
		}
		known := r.t.form.field(name)
		switch {
		case r.t.form.name == "gift" && strings.Contains(name, "price"):
			r.wrong("Take it out: whom it is for is not to see what it cost.", "a gift slip has no prices, but here is %s", name)
		case e.grows && slices.Contains(numberFields, name):
			r.wrong("Put it into a text.", "%s is not known yet where a block grows", name)
		case e.kind == "list" && name != e.when:
			if !slices.Contains(lineFields, name) {
				r.wrong("Take one of "+strings.Join(lineFields, ", ")+".", "a list has no field %s", name)
			}
		case known == nil:
			r.wrong("Take one of "+strings.Join(r.t.form.names(), ", ")+".", "a %s label has no field %s", r.t.form.name, name)
		case known.secret && (e.kind == "text" || e.kind == "block"):
			r.wrong("Put it into a barcode only.", "%s is a secret that would stand there to be read", name)
		}
	}
}

// lineFields are those of the lines of a list.
var lineFields = []string{"line.sku", "line.name", "line.ordered", "line.here"}

// numberFields are known once the lines of a list are dealt to sheets.
var numberFields = []string{"page", "pages", "sheet", "sheets"}

func (r *parser) list(e element, lists int) {
	total := 0
	for _, width := range e.columns {
		total += width
		if width < 50 {
			r.wrong("Take 50 at least.", "a column of %d is too narrow", width)
		}
	}
	switch {
	case lists > 1:
		r.wrong("Leave one.", "this is the second list")
	case len(e.columns) != len(e.texts):
		r.wrong("Give columns= a width for each text.", "the list has %d texts and %d columns", len(e.texts), len(e.columns))
	case e.gaps != nil && len(e.gaps) != len(e.columns):
		r.wrong("Give gap= a number for each column, or leave it out.", "the list has %d columns and %d gaps", len(e.columns), len(e.gaps))
	case e.aligns != nil && len(e.aligns) != len(e.columns):
		r.wrong("Give align= a word for each column, or leave it out.", "the list has %d columns and %d alignments", len(e.columns), len(e.aligns))
	case total > e.at.width:
		r.wrong(fmt.Sprintf("Let them be at most %d together.", e.at.width), "the columns are %d wide", total)
	default:
		r.gaps(e)
	}
}

// gaps is that columns are wider than the white in them.
func (r *parser) gaps(e element) {
	const least = 30
	for n, width := range e.columns {
		if width-e.gap(n) < least {
			r.wrong(fmt.Sprintf("Let gap= leave %d at least.", least), "a column of %d has no room beside a gap of %d", width, e.gap(n))
		}
	}
}

// barcode is that the longest content fits, on both kinds of printer.
func (r *parser) barcode(e element) {
	if !e.bars() || len(r.problems) > 0 {
		return
	}
	var elements []zpl.Element
	var whole string
	for i, p := range e.texts {
		whole = r.longest(p)
		if e.kind == "gs1" {
			elements = append(elements, zpl.Element{AI: e.ais[i], Value: whole})
		}
	}
	if len(r.problems) > 0 {
		return
	}
	if e.kind == "gs1" {
		r.ais(elements)
	}
	for _, d := range [...]zpl.Density{zpl.Dots8, zpl.Dots12} {
		width, height := e.needs(d, whole, elements)
		if width > e.at.width || height > e.at.height {
			r.wrong(fmt.Sprintf("Give it at least width=%d and height=%d.", width, height),
				"the longest %s does not fit into the barcode", strings.Join(r.called(e), " with "))
			return
		}
	}
}

// leastBars is the lowest barcode that a hand scanner finds, in tenths of a mm.
const leastBars = 50

// needs is the room that a barcode takes at its smallest, in tenths of a mm.
func (e element) needs(d zpl.Density, whole string, elements []zpl.Element) (width, height int) {
	tenths := func(modules int) int { return (modules*narrowestModule(d)*10 + int(d) - 1) / int(d) }
	if e.square() {
		m, err := e.matrix(whole)
		if err != nil {
			return longestSheet, longestSheet
		}
		return tenths(m.Columns() + 2*m.Quiet()), tenths(m.Rows() + 2*m.Quiet())
	}
	symbol, err := zpl.Code128(whole)
	if e.kind == "gs1" {
		symbol, err = zpl.GS1(elements...)
	}
	if err != nil {
		return longestSheet, leastBars
	}
	return tenths(symbol.Modules() + 2*zpl.Quiet), leastBars
}

// longest is the worst that a pattern can become.
func (r *parser) longest(p pattern) string {
	var b strings.Builder
	for _, x := range p {
		b.WriteString(x.always)
		if x.field == "" {
			continue
		}
		s := r.t.form.field(x.field)
		if s.longest == 0 {
			r.wrong("Put it into a text.", "%s is not for barcodes", x.field)
			return ""
		}
		letter := "A"
		if s.digits {
			letter = "0"
		}
		b.WriteString(strings.Repeat(letter, s.longest))
	}
	return b.String()
}

// ais is that identifiers are those of the standard and have room for their
// fields.
func (r *parser) ais(elements []zpl.Element) {
	for _, e := range elements {
		_, err := gs1.Build(gs1.Element{AI: e.AI, Data: e.Value})
		var wrong *gs1.Error
		if !errors.As(err, &wrong) {
			continue
		}
		switch wrong.Kind {
		case gs1.AIUnknown, gs1.ValueTooShort, gs1.ValueTooLong, gs1.DataTooLong, gs1.DataWrongLength:
			r.wrong("Take an identifier of GS1 that has this length.", "(%s) cannot hold %d characters", e.AI, len(e.Value))
		}
	}
}

// called is what the fields of an element are called.
func (r *parser) called(e element) []string {
	var names []string
	for _, p := range e.texts {
		for _, name := range p.fields() {
			names = append(names, r.t.form.called(name))
		}
	}
	return names
}

// complete is that nothing is missing that the label is for.
func (r *parser) complete(lists int) {
	read, scanned := map[string]bool{}, map[string]bool{}
	for _, e := range r.t.elements {
		if e.on == onFurther {
			continue // often there is none
		}
		for _, p := range e.texts {
			for _, name := range p.fields() {
				read[name] = read[name] || !e.bars()
				scanned[name] = scanned[name] || e.bars()
			}
		}
	}
	for _, name := range r.t.form.shows {
		if !read[name] {
			r.wrong(fmt.Sprintf(`Add a text with "{%s}".`, name), "a %s label must say %s", r.t.form.name, r.t.form.called(name))
		}
	}
	for _, group := range r.t.form.scans {
		if !slices.ContainsFunc(group, func(name string) bool { return scanned[name] }) {
			r.wrong(fmt.Sprintf(`Add a barcode with "{%s}".`, group[0]), "a %s label must have a barcode of %s", r.t.form.name, strings.Join(group, " or "))
		}
	}
	if r.t.form.lines && lists == 0 {
		r.wrong("Add a list.", "a %s label must list its articles", r.t.form.name)
	}
}
