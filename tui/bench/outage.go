package bench

import (
	"slices"
	"strings"

	"github.com/packwright/packwright/station"
	"github.com/packwright/packwright/station/text"
)

// outages is what goes on and what does not while something is away, most
// important first.
var outages = []struct {
	link station.Link
	says []string
}{
	{station.Database, []string{"Works: pick, pack, weigh, seal, park, orders held here.", "Not now: new orders, ship labels, overrides, new badges."}},
	{station.Carrier, []string{"The carrier is away. Works: all but new ship labels; park the box."}},
	{station.Printer, []string{"The printer is away. Works: all but labels; 3 takes another one."}},
}

// outage says what can be done now and what cannot, for screens with room for it.
func (b *Bench) outage(s sheet) []string {
	var lines []string
	for _, o := range outages {
		if !b.away(o.link) {
			continue
		}
		for _, said := range o.says {
			for _, l := range s.theme.Wrap(b.say(said), s.w-2) {
				lines = append(lines, s.line(" "+l, ""))
			}
		}
	}
	return lines
}

// explains says that the body has room for what goes on and what does not.
func (b *Bench) explains() bool {
	switch b.prompt.Screen {
	case station.StartCheck:
		return !b.testing()
	case station.WorkScreen, station.OpenScreen:
		return b.help || b.state.Work() == nil && !b.testing()
	}
	return b.help
}

// goesOn is what a packer does and what each of it needs; what needs nothing
// always goes on. Most important first.
var goesOn = []struct {
	deed  string
	needs []station.Link
	told  bool // when it goes on, too
}{
	{"new orders", []station.Link{station.Database}, true},
	{"pick", nil, true},
	{"pack", nil, true},
	{"weigh", nil, true},
	{"park", nil, true},
	{"seal", nil, true},
	{"labels", []station.Link{station.Database, station.Printer}, false},
	{newLabels, []station.Link{station.Carrier}, false},
	{"slips", []station.Link{station.Printer}, false},
	{"overrides", []station.Link{station.Database}, false},
	{"new badges", []station.Link{station.Database}, false},
}

// newLabels are those that a carrier has not sold yet.
const newLabels = "new labels"

// deeds is what goes on now and what does not.
func (b *Bench) deeds() (works, stopped []string) {
	for _, g := range goesOn {
		switch {
		case slices.ContainsFunc(g.needs, b.away):
			if g.deed != newLabels || !b.away(station.Database) && !b.away(station.Printer) { // else no label at all
				stopped = append(stopped, b.say(g.deed))
			}
		case g.told:
			works = append(works, b.say(g.deed))
		}
	}
	return works, stopped
}

// rule is the line before the question. While something is away it says what
// goes on and what does not, as much as there is room for.
func (b *Bench) rule(s sheet) string {
	works, stopped := b.deeds()
	if len(stopped) == 0 || b.explains() {
		return s.rule()
	}
	told := b.goesOn(works, stopped)
	for text.Width(told) > s.w-2 && len(works)+len(stopped) > 2 {
		if len(stopped) > 1 && len(stopped)+3 > len(works) {
			stopped = stopped[:len(stopped)-1]
		} else {
			works = works[:len(works)-1]
		}
		told = b.goesOn(works, stopped)
	}
	dashes := max(0, s.w-3-text.Width(told))
	return s.theme.Line(s.theme.Fault, " "+told+" "+strings.Repeat("-", dashes), "", s.w)
}

func (b *Bench) goesOn(works, stopped []string) string {
	return b.say("Works: %s.", strings.Join(works, ", ")) + " " + b.say("Not now: %s.", strings.Join(stopped, ", "))
}
