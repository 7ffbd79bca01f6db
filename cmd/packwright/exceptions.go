package main

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/spf13/cobra"

	"github.com/packwright/packwright/station"
	"github.com/packwright/packwright/station/report"
	"github.com/packwright/packwright/station/store"
	"github.com/packwright/packwright/station/view"
)

const reportExceptionsHelp = `Says where somebody has to go, and what to do there: a station had goods in hand
though another one has their order now, or though a rule of the books was broken.
Nothing is on the list that somebody has settled; settle one with
packwright orders exception settle ID --how HOW.`

func reportExceptions(f *flags) *cobra.Command {
	r := &reporting{flags: f}
	c := &cobra.Command{
		Use: "exceptions", Short: "where somebody has to go because a station had goods past the books", Long: reportExceptionsHelp, Args: exactly(0),
		RunE: func(cmd *cobra.Command, _ []string) error {
			return r.run(cmd, 0, func(ctx context.Context, s *store.Store, w station.ID, p view.Period) ([]report.Table, error) {
				open, err := s.Exceptions(ctx, w)
				return []report.Table{exceptionTable(open, p.From.Location())}, err
			})
		},
	}
	c.Flags().StringVar(&r.warehouse, "warehouse", "", "code of the warehouse (default: that of the configuration)")
	c.Flags().StringVar(&r.format, "format", "text", "text, csv or json")
	return c
}

// exceptionTable tells times of day in the zone of the warehouse.
func exceptionTable(open []view.Exception, zone *time.Location) report.Table {
	t := report.Table{
		Name: "exceptions", Title: "Where somebody has to go",
		Columns: []report.Column{
			{Name: "id", Head: "id"},
			{Name: "deed", Head: "what, where, deed"},
			{Name: "at", Head: "at"},
			{Name: "station", Head: "station"},
			{Name: "person", Head: "who"},
			{Name: "order", Head: "order"},
			{Name: "has", Head: "with"},
			{Name: "why", Head: "why"},
			{Name: "facts", Head: "facts"},
			{Name: "units", Head: "units"},
			{Name: "code", Head: "label"},
			{Name: "said", Head: "rule"},
		},
	}
	for _, e := range open {
		deed := e.Deed(fmt.Sprintf, func(at time.Time) string { return at.In(zone).Format("15:04") })
		t.Rows = append(t.Rows, []any{e.ID, deed, e.At.In(zone).Format(time.DateTime), e.Station, e.Person, e.OrderNo, e.Has, e.Why, e.Facts, e.Units, e.Code, e.Said})
	}
	if len(open) == 0 {
		t.Notes = []string{"Nothing is open."}
	}
	return t
}

// settlings are the ways to settle an exception.
var settlings = []string{"taken_out", "put_back", "torn_up", "counted", "gone", "nothing"}

const settleHelp = `Says what you did about an exception of packwright report exceptions. It stays on
record with your login and the time. HOW is
  taken_out  the parcel was taken out of its cage and its goods are back
  put_back   the goods are back where they came from
  torn_up    the label is torn up, the goods are back
  counted    the goods were counted again and are with their order
  gone       nothing was found: the places the goods came from are counted
  nothing    nothing had left its place`

func ordersException(f *flags) *cobra.Command {
	how := ""
	settle := &cobra.Command{
		Use: "settle ID --how HOW", Short: "say what was done about an exception", Long: settleHelp, Args: exactly(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if !slices.Contains(settlings, how) {
				return failure{code: exitUsage, err: fmt.Errorf("--how %q is no way to settle it", how), remedy: "Use taken_out, put_back, torn_up, counted, gone or nothing."}
			}
			return f.withStore(cmd.Context(), func(ctx context.Context, s *store.Store, w station.ID) error {
				if _, err := s.Do(ctx, stamp(w), store.SettleException{Exception: station.ID(args[0]), How: how}); err != nil {
					return err
				}
				_, err := fmt.Fprintf(cmd.OutOrStdout(), "exception %s: %s\n", args[0], how)
				return err
			})
		},
	}
	settle.Flags().StringVar(&how, "how", "", "taken_out, put_back, torn_up, counted, gone or nothing")
	return group("exception", "goods that a station had past the books", settle)
}
