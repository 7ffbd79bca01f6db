package main

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

// TestReads: what scanners and people do to a bench that counts. Ten different
// scans within a second all count, the same read twice counts once, a code that
// nobody knows and a code where a number is asked count nothing.
func TestReads(t *testing.T) {
	b := newBulk(t)
	begun := time.Now()
	for line := range 5 {
		b.terminal.enter(b.scans[3*line])
		b.terminal.enter(b.scans[3*line+2])
	}
	if took := time.Since(begun); took > time.Second {
		t.Fatalf("typing ten scans took %v, which proves nothing", took)
	}
	b.at("ten scans at once", 6, "SCAN LOCATION Z005-1")

	b.terminal.enter(b.scans[15])
	b.at("at the sixth place", 6, "SCAN ARTICLE")
	b.terminal.enter(b.scans[17])
	b.terminal.enter(b.scans[17])
	s := b.at("the same read twice", 7, "SCAN LOCATION Z006-1")
	if !strings.Contains(s.trail(), "."+b.scans[17]) {
		t.Errorf("the trail is %q, want the second read as one that was counted before", s.trail())
	}

	b.terminal.enter(b.scans[18])
	b.at("at the seventh place", 7, "SCAN ARTICLE")
	b.terminal.enter("4099999999991")
	b.terminal.await("nobody knows the code", func(s screen) bool { return strings.Contains(s.verdict(), "Nobody knows this code") })
	b.at("after an unknown code", 7, "SCAN ARTICLE")

	b.terminal.enter("1")
	b.at("not enough", 7, "NOT ENOUGH")
	b.terminal.enter("2")
	b.at("the number is asked", 7, "HOW MANY")
	b.terminal.enter(b.scans[20])
	s = b.terminal.await("the scan is refused", func(s screen) bool { return strings.Contains(s.trail(), "X") })
	b.at("a code is no number", 7, "HOW MANY")
	t.Logf("a scan where a number is asked: %s", s.verdict())
	b.terminal.enter("/")
	b.at("back", 7, "SCAN ARTICLE")
}

// at waits until the bench stands at a stop and asks so, and stands still.
func (b *bulk) at(what string, stop int, prompt string) screen {
	b.t.Helper()
	where := fmt.Sprintf("stop %d/%d", stop, manyLines)
	b.terminal.await(what, func(s screen) bool { return strings.Contains(s[rowHead], where) && s.asks(prompt) })
	b.terminal.quiet(settled)
	s := b.terminal.screen()
	if !strings.Contains(s[rowHead], where) || !s.asks(prompt) {
		b.t.Fatalf("%s: the bench went on; the screen shows\n%s", what, s)
	}
	return s
}
