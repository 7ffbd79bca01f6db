package main

import (
	"context"
	"time"

	"github.com/spf13/cobra"

	"github.com/packwright/packwright/station"
	"github.com/packwright/packwright/station/store"
)

func labelDoubtful(f *flags) *cobra.Command {
	return &cobra.Command{
		Use: "doubtful", Short: "ship labels of which nobody knows whether they came out, or on which box they are; and those that cannot be printed", Args: exactly(0),
		RunE: func(cmd *cobra.Command, _ []string) error {
			return f.withStore(cmd.Context(), func(ctx context.Context, s *store.Store, w station.ID) error {
				doubts, err := s.Doubts(ctx, w)
				if err != nil {
					return err
				}
				if f.json {
					return printJSON(cmd.OutOrStdout(), doubts)
				}
				return table(cmd.OutOrStdout(), "SINCE\tSTATION\tSLOT\tORDER\tPARCEL\tCOPY\tSSCC\tTRACKING\tSTATE\tPRINTER", len(doubts), func(i int) []any {
					d := doubts[i]
					return []any{d.Since.Format(time.DateTime), d.Station, d.Slot, d.OrderNo, d.Parcel, d.Copy, d.SSCC, d.Tracking, d.State, d.Problem}
				})
			})
		},
	}
}
