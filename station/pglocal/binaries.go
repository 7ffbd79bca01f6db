package pglocal

import (
	"cmp"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// binaries are the programs of one installed server.
type binaries struct {
	dir   string
	major int
}

func (b binaries) postgres() string { return filepath.Join(b.dir, "postgres") }
func (b binaries) initdb() string   { return filepath.Join(b.dir, "initdb") }

// preload names the libraries that the server loads at its start: the one that
// counts statements, if it is installed.
func (b binaries) preload() string {
	const library = "pg_stat_statements"
	dirs := []string{"../lib", "../lib/postgresql", "../lib64/pgsql", "../../lib/postgresql" + strconv.Itoa(b.major), "../../lib/postgresql"}
	out, err := exec.Command(filepath.Join(b.dir, "pg_config"), "--pkglibdir").Output()
	if err == nil {
		dirs = []string{strings.TrimSpace(string(out))}
	}
	for _, dir := range dirs {
		if !filepath.IsAbs(dir) {
			dir = filepath.Join(b.dir, dir)
		}
		if found, _ := filepath.Glob(filepath.Join(dir, library+".*")); len(found) > 0 {
			return library
		}
	}
	return ""
}

// machine is what of this machine the search looks at.
type machine struct {
	root   string // "/"
	euid   int
	getenv func(string) string
}

func here() machine {
	return machine{root: "/", euid: os.Geteuid(), getenv: os.Getenv}
}

// find answers the programs of the release wanted, "15", or of the first
// acceptable one where any will do.
func (m machine) find(major string) (binaries, error) {
	places := m.places()
	var other []string
	for _, dir := range places {
		b, ok := inspect(dir)
		switch {
		case !ok || b.major < oldestMajor:
		case major == "" || major == strconv.Itoa(b.major):
			return b, nil
		default:
			other = append(other, strconv.Itoa(b.major))
		}
	}
	if len(other) > 0 {
		return binaries{}, wrongRelease{want: major, have: strings.Join(slices.Compact(other), ", ")}
	}
	return binaries{}, ErrNotInstalled{Looked: places, Install: m.installCommand()}
}

// usualPlaces is where the packages of different systems put the server's
// programs.
var usualPlaces = []string{
	"usr/lib/postgresql/*/bin",         // Debian, Ubuntu
	"usr/pgsql-*/bin",                  // the project's own rpm packages
	"usr/lib/postgresql[0-9]*/bin",     // openSUSE
	"usr/lib64/postgresql-*/bin",       // Gentoo
	"usr/libexec/postgresql[0-9]*",     // Alpine
	"opt/homebrew/opt/postgresql*/bin", // Homebrew
	"usr/local/opt/postgresql*/bin",
	"home/linuxbrew/.linuxbrew/opt/postgresql*/bin",
	"opt/local/lib/postgresql*/bin", // MacPorts
	"Applications/Postgres.app/Contents/Versions/*/bin",
	"usr/local/pgsql/bin", // from source
	"usr/local/bin",       // FreeBSD
	"usr/bin",             // Fedora, Arch
}

// places lists the folders to look at, in order. PACKWRIGHT_PGBIN stands alone:
// whoever sets it wants that one.
func (m machine) places() []string {
	if dir := m.getenv("PACKWRIGHT_PGBIN"); dir != "" {
		return []string{dir}
	}
	var places []string
	if path := m.lookPath("postgres"); path != "" {
		places = append(places, filepath.Dir(path))
	}
	for _, pattern := range usualPlaces {
		pattern = filepath.Join(m.root, pattern)
		found, _ := filepath.Glob(pattern)
		fixed := strings.IndexAny(pattern+"*", "*[")
		slices.SortStableFunc(found, func(a, b string) int {
			return cmp.Compare(numberIn(b[fixed:]), numberIn(a[fixed:]))
		})
		places = append(places, found...)
	}
	return places
}

// lookPath follows a link in the PATH to the program's own folder, where its
// siblings are.
func (m machine) lookPath(program string) string {
	for _, dir := range filepath.SplitList(m.getenv("PATH")) {
		path, err := filepath.EvalSymlinks(filepath.Join(dir, program))
		if err != nil || !filepath.IsAbs(path) {
			continue
		}
		if info, err := os.Stat(path); err == nil && !info.IsDir() && info.Mode()&0o111 != 0 {
			return path
		}
	}
	return ""
}

var (
	digits       = regexp.MustCompile(`[0-9]+`)
	versionShape = regexp.MustCompile(`PostgreSQL\) ([0-9]+)`)
)

// numberIn is the first number in the part of a path that differs between
// releases, 0 if there is none.
func numberIn(part string) int {
	n, _ := strconv.Atoi(digits.FindString(part))
	return n
}

// inspect asks the programs in dir for their release.
func inspect(dir string) (binaries, bool) {
	b := binaries{dir: dir}
	if _, err := os.Stat(b.initdb()); err != nil {
		return b, false
	}
	out, err := exec.Command(b.postgres(), "--version").Output()
	if err != nil {
		return b, false
	}
	match := versionShape.FindSubmatch(out)
	if match == nil {
		return b, false
	}
	b.major, err = strconv.Atoi(string(match[1]))
	return b, err == nil
}
