package journal

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"github.com/packwright/packwright/station"
)

// cautious knows what a power cut would take: what was written and not synced,
// and names in folders that were not.
type cautious struct {
	system
	t     *testing.T
	dirty map[string]bool
}

func (d *cautious) open(path string, flag int, perm fs.FileMode) (file, error) {
	if flag&os.O_CREATE != 0 {
		d.dirty[path] = true
	}
	f, err := d.system.open(path, flag, perm)
	return cautiousFile{f, d, path, openDurable != 0 && flag&openDurable == openDurable}, err
}

func (d *cautious) rename(from, to string) error {
	if d.dirty[from] {
		d.t.Errorf("%s was given its name before it was durable", filepath.Base(to))
	}
	d.dirty[filepath.Dir(to)] = true
	return d.system.rename(from, to)
}

type cautiousFile struct {
	file
	disk    *cautious
	path    string
	through bool
}

func (f cautiousFile) WriteAt(b []byte, at int64) (int, error) {
	if !f.through {
		f.disk.dirty[f.path] = true
	}
	return f.file.WriteAt(b, at)
}

func (f cautiousFile) Sync() error {
	delete(f.disk.dirty, f.path)
	return f.file.Sync()
}

func TestWhatIsAcknowledgedWouldSurviveAPowerCut(t *testing.T) {
	d := &cautious{t: t, dirty: map[string]bool{}}
	dir := t.TempDir()
	j, err := open(dir, d, clock)
	if err != nil {
		t.Fatal(err)
	}
	defer j.Close()
	for i := range 60 {
		id := station.ID(fmt.Sprint("w", i))
		wrote(t, j, opening(id))
		many := make([]station.Change, 250)
		for k := range many {
			many[k] = picked(id, k)
		}
		wrote(t, j, many...)
		if len(d.dirty) > 0 {
			t.Fatalf("turn %d was acknowledged while these were not durable: %v", i, d.dirty)
		}
	}
	if len(j.segments) < 3 {
		t.Errorf("%d segments, want some more", len(j.segments))
	}
}
