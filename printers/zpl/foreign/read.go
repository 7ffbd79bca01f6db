package foreign

import (
	"maps"
	"strings"

	"github.com/packwright/packwright/printers/zpl"
)

// command is one command with the standard prefix and delimiter.
type command struct {
	at           int
	name, params string
}

// cleaner reads a stream and writes the one label in it.
type cleaner struct {
	paper    Paper
	findings []Finding

	inside   bool // between ^XA and ^XZ
	form     []command
	pictures map[string]bitmap
	forms    map[string][]command
	fonts    map[byte]string // what ^CW made of a letter
	out      writer
	labels   int
	first    int               // where the first label began
	body     []piece           // of the label
	whole    map[string]string // of ^PW ^LL ^PO ^PM when it ended
	spent    int               // bytes of pictures so far
	stop     bool              // it was refused, nothing more is read
}

func newCleaner(p Paper) *cleaner {
	c := &cleaner{paper: p, pictures: map[string]bitmap{}, forms: map[string][]command{}, fonts: map[byte]string{}}
	c.out = newWriter(c)
	return c
}

func (c *cleaner) read(data []byte) {
	comma := byte(',')
	for _, x := range zpl.Tokenize(data) {
		if c.stop {
			return
		}
		if len(x.Name) == 3 && x.Name[1] == 'C' && (x.Name[2] == 'C' || x.Name[2] == 'T' || x.Name[2] == 'D') {
			if x.Name[2] == 'D' && x.Params != "" {
				comma = x.Params[0]
			}
			c.found(Rewritten, command{at: x.Offset, name: x.Name}, true, "changes what commands begin with; they are written as usual")
			continue
		}
		c.take(command{x.Offset, x.Name, standard(x.Name, x.Params, comma)})
	}
	if c.inside {
		c.refuse(len(data), "^XZ", "the label has no end")
	}
}

// standard is the parameters with the comma between them.
func standard(name, params string, comma byte) string {
	if comma == ',' || texts[name] && name != "^SN" || name == "" {
		return params
	}
	most := -1
	switch name { // what follows them is data, which has commas of its own
	case "^GF":
		most = 4
	case "~DG":
		most = 3
	case "~DY":
		most = 5
	}
	return strings.Replace(params, string([]byte{comma}), ",", most)
}

// take decides one command of the stream by whether a label has begun.
func (c *cleaner) take(x command) {
	switch {
	case x.name == "~DG" || x.name == "~DY":
		c.store(x)
	case x.name == "^XA" && c.inside:
		c.found(Stripped, x, false, "begins the label a second time")
	case x.name == "^XA":
		c.inside, c.form = true, c.form[:0]
		if c.labels == 0 {
			c.first = x.at
		}
	case c.inside && x.name == "^XZ":
		c.inside = false
		c.close(x)
	case c.inside && x.name != "" && x.name[0] == '~':
		c.strip(x)
	case c.inside:
		c.form = append(c.form, x)
	case settings[x.name] != "" || wholes[x.name]:
		c.out.write(x) // printers take these anywhere
	case x.name != "":
		c.strip(x)
	case blank(x.params):
	case otherLanguage(x.params):
		c.found(Stripped, x, true, "speaks to the printer in another language")
	default:
		c.refuse(x.at, "", "there is text outside the label: this is not, or not only, ZPL")
	}
}

// blank is text that no printer and no reader takes for anything.
func blank(s string) bool { return strings.Trim(s, " \t\r\n\x00\ufeff") == "" }

// otherLanguage is a line that sets or asks a variable of the printer.
func otherLanguage(s string) bool {
	s = strings.ToUpper(strings.TrimLeft(s, " \t\r\n"))
	return strings.HasPrefix(s, "! U") || strings.HasPrefix(s, "! DF") || strings.HasPrefix(s, "{")
}

// close ends a format: a form to be kept, settings for the next, or the label.
func (c *cleaner) close(end command) {
	for i, x := range c.form {
		if x.name == "^DF" {
			c.forms[object(x.params, "ZPL")] = append([]command(nil), c.form[i+1:]...)
			c.found(Rewritten, x, true, "stores a form; it is written out where it is used")
			return
		}
	}
	form, ok := c.expand(c.form)
	if !ok {
		return
	}
	for _, x := range form {
		c.out.write(x)
	}
	body, draws := c.out.take()
	if !draws {
		c.out.pieces = onlySettings(body)
		return
	}
	c.labels++
	if c.labels > 1 {
		c.refuse(end.at, "^XZ", "there is more than one label in it")
		return
	}
	c.body = body
	c.whole = maps.Clone(c.out.whole)
}

func onlySettings(body []piece) []piece {
	var left []piece
	for _, p := range body {
		if _, is := settings[p.name]; is {
			left = append(left, p)
		}
	}
	return left
}

// strip takes a command out.
func (c *cleaner) strip(x command) {
	why, lasting := reason(x.name)
	c.found(Stripped, x, lasting, why)
}

// maxFindings is how many different ones are told.
const maxFindings = 200

// found notes what was done with a command, like ones together.
func (c *cleaner) found(d Deed, x command, lasting bool, why string) {
	name := printable(x.name)
	for i := range c.findings {
		if f := &c.findings[i]; f.Deed == d && f.Command == name && f.Reason == why {
			f.Count++
			return
		}
	}
	if len(c.findings) < maxFindings || d == Refused {
		c.findings = append(c.findings, Finding{Deed: d, Command: name, Offset: x.at, Count: 1, Lasting: lasting, Reason: why})
	}
}

// refuse ends the reading.
func (c *cleaner) refuse(at int, name, why string) {
	c.stop = true
	c.found(Refused, command{at: at, name: name}, false, why)
}
