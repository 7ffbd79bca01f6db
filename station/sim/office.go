package sim

import (
	"fmt"
	"slices"
	"time"

	"github.com/packwright/packwright/station"
	"github.com/packwright/packwright/station/store"
	"github.com/packwright/packwright/station/view"
)

// office is what happens around the benches: the shop and a supervisor do deeds,
// the database and the stations have their troubles.
func (h *hall) office() {
	if h.closing {
		return
	}
	h.after(h.ms(1000, 6000), h.office)
	for _, f := range eventful {
		often := 60
		if slices.Contains(h.boost, f) {
			often = 6
		}
		if h.r.IntN(often) == 0 {
			h.happens(f)
		}
	}
	switch draw := h.r.IntN(30); {
	case h.db.down:
	case draw < 2:
		h.fetch()
	case draw < 7:
		h.tidy()
		h.cure()
	}
}

// eventful are the faults that come by themselves.
var eventful = []Fault{ClockJump, Pause, Outage, SyncFailover, LostCommits, Held, Called}

// may counts a fault that was drawn by other means, if it is wanted.
func (h *hall) may(f Fault) bool {
	if _, wanted := h.odds[f]; !wanted {
		return false
	}
	h.count(f)
	return true
}

func (h *hall) happens(f Fault) {
	b := h.benches[h.r.IntN(len(h.benches))]
	order := h.orders[h.r.IntN(len(h.orders))]
	whole := f == Pause || f == ClockJump || f == Held || f == Called
	if h.db.down && f != Pause && f != ClockJump || h.o.Real && !whole || b.paused && f == Pause || !h.may(f) {
		return
	}
	switch f {
	case ClockJump:
		b.skew += h.ms(-3600_000, 3600_000)
	case Pause:
		b.paused = true
		h.after(h.ms(5000, 200_000), func() { b.paused = false })
	case Outage:
		h.db.down = true
		for _, b := range h.benches {
			b.conn = nil
		}
		h.after(h.ms(2000, 150_000), func() { h.db.down = false })
	case SyncFailover:
		h.db.failover(0)
	case LostCommits:
		h.db.failover(h.ms(20, h.lag))
	case Held:
		if _, err := h.do(store.Hold{Order: order, Kind: "payment"}); err == nil {
			h.after(h.ms(5000, 60_000), func() { h.release(order) })
		}
	case Called:
		_, _ = h.do(store.Cancel{Order: order})
	}
}

func (h *hall) release(order station.ID) {
	if h.db.down {
		h.after(time.Second, func() { h.release(order) })
		return
	}
	_, _ = h.do(store.Release{Order: order})
}

// fetch brings the goods of a bench that was not heard of to the trouble shelf.
func (h *hall) fetch() {
	for _, b := range h.benches {
		for work := range sorted(b.boxes) {
			e := h.db.primary.books.works[work]
			if e == nil || e.holder == "" || h.db.primary.books.silent(e) <= lease {
				continue
			}
			if h.db.primary.books.seq[b.disk.writer] < b.disk.last() && slices.ContainsFunc(b.boxes[work], func(x *box) bool { return x.gone }) {
				continue // a box of it has left and the house has not heard so: the bench must be heard first
			}
			for _, slot := range slotCodes {
				if len(h.slots[slot]) > 0 {
					continue
				}
				if _, err := h.do(store.ToSlot{Work: work, Slot: slot}); err == nil {
					h.may(Fetches)
					if h.db.primary.books.seq[b.disk.writer] >= b.disk.last() { // what is done is done
						b.packer.sees(b.unseen)
						b.unseen = nil
					}
					h.puts(b, work, slot)
				}
				return
			}
		}
	}
}

// cure settles what waits for somebody.
func (h *hall) cure() {
	for work := range sorted(h.orderOf) {
		if e := h.db.primary.books.works[work]; e == nil || !e.waits {
			continue
		}
		if _, err := h.do(store.Settle{Work: work, Rule: "cancel_line"}); err != nil {
			_, _ = h.do(store.Unpark{Work: work})
		}
	}
}

// calm ends all troubles; what is left is worked off.
func (h *hall) calm() {
	h.db.down = false
	for _, b := range h.benches {
		b.paused = false
		b.packer.away = 0
	}
	for _, o := range h.orders {
		_, _ = h.do(store.Release{Order: o})
	}
	h.clearUp()
}

// clearUp settles what is stuck, again and again, until all orders are done.
func (h *hall) clearUp() {
	h.tidy()
	h.astray()
	h.cure()
	h.fetch()
	if h.finished() {
		h.done = true
		return
	}
	if h.rounds++; h.rounds%10 == 5 {
		h.restock()
		h.seek()
	}
	h.after(20*time.Second, h.clearUp)
}

// restock brings goods for the orders that wait for some.
func (h *hall) restock() {
	for i, sku := range skus {
		at := fmt.Sprint("B0", i+1)
		if _, err := h.do(store.Put{SKU: sku, Location: at, Qty: 5}); err == nil {
			h.shelf[spot{at, sku}] += 5
		}
	}
}

func (h *hall) over() bool { return h.done }

// finished says that nothing is left to do. A bench may believe that all was sent,
// until it hears of a server that took over without the last of it.
func (h *hall) finished() bool {
	for _, b := range h.benches {
		if !b.up || h.db.primary.books.seq[b.disk.writer] < b.disk.last() || len(b.state.Works) > 0 {
			return false
		}
	}
	for i := range h.orders {
		d, err := h.db.primary.house.Order(bg, h.at, h.number(i))
		if err != nil || !h.settled(d) {
			return false
		}
	}
	return true
}

// dbTime is the database's clock since the opening, also while commits are carried
// out again.
func (h *hall) dbTime() time.Duration {
	if h.db != nil && h.db.at >= 0 {
		return h.db.at
	}
	return h.now
}

// settled says that nobody at a bench has to do anything for the order. One that
// was cancelled when a box of it had left is for the office.
func (h *hall) settled(d view.OrderDetail) bool {
	switch d.State {
	case "shipped", "cancelled", "completed":
		return true
	}
	if h.leftUnheard(d) {
		return true
	}
	return h.db.primary.books.gone[station.ID(d.ID)] &&
		!slices.ContainsFunc(d.Works, func(w view.WorkRow) bool {
			return w.Station != "" || w.Stage != string(station.Cancelling) && w.Stage != string(station.Cancelled) && w.Stage != string(station.Labelled)
		}) &&
		slices.ContainsFunc(d.Parcels, func(p view.ParcelRow) bool { return p.State == string(station.ParcelInCage) })
}

// leftUnheard says that a box of the order has left by facts that were set aside,
// for a claim that a failover forgot: the house has it on its list, as something
// for a person to take out.
func (h *hall) leftUnheard(d view.OrderDetail) bool {
	floor, err := h.db.primary.house.Floor(bg, h.at)
	return err == nil &&
		slices.ContainsFunc(floor.Exceptions, func(x view.Exception) bool { return x.OrderNo == d.Number && x.Proven }) &&
		!slices.ContainsFunc(d.Works, func(w view.WorkRow) bool { return w.Station != "" })
}
