package failover

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/packwright/packwright/station"
	"github.com/packwright/packwright/station/store"
	"github.com/packwright/packwright/station/store/storetest"
	"github.com/packwright/packwright/station/view"
)

// pair is two servers of which one writes and the other follows it, with a wire
// between the stations and each.
type pair struct {
	t       testing.TB
	dir     string
	servers [2]*server
	wires   [2]*wire // stations to server n
	lag     [2]*wire // the other server to server n
	first   int      // that writes
	inStep  bool     // a commit waits until the other server has it
	product station.ID
}

// newPair furnishes a house on two servers.
func newPair(t testing.TB, inStep bool, lag time.Duration) *pair {
	t.Helper()
	dir, err := os.MkdirTemp("", "pw-pair-") // short: a socket's path must be
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(dir) })
	if err := os.Chmod(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	p := &pair{t: t, dir: dir, inStep: inStep}
	for n, name := range []string{"a", "b"} {
		p.servers[n] = newServer(t, filepath.Join(dir, name))
		p.wires[n] = newWire(t, filepath.Join(dir, "w"+name), p.servers[n].dir, 0)
		p.lag[n] = newWire(t, filepath.Join(dir, "l"+name), p.servers[n].dir, lag)
	}
	p.servers[0].make()
	p.servers[0].start()
	p.furnish()
	p.follow()
	return p
}

func (p *pair) writes() *server { return p.servers[p.first] }
func (p *pair) other() *server  { return p.servers[1-p.first] }

// furnish makes the house and what is in it.
func (p *pair) furnish() {
	p.t.Helper()
	if err := p.writes().try(`create database house`); err != nil {
		p.t.Fatal(err)
	}
	url := address("house", p.writes().dir)
	if _, _, err := store.Migrate(p.t.Context(), url); err != nil {
		p.t.Fatal(err)
	}
	h := storetest.NewHouse(p.t, storetest.OpenAt(p.t, url))
	h.Put("MUG", "A01", 10000)
	orders := make([]view.NewOrder, 200+20*failovers())
	for n := range orders {
		orders[n] = h.NewOrder(storetest.Line{SKU: "MUG", Qty: 1 + (1 / (n + 1))}) // the first one has two
	}
	h.Import(orders...)
	h.Release()
	p.product = station.ID(ask[string](p.writes(), `select id::text from products where sku = 'MUG'`))
}

// follow has the other server copy the one that writes, and follow it.
func (p *pair) follow() {
	p.t.Helper()
	p.other().follow(p.writes(), p.lag[p.first].dir)
	p.other().start()
	p.writes().until("the other one follows", func() bool {
		return ask[bool](p.writes(), `select exists (select from pg_stat_replication where state = 'streaming' and application_name = 'standby')`)
	})
	if p.inStep {
		p.writes().write("sync.conf", "synchronous_standby_names = '*'\n")
		p.writes().reload()
		p.writes().until("commits wait for the other one", func() bool {
			return ask[bool](p.writes(), `select exists (select from pg_stat_replication where sync_state = 'sync')`)
		})
	}
}

// url is the address of both, in an order that never changes.
func (p *pair) url() string { return address("house", p.wires[0].dir, p.wires[1].dir) }

// failover kills the server that writes and, when that was noticed, has the other
// one take over; meanwhile it calls between. It answers when the one ended and
// when the other began to write.
func (p *pair) failover(noticed time.Duration, between func()) (ended, began time.Time) {
	p.t.Helper()
	heir := p.other()
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	c, err := heir.connect(ctx, "house")
	if err != nil {
		p.t.Fatal(err)
	}
	defer c.Close(ctx)
	p.lag[p.first].cut() // what is on its way is lost
	ended = time.Now()
	p.writes().kill()
	between()
	time.Sleep(time.Until(ended.Add(noticed)))
	if _, err := c.Exec(ctx, `select pg_promote(false)`); err != nil {
		p.t.Fatal(err)
	}
	for !writes(ctx, p.t, c) {
		time.Sleep(2 * time.Millisecond)
	}
	began = time.Now()
	p.first = 1 - p.first
	return ended, began
}

func writes(ctx context.Context, t testing.TB, c *pgx.Conn) (yes bool) {
	t.Helper()
	if err := c.QueryRow(ctx, `select not pg_is_in_recovery()`).Scan(&yes); err != nil {
		t.Fatal(err)
	}
	return yes
}

// back starts the server that was killed once more, as if nothing had been.
func (p *pair) back() *server {
	p.t.Helper()
	old := p.other()
	old.write("sync.conf", "")
	old.start()
	return old
}

// check checks that every fact of the stations is in the house, once and as it
// was made, and that its effect was had once.
func (p *pair) check(all []*bench) (lost, twice, aside int) {
	p.t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	c, err := p.writes().connect(ctx, "house")
	if err != nil {
		p.t.Fatal(err)
	}
	defer c.Close(ctx)
	made := 0
	for _, b := range all {
		found := map[int64]string{}
		rows, err := c.Query(ctx, `select f.seq, encode(f.hash, 'hex'), f.aside from facts f join writers w on w.id = f.writer_id where w.name = $1`, string(b.journal.Writer()))
		if err != nil {
			p.t.Fatal(err)
		}
		var seq int64
		var hash, why string
		if _, err := pgx.ForEachRow(rows, []any{&seq, &hash, &why}, func() error {
			if found[seq] != "" {
				twice++
			}
			if why != "" {
				aside++
			}
			found[seq] = hash
			return nil
		}); err != nil {
			p.t.Fatal(err)
		}
		for f, err := range b.journal.From(1) {
			if err != nil {
				p.t.Fatal(err)
			}
			made++
			if found[f.Seq] != f.Hash.String() {
				lost++
			}
		}
	}
	var tray int
	if err := c.QueryRow(ctx, `select coalesce(sum(on_hand), 0)::int from stock s join locations l on l.id = s.location_id where l.name = 'RED-1'`).Scan(&tray); err != nil {
		p.t.Fatal(err)
	}
	twice += max(0, tray-made)
	lost += max(0, made-tray)
	if made == 0 {
		p.t.Error("the stations made no facts, so nothing was proven")
	}
	return lost, twice, aside
}

// failovers is how many are asked for, beside those of every run.
func failovers() int {
	n, _ := strconv.Atoi(os.Getenv("PACKWRIGHT_FAILOVERS"))
	return n
}

// told is a line for the closing figures.
func told(samples []time.Duration) string {
	return fmt.Sprintf("p50 %v, p99 %v, max %v", share(samples, 50), share(samples, 99), share(samples, 100))
}
