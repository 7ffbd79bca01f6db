package text

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestHostileText reads the collection of hostile strings: benign ones must
// come through unchanged, all others harmless.
func TestHostileText(t *testing.T) {
	rows, benign := 0, 0
	for row := range strings.Lines(hostile(t)) {
		if strings.HasPrefix(row, "#") {
			continue
		}
		field := strings.Split(strings.TrimSuffix(row, "\n"), "\t")
		s := decode(t, field[2], field[3])
		rows++
		always(t, s, rows%60)
		if field[1] == "benign" {
			benign++
			if got := Line(s); got != s {
				t.Errorf("%s: Line(%q) = %q, want it unchanged", field[0], s, got)
			}
		}
		if field[1] == "csv" && strings.ContainsRune("=+-@\t\r", rune(CSV(s)[0])) {
			t.Errorf("%s: CSV(%q) = %q is a formula", field[0], s, CSV(s))
		}
	}
	if rows == 0 || benign == 0 {
		t.Fatalf("read %d rows, %d of them benign; want some of both", rows, benign)
	}
}

func hostile(t *testing.T) string {
	t.Helper()
	shared := os.Getenv("PACKWRIGHT_SHARED")
	if shared == "" {
		shared = "../../../shared"
	}
	name := filepath.Join(shared, "data/hostile/hostile_text.txt")
	data, err := os.ReadFile(name)
	if err != nil {
		t.Skipf("the hostile strings are not here: %v", err)
	}
	return string(data)
}

// decode reads the JSON string of a row; form bytes means one byte per code
// point.
func decode(t *testing.T, form, quoted string) string {
	t.Helper()
	var s string
	if err := json.Unmarshal([]byte(quoted), &s); err != nil {
		t.Fatalf("decode %s: %v", quoted, err)
	}
	if form != "bytes" {
		return s
	}
	var b []byte
	for _, r := range s {
		b = append(b, byte(r))
	}
	return string(b)
}
