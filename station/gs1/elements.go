package gs1

import "strings"

// separator is FNC1 as a scanner sends it: it ends an element whose length is
// not predefined.
const separator = "\x1d"

// elementStrings reads all of data, which stands at offset in the scan.
func (s *Scan) elementStrings(data string, offset int) fault {
	if data == "" {
		return fault{NoData, offset, 0}
	}
	for at := 0; at < len(data); {
		n, f := s.elementString(data[at:], offset+at)
		if f.kind != "" {
			return f
		}
		at += n
	}
	return s.agree()
}

// elementString reads the first element of data and the separator behind it.
// It returns their length.
func (s *Scan) elementString(data string, offset int) (int, fault) {
	i, ok := ais.lookup(data)
	if !ok {
		return 0, fault{UnknownAI, offset, min(4, len(data))}
	}
	spec := &ais.specs[i]
	at := len(spec.ai)
	rest, _, separated := strings.Cut(data[at:], separator)
	n, f := spec.measure(rest)
	if f.kind == "" && n < len(rest) && !spec.fixed {
		f = fault{DataTooLong, 0, len(rest)}
	}
	if f.kind == "" {
		f = s.lookUp(spec, rest[:n])
	}
	if f.kind != "" {
		s.blame = spec.ai
		return 0, f.after(offset + at)
	}
	if f := s.add(i, spec.ai, rest[:n], offset+at); f.kind != "" {
		return 0, f
	}
	if separated && n == len(rest) {
		n++
	}
	return at + n, fault{}
}

// measure is how much of data, which reaches to the next separator, belongs to
// the element, every component checked.
func (s *spec) measure(data string) (int, fault) {
	if data == "" {
		return 0, fault{DataEmpty, 0, 0}
	}
	at := 0
	for i := range s.parts {
		p := &s.parts[i]
		n := min(len(data)-at, p.max)
		if n == 0 && p.optional {
			break
		}
		if n < p.min {
			return 0, fault{DataWrongLength, 0, len(data)}
		}
		if f := p.check(data[at : at+n]); f.kind != "" {
			return 0, f.after(at)
		}
		at += n
	}
	return at, fault{}
}

func (p *part) check(data string) fault {
	if f := p.charset(data); f.kind != "" {
		return f
	}
	for _, check := range p.checks {
		if f := check(data); f.kind != "" {
			return f
		}
	}
	return fault{}
}

// unlisted stands for an identifier that is not in the table.
const unlisted = -1

// add takes an element that was checked; spec is its place in ais.specs.
func (s *Scan) add(spec int, ai, data string, offset int) fault {
	if s.count == len(s.elements) {
		return fault{TooManyAIs, offset, 0}
	}
	s.elements[s.count] = Element{AI: ai, Data: data}
	s.offsets[s.count] = uint16(offset)
	s.specs[s.count] = uint16(spec + 1)
	s.count++
	if spec != unlisted && !s.present.has(spec) {
		s.present.add(spec)
		return fault{}
	}
	return s.sameAgain(s.count - 1)
}

// sameAgain takes a repeated element only if it repeats its value, too.
func (s *Scan) sameAgain(last int) fault {
	e := s.elements[last]
	for _, other := range s.elements[:last] {
		if other.AI == e.AI && other.Data != e.Data {
			return s.faultOf(last, DifferentValues)
		}
	}
	return fault{}
}

// agree checks that the elements may stand together.
func (s *Scan) agree() fault {
	for i := range s.count {
		if s.specs[i] == 0 {
			continue
		}
		spec := &ais.specs[s.specs[i]-1]
		if spec.conflicts.meets(&s.present) {
			return s.faultOf(i, InvalidPair)
		}
		if spec.serial && len(s.elements[i].Data) == spec.min && s.has("8030") {
			return s.faultOf(i, SerialMissing)
		}
	}
	return fault{}
}

func (s *Scan) has(ai string) bool {
	_, ok := s.Data(ai)
	return ok
}

func (s *Scan) faultOf(i int, kind ErrorKind) fault {
	s.blame = s.elements[i].AI
	return fault{kind, int(s.offsets[i]), 0}
}

// Complete checks that each element has the others that the standard asks for
// with it: a lot needs an article, a content its count. Parse does not ask for
// it, because a label may spread its elements over several barcodes. The error,
// if any, is an *Error.
func (s *Scan) Complete() error {
	for i := range s.count {
		if s.specs[i] == 0 {
			continue
		}
		if needs := ais.specs[s.specs[i]-1].requires; len(needs) > 0 && !s.meetsOne(needs) {
			return &Error{Kind: RequiredAIsMissing, Offset: int(s.offsets[i]), AI: s.elements[i].AI}
		}
	}
	return nil
}

// meetsOne says that all of one of the lists are there.
func (s *Scan) meetsOne(lists [][]string) bool {
	for _, list := range lists {
		met := 0
		for _, pattern := range list {
			if s.hasLike(pattern) {
				met++
			}
		}
		if met == len(list) {
			return true
		}
	}
	return false
}

func (s *Scan) hasLike(pattern string) bool {
	found := false
	ais.each(pattern, func(i int) { found = found || s.present.has(i) })
	return found
}
