package pglocal

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
)

func TestServerIsPrivateAndSetUpAsPromised(t *testing.T) {
	c, err := Start(t.Context(), Options{
		Name: "test", Fast: true, Dir: folder(t),
		Settings: map[string]string{"work_mem": "7MB", "listen_addresses": "*", "max_connections": "40"},
	})
	if err != nil {
		t.Fatal(err)
	}
	defer closeCluster(t, c)
	for _, rule := range []struct{ name, query, want string }{
		{"no TCP, whatever the caller sets", "select current_setting('listen_addresses')", ""},
		{"a setting of the caller counts", "select current_setting('work_mem')", "7MB"},
		{"a default gives way to the caller", "select current_setting('max_connections')", "40"},
		{"UTC", "select current_setting('timezone')", "UTC"},
		{"UTF8", "select pg_encoding_to_char(encoding) from pg_database where datname = 'postgres'", "UTF8"},
		{"C collation", "select datcollate::text from pg_database where datname = 'postgres'", "C"},
		{"fast does not flush", "select current_setting('fsync') || current_setting('full_page_writes') || current_setting('synchronous_commit')", "offoffoff"},
		{"our role", "select current_user::text", User},
	} {
		if got := ask(t, c, rule.query); got != rule.want {
			t.Errorf("%s: got %q, want %q", rule.name, got, rule.want)
		}
	}
	info, err := os.Stat(c.home.sockets)
	if err != nil || info.Mode().Perm() != 0o700 {
		t.Errorf("socket folder: got %v, %v, want mode 0700", info.Mode(), err)
	}
}

func TestDurableUnlessFast(t *testing.T) {
	c, err := Start(t.Context(), Options{Name: "test", Dir: folder(t)})
	if err != nil {
		t.Fatal(err)
	}
	defer closeCluster(t, c)
	if got := ask(t, c, "select current_setting('fsync') || current_setting('synchronous_commit')"); got != "onon" {
		t.Errorf("fsync and synchronous_commit: got %s, want onon", got)
	}
	if got := ask(t, c, "select current_setting('max_connections')"); got != "300" {
		t.Errorf("max_connections: got %s, want 300", got)
	}
	_, err = Start(t.Context(), Options{Name: "test", Fast: true, Dir: filepath.Dir(c.home.dir)})
	if err == nil || !strings.Contains(err.Error(), "fast=false") {
		t.Errorf("a fast client of a durable cluster: got %v, want a refusal", err)
	}
}

func TestStatementsCanBeCounted(t *testing.T) {
	needServer(t)
	if bin, err := here().find(""); err != nil || bin.preload() == "" {
		t.Skip("pg_stat_statements is not installed beside this PostgreSQL")
	}
	c := start(t, folder(t))
	conn, err := pgx.Connect(t.Context(), c.URL(""))
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close(t.Context())
	if _, err := conn.Exec(t.Context(), `create extension pg_stat_statements`); err != nil {
		t.Fatal(err)
	}
	for range 3 {
		if _, err := conn.Exec(t.Context(), `select 7 as counted`); err != nil {
			t.Fatal(err)
		}
	}
	got := ask(t, c, `select calls::text from pg_stat_statements where query like '%as counted'`)
	if got != "3" {
		t.Errorf("statements counted: got %s, want 3", got)
	}
}

func TestDatabasesAreMadeCopiedAndDropped(t *testing.T) {
	dir := folder(t)
	c := start(t, dir)
	ctx := t.Context()
	if err := c.CreateDatabase(ctx, `odd "name`, ""); err != nil {
		t.Fatal(err)
	}
	conn, err := pgx.Connect(ctx, c.URL(`odd "name`))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := conn.Exec(ctx, `create table kept (n int)`); err != nil {
		t.Fatal(err)
	}
	conn.Close(ctx)
	if err := c.CreateDatabase(ctx, "copy", `odd "name`); err != nil {
		t.Fatal(err)
	}
	if err := c.CreateDatabase(ctx, "copy", ""); !errors.Is(err, fs.ErrExist) {
		t.Errorf("create a database twice: got %v, want fs.ErrExist", err)
	}
	if conn, err = pgx.Connect(ctx, c.URL("copy")); err != nil {
		t.Fatal(err)
	}
	defer conn.Close(ctx)
	if _, err := conn.Exec(ctx, `select n from kept`); err != nil {
		t.Errorf("the copy lacks what the template had: %v", err)
	}
	for range 2 { // the second finds nothing to drop
		if err := c.DropDatabase(ctx, "copy"); err != nil {
			t.Errorf("drop a database somebody uses: %v", err)
		}
	}
}

