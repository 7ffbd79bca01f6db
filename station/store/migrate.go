package store

import (
	"context"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"fmt"
	"io/fs"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/tern/v2/migrate"
)

//go:embed migrations/*.sql
var files embed.FS

// versionTable holds the number of the last migration.
const versionTable = "public.schema_version"

// migratePatience bounds all migrations together.
const migratePatience = 10 * time.Minute

// Migrate brings the database to this version's schema. Two that migrate at
// once wait for each other.
func Migrate(ctx context.Context, url string) (from, to int, err error) {
	names, err := fs.Glob(files, "migrations/*.sql")
	if err != nil {
		return 0, 0, err
	}
	to = len(names)
	from, err = MigrateTo(ctx, url, to)
	return from, to, err
}

// MigrateTo brings the database to the schema of that number, which is how a
// program of another version left it.
func MigrateTo(ctx context.Context, url string, to int) (from int, err error) {
	err = withMigrator(ctx, url, func(ctx context.Context, conn *pgx.Conn, m *migrate.Migrator) error {
		at, err := m.GetCurrentVersion(ctx)
		if err != nil {
			return err
		}
		from = int(at)
		if from > to {
			return fmt.Errorf("the database has schema %d, this program knows %d: use a newer packwright", from, to)
		}
		if err := m.MigrateTo(ctx, int32(to)); err != nil {
			return err
		}
		_, err = conn.Exec(ctx, rightsSQL)
		return err
	})
	if err != nil {
		return from, fmt.Errorf("migrate database: %w", err)
	}
	return from, nil
}

// Status is the schema that the database has and the one this version needs.
func Status(ctx context.Context, url string) (has, needs int, err error) {
	ctx, cancel := context.WithTimeout(ctx, readPatience)
	defer cancel()
	names, err := fs.Glob(files, "migrations/*.sql")
	if err != nil {
		return 0, 0, err
	}
	conn, err := connect(ctx, url)
	if err != nil {
		return 0, len(names), fmt.Errorf("schema of database: %w", err)
	}
	defer conn.Close(context.WithoutCancel(ctx))
	has, err = schema(ctx, conn)
	if err != nil {
		return has, len(names), fmt.Errorf("schema of database: %w", err)
	}
	return has, len(names), nil
}

const (
	schemaSQL      = `select schema_v1()`
	emptySQL       = `select to_regclass('public.schema_version') is null`
	olderSchemaSQL = `select version from public.schema_version`
)

// schema asks for the number of the last migration. A database that is older
// than the function tells it to its owner only.
func schema(ctx context.Context, conn *pgx.Conn) (has int, err error) {
	err = conn.QueryRow(ctx, schemaSQL).Scan(&has)
	if code(err) != undefinedFunction {
		return has, err
	}
	var empty bool
	if err := conn.QueryRow(ctx, emptySQL).Scan(&empty); err != nil || empty {
		return 0, err
	}
	err = conn.QueryRow(ctx, olderSchemaSQL).Scan(&has)
	return has, err
}

// rightsSQL gives the groups of the database what this schema lets them do.
const rightsSQL = `select give_rights()`

const missingGroupsSQL = `
	select g from unnest(array['packwright_station', 'packwright_supervisor', 'packwright_office', 'packwright_reader']) g
	where not exists (select from pg_roles where rolname = g)`

// MissingGroups are the groups of roles that the database server lacks, because
// whoever migrated may not make roles. Its owner can do everything without them;
// nobody else can.
func MissingGroups(ctx context.Context, url string) ([]string, error) {
	ctx, cancel := context.WithTimeout(ctx, readPatience)
	defer cancel()
	conn, err := connect(ctx, url)
	if err != nil {
		return nil, fmt.Errorf("groups of the database: %w", err)
	}
	defer conn.Close(context.WithoutCancel(ctx))
	found, err := conn.Query(ctx, missingGroupsSQL)
	if err != nil {
		return nil, fmt.Errorf("groups of the database: %w", err)
	}
	return pgx.CollectRows(found, pgx.RowTo[string])
}

// SchemaHash is the hash of all migrations, in hexadecimal: databases migrated
// by the same ones are alike.
func SchemaHash() string {
	h := sha256.New()
	names, _ := fs.Glob(files, "migrations/*.sql")
	for _, name := range names {
		body, _ := files.ReadFile(name) // embedded: it is there
		fmt.Fprintf(h, "%s %d\n", name, len(body))
		h.Write(body)
	}
	return hex.EncodeToString(h.Sum(nil))
}

func withMigrator(ctx context.Context, url string, do func(context.Context, *pgx.Conn, *migrate.Migrator) error) error {
	ctx, cancel := context.WithTimeout(ctx, migratePatience)
	defer cancel()
	conn, err := connect(ctx, url)
	if err != nil {
		return err
	}
	defer conn.Close(context.WithoutCancel(ctx))
	m, err := migrate.NewMigrator(ctx, conn, versionTable)
	if err != nil {
		return err
	}
	folder, err := fs.Sub(files, "migrations")
	if err != nil {
		return err
	}
	if err := m.LoadMigrations(folder); err != nil {
		return err
	}
	return do(ctx, conn, m)
}
