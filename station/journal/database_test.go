package journal

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/packwright/packwright/station"
)

func seenIn(t *testing.T, dir string) station.Timeline {
	t.Helper()
	j, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer j.Close()
	d, err := j.Database()
	if err != nil {
		t.Fatal(err)
	}
	return d.Seen()
}

// keepIn has a journal see a timeline.
func keepIn(t *testing.T, dir string, seen station.Timeline) {
	t.Helper()
	j, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer j.Close()
	d, err := j.Database()
	if err != nil {
		t.Fatal(err)
	}
	if err := d.Keep(seen); err != nil {
		t.Fatal(err)
	}
}

func TestTheTimelineOfTheDatabaseSurvivesARestart(t *testing.T) {
	dir, want := t.TempDir(), station.Timeline{System: "7", N: 3, Mark: "m"}
	if got := seenIn(t, dir); got != (station.Timeline{}) {
		t.Errorf("a new journal has seen %+v", got)
	}
	keepIn(t, dir, want)
	if got := seenIn(t, dir); got != want {
		t.Errorf("got %+v, want %+v", got, want)
	}
}

func TestADamagedTimelineIsNotTakenForNone(t *testing.T) {
	dir := t.TempDir()
	keepIn(t, dir, station.Timeline{System: "7", N: 3, Mark: "m"})
	path := filepath.Join(dir, databaseFile)
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	b[len(b)-2] ^= 1
	if err := os.WriteFile(path, b, 0o600); err != nil {
		t.Fatal(err)
	}
	j, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer j.Close()
	if _, err := j.Database(); err == nil {
		t.Error("a damaged file was read")
	}
}

// A renewed journal may go to another database; one that was repaired stays with
// its own.
func TestOnlyARenewedJournalForgetsTheDatabase(t *testing.T) {
	seen := station.Timeline{System: "7", N: 3, Mark: "m"}
	renewed := t.TempDir()
	keepIn(t, renewed, seen)
	if _, err := Renew(renewed, time.Now()); err != nil {
		t.Fatal(err)
	}
	if got := seenIn(t, renewed); got != (station.Timeline{}) {
		t.Errorf("renewed: got %+v, want none", got)
	}
	damaged := t.TempDir()
	keepIn(t, damaged, seen)
	segments, err := segmentsIn(damaged)
	if err != nil {
		t.Fatal(err)
	}
	f, err := os.OpenFile(segments[0].path, os.O_WRONLY, 0)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := f.WriteAt([]byte{0xff}, 20); err != nil {
		t.Fatal(err)
	}
	f.Close()
	report, err := Repair(damaged, time.Now())
	if err != nil || report.Damage == nil {
		t.Fatalf("repaired %+v, %v", report, err)
	}
	if got := seenIn(t, damaged); got != seen {
		t.Errorf("repaired: got %+v, want %+v", got, seen)
	}
}
