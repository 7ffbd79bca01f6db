package store_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"

	"github.com/packwright/packwright/station"
	"github.com/packwright/packwright/station/store"
	"github.com/packwright/packwright/station/store/storetest"
)

// told is an apply_v1 of one fact of the thief's own station, that somebody did.
func told(person, work, epoch, kind, body string) string {
	return fmt.Sprintf(`apply_v1($1, $2, '{}', 0, array[$6::bigint], array[now()], array[%s::bigint], array[%s::bigint], array[%s::bigint],
		array['%s'], array['%s'], array[$7::bytea], array[sha256('x')], true)`, person, work, epoch, kind, body)
}

// ofNoWork is a fact of the station alone, ofOwn one of the work that it has.
func ofNoWork(person, kind, body string) string { return told(person, "null", "0", kind, body) }
func ofOwn(person, kind, body string) string    { return told(person, "$3", "$4", kind, body) }

// Somebody has the login of BENCH-1, and knows everything but badges: the names and
// numbers of people, works, labels and writers. Anna packs there. What he tries is
// refused, or stored and set aside, with nothing done; what BENCH-1 itself can do
// with the works it holds, goes.
func TestAThiefOfALoginGetsNoFurtherThanTheStation(t *testing.T) {
	r := newRealm(t)
	reached := r.grips()
	mine, theirs, bench2 := reached["own"], reached["foreign"], reached["posing"]
	r.exec(`delete from badges_seen where person_id = $1`, string(r.Lea)) // no lead was here yet
	otto := r.Do(store.AddPerson{Name: "Otto", Role: station.Supervisor, BadgeHash: store.BadgeHash("OTTO-BADGE")})
	gone := r.Do(store.AddPerson{Name: "Gil", Role: station.Lead, BadgeHash: store.BadgeHash("GIL-BADGE")})
	r.Do(store.Revoke{Person: gone})
	r.Do(store.Warehouse{Code: "OTHER", TimeZone: "UTC", CompanyPrefix: "4047112"})
	anna, lea := string(r.Anna), string(r.Lea)
	thief, owner := r.as(r.logins["station"]), r.as("")
	before := r.print(owner)
	for _, deed := range []struct{ what, call, want string }{
		// so that the rest is not refused for another reason
		{"the station's own fact", ofOwn(anna, "place_confirmed", "{}"), "done"},
		{"Anna signs in", ofNoWork(anna, "signed_in", `{"person": "`+anna+`"}`), "done"},
		{"the number of the own label", `numbers_v2('MAIN', $5)`, "done"},

		{"a lead by his number", `grant_v1($1, $2, $3, 'pass_weight', ` + lea + `, '{lead}')`, "refused"},
		{"a packer for a lead", `grant_v1($1, $2, $3, 'pass_weight', ` + anna + `, '{packer,lead}')`, "refused"},
		{"a supervisor by his number", `grant_v1($1, $2, $3, 'pass_weight', ` + string(otto) + `, '{supervisor}')`, "refused"},
		{"a packer's badge", `grant_v2($1, $2, $3, 'pass_weight', 'ANNA-BADGE')`, "refused"},
		{"a badge that is made up", `grant_v2($1, $2, $3, 'pass_weight', 'LEA')`, "refused"},
		{"what the house keeps of a badge", `grant_v2($1, $2, $3, 'pass_weight', '` + store.BadgeHash("LEA-BADGE") + `')`, "refused"},
		{"a badge that was revoked", `grant_v2($1, $2, $3, 'pass_weight', 'GIL-BADGE')`, "refused"},
		{"no badge, and nobody said yes", `grant_v2($1, $2, $3, 'pass_weight', '')`, "refused"},
		{"an action that nobody knows", `grant_v2($1, $2, $3, 'everything', 'LEA-BADGE')`, "refused"},
		{"a yes for a foreign work", `grant_v2($1, $2, ` + theirs.work + `, 'pass_weight', 'LEA-BADGE')`, "refused"},
		{"a weight passed with a grant that is made up", ofOwn(anna, "parcel_weighed", `{"parcel": 1, "grams": 9, "outcome": "override", "grant": "77"}`), "aside"},
		{"a weight passed without one", ofOwn(anna, "parcel_weighed", `{"parcel": 1, "grams": 9, "outcome": "override"}`), "aside"},
		{"a code learnt without a grant", ofOwn(anna, "code_learnt", `{"line": 0, "code": "X"}`), "aside"},

		{"another person's fact", ofOwn(string(otto), "place_confirmed", "{}"), "aside"},
		{"a fact of a person that does not exist", ofOwn("-1", "place_confirmed", "{}"), "aside"},
		{"another person signs in", ofNoWork("null", "signed_in", `{"person": "`+string(otto)+`", "role": "supervisor"}`), "aside"},
		{"a lead signs in, offline", ofNoWork("null", "signed_in", `{"person": "`+lea+`", "role": "lead", "offline": true}`), "aside"},
		{"a lead allows typing", ofNoWork(anna, "typing_allowed", `{"by": "`+lea+`"}`), "aside"},
		{"a packer allows typing", ofNoWork(anna, "typing_allowed", `{"by": "`+anna+`"}`), "aside"},
		{"a lead lets the scale be", ofNoWork(anna, "scale_dropped", `{"by": "`+lea+`"}`), "aside"},
		{"a lead lets the check of the scale be", ofNoWork(anna, "scale_checked", `{"day": "2026-03-02", "by": "`+lea+`"}`), "aside"},
		{"the next work for another person", `claim_v1($1, $2, 'k', 'next', '', 1, ` + string(otto) + `, '{}')`, "refused"},
		{"the stuck works of another person", `claim_v1($1, $2, 'k', 'takeover', '', 9, ` + string(otto) + `, '{}')`, "refused"},

		{"a fact of a foreign work", told(anna, theirs.work, theirs.epoch, "place_confirmed", "{}"), "aside"},
		{"a fact of an epoch to come", told(anna, theirs.work, "99", "place_confirmed", "{}"), "aside"},
		{"the foreign work by its tote", `claim_v1($1, $2, 'k', 'takeover', 'TOTE-` + theirs.work + `', 1, ` + anna + `, '{}')`, "refused"},
		{"a fact in the other station's name", strings.Replace(ofOwn(anna, "place_confirmed", "{}"), "$1, $2", "'BENCH-2', '"+string(bench2.writer)+"'", 1), "refused"},
		{"a fact in its writer's", strings.Replace(ofOwn(anna, "place_confirmed", "{}"), "$2", "'"+string(bench2.writer)+"'", 1), "refused"},
		{"its scans", `resolve_v3('BENCH-2', 'TOTE-1', '', '', '')`, "refused"},
		{"its printers", `register_printers_v1('BENCH-2', '[]')`, "refused"},
		{"its news", `news_v1('` + string(bench2.writer) + `')`, "nothing"},
		{"its scale", `scale_check_v1('BENCH-2')`, "refused"},

		{"the numbers of a foreign label", `numbers_v2('MAIN', '` + theirs.key() + `')`, "refused"},
		{"those that were taken", `taken_v1('` + theirs.key() + `')`, "refused"},
		{"numbers that nobody asked for", `numbers_v2('MAIN', '` + mine.work + `.` + mine.epoch + `.7.7')`, "refused"},
		{"numbers of another warehouse", `numbers_v2('OTHER', $5)`, "refused"},
		{"numbers past the checks", `numbers_v1('MAIN', 'x')`, "denied"},
		{"a purchase of a foreign label", `purchase_v2('` + theirs.key() + `', '{}')`, "refused"},
		{"a purchase that nobody asked for", `purchase_v2('` + mine.work + `.` + mine.epoch + `.7.7', '{}')`, "refused"},
		{"a foreign label taken back", `void_purchase_v2('` + theirs.key() + `')`, "refused"},
		{"a foreign label's key", ofOwn(anna, "label_requested", `{"parcel": 1, "label": 1, "key": "`+theirs.key()+`"}`), "aside"},
		{"a foreign print job", ofOwn(anna, "print_ended", `{"job": "`+theirs.key()+`.ship.1", "state": "failed"}`), "aside"},
		{"pieces out of nothing", ofNoWork(anna, "to_tray", `{"product": "1", "qty": 1000, "tray": "RED-1"}`), "aside"},
		{"a piece on a shelf", ofNoWork(anna, "to_tray", `{"product": "1", "qty": 1, "tray": "A01"}`), "aside"},
		{"pieces into nothing", ofNoWork(anna, "to_tray", `{"product": "1", "qty": -5, "tray": "RED-1"}`), "aside"},

		{"a deed", `do_v1('MAIN', 'k', 'set', 'otto', '{}')`, "denied"},
		{"whose badge it is", `person_of_v1('` + store.BadgeHash("LEA-BADGE") + `')`, "denied"},
		{"orders", `import_v1('MAIN', 'orders', '[]')`, "denied"},
		{"a login", `station_login_v1('MAIN', 'k', 'x', 'BENCH-2', 'x', 'SCRAM-SHA-256$')`, "denied"},
		{"the end of another's connections", `end_station_v1('BENCH-2')`, "denied"},
		{"a presence", `see_badge(1, ` + lea + `)`, "denied"},
		{"rights", `give_rights()`, "denied"},
		{"a switch to another server", `promoted_v1()`, "denied"},
	} {
		try := outcome
		if deed.want != "done" {
			try = func(t *testing.T, conn *pgx.Conn, call string, args []any) (string, error) {
				return called(t, conn, call, args)
			}
		}
		if got, err := try(t, thief, deed.call, mine.arguments("own")); got != deed.want {
			t.Errorf("%s: got %s (%v), want %s", deed.what, got, err, deed.want)
		}
		if after := r.print(owner); after != before {
			t.Fatalf("%s: before %s, after %s", deed.what, before, after)
		}
		mine = r.goesOn(owner, mine)
	}
	r.triesTables(thief)

	// A lead at BENCH-1 may what a lead may there.
	r.Hand("BENCH-1").Show("LEA-BADGE")
	for what, call := range map[string]string{
		"with his badge": `grant_v2($1, $2, $3, 'pass_weight', 'LEA-BADGE')`, "as the version before asks": `grant_v1($1, $2, $3, 'pass_weight', ` + lea + `, '{}')`,
		"he signs in": ofNoWork("null", "signed_in", `{"person": "`+lea+`"}`),
	} {
		if got, err := outcome(t, thief, call, mine.arguments("own")); got != "done" {
			t.Errorf("a lead %s: got %s, %v", what, got, err)
		}
	}
	r.exec(`update badges_seen set seen_at = seen_at - interval '31 seconds'`)
	if got, _ := outcome(t, thief, `grant_v1($1, $2, $3, 'pass_weight', `+lea+`, '{lead}')`, mine.arguments("own")); got != "refused" {
		t.Errorf("a lead who was there half a minute ago: got %s, want refused", got)
	}

	// He is found, and out.
	if _, err := r.db.Shut(t.Context(), store.Stamp{Key: "out", Warehouse: storetest.MainWarehouse, By: "lea"}, "BENCH-1"); err != nil {
		t.Fatal(err)
	}
	if err := thief.Ping(t.Context()); err == nil {
		t.Error("the thief's connection goes on")
	}
	if c, err := pgx.Connect(t.Context(), r.address(r.logins["station"])); err == nil {
		c.Close(t.Context())
		t.Error("the thief connects again")
	}
}

