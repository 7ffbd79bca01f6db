package scanners

import (
	"sync/atomic"
	"time"
)

const (
	ack = "\x06"
	nak = "\x15"
)

// An acker answers every frame of a scanner that waits for it: one that came
// whole with ACK, a damaged one with NAK, after which the scanner sends it
// again. Only the one that came whole is a scan then: what was sent again was
// read once, however far apart the two are.
type acker struct {
	framer
	answer func(string) *atomic.Bool // says later whether the scanner got it

	held  *Scan // a damaged one that is asked for again
	asked int   // so often
	until time.Time

	taken Scan         // the last one, and whether its ACK left
	left  *atomic.Bool // nil before the first
}

const (
	nakAtMost    = 2               // then the scan is what is damaged, not the frame
	resendAfter  = time.Second / 2 // scanners wait longer than that for an answer,
	resendWithin = 3 * time.Second // mostly 2 s
)

func (a *acker) feed(c chunk) []Scan {
	return append(a.giveUp(c.at), a.judge(a.framer.feed(c))...)
}

func (a *acker) expire(now time.Time) []Scan {
	return append(a.giveUp(now), a.judge(a.framer.expire(now))...)
}

func (a *acker) lost() []Scan {
	scans := a.framer.lost()
	if a.held != nil {
		scans = append([]Scan{*a.held}, scans...)
	}
	a.settle()
	return scans
}

func (a *acker) deadline() time.Time {
	at := a.framer.deadline()
	if a.held != nil && (at.IsZero() || a.until.Before(at)) {
		at = a.until
	}
	return at
}

// judge answers frames and says which of them are scans.
func (a *acker) judge(frames []Scan) []Scan {
	var scans []Scan
	for _, s := range frames {
		switch {
		case s.Rejected != "" && a.asked < nakAtMost:
			a.held, a.until = &s, s.At.Add(resendWithin)
			a.asked++
			a.answer(nak)
		case s.Rejected != "":
			a.settle()
			a.answer(ack) // or it would be sent for ever
			scans = append(scans, s)
		default:
			resent := a.resent(s)
			a.settle()
			a.taken, a.left = s, a.answer(ack)
			if !resent {
				scans = append(scans, s)
			}
		}
	}
	return scans
}

// resent says that the scanner sends what we took already, for our ACK never
// left. With an ACK that left, the same code is the next article; so it is when
// it comes before the scanner can have waited in vain.
func (a *acker) resent(s Scan) bool {
	apart := s.At.Sub(a.taken.At)
	return a.left != nil && !a.left.Load() && s.Text == a.taken.Text && apart >= resendAfter && apart < resendWithin
}

// giveUp tells of a damaged scan that was not sent again.
func (a *acker) giveUp(now time.Time) []Scan {
	if a.held == nil || now.Before(a.until) {
		return nil
	}
	s := *a.held
	a.settle()
	return []Scan{s}
}

func (a *acker) settle() { a.held, a.asked = nil, 0 }
