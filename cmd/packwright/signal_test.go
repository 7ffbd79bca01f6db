package main

import (
	"os"
	"strings"
	"syscall"
	"testing"
	"time"
)

// TestSignals ends the bench by the signals of a service manager, of a terminal
// that went and of a person, in the middle of an order and with facts that the
// database does not have. It says what becomes of these, the next start asks the
// same, and everything counts once.
func TestSignals(t *testing.T) {
	needsProc(t)
	h := newHall(t, order("1001", "MUG-BLUE", 2, "SPOON-2", 1))
	v := &survivor{hall: h, wire: newWire(t, h.url)}
	v.url = v.wire.url(h.url)
	v.operator = h.operator(h.bench())
	v.operator.work("the first mug", func(s screen) bool { return s.asks("SCAN ARTICLE") })
	v.wire.cut()
	for _, signal := range []os.Signal{syscall.SIGTERM, syscall.SIGHUP, os.Interrupt} {
		v.deed()
		v.await("facts that are not sent", func(s screen) bool { return strings.Contains(s[rowLinks], "unsent") })
		v.operator.terminal.quiet(settled)
		v.ends(signal)
	}
	v.wire.join()
	v.operator.work("the order shipped", func(s screen) bool { return s.name() == "WORK" })
	d := v.detail("1001")
	if d.State != "shipped" || len(d.Parcels) != 1 || len(v.paper()) != 1 {
		t.Errorf("the order is %s in %d parcels with %d labels, want it shipped in one with one", d.State, len(d.Parcels), len(v.paper()))
	}
	for _, l := range d.Lines {
		if want := map[string]int{"MUG-BLUE": 2, "SPOON-2": 1}[l.SKU]; l.Picked != want || l.Packed != want {
			t.Errorf("%s: %d picked, %d packed, want %d", l.SKU, l.Picked, l.Packed, want)
		}
	}
	v.replays()
}

// replays has the whole shift run again from the journal, steps and all.
func (v *survivor) replays() {
	v.t.Helper()
	var out strings.Builder
	if err := replay(&out, v.path("journal")); err != nil {
		v.t.Errorf("the shift cannot be replayed: %v\n%s", err, out.String())
	}
	for _, want := range []string{"signed_in", "work_opened", "3 picked, 3 packed, 1 parcels", "work_closed", "works in hand: 0"} {
		if !strings.Contains(out.String(), want) {
			v.t.Errorf("the replay does not say %q:\n%s", want, out.String())
		}
	}
	if strings.Contains(out.String(), "Mug") {
		v.t.Error("the replay names goods, want ids only")
	}
}

// ends has the bench end by the signal, and starts it again at the same step.
func (v *survivor) ends(signal os.Signal) {
	v.t.Helper()
	x := v.operator.terminal
	before := x.screen()
	if err := x.cmd.Process.Signal(signal); err != nil {
		v.t.Fatal(err)
	}
	select {
	case <-x.ended:
	case <-time.After(patience):
		v.t.Fatalf("%v does not end the bench; it shows\n%s", signal, x.screen())
	}
	if code := x.cmd.ProcessState.ExitCode(); code != 0 {
		v.t.Errorf("%v: the bench ends with %d", signal, code)
	}
	if last := x.screen().String(); !strings.Contains(last, "facts are not known to be sent") {
		v.t.Errorf("%v: the bench leaves without a word of what is not sent:\n%s", signal, last)
	}
	v.free()
	v.operator.terminal = v.bench()
	after := v.await("the first screen", func(s screen) bool { return s.step() == before.step() })
	v.operator.terminal.quiet(settled)
	v.t.Logf("%v at %q: goes on at %q", signal, before.prompt(), after.prompt())
}
