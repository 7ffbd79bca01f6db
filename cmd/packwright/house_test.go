package main_test

import (
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
)

// house is who may import whom. Arrows point down: a driver knows bytes, the
// domain knows no device, a screen knows neither the database nor the engine,
// and only cmd/packwright knows everybody. A package that is not listed here is
// an error, so that it is decided and not found out where a new one belongs.
var house = map[string]room{
	// Plain knowledge and the drivers: nothing of ours below them.
	"config":                {ours: "station/text", others: toml},
	"station/text":          {others: "github.com/charmbracelet/x/ansi golang.org/x/text github.com/mattn/go-runewidth", pure: true},
	"station/gs1":           {ours: "station/text", pure: true},
	"station/tracking":      {ours: "station/gs1", pure: true},
	"station/routing":       {ours: "station/text", pure: true},
	"station/carton":        {ours: "station/text", pure: true, clock: true}, // its caller may set a deadline
	"station/carton/layers": {pure: true},
	"station/port":          {ours: "station/text", others: "go.bug.st/serial github.com/creack/pty golang.org/x/sys golang.org/x/term"},
	"printers":              {ours: "printers/zpl station/port station/text", others: "github.com/creack/pty golang.org/x/sys"},
	"printers/zpl":          {ours: "station/text", others: "github.com/boombuler/barcode"},
	"printers/zpl/foreign":  {ours: "printers/zpl", pure: true},
	"printers/preview":      {ours: "printers/zpl station/text", others: "golang.org/x/image"},
	"scanners":              {ours: "station/port station/text", others: "github.com/creack/pty github.com/muesli/cancelreader golang.org/x/sys golang.org/x/term"},
	"scanners/evdev":        {ours: "station/port", others: "golang.org/x/sys", tests: "scanners"},
	"scanners/scale":        {ours: "scanners station/port station/text", others: "github.com/creack/pty golang.org/x/sys"},
	"scanners/diagnosis":    {pure: true},

	// The domain.
	"station":               {ours: "station/text station/gs1 station/tracking station/carton station/carton/layers station/routing", pure: true},
	"station/view":          {ours: "station/text", pure: true},
	"station/carton/assort": {ours: "station/carton", pure: true},
	"station/carton/trial":  {ours: "station/carton", pure: true},

	// What the domain needs of the world.
	"station/engine":            {ours: domain, tests: "station/journal station/store/storetest"},
	"station/journal":           {ours: domain, others: "golang.org/x/sys"},
	"station/store":             {ours: domain + " station/carton station/routing", others: database, tests: "station/store/storetest station/pglocal"},
	"station/store/failover":    {others: database, tests: "station station/view station/engine station/journal station/store station/store/storetest station/sim"},
	"station/store/memory":      {ours: domain + " station/store", tests: "station/store/storetest"},
	"station/store/storetest":   {ours: domain + " station/carton station/routing station/store station/pglocal", others: database},
	"station/pglocal":           {ours: "station/text", others: "github.com/jackc/pgx/v5"},
	"station/intake":            {ours: domain + " station/carton station/carton/trial", others: "golang.org/x/text", web: true, tests: "station/intake/intaketest"},
	"station/intake/intaketest": {ours: "station/view"},
	"station/shop":              {ours: domain, web: true},
	"station/report":            {ours: domain, others: "github.com/xuri/excelize/v2 github.com/signintech/gopdf"},
	"station/carrier":           {ours: domain + " station/routing", web: true},
	"station/notify":            {ours: domain, others: "github.com/wneessen/go-mail", web: true},
	"printers/label":            {ours: domain + " printers printers/zpl printers/zpl/foreign scanners/diagnosis", others: "github.com/boombuler/barcode golang.org/x/text", tests: "printers/preview"},
	"printers/a4":               {ours: domain, others: "github.com/boombuler/barcode github.com/signintech/gopdf golang.org/x/image golang.org/x/text"},

	// The screens, and the world around an engine.
	"tui/words":   {ours: domain},
	"tui/kit":     {ours: domain + " tui/words", others: screen, tests: "tui/tuitest"},
	"tui/bench":   {ours: domain + " station/carton/layers scanners/diagnosis tui/words tui/kit", others: screen, tests: "tui/tuitest"},
	"tui/floor":   {ours: domain + " tui/words tui/kit", others: screen, tests: "tui/tuitest"},
	"tui/desk":    {ours: domain + " tui/words tui/kit", others: screen, tests: "tui/tuitest"},
	"tui":         {ours: domain + " scanners/diagnosis tui/words tui/kit tui/bench tui/floor tui/desk", others: screen, tests: "tui/tuitest"},
	"tui/tuitest": {ours: domain + " tui/words tui/kit", others: screen + " github.com/hinshun/vt10x"},
	"station/sim": {
		ours: domain + " station/carton station/routing station/engine station/journal station/store station/carrier" +
			" printers printers/zpl printers/label scanners scanners/scale",
		tests: "station/port station/store/memory station/store/storetest",
	},

	"cmd/packwright": {
		ours: everybody, others: database + " " + screen + " " + toml +
			" github.com/spf13/cobra github.com/spf13/pflag github.com/prometheus/client_golang github.com/creack/pty golang.org/x/sys golang.org/x/sync",
		web: true,
	},
}

