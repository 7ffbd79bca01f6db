package journal

import (
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strings"

	"github.com/packwright/packwright/station"
)

// worksFolder holds the contents of the works in hand, one file each.
const worksFolder = "works"

func (j *Journal) workPath(id station.ID) string {
	return filepath.Join(j.dir, worksFolder, url.PathEscape(string(id))+".json")
}

// keepContents writes the contents of the works that the facts open.
func (j *Journal) keepContents(facts []station.Fact) error {
	for _, f := range facts {
		c, ok := f.Change.(station.WorkOpened)
		if !ok || c.Opened == nil {
			continue
		}
		if err := putSealed(j.disk, j.workPath(c.Work), c.Opened); err != nil {
			return fmt.Errorf("keep work %s: %w", c.Work, err)
		}
	}
	return nil
}

// forget erases the contents of the works that the facts closed. What cannot be
// erased now is erased by the next Open.
func (j *Journal) forget(facts []station.Fact) {
	for _, f := range facts {
		if _, open := j.inHand.Works[f.Work]; open || f.Work == "" {
			continue
		}
		switch f.Change.(type) {
		case station.WorkLost, station.WorkClosed:
		default:
			continue
		}
		if err := j.disk.remove(j.workPath(f.Work)); err != nil && !os.IsNotExist(err) {
			j.note("erase the content of work %s: %v", f.Work, err)
		}
	}
}

// eraseClosed erases contents that were left by a process that ended between
// two writes.
func (j *Journal) eraseClosed() error {
	dir := filepath.Join(j.dir, worksFolder)
	entries, err := os.ReadDir(dir)
	if err != nil {
		return err
	}
	for _, e := range entries {
		name, err := url.PathUnescape(strings.TrimSuffix(e.Name(), ".json"))
		if _, open := j.inHand.Works[station.ID(name)]; open && err == nil {
			continue
		}
		if err := j.disk.remove(filepath.Join(dir, e.Name())); err != nil {
			return err
		}
	}
	return nil
}

// bare is the fact without the content of the work.
func bare(f station.Fact) station.Fact {
	if c, ok := f.Change.(station.WorkOpened); ok {
		c.Opened = nil
		f.Change = c
	}
	return f
}
