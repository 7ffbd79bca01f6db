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

const reportWeightsHelp = `Says which articles weigh something else than their master data tell, from the
parcels of the period that held pieces of one article and nothing else: the
weight on the scale without the carton, by the number of pieces, and the median
of that. An article is told with at least five such parcels, and when it is off
by more than 5 g and more than 3 %. Nothing is changed:
packwright products weight SKU takes a proposal.`

// aQuarter is how many days a report on weights looks back.
const aQuarter = 90

func reportWeights(f *flags) *cobra.Command {
	r := &reporting{flags: f}
	c := &cobra.Command{
		Use: "weights", Short: "what articles weigh by the parcels that held nothing else", Long: reportWeightsHelp, Args: exactly(0),
		RunE: func(cmd *cobra.Command, _ []string) error {
			return r.run(cmd, aQuarter, func(ctx context.Context, s *store.Store, w station.ID, p view.Period) ([]report.Table, error) {
				learnt, err := s.WeightsLearnt(ctx, w, p)
				return []report.Table{weightTable(learnt)}, err
			})
		},
	}
	r.add(c, "90 days before the last day")
	return c
}

func weightTable(learnt []view.WeightLearnt) report.Table {
	t := report.Table{
		Name: "weights", Title: "Weights that parcels propose",
		Columns: []report.Column{
			{Name: "client", Head: "client"},
			{Name: "sku", Head: "article"},
			{Name: "name", Head: "name"},
			{Name: "today_g", Head: "today, g"},
			{Name: "proposed_g", Head: "proposed, g"},
			{Name: "parcels", Head: "parcels"},
			{Name: "spread_g", Head: "spread, +-g"},
		},
	}
	for _, l := range learnt {
		t.Rows = append(t.Rows, []any{l.Client, l.SKU, l.Name, l.TodayG, l.ProposedG, l.Parcels, l.SpreadG})
	}
	if len(learnt) == 0 {
		t.Notes = []string{"The parcels of the period give no reason to change a weight."}
	}
	return t
}

const productsWeightHelp = `Takes the weight that packwright report weights proposes for an article today. The
one before and the one after are kept with the deed. Orders in hand keep the
weight that they were opened with.`

func productsWeight(f *flags) *cobra.Command {
	client, warehouse := "", ""
	c := &cobra.Command{
		Use: "weight SKU", Short: "take the weight that the parcels of an article propose", Long: productsWeightHelp, Args: exactly(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return f.withStore(cmd.Context(), func(ctx context.Context, s *store.Store, w station.ID) error {
				if warehouse != "" {
					w = station.ID(warehouse)
				}
				now := time.Now()
				learnt, err := s.WeightsLearnt(ctx, w, view.Period{From: now.AddDate(0, 0, -aQuarter), To: now.AddDate(0, 0, 1)})
				if err != nil {
					return err
				}
				n := slices.IndexFunc(learnt, func(l view.WeightLearnt) bool { return l.Client == client && l.SKU == args[0] })
				if n < 0 {
					return failure{code: exitNo, err: fmt.Errorf("no weight is proposed for %q", args[0]), remedy: "packwright report weights lists all proposals."}
				}
				l := learnt[n]
				if _, err := s.Do(ctx, stamp(w), store.ProductWeight{Client: l.Client, SKU: l.SKU, WasG: l.TodayG, WeightG: l.ProposedG}); err != nil {
					return err
				}
				_, err = fmt.Fprintf(cmd.OutOrStdout(), "%d g instead of %d g.\n", l.ProposedG, l.TodayG)
				return err
			})
		},
	}
	c.Flags().StringVar(&client, "client", "", "whose article it is (default: the house's)")
	c.Flags().StringVar(&warehouse, "warehouse", "", "code of the warehouse whose parcels are asked (default: that of the configuration)")
	return c
}
