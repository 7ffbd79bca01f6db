package store_test

import (
	"context"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/packwright/packwright/station"
	"github.com/packwright/packwright/station/store"
	"github.com/packwright/packwright/station/store/storetest"
)

// breaks says, for each invariant, what somebody would have to write past all
// rules so that it no longer holds in the house of furnished.
var breaks = map[int]string{
	1:  `update work_units set qty = 9 where place = 'cage'`,
	2:  `update work_units set place_id = '7' where place = 'cage'`,
	3:  `update labels set proven_at = null`,
	6:  `delete from facts where (writer_id, seq) in (select writer_id, max(seq) - 1 from facts group by writer_id)`,
	7:  `update writers set last_seq = last_seq + 1`,
	8:  `update facts set prev = '\x00' where seq = 3`,
	9:  `delete from facts where kind = 'print_requested'`,
	10: `update print_jobs set copy = 2`,
	11: `update print_jobs set state = 'queued'`,
	12: `insert into parcels (warehouse_id, work_id, n, carton, state) select warehouse_id, id, m, 'BOX-C', 'labelled' from works, generate_series(2, 3) m where holder is not null;
	     insert into labels (warehouse_id, work_id, parcel, n, key, state) select p.warehouse_id, work_id, n, 1, work_id || 'key' || n, 'purchased' from parcels p where n > 1;
	     insert into print_jobs (warehouse_id, id, work_id, station_id, doc, parcel, label, copy, state)
	     select l.warehouse_id, l.key, l.work_id, h.station_id, 'ship', parcel, 1, 1, 'sent' from labels l
	     join works w on w.id = l.work_id join writers h on h.id = w.holder`,
	13: `update labels set state = 'requested'`,
	15: `insert into purchases (key, bought) values ('nobody asked', '{}')`,
	16: `drop index labels_one_live; insert into labels (warehouse_id, work_id, parcel, n, key, state) select warehouse_id, work_id, parcel, n + 1, key || '.', state from labels`,
	18: `update orders set state = 'cancelled' where state = 'shipped'`,
	19: `update works set holder = (select max(id) from writers), last_writer = null, lease_until = now() where state = 'ready'`,
	20: `update works set touched = not touched where holder is not null`,
	21: `update works set epoch = 0`,
	23: `update facts set writer_id = writer_id + 1 where kind = 'unit_picked'`,
	24: `update works set lease_until = now() + interval '1 hour' where holder is not null`,
	25: `update grants set used_at = null`,
	26: `update state_changes set to_state = 'labelled' where machine = 'work' and to_state = 'packed'`,
	27: `update stock set allocated = on_hand + 1`,
	28: `update stock set on_hand = on_hand + 1`,
	29: `update work_lines set picked = picked - 1 where picked > 0`,
	35: `update works set state = 'cancelled' where holder is not null`,
	36: `update facts set aside = 'rule' where kind = 'work_moved'`,
	51: `update order_lines set qty = qty + 1`,
	52: `insert into state_changes (machine, subject, from_state, to_state, cause) select 'order', subject, from_state, to_state, '' from state_changes where to_state = 'shipped'`,
	53: `update works set state = 'packed' where state = 'packing'`,
	54: `update facts set person_id = 99 where seq = 2`,
	55: `drop index labels_tracking; insert into labels (warehouse_id, work_id, parcel, n, key, state, carrier, tracking) select warehouse_id, work_id, parcel, n + 1, key || '.', 'voided', carrier, tracking from labels`,
	56: `update numbers set key = key || '.'`,
	57: `update work_lines l set packed = 0 from works w where w.id = l.work_id and w.state = 'labelled'`,
	58: `update parcels set state = 'sealed'`,
	59: `update works set tote = '' where tote <> ''`,
	60: `update work_lines set qty = qty + 1`,
	61: `update allocations set qty = qty + 1`,
	62: `update reservations set qty = qty + 1`,
	63: `update stock set counting = true`,
	64: `alter function apply_v1 reset search_path`,
	65: `grant execute on function claim_v1 to public`,
	66: `update stations set revoked_at = now() - interval '1 hour' where name = 'BENCH-1'`,
}

// A check that cannot fail is worth nothing: each is shown what it is to find.
func TestEachInvariantFindsWhatBreaksIt(t *testing.T) {
	ctx := t.Context()
	url := storetest.Database(t)
	s := furnished(t, url)
	for _, i := range store.Invariants() {
		if n, some, err := s.Broken(ctx, i); err != nil || n > 0 {
			t.Errorf("%d, %s: broken %d times in a sound house: %v %v", i.N, i.Name, n, some, err)
		}
		if breaks[i.N] == "" {
			t.Errorf("%d, %s: nothing shows that it can be broken", i.N, i.Name)
			continue
		}
		if n, err := broken(ctx, url, i, breaks[i.N]); err != nil || n == 0 {
			t.Errorf("%d, %s: found nothing after %q: %v", i.N, i.Name, breaks[i.N], err)
		}
	}
}

