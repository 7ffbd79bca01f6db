package journal

import (
	"bytes"
	"encoding/json"
	"fmt"

	"github.com/packwright/packwright/station"
)

// The body of a record is the hash of the fact before it and then a fact a line,
// without what follows from the rest: the writer stands in the head of the
// segment, the number in the header of the record, work and epoch in the change,
// and the hashes are over all of that.
type firstLine struct {
	Prev []byte `json:"prev"`
}

// wholeFacts begins the body of a record of format 1: a whole fact a line.
var wholeFacts = []byte(`{"writer":`)

// encodeFacts is the body of a record. There is at least one fact.
func encodeFacts(facts []station.Written) ([]byte, error) {
	b, err := json.Marshal(firstLine{facts[0].Prev[:]})
	if err != nil {
		return nil, fmt.Errorf("write fact %d: %w", facts[0].Seq, err)
	}
	b = append(b, '\n')
	for _, f := range facts {
		b = append(f.AppendLine(b), '\n')
	}
	return b, nil
}

// facts reads the body. The CRC says that it is what was written.
func (r record) facts() ([]station.Fact, error) {
	facts, err := r.lines()
	if err == nil && len(facts) != r.count {
		err = fmt.Errorf("it holds %d facts, not %d", len(facts), r.count)
	}
	if err != nil {
		return nil, fmt.Errorf("record of fact %d: %w", r.seq, err)
	}
	return facts, nil
}

func (r record) lines() ([]station.Fact, error) {
	if bytes.HasPrefix(r.body, wholeFacts) {
		return r.wholeLines()
	}
	head, rest, _ := bytes.Cut(r.body, []byte("\n"))
	var first firstLine
	if err := json.Unmarshal(head, &first); err != nil {
		return nil, err
	}
	if len(first.Prev) != len(station.Hash{}) {
		return nil, fmt.Errorf("a hash of %d bytes", len(first.Prev))
	}
	facts := make([]station.Fact, 0, r.count)
	prev := station.Hash(first.Prev)
	for line := range bytes.Lines(rest) {
		f, err := station.ReadLine(line, r.writer, r.seq+int64(len(facts)), prev)
		if err != nil {
			return nil, err
		}
		facts, prev = append(facts, f), f.Hash
	}
	return facts, nil
}

// wholeLines reads a body of format 1.
func (r record) wholeLines() ([]station.Fact, error) {
	facts := make([]station.Fact, 0, r.count)
	for line := range bytes.Lines(r.body) {
		var f station.Fact
		if err := json.Unmarshal(line, &f); err != nil {
			return nil, err
		}
		if want := r.seq + int64(len(facts)); f.Seq != want {
			return nil, fmt.Errorf("fact %d stands where %d belongs", f.Seq, want)
		}
		facts = append(facts, f)
	}
	return facts, nil
}
