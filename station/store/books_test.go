package store_test

import (
	"context"
	"os"
	"strconv"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/packwright/packwright/station/store"
	"github.com/packwright/packwright/station/store/storetest"
)

// copies are a shipped order and everything of it, n times more, with numbers of
// their own. Facts go on in the journal of their writer.
var copies = []string{
	`set session_replication_role = replica`,
	`insert into orders overriding system value select (jsonb_populate_record(o, jsonb_build_object('id', o.id + i * 1000, 'external_id', 'x' || i))).* from orders o, generate_series(1, $1::int) i where o.state = 'shipped'`,
	`insert into order_lines select (jsonb_populate_record(l, jsonb_build_object('order_id', l.order_id + i * 1000))).* from order_lines l join orders o on o.id = l.order_id, generate_series(1, $1::int) i where o.state = 'shipped' and o.id < 1000`,
	`insert into works overriding system value select (jsonb_populate_record(w, jsonb_build_object('id', w.id + i * 1000, 'order_id', w.order_id + i * 1000))).* from works w, generate_series(1, $1::int) i where w.state = 'labelled'`,
	`insert into work_lines select (jsonb_populate_record(l, jsonb_build_object('work_id', l.work_id + i * 1000))).* from work_lines l join works w on w.id = l.work_id, generate_series(1, $1::int) i where w.state = 'labelled' and w.id < 1000`,
	`insert into allocations overriding system value select (jsonb_populate_record(a, jsonb_build_object('work_id', a.work_id + i * 1000))).* from allocations a join works w on w.id = a.work_id, generate_series(1, $1::int) i where w.state = 'labelled' and w.id < 1000`,
	`insert into work_units select (jsonb_populate_record(u, jsonb_build_object('work_id', u.work_id + i * 1000))).* from work_units u join works w on w.id = u.work_id, generate_series(1, $1::int) i where w.state = 'labelled' and w.id < 1000`,
	`insert into parcels select (jsonb_populate_record(p, jsonb_build_object('work_id', p.work_id + i * 1000))).* from parcels p, generate_series(1, $1::int) i where p.state = 'in_cage'`,
	`insert into labels select (jsonb_populate_record(l, jsonb_build_object('work_id', l.work_id + i * 1000, 'key', l.key || i, 'tracking', l.tracking || i, 'sscc', '9' || lpad(i::text, 17, '0')))).* from labels l, generate_series(1, $1::int) i`,
	`insert into print_jobs select (jsonb_populate_record(j, jsonb_build_object('work_id', j.work_id + i * 1000, 'id', j.id || '.' || i))).* from print_jobs j, generate_series(1, $1::int) i`,
	`insert into state_changes overriding system value select c.id + i * 1000, c.machine,
		case c.machine when 'order' then c.subject::int + i * 1000 || '' when 'work' then c.subject::int + i * 1000 || '' else c.subject || '.' || i end,
		c.from_state, c.to_state, c.cause, c.at from state_changes c, generate_series(1, $1::int) i where c.id < 1000`,
	`insert into facts (warehouse_id, writer_id, seq, at, person_id, work_id, epoch, kind, body, prev, hash, aside)
		select f.warehouse_id, f.writer_id, f.seq + i * (select max(last_seq) from writers), f.at, f.person_id, f.work_id + i * 1000, f.epoch, f.kind,
			case when f.body->>'job' is null then f.body else jsonb_set(f.body::jsonb, '{job}', to_jsonb(f.body->>'job' || '.' || i))::json end, f.prev, f.hash, f.aside
		from facts f, generate_series(1, $1::int) i where f.writer_id = 1 order by i, f.seq`,
	`analyze`,
}

// make books: how long all invariants take where so many orders were shipped.
func TestTheBooksOfAYearAreCheckedInAMinute(t *testing.T) {
	orders, _ := strconv.Atoi(os.Getenv("PACKWRIGHT_BOOKS"))
	if orders == 0 {
		t.Skip("PACKWRIGHT_BOOKS says of how many orders")
	}
	ctx, url := context.Background(), storetest.Database(t)
	s := furnished(t, url)
	conn, err := pgx.Connect(ctx, url)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close(ctx)
	for _, sql := range copies {
		var args []any
		if len(sql) > 60 {
			args = append(args, orders)
		}
		if _, err := conn.Exec(ctx, sql, args...); err != nil {
			t.Fatalf("%.60s: %v", sql, err)
		}
	}
	var facts int
	if err := conn.QueryRow(ctx, `select count(*) from facts`).Scan(&facts); err != nil {
		t.Fatal(err)
	}
	var all, most time.Duration
	slowest := ""
	for _, i := range store.Invariants() {
		start := time.Now()
		if _, _, err := s.Broken(ctx, i); err != nil {
			t.Error(err)
		}
		took := time.Since(start)
		if all += took; took > most {
			most, slowest = took, i.Name
		}
	}
	t.Logf("%d orders, %d facts: %d invariants in %v; the slowest %v: %s", orders, facts, len(store.Invariants()), all.Round(time.Millisecond), most.Round(time.Millisecond), slowest)
	if all > time.Minute {
		t.Errorf("took %v, want at most a minute", all)
	}
}
