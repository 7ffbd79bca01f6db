package carton

import (
	"fmt"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

func TestExactly(t *testing.T) {
	cube := [3]int{3, 3, 3}
	for _, c := range []struct {
		name  string
		units []measured
		room  [3]int
		left  int
		want  answer
	}{
		{"nothing lies in any box", nil, cube, plenty, yes},
		{"one unit that fills the box once it is turned", []measured{units(1, Any, 4, 9, 2)}, [3]int{9, 2, 4}, plenty, yes},
		{"it does not fit when it must lie flat", []measured{units(1, KeepFlat, 4, 9, 2)}, [3]int{9, 2, 4}, plenty, no},
		{"a pinwheel round a unit that no straight cut frees", []measured{units(4, KeepFlat, 1, 2, 1), units(1, Any, 1, 1, 1)}, [3]int{3, 3, 1}, plenty, yes},
		{"a larger one round nothing", []measured{units(4, KeepFlat, 3, 4, 1)}, [3]int{7, 7, 1}, plenty, yes},
		{"it is too narrow by one", []measured{units(4, KeepFlat, 3, 4, 1)}, [3]int{7, 6, 1}, plenty, no},
		{"the puzzle of Slothouber and Graatsma", []measured{units(6, Any, 1, 2, 2), units(3, Any, 1, 1, 1)}, cube, plenty, yes},
		{"its small cubes lie on a diagonal, never in a row", []measured{units(6, Any, 1, 2, 2), units(1, Any, 1, 1, 3)}, cube, plenty, no},
		{"nor two of them side by side", []measured{units(6, Any, 1, 2, 2), units(1, Any, 1, 1, 2), units(1, Any, 1, 1, 1)}, cube, plenty, no},
		{"twelve units fill a box", []measured{units(12, Any, 3, 3, 3)}, [3]int{6, 6, 9}, plenty, yes},
		{"thirteen units are not looked at", []measured{units(13, Any, 1, 1, 1)}, [3]int{9, 9, 9}, plenty, unknown},
		{"without work nothing is known", []measured{units(6, Any, 1, 2, 2), units(1, Any, 1, 1, 3)}, cube, 100, unknown},
	} {
		t.Run(c.name, func(t *testing.T) {
			left := c.left
			placed, got := exactly(c.units, c.room, nil, &left)
			if got != c.want {
				t.Fatalf("got %d, want %d", got, c.want)
			}
			if err := checkLaid(placed, c.units, c.room); got == yes && err != nil {
				t.Error(err)
			}
			if len(placed) > 0 && got != yes {
				t.Errorf("%d units placed without an answer", len(placed))
			}
		})
	}
}

func TestExactlyTakesWhatIsAccepted(t *testing.T) {
	all := []measured{units(1, Any, 1, 2, 3)}
	upright := func(placed []laid) bool { return placed[0].size[2] == 3 }
	left := plenty
	placed, a := exactly(all, [3]int{3, 3, 3}, upright, &left)
	if a != yes || placed[0].size[2] != 3 {
		t.Errorf("got %d, %v, want a unit that stands", a, placed)
	}
	if _, a := exactly(all, [3]int{3, 3, 2}, upright, &left); a != unknown {
		t.Errorf("got %d, want %d: what was refused proves nothing", a, unknown)
	}
}

func TestUnitsOfOneBoxAreLookedAtExactly(t *testing.T) {
	cube, slot := [3]int{3, 3, 3}, [3]int{9, 1, 1}
	puzzle := []measured{units(6, Any, 1, 2, 2), units(1, Any, 1, 1, 3)}
	left := plenty
	if !exactlyImpossible(puzzle, [][3]int{cube}, nil, &left) {
		t.Error("the puzzle in its box is called possible")
	}
	if exactlyImpossible(puzzle, [][3]int{cube, slot}, nil, &left) {
		t.Error("the rod fits the slot")
	}
	if exactlyImpossible(puzzle, [][3]int{cube, cube}, nil, &left) {
		t.Error("there are two boxes")
	}
	if !exactlyImpossible(append(puzzle[:1:1], units(1, Any, 3, 2, 1)), [][3]int{cube, slot}, nil, &left) {
		t.Error("nothing fits the slot, and the rest not the cube")
	}
}

func TestTooHeavyUnitsAreNotThoseOfABox(t *testing.T) {
	cube := [3]int{3, 3, 3}
	puzzle := []measured{units(6, Any, 1, 2, 2), units(1, Any, 1, 1, 3)}
	boxes := [][3]int{cube, {3, 2, 1}}
	left := plenty
	if exactlyImpossible(puzzle, boxes, []int{900, 90}, &left) {
		t.Error("the second box takes some")
	}
	puzzle[0].g, puzzle[1].g = 91, 91
	if !exactlyImpossible(puzzle, boxes, []int{900, 90}, &left) {
		t.Error("the second box takes none, they are too heavy")
	}
}

func TestExactlyAgreesWithBruteForce(t *testing.T) {
	count := map[answer]int{}
	rapid.Check(t, func(t *rapid.T) {
		room := aRoom(5).Draw(t, "room")
		all := tight(t, 6, room)
		left := plenty
		placed, got := exactly(all, room, nil, &left)
		fits, known := bruteForce(all, [][3]int{room})
		switch {
		case got == unknown:
			t.Fatal("unknown in spite of all the work")
		case got == yes && checkLaid(placed, all, room) != nil:
			t.Fatal(checkLaid(placed, all, room))
		case known && fits != (got == yes):
			t.Fatalf("%v in %v: got %d, by brute force %v", all, room, got, fits)
		}
		if known {
			count[got]++
		}
	})
	if count[yes] < 10 || count[no] < 10 {
		t.Errorf("%d fit and %d do not: too few to tell", count[yes], count[no])
	}
}

// tight are up to most units with hardly less volume than the boxes.
func tight(t *rapid.T, most int, boxes ...[3]int) []measured {
	var all []measured
	left := 0
	for _, b := range boxes {
		left += volume(b)
	}
	for n := 0; n < most && left > 0; n++ {
		u := aMeasured(3, 4).Draw(t, "unit")
		u.n = min(u.n, left/u.volume, most-n)
		none := 0
		if u.n == 0 || newProof([]measured{u}, boxes, nil, &none).homeless() {
			continue
		}
		left -= u.n * u.volume
		n += u.n - 1
		all = append(all, u)
	}
	return all
}

func TestExactlyFindsWhatWasCut(t *testing.T) {
	const work = 300_000
	for _, pieces := range []int{4, 6, 8, 10} {
		tried, found, spent := 0, 0, 0
		rapid.Check(t, func(t *rapid.T) {
			room := aRoom(300).Draw(t, "room")
			all := guillotine(t, room, pieces)
			left := work
			placed, got := exactly(all, room, nil, &left)
			if got == no {
				t.Fatalf("%v were cut from %v and are said not to fit", all, room)
			}
			tried++
			spent += work - left
			if got == yes {
				found++
				if err := checkLaid(placed, all, room); err != nil {
					t.Fatal(err)
				}
			}
		})
		t.Logf("%d pieces: %d of %d found, %d steps of work in the mean", pieces, found, tried, spent/tried)
		if found < tried*9/10 {
			t.Errorf("%d pieces: only %d of %d found", pieces, found, tried)
		}
	}
}

// checkLaid says what is wrong with a packing of the units.
func checkLaid(placed []laid, all []measured, room [3]int) error {
	count := make([]int, len(all))
	for n, u := range placed {
		count[u.kind]++
		if !slices.Contains(all[u.kind].turns, u.size) {
			return fmt.Errorf("%v is turned as it must not be", u)
		}
		for axis := range 3 {
			if u.at[axis] < 0 || u.at[axis]+u.size[axis] > room[axis] {
				return fmt.Errorf("%v sticks out of %v", u, room)
			}
		}
		for _, other := range placed[:n] {
			if above(u, other) && u.at[2] < other.at[2]+other.size[2] && other.at[2] < u.at[2]+u.size[2] {
				return fmt.Errorf("%v and %v lie in each other", u, other)
			}
		}
		if u.at[2] > 0 && !slices.ContainsFunc(placed, func(o laid) bool { return above(u, o) && o.at[2]+o.size[2] == u.at[2] }) {
			return fmt.Errorf("%v floats", u)
		}
	}
	for k, u := range all {
		if count[k] != u.n {
			return fmt.Errorf("%d units of kind %d, want %d", count[k], k, u.n)
		}
	}
	return nil
}
