package preview

import (
	"bytes"
	"errors"
	"image"
	"image/color"
	"image/png"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/packwright/packwright/printers/zpl"
	"github.com/packwright/packwright/station/text"
)

func code128(t *testing.T, s string) zpl.Symbol {
	t.Helper()
	symbol, err := zpl.Code128(s)
	if err != nil {
		t.Fatal(err)
	}
	return symbol
}

// ink is the smallest rectangle that holds all that is black.
func ink(img *image.Gray) image.Rectangle {
	var all image.Rectangle
	for y := range img.Bounds().Dy() {
		for x := range img.Bounds().Dx() {
			if img.GrayAt(x, y).Y < 0x80 {
				all = all.Union(image.Rect(x, y, x+1, y+1))
			}
		}
	}
	return all
}

func TestEachItemIsDrawnWhereItLies(t *testing.T) {
	symbol := code128(t, "12")
	square, err := zpl.DataMatrix("12")
	if err != nil {
		t.Fatal(err)
	}
	picture := image.NewGray(image.Rect(0, 0, 5, 3)) // all black
	long := 2 * symbol.Modules()
	for _, c := range []struct {
		name string
		put  func(*zpl.Label)
		want image.Rectangle
	}{
		{"a box", func(l *zpl.Label) { l.Box(zpl.Point{X: 10, Y: 20}, 30, 40, 3) }, image.Rect(10, 20, 40, 60)},
		{"a bar", func(l *zpl.Label) { l.Bar(zpl.Point{X: 10, Y: 20}, 30, 4) }, image.Rect(10, 20, 40, 24)},
		{"bars", func(l *zpl.Label) { l.Barcode(zpl.Point{X: 30, Y: 40}, zpl.Bars{Module: 2, Height: 50}, symbol) }, image.Rect(30, 40, 30+long, 90)},
		{"bars that run down", func(l *zpl.Label) {
			l.Barcode(zpl.Point{X: 30, Y: 40}, zpl.Bars{Module: 2, Height: 50, Turn: zpl.Right}, symbol)
		}, image.Rect(30, 40, 80, 40+long)},
		{"a Data Matrix of 10 modules", func(l *zpl.Label) { l.Matrix(zpl.Point{X: 30, Y: 40}, zpl.Cells{Module: 3}, square) }, image.Rect(30, 40, 60, 70)},
		{"a picture", func(l *zpl.Label) { l.Image(zpl.Point{X: 7, Y: 9}, zpl.NewBitmap(picture)) }, image.Rect(7, 9, 12, 12)},
	} {
		l := zpl.New(zpl.Dots8, 300, 300)
		c.put(l)
		if _, err := l.Bytes(); err != nil {
			t.Fatalf("%s: %v", c.name, err)
		}
		if got := ink(Draw(l)); got != c.want {
			t.Errorf("%s: got %v, want %v", c.name, got, c.want)
		}
	}
}

func TestTextIsAsWideAndHighAsThePrinters(t *testing.T) {
	for _, turn := range []zpl.Turn{zpl.Upright, zpl.Right, zpl.UpsideDown, zpl.Left} {
		for _, width := range []int{0, 60} {
			l := zpl.New(zpl.Dots8, 1000, 1000)
			f := zpl.Font{Height: 100, Width: width, Turn: turn}
			l.Text(zpl.Point{X: 200, Y: 300}, f, "HHHHHHHH")
			got := ink(Draw(l))
			long, high := got.Dx(), got.Dy()
			if turn == zpl.Right || turn == zpl.Left {
				long, high = high, long
			}
			if want := f.Across("HHHHHHHH"); long < want*95/100 || long > want {
				t.Errorf("turn %c, width %d: %d dots long, want %d less the white beside letters", turn, width, long, want)
			}
			if high < 73 || high > 77 {
				t.Errorf("turn %c: capitals of %d dots, want 75", turn, high)
			}
			if field := image.Rect(200, 300, 1000, 1000); !got.In(field) {
				t.Errorf("turn %c: %v lies not at 200,300", turn, got)
			}
		}
	}
}

func TestATurnedTextIsTheUprightOneTurned(t *testing.T) {
	draw := func(turn zpl.Turn) *image.Gray {
		l := zpl.New(zpl.Dots8, 400, 400)
		l.Text(zpl.Point{}, zpl.Font{Height: 40, Turn: turn}, "Go fj")
		return Draw(l)
	}
	upright := draw(zpl.Upright)
	long, high := (zpl.Font{Height: 40}).Across("Go fj"), 40
	for turn, place := range map[zpl.Turn]func(x, y int) (int, int){
		zpl.Right:      func(x, y int) (int, int) { return high - 1 - y, x },
		zpl.UpsideDown: func(x, y int) (int, int) { return long - 1 - x, high - 1 - y },
		zpl.Left:       func(x, y int) (int, int) { return y, long - 1 - x },
	} {
		turned, wrong := draw(turn), 0
		for y := range high {
			for x := range long {
				tx, ty := place(x, y)
				if (upright.GrayAt(x, y).Y < 0x80) != (turned.GrayAt(tx, ty).Y < 0x80) {
					wrong++
				}
			}
		}
		if wrong > 4 { // where a dot is half covered
			t.Errorf("turn %c: %d dots differ", turn, wrong)
		}
	}
}

