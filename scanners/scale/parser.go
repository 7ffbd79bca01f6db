package scale

import "bytes"

// longestAnswer is more than any scale has to say.
const longestAnswer = 64

// garbled is what cannot be read: noise, another dialect, or something else
// that the scale had to say.
const garbled = "garbled"

// A parser finds the answers in what a scale sends.
type parser struct {
	d      Dialect
	inside bool // an answer has begun
	body   []byte
}

// hear takes what one read of the device returned, and tells each answer that
// it completed, garbled ones as such.
func (p *parser) hear(sent []byte, tell func(Reading) error) error {
	if p.d.packets {
		r, ok := p.end(sent)
		if !ok {
			return nil
		}
		return tell(r)
	}
	for _, b := range sent {
		r, ok := p.feed(b)
		if !ok {
			continue
		}
		if err := tell(r); err != nil {
			return err
		}
	}
	return nil
}

// feed takes the next byte and says whether it ended an answer.
func (p *parser) feed(b byte) (Reading, bool) {
	if p.d.Line.DataBits == 7 {
		b &= 0x7f // the parity bit, when the line was opened with 8
	}
	switch {
	case p.d.length > 0 && p.inside && len(p.body) == p.d.length-1:
		return p.end(append(p.body, b))
	case b == p.d.last && p.d.length == 0 && (p.inside || p.d.first == 0):
		whole := p.inside || !p.d.lines
		r, ok := p.end(p.body)
		p.inside = p.d.lines
		return r, ok && whole
	case b == p.d.first && b != 0 && (!p.inside || p.d.restarts):
		p.inside, p.body = true, p.body[:0]
	case len(p.body) < longestAnswer:
		p.body = append(p.body, b)
	}
	return Reading{}, false
}

// end reads a whole answer, if there is anything to read.
func (p *parser) end(body []byte) (Reading, bool) {
	p.inside, p.body = false, p.body[:0]
	if len(bytes.TrimSpace(body)) == 0 {
		return Reading{}, false
	}
	r, ok := p.d.read(string(body))
	if !ok {
		r = Reading{Problem: garbled}
	}
	return r, true
}
