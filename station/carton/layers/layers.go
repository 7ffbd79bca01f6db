// Package layers draws what lies in a carton in characters, seen from above: one
// picture for each height at which units start. It knows letters and lines, so
// every console can show it.
//
// A picture is the frame of the carton with the outlines of the units that lie
// at that height. Neighbours share a line. A unit that is put in at that height
// has a capital letter, the next one between arrows; one that stands there from
// below is filled with dots and has a small one:
//
//	+--------+--------+----+
//	|        |        |....|
//	|   A    |  >A<   |.b..|
//	|        |        |....|
//	+--------+--------+----+
//
// Not here: where units lie (station/carton), who packs them (station), colours
// and screens (tui/bench).
package layers

import (
	"slices"
	"strings"
)

// Unit is one unit in a carton. Kind is the number of its article and gives the
// letter. Lengths are mm: its corner nearest the carton's back left corner on
// the floor, and its sides along the carton's length, width and height.
type Unit struct {
	Kind         int
	AtMM, SizeMM [3]int
	Next         bool // put in next: its letter stands between arrows
}

// Letter is what stands for an article: A to Z, 0 to 9, then an asterisk for all
// the rest.
func Letter(kind int) byte {
	const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
	if kind < 0 || kind >= len(letters) {
		return '*'
	}
	return letters[kind]
}

// Small is what stands for an article that was put in lower down.
func Small(kind int) byte {
	c := Letter(kind)
	if c >= 'A' && c <= 'Z' {
		c += 'a' - 'A'
	}
	return c
}

// Heights are the heights above the floor at which units start, mm, the lowest
// first.
func Heights(units []Unit) []int {
	var all []int
	for _, u := range units {
		all = append(all, u.AtMM[2])
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// At are the units that lie at a height: those that start there, and those that
// stand there from below.
func At(units []Unit, height int) (start, stand []Unit) {
	for _, u := range units {
		switch {
		case u.AtMM[2] == height:
			start = append(start, u)
		case u.AtMM[2] < height && height < u.AtMM[2]+u.SizeMM[2]:
			stand = append(stand, u)
		}
	}
	return start, stand
}

// Picture is a drawing of as many rows as cells high, each as many cells wide.
type Picture struct {
	Rows []Row
	// Hidden is how many units have no letter: others have taken every cell that
	// they cover.
	Hidden int
}

// Row is a row of a picture in parts.
type Row []Part

// Part is characters of a row. Start says that they are of a unit that starts at
// the height of the picture, Next that this is the one to put in next.
type Part struct {
	Text        string
	Start, Next bool
}

// String is the row without its marks.
func (r Row) String() string {
	var b strings.Builder
	for _, p := range r {
		b.WriteString(p.Text)
	}
	return b.String()
}
