package preview

import (
	"image"
	"strings"
	"sync"

	"golang.org/x/image/font/gofont/gobold"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
	"golang.org/x/image/vector"

	"github.com/packwright/packwright/printers/zpl"
)

// The printer's font in thousandths of its height: capitals reach from the
// upper edge of the field to the baseline.
const capital = 750

// typeface is the font that takes the place of the printer's.
var typeface = sync.OnceValue(func() *sfnt.Font {
	f, err := sfnt.Parse(gobold.TTF)
	if err != nil {
		panic("preview: the font in the program is broken: " + err.Error())
	}
	return f
})

// texts are all lines of text of the label, blocks broken into lines and the
// lines below bars among them.
func texts(l *zpl.Label) []zpl.TextItem {
	var all []zpl.TextItem
	for _, i := range l.Items() {
		switch i := i.(type) {
		case zpl.TextItem:
			all = append(all, i)
		case zpl.BlockItem:
			all = append(all, lines(i)...)
		case zpl.BarcodeItem:
			if i.Bars.Human {
				all = append(all, below(i))
			}
		}
	}
	return all
}

// lines breaks a block as a printer does. What is too much for the block
// stands on its last line.
func lines(b zpl.BlockItem) []zpl.TextItem {
	var broken []string
	for part := range strings.SplitSeq(b.Text, "\n") {
		broken = append(broken, wrap(part, b.Font, b.Block.Width)...)
	}
	f := field{b.At, b.Block.Width, b.Block.Lines*b.Font.Height + (b.Block.Lines-1)*b.Block.Gap, b.Font.Turn}
	var all []zpl.TextItem
	for n, line := range broken {
		n = min(n, b.Block.Lines-1)
		x, free := 0, max(0, b.Block.Width-b.Font.Across(line))
		switch b.Block.Align {
		case zpl.AlignRight:
			x = free
		case zpl.AlignCentre:
			x = free / 2
		}
		y := n * (b.Font.Height + b.Block.Gap)
		at := f.rect(x, y, x+b.Font.Across(line), y+b.Font.Height).Min
		all = append(all, zpl.TextItem{At: zpl.Point{X: at.X, Y: at.Y}, Font: b.Font, Text: line})
	}
	return all
}

// wrap breaks a line at its spaces.
func wrap(s string, f zpl.Font, room int) []string {
	all := []string{""}
	for word := range strings.SplitSeq(s, " ") {
		last := &all[len(all)-1]
		switch {
		case *last == "":
			*last = word
		case f.Across(*last+" "+word) <= room:
			*last += " " + word
		default:
			all = append(all, word)
		}
	}
	return all
}

// below is what a printer writes under the bars, in about its size.
func below(i zpl.BarcodeItem) zpl.TextItem {
	font := zpl.Font{Height: 10 * i.Bars.Module, Name: '0', Turn: i.Bars.Turn}
	f := field{i.At, i.Bars.Width(i.Symbol), i.Bars.Height, i.Bars.Turn}
	s := i.Symbol.Text()
	x, y := (f.width-font.Across(s))/2, f.height+i.Bars.Module
	at := f.rect(x, y, x+font.Across(s), y+font.Height).Min
	return zpl.TextItem{At: zpl.Point{X: at.X, Y: at.Y}, Font: font, Text: s}
}

// text draws a line of text as wide as the printer would.
func (c canvas) text(t zpl.TextItem) {
	glyphs, natural := shape(t.Text, t.Font.Height)
	if natural == 0 {
		return
	}
	f := field{t.At, t.Font.Across(t.Text), t.Font.Height, t.Font.Turn}
	squeeze := float32(f.width) / natural
	room := f.rect(-f.height, -f.height, f.width+f.height, 2*f.height) // letters may reach over the field
	pen := vector.NewRasterizer(room.Dx(), room.Dy())
	for _, g := range glyphs {
		g.outline(pen, func(x, y float32) (float32, float32) {
			x, y = f.point((g.x+x)*squeeze, float32(f.height)*capital/1000+y)
			return x - float32(room.Min.X), y - float32(room.Min.Y)
		})
	}
	pen.Draw(c, room, image.Black, image.Point{})
}

// glyph is one letter, placed on its line.
type glyph struct {
	x        float32
	segments []sfnt.Segment
}

// shape is the letters of a text in a height, and their length before they are
// squeezed. A letter that the typeface lacks is a box.
func shape(s string, height int) (glyphs []glyph, length float32) {
	face := typeface()
	var buf sfnt.Buffer
	size := fixed.I(height).Mul(capitals())
	for _, r := range s {
		at, _ := face.GlyphIndex(&buf, r) // 0, the box, when it fails
		segments, err := face.LoadGlyph(&buf, at, size, nil)
		if err != nil {
			continue
		}
		glyphs = append(glyphs, glyph{length, append([]sfnt.Segment{}, segments...)})
		if advance, err := face.GlyphAdvance(&buf, at, size, 0); err == nil {
			length += dots(advance)
		}
	}
	return glyphs, length
}

// capitals is the size of the typeface, in heights of the printer's font, in
// which both have capitals of one height.
func capitals() fixed.Int26_6 {
	const ofTypeface = 723 // thousandths of its size
	return fixed.I(capital) / ofTypeface
}

func dots(v fixed.Int26_6) float32 { return float32(v) / 64 }

// outline hands the letter to the pen, each point where place puts it.
func (g glyph) outline(pen *vector.Rasterizer, place func(x, y float32) (float32, float32)) {
	for _, s := range g.segments {
		var p [3][2]float32
		for i, arg := range s.Args {
			p[i][0], p[i][1] = place(dots(arg.X), dots(arg.Y))
		}
		switch s.Op {
		case sfnt.SegmentOpMoveTo:
			pen.ClosePath()
			pen.MoveTo(p[0][0], p[0][1])
		case sfnt.SegmentOpLineTo:
			pen.LineTo(p[0][0], p[0][1])
		case sfnt.SegmentOpQuadTo:
			pen.QuadTo(p[0][0], p[0][1], p[1][0], p[1][1])
		case sfnt.SegmentOpCubeTo:
			pen.CubeTo(p[0][0], p[0][1], p[1][0], p[1][1], p[2][0], p[2][1])
		}
	}
	pen.ClosePath()
}
