package zpl

import "bytes"

// Command is one command of a stream, as it was sent.
type Command struct {
	Offset int    // of its first byte in the stream
	Name   string // in capitals with the standard prefix, "^FD", "~HS", "^A"; "" for text outside any command
	Params string // what follows the name
	Raw    string // all its bytes
}

// Tokenize cuts data into its commands. Put together again, their Raw is data.
func Tokenize(data []byte) []Command {
	var x Lexer
	return append(x.Write(data), x.Flush()...)
}

// Lexer cuts a stream into commands, in whatever pieces it arrives. When the
// stream changes a prefix (^CC, ^CT), the change is reported like any other
// command and obeyed from there on. The control characters that printers take
// for commands are reported as those. The zero Lexer is ready.
type Lexer struct {
	caret, tilde, comma byte // what the stream made of them, 0 is the standard
	read                int  // bytes of the stream before raw
	raw                 []byte
	name                string
	params              int // where they begin in raw
	commas              int // in the parameters so far
	binary              int // bytes of a picture or file that are no commands
	out                 []Command
}

// Write takes the next piece of the stream and returns the commands that are
// now known to be complete. A command whose end only the next one shows, such
// as ^FD, comes with that.
func (x *Lexer) Write(piece []byte) []Command {
	for _, c := range piece {
		x.take(c)
	}
	out := x.out
	x.out = nil
	return out
}

// Flush returns what is left when the stream has ended: the last command, or a
// part of one.
func (x *Lexer) Flush() []Command {
	x.emit()
	out := x.out
	*x = Lexer{caret: x.caret, tilde: x.tilde, comma: x.comma, read: x.read}
	return out
}

func (x *Lexer) take(c byte) {
	if x.binary > 0 {
		x.binary--
		x.raw = append(x.raw, c)
		return
	}
	prefix, control := x.prefix(c), controls[c]
	if x.wantsPrefix() {
		prefix, control = "", ""
	}
	switch {
	case prefix != "":
		x.emit()
		x.raw = append(x.raw, c)
		x.name = prefix
	case control != "":
		x.emit()
		x.raw = append(x.raw, c)
		x.name, x.params = control, 1
		x.emit()
	case x.name != "" && x.params == 0:
		x.raw = append(x.raw, c)
		x.naming(c)
	default:
		x.raw = append(x.raw, c)
		x.check(c)
	}
}

// controls are single characters that printers take for a command.
var controls = map[byte]string{0x02: "^XA", 0x03: "^XZ", 0x0f: "^FS"}

// prefix is the standard prefix that c stands for, if it begins a command.
func (x *Lexer) prefix(c byte) string {
	switch c {
	case or(x.caret, '^'), 0x1e:
		return "^"
	case or(x.tilde, '~'), 0x10:
		return "~"
	}
	return ""
}

// wantsPrefix says that the next byte is what a prefix changes to, even if it
// is a prefix now.
func (x *Lexer) wantsPrefix() bool {
	return x.changes() && len(x.raw) == x.params
}

// changes is true of the commands that change a prefix or the delimiter.
func (x *Lexer) changes() bool {
	if x.params == 0 {
		return false
	}
	switch x.name[1:] {
	case "CC", "CT", "CD":
		return true
	}
	return false
}

// naming takes a byte of the two that name a command. Line ends and the like
// between them do not count: a printer skips them.
func (x *Lexer) naming(c byte) {
	if c < ' ' {
		return
	}
	if 'a' <= c && c <= 'z' {
		c -= 'a' - 'A'
	}
	x.name += string([]byte{c})
	if len(x.name) == 3 || x.name == "^A" {
		x.params = len(x.raw)
	}
	if x.params > 0 && lone[x.name] {
		x.emit()
	}
}

// lone are the commands that are complete with their name.
var lone = map[string]bool{
	"^XA": true, "^XZ": true, "^FS": true,
	"~HS": true, "~HI": true, "~HM": true, "~HD": true, "~HB": true, "~HU": true,
	"~JA": true, "~JR": true, "~JP": true, "~JC": true, "~JD": true, "~JE": true, "~JL": true,
	"~PS": true, "~PP": true, "~PH": true, "~PR": true, "~RO": true, "~WC": true, "~NR": true,
}

// check ends a command whose end shows in what was taken last.
func (x *Lexer) check(c byte) {
	switch {
	case x.changes():
		x.change(c)
		x.emit()
	case x.name == "" || x.name[0] == '~' && !files[x.name]:
		if c == '\n' || x.name == "~HQ" && len(x.raw) == x.params+2 {
			x.emit()
		}
	case c == or(x.comma, ','):
		x.commas++
		x.binary = x.length()
	}
}

func (x *Lexer) change(c byte) {
	switch x.name[1:] {
	case "CC":
		x.caret = c
	case "CT":
		x.tilde = c
	case "CD":
		x.comma = c
	}
}

// files are the commands that carry a file, which may hold anything.
var files = map[string]bool{"~DB": true, "~DE": true, "~DG": true, "~DN": true, "~DS": true, "~DT": true, "~DU": true, "~DY": true}

// length is the number of bytes in the file or picture that begins now, if
// the parameters are complete with this comma and say that it is binary.
func (x *Lexer) length() int {
	switch {
	case x.name == "^GF" && x.commas == 4:
		return binary(x.parts(), 0, 1)
	case x.name == "~DY" && x.commas == 5:
		return binary(x.parts(), 1, 3)
	}
	return 0
}

func (x *Lexer) parts() [][]byte {
	return bytes.Split(x.raw[x.params:], []byte{or(x.comma, ',')})
}

// binary is the number in one parameter if the other says B or C.
func binary(params [][]byte, format, size int) int {
	f := bytes.ToUpper(bytes.TrimSpace(params[format]))
	if len(f) != 1 || f[0] != 'B' && f[0] != 'C' {
		return 0
	}
	return number(params[size])
}

// maxFile is larger than the memory of any label printer. A length above it is
// no reason to overlook commands.
const maxFile = 64 << 20

func number(param []byte) int {
	n := 0
	for _, c := range bytes.TrimSpace(param) {
		if c < '0' || c > '9' || n > maxFile {
			return 0
		}
		n = 10*n + int(c-'0')
	}
	return min(n, maxFile)
}

func (x *Lexer) emit() {
	if len(x.raw) == 0 {
		return
	}
	c := Command{Offset: x.read, Name: x.name, Raw: string(x.raw)}
	switch {
	case x.params > 0:
		c.Params = c.Raw[x.params:]
	case x.name == "":
		c.Params = c.Raw
	}
	x.out = append(x.out, c)
	x.read += len(x.raw)
	x.raw, x.name, x.params, x.commas, x.binary = x.raw[:0], "", 0, 0, 0
}

// or is c, or the standard when c was never set.
func or(c, standard byte) byte {
	if c == 0 {
		return standard
	}
	return c
}
