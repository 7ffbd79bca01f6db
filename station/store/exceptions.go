package store

import (
	"context"
	"fmt"

	"github.com/packwright/packwright/station"
	"github.com/packwright/packwright/station/view"
)

const exceptionsSQL = `
	select e.id::text as id, s.name as station, coalesce(p.name, '') as person, coalesce(o.number, '') as order_no,
		coalesce(e.work_id::text, '') as work, e.why, e.said, coalesce(hs.name, '') as has,
		e.facts, e.units, e.labels, e.proven, e.code, e.lane, e.tote, e.slot, e.at
	from exceptions e
	join warehouses h on h.id = e.warehouse_id
	join writers x on x.id = e.writer_id
	join stations s on s.id = x.station_id
	left join people p on p.id = e.person_id
	left join works w on w.warehouse_id = e.warehouse_id and w.id = e.work_id
	left join orders o on o.id = w.order_id
	left join writers hw on hw.id = w.holder
	left join stations hs on hs.id = hw.station_id
	where h.code = $1 and e.settled_at is null
	order by e.id`

// Exceptions are what stations did past the books and nobody has settled, the
// oldest first.
func (s *Store) Exceptions(ctx context.Context, warehouse station.ID) ([]view.Exception, error) {
	found, err := rows[view.Exception](ctx, s, exceptionsSQL, string(warehouse))
	if err != nil {
		return nil, fmt.Errorf("exceptions of %s: %w", warehouse, err)
	}
	for i := range found {
		found[i].At = found[i].At.UTC()
	}
	return found, nil
}
