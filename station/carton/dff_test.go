package carton

import (
	"slices"
	"testing"

	"pgregory.net/rapid"
)

func units(n int, r Rotation, l, w, h int) measured {
	s := [3]int{l, w, h}
	return measured{turns: Item{SizeMM: s, Rotation: r}.turns(), n: n, volume: volume(s)}
}

const plenty = 1 << 40

func TestProvenImpossible(t *testing.T) {
	small, large := [3]int{10, 10, 10}, [3]int{10, 10, 20}
	for _, c := range []struct {
		name  string
		units []measured
		boxes [][3]int
		want  bool
	}{
		{"a box that is filled exactly is possible", []measured{units(8, Any, 5, 5, 5)}, [][3]int{small}, false},
		{"more volume than the box", []measured{units(8, Any, 5, 5, 5), units(1, Any, 1, 1, 1)}, [][3]int{small}, true},
		{"a unit that fits no box", []measured{units(1, Any, 1, 1, 21)}, [][3]int{small, large}, true},
		{"a unit that would fit turned and may not", []measured{units(1, KeepFlat, 1, 1, 15), units(1, None, 15, 1, 1)}, [][3]int{large}, true},
		{"no units at all", []measured{units(0, Any, 30, 1, 1)}, [][3]int{small}, false},
		{"two units of more than half of every side", []measured{units(2, Any, 6, 6, 6)}, [][3]int{small}, true},
		{"three of them in two boxes", []measured{units(3, Any, 6, 6, 6)}, [][3]int{small, small}, true},
		{"two of them in two boxes", []measured{units(2, Any, 6, 6, 6)}, [][3]int{small, small}, false},
		{"unlike units that exclude each other", []measured{units(1, Any, 6, 6, 6), units(1, Any, 5, 5, 5)}, [][3]int{small}, true},
		{"they share the large box", []measured{units(2, Any, 6, 6, 6), units(1, Any, 5, 5, 5)}, [][3]int{small, large}, false},
		{"one layer holds four, none the fifth", []measured{units(5, KeepFlat, 4, 4, 6)}, [][3]int{{9, 9, 10}}, true},
		{"a third of nine is three: 27 units and no more", []measured{units(28, Any, 3, 3, 3)}, [][3]int{{11, 11, 11}}, true},
		{"27 of them are possible", []measured{units(27, Any, 3, 3, 3)}, [][3]int{{11, 11, 11}}, false},
		{"long units need the large box and overfill it", []measured{units(21, None, 5, 5, 20)}, [][3]int{small, small, large}, true},
		{"long units that fill the large box leave the small one", []measured{units(4, None, 5, 5, 20), units(8, Any, 5, 5, 5)}, [][3]int{small, large}, false},
		{"one more small unit is too much", []measured{units(4, None, 5, 5, 20), units(9, Any, 5, 5, 5)}, [][3]int{small, large}, true},
		{"units beside a large one, whichever way they turn", []measured{units(1, None, 7, 10, 10), units(3, Any, 4, 4, 4)}, [][3]int{small}, true},
		{"sides of 1 mm", []measured{units(1, Any, 1, 1, 1)}, [][3]int{{1, 1, 1}}, false},
		{"half of an odd side", []measured{units(1, None, 9, 5, 5), units(1, None, 9, 5, 4), units(1, None, 9, 4, 5), units(1, None, 9, 4, 4)}, [][3]int{{9, 9, 9}}, false},
		{"more types of boxes than are looked at", []measured{units(1, Any, 1, 1, 1)}, manyTypes(), false},
	} {
		t.Run(c.name, func(t *testing.T) {
			left := plenty
			if got := provenImpossible(c.units, c.boxes, nil, &left); got != c.want {
				t.Errorf("got %v, want %v", got, c.want)
			}
		})
	}
}

func TestProvenImpossibleByWeight(t *testing.T) {
	heavy := func(g int, u measured) measured {
		u.g = g
		return u
	}
	small, large := [3]int{10, 10, 10}, [3]int{10, 10, 20}
	for _, c := range []struct {
		name  string
		units []measured
		boxes [][3]int
		nets  []int
		want  bool
	}{
		{"no limits of weight", []measured{heavy(900, units(2, Any, 1, 1, 1))}, [][3]int{small}, nil, false},
		{"just as heavy as the box bears", []measured{heavy(900, units(2, Any, 1, 1, 1))}, [][3]int{small}, []int{1800}, false},
		{"one gram more", []measured{heavy(900, units(2, Any, 1, 1, 1)), heavy(1, units(1, Any, 1, 1, 1))}, [][3]int{small}, []int{1800}, true},
		{"three units of more than half the weight in two boxes", []measured{heavy(501, units(3, Any, 1, 1, 1))}, [][3]int{small, large}, []int{1000, 1000}, true},
		{"five units of more than a third in two boxes", []measured{heavy(334, units(5, Any, 1, 1, 1))}, [][3]int{small, small}, []int{1000, 1000}, true},
		{"four of them", []measured{heavy(334, units(4, Any, 1, 1, 1))}, [][3]int{small, small}, []int{1000, 1000}, false},
		{"a unit that only the weak box is long enough for", []measured{heavy(501, units(1, Any, 1, 1, 20))}, [][3]int{small, large}, []int{5000, 500}, true},
		{"heavy units must share the strong box, which is too small", []measured{heavy(501, units(2, Any, 6, 6, 6))}, [][3]int{small, large}, []int{5000, 500}, true},
		{"the weak box takes the light one", []measured{heavy(501, units(1, Any, 6, 6, 6)), heavy(500, units(1, Any, 6, 6, 6))}, [][3]int{small, large}, []int{5000, 500}, false},
		{"equal boxes that bear unlike weights", []measured{heavy(501, units(1, Any, 6, 6, 6)), heavy(500, units(1, Any, 6, 6, 6))}, [][3]int{small, small}, []int{5000, 500}, false},
		{"a box too weak for its own weight", []measured{heavy(0, units(1, Any, 1, 1, 1)), heavy(1, units(1, Any, 1, 1, 1))}, [][3]int{small}, []int{-5}, true},
		{"units without weight", []measured{units(8, Any, 5, 5, 5)}, [][3]int{small}, []int{0}, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			left := plenty
			if got := provenImpossible(c.units, c.boxes, c.nets, &left); got != c.want {
				t.Errorf("got %v, want %v", got, c.want)
			}
		})
	}
}

