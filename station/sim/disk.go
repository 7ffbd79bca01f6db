package sim

import (
	"fmt"
	"iter"
	"maps"
	"slices"
	"time"

	"github.com/packwright/packwright/station"
)

// disk is what a station keeps over a kill: its facts as bytes, and beside them
// the content of the works in hand, as the journal does.
type disk struct {
	writer   station.ID
	facts    [][]byte // fact n is at n-1
	prev     station.Hash
	works    map[station.ID]int64 // in hand: the number of the fact that opened it
	signedIn int64
	asked    int64
	typing   int64
	contents map[station.ID]station.Opened
	artworks map[string]station.Artwork
	badges   map[string]station.Person // seen here
	timeline int                       // the highest that was seen
	sent     int64                     // by its own count, where it does not ask the database
}

func newDisk(writer station.ID) *disk {
	return &disk{writer: writer, works: map[station.ID]int64{}, contents: map[station.ID]station.Opened{}, artworks: map[string]station.Artwork{}, badges: map[string]station.Person{}}
}

func (d *disk) last() int64 { return int64(len(d.facts)) }

// stamp makes the facts of a turn, not yet durable.
func (d *disk) stamp(now time.Time, operator station.ID, cs []station.Change) ([]station.Fact, error) {
	facts := make([]station.Fact, len(cs))
	seq, prev := d.last(), d.prev
	for i, c := range cs {
		f, err := station.Stamp(d.writer, seq+1, now, operator, c, prev)
		if err != nil {
			return nil, err
		}
		facts[i], seq, prev = f, f.Seq, f.Hash
	}
	return facts, nil
}

// write makes the facts durable.
func (d *disk) write(facts []station.Fact) error {
	for _, f := range facts {
		line, err := f.MarshalJSON()
		if err != nil {
			return err
		}
		d.facts, d.prev = append(d.facts, line), f.Hash
		d.index(f)
	}
	return nil
}

// index keeps what the fold needs.
func (d *disk) index(f station.Fact) {
	switch c := f.Change.(type) {
	case station.SignedIn:
		d.signedIn, d.asked, d.typing = f.Seq, 0, 0
	case station.SignedOut:
		d.signedIn, d.asked, d.typing = 0, 0, 0
	case station.TypingAllowed:
		d.typing = f.Seq
	case station.Prompted:
		if c.Work == "" {
			d.asked = f.Seq
		}
	case station.WorkOpened:
		d.works[c.Work] = f.Seq
		if c.Opened != nil {
			d.contents[c.Work] = *c.Opened
		}
	case station.LabelBought:
		if c.Artwork != nil {
			d.artworks[c.Key] = *c.Artwork
		}
	case station.WorkLost, station.WorkClosed:
		delete(d.works, f.Work)
		delete(d.contents, f.Work)
	}
}

// read decodes the fact of that number.
func (d *disk) read(seq int64) (station.Fact, error) {
	var f station.Fact
	if err := f.UnmarshalJSON(d.facts[seq-1]); err != nil {
		return f, fmt.Errorf("read fact %d: %w", seq, err)
	}
	return f, nil
}

// fold is the facts that tell what is in hand.
func (d *disk) fold() iter.Seq2[station.Fact, error] {
	return func(yield func(station.Fact, error) bool) {
		from := d.last() + 1
		for _, seq := range append(slices.Collect(maps.Values(d.works)), d.signedIn, d.asked, d.typing) {
			if seq != 0 {
				from = min(from, seq)
			}
		}
		for seq := from; seq <= d.last(); seq++ {
			f, err := d.read(seq)
			if err == nil && !d.wants(f) {
				continue
			}
			if opened, ok := f.Change.(station.WorkOpened); ok {
				o := d.contents[f.Work]
				o.Artworks = d.artworks
				opened.Opened = &o
				f.Change = opened
			}
			if !yield(f, err) {
				return
			}
		}
	}
}

func (d *disk) wants(f station.Fact) bool {
	opened, open := d.works[f.Work]
	return f.Seq == d.signedIn || f.Seq == d.asked || f.Seq == d.typing || open && f.Seq >= opened
}
