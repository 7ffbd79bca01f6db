package bench

import (
	"strings"
	"time"

	"github.com/packwright/packwright/scanners/diagnosis"
	"github.com/packwright/packwright/station"
	"github.com/packwright/packwright/tui/kit"
	"github.com/packwright/packwright/tui/words"
)

// Bench draws the screen that the state asks for.
type Bench struct {
	theme kit.Theme
	lang  words.Language
	zone  *time.Location

	state  station.State
	prompt station.Prompt
	now    time.Time
	typing string
	note   string
	exam   *diagnosis.Report // of the scanner test, until it is left
	help   bool
	w, h   int
}

// New is a bench that was shown nothing yet. Times of day are told in zone.
func New(theme kit.Theme, lang words.Language, zone *time.Location) *Bench {
	return &Bench{theme: theme, lang: lang, zone: zone, w: 80, h: 24}
}

// See shows the bench the newest state and what it asks.
func (b *Bench) See(s station.State, p station.Prompt) {
	b.state, b.prompt = s, p
	if !b.testing() {
		b.exam = nil
	}
}

// At tells the time, for the minutes to the cut-off and the ages of things.
func (b *Bench) At(now time.Time) { b.now = now }

// Type shows what was typed so far.
func (b *Bench) Type(typing string) { b.typing = typing }

// Note puts a line of the program in place of the prompt, "" takes it away.
func (b *Bench) Note(note string) { b.note = note }

// Help opens or closes the explanation of the keys.
func (b *Bench) Help(open bool) { b.help = open }

// Resize sets the size of the window, in cells.
func (b *Bench) Resize(w, h int) { b.w, b.h = w, h }

// View is the whole screen: as many lines as the window has.
func (b *Bench) View() string {
	s := b.sheet()
	lines := append(make([]string, 0, b.h), b.head(s)...)
	lines = append(lines, s.exactly(b.body(s), s.body)...)
	lines = append(lines, b.foot(s)...)
	return strings.Join(lines[:min(len(lines), max(1, b.h))], "\n")
}

// body is the part between the header and the verdict.
func (b *Bench) body(s sheet) []string {
	if b.help {
		return b.helpPage(s)
	}
	w := b.state.Work()
	switch {
	case b.testing():
		return b.scannerTest(s)
	case b.prompt.Screen == station.StartCheck:
		return b.start(s)
	case w == nil && b.prompt.Screen == station.OpenScreen:
		return b.open(s)
	case w == nil && b.prompt.Screen == station.WorkScreen:
		return b.work(s)
	case w == nil:
		return b.question(s, nil)
	case b.choosing(w):
		return b.question(s, w)
	case b.prompt.Layer > 0:
		return b.look(s, w)
	case b.prompt.Screen == station.PickScreen:
		return b.pick(s, w)
	case b.prompt.Screen == station.PackScreen:
		return b.pack(s, w)
	case b.prompt.Screen == station.ShipScreen:
		return b.ship(s, w)
	case b.prompt.Screen == station.PutBack:
		return b.putBack(s, w)
	}
	return b.question(s, w)
}

func (b *Bench) say(sentence string, args ...any) string {
	return words.Say(b.lang, sentence, args...)
}
