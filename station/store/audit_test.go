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
	"github.com/packwright/packwright/station/store"
	"github.com/packwright/packwright/station/store/storetest"
	"github.com/packwright/packwright/station/view"
)

// ledger is a house in which two benches shipped orders, and somebody who may
// write everything.
type ledger struct {
	t    *testing.T
	db   *store.Store
	conn *pgx.Conn
}

func newLedger(t *testing.T) ledger {
	t.Helper()
	url := storetest.Database(t)
	l := ledger{t: t, db: storetest.OpenAt(t, url)}
	var err error
	if l.conn, err = pgx.Connect(t.Context(), url); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.conn.Close(context.Background()) })
	h := storetest.NewHouse(t, l.db)
	h.Put("MUG", "A01", 100)
	for n, bench := range []string{"BENCH-1", "BENCH-2", "BENCH-1", "BENCH-2"} {
		h.Order(storetest.Line{SKU: "MUG", Qty: 1 + n})
		task := h.Hand(bench).Next()
		task.Apply(task.OnePass()...)
		task.Apply(task.PickAll(storetest.Into(1))...)
		task.Ship()
	}
	l.exec(`create table facts_kept as table facts`)
	l.exec(`create table writers_kept as table writers`)
	return l
}

func (l ledger) exec(sql string, args ...any) int {
	l.t.Helper()
	tag, err := l.conn.Exec(l.t.Context(), sql, args...)
	if err != nil {
		l.t.Fatal(sql, ": ", err)
	}
	return int(tag.RowsAffected())
}

// restore puts facts and writers back as they were.
func (l ledger) restore() {
	l.exec(`delete from facts; insert into facts select * from facts_kept;
		update writers w set last_seq = k.last_seq, last_hash = k.last_hash from writers_kept k where k.id = w.id`)
}

// says is what an audit finds, a line each.
func (l ledger) says(printed ...view.Head) []string {
	l.t.Helper()
	a, err := l.db.Audit(l.t.Context(), printed)
	if err != nil {
		l.t.Fatal(err)
	}
	var lines []string
	for _, b := range a.Breaches {
		lines = append(lines, strings.TrimPrefix(b.Writer+": "+b.Says, ": "))
	}
	return lines
}

func (l ledger) finds(what, says string, printed ...view.Head) {
	l.t.Helper()
	found := l.says(printed...)
	if !slices.ContainsFunc(found, func(f string) bool { return strings.Contains(f, says) }) {
		l.t.Errorf("%s: found %q, want it to say %q", what, found, says)
	}
}

func (l ledger) findsNothing(what string, printed ...view.Head) {
	l.t.Helper()
	if found := l.says(printed...); len(found) > 0 {
		l.t.Errorf("%s: found %q, want nothing", what, found)
	}
}

func TestAnAuditOfWhatNobodyTouchedFindsNothing(t *testing.T) {
	l := newLedger(t)
	if stored, err := l.db.StoreHeads(t.Context()); stored != 2 || err != nil {
		t.Errorf("heads stored: got %d, %v, want 2", stored, err)
	}
	if stored, err := l.db.StoreHeads(t.Context()); stored != 0 || err != nil {
		t.Errorf("heads stored within the hour: got %d, %v, want 0", stored, err)
	}
	a, err := l.db.Audit(t.Context(), l.heads())
	if err != nil || len(a.Breaches) > 0 || a.Writers != 2 || a.Facts < 40 || a.Heads != 2 || a.Changes < 20 {
		t.Errorf("got %+v, %v", a, err)
	}
}

// heads are those that a report prints.
func (l ledger) heads() []view.Head {
	l.t.Helper()
	heads, err := l.db.Heads(l.t.Context(), storetest.MainWarehouse, view.Period{To: time.Now().Add(time.Hour)})
	if err != nil || len(heads) != 3 || heads[2].Writer != store.HeadsOfAll {
		l.t.Fatalf("heads: got %+v, %v", heads, err)
	}
	return heads
}

