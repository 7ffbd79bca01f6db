package gs1

import (
	"errors"
	"slices"
	"strings"
	"testing"
)

// takenAsPlain are vectors that suppose a scanner which always sends an AIM
// identifier, and a reader that refuses those of symbologies without GS1 data.
// Here both are plain text: locations and totes are Code 39 and Code 128, and
// many scanners send no identifier.
var takenAsPlain = []ErrorKind{"MISSING_SYMBOLOGY_IDENTIFIER", "UNSUPPORTED_SYMBOLOGY_IDENTIFIER"}

// notAScan is plain text with a composite component, a form that an encoder
// takes and no scanner sends.
const notAScan = "G00458"

func TestVectors(t *testing.T) {
	ran, plain := 0, 0
	for _, row := range shared(t, "gs1_vectors.csv") {
		if row["id"] == notAScan {
			continue
		}
		ran++
		var s Scan
		err := readVector(t, &s, row)
		if slices.Contains(takenAsPlain, ErrorKind(row["error_code"])) && row["input"] != "" {
			plain++
			if err != nil || s.Kind != Plain || s.count != 0 {
				t.Errorf("%s: %q is %v with %v, error %v; want plain text", row["id"], row["input"], s.Kind, s.Elements(), err)
			}
			continue
		}
		compareVector(t, &s, row, err)
	}
	t.Logf("%d vectors, %d of them taken as plain text", ran, plain)
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
	case row["kind"] == "dl", row["kind"] == "raw" && isLink(input):
		err = options.Parse(s, "]Q1"+input)
	case row["kind"] == "raw":
		err = options.Parse(s, "]Q1"+input)
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
