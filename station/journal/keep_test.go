package journal

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/packwright/packwright/station"
)

func acked(t *testing.T, j *Journal, now time.Time, through int64) {
	t.Helper()
	if err := j.Acked(now, through); err != nil {
		t.Fatal(err)
	}
}

// segmentFiles is how many segments lie in the folder.
func segmentFiles(t *testing.T, dir string) int {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(dir, "*"+segmentExt))
	if err != nil {
		t.Fatal(err)
	}
	return len(files)
}

func TestFactsGoBeforeTheyAreADayOld(t *testing.T) {
	dir := t.TempDir()
	j := opened(t, dir)
	fill(t, j, 3)
	first, all := j.segments[0].last, j.Last()
	have := func(when string, want int) {
		t.Helper()
		if n := segmentFiles(t, dir); n != want {
			t.Errorf("%s: %d segments, want %d", when, n, want)
		}
	}
	acked(t, j, noon.Add(time.Hour), first)
	acked(t, j, noon.Add(keepFor-time.Second), all)
	have("a second before their time, the newest is closed", 4)
	closed(t, j)
	j = opened(t, dir)
	acked(t, j, noon.Add(keepFor), all)
	have("the first one, acknowledged long ago", 3)
	acked(t, j, noon.Add(keepFor-time.Second+settled-time.Second), all)
	have("a second before those of the others are acknowledged for an hour", 3)
	acked(t, j, noon.Add(keepFor-time.Second+settled), all)
	have("an empty one stays", 1)
	if got := read(t, j, j.segments[0].first); len(got) != 0 || j.Last() != all {
		t.Errorf("%d facts are left, the last is %d", len(got), j.Last())
	}
	for _, err := range j.From(1) {
		if err == nil {
			t.Error("a fact that was removed could be read")
		}
	}
	closed(t, j)
	if marks, _ := filepath.Glob(filepath.Join(dir, "*"+ackedExt)); len(marks) != 0 {
		t.Errorf("marks are left: %v", marks)
	}
	opened(t, dir)
}

func TestFactsThatTheDatabaseLacksNeverGo(t *testing.T) {
	dir := t.TempDir()
	j := opened(t, dir)
	fill(t, j, 2)
	first := j.segments[0].last
	acked(t, j, noon.Add(30*24*time.Hour), first-1)
	if n := segmentFiles(t, dir); n != 3 {
		t.Errorf("a month later %d segments, want all 2 and an empty one", n)
	}
	month := noon.Add(30*24*time.Hour + time.Minute)
	acked(t, j, month, j.Last())
	acked(t, j, month.Add(settled-time.Second), j.Last())
	if n := segmentFiles(t, dir); n != 3 {
		t.Errorf("%d segments before they are acknowledged for an hour, want 3", n)
	}
	acked(t, j, month.Add(settled), j.Last())
	if n := segmentFiles(t, dir); n != 1 {
		t.Errorf("%d segments when they are, want an empty one", n)
	}
}

func TestFactsStayWhenTheDatabaseWentBack(t *testing.T) {
	j := opened(t, t.TempDir())
	fill(t, j, 2)
	acked(t, j, noon, j.Last())
	acked(t, j, noon.Add(23*time.Hour), 10)
	again := noon.Add(keepFor - time.Minute)
	acked(t, j, again, j.Last())
	acked(t, j, again.Add(settled-time.Second), j.Last())
	if j.segments[0].first != 1 {
		t.Error("facts were removed within an hour after they were acknowledged again")
	}
	acked(t, j, again.Add(settled), j.Last())
	if j.segments[0].first == 1 {
		t.Error("facts stayed for more than an hour after they were acknowledged again")
	}
}

