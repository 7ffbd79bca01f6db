package zpl

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// shared is the folder of test data that lies beside the project.
func shared(t *testing.T) string {
	t.Helper()
	dir := os.Getenv("PACKWRIGHT_SHARED")
	if dir == "" {
		dir = "../../../shared"
	}
	if _, err := os.Stat(dir); err != nil {
		t.Skipf("no test data in %s: set PACKWRIGHT_SHARED", dir)
	}
	return dir
}

type hostileText struct{ id, category, text string }

// hostile reads lines of id, category, perhaps a form, and a JSON string, the
// last of which may stand for bytes.
func hostile(t *testing.T, file string) []hostileText {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(shared(t), "data/hostile", file))
	if err != nil {
		t.Fatal(err)
	}
	var all []hostileText
	for _, row := range strings.Split(string(data), "\n") {
		cells := strings.Split(row, "\t")
		if len(cells) < 3 || strings.HasPrefix(row, "#") {
			continue
		}
		h := hostileText{id: cells[0], category: cells[1]}
		if err := json.Unmarshal([]byte(cells[len(cells)-1]), &h.text); err != nil {
			t.Fatalf("%s: %v", h.id, err)
		}
		if cells[2] == "bytes" {
			h.text = bytesOf(h.text)
		}
		all = append(all, h)
	}
	return all
}

func bytesOf(s string) string {
	var b []byte
	for _, r := range s {
		b = append(b, byte(r))
	}
	return string(b)
}

// places are the kinds of field that take a text from outside.
var places = map[string]func(l *Label, s string){
	"text":  func(l *Label, s string) { l.Text(Point{1, 1}, Font{Height: 30}, s) },
	"block": func(l *Label, s string) { l.Block(Point{1, 1}, Font{Height: 30}, Block{Width: 300, Lines: 2}, s) },
	"barcode": func(l *Label, s string) {
		if symbol, err := Code128(s); err == nil {
			l.Barcode(Point{10, 1}, Bars{Module: 1, Height: 10}, symbol)
		}
	},
	"QR code":     func(l *Label, s string) { m, err := QR(s, CorrectLow); put(l, m, err) },
	"Data Matrix": func(l *Label, s string) { m, err := DataMatrix(s); put(l, m, err) },
	"PDF417":      func(l *Label, s string) { m, err := PDF417(s, 10); put(l, m, err) },
}

func put(l *Label, m Matrix, err error) {
	if err == nil {
		l.Matrix(Point{10, 10}, Cells{Module: 1}, m)
	}
}

// names is the sequence of commands that a place gives s.
func names(t *testing.T, put func(*Label, string), s string, raw bool) []string {
	t.Helper()
	l := New(Dots8, 2000, 800)
	l.raw = raw
	put(l, s)
	data, err := l.Bytes()
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, c := range Tokenize(data) {
		out = append(out, c.Name)
	}
	return out
}

func TestNoTextAddsACommand(t *testing.T) {
	texts := append(hostile(t, "hostile_text.txt"), hostile(t, "hostile_zpl.txt")...)
	texts = append(texts, hostileText{id: "every byte", text: everyByte()})
	if len(texts) < 350 {
		t.Fatalf("only %d texts", len(texts))
	}
	for place, put := range places {
		want := names(t, put, "harmless", false)
		bare := 0 // texts that add a command without escaping
		for _, h := range texts {
			got := names(t, put, h.text, false)
			if len(got) < len(want) && place != "text" && place != "block" {
				continue // not a barcode at all
			}
			if !slices.Equal(got, want) {
				t.Errorf("%s in a %s: got %v, want %v", h.id, place, got, want)
			}
			if !slices.Equal(names(t, put, h.text, true), want) {
				bare++
			}
		}
		if place != "barcode" && bare < 20 { // these bars spell carets by their own codes
			t.Errorf("without escaping, only %d texts in a %s add a command: this test proves nothing", bare, place)
		}
	}
}

func everyByte() string {
	var b []byte
	for c := range 256 {
		b = append(b, byte(c), 'x')
	}
	return string(b)
}

func TestAFieldIsASCIIWithoutControlsOrOtherLanguages(t *testing.T) {
	for _, h := range append(hostile(t, "hostile_text.txt"), hostile(t, "hostile_zpl.txt")...) {
		l := New(Dots8, 800, 800)
		l.Text(Point{1, 1}, Font{Height: 30}, h.text)
		data, _ := l.Bytes()
		for _, c := range Tokenize(data) {
			if c.Name == "^FD" && strings.ContainsFunc(c.Params, func(r rune) bool { return r < ' ' || r > '~' || strings.ContainsRune(`!"{}\^~`, r) }) {
				t.Errorf("%s: field is %q", h.id, c.Params)
			}
		}
	}
}

func TestHarmlessNamesComeThroughUnchanged(t *testing.T) {
	seen := 0
	for _, h := range hostile(t, "hostile_text.txt") {
		if h.category != "benign" {
			continue
		}
		seen++
		l := New(Dots8, 800, 800)
		l.Text(Point{1, 1}, Font{Height: 30}, h.text)
		l.Block(Point{1, 1}, Font{Height: 30}, Block{Width: 300, Lines: 2}, h.text)
		data, err := l.Bytes()
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range Tokenize(data) {
			if c.Name == "^FD" && unhex(c.Params) != h.text {
				t.Errorf("%s: got %q, want %q", h.id, unhex(c.Params), h.text)
			}
		}
	}
	if seen < 10 {
		t.Errorf("only %d harmless names", seen)
	}
}

// unhex is field data as the printer reads it after ^FH_.
func unhex(s string) string {
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if s[i] == '_' && i+2 < len(s) {
			if c, err := strconv.ParseUint(s[i+1:i+3], 16, 8); err == nil {
				b.WriteByte(byte(c))
				i += 2
				continue
			}
		}
		b.WriteByte(s[i])
	}
	return b.String()
}
