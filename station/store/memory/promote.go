package memory

// Promote is what a server does once when it takes over from another, of whose
// last commits it may lack some: what it gives out from here on, it surely did not
// give out before. Epochs and numbers jump.
func (s *Store) Promote() {
	_ = s.call(func() error {
		set(s, &s.epochs, s.epochs+jump)
		set(s, &s.took, s.now())
		for _, w := range s.warehouses {
			set(s, &w.tracking, w.tracking+jump)
			put(s, s.ssccs, w.CompanyPrefix, s.ssccs[w.CompanyPrefix]+jump)
		}
		return nil
	})
}

// jump is how far.
const jump = 100_000

// after is the epoch that follows one.
func (s *Store) after(epoch int64) int64 { return max(epoch, s.epochs) + 1 }

// Without removes one defence, by its name, so that a simulation can show what it
// is for: fencing, gapless-seq, stock-allocation, goods-decide or grant. Any other
// name removes nothing.
func (s *Store) Without(defence string) *Store {
	s.lax = defence
	return s
}
