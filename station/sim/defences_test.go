package sim_test

import (
	"testing"

	"github.com/packwright/packwright/station/sim"
)

// TestEveryDefenceIsMissed removes each defence: within 50 shifts a rule is broken.
func TestEveryDefenceIsMissed(t *testing.T) {
	for _, d := range sim.Defences() {
		t.Run(d.Name, func(t *testing.T) {
			n := sim.Night{Seeds: 50, Options: sim.Options{Seed: 1, Stations: 3, Orders: 24, Break: d.Name, Open: inMemory}}
			s := n.Play(nil)
			if s.Violation == nil {
				t.Fatalf("nothing was missed in %d shifts without %s", s.Seeds, d.Name)
			}
			t.Logf("after %d shifts: %s", s.Seeds, s.Violation)
		})
	}
}

// TestWhatIsMissedShowsOnPaper looks at paper, carrier and customers alone: what
// keeps one work at one station is missed there too, not only in the books.
func TestWhatIsMissedShowsOnPaper(t *testing.T) {
	for _, d := range []string{"journal-before-beep", "gapless-seq", "send-from-last-seq", "fencing", "goods-decide", "lease-clock", "epoch-jump", "timeline-fence", "duplicate-window"} {
		t.Run(d, func(t *testing.T) {
			n := sim.Night{Seeds: 50, Options: sim.Options{Seed: 1, Stations: 3, Orders: 24, Break: d, Outside: true, Open: inMemory}}
			s := n.Play(nil)
			if s.Violation == nil {
				t.Fatalf("nothing was seen outside in %d shifts without %s", s.Seeds, d)
			}
			t.Logf("after %d shifts: %s", s.Seeds, s.Violation)
		})
	}
}
