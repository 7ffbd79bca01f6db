package memory

import (
	"cmp"
	"slices"
	"time"

	"github.com/packwright/packwright/station"
)

func (w *warehouse) place(name string) *place {
	for _, p := range w.places {
		if p.Name == name {
			return p
		}
	}
	for _, p := range w.places {
		if p.Code == name {
			return p
		}
	}
	return nil
}

// lotOf is the lot under which goods of a product are kept.
func (p *product) lotOf(g station.Goods) string {
	switch {
	case p.Lot && g.Lot != "":
		return g.Lot
	case p.Expiry:
		return g.Expiry
	}
	return ""
}

// take takes pieces off a place of which own are promised to the taker. What is
// not on hand, or promised to others, comes from unknown: the place is counted.
func (s *Store) take(w *warehouse, k key, qty, own int) {
	p, have := w.stock[k], 0
	if p != nil {
		have = max(0, min(qty, p.onHand-p.allocated+own))
		set(s, &p.onHand, p.onHand-have)
		set(s, &p.allocated, p.allocated-own)
		if have < qty {
			set(s, &p.counting, true)
		}
	}
}

// give puts pieces onto a place, of which own are promised at once.
func (s *Store) give(w *warehouse, k key, expiry string, qty, own int) error {
	p := w.stock[k]
	if p == nil {
		p = &pile{expiry: expiry}
		put(s, w.stock, k, p)
	}
	set(s, &p.onHand, p.onHand+qty)
	set(s, &p.allocated, p.allocated+own)
	if p.onHand < 0 || p.allocated < 0 || p.allocated > p.onHand {
		return broken("stock does not go below nothing")
	}
	return nil
}

// onOffer are the places of a product that a pick may be sent to, best first:
// oldest that may still be sold, then along the path.
func (s *Store) onOffer(w *warehouse, p *product, kind string) []key {
	var found []key
	today := s.now().UTC().Format(time.DateOnly)
	for k, pile := range w.stock {
		if k.product == p && k.place.Kind == kind && s.freeOf(pile) > 0 && !pile.counting && (pile.expiry == "" || pile.expiry > today) {
			found = append(found, k)
		}
	}
	slices.SortFunc(found, func(a, b key) int {
		return cmp.Or(cmp.Compare(lastIfNone(w.stock[a].expiry), lastIfNone(w.stock[b].expiry)),
			cmp.Compare(a.place.Sequence, b.place.Sequence), cmp.Compare(a.place.id, b.place.id), cmp.Compare(a.lot, b.lot))
	})
	return found
}

func lastIfNone(expiry string) string {
	if expiry == "" {
		return "9999-99-99"
	}
	return expiry
}

func (s *Store) freeOf(p *pile) int {
	if s.lax == "stock-allocation" {
		return p.onHand
	}
	return p.onHand - p.allocated
}

func (s *Store) free(w *warehouse, k key) int { return s.freeOf(w.stock[k]) }

// offered counts the pieces on offer.
func (s *Store) offered(w *warehouse, p *product, kind string) int {
	n := 0
	for _, k := range s.onOffer(w, p, kind) {
		n += s.free(w, k)
	}
	return n
}

// allocate promises up to need pieces to a line, and answers how many.
func (s *Store) allocate(k *work, line, need int) int {
	w, got := k.order.in, 0
	for _, at := range s.onOffer(w, k.lines[line].product, "pick") {
		if got == need {
			break
		}
		n := min(need-got, s.free(w, at))
		set(s, &w.stock[at].allocated, w.stock[at].allocated+n)
		set(s, &k.stops, append(slices.Clip(k.stops), &stop{id: s.id(), line: line, key: at, qty: n}))
		got += n
	}
	return got
}

func (s *Store) reserve(w *warehouse, p *product, qty int) {
	put(s, w.reserved, p.id, max(0, w.reserved[p.id]+qty))
}

// askReplenish asks for pieces from the reserve, if it has them.
func (s *Store) askReplenish(k *work, p *product, qty int) bool {
	if s.offered(k.order.in, p, "reserve") < qty {
		return false
	}
	w := k.order.in
	set(s, &w.tasks, append(slices.Clip(w.tasks), &task{kind: "replenish", product: p, qty: qty, work: k}))
	return true
}

// allocateWork promises stock to the whole of a ready work, or to nothing of it.
func (s *Store) allocateWork(k *work) bool {
	w, need := k.order.in, map[*product]int{}
	for n, l := range k.lines {
		need[l.product] += l.qty - l.cancelled - k.allocated(n)
	}
	enough := true
	for _, l := range k.lines {
		if s.offered(w, l.product, "pick") >= need[l.product] {
			continue
		}
		enough = false
		if !slices.ContainsFunc(w.tasks, func(t *task) bool { return t.work == k && t.product == l.product && !t.done }) {
			s.askReplenish(k, l.product, need[l.product])
		}
	}
	if enough {
		for n, l := range k.lines {
			s.reserve(w, l.product, -s.allocate(k, n, l.qty-l.cancelled-k.allocated(n)))
		}
	}
	s.setBlocked(k)
	return enough
}

// freeStops takes back what is promised to a work and not taken yet.
func (s *Store) freeStops(k *work) {
	for _, a := range k.stops {
		p := k.order.in.stock[a.key]
		set(s, &p.allocated, p.allocated-(a.qty-a.taken-a.uncovered))
		set(s, &a.qty, a.taken)
		set(s, &a.uncovered, 0)
	}
}
