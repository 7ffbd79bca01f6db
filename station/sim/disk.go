package sim

import (
	"bytes"
	"fmt"
	"iter"
	"time"

	"github.com/packwright/packwright/station"
)

// disk is what a station keeps over a kill: its facts as the lines of a journal,
// and beside them the content of the works in hand, as the journal does.
type disk struct {
	writer   station.ID
	facts    []kept // fact n is at n-1
	bytes    []byte // their lines
	again    []byte // room for one of them
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

// kept is a fact on the disk: where its line is, the hash that it had when it was
// written, and the work it is of.
type kept struct {
	from, to int
	hash     station.Hash
	work     station.ID
}

func newDisk(writer station.ID) *disk {
	return &disk{
		writer: writer, facts: make([]kept, 0, 256), bytes: make([]byte, 0, 1<<15), works: map[station.ID]int64{},
		contents: map[station.ID]station.Opened{}, artworks: map[string]station.Artwork{}, badges: map[string]station.Person{},
	}
}

func (d *disk) last() int64 { return int64(len(d.facts)) }

// stamp makes the facts of a turn, not yet durable.
func (d *disk) stamp(now time.Time, operator station.ID, cs []station.Change) ([]station.Written, error) {
	facts := make([]station.Written, len(cs))
	seq, prev := d.last(), d.prev
	for i, c := range cs {
		f, err := station.Write(d.writer, seq+1, now, operator, c, prev)
		if err != nil {
			return nil, err
		}
		facts[i], seq, prev = f, f.Seq, f.Hash
	}
	return facts, nil
}

// write makes the facts durable.
func (d *disk) write(facts []station.Written) {
	for _, f := range facts {
		from := len(d.bytes)
		d.bytes = f.AppendLine(d.bytes)
		d.facts = append(d.facts, kept{from, len(d.bytes), f.Hash, f.Work})
		d.prev = f.Hash
		d.index(f.Fact)
	}
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

// read decodes the fact of that number, which is what was written.
func (d *disk) read(seq int64) (station.Fact, error) {
	var prev station.Hash
	if seq > 1 {
		prev = d.facts[seq-2].hash
	}
	k := d.facts[seq-1]
	f, err := station.ReadLine(d.bytes[k.from:k.to], d.writer, seq, prev)
	if err == nil && f.Hash != k.hash {
		err = fmt.Errorf("fact %d has another hash", seq)
	}
	if err == nil && !d.same(f, d.bytes[k.from:k.to]) {
		err = fmt.Errorf("fact %d is not the same when it is written again", seq)
	}
	return f, err
}

// same says whether the fact is written as the same line again.
func (d *disk) same(f station.Fact, line []byte) bool {
	kind, body, err := station.Encode(f.Change)
	d.again = station.Written{Fact: f, Kind: kind, Body: body}.AppendLine(d.again[:0])
	return err == nil && bytes.Equal(d.again, line)
}

// fold is the facts that tell what is in hand.
func (d *disk) fold() iter.Seq2[station.Fact, error] {
	return func(yield func(station.Fact, error) bool) {
		for seq := d.begins(); seq <= d.last(); seq++ {
			if !d.wants(seq) {
				continue
			}
			f, err := d.read(seq)
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

// begins is the number of the first fact that the fold may want.
func (d *disk) begins() int64 {
	from := d.last() + 1
	for _, seq := range []int64{d.signedIn, d.asked, d.typing} {
		if seq != 0 {
			from = min(from, seq)
		}
	}
	for _, seq := range d.works {
		from = min(from, seq)
	}
	return from
}

func (d *disk) wants(seq int64) bool {
	opened, open := d.works[d.facts[seq-1].work]
	return seq == d.signedIn || seq == d.asked || seq == d.typing || open && seq >= opened
}
