// Package tuitest is for tests of screens: keys, sizes, and golden files that
// show a person what the person will see. It never reaches the binary.
//
// Run a test with UPDATE=1 to write its golden files, and look at the
// difference before you keep it.
package tuitest

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
)

// Size is the size of a window, in cells.
type Size struct{ W, H int }

// The sizes that are looked at: a bench, the same with a status line of tmux
// below it, a handheld, a large monitor.
var (
	Bench    = Size{80, 24}
	InTmux   = Size{80, 23}
	Handheld = Size{40, 16}
	Large    = Size{120, 40}
)

// Key is a key press: "f1", "up", "ctrl+c".
func Key(name string) tea.KeyPressMsg {
	codes := map[string]rune{
		"up": tea.KeyUp, "down": tea.KeyDown, "left": tea.KeyLeft, "right": tea.KeyRight,
		"pgup": tea.KeyPgUp, "pgdown": tea.KeyPgDown, "home": tea.KeyHome, "end": tea.KeyEnd,
		"f1": tea.KeyF1, "f2": tea.KeyF2, "f3": tea.KeyF3, "f5": tea.KeyF5, "f9": tea.KeyF9,
		"f10": tea.KeyF10, "f12": tea.KeyF12,
	}
	if letter, ok := strings.CutPrefix(name, "ctrl+"); ok {
		return tea.KeyPressMsg{Code: rune(letter[0]), Mod: tea.ModCtrl}
	}
	if code, ok := codes[name]; ok {
		return tea.KeyPressMsg{Code: code}
	}
	return tea.KeyPressMsg{Code: rune(name[0]), Text: name}
}

// Golden compares what a person reads on the screen with the golden file of
// this test and name.
func Golden(t *testing.T, name, view string) {
	t.Helper()
	compare(t, name, Plain(view))
}

// GoldenStyled compares the colours too: escape characters are shown as ^.
func GoldenStyled(t *testing.T, name, view string) {
	t.Helper()
	compare(t, name, trimmed(strings.ReplaceAll(view, "\x1b", "^")))
}

func trimmed(view string) string {
	lines := strings.Split(view, "\n")
	for i, l := range lines {
		lines[i] = strings.TrimRight(l, " ")
	}
	return strings.Join(lines, "\n") + "\n"
}

func compare(t *testing.T, name, got string) {
	t.Helper()
	file := filepath.Join("testdata", name+".txt")
	if os.Getenv("UPDATE") == "1" {
		write(t, file, got)
		return
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatalf("read the golden file (UPDATE=1 writes it): %v", err)
	}
	if got != string(want) {
		t.Errorf("%s is not as before\n%s", file, difference(string(want), got))
	}
}

func write(t *testing.T, file, content string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(content), 0o644); err != nil {
		t.Fatal(err)
	}
}

// difference shows the lines that changed.
func difference(want, got string) string {
	var b strings.Builder
	w, g := strings.Split(want, "\n"), strings.Split(got, "\n")
	for i := range max(len(w), len(g)) {
		was, is := at(w, i), at(g, i)
		if was != is {
			b.WriteString("was " + was + "\n is " + is + "\n")
		}
	}
	return b.String()
}

func at(lines []string, i int) string {
	if i < len(lines) {
		return lines[i]
	}
	return ""
}
