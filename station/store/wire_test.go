package store_test

import (
	"bytes"
	"context"
	"encoding/binary"
	"io"
	"net"
	"net/url"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/jackc/pgx/v5"

	"github.com/packwright/packwright/station"
	"github.com/packwright/packwright/station/store/storetest"
)

// A scan's way into the database is one statement and one round trip, whatever
// the functions behind it do.
func TestOneApplyIsOneStatementInOneRoundTrip(t *testing.T) {
	ctx := t.Context()
	address := storetest.Database(t)
	conn, err := pgx.Connect(ctx, address)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close(context.WithoutCancel(ctx))
	if _, err := conn.Exec(ctx, `create extension pg_stat_statements`); err != nil {
		t.Fatal(err)
	}
	w := watch(t, address)
	h := storetest.NewHouse(t, storetest.OpenAt(t, w.address))
	h.Put("MUG", "A01", 100)
	h.Order(storetest.Line{SKU: "MUG", Qty: 50})
	task := h.Hand("BENCH-1").Next()
	task.Apply(task.OnePass()...)
	pick := task.Pick(task.Stops()[0], 1, storetest.Into(1))
	task.Apply(pick) // from here on the statement is prepared
	if _, err := conn.Exec(ctx, `select pg_stat_statements_reset()`); err != nil {
		t.Fatal(err)
	}
	const scans = 20
	before := w.trips.Load()
	for range scans {
		task.Apply(pick)
	}
	if got := w.trips.Load() - before; got != scans {
		t.Errorf("%d scans took %d round trips", scans, got)
	}
	var statements, calls int
	err = conn.QueryRow(ctx, `
		select count(*), coalesce(sum(calls), 0) from pg_stat_statements s
		join pg_database d on d.oid = s.dbid and d.datname = current_database()
		where query not like '%pg_stat_statements%'`).Scan(&statements, &calls)
	if err != nil {
		t.Fatal(err)
	}
	if statements != 1 || calls != scans {
		t.Errorf("%d scans were %d statements, called %d times; want 1, %d times", scans, statements, calls, scans)
	}
}

func TestABrokenRuleCostsASecondCallOnlyForItsOwnFacts(t *testing.T) {
	w := watch(t, storetest.Database(t))
	h := storetest.NewHouse(t, storetest.OpenAt(t, w.address))
	h.Put("MUG", "A01", 100)
	h.Order(storetest.Line{SKU: "MUG", Qty: 5})
	task := h.Hand("BENCH-1").Next()
	task.Apply(task.OnePass()...)
	before := w.trips.Load()
	task.Tell(task.Pick(task.Stops()[0], 9, storetest.Into(1)))
	if got := w.trips.Load() - before; got > 4 {
		t.Errorf("a fact that breaks a rule took %d round trips, want at most 4: twice the call, and preparing it again", got)
	}
	before = w.trips.Load()
	task.Tell(station.WorkClosed{OfWork: task.OfWork, Why: "lost"})
	if got := w.trips.Load() - before; got != 1 {
		t.Errorf("the next fact took %d round trips, want 1", got)
	}
}

// wire stands between a store and its database and counts round trips: the
// client's Sync messages, after each of which it waits for an answer.
type wire struct {
	address string
	trips   atomic.Int64
}

func watch(t *testing.T, address string) *wire {
	t.Helper()
	u, err := url.Parse(address)
	if err != nil {
		t.Fatal(err)
	}
	socket := u.Query().Get("host") + "/.s.PGSQL." + u.Query().Get("port")
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	w := &wire{}
	u.Host, u.RawQuery = l.Addr().String(), "sslmode=disable"
	w.address = u.String()
	done := make(chan struct{})
	go func() {
		defer close(done)
		for {
			client, err := l.Accept()
			if err != nil {
				return
			}
			go w.pass(client, socket)
		}
	}()
	t.Cleanup(func() { l.Close(); <-done })
	return w
}

// pass carries one connection; it ends when either side closes.
func (w *wire) pass(client net.Conn, socket string) {
	defer client.Close()
	server, err := net.Dial("unix", socket)
	if err != nil {
		return
	}
	defer server.Close()
	go func() {
		defer client.Close()
		io.Copy(client, server)
	}()
	for first := true; ; first = false {
		message, err := read(client, first)
		if err != nil {
			return
		}
		if strings.HasPrefix(string(message), "S") || strings.HasPrefix(string(message), "Q") {
			w.trips.Add(1)
		}
		if _, err := server.Write(message); err != nil {
			return
		}
	}
}

// read reads one message of the client; the first has no type before its
// length.
func read(r io.Reader, first bool) ([]byte, error) {
	head := make([]byte, 5)
	if first {
		head = head[:4]
	}
	if _, err := io.ReadFull(r, head); err != nil {
		return nil, err
	}
	rest := make([]byte, int(binary.BigEndian.Uint32(head[len(head)-4:]))-4)
	_, err := io.ReadFull(r, rest)
	return bytes.Join([][]byte{head, rest}, nil), err
}
