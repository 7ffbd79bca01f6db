package intake_test

import (
	"bufio"
	"encoding/csv"
	"encoding/json"
	"strings"
	"testing"

	"github.com/packwright/packwright/station/intake"
)

// Text keeps its bytes, whatever it would do to a screen: that is the matter of
// those who show it. What cannot be stored is refused by name.
func TestHostileTextKeepsItsBytes(t *testing.T) {
	tried := 0
	lines := bufio.NewScanner(open(t, "hostile", "hostile_text.txt"))
	for lines.Scan() {
		cells := strings.Split(lines.Text(), "\t")
		if strings.HasPrefix(cells[0], "#") || len(cells) < 4 {
			continue
		}
		var text string
		if err := json.Unmarshal([]byte(cells[3]), &text); err != nil {
			t.Fatal(err)
		}
		if cells[2] == "bytes" {
			text = latin1(text)
		}
		tried++
		keepsBytes(t, cells[0], text)
	}
	if tried < 100 {
		t.Errorf("only %d texts were tried", tried)
	}
}

func latin1(s string) string {
	var b []byte
	for _, r := range s {
		b = append(b, byte(r))
	}
	return string(b)
}

func keepsBytes(t *testing.T, id, text string) {
	t.Helper()
	var file strings.Builder
	w := csv.NewWriter(&file)
	_ = w.WriteAll([][]string{{"order_id", "placed_at", "sku", "note"}, {"1", "2026-03-02", "MUG", text}})
	orders, refused := all(intake.File{Name: "f", Format: intake.CSV}.Orders(strings.NewReader(file.String())))
	for _, e := range refused {
		plain(t, e.Error())
		if e.Column != "note" {
			t.Errorf("%s: refused for %v, want the note named", id, e)
		}
	}
	storable := !strings.Contains(text, "\x00") && strings.ToValidUTF8(text, "") == text && len(text) <= intake.MaxField
	switch {
	case !storable && len(refused) != 1:
		t.Errorf("%s: %q was taken in", id, text)
	case storable && (len(orders) != 1 || orders[0].Note != strings.ReplaceAll(text, "\r\n", "\n")):
		t.Errorf("%s: %q became %v, %v", id, text, orders, refused)
	}
}