// broken counts what an invariant finds after a deed of the owner past all
// triggers and constraints, which is taken back.
func broken(ctx context.Context, url string, i store.Invariant, deed string) (n int, err error) {
	conn, err := pgx.Connect(ctx, url)
	if err != nil {
		return 0, err
	}
	defer conn.Close(context.WithoutCancel(ctx))
	tx, err := conn.Begin(ctx)
	if err != nil {
		return 0, err
	}
	defer tx.Rollback(ctx)
	for _, sql := range []string{unbound, deed} {
		if _, err := tx.Exec(ctx, sql); err != nil {
			return 0, err
		}
	}
	rows, err := tx.Query(ctx, store.QueryOf(i))
	if err != nil {
		return 0, err
	}
	found, err := pgx.CollectRows(rows, pgx.RowTo[string])
	return len(found), err
}

// unbound takes the rules away that the tables keep themselves.
const unbound = `set local session_replication_role = replica;
	do $$ declare c record; begin
		for c in select conrelid::regclass as tab, conname from pg_constraint
			where contype = 'c' and connamespace = 'public'::regnamespace and conparentid = 0 and conrelid <> 0 loop
			execute format('alter table %s drop constraint %I', c.tab, c.conname);
		end loop;
	end $$`

// furnished is a house with an order that was shipped, one in hand with units in
// a parcel and a unit that a lead let pass, one in a tote, and one that waits for
// stock.
func furnished(t *testing.T, url string) *store.Store {
	t.Helper()
	s := storetest.OpenAt(t, url)
	h := storetest.NewHouse(t, s)
	h.Put("MUG", "A01", 10)
	h.Put("PEN", "A02", 10)
	for range 3 {
		h.Order(storetest.Line{SKU: "MUG", Qty: 1}, storetest.Line{SKU: "PEN", Qty: 1})
	}
	h.Order(storetest.Line{SKU: "CAM", Qty: 1})
	shipped := h.Hand("BENCH-1").Next()
	shipped.Apply(shipped.OnePass()...)
	shipped.Apply(shipped.PickAll(storetest.Into(1))...)
	shipped.Ship()

	inHand := h.Hand("BENCH-2").Next()
	inHand.Apply(inHand.OnePass()...)
	granted, err := inHand.Bench.Grant(t.Context(), station.Grant{Work: inHand.Work, Action: station.CountNoBarcode, Badge: "LEA-BADGE"})
	if err != nil {
		t.Fatal(err)
	}
	pick := inHand.Pick(inHand.Stops()[0], 1, storetest.Into(1))
	pick.Grant = granted.Grant
	inHand.Apply(pick)

	inTote := h.Hand("BENCH-3").Next()
	inTote.Apply(station.ToteBound{OfWork: inTote.OfWork, Tote: "TOTE-1"}, inTote.Pick(inTote.Stops()[0], 1, storetest.Tote("TOTE-1")))
	return s
}

// What an owner looks at every hour must not hold up the house.
func TestTheBooksOfManyOrdersAreCheckedWhileTheFloorWorks(t *testing.T) {
	const orders = 40
	url := storetest.Database(t)
	s := storetest.OpenAt(t, url)
	h := storetest.NewHouse(t, s)
	h.Put("MUG", "A01", 10*orders)
	h.Put("PEN", "A02", 10*orders)
	for range orders {
		h.Import(h.NewOrder(storetest.Line{SKU: "MUG", Qty: 1}, storetest.Line{SKU: "PEN", Qty: 2}))
	}
	h.Release()
	hand := h.Hand("BENCH-1")
	for range orders {
		task := hand.Next()
		task.Apply(task.OnePass()...)
		task.Apply(task.PickAll(storetest.Into(1))...)
		task.Ship()
	}
	var all time.Duration
	for _, i := range store.Invariants() {
		start := time.Now()
		if n, some, err := s.Broken(t.Context(), i); err != nil || n > 0 {
			t.Errorf("%d, %s: %d %v %v", i.N, i.Name, n, some, err)
		}
		all += time.Since(start)
	}
	t.Logf("%d invariants of %d shipped orders in %v", len(store.Invariants()), orders, all.Round(time.Millisecond))
}
