package scanners

import (
	"strings"
	"sync/atomic"
	"testing"
	"time"
)

// ackTable is a scanner that waits for answers: each step is what it sends, or
// how long it is silent, and the answers and scans that follow.
func TestAcks(t *testing.T) {
	type step struct {
		sends   string
		silent  time.Duration
		answers string
		scans   []string
	}
	for _, c := range []struct {
		name  string
		stuck bool // our answers do not leave
		steps []step
	}{
		{name: "a scan is taken", steps: []step{
			{sends: "A\r", answers: "\x06", scans: []string{"scanned: A"}},
		}},
		{name: "a damaged one is sent again and is one scan", steps: []step{
			{sends: "A\x80\r", answers: "\x15"},
			{sends: "A\r", answers: "\x06", scans: []string{"scanned: A"}},
		}},
		{name: "so is one that broke off", steps: []step{
			{sends: "40063"},
			{silent: time.Second, answers: "\x15"},
			{sends: "4006381333931\r", answers: "\x06", scans: []string{"scanned: 4006381333931"}},
		}},
		{name: "what can never be read is asked for twice and told once", steps: []step{
			{sends: "A\x1bB\r", answers: "\x15"},
			{sends: "A\x1bB\r", answers: "\x15"},
			{sends: "A\x1bB\r", answers: "\x06", scans: []string{"rejected: control character: 0x1B (escape)"}},
			{sends: "C\r", answers: "\x06", scans: []string{"scanned: C"}},
		}},
		{name: "a damaged one that does not come again is told", steps: []step{
			{sends: "A\x1bB\r", answers: "\x15"},
			{silent: 2 * time.Second},
			{silent: 2 * time.Second, scans: []string{"rejected: control character: 0x1B (escape)"}},
		}},
		{name: "the same code after its ACK is the next article", steps: []step{
			{sends: "A\r", answers: "\x06", scans: []string{"scanned: A"}},
			{silent: time.Second},
			{sends: "A\r", answers: "\x06", scans: []string{"scanned: A"}},
		}},
		{name: "the same code after an ACK that never left is the same read", stuck: true, steps: []step{
			{sends: "A\r", answers: "\x06", scans: []string{"scanned: A"}},
			{silent: 2 * time.Second},
			{sends: "A\r", answers: "\x06"},
		}},
		{name: "another code after an ACK that never left is another read", stuck: true, steps: []step{
			{sends: "A\r", answers: "\x06", scans: []string{"scanned: A"}},
			{silent: 2 * time.Second},
			{sends: "B\r", answers: "\x06", scans: []string{"scanned: B"}},
		}},
		{name: "long after an ACK that never left it is another read", stuck: true, steps: []step{
			{sends: "A\r", answers: "\x06", scans: []string{"scanned: A"}},
			{silent: 4 * time.Second},
			{sends: "A\r", answers: "\x06", scans: []string{"scanned: A"}},
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			var said strings.Builder
			a := &acker{framer: *(&Line{}).framer(), answer: func(s string) *atomic.Bool {
				said.WriteString(s)
				left := new(atomic.Bool)
				left.Store(!c.stuck)
				return left
			}}
			at := time.Now()
			for i, s := range c.steps {
				said.Reset()
				at = at.Add(s.silent)
				var scans []Scan
				if s.sends == "" {
					scans = a.expire(at)
				} else {
					scans = a.feed(chunk{[]byte(s.sends), at})
				}
				same(t, told(scans), s.scans...)
				if said.String() != s.answers {
					t.Errorf("step %d: answered %q, want %q", i, said.String(), s.answers)
				}
			}
		})
	}
}
