package memory

import (
	"time"

	"github.com/packwright/packwright/station"
)

// applyUnits makes a fact about units true.
func (s *Store) applyUnits(w *writer, k *work, c station.Change) error {
	switch c := c.(type) {
	case station.UnitPicked:
		return s.picked(w, k, c)
	case station.UnitPacked:
		return s.packed(w, k, c)
	case station.UnitMoved:
		return s.moved(k, c)
	case station.UnitsShort:
		return s.unitsShort(k, c)
	case station.UnitDamaged:
		return s.damaged(k, c)
	case station.UnitMissing:
		return s.gone(k, c.Line, c.Goods, c.Qty, c.From, station.Place{Kind: station.Lost})
	}
	return nil
}

func (s *Store) checkOpen(k *work, p station.Place) error {
	for _, x := range k.parcels {
		if parcelPlace(x.n) == p && x.state == station.ParcelOpen {
			return nil
		}
	}
	return brokenf("parcel %s is not open", p.ID)
}

func (k *work) stop(id station.ID, line int) *stop {
	for _, a := range k.stops {
		if a.id == id && a.line == line {
			return a
		}
	}
	return nil
}

func (s *Store) picked(w *writer, k *work, c station.UnitPicked) error {
	a := k.stop(c.Stop, c.Line)
	if c.Qty <= 0 || c.Into.Kind != station.InTote && c.Into.Kind != station.InParcel {
		return broken("nothing is picked")
	}
	if a == nil || a.taken+a.uncovered+c.Qty > a.qty {
		return brokenf("stop %s is not of line %d", c.Stop, c.Line)
	}
	if c.Into.Kind == station.InParcel {
		if err := s.checkOpen(k, c.Into); err != nil {
			return err
		}
	}
	set(s, &a.taken, a.taken+c.Qty)
	s.takeFrom(k, a, c)
	if err := s.putUnits(k, c.Line, c.Goods, c.Into, c.Qty); err != nil {
		return err
	}
	if err := s.count(k.lines[c.Line], station.InLocation, c.Into.Kind, c.Qty); err != nil {
		return err
	}
	set(s, &k.touched, true)
	return s.useGrant(w, k, c.Grant, station.CountNoBarcode)
}

// takeFrom takes what is picked off its stock: that of the stop, or another lot
// of the same place.
func (s *Store) takeFrom(k *work, a *stop, c station.UnitPicked) {
	in := k.order.in
	p := in.stock[a.key]
	promised := a.key.lot == "" || a.key.lot == c.Lot || a.key.lot == c.Expiry
	if promised && p.onHand >= c.Qty && p.allocated >= c.Qty {
		set(s, &p.onHand, p.onHand-c.Qty)
		set(s, &p.allocated, p.allocated-c.Qty)
		return
	}
	set(s, &p.allocated, p.allocated-c.Qty)
	s.take(in, key{a.key.place, a.key.product, a.key.product.lotOf(c.Goods)}, c.Qty, 0)
}

func (s *Store) packed(w *writer, k *work, c station.UnitPacked) error {
	if c.Qty <= 0 || !withWork(c.From.Kind) || inParcel(c.From.Kind) {
		return broken("nothing is packed")
	}
	to := parcelPlace(c.Parcel)
	if err := s.checkOpen(k, to); err != nil {
		return err
	}
	if err := s.shift(k, c.Line, c.Goods, c.From, to, c.Qty); err != nil {
		return err
	}
	return s.useGrant(w, k, c.Grant, station.CountNoBarcode)
}

// shift moves units from one place of the work to another.
func (s *Store) shift(k *work, n int, g station.Goods, from, to station.Place, qty int) error {
	if err := s.takeUnits(k, n, g, from, qty); err != nil {
		return err
	}
	if err := s.putUnits(k, n, g, to, qty); err != nil {
		return err
	}
	return s.count(k.lines[n], from.Kind, to.Kind, qty)
}

func (s *Store) moved(k *work, c station.UnitMoved) error {
	if c.Qty <= 0 || c.From.Kind == station.InLocation {
		return broken("nothing is moved")
	}
	if c.To.Kind == station.InParcel {
		if err := s.checkOpen(k, c.To); err != nil {
			return err
		}
	}
	if c.To.Kind != station.InLocation {
		if err := s.shift(k, c.Line, c.Goods, c.From, c.To, c.Qty); err != nil {
			return err
		}
	} else if err := s.back(k, c); err != nil {
		return err
	}
	s.untouch(k)
	return nil
}

