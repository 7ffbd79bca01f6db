package foreign

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"
)

// body is what a cleaned label draws, between what every one begins and ends
// with.
func body(l Label) string {
	_, s, _ := strings.Cut(string(l.ZPL), "^BY2,3,10")
	return strings.TrimSuffix(s, "^PQ1^XZ")
}

func TestWhatDrawsIsKeptAndWrittenOut(t *testing.T) {
	for _, c := range []struct{ name, in, want string }{
		{"a label", "^XA^FO1,2^A0N,30^FDHi, you^FS^XZ", "^FO1,2^A0N,30^FDHi, you^FS"},
		{"what lasts is taken out", "^XA~SD30^MMT^FO1,2^GB9,9^FS^JUS^XZ", "^FO1,2^GB9,9^FS"},
		{"settings of a format before hold", "^XA^LH0,20^CI28^XZ^XA^GB9,9^FS^XZ", "^LH0,20^CI28^GB9,9^FS"},
		{"settings said twice are said once", "^XA^CI28^CI28^LH0,0^GB9,9^FS^XZ", "^CI28^GB9,9^FS"},
		{"formats that draw nothing go", "^XA^MCY^XZ^XA^GB9,9^FS^XZ^XA^IDR:*.*^FS^XZ", "^GB9,9^FS"},
		{"a picture stored and recalled", "~DGR:A.GRF,2,1,8001^XA^FO1,1^XGR:A.GRF,1,1^FS^XZ", "^FO1,1" + gf(1, 0x80, 0x01) + "^FS"},
		{"a picture recalled larger", "~DGR:A.GRF,1,1,81^XA^XGA,2,2^FS^XZ", gf(2, 0xc0, 0x03, 0xc0, 0x03) + "^FS"},
		{"a picture in any of ZPL's spellings", "~DGA,6,3,H0F,:^XA^XGA^FS^XZ", gf(3, 0x00, 0xf0, 0x00, 0x00, 0xf0, 0x00) + "^FS"},
		{"digits repeated by tens", "~DGA,11,11,gHFI0^XA^XGA^FS^XZ", gf(11, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff) + "^FS"},
		{"a binary picture is written", "^XA^GFB,4,4,2,^XZ~^FS^XZ", gf(2, '^', 'X', 'Z', '~') + "^FS"},
		{"a form filled in", "^XA^DFR:F.ZPL^FO1,1^FN1^FS^XZ^XA^XFR:F.ZPL^FS^FN1^FDx^FS^XZ", "^FO1,1^FDx^FS"},
		{"a field of a form that is not given keeps its text", "^XA^DFF^FO1,1^FN1^FDusual^FS^FO2,2^FN2^FS^FO3,3^FN3^FDz^FS^XZ^XA^XFF^FN3^FH\\^FDb\\41^FS^XZ", "^FO1,1^FDusual^FS^FO3,3^FH_^FDb_41^FS"},
		{"other prefixes become the usual", "^XA^CC++CD;+FO1;2+FDa^b+FS+CC^^XZ", "^FO1,2^FH_^FDa_5Eb^FS"},
		{"control characters for commands", "\x02\x1eFO1,2\x1eGB9,9\x0f\x03", "^FO1,2^GB9,9^FS"},
		{"what other languages begin with is spelt", "^XA^FO1,2^FD! U1 setvar_\x05\x00^FS^XZ", "^FO1,2^FH_^FD_21 U1 setvar_5F_05_00^FS"},
		{"the font of a letter", "^XA^CWW,E:A.TTF^FO1,2^AWN,20,10^FDx^FS^CFW,30^FO3,4^FDy^FS^BY3^BCN^FDz^FS^XZ", "^FO1,2^A@N,20,10,E:A.TTF^FDx^FS^FO3,4^A@,30,,E:A.TTF^FDy^FS^BY3^BCN^FDz^FS"},
		{"a letter of a font cannot change ours", "^XA^CW0,E:A.TTF^GB9,9^FS^XZ", "^GB9,9^FS"},
		{"text between fields draws nothing", "\ufeff^XA^GB9,9^FS oops\r\n^XA^GB8,8^FS\x00^XZ\r\n\x00", "^GB9,9^FS^GB8,8^FS"},
		{"a variable of the printer beside the label", "! U1 setvar \"a\" \"b\"\r\n^XA^GB9,9^FS^XZ", "^GB9,9^FS"},
	} {
		l := Clean([]byte(c.in), FourBySix(8))
		if got := body(l); got != c.want {
			t.Errorf("%s: got  %s\nwant %s (%v)", c.name, got, c.want, l.Findings)
		}
		if l.ZPL != nil {
			sound(t, c.name, l.ZPL)
		}
	}
}

// gf is the command of a picture.
func gf(row int, bits ...byte) string { return "^GF" + bitmap{row, bits}.field() }

