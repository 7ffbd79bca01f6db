package zpl

import (
	"strings"
	"testing"
)

func TestALabelSetsItsWholeStateAndPrintsOnce(t *testing.T) {
	l := New(Dots8, 812, 1218)
	l.Text(Point{20, 30}, Font{Height: 40}, "Anna")
	got, err := l.Bytes()
	want := "^XA^CI28^PW812^LL1218^LH0,0^LS0^LT0^PON^PMN^LRN^FWN^MCY" +
		"^FO20,30^A0N,40^FH_^FDAnna^FS^PQ1^XZ"
	if err != nil || string(got) != want {
		t.Errorf("got  %s, %v\nwant %s", got, err, want)
	}
}

func TestFields(t *testing.T) {
	data, _ := Code128("AB12")
	for _, c := range []struct {
		name string
		draw func(*Label)
		want string
	}{
		{
			"a font may have a width, a name and a turn",
			func(l *Label) { l.Text(Point{1, 2}, Font{Height: 9, Width: 5, Name: 'A', Turn: Right}, "x") },
			"^FO1,2^AAR,9,5^FH_^FDx^FS",
		},
		{
			"everything but letters, digits and harmless signs is hexadecimal",
			func(l *Label) { l.Text(Point{}, Font{Height: 9}, `a_^~\"{!`) },
			"^FO0,0^A0N,9^FH_^FDa_5F_5E_7E_5C_22_7B_21^FS",
		},
		{
			"other scripts are UTF-8 in hexadecimal",
			func(l *Label) { l.Text(Point{}, Font{Height: 9}, "é") },
			"^FO0,0^A0N,9^FH_^FD_C3_A9^FS",
		},
		{
			"a line break in a text is a space, other controls are dropped, bad bytes are marked",
			func(l *Label) { l.Text(Point{}, Font{Height: 9}, "a\r\nb\x1b\u202ec\xff\u00a0d") },
			"^FO0,0^A0N,9^FH_^FDa bc_3F d^FS",
		},
		{
			"a block breaks at line breaks and at nothing else",
			func(l *Label) {
				l.Block(Point{5, 6}, Font{Height: 9}, Block{Width: 300, Lines: 3, Align: AlignCentre}, "a\nb\\&c")
			},
			`^FO5,6^A0N,9^FB300,3,0,C,0^FH_^FDa\&b/&c^FS`,
		},
		{
			"a barcode says its module, height and subsets",
			func(l *Label) { l.Barcode(Point{40, 10}, Bars{Module: 2, Height: 80, Human: true}, data) },
			"^FO40,10^BY2,3,80^BCN,80,Y,N,N,N^FH_^FD>:AB12^FS",
		},
		{
			"a box and a bar",
			func(l *Label) { l.Box(Point{1, 1}, 20, 30, 2); l.Bar(Point{0, 50}, 400, 3) },
			"^FO1,1^GB20,30,2^FS^FO0,50^GB400,3,3^FS",
		},
	} {
		l := New(Dots8, 400, 400)
		c.draw(l)
		got, err := l.Bytes()
		if err != nil || !strings.Contains(string(got), "^MCY"+c.want+"^PQ1") {
			t.Errorf("%s:\ngot  %s, %v\nwant %s", c.name, got, err, c.want)
		}
	}
}

func TestWhatCannotBePrintedIsSaid(t *testing.T) {
	data, _ := Code128("123456")
	for _, c := range []struct {
		name string
		draw func(*Label)
		want string
	}{
		{"a text off the label", func(l *Label) { l.Text(Point{400, 0}, Font{Height: 9}, "x") }, "text at 400,0"},
		{"a text of no height", func(l *Label) { l.Text(Point{}, Font{}, "x") }, "font of 0 by 0"},
		{"a font that is a command", func(l *Label) { l.Text(Point{}, Font{Height: 9, Name: '^'}, "x") }, "font is none"},
		{"a turn that is a command", func(l *Label) { l.Text(Point{}, Font{Height: 9, Turn: '^'}, "x") }, "turn is none"},
		{"a block of no lines", func(l *Label) { l.Block(Point{}, Font{Height: 9}, Block{Width: 9}, "x") }, "block at 0,0"},
		{"an align that is a command", func(l *Label) { l.Block(Point{}, Font{Height: 9}, Block{9, 1, 0, '^'}, "x") }, "align"},
		{"a barcode without its quiet zone on the left", func(l *Label) { l.Barcode(Point{39, 0}, Bars{Module: 4, Height: 50}, data) }, "quiet zones"},
		{"a barcode too wide", func(l *Label) { l.Barcode(Point{40, 0}, Bars{Module: 5, Height: 50}, data) }, "quiet zones"},
		{"a turned barcode too long", func(l *Label) { l.Barcode(Point{0, 40}, Bars{Module: 5, Height: 50, Turn: Left}, data) }, "quiet zones"},
		{"a barcode of nothing", func(l *Label) { l.Barcode(Point{40, 0}, Bars{Module: 2, Height: 50}, Symbol{}) }, "empty"},
		{"a module of no dots", func(l *Label) { l.Barcode(Point{40, 0}, Bars{Height: 50}, data) }, "module of 0"},
		{"a box over the edge", func(l *Label) { l.Box(Point{390, 0}, 20, 5, 1) }, "box at 390,0"},
	} {
		l := New(Dots8, 400, 400)
		c.draw(l)
		l.Text(Point{}, Font{Height: 9}, "the first fault is told, not the last")
		if _, err := l.Bytes(); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: got %v, want something about %q", c.name, err, c.want)
		}
	}
	if _, err := New(7, 400, 400).Bytes(); err == nil {
		t.Error("a label of 7 dots per mm was written")
	}
	if _, err := New(Dots8, 0, 400).Bytes(); err == nil {
		t.Error("a label of no width was written")
	}
}

func TestATurnedBarcodeFitsWhereAnUprightOneDoesNot(t *testing.T) {
	data, _ := Code128("123456")
	l := New(Dots8, 100, 400)
	l.Barcode(Point{0, 30}, Bars{Module: 3, Height: 90, Turn: Right}, data)
	if _, err := l.Bytes(); err != nil {
		t.Error(err)
	}
}

func TestDotsAreWholeOnesThatFit(t *testing.T) {
	for _, c := range []struct {
		density      Density
		tenths, want int
	}{{Dots8, 1016, 812}, {Dots12, 1016, 1219}, {Dots8, 5, 4}, {Dots12, 5, 6}} {
		if got := c.density.Dots(c.tenths); got != c.want {
			t.Errorf("%d tenths of a mm at %d dots per mm: got %d, want %d", c.tenths, c.density, got, c.want)
		}
	}
}
