package store_test

import (
	"context"
	"errors"
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"

	"github.com/packwright/packwright/station"
	"github.com/packwright/packwright/station/store/storetest"
)

// What this store takes for granted of pgx. It runs with every update of it.
//
// A COMMIT whose answer is lost has landed, and the error may look as if nothing
// had left the machine: with pgx 5.12.0 it was "conn closed", with SafeToRetry
// true. So no error of a call says that it was not done, but a server's own.
func TestPgxCannotTellWhetherACommitLanded(t *testing.T) {
	address := storetest.Database(t)
	for range 8 {
		w := lose(t, address, "commit")
		conn, err := pgx.Connect(t.Context(), w.address)
		if err != nil {
			t.Fatal(err)
		}
		defer conn.Close(context.WithoutCancel(t.Context()))
		tx, err := conn.Begin(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		if _, err := tx.Exec(t.Context(), `insert into clients (code) values (gen_random_uuid()::text)`); err != nil {
			t.Fatal(err)
		}
		err = tx.Commit(t.Context())
		var server *pgconn.PgError
		if err == nil || errors.As(err, &server) {
			t.Fatalf("a commit whose answer was lost: %v, want an error that is none of the server's", err)
		}
		t.Logf("safe to retry, it says: %v; %v", pgconn.SafeToRetry(err), err)
	}
	if n := count(t, address, `select count(*) from clients where code <> ''`); n != 8 {
		t.Errorf("%d of 8 commits landed, so nothing was shown", n)
	}
}

// A statement without arguments that was done, and of which the answer was lost,
// is not done a second time by itself, neither is one with arguments.
func TestPgxSendsNothingTwice(t *testing.T) {
	address := storetest.Database(t)
	for name, args := range map[string][]any{
		"insert into clients (code) values (gen_random_uuid()::text)":       nil,
		"insert into clients (code) values ($1 || gen_random_uuid()::text)": {"x"},
	} {
		before := count(t, address, `select count(*) from clients`)
		w := lose(t, address, "insert into clients")
		conn, err := pgx.Connect(t.Context(), w.address)
		if err != nil {
			t.Fatal(err)
		}
		defer conn.Close(context.WithoutCancel(t.Context()))
		if _, err := conn.Exec(t.Context(), name, args...); err == nil {
			t.Errorf("%s: its answer was lost and there was no error", name)
		}
		if n := count(t, address, `select count(*) from clients`) - before; n != 1 {
			t.Errorf("%s: done %d times, want once", name, n)
		}
	}
}

// A call of the store whose answer was lost is no answer, and not made again
// behind the back of whoever called.
func TestACallWhoseAnswerWasLostIsUnknown(t *testing.T) {
	address := storetest.Database(t)
	h := storetest.NewHouse(t, storetest.OpenAt(t, address))
	h.Hand("BENCH-1").Apply(station.ToTray{Code: "c0"})
	w := lose(t, address, "apply_v1")
	lossy := storetest.OpenAt(t, w.address)
	hand := h.Hand("BENCH-1")
	facts := hand.Facts(station.ToTray{Code: "c1"})
	batch := station.Batch{Writer: hand.Writer, Station: hand.Name, Facts: facts}
	_, err := lossy.Bench(hand.Name, hand.Writer).Apply(t.Context(), batch)
	var no station.Refused
	if err == nil || errors.As(err, &no) {
		t.Fatalf("got %v, want an error that is no answer", err)
	}
	if n := count(t, address, `select last_seq from writers`); n != 2 {
		t.Errorf("the writer is at %d, want 2: the call had landed", n)
	}
	if got := w.lost(); got != 1 {
		t.Errorf("the call was made %d times, want once", got)
	}
	answer, err := hand.Send(facts...)
	if err != nil || answer.Through != 2 {
		t.Errorf("sent again: through %d, %v", answer.Through, err)
	}
}

// No error says that it is safe to retry, and there is no transaction whose
// commit could be in doubt apart from its statement: nobody asks for either.
func TestNobodyTrustsSafeToRetry(t *testing.T) {
	names, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(file, func(n ast.Node) bool {
			if s, ok := n.(*ast.SelectorExpr); ok && slices.Contains([]string{"SafeToRetry", "Begin", "BeginTx", "BeginFunc", "SendBatch"}, s.Sel.Name) {
				t.Errorf("%s calls %s", name, s.Sel.Name)
			}
			return true
		})
	}
}

func count(t *testing.T, address, sql string) (n int64) {
	t.Helper()
	conn, err := pgx.Connect(t.Context(), address)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close(context.WithoutCancel(t.Context()))
	if err := conn.QueryRow(t.Context(), sql).Scan(&n); err != nil {
		t.Fatal(err)
	}
	return n
}
