package storetest

import (
	"context"

	"github.com/jackc/pgx/v5"
)

// audits are queries that find what must never be, by the rule.
var audits = map[string]string{
	"the counts of a line are those of its units": `
		select l.work_id || '/' || l.line from work_lines l
		left join work_units u on u.warehouse_id = l.warehouse_id and u.work_id = l.work_id and u.line = l.line
		group by l.warehouse_id, l.work_id, l.line
		having l.picked <> coalesce(sum(u.qty) filter (where u.place in ('tote', 'parcel', 'loose', 'slot', 'cage')), 0)
		    or l.packed <> coalesce(sum(u.qty) filter (where u.place in ('parcel', 'cage')), 0)`,
	"what is allocated is what works are promised": `
		select s.location_id || '/' || s.product_id || '/' || s.lot from stock s
		left join allocations a on a.location_id = s.location_id and a.product_id = s.product_id and a.lot = s.lot
		group by s.warehouse_id, s.location_id, s.product_id, s.lot
		having s.allocated <> coalesce(sum(a.qty - a.taken - a.uncovered), 0)`,
	"what is on hand is the sum of what came and went": `
		select concat_ws('/', location_id, product_id, lot) || ': ' || on_hand || ', moves ' || moved from (
			select coalesce(s.location_id, m.location_id) as location_id, coalesce(s.product_id, m.product_id) as product_id,
				coalesce(s.lot, m.lot) as lot, coalesce(s.on_hand, 0) as on_hand, coalesce(m.qty, 0) as moved
			from stock s
			full join (select warehouse_id, location_id, product_id, lot, sum(qty) as qty from stock_moves group by 1, 2, 3, 4) m
				using (warehouse_id, location_id, product_id, lot)) x
		where on_hand <> moved`,
	"what is reserved is what orders want and nobody promised": `
		select p.sku || ': ' || coalesce(r.qty, 0) || ' for ' || coalesce(d.qty, 0) from products p
		left join reservations r on r.product_id = p.id
		left join (
			select l.product_id, sum(case when w.state = 'ready'
				then l.qty - l.cancelled - coalesce((select sum(a.qty) from allocations a where a.work_id = w.id and a.line = l.line), 0)
				else l.short end) as qty
			from works w join work_lines l on l.work_id = w.id
			where w.state not in ('cancelled', 'labelled')
			group by l.product_id) d on d.product_id = p.id
		where coalesce(r.qty, 0) <> coalesce(d.qty, 0)`,
	"a work that is touched has units away, and no other": `
		select w.id::text from works w
		where w.touched <> exists (select from work_units u where u.work_id = w.id and u.qty > 0 and u.place in ('tote', 'parcel', 'loose', 'slot', 'cage'))
		  and w.state not in ('labelled', 'handed_over')`,
	"facts of a writer have no gaps and follow each other": `
		select f.writer_id || '/' || f.seq from (
			select writer_id, seq, prev, lag(hash) over w as before, lag(seq) over w as last from facts window w as (partition by writer_id order by seq)) f
		where (f.seq = 1) <> (f.before is null) or f.before is not null and (f.prev <> f.before or f.seq <> f.last + 1)`,
	"a work has one holder and a lease, or none": `
		select id::text from works where holder is not null and state in ('ready', 'cancelled')`,
	"every change of a state stands in the table": `
		select machine || ' ' || from_state || ' ' || to_state from state_changes c
		where not exists (select from transitions t where t.machine = c.machine and t.from_state = c.from_state and t.to_state = c.to_state)`,
}

// Audit answers, for each rule, one thing that breaks it, "" for none.
func (c Real) Audit(ctx context.Context) map[string]string {
	c.t.Helper()
	conn, err := pgx.Connect(ctx, c.url)
	if err != nil {
		c.t.Fatal(err)
	}
	defer conn.Close(context.WithoutCancel(ctx))
	told := map[string]string{}
	for rule, sql := range audits {
		rows, err := conn.Query(ctx, sql)
		if err != nil {
			c.t.Fatal(rule, ": ", err)
		}
		found, err := pgx.CollectRows(rows, pgx.RowTo[string])
		if err != nil {
			c.t.Fatal(rule, ": ", err)
		}
		told[rule] = ""
		if len(found) > 0 {
			told[rule] = found[0]
		}
	}
	return told
}
