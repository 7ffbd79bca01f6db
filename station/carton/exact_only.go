package carton

// exactlyImpossible tells that units which fit only one of the boxes cannot all
// lie in it. With a single box that is the whole question. It looks at no more
// than mostExact units a box; nets and left are those of provenImpossible.
func exactlyImpossible(units []measured, boxes [][3]int, nets []int, left *int) bool {
	p := newProof(units, boxes, nets, left)
	if p == nil {
		return false
	}
	for n, room := range p.rooms {
		if p.counts[n] > 1 {
			continue
		}
		if _, a := exactly(p.only(n), room, nil, left); a == no {
			return true
		}
	}
	return false
}

// only are the units that fit no other type of box.
func (p *proof) only(n int) []measured {
	var all []measured
	for k, u := range p.units {
		if p.fits[k] == 1<<n {
			all = append(all, u)
		}
	}
	return all
}
