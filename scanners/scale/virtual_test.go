//go:build linux

package scale

import (
	"context"
	"testing"
	"time"

	"github.com/packwright/packwright/station/port"
)

// onBench runs a Scale on a virtual scale over a real pseudo-terminal.
func onBench(t *testing.T, d Dialect) (*Virtual, <-chan Reading, chan<- struct{}) {
	t.Helper()
	v, err := NewVirtual(d)
	if err != nil {
		t.Fatal(err)
	}
	zero := make(chan struct{}, 1)
	s := Scale{Name: "bench", Dialect: d, Zero: zero, Link: port.Link{Open: v.Open, Retry: 10 * time.Millisecond}}
	readings := make(chan Reading, 1000)
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan error)
	go func() { ended <- s.Run(ctx, readings) }()
	t.Cleanup(func() {
		cancel()
		<-ended
		v.Unplug()
	})
	return v, readings, zero
}

func until(t *testing.T, readings <-chan Reading, what string, is func(Reading) bool) (seen []Reading) {
	t.Helper()
	end := time.After(5 * time.Second)
	for {
		select {
		case r := <-readings:
			seen = append(seen, r)
			if is(r) {
				return seen
			}
		case <-end:
			t.Fatalf("no %s after 5 s, seen %+v", what, seen)
		}
	}
}

func TestAVirtualScaleIsReadThroughARealLine(t *testing.T) {
	for _, d := range []Dialect{Toledo8217(Kilogram), AND(), Report()} { // one that is asked, one that talks, one in packets
		t.Run(d.Name, func(t *testing.T) {
			t.Parallel()
			v, readings, zero := onBench(t, d)
			weighs := func(g int) func(Reading) bool {
				return func(r Reading) bool { return r.Stable && r.Grams == g }
			}
			problem := func(p string) func(Reading) bool {
				return func(r Reading) bool { return r.Problem == p }
			}
			until(t, readings, "empty scale", weighs(0))
			put := time.Now()
			v.Put(1284)
			for _, r := range until(t, readings, "weight", weighs(1284)) {
				if r.Stable && r.Grams != 1284 && r.At.After(put.Add(restsFor)) {
					t.Errorf("%d g were called stable on the way to 1284", r.Grams)
				}
			}
			if took := time.Since(put); took < swingsFor+restsFor-streamTick {
				t.Errorf("stable after %v, before the load was at rest", took)
			}
			v.Put(40_000)
			until(t, readings, "overload", problem(Over))
			v.Put(-50)
			until(t, readings, "negative weight", problem(Negative))
			v.Unplug()
			until(t, readings, "silence", problem(Silent))
			if err := v.Plug(); err != nil {
				t.Fatal(err)
			}
			v.Put(500)
			until(t, readings, "weight after plugging in", weighs(500))
			if d.Zero == "" {
				return
			}
			zero <- struct{}{}
			until(t, readings, "zero with something on it", weighs(0))
		})
	}
}
