package label

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/packwright/packwright/printers/zpl"
	"github.com/packwright/packwright/station"
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
	for n := range 50 {
		for _, text := range []string{strings.Repeat("mmm ", 3*n), strings.Repeat("x", 3*n), strings.Repeat("é", 3*n)} {
			seen[commandsOf(layOut(t, draft(t, sample, field+"="+text)).ZPL)] = true
		}
	}
	return seen
}

func TestNoFieldOfADocumentAddsACommand(t *testing.T) {
	rows := append(hostile(t, "hostile_text.txt"), hostile(t, "hostile_zpl.txt")...)
	if len(rows) < 350 {
		t.Fatalf("only %d texts", len(rows))
	}
	for _, sample := range []string{"ship", "slip"} {
		for _, field := range textFields(t, sample) {
			template := harmless(t, sample, field)
			injected := 0
			for _, h := range rows {
				stream := layOut(t, draft(t, sample, field+"="+h.text)).ZPL
				if !template[commandsOf(stream)] {
					t.Errorf("%s in %s of a %s: commands %s", h.id, field, sample, commandsOf(stream))
				}
				if strings.HasPrefix(h.id, "Z") && !template[commandsOf(bare(stream))] {
					injected++
				}
			}
			if len(template) > 1 && injected < 20 {
				t.Errorf("%s of a %s: without escaping only %d texts add a command: this test proves nothing", field, sample, injected)
			}
		}
	}
}

// textFields are the fields of a sample that take any text.
func textFields(t *testing.T, sample string) []string {
	t.Helper()
	var names []string
	d := draft(t, sample)
	for _, name := range d.Fields() {
		if _, isText := d.fields()[name].(*string); isText && name != "sscc" {
			names = append(names, name)
		}
	}
	if d.doc.Kind == station.PackingSlip {
		names = append(names, "line.2.sku", "line.2.name")
	}
	return names
}

func TestEveryFieldAtOnce(t *testing.T) {
	for _, sample := range []string{"ship", "slip"} {
		for _, h := range hostile(t, "hostile_zpl.txt") {
			d := draft(t, sample)
			for _, field := range textFields(t, sample) {
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