func TestFactsOfAWorkInHandStay(t *testing.T) {
	j := opened(t, t.TempDir())
	wrote(t, j, opening("w9"))
	fill(t, j, 3)
	acked(t, j, noon, j.Last())
	acked(t, j, noon.Add(72*time.Hour), j.Last())
	if len(j.segments) != 4 {
		t.Fatalf("%d segments, want 4", len(j.segments))
	}
	if _, err := j.Append(noon.Add(72*time.Hour), "ann", []station.Change{closing("w9")}); err != nil {
		t.Fatal(err)
	}
	acked(t, j, noon.Add(72*time.Hour), j.Last())
	if len(j.segments) != 2 { // the one before was acknowledged just now
		t.Errorf("%d segments after it was closed, want 2", len(j.segments))
	}
}

// A bench is busy for more than a day, its database is away for ten minutes of
// each hour, and it is started again now and then. At no moment it holds a fact
// that is 24 hours old, or lacks one that is 23.5 hours old.
func TestABusyBenchHoldsADayOfFacts(t *testing.T) {
	dir := t.TempDir()
	j := opened(t, dir)
	oldest, youngest := time.Duration(0), 100*time.Hour // that is held, that is gone
	var made []time.Time
	for at := time.Duration(0); at < 26*time.Hour; at += time.Minute {
		now := noon.Add(at)
		if int(at.Minutes())%7 < 5 {
			if _, err := j.Append(now, "ann", []station.Change{picked("w1", 1)}); err != nil {
				t.Fatal(err)
			}
			made = append(made, now)
		}
		if int(at.Minutes())%60 >= 10 {
			acked(t, j, now, j.Last())
		}
		if at%(5*time.Hour) == 0 {
			closed(t, j)
			j = opened(t, dir)
		}
		gone := j.segments[0].first - 1
		oldest = max(oldest, now.Sub(made[gone]))
		if gone > 0 {
			youngest = min(youngest, now.Sub(made[gone-1]))
		}
	}
	t.Logf("the oldest fact that was held was %v old, the youngest that went %v", oldest, youngest)
	if oldest >= 24*time.Hour || youngest < 23*time.Hour+30*time.Minute {
		t.Errorf("the oldest fact that was held was %v old, the youngest that went %v", oldest, youngest)
	}
}

func TestASegmentHoldsTheFactsOfAQuarterOfAnHour(t *testing.T) {
	j, err := open(t.TempDir(), system{}, clock)
	if err != nil {
		t.Fatal(err)
	}
	defer j.Close()
	at := func(d time.Duration, want int) {
		t.Helper()
		if _, err := j.Append(noon.Add(d), "ann", []station.Change{picked("w1", 1)}); err != nil {
			t.Fatal(err)
		}
		if len(j.segments) != want {
			t.Errorf("%d segments after %v, want %d", len(j.segments), d, want)
		}
	}
	at(time.Hour, 1) // it was made an hour ago: its first fact counts
	at(time.Hour+segmentAge-time.Second, 1)
	at(time.Hour+segmentAge, 2)
	at(0, 3)                                     // the clock went back
	acked(t, j, noon.Add(3*time.Hour), j.Last()) // nobody works any more
	if len(j.segments) != 4 {
		t.Errorf("%d segments when nobody works, want 4 of which the last is empty", len(j.segments))
	}
	acked(t, j, noon.Add(28*time.Hour), j.Last())
	if len(j.segments) != 1 || j.segments[0].first != 5 {
		t.Errorf("a day later %d segments from fact %d on, want an empty one", len(j.segments), j.segments[0].first)
	}
}

// A full segment takes as much of the disk as its facts do.
func TestAFullSegmentGivesItsZerosBack(t *testing.T) {
	dir := t.TempDir()
	j := opened(t, dir)
	wrote(t, j, picked("w1", 1))
	acked(t, j, noon.Add(time.Hour), 1)
	is, err := os.Stat(j.segments[0].path)
	if err != nil {
		t.Fatal(err)
	}
	if is.Size() != block {
		t.Errorf("a segment of one fact has %d bytes, want %d", is.Size(), block)
	}
	if _, err := j.Append(noon.Add(time.Hour), "ann", []station.Change{picked("w1", 2)}); err != nil {
		t.Fatal(err)
	}
	closed(t, j)
	if got := read(t, opened(t, dir), 1); len(got) != 2 {
		t.Errorf("%d facts after a start, want 2", len(got))
	}
}

