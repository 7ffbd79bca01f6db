package foreign

import (
	"fmt"
	"strconv"
	"strings"
)

// piece is one command as it is printed.
type piece struct{ name, text string }

// writer writes the commands of a format, and remembers from one format to the
// next what printers remember.
type writer struct {
	c      *cleaner
	pieces []piece
	draws  bool
	last   map[string]string // parameters of each setting
	whole  map[string]string // of ^PW ^LL ^PO ^PM
	same   map[string]int    // said again without a change, and so left out
	field  field
	usual  string // the ^A@ of a usual font that ^CW gave its letter
}

// field is what matters of the commands since the last ^FS.
type field struct {
	begun  bool
	escape byte // what ^FH made of the escape character, 0 for none
	shaped bool // it has a font or a barcode
}

func newWriter(c *cleaner) writer {
	w := writer{c: c, last: map[string]string{}, same: map[string]int{}}
	for name, params := range settings {
		w.last[name] = params
	}
	w.whole = map[string]string{
		"^PW": strconv.Itoa(c.paper.Width), "^LL": strconv.Itoa(c.paper.Height), "^PO": "N", "^PM": "N",
	}
	return w
}

// take returns what was written since the last time.
func (w *writer) take() ([]piece, bool) {
	pieces, draws := w.pieces, w.draws
	w.pieces, w.draws, w.field = nil, false, field{}
	return pieces, draws
}

// write writes a command of a format, or takes it out.
func (w *writer) write(x command) {
	switch {
	case w.c.stop, x.name == "" && blank(x.params):
	case x.name == "":
		w.c.found(Stripped, x, otherLanguage(x.params), "stands in no field")
	case x.name == "^XG" || x.name == "^IM":
		w.recall(x)
	case x.name == "^CW":
		w.font(x)
	case x.name == "^MU" || x.name == "^JM":
		w.measure(x)
	case !drawing[x.name]:
		w.c.strip(x)
	case x.name == "^PQ":
		w.quantity(x)
	case wholes[x.name]:
		w.wholly(x)
	case texts[x.name]:
		w.text(x)
	case x.name == "^GF":
		w.graphic(x)
	default:
		w.plain(x)
	}
}

// plain writes a command that has nothing but parameters.
func (w *writer) plain(x command) {
	params, ok := parameters(x.params)
	if !ok {
		w.c.found(Stripped, x, false, "is too long")
		return
	}
	if _, is := settings[x.name]; is {
		w.set(x.name, params)
		return
	}
	switch {
	case x.name == "^FH":
		w.field.escape = '_'
		if p := strings.Trim(x.params, "\r\n"); p != "" {
			w.field.escape = p[0]
		}
		return
	case x.name == "^FS":
		if w.field.begun {
			w.put("^FS", "")
		}
		w.field = field{}
		return
	case x.name == "^A":
		params = w.named(params)
		w.field.shaped = true
	case x.name[1] == 'B' || x.name == "^GS":
		w.field.shaped = true
	}
	w.draws = w.draws || marks[x.name]
	w.put(x.name, params)
}

func (w *writer) put(name, params string) {
	w.pieces = append(w.pieces, piece{name, name + params})
	w.field.begun = true
}

// set writes a setting, unless it is so already.
func (w *writer) set(name, params string) {
	if name == "^CF" {
		w.usual = ""
		if path := w.path(params); path != "" {
			w.usual = "@" + path
			return
		}
	}
	if name == "^CI" { // some carriers' programs leave rubbish behind the number
		params = charset(params)
	}
	if w.last[name] == params {
		w.same[name]++
		return
	}
	w.last[name] = params
	w.put(name, params)
}

func charset(params string) string {
	n, remapped, found := strings.Cut(params, ",")
	n = strconv.Itoa(whole(n))
	if found {
		return n + "," + remapped
	}
	return n
}

// maxParams is more than any command has that draws, but for pictures.
const maxParams = 1000

// parameters are those of a command in printable ASCII. What other languages
// begin with is no part of them.
func parameters(s string) (string, bool) {
	s = strings.Map(func(r rune) rune {
		if r < ' ' || r > '}' || r == '^' || r == '!' {
			return -1
		}
		return r
	}, s)
	return strings.TrimSpace(s), len(s) <= maxParams
}

// text writes what a field holds: the bytes that came, in hexadecimal where
// they could mean something to a printer.
func (w *writer) text(x command) {
	if w.usual != "" && !w.field.shaped {
		w.put("^A", w.usual)
		w.field.shaped = true
	}
	body, escaped := escape(x.params, w.field.escape)
	if escaped {
		w.put("^FH", "_")
	}
	w.draws = w.draws || body != ""
	w.put(x.name, body)
}

