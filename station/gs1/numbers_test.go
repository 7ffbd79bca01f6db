package gs1

import (
	"strings"
	"testing"
)

// TestNumberVectors takes the numbers of the collection that barcodes of goods
// and shelves hold.
func TestNumberVectors(t *testing.T) {
	valid := map[string]func(string) bool{
		"mod43": ValidCode39, "isbn10": ValidISBN10, "isbn13": ValidISBN13, "issn": ValidISSN, "imei15": ValidIMEI,
		"upce8": func(s string) bool { _, ok := ExpandUPCE(s); return ok },
	}
	ran := 0
	for _, row := range shared(t, "carrier_and_checkdigit_vectors.csv") {
		check, ours := valid[row["format"]]
		if !ours {
			continue // a carrier's
		}
		ran++
		if got := check(row["input"]); got != (row["expect"] == "valid") {
			t.Errorf("%s: %s %s is valid: %v, want %s", row["id"], row["format"], row["input"], got, row["expect"])
		}
		if long, ok := strings.CutPrefix(row["params"], "expands_to="); ok {
			if got, _ := ExpandUPCE(row["input"]); got != long {
				t.Errorf("%s: UPC-E %s expands to %s, want %s", row["id"], row["input"], got, long)
			}
		}
	}
	t.Logf("%d vectors", ran)
}

func TestNumbers(t *testing.T) {
	for _, c := range []struct {
		name  string
		valid func(string) bool
		text  string
		want  bool
	}{
		{"an ISBN may have its hyphens", ValidISBN10, "0-8044-2957-X", true},
		{"X only checks", ValidISBN10, "X306406152", false},
		{"an ISBN has ten characters", ValidISBN10, "03064061520", false},
		{"or thirteen", ValidISBN13, "978-0-306-40615-7", true},
		{"an EAN of anything else is no book", ValidISBN13, "4006381333931", false},
		{"an ISSN may have its hyphen", ValidISSN, "0378-5955", true},
		{"an IMEI has 15 digits", ValidIMEI, "49015420323751", false},
		{"Code 39 checks one character", ValidCode39, "00", true},
		{"Code 39 has no small letters", ValidCode39, "code39W", false},
		{"nothing is not checked", ValidCode39, "", false},
		{"nor by Luhn", Luhn, "", false},
	} {
		if got := c.valid(c.text); got != c.want {
			t.Errorf("%s: %q is valid: %v", c.name, c.text, got)
		}
	}
}

func TestISBN(t *testing.T) {
	if got, ok := ISBN10To13("0-306-40615-2"); !ok || got != "9780306406157" {
		t.Errorf("ISBN-10 as EAN is %q %v, want 9780306406157", got, ok)
	}
	if got, ok := ISBN10To13("0306406153"); ok {
		t.Errorf("a wrong ISBN-10 as EAN is %q", got)
	}
	if got, ok := parsed(t, "]E39780306406157"+"52250").ISBN(); !ok || got != "9780306406157" {
		t.Errorf("the ISBN of a book is %q %v", got, ok)
	}
	if got, ok := parsed(t, "4006381333931").ISBN(); ok {
		t.Errorf("a pen has the ISBN %q", got)
	}
}
