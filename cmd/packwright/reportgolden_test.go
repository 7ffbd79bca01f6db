package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestReportCartonsShowsAdviceAndUse(t *testing.T) {
	address := shippedMugs(t)
	for _, format := range []string{"text", "csv"} {
		t.Run(format, func(t *testing.T) {
			out, told, code := typed(t, "report", "cartons", "--warehouse", "MAIN", "--database", address, "--from", "2020-01-01", "--to", "2100-12-31", "--cartons", "2", "--format", format)
			if code != 0 || told != "" {
				t.Fatalf("exit %d, told %q", code, told)
			}
			if strings.ContainsRune(out, '\x1b') {
				t.Error("an article's name commands the terminal")
			}
			golden(t, "report-cartons."+format, out)
		})
	}
}

// golden compares with the file of that name; UPDATE=1 writes it.
func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if os.Getenv("UPDATE") != "" {
		if err := os.WriteFile(path, []byte(got), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil || got != string(want) {
		t.Errorf("got\n%s\nwant\n%s%v", got, want, err)
	}
}
