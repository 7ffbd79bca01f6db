package failover

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/packwright/packwright/station"
	"github.com/packwright/packwright/station/store"
	"github.com/packwright/packwright/station/view"
)

// TestALostClaim has a station claim a work of which the server that takes over
// knows nothing, and get its goods or ship them. Another station gets the work; the
// goods of the first one are found and put back. With PACKWRIGHT_FAILOVERS every
// case is played, one is among the tests.
func TestALostClaim(t *testing.T) {
	for _, c := range []lostClaim{
		{name: "picked, another station is first", always: true, upTo: picked, deed: "goods of order %s (1), BENCH-1"},
		{name: "picked, the station itself is first", upTo: picked, first: true, deed: "goods of order %s (1), BENCH-1"},
		{name: "shipped, another station is first", upTo: shipped, deed: "parcel %s, cage DHL-2, BENCH-1"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if failovers() == 0 && !c.always {
				t.Skip("make failover runs it")
			}
			c.play(t)
		})
	}
}

// lostClaim is a claim that the old server gave and the new one does not know.
type lostClaim struct {
	name   string
	always bool                     // among the tests of every run
	upTo   func(station.State) bool // how far the station comes before
	first  bool                     // it reaches the new server before anybody else
	deed   string                   // what a person is told, and the place
}

// shipped says that the order that was in hand is, and the database knows.
func shipped(s station.State) bool {
	return s.Operator.ID != "" && s.Work() == nil && s.Seq > 10 && allSent(s)
}

func (c lostClaim) play(t *testing.T) {
	p := newPair(t, false, 50*time.Millisecond)
	p.plain()
	dir := t.TempDir()
	lost, heir := newPacking(t, p, 1, dir), newPacking(t, p, 2, dir)
	lost.waits("the database", func(s station.State) bool { return s.Links[station.Database].OK })
	heir.waits("the database", func(s station.State) bool { return s.Links[station.Database].OK })

	p.lag[p.first].swallow() // nothing of what follows is on the other server
	var work station.ID
	var epoch int64
	lost.until("goods", func(s station.State) bool {
		if w := s.Work(); w != nil {
			work, epoch = w.ID, w.Epoch
		}
		return c.upTo(s)
	})
	lost.waits("the old server has it", allSent)
	lost.shut.Store(!c.first)
	heir.shut.Store(c.first)
	lag := p.lag[p.first]
	p.failover(0, func() {})
	lag.speak()

	if c.first {
		p.until("what the station did is on record", func() bool { return len(p.exceptions(t)) > 0 })
		heir.shut.Store(false)
	}
	heir.until("the same work", picked)
	got := heir.state.Work()
	if got.ID != work || got.Epoch < epoch+100_000 {
		t.Errorf("%s got work %s, epoch %d; want %s of %s, 100,000 after its epoch %d", heir.name, got.ID, got.Epoch, work, lost.name, epoch)
	}
	lost.shut.Store(false)
	p.until("what the station did is on record", func() bool { return len(p.exceptions(t)) > 0 })
	if lost.state.Work() != nil {
		lost.waits("to be told", func(s station.State) bool { return s.Work().LostTo != "" })
	}
	says := lost.state.Verdict.String()
	t.Logf("%s is told: %s", lost.name, says)
	if has := map[bool]string{true: "Nobody has order", false: heir.name + " has order"}[c.first]; lost.state.Work() != nil && !strings.Contains(says, has) {
		t.Errorf("it is told %q, want %q", says, has)
	}
	c.told(t, p, lost, got)

	heir.until("shipped", shipped)
	p.settle(t, "put_back")
	packed := len(lost.labels())
	lost.until("another order", func(s station.State) bool { return len(lost.labels()) > packed && shipped(s) })
	lost.waits("everything is sent", allSent)
	heir.waits("everything is sent", allSent)
	c.books(t, p, lost, heir)
}

