package tui_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	rows "github.com/packwright/packwright/station/view"
	"github.com/packwright/packwright/tui"
	"github.com/packwright/packwright/tui/kit"
	"github.com/packwright/packwright/tui/tuitest"
	"github.com/packwright/packwright/tui/words"
)

// board is a monitor that reads one call, and what was answered there.
type board struct {
	*tui.Monitor
	calls    []rows.CallRow
	answered []string
	err      error
}

func (b *board) Floor(context.Context) (rows.Floor, error) { return rows.Floor{Calls: b.calls}, nil }

func newBoard() *board {
	b := &board{calls: []rows.CallRow{{Station: "BENCH 03", OrderNo: "10202", Work: "7", Call: 12, Action: "override"}}}
	b.Monitor = tui.NewMonitor(tui.MonitorOptions{
		Look: kit.Look{Colours: kit.Many, Blocks: true}, Language: words.English, Reader: b, Every: 1,
		Answer: func(_ context.Context, c rows.CallRow, yes bool, badge string) error {
			b.answered = append(b.answered, fmt.Sprint(c.Work, ".", c.Call, " ", yes, " ", badge))
			return b.err
		},
	})
	b.Update(b.Init()())
	return b
}

// press presses keys and carries out what follows.
func (b *board) press(names ...string) *board {
	for _, n := range names {
		if _, then := b.Update(tuitest.Key(n)); then != nil {
			if msg := then(); msg != nil {
				b.Update(msg)
			}
		}
	}
	return b
}

func (b *board) text() string { return tuitest.Plain(b.View().Content) }

func TestALeadAnswersWithHisBadge(t *testing.T) {
	b := newBoard().press("y", "enter", "L", "E", "O")
	if len(b.answered) > 0 {
		t.Fatalf("answered %q before the badge was whole", b.answered)
	}
	if text := b.text(); strings.Contains(text, "LEO") || !strings.Contains(text, "YES to BENCH 03, order 10202") {
		t.Errorf("the badge is shown, or the question is not:\n%s", text)
	}
	b.press("enter").press("n", "K", "enter")
	if got := strings.Join(b.answered, "; "); got != "7.12 true LEO; 7.12 false K" {
		t.Errorf("answered %q", got)
	}
}

func TestAnAnswerThatIsNotTakenSaysWhy(t *testing.T) {
	b := newBoard()
	b.err = errors.New("This badge is not valid here.")
	if text := b.press("y", "X", "enter").text(); !strings.Contains(text, "This badge is not valid here.") {
		t.Errorf("the reason is not on the screen:\n%s", text)
	}
}

func TestNothingIsAnsweredByAccident(t *testing.T) {
	b := newBoard().press("y", "esc", "enter", "L", "enter")
	b.calls = nil
	b.Update(b.Init()())
	b.press("y", "L", "enter")
	if len(b.answered) > 0 {
		t.Errorf("answered %q", b.answered)
	}
}

// A scan of a badge while no question is open, or of one with a y in it, must
// not begin an answer and end it at once.
func TestABadgeAloneAnswersNothing(t *testing.T) {
	b := newBoard().press("B", "A", "D", "G", "E", "enter")
	if len(b.answered) > 0 {
		t.Errorf("answered %q", b.answered)
	}
}
