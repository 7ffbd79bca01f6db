package bench_test

import (
	"testing"
	"time"

	"github.com/packwright/packwright/tui/bench"
	"github.com/packwright/packwright/tui/kit"
	"github.com/packwright/packwright/tui/tuitest"
	"github.com/packwright/packwright/tui/words"
)

// BenchmarkView draws each screen with an order of 200 lines.
func BenchmarkView(b *testing.B) {
	for name, size := range map[string]tuitest.Size{"bench": tuitest.Bench, "large": tuitest.Large} {
		for _, screen := range []string{"start_good", "work_good", "pick_good", "short_good", "pack_carton", "pack_good", "pack_wrong", "pack_layers", "pack_above", "ship_prove", "park_good", "lead_good", "back_good"} {
			s := screens()[screen]
			if len(s.Works) > 0 {
				s = long(s, 200)
			}
			v := bench.New(kit.NewTheme(xterm), words.German, time.UTC)
			v.At(now)
			v.See(s, s.Prompt())
			v.Resize(size.W, size.H)
			b.Run(name+"/"+screen, func(b *testing.B) {
				b.ReportAllocs()
				for b.Loop() {
					v.View()
				}
			})
		}
	}
}

// TestLongOrder shows that only what fits is drawn, and what is left out is
// counted.
func TestLongOrder(t *testing.T) {
	tuitest.Golden(t, "bench/pick_long", draw(long(picking(), 200), tuitest.Bench, xterm, words.English))
	tuitest.Golden(t, "bench/pack_long", draw(long(packing(), 200), tuitest.Bench, xterm, words.English))
	tuitest.Golden(t, "large/pack_long", draw(long(packing(), 200), tuitest.Large, xterm, words.English))
	tuitest.Golden(t, "large/pick_long", draw(long(picking(), 200), tuitest.Large, xterm, words.English))
}