// plain sets the rules of the house to the fewest deeds an order, and one order
// before all others. Both servers know.
func (p *pair) plain() {
	p.t.Helper()
	s, err := store.Open(p.t.Context(), address("house", p.writes().dir))
	if err != nil {
		p.t.Fatal(err)
	}
	defer s.Close()
	for key, value := range map[string]any{"weight": "off", "slip": false, "auto_next": false, "ahead": 0} {
		if _, err := s.Do(p.t.Context(), store.Stamp{Key: "plain." + key, Warehouse: main, By: "test"}, store.Set{Key: key, Value: value}); err != nil {
			p.t.Fatal(err)
		}
	}
	order := station.ID(ask[string](p.writes(), `select min(id)::text from orders`))
	if _, err := s.Do(p.t.Context(), store.Stamp{Key: "plain.first", Warehouse: main, By: "test"}, store.Priority{Order: order, Priority: 9}); err != nil {
		p.t.Fatal(err)
	}
	p.until("the other server knows", func() bool {
		return ask[bool](p.writes(), `select coalesce(bool_and(replay_lsn >= pg_current_wal_lsn()), false) from pg_stat_replication`)
	})
}

// until waits for something.
func (p *pair) until(what string, holds func() bool) { p.writes().until(what, holds) }

// told checks that somebody is sent to the goods, and to no others.
func (c lostClaim) told(t *testing.T, p *pair, lost *packing, w *station.Work) {
	t.Helper()
	of := w.OrderNo
	if labels := lost.labels(); len(labels) > 0 {
		of = view.Short(labels[0])
	}
	want, found := fmt.Sprintf(c.deed, of), 0
	for _, e := range p.exceptions(t) {
		deed := e.Deed(fmt.Sprintf, func(time.Time) string { return "14:02" })
		t.Log(deed)
		switch {
		case e.Work == string(w.ID) && strings.HasPrefix(deed, want):
			found++
		case e.Work == string(w.ID) || e.Units > 0 || e.Labels > 0:
			t.Errorf("got %q, want %q and what to do", deed, want)
		}
	}
	if found != 1 {
		t.Errorf("%d times somebody is sent there, want once", found)
	}
}

func (p *pair) exceptions(t *testing.T) []view.Exception {
	t.Helper()
	s, err := store.Open(t.Context(), address("house", p.writes().dir))
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	list, err := s.Exceptions(t.Context(), main)
	if err != nil {
		t.Fatal(err)
	}
	return list
}

// settle says what became of the goods of all exceptions.
func (p *pair) settle(t *testing.T, how string) {
	t.Helper()
	s, err := store.Open(t.Context(), address("house", p.writes().dir))
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	for _, e := range p.exceptions(t) {
		by := store.Stamp{Key: "settle." + e.ID, Warehouse: main, By: "test"}
		if _, err := s.Do(t.Context(), by, store.SettleException{Exception: station.ID(e.ID), How: how}); err != nil {
			t.Fatal(err)
		}
	}
}

// books checks that each order shipped once, that nothing more was set aside, and
// what always holds.
func (c lostClaim) books(t *testing.T, p *pair, lost, heir *packing) {
	t.Helper()
	if list := p.exceptions(t); len(list) > 0 {
		t.Errorf("exceptions are left: %+v", list)
	}
	labels := slices.Concat(lost.labels(), heir.labels())
	known := ask[int](p.writes(), `select count(*)::int from labels where sscc = any ($1) and proven_at is not null`, labels)
	orders := ask[int](p.writes(), `select count(*)::int from orders where state = 'shipped'`)
	taken := ask[int](p.writes(), `select 10000 - sum(on_hand)::int from stock s join locations l on l.id = s.location_id where l.name = 'A01'`)
	out := len(labels)
	if c.deed[0] == 'p' {
		out-- // the parcel that somebody took out
	}
	t.Logf("%d labels on the paper, %d orders shipped, %d pieces gone", len(labels), orders, taken)
	if orders != 2 || known != 2 || out != 2 || taken != 3 {
		t.Errorf("%d orders are shipped, %d labels are on record and %d on the paper, %d pieces are gone; want 2, 2, 2 and 3", orders, known, out, taken)
	}
	s, err := store.Open(t.Context(), address("house", p.writes().dir))
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	for _, i := range store.Invariants() {
		if n, some, err := s.Broken(t.Context(), i); err != nil || n > 0 {
			t.Errorf("%d, %s: %d %s: %v, %v", i.N, i.Name, n, i.Says, some, err)
		}
	}
}
