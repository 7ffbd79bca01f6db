-- What the plan of the cartons must mind of articles and of cartons, beside sizes
-- and weights. Lengths are mm, weights g.

alter table products
    add rotation    text not null default '' check (rotation in ('', 'any', 'keep_flat', 'this_side_up', 'none')),
    add pad_mm      int not null default 0 check (pad_mm >= 0),
    add bears_g     int not null default 0 check (bears_g >= 0),  -- a fragile one, on top of it
    add stack       int not null default 0 check (stack >= 0),    -- so many above each other, 0 for any
    add alone       boolean not null default false,               -- each is a parcel in its own packaging
    add family      text not null default '' check (family !~ '[\s/]'),
    add set_name    text not null default '',                     -- what must be in one parcel
    add not_in      text[] not null default '{}';                 -- codes of cartons

alter table cartons
    add void_pct    int not null default 0 check (void_pct between 0 and 99),
    add supply      int not null default 0 check (supply >= 0),   -- of an order, 0 for as many as wanted
    add mailer      boolean not null default false,
    add not_by      text[] not null default '{}';                 -- carriers that do not take it

create function texts(list jsonb) returns text[] language sql immutable as $$
    select coalesce(array_agg(t order by n), '{}') from jsonb_array_elements_text(list) with ordinality e(t, n);
$$;

create or replace function lines_told(wid int, work bigint) returns jsonb language plpgsql stable as $$
begin
    return (select coalesce(jsonb_agg(jsonb_build_object(
        'product', p.id::text, 'sku', p.sku, 'name', coalesce(nullif(p.name, ''), ol.name),
        'barcodes', (select coalesce(jsonb_agg(jsonb_build_object('code', b.code, 'units', b.units) order by b.units, b.code), '[]')
                     from barcodes b where b.product_id = p.id),
        'qty', l.qty, 'want', l.qty - l.cancelled,
        'length_mm', p.length_mm, 'width_mm', p.width_mm, 'height_mm', p.height_mm,
        'weight_g', p.weight_g, 'spread_g', p.spread_g, 'keep_flat', p.keep_flat, 'fragile', p.fragile,
        'lot', p.lot, 'serial', p.serial, 'expiry', p.expiry,
        'sell_before', case when p.expiry then to_char((now() at time zone wh.time_zone)::date + p.shelf_days, 'YYYY-MM-DD') else '' end
        ) || jsonb_strip_nulls(jsonb_build_object(
        'rotation', nullif(p.rotation, ''), 'pad_mm', nullif(p.pad_mm, 0), 'bears_g', nullif(p.bears_g, 0), 'stack', nullif(p.stack, 0),
        'alone', nullif(p.alone, false), 'family', nullif(p.family, ''), 'set', nullif(p.set_name, ''), 'not_in', nullif(p.not_in, '{}')
        )) order by l.line), '[]')
    from work_lines l
    join products p on p.id = l.product_id
    join works w on w.warehouse_id = l.warehouse_id and w.id = l.work_id
    join order_lines ol on ol.order_id = w.order_id and ol.n = l.order_line
    join warehouses wh on wh.id = wid
    where l.warehouse_id = wid and l.work_id = work);
end $$;

create or replace function cartons_told(wid int) returns jsonb language plpgsql stable as $$
begin
    return (select coalesce(jsonb_agg(jsonb_build_object(
        'code', code, 'name', name, 'shelf', shelf, 'inner_mm', inner_mm, 'outer_mm', outer_mm,
        'empty_g', empty_g, 'max_g', max_g) || jsonb_strip_nulls(jsonb_build_object(
        'price_cents', nullif(cost_cents, 0), 'void_pct', nullif(void_pct, 0), 'limit', nullif(supply, 0),
        'mailer', nullif(mailer, false), 'not_by', nullif(not_by, '{}')
        )) order by code), '[]')
    from cartons where warehouse_id = wid);
end $$;

-- import_product leaves alone what a row does not speak of.
create or replace function import_product(wid int, r jsonb) returns text language plpgsql as $$
declare
    cid int; pid bigint; code_ jsonb; owner_ text; is_new boolean; place bigint;
