package sim

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"
)

// Night is many shifts, one after the other.
type Night struct {
	Options
	Seeds int
}

// Summary is what they came to.
type Summary struct {
	Seeds     int           `json:"seeds"`
	Orders    int           `json:"orders"`
	Units     int           `json:"units"`
	Facts     int           `json:"facts"`
	Steps     int           `json:"steps"`
	Boxes     int           `json:"boxes"`  // that left the house
	Labels    int           `json:"labels"` // that came out
	Faults    map[Fault]int `json:"faults"`
	Took      time.Duration `json:"took_ns"`
	Violation *Violation    `json:"violation,omitempty"`
}

// Play plays shifts until one breaks a rule. told hears of each; it may be nil.
func (n Night) Play(told func(Summary)) Summary {
	s := Summary{Faults: map[Fault]int{}}
	began := time.Now()
	for i := range uint64(n.Seeds) {
		o := n.Options
		o.Seed += i
		r := Shift(o)
		s.Seeds++
		s.Orders, s.Units, s.Facts, s.Steps = s.Orders+r.Orders, s.Units+r.Units, s.Facts+r.Facts, s.Steps+r.Steps
		s.Boxes, s.Labels = s.Boxes+r.Shipped, s.Labels+r.Labels
		for f, k := range r.Faults {
			s.Faults[f] += k
		}
		s.Took = time.Since(began)
		if s.Violation = r.Violation; s.Violation != nil {
			break
		}
		if told != nil {
			told(s)
		}
	}
	return s
}

// String is the summary for a person.
func (s Summary) String() string {
	var t strings.Builder
	fmt.Fprintf(&t, "%d seeds, %d orders, %d units, %d facts, %d steps, %d boxes, %d labels in %s: %.0f orders/s\n",
		s.Seeds, s.Orders, s.Units, s.Facts, s.Steps, s.Boxes, s.Labels, s.Took.Round(time.Millisecond), float64(s.Orders)/max(s.Took.Seconds(), 0.001))
	for _, f := range slices.Sorted(maps.Keys(s.Faults)) {
		fmt.Fprintf(&t, "%9d  %s\n", s.Faults[f], f)
	}
	return t.String()
}
