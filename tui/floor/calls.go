package floor

import (
	"strings"

	"github.com/packwright/packwright/station"
	"github.com/packwright/packwright/station/view"
)

// mostCalls is how many questions to a lead are shown at once.
const mostCalls = 4

// Call is the question that is answered next: the oldest that nobody answered.
func (f *Floor) Call() (view.CallRow, bool) {
	for _, c := range f.seen.Calls {
		if c.Answer == "" {
			return c, true
		}
	}
	return view.CallRow{}, false
}

// Answering shows whose question is being answered and how, and how much of the
// badge was read; nil shows that none is.
func (f *Floor) Answering(a *Answer) { f.answering = a }

// Answer is a lead's yes or no that waits for his badge.
type Answer struct {
	Call  view.CallRow
	Yes   bool
	Typed int // characters of the badge so far
}

// calls is what benches wait for a lead's yes for, marked until it is answered.
func (f *Floor) calls() []string {
	var lines []string
	for i, c := range f.seen.Calls {
		if i == mostCalls {
			return append(lines, f.theme.Line(f.theme.Fault, f.more(len(f.seen.Calls)-i), "", f.w))
		}
		ink, mark := f.theme.Fault, " ! "
		right := f.age(c.Since) + " "
		if c.Answer != "" {
			ink, mark = f.theme.Text, "   "
			right = f.say(c.Answer) + " " + c.AnsweredBy + " "
		}
		lines = append(lines, f.theme.Line(ink, mark+f.asked(c), right, f.w))
	}
	return lines
}

// asked is one question in a line.
func (f *Floor) asked(c view.CallRow) string {
	about := ""
	switch c.Action {
	case "pass_weight":
		about = f.say("%d g", c.Qty)
	case string(station.PrintAgain):
		about = join(f.say("box %d", c.Qty), f.say(station.PrintAgainWords[c.Code]))
	case "count_nobarcode", "learn_code", "print_article":
		about = join(c.SKU, c.Code)
	}
	return join(c.Station, f.say("order %s", c.OrderNo), f.say(either(callActions[c.Action], c.Action)), about, c.Operator)
}

var callActions = map[string]string{
	"pass_weight": "let the weight pass", "count_nobarcode": "count a unit without barcode", "learn_code": "learn a code",
	"print_article": "print an article label", "type_codes": "let codes be typed", "override": "settle it",
	string(station.PrintAgain): "print a label again",
}

// answerLine asks for the badge of who answers.
func (f *Floor) answerLine() string {
	a := f.answering
	word := f.say("NO to %s, order %s: scan your badge, ESC leaves it", a.Call.Station, a.Call.OrderNo)
	if a.Yes {
		word = f.say("YES to %s, order %s: scan your badge, ESC leaves it", a.Call.Station, a.Call.OrderNo)
	}
	typed := ""
	if a.Typed > 0 {
		typed = f.say("%d characters", a.Typed) + " "
	}
	return f.theme.Line(f.theme.Fault, " "+word, typed, f.w)
}

func either(a, b string) string {
	if a != "" {
		return a
	}
	return b
}

// join puts two cells between the parts that are there.
func join(parts ...string) string {
	var there []string
	for _, p := range parts {
		if p != "" {
			there = append(there, p)
		}
	}
	return strings.Join(there, "  ")
}