func TestWhatIsNotOneLabelIsRefused(t *testing.T) {
	for _, c := range []struct{ name, in, want string }{
		{"nothing", "", "no label"},
		{"two", "^XA^GB9,9^FS^XZ^XA^GB9,9^FS^XZ", "more than one"},
		{"a form used twice", "^XA^DFF^FO1,1^FN1^FS^XZ" + strings.Repeat("^XA^XFF^FN1^FDx^FS^XZ", 2), "more than one"},
		{"without an end", "^XA^GB9,9^FS", "no end"},
		{"text before", "hello ^XA^GB9,9^FS^XZ", "text outside"},
		{"text behind", "^XA^GB9,9^FS^XZ hello", "text outside"},
		{"cut by ETX", "^XA^FO1,1^FDa\x03b^FS^XZ", "text outside"},
		{"settings alone", "^XA^PW400^FO1,1^FD^FS^XZ", "draws anything"},
		{"a picture that is not in it", "^XA^XGR:LOGO.GRF^FS^XZ", "draws anything"},
		{"a form that is not in it", "^XA^XFR:F.ZPL^FS^FN1^FDx^FS^XZ", "form that is not in it"},
		{"in inches", "^XA^MUI^GB9,9^FS^XZ", "dots"},
		{"at half the density", "^XA^JMB^GB9,9^FS^XZ", "double size"},
		{"PDF", "%PDF-1.7", "a PDF"},
		{"another language", "\nN\nA1,1,0,1,1,1,N,\"x\"\nP1\n", "text outside"},
		{"too large", "^XA^FX" + strings.Repeat("x", Limit), "at most"},
		{"too large written out", "~DGA,4000000,4000,FF" + "^XA" + strings.Repeat("^XGA,1,1^FS", 40) + "^XZ", "too large"},
	} {
		l := Clean([]byte(c.in), FourBySix(8))
		if l.ZPL != nil || !strings.Contains(l.Refusal(), c.want) {
			t.Errorf("%s: got %q %.200s, want a refusal for %q", c.name, l.Refusal(), l.ZPL, c.want)
		}
	}
}

func TestFindingsNameCommandPlaceAndWhy(t *testing.T) {
	l := Clean([]byte("^XA^MMT^FO1,1^GB9,9^FS^MMC^XGR:L.GRF^FS^PQ5^PW1300^XZ"), FourBySix(8))
	var got []string
	for _, f := range l.Findings {
		got = append(got, fmt.Sprint(f.Deed, " ", f, " ", f.Lasting))
	}
	want := []string{
		"stripped ^MM at byte 3, 2 times: sets what happens after every label: tear, peel, cut true",
		"stripped ^XG at byte 26: recalls a picture that the stream does not bring false",
		"rewritten ^PQ at byte 39: asks for 5 copies; one is printed true",
		"warned ^PW at byte 43: the label is 1300 dots wide, the paper 813: it was made for a finer printer or wider paper false",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got  %q\nwant %q", got, want)
	}
}

func TestNothingLeaksFromLabelToLabel(t *testing.T) {
	l := Clean([]byte("^XA^GB9,9^FS^XZ"), Paper{DPMM: 12, Width: 1219, Height: 1829})
	want := "^XA^PW1219^LL1829^PON^PMN^LH0,0^LRN^FWN^CI0^CFA,9,5^BY2,3,10^GB9,9^FS^PQ1^XZ"
	if string(l.ZPL) != want {
		t.Errorf("got  %s\nwant %s", l.ZPL, want)
	}
	l = Clean([]byte("^XA^POI^GB9,9^FS^PW400^XZ^XA^PW9^LH9,9^XZ"), FourBySix(8))
	if !bytes.HasPrefix(l.ZPL, []byte("^XA^PW400^LL1220^POI^PMN^LH0,0^")) || strings.Contains(body(l), "LH9") {
		t.Errorf("got %s", l.ZPL)
	}
}

func TestHowLongALabelIsOnTheWire(t *testing.T) {
	if got := Wire(9600, 9600); got != 10*time.Second {
		t.Errorf("got %v", got)
	}
	if got := Wire(110_055, 9600); got <= Slow {
		t.Errorf("110 KB at 9600 baud take %v, which is not slow", got)
	}
}

func TestCodes(t *testing.T) {
	for _, c := range []struct{ name, field, want string }{
		{"what is written, by default", "^BCN,9^FDAB12", "AB12"},
		{"subset C, with the separator", "^BCN,9^FD>;>8001234>6AB", "001234AB"},
		{"a separator within", "^BCN,9^FD>:>810AB>82112", "10AB\x1d2112"},
		{"subset A", "^BCN,9^FD>93372", "A\b"},
		{"half of a pair is not drawn", "^BCN,9^FD>;123", "12"},
		{"spelt signs", "^BCN,9^FD>:a><b>0c>=d", "a^b>c~d"},
		{"brackets are for people", "^BCN,9,Y,N,N,D^FD(00)12 34", "001234"},
		{"a container with its check digit", "^BCN,9,Y,N,N,U^FD0010614141123456789123", "00106141411234567897"},
		{"interleaved digits", "^B2N,9^FD>;123", "0123"},
		{"EAN with its check digit", "^BEN,9^FD400638133393", "4006381333931"},
		{"QR", "^BQN,2,5^FDQA,https://x.y/1", "https://x.y/1"},
		{"QR by hand", "^BQN,2,5^FDHM,B0005hello", "hello"},
		{"QR without its beginning", "^BQN,2,5^FDEXAMPLE", "MPLE"},
		{"Data Matrix with GS1", "^BXN,4,200,0,0,6,_^FD_142098028_19205", "42098028\x1d9205"},
		{"in hexadecimal", "^BXN,4,200^FH^FDa_1Db", "a\x1db"},
		{"text is no code", "^A0N,30^FDhello", ""},
	} {
		l := Clean([]byte("^XA^FO1,1"+c.field+"^FS^XZ"), FourBySix(8))
		if got := strings.Join(Codes(l.ZPL), "|"); got != c.want {
			t.Errorf("%s: got %q, want %q", c.name, got, c.want)
		}
	}
}
