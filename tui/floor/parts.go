package floor

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/packwright/packwright/station/view"
	"github.com/packwright/packwright/tui/kit"
)

// stageCell is the width of one stage: a number of three digits.
const stageCell = 20

// stages is the counts side by side in big letters, as many as there is room
// for; the rest, and what cannot be claimed, is one line of text.
func (f *Floor) stages() []string {
	open, barred := f.split()
	if !f.roomy() {
		return []string{f.theme.Line(f.theme.Text, " "+f.counts(append(open, barred...)), "", f.w)}
	}
	shown := open[:min(len(open), f.w/stageCell)]
	lines := make([]string, 1+f.theme.Rows())
	for i, c := range shown {
		w := stageCell
		if i == len(shown)-1 {
			w = f.w - stageCell*i
		}
		lines = kit.Columns(lines, f.stage(c, w))
	}
	return append(lines, f.theme.Line(f.theme.Text, " "+f.counts(append(open[len(shown):], barred...)), "", f.w), "")
}

func (f *Floor) stage(c view.StageCount, w int) []string {
	title := f.say(c.Stage)
	if c.Late > 0 {
		title += ", " + f.say("%d late", c.Late)
	}
	margin := f.theme.Big(f.theme.Text, "", 2, f.theme.Rows())
	number := f.theme.Big(f.theme.Bold, strconv.Itoa(c.Works), w-2, f.theme.Rows())
	return append([]string{f.theme.Line(f.theme.Text, " "+title, "", w)}, kit.Columns(margin, number)...)
}

// split tells the works that go on from those that something bars.
func (f *Floor) split() (open, barred []view.StageCount) {
	for _, c := range f.seen.Stages {
		if c.Why == "" {
			open = append(open, c)
		} else {
			barred = append(barred, c)
		}
	}
	return open, barred
}

func (f *Floor) counts(stages []view.StageCount) string {
	parts := make([]string, 0, len(stages))
	for _, c := range stages {
		name := f.say(c.Stage)
		if c.Why != "" {
			name += " (" + f.say(c.Why) + ")"
		}
		parts = append(parts, strconv.Itoa(c.Works)+" "+name)
	}
	return strings.Join(parts, "   ")
}

// stations is who works where, what is wrong standing out.
func (f *Floor) stations(rows int) []string {
	if f.read && len(f.seen.Stations) == 0 {
		return []string{f.theme.Line(f.theme.Text, " "+f.say("no station has reported"), "", f.w)}
	}
	t := kit.Table{Inks: map[int]kit.Ink{}, Columns: f.columns(
		kit.Column{Title: f.say("STATION"), Width: 10}, kit.Column{Title: f.say("WHO"), Width: 10},
		kit.Column{Title: f.say("ORDER"), Width: 8}, kit.Column{Title: f.say("STAGE"), Width: 9},
		kit.Column{Title: f.say("DONE OF"), Width: 7, Right: true}, kit.Column{Title: f.say("LAST SCAN"), Width: 10},
		kit.Column{Title: f.say("STATE")},
	)}
	for i, s := range f.seen.Stations {
		state := f.state(s)
		if state != "" {
			t.Inks[i] = f.theme.Fault
		}
		done := ""
		if s.Wanted > 0 {
			done = fmt.Sprintf("%d/%d", s.Done, s.Wanted)
		}
		t.Rows = append(t.Rows, f.cells(s.Name, s.Operator, s.OrderNo, f.say(s.Stage), done, f.age(s.LastScan), state))
	}
	return f.theme.Draw(t, f.scroll, f.w, rows, f.more)
}

// columns leaves out on a handheld what is not needed to find who is in
// trouble: the first, the third and the last are enough. Wide windows give
// each more room.
func (f *Floor) columns(all ...kit.Column) []kit.Column {
	if !f.roomy() {
		return []kit.Column{all[0], all[2], all[len(all)-1]}
	}
	for i := range all[:len(all)-1] {
		all[i].Width += (f.w - 80) / (2 * len(all))
	}
	return all
}

func (f *Floor) cells(all ...string) []string {
	if !f.roomy() {
		return []string{all[0], all[2], all[len(all)-1]}
	}
	return all
}

// silent is how long a station may say nothing: three heartbeats.
const silent = 90 * time.Second

// state is what is wrong at a station, "" when nothing is.
func (f *Floor) state(s view.StationRow) string {
	var wrong []string
	switch age := f.seen.At.Sub(s.Seen); {
	case s.Revoked:
		wrong = append(wrong, f.say("revoked"))
	case never(s.Seen):
		wrong = append(wrong, f.say("never seen"))
	case age > silent:
		wrong = append(wrong, f.say("not seen for %d min", int(age/time.Minute)))
	}
	if s.Unsent > 0 {
		wrong = append(wrong, f.say("%d unsent", s.Unsent))
	}
	for _, e := range s.Empty {
		wrong = append(wrong, f.say("box %s empty %s", e.Name, f.clock(e.Since)))
	}
	var devices []string
	for name, is := range s.Devices {
		if is != "ok" {
			devices = append(devices, name+": "+is)
		}
	}
	slices.Sort(devices)
	return strings.Join(append(wrong, devices...), ", ")
}

// parked is the trouble shelf.
func (f *Floor) parked(rows int) []string {
	if len(f.seen.Parked) == 0 {
		return []string{"", f.theme.Line(f.theme.Text, " "+f.say("nothing is parked"), "", f.w)}
	}
	t := kit.Table{Inks: map[int]kit.Ink{}, Columns: f.columns(
		kit.Column{Title: f.say("PARKED"), Width: 10}, kit.Column{Title: f.say("BY"), Width: 10},
		kit.Column{Title: f.say("ORDER"), Width: 8}, kit.Column{Title: f.say("REASON"), Width: 17},
		kit.Column{Title: f.say("SINCE"), Width: 10}, kit.Column{Title: f.say("STATE")},
	)}
	for i, p := range f.seen.Parked {
		state := f.say("waits")
		if p.Ready {
			state, t.Inks[i] = f.say("can go on"), f.theme.Bold
		}
		t.Rows = append(t.Rows, f.cells(p.Slot, p.By, p.OrderNo, f.say(p.Reason), f.age(p.Since), state))
	}
	return append([]string{""}, f.theme.Draw(t, 0, f.w, rows-1, f.more)...)
}
