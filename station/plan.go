package station

import (
	"fmt"
	"strconv"
	"strings"
)

// PlannedParcel is what the plan puts into one carton. Own is a unit that ships
// in its own packaging, without a carton. With neither, nobody knows a carton
// for the units, and any may be taken.
type PlannedParcel struct {
	Carton string      `json:"carton"`
	Own    bool        `json:"own,omitempty"`
	Units  map[int]int `json:"units"` // line to quantity
	Placed Placing     `json:"placed,omitempty"`
}

// planOf is what the plan puts into parcel n, nil when it says nothing of it.
// Parcels that were dropped do not count.
func (w *Work) planOf(n int) *PlannedParcel {
	if at := w.planIndex(n); at < len(w.Plan) {
		return &w.Plan[at]
	}
	return nil
}

// planIndex is the place of parcel n in the plan, which may end before it.
func (w *Work) planIndex(n int) int {
	at := 0
	for i := range w.Parcels {
		if w.Parcels[i].State != ParcelVoided && w.Parcels[i].N < n {
			at++
		}
	}
	return at
}

// Placed is one unit where it lies: its corner that is nearest the carton's
// back left corner, and its sides as it lies: along the carton's length, its
// width and upwards.
type Placed struct {
	Line         int
	AtMM, SizeMM [3]int
}

// Placing is where the units of a parcel lie, in the order to put them in, as a
// text that is short enough for a fact. It is "" where nobody knows.
//
// Units of a line that lie the same way stand behind their line and size:
// "0:120x90x100 0,0,0 120,0,0;1:80x80x90 0,90,0".
type Placing string

// mostPlacing is how long a placing may be, in bytes. Nobody fills a carton by
// a picture of more than a thousand units.
const mostPlacing = 16 << 10

// NewPlacing writes where units lie, or "" when there are too many.
func NewPlacing(units []Placed) Placing {
	var b strings.Builder
	for i, u := range units {
		if i == 0 || u.Line != units[i-1].Line || u.SizeMM != units[i-1].SizeMM {
			if i > 0 {
				b.WriteByte(';')
			}
			fmt.Fprintf(&b, "%d:%dx%dx%d", u.Line, u.SizeMM[0], u.SizeMM[1], u.SizeMM[2])
		}
		fmt.Fprintf(&b, " %d,%d,%d", u.AtMM[0], u.AtMM[1], u.AtMM[2])
		if b.Len() > mostPlacing {
			return ""
		}
	}
	return Placing(b.String())
}

// Units reads where the units lie; nothing when the text was not written by
// NewPlacing.
func (p Placing) Units() []Placed {
	if p == "" {
		return nil
	}
	var units []Placed
	for alike := range strings.SplitSeq(string(p), ";") {
		head, places, _ := strings.Cut(alike, " ")
		name, size, _ := strings.Cut(head, ":")
		line, err := strconv.Atoi(name)
		sides, ok := three(size, "x")
		if err != nil || line < 0 || !ok || sides[0] == 0 || sides[1] == 0 || sides[2] == 0 {
			return nil
		}
		for place := range strings.FieldsSeq(places) {
			at, ok := three(place, ",")
			if !ok {
				return nil
			}
			units = append(units, Placed{Line: line, AtMM: at, SizeMM: sides})
		}
	}
	return units
}

// three reads three whole numbers, none below zero.
func three(s, gap string) (n [3]int, ok bool) {
	for i := range n {
		word, rest, more := strings.Cut(s, gap)
		x, err := strconv.Atoi(word)
		if err != nil || x < 0 || more != (i < 2) {
			return n, false
		}
		n[i], s = x, rest
	}
	return n, true
}
