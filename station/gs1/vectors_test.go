package gs1

import (
	"errors"
	"slices"
	"strings"
	"testing"
)

// takenAsPlain are the vectors that suppose a scanner which always sends an AIM
// identifier, and a reader that refuses those of symbologies without GS1 data.
// Here both are plain text: locations and totes are Code 39 and Code 128, and
// many scanners send no identifier. Besides, G00279 is empty: the syntax engine
// misses the identifier, we miss everything.
const takenAsPlain = `
G00280 G00281 G00282 G00283 G04747 G04754 G04755 G04756 G04762
G04763 G04765 G04766 G04767 G04769 G04770 G04775 G04776 G04779
G04780 G04782 G04783 G04784 G04785 G04786 G04787
`

// plainKinds are the faults of the vectors in takenAsPlain.
var plainKinds = []ErrorKind{"MISSING_SYMBOLOGY_IDENTIFIER", "UNSUPPORTED_SYMBOLOGY_IDENTIFIER"}

func TestVectors(t *testing.T) {
	ran := 0
	var plain []string
	for _, row := range shared(t, "gs1_vectors.csv") {
		ran++
		var s Scan
		err := readVector(t, &s, row)
		if slices.Contains(plainKinds, ErrorKind(row["error_code"])) && row["input"] != "" {
			plain = append(plain, row["id"])
			if err != nil || s.Kind != Plain || s.count != 0 {
				t.Errorf("%s: %q is %v with %v, error %v; want plain text", row["id"], row["input"], s.Kind, s.Elements(), err)
			}
			continue
		}
		compareVector(t, &s, row, err)
	}
	if want := strings.Fields(takenAsPlain); !slices.Equal(plain, want) {
		t.Errorf("taken as plain text: %q, want %q", plain, want)
	}
	t.Logf("%d vectors, %d of them taken as plain text", ran, len(plain))
}

// readVector reads the input in the form that the row says.
func readVector(t *testing.T, s *Scan, row map[string]string) error {
	options := Options{ShortGTIN: row["opts"] == "zs", UnknownAIs: row["opts"] == "unk"}
	input := raw(t, row["input"])
	var err error
	switch {
	case row["kind"] == "bracketed":
		err = options.ParseBracketed(s, input)
	case row["kind"] == "raw" && strings.HasPrefix(input, "^"):
		err = options.Parse(s, "]C1"+strings.NewReplacer("|^", separator, "^", separator).Replace(input[1:]))
	case row["kind"] == "raw", row["kind"] == "dl":
		err = options.Parse(s, "]Q1"+strings.ReplaceAll(input, "|^", compositeMark))
	default:
		err = options.Parse(s, input)
	}
	if err == nil && row["opts"] == "assoc" {
		err = s.Complete()
	}
	return err
}

func compareVector(t *testing.T, s *Scan, row map[string]string, err error) {
	t.Helper()
	want := ErrorKind(row["error_code"])
	if row["input"] == "" && row["kind"] == "scan" {
		want = Empty // the vector misses the identifier, we miss everything
	}
	var e *Error
	switch {
	case errors.As(err, &e) && e.Kind != want:
		t.Errorf("%s: %q is refused as %v, want %q", row["id"], row["input"], err, want)
	case err == nil && want != "":
		t.Errorf("%s: %q is taken for %v, want %q", row["id"], row["input"], s.Elements(), want)
	case err == nil && bracketed(s) != strings.ReplaceAll(raw(t, row["elements"]), "|(", "("):
		t.Errorf("%s: %q is %s, want %s", row["id"], row["input"], bracketed(s), row["elements"])
	case err == nil && row["kind"] == "scan" && row["data"] != "" && s.Text != data(t, row["data"]):
		t.Errorf("%s: %q is text %q, want %q", row["id"], row["input"], s.Text, row["data"])
	case err != nil && row["error_markup"] != "" && row["kind"] != "dl":
		compareMarkup(t, row, e)
	}
}

// data undoes the backslash that the vectors set in front of text that begins
// with a caret, or with backslashes and a caret.
func data(t *testing.T, s string) string {
	s = raw(t, s)
	if strings.HasPrefix(strings.TrimLeft(s, `\`), "^") {
		return strings.TrimPrefix(s, `\`)
	}
	return s
}

// compareMarkup compares the place of the fault with (01)123|4|5.
func compareMarkup(t *testing.T, row map[string]string, e *Error) {
	t.Helper()
	input := raw(t, row["input"])
	if row["kind"] == "raw" {
		input = "]C1" + strings.ReplaceAll(input[1:], "^", separator)
	}
	markup := raw(t, row["error_markup"])
	if strings.Contains(markup, `\x`) && !strings.Contains(input, `\x`) {
		markup = raw(t, markup) // bytes beyond ASCII are escaped twice
	}
	before, rest, _ := strings.Cut(markup, "|")
	found := rest[:strings.LastIndexByte(rest, '|')]
	_, before, _ = strings.Cut(before, ")")
	if !strings.HasSuffix(input[:e.Offset], before) || e.Found != found {
		t.Errorf("%s: %q has its fault %q at %d, want %q", row["id"], input, e.Found, e.Offset, row["error_markup"])
	}
}

// bracketed is the form of the elements that people read.
func bracketed(s *Scan) string {
	var b strings.Builder
	for _, e := range s.Elements() {
		b.WriteString("(" + e.AI + ")" + strings.ReplaceAll(e.Data, "(", `\(`))
	}
	return b.String()
}