const (
	domain   = "station station/view station/text station/gs1"
	database = "github.com/jackc/pgx/v5 github.com/jackc/tern/v2"
	screen   = "charm.land/bubbletea/v2 charm.land/bubbles/v2 charm.land/lipgloss/v2 github.com/charmbracelet/x github.com/charmbracelet/colorprofile golang.org/x/term github.com/mattn/go-runewidth"
	toml     = "github.com/pelletier/go-toml/v2"

	// inAnyTest are modules that tests of any package may use: none of them gets
	// into the binary by that. The wedge is tried in front of the real Bubble Tea.
	inAnyTest = "pgregory.net/rapid github.com/creack/pty github.com/hinshun/vt10x charm.land/bubbletea/v2"
)

// topLevel is all that lies in the project's root beside dot files; bin and
// packwright are what a build leaves there.
const topLevel = "cmd tui station printers scanners config go.mod go.sum README.md LICENSE Makefile bin packwright"

const root = "../.."

func TestPackagesImportOnlyWhatTheHouseAllows(t *testing.T) {
	packages, err := readPackages(root)
	if err != nil {
		t.Fatal(err)
	}
	if len(packages) == 0 {
		t.Fatal("no packages found, so nothing was checked")
	}
	for _, violation := range check(house, packages) {
		t.Error(violation)
	}
}

func TestTopLevelHoldsOnlyWhatWasAgreed(t *testing.T) {
	entries, err := os.ReadDir(root)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if !strings.HasPrefix(e.Name(), ".") && !slices.Contains(strings.Fields(topLevel), e.Name()) {
			t.Errorf("%s does not belong in the project's root", e.Name())
		}
	}
}

func TestHouseIsBuiltFromBottomToTop(t *testing.T) {
	for name := range house {
		if path := climb(house, name, nil); path != nil {
			t.Errorf("the table lets %s import itself", strings.Join(path, " > "))
		}
	}
	for name, r := range house {
		for _, below := range append(strings.Fields(r.ours), strings.Fields(r.tests)...) {
			if _, listed := house[below]; !listed && below != everybody {
				t.Errorf("the table lets %s import %s, which it does not list", name, below)
			}
		}
	}
}

