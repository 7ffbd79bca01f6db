package store_test

import (
	"context"
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5"

	"github.com/packwright/packwright/station"
	"github.com/packwright/packwright/station/store"
	"github.com/packwright/packwright/station/store/storetest"
)

func TestEveryStatementPreparesAgainstTheSchema(t *testing.T) {
	statements := statements(t)
	if len(statements) < 20 {
		t.Fatalf("found %d statements: are they still constants named ...SQL?", len(statements))
	}
	ctx := t.Context()
	conn, err := pgx.Connect(ctx, storetest.Database(t))
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close(context.WithoutCancel(ctx))
	for name, sql := range statements {
		if _, err := conn.Prepare(ctx, name, sql); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// statements are the constants of the package whose names end with SQL.
func statements(t *testing.T) map[string]string {
	t.Helper()
	names, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	constants := map[string]ast.Expr{}
	for _, name := range names {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(file, func(n ast.Node) bool {
			if v, ok := n.(*ast.ValueSpec); ok && len(v.Values) == 1 {
				constants[v.Names[0].Name] = v.Values[0]
			}
			return true
		})
	}
	found := map[string]string{}
	for name, x := range constants {
		if strings.HasSuffix(name, "SQL") {
			found[name] = textOf(t, constants, x)
		}
	}
	return found
}

func textOf(t *testing.T, constants map[string]ast.Expr, x ast.Expr) string {
	t.Helper()
	switch x := x.(type) {
	case *ast.BasicLit:
		s, err := strconv.Unquote(x.Value)
		if err != nil {
			t.Fatal(err)
		}
		return s
	case *ast.BinaryExpr:
		return textOf(t, constants, x.X) + textOf(t, constants, x.Y)
	case *ast.Ident:
		return textOf(t, constants, constants[x.Name])
	}
	t.Fatalf("a statement is neither text nor a sum of texts: %T", x)
	return ""
}

func TestMigrateBringsAnEmptyDatabaseToThisVersionAndThenDoesNothing(t *testing.T) {
	url := storetest.Empty(t)
	has, needs, err := store.Status(t.Context(), url)
	if err != nil || has != 0 || needs < 1 {
		t.Fatalf("status of an empty database: has %d, needs %d, %v", has, needs, err)
	}
	from, to, err := store.Migrate(t.Context(), url)
	if err != nil || from != 0 || to != needs {
		t.Fatalf("first: from %d to %d, %v; want 0 to %d", from, to, err, needs)
	}
	from, to, err = store.Migrate(t.Context(), url)
	if err != nil || from != needs || to != needs {
		t.Fatalf("second: from %d to %d, %v", from, to, err)
	}
	if _, err := storetest.OpenAt(t, url).Floor(t.Context(), "MAIN"); err != nil {
		t.Fatal(err)
	}
}

func TestTheDatabaseHasTheTableOfStates(t *testing.T) {
	ctx := t.Context()
	conn, err := pgx.Connect(ctx, storetest.Database(t))
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close(context.WithoutCancel(ctx))
	found, err := conn.Query(ctx, `select machine, from_state, to_state, event from transitions`)
	if err != nil {
		t.Fatal(err)
	}
	type way struct{ Machine, From, To, Event string }
	rows, err := pgx.CollectRows(found, pgx.RowToStructByPos[way])
	if err != nil {
		t.Fatal(err)
	}
	known := 0
	for _, m := range station.Machines() {
		for _, x := range station.Transitions(m) {
			known++
			if !slices.Contains(rows, way{string(m), x.From, x.To, x.Event}) {
				t.Errorf("the database lacks %s %+v", m, x)
			}
		}
	}
	if len(rows) != known {
		t.Errorf("the database has %d ways, the program %d", len(rows), known)
	}
}
