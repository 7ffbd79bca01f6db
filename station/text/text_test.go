package text

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"
	"pgregory.net/rapid"
)

func TestLine(t *testing.T) {
	for _, c := range []struct{ name, in, want string }{
		{"plain text is unchanged", "Mug, blue (2 pcs)", "Mug, blue (2 pcs)"},
		{"empty stays empty", "", ""},
		{"a name of any script is unchanged", "Nguyễn 山田太郎 محمد דוד Иванов 김철수 สมชาย", "Nguyễn 山田太郎 محمد דוד Иванов 김철수 สมชาย"},
		{"an escape sequence is shown, not obeyed", "\x1b[2JAnna", `\x1b[2JAnna`},
		{"line ends and tabs are shown", "a\tb\r\nc", `a\x09b\x0d\x0ac`},
		{"delete is shown", "a\x7f", `a\x7f`},
		{"eight-bit controls are shown", "\u009b31m", `\u009b31m`},
		{"bad bytes are shown", "M\xfcller", `M\xfcller`},
		{"a cut character is shown byte by byte", "a\xe2\x82", `a\xe2\x82`},
		{"text that runs backwards is shown", "\u202egpj.exe", `\u202egpj.exe`},
		{"hidden spaces are shown", "ad\u200bmin", `ad\u200bmin`},
		{"tags are shown", "x\U000e0041", `x\U000e0041`},
		{"line and paragraph separators are shown", "a\u2028b\u2029", `a\u2028b\u2029`},
		{"private and unassigned code points are shown", "\ue000\uffff\U0010ffff", `\ue000\uffff\U0010ffff`},
		{"invisible letters are shown", "a\u3164\u115f\u2800", `a\u3164\u115f\u2800`},
		{"every space is a plain space", "a\u00a0b\u3000c\u2003d", "a b c d"},
		{"a letter keeps three marks", "e\u0301\u0302\u0303f", "e\u0301\u0302\u0303f"},
		{"a tower of marks becomes one question mark", "e" + strings.Repeat("\u0301", 40) + "f", "e\u0301\u0301\u0301?f"},
		{"a mark without a letter cannot sit on the frame", "\u0301a", `\u0301a`},
		{"an emoji loses what chooses its look", "❤\ufe0f 👍\U0001f3fd", "❤ 👍"},
		{"a look without an emoji is shown", "a\ufe0f", `a\ufe0f`},
		{"a ligature as wide as a sentence is shown", "\ufdfd", `\ufdfd`},
	} {
		if got := Line(c.in); got != c.want {
			t.Errorf("%s: Line(%q)\n got %q\nwant %q", c.name, c.in, got, c.want)
		}
	}
}

func TestFitAndPad(t *testing.T) {
	for _, c := range []struct {
		name, in string
		cells    int
		fit, pad string
	}{
		{"what fits is not cut", "Mug", 5, "Mug", "Mug  "},
		{"an exact fit is not cut", "Mug", 3, "Mug", "Mug"},
		{"a cut text ends in dots", "Teapot", 5, "Tea..", "Tea.."},
		{"two cells are dots only", "Teapot", 2, "..", ".."},
		{"one cell is a dot", "Teapot", 1, ".", "."},
		{"no cells are nothing", "Teapot", 0, "", ""},
		{"a negative width is nothing", "Teapot", -3, "", ""},
		{"a wide character is not halved", "山田太郎", 5, "山..", "山.. "},
		{"a mark stays on its letter", "cafe\u0301s", 5, "cafe\u0301s", "cafe\u0301s"},
		{"an escape counts as it is shown", "\x1b[31m", 4, `\x..`, `\x..`},
	} {
		if got := Fit(c.in, c.cells); got != c.fit {
			t.Errorf("%s: Fit(%q, %d) = %q, want %q", c.name, c.in, c.cells, got, c.fit)
		}
		if got := Pad(c.in, c.cells); got != c.pad {
			t.Errorf("%s: Pad(%q, %d) = %q, want %q", c.name, c.in, c.cells, got, c.pad)
		}
	}
}

func TestBlock(t *testing.T) {
	for _, c := range []struct {
		name, in string
		lines    int
		want     []string
	}{
		{"every line end divides", "a\nb\r\nc\rd\u2028e\u0085f", 9, []string{"a", "b", "c", "d", "e", "f"}},
		{"an empty line between stays", "a\n\nb\n\n", 9, []string{"a", "", "b"}},
		{"what is left out is told", "a\nb\nc", 2, []string{"a", "b .."}},
		{"exactly enough is not told", "a\nb\n", 2, []string{"a", "b"}},
		{"lines are safe", "a\x1b[2J\n\tb", 2, []string{`a\x1b[2J`, " b"}},
		{"nothing is no line", "\n \n", 3, nil},
		{"no room is no line", "a", 0, nil},
	} {
		if got := Block(c.in, c.lines); !slices.Equal(got, c.want) {
			t.Errorf("%s: Block(%q, %d) = %q, want %q", c.name, c.in, c.lines, got, c.want)
		}
	}
}

