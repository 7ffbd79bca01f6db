package foreign

import (
	"bytes"
	"fmt"
	"strings"
	"time"
)

// Limit is the most bytes that a label may have, as it comes and as it is
// printed.
const Limit = 2 << 20

// Paper is what the label is printed on: Width lies across the printing head.
type Paper struct {
	DPMM          int // dots per mm
	Width, Height int // dots
}

// FourBySix is the usual paper of carriers' labels, 4 by 6 inches.
func FourBySix(dpmm int) Paper {
	return Paper{DPMM: dpmm, Width: (1016*dpmm + 9) / 10, Height: (1524*dpmm + 9) / 10}
}

// Deed is what became of a command.
type Deed string

// The deeds. What was only written otherwise draws the same.
const (
	Stripped  Deed = "stripped"
	Rewritten Deed = "rewritten"
	Refused   Deed = "refused"
	Warned    Deed = "warned" // printed as it came, and perhaps not what is wanted
)

// Finding is something that is not printed as it came. The reason is a sentence
// without its full stop and repeats nothing that stands on the label.
type Finding struct {
	Deed    Deed   `json:"deed"`
	Command string `json:"command"` // "^MM"; "text" outside any command; "" for all of it
	Offset  int    `json:"offset"`  // byte of the first of them
	Count   int    `json:"count"`
	Lasting bool   `json:"lasting"` // it would have outlived the label
	Reason  string `json:"reason"`
}

func (f Finding) String() string {
	if f.Command == "" {
		return f.Reason
	}
	times := ""
	if f.Count > 1 {
		times = fmt.Sprintf(", %d times", f.Count)
	}
	return fmt.Sprintf("%s at byte %d%s: %s", f.Command, f.Offset, times, f.Reason)
}

// Kept is a command that is printed, and how many of it.
type Kept struct {
	Command string `json:"command"`
	Count   int    `json:"count"`
}

// Label is what is left of a carrier's label.
type Label struct {
	ZPL      []byte // one ^XA to ^XZ; nil when it is refused
	Kept     []Kept // in the order of their first appearance
	Findings []Finding
}

// Refusal is why the label cannot be printed, or "".
func (l Label) Refusal() string {
	for _, f := range l.Findings {
		if f.Deed == Refused {
			return f.Reason
		}
	}
	return ""
}

// Of is the findings of one kind.
func (l Label) Of(d Deed) []Finding {
	var all []Finding
	for _, f := range l.Findings {
		if f.Deed == d {
			all = append(all, f)
		}
	}
	return all
}

// Wire is how long a label of that many bytes takes over a serial line: ten
// bits a byte.
func Wire(size, baud int) time.Duration {
	if baud <= 0 {
		return 0
	}
	return time.Duration(size) * 10 * time.Second / time.Duration(baud)
}

// Slow is a time on the wire that a packer takes for a fault.
const Slow = 5 * time.Second

// Clean makes a label that draws what the carrier's draws and does nothing
// else. Data is ZPL or a picture as PNG.
func Clean(data []byte, p Paper) Label {
	if len(data) > Limit {
		return refused(0, "", fmt.Sprintf("it has %d bytes; at most %d are taken", len(data), Limit))
	}
	if bytes.HasPrefix(data, []byte("\x89PNG")) {
		return picture(data, p)
	}
	if kind := otherKind(data); kind != "" {
		return refused(0, "", "it is "+kind+": ask the carrier for ZPL or PNG")
	}
	c := newCleaner(p)
	c.read(data)
	return c.label()
}

// otherKind names what is neither ZPL nor PNG by how it begins.
func otherKind(data []byte) string {
	for _, k := range [...]struct{ magic, name string }{
		{"%PDF", "a PDF"},
		{"GIF8", "a GIF picture"},
		{"\xff\xd8\xff", "a JPEG picture"},
		{"PK\x03\x04", "a ZIP archive"},
		{"%!PS", "PostScript"},
	} {
		if bytes.HasPrefix(bytes.TrimLeft(data[:min(len(data), 1024)], "\r\n\t \x00\ufeff"), []byte(k.magic)) {
			return k.name
		}
	}
	return ""
}

func refused(at int, command, reason string) Label {
	return Label{Findings: []Finding{{Deed: Refused, Command: command, Offset: at, Count: 1, Reason: reason}}}
}

// printable is the name of a command as it can be shown.
func printable(name string) string {
	if name == "" {
		return "text"
	}
	return strings.Map(func(r rune) rune {
		if r < '!' || r > '~' {
			return '?'
		}
		return r
	}, name)
}
