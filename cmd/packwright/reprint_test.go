package main

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/packwright/packwright/station"
	"github.com/packwright/packwright/station/sim"
)

// TestReprint ships an order, and prints its label again at the bench: a lead
// says yes, a second copy lies on paper, and the order is not shipped until that
// one is scanned on the box.
func TestReprint(t *testing.T) {
	needsProc(t)
	h := newHall(t, order("1001", "SOAP-LAV", 1))
	p := h.operator(h.bench())
	p.work("order 1001 is shipped", func(s screen) bool { return len(p.stuck) == 1 && s.name() == "WORK" })
	h.becomes("1001", "shipped")
	label := h.paper()[0]

	for _, step := range []struct{ line, asks string }{
		{"2", "SCAN THE OLD LABEL"},
		{"1001", "BOX 1: WHAT IS WITH THE OLD LABEL"},
		{"2", "A LEAD SCANS HIS BADGE"},
		{lead(t, h.goods), "STICK THE LABEL"},
	} {
		p.terminal.enter(step.line)
		p.terminal.await(step.asks, func(s screen) bool { return s.asks(step.asks) })
	}
	if got := h.paper(); !slices.Equal(got, []string{label, label}) {
		t.Errorf("on paper lie %q, want two copies of %s", got, label)
	}
	if tape := h.devices.printer.Tape(); !strings.Contains(string(tape[len(tape)-1].ZPL), "COPY 2") {
		t.Error("the second copy does not have its number")
	}
	h.becomes("1001", "in_fulfilment")
	p.terminal.enter("]C100" + label)
	h.becomes("1001", "shipped")
}

// becomes waits until the database knows the order in that state.
func (h *hall) becomes(number, state string) {
	h.t.Helper()
	end := time.After(patience)
	for h.detail(number).State != state {
		select {
		case <-end:
			h.t.Fatalf("order %s is %s, want %s", number, h.detail(number).State, state)
		case <-time.After(50 * time.Millisecond):
		}
	}
}

// lead is the badge of one.
func lead(t *testing.T, goods sim.Warehouse) string {
	t.Helper()
	for _, p := range goods.People {
		if p.Role == station.Lead {
			return p.Badge
		}
	}
	t.Fatal("no lead works here")
	return ""
}
