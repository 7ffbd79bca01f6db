package memory

import (
	"slices"

	"github.com/packwright/packwright/station"
)

// nextAttempt moves units of a line to a later work of the same order, which
// waits for stock.
func (s *Store) nextAttempt(k *work, l *line, qty int) {
	o := k.order
	var later *work
	for _, x := range o.works {
		if x.attempt > k.attempt && x.state == station.Ready && x.blocked == "stock" && x.holder == nil {
			later = x
		}
	}
	if later == nil {
		later = s.newWork(o, len(o.works)+1)
		later.blocked, later.hold = "stock", k.hold
	}
	for _, x := range later.lines {
		if x.of == l.of {
			set(s, &x.qty, x.qty+qty)
			return
		}
	}
	set(s, &later.lines, append(slices.Clip(later.lines), &line{product: l.product, of: l.of, qty: qty}))
}

func (s *Store) newWork(o *order, attempt int) *work {
	k := &work{id: s.id(), order: o, attempt: attempt, state: station.Ready, blocked: "release", aside: -1, rev: 1, units: map[unit]int{}}
	put(s, s.works, k.id, k)
	set(s, &o.works, append(slices.Clip(o.works), k))
	set(s, &o.in.liveWorks, append(slices.Clip(o.in.liveWorks), k))
	return k
}

// settle decides over units of a line that are nowhere, by the rule.
func (s *Store) settle(k *work, n, missing int, rule string) {
	l, rest := k.lines[n], -missing
	for _, x := range k.lines {
		rest += x.qty - x.cancelled
	}
	if rule == "ship_partial" && rest == 0 {
		rule = "wait" // nothing else would ship
	}
	switch rule {
	case "ship_partial":
		set(s, &l.cancelled, l.cancelled+missing)
		s.reserve(k.order.in, l.product, missing)
		s.nextAttempt(k, l, missing)
	case "cancel_line":
		set(s, &l.cancelled, l.cancelled+missing)
		of := k.order.lines[l.of]
		set(s, &of.cancelled, of.cancelled+missing)
		if rest == 0 {
			set(s, &k.cancelled, true)
		}
	default:
		set(s, &l.short, l.short+missing)
		set(s, &l.cure, station.CureKind(rule))
		s.reserve(k.order.in, l.product, missing)
	}
}

// replan looks for missing units of a line: another pick location, the reserve,
// the rule of the channel. The work is asked anew.
func (s *Store) replan(k *work, n, missing int) error {
	l, err := k.line(n)
	if err != nil {
		return err
	}
	rest := missing - s.allocate(k, n, missing)
	switch {
	case rest == 0:
	case s.askReplenish(k, l.product, rest):
		s.settle(k, n, rest, string(station.CureRestock))
	default:
		rule := k.rules.Short
		if c := s.channels[k.order.Channel]; c.short != "" {
			rule = c.short
		}
		s.settle(k, n, rest, rule)
	}
	if l.picked+l.short+l.cancelled > l.qty {
		return broken("the counts of the line do not fit")
	}
	set(s, &k.rev, k.rev+1)
	return nil
}

// cure gives stock that came to the works that wait for it.
func (s *Store) cure(w *warehouse, p *product) {
	waiting := slices.Clone(w.liveWorks)
	slices.SortStableFunc(waiting, sooner)
	for _, k := range waiting {
		if k.state == station.Ready && k.blocked == "stock" && slices.ContainsFunc(k.lines, func(l *line) bool { return l.product == p }) {
			s.allocateWork(k)
		}
	}
	for _, k := range waiting {
		if k.state == station.Cancelling || k.state == station.Cancelled || k.state == station.HandedOver {
			continue
		}
		for n, l := range k.lines {
			if l.product == p && l.short > 0 {
				s.cureLine(k, n)
			}
		}
	}
}

func (s *Store) cureLine(k *work, n int) {
	l := k.lines[n]
	got := s.allocate(k, n, l.short)
	if got == 0 {
		return
	}
	s.reserve(k.order.in, l.product, -got)
	set(s, &l.short, l.short-got)
	if l.short == 0 {
		set(s, &l.cure, "")
	}
	set(s, &k.rev, k.rev+1)
	if k.parked != nil && !slices.ContainsFunc(k.lines, func(l *line) bool { return l.short > 0 }) {
		set(s, &k.parked.ready, true)
	}
}
