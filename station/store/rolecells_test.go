package store_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"

	"github.com/packwright/packwright/station"
	"github.com/packwright/packwright/station/store/storetest"
)

// grips are the ways in which the station BENCH-1 comes by a work: its own one,
// another's in the other's name, another's in its own name, and one that it has
// lost.
var grips = []string{"own", "posing", "foreign", "stale"}

// cell is a function and what becomes of a call, in the order of the grips, by
// the group that calls it: done, nothing (it tells nothing), refused, or aside (it
// is stored and has no effect). Whoever is not named may not call it.
type cell struct {
	call string // $1 to $9: see grip.arguments
	by   map[string]string
}

func (c cell) may() []string {
	return slices.DeleteFunc(slices.Clone(groups), func(g string) bool { return c.by[g] == "" })
}

const everywhere = "done done done done"

// ofStation is a cell of the stations alone, ofHouse one of those who may have to
// do with any work, and ofOwner one of nobody else.
func ofStation(call, outcomes string) cell { return cell{call, map[string]string{"station": outcomes}} }

func ofHouse(call string, groups ...string) cell {
	c := cell{call, map[string]string{}}
	for _, g := range groups {
		c.by[g] = everywhere
	}
	return c
}

func ofOwner() cell { return cell{"", nil} }

const applyCall = `apply_v1($1, $2, '{}', 0, array[$6::bigint], array[now()], array[null::bigint], array[$3::bigint], array[$4::bigint],
	array['scan_refused_'], array['{}'], array[$7::bytea], array[sha256('x')], false)`

var cells = map[string]cell{
	// what a bench does
	"apply_v1": ofStation(strings.Replace(applyCall, "scan_refused_", "place_confirmed", 1), "done refused aside aside"),
	"claim_v1": ofStation(`case $8 when 'own' then claim_v1($1, $2, 'k', 'mine', '', 1, null, '{}')
		else claim_v1($1, $2, 'k', 'takeover', $9, 1, null, '{}') end`, "done refused refused refused"),
	"resolve_v1":           ofStation(`resolve_v1($1, $9, '', '')`, "done refused done done"),
	"resolve_v2":           ofStation(`resolve_v2($1, $9, '', '', '')`, "done refused done done"),
	"resolve_v3":           ofStation(`resolve_v3($1, $9, '', '', '')`, "done refused done done"),
	"grant_v1":             ofStation(`grant_v1($1, $2, $3, 'no_scale', 2, '{packer}')`, "done refused refused refused"),
	"grant_v2":             ofStation(`grant_v2($1, $2, $3, 'no_scale', 'LEA-BADGE')`, "done refused refused refused"),
	"register_printers_v1": ofStation(`register_printers_v1($1, '[{"name": "P", "code": "P", "kind": "file", "dpmm": 8}]')`, "done refused done done"),
	"news_v1":              ofStation(`news_v1($2)`, "done nothing done done"),
	"numbers_v2":           ofStation(`numbers_v2('MAIN', $5)`, "done refused refused refused"),
	"taken_v1":             ofStation(`taken_v1($5)`, "done refused refused refused"),
	"purchase_v2":          ofStation(`purchase_v2($5, null)`, "done refused refused refused"),
	"void_purchase_v2":     ofStation(`void_purchase_v2($5)`, "done refused refused refused"),
	"scale_check_v1": {`scale_check_v1($1)`, map[string]string{
		"station": "done refused done done", "supervisor": everywhere, "office": everywhere, "reader": everywhere,
	}},
	"schema_v1":   ofHouse(`schema_v1()`, "station", "supervisor", "office", "reader"),
	"timeline_v1": ofHouse(`timeline_v1()`, "station", "supervisor", "office", "reader"),
	"promoted_v1": ofHouse(`promoted_v1()`),

	// what the house does, with any work
	"do_v1":             ofHouse(`do_v1('MAIN', 'key', 'priority', 'x', (select jsonb_build_object('order', order_id::text, 'priority', 3) from works where id = $3))`, "supervisor", "office"),
	"person_of_v1":      ofHouse(`person_of_v1(encode(sha256('ANNA-BADGE'), 'hex'))`, "supervisor", "office"),
	"end_station_v1":    ofHouse(`end_station_v1('BENCH-9')`, "supervisor", "office"),
	"import_v1":         ofHouse(`cardinality(import_v1('MAIN', 'cartons', '[]'))`, "office"),
	"store_heads_v1":    ofHouse(`store_heads_v1()`, "office"),
	"release_due_v1":    ofHouse(`release_due_v1('MAIN', 1)`, "office"),
	"cartons_told_v1":   ofHouse(`cartons_told_v1('MAIN')`, "supervisor", "office", "reader"),
	"weights_learnt_v1": ofHouse(`(select count(*) from weights_learnt_v1('MAIN', now(), now()))`, "supervisor", "office", "reader"),

	// what others are built of, and what only the owner does
	"numbers_v1": ofOwner(), "purchase_v1": ofOwner(), "void_purchase_v1": ofOwner(), "station_login_v1": ofOwner(),
}

