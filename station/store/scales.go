package store

import (
	"context"
	"fmt"

	"github.com/packwright/packwright/station/view"
)

const scaleCheckSQL = `select scale_check_v1($1)`

// ScaleCheck is the last check of a station's scale; found is false where there
// was none.
func (s *Store) ScaleCheck(ctx context.Context, station string) (last view.ScaleCheck, found bool, err error) {
	var told *view.ScaleCheck
	if err := s.call(ctx, readPatience, &told, scaleCheckSQL, station); err != nil {
		return last, false, fmt.Errorf("scale check of %s: %w", station, err)
	}
	if told == nil {
		return last, false, nil
	}
	return *told, true, nil
}
