package carton

import (
	"slices"
	"strings"
)

// vec is three lengths along the carton's axes, mm.
type vec = [3]int32

// kind is all units of the task that are packed alike: equal weight, equal
// sides, equal ways to turn them, equal rules. Sides count the padding.
type kind struct {
	turns  []vec
	volume int
	long   int // longest side, mm
	base   int // largest side face, mm2
	least  vec // shortest side by axis
	g      int
	n      int // units of the task
	goods  goods
	stacks []stack
	fits   []bool // by box
}

// goods are the rules of a kind. A family or set of -1 is none.
type goods struct {
	pad         int32
	fragile     bool
	bears       int
	stack       int
	family, set int
}

// stack is count units of one item.
type stack struct{ item, count int }

// same is what units must have in common to be of one kind.
type same struct {
	size     [3]int
	rotation Rotation
	g        int
	goods    goods
	notIn    string
}

// sortKinds sorts the items that are to be packed into kinds.
func (p *packer) sortKinds() {
	at := make(map[same]int, len(p.task.Items))
	for n, i := range p.task.Items {
		if p.refused[n] || i.Alone {
			continue
		}
		key := same{i.normal(), i.Rotation, i.WeightG, p.goodsOf(i), strings.Join(i.NotIn, "\x00")}
		k, known := at[key]
		if !known {
			k = len(p.kinds)
			at[key] = k
			p.kinds = append(p.kinds, p.newKind(i, key.goods))
		}
		p.kinds[k].stacks = append(p.kinds[k].stacks, stack{n, i.Count})
		p.kinds[k].n += i.Count
	}
}

func (p *packer) goodsOf(i Item) goods {
	g := goods{pad: int32(i.PadMM), fragile: i.Fragile, bears: i.BearsG, stack: i.Stack, family: -1, set: -1}
	if i.Family != "" || len(p.task.Apart) > 0 {
		g.family = index(&p.families, i.Family)
	}
	if i.Set != "" {
		g.set = index(&p.sets, i.Set)
	}
	p.ruled = p.ruled || i.Fragile || i.Stack > 0
	return g
}

// index is the place of a name in the list, which it joins when it is new.
func index(list *[]string, name string) int {
	n := slices.Index(*list, name)
	if n < 0 {
		n = len(*list)
		*list = append(*list, name)
	}
	return n
}

func (p *packer) newKind(i Item, g goods) kind {
	k := kind{turns: i.padded(), g: i.WeightG, goods: g}
	s := k.turns[0]
	slices.Sort(s[:])
	k.volume, k.long, k.base, k.least = volume(s), int(s[2]), int(s[1])*int(s[2]), k.turns[0]
	for _, turn := range k.turns {
		k.least = lower(k.least, turn)
	}
	k.fits = make([]bool, len(p.boxes))
	for n := range p.boxes {
		b := &p.boxes[n]
		k.fits[n] = b.takes(&k) && !slices.Contains(i.NotIn, p.task.Cartons[b.carton].Code)
	}
	return k
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

func volume[T int | int32](s [3]T) int { return int(s[0]) * int(s[1]) * int(s[2]) }

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

// padded are the turns with the padding round them.
func (i Item) padded() []vec {
	var all []vec
	for _, t := range i.turns() {
		var v vec
		for axis := range v {
			v[axis] = int32(t[axis] + 2*i.PadMM)
		}
		all = append(all, v)
	}
	return all
}

func distinct(all [][3]int) [][3]int {
	kept := all[:0]
	for _, s := range all {
		if !slices.Contains(kept, s) {
			kept = append(kept, s)
		}
	}
	return kept
}

func within[T int | int32](size, room [3]T) bool {
	return size[0] <= room[0] && size[1] <= room[1] && size[2] <= room[2]
}
