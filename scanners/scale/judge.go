package scale

import "time"

const (
	restsFor  = 300 * time.Millisecond // so long a weight must be the same
	saidTimes = 4                      // and so often it must be said: noise seldom does the same twice
	heaviest  = 300_000                // g, more than any scale for parcels weighs
	tellEvery = time.Second            // an unchanged reading is told again
	unheard   = time.Second            // a scale that said nothing for so long may have weighed anything
)

// A judge hears every answer of a scale and decides what to tell of them. A
// scale on its way to a weight says now and then that it is at rest.
type judge struct {
	weight int
	since  time.Time // when weight was first said at rest; zero when it was not
	times  int       // how often it was said since
	last   time.Time // when anything was said
	told   Reading
}

// hear says what to tell, and whether anything is to be told.
func (j *judge) hear(r Reading) (Reading, bool) {
	if r.At.Sub(j.last) > unheard {
		j.since = time.Time{}
	}
	j.last = r.At
	r = j.settle(r)
	if r.Problem == garbled {
		return Reading{}, false
	}
	before := j.told
	before.At = r.At
	if r == before && r.At.Sub(j.told.At) < tellEvery {
		return Reading{}, false
	}
	j.told = r
	return r, true
}

func (j *judge) settle(r Reading) Reading {
	switch {
	case r.Stable && r.Grams > heaviest:
		r = Reading{Problem: Over, At: r.At}
		fallthrough
	case !r.Stable:
		j.since = time.Time{}
		return r
	case j.since.IsZero() || r.Grams != j.weight:
		j.weight, j.since, j.times = r.Grams, r.At, 0
	}
	j.times++
	if r.At.Sub(j.since) < restsFor || j.times < saidTimes {
		r.Stable, r.Problem = false, Motion
	}
	return r
}
