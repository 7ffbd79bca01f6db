package store_test

import (
	"fmt"
	"runtime"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/packwright/packwright/station"
	"github.com/packwright/packwright/station/store/storetest"
)

// BenchmarkAudit measures the audit of 100,000 facts of ten writers, and what
// memory the program holds while it reads them.
func BenchmarkAudit(b *testing.B) {
	const writers, each = 10, 10_000
	url := storetest.Database(b)
	s := storetest.OpenAt(b, url)
	storetest.NewHouse(b, s)
	conn, err := pgx.Connect(b.Context(), url)
	if err != nil {
		b.Fatal(err)
	}
	defer conn.Close(b.Context())
	for n := range writers {
		writeFacts(b, conn, n+1, each)
	}
	if _, err := s.StoreHeads(b.Context()); err != nil {
		b.Fatal(err)
	}
	runtime.GC()
	var most uint64
	start := time.Now()
	for b.Loop() {
		done := make(chan struct{})
		go func() {
			defer close(done)
			if a, err := s.Audit(b.Context(), nil); err != nil || a.Facts != writers*each || len(a.Breaches) > 0 {
				b.Errorf("got %+v, %v", a, err)
			}
		}()
		most = max(most, heapUntil(done))
	}
	b.ReportMetric(float64(writers*each*b.N)/time.Since(start).Seconds(), "facts/s")
	b.ReportMetric(float64(most)/(1<<20), "heap-MB")
}

// heapUntil is the most that the heap held until then, in bytes.
func heapUntil(done <-chan struct{}) (most uint64) {
	for {
		select {
		case <-done:
			return most
		case <-time.After(20 * time.Millisecond):
			var m runtime.MemStats
			runtime.ReadMemStats(&m)
			most = max(most, m.HeapAlloc)
		}
	}
}

// writeFacts enters a writer with so many facts, as a bench does that picks.
func writeFacts(b *testing.B, conn *pgx.Conn, writer, facts int) {
	b.Helper()
	name := fmt.Sprintf("writer-%d", writer)
	if _, err := conn.Exec(b.Context(), `insert into writers (name, warehouse_id, station_id) values ($1, 1, $2)`, name, writer); err != nil {
		b.Fatal(err)
	}
	last := station.Fact{At: time.Now()}
	rows := make([][]any, facts)
	for n := range rows {
		c := station.UnitPicked{
			OfWork: station.OfWork{Work: "7", Epoch: 3}, Line: n % 9, Stop: "12", Location: "A01",
			Goods: station.Goods{Lot: "L7", Expiry: "2027-01-31"}, Qty: 1, Into: storetest.Into(1),
		}
		f, err := station.Stamp(station.ID(name), last.Seq+1, last.At.Add(time.Second), "1", c, last.Hash)
		if err != nil {
			b.Fatal(err)
		}
		kind, body, err := station.Encode(c)
		if err != nil {
			b.Fatal(err)
		}
		rows[n], last = []any{1, writer, f.Seq, f.At, int64(1), int64(7), f.Epoch, kind, body, f.Prev[:], f.Hash[:]}, f
	}
	columns := []string{"warehouse_id", "writer_id", "seq", "at", "person_id", "work_id", "epoch", "kind", "body", "prev", "hash"}
	if _, err := conn.CopyFrom(b.Context(), pgx.Identifier{"facts"}, columns, pgx.CopyFromRows(rows)); err != nil {
		b.Fatal(err)
	}
	if _, err := conn.Exec(b.Context(), `update writers set last_seq = $1, last_hash = $2 where id = $3`, last.Seq, last.Hash[:], writer); err != nil {
		b.Fatal(err)
	}
}