// key is that of the first label of a work.
func (g grip) key() string { return g.work + "." + g.epoch + ".1.1" }

// triesTables reads and writes every table, and what else a role may try.
func (r realm) triesTables(thief *pgx.Conn) {
	r.t.Helper()
	tries := []string{
		`create table x (n int)`, `create temporary table x (n int)`, `create function f() returns int language sql as 'select 1'`,
		`set role packwright_supervisor`, `set session authorization packwright`, `alter role packwright_station superuser`,
		`select pg_read_file('/etc/passwd')`, `copy (select 1) to program 'true'`, `select lo_import('/etc/passwd')`,
		`select pg_terminate_backend(pid) from pg_stat_activity where usename <> current_user and usename is not null`,
		`select nextval('facts_n')`, `select rolpassword from pg_authid`, `alter function grant_v1(text, text, bigint, text, bigint, text[]) volatile`,
	}
	rows, err := r.as("").Query(r.t.Context(), `select c.relname from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v')`)
	if err != nil {
		r.t.Fatal(err)
	}
	tables, err := pgx.CollectRows(rows, pgx.RowTo[string])
	if err != nil || len(tables) < 40 {
		r.t.Fatalf("%d tables, %v", len(tables), err)
	}
	for _, table := range tables {
		tries = append(tries, "select * from "+table)
		if table != "stock_moves" { // a view
			tries = append(tries, "insert into "+table+" default values", "delete from "+table, "truncate "+table)
		}
	}
	for _, sql := range tries {
		_, err := thief.Exec(r.t.Context(), sql)
		var no *pgconn.PgError
		if !errors.As(err, &no) || no.Code != "42501" {
			r.t.Errorf("%s: got %v, want it denied", sql, err)
		}
	}
}