func TestABlockIsBrokenAndAligned(t *testing.T) {
	block := func(a zpl.Align) []zpl.TextItem {
		l := zpl.New(zpl.Dots8, 800, 400)
		l.Block(zpl.Point{X: 10, Y: 20}, zpl.Font{Height: 40}, zpl.Block{Width: 200, Lines: 3, Gap: 4, Align: a}, "one two three four\nfive")
		return texts(l)
	}
	var got []string
	for _, line := range block(zpl.AlignLeft) {
		got = append(got, line.Text)
	}
	if want := "one two|three four|five"; strings.Join(got, "|") != want {
		t.Errorf("got %q, want %s", got, want)
	}
	for a, want := range map[zpl.Align]func(long int) int{
		zpl.AlignLeft:   func(int) int { return 10 },
		zpl.AlignCentre: func(long int) int { return 10 + (200-long)/2 },
		zpl.AlignRight:  func(long int) int { return 210 - long },
	} {
		for n, line := range block(a) {
			if at := (zpl.Point{X: want(line.Font.Across(line.Text)), Y: 20 + 44*n}); line.At != at {
				t.Errorf("%c, line %d: at %v, want %v", a, n, line.At, at)
			}
		}
	}
}

func TestSeveralLabelsStandBelowEachOther(t *testing.T) {
	one, two := zpl.New(zpl.Dots8, 100, 50), zpl.New(zpl.Dots8, 80, 60)
	one.Bar(zpl.Point{}, 100, 50)
	two.Bar(zpl.Point{}, 80, 60)
	var b bytes.Buffer
	if err := PNG(&b, one, two); err != nil {
		t.Fatal(err)
	}
	img, err := png.Decode(&b)
	if err != nil {
		t.Fatal(err)
	}
	if got, want := img.Bounds(), image.Rect(0, 0, 100, 126); got != want {
		t.Errorf("got %v, want %v", got, want)
	}
	for at, want := range map[image.Point]uint8{{99, 49}: 0, {0, 50}: 0xb0, {79, 66}: 0, {80, 66}: 0xb0} {
		if got := color.GrayModel.Convert(img.At(at.X, at.Y)).(color.Gray).Y; got != want {
			t.Errorf("%v is %#x, want %#x", at, got, want)
		}
	}
	many := make([]*zpl.Label, 1000)
	for i := range many {
		many[i] = zpl.New(zpl.Dots8, 812, 1218)
	}
	if err := PNG(&b, many...); !errors.Is(err, ErrTooLarge) {
		t.Errorf("1,000 labels: got %v", err)
	}
}

func TestATerminalIsNeverLeft(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		l := zpl.New(zpl.Dots8, rapid.IntRange(1, 900).Draw(t, "width"), rapid.IntRange(1, 900).Draw(t, "height"))
		for range rapid.IntRange(0, 12).Draw(t, "items") {
			at := zpl.Point{X: rapid.IntRange(0, 899).Draw(t, "x"), Y: rapid.IntRange(0, 899).Draw(t, "y")}
			size := rapid.IntRange(1, 300).Draw(t, "size")
			turn := rapid.SampledFrom([]zpl.Turn{zpl.Upright, zpl.Right, zpl.UpsideDown, zpl.Left}).Draw(t, "turn")
			l.Text(at, zpl.Font{Height: size, Turn: turn}, rapid.String().Draw(t, "text"))
			l.Box(at, size, rapid.IntRange(1, 300).Draw(t, "high"), rapid.IntRange(1, 20).Draw(t, "line"))
		}
		s := Screen{Columns: rapid.IntRange(20, 120).Draw(t, "columns"), ASCII: rapid.Bool().Draw(t, "ascii")}
		for line := range strings.Lines(Text(s, l)) {
			line = strings.TrimSuffix(line, "\n")
			if got := text.Width(line); got != s.Columns || text.Line(line) != line {
				t.Fatalf("line %q is %d wide, want %d", line, got, s.Columns)
			}
			if s.ASCII && strings.ContainsFunc(line, func(r rune) bool { return r < ' ' || r > '~' }) {
				t.Fatalf("line %q is not ASCII", line)
			}
		}
	})
}

func TestTextsDoNotHideEachOther(t *testing.T) {
	for _, c := range []struct {
		name string
		put  func(put func(x, y int, s string))
		want []string
	}{
		{"two in one row take two rows", func(put func(int, int, string)) { put(0, 100, "first"); put(0, 101, "second") }, []string{"first", "second"}},
		{"beside each other is no conflict", func(put func(int, int, string)) { put(0, 100, "first"); put(400, 100, "second") }, []string{"first", "second"}},
		{"at the right edge it moves in", func(put func(int, int, string)) { put(790, 100, "edge") }, []string{"edge"}},
		{"one that has no room loses its end, marked", func(put func(int, int, string)) { put(0, 100, strings.Repeat("long", 30)) }, []string{"longlo..│"}},
	} {
		l := zpl.New(zpl.Dots8, 800, 400)
		c.put(func(x, y int, s string) { l.Text(zpl.Point{X: x, Y: y}, zpl.Font{Height: 12}, s) })
		got := Text(Screen{Columns: 82}, l)
		for _, want := range c.want {
			if !strings.Contains(got, want) {
				t.Errorf("%s: no %q in\n%s", c.name, want, got)
			}
		}
	}
}

func TestATextThatRunsDownLeavesOthersWhole(t *testing.T) {
	for x := 0; x < 400; x += 10 {
		l := zpl.New(zpl.Dots8, 400, 400)
		l.Text(zpl.Point{X: 105, Y: 100}, zpl.Font{Height: 20}, "山田山田")
		l.Text(zpl.Point{X: x, Y: 0}, zpl.Font{Height: 20, Turn: zpl.Right}, strings.Repeat("down", 10))
		got := Text(Screen{Columns: 42}, l)
		if !strings.Contains(got, "山田山田") {
			t.Errorf("crossed at %d:\n%s", x, got)
		}
		for line := range strings.Lines(got) {
			if wide := text.Width(strings.TrimSuffix(line, "\n")); wide != 42 {
				t.Errorf("crossed at %d: a line of %d", x, wide)
			}
		}
	}
}
