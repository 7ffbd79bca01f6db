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

// keepContents writes the contents of the works that the facts open, and what
// carriers drew for them.
func (j *Journal) keepContents(facts []station.Fact) error {
	for _, f := range facts {
		var err error
		switch c := f.Change.(type) {
		case station.WorkOpened:
			if c.Opened != nil {
				err = putSealed(j.disk, j.workPath(c.Work), c.Opened)
			}
		case station.LabelBought:
			if c.Artwork != nil {
				err = j.keepArtwork(c)
			}
		}
		if err != nil {
			return fmt.Errorf("keep work %s: %w", f.Work, err)
		}
	}
	return nil
}

// keepArtwork adds a carrier's own label to the content of its work. A content
// that cannot be read is left as it is: the carrier is asked for the label again
// when it is needed.
func (j *Journal) keepArtwork(c station.LabelBought) error {
	var o station.Opened
	if err := readSealed(j.workPath(c.Work), &o); err != nil {
		j.note("the label %s is not kept: %v", c.Key, err)
		return nil
	}
	if o.Artworks == nil {
		o.Artworks = map[string]station.Artwork{}
	}
	o.Artworks[c.Key] = *c.Artwork
	return putSealed(j.disk, j.workPath(c.Work), o)
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

// bare is the fact without what lies beside it.
func bare(f station.Fact) station.Fact {
	switch c := f.Change.(type) {
	case station.WorkOpened:
		c.Opened = nil
		f.Change = c
	case station.LabelBought:
		c.Artwork = nil
		f.Change = c
	}
	return f
}

// whole is the fact with what lies beside it.
func whole(f station.Fact, contents map[station.ID]*station.Opened) station.Fact {
	switch c := f.Change.(type) {
	case station.WorkOpened:
		c.Opened = contents[c.Work]
		f.Change = c
	case station.LabelBought:
		if o := contents[c.Work]; o != nil {
			if a, kept := o.Artworks[c.Key]; kept {
				c.Artwork = &a
				f.Change = c
			}
		}
	}
	return f
}
