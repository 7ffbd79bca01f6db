package scale

import (
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"
)

// A load is what lies on a plate over time: it swings, and then it rests.
type load struct {
	at    time.Duration
	grams int
}

func (l load) shows(now time.Duration, before int) Reading {
	switch part := now - l.at; {
	case part < 0:
		return settled(before)
	case part < swingsFor:
		return Reading{Grams: before + (l.grams-before)*int(part)/int(swingsFor), Problem: Motion}
	}
	return settled(l.grams)
}

// A hostile line loses, changes and adds bytes, and ends in the middle.
type hostile struct {
	random *rand.Rand
	one    int // byte in so many is hit: 40 is a line that half of the answers do not survive
}

func (h hostile) carry(sent string) string {
	var got strings.Builder
	for _, b := range []byte(sent) {
		if h.random.IntN(h.one) > 0 {
			got.WriteByte(b)
			continue
		}
		switch h.random.IntN(4) {
		case 0: // lost
		case 1:
			got.WriteByte(b ^ 1<<h.random.IntN(8))
		case 2:
			got.WriteByte("0123456789.\r\n\x02\x03? kg-"[h.random.IntN(20)])
			got.WriteByte(b)
		case 3:
			return got.String() // the cable was out
		}
	}
	return got.String()
}

// Over a line with noise, whatever is called stable is what lies on the plate
// at rest, or lay there a moment ago.
func TestNoWrongWeightIsStableOverANoisyLine(t *testing.T) {
	accepted, wrong := 0, 0
	rapid.Check(t, func(t *rapid.T) {
		d := rapid.SampledFrom(all).Draw(t, "dialect")
		h := hostile{rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed"), 0)), rapid.SampledFrom([]int{40, 100, 400}).Draw(t, "one in")}
		p, j := parser{d: d}, judge{}
		on, before := load{}, 0
		for now := time.Duration(0); now < 20*time.Second; now += streamTick {
			if now-on.at > time.Second && h.random.IntN(8) == 0 {
				on, before = load{now, h.random.IntN(30_000)}, on.grams
			}
			if h.random.IntN(50) == 0 {
				p = parser{d: d} // pulled and plugged in again
			}
			p.hear([]byte(h.carry(d.frame(d.write(on.shows(now, before))))), func(r Reading) error {
				r.At = time.Unix(0, 0).Add(now)
				r, _ = j.hear(r)
				if !r.Stable {
					return nil
				}
				accepted++
				lies := r.Grams == on.grams && now-on.at >= swingsFor
				lay := r.Grams == before && now-on.at <= 2*streamTick // noise ended the answer late
				if !lies && !lay {
					wrong++
					t.Errorf("%s: %d g are stable at %v, on the plate are %d g since %v", d.Name, r.Grams, now, on.grams, on.at)
				}
				return nil
			})
		}
	})
	if accepted == 0 {
		t.Error("nothing was ever stable")
	}
	t.Logf("%d stable readings, %d wrong", accepted, wrong)
}

// What a scale weighed while nothing was heard of it is not known.
func TestASilenceBeginsTheWaitAgain(t *testing.T) {
	var j judge
	at := func(ms int) Reading {
		r := settled(5)
		r.At = time.Unix(0, 0).Add(time.Duration(ms) * time.Millisecond)
		r, _ = j.hear(r)
		return r
	}
	for _, ms := range []int{0, 100, 200, 1201, 1301, 1401} {
		if at(ms).Stable {
			t.Errorf("stable at %d ms", ms)
		}
	}
	if !at(1501).Stable {
		t.Error("not stable after 300 ms")
	}
}
