package journal

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"github.com/packwright/packwright/station"
)

const (
	segmentSize = 1 << 20
	format      = 2 // 1 had whole facts in its records
	// segmentAge is how long facts go into one segment: it goes as a whole.
	segmentAge = 15 * time.Minute
	segmentExt = ".log"
	ackedExt   = ".acked"
)

// head is the first record of a segment: what is needed to go on from here
// without the segments before.
type head struct {
	Format int        `json:"format"`
	Writer station.ID `json:"writer"`
	First  int64      `json:"first"` // number of the first fact here
	Prev   []byte     `json:"prev"`  // hash of the fact before
	Made   time.Time  `json:"made"`
	InHand index      `json:"in_hand"`
}

// segment is one file of facts first to last; last is first-1 while it is empty.
type segment struct {
	path        string
	first, last int64
	since       time.Time // when the first fact was made, zero while it is empty
	acked       time.Time // when all its facts were acknowledged, zero before
	end         int       // nothing behind this offset is read, 0: all is
}

func segmentName(first int64) string { return fmt.Sprintf("%020d%s", first, segmentExt) }

func (s segment) ackedPath() string { return strings.TrimSuffix(s.path, segmentExt) + ackedExt }

// segmentsIn lists the segments of a folder, oldest first. Their last number is
// not known yet.
func segmentsIn(dir string) ([]segment, error) {
	names, err := filepath.Glob(filepath.Join(dir, "*"+segmentExt)) // sorted
	if err != nil {
		return nil, err
	}
	var list []segment
	for _, path := range names {
		first, err := strconv.ParseInt(strings.TrimSuffix(filepath.Base(path), segmentExt), 10, 64)
		if err != nil {
			return nil, fmt.Errorf("%s is not a segment of a journal: its name is no number", path)
		}
		list = append(list, segment{path: path, first: first, last: first - 1})
	}
	return list, nil
}

// DamageError says that a file of the journal is not what was written. Nothing
// of the journal is used until it is repaired.
type DamageError struct {
	File   string
	Offset int64
	What   string
}

func (e *DamageError) Error() string {
	return fmt.Sprintf("journal is damaged: %s at byte %d: %s. Run: packwright journal repair", e.File, e.Offset, e.What)
}

// content is a segment that was read and checks.
type content struct {
	head    head
	records []record // with facts, in order
	bytes   []byte   // head and records, nothing behind them
	crc     uint32   // of the last record
	torn    bool     // a half written record was left out
}

func (c content) last() int64 {
	if len(c.records) == 0 {
		return c.head.First - 1
	}
	return c.records[len(c.records)-1].last()
}

// since is when its first fact was made, zero where there is none.
func (c content) since() (time.Time, error) {
	if len(c.records) == 0 {
		return time.Time{}, nil
	}
	facts, err := c.records[0].facts()
	if err != nil {
		return time.Time{}, err
	}
	return facts[0].At, nil
}

// readSegment reads a segment whole. With a DamageError, content is what was
// good before it.
func readSegment(s segment) (content, error) {
	b, err := os.ReadFile(s.path)
	if err != nil {
		return content{}, err
	}
	if s.end > 0 {
		b = b[:min(s.end, len(b))]
	}
	damage := func(at int, what string) error { return &DamageError{s.path, int64(at), what} }

	r, ok := readRecord(b, 0, 0)
	if !ok || r.count != 0 {
		return content{}, damage(0, "the head of the segment does not check")
	}
	var c content
	if err := json.Unmarshal(r.body, &c.head); err != nil {
		return content{}, damage(0, err.Error())
	}
	if c.head.Format < 1 || c.head.Format > format {
		return content{}, fmt.Errorf("%s has format %d, this version of packwright knows %d", s.path, c.head.Format, format)
	}
	if c.head.First != s.first {
		return content{}, damage(0, fmt.Sprintf("it begins with fact %d", c.head.First))
	}
	end, crc := r.end(), r.crc
	for {
		r, ok := readRecord(b, end, crc)
		if !ok || r.seq != c.last()+1 || r.count == 0 {
			break
		}
		r.writer = c.head.Writer
		c.records = append(c.records, r)
		end, crc = r.end(), r.crc
	}
	c.bytes, c.crc = b[:end], crc
	switch judge(b, end) {
	case restTorn:
		c.torn = true
	case restDamaged:
		return c, damage(end, "a record does not check")
	}
	return c, nil
}

// newSegment is the bytes of an empty segment, without its zeros.
func newSegment(h head) ([]byte, uint32, error) {
	body, err := json.Marshal(h)
	if err != nil {
		return nil, 0, err
	}
	b, crc := appendRecord(nil, record{seq: h.First, body: body}, 0)
	return b, crc, nil
}

// filled is b followed by zeros up to the size of a segment that also has room
// for more bytes.
func filled(b []byte, more int) []byte {
	return append(b[:len(b):len(b)], make([]byte, max(segmentSize-len(b), more))...)
}
