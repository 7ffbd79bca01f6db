package bench

import (
	"time"

	"github.com/packwright/packwright/station"
	"github.com/packwright/packwright/tui/kit"
)

// Tones is how a verdict sounds: one short high tone is good, what is bad is
// long or comes at least twice, and what changes nothing is silent.
func Tones(w station.Word) []kit.Beep { return tones[w] }

// Bells is the same for a terminal that has only its bell, one pitch and one
// length: once for good, at least twice for bad.
func Bells(w station.Word) int { return bells[w] }

var bells = map[station.Word]int{station.OK: 1, station.Done: 1, station.Code: 3, station.Wrong: 2, station.Halt: 4}

var tones = map[station.Word][]kit.Beep{
	station.OK:   {{Hz: 2000, For: 60 * time.Millisecond}},
	station.Done: {{Hz: 1500, For: 80 * time.Millisecond, Pause: 40 * time.Millisecond}, {Hz: 2200, For: 120 * time.Millisecond}},
	station.Code: {
		{Hz: 600, For: 120 * time.Millisecond, Pause: 80 * time.Millisecond},
		{Hz: 600, For: 120 * time.Millisecond, Pause: 80 * time.Millisecond},
		{Hz: 600, For: 120 * time.Millisecond},
	},
	station.Wrong: {{Hz: 220, For: time.Second}},
	station.Halt:  {{Hz: 180, For: 2 * time.Second}},
}
