package store

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strconv"

	"github.com/packwright/packwright/station"
	"github.com/packwright/packwright/station/view"
)

const cartonsSQL = `select coalesce(cartons_told_v1($1), '[]')`

// Cartons are the kinds of carton of a warehouse, by their codes.
func (s *Store) Cartons(ctx context.Context, warehouse station.ID) ([]station.Carton, error) {
	var all []station.Carton
	if err := s.call(ctx, readPatience, &all, cartonsSQL, string(warehouse)); err != nil {
		return nil, fmt.Errorf("cartons of %s: %w", warehouse, err)
	}
	return all, nil
}

// packedSQL puts works of the same content together, for most orders of a shop
// are like others.
const packedSQL = `
	with done as (
		select w.warehouse_id, w.id
		from works w
		join warehouses h on h.id = w.warehouse_id
		where h.code = $1 and w.state in ('packed', 'labelled', 'handed_over')
		  and exists (select from parcels p where p.warehouse_id = w.warehouse_id and p.work_id = w.id
			and p.state <> 'voided' and p.made_at >= $2 and p.made_at < $3)),
	units as (
		select l.work_id, l.product_id, sum(l.packed)::int as n
		from done d
		join work_lines l on l.warehouse_id = d.warehouse_id and l.work_id = d.id
		group by l.work_id, l.product_id
		having sum(l.packed) > 0),
	lists as (
		select array_agg(product_id order by product_id) as articles, array_agg(n order by product_id) as units
		from units
		group by work_id)
	select articles, units, count(*)::int as orders
	from lists
	group by articles, units
	order by orders desc, articles, units`

const articlesSQL = `
	select jsonb_agg(jsonb_build_object(
		'product', id::text, 'sku', sku, 'length_mm', length_mm, 'width_mm', width_mm, 'height_mm', height_mm,
		'weight_g', weight_g, 'keep_flat', keep_flat, 'fragile', fragile, 'rotation', rotation, 'pad_mm', pad_mm,
		'bears_g', bears_g, 'stack', stack, 'alone', alone, 'family', family, 'set', set_name, 'not_in', not_in))
	from products
	where id = any($1)`

// Packed is what the orders held that were packed in the period, each content
// once, and what is known of the articles of all of them, by their IDs.
func (s *Store) Packed(ctx context.Context, warehouse station.ID, p view.Period) ([]view.PackedList, map[int64]station.Line, error) {
	lists, err := rowsWithin[view.PackedList](ctx, s, reportPatience, packedSQL, string(warehouse), p.From, p.To)
	if err != nil {
		return nil, nil, fmt.Errorf("orders packed by %s: %w", warehouse, err)
	}
	articles := map[int64]station.Line{}
	for _, l := range lists {
		for _, id := range l.Articles {
			articles[id] = station.Line{}
		}
	}
	var known []station.Line
	if err := s.call(ctx, reportPatience, &known, articlesSQL, slices.Collect(maps.Keys(articles))); err != nil {
		return nil, nil, fmt.Errorf("articles of %s: %w", warehouse, err)
	}
	for _, l := range known {
		id, err := strconv.ParseInt(string(l.Product), 10, 64)
		if err != nil {
			return nil, nil, fmt.Errorf("articles of %s: %w", warehouse, err)
		}
		articles[id] = l
	}
	return lists, articles, nil
}

// usesSQL takes the goods of a parcel from where its units are, also when it
// stands in its cage already.
const usesSQL = `
	with closed as (
		select p.carton, p.planned, g.mm3, g.sized
		from parcels p
		join warehouses h on h.id = p.warehouse_id
		left join lateral (
			select sum(u.qty::float8 * a.length_mm * a.width_mm * a.height_mm) as mm3,
				bool_and(a.length_mm > 0 and a.width_mm > 0 and a.height_mm > 0) as sized
			from work_units u
			join products a on a.id = u.product_id
			where u.warehouse_id = p.warehouse_id and u.work_id = p.work_id and u.qty > 0
			  and u.place in ('parcel', 'cage') and u.place_id = p.n::text) g on true
		where h.code = $1 and p.state in ('sealed', 'labelled', 'in_cage', 'handed_over')
		  and p.made_at >= $2 and p.made_at < $3),
	own as (
		select c.code, c.name, c.inner_mm[1]::float8 * c.inner_mm[2] * c.inner_mm[3] as mm3
		from cartons c
		join warehouses h on h.id = c.warehouse_id
		where h.code = $1),
	unfit as (
		select r.carton as code, count(*)::int as unfit
		from carton_refusals r
		join warehouses h on h.id = r.warehouse_id
		where h.code = $1 and r.at >= $2 and r.at < $3
		group by r.carton),
	given as (select planned as code, count(*)::int as given from closed where carton <> planned group by planned)
	select code, coalesce(o.name, '') as name, o.code is not null as known,
		count(c.carton)::int as parcels,
		(count(c.carton) filter (where c.sized and o.mm3 > 0))::int as filled,
		coalesce(100 * avg(c.mm3 / o.mm3) filter (where c.sized), 0) as fill_pct,
		coalesce(g.given, 0) as given, coalesce(n.unfit, 0) as unfit
	from own o
	full join (select carton as code, * from closed where carton <> '') c using (code)
	left join given g using (code)
	left join unfit n using (code)
	group by code, o.code, o.name, o.mm3, g.given, n.unfit
	order by o.mm3 nulls last, code`

// CartonUses tells how often each kind of carton was used in the period, and
// how full.
func (s *Store) CartonUses(ctx context.Context, warehouse station.ID, p view.Period) ([]view.CartonUse, error) {
	found, err := rowsWithin[view.CartonUse](ctx, s, reportPatience, usesSQL, string(warehouse), p.From, p.To)
	if err != nil {
		return nil, fmt.Errorf("use of cartons at %s: %w", warehouse, err)
	}
	return found, nil
}