func TestCSV(t *testing.T) {
	for _, c := range []struct{ name, in, want string }{
		{"a name is unchanged", "Anna-Lena =)", "Anna-Lena =)"},
		{"a formula becomes text", "=1+1", "'=1+1"},
		{"plus, minus and at too", "+1", "'+1"},
		{"a minus", "-2+3", "'-2+3"},
		{"an at sign", "@SUM(1)", "'@SUM(1)"},
		{"full-width signs too", "＝1", "'＝1"},
		{"a formula behind spaces", "  =1", "  '=1"},
		{"a formula behind a quote", `"=1`, `"'=1`},
		{"a formula behind another country's divider", "x;=1,+2", "x;'=1,'+2"},
		{"a tab does not hide a formula", "\t=1", `\x09=1`},
		{"a line end does not start a row", "a\n=1", `a\x0a=1`},
	} {
		got := CSV(c.in)
		if got != c.want {
			t.Errorf("%s: CSV(%q) = %q, want %q", c.name, c.in, got, c.want)
		}
		if again := CSV(got); again != got {
			t.Errorf("%s: CSV(%q) = %q, it should not change again", c.name, got, again)
		}
	}
}

func TestASCII(t *testing.T) {
	for _, c := range []struct{ name, in, want string }{
		{"accents are dropped", "Zoë Łódź, Nguyễn", "Zoe Lodz, Nguyen"},
		{"letters are spelt", "Müllerstraße, Øre, Æsir", "Mullerstrasse, Ore, AEsir"},
		{"quotes and dashes are plain", "“it’s” – 5 €", `"it's" - 5 EUR`},
		{"full-width letters are plain", "Ｈａｌｆ", "Half"},
		{"what cannot be spelt is asked", "山田", "??"},
		{"a syllable is one question mark", "김", "?"},
		{"controls are shown", "\x1b[H", `\x1b[H`},
	} {
		if got := ASCII(c.in); got != c.want {
			t.Errorf("%s: ASCII(%q) = %q, want %q", c.name, c.in, got, c.want)
		}
	}
}

func TestAlways(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.OneOf(rapid.String(), rapid.Map(rapid.SliceOf(rapid.Byte()), func(b []byte) string { return string(b) })).Draw(t, "text")
		always(t, s, rapid.IntRange(0, 40).Draw(t, "cells"))
	})
}

func FuzzLine(f *testing.F) {
	f.Add("Anna \x1b[2J\u202e\xff山e\u0301\u0301\u0301\u0301", 7)
	f.Fuzz(func(t *testing.T, s string, cells int) {
		always(t, s, min(max(cells, 0), 200))
	})
}

// always holds of any text and any width.
func always(t interface{ Fatalf(string, ...any) }, s string, cells int) {
	l := Line(s)
	switch {
	case harm(l) != "":
		t.Fatalf("Line(%q) = %q holds %s", s, l, harm(l))
	case Line(l) != l:
		t.Fatalf("Line(%q) = %q changes again to %q", s, l, Line(l))
	case ansi.Strip(l) != l:
		t.Fatalf("Line(%q) = %q holds a terminal sequence", s, l)
	case harm(CSV(s)) != "":
		t.Fatalf("CSV(%q) = %q holds %s", s, CSV(s), harm(CSV(s)))
	case !plain(ASCII(s)):
		t.Fatalf("ASCII(%q) = %q is not plain", s, ASCII(s))
	case ansi.StringWidth(Fit(s, cells)) > cells:
		t.Fatalf("Fit(%q, %d) = %q is too wide", s, cells, Fit(s, cells))
	case ansi.StringWidth(Pad(s, cells)) != cells:
		t.Fatalf("Pad(%q, %d) = %q has %d cells", s, cells, Pad(s, cells), ansi.StringWidth(Pad(s, cells)))
	case len(Block(s, cells)) > cells:
		t.Fatalf("Block(%q, %d) has %d lines", s, cells, len(Block(s, cells)))
	}
	for _, b := range Block(s, cells) {
		if harm(b) != "" {
			t.Fatalf("Block(%q) has line %q, which holds %s", s, b, harm(b))
		}
	}
}

// harm names what must never reach a screen, "" if s holds none of it. It is
// written against the code charts, without the tables that Line uses.
func harm(s string) string {
	if !utf8.ValidString(s) {
		return "bad UTF-8"
	}
	for _, r := range s {
		switch {
		case r < ' ', 0x7f <= r && r <= 0x9f:
			return "a control character"
		case r == 0xad, r == 0x34f, r == 0x61c, r == 0xfeff, 0x200b <= r && r <= 0x200f, 0x2028 <= r && r <= 0x202e, 0x2060 <= r && r <= 0x206f:
			return "a hidden character"
		case 0xfe00 <= r && r <= 0xfe0f, 0xe000 <= r && r <= 0xf8ff, 0xe0000 <= r:
			return "a private character or a selector"
		case r&0xfffe == 0xfffe, 0xfdd0 <= r && r <= 0xfdef:
			return "a code point that is no character"
		}
	}
	return ""
}

func BenchmarkPadName(b *testing.B)    { benchmarkPad(b, "Anna-Lena Schmidt") }
func BenchmarkPadForeign(b *testing.B) { benchmarkPad(b, "Müllerstraße, Łódź") }

func benchmarkPad(b *testing.B, s string) {
	b.ReportAllocs()
	for b.Loop() {
		Pad(s, 24)
	}
}
