package tui_test

import (
	"testing"
	"time"

	"github.com/charmbracelet/colorprofile"

	"github.com/packwright/packwright/station"
	"github.com/packwright/packwright/tui/tuitest"
)

// most is how many bytes a scan may send to the terminal.
const most = 2048

// TestAScanSendsLittle walks an order from its first location to its label and
// counts what each scan costs on the line.
func TestAScanSendsLittle(t *testing.T) {
	for _, term := range []struct {
		name    string
		profile colorprofile.Profile
	}{{"xterm-256color", colorprofile.ANSI256}, {"linux", colorprofile.ANSI}, {"tmux-256color", colorprofile.ANSI256}} {
		onTerminal(t, tuitest.Bench, term.name, term.profile, func(screen *tuitest.Terminal, states chan<- station.State) {
			largest, sum, at := 0, 0, ""
			steps := shift()
			for i, s := range steps {
				states <- s.state
				time.Sleep(frame)
				n := len(screen.Take())
				if i == 0 || s.newScreen {
					continue
				}
				sum += n
				if n > largest {
					largest, at = n, s.name
				}
				if n > most {
					t.Errorf("%s: %s sends %d bytes, want at most %d", term.name, s.name, n, most)
				}
			}
			t.Logf("%s: at most %d bytes (%s), %d on average", term.name, largest, at, sum/len(steps))
		})
	}
}

// TestTheTerminalShowsTheView: what is sent changes the screen into the view,
// whatever stood there before.
func TestTheTerminalShowsTheView(t *testing.T) {
	for _, size := range []tuitest.Size{tuitest.Bench, tuitest.Handheld, tuitest.Large} {
		onTerminal(t, size, "xterm-256color", colorprofile.ANSI256, func(screen *tuitest.Terminal, states chan<- station.State) {
			for _, s := range shift() {
				states <- s.state
				time.Sleep(frame)
				if got, want := screen.Screen(), view(s.state, size, time.Now()); got != want {
					t.Errorf("%s at %v: the terminal shows\n%s\nwant\n%s", s.name, size, got, want)
				}
			}
		})
	}
}

// TestAnIdleBenchIsQuiet: nothing is sent while nothing happens, but for the
// minute of the cut-off.
func TestAnIdleBenchIsQuiet(t *testing.T) {
	onTerminal(t, tuitest.Bench, "xterm-256color", colorprofile.ANSI256, func(screen *tuitest.Terminal, states chan<- station.State) {
		s := shift()[2].state
		s.ScanAt = time.Now()
		states <- s
		time.Sleep(frame)
		screen.Take()
		time.Sleep(10 * time.Minute)
		if n := len(screen.Take()); n > 20*40 {
			t.Errorf("ten idle minutes sent %d bytes, want at most one small change each half a minute", n)
		} else {
			t.Logf("ten idle minutes sent %d bytes", n)
		}
	})
}
