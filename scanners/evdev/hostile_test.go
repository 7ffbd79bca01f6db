package evdev

import (
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// TestHostileScansTyped types the hostile scans that any channel can bring. One
// with a control character is refused, the others come out as they are, for the
// machine to judge; the next scan counts.
func TestHostileScansTyped(t *testing.T) {
	for _, l := range []*layout{us, de} {
		h := newHung(t)
		scans, _ := listen(t, h, l)
		ran := 0
		for _, payload := range typedHostile(t) {
			ran++
			h.pen.Write(typing(l, timeSize, payload))
			s := next(t, scans)
			want := strings.TrimSuffix(payload, "\r")
			switch hostile := strings.ContainsFunc(want, func(r rune) bool { return r < ' ' && r != '\x1d' }); {
			case hostile && s.Rejected == "":
				t.Errorf("%q counts: %q", payload, s.Text)
			case !hostile && s.Text != want:
				t.Errorf("%q came out as %+v", payload, s)
			}
			h.pen.Write(typing(l, timeSize, "NEXT\r"))
			if s := next(t, scans); s.Text != "NEXT" {
				t.Fatalf("after %q the next scan is %+v", payload, s)
			}
		}
		if ran < 10 {
			t.Errorf("only %d hostile scans were typed", ran)
		}
	}
}

// A key that is stuck repeats and repeats: none of it is a character.
func TestAStuckKeyTypesNothing(t *testing.T) {
	h := newHung(t)
	scans, _ := listen(t, h, us)
	stuck := &recording{timeSize: timeSize}
	for range 10_000 {
		stuck.key(30, 2)
	}
	h.pen.Write(stuck.bytes)
	r := &recording{timeSize: timeSize}
	r.press(48, keyEnter)
	h.pen.Write(r.bytes)
	if s := next(t, scans); s.Text != "b" {
		t.Errorf("got %+v, want b", s)
	}
}

// typedHostile are the payloads of the shared file that a keyboard can type
// without waiting.
func typedHostile(t *testing.T) []string {
	t.Helper()
	shared := os.Getenv("PACKWRIGHT_SHARED")
	if shared == "" {
		shared = filepath.Join("..", "..", "..", "shared")
	}
	raw, err := os.ReadFile(filepath.Join(shared, "data", "hostile", "hostile_scans.txt"))
	if err != nil {
		t.Skipf("no shared data: %v", err)
	}
	var all []string
	for _, row := range strings.Split(string(raw), "\n") {
		field := strings.Split(row, "\t")
		if len(field) < 5 || strings.HasPrefix(row, "#") || strings.Contains(field[3], "{") {
			continue
		}
		if field[2] != "any" && !strings.Contains(field[2], "evdev") {
			continue
		}
		text, err := strconv.Unquote(`"` + strings.ReplaceAll(field[3], `"`, `\"`) + `"`)
		if err != nil {
			t.Fatalf("%s: %v", field[0], err)
		}
		all = append(all, text)
	}
	return all
}
