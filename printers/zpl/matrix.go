package zpl

import (
	"fmt"
	"image/color"
	"strings"

	"github.com/boombuler/barcode"
	"github.com/boombuler/barcode/datamatrix"
	"github.com/boombuler/barcode/qr"
)

// Matrix is data in a two-dimensional symbol: QR, Data Matrix or PDF417. It
// knows its modules, so that room can be kept for it. A printer encodes the
// data itself. It may find a shorter way to write it, and then draws a smaller
// symbol from the same corner; it needs none longer, because the way reckoned
// with here is the plainest that each standard has: one mode for a whole QR
// code, ASCII for a Data Matrix, text for PDF417.
type Matrix struct {
	kind    kind
	data    string // ASCII, and separator in a GS1 Data Matrix
	sign    byte   // of a Data Matrix: the character that stands before the 1 of FNC1 for a printer
	level   int    // of PDF417: security; of QR: Correction
	columns int    // of data in PDF417
	tall    int    // modules that each row is high
	modules [][]bool
}

type kind byte

const (
	qrCode kind = iota + 1
	dataMatrix
	pdf417
)

// Correction is how much of a QR code may be damaged, about.
type Correction byte

// The four grades of correction.
const (
	CorrectLow      Correction = 'L' // 7 %
	CorrectMedium   Correction = 'M' // 15 %
	CorrectQuartile Correction = 'Q' // 25 %
	CorrectHigh     Correction = 'H' // 30 %
)

// QR is text of printable ASCII as a QR code. Other characters are refused:
// printers and scanners disagree about them.
func QR(text string, c Correction) (Matrix, error) {
	if err := printable("QR code", text); err != nil {
		return Matrix{}, err
	}
	grades := map[Correction]qr.ErrorCorrectionLevel{CorrectLow: qr.L, CorrectMedium: qr.M, CorrectQuartile: qr.Q, CorrectHigh: qr.H}
	grade, ok := grades[c]
	if !ok {
		return Matrix{}, fmt.Errorf("QR code with correction %q: want L, M, Q or H", string([]byte{byte(c)}))
	}
	code, err := qr.Encode(text, grade, qr.Auto)
	if err != nil {
		return Matrix{}, fmt.Errorf("QR code of %d characters: it holds fewer", len(text))
	}
	return Matrix{kind: qrCode, data: text, level: int(c), tall: 1, modules: modulesOf(code)}, nil
}

// separator is FNC1 in the data of a Data Matrix, and the character for it in
// what a scanner reads.
const separator = "\x1d"

// DataMatrix is text of printable ASCII as a Data Matrix of error correction
// 200.
func DataMatrix(text string) (Matrix, error) {
	if err := printable("Data Matrix", text); err != nil {
		return Matrix{}, err
	}
	return ecc200(text)
}

// GS1DataMatrix is the elements as a GS1 Data Matrix, in the given order, with
// separators as in [GS1].
func GS1DataMatrix(elements ...Element) (Matrix, error) {
	data, err := elementString(elements)
	if err != nil {
		return Matrix{}, err
	}
	return ecc200(strings.ReplaceAll(string(data), string([]byte{fnc1}), separator))
}

// maxMatrix is the widest Data Matrix that printers let one ask for, in
// modules. Above it a symbol is hard to read from paper anyway.
const maxMatrix = 48

func ecc200(data string) (Matrix, error) {
	sign, err := escapeFor(data)
	if err != nil {
		return Matrix{}, err
	}
	code, err := datamatrix.Encode(strings.ReplaceAll(data, separator, string([]byte{datamatrix.FNC1})))
	if err != nil || code.Bounds().Dx() > maxMatrix {
		return Matrix{}, fmt.Errorf("data matrix of %d characters: it holds fewer", len(data))
	}
	return Matrix{kind: dataMatrix, data: data, sign: sign, tall: 1, modules: modulesOf(code)}, nil
}

// escapeFor is a character that the data does not hold, so that nothing in it
// is taken for a function.
func escapeFor(data string) (byte, error) {
	const signs = "_|$@=*;?%&#+"
	for i := range len(signs) {
		if strings.IndexByte(data, signs[i]) < 0 {
			return signs[i], nil
		}
	}
	return 0, fmt.Errorf("data matrix that holds all of %s: leave one out", signs)
}

