package tui

import (
	"context"

	tea "charm.land/bubbletea/v2"

	"github.com/packwright/packwright/station/view"
	"github.com/packwright/packwright/tui/floor"
)

// mostBadge is how long a badge's code may be.
const mostBadge = 128

// answering is a lead's yes or no on the monitor: the question it is about, and
// the badge that is being read. Its code is never shown.
type answering struct {
	call  view.CallRow
	yes   bool
	badge string
}

// answeredMsg is how an answer came out.
type answeredMsg struct{ err error }

// answerKey takes a key while somebody answers, or begins an answer; it says
// whether it did.
func (m *Monitor) answerKey(k tea.KeyPressMsg) (tea.Cmd, bool) {
	if m.answering == nil {
		return nil, m.begin(k.String())
	}
	defer m.shown()
	switch name := k.String(); {
	case name == "esc":
		m.answering = nil
	case name == "enter":
		return m.answer(), true
	case name == "backspace":
		m.answering.badge = m.answering.badge[:max(0, len(m.answering.badge)-1)]
	case k.Text != "" && len(m.answering.badge)+len(k.Text) <= mostBadge:
		m.answering.badge += k.Text
	default:
		return nil, false
	}
	return nil, true
}

// begin begins an answer to the oldest open question.
func (m *Monitor) begin(name string) bool {
	call, open := m.screen.Call()
	yes := name == "y" || name == "Y" || name == "j" || name == "J" // in English and German
	if !open || m.options.Answer == nil || !yes && name != "n" && name != "N" {
		return false
	}
	m.answering = &answering{call: call, yes: yes}
	m.shown()
	return true
}

// answer sends the answer.
func (m *Monitor) answer() tea.Cmd {
	a := *m.answering
	if a.badge == "" {
		return nil
	}
	m.answering = nil
	do := m.options.Answer
	return func() tea.Msg {
		ctx, cancel := context.WithTimeout(context.Background(), readPatience)
		defer cancel()
		return answeredMsg{do(ctx, a.call, a.yes, a.badge)}
	}
}

func (m *Monitor) shown() {
	if m.answering == nil {
		m.screen.Answering(nil)
		return
	}
	m.screen.Answering(&floor.Answer{Call: m.answering.call, Yes: m.answering.yes, Typed: len(m.answering.badge)})
}

// answered notes why an answer was not taken.
func (m *Monitor) answered(r answeredMsg) {
	m.failed = ""
	if r.err != nil {
		m.failed = m.options.Explain(r.err)
	}
}
