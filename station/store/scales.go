package store

import (
	"context"
	"fmt"

	"github.com/packwright/packwright/station/view"
)

const scaleCheckSQL = `
	select c.day, c.grams, c.nominal_g, c.ok, c.skipped_by is not null as skipped
	from scale_checks c
	join stations s on s.id = c.station_id
	where s.name = $1
	order by c.at desc
	limit 1`

// ScaleCheck is the last check of a station's scale; found is false where there
// was none.
func (s *Store) ScaleCheck(ctx context.Context, station string) (last view.ScaleCheck, found bool, err error) {
	all, err := rows[view.ScaleCheck](ctx, s, scaleCheckSQL, station)
	if err != nil {
		return last, false, fmt.Errorf("scale check of %s: %w", station, err)
	}
	if len(all) == 0 {
		return last, false, nil
	}
	return all[0], true, nil
}
