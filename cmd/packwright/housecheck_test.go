package main_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

const module = "github.com/packwright/packwright/"

// everybody in place of a list lets a package import every other of ours.
const everybody = "everybody"

// room is what one package may import. Lists are separated by spaces.
type room struct {
	ours   string // packages of this module
	others string // modules of third parties
	tests  string // further packages of ours, in tests only
	web    bool   // net/http
	pure   bool   // no disk, network, process, log, and no clock
	clock  bool   // pure but for the clock
}

// pack is one package as it was found.
type pack struct {
	name        string   // below the module
	imports     []string // of what reaches the binary
	testImports []string // of tests
	clock       []string // what it asks of the clock outside tests, "time.Now"
}

// check says in a sentence each where packages break the rules of the house.
func check(h map[string]room, packages []pack) []string {
	var violations []string
	for _, p := range packages {
		r, listed := h[p.name]
		if !listed {
			violations = append(violations, p.name+" is not in the table of this test: decide what it may import")
			continue
		}
		for _, path := range p.imports {
			if !r.allows(path) {
				violations = append(violations, p.name+" imports "+strings.TrimPrefix(path, module))
			}
		}
		for _, path := range p.testImports {
			if !r.allowsInTest(p.name, path) {
				violations = append(violations, p.name+" imports "+strings.TrimPrefix(path, module)+" in a test")
			}
		}
		if r.pure && !r.clock {
			for _, call := range p.clock {
				violations = append(violations, p.name+" calls "+call+": time comes in from outside")
			}
		}
	}
	return violations
}

// allows reports whether the package may import path in what reaches the
// binary. Packages that serve tests, named after that, are allowed only to
// those that name them.
func (r room) allows(path string) bool {
	if name, isOurs := strings.CutPrefix(path, module); isOurs {
		testOnly := strings.HasSuffix(name, "test")
		return r.ours == everybody && !testOnly || slices.Contains(strings.Fields(r.ours), name)
	}
	if strings.Contains(strings.Split(path, "/")[0], ".") {
		return within(path, r.others)
	}
	switch {
	case within(path, "database/sql"):
		return false
	case within(path, "net/http"):
		return r.web
	case r.pure:
		return !within(path, "os net log syscall io/ioutil database runtime/debug testing")
	}
	return true
}

// allowsInTest lets a test import its own package, the test libraries and what
// a test may touch that a pure package may not.
func (r room) allowsInTest(self, path string) bool {
	r.pure = false
	if name, isOurs := strings.CutPrefix(path, module); isOurs {
		return name == self || r.ours == everybody || slices.Contains(strings.Fields(r.tests), name) || r.allows(path)
	}
	return within(path, inAnyTest) || r.allows(path)
}

// within reports whether path is one of the roots or lies below one.
func within(path, roots string) bool {
	return slices.ContainsFunc(strings.Fields(roots), func(root string) bool {
		return path == root || strings.HasPrefix(path, root+"/")
	})
}

// climb finds a way from a package back to itself, nil if there is none.
func climb(h map[string]room, name string, way []string) []string {
	if slices.Contains(way, name) {
		return append(way, name)
	}
	for _, below := range strings.Fields(h[name].ours) {
		if path := climb(h, below, append(slices.Clone(way), name)); path != nil {
			return path
		}
	}
	return nil
}

// readPackages reads every package below root, whatever system it is built for.
func readPackages(root string) ([]pack, error) {
	found := map[string]*pack{}
	err := filepath.WalkDir(root, func(file string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && file != root && (strings.HasPrefix(d.Name(), ".") || d.Name() == "testdata") {
			return filepath.SkipDir
		}
		if d.IsDir() || filepath.Ext(file) != ".go" {
			return nil
		}
		dir, err := filepath.Rel(root, filepath.Dir(file))
		if err != nil {
			return err
		}
		name := filepath.ToSlash(dir)
		if found[name] == nil {
			found[name] = &pack{name: name}
		}
		return found[name].read(file)
	})
	var packages []pack
	for _, name := range slices.Sorted(maps.Keys(found)) {
		packages = append(packages, *found[name])
	}
	return packages, err
}

// read adds what one file imports.
func (p *pack) read(file string) error {
	source, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.SkipObjectResolution)
	if err != nil {
		return err
	}
	test := strings.HasSuffix(file, "_test.go")
	for _, spec := range source.Imports {
		path, err := strconv.Unquote(spec.Path.Value)
		if err != nil {
			return err
		}
		if test {
			p.testImports = append(p.testImports, path)
			continue
		}
		p.imports = append(p.imports, path)
	}
	if !test {
		p.clock = append(p.clock, clockCalls(source)...)
	}
	return nil
}

// clockCalls finds what a file asks of the clock.
func clockCalls(source *ast.File) []string {
	const asks = "Now Since Until After AfterFunc NewTimer NewTicker Tick Sleep"
	name := importedAs(source, "time")
	var calls []string
	ast.Inspect(source, func(n ast.Node) bool {
		s, ok := n.(*ast.SelectorExpr)
		if !ok {
			return true
		}
		if x, ok := s.X.(*ast.Ident); ok && x.Name == name && slices.Contains(strings.Fields(asks), s.Sel.Name) {
			calls = append(calls, "time."+s.Sel.Name)
		}
		return true
	})
	return calls
}

// importedAs is the name that a file gives to a package, "" if it has none.
func importedAs(source *ast.File, want string) string {
	for _, spec := range source.Imports {
		if spec.Path.Value != strconv.Quote(want) {
			continue
		}
		if spec.Name != nil {
			return spec.Name.Name
		}
		return path.Base(want)
	}
	return ""
}
