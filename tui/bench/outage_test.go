package bench_test

import (
	"strings"
	"testing"
	"time"

	"github.com/packwright/packwright/station"
	"github.com/packwright/packwright/tui/bench"
	"github.com/packwright/packwright/tui/kit"
	"github.com/packwright/packwright/tui/tuitest"
	"github.com/packwright/packwright/tui/words"
)

func TestTheHelpSaysWhatGoesOnWithoutWhatIsAway(t *testing.T) {
	for link, want := range map[station.Link][]string{
		station.Database: {"Works: pick, pack, weigh, seal, park, orders held here.", "Not now: new orders, ship labels, overrides, new badges."},
		station.Carrier:  {"The carrier is away. Works: all but new ship labels; park the box."},
		station.Printer:  {"The printer is away. Works: all but labels; 3 takes another one."},
	} {
		for _, away := range []bool{true, false} {
			s := picking()
			s.Links = map[station.Link]station.LinkState{link: {OK: !away, Cause: "cut"}}
			b := bench.New(kit.NewTheme(xterm), words.English, time.UTC)
			b.Resize(80, 24)
			b.See(s, s.Prompt())
			b.Help(true)
			shown := tuitest.Plain(b.View())
			for _, said := range want {
				if strings.Contains(shown, said) != away {
					t.Errorf("%s away %v: %q on the page: %v", link, away, said, !away)
				}
			}
		}
	}
}
