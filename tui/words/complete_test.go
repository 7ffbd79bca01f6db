package words

import (
	"bytes"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/packwright/packwright/station"
)

// TestEverySentenceIsTranslated reads the sentences out of the source of the
// machine and of the screens.
func TestEverySentenceIsTranslated(t *testing.T) {
	said := sentences(t, "../../station", "../../scanners/diagnosis", "../bench", "../floor", "..")
	if len(said) < 100 {
		t.Fatalf("found %d sentences, want the whole machine's", len(said))
	}
	for _, l := range Languages() {
		if l == English {
			continue
		}
		for _, s := range said {
			if _, isPhrase := phrases[l][s]; isPhrase || !strings.ContainsFunc(s, isLetter) {
				continue
			}
			if translate(l, s) == s && tables[l][s] != s {
				t.Errorf("%s: no translation of %q", l, s)
			}
		}
	}
}

// TestEveryRefusalIsTranslated reads out of the source of the readers why they
// refuse scans.
func TestEveryRefusalIsTranslated(t *testing.T) {
	files, err := filepath.Glob("../../scanners/*.go")
	if err != nil {
		t.Fatal(err)
	}
	found := 0
	for _, name := range files {
		source, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range reason.FindAllSubmatch(source, -1) {
			found++
			head, _, _ := strings.Cut(string(m[1]), ":")
			if strings.HasSuffix(name, "_test.go") {
				continue
			}
			for l := range phrases {
				if phrases[l][head] == "" {
					t.Errorf("%s: no translation of %q", l, head)
				}
			}
		}
	}
	if found < 15 {
		t.Errorf("found %d refusals, want those of all readers", found)
	}
}

var reason = regexp.MustCompile(`(?:refuse\((?:fmt\.Sprintf\()?|fault = |kind += |Rejected: fmt\.Sprintf\()"([^"]+)"`)

// TestEveryFaultOfAPrinterIsTranslated reads out of the source of the drivers what
// they say of a printer.
func TestEveryFaultOfAPrinterIsTranslated(t *testing.T) {
	found := 0
	for _, name := range []string{"status.go", "answers.go", "cups.go"} {
		source, err := os.ReadFile(filepath.Join("../../printers", name))
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range faultWords.FindAllSubmatch(source, -1) {
			found++
			for l := range phrases {
				if phrases[l][string(m[1])] == "" {
					t.Errorf("%s: no translation of %q", l, m[1])
				}
				if cure := station.PrinterCure(string(m[1])); Say(l, cure) == cure {
					t.Errorf("%s: no translation of %q, which cures %q", l, cure, m[1])
				}
			}
		}
	}
	if found < 25 {
		t.Errorf("found %d faults, want all of them", found)
	}
}

// TestEveryCauseOfTheDatabaseIsTranslated reads out of the source of the engine and
// of the fence why a database is away.
func TestEveryCauseOfTheDatabaseIsTranslated(t *testing.T) {
	found := 0
	for _, name := range []string{"../../station/engine/cause.go", "../../station/timeline.go"} {
		source, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		source, _, _ = bytes.Cut(source, []byte("func diskCause"))
		for _, m := range causeWords.FindAllSubmatch(source, -1) {
			found++
			for l := range phrases {
				if phrases[l][string(m[1])] == "" {
					t.Errorf("%s: no translation of %q", l, m[1])
				}
			}
			for l := range briefs {
				if briefs[l][string(m[1])] == "" && !strings.HasPrefix(string(m[1]), "the database's name") {
					t.Errorf("%s: no few words for %q", l, m[1])
				}
			}
		}
	}
	if found < 10 {
		t.Errorf("found %d causes, want all of them", found)
	}
}

var causeWords = regexp.MustCompile(`(?m)^\t+(?:return )?"([a-z]+ [a-z ,:?]+)",?$`)

var faultWords = regexp.MustCompile(`(?:return |Fault = |true, false, |0x[0-9a-f]+, |(?:unreachable|silent|jammed|lost|unconfirmed|handedOver) +?= )"([a-z ,]+)"`)

// TestTranslationsTakeTheSameArguments compares the verbs.
func TestTranslationsTakeTheSameArguments(t *testing.T) {
	for l, table := range tables {
		for english, own := range table {
			want, got := verbs(english), verbs(own)
			if !slices.Equal(want, got) {
				t.Errorf("%s: %q takes %v, %q takes %v", l, english, want, own, got)
			}
		}
	}
}

