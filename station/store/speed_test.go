package store_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/packwright/packwright/station"
	"github.com/packwright/packwright/station/store/storetest"
)

// waiting fills a warehouse with orders that wait to be claimed.
const waiting = `
	with c as (insert into channels (code) values ('bulk') returning id),
	o as (
		insert into orders (warehouse_id, client_id, channel_id, external_id, number, state, content_hash)
		select 1, 1, c.id, n::text, '#B' || n, 'open', '\x00' from c, generate_series(1, $1::int) n
		returning id),
	r as (insert into recipients (order_id, ship_to) select id, '{}' from o),
	l as (insert into order_lines (order_id, n, product_id, qty) select id, 0, 1, 1 from o),
	w as (
		insert into works (warehouse_id, order_id, blocked, cut_off)
		select 1, id, '', now() + make_interval(secs => id % 1000) from o
		returning id)
	insert into work_lines (warehouse_id, work_id, line, order_line, product_id, qty)
	select 1, id, 0, 0, 1, 1 from w`

func TestAClaimIsQuickHoweverManyOrdersWait(t *testing.T) {
	const works, limit = 100_000, 10 * time.Millisecond
	ctx := t.Context()
	address := storetest.Database(t)
	h := storetest.NewHouse(t, storetest.OpenAt(t, address))
	conn, err := pgx.Connect(ctx, address)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close(context.WithoutCancel(ctx))
	// work_lines refers to works of the same statement: as a bulk load does.
	for _, sql := range []string{`set session_replication_role = replica`, waiting, `reset session_replication_role`, `analyze`} {
		if sql == waiting {
			_, err = conn.Exec(ctx, sql, works)
		} else {
			_, err = conn.Exec(ctx, sql)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	var took []time.Duration
	for n := range 21 {
		hand := h.Hand(fmt.Sprint("BENCH-", 1+n))
		start := time.Now()
		got, err := hand.Claim(station.Want{How: station.ByNext, Max: 1})
		took = append(took, time.Since(start))
		if err != nil || len(got) != 1 {
			t.Fatalf("claim: %d works, %v", len(got), err)
		}
	}
	slices.Sort(took)
	t.Logf("%d works wait: a claim takes %v, at most %v", works, took[len(took)/2], took[len(took)-1])
	if took[len(took)/2] > limit {
		t.Errorf("with %d works waiting a claim takes %v, want at most %v", works, took[len(took)/2], limit)
	}
	for name, sql := range map[string]string{
		"head of the queue": `select id from works where warehouse_id = 1 and state = 'ready' and blocked = '' and holder is null and assigned_to is null
			order by priority desc, cut_off, id limit 32`,
		"untouched": `select id from works where warehouse_id = 1 and state = 'picking' and not touched and holder is not null and lease_until < now()
			order by lease_until limit 1`,
		"assigned": `select id from works where warehouse_id = 1 and assigned_to = 1 and state = 'ready' and blocked = '' and holder is null
			order by priority desc, cut_off, id limit 1`,
		"held": `select id from works where holder = 1`,
	} {
		if plan := explain(t, conn, sql); strings.Contains(plan, "Seq Scan") || strings.Contains(plan, "Sort") {
			t.Errorf("%s is not read from an index:\n%s", name, plan)
		}
	}
}

func explain(t *testing.T, conn *pgx.Conn, sql string) string {
	t.Helper()
	found, err := conn.Query(t.Context(), "explain "+sql)
	if err != nil {
		t.Fatal(err)
	}
	lines, err := pgx.CollectRows(found, pgx.RowTo[string])
	if err != nil {
		t.Fatal(err)
	}
	return strings.Join(lines, "\n")
}
