package kit

import "time"

// Beep is one tone of a pattern.
type Beep struct {
	Hz    int
	For   time.Duration
	Pause time.Duration // silence after it
}
