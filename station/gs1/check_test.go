package gs1

import (
	"encoding/csv"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// shared are the rows of a file of test data by their column names, which
// stands outside the project.
func shared(t testing.TB, name string) []map[string]string {
	t.Helper()
	dir := os.Getenv("PACKWRIGHT_SHARED")
	if dir == "" {
		dir = "../../../shared"
	}
	file, err := os.Open(filepath.Join(dir, "data/scan", name))
	if err != nil {
		t.Skipf("the vectors are not here: %v", err)
	}
	defer file.Close()
	return rows(t, csv.NewReader(file))
}

func rows(t testing.TB, r *csv.Reader) []map[string]string {
	t.Helper()
	names, err := r.Read()
	if err != nil {
		t.Fatal(err)
	}
	var all []map[string]string
	for {
		fields, err := r.Read()
		if errors.Is(err, io.EOF) {
			return all
		}
		if err != nil {
			t.Fatal(err)
		}
		row := make(map[string]string)
		for i, name := range names {
			row[name] = fields[i]
		}
		all = append(all, row)
	}
}

// raw turns the \xNN and \\ of the files into bytes.
func raw(t testing.TB, s string) string {
	t.Helper()
	bytes, err := strconv.Unquote(`"` + strings.ReplaceAll(s, `"`, `\"`) + `"`)
	if err != nil {
		t.Fatalf("unquote %s: %v", s, err)
	}
	return bytes
}

// TestChecks compares every check of a component with the published vectors:
// what is wrong, and where.
func TestChecks(t *testing.T) {
	named := map[string]check{"csetnumeric": numeric, "cset82": charset82, "cset39": charset39, "cset64": charset64, "gcppos1": companyPrefix, "gcppos2": companyPrefixSecond}
	for name, check := range checks {
		named[name] = check
	}
	ran := 0
	for _, row := range shared(t, "gs1_linter_vectors.csv") {
		ran++
		input := raw(t, row["input"])
		got := named[row["linter"]](input)
		if got.kind == "" && prefixes(row) != nil {
			got = answering(t, row).look(prefixes(row), input)
		}
		want := ""
		if row["expect"] == "invalid" {
			want = "LINT_" + row["error_code"]
		}
		if string(got.kind) != want {
			t.Errorf("%s: %s of %q found %q, want %q", row["id"], row["linter"], input, got.kind, want)
		}
		if marked := mark(input, got, "*"); want != "" && marked != raw(t, row["error_markup"]) {
			t.Errorf("%s: %s of %q marked %q, want %q", row["id"], row["linter"], input, marked, row["error_markup"])
		}
	}
	t.Logf("%d vectors", ran)
}

// answering is a list of company prefixes in the state that the row supposes:
// it has no answer, or none but a refusal, to the question about the marked part.
func answering(t *testing.T, row map[string]string) Prefixes {
	answer := PrefixGiven
	switch row["error_code"] {
	case "INVALID_GCP_PREFIX":
		answer = PrefixUnknown
	case "GCP_DATASOURCE_OFFLINE":
		answer = PrefixUnanswered
	}
	before, _, _ := strings.Cut(raw(t, row["error_markup"]), "*")
	left := 0
	for _, s := range prefixes(row)(raw(t, row["input"])) {
		if s.at < len(before) {
			left++
		}
	}
	return func(string) PrefixAnswer {
		left--
		if left < 0 {
			return answer
		}
		return PrefixGiven
	}
}

// prefixes find the company prefixes for the row's check, nil if it has none.
func prefixes(row map[string]string) func(string) []span {
	return prefixesIn[strings.Replace(row["linter"], "gcppos", "gcp", 1)]
}

// TestPrefixesAreLookedUp in every form that an element comes in.
func TestPrefixesAreLookedUp(t *testing.T) {
	o := Options{Prefixes: func(digits string) PrefixAnswer {
		if strings.HasPrefix(digits, "9520") {
			return PrefixGiven
		}
		return PrefixUnknown
	}}
	for _, c := range []struct {
		name, scan string
		offset     int // of a prefix that nobody has, 0 for none
	}{
		{"a prefix of the list", "]C10109520123456788", 0},
		{"the digit of the packing does not count", "]C10104006381333931", 6},
		{"a prefix behind another component", "]C1800304006381333931", 8},
		{"a link", "]Q1https://a/01/04006381333931", 17},
		{"a coupon", "]C18110012345612345611110123", 8},
		{"a lot has none", "]C1104006", 0},
	} {
		var s Scan
		var e *Error
		err := o.Parse(&s, c.scan)
		found := errors.As(err, &e)
		if found != (c.offset > 0) || found && (e.Kind != BadCompanyPrefix || e.Offset != c.offset) {
			t.Errorf("%s: %q gives %v, want an unknown prefix at %d", c.name, c.scan, err, c.offset)
		}
	}
}

func mark(s string, f fault, sign string) string {
	return s[:f.at] + sign + s[f.at:f.at+f.n] + sign + s[f.at+f.n:]
}
