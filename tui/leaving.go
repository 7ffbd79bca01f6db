package tui

import (
	"time"

	tea "charm.land/bubbletea/v2"

	"github.com/packwright/packwright/tui/words"
)

// leaving asks before the program ends: the first ctrl+c asks, the second one
// ends. Two in less time than a hand needs came out of a barcode and count as
// one; the question goes away by itself.
type leaving struct {
	asked time.Time // zero: not asked
}

const (
	handSpeed = 300 * time.Millisecond
	patience  = 10 * time.Second
)

func (l *leaving) press(now time.Time) tea.Cmd {
	since := now.Sub(l.asked)
	if !l.asked.IsZero() && since >= handSpeed && since <= patience {
		return tea.Quit
	}
	if since > patience {
		l.asked = now
	}
	return nil
}

// expire takes the question away when nobody answered.
func (l *leaving) expire(now time.Time) {
	if !l.asked.IsZero() && now.Sub(l.asked) > patience {
		l.asked = time.Time{}
	}
}

func (l leaving) note(lang words.Language, question string, args ...any) string {
	if l.asked.IsZero() {
		return ""
	}
	return words.Say(lang, question, args...)
}
