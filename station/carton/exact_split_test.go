package carton

import (
	"testing"

	"pgregory.net/rapid"
)

func TestSplitImpossible(t *testing.T) {
	low := [3]int{364, 374, 40}
	sheets, thin := units(12, KeepFlat, 330, 230, 6), units(1, KeepFlat, 297, 210, 5)
	puzzle := []measured{units(6, Any, 1, 2, 2), units(1, Any, 1, 1, 3)}
	cube := [3]int{3, 3, 3}
	heavy := func(g int, u measured) measured {
		u.g = g
		return u
	}
	for _, c := range []struct {
		name  string
		units []measured
		boxes [][3]int
		nets  []int
		want  bool
	}{
		{"six sheets fill a box: two boxes take twelve", []measured{sheets}, [][3]int{low, low}, nil, false},
		{"and not a thirteenth, though it is thinner", []measured{sheets, thin}, [][3]int{low, low}, nil, true},
		{"three boxes do", []measured{sheets, thin}, [][3]int{low, low, low}, nil, false},
		{"twice that in four boxes", []measured{units(24, KeepFlat, 330, 230, 6), units(1, KeepFlat, 297, 210, 5)}, [][3]int{low, low, low, low}, nil, true},
		{"a single box is looked at exactly", puzzle, [][3]int{cube}, nil, true},
		{"the rod of the puzzle fits the second box", puzzle, [][3]int{cube, {1, 1, 3}}, nil, false},
		{"unless the box is too weak", []measured{puzzle[0], heavy(9, puzzle[1])}, [][3]int{cube, {1, 1, 3}}, []int{99, 8}, true},
		{"sums of weight that no sharing out reaches", []measured{heavy(60, units(1, Any, 1, 1, 1)), heavy(40, units(2, Any, 1, 1, 1)), heavy(30, units(2, Any, 1, 1, 1))}, [][3]int{cube, cube}, []int{100, 100}, false},
		{"one gram more and they do not go in", []measured{heavy(60, units(1, Any, 1, 1, 1)), heavy(40, units(2, Any, 1, 1, 1)), heavy(31, units(2, Any, 1, 1, 2))}, [][3]int{cube, cube}, []int{101, 101}, true},
		{"no units", nil, [][3]int{cube, cube}, nil, false},
		{"more units than are shared out", []measured{units(mostSplit+1, Any, 1, 1, 1)}, [][3]int{{10, 10, 10}, {10, 10, 10}}, nil, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			left := plenty
			if got := splitImpossible(c.units, c.boxes, c.nets, &left); got != c.want {
				t.Errorf("got %v, want %v", got, c.want)
			}
		})
	}
}

func TestLessInTheBoxIsMoreForTheOthers(t *testing.T) {
	s := &split{inside: []measured{units(2, Any, 1, 1, 1), units(1, Any, 2, 2, 2)}}
	for _, c := range []struct {
		full []int
		want bool
	}{{[]int{2, 1}, true}, {[]int{3, 1}, true}, {[]int{2, 0}, false}, {[]int{1, 5}, false}} {
		if got := s.noMoreThan(c.full); got != c.want {
			t.Errorf("2 and 1 within %v: got %v, want %v", c.full, got, c.want)
		}
	}
}

func TestSharingAgreesWithBruteForce(t *testing.T) {
	proven := 0
	rapid.Check(t, func(t *rapid.T) {
		boxes := rapid.SliceOfN(aRoom(4), 2, 3).Draw(t, "boxes")
		if rapid.Bool().Draw(t, "equal") {
			boxes[1] = boxes[0]
		}
		all := tight(t, 9, boxes...)
		left := plenty
		if provenImpossible(all, boxes, nil, &left) || !splitImpossible(all, boxes, nil, &left) {
			return
		}
		proven++
		if fits, _ := bruteForce(all, boxes); fits {
			t.Fatalf("%v fit into %v and are said not to", all, boxes)
		}
	})
	t.Logf("%d were proven that are not at once", proven)
	if proven == 0 {
		t.Error("nothing was proven")
	}
}
