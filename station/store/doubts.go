package store

import (
	"context"
	"fmt"

	"github.com/packwright/packwright/station"
	"github.com/packwright/packwright/station/view"
)

const doubtsSQL = `
	select s.name as station, o.number as order_no, j.parcel, l.carrier, l.tracking, l.sscc, j.copy, j.state, j.problem,
		j.made_at as since, coalesce(k.slot, '') as slot
	from print_jobs j
	join warehouses h on h.id = j.warehouse_id
	join labels l on l.warehouse_id = j.warehouse_id and l.work_id = j.work_id and l.parcel = j.parcel and l.n = j.label
	join works w on w.warehouse_id = j.warehouse_id and w.id = j.work_id
	join orders o on o.id = w.order_id
	join stations s on s.id = j.station_id
	left join parked k on k.warehouse_id = j.warehouse_id and k.work_id = j.work_id
	where h.code = $1 and j.doc = 'ship' and (j.state in ('sending', 'sent', 'unknown') or j.state = 'queued' and j.problem = 'the label cannot be printed')
		and l.state in ('purchased', 'manifested') and l.proven_at is null and l.passed = ''
	order by j.made_at, j.id`

// Doubts are the ship labels that may lie somewhere on no box: their bytes may
// have left, and neither a counter nor a scan says what became of them; and
// those that no printer can print.
func (s *Store) Doubts(ctx context.Context, warehouse station.ID) ([]view.Doubt, error) {
	found, err := rows[view.Doubt](ctx, s, doubtsSQL, string(warehouse))
	if err != nil {
		return nil, fmt.Errorf("labels in doubt of %s: %w", warehouse, err)
	}
	for i := range found {
		found[i].Since = found[i].Since.UTC()
	}
	return found, nil
}
