package journal

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/packwright/packwright/station"
)

var noon = time.Date(2026, 3, 2, 12, 0, 0, 0, time.UTC)

func clock() time.Time { return noon }

// opened opens a journal that is closed with the test.
func opened(t testing.TB, dir string) *Journal {
	t.Helper()
	j, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { j.Close() })
	return j
}

func closed(t testing.TB, j *Journal) {
	t.Helper()
	if err := j.Close(); err != nil {
		t.Fatal(err)
	}
}

// wrote appends one turn.
func wrote(t testing.TB, j *Journal, cs ...station.Change) []station.Fact {
	t.Helper()
	facts, err := j.Append(noon, "ann", cs)
	if err != nil {
		t.Fatal(err)
	}
	return facts
}

func picked(work station.ID, n int) station.Change {
	return station.UnitPicked{
		OfWork: station.OfWork{Work: work, Epoch: 3}, Line: n, Stop: station.ID(fmt.Sprint("s", n)),
		Location: "A03-12", Qty: 1, Into: station.Place{Kind: station.InTote, ID: "T-7"},
	}
}

// read is the facts from seq on; each must be genuine and follow the one before.
func read(t testing.TB, j *Journal, seq int64) []station.Fact {
	t.Helper()
	var facts []station.Fact
	for f, err := range j.From(seq) {
		if err != nil {
			t.Fatal(err)
		}
		if n := len(facts); !f.Genuine() || n > 0 && (f.Prev != facts[n-1].Hash || f.Seq != facts[n-1].Seq+1) {
			t.Fatalf("fact %d does not follow the one before", f.Seq)
		}
		facts = append(facts, f)
	}
	return facts
}

func TestFactsComeBackAfterTheJournalIsOpenedAgain(t *testing.T) {
	dir := t.TempDir()
	j := opened(t, dir)
	writer := j.Writer()
	want := wrote(t, j, station.SignedIn{Person: "ann", Role: station.Packer})
	want = append(want, wrote(t, j, picked("w1", 1), picked("w1", 2))...)
	closed(t, j)

	j = opened(t, dir)
	want = append(want, wrote(t, j, picked("w1", 3))...)
	if j.Writer() != writer || j.Last() != 4 {
		t.Errorf("writer %s, last %d; want %s, 4", j.Writer(), j.Last(), writer)
	}
	if got := read(t, j, 1); !same(got, want) {
		t.Errorf("got %v\nwant %v", got, want)
	}
	if got := read(t, j, 3); !same(got, want[2:]) {
		t.Errorf("from 3: got %v\nwant %v", got, want[2:])
	}
	if got := read(t, j, 5); len(got) != 0 {
		t.Errorf("from 5: got %v, want none", got)
	}
}

func TestFactsGoOnInTheNextSegment(t *testing.T) {
	dir := t.TempDir()
	j := opened(t, dir)
	want := fill(t, j, 3)
	if got := read(t, j, 1); !same(got, want) {
		t.Fatalf("read %d facts, want %d", len(got), len(want))
	}
	closed(t, j)
	if got := read(t, opened(t, dir), 1); !same(got, want) {
		t.Fatalf("read %d facts after opening again, want %d", len(got), len(want))
	}
}

func TestATurnLargerThanASegmentIsKept(t *testing.T) {
	dir := t.TempDir()
	j := opened(t, dir)
	wrote(t, j, picked("w1", 1))
	var turn []station.Change
	for range 5000 {
		turn = append(turn, picked("w1", 2))
	}
	wrote(t, j, turn...)
	wrote(t, j, picked("w1", 3))
	closed(t, j)
	if got := read(t, opened(t, dir), 1); len(got) != 5002 {
		t.Errorf("read %d facts, want 5002", len(got))
	}
}

func TestTheFolderIsClosedToOthers(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "journal")
	if err := os.Mkdir(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	j := opened(t, dir)
	wrote(t, j, opening("w1"))
	err := filepath.Walk(dir, func(path string, info os.FileInfo, err error) error {
		if err == nil && info.Mode().Perm()&0o077 != 0 {
			t.Errorf("%s has mode %v", path, info.Mode())
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestASecondProcessIsKeptOut(t *testing.T) {
	dir := t.TempDir()
	j := opened(t, dir)
	_, err := Open(dir)
	if err == nil || !strings.Contains(err.Error(), "in use") {
		t.Fatalf("second open: got %v, want that it is in use", err)
	}
	closed(t, j)
	opened(t, dir)
}

func TestAClosedJournalTakesNothing(t *testing.T) {
	j := opened(t, t.TempDir())
	closed(t, j)
	if _, err := j.Append(noon, "ann", []station.Change{picked("w1", 1)}); err == nil {
		t.Error("append after close: got no error")
	}
}

func TestReadingGoesOnWhileFactsAreWritten(t *testing.T) {
	j := opened(t, t.TempDir())
	wrote(t, j, picked("w1", 0))
	done := make(chan error, 1)
	go func() {
		for range 2000 {
			if _, err := j.Append(noon, "ann", []station.Change{picked("w1", 1), picked("w1", 2)}); err != nil {
				done <- err
				return
			}
		}
		done <- nil
	}()
	for {
		select {
		case err := <-done:
			if err != nil {
				t.Fatal(err)
			}
			if n := len(read(t, j, 1)); n != 4001 {
				t.Errorf("read %d facts, want 4001", n)
			}
			return
		default:
			read(t, j, 1)
		}
	}
}

// fill writes turns until the journal has n segments.
func fill(t testing.TB, j *Journal, n int) []station.Fact {
	t.Helper()
	var facts []station.Fact
	for len(j.segments) < n {
		var turn []station.Change
		for i := range 50 {
			turn = append(turn, picked("w1", i))
		}
		facts = append(facts, wrote(t, j, turn...)...)
	}
	return facts
}

// damaged says whether the error is that of a damaged journal with its remedy.
func damaged(err error) bool {
	d, ok := asDamage(err)
	return ok && d.File != "" && strings.Contains(err.Error(), "packwright journal repair")
}

func asDamage(err error) (*DamageError, bool) {
	var d *DamageError
	return d, errors.As(err, &d)
}

// same compares facts by their hash, which is over all of them; read has seen
// that it is theirs.
func same(a, b []station.Fact) bool {
	return slices.EqualFunc(a, b, func(x, y station.Fact) bool { return x.Hash == y.Hash })
}
