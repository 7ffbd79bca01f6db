package printers

import (
	"strconv"
	"strings"
	"time"

	"github.com/packwright/packwright/printers/zpl"
)

// machine is the inside of a virtual printer. It has no goroutine and no
// clock: it is told what comes in and what time it is.
type machine struct {
	config  VirtualConfig
	now     time.Time
	faults  Fault
	counter int64
	lost    int64
	tape    *tape

	wire  wire         // the serial line, before the receive buffer
	rx    []byte       // the receive buffer
	front zpl.Lexer    // sees bytes as they arrive: questions are answered past the queue
	back  zpl.Lexer    // sees them when the printer comes to read them
	ahead int          // complete formats in rx
	open  bool         // the front is inside a format
	asked []func(text) // who is to have the answer to each question in rx

	read   time.Time // until when the reading of rx is paid for
	format *format   // being received
	job    *format   // to be printed
	until  time.Time // when the label under way is out; zero if none is
	half   bool      // until is where the paper ends
	runOut bool

	sockets    map[*socket]bool
	resetAfter int // bytes, 0 is never
}

// text is an answer of the printer.
type text = string

// format is one ^XA to ^XZ.
type format struct {
	raw      []byte
	height   int // dots
	copies   int
	done     int
	reprint  bool
	run      bool // two formats that ran together, because the first was never ended
	complete bool
}

func newMachine(c VirtualConfig, t *tape) *machine {
	return &machine{config: c, tape: t, sockets: map[*socket]bool{}}
}

// work does all that is due now and says when there is more; zero is not
// before something comes in.
func (m *machine) work() time.Time {
	for busy := true; busy; {
		m.print()
		carried, read := m.carry(), m.interpret()
		busy = carried || read
	}
	m.flow()
	return first(m.until, m.wireDue(), m.readDue())
}

// first is the earliest of the times that are set.
func first(times ...time.Time) time.Time {
	var best time.Time
	for _, t := range times {
		if !t.IsZero() && (best.IsZero() || t.Before(best)) {
			best = t
		}
	}
	return best
}

// store puts a byte into the receive buffer, or loses it.
func (m *machine) store(c byte, answer func(text)) {
	if m.faults&Off != 0 {
		return
	}
	if len(m.rx) >= m.config.Buffer {
		m.lost++
		return
	}
	m.rx = append(m.rx, c)
	for _, command := range m.front.Write([]byte{c}) {
		m.arrived(command, answer)
	}
}

// arrived acts on what needs no turn in the queue.
func (m *machine) arrived(c zpl.Command, answer func(text)) {
	switch c.Name {
	case "^XA":
		m.open = true
	case "^XZ":
		if m.open {
			m.ahead++
		}
		m.open = false
	case "":
		if question(c.Raw) != "" {
			m.asked = append(m.asked, answer)
		}
	}
	if !atOnce(c.Name) {
		return
	}
	if n := len(m.rx) - len(c.Raw); n >= 0 && string(m.rx[n:]) == c.Raw {
		m.rx = m.rx[:n]
	}
	m.control(c, answer)
}

// atOnce is true of the commands that a printer obeys when they arrive.
func atOnce(name string) bool {
	switch name {
	case "~HS", "~HQ", "~HI", "~JA", "~JR", "~PP", "~PS":
		return true
	}
	return false
}

func (m *machine) control(c zpl.Command, answer func(text)) {
	switch c.Name {
	case "~HS":
		if !m.config.QuietOnFault || m.faults&wrongs == 0 {
			m.answer(answer, m.hostStatus())
		}
	case "~HQ":
		if strings.EqualFold(strings.TrimSpace(c.Params), "ES") {
			m.answer(answer, m.errorStatus())
		}
	case "~HI":
		m.answer(answer, m.identification())
	case "~JA":
		m.forget()
	case "~JR":
		m.set(Off, true)
		m.set(Off, false)
	case "~PP":
		m.faults |= Paused
	case "~PS":
		m.faults &^= Paused
	}
}

func (m *machine) answer(to func(text), what text) {
	if m.faults&(Silent|Off|Stuck) == 0 && to != nil {
		to(what)
	}
}

// interpret reads the buffer until a label is to be printed, and says whether
// it read anything.
func (m *machine) interpret() bool {
	if idle := m.now.Add(-tick); m.read.Before(idle) {
		m.read = idle // time without work is not saved up
	}
	n := 0
	for n < len(m.rx) && m.job == nil && m.faults&(Stuck|Off) == 0 && m.mayRead() {
		c := m.rx[n]
		n++
		for _, command := range m.back.Write([]byte{c}) {
			m.obey(command)
		}
	}
	m.rx = m.rx[n:]
	return n > 0
}

// tick is how finely the printer shares out time.
const tick = 2 * time.Millisecond

func (m *machine) mayRead() bool {
	if m.config.Reading == 0 {
		return true
	}
	if m.read.After(m.now) {
		return false
	}
	m.read = m.read.Add(time.Second / time.Duration(m.config.Reading))
	return true
}

func (m *machine) readDue() time.Time {
	if m.config.Reading == 0 || len(m.rx) == 0 || m.job != nil || m.faults&(Stuck|Off) != 0 {
		return time.Time{}
	}
	return m.read.Add(tick)
}

// obey acts on a command in its turn.
func (m *machine) obey(c zpl.Command) {
	if atOnce(c.Name) {
		return
	}
	if c.Name == "^XA" && m.format == nil {
		m.format = &format{copies: 1, reprint: !m.config.NoReprint}
	}
	if m.format == nil {
		m.obeyOutside(c)
		return
	}
	f := m.format
	switch c.Name {
	case "^XA":
		f.run = len(f.raw) > 0
	case "^XZ":
		f.complete = true
	case "^PQ":
		f.copies = min(max(1, leading(c.Params)), maxCopies)
	case "^LL":
		f.height = leading(c.Params)
	case "^JZ":
		f.reprint = !strings.HasPrefix(strings.ToUpper(c.Params), "N")
	}
	f.raw = append(f.raw, c.Raw...)
	if f.complete {
		m.format, m.job = nil, f
		m.ahead = max(0, m.ahead-1)
	}
}

func (m *machine) obeyOutside(c zpl.Command) {
	name := question(c.Raw)
	if c.Name != "" || name == "" || len(m.asked) == 0 {
		return
	}
	to := m.asked[0]
	m.asked = m.asked[1:]
	m.answer(to, m.variable(name))
}

// maxCopies is as much paper as a test or a demo can want.
const maxCopies = 1000

// leading is the number at the start of the parameters.
func leading(params string) int {
	digits, _, _ := strings.Cut(params, ",")
	n, _ := strconv.Atoi(strings.TrimSpace(digits))
	return n
}

// forget throws away what is received and not printed.
func (m *machine) forget() {
	m.rx, m.asked, m.format = nil, nil, nil
	m.front, m.back = zpl.Lexer{}, zpl.Lexer{}
	m.ahead, m.open = 0, false
	if m.until.IsZero() {
		m.job = nil
	}
}
