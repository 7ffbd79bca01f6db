package layers

import (
	"fmt"
	"reflect"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// mugs are three mugs and a tin on the floor, a book across two of the mugs.
var mugs = []Unit{
	{Kind: 0, AtMM: [3]int{0, 0, 0}, SizeMM: [3]int{120, 90, 100}},
	{Kind: 0, AtMM: [3]int{120, 0, 0}, SizeMM: [3]int{120, 90, 100}, Next: true},
	{Kind: 0, AtMM: [3]int{0, 90, 0}, SizeMM: [3]int{120, 90, 100}},
	{Kind: 1, AtMM: [3]int{240, 0, 0}, SizeMM: [3]int{80, 80, 110}},
	{Kind: 2, AtMM: [3]int{0, 0, 100}, SizeMM: [3]int{240, 170, 28}},
}

func ExampleDraw() {
	cols, rows := Fit([2]int{320, 240}, 60, 9)
	for _, height := range Heights(mugs) {
		fmt.Println(height, "mm up")
		for _, row := range Draw(mugs, height, [2]int{320, 240}, cols, rows).Rows {
			fmt.Println(row)
		}
	}
	// Output:
	// 0 mm up
	// +-----------+-----------+-------+
	// |     A     |    >A<    |   B   |
	// |           |           |       |
	// +-----------+-----------+-------+
	// |     A     |                   |
	// |           |                   |
	// +-----------+                   |
	// |                               |
	// +-------------------------------+
	// 100 mm up
	// +-----------------------+-------+
	// |                       |...b...|
	// |                       |.......|
	// |           C           +-------+
	// |                       |       |
	// |                       |       |
	// +-----------------------+       |
	// |                               |
	// +-------------------------------+
}

func TestLettersTellArticlesApart(t *testing.T) {
	var got strings.Builder
	for _, kind := range []int{0, 25, 26, 35, 36, 1000, -1} {
		got.WriteByte(Letter(kind))
	}
	if want := "AZ09***"; got.String() != want {
		t.Errorf("got %s, want %s", got.String(), want)
	}
}

func TestHeightsAreThoseAtWhichUnitsStart(t *testing.T) {
	if got := Heights(mugs); !reflect.DeepEqual(got, []int{0, 100}) {
		t.Errorf("got %v, want 0 and 100", got)
	}
	start, stand := At(mugs, 100)
	if len(start) != 1 || start[0].Kind != 2 || len(stand) != 1 || stand[0].Kind != 1 {
		t.Errorf("100 mm up %v start and %v stand, want the book and the tin", start, stand)
	}
}

func TestTheFrameKeepsTheShapeOfTheCarton(t *testing.T) {
	for _, c := range []struct{ floor, room, want [2]int }{
		{[2]int{320, 240}, [2]int{80, 10}, [2]int{37, 10}},
		{[2]int{320, 240}, [2]int{25, 40}, [2]int{25, 10}},
		{[2]int{1000, 10}, [2]int{80, 10}, [2]int{80, 3}},
		{[2]int{10, 1000}, [2]int{80, 10}, [2]int{3, 10}},
		{[2]int{320, 240}, [2]int{80, 2}, [2]int{0, 0}},
		{[2]int{0, 240}, [2]int{80, 10}, [2]int{0, 0}},
	} {
		if cols, rows := Fit(c.floor, c.room[0], c.room[1]); cols != c.want[0] || rows != c.want[1] {
			t.Errorf("%v mm in %v cells: %d by %d, want %v", c.floor, c.room, cols, rows, c.want)
		}
	}
}

// TestWhateverLiesInACarton draws random cartons in windows of any size: every
// unit of the height has its letter inside its own lines, capital when it starts
// there, or is counted as hidden because every cell of it has a letter; nothing
// is drawn outside the frame.
func TestWhateverLiesInACarton(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		floor := [2]int{rapid.IntRange(1, 800).Draw(r, "length"), rapid.IntRange(1, 800).Draw(r, "width")}
		units := packed(r, [3]int{floor[0], floor[1], rapid.IntRange(1, 500).Draw(r, "height")})
		w, h := rapid.IntRange(0, 90).Draw(r, "w"), rapid.IntRange(0, 40).Draw(r, "h")
		cols, rows := Fit(floor, w, h)
		if cols > w || rows > h || (cols == 0) != (w < least || h < least) {
			r.Fatalf("a frame of %d by %d in %d by %d", cols, rows, w, h)
		}
		for _, height := range Heights(units) {
			start, stand := At(units, height)
			p := Draw(units, height, floor, cols, rows)
			if cols == 0 {
				if len(p.Rows) > 0 {
					r.Fatalf("%d rows are drawn where there is no room", len(p.Rows))
				}
				continue
			}
			grid := text(r, p, cols, rows)
			capitals, all := letters(grid)
			if all != len(start)+len(stand)-p.Hidden || capitals > len(start) {
				r.Fatalf("%d letters, %d capital, %d hidden for %d that start and %d that stand:\n%s", all, capitals, p.Hidden, len(start), len(stand), strings.Join(grid, "\n"))
			}
			hidden := 0
			for _, u := range start {
				hidden += lettered(r, grid, u, floor, Letter(u.Kind))
			}
			for _, u := range stand {
				hidden += lettered(r, grid, u, floor, Small(u.Kind))
			}
			if hidden > p.Hidden {
				r.Fatalf("%d units have no letter, %d are hidden:\n%s", hidden, p.Hidden, strings.Join(grid, "\n"))
			}
		}
	})
}

