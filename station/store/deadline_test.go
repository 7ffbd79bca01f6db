package store_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// A call without a deadline waits for ever on a line that swallows everything. So
// every function that asks the database sets one, but for those that only ever
// serve one that did.
func TestEveryCallHasADeadline(t *testing.T) {
	serves := []string{"once", "connect"}
	asks := []string{"Query", "QueryRow", "Exec", "Ping", "Acquire"}
	names, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	found := 0
	for _, name := range names {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range file.Decls {
			f, ok := d.(*ast.FuncDecl)
			if !ok {
				continue
			}
			var asked, bounded bool
			ast.Inspect(f, func(n ast.Node) bool {
				s, ok := n.(*ast.SelectorExpr)
				if !ok {
					return true
				}
				on, isField := s.X.(*ast.SelectorExpr)
				asked = asked || isField && on.Sel.Name == "db" && slices.Contains(asks, s.Sel.Name)
				bounded = bounded || s.Sel.Name == "WithTimeout"
				return true
			})
			if asked {
				found++
			}
			if asked && !bounded && !slices.Contains(serves, f.Name.Name) {
				t.Errorf("%s: %s asks the database without a deadline", name, f.Name.Name)
			}
		}
	}
	if found < 4 {
		t.Errorf("found %d functions that ask the database: is it still called db?", found)
	}
}
