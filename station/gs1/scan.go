package gs1

import (
	"strings"

	"github.com/packwright/packwright/station/text"
)

// MaxLength is the most characters that any barcode holds, those of a QR code
// full of digits.
const MaxLength = 7089

// Kind is what a scan turned out to be.
type Kind uint8

// The kinds of scans. The numbers from EAN8 to SSCC have the right check digit.
const (
	Plain   Kind = iota // any text
	EAN8                // GTIN of 8 digits
	UPCE                // 8 digits that stand for a UPC-A
	UPCA                // GTIN of 12 digits
	EAN13               // GTIN of 13 digits
	GTIN14              // GTIN of 14 digits, on cases
	SSCC                // the 18 digits of a logistic unit, without (00)
	GS1                 // element strings
	Link                // GS1 Digital Link
	Message             // ISO 15434 message
)

var kindNames = [...]string{"plain", "EAN-8", "UPC-E", "UPC-A", "EAN-13", "GTIN-14", "SSCC", "GS1", "Digital Link", "ISO 15434"}

// String is the name that people know the kind by.
func (k Kind) String() string { return kindNames[k] }

// Element is an application identifier and its data. In an ISO 15434 message of
// format 06 AI is the data identifier, such as P or 1T.
type Element struct{ AI, Data string }

// Title is the short name that the standard gives to the element, such as
// BATCH/LOT; "" if it gives none.
func (e Element) Title() string {
	if i, ok := ais.exactly(e.AI); ok {
		return ais.specs[i].title
	}
	return ""
}

// Scan is what Parse found. It belongs to the caller, who may use it again for
// the next scan; its strings are parts of the text that was parsed.
type Scan struct {
	Kind      Kind
	Symbology string // AIM identifier such as "]C1", "" if the scanner sent none
	Text      string // what was read, without the AIM identifier: ASCII and GS, in a Message also RS, FS, US and EOT
	AddOn     string // the 2 or 5 digits beside an EAN, as on magazines

	elements [64]Element
	offsets  [64]uint16 // of an element's data in the scan
	specs    [64]uint16 // place in ais.specs and 1, 0 for what is not in there
	count    int
	present  set
	blame    string // identifier of the element at fault
	raw      string // what was parsed
	doubt    fault  // why text that begins like GS1 is none
	doubted  string // identifier of the element that it is about
	options  Options
}

// Options widen what is accepted. The zero value is the standard.
type Options struct {
	ShortGTIN  bool     // a Digital Link may leave out zeros in front of a GTIN
	UnknownAIs bool     // identifiers that the standard has not assigned are taken as text
	Prefixes   Prefixes // looks up company prefixes, nil for nobody to ask
}

// Parse reads raw, the text of one scan, into s. It does not allocate, but for
// what is percent-encoded in a Digital Link. The error, if any, is an *Error; s
// then holds no elements.
func Parse(s *Scan, raw string) error {
	return Options{}.Parse(s, raw)
}

// Parse is the function Parse with options.
func (o Options) Parse(s *Scan, raw string) error {
	s.begin(raw, o)
	return s.verdict(raw, s.read(raw))
}

func (s *Scan) begin(raw string, o Options) {
	s.Kind, s.Symbology, s.Text, s.AddOn = Plain, "", raw, ""
	s.raw, s.options, s.blame = raw, o, ""
	s.doubt, s.doubted = fault{}, ""
	s.forget()
}

// forget drops the elements.
func (s *Scan) forget() {
	s.count, s.present = 0, set{}
}

// verdict is the error that a fault in raw makes.
func (s *Scan) verdict(raw string, f fault) error {
	if f.kind == "" {
		return nil
	}
	s.Kind = Plain
	s.forget()
	return &Error{Kind: f.kind, Offset: f.at, AI: s.blame, Found: raw[f.at : f.at+f.n]}
}

func (s *Scan) read(raw string) fault {
	if raw == "" {
		return fault{Empty, 0, 0}
	}
	if len(raw) > MaxLength {
		return fault{TooLong, MaxLength, 0}
	}
	s.Symbology = symbology(raw)
	s.Text = raw[len(s.Symbology):]
	switch s.Symbology {
	case "":
		return s.readUntold()
	case "]C1", "]e0", "]d2", "]Q3", "]J1":
		return s.readGS1()
	case "]E0":
		return s.readPrimary(EAN13, 13)
	case "]E4":
		return s.readPrimary(EAN8, 8)
	case "]Q1", "]d1", "]J0":
		return s.readMatrix()
	}
	return s.readPlain()
}

// symbology is the AIM identifier in front of raw: a bracket, the letter of the
// symbology and a character that modifies it.
func symbology(raw string) string {
	if len(raw) < 3 || raw[0] != ']' || !letter(raw[1]) || !letter(raw[2]) && !digit(raw[2]) {
		return ""
	}
	return raw[:3]
}

func letter(c byte) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z'
}

// readGS1 reads what must be element strings.
func (s *Scan) readGS1() fault {
	offset := len(s.Symbology)
	if i := strings.IndexByte(s.Text, '^'); i >= 0 {
		return fault{IllegalCaret, offset + i, 1}
	}
	s.Kind = GS1
	return s.elementStrings(s.Text, offset)
}

