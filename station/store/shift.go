package store

import (
	"context"
	"fmt"

	"github.com/packwright/packwright/station"
	"github.com/packwright/packwright/station/view"
)

// shiftSQL counts facts by the station's clock. A fact is applied after it was made,
// but for a clock that is ahead by up to a day: that bounds what is read.
const shiftSQL = `
	with done as (
		select w.station_id, f.person_id, f.at,
			case when f.kind in ('unit_picked', 'unit_packed', 'unit_moved', 'unit_damaged', 'unit_missing') then (f.body->>'qty')::int
				when f.kind = 'units_short' then (f.body->>'missing')::int else 1 end as n,
			case when f.kind = 'work_closed' and f.body->>'why' = 'shipped' then 'shipped'
				when f.kind = 'unit_moved' and f.body->>'why' in ('undo', 'put_back', 'take_out') then 'undone'
				when f.kind = 'print_ended' and f.body->>'state' = 'unknown' or f.kind = 'label_in_doubt' then 'doubt'
				else f.kind end as what,
			f.kind = 'unit_picked' and f.body->'into'->>'kind' = 'parcel' as boxed,
			coalesce(f.body->>'grant', '') <> '' as allowed
		from facts f
		join writers w on w.id = f.writer_id
		join warehouses h on h.id = f.warehouse_id
		where h.code = $1 and f.at >= $2 and f.at < $3 and f.applied_at >= $2::timestamptz - interval '1 day' and f.aside = ''
		union all
		select w.station_id, e.person_id, e.at, 1, 'exception', false, false
		from exceptions e
		join writers w on w.id = e.writer_id
		join warehouses h on h.id = e.warehouse_id
		where h.code = $1 and e.at >= $2 and e.at < $3)
	select s.name as station, coalesce(p.name, '') as person,
		coalesce(sum(n) filter (where what = 'unit_picked'), 0)::int as picked,
		coalesce(sum(n) filter (where what = 'unit_packed' or boxed), 0)::int as packed,
		coalesce(sum(n) filter (where what = 'undone'), 0)::int as undone,
		count(*) filter (where what = 'shipped')::int as shipped,
		count(*) filter (where what = 'label_proven')::int as labels,
		coalesce(sum(n) filter (where what = 'units_short'), 0)::int as shorts,
		coalesce(sum(n) filter (where what = 'unit_damaged'), 0)::int as damaged,
		coalesce(sum(n) filter (where what = 'unit_missing'), 0)::int as missing,
		count(*) filter (where what = 'doubt')::int as doubts,
		count(*) filter (where allowed)::int as overrides,
		count(*) filter (where what = 'exception')::int as exceptions,
		min(d.at) as first, max(d.at) as last
	from done d
	join stations s on s.id = d.station_id
	left join people p on p.id = d.person_id
	group by s.name, p.name, d.person_id
	order by s.name, p.name nulls last, d.person_id`

// Shift is what everybody did at every station of a warehouse in the period.
func (s *Store) Shift(ctx context.Context, warehouse station.ID, p view.Period) ([]view.ShiftRow, error) {
	found, err := rowsWithin[view.ShiftRow](ctx, s, reportPatience, shiftSQL, string(warehouse), p.From, p.To)
	if err != nil {
		return nil, fmt.Errorf("shift of %s: %w", warehouse, err)
	}
	for i := range found {
		found[i].First, found[i].Last = found[i].First.UTC(), found[i].Last.UTC()
	}
	return found, nil
}
