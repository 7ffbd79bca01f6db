package journal

import (
	"bytes"
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"testing"

	"github.com/packwright/packwright/station"
)

// copied is a copy of a journal's folder that is not in use.
func copied(t testing.TB, dir string) string {
	t.Helper()
	to := filepath.Join(t.TempDir(), "copy")
	if err := copyFolder(dir, to); err != nil {
		t.Fatal(err)
	}
	return to
}

// changed rewrites a file.
func changed(t testing.TB, path string, change func(b []byte) []byte) {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, change(b), 0o600); err != nil {
		t.Fatal(err)
	}
}

func newestFile(t testing.TB, dir string) string {
	t.Helper()
	s, err := segmentsIn(dir)
	if err != nil || len(s) == 0 {
		t.Fatalf("segments of %s: %v, %v", dir, s, err)
	}
	return s[len(s)-1].path
}

func TestATurnTornAtAnyByteIsDroppedWhole(t *testing.T) {
	dir := t.TempDir()
	j := opened(t, dir)
	want := wrote(t, j, picked("w1", 1))
	from := j.at
	wrote(t, j, picked("w1", 2), picked("w1", 3))
	to := j.at
	closed(t, j)

	name := newestFile(t, dir)
	f, err := os.OpenFile(name, os.O_WRONLY, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	for cut := to - 1; cut >= from; cut-- {
		if _, err := f.WriteAt([]byte{0}, int64(cut)); err != nil {
			t.Fatal(err)
		}
		c, err := readSegment(segment{path: name, first: 1})
		if err != nil || c.last() != 1 || c.torn != (cut > from) {
			t.Fatalf("cut at %d of %d to %d: last fact %d, torn %v, %v", cut, from, to, c.last(), c.torn, err)
		}
		if cut%16 == 0 {
			goesOn(t, copied(t, dir), want)
		}
	}
}

// goesOn opens a torn journal, which holds want, and writes on.
func goesOn(t *testing.T, dir string, want []station.Fact) {
	t.Helper()
	j := opened(t, dir)
	if got := read(t, j, 1); !same(got, want) {
		t.Fatalf("got %d facts, want %d", len(got), len(want))
	}
	f := wrote(t, j, picked("w1", 4))
	closed(t, j)
	if got := read(t, opened(t, dir), 1); !same(got, append(want, f...)) {
		t.Fatalf("after going on: got %d facts, want %d", len(got), len(want)+1)
	}
}

// A power cut may write the sectors of one write in any order.
func TestATurnWithMissingSectorsIsDroppedWhole(t *testing.T) {
	dir := t.TempDir()
	j := opened(t, dir)
	wrote(t, j, picked("w1", 1))
	from := j.at
	var turn []station.Change
	for i := range 12 {
		turn = append(turn, picked("w1", i))
	}
	wrote(t, j, turn...)
	to := j.at
	closed(t, j)

	seed := rand.Uint64()
	r := rand.New(rand.NewPCG(seed, 0))
	for range 200 {
		torn := copied(t, dir)
		missing := 0
		changed(t, newestFile(t, torn), func(b []byte) []byte {
			for at := from; at < to; at = (at/sector + 1) * sector {
				if r.IntN(2) == 0 {
					clear(b[at:min(to, (at/sector+1)*sector)])
					missing++
				}
			}
			return b
		})
		want := 1
		if missing == 0 {
			want = 13
		}
		j, err := Open(torn)
		if err != nil {
			t.Fatalf("seed %d, %d sectors missing: %v", seed, missing, err)
		}
		if n := len(read(t, j, 1)); n != want {
			t.Fatalf("seed %d, %d sectors missing: %d facts, want %d", seed, missing, n, want)
		}
		closed(t, j)
	}
}

func TestNoFlippedBitGivesAWrongFact(t *testing.T) {
	dir := t.TempDir()
	j := opened(t, dir)
	want := fill(t, j, 2)
	want = append(want, wrote(t, j, picked("w2", 1), picked("w2", 2))...)
	full, err := os.Stat(j.segments[0].path)
	if err != nil {
		t.Fatal(err)
	}
	used := map[string]int{j.segments[0].path: int(full.Size()), j.segments[1].path: j.at}
	closed(t, j)

	seed := rand.Uint64()
	r := rand.New(rand.NewPCG(seed, 0))
	refused, dropped := 0, 0
	flips := func(n int, name func() string) {
		for range n {
			path := name()
			bit := r.IntN(used[path] * 8)
			changed(t, path, func(b []byte) []byte { b[bit/8] ^= 1 << (bit % 8); return b })
			j, err := Open(dir)
			switch {
			case err != nil && !damaged(err):
				t.Fatalf("seed %d, bit %d: %v", seed, bit, err)
			case err != nil:
				refused++
			default:
				got := read(t, j, 1)
				if len(got) != len(want) {
					dropped++
				}
				if !same(got, want[:len(got)]) {
					t.Fatalf("seed %d, bit %d of %s: a wrong fact was read", seed, bit, path)
				}
				closed(t, j)
			}
			changed(t, path, func(b []byte) []byte { b[bit/8] ^= 1 << (bit % 8); return b })
		}
	}
	names := []string{}
	for name := range used {
		names = append(names, name)
	}
	flips(400, func() string { return names[r.IntN(len(names))] })
	t.Logf("seed %d: 400 flips: %d refused, %d of them lost a fact unseen, 0 wrong", seed, refused, dropped)
	if dropped > 0 {
		t.Errorf("seed %d: %d flips dropped a fact that was acknowledged", seed, dropped)
	}
}

func TestDamageIsNamedWithItsPlace(t *testing.T) {
	dir := t.TempDir()
	j := opened(t, dir)
	wrote(t, j, picked("w1", 1))
	at := j.at
	wrote(t, j, picked("w1", 2))
	wrote(t, j, picked("w1", 3))
	closed(t, j)
	name := newestFile(t, dir)
	changed(t, name, func(b []byte) []byte { b[at+headSize+5] ^= 1; return b })

	_, err := Open(dir)
	d, ok := asDamage(err)
	if !ok || d.File != name || d.Offset != int64(at) {
		t.Fatalf("got %v, want damage of %s at %d", err, name, at)
	}
}

func TestAMissingSegmentIsDamage(t *testing.T) {
	dir := t.TempDir()
	j := opened(t, dir)
	fill(t, j, 3)
	middle := j.segments[1].path
	closed(t, j)
	if err := os.Remove(middle); err != nil {
		t.Fatal(err)
	}
	if _, err := Open(dir); !damaged(err) {
		t.Fatalf("got %v, want damage", err)
	}
}

func TestAFullSegmentThatLostItsEndIsDamage(t *testing.T) {
	dir := t.TempDir()
	j := opened(t, dir)
	fill(t, j, 2)
	first := j.segments[0].path
	closed(t, j)
	changed(t, first, func(b []byte) []byte {
		last := bytes.LastIndex(b, magic)
		clear(b[last:])
		return b
	})
	if _, err := Open(dir); !damaged(err) {
		t.Fatalf("got %v, want damage", err)
	}
}

func TestRepairKeepsWhatWasBeforeTheDamage(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "journal")
	j := opened(t, dir)
	old := j.Writer()
	want := wrote(t, j, picked("w1", 1))
	at := j.at
	wrote(t, j, picked("w1", 2))
	wrote(t, j, picked("w1", 3))
	closed(t, j)
	name := newestFile(t, dir)
	changed(t, name, func(b []byte) []byte { b[at+headSize+5] ^= 1; return b })
	before, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}

	report, err := Repair(dir, noon)
	if err != nil {
		t.Fatal(err)
	}
	if report.Damage == nil || report.Kept != 1 || report.Writer != old {
		t.Errorf("report %+v, want fact 1 of %s kept", report, old)
	}
	if aside, err := os.ReadFile(filepath.Join(report.Aside, filepath.Base(name))); err != nil || !bytes.Equal(aside, before) {
		t.Errorf("the damaged file was not put aside as it was: %v", err)
	}
	j = opened(t, dir)
	if j.Writer() == old || j.Last() != 0 {
		t.Errorf("the new journal has writer %s and %d facts", j.Writer(), j.Last())
	}
	list, err := j.Earlier()
	if err != nil || len(list) != 1 || list[0].Writer() != old || list[0].Last() != 1 {
		t.Fatalf("earlier: %v, %v", list, err)
	}
	for f, err := range list[0].From(1) {
		if err != nil || !reflect.DeepEqual(f, want[0]) {
			t.Errorf("got %v, %v; want %v", f, err, want[0])
		}
	}
	if err := list[0].Sent(); err != nil {
		t.Fatal(err)
	}
	if list, err := j.Earlier(); err != nil || len(list) != 0 {
		t.Errorf("earlier after it was sent: %v, %v", list, err)
	}
}

