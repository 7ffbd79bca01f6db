package gs1

import (
	"fmt"
	"strconv"
	"strings"
)

// spec is what the table says of one application identifier.
type spec struct {
	ai        string
	title     string
	fixed     bool // length is predefined: no separator follows
	attribute bool // may stand in the query of a Digital Link
	key       bool // may be the key of a Digital Link
	serial    bool // has a component that a digital signature needs
	paths     [][]string
	parts     []part
	min, max  int
	requires  [][]string // all of one of these
	excludes  []string
	conflicts set
}

// part is one component of an element's data.
type part struct {
	charset  check
	min, max int
	optional bool
	checks   []check
	prefixes func(data string) []span // finds the company prefixes, nil if there are none
}

// set is a set of application identifiers, by their place in specs.
type set [9]uint64

func (s *set) add(i int)      { s[i/64] |= 1 << (i % 64) }
func (s *set) has(i int) bool { return s[i/64]&(1<<(i%64)) != 0 }

// meets says that the sets have a member in common.
func (s *set) meets(o *set) bool {
	for i := range s {
		if s[i]&o[i] != 0 {
			return true
		}
	}
	return false
}

// directory finds the specs of the table.
type directory struct {
	specs   []spec
	index   [11100]uint16 // place in specs and 1, by slot; 0 is none
	lengths [100]int      // digits of all identifiers with the same first two
}

var ais = newDirectory(table)

func newDirectory(table string) *directory {
	var d directory
	for line := range strings.Lines(table) {
		if fields, title, _ := strings.Cut(strings.TrimSpace(line), " = "); fields != "" {
			d.specs = append(d.specs, compileLine(strings.Fields(fields), title)...)
		}
	}
	for i, s := range d.specs {
		d.index[slot(s.ai)] = uint16(i + 1)
		d.lengths[value(s.ai[:2])] = len(s.ai)
	}
	for i := range d.specs {
		d.settleConflicts(i)
	}
	return &d
}

// slot is where the index has an identifier: those of two digits from 0, of
// three from 100, of four from 1100.
func slot(ai string) int {
	return value(ai) + [...]int{2: 0, 3: 100, 4: 1100}[len(ai)]
}

// lookup is the place in specs of the identifier at the beginning of s.
func (d *directory) lookup(s string) (int, bool) {
	if len(s) < 2 || !allDigits(s[:2]) {
		return 0, false
	}
	n := d.lengths[value(s[:2])]
	if n == 0 || len(s) < n || !allDigits(s[2:n]) {
		return 0, false
	}
	i := int(d.index[slot(s[:n])])
	return i - 1, i > 0
}

// exactly is the place in specs of the identifier ai.
func (d *directory) exactly(ai string) (int, bool) {
	i, ok := d.lookup(ai)
	return i, ok && len(d.specs[i].ai) == len(ai)
}

// settleConflicts turns the excluded identifiers of a spec into a set; each n
// in a pattern is any digit.
func (d *directory) settleConflicts(i int) {
	for _, pattern := range d.specs[i].excludes {
		d.each(pattern, func(other int) {
			if other != i {
				d.specs[i].conflicts.add(other)
			}
		})
	}
}

// each calls use with the place in specs of every identifier that the pattern
// means.
func (d *directory) each(pattern string, use func(int)) {
	before, after, open := strings.Cut(pattern, "n")
	if !open {
		if i, ok := d.exactly(pattern); ok {
			use(i)
		}
		return
	}
	for n := range 10 {
		d.each(before+strconv.Itoa(n)+after, use)
	}
}

// compileLine is the spec of each identifier of one line of the table.
func compileLine(fields []string, title string) []spec {
	s := spec{title: title, fixed: strings.Contains(fields[1], "."), attribute: strings.Contains(fields[1], "?")}
	for _, f := range fields[2:] {
		switch f[0] {
		case '!':
			s.excludes = strings.Split(f[1:], ",")
		case '<':
			for _, all := range strings.Split(f[1:], ",") {
				s.requires = append(s.requires, strings.Split(all, "+"))
			}
		case '@':
			s.key = true
			for _, path := range strings.Split(f[1:], ";") {
				s.paths = append(s.paths, strings.Split(path, ","))
			}
		default:
			s.addPart(f)
		}
	}
	return spread(s, fields[0])
}

// addPart takes a component such as N13/csum or X..17?.
func (s *spec) addPart(field string) {
	names := strings.Split(field, "/")
	form, optional := strings.CutSuffix(names[0], "?")
	p := part{charset: charsets[form[0]], optional: optional}
	length, upTo := strings.CutPrefix(form[1:], "..")
	p.max = number(length)
	p.min = p.max
	if upTo {
		p.min = 1
	}
	for _, name := range names[1:] {
		check, ok := checks[name]
		if !ok {
			panic("gs1: table names an unknown check " + name)
		}
		p.checks = append(p.checks, check)
		if in := prefixesIn[name]; in != nil {
			p.prefixes = in
		}
	}
	s.parts = append(s.parts, p)
	s.max += p.max
	if !optional {
		s.min += p.min
	}
}

// spread repeats a spec for all identifiers of a range.
func spread(s spec, codes string) []spec {
	first, last, isRange := strings.Cut(codes, "-")
	if !isRange {
		last = first
	}
	var all []spec
	for n := number(first); n <= number(last); n++ {
		s.ai = fmt.Sprintf("%0*d", len(first), n)
		s.serial = s.ai == "253" || s.ai == "255" || s.ai == "8003"
		all = append(all, s)
	}
	return all
}

func number(digits string) int {
	n, err := strconv.Atoi(digits)
	if err != nil {
		panic("gs1: table: " + err.Error())
	}
	return n
}
