package journal

import (
	"os"
	"path/filepath"
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

func TestFactsGoADayAfterTheyWereAcknowledged(t *testing.T) {
	dir := t.TempDir()
	j := opened(t, dir)
	fill(t, j, 3)
	first, all := j.segments[0].last, j.Last()
	have := func(when string, want int) {
		t.Helper()
		if files, _ := filepath.Glob(filepath.Join(dir, "*"+segmentExt)); len(files) != want {
			t.Errorf("%s: %d segments, want %d", when, len(files), want)
		}
	}
	acked(t, j, noon.Add(48*time.Hour), first-1)
	have("a segment that is not whole in the database stays, the newest is closed", 4)
	acked(t, j, noon, first)
	acked(t, j, noon.Add(23*time.Hour), all)
	have("less than a day", 4)
	closed(t, j)
	j = opened(t, dir)
	acked(t, j, noon.Add(25*time.Hour), all)
	have("a day after the first was acknowledged", 3)
	acked(t, j, noon.Add(48*time.Hour), all)
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

func TestFactsStayWhenTheDatabaseWentBack(t *testing.T) {
	j := opened(t, t.TempDir())
	fill(t, j, 2)
	acked(t, j, noon, j.Last())
	acked(t, j, noon.Add(23*time.Hour), 10)
	acked(t, j, noon.Add(23*time.Hour), j.Last())
	acked(t, j, noon.Add(25*time.Hour), j.Last())
	if j.segments[0].first != 1 {
		t.Error("facts were removed two hours after they were acknowledged again")
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
	wrote(t, j, closing("w9"))
	acked(t, j, noon.Add(72*time.Hour), j.Last())
	if len(j.segments) != 2 { // the last was closed just now
		t.Errorf("%d segments after it was closed, want 2", len(j.segments))
	}
}

// Facts go by whole segments: one that is written for a week would keep its first
// fact for a week.
func TestASegmentHoldsTheFactsOfAnHour(t *testing.T) {
	j, err := open(t.TempDir(), system{}, clock)
	if err != nil {
		t.Fatal(err)
	}
	defer j.Close()
	at := func(d time.Duration) {
		t.Helper()
		if _, err := j.Append(noon.Add(d), "ann", []station.Change{picked("w1", 1)}); err != nil {
			t.Fatal(err)
		}
	}
	at(0)
	at(59 * time.Minute)
	if len(j.segments) != 1 {
		t.Errorf("%d segments within the hour, want 1", len(j.segments))
	}
	at(61 * time.Minute)
	if len(j.segments) != 2 {
		t.Errorf("%d segments after an hour, want 2", len(j.segments))
	}
	acked(t, j, noon.Add(3*time.Hour), j.Last()) // nobody works any more
	acked(t, j, noon.Add(28*time.Hour), j.Last())
	if len(j.segments) != 1 || j.segments[0].first != 4 {
		t.Errorf("a day later %d segments from fact %d on, want an empty one", len(j.segments), j.segments[0].first)
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
