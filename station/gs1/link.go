package gs1

import (
	"slices"
	"strings"
)

// isLink says that a scan could be a Digital Link: the scheme is in small
// letters or in capitals, which a QR code packs tighter.
func isLink(s string) bool {
	return linkRest(s) != s
}

// linkRest is s without a scheme in front.
func linkRest(s string) string {
	for _, scheme := range [...]string{"https://", "http://", "HTTPS://", "HTTP://"} {
		if rest, ok := strings.CutPrefix(s, scheme); ok {
			return rest
		}
	}
	return s
}

const (
	linkBytes   = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~:/?#[]@!$&'()*+,;=%"
	domainBytes = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-.:[]"
)

var inLink, inDomain = places(linkBytes), places(domainBytes)

// readLink takes the elements out of a Digital Link: a key and what qualifies
// it at the end of the path, attributes in the query. uri stands at offset in
// the scan.
func (s *Scan) readLink(uri string, offset int) fault {
	if f := within(uri, inLink, LinkCharacter); f.kind != "" {
		return f.after(offset)
	}
	rest := linkRest(uri)
	slash := strings.IndexByte(rest, '/')
	if slash <= 0 {
		return fault{LinkNoDomain, offset, 0}
	}
	at := offset + len(uri) - len(rest)
	if f := within(rest[:slash], inDomain, LinkDomain); f.kind != "" {
		return f.after(at)
	}
	rest, _, _ = strings.Cut(rest[slash:], "#")
	path, query, _ := strings.Cut(rest, "?")
	at += slash
	if f := s.readPath(path, at); f.kind != "" {
		return f
	}
	qualifiers := s.count
	if f := s.readQuery(query, at+len(path)+1, qualifiers); f.kind != "" {
		return f
	}
	return s.agree()
}

// readPath reads /AI/value pairs from the last key in the path on.
func (s *Scan) readPath(path string, offset int) fault {
	start, ok := keyIn(path)
	if !ok {
		return fault{LinkNoKey, offset, 0}
	}
	for at := start; at < len(path); {
		ai, _, _ := strings.Cut(path[at+1:], "/")
		at += len(ai) + 2
		value, _, _ := strings.Cut(path[at:], "/")
		if value == "" {
			s.blame = ai
			return fault{LinkPathEmpty, offset + at, 0}
		}
		if f := s.addFromLink(ai, value, false, LinkPathNull, offset+at); f.kind != "" {
			return f
		}
		at += len(value)
	}
	if !s.qualified(s.count, "") {
		return s.faultOf(s.count-1, LinkQualifiers)
	}
	return fault{}
}

// keyIn finds the last pair in the path whose identifier is a key, when only
// pairs with identifiers follow it.
func keyIn(path string) (int, bool) {
	for end := len(path); ; {
		value := strings.LastIndexByte(path[:end], '/')
		if value <= 0 {
			return 0, false
		}
		pair := strings.LastIndexByte(path[:value], '/')
		if pair < 0 {
			return 0, false
		}
		i, ok := ais.exactly(path[pair+1 : value])
		if !ok {
			return 0, false
		}
		if ais.specs[i].key {
			return pair, true
		}
		end = pair
	}
}

// qualified says that the first n elements are a key and qualifiers of it in
// their order, also when more, unless empty, is put in somewhere among them.
func (s *Scan) qualified(n int, more string) bool {
	key := &ais.specs[s.specs[0]-1]
	for _, path := range key.paths {
		at := 1
		for _, qualifier := range path {
			if at < n && s.elements[at].AI == qualifier {
				at++
			}
		}
		if at == n && (more == "" || slices.Contains(path, more)) {
			return true
		}
	}
	return false
}

// readQuery reads the attributes; what is not a number and a value is not ours.
// The first n elements came from the path.
func (s *Scan) readQuery(query string, offset, n int) fault {
	for at := 0; at < len(query); {
		field, _, _ := strings.Cut(query[at:], "&")
		ai, value, ok := strings.Cut(field, "=")
		if ok && ai != "" && allDigits(ai) {
			if f := s.attribute(ai, value, offset+at, n); f.kind != "" {
				return f
			}
		}
		at += len(field) + 1
	}
	return fault{}
}

func (s *Scan) attribute(ai, value string, offset, n int) fault {
	s.blame = ai
	at := offset + len(ai) + 1
	i, ok := ais.exactly(ai)
	switch {
	case !ok && !s.options.UnknownAIs:
		s.blame = ""
		return fault{LinkUnknownAI, offset, len(ai)}
	case value == "":
		return fault{LinkQueryEmpty, at, 0}
	case ok && !s.present.has(i) && s.qualified(n, ai):
		return fault{LinkBelongsInPath, offset, len(ai)}
	case ok && !ais.specs[i].attribute:
		return fault{LinkNotAnAttribute, offset, len(ai)}
	}
	return s.addFromLink(ai, value, true, LinkQueryNull, at)
}

// addFromLink decodes a value and adds it. In a query a plus means a space.
func (s *Scan) addFromLink(ai, value string, query bool, null ErrorKind, offset int) fault {
	if s.has(ai) {
		s.blame = ai
		return fault{LinkDuplicate, offset, 0}
	}
	decoded := unescape(value, query)
	if strings.Contains(decoded, "\x00") {
		s.blame = ai
		return fault{null, offset, 0}
	}
	if s.options.ShortGTIN && ai == "01" && (len(decoded) == 8 || len(decoded) == 12 || len(decoded) == 13) {
		decoded = "000000"[len(decoded)-8:] + decoded
	}
	f := s.addWhole(ai, decoded, offset)
	if decoded != value && f.kind != "" {
		f.at, f.n = offset, len(value) // places in what was decoded are not places in the scan
	}
	return f
}

// addWhole checks an element whose end is known, and adds it.
func (s *Scan) addWhole(ai, data string, offset int) fault {
	s.blame = ai
	i, ok := ais.exactly(ai)
	if !ok {
		return s.add(unlisted, ai, data, offset)
	}
	spec := &ais.specs[i]
	switch {
	case len(data) < spec.min:
		return fault{ValueTooShort, offset, len(data)}
	case len(data) > spec.max:
		return fault{ValueTooLong, offset, len(data)}
	}
	if at := strings.IndexByte(data, '^'); at >= 0 {
		return fault{ValueCaret, offset + at, 1}
	}
	if _, f := spec.measure(data); f.kind != "" {
		return f.after(offset)
	}
	if f := s.lookUp(spec, data); f.kind != "" {
		return f.after(offset)
	}
	return s.add(i, spec.ai, data, offset)
}

// unescape decodes %20 and the like; what is no such sequence stays.
func unescape(value string, plusIsSpace bool) string {
	if !strings.Contains(value, "%") && !(plusIsSpace && strings.Contains(value, "+")) {
		return value
	}
	var b strings.Builder
	for i := 0; i < len(value); i++ {
		switch {
		case value[i] == '%' && len(value)-i > 2 && hex(value[i+1]) && hex(value[i+2]):
			b.WriteByte(nibble(value[i+1])<<4 | nibble(value[i+2]))
			i += 2
		case value[i] == '+' && plusIsSpace:
			b.WriteByte(' ')
		default:
			b.WriteByte(value[i])
		}
	}
	return b.String()
}

func nibble(c byte) byte {
	if digit(c) {
		return c - '0'
	}
	return c&^0x20 - 'A' + 10
}
