package journal

import (
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/packwright/packwright/station"
)

// ErrBroken is what Append answers for ever after a write that failed. Open
// the journal again: what can be read then is what counts.
var ErrBroken = errors.New("the journal takes nothing more after a failed write")

// recentFacts is how many facts are kept in memory to be sent without reading
// the disk.
const recentFacts = 512

// Append stamps what became true in one turn and makes it durable, all of it or
// nothing. The content of a work that is opened is kept beside it. After an
// error of the disk every Append answers ErrBroken.
func (j *Journal) Append(now time.Time, operator station.ID, cs []station.Change) ([]station.Fact, error) {
	j.mu.Lock()
	defer j.mu.Unlock()
	if j.broken != nil {
		return nil, fmt.Errorf("append to journal: %w", j.broken)
	}
	if len(cs) == 0 {
		return nil, nil
	}
	written, facts, err := j.stamp(now, operator, cs)
	if err != nil {
		return nil, fmt.Errorf("append to journal: %w", err)
	}
	if err := j.write(now, written, facts); err != nil {
		j.broken = fmt.Errorf("%w: %w", ErrBroken, err)
		return nil, fmt.Errorf("append fact %d to journal: %w", facts[0].Seq, j.broken)
	}
	j.remember(facts)
	j.forget(facts)
	return facts, nil
}

func (j *Journal) stamp(now time.Time, operator station.ID, cs []station.Change) ([]station.Written, []station.Fact, error) {
	written, facts := make([]station.Written, len(cs)), make([]station.Fact, len(cs))
	seq, prev := j.newest().last, j.prev
	for i, c := range cs {
		w, err := station.Write(j.writer, seq+1, now, operator, c, prev)
		if err != nil {
			return nil, nil, err
		}
		written[i], facts[i], seq, prev = w, w.Fact, w.Seq, w.Hash
	}
	return written, facts, nil
}

// write makes the facts durable: first what lies beside them, then they.
func (j *Journal) write(now time.Time, written []station.Written, facts []station.Fact) error {
	if err := j.keepContents(facts); err != nil {
		return err
	}
	body, err := encodeFacts(written)
	if err != nil {
		return err
	}
	if need := headSize + len(body); j.at+need > j.size || j.newest().old(now) {
		if err := j.roll(facts[0].Seq, now, need); err != nil {
			return err
		}
	}
	b, crc := appendRecord(nil, record{seq: facts[0].Seq, count: len(facts), body: body}, j.crc)
	if err := writeThrough(j.file, b, int64(j.at)); err != nil {
		return err
	}
	j.at, j.crc = j.at+len(b), crc
	if j.newest().since.IsZero() {
		j.newest().since = now
	}
	return nil
}

// remember takes durable facts into what the journal knows.
func (j *Journal) remember(facts []station.Fact) {
	for _, f := range facts {
		j.inHand = j.inHand.after(f)
		j.newest().last, j.prev = f.Seq, f.Hash
		j.recent = append(j.recent, bare(f))
	}
	if len(j.recent) > 2*recentFacts {
		j.recent = slices.Clone(j.recent[len(j.recent)-recentFacts:])
	}
}
