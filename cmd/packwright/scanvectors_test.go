package main

import (
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/packwright/packwright/station/gs1"
)

// vectors are the rows of a table of test data by their column names.
func vectors(t *testing.T, name string) []map[string]string {
	t.Helper()
	lines := readTable(t, "scan", name)
	var rows []map[string]string
	for _, line := range lines[1:] {
		row := make(map[string]string)
		for i, name := range lines[0] {
			row[name] = line[i]
		}
		rows = append(rows, row)
	}
	return rows
}

// otherwise are vectors that the command answers otherwise on purpose: the
// identifiers of symbologies without GS1 data, and none, mean plain text, and
// so does what does not begin with a bracket and a digit. G00279 is nothing.
const otherwise = `
G00017 G00018 G00019 G00024
G00279 G00280 G00281 G00282 G00283 G04747 G04754 G04755 G04756 G04762
G04763 G04765 G04766 G04767 G04769 G04770 G04775 G04776 G04779 G04780
G04782 G04783 G04784 G04785 G04786 G04787
`

func TestScanDecodeVectors(t *testing.T) {
	var differ []string
	rows := vectors(t, "gs1_vectors.csv")
	for _, row := range rows {
		r := scanReader{}
		r.decoder.ShortGTIN, r.decoder.UnknownAIs, r.decoder.Whole = row["opts"] == "zs", row["opts"] == "unk", row["opts"] == "assoc"
		a := decodeLines(t, r, vectorLine(row))[0]
		want := wantedOf(row)
		if slices.Contains(strings.Fields(otherwise), row["id"]) {
			if got := a.sayAll(); got != want {
				differ = append(differ, row["id"])
			}
			continue
		}
		if got := a.sayAll(); got != want {
			t.Errorf("%s: %q is %s, want %s", row["id"], row["input"], got, want)
		}
	}
	if len(differ) != len(strings.Fields(otherwise)) {
		t.Errorf("%d of the %d that are listed differ: %v", len(differ), len(strings.Fields(otherwise)), differ)
	}
	t.Logf("%d vectors, %d of them otherwise on purpose", len(rows), len(differ))
}

// vectorLine is what a scanner sends for the vector, escaped as the vectors are.
func vectorLine(row map[string]string) string {
	input := row["input"]
	switch {
	case row["kind"] == "raw" && strings.HasPrefix(input, "^"):
		return "]C1" + strings.NewReplacer("|^", `\x1d`, "^", `\x1d`).Replace(input[1:])
	case row["kind"] == "raw", row["kind"] == "dl":
		return "]Q1" + strings.ReplaceAll(input, "|^", "|]e0")
	}
	return input
}

// wantedOf is what the vector says: the kind of the error, or the elements.
func wantedOf(row map[string]string) string {
	if row["expect"] == "invalid" {
		return "rejected " + row["error_code"]
	}
	elements, _, err := unescapeScan(strings.ReplaceAll(row["elements"], "|(", "("))
	if err != nil {
		return err.Error()
	}
	return "taken " + elements
}

func (a scanned) sayAll() string {
	if a.Kind == "rejected" {
		return "rejected " + a.Error.Kind
	}
	if len(a.Elements) == 0 {
		return "taken "
	}
	return "taken " + a.holds()
}

// TestScanDecodeCarriers: what has the right check digit is taken for a number
// of parcels or goods; what has not is not taken for that carrier's.
func TestScanDecodeCarriers(t *testing.T) {
	goods := []string{"mod43", "imei15", "isbn10", "isbn13", "issn", "upce8"}
	ran := 0
	for _, row := range vectors(t, "carrier_and_checkdigit_vectors.csv") {
		if slices.Contains(goods, row["format"]) {
			continue
		}
		ran++
		a := decodeLine(t, row["input"])
		if row["expect"] == "valid" && len(a.Numbers) == 0 || a.Kind == "rejected" {
			t.Errorf("%s: %s %q is %s, want a number", row["id"], row["format"], row["input"], a)
		}
		if valid := row["expect"] == "valid"; !valid && a.Kind == "tracking" && len(a.Numbers) > 0 && a.Numbers[0].Carrier == row["issuer"] && row["invalid_reason"] == "check_digit" {
			t.Errorf("%s: %s %q is %s, want none of %s", row["id"], row["format"], row["input"], a, row["issuer"])
		}
	}
	t.Logf("%d vectors", ran)
}

// TestScanDecodeHostile: every hostile line has one answer, and what holds a
// byte that no barcode holds is rejected.
func TestScanDecodeHostile(t *testing.T) {
	ran, rejected := 0, 0
	for id, line := range hostileLines(t) {
		a := decodeLine(t, line)
		ran++
		if a.Kind == "rejected" {
			rejected++
		}
		raw, _, err := unescapeScan(line)
		if err != nil {
			t.Fatalf("%s: %v", id, err)
		}
		if mustReject(raw) && a.Kind != "rejected" {
			t.Errorf("%s: %q is %s, want it rejected", id, line, a)
		}
		if !mustReject(raw) && a.Kind == "rejected" && a.Error.Kind == string(gs1.IllegalByte) {
			t.Errorf("%s: %q is %s, want it taken", id, line, a)
		}
	}
	if ran < 80 || rejected < 40 {
		t.Errorf("%d lines, %d of them rejected; want at least 80 and 40", ran, rejected)
	}
	t.Logf("%d lines, %d of them rejected", ran, rejected)
}

// mustReject says that a scan holds what spoils it whatever else it is.
func mustReject(raw string) bool {
	scan := strings.Trim(raw, "\r\n")
	message := strings.HasPrefix(scan, "[)>\x1e") && strings.HasSuffix(scan, "\x1e\x04")
	return strings.ContainsFunc(scan, func(r rune) bool {
		return r > '~' || r < ' ' && r != 0x1d && !(message && (r == 0x1e || r == 0x04))
	})
}

// hostileLines are the collections in escaped form, by id: pauses are left out,
// what is repeated without end is repeated as often as a line holds.
func hostileLines(t *testing.T) map[string]string {
	lines := make(map[string]string)
	for _, row := range sharedLines(t, "hostile_scans.txt") {
		if field := strings.Split(row, "\t"); len(field) > 3 {
			lines[field[0]] = repeated(t, field[3])
		}
	}
	for _, row := range sharedLines(t, "hostile_scans_2.txt") {
		id, quoted, found := strings.Cut(row, "\t")
		var scan string
		if found && json.Unmarshal([]byte(quoted), &scan) == nil {
			lines[id] = escapeBytes(strings.ReplaceAll(scan, `\`, `\\`))
		}
	}
	return lines
}

// sharedLines are the lines of a collection of hostile input.
func sharedLines(t *testing.T, name string) []string {
	t.Helper()
	text, err := io.ReadAll(sharedFile(t, "hostile", name))
	if err != nil {
		t.Fatal(err)
	}
	return strings.Split(string(text), "\n")
}

// repeated writes {3*text} out.
func repeated(t *testing.T, payload string) string {
	before, rest, found := strings.Cut(payload, "{")
	inside, after, closed := strings.Cut(rest, "}")
	if !found || !closed {
		return payload
	}
	if count, text, is := strings.Cut(inside, "*"); is {
		n, err := strconv.Atoi(count)
		if err != nil {
			t.Fatal(fmt.Errorf("%s: %w", payload, err))
		}
		before += strings.Repeat(text, min(n, longestLine/len(text)-1))
	}
	return before + repeated(t, after)
}
