package preview

import (
	"image"
	"image/color"
	"image/draw"

	"github.com/packwright/packwright/printers/zpl"
)

// Draw is the label as a picture on white, a pixel a dot.
func Draw(l *zpl.Label) *image.Gray {
	c := blank(l)
	for _, i := range l.Items() {
		c.shape(i)
	}
	for _, t := range texts(l) {
		c.text(t)
	}
	return c.Gray
}

// canvas is a label being drawn.
type canvas struct{ *image.Gray }

func blank(l *zpl.Label) canvas {
	c := canvas{image.NewGray(image.Rect(0, 0, l.Width(), l.Height()))}
	draw.Draw(c, c.Bounds(), image.White, image.Point{}, draw.Src)
	return c
}

func (c canvas) black(r image.Rectangle) { draw.Draw(c, r, image.Black, image.Point{}, draw.Src) }

// shape draws an item, if it is no text.
func (c canvas) shape(i zpl.Item) {
	switch i := i.(type) {
	case zpl.BarcodeItem:
		c.bars(i)
	case zpl.MatrixItem:
		c.matrix(i)
	case zpl.BoxItem:
		c.box(i)
	case zpl.ImageItem:
		c.picture(i)
	}
}

func (c canvas) bars(i zpl.BarcodeItem) {
	f := field{i.At, i.Bars.Width(i.Symbol), i.Bars.Height, i.Bars.Turn}
	x := 0
	for n, width := range i.Symbol.Widths() {
		width *= i.Bars.Module
		if n%2 == 0 {
			c.black(f.rect(x, 0, x+width, f.height))
		}
		x += width
	}
}

func (c canvas) matrix(i zpl.MatrixItem) {
	m, side := i.Matrix, i.Cells.Module
	f := field{i.At, m.Columns() * side, m.Rows() * side, i.Cells.Turn}
	for row := range m.Rows() {
		for column := range m.Columns() {
			if m.Black(column, row) {
				c.black(f.rect(column*side, row*side, (column+1)*side, (row+1)*side))
			}
		}
	}
}

func (c canvas) box(i zpl.BoxItem) {
	outer := image.Rect(i.At.X, i.At.Y, i.At.X+i.Width, i.At.Y+i.Height)
	inner := outer.Inset(i.Line)
	if inner.Empty() {
		c.black(outer)
		return
	}
	c.black(image.Rect(outer.Min.X, outer.Min.Y, outer.Max.X, inner.Min.Y))
	c.black(image.Rect(outer.Min.X, inner.Max.Y, outer.Max.X, outer.Max.Y))
	c.black(image.Rect(outer.Min.X, outer.Min.Y, inner.Min.X, outer.Max.Y))
	c.black(image.Rect(inner.Max.X, outer.Min.Y, outer.Max.X, outer.Max.Y))
}

func (c canvas) picture(i zpl.ImageItem) {
	for y := range i.Bitmap.Height() {
		for x := range i.Bitmap.Width() {
			if i.Bitmap.Black(x, y) {
				c.SetGray(i.At.X+x, i.At.Y+y, color.Gray{})
			}
		}
	}
}

// field is where an item lies that can be turned: its corner on the label and
// its size before it is turned.
type field struct {
	at            zpl.Point
	width, height int
	turn          zpl.Turn
}

// point is where a place in the field, before it is turned, comes to lie on
// the label.
func (f field) point(x, y float32) (float32, float32) {
	switch f.turn {
	case zpl.Right:
		x, y = float32(f.height)-y, x
	case zpl.UpsideDown:
		x, y = float32(f.width)-x, float32(f.height)-y
	case zpl.Left:
		x, y = y, float32(f.width)-x
	}
	return float32(f.at.X) + x, float32(f.at.Y) + y
}

// rect is where a rectangle of the field comes to lie on the label.
func (f field) rect(x0, y0, x1, y1 int) image.Rectangle {
	ax, ay := f.point(float32(x0), float32(y0))
	bx, by := f.point(float32(x1), float32(y1))
	return image.Rect(int(ax), int(ay), int(bx), int(by))
}
