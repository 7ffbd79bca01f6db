package station

import (
	"errors"
	"slices"
	"strings"

	"github.com/packwright/packwright/station/gs1"
	"github.com/packwright/packwright/station/tracking"
)

// Decoded is what a code says by itself, before anybody is asked what it means in
// this house.
type Decoded struct {
	Kind    CodeKind
	Scan    gs1.Scan
	Numbers []tracking.Number // what it is to carriers, the best proven first
	Command Command           // of a command barcode
	Fault   CodeFault         // why it is rejected; of a plain one, why it is not what it looks like
	Warning CodeFault         // what to mind about one that is taken
}

// CodeKind is what a code is.
type CodeKind string

// The kinds of codes. A number of goods is that only with the right check digit.
const (
	CodeGS1      CodeKind = "gs1"     // elements, also from brackets or a Digital Link
	CodeMessage  CodeKind = "message" // of ISO 15434
	CodeEAN13    CodeKind = "ean13"
	CodeEAN8     CodeKind = "ean8"
	CodeUPCA     CodeKind = "upca"
	CodeUPCE     CodeKind = "upce"
	CodeGTIN14   CodeKind = "gtin14"
	CodeSSCC     CodeKind = "sscc"
	CodeTracking CodeKind = "tracking"
	CodeCommand  CodeKind = "command"
	CodePlain    CodeKind = "plain"
	CodeRejected CodeKind = "rejected"
)

var codeKinds = map[gs1.Kind]CodeKind{
	gs1.GS1: CodeGS1, gs1.Link: CodeGS1, gs1.Message: CodeMessage, gs1.EAN13: CodeEAN13, gs1.EAN8: CodeEAN8,
	gs1.UPCA: CodeUPCA, gs1.UPCE: CodeUPCE, gs1.GTIN14: CodeGTIN14, gs1.SSCC: CodeSSCC,
}

// CodeFault is something wrong with a code. Kinds in capitals are those of the
// syntax dictionary of GS1, others are ours.
type CodeFault struct {
	Kind    string
	Message string // one sentence in ASCII; "" if nothing is wrong
	Offset  int    // in the scan, in bytes
}

// Our own kinds of faults, beside those of gs1.
const (
	faultCheckDigit = "check_digit"
	faultCommand    = "forged_command"
	faultSwallowed  = "separator_missing"
)

// Decoder reads codes. The zero value reads what a packer scans.
type Decoder struct {
	gs1.Options
	Whole bool // elements without the others that belong to them are refused
}

// Decode reads a scan, as it came without its terminator, into c. Room that c
// has is used again.
func (d Decoder) Decode(c *Decoded, raw string) {
	numbers := c.Numbers[:0]
	c.Command, c.Fault, c.Warning = "", CodeFault{}, CodeFault{}
	err := d.Parse(&c.Scan, raw)
	if err == nil && d.Whole {
		err = c.Scan.Complete()
	}
	c.Numbers = tracking.Find(numbers, c.Scan.Text)
	c.settle(err)
}

// settle says what the code is by what was read.
func (c *Decoded) settle(err error) {
	command, isCommand, forged := ParseCommand(c.Scan.Text)
	kind, known := c.kind()
	switch {
	case c.addressed():
		c.Kind = CodeTracking
	case err != nil:
		c.reject(err)
	case known:
		c.Kind = kind
		c.warn()
	case isCommand:
		c.Kind, c.Command = CodeCommand, command
	case forged:
		c.Kind = CodeRejected
		c.Fault = CodeFault{faultCommand, "code begins as a command and is none of ours", len(c.Scan.Symbology)}
	case len(c.Numbers) > 0:
		c.Kind = CodeTracking
	default:
		c.Kind = CodePlain
		c.doubt()
	}
}

// kind is what the code is in GS1's terms. A message of application identifiers
// alone is GS1 data in another envelope.
func (c *Decoded) kind() (CodeKind, bool) {
	elements := c.Scan.Elements()
	hasLetter := func(e gs1.Element) bool { return strings.Trim(e.AI, "0123456789") != "" }
	if c.Scan.Kind == gs1.Message && len(elements) > 0 && !slices.ContainsFunc(elements, hasLetter) {
		return CodeGS1, true
	}
	kind, known := codeKinds[c.Scan.Kind]
	return kind, known
}

// addressed says that the code is a carrier's number behind the address code of
// its label, which GS1 has as element (420): without a separator behind that it
// is no right GS1 data, and with one it is a tracking number all the same.
func (c *Decoded) addressed() bool {
	return len(c.Numbers) > 0 && c.Numbers[0].Proof == tracking.Checked &&
		len(c.Scan.Text) > len(c.Numbers[0].Text) && strings.HasPrefix(c.Scan.Text, "420")
}

func (c *Decoded) reject(err error) {
	var e *gs1.Error
	if errors.As(err, &e) {
		c.Fault = faultOf(e)
	}
	c.Kind, c.Numbers = CodeRejected, c.Numbers[:0]
}

func faultOf(e *gs1.Error) CodeFault {
	return CodeFault{string(e.Kind), e.Error(), e.Offset}
}

func (c *Decoded) warn() {
	if w, ok := c.Scan.Swallowed(); ok {
		c.Warning = CodeFault{faultSwallowed, w.String(), w.Offset}
	}
}

// doubt tells of plain text what it seems to be and is not.
func (c *Decoded) doubt() {
	if e, ok := c.Scan.Doubt(); ok {
		c.Fault = faultOf(e)
		return
	}
	offset := len(c.Scan.Symbology)
	if n, at, ok := tracking.Near(c.Scan.Text); ok {
		c.Fault = CodeFault{faultCheckDigit, "looks like a number of " + n.Carrier + ", but its check digit is wrong", offset + at}
		return
	}
	if n := len(c.Scan.Text); n >= 12 && n <= 14 && strings.Trim(c.Scan.Text, "0123456789") == "" {
		c.Fault = CodeFault{faultCheckDigit, "as long as a product number, but its check digit is wrong", offset + n - 1}
	}
}