// printable says that the text can be written in every symbology and by every
// printer alike.
func printable(what, text string) error {
	if text == "" {
		return fmt.Errorf("%s of nothing", what)
	}
	for _, r := range text {
		if r < ' ' || r > '~' {
			return fmt.Errorf("%s of %.40q: only printable ASCII, not %q", what, text, r)
		}
	}
	return nil
}

func modulesOf(code barcode.Barcode) [][]bool {
	size := code.Bounds()
	rows := make([][]bool, size.Dy())
	for y := range rows {
		rows[y] = make([]bool, size.Dx())
		for x := range rows[y] {
			rows[y][x] = color.GrayModel.Convert(code.At(x, y)).(color.Gray).Y < 0x80
		}
	}
	return rows
}

// Columns is the width of the symbol in modules, without the quiet zones.
func (m Matrix) Columns() int {
	if len(m.modules) == 0 {
		return 0
	}
	return len(m.modules[0])
}

// Rows is the height of the symbol in modules, without the quiet zones.
func (m Matrix) Rows() int { return len(m.modules) * m.tall }

// Black says whether the module is printed. Column and row count from 0 at the
// upper left of the upright symbol.
func (m Matrix) Black(column, row int) bool { return m.modules[row/m.tall][column] }

// Quiet is the white that the symbol needs on every side, in modules.
func (m Matrix) Quiet() int {
	switch m.kind {
	case qrCode:
		return 4
	case pdf417:
		return 2
	}
	return 1
}

// Cells is how a Matrix is drawn: Module is the side of its smallest square in
// dots. A QR code cannot be turned, and needs not be.
type Cells struct {
	Module int
	Turn   Turn
}

// Size is that of m drawn as c, in dots, without the quiet zones.
func (c Cells) Size(m Matrix) (width, height int) {
	width, height = m.Columns()*c.Module, m.Rows()*c.Module
	if c.Turn.across() {
		width, height = height, width
	}
	return width, height
}

// Matrix puts m on the label with its upper left corner at the point. It does
// not fit when the symbol or its quiet zones run over the edge.
func (l *Label) Matrix(at Point, c Cells, m Matrix) {
	turn, err := c.Turn.or()
	switch {
	case m.kind == 0:
		l.fail("2D barcode at %d,%d is empty", at.X, at.Y)
		return
	case c.Module < 1 || c.Module > 10:
		l.fail("2D barcode at %d,%d: module of %d dots, want 1 to 10", at.X, at.Y, c.Module)
		return
	case err != nil:
		l.fail("2D barcode at %d,%d: %w", at.X, at.Y, err)
		return
	case m.kind == qrCode && turn != Upright:
		l.fail("2D barcode at %d,%d: printers do not turn a QR code", at.X, at.Y)
		return
	}
	c.Turn = turn
	quiet := m.Quiet() * c.Module
	width, height := c.Size(m)
	if l.holds("2D barcode with its quiet zones", Point{at.X - quiet, at.Y - quiet}, width+2*quiet, height+2*quiet) {
		l.items = append(l.items, MatrixItem{at, c, m})
	}
}

// write writes the symbol. Printers lower a QR code by the bar height in
// force, so that is set to one dot first.
func (i MatrixItem) write(w *writer) {
	m := i.Matrix
	w.origin(i.At)
	switch m.kind {
	case qrCode:
		w.put("^BY%d,3,1^BQN,2,%d", i.Cells.Module, i.Cells.Module)
		w.data(string([]byte{byte(m.level)}) + "A," + m.data)
	case dataMatrix:
		w.put("^BX%c,%d,200,,,,%c", i.Cells.Turn, i.Cells.Module, m.sign)
		w.data(strings.ReplaceAll(m.data, separator, string([]byte{m.sign})+"1"))
	case pdf417:
		w.put("^BY%d,3^B7%c,%d,%d,%d", i.Cells.Module, i.Cells.Turn, m.tall*i.Cells.Module, m.level, m.columns)
		w.data(m.data)
	}
}
