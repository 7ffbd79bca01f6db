package tui

import (
	"io"
	"time"

	tea "charm.land/bubbletea/v2"
)

// framesPerSecond is the most that Bubble Tea draws: a scan waits 8 ms for its
// frame at worst.
const framesPerSecond = 120

// Program is the model on a terminal. An interrupt signal does not end it: the
// caller ends it with Quit, the person at it by ctrl+c twice.
func Program(m tea.Model, in io.Reader, out io.Writer, environ []string, more ...tea.ProgramOption) *tea.Program {
	options := []tea.ProgramOption{
		tea.WithInput(in), tea.WithOutput(out), tea.WithEnvironment(environ),
		tea.WithFPS(framesPerSecond), tea.WithoutSignalHandler(),
	}
	return tea.NewProgram(m, append(options, more...)...)
}

// window is the whole terminal. Nothing is ever pasted into it: a barcode could
// open a paste that never ends.
func window(content string) tea.View {
	return tea.View{Content: content, AltScreen: true, DisableBracketedPasteMode: true}
}

// tickMsg passes the time, for minutes and ages.
type tickMsg struct{}

const tickEvery = 5 * time.Second

func tick() tea.Cmd {
	return tea.Tick(tickEvery, func(time.Time) tea.Msg { return tickMsg{} })
}