func TestDataOutlivesTheServer(t *testing.T) {
	dir := folder(t)
	c := start(t, dir)
	if err := c.CreateDatabase(t.Context(), "kept", ""); err != nil {
		t.Fatal(err)
	}
	closeCluster(t, c)
	if got := serverOf(dir); got != 0 {
		t.Fatalf("server after the last client left: got process %d, want none", got)
	}
	again := start(t, dir)
	if err := again.CreateDatabase(t.Context(), "kept", ""); !errors.Is(err, fs.ErrExist) {
		t.Errorf("database after a restart: got %v, want it to exist", err)
	}
}

func TestCloseTwiceIsClosedOnce(t *testing.T) {
	dir := folder(t)
	first, second := start(t, dir), start(t, dir)
	closeCluster(t, first)
	closeCluster(t, first)
	if serverOf(dir) == 0 {
		t.Error("the server stopped although a client is left")
	}
	closeCluster(t, second)
}

func TestStartThatCannotSucceedLeavesNothingRunning(t *testing.T) {
	dir := folder(t)
	bad := Options{Name: "test", Fast: true, Dir: dir, Settings: map[string]string{"work_mem": "nonsense"}}
	_, err := Start(t.Context(), bad)
	if err == nil || !strings.Contains(err.Error(), "work_mem") {
		t.Errorf("start with a wrong setting: got %v, want the setting named", err)
	}
	if got := serverOf(dir); got != 0 {
		t.Errorf("server: got process %d, want none", got)
	}
	closeCluster(t, start(t, dir))
}

func TestStartThatGivesUpWaitingStopsItsServer(t *testing.T) {
	dir := folder(t)
	c := start(t, dir)
	closeCluster(t, c)
	write(t, filepath.Join(c.home.data(), "pg_hba.conf"), "local all all reject\n")
	ctx, cancel := context.WithTimeout(t.Context(), 3*time.Second)
	defer cancel()
	_, err := Start(ctx, Options{Name: "test", Fast: true, Dir: dir})
	if !errors.Is(err, context.DeadlineExceeded) || !strings.Contains(err.Error(), "pg_hba.conf") {
		t.Errorf("start: got %v, want the deadline and what it was waiting for", err)
	}
	if got := serverOf(dir); got != 0 {
		t.Errorf("server: got process %d, want none", got)
	}
}

func TestStartEndsWithItsContext(t *testing.T) {
	dir := folder(t)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := Start(ctx, Options{Name: "test", Fast: true, Dir: dir}); !errors.Is(err, context.Canceled) {
		t.Errorf("start: got %v, want it cancelled", err)
	}
	if got := serverOf(dir); got != 0 {
		t.Errorf("server: got process %d, want none", got)
	}
	closeCluster(t, start(t, dir))
}

func TestNameIsCheckedBeforeItBecomesAFolder(t *testing.T) {
	for _, name := range []string{"", "../demo", "Demo", "a b", strings.Repeat("a", 32)} {
		if _, err := Start(t.Context(), Options{Name: name, Dir: t.TempDir()}); err == nil || !strings.Contains(err.Error(), "cluster name") {
			t.Errorf("name %q: got %v, want a refusal", name, err)
		}
	}
}

func BenchmarkAttach(b *testing.B) {
	dir := folder(b)
	start(b, dir)
	for b.Loop() {
		closeCluster(b, start(b, dir))
	}
}

func BenchmarkWarmStart(b *testing.B) {
	dir := folder(b)
	closeCluster(b, start(b, dir))
	for b.Loop() {
		closeCluster(b, start(b, dir))
	}
}

func BenchmarkColdStart(b *testing.B) {
	for b.Loop() {
		closeCluster(b, start(b, folder(b)))
	}
}
