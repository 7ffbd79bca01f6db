package main

import (
	"context"
	"errors"

	"github.com/spf13/cobra"

	"github.com/packwright/packwright/config"
	"github.com/packwright/packwright/station/store"
)

var errNoTerminal = errors.New("the bench needs a terminal on standard input and output")

func stationCommand(f *flags) *cobra.Command {
	c := &cobra.Command{
		Use: "station", Short: "the bench of one station, from the configuration", Args: exactly(0),
		RunE: func(cmd *cobra.Command, _ []string) error {
			c, err := f.load()
			if err != nil {
				return err
			}
			s, err := stationStore(cmd.Context(), c)
			if err != nil {
				return err
			}
			defer s.Close()
			restore, err := logTo(c.Log)
			if err != nil {
				return outside(err)
			}
			defer restore()
			b, err := newBench(c, s, houseCarrier(s, c.Warehouse))
			if err != nil {
				return err
			}
			return runScreen(cmd.Context(), c, b, screenOptions{})
		},
	}
	c.AddCommand(
		stationAdd(f), stationLogin(f), stationRevoke(f),
	)
	return c
}

// stationStore is the database of a bench; it need not be there yet.
func stationStore(ctx context.Context, c config.Config) (*store.Store, error) {
	if c.Database == "" {
		return nil, errNoDatabase
	}
	s, err := store.NewBench(ctx, c.Database)
	if err != nil {
		return nil, usage(err)
	}
	return s, nil
}
