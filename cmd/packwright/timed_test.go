package main

import "time"

// timed is a scan that was timed: how long it took from its Enter to the last
// byte that the screen below the header needed, and how many bytes it sent to
// the terminal until all was quiet.
type timed struct {
	took  time.Duration
	bytes int
	screen
}

// time types a line as a scanner does and times its answer. While it does,
// nothing is drawn, so that only the program works; the screens are gone
// through afterwards, read by read.
func (x *terminal) time(line string) timed {
	x.t.Helper()
	x.keys(line)
	x.mu.Lock()
	x.timing = true
	x.mu.Unlock()
	answer := timed{screen: x.screen()}
	begun := time.Now()
	x.keys("\r")
	for since := begun; answer.took == 0 && time.Since(begun) < patience; since = time.Now() {
		x.quietSince(since, 50*time.Millisecond)
		x.catchUp(&answer, begun)
	}
	x.mu.Lock()
	defer x.mu.Unlock()
	x.timing = false
	x.drawHeld(&answer, begun)
	return answer
}

func (x *terminal) catchUp(answer *timed, begun time.Time) {
	x.mu.Lock()
	defer x.mu.Unlock()
	x.drawHeld(answer, begun)
}

// drawHeld draws what was held back and notes the last read that changed the
// screen below the header.
func (x *terminal) drawHeld(answer *timed, begun time.Time) {
	for _, c := range x.held {
		x.draw(c.data)
		answer.bytes += len(c.data)
		if now := x.look(); now.foot() != answer.foot() {
			answer.took, answer.screen = c.at.Sub(begun), now
		}
	}
	x.held = nil
}