// An idle bench has an empty segment; a turn that is larger takes its place.
func TestATurnThatIsLargerThanASegment(t *testing.T) {
	dir := t.TempDir()
	j := opened(t, dir)
	wrote(t, j, picked("w1", 1))
	acked(t, j, noon.Add(time.Hour), 1)
	large := station.ScanRefused{Code: strings.Repeat("x", segmentSize)}
	if _, err := j.Append(noon.Add(time.Hour), "ann", []station.Change{large}); err != nil {
		t.Fatal(err)
	}
	acked(t, j, noon.Add(25*time.Hour), 1)
	if got := read(t, j, 2); len(got) != 1 || len(j.segments) != 2 {
		t.Errorf("%d facts in %d segments, want the large one and an empty segment", len(got), len(j.segments))
	}
}

func TestWhatIsKnownToBeSentSurvivesAStart(t *testing.T) {
	dir := t.TempDir()
	j := opened(t, dir)
	fill(t, j, 3)
	second := j.segments[1].last
	if n := j.Sent(); n != 0 {
		t.Errorf("before anything was acknowledged: %d", n)
	}
	acked(t, j, noon, second+1)
	closed(t, j)
	if n := opened(t, dir).Sent(); n != second {
		t.Errorf("after a start: %d, want the two whole segments, %d", n, second)
	}
}

func TestABadgeIsKnownForADay(t *testing.T) {
	dir := t.TempDir()
	j := opened(t, dir)
	ann := station.Person{ID: "p1", Name: "Ann", Role: station.Lead}
	p := j.People()
	if err := p.Remember(noon, "badge-4711", ann); err != nil {
		t.Fatal(err)
	}
	p = j.People()
	if got, ok := p.Recall(noon.Add(23*time.Hour), "badge-4711"); !ok || got != ann {
		t.Errorf("within a day: got %v, %v", got, ok)
	}
	if got, ok := p.Find("p1"); !ok || got != ann {
		t.Errorf("by ID: got %v, %v", got, ok)
	}
	for name, at := range map[string]time.Time{"after a day": noon.Add(24 * time.Hour), "before it was seen": noon.Add(-time.Hour)} {
		if _, ok := p.Recall(at, "badge-4711"); ok {
			t.Errorf("%s the badge is known", name)
		}
	}
	if _, ok := p.Recall(noon, "badge-4712"); ok {
		t.Error("another badge is known")
	}
	if found := grep(t, dir, "badge-4711"); len(found) != 0 {
		t.Errorf("the badge stands in %v", found)
	}
	if err := p.Remember(noon.Add(30*time.Hour), "badge-9", station.Person{ID: "p2"}); err != nil {
		t.Fatal(err)
	}
	if found := grep(t, dir, "Ann"); len(found) != 0 {
		t.Errorf("after a day the name stands in %v", found)
	}
	if err := p.Forget(noon.Add(30*time.Hour), "badge-9"); err != nil {
		t.Fatal(err)
	}
	if _, ok := j.People().Recall(noon.Add(30*time.Hour), "badge-9"); ok {
		t.Error("a revoked badge is known")
	}
}

func TestADamagedListOfBadgesIsEmpty(t *testing.T) {
	dir := t.TempDir()
	j := opened(t, dir)
	if err := j.People().Remember(noon, "b", station.Person{ID: "p1", Role: station.Packer}); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(dir, "people.json")
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for bit := range len(b) * 8 {
		changed(t, path, func([]byte) []byte {
			c := append([]byte(nil), b...)
			c[bit/8] ^= 1 << (bit % 8)
			return c
		})
		if who, ok := j.People().Recall(noon, "b"); ok {
			t.Fatalf("bit %d: the badge opens for %v", bit, who)
		}
	}
}
