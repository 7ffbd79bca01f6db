package carton

// stands tells whether the block may stand where it is: on enough support, on
// nothing that bears it not, and under nothing that it cannot bear. A block too
// wide for what carries it is made narrower, or moved within the space to where
// something carries it.
func (p *packer) stands(f *filling, b *block, sp *space) bool {
	if p.ruled && !p.bears(f, b) {
		return false
	}
	if p.support == 0 || b.at[2] == 0 || p.carried(f, b) {
		return true
	}
	for _, top := range f.tops {
		if top.hi[2] != b.at[2] {
			continue
		}
		moved := *b
		moved.at[0] = clamp(top.lo[0], sp.lo[0], sp.hi[0]-b.size[0])
		moved.at[1] = clamp(top.lo[1], sp.lo[1], sp.hi[1]-b.size[1])
		room := vec{sp.hi[0] - moved.at[0], sp.hi[1] - moved.at[1], sp.hi[2] - moved.at[2]}
		moved.n[0], moved.n[1] = min(moved.n[0], room[0]/b.size[0]), min(moved.n[1], room[1]/b.size[1])
		if p.narrowed(f, &moved) && (!p.ruled || p.bears(f, &moved)) {
			*b = moved
			return true
		}
	}
	return false
}

func clamp(v, lo, hi int32) int32 { return max(lo, min(v, hi)) }

// narrowed takes columns off the block until the rest is carried.
func (p *packer) narrowed(f *filling, b *block) bool {
	for {
		if p.carried(f, b) {
			return true
		}
		switch {
		case b.n[0] > 1 && b.n[0] >= b.n[1]:
			b.n[0]--
		case b.n[1] > 1:
			b.n[1]--
		default:
			return false
		}
	}
}

// carried tells whether each unit of the lowest layer rests on its share.
func (p *packer) carried(f *filling, b *block) bool {
	need := int64(b.size[0]) * int64(b.size[1]) * int64(p.support)
	for i := range b.n[0] {
		for j := range b.n[1] {
			x, y := b.at[0]+i*b.size[0], b.at[1]+j*b.size[1]
			if 100*f.rests(x, y, x+b.size[0], y+b.size[1], b.at[2]) < need {
				return false
			}
		}
	}
	return true
}

// rests is the area, mm2, of the rectangle that lies on tops at height z.
func (f *filling) rests(x0, y0, x1, y1, z int32) int64 {
	area := int64(0)
	for i := range f.tops {
		t := &f.tops[i]
		if t.hi[2] != z {
			continue
		}
		w, d := min(x1, t.hi[0])-max(x0, t.lo[0]), min(y1, t.hi[1])-max(y0, t.lo[1])
		if w > 0 && d > 0 {
			area += int64(w) * int64(d)
		}
	}
	return area
}

// bears tells whether the rules of fragile goods and of stacks hold with the
// block added. The block is cut to one layer where its own rule wants that.
func (p *packer) bears(f *filling, b *block) bool {
	k := &p.kinds[b.kind]
	b.n[2] = min(b.n[2], p.layers(k))
	s := b.space()
	above, below := 0, 0
	for i := range f.tops {
		if !over(&f.tops[i], &s) {
			continue
		}
		if f.tops[i].lo[2] >= s.hi[2] {
			above++
		} else {
			below++
		}
	}
	if above+below == 0 {
		return true
	}
	f.blocks = append(f.blocks, *b)
	f.tops = append(f.tops, s)
	ok := p.unharmed(f)
	f.blocks, f.tops = f.blocks[:len(f.blocks)-1], f.tops[:len(f.tops)-1]
	return ok
}

// over tells whether the footprints of two cuboids overlap.
func over(a, b *space) bool {
	return a.lo[0] < b.hi[0] && b.lo[0] < a.hi[0] && a.lo[1] < b.hi[1] && b.lo[1] < a.hi[1]
}

// layers is how many units of the kind may stand on each other.
func (p *packer) layers(k *kind) int32 {
	n := int32(MaxUnits)
	if k.goods.stack > 0 {
		n = int32(min(k.goods.stack, MaxUnits))
	}
	if k.goods.fragile {
		n = min(n, int32(fragileLayers(k)))
	}
	return n
}

func fragileLayers(k *kind) int {
	if k.goods.bears == 0 || k.g == 0 {
		return 1
	}
	return 1 + (k.goods.bears-1)/k.g
}

// unharmed proves the rules for every unit of the filling.
func (p *packer) unharmed(f *filling) bool {
	units := p.units[:0]
	for i := range f.blocks {
		units = f.blocks[i].each(units)
	}
	p.units = units
	for i := range units {
		if !p.bearsAll(units, i) {
			return false
		}
	}
	return true
}

// unit is one unit of a block.
type unit struct {
	kind int
	in   space
}

// each appends the units of the block.
func (b *block) each(to []unit) []unit {
	for z := range b.n[2] {
		for y := range b.n[1] {
			for x := range b.n[0] {
				lo := vec{b.at[0] + x*b.size[0], b.at[1] + y*b.size[1], b.at[2] + z*b.size[2]}
				to = append(to, unit{b.kind, space{lo, vec{lo[0] + b.size[0], lo[1] + b.size[1], lo[2] + b.size[2]}}})
			}
		}
	}
	return to
}

func (p *packer) bearsAll(units []unit, i int) bool {
	g := &p.kinds[units[i].kind].goods
	if g.fragile {
		carries := 0
		for j := range units {
			if units[i].under(&units[j]) {
				if g.bears == 0 {
					return false
				}
				carries += p.kinds[units[j].kind].g
			}
		}
		if g.bears > 0 && carries >= g.bears {
			return false
		}
	}
	return g.stack == 0 || p.height(units, i, g.stack) <= g.stack
}

// under tells whether o stands above u, touching it or not.
func (u *unit) under(o *unit) bool {
	return o.in.lo[2] >= u.in.hi[2] && over(&u.in, &o.in)
}

// height is the longest chain of units above each other with the i-th the
// lowest, no longer than limit + 1.
func (p *packer) height(units []unit, i, limit int) int {
	if limit == 0 {
		return 1
	}
	highest := 0
	for j := range units {
		if units[i].under(&units[j]) {
			highest = max(highest, p.height(units, j, limit-1))
		}
	}
	return 1 + highest
}
