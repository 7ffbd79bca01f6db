package tui_test

import (
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"

	"github.com/packwright/packwright/station"
	"github.com/packwright/packwright/tui"
	"github.com/packwright/packwright/tui/kit"
	"github.com/packwright/packwright/tui/tuitest"
	"github.com/packwright/packwright/tui/words"
)

// sent collects what the bench told the station.
type sent []station.Input

func (s *sent) Send(in station.Input) { *s = append(*s, in) }

// clock is a time that tests move.
type clock struct{ now time.Time }

func (c *clock) Now() time.Time { return c.now }

// desk is a bench under test, without a terminal.
type desk struct {
	*tui.Bench
	states chan station.State
	sent   sent
	clock  clock
	f9     int
}

func newBench() *desk {
	b := &desk{states: make(chan station.State, 1), clock: clock{time.Date(2026, 3, 2, 16, 48, 0, 0, time.UTC)}}
	b.Bench = tui.NewBench(tui.Options{
		Look: kit.Look{Colours: kit.Many, Blocks: true}, Language: words.English, Zone: time.UTC, Now: b.clock.Now,
		States: b.states, Engine: &b.sent, OnF9: func() { b.f9++ },
	})
	return b
}

// show lets the bench see a state, as its listener does.
func (b *desk) show(s station.State) tea.Cmd {
	b.states <- s
	batch := b.Init()().(tea.BatchMsg)
	_, then := b.Update(batch[0]())
	return then
}

func (b *desk) press(name string) tea.Cmd {
	_, then := b.Update(tuitest.Key(name))
	return then
}

func (b *desk) text() string { return tuitest.Plain(b.View().Content) }

func quits(c tea.Cmd) bool {
	if c == nil {
		return false
	}
	_, quit := c().(tea.QuitMsg)
	return quit
}

func state(n int64, w station.Word, text string) station.State {
	s := station.New("BENCH 07")
	s.Verdict = station.Verdict{Word: w, Text: text, N: n}
	return s
}

func TestTheNewestStateIsShown(t *testing.T) {
	b := newBench()
	b.show(state(1, station.Wrong, "This is the wrong one."))
	if !strings.Contains(b.text(), "This is the wrong one.") || !strings.Contains(b.text(), "SCAN YOUR BADGE") {
		t.Errorf("the verdict or the prompt is not on the screen:\n%s", b.text())
	}
}

func TestTheEndOfTheStatesIsTheEnd(t *testing.T) {
	b := newBench()
	close(b.states)
	batch := b.Init()().(tea.BatchMsg)
	if _, then := b.Update(batch[0]()); !quits(then) {
		t.Error("the engine has ended and the bench has not")
	}
}

func TestLeaving(t *testing.T) {
	unsent := state(0, "", "")
	for _, c := range []struct {
		name   string
		unsent int64
		waits  []time.Duration // between the presses
		says   string          // "" when it leaves
	}{
		{"once only asks", 0, nil, "unsent facts: 0; press ctrl+c again to leave"},
		{"once only asks, and says what is not sent", 3, nil, "unsent facts: 3; press ctrl+c again to leave"},
		{"twice leaves", 0, []time.Duration{time.Second}, ""},
		{"twice says what becomes of what is not sent", 3, []time.Duration{time.Second}, "3 facts stay here and go out at the next start. ctrl+c again leaves"},
		{"and then once more leaves", 3, []time.Duration{time.Second, time.Second}, ""},
		{"and then too late asks again", 3, []time.Duration{time.Second, time.Minute}, "unsent facts: 3; press ctrl+c again to leave"},
		{"twice faster than a hand is one", 0, []time.Duration{10 * time.Millisecond}, "unsent facts: 0; press ctrl+c again to leave"},
		{"twice fast and then once more leaves", 0, []time.Duration{10 * time.Millisecond, time.Second}, ""},
		{"an answer that comes too late asks again", 0, []time.Duration{time.Minute}, "unsent facts: 0; press ctrl+c again to leave"},
	} {
		b := newBench()
		unsent.Links = map[station.Link]station.LinkState{station.Unsent: {Count: c.unsent}}
		b.show(unsent)
		then := b.press("ctrl+c")
		for _, d := range c.waits {
			b.clock.now = b.clock.now.Add(d)
			then = b.press("ctrl+c")
		}
		if quits(then) != (c.says == "") {
			t.Errorf("%s: leaves %v", c.name, quits(then))
		}
		if !strings.Contains(b.text(), c.says) {
			t.Errorf("%s: the screen does not say %q", c.name, c.says)
		}
	}
}

func TestAnotherKeyTakesTheQuestionBack(t *testing.T) {
	b := newBench()
	b.show(state(0, "", ""))
	b.press("ctrl+c")
	b.press("up")
	if strings.Contains(b.text(), "ctrl+c") {
		t.Error("the question still stands")
	}
	b.clock.now = b.clock.now.Add(time.Second)
	if quits(b.press("ctrl+c")) {
		t.Error("one press after another key left the bench")
	}
}

func TestKeys(t *testing.T) {
	b := newBench()
	b.show(state(0, "", ""))
	b.press("f9")
	if b.f9 != 1 {
		t.Error("F9 did nothing")
	}
	b.press("f10") // nothing is set: nothing happens
	b.press("f12")
	if want := (sent{station.Scanned{Device: "keyboard", Text: "/"}}); !slices.Equal(b.sent, want) {
		t.Errorf("F12 sent %v, want %v", b.sent, want)
	}
	b.press("f1")
	if !strings.Contains(b.text(), "HELP") || !strings.Contains(b.text(), station.CommandCode(station.CmdPark)) {
		t.Errorf("F1 does not explain the keys:\n%s", b.text())
	}
	b.press("f1")
	if strings.Contains(b.text(), "HELP") {
		t.Error("F1 again does not close the help")
	}
}

func TestLettersAndDigitsPressNothing(t *testing.T) {
	b := newBench()
	b.show(state(0, "", ""))
	before := b.text()
	for _, k := range []string{"q", "1", "9", "+", "/", "x"} {
		if quits(b.press(k)) {
			t.Errorf("%q left the bench", k)
		}
	}
	if b.text() != before || len(b.sent) > 0 {
		t.Errorf("typed keys changed the screen or sent %v", b.sent)
	}
}

func TestTypingIsShown(t *testing.T) {
	b := newBench()
	b.Update(tui.Typing("4006381"))
	if !strings.Contains(b.text(), "> 4006381_") {
		t.Errorf("the typed digits are not on the scan line:\n%s", b.text())
	}
}

// onTerminal runs the bench on a terminal, in time that passes by itself.
func onTerminal(t *testing.T, size tuitest.Size, term string, profile colorprofile.Profile, do func(*tuitest.Terminal, chan<- station.State)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		screen, states := tuitest.NewTerminal(size), make(chan station.State)
		look := kit.LookFor([]string{"TERM=" + term, "COLORTERM=truecolor"}, "auto")
		model := tui.NewBench(tui.Options{Look: look, Language: words.English, Zone: time.UTC, States: states, Engine: &sent{}})
		program := tui.Program(model, nil, screen, []string{"TERM=" + term}, tea.WithWindowSize(size.W, size.H), tea.WithColorProfile(profile))
		ended := make(chan error)
		go func() { _, err := program.Run(); ended <- err }()
		do(screen, states)
		close(states)
		if err := <-ended; err != nil {
			t.Errorf("the program ended with %v", err)
		}
		time.Sleep(time.Minute) // until the last tick of the clock has found nobody
	})
}

// frame is longer than one frame takes.
const frame = 50 * time.Millisecond
