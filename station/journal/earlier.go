package journal

import (
	"errors"
	"fmt"
	"io/fs"
	"iter"
	"os"
	"path/filepath"

	"github.com/packwright/packwright/station"
)

// earlierFolder holds what repairs kept, a folder for each writer.
const earlierFolder = "earlier"

// Earlier is what a repair kept of a journal: facts of a writer that writes no
// more. Those that the database lacks still have to be sent.
type Earlier struct {
	dir      string
	writer   station.ID
	segments []segment
}

// Earlier lists what repairs kept and nobody has sent yet.
func (j *Journal) Earlier() ([]*Earlier, error) {
	root := filepath.Join(j.dir, earlierFolder)
	entries, err := os.ReadDir(root)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("list earlier journals: %w", err)
	}
	var list []*Earlier
	for _, entry := range entries {
		e := &Earlier{dir: filepath.Join(root, entry.Name())}
		if err := e.load(); err != nil {
			return nil, fmt.Errorf("open earlier journal %s: %w", e.dir, err)
		}
		list = append(list, e)
	}
	return list, nil
}

func (e *Earlier) load() error {
	var err error
	if e.segments, err = segmentsIn(e.dir); err != nil {
		return err
	}
	if len(e.segments) == 0 {
		return errors.New("it holds no segment")
	}
	for i := range e.segments {
		c, err := readSegment(e.segments[i])
		if err != nil {
			return err
		}
		e.writer, e.segments[i].last = c.head.Writer, c.last()
	}
	return nil
}

// Writer is who wrote the facts.
func (e *Earlier) Writer() station.ID { return e.writer }

// Last is the number of the last fact that was kept.
func (e *Earlier) Last() int64 { return e.segments[len(e.segments)-1].last }

// From is the facts from the number on, in order.
func (e *Earlier) From(seq int64) iter.Seq2[station.Fact, error] {
	return func(yield func(station.Fact, error) bool) {
		readFacts(e.segments, seq, func(record) bool { return true }, yield)
	}
}

// Sent removes it: the database has everything.
func (e *Earlier) Sent() error { return os.RemoveAll(e.dir) }
