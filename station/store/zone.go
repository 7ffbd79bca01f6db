package store

import (
	"context"
	"fmt"
	"time"

	"github.com/packwright/packwright/station"
)

const zoneSQL = `select time_zone from warehouses where code = $1`

// Zone is the time zone of a warehouse: cut-offs are local times there.
func (s *Store) Zone(ctx context.Context, warehouse station.ID) (*time.Location, error) {
	found, err := rows[struct{ TimeZone string }](ctx, s, zoneSQL, string(warehouse))
	if err != nil {
		return nil, fmt.Errorf("time zone of %s: %w", warehouse, err)
	}
	if len(found) == 0 {
		return nil, station.Refused{Text: "Warehouse %s is not known.", Args: []any{string(warehouse)}}
	}
	zone, err := time.LoadLocation(found[0].TimeZone)
	if err != nil {
		return nil, fmt.Errorf("time zone of %s: %w", warehouse, err)
	}
	return zone, nil
}
