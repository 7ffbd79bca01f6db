package store

import (
	"context"
	"errors"
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

// errNews says that the house asks something else of a work that the bench has
// in hand: the bench hears of it with its next call.
var errNews = errors.New("there is news of a work in hand")

const newsSQL = `select news_v1($1)`

// Watch returns when the database does not answer any more, with the reason,
// when there is news of a work in hand, or when ctx ends. A dead network says
// nothing by itself, only asking finds it; and a packer between two scans must
// hear of a hold before the parcel is on its way.
func (b bench) Watch(ctx context.Context) error {
	for {
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(watchEvery):
		}
		news, err := b.news(ctx)
		if err != nil {
			return fmt.Errorf("watch the database: %w", err)
		}
		if news {
			return errNews
		}
	}
}

func (b bench) news(ctx context.Context) (news bool, err error) {
	ctx, cancel := context.WithTimeout(ctx, watchPatience)
	defer cancel()
	err = b.store.db.QueryRow(ctx, newsSQL, string(b.writer)).Scan(&news)
	return news, err
}
