package bench

import "github.com/packwright/packwright/station"

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
