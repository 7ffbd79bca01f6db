package store_test

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"testing"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"

	"github.com/packwright/packwright/station"
	"github.com/packwright/packwright/station/pglocal"
	"github.com/packwright/packwright/station/store"
	"github.com/packwright/packwright/station/store/storetest"
)

// limit writes the rows of one scan with nothing else around them: the best
// that one statement can do.
const limit = `
	with a as (
		update allocations set taken = taken + 1
		where warehouse_id = 1 and work_id = $1 and id = $2 and line = 0 returning location_id, product_id, lot),
	l as (
		update work_lines set picked = picked + 1, packed = packed + 1
		where warehouse_id = 1 and work_id = $1 and line = 0 returning product_id),
	s as (
		update stock s set on_hand = on_hand - 1, allocated = s.allocated - 1 from a
		where s.warehouse_id = 1 and s.location_id = a.location_id and s.product_id = a.product_id and s.lot = a.lot),
	u as (
		insert into work_units (warehouse_id, work_id, line, place, place_id, product_id, qty)
		select 1, $1, 0, 'parcel', '1', product_id, 1 from l
		on conflict (warehouse_id, work_id, line, lot, expiry, serial, place, place_id) do update set qty = work_units.qty + 1),
	w as (
		update writers set last_seq = $4, last_hash = $9, heard_at = now(), caught_up_at = now(), scan_at = $5 where id = $3)
	insert into facts (warehouse_id, writer_id, seq, at, person_id, work_id, epoch, kind, body, prev, hash)
	values (1, $3, $4, $5, 1, $1, 1, $6, $7, $8, $9)`

// BenchmarkApply measures a scan's way into a database that flushes, and beside
// it, in turn, the limit: with a deadline and over a pool, as every call.
func BenchmarkApply(b *testing.B) {
	ctx := context.Background()
	address := durable(b)
	h := storetest.NewHouse(b, storetest.OpenAt(b, address))
	const pieces = 1_000_000
	h.Put("MUG", "A01", pieces)
	h.Put("PEN", "A02", pieces)
	task, other := packing(h, "BENCH-1", "MUG", pieces), packing(h, "BENCH-2", "PEN", pieces)
	pool, err := pgxpool.New(ctx, address)
	if err != nil {
		b.Fatal(err)
	}
	defer pool.Close()
	work, stop := number(b, other.Work), number(b, other.Stops()[0].ID)
	var writer int
	if err := pool.QueryRow(ctx, `select id from writers where name = $1`, string(other.Writer)).Scan(&writer); err != nil {
		b.Fatal(err)
	}
	var apply, bare []time.Duration
	b.ReportAllocs()
	for b.Loop() {
		facts := task.Facts(task.Pick(task.Stops()[0], 1, storetest.Into(1)))
		start := time.Now()
		answer, err := task.Send(facts...)
		apply = append(apply, time.Since(start))
		if err != nil || len(answer.SetAside) > 0 {
			b.Fatalf("apply: %+v, %v", answer.SetAside, err)
		}
		f := other.Facts(other.Pick(other.Stops()[0], 1, storetest.Into(1)))[0]
		kind, body, err := station.Encode(f.Change)
		if err != nil {
			b.Fatal(err)
		}
		start = time.Now()
		ctx, cancel := context.WithTimeout(ctx, 2*time.Second)
		_, err = pool.Exec(ctx, limit, work, stop, writer, f.Seq, f.At, kind, string(body), f.Prev[:], f.Hash[:])
		cancel()
		bare = append(bare, time.Since(start))
		if err != nil {
			b.Fatal(err)
		}
	}
	slices.Sort(apply)
	slices.Sort(bare)
	for name, p := range map[string]int{"p50": 50, "p99": 99} {
		x, y := apply[len(apply)*p/100], bare[len(bare)*p/100]
		b.ReportMetric(float64(x.Microseconds()), "apply-us-"+name)
		b.ReportMetric(float64(y.Microseconds()), "limit-us-"+name)
		b.ReportMetric(float64(x)/float64(y), "times-"+name)
	}
}

// packing is a work in one pass with box 1 open.
func packing(h *storetest.House, bench, sku string, qty int) storetest.Task {
	h.Order(storetest.Line{SKU: sku, Qty: qty})
	task := h.Hand(bench).Next()
	task.Apply(task.OnePass()...)
	return task
}

func number(b *testing.B, id station.ID) int64 {
	n, err := strconv.ParseInt(string(id), 10, 64)
	if err != nil {
		b.Fatal(err)
	}
	return n
}

// durable is a migrated database of the benchmark's own, on a cluster that
// flushes to disk.
func durable(b *testing.B) string {
	ctx := context.Background()
	c, err := pglocal.Start(ctx, pglocal.Options{Name: "bench"})
	if err != nil {
		b.Fatal(err)
	}
	name := fmt.Sprintf("b_%d", time.Now().UnixNano())
	if err := c.CreateDatabase(ctx, name, ""); err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() {
		if err := c.DropDatabase(ctx, name); err != nil {
			b.Error(err)
		}
		if err := c.Close(); err != nil {
			b.Error(err)
		}
	})
	if _, _, err := store.Migrate(ctx, c.URL(name)); err != nil {
		b.Fatal(err)
	}
	return c.URL(name)
}
