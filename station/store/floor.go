package store

import (
	"context"
	"fmt"
	"time"

	"github.com/packwright/packwright/station"
	"github.com/packwright/packwright/station/view"
)

const stagesSQL = `
	with h as (select id from warehouses where code = $1)
	select stage, why, sum(works)::int as works, sum(late)::int as late from (
		select state as stage, '' as why, count(*) as works, count(*) filter (where cut_off < now()) as late
		from works where warehouse_id = (select id from h) and state not in ('ready', 'labelled', 'handed_over', 'cancelled')
		group by state
		union all
		select 'ready', blocked, count(*), count(*) filter (where cut_off < now())
		from works where warehouse_id = (select id from h) and state = 'ready' and blocked <> ''
		group by blocked
		union all
		select 'ready', '', count(*), count(*) filter (where cut_off < now())
		from works where warehouse_id = (select id from h)
		  and state = 'ready' and blocked = '' and holder is null and assigned_to is null
		union all
		select 'ready', '', count(*), count(*) filter (where cut_off < now())
		from works where warehouse_id = (select id from h)
		  and state = 'ready' and blocked = '' and holder is null and assigned_to is not null) s
	where works > 0
	group by stage, why
	order by array_position(array['ready', 'picking', 'short', 'picked', 'packing', 'packed', 'cancelling'], stage), why`

const stationsSQL = `
	select s.name, coalesce(p.name, '') as operator, coalesce(o.number, '') as order_no, coalesce(w.state, '') as stage,
		coalesce(n.done, 0) as done, coalesce(n.wanted, 0) as wanted,
		(select count(*) from works k where k.holder = wr.id)::int as held,
		coalesce(wr.scan_at, 'epoch') as last_scan, coalesce(wr.heard_at, 'epoch') as seen, greatest(wr.unsent, 0) as unsent,
		coalesce(wr.devices, '{}') as devices,
		s.revoked_at is not null as revoked,
		coalesce((select jsonb_agg(jsonb_build_object('carton', e.carton, 'since', e.since,
				'name', coalesce(nullif(c.name, ''), e.carton)) order by e.since, e.carton)
			from empty_cartons e left join cartons c on c.warehouse_id = e.warehouse_id and c.code = e.carton
			where e.station_id = s.id), '[]') as empty
	from stations s
	join warehouses h on h.id = s.warehouse_id
	left join lateral (select * from writers x where x.station_id = s.id order by x.id desc limit 1) wr on true
	left join people p on p.id = wr.person_id
	left join works w on w.warehouse_id = s.warehouse_id and w.id = wr.work_id
	left join orders o on o.id = w.order_id
	left join lateral (
		select sum(case when w.state in ('picking', 'short') then l.picked else l.packed end)::int as done,
			sum(l.qty - l.cancelled)::int as wanted
		from work_lines l where l.warehouse_id = w.warehouse_id and l.work_id = w.id) n on true
	where h.code = $1
	order by s.id`

const parkedSQL = `
	select k.slot, o.number as order_no, o.id::text as order, k.work_id::text as work, k.reason, k.since,
		coalesce(p.name, '') as by, coalesce(s.name, '') as station, k.ready
	from parked k
	join warehouses h on h.id = k.warehouse_id
	join works w on w.warehouse_id = k.warehouse_id and w.id = k.work_id
	join orders o on o.id = w.order_id
	left join people p on p.id = k.person_id
	left join stations s on s.id = k.station_id
	where h.code = $1
	order by k.slot, k.since`

const callsSQL = `
	select s.name as station, o.number as order_no, c.work_id::text as work, c.seq as call, c.action, coalesce(p.sku, '') as sku,
		c.qty, c.code, coalesce(a.name, '') as operator, c.since, c.answer, coalesce(b.name, '') as answered_by
	from lead_calls c
	join warehouses h on h.id = c.warehouse_id
	join works w on w.warehouse_id = c.warehouse_id and w.id = c.work_id and w.holder = c.writer_id and w.epoch = c.epoch
	join orders o on o.id = w.order_id
	join writers k on k.id = c.writer_id
	join stations s on s.id = k.station_id
	left join work_lines l on l.warehouse_id = c.warehouse_id and l.work_id = c.work_id and l.line = c.line
	left join products p on p.id = l.product_id
	left join people a on a.id = c.person_id
	left join people b on b.id = c.answered_by
	where h.code = $1
	order by c.since, s.name`

const shippedSQL = `
	select count(*) from orders o join warehouses h on h.id = o.warehouse_id
	where h.code = $1 and o.shipped_at >= date_trunc('day', now() at time zone h.time_zone) at time zone h.time_zone`

// Floor is what a monitor shows of a warehouse now.
func (s *Store) Floor(ctx context.Context, warehouse station.ID) (view.Floor, error) {
	f := view.Floor{Warehouse: string(warehouse)}
	var err error
	if f.Stages, err = rows[view.StageCount](ctx, s, stagesSQL, string(warehouse)); err != nil {
		return f, fmt.Errorf("count works of %s: %w", warehouse, err)
	}
	if f.Stations, err = rows[view.StationRow](ctx, s, stationsSQL, string(warehouse)); err != nil {
		return f, fmt.Errorf("stations of %s: %w", warehouse, err)
	}
	if f.Parked, err = rows[view.ParkedRow](ctx, s, parkedSQL, string(warehouse)); err != nil {
		return f, fmt.Errorf("parked works of %s: %w", warehouse, err)
	}
	if f.Calls, err = rows[view.CallRow](ctx, s, callsSQL, string(warehouse)); err != nil {
		return f, fmt.Errorf("calls of %s: %w", warehouse, err)
	}
	if f.Exceptions, err = s.Exceptions(ctx, warehouse); err != nil {
		return f, err
	}
	if err = s.call(ctx, readPatience, &f.ShippedToday, shippedSQL, string(warehouse)); err != nil {
		return f, fmt.Errorf("orders shipped by %s: %w", warehouse, err)
	}
	if f.At, err = s.Clock(ctx); err != nil {
		return f, err
	}
	for i := range f.Stations {
		f.Stations[i].LastScan = known(f.Stations[i].LastScan)
		f.Stations[i].Seen = known(f.Stations[i].Seen)
		for k := range f.Stations[i].Empty {
			f.Stations[i].Empty[k].Since = f.Stations[i].Empty[k].Since.UTC()
		}
	}
	for i := range f.Calls {
		f.Calls[i].Since = f.Calls[i].Since.UTC()
	}
	for i := range f.Parked {
		f.Parked[i].Since = f.Parked[i].Since.UTC()
	}
	return f, nil
}

const nowSQL = `select clock_timestamp()`

// Clock is what the database takes the time for.
func (s *Store) Clock(ctx context.Context) (time.Time, error) {
	var now time.Time
	if err := s.call(ctx, readPatience, &now, nowSQL); err != nil {
		return now, fmt.Errorf("clock of the database: %w", err)
	}
	return now.UTC(), nil
}