// grip is a work as somebody reaches for it.
type grip struct {
	station     string
	writer      station.ID
	work, epoch string
	last        station.Fact
}

func (g grip) arguments(name string) []any {
	return []any{
		g.station, string(g.writer), g.work, g.epoch, fmt.Sprintf("%s.%s.1.1", g.work, g.epoch), g.last.Seq + 1, g.last.Hash[:], name, "TOTE-" + g.work,
	}
}

// grips are three works with a tote each, of which the house has news, numbers and
// a purchase: one BENCH-1 has, one BENCH-2 has, and one that went from one to the
// other.
func (r realm) grips() map[string]grip {
	r.t.Helper()
	r.Put("MUG", "A01", 100)
	mine, theirs := r.Hand("BENCH-1"), r.Hand("BENCH-2")
	var works []storetest.Task
	for _, hand := range []*storetest.Hand{mine, theirs, mine} {
		r.Order(storetest.Line{SKU: "MUG", Qty: 1})
		task := hand.Next()
		hand.Apply(station.ToteBound{OfWork: task.OfWork, Tote: "TOTE-" + string(task.Work)})
		works = append(works, task)
	}
	mine.Apply(station.WorkClosed{OfWork: works[2].OfWork, Why: "released"})
	if taken := theirs.Next(); taken.Work != works[2].Work {
		r.t.Fatalf("BENCH-2 took %s, want %s", taken.Work, works[2].Work)
	}
	r.exec(`update works set asked_rev = asked_seen + 1`)
	mine.Show("LEA-BADGE")
	theirs.Show("LEA-BADGE")
	r.exec(`update badges_seen set seen_at = now() + interval '1 hour'`) // however slow the test is
	r.exec(`insert into scale_checks (warehouse_id, station_id, at, day, grams, nominal_g, tolerance_g, ok)
		select warehouse_id, id, now(), '2026-03-02', 1000, 1000, 5, true from stations`)
	reach := func(hand *storetest.Hand, of storetest.Task) grip {
		g := grip{hand.Name, hand.Writer, string(of.Work), fmt.Sprint(of.Epoch), hand.Last}
		r.exec(`select numbers_v1('MAIN', $1), purchase_v1($1, '{}')`, fmt.Sprintf("%s.%s.1.1", g.work, g.epoch))
		return g
	}
	return map[string]grip{
		"own": reach(mine, works[0]), "posing": reach(theirs, works[1]), "foreign": reach(mine, works[1]), "stale": reach(mine, works[2]),
	}
}

// Every function, called by everybody, about a work of every kind: a stolen login
// of a station does what that station can, on the works that it holds.
func TestEveryCellOfRolesAndFunctions(t *testing.T) {
	r := newRealm(t)
	reached := r.grips()
	tested := 0
	for _, group := range groups {
		conn := r.as(r.logins[group])
		for name, c := range cells {
			if c.call == "" {
				continue // for nobody: the table of rights is tested
			}
			for n, grip := range grips {
				want := "denied"
				if outcomes := strings.Fields(c.by[group]); len(outcomes) > 0 {
					want = outcomes[n]
				}
				got, err := outcome(t, conn, c.call, reached[grip].arguments(grip))
				if got != want {
					t.Errorf("%s calls %s, %s work: got %s (%v), want %s", group, name, grip, got, err, want)
				}
				tested++
			}
		}
	}
	t.Logf("%d cells", tested)
}

// outcome calls a function, without effect.
func outcome(t *testing.T, conn *pgx.Conn, call string, args []any) (string, error) {
	t.Helper()
	tx, err := conn.Begin(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer tx.Rollback(t.Context())
	return called(t, tx, call, args)
}

// called calls a function.
func called(t *testing.T, by interface {
	QueryRow(ctx context.Context, sql string, args ...any) pgx.Row
}, call string, args []any,
) (string, error) {
	t.Helper()
	sql := `with a as (select $1::text, $2::text, $3::bigint, $4::bigint, $5::text, $6::bigint, $7::bytea, $8::text, $9::text) select to_jsonb(` +
		strings.NewReplacer("$3", "$3::bigint", "$4", "$4::bigint").Replace(strings.ReplaceAll(strings.ReplaceAll(call, "$3::bigint", "$3"), "$4::bigint", "$4")) + `) from a`
	var told []byte
	err := by.QueryRow(t.Context(), sql, args...).Scan(&told)
	var no *pgconn.PgError
	switch {
	case err == nil:
		return tells(told), nil
	case !errors.As(err, &no):
		t.Fatal(err)
	case no.Code == "42501":
		return "denied", err
	case no.Code == "PW010", no.Code == "PW003":
		return "refused", err
	}
	return "failed", err
}

// tells says what an answer is.
func tells(told []byte) string {
	if text := string(told); text == "" || text == "null" || text == "false" || text == "[]" {
		return "nothing"
	}
	var answer struct {
		Aside json.RawMessage `json:"set_aside"`
	}
	if json.Unmarshal(told, &answer) == nil && len(answer.Aside) > 0 && string(answer.Aside) != "null" {
		return "aside"
	}
	return "done"
}
