package journal

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// No fact that was acknowledged gets older than 24 hours, though the database may
// be away for a quarter of an hour when its time comes: without an answer nothing
// is removed. None goes that is younger than 23.5 hours, and none within an hour
// after it was acknowledged, however long the database had been away.
const (
	keepFor = 24*time.Hour - segmentAge // by its oldest fact
	settled = time.Hour
)

// Acked takes note that the database has every fact up to through, and removes
// segments that nobody needs any more. A database that went back to an older
// copy acknowledges less than before.
func (j *Journal) Acked(now time.Time, through int64) error {
	j.mu.Lock()
	defer j.mu.Unlock()
	if j.broken == nil && j.newest().old(now) {
		if err := j.roll(j.newest().last+1, now, 0); err != nil {
			j.broken = fmt.Errorf("%w: %w", ErrBroken, err)
			return j.broken
		}
	}
	for i := range j.segments[:len(j.segments)-1] {
		if err := j.mark(&j.segments[i], now, through); err != nil {
			return err
		}
	}
	return j.removeOld(now)
}

// Sent is a number up to which the database is known to have the facts, from what
// lies on the disk: it may have more, of the segment that is written.
func (j *Journal) Sent() int64 {
	j.mu.Lock()
	defer j.mu.Unlock()
	through := j.segments[0].first - 1
	for _, s := range j.segments {
		if s.acked.IsZero() {
			break
		}
		through = s.last
	}
	return through
}

// old says that the next fact goes into another segment, so that this one does
// not stay for the sake of it.
func (s segment) old(now time.Time) bool {
	return s.last >= s.first && now.Sub(s.since).Abs() >= segmentAge
}

// done says that nobody will ask for the segment any more.
func (s segment) done(now time.Time) bool {
	return !s.acked.IsZero() && now.Sub(s.acked) >= settled && now.Sub(s.since) >= keepFor
}

// mark writes beside a full segment since when all of it is acknowledged.
func (j *Journal) mark(s *segment, now time.Time, through int64) error {
	acked := s.last <= through
	switch {
	case acked == !s.acked.IsZero():
		return nil
	case !acked:
		s.acked = time.Time{}
		return j.disk.remove(s.ackedPath())
	}
	s.acked = now.UTC()
	return put(j.disk, s.ackedPath(), []byte(s.acked.Format(time.RFC3339)))
}

func (j *Journal) removeOld(now time.Time) error {
	for len(j.segments) > 1 {
		s := j.segments[0]
		if !s.done(now) || j.inHand.oldest(s.last+1) <= s.last {
			return nil
		}
		if err := j.disk.remove(s.path); err != nil {
			return err
		}
		j.segments = slices.Delete(j.segments, 0, 1)
		if err := j.disk.remove(s.ackedPath()); err != nil {
			return err
		}
	}
	return nil
}

// readMarks reads what mark wrote. What cannot be read is marked again.
func (j *Journal) readMarks() {
	for i := range j.segments {
		s := &j.segments[i]
		if b, err := os.ReadFile(s.ackedPath()); err == nil {
			s.acked, _ = time.Parse(time.RFC3339, string(b))
		}
	}
	j.removeLostMarks()
}

// removeLostMarks removes the marks of segments that are gone.
func (j *Journal) removeLostMarks() {
	names, _ := filepath.Glob(filepath.Join(j.dir, "*"+ackedExt))
	for _, name := range names {
		if _, err := os.Stat(strings.TrimSuffix(name, ackedExt) + segmentExt); os.IsNotExist(err) {
			_ = j.disk.remove(name) // tried again next time
		}
	}
}
