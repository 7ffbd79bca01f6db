package main

import (
	"strings"
	"testing"
)

// TestTheScannerIsSetUpAtTheBench opens the demo on a real terminal and tests
// the scanners that it has: the virtual one on its line and one that types.
func TestTheScannerIsSetUpAtTheBench(t *testing.T) {
	d := newDemo(t)
	d.open()
	x := d.terminal
	says := func(what string, sentence string) {
		t.Helper()
		x.await(what, func(s screen) bool { return strings.Contains(s.String(), sentence) })
	}
	says("the offer of the test", "0 test the scanner")
	x.enter("0")
	says("the question for the label", "SCAN THE TEST LABEL")
	x.press(keyF9)
	says("the right label", "The scanner is set up right.")
	x.press(keyF10)
	says("a lost separator", "The separator (GS) is lost")
	says("no identifier", "The AIM identifier ]C1 is missing.")
	x.keys(capsScan)
	says("caps lock", "Caps lock is on.")
	x.keys("\x1b[200~]C191KxAqWyZmß-?Ä+920123456789\r\x1b[201~")
	says("what was pasted", "pasted text")
	says("a German keyboard", "German (QWERTZ)")
	x.enter("/")
	says("the start", "SCAN YOUR BADGE")
	x.press(keyF9)
	says("who has signed in, scanned by the same scanner", "Hello")
	if code := x.leave(); code != 0 {
		t.Errorf("the demo ended with exit code %d", code)
	}
	d.stopped()
}
