package tui

import (
	"context"
	"time"

	tea "charm.land/bubbletea/v2"

	"github.com/packwright/packwright/station/view"
	"github.com/packwright/packwright/tui/floor"
	"github.com/packwright/packwright/tui/kit"
	"github.com/packwright/packwright/tui/words"
)

// MonitorOptions are what a monitor is built from.
type MonitorOptions struct {
	Look     kit.Look
	Language words.Language
	Zone     *time.Location   // of the warehouse; nil is the station's
	Now      func() time.Time // nil is the station's clock
	Reader   floor.Reader
	Every    time.Duration // between two reads; 0 is 2 s
	// Explain makes one plain sentence of why a read failed; nil is the error's
	// own words.
	Explain func(error) string
	// Answer is a lead's yes or no to what a bench asks, by the code of his badge;
	// nil where nobody answers.
	Answer func(ctx context.Context, call view.CallRow, yes bool, badge string) error
}

// Monitor is the program of the supervisor's screen. It reads the floor again
// and again, one read at a time.
type Monitor struct {
	options MonitorOptions
	screen  *floor.Floor
	leaving leaving
	content string

	answering *answering // nil while nobody answers
	failed    string     // why the last answer was not taken
}

// NewMonitor is the program of the supervisor's screen. Run it with [Program].
func NewMonitor(o MonitorOptions) *Monitor {
	if o.Zone == nil {
		o.Zone = time.Local
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Every == 0 {
		o.Every = 2 * time.Second
	}
	if o.Explain == nil {
		o.Explain = error.Error
	}
	m := &Monitor{options: o, screen: floor.New(kit.NewTheme(o.Look), o.Language, o.Zone)}
	m.draw()
	return m
}

// Init starts the first read.
func (m *Monitor) Init() tea.Cmd { return m.read(0) }

// Update takes what happened and draws the screen anew.
func (m *Monitor) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	var then tea.Cmd
	switch msg := msg.(type) {
	case readMsg:
		m.see(msg)
		then = m.read(m.options.Every)
	case answeredMsg:
		m.answered(msg)
	case tea.WindowSizeMsg:
		m.screen.Resize(msg.Width, msg.Height)
	case tea.KeyPressMsg:
		then = m.press(msg)
	default:
		return m, nil
	}
	m.draw()
	return m, then
}

// View is the screen as it was drawn last.
func (m *Monitor) View() tea.View { return window(m.content) }

func (m *Monitor) draw() {
	m.leaving.expire(m.options.Now())
	note := m.leaving.note(m.options.Language, "press ctrl+c again to leave", 0)
	if note == "" {
		note = m.failed
	}
	m.screen.Note(note)
	m.content = m.screen.View()
}

// readMsg is the answer to a read.
type readMsg struct {
	rows view.Floor
	err  error
}

// readPatience is how long a read may take before it counts as failed.
const readPatience = 5 * time.Second

// read asks for the rows after a while. The next read starts when this one has
// answered.
func (m *Monitor) read(after time.Duration) tea.Cmd {
	reader := m.options.Reader
	return tea.Tick(after, func(time.Time) tea.Msg {
		ctx, cancel := context.WithTimeout(context.Background(), readPatience)
		defer cancel()
		rows, err := reader.Floor(ctx)
		return readMsg{rows, err}
	})
}

func (m *Monitor) see(r readMsg) {
	if r.err != nil {
		m.screen.Away(m.options.Explain(r.err))
		return
	}
	m.screen.See(r.rows)
}

func (m *Monitor) press(k tea.KeyPressMsg) tea.Cmd {
	if k.String() == "ctrl+c" {
		return m.leaving.press(m.options.Now(), 0)
	}
	m.leaving = leaving{}
	if then, taken := m.answerKey(k); taken {
		m.failed = ""
		return then
	}
	switch k.String() {
	case "up":
		m.screen.Scroll(-1)
	case "down":
		m.screen.Scroll(1)
	case "pgup":
		m.screen.Scroll(-m.screen.Page())
	case "pgdown":
		m.screen.Scroll(m.screen.Page())
	case "f5":
		return tea.ClearScreen
	}
	return nil
}
