package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/packwright/packwright/station/store/storetest"
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

func TestWeightsAreProposedAndTaken(t *testing.T) {
	address := storetest.Database(t)
	h := storetest.NewHouse(t, storetest.OpenAt(t, address))
	h.Put("MUG", "A01", 50)
	hand := h.Hand("BENCH-1")
	for n := range 6 {
		h.Order(storetest.Line{SKU: "MUG", Qty: 1 + n%2})
		task := hand.Next()
		hand.Apply(task.OnePass()...)
		hand.Apply(task.PickAll(storetest.Into(1))...)
		task.ShipAt(90 + (1+n%2)*(378+n))
	}
	asked := func(args ...string) (out, told string, code int) {
		return typed(t, append(args, "--warehouse", "MAIN", "--database", address)...)
	}
	for _, format := range []string{"text", "csv"} {
		out, told, code := asked("report", "weights", "--format", format)
		if code != 0 {
			t.Fatalf("exit %d, told %q", code, told)
		}
		golden(t, "report-weights."+format, out)
	}
	for _, want := range []struct {
		args []string
		code int
		out  string
	}{
		{[]string{"products", "weight", "PEN"}, 1, ""},
		{[]string{"products", "weight", "MUG"}, 0, "380 g instead of 350 g.\n"},
		{[]string{"products", "weight", "MUG"}, 1, ""},
	} {
		out, told, code := asked(want.args...)
		if code != want.code || out != want.out {
			t.Errorf("%v: exit %d, %q, %q", want.args, code, out, told)
		}
	}
}
