package store

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/packwright/packwright/station"
	"github.com/packwright/packwright/station/view"
)

// HeadsOfAll is the writer under which the chain of the stored heads itself has
// a head.
const HeadsOfAll = "audit"

// auditPatience bounds each question of an audit.
const auditPatience = time.Minute

const storeHeadsSQL = `select store_heads_v1()`

// StoreHeads stores the heads of all writers, once an hour however often it is
// called, and answers how many there were.
func (s *Store) StoreHeads(ctx context.Context) (stored int, err error) {
	if err := s.call(ctx, deedPatience, &stored, storeHeadsSQL); err != nil {
		return 0, fmt.Errorf("store the heads of the audit: %w", err)
	}
	return stored, nil
}

const headsSQL = `
	select w.name as writer, s.name as station, w.last_seq as seq, encode(w.last_hash, 'hex') as hash, w.heard_at as at
	from writers w
	join stations s on s.id = w.station_id
	join warehouses h on h.id = w.warehouse_id
	where h.code = $1 and w.last_seq > 0 and w.heard_at >= $2 and w.heard_at < $3
	order by s.name, w.id`

const headOfAllSQL = `
	select $1 as writer, '' as station, n as seq, encode(hash, 'hex') as hash, at
	from audit_heads
	order by n desc
	limit 1`

// Heads are the heads of the writers of a warehouse that were last heard of in
// the period, and behind them that of all heads stored.
func (s *Store) Heads(ctx context.Context, warehouse station.ID, p view.Period) ([]view.Head, error) {
	found, err := rows[view.Head](ctx, s, headsSQL, string(warehouse), p.From, p.To)
	if err != nil {
		return nil, fmt.Errorf("heads of %s: %w", warehouse, err)
	}
	all, err := rows[view.Head](ctx, s, headOfAllSQL, HeadsOfAll)
	if err != nil {
		return nil, fmt.Errorf("heads of %s: %w", warehouse, err)
	}
	found = append(found, all...)
	for i := range found {
		found[i].At = found[i].At.UTC()
	}
	return found, nil
}

// Audit recomputes the chain of every writer from the facts that are stored, and
// compares it with the heads that were stored and with those that were printed;
// and it follows every change of a state. It only reads, in pages.
func (s *Store) Audit(ctx context.Context, printed []view.Head) (view.Audit, error) {
	a := audit{store: s, chains: map[string]*chain{}, names: map[int]string{}}
	for _, look := range []func(context.Context) error{
		func(ctx context.Context) error { return a.storedHeads(ctx, printed) }, a.writers, a.facts, a.ends, a.history,
	} {
		if err := look(ctx); err != nil {
			return a.Audit, fmt.Errorf("audit: %w", err)
		}
	}
	return a.Audit, nil
}

// audit is an audit under way.
type audit struct {
	view.Audit
	store  *Store
	names  map[int]string // of writers
	chains map[string]*chain
}

// breaches that are named; the rest is counted.
const breachesNamed = 100

func (a *audit) found(writer string, seq int64, says string, args ...any) {
	if len(a.Breaches) == breachesNamed {
		a.More++
		return
	}
	a.Breaches = append(a.Breaches, view.Breach{Writer: writer, Seq: seq, Says: fmt.Sprintf(says, args...)})
}

func (a *audit) chain(writer string) *chain {
	if a.chains[writer] == nil {
		a.chains[writer] = &chain{writer: writer, links: "fact"}
	}
	return a.chains[writer]
}

const storedHeadsSQL = `select n, at, writer, seq, head, prev, hash from audit_heads order by n`

// storedHeads checks the chain of the heads that were stored, and takes them and
// the printed ones as witnesses.
func (a *audit) storedHeads(ctx context.Context, printed []view.Head) error {
	own := chain{writer: HeadsOfAll, links: "head"}
	for _, p := range printed {
		c := a.chain(p.Writer)
		if p.Writer == HeadsOfAll {
			c = &own
		}
		c.witness(p.Seq, p.Hash, "the head that was printed")
	}
	ctx, cancel := context.WithTimeout(ctx, auditPatience)
	defer cancel()
	rows, err := a.store.db.Query(ctx, storedHeadsSQL)
	if err != nil {
		return err
	}
	var h struct {
		n, seq           int64
		at               time.Time
		writer           string
		head, prev, hash []byte
	}
	_, err = pgx.ForEachRow(rows, []any{&h.n, &h.at, &h.writer, &h.seq, &h.head, &h.prev, &h.hash}, func() error {
		line := fmt.Sprintf("%d %d %d %x %s", h.n, h.at.UnixMicro(), h.seq, h.head, h.writer)
		a.link(&own, h.n, station.Hash(h.prev), station.Hash(h.hash), sha256.Sum256(append(h.prev, line...)))
		a.chain(h.writer).witness(h.seq, hex.EncodeToString(h.head), "the head stored at "+h.at.UTC().Format(time.DateTime)+" UTC")
		a.Heads++
		return nil
	})
	a.end(&own)
	return err
}

const writersSQL = `select id, name, last_seq, encode(last_hash, 'hex') from writers`

// writers takes what the rows of the writers say as a witness.
func (a *audit) writers(ctx context.Context) error {
	return a.eachWriter(ctx, func(name string, seq int64, hash string) {
		a.chain(name).witness(seq, hash, "the row of its writer")
		a.Writers++
	})
}

func (a *audit) eachWriter(ctx context.Context, do func(name string, seq int64, hash string)) error {
	ctx, cancel := context.WithTimeout(ctx, auditPatience)
	defer cancel()
	rows, err := a.store.db.Query(ctx, writersSQL)
	if err != nil {
		return err
	}
	var (
		id         int
		name, hash string
		seq        int64
	)
	_, err = pgx.ForEachRow(rows, []any{&id, &name, &seq, &hash}, func() error {
		a.names[id] = name
		do(name, seq, hash)
		return nil
	})
	return err
}

// ends finds what is missing at the ends of the chains, and what stands behind
// the end that its writer knows.
func (a *audit) ends(ctx context.Context) error {
	for _, c := range a.chains {
		a.end(c)
	}
	return a.eachWriter(ctx, func(name string, seq int64, _ string) {
		if c := a.chains[name]; c != nil && c.seq > seq {
			a.found(name, seq+1, "facts %d to %d stand behind the last one that the row of the writer tells of", seq+1, c.seq)
		}
	})
}

// ParseHead reads a head as it was printed: WRITER=SEQ:HASH.
func ParseHead(printed string) (view.Head, error) {
	writer, rest, _ := strings.Cut(printed, "=")
	seq, hash, _ := strings.Cut(rest, ":")
	h := view.Head{Writer: writer, Hash: hash}
	var err error
	if h.Seq, err = strconv.ParseInt(seq, 10, 64); err != nil || writer == "" {
		return h, fmt.Errorf("head %q is not of the form WRITER=SEQ:HASH", printed)
	}
	if sum, err := hex.DecodeString(h.Hash); err != nil || len(sum) != len(station.Hash{}) {
		return h, fmt.Errorf("head %q: the hash is not 64 hexadecimal digits", printed)
	}
	return h, nil
}
