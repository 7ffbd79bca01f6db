package printers

import (
	"strconv"
	"strings"
)

// query is something to ask a printer.
type query int

const (
	askStatus   query = iota // ~HS: what stops it, what it holds
	askErrors                // ~HQES: what stops it, in more words
	askIdentity              // ~HI
	askCounter               // the label counter of Link-OS
	queries
)

// spoken is how each question is put. The line end is for copies that read
// lines.
var spoken = [queries]string{
	askStatus:   "~HS\r\n",
	askErrors:   "~HQES\r\n",
	askIdentity: "~HI\r\n",
	askCounter:  "! U1 getvar \"" + counterName + "\"\r\n",
}

// answers gathers what a printer says, in whatever pieces it arrives. Lines
// are known by their shape and fields by their commas, because copies of ZPL
// keep neither widths nor line ends.
type answers struct {
	line   []byte
	framed bool         // the line ends with ETX and not before
	heard  [queries]int // answers of each kind
	status Status
	first  bool // the first line of ~HS is in
	count  int64
}

// add takes the next piece.
func (a *answers) add(piece []byte) {
	for _, c := range piece {
		switch c {
		case xon, xoff, 0:
		case stx, etx, '\r', '\n':
			a.end()
			a.framed = c == stx || a.framed && c != etx
		default:
			a.line = append(a.line, c)
			if c == '"' && len(a.line) > 1 && a.line[0] == '"' {
				a.end()
			}
		}
		if len(a.line) > maxLine {
			a.line = a.line[:0] // noise
		}
	}
}

// The characters around a line of an answer.
const (
	stx = 0x02
	etx = 0x03
)

// maxLine is longer than any line of an answer.
const maxLine = 4096

// open says that a line has begun that may never be ended: some printers leave
// out the end of the last one.
func (a *answers) open() bool { return len(a.line) > 0 && !a.framed }

// end takes the line as complete.
func (a *answers) end() {
	line := strings.TrimSpace(string(a.line))
	a.line = a.line[:0]
	if line == "" {
		return
	}
	fields := strings.Split(line, ",")
	for i := range fields {
		fields[i] = strings.TrimSpace(fields[i])
	}
	switch {
	case line[0] == '"':
		a.counter(line)
	case len(fields) >= 12 && digits(fields...):
		a.status1(fields)
	case len(fields) >= 9 && digits(fields...):
		a.status2(fields)
	case strings.HasPrefix(line, "ERRORS:"):
		a.errors(strings.Fields(line))
	case strings.HasPrefix(line, "WARNINGS:"):
		a.warnings(strings.Fields(line))
	case len(fields) >= 3 && len(fields) <= 6 && !digits(fields[0]):
		a.identity(fields)
	}
}

func digits(fields ...string) bool {
	for _, f := range fields {
		if f == "" || strings.Trim(f, "0123456789") != "" {
			return false
		}
	}
	return true
}

// number is a field, 0 when it is none.
func number(field string) int {
	n, _ := strconv.Atoi(field) // only digits get here; too many of them are no count
	return n
}

func set(field string) bool { return number(field) != 0 }

// counter is "123", or "?" from a printer that has none. Half of it is no
// answer: it would be another number.
func (a *answers) counter(line string) {
	value, whole := strings.CutSuffix(line[1:], `"`)
	if !whole {
		return
	}
	a.heard[askCounter]++
	a.count = -1
	if n, err := strconv.ParseInt(value, 10, 64); err == nil && n >= 0 {
		a.count = n
	}
}

// status1 is aaa,b,c,dddd,eee,f,g,h,iii,j,k,l.
func (a *answers) status1(f []string) {
	s := &a.status
	s.PaperOut, s.Paused = set(f[1]), set(f[2])
	s.Formats, s.BufferFull, s.Partial = number(f[4]), set(f[5]), set(f[7])
	if set(f[9]) {
		s.Fault = "memory fault"
	}
	s.TooCold, s.TooHot = set(f[10]), set(f[11])
	a.first = true
}

// status2 is mmm,n,o,p,q,r,s,t,uuuuuuuu,v,www.
func (a *answers) status2(f []string) {
	s := &a.status
	s.HeadOpen, s.RibbonOut = set(f[2]), set(f[3])
	s.Waiting, s.Remaining = set(f[7]), number(f[8])
	if a.first {
		a.heard[askStatus]++
	}
	a.first = false
}

// errors is ERRORS: a bbbbbbbb cccccccc, where the last is what is wrong.
func (a *answers) errors(f []string) {
	s, bits := &a.status, mask(f)
	s.PaperOut = s.PaperOut || bits&0x1 != 0
	s.RibbonOut = s.RibbonOut || bits&0x2 != 0
	s.HeadOpen = s.HeadOpen || bits&0x4 != 0
	s.TooHot = s.TooHot || bits&0x10 != 0
	s.Paused = s.Paused || bits&0x10000 != 0
	for _, fault := range faultBits {
		if bits&fault.bit != 0 && s.Fault == "" {
			s.Fault = fault.words
		}
	}
}

var faultBits = []struct {
	bit   uint64
	words string
}{
	{0x8, "cutter jam"},
	{0x20, "motor too hot"},
	{0x40, "print head worn"},
	{0x80, "print head not found"},
	{0x100, "wrong firmware settings"},
	{0x200, "print head sensor broken"},
	{0x1000, "paper jam"},
	{0x2000, "presenter stuck"},
	{0x4000, "paper does not feed"},
	{0x8000, "paper path not clear"},
	{0x20000, "paper not taken back"},
	{0x40000, "paper mark not measured"},
	{0x80000, "paper mark not found"},
}

func (a *answers) warnings(f []string) {
	s, bits := &a.status, mask(f)
	s.PaperLow = bits&0x8 != 0
	switch {
	case bits&0x1 != 0:
		s.Warning = "measure the paper"
	case bits&0x2 != 0:
		s.Warning = "clean the print head"
	case bits&0x4 != 0:
		s.Warning = "replace the print head"
	}
	a.heard[askErrors]++
}

// mask is the last field, the group of the well-known conditions.
func mask(fields []string) uint64 {
	bits, err := strconv.ParseUint(fields[len(fields)-1], 16, 64)
	if err != nil {
		return 0
	}
	return bits
}

// identity is model,version,dpmm,memory.
func (a *answers) identity(f []string) {
	a.status.Model, a.status.Version, a.status.Dots = f[0], f[1], number(f[2])
	a.heard[askIdentity]++
}
