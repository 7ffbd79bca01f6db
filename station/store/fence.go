package store

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"sync"

	"github.com/jackc/pgx/v5/pgconn"

	"github.com/packwright/packwright/station"
)

// Past is the newest timeline that a station has seen, kept where a restart
// finds it.
type Past interface {
	Seen() station.Timeline
	Keep(t station.Timeline) error
}

// Remember has a store refuse servers that are behind what was seen, also before
// the program was started. Without it a store remembers what it saw itself.
func (s *Store) Remember(p Past) {
	s.fence.mu.Lock()
	defer s.fence.mu.Unlock()
	s.fence.past = p
}

// fence lets no connection in to a server that must not be used.
type fence struct {
	mu   sync.Mutex // guards past and what it keeps
	past Past
}

const timelineSQL = `select timeline_v1()`

// validate looks at a server before its connection is used. One that only reads is
// left to those who do, and looked at each time.
func (f *fence) validate(ctx context.Context, c *pgconn.PgConn) error {
	t, reads, err := timelineOf(ctx, c)
	if err != nil || reads {
		return err
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	if err := t.Follows(f.past.Seen()); err != nil {
		return err
	}
	if t != f.past.Seen() && t.Mark != "" {
		if err := f.past.Keep(t); err != nil {
			return err
		}
	}
	c.CustomData()[timelineKey] = t
	return nil
}

// timelineKey is where a connection has its timeline.
const timelineKey = "packwright timeline"

// fits says whether a connection that was good may still be used: no other server
// has taken over since, and a standby has not become the one that writes.
func (f *fence) fits(ctx context.Context, c *pgconn.PgConn) bool {
	t, known := c.CustomData()[timelineKey].(station.Timeline)
	if !known {
		return f.validate(ctx, c) == nil
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	return t == f.past.Seen()
}

// timelineOf asks a server for its timeline. A database that is older than the
// question has none, which is before any other.
func timelineOf(ctx context.Context, c *pgconn.PgConn) (t station.Timeline, reads bool, err error) {
	results, err := c.Exec(ctx, timelineSQL).ReadAll()
	if code(err) == undefinedFunction {
		return t, false, nil
	}
	if err != nil {
		return t, false, fmt.Errorf("ask the server for its timeline: %w", err)
	}
	if len(results) != 1 || len(results[0].Rows) != 1 {
		return t, false, errors.New("ask the server for its timeline: no answer")
	}
	var told struct {
		station.Timeline
		Reads bool `json:"reads"`
	}
	if err := json.Unmarshal(results[0].Rows[0][0], &told); err != nil {
		return t, false, fmt.Errorf("read the server's timeline: %w", err)
	}
	return told.Timeline, told.Reads, nil
}

// memory is a Past that a restart forgets.
type memory struct{ seen station.Timeline }

func (m *memory) Seen() station.Timeline { return m.seen }

func (m *memory) Keep(t station.Timeline) error {
	m.seen = t
	return nil
}
