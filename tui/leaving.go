package tui

import (
	"time"

	tea "charm.land/bubbletea/v2"

	"github.com/packwright/packwright/tui/words"
)

// leaving asks before the program ends: the first ctrl+c asks, the second one
// ends, unless something is not sent yet: then it says what becomes of that, and
// the third one ends. Two in less time than a hand needs came out of a barcode
// and count as one; the question goes away by itself.
type leaving struct {
	asked time.Time // zero: not asked
	told  bool      // what becomes of what is not sent
}

const (
	handSpeed = 300 * time.Millisecond
	patience  = 10 * time.Second
)

func (l *leaving) press(now time.Time, unsent int64) tea.Cmd {
	since := now.Sub(l.asked)
	switch {
	case l.asked.IsZero() || since > patience:
		*l = leaving{asked: now}
	case since < handSpeed:
	case unsent > 0 && !l.told:
		*l = leaving{asked: now, told: true}
	default:
		return tea.Quit
	}
	return nil
}

// expire takes the question away when nobody answered.
func (l *leaving) expire(now time.Time) {
	if !l.asked.IsZero() && now.Sub(l.asked) > patience {
		*l = leaving{}
	}
}

// note is the question that stands, "" while none does.
func (l leaving) note(lang words.Language, question string, unsent int64, args ...any) string {
	switch {
	case l.asked.IsZero():
		return ""
	case l.told:
		return words.Say(lang, "%d facts stay here and go out at the next start. ctrl+c again leaves", unsent)
	}
	return words.Say(lang, question, args...)
}
