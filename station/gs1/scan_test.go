package gs1

import (
	"errors"
	"strings"
	"testing"
)

func TestParse(t *testing.T) {
	const gs = separator
	for _, c := range []struct {
		name, scan string
		kind       Kind
		elements   string
		text       string // "" means the scan
	}{
		{"a GTIN and a lot without an identifier", "010400638133393110A7", GS1, "(01)04006381333931(10)A7", ""},
		{"an SSCC without an identifier", "00340123450000000017", GS1, "(00)340123450000000017", ""},
		{"a lot before a date needs its separator", "10A7" + gs + "17261231", GS1, "(10)A7(17)261231", ""},
		{"a separator behind a fixed length is no matter", "0104006381333931" + gs + "10A7", GS1, "(01)04006381333931(10)A7", ""},
		{"a separator at the end is no matter", "]C110A7" + gs, GS1, "(10)A7", "10A7" + gs},
		{"a separator in front stands for the identifier", gs + "10A7", GS1, "(10)A7", ""},
		{"text that begins like a GTIN is text", "01-A-03", Plain, "", ""},
		{"a wrong check digit without an identifier is text", "010400638133393010A7", Plain, "", ""},
		{"a separator that divides nothing is text", "LOC" + gs + "7", Plain, "", ""},
		{"an EAN-13", "4006381333931", EAN13, "", ""},
		{"an EAN-13 with its identifier", "]E04006381333931", EAN13, "", "4006381333931"},
		{"an EAN-8", "96385074", EAN8, "", ""},
		{"a UPC-A", "036000291452", UPCA, "", ""},
		{"a UPC-E", "04252614", UPCE, "", ""},
		{"a GTIN-14", "10614141000415", GTIN14, "", ""},
		{"a bare SSCC", "340123450000000017", SSCC, "", ""},
		{"a number with a wrong check digit is text", "4006381333932", Plain, "", ""},
		{"a magazine with its issue", "977147396801203", EAN13, "", "9771473968012"},
		{"a location in Code 39", "]A0A-01-03", Plain, "", "A-01-03"},
		{"a carrier that is not GS1 holds no elements", "]C0010400638133393110A7", Plain, "", "010400638133393110A7"},
		{"a product in a QR code", "]Q14006381333931", EAN13, "", "4006381333931"},
		{"a Digital Link", "https://example.com/01/04006381333931/10/A%2F7?17=261231", Link, "(01)04006381333931(10)A/7(17)261231", ""},
		{"a link to elsewhere is text", "https://example.com/shop", Plain, "", ""},
		{"a bracket that is no identifier is text", "]", Plain, "", ""},
		{"identifiers in brackets", "(01)04006381333931(10)A7", GS1, "(01)04006381333931(10)A7", ""},
		{"a bracket that is no identifier's", "(A)7", Plain, "", ""},
		{"a link with a wrong domain is text", "https://a_b/01/04006381333931", Plain, "", ""},
		{"a composite above a code that is not GS1", "]C0A7|]e01726123110B8", Plain, "(17)261231(10)B8", "A7"},
		{"a message with application identifiers", "[)>\x1e05" + gs + "10A7" + gs + "17261231\x1e\x04", Message, "(10)A7(17)261231", ""},
		{"a message with data identifiers", "[)>\x1e06" + gs + "1PMUG" + gs + "Q12\x1e\x04", Message, "(1P)MUG(Q)12", ""},
		{"a message of two formats", "[)>\x1e06" + gs + "Q12\x1e05" + gs + "10A7\x1e\x04", Message, "(Q)12(10)A7", ""},
	} {
		var s Scan
		err := Parse(&s, c.scan)
		if c.text == "" {
			c.text = c.scan
		}
		if err != nil || s.Kind != c.kind || bracketed(&s) != c.elements || s.Text != c.text {
			t.Errorf("%s: %q is %v %q %s, error %v; want %v %q %s", c.name, c.scan, s.Kind, s.Text, bracketed(&s), err, c.kind, c.text, c.elements)
		}
	}
}

