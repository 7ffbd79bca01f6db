package main

import (
	"fmt"
	"math/rand/v2"
	"os"
	"strings"
	"testing"
	"time"
)

// garbageMB is how much noise each channel gets in all: 100 MB where all is
// tried.
func garbageMB() int {
	if os.Getenv("PACKWRIGHT_ALL") != "" {
		return 100
	}
	return 10
}

// mostGrowth is how much the program may grow by all that noise, in bytes.
const mostGrowth = 5 << 20

// noises are what a loose cable, a stuck key or somebody with a grudge sends, a
// chunk of each.
func noises() map[string][]byte {
	seed := rand.NewPCG(1, 2)
	random := make([]byte, 64<<10)
	for i := range random {
		random[i] = byte(seed.Uint64())
	}
	short := func(s string) []byte { return []byte(strings.Repeat(s, len(random)/len(s))) }
	var codes strings.Builder
	for i := 0; codes.Len() < len(random); i++ {
		fmt.Fprintf(&codes, "%013d\r", i)
	}
	return map[string][]byte{
		"random bytes": random, "no end": short("9"), "ends": short("\r\n\t"), "escapes": short("\x1b"), "codes": []byte(codes.String()),
		"strings": short("\x1b]52;c;QUJD"), "pastes": short("\x1b[200~ABC\r"), "mice": short("\x1b[<0;5;5M"), "arrows": short("\x1b[A"), "ctrl+c": short("\x03"),
	}
}

// TestGarbageTakesNoMemory sends noise by every channel: nothing is counted, the
// program does not grow, and a second after the noise it counts a scan.
func TestGarbageTakesNoMemory(t *testing.T) {
	needsProc(t)
	for _, c := range channels {
		t.Run(c.name, func(t *testing.T) {
			p := newHeap(t)
			all := noises()
			for range 10 { // the program comes into memory
				p.good(c.send)
			}
			before := p.freshPeak()
			begun := time.Now()
			for name, noise := range all {
				p.noise(c.send, noise, garbageMB()<<20/len(all))
				now, peak := memory(t, p.terminal.cmd.Process.Pid)
				t.Logf("%s: %.1f MB, at most %.1f MB so far", name, mb(now), mb(peak))
			}
			took := time.Since(begun)
			p.good(c.send)
			after, peak := memory(t, p.terminal.cmd.Process.Pid)
			t.Logf("%d MB of noise in %v: resident %.1f MB, before %.1f MB, at most %.1f MB", garbageMB(), took, mb(after), mb(before), mb(peak))
			if peak-before > mostGrowth {
				t.Errorf("the program grew by %.1f MB, want 5 MB at most", mb(peak-before))
			}
		})
	}
}

// freshPeak is what the program takes now, from where its peak counts anew.
func (p *heap) freshPeak() int64 {
	p.t.Helper()
	pid := p.terminal.cmd.Process.Pid
	if err := os.WriteFile(fmt.Sprintf("/proc/%d/clear_refs", pid), []byte("5"), 0); err != nil {
		p.t.Fatal(err)
	}
	now, _ := memory(p.t, pid)
	return now
}

// noise sends so many bytes, made of chunks of that.
func (p *heap) noise(send func(*heap, string) error, chunk []byte, bytes int) {
	p.t.Helper()
	for sent := 0; sent < bytes; sent += len(chunk) {
		if err := send(p, string(chunk)); err != nil {
			p.t.Fatal(err)
		}
	}
	time.Sleep(afterBroken)
}

// good makes a scan that must count within a second.
func (p *heap) good(send func(*heap, string) error) {
	p.t.Helper()
	time.Sleep(afterBroken)
	if err := send(p, p.label()+"\r"); err != nil {
		p.t.Fatal(err)
	}
	p.counted(time.Second)
}
