package tui

import (
	"time"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"github.com/packwright/packwright/scanners/diagnosis"
	"github.com/packwright/packwright/station"
	"github.com/packwright/packwright/tui/bench"
	"github.com/packwright/packwright/tui/kit"
	"github.com/packwright/packwright/tui/words"
)

// Engine is what the bench may do to the station: tell it an input.
type Engine interface {
	Send(station.Input)
}

// Options are what a bench is built from.
type Options struct {
	Look     kit.Look
	Language words.Language
	Zone     *time.Location   // of the warehouse; nil is the station's
	Now      func() time.Time // nil is the station's clock

	States <-chan station.State // the newest one is shown; its end is the end
	Engine Engine

	// OnF9 and OnF10 are what these keys do, nil for nothing. Sound is told of
	// what the screen says by itself, while the scanner is tested; verdicts of
	// the station sound where they are made. It must not wait until the tone is
	// over.
	OnF9, OnF10 func()
	Sound       func(station.Word)
}

// Typing is a message: what was typed on the scan line so far.
type Typing string

// Examined is a message: what a scan told while the scanner is tested.
type Examined diagnosis.Report

// Bench is the program of a station.
type Bench struct {
	options Options
	screen  *bench.Bench
	keys    benchKeys

	unsent  int64
	testing bool // the scanner
	help    bool
	leaving leaving
	content string
}

// benchKeys are the keys that are no text. Every one of them has a twin on the
// numeric pad or on the command card.
type benchKeys struct {
	help, back, redraw, leave, f9, f10 key.Binding
}

// has says that the key does something.
func (k benchKeys) has(press tea.KeyPressMsg) bool {
	return key.Matches(press, k.help, k.back, k.redraw, k.leave, k.f9, k.f10)
}

// NewBench is the program of a station. Run it with [Program].
func NewBench(o Options) *Bench {
	if o.Zone == nil {
		o.Zone = time.Local
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	b := &Bench{options: o, screen: bench.New(kit.NewTheme(o.Look), o.Language, o.Zone), keys: benchKeys{
		help:   key.NewBinding(key.WithKeys("f1"), key.WithHelp("F1", "help")),
		back:   key.NewBinding(key.WithKeys("f12"), key.WithHelp("F12", "back")),
		redraw: key.NewBinding(key.WithKeys("f5"), key.WithHelp("F5", "draw again")),
		leave:  key.NewBinding(key.WithKeys("ctrl+c"), key.WithHelp("ctrl+c", "leave")),
		f9:     key.NewBinding(key.WithKeys("f9")),
		f10:    key.NewBinding(key.WithKeys("f10")),
	}}
	b.draw()
	return b
}

// Init waits for the first state and starts the clock.
func (b *Bench) Init() tea.Cmd {
	return tea.Batch(b.listen(), tick())
}

// Update takes what happened and draws the screen anew.
func (b *Bench) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	var then tea.Cmd
	switch msg := msg.(type) {
	case stateMsg:
		then = b.see(msg)
	case Typing:
		b.screen.Type(string(msg))
	case Examined:
		b.examined(diagnosis.Report(msg))
	case tickMsg:
		b.leaving.expire(b.options.Now())
		then = tick()
	case tea.WindowSizeMsg:
		b.screen.Resize(msg.Width, msg.Height)
	case tea.KeyPressMsg:
		if !b.keys.has(msg) && b.leaving == (leaving{}) {
			return b, nil // a key held down must not draw as fast as it comes
		}
		then = b.press(msg)
	default:
		return b, nil
	}
	b.draw()
	return b, then
}

// View is the screen as it was drawn last.
func (b *Bench) View() tea.View { return window(b.content) }

func (b *Bench) draw() {
	b.screen.At(b.options.Now())
	b.screen.Note(b.leaving.note(b.options.Language, "unsent facts: %d; press ctrl+c again to leave", b.unsent, b.unsent))
	b.content = b.screen.View()
}

// stateMsg is the newest state; over says that there are no more.
type stateMsg struct {
	state station.State
	over  bool
}

// listen waits for the next state.
func (b *Bench) listen() tea.Cmd {
	states := b.options.States
	return func() tea.Msg {
		s, ok := <-states
		return stateMsg{state: s, over: !ok}
	}
}

// see shows a state.
func (b *Bench) see(m stateMsg) tea.Cmd {
	if m.over {
		return tea.Quit
	}
	b.screen.See(m.state, m.state.Prompt())
	b.testing = m.state.TestsScanner
	b.unsent = m.state.Links[station.Unsent].Count
	return b.listen()
}

// examined shows and sounds a report while the scanner is tested; one that
// comes too late is dropped.
func (b *Bench) examined(r diagnosis.Report) {
	if !b.testing {
		return
	}
	b.screen.Examine(r)
	if b.options.Sound != nil {
		b.options.Sound(bench.Judged(r).Word)
	}
}

func (b *Bench) press(k tea.KeyPressMsg) tea.Cmd {
	if key.Matches(k, b.keys.leave) {
		return b.leaving.press(b.options.Now(), b.unsent)
	}
	b.leaving = leaving{}
	switch {
	case key.Matches(k, b.keys.help):
		b.help = !b.help
		b.screen.Help(b.help)
	case key.Matches(k, b.keys.back):
		b.options.Engine.Send(station.Scanned{Device: "keyboard", Text: "/"})
	case key.Matches(k, b.keys.redraw):
		return tea.ClearScreen
	case key.Matches(k, b.keys.f9):
		call(b.options.OnF9)
	case key.Matches(k, b.keys.f10):
		call(b.options.OnF10)
	}
	return nil
}

func call(f func()) {
	if f != nil {
		f()
	}
}
