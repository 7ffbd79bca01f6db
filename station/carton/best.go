package carton

// best is the block of the kind that suits the rule most, over all spaces and
// turns.
func (p *packer) best(f *filling, k int) (block, bool) {
	most := p.most(f, k)
	if most <= 0 {
		return block{}, false
	}
	kind := &p.kinds[k]
	var best block
	found := false
	var score [3]int
	turns := p.turnsOf(kind)
	b := block{kind: k}
	for i := range f.spaces.list {
		sp := &f.spaces.list[i]
		room := sp.size()
		for _, turn := range turns {
			p.left--
			if !within(turn, room) {
				continue
			}
			b.at, b.size = sp.lo, turn
			b.grow(room, most, f.rule.axes)
			s := f.rule.score(&b, room)
			if found && !less(s, score) {
				continue
			}
			if p.careful && !p.stands(f, &b, sp) {
				continue
			}
			best, score, found = b, s, true
		}
	}
	return best, found
}

// turnsOf are the turns to try. While units are placed at random, now and then
// only one of them.
func (p *packer) turnsOf(k *kind) []vec {
	if !p.measure || len(k.turns) == 1 || p.rand.IntN(100) >= p.wobble {
		return k.turns
	}
	n := p.rand.IntN(len(k.turns))
	return k.turns[n : n+1]
}

// bestIn is the block that uses the space best, over all kinds and turns.
func (p *packer) bestIn(f *filling, i int, order []int) (block, bool) {
	sp := f.spaces.list[i]
	room := sp.size()
	var best block
	found := false
	var score [3]int
	for _, k := range order {
		most := p.most(f, k)
		if most <= 0 {
			continue
		}
		kind := &p.kinds[k]
		for _, turn := range p.turnsOf(kind) {
			p.left--
			if !within(turn, room) {
				continue
			}
			b := block{kind: k, at: sp.lo, size: turn}
			b.grow(room, most, f.rule.axes)
			s := p.use(f, &b, room)
			if found && !less(s, score) {
				continue
			}
			if p.careful && !p.stands(f, &b, &sp) {
				continue
			}
			best, score, found = b, s, true
		}
	}
	return best, found
}

// use scores a block by the volume it brings into the space, or by how snug it is
// there, each as its kind weighs. Less is better.
func (p *packer) use(f *filling, b *block, room vec) [3]int {
	v := b.units() * p.kinds[b.kind].volume
	w := f.rule.weight(b.kind)
	v = v / neutral * w
	if f.rule.snug {
		first, second := gaps(b, room)
		return [3]int{(first + 1) * (2*neutral + 1 - w), second, -v}
	}
	return [3]int{-v, gap(b, room), 0}
}

// grow makes the block as large as the room and the units allow, one axis after
// the other, full layers only.
func (b *block) grow(room vec, most int, axes [3]uint8) {
	if most == 1 {
		b.n = vec{1, 1, 1}
		return
	}
	for _, axis := range axes {
		b.n[axis] = min(room[axis]/b.size[axis], int32(min(most, MaxUnits)))
		most /= int(b.n[axis])
	}
}

// gaps are the smallest and the second smallest room left beside the block.
func gaps(b *block, room vec) (int, int) {
	x, y, z := room[0]-b.n[0]*b.size[0], room[1]-b.n[1]*b.size[1], room[2]-b.n[2]*b.size[2]
	if x > y {
		x, y = y, x
	}
	if y > z {
		y = z
	}
	if x > y {
		x, y = y, x
	}
	return int(x), int(y)
}

// gap is the least room left beside the block.
func gap(b *block, room vec) int {
	return int(min(room[0]-b.n[0]*b.size[0], room[1]-b.n[1]*b.size[1], room[2]-b.n[2]*b.size[2]))
}

func less(a, b [3]int) bool {
	if a[0] != b[0] {
		return a[0] < b[0]
	}
	if a[1] != b[1] {
		return a[1] < b[1]
	}
	return a[2] < b[2]
}
