package gs1

// Prefixes answers whether digits begin with a company prefix that was given
// out. GS1 publishes no list of them, but who has one, or a line to GS1, can
// have every number of a scan looked up. Without, four digits pass for the
// beginning of a prefix.
type Prefixes func(digits string) PrefixAnswer

// PrefixAnswer is what Prefixes can say.
type PrefixAnswer uint8

// The answers.
const (
	PrefixGiven      PrefixAnswer = iota
	PrefixUnknown                 // nobody has it
	PrefixUnanswered              // the list cannot be read now
)

// span is a part of a component's data, from at to end.
type span struct{ at, end int }

// prefixesIn find what of a component's data begins with a company prefix, by
// the name of the component's check in the table.
var prefixesIn = map[string]func(data string) []span{
	"gcp1":       func(data string) []span { return []span{{0, len(data)}} },
	"gcp2":       func(data string) []span { return []span{{1, len(data)}} },
	"couponcode": couponPrefixes,
}

// look asks about every company prefix in data, which passed its check.
func (p Prefixes) look(in func(string) []span, data string) fault {
	for _, s := range in(data) {
		switch p(data[s.at:s.end]) {
		case PrefixUnknown:
			return fault{BadCompanyPrefix, s.at, s.end - s.at}
		case PrefixUnanswered:
			return fault{NoPrefixAnswer, s.at, s.end - s.at}
		}
	}
	return fault{}
}

// lookUp asks about the company prefixes in an element's data, if anybody can
// be asked.
func (s *Scan) lookUp(spec *spec, data string) fault {
	if s.options.Prefixes == nil {
		return fault{}
	}
	at := 0
	for i := range spec.parts {
		p := &spec.parts[i]
		n := min(len(data)-at, p.max)
		if p.prefixes != nil && n > 0 {
			if f := s.options.Prefixes.look(p.prefixes, data[at:at+n]); f.kind != "" {
				return f.after(at)
			}
		}
		at += n
	}
	return fault{}
}
