package bench

import (
	"slices"
	"strings"

	"github.com/packwright/packwright/station"
	"github.com/packwright/packwright/station/text"
	"github.com/packwright/packwright/tui/kit"
	"github.com/packwright/packwright/tui/words"
)

// foot is the lower part: verdict, trail, prompt, choices.
func (b *Bench) foot(s sheet) []string {
	v := b.said()
	lines := append([]string{s.theme.Frame(v.Word, s.w)}, b.verdict(s)...)
	lines = append(lines, b.last(s))
	if s.coming {
		lines = append(lines, b.next(s))
	}
	if s.small {
		return append(lines, b.ask(s), b.smallChoices(s))
	}
	lines = append(lines, b.rule(s), b.ask(s))
	return append(lines, b.choices(s)...)
}

func (b *Bench) verdict(s sheet) []string {
	v := b.said()
	word, said := "", ""
	if v.Word != "" {
		word, said = b.say(string(v.Word)), b.say(v.Text, v.Args...)
	}
	if !s.small {
		return s.theme.VerdictBand(v.Word, word, said, s.w, s.verdict)
	}
	ink := s.theme.Verdict(v.Word)
	lines := s.letters(ink, kit.Sign(v.Word)+" "+word, s.w, s.verdict-1)
	wrapped := append(s.theme.Wrap(said, s.w-2), "")
	return append(lines, s.theme.Line(ink, " "+wrapped[0], "", s.w))
}

// last is the trail of the last scans. On a handheld the rest of a long
// sentence comes first.
func (b *Bench) last(s sheet) string {
	if s.small {
		v := b.said()
		if rest := s.theme.Wrap(b.say(v.Text, v.Args...), s.w-2); len(rest) > 1 {
			return s.theme.Line(s.theme.Verdict(v.Word), " "+strings.Join(rest[1:], " "), "", s.w)
		}
	}
	gap, each := "   ", 24
	if s.small {
		gap, each = " ", 14
	}
	var marks []string
	for _, m := range b.state.Trail {
		marks = append(marks, kit.Sign(m.Word)+text.Fit(s.theme.Say(m.Text), each))
	}
	waiting := ""
	if n := len(b.state.Waiting); n > 0 {
		waiting = b.say("%d scans wait", n) + " "
	}
	return s.theme.Line(s.theme.Text, b.titled(s, "LAST")+strings.Join(marks, gap), waiting, s.w)
}

// titled is the word before the trail or the next stop, both of one width.
func (b *Bench) titled(s sheet, title string) string {
	w := max(text.Width(b.say("LAST")), text.Width(b.say("NEXT")))
	return " " + s.pad(b.say(title), w) + "  "
}

// ask is the prompt with the scan line, or a note of the program.
func (b *Bench) ask(s sheet) string {
	if b.note != "" {
		return s.theme.Line(s.theme.Fault, " "+b.note, "", s.w)
	}
	ink := s.theme.Bold
	if b.prompt.Halted {
		ink = s.theme.Verdict(station.Halt)
	}
	asked := b.asks(s)
	rest := b.hint()
	if b.movesHint(s) {
		rest = ""
	}
	rest = s.theme.Line(s.theme.Text, " "+rest, "", max(0, s.w-s.entry()-text.Width(asked)))
	return ink.Paint(asked) + rest + s.theme.ScanLine(b.typing, s.entry())
}

// entry is the width of the scan line.
func (s sheet) entry() int {
	if s.small {
		return 12
	}
	return 18
}

func (b *Bench) asks(s sheet) string {
	return " " + text.Fit(b.say(b.prompt.Text, b.prompt.Args...), s.w-s.entry()-2) + " "
}

// hint is the second line of the prompt; the screens of an idle bench have it
// in their band.
func (b *Bench) hint() string {
	if b.state.Work() == nil {
		return ""
	}
	return b.say(b.prompt.Hint, b.prompt.HintArgs...)
}

