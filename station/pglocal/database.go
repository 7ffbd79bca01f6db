package pglocal

import (
	"context"
	"errors"
	"fmt"
	"io/fs"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
)

// duplicateDatabase is PostgreSQL's code for a name that is taken.
const duplicateDatabase = "42P04"

// CreateDatabase makes a database as a copy of template, which nobody may be
// connected to; no template means an empty one. Where the name is taken the
// error is fs.ErrExist.
func (c *Cluster) CreateDatabase(ctx context.Context, name, template string) error {
	statement := "create database " + pgx.Identifier{name}.Sanitize()
	if template != "" {
		statement += " template " + pgx.Identifier{template}.Sanitize()
	}
	if c.fast { // nothing is flushed, so copying files beats logging them
		statement += " strategy file_copy"
	}
	err := c.execute(ctx, statement)
	var refused *pgconn.PgError
	if errors.As(err, &refused) && refused.Code == duplicateDatabase {
		return fmt.Errorf("create database %s: %w", name, fs.ErrExist)
	}
	if err != nil {
		return fmt.Errorf("create database %s: %w", name, err)
	}
	return nil
}

// DropDatabase removes a database, and throws out who is connected to it. One
// that does not exist is removed already.
func (c *Cluster) DropDatabase(ctx context.Context, name string) error {
	err := c.execute(ctx, "drop database if exists "+pgx.Identifier{name}.Sanitize()+" with (force)")
	if err != nil {
		return fmt.Errorf("drop database %s: %w", name, err)
	}
	return nil
}

func (c *Cluster) execute(ctx context.Context, statement string) error {
	conn, err := pgx.Connect(ctx, c.URL(""))
	if err != nil {
		return err
	}
	defer conn.Close(ctx)
	_, err = conn.Exec(ctx, statement)
	return err
}
