package main

import (
	"testing"
	"time"

	"github.com/packwright/packwright/tui/kit"
)

func TestTheConsoleToneIsLengthAboveDivisor(t *testing.T) {
	if got := toneArgument(kit.Beep{Hz: 1000, For: 250 * time.Millisecond}); got != 250<<16|1193 {
		t.Errorf("got %#x, want 250 ms of divisor 1193", got)
	}
	if err := toneOn("/dev/null", kit.Beep{Hz: 1000, For: time.Millisecond}); err == nil {
		t.Error("a device that is no console made a tone")
	}
}