func TestCheckerFindsEachKindOfViolation(t *testing.T) {
	for _, rule := range []struct {
		name  string
		found pack
		want  string // "" for none
	}{
		{"a package nobody listed", pack{name: "station/helpers"}, "station/helpers is not in the table"},
		{"a driver that knows the domain", pack{name: "scanners", imports: ours("station")}, "scanners imports station"},
		{"a screen that knows the store", pack{name: "tui/bench", imports: ours("station/store")}, "tui/bench imports station/store"},
		{"two of one layer", pack{name: "station/engine", imports: ours("station/journal")}, "station/engine imports station/journal"},
		{"SQL outside the store", pack{name: "station/report", imports: []string{"github.com/jackc/pgx/v5/pgxpool"}}, "station/report imports github.com/jackc/pgx/v5/pgxpool"},
		{"a serial line beside the port", pack{name: "printers", imports: []string{"go.bug.st/serial"}}, "printers imports go.bug.st/serial"},
		{"a module with a name that begins alike", pack{name: "station/port", imports: []string{"go.bug.st/serial2"}}, "station/port imports go.bug.st/serial2"},
		{"the web where it is not agreed", pack{name: "station/store", imports: []string{"net/http/httptest"}}, "station/store imports net/http/httptest"},
		{"a domain that reads a file", pack{name: "station", imports: []string{"os"}}, "station imports os"},
		{"a domain that logs", pack{name: "station", imports: []string{"log/slog"}}, "station imports log/slog"},
		{"a domain that reads the clock", pack{name: "station", clock: []string{"time.Now"}}, "station calls time.Now"},
		{"the database through database/sql", pack{name: "station/store", imports: []string{"database/sql"}}, "station/store imports database/sql"},
		{"a test that crosses layers", pack{name: "scanners", testImports: ours("station/store")}, "scanners imports station/store in a test"},
		{"a test package in the product", pack{name: "cmd/packwright", imports: ours("station/store/storetest")}, "cmd/packwright imports station/store/storetest"},
		{"a test library in the product", pack{name: "station/gs1", imports: []string{"pgregory.net/rapid"}}, "station/gs1 imports pgregory.net/rapid"},

		{"a test library in a test", pack{name: "station/gs1", testImports: []string{"pgregory.net/rapid", "os"}}, ""},
		{"the store in its own tests", pack{name: "station/store", testImports: ours("station/store", "station/store/storetest")}, ""},
		{"the web where it is", pack{name: "station/carrier", imports: []string{"net/http"}}, ""},
		{"the domain at its work", pack{name: "station", imports: append(ours("station/gs1"), "time", "fmt")}, ""},
		{"the binary's tests", pack{name: "cmd/packwright", testImports: ours("station/store/storetest")}, ""},
		{"the binary, which knows everybody", pack{name: "cmd/packwright", imports: ours("tui", "station/store", "config")}, ""},
	} {
		t.Run(rule.name, func(t *testing.T) {
			got := strings.Join(check(house, []pack{rule.found}), "; ")
			if rule.want == "" && got != "" || !strings.Contains(got, rule.want) {
				t.Errorf("got %q, want %q", got, rule.want)
			}
		})
	}
}

func TestReaderSeesImportsTestsAndTheClock(t *testing.T) {
	dir := t.TempDir()
	for path, text := range map[string]string{
		"station/a.go":          "package station\nimport clock \"time\"\nvar A = clock.Now()",
		"station/a_test.go":     "package station_test\nimport (\"testing\"; \"time\")\nvar _ = time.Now\nvar _ testing.TB",
		"station/a_plan9.go":    "package station\nimport _ \"os\"",
		"station/testdata/x.go": "package x\nimport _ \"net\"",
		".cache/y.go":           "package y",
	} {
		path = filepath.Join(dir, path)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	got, err := readPackages(dir)
	want := []pack{{
		name:        "station",
		imports:     []string{"time", "os"},
		testImports: []string{"testing", "time"},
		clock:       []string{"time.Now"},
	}}
	if err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("got %+v, %v\nwant %+v", got, err, want)
	}
}

// ours are import paths of packages of this module.
func ours(names ...string) []string {
	for i, name := range names {
		names[i] = module + name
	}
	return names
}
