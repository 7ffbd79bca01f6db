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
	named := map[string]check{"csetnumeric": numeric, "cset82": charset82, "cset39": charset39, "cset64": charset64}
	for name, check := range checks {
		named[name] = check
	}
	ran := 0
	for _, row := range shared(t, "gs1_linter_vectors.csv") {
		if needsPrefixList(row) {
			continue
		}
		ran++
		input := raw(t, row["input"])
		got := named[row["linter"]](input)
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

// needsPrefixList is true of the vectors that suppose a list of all company
// prefixes, which we have not.
func needsPrefixList(row map[string]string) bool {
	return row["error_code"] == "GCP_DATASOURCE_OFFLINE" ||
		row["error_code"] == "INVALID_GCP_PREFIX" || strings.HasPrefix(row["linter"], "gcppos")
}

func mark(s string, f fault, sign string) string {
	return s[:f.at] + sign + s[f.at:f.at+f.n] + sign + s[f.at+f.n:]
}
