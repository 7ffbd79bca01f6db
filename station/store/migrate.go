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
	err = withMigrator(ctx, url, func(ctx context.Context, m *migrate.Migrator) error {
		at, err := m.GetCurrentVersion(ctx)
		if err != nil {
			return err
		}
		from, to = int(at), len(m.Migrations)
		if from > to {
			return fmt.Errorf("the database has schema %d, this program knows %d: use a newer packwright", from, to)
		}
		return m.Migrate(ctx)
	})
	if err != nil {
		return from, to, fmt.Errorf("migrate database: %w", err)
	}
	return from, to, nil
}

// Status is the schema that the database has and the one this version needs.
func Status(ctx context.Context, url string) (has, needs int, err error) {
	err = withMigrator(ctx, url, func(ctx context.Context, m *migrate.Migrator) error {
		at, err := m.GetCurrentVersion(ctx)
		has, needs = int(at), len(m.Migrations)
		return err
	})
	if err != nil {
		return has, needs, fmt.Errorf("schema of database: %w", err)
	}
	return has, needs, nil
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

func withMigrator(ctx context.Context, url string, do func(context.Context, *migrate.Migrator) error) error {
	ctx, cancel := context.WithTimeout(ctx, migratePatience)
	defer cancel()
	conn, err := pgx.Connect(ctx, url)
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
	return do(ctx, m)
}
