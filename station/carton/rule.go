package carton

// rule is one way to fill a carton. Kind after kind, each in the spaces that
// suit it best; or space after space, each with the block that suits it best.
type rule struct {
	first      uint8    // which units come first: by volume, long, by base, by weight
	axes       [3]uint8 // along which a block of equal units grows
	low        bool     // prefer the low place to the snug one
	spaceFirst bool
	snug       bool  // prefer the block that leaves the least gap to the largest
	weights    []int // of every kind, in 1/1024; nil for all alike
	caps       []int // units of a block by kind; nil for no bound
}

// What units are sorted by, the greatest first.
const (
	byVolume = iota
	byLong
	byBase
	byWeight
	keysOfRules
)

const neutral = 1024

// weight is how much a kind counts, in 1/1024.
func (r *rule) weight(k int) int {
	if r.weights == nil {
		return neutral
	}
	return r.weights[k]
}

// key is what kinds are sorted by. It is some thousands at least, so that weights
// tell.
func (r *rule) key(k *kind) int {
	switch r.first {
	case byLong:
		return k.long << 20
	case byBase:
		return k.base << 10
	case byWeight:
		return k.g << 16
	}
	return k.volume << 10
}

// score prefers many units, then a snug fit, then a low place; or the low place
// first. Less is better.
func (r *rule) score(b *block, room vec) [3]int {
	place := (int(b.at[2])<<30 | int(b.at[1])<<15 | int(b.at[0]))
	if r.low {
		return [3]int{place, -b.units(), gap(b, room)}
	}
	if r.snug {
		x, y := gaps(b, room)
		return [3]int{-b.units(), x<<15 | y, place}
	}
	return [3]int{-b.units(), gap(b, room), place}
}

var permutations = [6][3]uint8{{0, 1, 2}, {1, 0, 2}, {0, 2, 1}, {1, 2, 0}, {2, 0, 1}, {2, 1, 0}}

// fixedRules are tried in this order before rules are drawn from the seed.
var fixedRules = makeRules()

func makeRules() []rule {
	var all []rule
	for _, axes := range permutations {
		all = append(all, rule{axes: axes, spaceFirst: true}, rule{axes: axes})
	}
	for _, axes := range permutations {
		all = append(all, rule{axes: axes, first: byBase, low: true}, rule{axes: axes, first: byLong})
	}
	return all
}