func TestParseRefuses(t *testing.T) {
	for _, c := range []struct {
		name, scan string
		kind       ErrorKind
		offset     int
		says       string
	}{
		{"nothing", "", Empty, 0, "nothing was read at 0"},
		{"more than a barcode holds", strings.Repeat("7", MaxLength+1), TooLong, MaxLength, "code is longer than any barcode at 7089"},
		{"an escape", "A\x1b[2J", IllegalByte, 1, "code holds a byte that no barcode of ours may hold: byte 0x1B at 1"},
		{"a letter outside of ASCII", "caf\xc3\xa9", IllegalByte, 3, "code holds a byte that no barcode of ours may hold: byte 0xC3 at 3"},
		{"a byte of a message outside of one", "A\x1eB", IllegalByte, 1, "code holds a byte that no barcode of ours may hold: byte 0x1E at 1"},
		{"a message that does not end", "[)>\x1e06\x1dQ12", BadEnvelope, 0, "code begins as an ISO 15434 message and does not end as one at 0"},
		{"an escape inside of a message", "[)>\x1e06\x1dQ\x1b\x1e\x04", IllegalByte, 8, "code holds a byte that no barcode of ours may hold: byte 0x1B at 8"},
		{"what divides another format inside of a message", "[)>\x1e06\x1dQ12\x1fP7\x1e\x04", IllegalByte, 10, "code holds a byte that no barcode of ours may hold: byte 0x1F at 10"},
		{"a wrong check digit", "]C10104006381333930", WrongCheckDigit, 18, `(01) check digit is wrong: "0" at 18`},
		{"a day that is not", "]d2010400638133393117260230", IllegalDay, 25, `(17) no such day in this month: "30" at 25`},
		{"an escape inside of a lot", "]d210A\x1b", NotCSET82, 6, "(10) character is not allowed in this element: byte 0x1B at 6"},
		{"a wrong check digit in brackets", "(01)04006381333930", WrongCheckDigit, 17, `(01) check digit is wrong: "0" at 17`},
		{"a link with a wrong check digit", "https://example.com/01/04006381333930", WrongCheckDigit, 36, `(01) check digit is wrong: "0" at 36`},
		{"a separator in front of nothing known", "\x1d050000000000", UnknownAI, 1, `no GS1 element begins like this: "0500" at 1`},
		{"more elements than a symbol has, behind a separator", "\x1d" + strings.Repeat("91A\x1d", 65), TooManyAIs, 1 + 4*64 + 2, "code holds too many elements at 259"},
		{"an unknown identifier", "]d20512", UnknownAI, 3, `no GS1 element begins like this: "0512" at 3`},
		{"more elements than a symbol has", "]d2" + strings.Repeat("91A\x1d", 65), TooManyAIs, 3 + 4*64 + 2, "code holds too many elements at 261"},
	} {
		var s Scan
		var e *Error
		err := Parse(&s, c.scan)
		if !errors.As(err, &e) || e.Kind != c.kind || e.Offset != c.offset || e.Error() != c.says {
			t.Errorf("%s: %q gives %#v, want %s at %d: %s", c.name, c.scan, err, c.kind, c.offset, c.says)
		}
		if len(s.Elements()) > 0 || s.Kind != Plain {
			t.Errorf("%s: %q leaves %v and %v", c.name, c.scan, s.Kind, s.Elements())
		}
	}
}

func TestAScanIsUsedAgain(t *testing.T) {
	var s Scan
	for _, scan := range []string{"]C110A7", "4006381333931", "]C117261231", "]C1bad"} {
		_ = Parse(&s, scan)
	}
	if _, ok := s.Lot(); ok || s.Symbology != "]C1" || len(s.Elements()) != 0 {
		t.Errorf("after other scans it still holds %v of %q", s.Elements(), s.Symbology)
	}
}

func TestSwallowed(t *testing.T) {
	for _, c := range []struct{ name, scan, end string }{
		{"a lot that ends in a date", "]C10104006381333931" + "10A717261231", "17261231"},
		{"a lot that ends in a GTIN", "]C110A7" + "0104006381333931", "0104006381333931"},
		{"a lot with its separator", "]C110A7\x1d17261231", ""},
		{"a lot of its own digits", "]C110A71726", ""},
		{"a lot that ends in no possible date", "]C110A717261331", ""},
	} {
		var s Scan
		if err := Parse(&s, c.scan); err != nil {
			t.Fatalf("%s: %v", c.name, err)
		}
		if w, _ := s.Swallowed(); w.End != c.end || !strings.HasSuffix(c.scan, c.scan[w.Offset:w.Offset+len(w.End)]) {
			t.Errorf("%s: %q seems to have swallowed %q, want %q", c.name, c.scan, w.End, c.end)
		}
	}
}

func TestSwallowSays(t *testing.T) {
	for _, c := range []struct{ name, scan, want string }{
		{"a lot and a date", "]C110A717261231", "the lot seems to have swallowed a date at 7: the separator (FNC1) between them is missing"},
		{"a serial number and a lot behind a date", "]C121X91126010110B", "the serial number seems to have swallowed a date at 7: the separator (FNC1) between them is missing"},
		{"another element and a number", "]C1240A70104006381333931", "the element (240) seems to have swallowed a number (01) at 8: the separator (FNC1) between them is missing"},
		{"an element that holds a place", "]C1250A74104006381333931", "the element (250) seems to have swallowed an element (410) at 8: the separator (FNC1) between them is missing"},
	} {
		if w, ok := parsed(t, c.scan).Swallowed(); !ok || w.String() != c.want {
			t.Errorf("%s: %q says %q", c.name, c.scan, w)
		}
	}
}

func TestDoubt(t *testing.T) {
	for _, c := range []struct {
		name, scan string
		kind       ErrorKind // "" for no doubt
		offset     int
	}{
		{"a wrong check digit", "010400638133393010A7", WrongCheckDigit, 15},
		{"a digit too few", "010952012345678", DataWrongLength, 2},
		{"the separator as text", "0109520123456788<GS>10LOT", UnknownAI, 16},
		{"a link to elsewhere", "https://example.com/shop", LinkNoKey, 19},
		{"a place", "01-A-03", "", 0},
		{"a short number", "0104006381", "", 0},
		{"GS1 data", "0104006381333931", "", 0},
	} {
		e, ok := parsed(t, c.scan).Doubt()
		if ok != (c.kind != "") || ok && (e.Kind != c.kind || e.Offset != c.offset) {
			t.Errorf("%s: %q leaves the doubt %v, want %s at %d", c.name, c.scan, e, c.kind, c.offset)
		}
	}
}
