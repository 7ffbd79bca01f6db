-- stock_moves is every piece that came to a place or left it: what facts say,
-- and the adjustments that no fact says. Its sums are stock.on_hand.
create view stock_moves as
    with f as (
        select warehouse_id, n, applied_at, work_id, kind, body::jsonb as b from facts
        where aside = '' and kind in ('unit_picked', 'unit_moved', 'unit_damaged', 'to_tray')),
    of_work as (
        select f.*, l.product_id, a.location_id as stop_place, a.lot as stop_lot,
            stock_lot(l.product_id, coalesce(f.b->>'lot', ''), coalesce(f.b->>'expiry', '')) as own_lot,
            (f.b->>'qty')::int as qty
        from f
        join work_lines l on l.warehouse_id = f.warehouse_id and l.work_id = f.work_id and l.line = (f.b->>'line')::int
        left join allocations a on a.warehouse_id = f.warehouse_id and a.work_id = f.work_id and a.id = nullif(f.b->>'stop', '')::bigint)
    select warehouse_id, stop_place as location_id, product_id,
        case when stop_lot in ('', coalesce(b->>'lot', ''), coalesce(b->>'expiry', '')) then stop_lot else own_lot end as lot,
        -qty as qty, kind as why, applied_at as at
    from of_work where kind = 'unit_picked'
    union all
    select warehouse_id, case when b->>'stop' <> '' then stop_place else location_of(warehouse_id, b->'to'->>'id') end, product_id,
        case when b->>'stop' <> '' then stop_lot else own_lot end, qty, b->>'why', applied_at
    from of_work where kind = 'unit_moved' and b->'to'->>'kind' = 'location'
    union all
    select warehouse_id, location_of(warehouse_id, b->'from'->>'id'), product_id,
        case when stop_place = location_of(warehouse_id, b->'from'->>'id') then stop_lot else own_lot end, -qty, kind, applied_at
    from of_work where kind = 'unit_damaged' and b->'from'->>'kind' = 'location'
    union all
    select warehouse_id, location_of(warehouse_id, b->>'to'), product_id,
        case when b->'from'->>'kind' = 'location' and stop_place = location_of(warehouse_id, b->'from'->>'id') then stop_lot else own_lot end,
        qty, kind, applied_at
    from of_work where kind = 'unit_damaged'
    union all
    select warehouse_id, location_of(warehouse_id, b->>'tray'), (b->>'product')::bigint, '', (b->>'qty')::int, kind, applied_at
    from f where kind = 'to_tray' and coalesce(b->>'product', '') <> ''
    union all
    select warehouse_id, location_id, product_id, lot, qty, why, at from adjustments;