// Whatever byte of a fact is changed, it is found: in every column that the hash
// is made of, and in every kind of byte of its body.
func TestEveryChangedByteIsFound(t *testing.T) {
	l := newLedger(t)
	changes := map[string]string{
		"time": `at = at + interval '1 microsecond'`, "person": `person_id = coalesce(person_id, 0) + 1`, "no person": `person_id = case when person_id is null then 1 end`,
		"work": `work_id = coalesce(work_id, 0) + 1`, "epoch": `epoch = epoch + 1`, "kind": `kind = kind || 's'`,
		"writer": `writer_id = case writer_id when 1 then 2 else 1 end`, "no such writer": `writer_id = 99`, "number": `seq = seq + 1000`,
		"digit":  `body = regexp_replace(body::text, '[0-8]([^0-9])', '9\1')::json`,
		"letter": `body = regexp_replace(body::text, '"([a-z])', '"_\1')::json`,
		"space":  `body = (' ' || body::text)::json`,
		"order":  `body = regexp_replace(body::text, '^\{("[^"]*":"?[^",{}]*"?),("[^"]*":"?[^",{}\[]*"?)', '{\2,\1')::json`,
	}
	for _, n := range []int{0, 15, 31} {
		changes[fmt.Sprint("hash before, byte ", n)] = fmt.Sprintf(`prev = set_byte(prev, %d, get_byte(prev, %d) # 1)`, n, n)
		changes[fmt.Sprint("hash, byte ", n)] = fmt.Sprintf(`hash = set_byte(hash, %d, get_byte(hash, %d) # 128)`, n, n)
	}
	tried := map[string]int{}
	for what, change := range changes {
		column, _, _ := strings.Cut(change, " ")
		for row := range 12 {
			changed := l.exec(`update facts set `+change+` where n = (select min(n) from facts_kept) + $1`, 4*row)
			var same bool
			if err := l.conn.QueryRow(t.Context(), `select f.`+column+`::text is not distinct from k.`+column+`::text
				from facts f join facts_kept k using (n) where n = (select min(n) from facts_kept) + $1`, 4*row).Scan(&same); err != nil {
				t.Fatal(what, ": ", err)
			}
			if changed == 1 && !same {
				tried[what]++
				if len(l.says()) == 0 {
					t.Errorf("%s of row %d was changed, and nothing was found", what, 4*row)
				}
			}
			l.restore()
		}
	}
	for what := range changes {
		if tried[what] < 3 {
			t.Errorf("%s: tried %d times, want at least 3", what, tried[what])
		}
	}
	t.Log(tried)
}

// Edit, delete, reorder and a cut tail, by somebody who takes care.
func TestAnAuditFindsEditDeleteReorderAndACutTail(t *testing.T) {
	l := newLedger(t)
	const one = "writer-BENCH-1"
	id := `(select id from writers where name = 'writer-BENCH-1')`
	l.exec(`update facts set body = '{"x": 1}' where writer_id = ` + id + ` and seq = 5`)
	l.finds("an edit", "fact 5 is not what its hash was made of")
	l.rewrite(one, 5, 5)
	l.finds("an edit with another hash", "fact 6 does not follow")
	l.restore()
	for _, seq := range []int{1, 2, 9} {
		l.exec(`delete from facts where writer_id = `+id+` and seq = $1`, seq)
		l.finds("a deleted fact", fmt.Sprintf("fact %d is gone", seq))
		l.restore()
	}
	l.exec(`delete from facts where writer_id = ` + id + ` and seq between 4 and 8`)
	l.finds("deleted facts", "facts 4 to 8 are gone")
	l.restore()
	l.exec(`update facts set seq = case seq when 7 then 8 else 7 end where writer_id = ` + id + ` and seq in (7, 8)`)
	l.finds("facts that changed places", "fact 7 is not what its hash was made of")
	l.finds("facts that changed places", "fact 8 is not what its hash was made of")
	l.restore()
	l.exec(`insert into facts select warehouse_id, writer_id, seq, applied_at + interval '1 second', nextval('facts_n'), at, person_id, work_id, epoch, kind, body, prev, hash
		from facts where writer_id = ` + id + ` and seq = 6`)
	l.finds("a fact that is there twice", "there are two of fact 6")
	l.restore()
	l.exec(`delete from facts where writer_id = ` + id + ` and seq > 10`)
	l.finds("a tail that was cut", "the row of its writer tells of them")
	l.exec(`update writers set last_seq = 10, last_hash = (select hash from facts where writer_id = writers.id and seq = 10) where id = ` + id)
	l.findsNothing("a tail that was cut with care, and no head was stored")
	l.restore()
	l.exec(`delete from facts where writer_id = ` + id)
	l.finds("a writer without facts", "facts 1 to")
	l.restore()
	l.findsNothing("put back")
}

