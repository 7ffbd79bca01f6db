-- import_v1: products, cartons and orders, as often as you like. Rows come as a
-- JSON array; the answer has one outcome a row: new, same, changed, or why it
-- was refused.

create function import_product(wid int, r jsonb) returns text language plpgsql as $$
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

create function import_carton(wid int, r jsonb) returns text language plpgsql as $$
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
    return case when is_new then 'new' else 'same' end;
end $$;

-- product_of_line finds the article by its SKU, else by its barcode.
create function product_of_line(cid int, l jsonb) returns bigint language plpgsql stable as $$
begin
    if l->>'sku' <> '' then
        return (select id from products where client_id = cid and sku = l->>'sku');
    end if;
    return (select product_id from barcodes where client_id = cid and code in (l->>'barcode', l->>'gtin') limit 1);
end $$;

create function import_order(wid int, r jsonb) returns text language plpgsql as $$
declare
    ch channels; known orders; cid int; o bigint; w bigint; l record; hash_ bytea := decode(r->>'hash', 'hex'); due timestamptz;
begin
    insert into channels (code) values (r->>'channel') on conflict (code) do nothing;
    select * into ch from channels where code = r->>'channel';
    select * into known from orders where channel_id = ch.id and external_id = r->>'external_id';
    if known.id is not null then
        return case when known.content_hash = hash_ then 'same' else 'changed' end;
    end if;
    select id into cid from clients where code = '';
    for l in select e.value as v, product_of_line(cid, e.value) as pid from jsonb_array_elements(r->'lines') e loop
        if l.pid is null then
            return format('article %s is not known', coalesce(nullif(l.v->>'sku', ''), nullif(l.v->>'barcode', ''), 'without SKU'));
        end if;
    end loop;
    due := coalesce((r->>'release_at')::timestamptz, now() + make_interval(mins => ch.delay_minutes));
    insert into orders (warehouse_id, client_id, channel_id, external_id, number, placed_at, ship_by, release_at, priority,
        service, gift, currency, total_cents, content_hash, source)
    values (wid, cid, ch.id, r->>'external_id', r->>'number', (r->>'placed_at')::timestamptz,
        coalesce((r->>'ship_by')::timestamptz, 'infinity'), due, (r->>'priority')::int, r->>'service', (r->>'gift')::boolean,
        r->>'currency', (r->>'total_cents')::bigint, hash_, r->>'source')
    on conflict (channel_id, external_id) do nothing
    returning id into o;
    if o is null then -- somebody else imported it just now
        return (select case when content_hash = hash_ then 'same' else 'changed' end
                from orders where channel_id = ch.id and external_id = r->>'external_id');
    end if;
    insert into recipients (order_id, ship_to, note) values (o, r->'ship_to', r->>'note');
    insert into order_lines (order_id, n, external_id, product_id, name, qty, price_cents)
    select o, e.ordinality - 1, e.value->>'external_id', product_of_line(cid, e.value), e.value->>'name',
        (e.value->>'quantity')::int, (e.value->>'price_cents')::bigint
    from jsonb_array_elements(r->'lines') with ordinality e;
    insert into holds (order_id, kind, placed_by)
    select distinct o, h, 'import' from jsonb_array_elements_text(r->'holds') h where h <> '';
    insert into works (warehouse_id, order_id, priority, cut_off, hold)
    select wid, o, (r->>'priority')::int, coalesce((r->>'ship_by')::timestamptz, 'infinity'),
        coalesce((select kind from holds where order_id = o and released_at is null order by id limit 1), '')
    returning id into w;
    insert into work_lines (warehouse_id, work_id, line, order_line, product_id, qty)
    select wid, w, n, n, product_id, qty from order_lines where order_id = o;
    for l in select product_id, sum(qty) as qty from order_lines where order_id = o group by product_id order by product_id loop
        perform reserve(wid, l.product_id, l.qty);
    end loop;
    update orders set state = 'pending_release' where id = o;
    return 'new';
end $$;

create function import_v1(warehouse_ text, what text, rows jsonb) returns text[]
language plpgsql security definer set search_path = public, pg_temp as $$
declare
    wid int; r jsonb; outcomes text[] := '{}';
begin
    select id into wid from warehouses where code = warehouse_;
    if wid is null then
        perform refuse('Warehouse %s is not known.', warehouse_);
    end if;
    perform due_to('import');
    for r in select * from jsonb_array_elements(rows) loop
        outcomes := outcomes || case what
            when 'products' then import_product(wid, r)
            when 'cartons' then import_carton(wid, r)
            when 'orders' then import_order(wid, r) end;
    end loop;
    return outcomes;
end $$;
