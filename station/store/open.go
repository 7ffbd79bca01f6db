package store

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"github.com/packwright/packwright/station"
)

// Deadlines of calls. A bench shows "database away" after two seconds.
const (
	benchPatience  = 2 * time.Second
	readPatience   = 5 * time.Second
	deedPatience   = 10 * time.Second
	importPatience = time.Minute
	reportPatience = time.Minute
)

// lockPatience is how long a statement waits for a row: below the patience of
// somebody with a scanner in his hand.
const lockPatience = "300ms"

// Store is the shared database of one or more warehouses. It may be used by
// many goroutines.
type Store struct {
	db    *pgxpool.Pool
	fence *fence
}

// Open connects to a migrated database, and fails when it is not there.
func Open(ctx context.Context, url string) (*Store, error) {
	s, err := New(ctx, url)
	if err != nil {
		return nil, err
	}
	ctx, cancel := context.WithTimeout(ctx, benchPatience)
	defer cancel()
	if err := s.db.Ping(ctx); err != nil {
		s.Close()
		return nil, fmt.Errorf("open database: %w", err)
	}
	return s, nil
}

// New is a store whose database may be away: a bench starts without it. The
// pool holds few connections: a bench uses one or two, serve and the monitor a
// handful.
func New(ctx context.Context, url string) (*Store, error) {
	return newStore(ctx, url, 0)
}

// benchConnections is how many a station's login may have at once.
const benchConnections = 3

// NewBench is New for one bench, whose login may have few connections.
func NewBench(ctx context.Context, url string) (*Store, error) {
	return newStore(ctx, url, benchConnections)
}

// newStore has at most so many connections, 0 for what is usual.
func newStore(ctx context.Context, url string, most int32) (*Store, error) {
	config, err := pgxpool.ParseConfig(url)
	if err != nil {
		return nil, fmt.Errorf("database address: %w", err)
	}
	if err := secure(&config.ConnConfig.Config); err != nil {
		return nil, err
	}
	params := config.ConnConfig.RuntimeParams
	params["timezone"], params["lock_timeout"], params["application_name"] = "UTC", lockPatience, "packwright"
	// A server forgets within seconds a bench that is cut off: its login may have few connections.
	params["tcp_keepalives_idle"], params["tcp_keepalives_interval"], params["tcp_keepalives_count"] = "5", "2", "3"
	config.MaxConnIdleTime = 5 * time.Minute
	if most > 0 {
		config.MaxConns = most
	}
	s := &Store{fence: &fence{past: &memory{}}}
	s.guard(config)
	if s.db, err = pgxpool.NewWithConfig(ctx, config); err != nil {
		return nil, fmt.Errorf("open database: %w", err)
	}
	return s, nil
}

// Close waits for calls under way and closes all connections.
func (s *Store) Close() { s.db.Close() }

// call runs a statement that answers one row with one column, until it is
// answered, refused or out of time.
func (s *Store) call(ctx context.Context, patience time.Duration, into any, sql string, args ...any) error {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	return again(ctx, func() error { return s.once(ctx, into, sql, args...) })
}

// soon is call for somebody who waits with a scanner in his hand: when others
// hold what he wants for longer than a lock may take, he hears so.
func (s *Store) soon(ctx context.Context, patience time.Duration, into any, sql string, args ...any) error {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	return again(ctx, func() error {
		err := s.once(ctx, into, sql, args...)
		if code(err) == lockNotAvailable {
			return station.Refused{Code: station.Busy, Text: "The database is busy. Scan again."}
		}
		return err
	})
}

// once runs a statement once. What only one server is sure of counts as not
// answered, and a standby is not asked a second time.
func (s *Store) once(ctx context.Context, into any, sql string, args ...any) error {
	c, err := s.db.Acquire(ctx)
	if err != nil {
		return err
	}
	defer c.Release()
	confirmed := listen(c.Conn().PgConn())
	err = c.QueryRow(ctx, sql, args...).Scan(into)
	switch {
	case code(err) == readOnlyTransaction:
		return errors.Join(station.OnlyReads, c.Conn().Close(ctx))
	case err == nil && !confirmed():
		return station.NotConfirmed
	}
	return err
}

// rows reads all rows of a query into structs by the names of their columns.
func rows[T any](ctx context.Context, s *Store, sql string, args ...any) ([]T, error) {
	return rowsWithin[T](ctx, s, readPatience, sql, args...)
}

// rowsWithin is rows of a query that may take so long.
func rowsWithin[T any](ctx context.Context, s *Store, patience time.Duration, sql string, args ...any) ([]T, error) {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	found, err := s.db.Query(ctx, sql, args...)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(found, pgx.RowToStructByName[T])
}