// text is the picture as lines, each as long as the frame is wide.
func text(r *rapid.T, p Picture, cols, rows int) []string {
	var grid []string
	for _, row := range p.Rows {
		grid = append(grid, row.String())
		if n := len(row.String()); n != cols {
			r.Fatalf("a row of %d cells in a frame of %d: %q", n, cols, row)
		}
	}
	if len(grid) != rows {
		r.Fatalf("%d rows in a frame of %d", len(grid), rows)
	}
	return grid
}

func letters(grid []string) (capitals, all int) {
	for _, c := range strings.Join(grid, "") {
		switch {
		case c >= 'A' && c <= 'Z':
			capitals++
			all++
		case !strings.ContainsRune("+-|. <>", c):
			all++
		}
	}
	return capitals, all
}

// lettered is 1 when the unit has no letter within its lines. One that has cells
// of its own always has one, in their middle.
func lettered(r *rapid.T, grid []string, u Unit, floor [2]int, letter byte) int {
	a := newSheet(len(grid[0]), len(grid)).area(u, floor)
	if a.x1-a.x0 >= 2 && a.y1-a.y0 >= 2 && grid[(a.y0+a.y1)/2][(a.x0+a.x1)/2] != letter {
		r.Fatalf("%+v has room and no letter in its middle:\n%s", u, strings.Join(grid, "\n"))
	}
	for y := a.y0; y <= a.y1; y++ {
		if strings.IndexByte(grid[y][a.x0:a.x1+1], letter) >= 0 {
			return 0
		}
	}
	for y := a.y0; y <= a.y1; y++ {
		if strings.ContainsAny(grid[y][a.x0:a.x1+1], "+-|. <>") {
			r.Fatalf("%+v has no letter, and not every cell of it is taken:\n%s", u, strings.Join(grid, "\n"))
		}
	}
	return 1
}

// packed fills a room with units by cutting it in two until the parts are units
// or stay empty.
func packed(r *rapid.T, size [3]int) []Unit {
	var units []Unit
	var cut func(at, size [3]int, deep int)
	cut = func(at, size [3]int, deep int) {
		axis := rapid.IntRange(0, 2).Draw(r, "axis")
		switch what := rapid.IntRange(0, 5).Draw(r, "what"); {
		case deep < 5 && what > 1 && size[axis] > 1:
			low, high := size, size
			low[axis] = rapid.IntRange(1, size[axis]-1).Draw(r, "cut")
			high[axis] -= low[axis]
			from := at
			from[axis] += low[axis]
			cut(at, low, deep+1)
			cut(from, high, deep+1)
		case what > 0:
			units = append(units, Unit{rapid.IntRange(0, 40).Draw(r, "kind"), at, size, rapid.IntRange(0, 9).Draw(r, "next") == 0})
		}
	}
	cut([3]int{}, size, 0)
	return units
}

// What does not belong into the carton at all is drawn inside its frame.
func TestUnitsOutsideTheCartonStayInsideTheFrame(t *testing.T) {
	units := []Unit{{0, [3]int{-50, 900, 0}, [3]int{2000, 10, 10}, true}, {1, [3]int{500, -80, 0}, [3]int{1, 9000, 10}, false}}
	p := Draw(units, 0, [2]int{300, 200}, 20, 8)
	if len(p.Rows) != 8 || p.Hidden != 0 {
		t.Fatalf("%d rows, %d hidden", len(p.Rows), p.Hidden)
	}
	for _, row := range p.Rows {
		if len(row.String()) != 20 {
			t.Errorf("row %q", row)
		}
	}
}

// BenchmarkDraw is the fullest layer that a screen shows.
func BenchmarkDraw(b *testing.B) {
	var units []Unit
	for i := range 400 {
		units = append(units, Unit{i % 7, [3]int{i % 20 * 20, i / 20 * 15, 0}, [3]int{20, 15, 30}, i == 0})
	}
	b.ReportAllocs()
	for b.Loop() {
		Draw(units, 0, [2]int{400, 300}, 120, 40)
	}
}