// goesOn has the thief know where his chain of facts ends, and his work go on
// after one that was set aside: what follows is not refused for that.
func (r realm) goesOn(owner *pgx.Conn, g grip) grip {
	r.t.Helper()
	var hash []byte
	if err := owner.QueryRow(r.t.Context(), `select last_seq, last_hash from writers where name = $1`, string(g.writer)).Scan(&g.last.Seq, &hash); err != nil {
		r.t.Fatal(err)
	}
	g.last.Hash = station.Hash(hash)
	if _, err := owner.Exec(r.t.Context(), `update works set aside_epoch = default where aside_epoch <> -1`); err != nil {
		r.t.Fatal(err)
	}
	return g
}

// print is what the house has, but for facts that were set aside.
func (r realm) print(owner *pgx.Conn) string {
	r.t.Helper()
	var print string
	if err := owner.QueryRow(r.t.Context(), `
		select concat_ws(' ', (select count(*) from facts where aside = ''), (select count(*) from grants where used_at is null), (select count(*) from sessions), (select count(*) from deeds),
			(select count(*) from numbers), (select count(*) from purchases where voided_at is null), (select count(*) from scale_checks),
			(select count(*) from badges_seen), (select sum(on_hand) from stock),
			(select md5(string_agg(concat_ws('/', id, holder, epoch, state, packer_id), ' ' order by id)) from works),
			(select string_agg(concat_ws('/', key, state), ' ' order by key) from labels),
			(select string_agg(concat_ws('/', id, state), ' ' order by id) from print_jobs))`).Scan(&print); err != nil {
		r.t.Fatal(err)
	}
	return print
}
