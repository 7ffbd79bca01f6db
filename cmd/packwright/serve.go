package main

import (
	"context"
	"fmt"
	"log/slog"
	"sync"
	"time"

	"github.com/spf13/cobra"

	"github.com/packwright/packwright/station"
	"github.com/packwright/packwright/station/store"
)

func serveCommand(f *flags) *cobra.Command {
	return &cobra.Command{
		Use: "serve", Short: "what must run when nobody sits at a bench: release of due orders, timers", Args: exactly(0),
		RunE: func(cmd *cobra.Command, _ []string) error {
			return f.withStore(cmd.Context(), func(ctx context.Context, s *store.Store, w station.ID) error {
				fmt.Fprintln(cmd.ErrOrStderr(), "serving warehouse", w)
				serve(ctx, s, w)
				return nil
			})
		},
	}
}

// releasePause is how long a due order waits at most; releaseMost is how many
// are released in one transaction.
const (
	releasePause = 2 * time.Second
	releaseMost  = 200
)

// headsPause is how often serve asks whether an hour is over and the heads of the
// audit are to be stored.
const headsPause = 5 * time.Minute

// storeHeads has the heads of the audit stored once an hour, whoever else serves.
func storeHeads(ctx context.Context, s *store.Store) {
	for ctx.Err() == nil {
		stored, err := s.StoreHeads(ctx)
		switch {
		case err != nil && ctx.Err() == nil:
			slog.Error("heads of the audit", "error", err)
		case stored > 0:
			slog.Info("heads of the audit stored", "writers", stored)
		}
		select {
		case <-ctx.Done():
		case <-time.After(headsPause):
		}
	}
}

// serve runs the timers until ctx ends. Any number of them may run: each round
// is one statement that takes rows nobody else has.
func serve(ctx context.Context, s *store.Store, warehouse station.ID) {
	var all sync.WaitGroup
	defer all.Wait()
	all.Go(func() { storeHeads(ctx, s) })
	for ctx.Err() == nil {
		r, err := s.Release(ctx, warehouse, releaseMost)
		switch {
		case err != nil && ctx.Err() == nil:
			slog.Error("release of due orders", "error", err)
		case r.Released+r.Allocated > 0:
			slog.Info("released", "orders", r.Released, "works with stock", r.Allocated)
		}
		if r.Released == releaseMost {
			continue
		}
		select {
		case <-ctx.Done():
		case <-time.After(releasePause):
		}
	}
}
