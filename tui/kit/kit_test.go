package kit_test

import (
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
	"pgregory.net/rapid"

	"github.com/packwright/packwright/station"
	"github.com/packwright/packwright/tui/kit"
	"github.com/packwright/packwright/tui/tuitest"
)

var looks = []kit.Look{
	{Colours: kit.Many, Blocks: true}, {Colours: kit.Sixteen, Blocks: true, FewLetters: true}, {Colours: kit.Mono}, {Colours: kit.Mono, Blocks: true},
}

func TestLookFor(t *testing.T) {
	for _, c := range []struct {
		name    string
		environ []string
		glyphs  string
		want    kit.Look
	}{
		{"a terminal of our days", []string{"TERM=xterm-256color", "LANG=de_DE.UTF-8"}, "auto", kit.Look{Colours: kit.Many, Blocks: true}},
		{"the console", []string{"TERM=linux"}, "auto", kit.Look{Colours: kit.Sixteen, Blocks: true, FewLetters: true}},
		{"the console without colours", []string{"TERM=linux", "NO_COLOR=1"}, "auto", kit.Look{Blocks: true, FewLetters: true}},
		{"no colours wanted", []string{"TERM=xterm-256color", "NO_COLOR=1"}, "auto", kit.Look{Blocks: true}},
		{"a locale of another character set", []string{"TERM=xterm-256color", "LANG=de_DE.ISO-8859-1"}, "auto", kit.Look{Colours: kit.Many}},
		{"the setting counts more than the locale", []string{"TERM=xterm-256color", "LANG=de_DE.ISO-8859-1"}, "blocks", kit.Look{Colours: kit.Many, Blocks: true}},
		{"letters of blanks are asked for", []string{"TERM=xterm-256color", "LANG=C.UTF-8"}, "ascii", kit.Look{Colours: kit.Many}},
		{"the last of two values counts", []string{"TERM=dumb", "TERM=linux"}, "auto", kit.Look{Colours: kit.Sixteen, Blocks: true, FewLetters: true}},
	} {
		if got := kit.LookFor(c.environ, c.glyphs); got != c.want {
			t.Errorf("%s: got %+v, want %+v", c.name, got, c.want)
		}
	}
}

func TestBigLetters(t *testing.T) {
	for name, look := range map[string]kit.Look{"blocks": looks[3], "blanks": looks[2]} {
		theme := kit.NewTheme(look)
		var lines []string
		for _, s := range []string{"ABCDEFGHIJKLM", "NOPQRSTUVWXYZ", "0123456789", "-/.,:+=_*#!?()", "Zoë {}"} {
			lines = append(lines, theme.Big(theme.Text, s, 80, theme.Rows())...)
		}
		lines = append(lines, theme.Big(theme.Text, "A03", 80, 2*theme.Rows())...)
		tuitest.GoldenStyled(t, "big_"+name, strings.Join(lines, "\n"))
	}
}

func TestBigTextThatDoesNotFit(t *testing.T) {
	theme := kit.NewTheme(looks[3])
	big := func(s string, w, rows int) string {
		return strings.Join(theme.Big(theme.Text, s, w, rows), "\n")
	}
	for _, c := range []struct {
		name      string
		got, want string
	}{
		{"a scale too wide is a smaller one in the middle", big("A03-12", 40, 6), strings.Join([]string{
			strings.Repeat(" ", 40), big("A03-12", 40, 3), strings.Repeat(" ", 40), strings.Repeat(" ", 40),
		}, "\n")},
		{"the first words go first", big("SCAN BADGE", 40, 3), big("BADGE", 40, 3)},
		{"then the first characters, behind dots", big("ABCDEFGHIJ", 20, 3), big("..HIJ", 20, 3)},
		{"what is wider than all is nothing", big("W", 4, 3), big("", 4, 3)},
		{"what is too high is ordinary text", big("A03-12", 10, 1), "\x1b[1mA03-12    \x1b[m"},
	} {
		if c.got != c.want {
			t.Errorf("%s: got\n%s\nwant\n%s", c.name, c.got, c.want)
		}
	}
	if kit.Spelt("MUG_BLUE", 20) || !kit.Spelt("MUG_BLUE", 47) || kit.Spelt("MÜG%", 80) {
		t.Error("Spelt is wrong about what is shown whole")
	}
}

