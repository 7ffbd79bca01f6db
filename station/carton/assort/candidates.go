package assort

import (
	"cmp"
	"fmt"
	"slices"
	"sort"

	"github.com/packwright/packwright/station/carton"
)

// What a carton is made of where there is none to learn it from: a common one
// of single corrugated board.
const (
	usualWallMM    = 3
	usualGramPerM2 = 550
	usualMaxG      = 30_000
)

// maker makes cartons like those that there are already.
type maker struct {
	stepMM     int
	wallMM     int
	gramPerM2  int
	centsPerM2 int
	maxG       int
}

func newMaker(today []carton.Carton, stepMM int) maker {
	m := maker{stepMM: stepMM, wallMM: usualWallMM, gramPerM2: usualGramPerM2, maxG: usualMaxG}
	var walls, boards, prices []int
	most := 0
	for _, c := range today {
		if c.Mailer {
			continue
		}
		for n := range c.InnerMM {
			walls = append(walls, (c.OuterMM[n]-c.InnerMM[n]+1)/2)
		}
		if m2 := surface(c.OuterMM); m2 > 0 && c.EmptyG > 0 {
			boards = append(boards, int(float64(c.EmptyG)/m2))
			prices = append(prices, int(float64(c.PriceCents)/m2))
		}
		most = max(most, c.MaxG)
	}
	m.wallMM = median(walls, m.wallMM)
	m.gramPerM2 = median(boards, m.gramPerM2)
	m.centsPerM2 = median(prices, 0)
	m.maxG = cmp.Or(most, m.maxG)
	return m
}

// surface is that of the six sides, in m2.
func surface(mm [3]int) float64 {
	return 2 * float64(mm[0]*mm[1]+mm[1]*mm[2]+mm[0]*mm[2]) / 1e6
}

func median(all []int, none int) int {
	if len(all) == 0 {
		return none
	}
	slices.Sort(all)
	return all[len(all)/2]
}

// carton is one with these inner sides, the longer of the first two as its
// length.
func (m maker) carton(inner [3]int) carton.Carton {
	inner[0], inner[1] = max(inner[0], inner[1]), min(inner[0], inner[1])
	c := carton.Carton{InnerMM: inner, MaxG: m.maxG, Code: fmt.Sprintf("%dx%dx%d", inner[0], inner[1], inner[2])}
	for n := range inner {
		c.OuterMM[n] = inner[n] + 2*m.wallMM
	}
	m2 := surface(c.OuterMM)
	c.EmptyG = min(int(m2*float64(m.gramPerM2))+1, m.maxG-1)
	c.PriceCents = int(m2 * float64(m.centsPerM2))
	return c
}

// tight are the tightest cartons that hold the demand in one parcel and have a
// shape that people carry: from the smallest one with sides as 4 to 3 to 2, once
// made low first and once made short first. There is none for what is too much
// for one parcel.
func (m maker) tight(d Demand, fits func(Demand, carton.Carton) bool) []carton.Carton {
	shapely, found := m.shapely(d, fits)
	if !found {
		return nil
	}
	var all []carton.Carton
	for _, axes := range [][3]int{{2, 1, 0}, {0, 1, 2}} {
		inner := shapely
		for _, axis := range axes {
			inner[axis] = m.least(d, inner, axis, fits)
		}
		if d.turnable() {
			slices.Sort(inner[:])
			slices.Reverse(inner[:])
		}
		if c := m.carton(inner); len(all) == 0 || all[0].Code != c.Code {
			all = append(all, c)
		}
	}
	return all
}

// shapely is the smallest carton with sides as 4 to 3 to 2 that holds the
// demand. Where single units are longer than that, so is the carton.
func (m maker) shapely(d Demand, fits func(Demand, carton.Carton) bool) (inner [3]int, found bool) {
	units := d.longest()
	at := func(step int) [3]int {
		for axis, share := range [3]int{4, 3, 2} {
			inner[axis] = m.step(max(step*m.stepMM*share/4, units[axis]))
		}
		return inner
	}
	last := longestMM / m.stepMM
	if max(units[0], units[1], units[2]) > longestMM || !fits(d, m.carton(at(last))) {
		return inner, false
	}
	return at(sort.Search(last, func(step int) bool { return fits(d, m.carton(at(step))) })), true
}

// step rounds a side up to a whole step.
func (m maker) step(mm int) int { return (mm + m.stepMM - 1) / m.stepMM * m.stepMM }

// least is the shortest that the side of a carton which holds the demand may
// be, in whole steps.
func (m maker) least(d Demand, inner [3]int, axis int, fits func(Demand, carton.Carton) bool) int {
	steps := inner[axis] / m.stepMM
	return m.stepMM * (1 + sort.Search(steps-1, func(n int) bool {
		inner[axis] = (1 + n) * m.stepMM
		return fits(d, m.carton(inner))
	}))
}

// longestMM is the longest side of a carton that is advised.
const longestMM = 1200

// thin keeps at most n candidates, evenly by the orders that asked for them.
func thin(all map[string]carton.Carton, asked map[string]int, n int) []carton.Carton {
	var list []Demand
	var names []string
	for code := range all {
		names = append(names, code)
	}
	slices.SortFunc(names, func(a, b string) int {
		return cmp.Or(cmp.Compare(volume(all[a].InnerMM), volume(all[b].InnerMM)), cmp.Compare(a, b))
	})
	for _, code := range names {
		item := carton.Item{Ref: code, SizeMM: all[code].InnerMM, Count: 1}
		list = append(list, Demand{Items: []carton.Item{item}, Orders: asked[code]})
	}
	var some []carton.Carton
	for _, d := range sample(list, n) {
		some = append(some, all[d.Items[0].Ref])
	}
	return some
}
