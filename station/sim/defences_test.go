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
