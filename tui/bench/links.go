package bench

import (
	"fmt"
	"strings"
	"time"

	"github.com/packwright/packwright/station"
	"github.com/packwright/packwright/station/text"
	"github.com/packwright/packwright/tui/words"
)

// linkNames are the devices of the second line, in order.
var linkNames = []struct {
	link station.Link
	name string
}{
	{station.DiskLink, "DISK"},
	{station.Space, "DISK"},
	{station.Scanner, "SCANNER"},
	{station.Scans, "SCANS"},
	{station.Printer, "LABELS"},
	{station.Slips, "SLIPS"},
	{station.Scale, "SCALE"},
	{station.Carrier, "CARRIER"},
}

// links is the second line: the state of everything, or in its place a banner
// with what is wrong, the worst first; others have a line of their own where
// the window has room.
func (b *Bench) links(s sheet) []string {
	faults := b.faults()
	if len(faults) == 0 {
		left := join("  ", b.say("NET ok"), b.sent(), b.scanner())
		right := join("  ", b.labels(), b.scale())
		return []string{s.theme.Line(s.theme.Text, " "+left, right+" ", s.w)}
	}
	if s.banners == 0 {
		return []string{b.banner(s, faults[0], faults[1:])}
	}
	lines := make([]string, s.banners+1)
	for i := range lines {
		lines[i] = b.banner(s, faults[i], nil)
	}
	lines[s.banners] = b.banner(s, faults[s.banners], faults[s.banners+1:])
	return lines
}

func (b *Bench) away(l station.Link) bool {
	x, known := b.state.Links[l]
	return known && !x.OK
}

// fault is something that is away or broken, in words.
type fault struct {
	what, name   string // "LABELS at BENCH-03", "LABELS"
	count, since string // what waits for it, since when it is so; may be ""
	cause, brief string // why, in a sentence and in about two words
}

// faults is everything that is wrong, the worst first: the database, without
// which nothing is sent, then the devices.
func (b *Bench) faults() []fault {
	var faults []fault
	if b.away(station.Database) {
		faults = []fault{b.fault(station.Database, b.say("NET AWAY"))}
		faults[0].count = b.say("%d unsent", b.unsent())
	}
	for _, l := range linkNames {
		switch {
		case !b.away(l.link):
		case l.link == station.Carrier: // its cause is always the same
			f := b.fault(l.link, b.say("CARRIER AWAY"))
			f.cause, f.brief = "", ""
			faults = append(faults, f)
		default:
			f := b.fault(l.link, b.say(l.name))
			f.what = b.deviceName(l.link, l.name)
			faults = append(faults, f)
		}
	}
	return faults
}

func (b *Bench) fault(l station.Link, name string) fault {
	x := b.state.Links[l]
	return fault{what: name, name: name, since: b.since(x), cause: b.cause(x), brief: words.Brief(b.lang, x.Cause)}
}

// since is the time of day from which on something is away, in words.
func (b *Bench) since(l station.LinkState) string {
	switch at := l.Since.In(b.zone); {
	case l.Since.IsZero():
		return ""
	case b.now.Sub(l.Since) < 20*time.Hour:
		return b.say("since %s", at.Format("15:04"))
	default:
		return b.say("since %s", at.Format("01-02 15:04"))
	}
}

// banner is one line: a fault with its cause, since when and what waits, and in
// words what else is wrong. Its sign tells the line from all others in grey. What
// does not fit goes in this order: the remedy behind the cause, all but two words
// of it, the causes of the others, the cause.
func (b *Bench) banner(s sheet, f fault, others []fault) string {
	end := b.others(s, others, s.w-2-text.Width(b.sentence(f, f.brief)))
	room := s.w - 2 - text.Width(end)
	named, _, _ := strings.Cut(f.cause, ":")
	line := b.sentence(f, s.theme.Say(f.cause))
	for _, cause := range []string{named, f.brief, ""} {
		if text.Width(line) > room {
			line = b.sentence(f, s.theme.Say(cause))
		}
	}
	return s.theme.Line(s.theme.Fault, "! "+line, end, s.w)
}

