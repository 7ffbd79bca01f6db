package preview

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/packwright/packwright/printers/zpl"
)

// decode reads the barcodes of pictures with a program that shares no code
// with this one: what each says behind the mark of its symbology.
func decode(t *testing.T, labels ...*zpl.Label) []string {
	t.Helper()
	var files []string
	for i, l := range labels {
		if _, err := l.Bytes(); err != nil {
			t.Fatal(err)
		}
		files = append(files, filepath.Join(t.TempDir(), string(rune('a'+i))+".png"))
		f, err := os.Create(files[i])
		if err != nil {
			t.Fatal(err)
		}
		if err := PNG(f, l); err != nil {
			t.Fatal(err)
		}
		if err := f.Close(); err != nil {
			t.Fatal(err)
		}
	}
	var all []string
	for row := range strings.Lines(string(oracle(t, "decode.mjs", files...))) {
		var code struct{ Sym, Text string }
		if err := json.Unmarshal([]byte(row), &code); err != nil {
			t.Fatalf("decoder said %q: %v", row, err)
		}
		all = append(all, code.Sym+code.Text)
	}
	slices.Sort(all)
	return all
}

func TestEverySymbologyReadsFromThePicture(t *testing.T) {
	elements := []zpl.Element{{AI: "01", Value: "04006381333931"}, {AI: "10", Value: "A7-x"}, {AI: "21", Value: "12345"}}
	for _, dpmm := range []zpl.Density{zpl.Dots8, zpl.Dots12} {
		l := zpl.New(dpmm, 1000, 1600)
		y, labels := 40, []*zpl.Label{l}
		bars := func(s zpl.Symbol, err error, turn zpl.Turn) {
			t.Helper()
			if err != nil {
				t.Fatal(err)
			}
			l.Barcode(zpl.Point{X: 100, Y: y}, zpl.Bars{Module: 2, Height: 60, Turn: turn}, s)
			y += 100
		}
		matrix := func(m zpl.Matrix, err error, turn zpl.Turn) {
			t.Helper()
			if err != nil {
				t.Fatal(err)
			}
			alone := zpl.New(dpmm, 1000, 1000)
			alone.Matrix(zpl.Point{X: 100, Y: 100}, zpl.Cells{Module: int(dpmm) / 2, Turn: turn}, m)
			labels = append(labels, alone)
		}
		for _, text := range []string{"PW-7F-00041-X", "123456789", "ab~C\t^D"} {
			s, err := zpl.Code128(text)
			bars(s, err, zpl.Upright)
			bars(s.Dense(), err, zpl.UpsideDown)
		}
		s, err := zpl.GS1(elements...)
		bars(s, err, zpl.Upright)
		qr, err := zpl.QR("https://example.com/?a=b&c", zpl.CorrectQuartile)
		matrix(qr, err, zpl.Upright)
		plain, err := zpl.DataMatrix("PW_1~x")
		matrix(plain, err, zpl.UpsideDown)
		gs1, err := zpl.GS1DataMatrix(elements...)
		matrix(gs1, err, zpl.Left)
		tall, err := zpl.PDF417("Hello, PDF417; (1234567890) \"~`!", 3)
		matrix(tall, err, zpl.Upright)

		want := []string{
			"]C0123456789", "]C0123456789", "]C0PW-7F-00041-X", "]C0PW-7F-00041-X", "]C0ab~C\t^D", "]C0ab~C\t^D",
			"]C1" + zpl.Readable(elements...), "]L2Hello, PDF417; (1234567890) \"~`!", "]Q1https://example.com/?a=b&c",
			"]d1PW_1~x", "]d2" + zpl.Readable(elements...),
		}
		slices.Sort(want)
		if got := decode(t, labels...); !slices.Equal(got, want) {
			t.Errorf("%d dots per mm:\ngot  %q\nwant %q", dpmm, got, want)
		}
	}
}
