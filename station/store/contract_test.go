package store_test

import (
	"context"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5"

	"github.com/packwright/packwright/station/store/storetest"
)

// contract is what a program of the version before calls, a function a line with
// what it takes and answers. A release adds its own by UPDATE=1, and takes lines out
// that the version before does not call any more.
const contract = "testdata/contract.txt"

// TestAProgramOfTheVersionBeforeFindsItsFunctions: benches are upgraded one after
// the other, in mid-shift, so whatever one of them may call stays as it was.
func TestAProgramOfTheVersionBeforeFindsItsFunctions(t *testing.T) {
	has := functions(t)
	kept, err := os.ReadFile(contract)
	if err != nil && os.Getenv("UPDATE") != "1" {
		t.Fatal(err)
	}
	want := strings.FieldsFunc(string(kept), func(r rune) bool { return r == '\n' })
	if os.Getenv("UPDATE") == "1" {
		all := slices.Concat(want, has)
		slices.Sort(all)
		if err := os.WriteFile(contract, []byte(strings.Join(slices.Compact(all), "\n")+"\n"), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if len(want) < 20 {
		t.Fatalf("%s has %d functions", contract, len(want))
	}
	for _, f := range want {
		if !slices.Contains(has, f) {
			t.Errorf("the schema lacks %s: a bench of the version before calls it. Keep it beside the new version", f)
		}
	}
}

// functions is every function with a version in its name, and what it takes and
// answers.
func functions(t *testing.T) []string {
	t.Helper()
	ctx := t.Context()
	conn, err := pgx.Connect(ctx, storetest.Database(t))
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close(context.WithoutCancel(ctx))
	rows, err := conn.Query(ctx, `
		select p.proname || '(' || pg_get_function_arguments(p.oid) || ') ' || pg_get_function_result(p.oid)
		from pg_proc p
		join pg_namespace n on n.oid = p.pronamespace
		where n.nspname = 'public' and p.proname ~ '_v[0-9]+$'
		order by 1`)
	if err != nil {
		t.Fatal(err)
	}
	list, err := pgx.CollectRows(rows, pgx.RowTo[string])
	if err != nil {
		t.Fatal(err)
	}
	return list
}
