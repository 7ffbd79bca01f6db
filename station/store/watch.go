package store

import (
	"context"
	"fmt"
	"time"
)

// How often an idle bench makes sure that the database is there, and how long
// the answer may take: together with the 0.7 s in which the bench then asks once
// more, below the 2 s in which a packer must see that it is gone.
const (
	watchEvery    = 700 * time.Millisecond
	watchPatience = 400 * time.Millisecond
)

// Watch returns when the database does not answer an empty statement any more,
// with the reason, or when ctx ends. A dead network says nothing by itself:
// only asking finds it.
func (b bench) Watch(ctx context.Context) error {
	for {
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(watchEvery):
		}
		if err := b.ping(ctx); err != nil {
			return fmt.Errorf("watch the database: %w", err)
		}
	}
}

func (b bench) ping(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, watchPatience)
	defer cancel()
	return b.store.db.Ping(ctx)
}