// TestWidths: whatever the text, every line has the width that was asked for.
func TestWidths(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		theme := kit.NewTheme(rapid.SampledFrom(looks).Draw(t, "look"))
		s := rapid.OneOf(anyText, rapid.StringMatching(`[A-Z0-9 -]{0,30}`)).Draw(t, "text")
		other := anyText.Draw(t, "other")
		w, rows := rapid.IntRange(1, 130).Draw(t, "cells"), rapid.IntRange(0, 13).Draw(t, "rows")
		word := rapid.SampledFrom([]station.Word{"", station.OK, station.Done, station.Again, station.Code, station.Wrong, station.Wait, station.Halt}).Draw(t, "verdict")

		check(t, "Big", theme.Big(theme.Active, s, w, rows), w, rows)
		check(t, "Line", []string{theme.Line(theme.Active, s, other, w)}, w, 1)
		check(t, "Titled", []string{theme.Titled(s, other, s, w)}, w, 1)
		check(t, "Frame", []string{theme.Frame(word, w)}, w, 1)
		for _, l := range theme.Wrap(s, w) {
			if ansi.StringWidth(l) > w {
				t.Fatalf("Wrap makes a line of %d cells, want at most %d", ansi.StringWidth(l), w)
			}
		}
		if w >= 3 {
			check(t, "ScanLine", []string{theme.ScanLine(s, w)}, w, 1)
			check(t, "Meter", []string{theme.Meter(rows, 7, w)}, w, 1)
		}
		if w >= 60 && rows >= theme.Rows() {
			check(t, "VerdictBand", theme.VerdictBand(word, "WRONG", s, w, rows), w, rows)
		}
		table := kit.Table{Columns: []kit.Column{{Title: "A", Width: 5}, {Title: "B"}, {Title: "C", Width: 4, Right: true}}, Rows: [][]string{{s, other, s}, {other}}}
		if w >= 20 {
			check(t, "Table", theme.Draw(table, 0, w, rows+1, func(int) string { return s }), w, rows+1)
		}
	})
}

// anyText leaves out the few signs that join a blank beside them, as a skin
// tone without an emoji does: what they take cannot be told from the text alone.
var anyText = rapid.String().Filter(func(s string) bool {
	for _, r := range s {
		if alone := ansi.StringWidth(string(r)); ansi.StringWidth(" "+string(r)+" ") != alone+2 {
			return false
		}
	}
	return true
})

func check(t *rapid.T, what string, lines []string, w, rows int) {
	if len(lines) != rows {
		t.Fatalf("%s makes %d lines, want %d", what, len(lines), rows)
	}
	for _, l := range lines {
		if ansi.StringWidth(l) != w {
			t.Fatalf("%s makes a line of %d cells, want %d: %q", what, ansi.StringWidth(l), w, l)
		}
	}
}

func TestVerdictsDifferInGrey(t *testing.T) {
	theme := kit.NewTheme(looks[2])
	seen := map[string]station.Word{}
	for _, w := range []station.Word{station.OK, station.Done, station.Again, station.Code, station.Wrong, station.Wait, station.Halt} {
		shape := kit.Sign(w) + theme.Frame(w, 40)
		if other, twice := seen[shape]; twice {
			t.Errorf("%s and %s look the same without colours", w, other)
		}
		seen[shape] = w
	}
}

func TestTableCountsWhatItLeavesOut(t *testing.T) {
	theme := kit.NewTheme(looks[3])
	table := kit.Table{Columns: []kit.Column{{Title: "N", Width: 4}}}
	for _, n := range []string{"1", "2", "3", "4", "5"} {
		table.Rows = append(table.Rows, []string{n})
	}
	more := func(n int) string { return strings.Repeat("+", n) }
	for _, c := range []struct {
		name        string
		first, rows int
		want        []string
	}{
		{"all fit", 0, 6, []string{"N", "1", "2", "3", "4", "5"}},
		{"some are left out", 0, 4, []string{"N", "1", "2", "+++"}},
		{"from the third on", 2, 6, []string{"N", "3", "4", "5", "", ""}},
		{"titles only", 0, 1, []string{"N"}},
	} {
		got := theme.Draw(table, c.first, 6, c.rows, more)
		for i := range got {
			got[i] = strings.TrimSpace(ansi.Strip(got[i]))
		}
		if strings.Join(got, "|") != strings.Join(c.want, "|") {
			t.Errorf("%s: got %q, want %q", c.name, got, c.want)
		}
	}
}

func TestMeter(t *testing.T) {
	theme := kit.NewTheme(looks[2])
	for _, c := range []struct {
		done, total int
		want        string
	}{{0, 4, "[........]"}, {1, 4, "[##......]"}, {4, 4, "[########]"}, {9, 4, "[########]"}, {1, 0, "[........]"}} {
		if got := theme.Meter(c.done, c.total, 10); got != c.want {
			t.Errorf("%d of %d is %s, want %s", c.done, c.total, got, c.want)
		}
	}
}

func TestConsoleSpellsForeignLetters(t *testing.T) {
	console, modern := kit.NewTheme(looks[1]), kit.NewTheme(looks[0])
	if got := console.Say("Nguyễn, Köln"); got != "Nguyen, Koln" {
		t.Errorf("the console shows %q", got)
	}
	if got := console.Say("Köln"); got != "Köln" {
		t.Errorf("a letter that the console has is %q", got)
	}
	if got := modern.Say("Nguyễn"); got != "Nguyễn" {
		t.Errorf("a modern terminal shows %q", got)
	}
}