// TestVerdictWordsAreShort: the word stands in big letters beside its sentence.
func TestVerdictWordsAreShort(t *testing.T) {
	for _, l := range Languages() {
		for _, w := range []string{"OK", "DONE", "AGAIN", "CODE", "WRONG", "WAIT", "STOP"} {
			if s := Say(l, w); len(s) > 6 || s == "" {
				t.Errorf("%s: the verdict %s is %q, want at most six letters", l, w, s)
			}
		}
	}
}

func isLetter(r rune) bool { return 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' }

var verb = regexp.MustCompile(`%(\[\d\])?[a-z]`)

// verbs is the verbs in the order of their arguments.
func verbs(s string) []string {
	found := verb.FindAllString(strings.ReplaceAll(s, "%%", ""), -1)
	byArg := make([]string, len(found))
	for i, v := range found {
		if n, indexed := strings.CutPrefix(v, "%["); indexed {
			i, _ = strconv.Atoi(n[:1])
			i--
			v = "%" + v[len(v)-1:]
		}
		if i < len(byArg) {
			byArg[i] = v
		}
	}
	return byArg
}

// sentences is the literals that reach a screen: what is passed to a verdict or
// to say, the parts of a prompt, the tables of names.
func sentences(t *testing.T, folders ...string) []string {
	t.Helper()
	found := map[string]bool{}
	for _, folder := range folders {
		files, err := filepath.Glob(filepath.Join(folder, "*.go"))
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range files {
			if strings.HasSuffix(name, "_test.go") {
				continue
			}
			source, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			file, err := parser.ParseFile(token.NewFileSet(), name, source, parser.SkipObjectResolution)
			if err != nil {
				t.Fatal(err)
			}
			ast.Inspect(file, func(n ast.Node) bool { collect(n, found); return true })
		}
	}
	var list []string
	for s := range found {
		list = append(list, s)
	}
	slices.Sort(list)
	return list
}

var (
	saying = map[string]bool{"good": true, "done": true, "wrong": true, "unknown": true, "wait": true, "stop": true, "say": true, "part": true, "note": true}
	parts  = map[string]bool{"Text": true, "Remedy": true, "Hint": true, "Plus": true, "Minus": true, "Slash": true, "Star": true}
	named  = map[string]bool{
		"screenNames": true, "linkNames": true, "labelDeeds": true, "labelStates": true, "jobStates": true, "parcelStates": true,
		"actionNames": true, "irrevocable": true, "callActions": true, "noSuch": true, "helpLines": true, "testLines": true, "goesOn": true, "acceptName": true, "stageNames": true, "columns": true,
	}
)

func collect(n ast.Node, found map[string]bool) {
	switch n := n.(type) {
	case *ast.CallExpr:
		if saying[nameOf(n.Fun)] {
			for _, a := range n.Args[:min(2, len(n.Args))] {
				literal(a, found)
			}
		}
	case *ast.KeyValueExpr:
		if parts[nameOf(n.Key)] {
			literal(n.Value, found)
		}
	case *ast.AssignStmt:
		for i, to := range n.Lhs {
			if parts[nameOf(to)] && i < len(n.Rhs) {
				literal(n.Rhs[i], found)
			}
		}
	case *ast.CompositeLit:
		if len(n.Elts) == 2 {
			if b, ok := n.Elts[0].(*ast.BasicLit); ok && b.Kind == token.CHAR {
				literal(n.Elts[1], found)
			}
		}
	case *ast.ReturnStmt:
		if len(n.Results) == 3 {
			literal(n.Results[0], found)
		}
	case *ast.ValueSpec:
		if named[n.Names[0].Name] {
			for _, v := range n.Values {
				ast.Inspect(v, func(m ast.Node) bool {
					if kv, ok := m.(*ast.KeyValueExpr); ok {
						literal(kv.Value, found)
						return true
					}
					if e, ok := m.(ast.Expr); ok && n.Names[0].Name != "labelDeeds" && n.Names[0].Name != "irrevocable" && n.Names[0].Name != "callActions" {
						literal(e, found)
					}
					return true
				})
			}
		}
	}
}

func nameOf(e ast.Expr) string {
	switch e := e.(type) {
	case *ast.Ident:
		return e.Name
	case *ast.SelectorExpr:
		return e.Sel.Name
	}
	return ""
}

// literal notes a string, or the first one of a sum.
func literal(e ast.Expr, found map[string]bool) {
	switch e := e.(type) {
	case *ast.BinaryExpr:
		literal(e.X, found)
	case *ast.BasicLit:
		if s, err := strconv.Unquote(e.Value); err == nil && e.Kind == token.STRING && len(s) > 1 {
			found[strings.TrimSuffix(s, " ")] = true
		}
	}
}