// movesHint says that the hint does not fit beside the prompt: it goes to the
// last line when that is free.
func (b *Bench) movesHint(s sheet) bool {
	return text.Width(b.asks(s))+1+text.Width(b.hint()) > s.w-s.entry()
}

// key is one key of the bottom lines and what it does now.
type key struct{ name, does string }

// keys is all that the prompt offers, in the order of the bottom lines.
func (b *Bench) keys() []key {
	p := b.prompt
	var keys []key
	add := func(name, does string) {
		if does != "" {
			keys = append(keys, key{name, does})
		}
	}
	add("+", p.Plus)
	add("*n", p.Star)
	if !b.listed() {
		for _, c := range p.Choices {
			add(string(rune(c.Digit)), c.Label)
		}
	}
	add("-", p.Minus)
	add("/", p.Slash)
	return keys
}

// choices is the two bottom lines: with less space between, and as many short
// words as it takes, where the whole does not fit.
func (b *Bench) choices(s sheet) []string {
	keys := b.keys()
	lines, all := s.spread(keys, 3, b.label)
	if !all {
		lines, all = s.spread(keys, 2, b.label)
	}
	for _, shortened := range b.longest(keys) {
		if all {
			break
		}
		lines, all = s.spread(keys, 2, func(does string) string {
			if slices.Contains(shortened, does) {
				return words.Short(b.lang, does)
			}
			return b.label(does)
		})
	}
	if lines[1] == "" && b.movesHint(s) {
		lines[1] = s.theme.Line(s.theme.Text, " "+b.hint(), "", s.w)
	}
	return lines
}

// longest is what the keys do, the longest, then the two longest, and so on.
func (b *Bench) longest(keys []key) [][]string {
	var does []string
	for _, k := range keys {
		does = append(does, k.does)
	}
	saves := func(does string) int { return text.Width(b.label(does)) - text.Width(words.Short(b.lang, does)) }
	slices.SortStableFunc(does, func(x, y string) int { return saves(y) - saves(x) })
	lists := make([][]string, len(does))
	for i := range does {
		lists[i] = does[:i+1]
	}
	return lists
}

// spread sets the keys on two lines; all says that every one has found room.
func (s sheet) spread(keys []key, gap int, does func(string) string) (lines []string, all bool) {
	lines = []string{"", ""}
	at, n := 1, 0
	for _, k := range keys {
		label := text.Fit(does(k.does), s.w-len(k.name)-2)
		cells := len(k.name) + 1 + text.Width(label)
		if at > 1 && at+gap+cells > s.w {
			at = 1
			if n++; n == len(lines) {
				return lines, false
			}
		}
		space := gap
		if at == 1 {
			space = 1
		}
		lines[n] += strings.Repeat(" ", space) + s.theme.Bold.Paint(k.name) + " " + label
		at += space + cells
	}
	return lines, true
}

// spared is the keys that a handheld leaves to the help when not all fit, the
// first ones first.
var spared = []string{"3", "4", "6", "7", "*n", "2", "0", "5", "/"}

// smallChoices is the one bottom line of a handheld, in short words.
func (b *Bench) smallChoices(s sheet) string {
	keys := b.keys()
	for _, name := range spared {
		if line, fits := b.oneLine(s, keys); fits {
			return line
		}
		keys = slices.DeleteFunc(keys, func(k key) bool { return k.name == name })
	}
	line, _ := b.oneLine(s, keys)
	return line
}

func (b *Bench) oneLine(s sheet, keys []key) (line string, fits bool) {
	at := 0
	for _, k := range keys {
		short := words.Short(b.lang, k.does)
		cells := 2 + len(k.name) + text.Width(short)
		if at+cells > s.w {
			return line, false
		}
		line += " " + s.theme.Bold.Paint(k.name) + " " + short
		at += cells
	}
	return line, true
}

// label is what a choice says; a name in it is not ours to translate.
func (b *Bench) label(l string) string {
	if name, ok := strings.CutPrefix(l, "box "); ok {
		return b.say("box %s", name)
	}
	return b.say(l)
}
