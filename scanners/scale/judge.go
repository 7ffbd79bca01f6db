package scale

import "time"

const (
	restsFor  = 300 * time.Millisecond // so long a weight must be the same
	tellEvery = time.Second            // an unchanged reading is told again
)

// A judge hears every answer of a scale and decides what to tell of them. A
// scale on its way to a weight says now and then that it is at rest.
type judge struct {
	weight int
	since  time.Time // when weight was first said at rest; zero when it was not
	told   Reading
}

// hear says what to tell, and whether anything is to be told.
func (j *judge) hear(r Reading) (Reading, bool) {
	r = j.settle(r)
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
	case !r.Stable:
		j.since = time.Time{}
	case j.since.IsZero() || r.Grams != j.weight:
		j.weight, j.since = r.Grams, r.At
		fallthrough
	case r.At.Sub(j.since) < restsFor:
		r.Stable, r.Problem = false, Motion
	}
	return r
}
