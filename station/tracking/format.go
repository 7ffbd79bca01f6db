package tracking

import (
	"slices"
	"strconv"
	"strings"

	"github.com/packwright/packwright/station/gs1"
)

// format is a line of the table.
type format struct {
	carrier, service string
	parts            []part
	min, max         int // characters
	check            check
	checked, number  span
	proof            Proof // of a number that fits
}

// part is so many characters of one class.
type part struct {
	class    byte   // n, x, a, c, { or 0 for a text
	text     string // or the set
	min, max int
}

// span is a part of a number; to is 0 for its end.
type span struct{ from, to int }

func (s span) of(number string) string {
	if s.to == 0 {
		return number[s.from:]
	}
	return number[s.from:s.to]
}

var formats = compile(table)

// ofLength are the formats that numbers of so many characters may have.
var ofLength = byLength(formats)

func byLength(formats []format) [longest + 1][]*format {
	var by [longest + 1][]*format
	for i := range formats {
		f := &formats[i]
		for n := f.min; n <= min(f.max, longest); n++ {
			by[n] = append(by[n], f)
		}
	}
	return by
}

func compile(table string) []format {
	var all []format
	for line := range strings.Lines(table) {
		if fields := strings.Fields(line); len(fields) > 0 {
			all = append(all, compileLine(fields))
		}
	}
	slices.SortStableFunc(all, func(a, b format) int { return b.standing() - a.standing() })
	return all
}

// standing is how many characters stand in every number of the format.
func (f *format) standing() int {
	n := 0
	for _, p := range f.parts {
		if p.class == 0 {
			n += len(p.text)
		}
	}
	return n
}

func compileLine(fields []string) format {
	f := format{carrier: fields[0], service: fields[1], proof: Length}
	for _, token := range strings.Split(fields[2], ".") {
		p := compilePart(token)
		f.parts = append(f.parts, p)
		f.min, f.max = f.min+p.min, f.max+p.max
	}
	if f.parts[0].class == 0 || f.parts[0].class == '{' || f.parts[0].class == 'a' {
		f.proof = Form
	}
	if name, at, _ := strings.Cut(fields[3], "@"); name != "-" {
		f.check, f.checked, f.proof = checks[name], compileSpan(at), Checked
		if f.check == nil {
			panic("tracking: table names an unknown check " + name)
		}
	}
	if len(fields) > 4 {
		f.number = compileSpan(fields[4][1:])
	}
	return f
}

func compilePart(token string) part {
	class, count := token[0], token[1:]
	switch class {
	case '{':
		return part{class: class, text: strings.Trim(token, "{}"), min: 1, max: 1}
	case 'c':
		return part{class: class, min: 2, max: 2}
	case 'n', 'x', 'a':
		from, to, isRange := strings.Cut(count, "-")
		if !isRange {
			to = from
		}
		return part{class: class, min: number(from), max: number(to)}
	}
	return part{text: token, min: len(token), max: len(token)}
}

func compileSpan(at string) span {
	if at == "" {
		return span{}
	}
	from, to, ends := strings.Cut(at, "-")
	if !ends {
		return span{from: number(from)}
	}
	return span{number(from), number(to)}
}

func number(digits string) int {
	n, err := strconv.Atoi(digits)
	if err != nil {
		panic("tracking: table: " + err.Error())
	}
	return n
}

// fits says that text, which is as long as the format has it, has the form,
// whatever its check digit.
func (f *format) fits(text string) bool {
	spare := len(text) - f.min
	for i := range f.parts {
		p := &f.parts[i]
		n := min(p.max, p.min+spare)
		if !p.takes(text[:n]) {
			return false
		}
		spare -= n - p.min
		text = text[n:]
	}
	return true
}

func (p *part) takes(text string) bool {
	switch p.class {
	case 0:
		return text == p.text
	case 'c':
		return gs1.IsCountry(text)
	case '{':
		return strings.IndexByte(p.text, text[0]) >= 0
	}
	for i := range len(text) {
		digit, capital := '0' <= text[i] && text[i] <= '9', 'A' <= text[i] && text[i] <= 'Z'
		if !(digit && p.class != 'a' || capital && p.class != 'n') {
			return false
		}
	}
	return true
}

// proves says that a text which fits has the right check digit.
func (f *format) proves(text string) bool {
	return f.check == nil || f.check(f.checked.of(text))
}
