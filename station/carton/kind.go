package carton

import "slices"

// kind is all units of the task that are packed alike: equal weight, equal
// sides, equal ways to turn them.
type kind struct {
	turns  [][3]int
	volume int
	long   int // longest side, mm
	base   int // largest side face, mm2
	least  int // shortest side, mm
	g      int
	stacks []stack
}

// stack is count units of one item.
type stack struct{ item, count int }

// need is n units of a kind that still have to be packed.
type need struct{ kind, n int }

// kinds sorts the items that fit somewhere into kinds; the needs are all of
// their units.
func kinds(t Task, refused map[int]bool) ([]kind, []need) {
	type same struct {
		size     [3]int
		rotation Rotation
		g        int
	}
	at := map[same]int{}
	var all []kind
	var needs []need
	for n, i := range t.Items {
		if refused[n] {
			continue
		}
		key := same{i.normal(), i.Rotation, i.WeightG}
		k, known := at[key]
		if !known {
			k = len(all)
			at[key] = k
			all = append(all, newKind(Item{SizeMM: key.size, Rotation: i.Rotation, WeightG: i.WeightG}))
			needs = append(needs, need{kind: k})
		}
		all[k].stacks = append(all[k].stacks, stack{n, i.Count})
		needs[k].n += i.Count
	}
	return all, needs
}

func newKind(i Item) kind {
	s := i.SizeMM
	slices.Sort(s[:])
	return kind{turns: i.turns(), volume: volume(s), long: s[2], base: s[1] * s[2], least: s[0], g: i.WeightG}
}

// normal is the size with those sides sorted that may change places.
func (i Item) normal() [3]int {
	s := i.SizeMM
	switch i.Rotation {
	case Any:
		slices.Sort(s[:])
	case KeepFlat, ThisSideUp:
		slices.Sort(s[:2])
	}
	return s
}

// take names n units of the kind that were not yet taken.
func (k *kind) take(n int) []int {
	items := make([]int, 0, n)
	for len(items) < n {
		s := &k.stacks[0]
		items = append(items, s.item)
		s.count--
		if s.count == 0 {
			k.stacks = k.stacks[1:]
		}
	}
	return items
}

func volume(s [3]int) int { return s[0] * s[1] * s[2] }

// turns are the ways the item may lie, without repetitions.
func (i Item) turns() [][3]int {
	s := i.SizeMM
	all := [][3]int{s}
	switch i.Rotation {
	case Any:
		all = append(all, [3]int{s[1], s[0], s[2]}, [3]int{s[0], s[2], s[1]},
			[3]int{s[2], s[0], s[1]}, [3]int{s[1], s[2], s[0]}, [3]int{s[2], s[1], s[0]})
	case KeepFlat, ThisSideUp:
		all = append(all, [3]int{s[1], s[0], s[2]})
	}
	return distinct(all)
}

func distinct(all [][3]int) [][3]int {
	var kept [][3]int
	seen := map[[3]int]bool{}
	for _, s := range all {
		if !seen[s] {
			kept = append(kept, s)
		}
		seen[s] = true
	}
	return kept
}

func within(size, room [3]int) bool {
	return size[0] <= room[0] && size[1] <= room[1] && size[2] <= room[2]
}
