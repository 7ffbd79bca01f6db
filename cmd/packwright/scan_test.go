package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"

	"github.com/packwright/packwright/scanners"
	"github.com/packwright/packwright/station"
)

// decodeLines is what scan decode --json answers to lines, one each.
func decodeLines(t testing.TB, r scanReader, lines ...string) []scanned {
	t.Helper()
	r.json = true
	if r.longest == 0 {
		r.longest = scanners.MaxScan
	}
	var out bytes.Buffer
	if err := r.run(strings.NewReader(strings.Join(lines, "\n")+"\n"), &out); err != nil {
		t.Fatal(err)
	}
	if i := bytes.IndexFunc(out.Bytes(), func(r rune) bool { return r != '\n' && (r < ' ' || r > '~') }); i >= 0 {
		t.Errorf("the answers hold the character %q at %d", out.Bytes()[i], i)
	}
	var all []scanned
	for line := range strings.Lines(out.String()) {
		var a scanned
		if err := json.Unmarshal([]byte(line), &a); err != nil {
			t.Fatalf("%q is no JSON: %v", line, err)
		}
		all = append(all, a)
	}
	if len(all) != len(lines) {
		t.Fatalf("%d answers to %d lines", len(all), len(lines))
	}
	return all
}

func decodeLine(t testing.TB, line string) scanned {
	t.Helper()
	return decodeLines(t, scanReader{}, line)[0]
}

