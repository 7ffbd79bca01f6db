package storetest

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"sync"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"

	"github.com/packwright/packwright/station/pglocal"
	"github.com/packwright/packwright/station/store"
)

// patience bounds what a test does to its database as a whole.
const patience = time.Minute

// shared is the cluster of this process, once a test asked for it.
var shared struct {
	sync.Mutex // guards the rest
	cluster    *pglocal.Cluster
	err        error
}

// Main runs the tests of a package and leaves the shared cluster, which stops
// with its last client. Call it from TestMain.
func Main(m *testing.M) {
	code := m.Run()
	shared.Lock()
	defer shared.Unlock()
	if shared.cluster != nil {
		if err := shared.cluster.Close(); err != nil {
			fmt.Fprintln(os.Stderr, "leave the test database:", err)
		}
	}
	os.Exit(code)
}

// Database is the address of a migrated database that is the test's own until
// it ends.
func Database(t testing.TB) string {
	t.Helper()
	return copyOf(t, template)
}

// Empty is the address of a database of the test's own with nothing in it.
func Empty(t testing.TB) string {
	t.Helper()
	return copyOf(t, func() string { return "" })
}

func copyOf(t testing.TB, of func() string) string {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	c, err := cluster(ctx)
	if err != nil {
		t.Fatal("test database: ", err)
	}
	name := "t_" + random()
	err = c.CreateDatabase(ctx, name, of())
	if code(err) == "3D000" { // somebody threw the template away
		if err = again(ctx, c); err == nil {
			err = c.CreateDatabase(ctx, name, of())
		}
	}
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		ctx, cancel := context.WithTimeout(context.Background(), patience)
		defer cancel()
		if err := c.DropDatabase(ctx, name); err != nil {
			t.Error(err)
		}
	})
	return c.URL(name)
}

// OpenAt is a store on that database, closed when the test ends.
func OpenAt(t testing.TB, url string) *store.Store {
	t.Helper()
	s, err := store.Open(context.Background(), url)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(s.Close)
	return s
}

// cluster starts the shared cluster with a template of today's schema in it.
func cluster(ctx context.Context) (*pglocal.Cluster, error) {
	shared.Lock()
	defer shared.Unlock()
	if shared.cluster != nil || shared.err != nil {
		return shared.cluster, shared.err
	}
	c, err := pglocal.Start(ctx, pglocal.Options{Name: "test", Fast: true, Settings: map[string]string{
		"shared_preload_libraries": "pg_stat_statements",
		"max_connections":          "400",
	}})
	if err != nil {
		shared.err = err
		return nil, err
	}
	if err := makeTemplate(ctx, c); err != nil {
		shared.err = errors.Join(err, c.Close())
		return nil, shared.err
	}
	shared.cluster = c
	return c, nil
}

func template() string { return "template_" + store.SchemaHash()[:16] }

// makeTemplate migrates a database under a name of its own and then renames
// it: of several processes that do so at once, one wins.
func makeTemplate(ctx context.Context, c *pglocal.Cluster) error {
	conn, err := pgx.Connect(ctx, c.URL(""))
	if err != nil {
		return err
	}
	defer conn.Close(ctx)
	var there bool
	if err := conn.QueryRow(ctx, `select exists (select from pg_database where datname = $1)`, template()).Scan(&there); err != nil || there {
		return err
	}
	if err := dropOld(ctx, conn, c); err != nil {
		return err
	}
	making := "making_" + random()
	if err := c.CreateDatabase(ctx, making, ""); err != nil && !errors.Is(err, fs.ErrExist) {
		return err
	}
	if _, _, err := store.Migrate(ctx, c.URL(making)); err != nil {
		return errors.Join(err, c.DropDatabase(ctx, making))
	}
	_, err = conn.Exec(ctx, `alter database `+pgx.Identifier{making}.Sanitize()+` rename to `+pgx.Identifier{template()}.Sanitize())
	if err == nil {
		return nil
	}
	if code(err) == "42P04" { // somebody else was faster
		err = nil
	}
	return errors.Join(err, c.DropDatabase(ctx, making))
}

// again makes the template a second time.
func again(ctx context.Context, c *pglocal.Cluster) error {
	shared.Lock()
	defer shared.Unlock()
	return makeTemplate(ctx, c)
}

func code(err error) string {
	var e *pgconn.PgError
	if errors.As(err, &e) {
		return e.Code
	}
	return ""
}

// dropOld removes what was made more than a day ago: templates of older
// schemas, and databases of tests that were killed.
func dropOld(ctx context.Context, conn *pgx.Conn, c *pglocal.Cluster) error {
	found, err := conn.Query(ctx, `
		select datname from pg_database
		where datname ~ '^(template|making|t)_[0-9a-f]{16}$'
		  and (pg_stat_file('base/' || oid || '/PG_VERSION')).modification < now() - interval '1 day'`)
	if err != nil {
		return err
	}
	names, err := pgx.CollectRows(found, pgx.RowTo[string])
	if err != nil {
		return err
	}
	for _, name := range names {
		if err := c.DropDatabase(ctx, name); err != nil {
			return err
		}
	}
	return nil
}

func random() string {
	b := make([]byte, 8)
	rand.Read(b)
	return hex.EncodeToString(b)
}