// What the facts themselves cannot show, the stored heads do; and what these
// cannot, a printed one does.
func TestHeadsShowWhatFactsCannot(t *testing.T) {
	l := newLedger(t)
	const one = "writer-BENCH-1"
	id := `(select id from writers where name = 'writer-BENCH-1')`
	if _, err := l.db.StoreHeads(t.Context()); err != nil {
		t.Fatal(err)
	}
	printed := l.heads()
	cut := func() {
		l.exec(`delete from facts where writer_id = ` + id + ` and seq > 10`)
		l.exec(`update writers set last_seq = 10, last_hash = (select hash from facts where writer_id = writers.id and seq = 10) where id = ` + id)
	}
	cut()
	l.finds("a tail that was cut with care", "the head stored at")
	l.restore()
	l.exec(`update facts set body = '{"x": 1}' where writer_id = ` + id + ` and seq = 5`)
	l.rewrite(one, 5, 1000)
	l.finds("a chain that was written anew", "is another one than the head stored at")
	l.restore()

	l.exec(`create table heads_kept as table audit_heads`)
	l.exec(`update audit_heads set seq = 3 where n = 1`)
	l.finds("a stored head that was changed", "audit: head 1 is not what its hash was made of")
	l.exec(`delete from audit_heads; insert into audit_heads select * from heads_kept`)
	l.exec(`delete from audit_heads where n = 1`)
	l.finds("a stored head that was deleted", "audit: head 1 is gone")
	l.exec(`delete from audit_heads`)
	cut()
	l.findsNothing("facts and heads that were cut, and nothing was printed")
	l.finds("facts that were cut, and a page was printed", "the head that was printed", printed[0])
	l.finds("heads that were cut, and a page was printed", "audit: heads 1 to 2 are gone from the end: the head that was printed", printed[2])
	l.restore()
	l.exec(`insert into audit_heads select * from heads_kept`)
	l.findsNothing("put back", printed...)
}

// rewrite makes the hashes of a writer's facts what they must be, as somebody
// does who hides what he changed.
func (l ledger) rewrite(writer string, from, to int) {
	l.t.Helper()
	for seq := from; seq <= to; seq++ {
		w := station.Written{Fact: station.Fact{Writer: station.ID(writer), Seq: int64(seq)}}
		var prev []byte
		var operator, work string
		err := l.conn.QueryRow(l.t.Context(), `
			select f.at, coalesce(f.person_id::text, ''), coalesce(f.work_id::text, ''), f.epoch, f.kind, f.body::text,
				coalesce((select b.hash from facts b where b.writer_id = f.writer_id and b.seq = f.seq - 1), f.prev)
			from facts f join writers w on w.id = f.writer_id where w.name = $1 and f.seq = $2`, writer, seq).
			Scan(&w.At, &operator, &work, &w.Epoch, &w.Kind, &w.Body, &prev)
		if err == pgx.ErrNoRows {
			return
		}
		if err != nil {
			l.t.Fatal(err)
		}
		w.Operator, w.Work, w.Prev = station.ID(operator), station.ID(work), station.Hash(prev)
		sum := w.Sum()
		l.exec(`update facts set prev = $1, hash = $2 where seq = $3 and writer_id = (select id from writers where name = $4)`, prev, sum[:], seq, writer)
		l.exec(`update writers set last_hash = $1 where name = $2 and last_seq = $3`, sum[:], writer, seq)
	}
}

func TestAnAuditFollowsEveryChangeOfAState(t *testing.T) {
	l := newLedger(t)
	l.exec(`create table changes_kept as table state_changes`)
	for what, rule := range map[string]struct{ sql, says string }{
		"a change that was taken out": {
			`delete from state_changes where id = (select min(id) from state_changes where machine = 'work' and from_state = 'packing')`, "work 1 changed from packed, but was packing",
		},
		"the last change was taken out": {
			`delete from state_changes where id = (select max(id) from state_changes where machine = 'parcel')`, "parcel 4/1 is in_cage, but changed to labelled last",
		},
		"a change that was put in twice": {
			`insert into state_changes (machine, subject, from_state, to_state, cause) select machine, subject, from_state, to_state, cause
			from state_changes where machine = 'label' and subject = '2/1/1'`, "label 2/1/1 changed from requested, but was purchased",
		},
		"all changes were taken out": {`delete from state_changes where machine = 'order' and subject = '3'`, "order 3 is shipped, and no change of it is written down"},
		"changes of nothing": {
			`insert into state_changes (machine, subject, from_state, to_state, cause) values ('work', '77', 'ready', 'picking', '')`, "work 77 changed from ready to picking, and does not exist",
		},
		"a state that was changed by hand": {
			`alter table works disable trigger works_state; update works set state = 'ready' where id = 2; alter table works enable trigger works_state`,
			"work 2 is ready, but changed to labelled last",
		},
	} {
		l.exec(rule.sql)
		l.finds(what, rule.says)
		l.exec(`delete from state_changes; insert into state_changes overriding system value select * from changes_kept`)
	}
}

func TestAPrintedHeadIsReadBack(t *testing.T) {
	hash := strings.Repeat("ab", 32)
	if h, err := store.ParseHead("w=12:" + hash); err != nil || h.Writer != "w" || h.Seq != 12 || h.Hash != hash {
		t.Errorf("got %+v, %v", h, err)
	}
	for _, wrong := range []string{"", "w", "w=12", "w=x:" + hash, "=12:" + hash, "w=12:abc", "w=12:" + hash + "00", "w=12:" + strings.Repeat("xy", 32)} {
		if h, err := store.ParseHead(wrong); err == nil {
			t.Errorf("%q: got %+v, want it refused", wrong, h)
		}
	}
}
