package main

import (
	"syscall"
	"testing"
	"time"

	"github.com/packwright/packwright/station/store"
	"github.com/packwright/packwright/station/store/storetest"
)

// TestUpgradeInMidShift: a bench works on the schema of the version before. In
// the middle of an order the database is migrated beneath it and it works on; then
// it is ended and started again, as the upgrade of its program does, asks the same
// and ships the order, once.
func TestUpgradeInMidShift(t *testing.T) {
	needsProc(t)
	url := storetest.Empty(t)
	_, newest, err := store.Status(t.Context(), url)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := store.MigrateTo(t.Context(), url, newest-1); err != nil {
		t.Fatal(err)
	}
	h := furnish(t, url, order("1001", "MUG-BLUE", 2, "SPOON-2", 1))
	v := &survivor{hall: h, wire: newWire(t, h.url)}
	v.url = v.wire.url(h.url)
	v.operator = h.operator(h.bench())
	v.operator.work("the first mug", func(s screen) bool { return s.asks("SCAN ARTICLE") })
	v.deed()
	if from, to, err := store.Migrate(t.Context(), url); err != nil || from != newest-1 || to != newest {
		t.Fatalf("migrated from %d to %d: %v", from, to, err)
	}
	v.deed()
	v.operator.terminal.quiet(settled)
	x := v.operator.terminal
	before := x.screen()
	if err := x.cmd.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	select {
	case <-x.ended:
	case <-time.After(patience):
		t.Fatalf("the bench does not end; it shows\n%s", x.screen())
	}
	v.free()
	v.operator.terminal = v.bench()
	v.await("the same question", func(s screen) bool { return s.step() == before.step() })
	v.operator.work("the order shipped", func(s screen) bool { return s.name() == "WORK" })
	d := v.detail("1001")
	if d.State != "shipped" || len(d.Parcels) != 1 || len(v.paper()) != 1 {
		t.Errorf("the order is %s in %d parcels with %d labels, want it shipped in one with one", d.State, len(d.Parcels), len(v.paper()))
	}
	v.replays()
}
