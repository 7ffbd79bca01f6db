package carton

import (
	"cmp"
	"fmt"
	"slices"
)

// turned: every unit lies as its rotation allows, with the sides that it has.
func (o opened) turned() error {
	for _, u := range o.units {
		if !u.mayLie() {
			return fmt.Errorf("%q of %v mm lies as %v mm, rotation %s", u.item.Ref, u.item.SizeMM, u.SizeMM, u.item.Rotation)
		}
	}
	return nil
}

// mayLie compares the sides as sets that may change places.
func (w wrapped) mayLie() bool {
	is, lies := w.item.SizeMM, w.SizeMM
	switch w.item.Rotation {
	case Any:
		slices.Sort(is[:])
		slices.Sort(lies[:])
	case KeepFlat, ThisSideUp:
		slices.Sort(is[:2])
		slices.Sort(lies[:2])
	}
	return is == lies
}

// inside: no unit and no padding goes through a wall.
func (o opened) inside() error {
	for _, u := range o.units {
		for axis := range 3 {
			if u.lo[axis] < 0 || u.hi[axis] > o.carton.InnerMM[axis] {
				return fmt.Errorf("%s sticks out of carton %q of %v mm", u, o.carton.Code, o.carton.InnerMM)
			}
		}
	}
	return nil
}

// bag: a mailer gives half the girth of the thickness from its length and its
// width.
func (o opened) bag() error {
	if !o.carton.Mailer {
		return nil
	}
	lo, hi := o.units[0].lo, o.units[0].hi
	for _, u := range o.units {
		for axis := range 3 {
			lo[axis], hi[axis] = min(lo[axis], u.lo[axis]), max(hi[axis], u.hi[axis])
		}
	}
	goods := [3]int{hi[0] - lo[0], hi[1] - lo[1], hi[2] - lo[2]}
	if !o.carton.wraps(goods) {
		return fmt.Errorf("goods of %v mm are too large for mailer %q of %v mm", goods, o.carton.Code, o.carton.InnerMM)
	}
	return nil
}

// wraps tells whether the mailer closes round goods of that size.
func (v vessel) wraps(goods [3]int) bool {
	thick := goods[2]
	return thick <= v.InnerMM[2] && goods[0]+thick <= v.InnerMM[0] && goods[1]+thick <= v.InnerMM[1]
}

// overlap: no two units lie in each other, nor in each other's padding.
func (o opened) overlap() error {
	var err error
	o.footprints(func(a, b int) {
		if err == nil && o.cross(a, b, 2) {
			err = fmt.Errorf("%s and %s lie in each other", o.units[a], o.units[b])
		}
	})
	return err
}

// footprints visits all pairs of units that share ground seen from above. It
// sweeps along the first axis, so that only neighbours are compared.
func (o opened) footprints(visit func(a, b int)) {
	order := make([]int, len(o.units))
	for n := range order {
		order[n] = n
	}
	slices.SortFunc(order, func(a, b int) int { return cmp.Compare(o.units[a].lo[0], o.units[b].lo[0]) })
	for i, a := range order {
		end := o.units[a].hi[0]
		for _, b := range order[i+1:] {
			if o.units[b].lo[0] >= end {
				break
			}
			if o.cross(a, b, 1) {
				visit(a, b)
			}
		}
	}
}

func (o opened) cross(a, b, axis int) bool {
	x, y := &o.units[a], &o.units[b]
	return x.lo[axis] < y.hi[axis] && y.lo[axis] < x.hi[axis]
}

// full: the goods with their padding leave the room that void fill takes.
func (o opened) full() error {
	goods := 0
	for _, u := range o.units {
		s := u.sides()
		goods += s[0] * s[1] * s[2]
	}
	if !o.carton.leavesVoid(goods) {
		return fmt.Errorf("goods of %d mm3 do not leave %d %% of carton %q for void fill", goods, o.carton.VoidPct, o.carton.Code)
	}
	return nil
}

func (v vessel) leavesVoid(goodsMM3 int) bool {
	room := v.InnerMM[0] * v.InnerMM[1] * v.InnerMM[2]
	return goodsMM3*100 <= room*(100-v.VoidPct)
}
