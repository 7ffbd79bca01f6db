package carton

import (
	"cmp"
	"slices"

	"pgregory.net/rapid"
)

// cells are the unit cubes of a box of at most 6 x 6 x 6.
type cells [4]uint64

func (c cells) meets(o cells) bool {
	return c[0]&o[0] != 0 || c[1]&o[1] != 0 || c[2]&o[2] != 0 || c[3]&o[3] != 0
}

func (c cells) with(o cells) cells {
	return cells{c[0] | o[0], c[1] | o[1], c[2] | o[2], c[3] | o[3]}
}

// cuboid are the cells of a unit of that size at that place.
func cuboid(at, size [3]int) (c cells) {
	for x := at[0]; x < at[0]+size[0]; x++ {
		for y := at[1]; y < at[1]+size[1]; y++ {
			for z := at[2]; z < at[2]+size[2]; z++ {
				n := x + 6*y + 36*z
				c[n/64] |= 1 << (n % 64)
			}
		}
	}
	return c
}

// brute tries every place and turn of every unit.
type brute struct {
	units  [][]spot // of each unit, where it may be
	kind   []int
	filled []cells // of each box
	left   int
}

type spot struct {
	box   int
	cells cells
}

// bruteForce tells whether the boxes, of sides up to 6, hold the units, and
// whether it could find out.
func bruteForce(units []measured, boxes [][3]int) (fits, known bool) {
	b := &brute{filled: make([]cells, len(boxes)), left: 3_000_000}
	order := slices.Clone(units)
	slices.SortFunc(order, func(a, b measured) int { return cmp.Compare(b.volume, a.volume) })
	for k, u := range order {
		spots := spotsOf(u, boxes)
		for range u.n {
			b.units = append(b.units, spots)
			b.kind = append(b.kind, k)
		}
	}
	fits = b.place(0, 0)
	return fits, fits || b.left > 0
}

func spotsOf(u measured, boxes [][3]int) []spot {
	var all []spot
	for n, room := range boxes {
		for _, size := range u.turns {
			for x := 0; x+size[0] <= room[0]; x++ {
				for y := 0; y+size[1] <= room[1]; y++ {
					for z := 0; z+size[2] <= room[2]; z++ {
						all = append(all, spot{n, cuboid([3]int{x, y, z}, size)})
					}
				}
			}
		}
	}
	return all
}

// place puts in the units from the n-th on, equal ones in the order of their
// spots.
func (b *brute) place(n, from int) bool {
	if n == len(b.units) {
		return true
	}
	if b.left--; b.left <= 0 {
		return false
	}
	if n == 0 || b.kind[n] != b.kind[n-1] {
		from = 0
	}
	for i, s := range b.units[n][from:] {
		if b.filled[s.box].meets(s.cells) {
			continue
		}
		before := b.filled[s.box]
		b.filled[s.box] = before.with(s.cells)
		found := b.place(n+1, from+i+1)
		b.filled[s.box] = before
		if found {
			return true
		}
	}
	return false
}

// aMeasured is a kind of units, up to most of them, for small boxes.
func aMeasured(most, longest int) *rapid.Generator[measured] {
	return rapid.Custom(func(t *rapid.T) measured {
		var size [3]int
		for axis := range size {
			size[axis] = rapid.IntRange(1, longest).Draw(t, "side")
		}
		i := Item{SizeMM: size, Rotation: rapid.SampledFrom([]Rotation{Any, KeepFlat, None}).Draw(t, "rotation")}
		return measured{turns: i.turns(), n: rapid.IntRange(1, most).Draw(t, "n"), volume: volume(size)}
	})
}

func aRoom(longest int) *rapid.Generator[[3]int] {
	return rapid.Custom(func(t *rapid.T) (room [3]int) {
		for axis := range room {
			room[axis] = rapid.IntRange(3, longest).Draw(t, "room")
		}
		return room
	})
}

// guillotine cuts the room into pieces, each a unit that may be turned in some
// way, and which fill it.
func guillotine(t *rapid.T, room [3]int, pieces int) []measured {
	parts := [][3]int{room}
	for tries := 0; len(parts) < pieces && tries < 4*pieces; tries++ {
		n := rapid.IntRange(0, len(parts)-1).Draw(t, "part")
		axis := rapid.IntRange(0, 2).Draw(t, "axis")
		if parts[n][axis] < 2 {
			continue
		}
		at := rapid.IntRange(1, parts[n][axis]-1).Draw(t, "at")
		rest := parts[n]
		rest[axis] -= at
		parts[n][axis] = at
		parts = append(parts, rest)
	}
	var units []measured
	for _, s := range parts {
		i := Item{SizeMM: s, Rotation: rapid.SampledFrom([]Rotation{Any, KeepFlat, None}).Draw(t, "rotation")}
		units = append(units, measured{turns: i.turns(), n: 1, volume: volume(s)})
	}
	return units
}