// others is the end of a banner, with as many whole causes as the cells hold.
func (b *Bench) others(s sheet, others []fault, cells int) string {
	for told := len(others); ; told-- {
		parts := []string{b.typed()}
		for i, o := range others {
			said := o.name
			if i < told {
				said = join(" ", o.what, text.Fit(s.theme.Say(o.cause), 24))
			}
			parts = append(parts, "! "+said)
		}
		if !b.away(station.Database) {
			parts = append(parts, b.sent())
		}
		if end := join("  ", parts...) + " "; told == 0 || text.Width(end) <= cells {
			return end
		}
	}
}

// sentence is a fault as a sentence. Of a device its state comes first, as where
// nothing is wrong.
func (b *Bench) sentence(f fault, cause string) string {
	if f.count == "" {
		return join(", ", join(" ", f.what, cause), f.since)
	}
	return join(": ", join(", ", join(" ", f.what, f.since), f.count), cause)
}

// deviceName is a device of the second line; of a printer of another bench it says
// which.
func (b *Bench) deviceName(l station.Link, name string) string {
	if other := b.state.Borrowed.Name; l == station.Printer && other != "" {
		return b.say("LABELS at %s", text.Fit(other, 12))
	}
	return b.say(name)
}

// cause is why something is away, and of a reader what that cost so far.
func (b *Bench) cause(l station.LinkState) string {
	switch {
	case l.Cause == station.SpaceLow || l.Cause == station.SpaceGone:
		return b.say("only %d MB left", l.Count)
	case l.Cause != station.Flooded:
		return b.say("%s", l.Cause)
	case l.Count > 0:
		return b.say("paused, %d KB dropped", (l.Count+1023)>>10)
	}
	return b.say("paused: too many")
}

func (b *Bench) unsent() int64 { return b.state.Links[station.Unsent].Count }

func (b *Bench) sent() string {
	if n := b.unsent(); n > 0 {
		return b.say("%d unsent", n)
	}
	return b.say("SENT all")
}

// typed says that codes are typed in this session, "" where they are not.
func (b *Bench) typed() string {
	if !b.state.Typing {
		return ""
	}
	return b.say("TYPED")
}

func (b *Bench) scanner() string {
	if b.state.Typing {
		return join(" ", b.typed(), b.age(b.state.ScanAt))
	}
	if b.state.ScanAt.IsZero() {
		return b.say("SCANNER") + " -"
	}
	return join(" ", b.say("SCANNER ok"), b.age(b.state.ScanAt))
}

func (b *Bench) labels() string {
	l, known := b.state.Links[station.Printer]
	switch {
	case !known:
		return b.deviceName(station.Printer, "LABELS") + " -"
	case l.Cause != "": // it is there and cannot be asked
		return b.deviceName(station.Printer, "LABELS") + " " + b.say(l.Cause)
	case b.state.Borrowed.Name != "":
		if left, told := b.state.LabelsLeft(); told {
			return fmt.Sprintf("%s ~%d", b.deviceName(station.Printer, "LABELS"), left)
		}
		return b.deviceName(station.Printer, "LABELS") + " ok"
	}
	if left, told := b.state.LabelsLeft(); told {
		return b.say("LABELS ok ~%d", left)
	}
	return b.say("LABELS ok")
}

func (b *Bench) scale() string {
	r := b.state.Scale
	switch {
	case r.At.IsZero():
		return b.say("SCALE") + " -"
	case r.Problem != "":
		return b.say("SCALE") + " " + b.say(r.Problem)
	case !r.Stable:
		return b.say("SCALE") + " ~"
	}
	return b.say("SCALE") + " " + b.say("%d g", r.Net())
}

// age is how long ago something was, in steps that do not redraw an idle
// screen: nothing below ten seconds, then tens of seconds, then minutes.
func (b *Bench) age(at time.Time) string {
	d := b.now.Sub(at)
	switch {
	case at.IsZero() || d < 10*time.Second:
		return ""
	case d < time.Minute:
		return b.say("%ds ago", int(d/(10*time.Second))*10)
	case d < 24*time.Hour:
		return b.say("%d min ago", int(d/time.Minute))
	}
	return b.say("over a day ago")
}
