package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/packwright/packwright/station"
	"github.com/packwright/packwright/station/store/storetest"
)

func TestLabelDoubtfulNamesWhatNobodyKnows(t *testing.T) {
	address := storetest.Database(t)
	h := storetest.NewHouse(t, storetest.OpenAt(t, address))
	h.Put("MUG", "A01", 2)
	h.Order(storetest.Line{SKU: "MUG", Qty: 1})
	task := h.Hand("BENCH-1").Next()
	task.Apply(task.OnePass()...)
	task.Apply(task.PickAll(storetest.Into(1))...)
	task.Apply(task.Seal(1)...)
	task.Apply(task.Label(1)[:4]...)
	task.Apply(station.PrintEnded{OfWork: task.OfWork, Job: task.Job(1), State: station.PrintUnknown, Counter: -1, Problem: "connection lost"})
	config := filepath.Join(t.TempDir(), "packwright.toml")
	if err := os.WriteFile(config, []byte("warehouse = \"MAIN\"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	asked := func() string {
		out, told, code := typed(t, "--config", config, "label", "doubtful", "--database", address)
		if code != 0 || told != "" {
			t.Fatalf("exit %d, told %q", code, told)
		}
		return out
	}
	if out := asked(); !strings.Contains(out, "BENCH-1") || !strings.Contains(out, "#1001") || !strings.Contains(out, "unknown") || !strings.Contains(out, "connection lost") {
		t.Errorf("got\n%s", out)
	}
	task.Apply(task.Label(1)[5:]...)
	if out := asked(); strings.Contains(out, "#1001") {
		t.Errorf("a proven label is listed:\n%s", out)
	}
}
