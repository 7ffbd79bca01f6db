package engine

import (
	"bufio"
	"encoding/json"
	"os"
	"strings"
	"testing"

	"github.com/packwright/packwright/station"
)

// before is the facts of a shift as an earlier version wrote them, one a line. It
// is never written anew: what lies on disks is not either.
const before = "testdata/shift.jsonl"

// TestAShiftOfAnEarlierVersionIsTakenUp: a bench that is upgraded in mid-shift reads
// what the program before wrote, has the same bytes for it, without which the
// database would refuse it, and stands where that one stood.
func TestAShiftOfAnEarlierVersionIsTakenUp(t *testing.T) {
	if _, err := os.Stat(before); os.IsNotExist(err) && os.Getenv("UPDATE") == "1" {
		write(t, shift(t))
	}
	file, err := os.Open(before)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	var facts []station.Fact
	for lines := bufio.NewScanner(file); lines.Scan(); {
		var f station.Fact
		if err := json.Unmarshal(lines.Bytes(), &f); err != nil {
			t.Fatal(err)
		}
		facts = append(facts, f)
	}
	packed, proven := 0, 0
	s, err := Replay("bench", facts, func(f station.Fact, s station.State) {
		if len(s.Works) > 0 {
			packed = max(packed, s.Works[0].PackedUnits())
		}
		if _, ok := f.Change.(station.LabelProven); ok {
			proven++
		}
	})
	if err != nil || packed != 3 || proven != 1 || s.Operator.ID == "" || len(s.Works) != 0 {
		t.Errorf("%d units packed, %d labels proven, operator %q, %d works in hand, %v; want 3, 1, who signed in, none, nil",
			packed, proven, s.Operator.ID, len(s.Works), err)
	}
}

func write(t *testing.T, facts []station.Fact) {
	t.Helper()
	var b strings.Builder
	for _, f := range facts {
		line, err := json.Marshal(f)
		if err != nil {
			t.Fatal(err)
		}
		b.Write(append(line, '\n'))
	}
	if err := os.WriteFile(before, []byte(b.String()), 0o644); err != nil {
		t.Fatal(err)
	}
}
