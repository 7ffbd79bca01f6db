package zpl

import (
	"errors"
	"fmt"
	"slices"
)

// Density is the number of dots a printer puts on a millimetre.
type Density int

// The two densities of desktop label printers.
const (
	Dots8  Density = 8  // 203 dpi
	Dots12 Density = 12 // 300 dpi
)

// Dots is how many dots fit into the given tenths of a millimetre.
func (d Density) Dots(tenths int) int { return tenths * int(d) / 10 }

// Point is a place on a label in dots, counted from its upper left corner.
type Point struct{ X, Y int }

// Turn is how far a field is turned clockwise; its Point stays the upper left
// corner of what is printed.
type Turn byte

// The four ways to read a field. The zero Turn is Upright.
const (
	Upright    Turn = 'N'
	Right      Turn = 'R' // 90 degrees, read from top to bottom
	UpsideDown Turn = 'I' // 180 degrees
	Left       Turn = 'B' // 270 degrees, read from bottom to top
)

// Label is a label that is being laid out. It remembers what is put on it, in
// any order, as [Item]s: the printer's language and a preview are two ways to
// write the same. What cannot be printed is remembered and told by Bytes.
type Label struct {
	density       Density
	width, height int // dots
	items         []Item
	wrong         error // the first thing that cannot be printed
	raw           bool  // fields are not escaped: only for the test that must fail then
}

// maxDots is the longest length that a printer takes in a command.
const maxDots = 32000

// New starts a label of the given width and height in dots, as it leaves the
// printer: the width lies across the printing head.
func New(d Density, width, height int) *Label {
	l := &Label{density: d, width: width, height: height}
	switch {
	case d != Dots8 && d != Dots12:
		l.fail("label of %d dots per mm: want 8 or 12", d)
	case width < 1 || width > maxDots || height < 1 || height > maxDots:
		l.fail("label of %d by %d dots: want 1 to %d", width, height, maxDots)
	}
	return l
}

// Density is that of the printer the label is for.
func (l *Label) Density() Density { return l.density }

// Width is the width of the label in dots.
func (l *Label) Width() int { return l.width }

// Height is the height of the label in dots.
func (l *Label) Height() int { return l.height }

// Items are what was put on the label, in that order.
func (l *Label) Items() []Item { return slices.Clone(l.items) }

// Bytes is the label for the printer, once: its quantity is one. The error is
// the first field that cannot be printed as it was asked for.
func (l *Label) Bytes() ([]byte, error) {
	if l.wrong != nil {
		return nil, l.wrong
	}
	w := writer{raw: l.raw}
	w.put("^XA^CI28^PW%d^LL%d^LH0,0^LS0^LT0^PON^PMN^LRN^FWN^MCY", l.width, l.height)
	for _, i := range l.items {
		i.write(&w)
	}
	w.put("^PQ1^XZ")
	return []byte(w.String()), nil
}

func (l *Label) fail(format string, args ...any) {
	if l.wrong == nil {
		l.wrong = fmt.Errorf(format, args...)
	}
}

// holds says whether a rectangle lies on the label, and remembers it if not.
func (l *Label) holds(what string, at Point, width, height int) bool {
	if at.X < 0 || at.Y < 0 || width < 1 || height < 1 || at.X+width > l.width || at.Y+height > l.height {
		l.fail("%s at %d,%d of %d by %d dots does not lie on the label of %d by %d",
			what, at.X, at.Y, width, height, l.width, l.height)
		return false
	}
	return true
}

// or is the turn itself, and Upright for the zero Turn.
func (t Turn) or() (Turn, error) {
	switch t {
	case 0:
		return Upright, nil
	case Upright, Right, UpsideDown, Left:
		return t, nil
	}
	return 0, errors.New("turn is none of upright, right, upside down, left")
}

// across says that the field runs down the label, not along it.
func (t Turn) across() bool { return t == Right || t == Left }
