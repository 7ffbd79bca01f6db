package journal

import (
	"fmt"
	"iter"
	"slices"

	"github.com/packwright/packwright/station"
)

// From is the facts from the number on, in order, up to the newest one when the
// reading began. Contents of works are not attached.
func (j *Journal) From(seq int64) iter.Seq2[station.Fact, error] {
	return func(yield func(station.Fact, error) bool) {
		recent, segments := j.since(seq)
		if recent == nil {
			readFacts(segments, seq, func(record) bool { return true }, yield)
			return
		}
		for _, f := range recent {
			if !yield(f, nil) {
				return
			}
		}
	}
}

// since is the facts from seq on when memory holds them all, else the segments
// as they are now.
func (j *Journal) since(seq int64) ([]station.Fact, []segment) {
	j.mu.Lock()
	defer j.mu.Unlock()
	if seq > j.newest().last {
		return []station.Fact{}, nil
	}
	if n := len(j.recent); n > 0 && seq >= j.recent[0].Seq {
		return slices.Clone(j.recent[seq-j.recent[0].Seq:]), nil
	}
	return nil, j.durable()
}

// durable is the segments up to what is durable now: behind that, a record may
// be on its way.
func (j *Journal) durable() []segment {
	segments := slices.Clone(j.segments)
	segments[len(segments)-1].end = j.at
	return segments
}

// Fold is the facts that tell what is in hand, in order: the open session, the
// open question of the station, the cartons that have run out, and all facts of
// the works that were opened and not closed since. A WorkOpened carries the
// content of its work, a LabelBought the carrier's own label. A work whose
// content cannot be read is left out, with a note: the database has it.
func (j *Journal) Fold() iter.Seq2[station.Fact, error] {
	return func(yield func(station.Fact, error) bool) {
		j.mu.Lock()
		segments := j.durable()
		x := j.inHand
		x.Works = cloned(x.Works)
		contents, kept, more := j.contents(x), x.kept(), true
		j.mu.Unlock()

		upTo := func(seq int64) bool {
			for ; more && len(kept) > 0 && kept[0].Seq < seq; kept = kept[1:] {
				more = yield(kept[0], nil)
			}
			return more
		}
		next := segments[len(segments)-1].last + 1
		skip := func(r record) bool { return x.needs(r.seq, r.last()) }
		readFacts(segments, x.oldest(next), skip, func(f station.Fact, err error) bool {
			switch {
			case err != nil:
				more = false
				return yield(f, err)
			case !x.wants(f):
				return true
			case !upTo(f.Seq):
				return false
			}
			more = yield(whole(f, contents), nil)
			return more
		})
		upTo(next)
		for _, f := range x.rolls(next - 1) {
			more = more && yield(f, nil)
		}
	}
}

// contents reads what lies beside the facts. It takes a work that cannot be
// read out of x.
func (j *Journal) contents(x index) map[station.ID]*station.Opened {
	all := map[station.ID]*station.Opened{}
	for id := range x.Works {
		var o station.Opened
		if err := readSealed(j.workPath(id), &o); err != nil {
			j.note("work %s is left to the database: %v", id, err)
			delete(x.Works, id)
			continue
		}
		all[id] = &o
	}
	return all
}

// readFacts reads the facts from seq on, of the records that are needed.
func readFacts(segments []segment, seq int64, needed func(record) bool, yield func(station.Fact, error) bool) {
	last := segments[len(segments)-1].last
	if first := segments[0].first; seq < first {
		yield(station.Fact{}, fmt.Errorf("read fact %d: the journal begins with fact %d", seq, first))
		return
	}
	for _, s := range segments {
		if s.last < seq {
			continue
		}
		c, err := readSegment(s)
		if err != nil {
			yield(station.Fact{}, fmt.Errorf("read fact %d: %w", seq, err))
			return
		}
		for _, r := range c.records {
			if r.last() < seq || r.seq > last || !needed(r) {
				continue
			}
			facts, err := r.facts()
			if err != nil {
				yield(station.Fact{}, fmt.Errorf("read %s: %w", s.path, err))
				return
			}
			for _, f := range facts {
				if f.Seq >= seq && f.Seq <= last && !yield(f, nil) {
					return
				}
			}
		}
	}
}
