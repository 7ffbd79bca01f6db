package main

import (
	"context"

	"github.com/spf13/cobra"

	"github.com/packwright/packwright/station"
	"github.com/packwright/packwright/station/store"
)

func channelsCommand(f *flags) *cobra.Command {
	note := store.ChannelNote{}
	c := &cobra.Command{
		Use: "note CHANNEL TEXT", Short: "what goes into the first parcel of each of its orders, or is to be minded; \"\" for nothing", Args: exactly(2),
		RunE: func(cmd *cobra.Command, args []string) error {
			note.Channel, note.Text = args[0], args[1]
			return f.withStore(cmd.Context(), func(ctx context.Context, s *store.Store, w station.ID) error {
				_, err := s.Do(ctx, stamp(w), note)
				return err
			})
		},
	}
	c.Flags().BoolVar(&note.Must, "must", false, "the packer acknowledges it before the parcel closes")
	c.Flags().IntVar(&note.Grams, "grams", 0, "what it adds to the parcel's weight")
	return group("channels", "the shops that orders come from", c)
}
