package label

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/packwright/packwright/printers/zpl"
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

type hostileText struct{ id, text string }

// hostile reads lines of id, category, perhaps a form, and a JSON string, the
// last of which may stand for bytes.
func hostile(t *testing.T, file string) []hostileText {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(shared(t), "data/hostile", file))
	if err != nil {
		t.Fatal(err)
	}
	var all []hostileText
	for row := range strings.Lines(string(data)) {
		cells := strings.Split(strings.TrimSuffix(row, "\n"), "\t")
		if len(cells) < 3 || strings.HasPrefix(row, "#") {
			continue
		}
		h := hostileText{id: cells[0]}
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

// commandsOf is the sequence of commands in a stream.
func commandsOf(stream []byte) string {
	var b strings.Builder
	for _, c := range zpl.Tokenize(stream) {
		b.WriteString(c.Name)
	}
	return b.String()
}

// bare is the stream as it would be without any escaping.
func bare(stream []byte) []byte {
	var b strings.Builder
	for _, c := range zpl.Tokenize(stream) {
		if c.Name == "^FD" {
			b.WriteString("^FD" + unhex(c.Params))
			continue
		}
		b.WriteString(c.Raw)
	}
	return []byte(b.String())
}

// harmless is the sequences of commands that a field gives with harmless
// texts: each number of lines, cut or not, with and without a barcode.
func harmless(t *testing.T, sample, field string) map[string]bool {
	t.Helper()
	seen := map[string]bool{}
	add := func(text string) {
		if s, err := draft(t, sample, field+"="+text).ZPL(8); err == nil {
			seen[commandsOf(s.ZPL)] = true
		}
	}
	for n := range 50 {
		add(strings.Repeat("mmm ", 3*n))
		add(strings.Repeat("x", 3*n))
		if n%7 == 0 {
			add(strings.Repeat("é", 3*n))
			add(strings.Repeat("1", 1+n/7))
			add(strings.Repeat("m", 1+n))
		}
	}
	return seen
}

// TestNoFieldOfALabelAddsACommand puts every hostile text into every field of
// every label: all that are meant for printers, and a fifth of the others unless
// PACKWRIGHT_ALL is set. A text that makes no label, for it fits no barcode, did
// no harm.
func TestNoFieldOfALabelAddsACommand(t *testing.T) {
	rows := append(hostile(t, "hostile_text.txt"), hostile(t, "hostile_zpl.txt")...)
	if len(rows) < 350 {
		t.Fatalf("only %d texts", len(rows))
	}
	all := os.Getenv("PACKWRIGHT_ALL") != ""
	drawn, refused := 0, 0
	for _, sample := range filled() {
		usual := layOut(t, draft(t, sample)).ZPL
		for i, field := range textFields(t, sample) {
			var template map[string]bool
			injected := 0
			for j, h := range rows {
				orders := strings.HasPrefix(h.id, "Z") // orders to a printer
				if !all && !orders && (i+j)%5 > 0 {
					continue
				}
				s, err := draft(t, sample, field+"="+h.text).ZPL(8)
				if err != nil {
					refused++
					continue
				}
				if drawn++; bytes.Equal(s.ZPL, usual) {
					continue
				}
				if template == nil {
					template = harmless(t, sample, field)
				}
				if !template[commandsOf(s.ZPL)] {
					t.Errorf("%s in %s of a %s: commands %s", h.id, field, sample, commandsOf(s.ZPL))
				}
				if orders && !template[commandsOf(bare(s.ZPL))] {
					injected++
				}
			}
			if f, _ := formOf(sample); shown(f)(field) && injected < 20 && !slices.Contains(strict(f), field) {
				t.Errorf("%s of a %s: without escaping only %d texts add a command: this test proves nothing", field, sample, injected)
			}
		}
	}
	t.Logf("%d labels, %d refused", drawn, refused)
	if drawn < 20_000 || refused > drawn/5 {
		t.Errorf("%d labels and %d refused: too few were tried", drawn, refused)
	}
}

// textFields are the fields of a sample that take any text.
func textFields(t *testing.T, sample string) []string {
	t.Helper()
	var names []string
	d := draft(t, sample)
	for _, name := range d.Fields() {
		if _, isText := d.fields()[name].(*string); isText {
			names = append(names, name)
		}
	}
	if d.form.lines {
		names = append(names, "line.2.sku", "line.2.name")
	}
	return names
}

func TestEveryFieldAtOnce(t *testing.T) {
	for _, sample := range filled() {
		for _, h := range hostile(t, "hostile_zpl.txt") {
			d := draft(t, sample)
			for _, field := range textFields(t, sample) {
				if slices.Contains(strict(d.form), field) {
					continue
				}
				if err := d.Set(field, h.text); err != nil {
					t.Fatal(err)
				}
			}
			s := layOut(t, d)
			stream := string(s.ZPL)
			if n := strings.Count(stream, "^XA"); n != s.Labels || strings.Count(stream, "^XZ") != n || strings.Contains(stream, "~") {
				t.Errorf("%s in all of a %s: %s", h.id, sample, commandsOf(s.ZPL))
			}
		}
	}
}
