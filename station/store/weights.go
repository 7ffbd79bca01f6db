package store

import (
	"context"
	"fmt"

	"github.com/packwright/packwright/station"
	"github.com/packwright/packwright/station/view"
)

const weightsSQL = `
	select client, sku, name, today_g, proposed_g, parcels, spread_g
	from weights_learnt_v1($1, $2, $3)`

// WeightsLearnt proposes weights of articles, from the parcels of the period that
// held one article alone, those first that concern most grams.
func (s *Store) WeightsLearnt(ctx context.Context, warehouse station.ID, p view.Period) ([]view.WeightLearnt, error) {
	found, err := rowsWithin[view.WeightLearnt](ctx, s, reportPatience, weightsSQL, string(warehouse), p.From, p.To)
	if err != nil {
		return nil, fmt.Errorf("weights learnt at %s: %w", warehouse, err)
	}
	return found, nil
}
