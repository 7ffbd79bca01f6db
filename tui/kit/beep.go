package kit

import "time"

// Beep is one tone of a pattern.
type Beep struct {
	Hz    int
	For   time.Duration
	Pause time.Duration // silence after it
}

// Bells is how often the bell of a terminal rings for the pattern: once for a
// single short tone, which is good, and at least twice for anything bad, because
// a bell has one pitch and one length.
func Bells(pattern []Beep) int {
	n := 0
	for _, b := range pattern {
		n += max(1, int(b.For/(500*time.Millisecond)))
	}
	return n
}
