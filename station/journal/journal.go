package journal

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"time"

	"github.com/packwright/packwright/station"
)

// Journal is the facts of one station on its disk. It may be read while it is
// written.
type Journal struct {
	dir    string
	disk   disk
	lock   *os.File
	writer station.ID

	mu       sync.Mutex // guards everything below
	segments []segment  // oldest first, the last one is written
	file     file       // of the last segment
	at, size int        // where the next record goes; how large the file is
	crc      uint32     // of the last record
	prev     station.Hash
	inHand   index
	recent   []station.Fact // the newest facts, for those who send them
	broken   error
	notes    []string
}

// Open opens the journal of the folder, or makes one with a writer of its own.
// It fails when another process has it open, and with a *DamageError when a
// file is not what was written.
func Open(dir string) (*Journal, error) { return open(dir, system{}, time.Now) }

func open(dir string, d disk, now func() time.Time) (*Journal, error) {
	if err := finishRepair(dir); err != nil {
		return nil, fmt.Errorf("open journal: %w", err)
	}
	if err := os.MkdirAll(filepath.Join(dir, worksFolder), 0o700); err != nil {
		return nil, fmt.Errorf("open journal: %w", err)
	}
	lock, err := lockFolder(dir)
	if err != nil {
		return nil, err
	}
	j := &Journal{dir: dir, disk: d, lock: lock}
	if err := j.load(now()); err != nil {
		j.Close()
		return nil, fmt.Errorf("open journal: %w", err)
	}
	return j, nil
}

func (j *Journal) load(now time.Time) error {
	// A folder that was made with other rights is closed to others.
	if err := os.Chmod(j.dir, 0o700); err != nil {
		return err
	}
	if err := j.clear(unfinished); err != nil {
		return err
	}
	var err error
	if j.segments, err = segmentsIn(j.dir); err != nil {
		return err
	}
	if len(j.segments) == 0 {
		j.writer = newWriter()
		return j.roll(1, now, 0)
	}
	last, err := j.check()
	if err != nil {
		return err
	}
	if err := j.resume(last); err != nil {
		return err
	}
	j.readMarks()
	return j.eraseClosed()
}

// clear removes files whose name ends so: they were never finished.
func (j *Journal) clear(ext string) error {
	for _, dir := range []string{j.dir, filepath.Join(j.dir, worksFolder)} {
		names, err := filepath.Glob(filepath.Join(dir, "*"+ext))
		if err != nil {
			return err
		}
		for _, name := range names {
			if err := j.disk.remove(name); err != nil {
				return err
			}
		}
	}
	return nil
}

// check reads all segments: each is good and goes on where the one before ends.
// It answers the last one.
func (j *Journal) check() (content, error) {
	var last content
	for i := range j.segments {
		s := &j.segments[i]
		c, err := readSegment(*s)
		if err != nil {
			return content{}, err
		}
		if i > 0 && (c.head.Writer != last.head.Writer || c.head.First != last.last()+1) {
			return content{}, &DamageError{s.path, 0, fmt.Sprintf("it begins with fact %d of %s, the one before ends with %d of %s",
				c.head.First, c.head.Writer, last.last(), last.head.Writer)}
		}
		if c.torn {
			j.note("%s: dropped a record that was half written", filepath.Base(s.path))
		}
		if s.since, err = c.since(); err != nil {
			return content{}, fmt.Errorf("%s: %w", s.path, err)
		}
		s.last, last = c.last(), c
	}
	return last, nil
}

// resume goes on in a copy of the last segment. Of the file itself nobody knows
// what is on the disk and what only in memory: its last write may have failed.
func (j *Journal) resume(c content) error {
	j.writer, j.inHand, j.crc = c.head.Writer, c.head.InHand, c.crc
	copy(j.prev[:], c.head.Prev)
	for _, r := range c.records {
		facts, err := r.facts()
		if err != nil {
			return fmt.Errorf("%s: %w", j.newest().path, err)
		}
		if facts[0].Prev != j.prev {
			return &DamageError{j.newest().path, int64(r.at), fmt.Sprintf("fact %d does not follow the one before", r.seq)}
		}
		j.remember(facts)
	}
	return j.begin(j.newest().path, c.bytes, 0)
}

// begin makes the file of the newest segment and opens it for records.
func (j *Journal) begin(path string, b []byte, more int) error {
	all := filled(b, more)
	if err := put(j.disk, path, all); err != nil {
		return err
	}
	f, err := j.disk.open(path, os.O_WRONLY|openDurable, 0)
	if err != nil {
		return err
	}
	if j.file != nil {
		j.shut()
	}
	j.file, j.at, j.size = f, len(b), len(all)
	return nil
}

// shut closes the file of a full segment, every byte of which is durable. The zeros
// behind them are given back to the disk, but for those of the last block.
func (j *Journal) shut() {
	if end := int64(j.at+block-1) / block * block; end < int64(j.size) {
		if err := j.file.Truncate(end); err != nil {
			j.note("a full segment keeps its zeros: %v", err)
		}
	}
	_ = j.file.Close()
}

// roll begins the segment of the fact first, with room for a record of more
// bytes.
func (j *Journal) roll(first int64, now time.Time, more int) error {
	b, crc, err := newSegment(head{format, j.writer, first, j.prev[:], now.UTC(), j.inHand})
	if err != nil {
		return err
	}
	path := filepath.Join(j.dir, segmentName(first))
	if err := j.begin(path, b, more); err != nil {
		return err
	}
	j.crc = crc
	if n := len(j.segments); n > 0 && j.newest().last < j.newest().first { // an empty one that is too small
		j.segments = j.segments[:n-1]
	}
	j.segments = append(j.segments, segment{path: path, first: first, last: first - 1})
	return nil
}

func (j *Journal) newest() *segment { return &j.segments[len(j.segments)-1] }

// Writer is the identity of this journal: 128 random bits, made with it.
func (j *Journal) Writer() station.ID { return j.writer }

// Last is the number of the newest fact, 0 while there is none.
func (j *Journal) Last() int64 {
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.newest().last
}

// Notes is what Open and Fold found and cured, for the log.
func (j *Journal) Notes() []string {
	j.mu.Lock()
	defer j.mu.Unlock()
	return slices.Clone(j.notes)
}

func (j *Journal) note(format string, args ...any) {
	j.notes = append(j.notes, fmt.Sprintf(format, args...))
}

// Close lets go of the folder. What was appended is durable already.
func (j *Journal) Close() error {
	j.mu.Lock()
	defer j.mu.Unlock()
	j.broken = errors.New("the journal is closed")
	var err error
	if j.file != nil {
		err = j.file.Close()
		j.file = nil
	}
	return errors.Join(err, j.lock.Close())
}
