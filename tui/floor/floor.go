// Package floor is the supervisor's screen: what is to be done, who does it,
// what is parked, and what benches ask a lead. It only shows; who answers, and
// whether he may, is decided elsewhere.
package floor

import (
	"context"
	"strings"
	"time"

	"github.com/packwright/packwright/station/text"
	"github.com/packwright/packwright/station/view"
	"github.com/packwright/packwright/tui/kit"
	"github.com/packwright/packwright/tui/words"
)

// Reader reads the rows of the monitor; the store has them.
type Reader interface {
	Floor(ctx context.Context) (view.Floor, error)
}

// Floor draws the rows that were read last. Ages are those of the moment of
// reading, by the database's clock.
type Floor struct {
	theme kit.Theme
	lang  words.Language
	zone  *time.Location

	seen   view.Floor
	read   bool
	away   string // why the last read failed
	note   string
	scroll int
	w, h   int

	answering *Answer
}

// New is a monitor that has read nothing yet. Times of day are told in zone.
func New(theme kit.Theme, lang words.Language, zone *time.Location) *Floor {
	return &Floor{theme: theme, lang: lang, zone: zone, w: 80, h: 24}
}

// See shows what was read.
func (f *Floor) See(rows view.Floor) {
	f.seen, f.read, f.away = rows, true, ""
	f.Scroll(0)
}

// Away says that a read failed; what was read before stays, with its time.
func (f *Floor) Away(cause string) { f.away = cause }

// Note puts a line of the program on the last line, "" takes it away.
func (f *Floor) Note(note string) { f.note = note }

// Scroll moves the list of stations by so many rows.
func (f *Floor) Scroll(rows int) {
	last := max(0, len(f.seen.Stations)-(f.stationRows()-2))
	f.scroll = max(0, min(f.scroll+rows, last))
}

// Page is how many stations are seen at once.
func (f *Floor) Page() int { return max(1, f.stationRows()-2) }

// Resize sets the size of the window, in cells.
func (f *Floor) Resize(w, h int) {
	f.w, f.h = w, h
	f.Scroll(0)
}

// View is the whole screen.
func (f *Floor) View() string {
	lines := append(f.head(), f.calls()...)
	lines = append(lines, f.exceptions()...)
	lines = append(lines, f.stages()...)
	lines = append(lines, f.stations(f.stationRows())...)
	lines = append(lines, f.parked(f.parkedRows())...)
	lines = lines[:min(len(lines), max(0, f.h-1))]
	for len(lines) < f.h-1 {
		lines = append(lines, "")
	}
	return strings.Join(append(lines, f.foot()), "\n")
}

// The rows of each part: header and foot are fixed, parked orders have a third
// of the screen at most, and the stations what is left.
const headRows = 2

func (f *Floor) stageRows() int {
	if !f.roomy() {
		return 1
	}
	return 3 + f.theme.Rows()
}

func (f *Floor) parkedRows() int {
	return min(len(f.seen.Parked)+2, max(3, f.h/3))
}

func (f *Floor) callRows() int { return min(len(f.seen.Calls), mostCalls+1) }

func (f *Floor) stationRows() int {
	return max(2, f.h-headRows-f.callRows()-f.exceptionRows()-f.stageRows()-f.parkedRows()-1)
}

// roomy says that there is room for big numbers and every column.
func (f *Floor) roomy() bool { return f.w >= 80 && f.h >= 24 }

func (f *Floor) head() []string {
	at := f.say("reading")
	if f.read {
		at = f.say("as of %s", f.seen.At.In(f.zone).Format("15:04"))
	}
	lines := []string{f.theme.Titled(" "+f.say("MONITOR"), "  "+f.seen.Warehouse, at+" ", f.w)}
	if f.away != "" {
		return append(lines, f.theme.Line(f.theme.Fault, " "+f.say("no answer: %s", f.away), "", f.w))
	}
	shipped := " " + f.say("%d orders shipped today", f.seen.ShippedToday)
	empty := strings.Join(f.empty(), "   ")
	if empty == "" {
		return append(lines, f.theme.Line(f.theme.Text, shipped, "", f.w))
	}
	empty = text.Fit(" "+empty+" ", max(0, f.w-text.Width(shipped)-2))
	return append(lines, f.theme.Line(f.theme.Text, shipped, "", f.w-text.Width(empty))+f.theme.Fault.Paint(empty))
}

// empty is the cartons that have run out, by bench.
func (f *Floor) empty() []string {
	var all []string
	for _, s := range f.seen.Stations {
		for _, e := range s.Empty {
			all = append(all, f.say("%s: box %s empty since %s", s.Name, e.Name, f.clock(e.Since)))
		}
	}
	return all
}

// clock is the time of day, with the day where it is another one.
func (f *Floor) clock(at time.Time) string {
	at, now := at.In(f.zone), f.seen.At.In(f.zone)
	if at.Format(time.DateOnly) != now.Format(time.DateOnly) {
		return at.Format("01-02 15:04")
	}
	return at.Format("15:04")
}

func (f *Floor) foot() string {
	if f.answering != nil {
		return f.answerLine()
	}
	if f.note != "" {
		return f.theme.Line(f.theme.Fault, " "+f.note, "", f.w)
	}
	if c, open := f.Call(); open {
		return f.theme.Line(f.theme.Text, " "+f.say("Y yes, N no to %s   UP/DOWN scroll   ctrl+c leaves", c.Station), "", f.w)
	}
	return f.theme.Line(f.theme.Text, " "+f.say("UP/DOWN scroll   ctrl+c leaves"), "", f.w)
}

func (f *Floor) more(n int) string { return " " + f.say("%d more", n) }

// age is how long ago something was when it was read, in whole minutes, so
// that a quiet floor is not redrawn.
func (f *Floor) age(at time.Time) string {
	d := f.seen.At.Sub(at)
	switch {
	case never(at):
		return "-"
	case d < time.Minute:
		return f.say("now")
	case d < 2*time.Hour:
		return f.say("%d min ago", int(d/time.Minute))
	case d < 48*time.Hour:
		return f.say("%d h ago", int(d/time.Hour))
	}
	return f.say("%d days ago", int(d/(24*time.Hour)))
}

// never is true of the zero time, in Go's or the database's reckoning.
func never(at time.Time) bool { return at.Unix() <= 0 }

func (f *Floor) say(sentence string, args ...any) string {
	return words.Say(f.lang, sentence, args...)
}
