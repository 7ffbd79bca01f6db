package engine

import (
	"context"
	"iter"
	"time"

	"github.com/packwright/packwright/station"
)

// Chain is facts of one writer, numbered from 1.
type Chain interface {
	Writer() station.ID
	// Last is the number of the newest fact, 0 for none.
	Last() int64
	// From is the facts from the number on, up to Last.
	From(seq int64) iter.Seq2[station.Fact, error]
}

// Journal keeps the facts of this station. It is written by one goroutine and
// read by another.
type Journal interface {
	Chain
	// Append makes the changes of one turn durable, all or none. After an error
	// it takes nothing more.
	Append(now time.Time, operator station.ID, cs []station.Change) ([]station.Fact, error)
	// Fold is the facts that tell what is in hand.
	Fold() iter.Seq2[station.Fact, error]
	// Sent is up to where the store is known to have the facts; it may have more.
	Sent() int64
	// Acked says up to where the store has the facts.
	Acked(now time.Time, through int64) error
}

// Earlier is facts of a writer that writes no more.
type Earlier interface {
	Chain
	// Sent says that the store has them all.
	Sent() error
}

// Store is the warehouse's database. An error that is a station.Refused is an
// answer; after any other nobody knows what was done, and the same call is made
// again.
type Store interface {
	Apply(ctx context.Context, b station.Batch) (station.Answer, error)
	Claim(ctx context.Context, key string, w station.Want) ([]station.Opened, error)
	Resolve(ctx context.Context, code string) (station.Meaning, error)
	Grant(ctx context.Context, g station.Grant) (station.Allowed, error)
}

// Watcher is a Store that notices by itself what an idle bench must hear of: the
// loss of its connection, or news of a work in hand. Watch returns then, with
// the cause, or when the context ends; it should not take longer than a second
// to notice. The engine asks the store at once, which finds out which it was.
type Watcher interface {
	Watch(ctx context.Context) error
}

// Printer prints documents of one kind. Before the first byte it calls before
// with its own count of labels, -1 for none; when that is an error, nothing is
// sent. Work, Job and On of the answer are not read.
type Printer interface {
	Print(ctx context.Context, job station.ID, d station.Document, before func(counter int64) error) station.PrintDone
}

// Floor is the printers beyond the bench's own, by the names that facts have.
type Floor interface {
	// Remember keeps the way to a printer for the next start; Find tells it.
	Remember(p station.FloorPrinter) error
	Find(name string) (station.FloorPrinter, bool)
	// Use has the news of that printer told instead of another one's; the zero one
	// is the bench's own. It must not wait.
	Use(p station.FloorPrinter)
	// Printer prints documents of a kind while labels go to p. It is nil for what
	// comes out of the bench's own printer all the same.
	Printer(p station.FloorPrinter, kind station.DocKind) Printer
}

// Carrier sells labels. An error that is a station.Refused is its no; after any
// other error the purchase is in doubt.
type Carrier interface {
	// Buy buys under the effect's key once only. With Doubt it looks first
	// whether that happened already. The artwork is nil where the label is ours to
	// draw, or did not come yet.
	Buy(ctx context.Context, b station.BuyLabel) (station.Bought, *station.Artwork, error)
	// Artwork is the carrier's own label that was bought under the effect's key.
	Artwork(ctx context.Context, f station.FetchArtwork) (station.Artwork, error)
	// Void takes a label back.
	Void(ctx context.Context, v station.VoidLabel) error
}

// Cartons plans which cartons hold the goods. When the context ends it answers
// with the best plan so far.
type Cartons func(ctx context.Context, p station.PlanCartons) station.Planned

// People knows the badges seen here lately, for when the store is away.
type People interface {
	Remember(now time.Time, badge string, who station.Person) error
	Forget(now time.Time, badge string) error
	Recall(now time.Time, badge string) (station.Person, bool)
	Find(id station.ID) (station.Person, bool)
}
