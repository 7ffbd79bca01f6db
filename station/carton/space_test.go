package carton

import (
	"testing"

	"pgregory.net/rapid"
)

// What always holds: spaces touch no block, every empty mm3 lies in one of
// them, and none lies within another.
func TestSpacesAreTheEmptyRoom(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		const edge = 8
		var s spaces
		s.start(vec{edge, edge, edge}, vec{1, 1, 1}, 1000)
		var blocks []space
		for range rapid.IntRange(1, 6).Draw(t, "blocks") {
			b := aBlock(t, edge)
			blocks = append(blocks, b)
			s.carve(b)
		}
		for i, a := range s.list {
			for _, b := range blocks {
				if a.meets(&b) {
					t.Fatalf("space %v meets block %v", a, b)
				}
			}
			for j, b := range s.list {
				if i != j && b.holds(&a) {
					t.Fatalf("space %v lies within %v", a, b)
				}
			}
		}
		for n := range int32(edge * edge * edge) {
			lo := vec{n % edge, n / edge % edge, n / edge / edge}
			mm3 := space{lo, vec{lo[0] + 1, lo[1] + 1, lo[2] + 1}}
			if meetsAny(mm3, blocks) == heldByAny(mm3, s.list) {
				t.Fatalf("%v is taken and empty, or neither", lo)
			}
		}
	})
}

func aBlock(t *rapid.T, edge int32) (b space) {
	for axis := range 3 {
		b.lo[axis] = rapid.Int32Range(0, edge-1).Draw(t, "lo")
		b.hi[axis] = rapid.Int32Range(b.lo[axis]+1, edge).Draw(t, "hi")
	}
	return b
}

func meetsAny(s space, all []space) bool {
	for _, o := range all {
		if o.meets(&s) {
			return true
		}
	}
	return false
}

func heldByAny(s space, all []space) bool {
	for _, o := range all {
		if o.holds(&s) {
			return true
		}
	}
	return false
}
