package journal

import (
	"fmt"
	"iter"
	"path/filepath"

	"github.com/packwright/packwright/station"
)

// Read is the facts of a folder, in order, for those who look at what happened:
// nothing is locked and nothing changed, so it may be a copy, or in use. A
// WorkOpened carries the content of its work as long as that is kept.
func Read(dir string) iter.Seq2[station.Fact, error] {
	return func(yield func(station.Fact, error) bool) {
		segments, err := segmentsIn(dir)
		if err == nil && len(segments) == 0 {
			err = fmt.Errorf("there is no journal in %s", dir)
		}
		if err != nil {
			yield(station.Fact{}, err)
			return
		}
		next := segments[0].first
		for _, s := range segments {
			c, err := readSegment(s)
			if err == nil && c.head.First != next {
				err = &DamageError{s.path, 0, fmt.Sprintf("it begins with fact %d, the one before ends with %d", c.head.First, next-1)}
			}
			if err != nil {
				yield(station.Fact{}, fmt.Errorf("read journal: %w", err))
				return
			}
			next = c.last() + 1
			if !yieldAll(dir, c, yield) {
				return
			}
		}
	}
}

func yieldAll(dir string, c content, yield func(station.Fact, error) bool) bool {
	for _, r := range c.records {
		facts, err := r.facts()
		if err != nil {
			return yield(station.Fact{}, fmt.Errorf("read journal: %w", err))
		}
		for _, f := range facts {
			if !yield(withContent(dir, f), nil) {
				return false
			}
		}
	}
	return true
}

// withContent is the fact with what lies beside the journal for it.
func withContent(dir string, f station.Fact) station.Fact {
	c, ok := f.Change.(station.WorkOpened)
	if !ok {
		return f
	}
	var o station.Opened
	if err := readSealed((&Journal{dir: filepath.Clean(dir)}).workPath(c.Work), &o); err == nil && o.Epoch == c.Epoch {
		c.Opened = &o
		f.Change = c
	}
	return f
}
