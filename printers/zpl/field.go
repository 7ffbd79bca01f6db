package zpl

// Font is the size of a text in dots. Width zero is the width that belongs to
// the height. Name is a font of the printer; zero is its scalable font '0'.
type Font struct {
	Height, Width int
	Name          byte
	Turn          Turn
}

// Text puts s on the label as one line, as long as it gets: a text is not
// wrapped and what runs over the edge is not printed (see Block). A line break
// or tab in s becomes a space; other control characters, and characters that
// only steer the direction or look of text, are left out; bytes that are not
// UTF-8 become question marks.
func (l *Label) Text(at Point, f Font, s string) {
	if l.font(at, &f) {
		l.items = append(l.items, TextItem{at, f, cleanLine(s)})
	}
}

// Align is where the lines of a block stand.
type Align byte

// The zero Align is AlignLeft.
const (
	AlignLeft   Align = 'L'
	AlignCentre Align = 'C'
	AlignRight  Align = 'R'
)

// Block is the space for a text of several lines: Width in dots, at most
// Lines lines, Gap more dots between them than the font asks for.
type Block struct {
	Width, Lines, Gap int
	Align             Align
}

// Block puts s on the label, wrapped by the printer at spaces and broken at
// line breaks. A printer overprints the last line with what does not fit, so
// the caller counts lines first. A backslash, which would command the wrapping,
// becomes a slash; the rest as in Text.
func (l *Label) Block(at Point, f Font, b Block, s string) {
	if !l.font(at, &f) {
		return
	}
	if b.Align == 0 {
		b.Align = AlignLeft
	}
	if b.Width < 1 || b.Lines < 1 || b.Lines > 9999 || b.Gap < -9999 || b.Gap > 9999 {
		l.fail("block at %d,%d of %d lines, %d dots wide: want at least 1 of both", at.X, at.Y, b.Lines, b.Width)
		return
	}
	if b.Align != AlignLeft && b.Align != AlignCentre && b.Align != AlignRight {
		l.fail("block at %d,%d: align is none of left, centre, right", at.X, at.Y)
		return
	}
	l.items = append(l.items, BlockItem{at, f, b, cleanBlock(s)})
}

// font says whether a text in f may start at the point, and completes f.
func (l *Label) font(at Point, f *Font) bool {
	turn, err := f.Turn.or()
	if f.Name == 0 {
		f.Name = '0'
	}
	switch {
	case err != nil:
		l.fail("text at %d,%d: %w", at.X, at.Y, err)
	case f.Name != '0' && (f.Name < 'A' || f.Name > 'Z'):
		l.fail("text at %d,%d: font is none of 0, A to Z", at.X, at.Y)
	case f.Height < 1 || f.Width < 0 || f.Height > maxDots || f.Width > maxDots:
		l.fail("text at %d,%d: font of %d by %d dots", at.X, at.Y, f.Height, f.Width)
	default:
		f.Turn = turn
		return l.holds("text", at, 1, 1)
	}
	return false
}

// Bars is how a barcode is drawn: Module is the width of the narrowest bar and
// Height that of all bars, in dots. Human asks the printer for the line of
// text below the bars.
type Bars struct {
	Module, Height int
	Human          bool
	Turn           Turn
}

// Quiet is the white that Code 128 needs at either end, in modules.
const Quiet = 10

// Width is the length of s drawn as b, in dots, without the quiet zones.
func (b Bars) Width(s Symbol) int { return s.Modules() * b.Module }

// Barcode puts s on the label with its first bar at the point. It does not fit
// when bars or quiet zones run over the edge.
func (l *Label) Barcode(at Point, b Bars, s Symbol) {
	turn, err := b.Turn.or()
	switch {
	case s.Modules() == 0:
		l.fail("barcode at %d,%d is empty", at.X, at.Y)
		return
	case b.Module < 1 || b.Module > 10:
		l.fail("barcode at %d,%d: module of %d dots, want 1 to 10", at.X, at.Y, b.Module)
		return
	case err != nil:
		l.fail("barcode at %d,%d: %w", at.X, at.Y, err)
		return
	}
	from, quiet := at, Quiet*b.Module
	width, height := b.Width(s)+2*quiet, b.Height
	if turn.across() {
		from.Y -= quiet
		width, height = height, width
	}
	if !turn.across() {
		from.X -= quiet
	}
	if l.holds("barcode with its quiet zones", from, width, height) {
		b.Turn = turn
		l.items = append(l.items, BarcodeItem{at, b, s})
	}
}

// Box draws the outline of a rectangle; line is its thickness, and all are
// dots.
func (l *Label) Box(at Point, width, height, line int) {
	if line < 1 {
		l.fail("box at %d,%d: line of %d dots", at.X, at.Y, line)
		return
	}
	if l.holds("box", at, width, height) {
		l.items = append(l.items, BoxItem{at, width, height, line})
	}
}

// Bar draws a filled rectangle, such as a line between two zones.
func (l *Label) Bar(at Point, width, height int) {
	l.Box(at, width, height, max(1, min(width, height)))
}
