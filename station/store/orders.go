package store

import (
	"context"
	"fmt"
	"math"
	"strconv"
	"time"

	"github.com/packwright/packwright/station"
	"github.com/packwright/packwright/station/view"
)

// pageRows is how many orders a list has when nobody says.
const pageRows = 100

const orderColumns = `
	o.id::text as id, o.number, c.code as channel, o.external_id, o.state, o.priority,
	coalesce(o.placed_at, 'epoch') as placed_at, case when isfinite(o.ship_by) then o.ship_by else 'epoch' end as ship_by,
	o.release_at, o.cancelled,
	array(select k.kind from holds k where k.order_id = o.id and k.released_at is null order by k.id) as holds,
	(select count(*) from order_lines l where l.order_id = o.id)::int as lines,
	coalesce((select sum(l.qty - l.cancelled) from order_lines l where l.order_id = o.id), 0)::int as units
	from orders o
	join warehouses h on h.id = o.warehouse_id
	join channels c on c.id = o.channel_id`

const ordersSQL = `
	select` + orderColumns + `
	where h.code = $1 and ($2 = '' or o.state = $2) and o.id > $3
	order by o.id
	limit $4`

// Orders lists orders, oldest first.
func (s *Store) Orders(ctx context.Context, warehouse station.ID, f view.OrderFilter) ([]view.Order, error) {
	after, err := strconv.ParseInt(f.After, 10, 64)
	if f.After != "" && err != nil {
		return nil, station.Refused{Text: "Order %s is not known.", Args: []any{f.After}}
	}
	limit := f.Limit
	if limit <= 0 {
		limit = pageRows
	}
	found, err := rows[view.Order](ctx, s, ordersSQL, string(warehouse), f.State, after, limit)
	if err != nil {
		return nil, fmt.Errorf("list orders of %s: %w", warehouse, err)
	}
	for i := range found {
		found[i] = inUTC(found[i])
	}
	return found, nil
}

const orderSQL = `
	select` + orderColumns + `
	where h.code = $1 and (o.number = $2 or o.external_id = $2 or o.id = $3)
	order by o.id = $3 desc, o.number = $2 desc, o.id desc
	limit 1`

const shipToSQL = `select to_jsonb(r) from recipients r where r.order_id = $1`

const orderLinesSQL = `
	select p.sku, coalesce(nullif(p.name, ''), ol.name) as name, ol.qty, ol.cancelled,
		coalesce(sum(l.picked), 0)::int as picked, coalesce(sum(l.packed), 0)::int as packed, coalesce(sum(l.short), 0)::int as short
	from order_lines ol
	join products p on p.id = ol.product_id
	left join works w on w.order_id = ol.order_id
	left join work_lines l on l.warehouse_id = w.warehouse_id and l.work_id = w.id and l.order_line = ol.n
	where ol.order_id = $1
	group by ol.n, p.sku, p.name, ol.name, ol.qty, ol.cancelled
	order by ol.n`

const orderWorksSQL = `
	select w.id::text as id, w.attempt, w.state as stage, case when w.state = 'ready' then w.blocked else '' end as why,
		coalesce(s.name, '') as station, w.epoch, w.tote, coalesce(k.slot, '') as slot
	from works w
	left join writers wr on wr.id = w.holder
	left join stations s on s.id = wr.station_id
	left join parked k on k.warehouse_id = w.warehouse_id and k.work_id = w.id
	where w.order_id = $1
	order by w.attempt`

const orderParcelsSQL = `
	select p.work_id::text as work, p.n, p.state, p.carton, p.weight_g,
		coalesce(l.tracking, '') as tracking, coalesce(l.sscc, '') as sscc, coalesce(l.state, '') as label,
		l.proven_at is not null as proven
	from works w
	join parcels p on p.warehouse_id = w.warehouse_id and p.work_id = w.id
	left join lateral (select * from labels x where x.warehouse_id = p.warehouse_id and x.work_id = p.work_id and x.parcel = p.n
		order by x.n desc limit 1) l on true
	where w.order_id = $1
	order by w.attempt, p.n`

