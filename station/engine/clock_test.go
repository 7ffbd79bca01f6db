package engine

import (
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"
)

// A clock of the station that jumps, by an hour or a day, forward or back, at any
// step of an order, changes nothing: the order is shipped as if it had not, with
// one label, and nothing waits for the clock to come back.
func TestAClockThatJumpsChangesNothing(t *testing.T) {
	for _, jump := range []time.Duration{time.Hour, -time.Hour, 24 * time.Hour, -24 * time.Hour} {
		for n := 1; n < len(steps); n++ {
			synctest.Test(t, func(t *testing.T) {
				var off atomic.Int64
				w, h := newWarehouse(order("1", 2, 1)), newHouse()
				b := start(t, t.TempDir(), w, h, func(o *Options) {
					o.Now = func() time.Time { return time.Now().Round(0).Add(time.Duration(off.Load())) }
				})
				b.ships(0, n)
				off.Store(int64(jump))
				b.ships(n, len(steps))
				b.shipped(w)
				if h.printed() != 1 {
					t.Errorf("%v before step %d: %d labels came out, want 1", jump, n, h.printed())
				}
			})
		}
	}
}

// The same while the database is away: the heartbeat and what is sent again go by
// how long they waited, not by what o'clock it is.
func TestAClockThatJumpsInAnOutageKeepsNobodyWaiting(t *testing.T) {
	for _, jump := range []time.Duration{time.Hour, -time.Hour, 24 * time.Hour, -24 * time.Hour} {
		synctest.Test(t, func(t *testing.T) {
			var off atomic.Int64
			w, h := newWarehouse(order("1", 2, 1)), newHouse()
			b := start(t, t.TempDir(), w, h, func(o *Options) {
				o.Now = func() time.Time { return time.Now().Round(0).Add(time.Duration(off.Load())) }
			})
			b.ships(0, 4)
			w.setFails(hangs)
			off.Store(int64(jump))
			b.ships(4, 8)
			off.Store(0)
			w.setFails(nil)
			b.ships(8, len(steps))
			b.shipped(w)
		})
	}
}