func manyTypes() [][3]int {
	var all [][3]int
	for n := range mostTypes + 1 {
		all = append(all, [3]int{10, 10, 10 + n})
	}
	return all
}

func TestProofStopsWhenNoWorkIsLeft(t *testing.T) {
	left := 0
	if provenImpossible([]measured{units(28, Any, 3, 3, 3)}, [][3]int{{11, 11, 11}}, nil, &left) {
		t.Error("proven without work")
	}
	if left >= 0 {
		t.Errorf("%d steps left, want fewer than 0", left)
	}
}

// Sides that fit one after the other still do so when a function has changed
// them.
func TestFunctionsAreDualFeasible(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		room := rapid.IntRange(1, 40).Draw(t, "room")
		var all []int
		for left := room; left > 0; {
			s := rapid.IntRange(1, left).Draw(t, "side")
			all = append(all, s)
			left -= s
		}
		k := rapid.IntRange(1, mostParts).Draw(t, "k")
		s := rapid.IntRange(1, 50).Draw(t, "s")
		parts := rapid.IntRange(1, 4).Draw(t, "parts")
		for name, f := range map[string]func(x point) int{
			"rounded": func(x point) int { return rounded(x, k, 60) },
			"cut":     func(x point) int { return cut(x, s, 60) },
			"counted": func(x point) int { return counted(x, s, parts, 60) },
		} {
			sum := 0
			for _, side := range all {
				sum += f(point{side, room})
			}
			if sum > 60*room {
				t.Fatalf("%s: sides %v of %d become %d of %d", name, all, room, sum, 60*room)
			}
		}
	})
}

func TestProofsAgreeWithBruteForce(t *testing.T) {
	proven := 0
	rapid.Check(t, func(t *rapid.T) {
		boxes := rapid.SliceOfN(aRoom(5), 1, 3).Draw(t, "boxes")
		all := rapid.SliceOfN(aMeasured(3, 4), 1, 4).Draw(t, "units")
		left := plenty
		if !provenImpossible(all, boxes, nil, &left) {
			return
		}
		if !newProof(all, boxes, nil, &left).homeless() {
			proven++
		}
		if fits, _ := bruteForce(all, boxes); fits {
			t.Fatalf("%v fit into %v and are said not to", all, boxes)
		}
	})
	if proven < 10 {
		t.Errorf("only %d were proven", proven)
	}
}

func TestWhatWasCutFromBoxesIsPossible(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		room := rapid.OneOf(aRoom(12), aRoom(400))
		boxes := rapid.SliceOfN(room, 1, 4).Draw(t, "boxes")
		if rapid.Bool().Draw(t, "equal") {
			boxes = append(boxes, boxes[0])
		}
		var all []measured
		nets := make([]int, len(boxes))
		for n, b := range boxes {
			for _, u := range guillotine(t, b, rapid.IntRange(1, 10).Draw(t, "pieces")) {
				u.g = rapid.IntRange(0, 500).Draw(t, "g")
				nets[n] += u.g
				all = append(all, u)
			}
		}
		left := plenty
		if provenImpossible(all, boxes, nets, &left) {
			t.Fatalf("%v were cut from %v, which bear %v g, and are said not to fit", all, boxes, nets)
		}
		left = 50_000
		if splitImpossible(all, boxes, nets, &left) {
			t.Fatalf("%v were cut from %v, which bear %v g, and are said not to be shareable", all, boxes, nets)
		}
	})
}

func TestDualsKeepNoneThatAnotherCovers(t *testing.T) {
	left := plenty
	p := newProof([]measured{units(3, Any, 4, 5, 6), units(2, Any, 7, 3, 9)}, [][3]int{{10, 11, 12}}, nil, &left)
	p.rescale()
	all := p.duals(p.table().points[0], func([]int) int { return 0 })
	for n, d := range all {
		for m, other := range all[1:] {
			if n != m+1 && d.covers(other) {
				t.Errorf("function %d is nowhere greater than %d", m+1, n)
			}
		}
	}
	if len(all) < 3 || slices.Max(all[0].values) != 9*p.scale {
		t.Errorf("%d functions, the first with %v", len(all), all[0].values)
	}
}
