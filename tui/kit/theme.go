package kit

import (
	"strings"

	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/colorprofile"

	"github.com/packwright/packwright/station"
	"github.com/packwright/packwright/station/text"
)

// Colours is how many colours the terminal has.
type Colours int

// The kinds of terminals.
const (
	Mono    Colours = iota // bold and inverse only
	Sixteen                // the Linux console
	Many                   // 256 and more
)

// Look is what the terminal can draw.
type Look struct {
	Colours Colours
	// Blocks says that U+2580, U+2584 and U+2588 are one cell wide. Without them
	// big letters are made of reversed blanks.
	Blocks bool
	// FewLetters says that the font has Latin letters only, as consoles have:
	// other names are spelt in them.
	FewLetters bool
}

// LookFor tells from the environment what the terminal can draw. Glyphs is the
// setting "blocks", "ascii" or "auto".
func LookFor(environ []string, glyphs string) Look {
	l := Look{Blocks: glyphs == "blocks" || glyphs != "ascii" && utf8Locale(environ)}
	switch colorprofile.Env(environ) {
	case colorprofile.TrueColor, colorprofile.ANSI256:
		l.Colours = Many
	case colorprofile.ANSI:
		l.Colours = Sixteen
	}
	if value(environ, "TERM") == "linux" {
		l.FewLetters = true
		if value(environ, "NO_COLOR") == "" {
			l.Colours = Sixteen
		}
	}
	return l
}

// utf8Locale is false only where the locale names another character set: many
// kiosks have no locale at all, and their consoles speak UTF-8.
func utf8Locale(environ []string) bool {
	for _, name := range []string{"LC_ALL", "LC_CTYPE", "LANG"} {
		if v := value(environ, name); v != "" {
			_, set, named := strings.Cut(strings.ToLower(v), ".")
			return !named || strings.HasPrefix(set, "utf-8") || strings.HasPrefix(set, "utf8")
		}
	}
	return true
}

func value(environ []string, name string) string {
	v := ""
	for _, e := range environ {
		if after, ok := strings.CutPrefix(e, name+"="); ok {
			v = after
		}
	}
	return v
}

// Theme is the inks of a look.
type Theme struct {
	Look
	Text, Bold, Faint Ink
	Active            Ink // the band that is asked for
	Fault             Ink // something is away or broken
	verdicts          map[station.Word]Ink
}

// NewTheme makes the inks.
func NewTheme(l Look) Theme {
	plain := lipgloss.NewStyle()
	t := Theme{Look: l, Text: newInk(plain), Bold: newInk(plain.Bold(true)), Faint: newInk(plain)}
	switch l.Colours {
	case Many:
		t.many(plain)
	case Sixteen:
		t.sixteen(plain)
	default:
		t.mono(plain)
	}
	return t
}

// Verdict is the ink of a verdict's band.
func (t Theme) Verdict(w station.Word) Ink {
	if i, ok := t.verdicts[w]; ok {
		return i
	}
	return t.Text
}

// Say is s as this terminal can show it: safe, and spelt where the font lacks
// its letters.
func (t Theme) Say(s string) string {
	s = text.Line(s)
	if t.FewLetters && strings.ContainsFunc(s, func(r rune) bool { return r > 0xff }) {
		return text.ASCII(s)
	}
	return s
}

func (t *Theme) many(plain lipgloss.Style) {
	on := func(fg, bg string) Ink {
		return newInk(plain.Foreground(lipgloss.Color(fg)).Background(lipgloss.Color(bg)))
	}
	fg := func(c string) Ink { return newInk(plain.Foreground(lipgloss.Color(c))) }
	t.Faint, t.Active, t.Fault = fg("250"), on("16", "254"), on("16", "220")
	t.verdicts = map[station.Word]Ink{
		station.OK: fg("83"), station.Done: on("16", "77"), station.Again: fg("250"), station.Code: fg("226"),
		station.Wrong: on("231", "160"), station.Wait: fg("117"), station.Halt: on("231", "124"),
	}
}

// sixteen keeps to backgrounds 0 to 7 and never makes black bold: consoles draw
// that as grey on grey.
func (t *Theme) sixteen(plain lipgloss.Style) {
	on := func(fg, bg string) Ink {
		return newInk(plain.Foreground(lipgloss.Color(fg)).Background(lipgloss.Color(bg)))
	}
	fg := func(c string) Ink { return newInk(plain.Foreground(lipgloss.Color(c))) }
	t.Active, t.Fault = on("0", "7"), on("0", "3")
	t.verdicts = map[station.Word]Ink{
		station.OK: fg("10"), station.Done: on("0", "2"), station.Again: t.Faint, station.Code: fg("11"),
		station.Wrong: on("15", "1"), station.Wait: fg("12"), station.Halt: on("15", "1"),
	}
}

func (t *Theme) mono(plain lipgloss.Style) {
	inverse := newInk(plain.Reverse(true))
	t.Active, t.Fault = inverse, inverse
	t.verdicts = map[station.Word]Ink{
		station.OK: t.Bold, station.Done: inverse, station.Again: t.Text, station.Code: t.Bold,
		station.Wrong: inverse, station.Wait: t.Text, station.Halt: inverse,
	}
}
