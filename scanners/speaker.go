package scanners

import (
	"context"
	"errors"
	"io"
	"os"
	"sync/atomic"
	"time"
)

// A speaker writes to a scanner from a goroutine of its own, for a scanner that
// holds the line back must hold back neither a read nor a verdict. What it
// cannot write in time it drops: a late beep would speak of another scan.
type speaker struct {
	voice   Voice
	asked   chan asked
	answers chan answer
	reads   chan struct{} // a scan was read
	again   chan struct{} // the scanner did not understand the last note
}

// asked is a tone somebody wants to hear.
type asked struct {
	tone Tone
	at   time.Time
}

// An answer is what a protocol says to a frame.
type answer struct {
	bytes string
	out   *atomic.Bool // told when it was written; may be nil
}

const (
	tonesWaiting = 8
	staleAfter   = 500 * time.Millisecond // a tone that begins later is dropped
	writeWithin  = time.Second            // the line is stuck after that
	queuedAtMost = 64                     // bytes before us that still make a tone in time
	againAtMost  = 2                      // a note is said again so often, as scanners do
)

func newSpeaker(v Voice) *speaker {
	return &speaker{
		voice: v,
		asked: make(chan asked, tonesWaiting), answers: make(chan answer, tonesWaiting),
		reads: make(chan struct{}, 1), again: make(chan struct{}, 1),
	}
}

// say asks for a tone; it never waits.
func (s *speaker) say(t Tone) {
	if len(s.voice.tones[t]) == 0 {
		return
	}
	select {
	case s.asked <- asked{t, time.Now()}:
	default:
	}
}

// answer asks for the answer of a protocol; it never waits.
func (s *speaker) answer(bytes string) *atomic.Bool {
	a := answer{bytes, new(atomic.Bool)}
	select {
	case s.answers <- a:
	default:
	}
	return a.out
}

// read takes note that a scan was read; it never waits.
func (s *speaker) read() { signal(s.reads) }

// repeat asks for the last note again; it never waits.
func (s *speaker) repeat() { signal(s.again) }

func signal(c chan struct{}) {
	select {
	case c <- struct{}{}:
	default:
	}
}

// forget drops what nobody was there to hear.
func (s *speaker) forget() {
	drain(s.asked)
	drain(s.answers)
	drain(s.reads)
	drain(s.again)
}

// run speaks on a line until ctx ends or the line fails.
func (s *speaker) run(ctx context.Context, line io.Writer) {
	m := mouth{voice: s.voice, line: line, notes: s.voice.hello, sounding: true}
	pause, lift, free := newAlarm(), newAlarm(), newAlarm()
	defer pause.Stop()
	defer lift.Stop()
	defer free.Stop()
	pause.Reset(0)
	for m.err == nil {
		select { // a read and its answer come before its verdict
		case a := <-s.answers:
			m.answer(a)
			continue
		case <-s.reads:
			if s.voice.waits > 0 {
				free.Reset(s.voice.waits)
			}
			continue
		default:
		}
		select {
		case <-ctx.Done():
			return
		case a := <-s.answers:
			m.answer(a)
		case a := <-m.listening(s.asked):
			if m.begin(a) {
				pause.Reset(0)
				free.Stop()
			}
		case <-pause.C:
			wait, lifting := m.note()
			pause.Reset(wait)
			if lifting {
				lift.Reset(s.voice.liftIn)
			}
			if !m.sounding {
				pause.Stop()
			}
		case <-lift.C:
			if !m.write(s.voice.lift) {
				lift.Reset(s.voice.liftIn)
			}
		case <-s.reads:
			if s.voice.waits > 0 {
				free.Reset(s.voice.waits)
			}
		case <-free.C:
			s.say(Silent)
		case <-s.again:
			m.again()
		}
	}
}

func newAlarm() *time.Timer {
	t := time.NewTimer(time.Hour)
	t.Stop()
	return t
}

func drain[T any](c <-chan T) {
	for {
		select {
		case <-c:
		default:
			return
		}
	}
}

// A mouth is what a speaker says on one open line.
type mouth struct {
	voice Voice
	line  io.Writer
	err   error

	notes    []note // still to be said
	sounding bool   // or the pause after the last of them is not over
	last     string // note that was said
	said     int    // so often
}

// listening is where tones are taken from, nil while one sounds.
func (m *mouth) listening(c <-chan asked) <-chan asked {
	if m.sounding {
		return nil
	}
	return c
}

// begin takes a tone up unless it would come too late.
func (m *mouth) begin(a asked) bool {
	if time.Since(a.at) > staleAfter || m.held() {
		return false
	}
	m.notes, m.sounding = m.voice.tones[a.tone], true
	return true
}

// held says that what was written before is still on its way.
func (m *mouth) held() bool {
	line, ok := m.line.(interface{ Queued() (int, error) })
	if !ok {
		return false
	}
	n, err := line.Queued()
	return err == nil && n > queuedAtMost
}

// note says the next one, and says how long to pause then, and whether a lift
// is due after it. A tone whose note was not taken ends there.
func (m *mouth) note() (pause time.Duration, lifting bool) {
	if len(m.notes) == 0 {
		m.sounding = false
		return 0, false
	}
	n := m.notes[0]
	m.notes = m.notes[1:]
	m.last, m.said = n.bytes, 1
	if !m.write(n.bytes) {
		m.notes = nil
	}
	return n.pause, m.voice.lifts(n)
}

// again says the last note once more.
func (m *mouth) again() {
	if m.last != "" && m.said <= againAtMost && m.voice.packets {
		m.said++
		m.write(ssiAgain(m.last))
	}
}

func (m *mouth) answer(a answer) {
	if m.write(a.bytes) && a.out != nil {
		a.out.Store(true)
	}
}

// write says whether the line took all of it. A line that is stuck is no
// error: it may come free.
func (m *mouth) write(bytes string) bool {
	if d, ok := m.line.(interface{ SetWriteDeadline(time.Time) error }); ok {
		_ = d.SetWriteDeadline(time.Now().Add(writeWithin)) // fails only on a line that Write finds gone
	}
	_, err := io.WriteString(m.line, bytes)
	if err != nil && !errors.Is(err, os.ErrDeadlineExceeded) {
		m.err = err // the reading side sees the same line fail
	}
	return err == nil
}
