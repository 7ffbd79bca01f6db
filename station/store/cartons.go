package store

import (
	"context"
	"fmt"

	"github.com/packwright/packwright/station"
	"github.com/packwright/packwright/station/view"
)

const cartonsSQL = `
	select c.code, c.name, c.inner_mm, c.outer_mm, c.empty_g, c.max_g
	from cartons c
	join warehouses h on h.id = c.warehouse_id
	where h.code = $1
	order by c.inner_mm[1]::bigint * c.inner_mm[2] * c.inner_mm[3], c.code`

// Cartons are the kinds of carton of a warehouse, smallest first.
func (s *Store) Cartons(ctx context.Context, warehouse station.ID) ([]view.Carton, error) {
	found, err := rows[view.Carton](ctx, s, cartonsSQL, string(warehouse))
	if err != nil {
		return nil, fmt.Errorf("cartons of %s: %w", warehouse, err)
	}
	return found, nil
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
	select id, sku, length_mm, width_mm, height_mm, weight_g, keep_flat, fragile
	from products
	where id = any($1)
	order by id`

// Packed is what the orders held that were packed in the period, each content
// once, and the articles of all of them.
func (s *Store) Packed(ctx context.Context, warehouse station.ID, p view.Period) ([]view.PackedList, []view.Article, error) {
	lists, err := rowsWithin[view.PackedList](ctx, s, reportPatience, packedSQL, string(warehouse), p.From, p.To)
	if err != nil {
		return nil, nil, fmt.Errorf("orders packed by %s: %w", warehouse, err)
	}
	var ids []int64
	seen := map[int64]bool{}
	for _, l := range lists {
		for _, id := range l.Articles {
			if !seen[id] {
				seen[id] = true
				ids = append(ids, id)
			}
		}
	}
	articles, err := rowsWithin[view.Article](ctx, s, reportPatience, articlesSQL, ids)
	if err != nil {
		return nil, nil, fmt.Errorf("articles of %s: %w", warehouse, err)
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
	given as (select planned as code, count(*)::int as given from closed where carton <> planned group by planned)
	select code, coalesce(o.name, '') as name, o.code is not null as known,
		count(c.carton)::int as parcels,
		(count(c.carton) filter (where c.sized and o.mm3 > 0))::int as filled,
		coalesce(100 * avg(c.mm3 / o.mm3) filter (where c.sized), 0) as fill_pct,
		coalesce(g.given, 0) as given
	from own o
	full join (select carton as code, * from closed where carton <> '') c using (code)
	left join given g using (code)
	group by code, o.code, o.name, o.mm3, g.given
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