// readPrimary reads a number of that many digits, and the element strings of
// the composite part that may stand above the bars.
func (s *Scan) readPrimary(kind Kind, digits int) fault {
	offset := len(s.Symbology)
	number, composite, isComposite := strings.Cut(s.Text, compositeMark)
	switch {
	case len(number) < digits:
		return fault{PrimaryTooShort, offset, len(number)}
	case len(number) > digits:
		return fault{PrimaryTooLong, offset, len(number)}
	case !allDigits(number):
		return fault{PrimaryNotDigits, offset, len(number)}
	case !closes(number):
		return fault{PrimaryCheckDigit, offset + digits - 1, 1}
	}
	s.Kind, s.Text = kind, number
	if !isComposite {
		return fault{}
	}
	return s.elementStrings(composite, offset+digits+len(compositeMark))
}

// readMatrix reads a two-dimensional symbol that is not marked as GS1: a link,
// which then must be a right one, or anything.
func (s *Scan) readMatrix() fault {
	if isLink(s.Text) {
		s.Kind = Link
		return s.readLink(s.Text, len(s.Symbology))
	}
	return s.readPlain()
}

// readUntold reads a scan without an AIM identifier.
func (s *Scan) readUntold() fault {
	if f := s.readPlain(); f.kind != "" || s.Kind != Plain {
		return f
	}
	kind, f, sure := s.trial()
	if f.kind == "" {
		s.Kind = kind
		return fault{}
	}
	if sure {
		return f
	}
	s.doubt, s.doubted = f, s.blame
	s.blame = ""
	s.forget()
	return fault{}
}

// trial reads as GS1 what could be that. It is sure of what nothing else can be:
// data behind a separator, which stands for FNC1 in front, a link that names a
// key, and identifiers in brackets.
func (s *Scan) trial() (kind Kind, f fault, sure bool) {
	data, marked := strings.CutPrefix(s.Text, separator)
	offset := len(s.Text) - len(data)
	switch {
	case isLink(data):
		f = s.readLink(data, offset)
		return Link, f, s.count > 0 || s.blame != ""
	case marked:
		return GS1, s.elementStrings(data, offset), true
	case isBracketed(data):
		return GS1, s.readBracketed(data), true
	case strings.HasPrefix(data, "01"), strings.HasPrefix(data, "00"), strings.Contains(data, separator):
		return GS1, s.elementStrings(data, 0), false
	}
	return Plain, fault{}, false
}

// Doubt is why plain text that begins as GS1 data does is none, for people who
// look for the cause; false if it does not begin like that.
func (s *Scan) Doubt() (*Error, bool) {
	if s.doubt.kind == "" || !isLink(s.Text) && !s.manyDigits() {
		return nil, false
	}
	return &Error{Kind: s.doubt.kind, Offset: s.doubt.at, AI: s.doubted, Found: s.raw[s.doubt.at : s.doubt.at+s.doubt.n]}, true
}

// manyDigits says that the text begins with an identifier and ten digits: short
// ones are names of places.
func (s *Scan) manyDigits() bool {
	return len(s.Text) >= 12 && allDigits(s.Text[:12])
}

// compositeMark parts a code from the element strings of the composite component
// above its bars.
const compositeMark = "|]e0"

// readPlain reads text, in which it knows messages and the numbers that prove
// themselves by their check digit.
func (s *Scan) readPlain() fault {
	offset := len(s.Symbology)
	if strings.HasPrefix(s.Text, messageHeader) {
		s.Kind = Message
		return s.readMessage(s.Text, offset)
	}
	primary, composite, isComposite := s.Text, "", false
	if s.Symbology != "" {
		primary, composite, isComposite = strings.Cut(s.Text, compositeMark)
	}
	for i := range len(primary) {
		if !text.InScan(primary[i]) {
			return fault{IllegalByte, offset + i, 1}
		}
	}
	s.Text = primary
	s.readNumber()
	if !isComposite {
		return fault{}
	}
	return s.elementStrings(composite, offset+len(primary)+len(compositeMark))
}

func (s *Scan) readNumber() {
	if !allDigits(s.Text) {
		return
	}
	switch n := len(s.Text); {
	case n == 8 && closes(s.Text):
		s.Kind = EAN8
	case n == 8 && isUPCE(s.Text):
		s.Kind = UPCE
	case n == 12 && closes(s.Text):
		s.Kind = UPCA
	case n == 13 && closes(s.Text):
		s.Kind = EAN13
	case n == 14 && closes(s.Text):
		s.Kind = GTIN14
	case (n == 15 || n == 18) && s.mayHaveAddOn() && closes(s.Text[:13]):
		s.Kind, s.Text, s.AddOn = EAN13, s.Text[:13], s.Text[13:]
	case n == 18 && closes(s.Text):
		s.Kind = SSCC
	}
}

// mayHaveAddOn says that an EAN-13 with digits beside it is likely: the scanner
// says so, or it begins as books and magazines do.
func (s *Scan) mayHaveAddOn() bool {
	prefix := s.Text[:3]
	return s.Symbology == "]E3" || prefix == "977" || prefix == "978" || prefix == "979"
}

func isUPCE(s string) bool {
	_, ok := ExpandUPCE(s)
	return ok
}
