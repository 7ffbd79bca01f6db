package zpl

import (
	"fmt"
	"strings"
)

// Item is one thing on a label, checked and complete: [TextItem], [BlockItem],
// [BarcodeItem], [MatrixItem], [BoxItem] or [ImageItem]. Its At is the upper
// left corner of what is printed, however it is turned.
type Item interface{ write(*writer) }

// TextItem is one line of text, cleaned. The font has its name and turn.
type TextItem struct {
	At   Point
	Font Font
	Text string
}

// BlockItem is text of several lines, with \n where a line must end.
type BlockItem struct {
	At    Point
	Font  Font
	Block Block
	Text  string
}

// BarcodeItem is bars.
type BarcodeItem struct {
	At     Point
	Bars   Bars
	Symbol Symbol
}

// MatrixItem is a two-dimensional code.
type MatrixItem struct {
	At     Point
	Cells  Cells
	Matrix Matrix
}

// BoxItem is the outline of a rectangle in dots, filled when Line is half of
// its smaller side.
type BoxItem struct {
	At                  Point
	Width, Height, Line int
}

// ImageItem is a picture.
type ImageItem struct {
	At     Point
	Bitmap Bitmap
}

// writer writes the printer's language.
type writer struct {
	strings.Builder
	raw bool // fields are not escaped
}

// put writes commands of ours.
func (w *writer) put(format string, args ...any) { fmt.Fprintf(w, format, args...) }

func (w *writer) origin(at Point) { w.put("^FO%d,%d", at.X, at.Y) }

// data ends a field with what it holds.
func (w *writer) data(s string) {
	w.WriteString("^FH_^FD")
	if w.raw {
		w.WriteString(s)
	}
	if !w.raw {
		escape(&w.Builder, s)
	}
	w.WriteString("^FS")
}

func (w *writer) font(f Font) {
	w.put("^A%c%c,%d", f.Name, f.Turn, f.Height)
	if f.Width > 0 {
		w.put(",%d", f.Width)
	}
}

func (i TextItem) write(w *writer) {
	w.origin(i.At)
	w.font(i.Font)
	w.data(i.Text)
}

func (i BlockItem) write(w *writer) {
	w.origin(i.At)
	w.font(i.Font)
	w.put("^FB%d,%d,%d,%c,0", i.Block.Width, i.Block.Lines, i.Block.Gap, i.Block.Align)
	w.data(i.Text)
}

func (i BarcodeItem) write(w *writer) {
	human := "N"
	if i.Bars.Human {
		human = "Y"
	}
	w.origin(i.At)
	w.put("^BY%d,3,%d^BC%c,%d,%s,N,N,N", i.Bars.Module, i.Bars.Height, i.Bars.Turn, i.Bars.Height, human)
	w.data(i.Symbol.field())
}

func (i BoxItem) write(w *writer) {
	w.origin(i.At)
	w.put("^GB%d,%d,%d^FS", i.Width, i.Height, i.Line)
}
