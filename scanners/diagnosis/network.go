package diagnosis

import "strings"

// networkMatch is how the third barcode came.
type networkMatch struct {
	typist typist
	before string
	tildes int
	fate   [3]fate // of SOH, STX and RS
}

// fate is what became of a control character and the key behind it.
type fate int

const (
	cameThrough fate = iota
	dropped          // the control character alone is gone: nobody sent it
	taken            // a program took it: with the key behind it, RS and left it
)

// controls are the control characters of the third barcode, each with the key
// behind it and what is left when the program took them that it is there for.
var controls = [3]struct {
	name, control, key, left string
	program                  Finding
}{
	{"Ctrl+A", "\x01", "J", "", screen},
	{"Ctrl+B", "\x02", "U", "", tmux},
	{"Ctrl+^", "\x1e", "^", "\x1e", mosh},
}

const (
	networkBegin = "NET"
	networkEnd   = "END"
)

// matchNetwork finds out who would type the third barcode like this, and what
// became of it on the way.
func matchNetwork(body string) (networkMatch, bool) {
	for _, t := range typists {
		before, rest, ok := strings.Cut(body, t.types(networkBegin))
		if !ok {
			continue
		}
		m := networkMatch{typist: t, before: before}
		for i, c := range controls {
			rest = m.fateOf(i, rest, t.types(c.control), t.types(c.key), t.types(c.left))
		}
		if rest != t.types(networkEnd) {
			continue
		}
		tilde := t.types("~")
		for tilde != "" && m.tildes < 2 && strings.HasSuffix(m.before, tilde) {
			m.before = strings.TrimSuffix(m.before, tilde)
			m.tildes++
		}
		return m, true
	}
	return networkMatch{}, false
}

// fateOf takes one control character off the text.
func (m *networkMatch) fateOf(i int, text, control, key, left string) (rest string) {
	if rest, ok := strings.CutPrefix(text, control+key); ok {
		return rest
	}
	if rest, ok := strings.CutPrefix(text, key); ok {
		m.fate[i] = dropped
		return rest
	}
	m.fate[i] = taken
	return strings.TrimPrefix(text, left)
}

// network judges the third barcode.
func (d *patient) network(m networkMatch) {
	d.before(m.typist, m.before, "]C0")
	switch m.tildes {
	case 1:
		d.find(ssh)
	case 0:
		d.find(beginningLost)
	}
	var lost []string
	for i, c := range controls {
		switch m.fate[i] {
		case taken:
			d.find(c.program)
		case dropped:
			lost = append(lost, c.name)
		}
	}
	if len(lost) > 0 {
		d.find(controlLost.with(strings.Join(lost, ", ")))
	}
}
