package label

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/packwright/packwright/printers/zpl"
	"github.com/packwright/packwright/station"
	"github.com/packwright/packwright/station/gs1"
)

// template is where everything stands on a label of one form.
type template struct {
	form     form
	file     string
	size     box // the sheet, its x and y are 0
	elements []element
}

// element is one thing on a sheet. Lengths are tenths of a mm.
type element struct {
	kind    string
	line    int // of the file
	at      box
	align   zpl.Align
	flows   bool        // its y counts from where the flow has come
	on      string      // the sheets it is on: "" for all, first, further or last
	letters []int       // sizes of a block or list, largest first
	grows   bool        // a block as high as its texts need, at.height at most
	white   int         // below a block that grows
	end     int         // how far down a list goes
	columns []int       // widths of a list
	gaps    []int       // white at the right of each column
	aligns  []zpl.Align // of each column
	module  int         // widest narrow bar of a barcode
	thick   int         // line of a frame
	when    string
	texts   []pattern
	ais     []string // identifiers of a GS1 barcode, one a text
}

// pattern is a text with the names of fields between what stands there always.
type pattern []piece

// piece is the one or the other.
type piece struct{ always, field string }

// content is what a template is filled with. A field that is not there is
// empty.
type content struct {
	fields map[string]string
	lines  []station.SlipLine
}

// fields are the names in a pattern.
func (p pattern) fields() []string {
	var names []string
	for _, x := range p {
		if x.field != "" {
			names = append(names, x.field)
		}
	}
	return names
}

// fill is the text of a pattern, called as its first field that shows. A text
// whose fields are all empty is empty.
func (c content) fill(f form, p pattern) field {
	var b strings.Builder
	out := field{}
	some := len(p.fields()) == 0
	for _, x := range p {
		b.WriteString(x.always)
		if x.field == "" {
			continue
		}
		value := c.fields[x.field]
		b.WriteString(value)
		if shows(value) && out.name == "" {
			out.name, some = f.called(x.field), true
		}
	}
	if some {
		out.text = b.String()
	}
	return out
}

// draw puts the content on as many sheets as its lines need.
func (t *template) draw(p *pad, c content) error {
	pages := t.pages(p, c)
	drawn := map[string]bool{}
	for i, rows := range pages {
		c.number(i, len(pages))
		s := p.sheet(t.size.width, t.size.height)
		low := 0
		for _, e := range t.elements {
			if !e.stands(i, len(pages), c) {
				continue
			}
			e = e.placed(p, t.form, c, low)
			if err := e.draw(s, t.form, c, rows, drawn); err != nil {
				return err
			}
			low = e.below(low, rows)
		}
	}
	return t.form.scannable(drawn)
}

// number is the sheet that is drawn now, counted from 0. Pages are numbered
// only where there are several of them.
func (c content) number(i, all int) {
	c.fields["sheet"], c.fields["sheets"] = fmt.Sprint(i+1), fmt.Sprint(all)
	c.fields["page"], c.fields["pages"] = "", ""
	if all > 1 {
		c.fields["page"], c.fields["pages"] = c.fields["sheet"], c.fields["sheets"]
	}
}

// scannable is the error that none of what a label is scanned for is on it.
func (f form) scannable(drawn map[string]bool) error {
	var names []string
	for _, group := range f.scans {
		for _, name := range group {
			if drawn[name] {
				return nil
			}
			names = append(names, f.called(name))
		}
	}
	if len(names) == 0 {
		return nil
	}
	slices.Sort(names)
	field := f.scans[0][0]
	if f.field(field).made {
		field = "code"
	}
	return &FieldError{f.name, field, fmt.Sprintf("there is no barcode on it, for %s is empty or does not fit into one", strings.Join(slices.Compact(names), " or "))}
}

func (e element) draw(s sheet, f form, c content, rows []cells, drawn map[string]bool) error {
	switch e.kind {
	case "text":
		s.line(e.at, e.align, c.fill(f, e.texts[0]))
	case "block":
		var fields []field
		for _, p := range e.texts {
			fields = append(fields, c.fill(f, p))
		}
		s.block(e.at, e.align, e.letters, fields...)
	case "list":
		e.list(s, rows)
	case "flow":
	case "rule":
		s.rule(e.at)
	case "frame":
		s.Box(s.point(e.at.x, e.at.y), s.dots(e.at.width), s.dots(e.at.height), max(1, s.dots(e.thick)))
	default:
		return e.barcode(s, f, c, drawn)
	}
	return nil
}

// barcode draws what the fields make, and notes which of them are in it. What
// does not fit is left out and said.
func (e element) barcode(s sheet, f form, c content, drawn map[string]bool) error {
	var names []string
	var elements []zpl.Element
	var whole field
	for i, p := range e.texts {
		whole = c.fill(f, p)
		if whole.text == "" {
			continue
		}
		names = append(names, p.fields()...)
		if e.kind == "gs1" {
			elements = append(elements, zpl.Element{AI: e.ais[i], Value: whole.text})
		}
	}
	if len(names) == 0 {
		return nil
	}
	fits, err := e.print(s, whole.text, elements)
	if err != nil && e.kind == "gs1" {
		return &FieldError{f.name, names[0], f.called(names[0]) + " cannot stand in a GS1 barcode"}
	}
	if !fits {
		s.pad.warn("%s does not fit into a barcode: it stands there in letters only", f.called(names[0]))
		return nil
	}
	for _, name := range names {
		drawn[name] = true
	}
	return nil
}

// print draws a text or elements as the barcode of the element. The error is
// that there is no such barcode.
func (e element) print(s sheet, text string, elements []zpl.Element) (fits bool, err error) {
	if e.square() {
		m, err := e.matrix(text)
		return err == nil && s.matrix(e.at, e.module, m), err
	}
	symbol, err := visible(text)
	if e.kind == "gs1" {
		symbol, err = gs1Symbol(elements)
	}
	return err == nil && s.code(e.at, e.module, symbol), err
}

// gs1Symbol is elements as GS1-128, refused unless the standard has them so:
// lengths, check digits, and what must stand beside what.
func gs1Symbol(elements []zpl.Element) (zpl.Symbol, error) {
	var plain []gs1.Element
	for _, e := range elements {
		plain = append(plain, gs1.Element{AI: e.AI, Data: e.Value})
	}
	if _, err := gs1.Build(plain...); err != nil {
		return zpl.Symbol{}, err
	}
	return zpl.GS1(elements...)
}

// visible is a text as Code 128 if it has only characters that can be seen, so
// that no scan of a label of ours types a control key.
func visible(text string) (zpl.Symbol, error) {
	for _, c := range []byte(text) {
		if c < ' ' || c > '~' {
			return zpl.Symbol{}, errors.New("barcode of a character that cannot be seen")
		}
	}
	return zpl.Code128(text)
}

// bars says that the element is a barcode.
func (e element) bars() bool { return e.kind == "code128" || e.kind == "gs1" || e.square() }

// square says that the barcode has two dimensions.
func (e element) square() bool { return e.kind == "datamatrix" || e.kind == "qr" }

// matrix is a barcode of two dimensions.
func (e element) matrix(text string) (zpl.Matrix, error) {
	if e.kind == "qr" {
		return zpl.QR(text, zpl.CorrectMedium)
	}
	return zpl.DataMatrix(text)
}
