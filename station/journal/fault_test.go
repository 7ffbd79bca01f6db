package journal

import (
	"errors"
	"io/fs"
	"slices"
	"strings"
	"syscall"
	"testing"

	"github.com/packwright/packwright/station"
)

// faulty fails its n-th change of the disk with an error, and only that one: a
// journal that tried again would succeed. A write that fails leaves short of
// its bytes behind.
type faulty struct {
	system
	left  int // calls until the fault
	err   error
	short int
	hit   bool
}

func (d *faulty) fault() error {
	if d.left--; d.left == 0 {
		d.hit = true
		return d.err
	}
	return nil
}

func (d *faulty) open(path string, flag int, perm fs.FileMode) (file, error) {
	if err := d.fault(); err != nil {
		return nil, err
	}
	f, err := d.system.open(path, flag, perm)
	return faultyFile{f, d}, err
}

func (d *faulty) rename(from, to string) error {
	if err := d.fault(); err != nil {
		return err
	}
	return d.system.rename(from, to)
}

func (d *faulty) remove(path string) error {
	if err := d.fault(); err != nil {
		return err
	}
	return d.system.remove(path)
}

type faultyFile struct {
	file
	disk *faulty
}

func (f faultyFile) WriteAt(b []byte, at int64) (int, error) {
	if err := f.disk.fault(); err != nil {
		n, _ := f.file.WriteAt(b[:min(f.disk.short, len(b))], at)
		return n, err
	}
	return f.file.WriteAt(b, at)
}

func (f faultyFile) Sync() error {
	if err := f.disk.fault(); err != nil {
		return err
	}
	return f.file.Sync()
}

func (f faultyFile) Truncate(size int64) error {
	if err := f.disk.fault(); err != nil {
		return err
	}
	return f.file.Truncate(size)
}

// shift is a day in short: two works, and enough for two segments.
func shift(j *Journal) (acked []station.Fact, failed int) {
	turn := func(cs ...station.Change) {
		facts, err := j.Append(noon, "ann", cs)
		if err != nil {
			failed++
		}
		acked = append(acked, facts...)
	}
	turn(signIn)
	turn(opening("w1"), opening("w2"))
	many := slices.Repeat([]station.Change{station.ScanRefused{Code: strings.Repeat("x", 50_000)}}, 12)
	turn(many...)
	turn(picked("w1", 1), closing("w1"))
	turn(many...)
	_ = j.Acked(noon, 15)
	turn(picked("w2", 1))
	return acked, failed
}

func TestNoFaultOfTheDiskLosesWhatWasAcknowledged(t *testing.T) {
	for _, kind := range []struct {
		name  string
		err   error
		short int
	}{
		{"EIO", syscall.EIO, 0},
		{"ENOSPC after half a record", syscall.ENOSPC, 100},
		{"EIO although all was written", syscall.EIO, 1 << 30},
	} {
		t.Run(kind.name, func(t *testing.T) {
			for n := 1; ; n++ {
				d := &faulty{left: n, err: kind.err, short: kind.short}
				if !survives(t, d, n) {
					t.Logf("%d faults", n-1)
					return
				}
			}
		})
	}
}

// survives runs the shift on the disk. It is false when no fault happened.
func survives(t *testing.T, d *faulty, n int) bool {
	dir := t.TempDir()
	j, err := open(dir, d, clock)
	if err != nil {
		if !d.hit {
			t.Fatalf("fault %d: %v", n, err)
		}
		goesOn(t, dir, nil)
		return true
	}
	acked, failed := shift(j)
	if failed > 0 {
		if _, err := j.Append(noon, "ann", []station.Change{signOut}); !errors.Is(err, ErrBroken) {
			t.Fatalf("fault %d: append after the fault: %v, want ErrBroken", n, err)
		}
		if got := read(t, j, 1); !same(got, acked) {
			t.Fatalf("fault %d: %d facts can be read after it, want %d", n, len(got), len(acked))
		}
	}
	closed(t, j)

	j = opened(t, dir)
	got := read(t, j, 1)
	if len(got) < len(acked) || !same(got[:len(acked)], acked) {
		t.Fatalf("fault %d: %d facts after opening again, %d were acknowledged", n, len(got), len(acked))
	}
	folded(t, j)
	closed(t, j)
	goesOn(t, dir, got)
	return d.hit
}

// The copy that Open goes on in is made beside the file: a fault while it is
// made loses nothing.
func TestNoFaultWhileOpeningLosesAnything(t *testing.T) {
	for n := 1; ; n++ {
		dir := t.TempDir()
		j := opened(t, dir)
		want, _ := shift(j)
		closed(t, j)
		d := &faulty{left: n, err: syscall.EIO, short: 100}
		j, err := open(dir, d, clock)
		if err == nil {
			closed(t, j)
		}
		goesOn(t, dir, want)
		if !d.hit {
			return
		}
		if err == nil {
			t.Fatalf("fault %d while opening was not told", n)
		}
	}
}
