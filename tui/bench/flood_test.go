package bench_test

import (
	"maps"
	"strings"
	"testing"

	"github.com/packwright/packwright/station"
	"github.com/packwright/packwright/tui/tuitest"
	"github.com/packwright/packwright/tui/words"
)

// TestAFloodOfScansIsShown: the packer sees that the reader is paused and what
// was dropped, and nothing of it when it is over.
func TestAFloodOfScansIsShown(t *testing.T) {
	for _, c := range []struct {
		dropped int64
		lang    words.Language
		want    string
	}{
		{0, words.English, "SCANS paused: too many"},
		{84660, words.English, "SCANS paused, 83 KB dropped"},
		{84660, words.German, "SCANS Pause, 83 KB verworfen"},
	} {
		s := screens()["pick_good"]
		s.Links = maps.Clone(s.Links)
		s.Links[station.Scans] = station.LinkState{Cause: station.Flooded, Count: c.dropped}
		if shown := tuitest.Plain(draw(s, tuitest.Bench, xterm, c.lang)); !strings.Contains(shown, c.want) {
			t.Errorf("the screen shows\n%s\nwant %q", shown, c.want)
		}
		s.Links[station.Scans] = station.LinkState{OK: true, Cause: station.Flooded, Count: c.dropped}
		if shown := tuitest.Plain(draw(s, tuitest.Bench, xterm, c.lang)); strings.Contains(shown, "SCANS") {
			t.Errorf("the flood is over and the screen shows\n%s", shown)
		}
	}
}
