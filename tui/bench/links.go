package bench

import (
	"fmt"
	"time"

	"github.com/packwright/packwright/station"
	"github.com/packwright/packwright/station/text"
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

// links is the second line: with the database away, what is wrong and what
// still works; otherwise the state of everything.
func (b *Bench) links(s sheet) string {
	if b.away(station.Database) {
		return s.theme.Line(s.theme.Fault, " "+b.awayBanner(s), join("  ", append([]string{b.typed()}, b.deviceFaults()...)...)+" ", s.w)
	}
	if faults := b.deviceFaults(); len(faults) > 0 {
		return s.theme.Line(s.theme.Fault, " "+join("  ", faults...), join("  ", b.typed(), b.sent())+" ", s.w)
	}
	left := join("  ", b.say("NET ok"), b.sent(), b.scanner())
	right := join("  ", b.labels(), b.scale())
	return s.theme.Line(s.theme.Text, " "+left, right+" ", s.w)
}

func (b *Bench) away(l station.Link) bool {
	x, known := b.state.Links[l]
	return known && !x.OK
}

// awayBanner names the cause, how long, how much waits, and, as far as there is
// room, what goes on.
func (b *Bench) awayBanner(s sheet) string {
	net := b.state.Links[station.Database]
	head := join(", ", join(" ", b.say("NET AWAY"), b.age(net.Since)), b.say("%d unsent", b.unsent()))
	cause := text.Fit(s.theme.Say(net.Cause), 40)
	room := s.w - 4 - text.Width(join("  ", b.deviceFaults()...)) - text.Width(head)
	for _, goesOn := range goesOn {
		if tail := ". " + b.say(goesOn); text.Width(cause)+text.Width(tail)+2 <= room {
			return head + ", " + cause + tail
		}
	}
	return head + ", " + text.Fit(cause, max(room-2, 10))
}

// goesOn is what still works without the database, in as many words as there
// is room for.
var goesOn = []string{
	"Pick, pack, weigh and park go on; new orders and labels wait.",
	"Packing goes on, labels wait.",
	"Pack on, labels wait.",
	"Pack on.",
}

// faults is everything that is wrong, the database first.
func (b *Bench) faults() []string {
	if b.away(station.Database) {
		return append([]string{b.say("NET AWAY") + " " + b.say("%d unsent", b.unsent())}, b.deviceFaults()...)
	}
	return b.deviceFaults()
}

func (b *Bench) deviceFaults() []string {
	var faults []string
	for _, l := range linkNames {
		if b.away(l.link) {
			faults = append(faults, b.deviceName(l.link, l.name)+" "+text.Fit(b.cause(b.state.Links[l.link]), 24))
		}
	}
	return faults
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