func TestRepairLeavesAWholeJournalAlone(t *testing.T) {
	dir := t.TempDir()
	j := opened(t, dir)
	writer := j.Writer()
	wrote(t, j, picked("w1", 1))
	if _, err := Repair(dir, noon); err == nil {
		t.Error("repair of a journal in use: got no error")
	}
	closed(t, j)
	if report, err := Repair(dir, noon); err != nil || report.Damage != nil {
		t.Errorf("got %+v, %v", report, err)
	}
	if j := opened(t, dir); j.Writer() != writer || j.Last() != 1 {
		t.Errorf("the journal has writer %s and %d facts", j.Writer(), j.Last())
	}
}

func TestRenewGivesAWholeJournalANewWriter(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "journal")
	j := opened(t, dir)
	old := j.Writer()
	fill(t, j, 2)
	last := j.Last()
	closed(t, j)
	report, err := Renew(dir, noon)
	if err != nil || report.Damage != nil || report.Kept != last || report.Writer != old || report.Aside == "" {
		t.Fatalf("got %+v, %v", report, err)
	}
	j = opened(t, dir)
	list, err := j.Earlier()
	if err != nil || len(list) != 1 || list[0].Last() != last || j.Writer() == old || j.Last() != 0 {
		t.Errorf("earlier %v, %v; writer %s, %d facts", list, err, j.Writer(), j.Last())
	}
}

// A repair may be cut off between its two renames.
func TestOpenFinishesARepair(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "journal")
	j := opened(t, dir)
	wrote(t, j, picked("w1", 1))
	closed(t, j)
	good, err := readSegment(segment{path: newestFile(t, dir), first: 1})
	if err != nil {
		t.Fatal(err)
	}
	if err := makeRepaired(dir, []content{good}, true); err != nil {
		t.Fatal(err)
	}
	if err := os.Rename(dir, dir+".damaged"); err != nil {
		t.Fatal(err)
	}
	if list, err := opened(t, dir).Earlier(); err != nil || len(list) != 1 {
		t.Errorf("earlier: %v, %v", list, err)
	}
}