begin
    insert into clients (code) values (r->>'client') on conflict (code) do nothing;
    select id into cid from clients where code = r->>'client';
    for code_ in select * from jsonb_array_elements(r->'barcodes') loop
        select p.sku into owner_ from barcodes b join products p on p.id = b.product_id
        where b.client_id = cid and b.code = code_->>'code' and p.sku <> r->>'sku';
        if owner_ is not null then
            return format('barcode %s is already that of %s', code_->>'code', owner_);
        end if;
    end loop;
    insert into products as p (client_id, sku, name, length_mm, width_mm, height_mm, weight_g, lot, serial, expiry, keep_flat, fragile)
    select cid, r->>'sku', r->>'name', (r->>'length_mm')::int, (r->>'width_mm')::int, (r->>'height_mm')::int, (r->>'weight_g')::int,
        (r->>'lot')::boolean, (r->>'serial')::boolean, (r->>'expiry')::boolean, (r->>'keep_flat')::boolean, (r->>'fragile')::boolean
    on conflict (client_id, sku) do update set
        name = excluded.name, length_mm = excluded.length_mm, width_mm = excluded.width_mm, height_mm = excluded.height_mm,
        weight_g = excluded.weight_g, lot = excluded.lot, serial = excluded.serial, expiry = excluded.expiry,
        keep_flat = excluded.keep_flat, fragile = excluded.fragile
    returning id, xmax = 0 into pid, is_new;
    if r ? 'rotation' then
        update products set rotation = r->>'rotation', pad_mm = (r->>'pad_mm')::int, bears_g = (r->>'bears_g')::int,
            stack = (r->>'stack')::int, alone = (r->>'alone')::boolean, family = r->>'family', set_name = r->>'set', not_in = texts(r->'not_in')
        where id = pid;
    end if;
    insert into barcodes (client_id, code, product_id, units)
    select cid, c->>'code', pid, (c->>'units')::int from jsonb_array_elements(r->'barcodes') c
    on conflict (client_id, code) do update set units = excluded.units;
    if is_new and (r->>'stock')::int > 0 then
        insert into locations (warehouse_id, name, code, kind) values (wid, r->>'location', r->>'location', 'pick')
        on conflict do nothing;
        place := location_of(wid, r->>'location');
        perform give_stock(wid, place, pid, '', '', (r->>'stock')::int, 0);
        insert into adjustments (warehouse_id, location_id, product_id, lot, qty, why, cause)
        values (wid, place, pid, '', (r->>'stock')::int, 'import', 'products');
    end if;
    return case when is_new then 'new' else 'same' end;
end $$;

create or replace function import_carton(wid int, r jsonb) returns text language plpgsql as $$
declare
    is_new boolean;
begin
    insert into cartons (warehouse_id, code, name, shelf, inner_mm, outer_mm, empty_g, max_g, cost_cents, currency)
    select wid, r->>'code', r->>'name', r->>'shelf', array(select jsonb_array_elements_text(r->'inner_mm')::int),
        array(select jsonb_array_elements_text(r->'outer_mm')::int), (r->>'empty_g')::int, (r->>'max_g')::int,
        (r->>'cost_cents')::bigint, r->>'currency'
    on conflict (warehouse_id, code) do update set name = excluded.name, shelf = excluded.shelf, inner_mm = excluded.inner_mm,
        outer_mm = excluded.outer_mm, empty_g = excluded.empty_g, max_g = excluded.max_g,
        cost_cents = excluded.cost_cents, currency = excluded.currency
    returning xmax = 0 into is_new;
    if r ? 'void_pct' then
        update cartons set void_pct = (r->>'void_pct')::int, supply = (r->>'limit')::int, mailer = (r->>'mailer')::boolean, not_by = texts(r->'not_by')
        where warehouse_id = wid and code = r->>'code';
    end if;
    return case when is_new then 'new' else 'same' end;
end $$;

revoke execute on all functions in schema public from public;