func TestScanDecode(t *testing.T) {
	undo := station.CommandCode(station.CmdMinus)
	long := strings.Repeat("9", scanners.MaxScan)
	for _, c := range []struct {
		name, line string
		kind       string
		elements   string // or the text, where there are none
		fault      string // kind and offset of the error or the warning
	}{
		{"an EAN", "4006381333931", "ean13", "4006381333931", ""},
		{"an EAN-8", "96385074", "ean8", "96385074", ""},
		{"a UPC-A", "036000291452", "upca", "036000291452", ""},
		{"a UPC-E", "04252614", "upce", "04252614", ""},
		{"a case", "10614141000415", "gtin14", "10614141000415", ""},
		{"a pallet", "340123450000000017", "sscc", "340123450000000017", ""},
		{"a magazine and its issue", "977147396801203", "ean13", "9771473968012", ""},
		{"elements with a separator", `]C110A7\x1d17261231`, "gs1", "(10)A7(17)261231", ""},
		{"an escape in capitals", `]C110A7\x1D17261231`, "gs1", "(10)A7(17)261231", ""},
		{"elements without a separator", "]C110A717261231", "gs1", "(10)A717261231", "separator_missing 7"},
		{"elements in brackets", "(01)04006381333931(10)A7", "gs1", "(01)04006381333931(10)A7", ""},
		{"a link", "https://example.com/01/04006381333931", "gs1", "(01)04006381333931", ""},
		{"a message", `[)>\x1e06\x1dQ12\x1e\x04`, "message", "(Q)12", ""},
		{"a message of application identifiers", `[)>\x1e05\x1d10A7\x1e\x04`, "gs1", "(10)A7", ""},
		{"data behind a separator that is none", `\x1d0109520123456788` + strings.Repeat(`\x1d99AB`, 80), "rejected", "", "too_many_elements 335"},
		{"UPS", "1Z12345E0205271686", "tracking", "1Z12345E0205271686", ""},
		{"USPS in a GS1 symbol without a separator", "]C1420921019400109699938123456787", "tracking", "420921019400109699938123456787", ""},
		{"USPS in a GS1 symbol with one", `]C142092101\x1d9400109699938123456787`, "tracking", "(420)92101(94)00109699938123456787", ""},
		{"an address code with anything else", `]C142092101\x1d10A7`, "gs1", "(420)92101(10)A7", ""},
		{"a command", undo, "command", undo, ""},
		{"a command in small letters", strings.ToLower(undo), "command", strings.ToLower(undo), ""},
		{"a forged command", "XXPXUNDOB", "rejected", "", "forged_command 0"},
		{"a location", "A-01-03", "plain", "A-01-03", ""},
		{"a location in Code 39", "]A0A-01-03", "plain", "A-01-03", ""},
		{"a backslash", `A\\7`, "plain", `A\7`, ""},
		{"a terminator", `A7\r\n`, "plain", "A7", ""},
		{"a terminator in front", `\rA7`, "plain", "A7", ""},
		{"a terminator as a byte", "A7\r", "plain", "A7", ""},
		{"an EAN with a wrong check digit is text", "4006381333932", "plain", "4006381333932", "check_digit 12"},
		{"UPS with a wrong check digit is text", "]C01Z12345E0205271688", "plain", "1Z12345E0205271688", "check_digit 20"},
		{"data that is nearly GS1 is text", "0109520123456788<GS>10LOT", "plain", "0109520123456788<GS>10LOT", "NO_AI_FOR_PREFIX 16"},
		{"a wrong check digit in GS1 data", `\r]C10104006381333930`, "rejected", "", "LINT_INCORRECT_CHECK_DIGIT 19"},
		{"two scans in one", `4006381333931\r4006381333931`, "rejected", "", "illegal_byte 13"},
		{"an escape character", `A\x1b[2J`, "rejected", "", "illegal_byte 1"},
		{"an escape character as it is", "A\x1b[2J", "rejected", "", "illegal_byte 1"},
		{"a letter outside of ASCII", "caf\u00e9", "rejected", "", "illegal_byte 3"},
		{"no UTF-8", "A\xff", "rejected", "", "illegal_byte 1"},
		{"nothing", "", "rejected", "", "empty 0"},
		{"terminators alone", `\r\n`, "rejected", "", "empty 0"},
		{"the longest scan", long, "plain", long, ""},
		{"a longer one", long + "9", "rejected", "", "too_long 512"},
		{"an escape that is none", `AB\q`, "rejected", "", "escape 2"},
		{"an escape without its digits", `AB\x1`, "rejected", "", "escape 2"},
		{"an escape with other digits", `AB\x+1`, "rejected", "", "escape 2"},
		{"a backslash at the end", `AB\`, "rejected", "", "escape 2"},
	} {
		a := decodeLine(t, c.line)
		if got := a.said(); a.Kind != c.kind || a.holds() != c.elements || got != c.fault {
			t.Errorf("%s: %q is %s %q, %q; want %s %q, %q", c.name, c.line, a.Kind, a.holds(), got, c.kind, c.elements, c.fault)
		}
	}
}

// holds are the elements of an answer, or its text.
func (a scanned) holds() string {
	if len(a.Elements) == 0 {
		return a.Text
	}
	var b strings.Builder
	for _, e := range a.Elements {
		b.WriteString("(" + e.AI + ")" + strings.ReplaceAll(e.Data, "(", `\(`))
	}
	return b.String()
}

// said is the kind and the place of what is wrong.
func (a scanned) said() string {
	for _, f := range []*scanFault{a.Error, a.Warning} {
		if f != nil {
			return fmt.Sprint(f.Kind, " ", f.Offset)
		}
	}
	return ""
}

func TestScanDecodeTellsMore(t *testing.T) {
	book := decodeLine(t, "]E39780306406157"+"52250")
	if book.ISBN != "9780306406157" || book.AddOn != "52250" || book.GTIN != "09780306406157" || book.Symbology != "]E3" {
		t.Errorf("a book is %+v", book)
	}
	if pallet := decodeLine(t, "00340123450000000017"); pallet.SSCC != "340123450000000017" {
		t.Errorf("a pallet is %+v", pallet)
	}
	if undo := decodeLine(t, station.CommandCode(station.CmdMinus)); undo.Command != "-" {
		t.Errorf("the command card's undo is %+v", undo)
	}
	want := []scanNumber{{"royal-mail", "s10", "RR473124829GB", "check digit"}, {"post", "s10", "RR473124829GB", "check digit"}}
	if mail := decodeLine(t, "RR 4731 2482 9GB"); !slices.Equal(mail.Numbers, want) {
		t.Errorf("a postal number is %+v, want %+v", mail.Numbers, want)
	}
}

func TestScanDecodeEchoesTheLine(t *testing.T) {
	for line, want := range map[string]string{
		`]C110A7\x1d17261231`: `]C110A7\x1d17261231`,
		"A\x1b[2J":            `A\x1b[2J`,
		"caf\u00e9":           `caf\xc3\xa9`,
		"\x7f\u009b":          `\x7f\xc2\x9b`,
		`bad \q`:              `bad \q`,
	} {
		if a := decodeLine(t, line); a.Input != want {
			t.Errorf("%q comes back as %q, want %q", line, a.Input, want)
		}
	}
}

// TestScanDecodeIsBounded gives it a line without an end.
func TestScanDecodeIsBounded(t *testing.T) {
	const size = 100 << 20
	in := io.MultiReader(strings.NewReader("4006381333931\n"), io.LimitReader(nines{}, size), strings.NewReader("\n4006381333931"))
	var out bytes.Buffer
	r := scanReader{json: true, longest: scanners.MaxScan}
	bytesUsed := testing.Benchmark(func(b *testing.B) {
		b.ReportAllocs()
		for range b.N {
			if out.Len() > 0 {
				return
			}
			if err := r.run(in, &out); err != nil {
				b.Fatal(err)
			}
		}
	}).MemBytes
	lines := strings.Split(strings.TrimSpace(out.String()), "\n")
	if len(lines) != 3 || !strings.Contains(lines[0], `"ean13"`) || !strings.Contains(lines[1], `"too_long"`) || len(lines[1]) > 400 || !strings.Contains(lines[2], `"ean13"`) {
		t.Errorf("got %.200q", lines)
	}
	if bytesUsed > 1<<20 {
		t.Errorf("%d bytes were taken for a line of %d", bytesUsed, size)
	}
}

// nines are the digit 9 without end.
type nines struct{}

func (nines) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = '9'
	}
	return len(p), nil
}

// TestScanDecodeAnswersAtOnce: a script may ask line by line.
func TestScanDecodeAnswersAtOnce(t *testing.T) {
	in, lines := io.Pipe()
	answers, out := io.Pipe()
	done := make(chan error, 1)
	r := scanReader{json: true, longest: scanners.MaxScan}
	go func() { done <- r.run(in, out) }()
	got := make([]byte, 4096)
	for range 3 {
		if _, err := io.WriteString(lines, "4006381333931\n"); err != nil {
			t.Fatal(err)
		}
		if n, err := answers.Read(got); err != nil || !strings.Contains(string(got[:n]), `"ean13"`) {
			t.Fatalf("got %q, error %v", got[:n], err)
		}
	}
	lines.Close()
	if err := <-done; err != nil {
		t.Error(err)
	}
}

func TestScanDecodeForPeople(t *testing.T) {
	in := strings.NewReader("]C110A717261231\nA\x1b[2J\nRR473124829GB\n")
	var out bytes.Buffer
	root := newRoot()
	root.SetIn(in)
	root.SetOut(&out)
	root.SetArgs([]string{"scan", "decode"})
	if err := root.Execute(); err != nil {
		t.Fatal(err)
	}
	want := `gs1       ]C1 (10)A717261231  the lot seems to have swallowed a date at 7: the separator (FNC1) between them is missing
rejected      A\x1b[2J  code holds a byte that no barcode of ours may hold: byte 0x1B at 1
tracking      RR473124829GB  royal-mail s10 RR473124829GB  post s10 RR473124829GB
`
	if out.String() != want {
		t.Errorf("got\n%s\nwant\n%s", out.String(), want)
	}
}

// FuzzScanDecode: whatever a line is, it has one answer, of printable ASCII.
func FuzzScanDecode(f *testing.F) {
	for _, line := range []string{`]C110A7\x1d17261231`, "A\x1b[2J", `\xzz`, "caf\u00e9", "(01)04006381333931", `[)>\x1e06\x1dQ12\x1e\x04`} {
		f.Add(line)
	}
	f.Fuzz(func(t *testing.T, line string) {
		if strings.Contains(line, "\n") {
			return
		}
		a := decodeLine(t, line)
		if a.Kind == "rejected" && (a.Error == nil || a.holds() != "") || a.Kind == "" {
			t.Errorf("%q is %+v", line, a)
		}
	})
}
