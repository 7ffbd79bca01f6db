package main

import (
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"github.com/packwright/packwright/station"
)

// shownOfLong is how much of a line that is too long is repeated.
const shownOfLong = 64

// scanned is the answer to a line. Scripts rely on the names.
type scanned struct {
	Input     string        `json:"input"`
	Kind      string        `json:"kind"`
	Symbology string        `json:"symbology"`
	Elements  []scanElement `json:"elements"`
	Text      string        `json:"text,omitempty"`
	GTIN      string        `json:"gtin,omitempty"`
	SSCC      string        `json:"sscc,omitempty"`
	ISBN      string        `json:"isbn,omitempty"`
	AddOn     string        `json:"addon,omitempty"`
	Command   string        `json:"command,omitempty"`
	Numbers   []scanNumber  `json:"numbers,omitempty"`
	Error     *scanFault    `json:"error,omitempty"`
	Warning   *scanFault    `json:"warning,omitempty"`
}

type scanElement struct {
	AI   string `json:"ai"`
	Data string `json:"data"`
}

type scanNumber struct {
	Carrier string `json:"carrier"`
	Service string `json:"service"`
	Number  string `json:"number"`
	Proof   string `json:"proof"`
}

type scanFault struct {
	Kind    string `json:"kind"`
	Message string `json:"message"`
	Offset  int    `json:"offset"`
}

// answer says what a line is.
func (d *scanReader) answer(line string, tooLong bool) scanned {
	if tooLong {
		return rejectedLine(line[:shownOfLong], scanFault{"too_long", fmt.Sprintf("the line is longer than %d bytes", longestLine), longestLine})
	}
	raw, at, err := unescapeScan(line)
	if err != nil {
		return rejectedLine(line, scanFault{"escape", err.Error(), at})
	}
	scan := strings.Trim(raw, "\r\n")
	before := strings.Index(raw, scan)
	if len(scan) > d.longest {
		return rejectedLine(line, scanFault{"too_long", fmt.Sprintf("the scan is longer than %d bytes", d.longest), before + d.longest})
	}
	d.decoder.Decode(&d.code, scan)
	return describe(line, before, &d.code)
}

func rejectedLine(line string, f scanFault) scanned {
	return scanned{Input: escapeBytes(line), Kind: string(station.CodeRejected), Elements: []scanElement{}, Error: &f}
}

// describe is the answer to a line by what was decoded, so many bytes from its
// beginning.
func describe(line string, before int, c *station.Decoded) scanned {
	a := scanned{
		Input: escapeBytes(line), Kind: string(c.Kind), Symbology: c.Scan.Symbology, Elements: []scanElement{},
		Command: string(c.Command), Error: faultAt(c.Fault, before), Warning: faultAt(c.Warning, before),
	}
	if c.Kind == station.CodeRejected {
		return a
	}
	a.Text, a.AddOn = c.Scan.Text, c.Scan.AddOn
	a.GTIN, _ = c.Scan.GTIN()
	a.SSCC, _ = c.Scan.SSCC()
	a.ISBN, _ = c.Scan.ISBN()
	for _, e := range c.Scan.Elements() {
		a.Elements = append(a.Elements, scanElement{e.AI, e.Data})
	}
	for _, n := range c.Numbers {
		a.Numbers = append(a.Numbers, scanNumber{n.Carrier, n.Service, n.Text, n.Proof.String()})
	}
	return a
}

func faultAt(f station.CodeFault, before int) *scanFault {
	if f.Message == "" {
		return nil
	}
	return &scanFault{f.Kind, f.Message, before + f.Offset}
}

// tell prints an answer as one line of printable ASCII.
func (d *scanReader) tell(w io.Writer, a scanned) error {
	if d.json {
		return json.NewEncoder(w).Encode(a)
	}
	_, err := fmt.Fprintln(w, escapeBytes(a.String()))
	return err
}

// String is the answer for people.
func (a scanned) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%-9s %-3s ", a.Kind, a.Symbology)
	switch {
	case a.Kind == string(station.CodeRejected):
		b.WriteString(a.Input)
	case len(a.Elements) == 0:
		b.WriteString(a.Text)
	default:
		for _, e := range a.Elements {
			fmt.Fprintf(&b, "(%s)%s", e.AI, e.Data)
		}
	}
	for _, n := range a.Numbers {
		fmt.Fprintf(&b, "  %s %s %s", n.Carrier, n.Service, n.Number)
	}
	for _, f := range []*scanFault{a.Error, a.Warning} {
		if f != nil {
			fmt.Fprintf(&b, "  %s", f.Message)
		}
	}
	return b.String()
}
