package store

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/packwright/packwright/station"
)

// chain is how far the chain of one writer was followed.
type chain struct {
	writer    string
	links     string // what one of them is called: fact, head
	seq       int64
	hash      station.Hash
	witnesses []witness // of its links, by number once it is followed
	ordered   bool
}

// witness is somebody who knew the hash of a fact.
type witness struct {
	seq  int64
	hash string
	who  string
}

func (c *chain) witness(seq int64, hash, who string) {
	if seq > 0 {
		c.witnesses = append(c.witnesses, witness{seq, hash, who})
	}
}

// link follows a chain by one: its number, the hash before, its own, and the one
// that it must have by what it says.
func (a *audit) link(c *chain, seq int64, prev, hash, must station.Hash) {
	c.order()
	switch {
	case seq == c.seq+2:
		a.found(c.writer, c.seq+1, "%s %d is gone", c.links, c.seq+1)
	case seq > c.seq+1:
		a.found(c.writer, c.seq+1, "%ss %d to %d are gone", c.links, c.seq+1, seq-1)
	case seq <= c.seq:
		a.found(c.writer, seq, "there are two of %s %d", c.links, seq)
	case prev != c.hash:
		a.found(c.writer, seq, "%s %d does not follow the one before it: one of them was written later", c.links, seq)
	}
	if hash != must {
		a.found(c.writer, seq, "%s %d is not what its hash was made of: it was changed, or moved here", c.links, seq)
	}
	for len(c.witnesses) > 0 && c.witnesses[0].seq <= seq {
		if w := c.witnesses[0]; w.seq == seq && w.hash != hash.String() {
			a.found(c.writer, seq, "%s %d is another one than %s tells of", c.links, seq, w.who)
		}
		c.witnesses = c.witnesses[1:]
	}
	c.seq, c.hash = max(c.seq, seq), hash
}

func (c *chain) order() {
	if !c.ordered {
		slices.SortStableFunc(c.witnesses, func(a, b witness) int { return int(a.seq - b.seq) })
		c.ordered = true
	}
}

// end finds what witnesses tell of and is not there.
func (a *audit) end(c *chain) {
	c.order()
	if n := len(c.witnesses); n > 0 {
		last := c.witnesses[n-1]
		a.found(c.writer, c.seq+1, "%ss %d to %d are gone from the end: %s tells of them", c.links, c.seq+1, last.seq, last.who)
	}
}

// factsSQL has its limit written out: a plan that does not know how few are wanted
// sorts all of them for every page.
const factsSQL = `
	select warehouse_id, writer_id, seq, applied_at, at, coalesce(person_id::text, ''), coalesce(work_id::text, ''), epoch, kind, body::text, prev, hash
	from facts
	where (warehouse_id, writer_id, seq, applied_at) > ($1, $2, $3, $4)
	order by warehouse_id, writer_id, seq, applied_at
	limit 20000`

// place is where a page of facts ends.
type place struct {
	warehouse, writer int
	seq               int64
	applied           time.Time
}

// facts follows all chains, a page after the other.
func (a *audit) facts(ctx context.Context) error {
	var at place
	for {
		n, err := a.page(ctx, &at)
		if err != nil || n == 0 {
			return err
		}
	}
}

func (a *audit) page(ctx context.Context, at *place) (n int64, err error) {
	ctx, cancel := context.WithTimeout(ctx, auditPatience)
	defer cancel()
	rows, err := a.store.db.Query(ctx, factsSQL, at.warehouse, at.writer, at.seq, at.applied)
	if err != nil {
		return 0, err
	}
	var (
		w              station.Written
		prev, hash     []byte
		operator, work string
	)
	into := []any{&at.warehouse, &at.writer, &at.seq, &at.applied, &w.At, &operator, &work, &w.Epoch, &w.Kind, &w.Body, &prev, &hash}
	tag, err := pgx.ForEachRow(rows, into, func() error {
		name, known := a.names[at.writer]
		if !known {
			if name, err = a.newcomer(ctx, at.writer); err != nil {
				return err
			}
		}
		w.Writer, w.Seq, w.Operator, w.Work, w.Prev = station.ID(name), at.seq, station.ID(operator), station.ID(work), hashOf(prev)
		a.link(a.chain(name), at.seq, w.Prev, hashOf(hash), w.Sum())
		a.Facts++
		return nil
	})
	return tag.RowsAffected(), err
}

// hashOf is a hash as it is stored; one of another length is none.
func hashOf(b []byte) (h station.Hash) {
	if len(b) == len(h) {
		h = station.Hash(b)
	}
	return h
}

const newcomerSQL = `select coalesce((select name from writers where id = $1), '')`

// newcomer is the name of a writer that came after the audit had begun. Facts of
// none at all are a chain of their own, that breaks.
func (a *audit) newcomer(ctx context.Context, id int) (name string, err error) {
	if err := a.store.call(ctx, readPatience, &name, newcomerSQL, id); err != nil {
		return "", err
	}
	if name == "" {
		name = fmt.Sprintf("(nobody, %d)", id)
		a.found(name, 0, "there is no writer %d, but facts of it", id)
	}
	a.names[id] = name
	return name, nil
}

// historySQL finds changes of a state that do not go on from the one before, do
// not end where the thing is now, or are of nothing.
const historySQL = `
	with things as (
		select 'order' as machine, id::text as subject, state, 'received' as first from orders
		union all select 'work', id::text, state, 'ready' from works
		union all select 'parcel', concat_ws('/', work_id, n), state, 'open' from parcels
		union all select 'label', concat_ws('/', work_id, parcel, n), state, 'requested' from labels
		union all select 'print_job', id, state, 'queued' from print_jobs
		union all select 'return', id::text, state, 'requested' from returns),
	changes as (
		select machine, subject, from_state, to_state, lag(to_state) over w as before, lead(id) over w is null as newest
		from state_changes window w as (partition by machine, subject order by id))
	select machine, subject,
		case when t.machine is null then 'changed from ' || from_state || ' to ' || to_state || ', and does not exist'
			when c.machine is null then 'is ' || state || ', and no change of it is written down'
			when from_state <> coalesce(before, first) then 'changed from ' || from_state || ', but was ' || coalesce(before, first)
			else 'is ' || state || ', but changed to ' || to_state || ' last' end as says
	from things t full join changes c using (machine, subject)
	where t.machine is null or c.machine is null and state <> first
		or from_state <> coalesce(before, first) or newest and to_state <> state
	order by machine, subject
	limit 1000`

const changesSQL = `select count(*) from state_changes`

// history follows the changes of every state.
func (a *audit) history(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, 10*auditPatience)
	defer cancel()
	rows, err := a.store.db.Query(ctx, historySQL)
	if err != nil {
		return err
	}
	var machine, subject, says string
	if _, err := pgx.ForEachRow(rows, []any{&machine, &subject, &says}, func() error {
		a.found("", 0, "%s %s %s", machine, subject, says)
		return nil
	}); err != nil {
		return err
	}
	return a.store.db.QueryRow(ctx, changesSQL).Scan(&a.Changes)
}