// Order is one order by its ID, its number or the shop's id.
func (s *Store) Order(ctx context.Context, warehouse station.ID, ref string) (view.OrderDetail, error) {
	id, err := strconv.ParseInt(ref, 10, 64)
	if err != nil {
		id = 0
	}
	found, err := rows[view.Order](ctx, s, orderSQL, string(warehouse), ref, id)
	if err != nil {
		return view.OrderDetail{}, fmt.Errorf("show order %s: %w", ref, err)
	}
	if len(found) == 0 {
		return view.OrderDetail{}, station.Refused{Text: "Order %s is not known.", Args: []any{ref}}
	}
	o, err := s.detail(ctx, inUTC(found[0]))
	if err != nil {
		return view.OrderDetail{}, fmt.Errorf("show order %s: %w", ref, err)
	}
	return o, nil
}

func (s *Store) detail(ctx context.Context, o view.Order) (view.OrderDetail, error) {
	d := view.OrderDetail{Order: o}
	id, err := strconv.ParseInt(o.ID, 10, 64)
	if err != nil {
		return d, err
	}
	var to struct {
		ShipTo recipient `json:"ship_to"`
		Note   string    `json:"note"`
	}
	if err := s.call(ctx, readPatience, &to, shipToSQL, id); err != nil {
		return d, err
	}
	d.ShipTo, d.Note = to.ShipTo.address(), to.Note
	if d.Lines, err = rows[view.OrderLine](ctx, s, orderLinesSQL, id); err != nil {
		return d, err
	}
	if d.Works, err = rows[view.WorkRow](ctx, s, orderWorksSQL, id); err != nil {
		return d, err
	}
	d.Parcels, err = rows[view.ParcelRow](ctx, s, orderParcelsSQL, id)
	return d, err
}

func inUTC(o view.Order) view.Order {
	o.PlacedAt, o.ShipBy, o.ReleaseAt = known(o.PlacedAt), known(o.ShipBy), o.ReleaseAt.UTC()
	return o
}

// known is a time of a column that holds the epoch for none.
func known(t time.Time) time.Time {
	if t.Unix() == 0 {
		return time.Time{}
	}
	return t.UTC()
}

const stockSQL = `
	select p.sku, l.name as location, l.kind, s.lot, coalesce(to_char(s.expiry, 'YYYY-MM-DD'), '') as expiry,
		s.on_hand, s.allocated, s.counting
	from stock s
	join warehouses h on h.id = s.warehouse_id
	join products p on p.id = s.product_id
	join locations l on l.id = s.location_id
	where h.code = $1 and ($2 = '' or p.sku = $2)
	order by p.sku, l.sequence, l.name, s.lot
	limit $3`

// Stock is what lies in a warehouse, of one article or, with "", of all.
func (s *Store) Stock(ctx context.Context, warehouse station.ID, sku string) ([]view.StockRow, error) {
	found, err := rows[view.StockRow](ctx, s, stockSQL, string(warehouse), sku, math.MaxInt32)
	if err != nil {
		return nil, fmt.Errorf("stock of %s: %w", warehouse, err)
	}
	return found, nil
}

const settingsSQL = `
	select station, key, value::text as value from settings s join warehouses h on h.id = s.warehouse_id
	where h.code = $1 order by station, key`

// Settings are the rules that somebody has set; what is missing follows
// station.DefaultRules.
func (s *Store) Settings(ctx context.Context, warehouse station.ID) ([]view.Setting, error) {
	found, err := rows[view.Setting](ctx, s, settingsSQL, string(warehouse))
	if err != nil {
		return nil, fmt.Errorf("settings of %s: %w", warehouse, err)
	}
	return found, nil
}