// untouch says so when the last unit of a work is away from it.
func (s *Store) untouch(k *work) {
	if !k.away() {
		set(s, &k.touched, false)
	}
}

// back makes units stock again; with a stop, promised to the work as before.
func (s *Store) back(k *work, c station.UnitMoved) error {
	if err := s.takeUnits(k, c.Line, c.Goods, c.From, c.Qty); err != nil {
		return err
	}
	l := k.lines[c.Line]
	if err := s.count(l, c.From.Kind, c.To.Kind, c.Qty); err != nil {
		return err
	}
	at := k.order.in.place(c.To.ID)
	if at == nil {
		return brokenf("location %s is not known", c.To.ID)
	}
	if c.Stop == "" {
		return s.give(k.order.in, key{at, l.product, l.lotOf(c.Goods)}, c.Expiry, c.Qty, 0)
	}
	a := k.stop(c.Stop, c.Line)
	if a == nil || a.key.place != at || a.taken < c.Qty {
		return brokenf("stop %s is not where the units go", c.Stop)
	}
	set(s, &a.taken, a.taken-c.Qty)
	return s.give(k.order.in, a.key, "", c.Qty, c.Qty)
}

func (s *Store) unitsShort(k *work, c station.UnitsShort) error {
	a := k.stop(c.Stop, c.Line)
	if a == nil || c.Missing <= 0 || a.taken+a.uncovered-min(a.uncovered, c.Missing) > a.qty-c.Missing {
		return broken("nothing is short")
	}
	covered := max(0, c.Missing-a.uncovered)
	set(s, &a.qty, a.qty-c.Missing)
	set(s, &a.uncovered, a.uncovered-(c.Missing-covered))
	p := k.order.in.stock[a.key]
	set(s, &p.allocated, p.allocated-covered)
	set(s, &p.counting, true)
	return s.replan(k, a.line, c.Missing)
}

// gone takes units of a work away from it; they have to be found elsewhere.
func (s *Store) gone(k *work, n int, g station.Goods, qty int, from, to station.Place) error {
	if err := s.shift(k, n, g, from, to, qty); err != nil {
		return err
	}
	s.untouch(k)
	return s.replan(k, n, qty)
}

func (s *Store) damaged(k *work, c station.UnitDamaged) error {
	l, err := k.line(c.Line)
	if err != nil {
		return err
	}
	in, to := k.order.in, k.order.in.place(c.To)
	if c.Qty <= 0 || to == nil {
		return broken("nothing is damaged")
	}
	lot := l.lotOf(c.Goods)
	if c.From.Kind != station.InLocation {
		if err := s.gone(k, c.Line, c.Goods, c.Qty, c.From, station.Place{Kind: station.InQuarantine, ID: c.To}); err != nil {
			return err
		}
		return s.give(in, key{to, l.product, lot}, c.Expiry, c.Qty, 0)
	}
	at, own := in.place(c.From.ID), 0
	if at == nil {
		return brokenf("location %s is not known", c.From.ID)
	}
	if a := k.stop(c.Stop, c.Line); a != nil && a.key.place == at {
		lot = a.key.lot
		own = min(c.Qty, a.qty-a.taken-a.uncovered)
		set(s, &a.uncovered, a.uncovered+own)
	}
	s.take(in, key{at, l.product, lot}, c.Qty, own)
	return s.give(in, key{to, l.product, lot}, c.Expiry, c.Qty, 0)
}

func (s *Store) toTray(b *bench, c station.ToTray) error {
	p, tray := s.products[c.Product], b.in.place(c.Tray)
	if c.Product == "" {
		return nil
	}
	if p == nil || tray == nil || tray.Kind != "tray" || c.Qty != 1 {
		return broken("one unit goes into a tray")
	}
	return s.give(b.in, key{tray, p, ""}, "", c.Qty, 0)
}

// useGrant spends the yes of a lead that an override carries. A writer that had
// sent everything later than 60 s after it cannot have used it in time.
func (s *Store) useGrant(w *writer, k *work, id station.ID, a station.Action) error {
	if id == "" || s.lax == "grant" {
		return nil
	}
	g := s.grants[id]
	if g == nil || g.work != k || g.writer != w || g.action != a || g.used {
		return broken("the override was not granted")
	}
	end := g.at.Add(time.Minute)
	if s.now().After(end) && w.caughtUp.After(end) {
		return broken("the override is too old")
	}
	set(s, &g.used, true)
	return nil
}
