package journal

import (
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"github.com/packwright/packwright/station"
)

// wholeBody is the body of a record as format 1 had it.
func wholeBody(t *testing.T, facts []station.Fact) []byte {
	t.Helper()
	var b []byte
	for _, f := range facts {
		line, err := json.Marshal(f)
		if err != nil {
			t.Fatal(err)
		}
		b = append(append(b, line...), '\n')
	}
	return b
}

func TestAJournalOfTheVersionBeforeGoesOn(t *testing.T) {
	source := opened(t, t.TempDir())
	want := wrote(t, source, signIn, opening("w1"))
	second := wrote(t, source, picked("w1", 1), picked("w1", 2))
	b, crc, err := newSegment(head{Format: 1, Writer: source.Writer(), First: 1, Prev: make([]byte, 32), Made: noon})
	if err != nil {
		t.Fatal(err)
	}
	for _, turn := range [][]station.Fact{want, second} {
		b, crc = appendRecord(b, record{seq: turn[0].Seq, count: len(turn), body: wholeBody(t, turn)}, crc)
	}
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, segmentName(1)), filled(b, 0), 0o600); err != nil {
		t.Fatal(err)
	}
	want = append(want, second...)

	j := opened(t, dir)
	if got := read(t, j, 1); !same(got, want) {
		t.Fatalf("%d facts, want the %d of the version before", len(got), len(want))
	}
	want = append(want, wrote(t, j, picked("w1", 3))...)
	closed(t, j)
	j = opened(t, dir)
	if got := read(t, j, 1); !same(got, want) || j.Writer() != source.Writer() {
		t.Errorf("after going on: %d facts of %s, want %d of %s", len(got), j.Writer(), len(want), source.Writer())
	}
	want = append(want, fill(t, j, 2)...)
	closed(t, j)
	if got := read(t, opened(t, dir), 1); !same(got, want) {
		t.Errorf("after the next segment: %d facts, want %d", len(got), len(want))
	}
}

func TestALineHoldsWhatFollowsFromNothingElse(t *testing.T) {
	j := opened(t, t.TempDir())
	facts := wrote(t, j, picked("w1", 1), picked("w1", 2), picked("w1", 3), picked("w1", 4))
	var written []station.Written
	for _, f := range facts {
		kind, body, err := station.Encode(f.Change)
		if err != nil {
			t.Fatal(err)
		}
		written = append(written, station.Written{Fact: f, Kind: kind, Body: body})
	}
	short, err := encodeFacts(written)
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("%d bytes for 4 facts, %d with all that follows", len(short), len(wholeBody(t, facts)))
	if len(short)*2 > len(wholeBody(t, facts)) {
		t.Errorf("%d bytes, want less than half of %d", len(short), len(wholeBody(t, facts)))
	}
}