// escape is the data of a field for ^FH_, and whether it needs that. Line ends
// are left out: printers skip them.
func escape(s string, by byte) (string, bool) {
	var b strings.Builder
	var plain []int // where underscores stand that mean themselves
	escaped := false
	for i := 0; i < len(s); i++ {
		c := s[i]
		switch v, ok := hexadecimal(s, i, by); {
		case ok:
			fmt.Fprintf(&b, "_%02X", v)
			i, escaped = i+2, true
		case c == '\r' || c == '\n':
		case c < ' ' || c == '^' || c == '~' || c == '!' || c == 0x7f:
			fmt.Fprintf(&b, "_%02X", c)
			escaped = true
		default:
			if c == '_' {
				plain = append(plain, b.Len())
			}
			b.WriteByte(c)
		}
	}
	if !escaped || len(plain) == 0 {
		return b.String(), escaped
	}
	return spell(b.String(), plain), true
}

// hexadecimal is the byte spelt at i, if one is.
func hexadecimal(s string, i int, by byte) (byte, bool) {
	if by == 0 || s[i] != by || i+2 >= len(s) {
		return 0, false
	}
	v, err := strconv.ParseUint(s[i+1:i+3], 16, 8)
	return byte(v), err == nil && s[i+1] != '+'
}

// spell writes the underscores at those places in hexadecimal.
func spell(s string, at []int) string {
	var b strings.Builder
	from := 0
	for _, i := range at {
		b.WriteString(s[from:i] + "_5F")
		from = i + 1
	}
	return b.String() + s[from:]
}

// quantity: a label is printed once.
func (w *writer) quantity(x command) {
	first, rest, _ := strings.Cut(x.params, ",")
	if n := whole(first); n > 1 {
		w.c.found(Rewritten, x, true, fmt.Sprintf("asks for %d copies; one is printed", n))
		return
	}
	if rest = strings.TrimRight(strings.TrimLeft(rest, "0, "), "1, YN\r\n"); rest != "" {
		w.c.found(Rewritten, x, true, "asks for pauses or copies; one label is printed")
		return
	}
	w.same[x.name]++
}

// wholly takes what concerns the whole label.
func (w *writer) wholly(x command) {
	if x.name == "^PO" || x.name == "^PM" {
		w.whole[x.name] = "N"
		if p := strings.ToUpper(strings.TrimSpace(x.params)); x.name == "^PO" && strings.HasPrefix(p, "I") || x.name == "^PM" && strings.HasPrefix(p, "Y") {
			w.whole[x.name] = p[:1]
		}
		w.same[x.name]++
		return
	}
	n := whole(x.params)
	if n < 1 || n > 32000 {
		w.c.found(Stripped, x, false, "names no length that a label can have")
		return
	}
	w.whole[x.name] = strconv.Itoa(n)
	w.same[x.name]++
	if p := w.c.paper; x.name == "^PW" && n > p.Width+p.Width/20 {
		w.c.found(Warned, x, false, fmt.Sprintf("the label is %d dots wide, the paper %d: it was made for a finer printer or wider paper", n, p.Width))
	}
}

// whole is the number that a parameter begins with, 0 if none.
func whole(s string) int {
	s = strings.TrimLeft(s, " \t\r\n")
	end := 0
	for end < len(s) && end < 9 && '0' <= s[end] && s[end] <= '9' {
		end++
	}
	n, err := strconv.Atoi(s[:end])
	if err != nil {
		return 0
	}
	return n
}

// measure takes out a unit or size of dots that is the usual one; another would
// change the drawing.
func (w *writer) measure(x command) {
	p := strings.ToUpper(strings.Trim(x.params, " ,\r\n"))
	usual := map[string]string{"^MU": "D", "^JM": "A"}[x.name]
	if p != "" && p != usual {
		w.c.refuse(x.at, x.name, map[string]string{"^MU": "it does not measure in dots", "^JM": "it is drawn with dots of double size"}[x.name])
		return
	}
	w.c.strip(x)
}

// font notes what a letter stands for until the label ends; the texts that use
// it name the font themselves.
func (w *writer) font(x command) {
	letter, path, _ := strings.Cut(strings.TrimSpace(x.params), ",")
	path, ok := parameters(path)
	if len(letter) != 1 || path == "" || !ok || strings.Contains(path, ",") {
		w.c.strip(x)
		return
	}
	w.c.fonts[letter[0]] = path
	w.c.found(Rewritten, x, true, "gives a font another letter for all later labels; the texts name the font instead")
}

// named is the parameters of ^A with the font's name where ^CW gave its letter.
func (w *writer) named(params string) string {
	if params == "" || params[0] == '@' || w.c.fonts[params[0]] == "" {
		return params
	}
	rest := strings.SplitN(params[1:]+",,", ",", 4)
	return "@" + strings.Join(rest[:3], ",") + "," + w.c.fonts[params[0]]
}

// path is the parameters of ^A@ behind the @ for those of ^CF, if its font is
// one that ^CW gave its letter.
func (w *writer) path(params string) string {
	letter, sizes, _ := strings.Cut(params, ",")
	if len(letter) != 1 || w.c.fonts[letter[0]] == "" {
		return ""
	}
	height, width, _ := strings.Cut(sizes, ",")
	return "," + height + "," + width + "," + w.c.fonts[letter[0]]
}
