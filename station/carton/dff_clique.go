package carton

// tooFew tells that more units can share no box than there are boxes that take
// them.
func (p *proof) tooFew() bool {
	if !p.spend(len(p.units) * len(p.units) * len(p.rooms)) {
		return false
	}
	least := p.leastSides()
	for _, set := range p.choices() {
		boxes := 0
		for n, count := range p.counts {
			boxes += count * int(set>>n&1)
		}
		for start := range p.units {
			if p.clique(start, set, least) > boxes {
				return true
			}
		}
	}
	return false
}

// leastSides is, for each kind of units and each type of box, the least that a
// unit takes of each axis in a turn that fits.
func (p *proof) leastSides() [][][3]int {
	all := make([][][3]int, len(p.units))
	for k, u := range p.units {
		all[k] = make([][3]int, len(p.rooms))
		for n, room := range p.rooms {
			least := room
			for _, s := range u.turns {
				if !within(s, room) {
					continue
				}
				for axis := range 3 {
					least[axis] = min(least[axis], s[axis])
				}
			}
			all[k][n] = least
		}
	}
	return all
}

// clique counts units, those of start first and then one kind after the other,
// of which no two can be in one box, and which fit no type outside of the set.
func (p *proof) clique(start int, set uint32, least [][][3]int) int {
	if p.units[start].n == 0 || p.fits[start]&^set != 0 {
		return 0
	}
	var in []int
	size := 0
	for step := range p.units {
		k := (start + step) % len(p.units)
		u := p.units[k]
		if u.n == 0 || p.fits[k]&^set != 0 || !p.apartFrom(k, in, least) {
			continue
		}
		in = append(in, k)
		if p.apart(k, k, least) {
			size += u.n
		} else {
			size++
		}
	}
	return size
}

func (p *proof) apartFrom(k int, others []int, least [][][3]int) bool {
	for _, o := range others {
		if !p.apart(k, o, least) {
			return false
		}
	}
	return true
}

// apart tells that a unit of each kind cannot be in one box of any type: along
// no axis is there room for one after the other.
func (p *proof) apart(a, b int, least [][][3]int) bool {
	for n, room := range p.rooms {
		if p.fits[a]&p.fits[b]>>n&1 == 0 {
			continue
		}
		for axis := range 3 {
			if least[a][n][axis]+least[b][n][axis] <= room[axis] {
				return false
			}
		}
	}
	return true
}
