package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/packwright/packwright/station"
	"github.com/packwright/packwright/station/store/storetest"
)

// From the fact that broke a rule to the person who settles it, and the books
// that hold before and after.
func TestAnExceptionIsReportedAndSettled(t *testing.T) {
	address := storetest.Database(t)
	h := storetest.NewHouse(t, storetest.OpenAt(t, address))
	h.Put("MUG", "A01", 2)
	h.Order(storetest.Line{SKU: "MUG", Qty: 1})
	task := h.Hand("BENCH-1").Next()
	task.Apply(station.ToteBound{OfWork: task.OfWork, Tote: "TOTE-1"})
	task.Tell(task.Pick(task.Stops()[0], 2, storetest.Tote("TOTE-1")))
	config := filepath.Join(t.TempDir(), "packwright.toml")
	if err := os.WriteFile(config, []byte("warehouse = \"MAIN\"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	run := func(want int, words ...string) string {
		t.Helper()
		out, told, code := typed(t, append([]string{"--config", config, "--database", address}, words...)...)
		if code != want {
			t.Fatalf("%v: exit %d, want %d: %s%s", words, code, want, out, told)
		}
		return out + told
	}
	if out := run(0, "report", "exceptions"); !strings.Contains(out, "goods of order #1001 (2), tote TOTE-1, BENCH-1, ") || !strings.Contains(out, ": count them again") {
		t.Errorf("got\n%s", out)
	}
	csv := run(0, "report", "exceptions", "--format", "csv")
	id, _, _ := strings.Cut(strings.Split(csv, "\n")[1], ",")
	run(2, "orders", "exception", "settle", id, "--how", "somehow")
	run(1, "orders", "exception", "settle", id+"9", "--how", "counted")
	run(0, "orders", "exception", "settle", id, "--how", "counted")
	run(1, "orders", "exception", "settle", id, "--how", "counted")
	if out := run(0, "report", "exceptions"); !strings.Contains(out, "Nothing is open.") {
		t.Errorf("after it was settled:\n%s", out)
	}
	if out := run(0, "doctor", "books"); !strings.Contains(out, "42 of 42 hold") {
		t.Errorf("the books:\n%s", out)
	}
}
